//! `[board]` of `systemkarta.toml`: which changes a board must see.

use crate::model::Criticality;

/// From where on a change is for the board, and not for the owners concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Board {
    /// So many owners can agree among themselves; more cannot. From 1.
    pub most_owners: usize,
    /// What is at least so critical counts as critical.
    pub critical: Criticality,
}

impl Board {
    /// The keys of the table.
    pub const NAMES: [&'static str; 2] = ["most_owners", "critical"];
}

impl Default for Board {
    fn default() -> Self {
        Self { most_owners: 3, critical: Criticality::Critical }
    }
}
