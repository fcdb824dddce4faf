//! `[board]` of `systemkarta.toml`: which changes a board must see.

use crate::model::{Criticality, Work};

/// From where on a change is for the board, and not for the owners concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Board {
    /// So many owners, beside whoever raised it, can agree among themselves; more cannot. From 1.
    pub most_owners: usize,
    /// What is at least so critical counts as critical.
    pub critical: Criticality,
    /// Work of two proposals on the same elements does not collide if so many days lie between.
    pub clear_days: u32,
    /// The least work for which an owner must agree; who has less to do, and is not disturbed, is told.
    pub agree_from: Work,
}

impl Board {
    /// The keys of the table.
    pub const NAMES: [&'static str; 4] = ["most_owners", "critical", "clear_days", "agree_from"];
}

impl Default for Board {
    fn default() -> Self {
        Self { most_owners: 3, critical: Criticality::Critical, clear_days: 30, agree_from: Work::Adapt }
    }
}
