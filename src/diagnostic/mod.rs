//! What every layer may say to the user about the map: a finding, how severe it is and where it stands.
//!
//! A [`Finding`] says that the *map* is wrong. All findings of a run are collected, and each has a place.
//! That the *program* could not do its work is never a finding; it is an error of the command line.
//!
//! Knows nothing of YAML, of graphs or of how findings are shown.

mod finding;
mod place;
mod quoted;
mod severity;
mod sources;

pub use finding::{Finding, Label};
pub use place::{FileId, Place};
pub use quoted::quoted;
pub use severity::{Level, Severity};
pub use sources::{Location, Source, Sources};
