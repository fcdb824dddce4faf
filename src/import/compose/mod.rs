//! Services of Compose files, as entries.

use std::path::PathBuf;

use crate::import::Draft;
use crate::load::{Config, LoadError};

/// Reads it.
///
/// # Errors
/// When it cannot be read.
pub fn read(_: &[PathBuf], _: &Config) -> Result<Draft, LoadError> {
    Ok(Draft::default())
}
