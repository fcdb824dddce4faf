//! Whether a memo is authentic, and whether it still holds: two questions, and two answers.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::memo::Block;
use crate::model::joined;
use crate::proposal::memo::{Difference, Facts};
use crate::report::page::{Line, Page, Part};
use crate::report::write_json;

/// What became of a memo.
#[derive(Debug)]
pub struct Verification<'a> {
    /// What it says.
    pub block: &'a Block,
    /// Whether it was written so.
    pub authentic: Authentic,
    /// Whether its page was held against what its conclusions say.
    pub is_page_checked: bool,
    /// Whether the proposal says something else today.
    pub proposal_altered: bool,
    /// What of it, in the words of its keys, if the proposal of that time is at hand.
    pub altered: Vec<String>,
    /// What is concluded otherwise today; nothing if the map has no such proposal any more.
    pub changed: Option<Vec<Difference>>,
    /// If the proposal has been made since: what the rules find about that.
    pub made: Option<Vec<String>>,
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
    page_checked: bool,
    still_holds: bool,
    made_as_decided: Option<bool>,
    made_otherwise: &'a [String],
    proposal_in_map: bool,
    proposal_altered: bool,
    altered: &'a [String],
    changed: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    sort: &'a str,
    of: &'a str,
    then: Option<String>,
    now: Option<String>,
    weighs: bool,
}

impl<'a> Verification<'a> {
    /// Whether what was decided on is so today; of a proposal that has been made since, whether it was made as decided.
    pub fn holds(&self) -> bool {
        let is_as_was = match &self.made {
            Some(found) => found.is_empty(),
            None => self.changed.as_ref().is_some_and(|changed| !changed.iter().any(Difference::weighs)),
        };
        is_as_was && !self.proposal_altered
    }

    /// Composes the answer for people.
    pub fn page(&'a self) -> Page<'a> {
        let page = self.headline().part(
            Part::lines(
                "is it authentic?",
                self.because().into_iter().map(|why| Line::new().name(why)).collect(),
            )
            .uncounted(),
        );
        let Some(changed) = &self.changed else {
            return page.note("the map has no such proposal any more");
        };
        let page = match (self.proposal_altered, self.altered.as_slice()) {
            (false, _) => page,
            (true, []) => page.note("the proposal itself says something else than when the memo was written"),
            (true, altered) => {
                let what = altered.iter().map(|what| Line::new().name(what.as_str()));
                page.note(
                    Line::from("the proposal itself says something else than when the memo was written: ")
                        .then(Line::joined(what)),
                )
            }
        };
        if let Some(found) = &self.made {
            let found = found.iter().map(|what| Line::new().name(what.as_str()));
            return page.part(Part::lines("what was made otherwise", found.collect()));
        }
        let of = |weighs: bool| changed.iter().filter(move |d| d.weighs() == weighs).map(line).collect();
        page.part(Part::lines("what is concluded otherwise today", of(true)))
            .part(Part::lines("other than then, and no reason to decide anew", of(false)))
    }

    fn headline(&'a self) -> Page<'a> {
        let id = self.block.change.as_str();
        let memo = Line::from("The memo on ").id(id);
        let memo = match (&self.authentic, self.is_page_checked) {
            // What it says is not what was decided on, so whether that holds is no comfort.
            (Authentic::No(_), _) => {
                return Page::new(memo.words(" is not authentic.")).lead(match self.holds() {
                    true => "What it concludes as it stands would hold today.",
                    false => "What it concludes as it stands would not hold today.",
                });
            }
            (Authentic::Yes(_), true) => memo.words(" is authentic; "),
            (Authentic::Yes(_), false) => Line::from("The conclusions of the memo on ")
                .id(id)
                .words(" are authentic, and its page was not checked; "),
            (Authentic::Unknown(_), _) => memo.words(" cannot be told to be authentic or not; "),
        };
        Page::new(match (&self.made, self.holds()) {
            (Some(_), true) => memo.words("the proposal has been made since, as decided."),
            (Some(_), false) => memo.words("the proposal is said to be made since, and not as decided."),
            (None, true) => match self.subjects() {
                None => memo.words("it still holds."),
                Some(what) => memo.words("it still holds, but: ").words(what).words("."),
            },
            (None, false) => match self.subjects() {
                None => memo.words("it does not hold any more."),
                Some(what) => memo.words("it does not hold any more: ").words(what).words("."),
            },
        })
    }

    /// What differs, in few words: of a memo that does not hold only what that is due to.
    fn subjects(&self) -> Option<String> {
        let changed = self.changed.iter().flatten();
        let meant = changed.filter(|difference| difference.weighs() || self.holds());
        let sorts: BTreeSet<&str> = meant.map(|difference| difference.sort.as_str()).collect();
        let altered = self.proposal_altered.then_some("the proposal itself");
        let what = altered.into_iter().chain(sorts.into_iter().map(subject));
        let what: Vec<String> = what.map(str::to_owned).collect();
        (!what.is_empty()).then(|| joined(&what))
    }

    /// Writes the answer for programs.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        // What is concluded anew of something that is made says nothing.
        let changed =
            self.changed.iter().flatten().filter(|_| self.made.is_none()).map(|difference| Changed {
                sort: &difference.sort,
                of: &difference.of,
                then: difference.then.as_ref().map(facts),
                now: difference.now.as_ref().map(facts),
                weighs: difference.weighs(),
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
            page_checked: self.is_page_checked,
            still_holds: self.holds(),
            made_as_decided: self.made.as_ref().map(|_| self.holds()),
            made_otherwise: self.made.as_deref().unwrap_or_default(),
            proposal_in_map: self.changed.is_some(),
            proposal_altered: self.proposal_altered,
            altered: &self.altered,
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

/// What a sort of conclusions is about.
fn subject(sort: &str) -> &str {
    match sort {
        "affected" => "what is affected",
        "agree" => "who must agree",
        "brought" => "findings brought",
        "faults" => "faults of the proposal",
        "healed" => "findings healed",
        "route" => "who decides",
        "status" => "the status",
        other => other,
    }
}

/// "affected payroll: disruption: stopped → degraded".
fn line(difference: &Difference) -> Line<'_> {
    let Difference { sort, of, then, now } = difference;
    let sort = match sort.as_str() {
        "affected" => "affected",
        "agree" => "must agree",
        "brought" => "finding brought",
        "collisions" => "collision",
        "faults" => "fault of the proposal",
        "healed" => "finding healed",
        "objections" => "objection of",
        "route" => "who decides of",
        "status" => "status of",
        other => other,
    };
    let line = Line::new().name(sort).words(" ").id(of.as_str());
    let what = match (then, now) {
        (None, now) => format!("new{}", now.as_ref().map(in_brackets).unwrap_or_default()),
        (then, None) => format!("no longer{}", then.as_ref().map(in_brackets).unwrap_or_default()),
        (Some(then), Some(now)) => moved(then, now),
    };
    line.words(": ").then(Line::new().name(what))
}

/// "basis: declared → assumed", of each fact.
fn moved(then: &Facts, now: &Facts) -> String {
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let said = |facts: &Facts, name: &str| facts.get(name).cloned().unwrap_or_else(|| "none".to_owned());
    let moved = |name: &&String| format!("{}: {} → {}", in_words(name), said(then, name), said(now, name));
    names.iter().map(moved).collect::<Vec<_>>().join("; ")
}

/// The name of a fact, which stands in memos, in words.
fn in_words(name: &str) -> &str {
    match name {
        "minutes" => "minutes until then",
        "because" => "reason",
        "on" => "on these elements",
        other => other,
    }
}

fn in_brackets(all: &Facts) -> String {
    if all.is_empty() { String::new() } else { format!(" ({})", facts(all)) }
}

fn facts(facts: &Facts) -> String {
    let said: Vec<String> = facts.iter().map(|(name, fact)| format!("{}: {fact}", in_words(name))).collect();
    said.join(", ")
}
