//! Whether a memo is authentic, and whether it still holds: two questions, and two answers.

use std::io::{self, Write};

use serde::Serialize;

use super::memo::Block;
use crate::proposal::memo::Difference;
use crate::report::page::{Line, Page, Part};
use crate::report::write_json;

/// What became of a memo.
#[derive(Debug)]
pub struct Verification<'a> {
    /// What it says.
    pub block: &'a Block,
    /// Whether it was written so.
    pub authentic: Authentic,
    /// Whether the proposal says something else today.
    pub proposal_altered: bool,
    /// What is concluded otherwise today; nothing if the map has no such proposal any more.
    pub changed: Option<Vec<Difference>>,
}

/// Whether a memo was written as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authentic {
    /// It was: how we know.
    Yes(String),
    /// It was not: why.
    No(Vec<String>),
    /// That cannot be told: why.
    Unknown(String),
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    change: &'a str,
    authentic: Option<bool>,
    authentic_because: Vec<&'a str>,
    still_holds: bool,
    proposal_in_map: bool,
    proposal_altered: bool,
    changed: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    sort: &'a str,
    of: &'a str,
    then: Option<&'a str>,
    now: Option<&'a str>,
}

impl<'a> Verification<'a> {
    /// Whether its conclusions are those of today.
    pub fn holds(&self) -> bool {
        self.changed.as_ref().is_some_and(Vec::is_empty) && !self.proposal_altered
    }

    /// Composes the answer for people.
    pub fn page(&'a self) -> Page<'a> {
        let verdict = match self.authentic {
            Authentic::Yes(_) => "is authentic",
            Authentic::No(_) => "is not authentic",
            Authentic::Unknown(_) => "cannot be told to be authentic or not",
        };
        let holds = if self.holds() { "; it still holds." } else { "; it does not hold any more." };
        let page = Page::new(
            Line::from("The memo on ").id(self.block.change.as_str()).words(format!(" {verdict}{holds}")),
        );
        let page = page.part(
            Part::lines(
                "is it authentic?",
                self.because().into_iter().map(|why| Line::new().name(why)).collect(),
            )
            .uncounted(),
        );
        let Some(changed) = &self.changed else {
            return page.note("the map has no such proposal any more");
        };
        let page = match self.proposal_altered {
            true => page.note("the proposal itself says something else than when the memo was written"),
            false => page,
        };
        let line = |difference: &'a Difference| {
            let Difference { sort, of, then, now } = difference;
            let said = |text: &'a Option<String>| match text {
                Some(text) => Line::new().name(text.as_str()),
                None => Line::new().aside("nothing"),
            };
            let line = Line::new().name(sort.as_str()).words(" ").id(of.as_str()).words("; then ");
            line.then(said(then)).words("; now ").then(said(now))
        };
        page.part(Part::lines("what is concluded otherwise today", changed.iter().map(line).collect()))
    }

    /// Writes the answer for programs.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let changed = self.changed.iter().flatten().map(|Difference { sort, of, then, now }| Changed {
            sort,
            of,
            then: then.as_deref(),
            now: now.as_deref(),
        });
        let wire = Wire {
            schema: "systemkarta.memo-verification/1",
            change: &self.block.change,
            authentic: match self.authentic {
                Authentic::Yes(_) => Some(true),
                Authentic::No(_) => Some(false),
                Authentic::Unknown(_) => None,
            },
            authentic_because: self.because(),
            still_holds: self.holds(),
            proposal_in_map: self.changed.is_some(),
            proposal_altered: self.proposal_altered,
            changed: changed.collect(),
        };
        write_json(&wire, out)
    }

    fn because(&self) -> Vec<&str> {
        match &self.authentic {
            Authentic::Yes(why) | Authentic::Unknown(why) => vec![why],
            Authentic::No(why) => why.iter().map(String::as_str).collect(),
        }
    }
}
