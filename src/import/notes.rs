//! What a reader has to say beside the entries, within bounds: what it left out, what is wrong, what should be known.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::LeftOut;
use crate::diagnostic::{FileId, Finding, Place, quoted};
use crate::load::ValueRef;

/// So many findings are listed. More is not a list that anybody reads.
const LISTED: usize = 10_000;
/// So many kinds of what was left out are told apart.
const KINDS: usize = 60;
/// What the others are called.
const OTHERS: &str = "other things";
/// So many are helped with names that are like theirs.
const HELPED: usize = 100;
/// So many examples stand in a remark.
const EXAMPLES: usize = 5;

/// What a reader has to say beside the entries.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) left_out: LeftOut,
    pub(super) remarks: Vec<String>,
    findings: Vec<Finding>,
    unlisted: usize,
}

impl Notes {
    /// One more of these was left out. If there are too many kinds already, it is counted with others.
    pub(super) fn leave_out<'w>(&mut self, what: impl Into<Cow<'w, str>>) {
        let what = what.into();
        let is_known = self.left_out.iter().any(|(known, _)| known == what);
        let has_room = is_known || self.left_out.iter().count() < KINDS;
        self.left_out.add(if has_room { what.as_ref() } else { OTHERS });
    }

    /// Something is wrong.
    pub(super) fn find(&mut self, finding: Finding) {
        if self.findings.len() < LISTED {
            self.findings.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    /// Whether there are still so few findings that looking for what was meant is worth the time.
    pub(super) fn has_time_to_help(&self) -> bool {
        self.findings.len() < HELPED
    }

    /// The text of a single value; nothing if none is said, and a finding if it is no single value.
    pub(super) fn text(&mut self, field: &str, value: ValueRef<'_>) -> Option<Said> {
        if value.is_absent() {
            return None;
        }
        let Some(text) = value.scalar() else {
            let message = format!("{} is not a single value", quoted(field));
            self.find(Finding::new("wrong-type", value.place(), message).subject(field));
            return None;
        };
        let text = text.trim();
        (!text.is_empty()).then(|| Said { text: text.to_owned(), place: value.place() })
    }

    /// The texts of a list; one alone stands for a list of one.
    pub(super) fn texts(&mut self, field: &str, value: ValueRef<'_>) -> Vec<Said> {
        value.items().filter_map(|item| self.text(field, item)).collect()
    }

    /// Says something with the number of those that it is true of, and some of them.
    pub(super) fn remark(&mut self, of: &[String], one: &str, many: &str) {
        if let Some(examples) = examples(of) {
            let what = if of.len() == 1 { one } else { many };
            self.remarks.push(format!("{} {what}: {examples}", of.len()));
        }
    }

    /// The findings in the order of the files and the text.
    pub(super) fn take_findings(&mut self) -> Vec<Finding> {
        let mut findings = std::mem::take(&mut self.findings);
        findings.sort_by_key(|finding| finding.place);
        if self.unlisted > 0 {
            let message =
                format!("there are {} more faults than the {LISTED} that are listed", self.unlisted);
            let finding = Finding::new("limit-exceeded", Place::file(FileId::new(0)), message);
            findings.push(finding.subject("faults").help("mend those first; then the others are listed"));
        }
        findings
    }
}

/// Some of these, and how many more there are.
fn examples(of: &[String]) -> Option<String> {
    let shown: Vec<String> = of.iter().take(EXAMPLES).map(|text| quoted(text)).collect();
    let more = match of.len().saturating_sub(EXAMPLES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!shown.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
}

/// Words with how often each was said, in their order.
pub(super) fn counted(words: &BTreeMap<String, usize>) -> Vec<String> {
    words
        .iter()
        .map(|(word, count)| if *count == 1 { word.clone() } else { format!("{word} ({count} ×)") })
        .collect()
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_beyond_the_bound_are_counted_together() {
        let mut notes = Notes::default();
        for number in 0..100 {
            notes.leave_out(format!("things {number}"));
        }
        notes.leave_out("things 0");
        let others = notes.left_out.iter().find(|(what, _)| *what == "other things");
        assert_eq!(others, Some(("other things", 40)));
        assert!(notes.left_out.iter().any(|kind| kind == ("things 0", 2)));
    }

    #[test]
    fn a_remark_shows_some() {
        let mut notes = Notes::default();
        let words: Vec<String> = (1..=7).map(|word| word.to_string()).collect();
        notes.remark(&words, "word is short", "words are short");
        notes.remark(&[], "word is long", "words are long");
        assert_eq!(notes.remarks, ["7 words are short: `1`, `2`, `3`, `4`, `5` and 2 more"]);
    }
}
