//! A difference in three lines: what differs, what that affects, and who must be told.

use std::cmp::Reverse;

use super::change::effect;
use super::{DiffReport, headline};
use crate::model::Section;
use crate::proposal::diff::Touched;
use crate::report::page::Line;
use crate::report::words::{clipped, counted, counted_section};

/// How many of those who must be told are named.
const NAMED: usize = 5;
/// Letters of a name, so that the three lines stay lines.
const LETTERS: usize = 60;

/// A difference in three lines.
#[derive(Debug)]
pub(in crate::report) struct Brief<'a> {
    /// "4 elements added, 1 removed; 2 organisations differ"; nothing if nothing differs.
    pub(in crate::report) differs: Option<Line<'a>>,
    /// "2 processes, 1 system; gravest: Payroll (payroll) stops".
    pub(in crate::report) affects: Line<'a>,
    /// "SLK (slk) and Servicenämnden (servicenamnden)".
    pub(in crate::report) tell: Line<'a>,
}

impl<'a> Brief<'a> {
    /// The three lines of a difference.
    pub(in crate::report) fn of(report: &DiffReport<'a>) -> Self {
        let differs = [headline::elements(report), headline::others_than_rulebook(report)];
        let differs: Vec<String> = differs.into_iter().flatten().collect();
        Self {
            differs: (!differs.is_empty()).then(|| Line::from(differs.join("; "))),
            affects: affects(report),
            tell: tell(report),
        }
    }
}

/// How many of each section, business first, and the one that fares worst.
fn affects<'a>(report: &DiffReport<'a>) -> Line<'a> {
    let affected = &report.diff.affected;
    let of_section =
        |section| affected.iter().filter(|it| report.diff.section(it.element) == Some(section)).count();
    let counts = Section::ELEMENTS.into_iter().map(|section| (of_section(section), section));
    let counts: Vec<String> =
        counts.filter(|(n, _)| *n > 0).map(|(n, section)| counted_section(n, section)).collect();
    match gravest(report) {
        Some(gravest) => Line::from(format!("{}; gravest: ", counts.join(", ")))
            .then(report.element(gravest.element).map_or_else(Line::new, |it| named(it.name(), it.id())))
            .words(" ")
            .then(effect(gravest)),
        None => Line::from("nothing"),
    }
}

/// A process if any is reached; of several as bad, the first in the order of the answer.
fn gravest<'a>(report: &DiffReport<'a>) -> Option<&'a Touched> {
    let is_process = |it: &Touched| report.diff.section(it.element) == Some(Section::Processes);
    let rank = |it: &&Touched| Reverse((is_process(it), it.disruption, it.work, !it.assumed));
    report.diff.affected.iter().min_by_key(rank)
}

fn tell<'a>(report: &DiffReport<'a>) -> Line<'a> {
    let people = &report.diff.people;
    if people.is_empty() {
        return Line::from("nobody");
    }
    let names = people.iter().map(|told| named(&told.name, &told.organisation));
    let count = counted(people.len(), "organisation", "organisations");
    Line::from(format!("{count}: ")).then(Line::few(names, NAMED))
}

fn named<'a>(name: &'a str, id: &'a str) -> Line<'a> {
    let id = clipped(id, LETTERS);
    if name == id {
        Line::new().id(id)
    } else {
        Line::new().name(clipped(name, LETTERS)).words(" (").id(id).words(")")
    }
}
