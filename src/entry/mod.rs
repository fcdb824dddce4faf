//! An entry of a section as it is written: the form in which maps come from elsewhere and go there.
//!
//! The model holds what was meant; here that is text again, field by field, so that it can be put into a file of YAML or
//! the cells of a sheet, and compared with what somebody sends back. Two entries are equal if they say the same, wherever
//! and however it was written.
//!
//! Knows nothing of files, of other programs or of the graph.

mod of_model;
mod written;
mod yaml;

use crate::model::Listing;
pub use of_model::entries;
pub use written::Written;
pub use yaml::{flow, flow_of, scalar, yaml};

/// One entry: what it is listed as, its id, and what its fields say, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The section that it stands in, or the lifecycles.
    pub listing: Listing,
    /// Its id.
    pub id: String,
    /// Its other fields, each once.
    pub fields: Vec<(String, Written)>,
}

impl Entry {
    /// An entry that says nothing yet.
    pub fn new(listing: Listing, id: impl Into<String>) -> Self {
        Self { listing, id: id.into(), fields: Vec::new() }
    }

    /// The same, with another field, unless that says nothing.
    #[must_use]
    pub fn with(mut self, field: &str, said: impl Into<Written>) -> Self {
        let said = said.into();
        if !said.is_empty() {
            self.set(field, said);
        }
        self
    }

    /// What a field says.
    pub fn get(&self, field: &str) -> Option<&Written> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, said)| said)
    }

    /// Puts a value in the place of what a field said; a new field comes last.
    pub fn set(&mut self, field: &str, said: Written) {
        match self.fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, old)) => *old = said,
            None => self.fields.push((field.to_owned(), said)),
        }
    }

    /// Its name, or the id if it has none.
    pub fn name(&self) -> &str {
        match self.get("name") {
            Some(Written::Text(name)) => name,
            _ => &self.id,
        }
    }
}
