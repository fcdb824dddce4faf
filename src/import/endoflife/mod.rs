//! Dates of vendors' support, as endoflife.date publishes them, as named lifecycles.

use std::path::Path;

use crate::import::Draft;
use crate::load::{Config, LoadError};
use crate::model::{Date, Model};

/// Reads it.
///
/// # Errors
/// When it cannot be read.
pub fn read(_: &Path, _: &Model, _: Date, _: &Config) -> Result<Draft, LoadError> {
    Ok(Draft::default())
}
