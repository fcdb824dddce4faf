//! Compose files as entries: services and the images that they run.
//!
//! Files of one project are laid over each other as Compose does it. What stands in other files, in the environment or in a
//! registry is not looked up.

mod elements;
mod fields;
mod files;
mod image;
mod project;
mod service;
mod variable;

use std::path::PathBuf;

use super::Draft;
use super::notes::Notes;
use crate::load::{Config, LoadError};

/// Reads Compose files, later ones laid over earlier ones of the same project; of a folder those that Compose would read.
///
/// # Errors
/// When there is no such file or folder.
pub fn read(paths: &[PathBuf], config: &Config) -> Result<Draft, LoadError> {
    let mut notes = Notes::default();
    let sources = files::read(paths, &config.limits, &mut notes)?;
    let projects = project::projects(&sources, &config.limits, &mut notes);
    let entries = elements::entries(&projects, &sources, &mut notes);
    if entries.is_empty() {
        notes.remarks.push("no file declares services".into());
    }
    let findings = notes.take_findings();
    let (left_out, remarks) = (notes.left_out, notes.remarks);
    Ok(Draft { entries, left_out, remarks, sources, findings, ..Draft::default() })
}
