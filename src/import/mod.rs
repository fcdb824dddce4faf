//! Other descriptions of systems as entries of a map, and what a map would become with them.
//!
//! A reader for each form makes a [`Draft`]: entries as they would be written, and a count of what it left out.
//!
//! Nothing here writes a file, and nothing that is read is run, resolved or fetched.

pub mod archimate;
pub mod backstage;
pub mod compose;
mod draft;
mod edit;
pub mod endoflife;
mod ids;
mod notes;
mod plan;
pub mod workbook;

pub use draft::{Draft, Incoming, LeftOut};
pub use plan::{EntryChange, FieldChange, Kind, Plan, PlanError, Planned, Standing, Target, plan};
