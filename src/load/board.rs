//! `[board]` of `systemkarta.toml`: which changes a board must see.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::config::Reader;
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

impl Reader {
    /// Reads an entry of `[board]`.
    pub(super) fn board(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        match key.get_ref().as_ref() {
            name @ "most_owners" => {
                if let Some(number) = self.number(value, name, 1..=1000) {
                    self.config.board.most_owners = number;
                }
            }
            "critical" => match value.get_ref().as_str().and_then(Criticality::parse) {
                Some(criticality) => self.config.board.critical = criticality,
                None => {
                    let help = format!("criticality is one of {}", Criticality::WORDS.join(", "));
                    self.fault("bad-value", value, "this is no criticality".to_owned(), Some(help));
                }
            },
            name @ "clear_days" => {
                if let Some(days) = self.number(value, name, 0..=1000) {
                    self.config.board.clear_days = days;
                }
            }
            "agree_from" => {
                match value.get_ref().as_str().and_then(Work::parse).filter(|w| *w > Work::None) {
                    Some(work) => self.config.board.agree_from = work,
                    None => {
                        let help = "it is one of verify, adapt, replace".to_owned();
                        self.fault("bad-value", value, "this is no work".to_owned(), Some(help));
                    }
                }
            }
            name => self.unknown(key, "threshold of the board", name, Board::NAMES),
        }
    }
}
