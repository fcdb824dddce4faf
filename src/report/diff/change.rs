//! One difference in words: what was said and is said, and what that does.

use super::DiffReport;
use crate::model::{ChangeKind, Disruption, Field, Work};
use crate::proposal::diff::{
    Aspect, Bond, Consequence, Dependency, FieldDifference, Pair, PartDifference, Touched,
};
use crate::report::page::{Line, Tone};
use crate::report::words::{counted, number};

/// So many parts of one difference are told.
const PARTS: usize = 6;
/// So many elements are named of which more is asked.
const ASKED: usize = 3;

/// What a field is called.
pub(super) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Section => "section",
        Aspect::Field(field) => field.name(),
        Aspect::Phase => "phase",
        Aspect::Standard => Field::Standard.name(),
        Aspect::Support => "support",
    }
}

/// "slk → aldre", "phase_out 2012 → 2011", "+ oracle-10g, − oracle-9i".
pub(super) fn field(difference: &FieldDifference) -> Line<'_> {
    match (&difference.parts[..], &difference.old, &difference.new) {
        ([], old, new) => from_to(old.as_deref(), new.as_deref()),
        (parts, ..) => self::parts(parts),
    }
}

/// The parts that differ.
pub(super) fn parts(parts: &[PartDifference]) -> Line<'_> {
    let said = Line::between(parts.iter().take(PARTS).map(part), ", ");
    match parts.len().saturating_sub(PARTS) {
        0 => said,
        more => said.words(format!(" and {} more", number(more))),
    }
}

fn part(part: &PartDifference) -> Line<'_> {
    let (old, new) = (part.old.as_deref(), part.new.as_deref());
    match (&part.name, old, new) {
        (Some(name), ..) => Line::new().name(name.as_str()).words(": ").then(from_to(old, new)),
        (None, None, Some(new)) => Line::from("+ ").name(new),
        (None, Some(old), None) => Line::from("− ").name(old),
        (None, ..) => from_to(old, new),
    }
}

fn from_to<'a>(old: Option<&'a str>, new: Option<&'a str>) -> Line<'a> {
    let said = |text: Option<&'a str>| match text {
        Some(text) => Line::new().name(text),
        None => Line::new().words("(nothing)"),
    };
    said(old).words(" → ").then(said(new))
}

/// What a relation leads to.
pub(super) fn dependency<'a>(report: &DiffReport<'a>, dependency: &'a Dependency) -> Line<'a> {
    match dependency {
        Dependency::Element(element) => name(report, *element),
        Dependency::Group { text, .. } => Line::new().name(text.as_str()),
    }
}

/// An element by name and id.
pub(super) fn name<'a>(report: &DiffReport<'a>, element: Pair) -> Line<'a> {
    report.element(element).map_or_else(Line::new, |element| Line::new().element(element))
}

/// How strongly a relation binds: "hard", "soft, tolerates 4h".
pub(super) fn bond(bond: Bond) -> String {
    let strength = bond.strength.map_or("strength not declared", |strength| strength.name());
    match bond.tolerates {
        Some(tolerates) => format!("{strength}, tolerates {tolerates}"),
        None => strength.to_owned(),
    }
}

/// What a difference does: "4 stop, 2 must be adapted; worst: payroll stops".
pub(super) fn consequence<'a>(report: &DiffReport<'a>, consequence: &'a Consequence) -> Line<'a> {
    let asked_of = consequence.asked_of.iter().map(|pair| id(report, *pair));
    let judged = Line::from(judged_as(consequence.judged_as));
    let judged = match consequence.asked_of.len() {
        0 => judged,
        _ => judged.words(" of ").then(Line::few(asked_of, ASKED)),
    };
    let line = match consequence.counts.affected {
        0 => judged.words(": ").aside(nothing(consequence)),
        _ => judged.words(format!(": {}", effects(consequence))),
    };
    match &consequence.worst_process {
        Some(process) => {
            line.words("; ").then(name(report, process.element)).words(" ").then(effect(process))
        }
        None => line,
    }
}

fn nothing(consequence: &Consequence) -> &'static str {
    if consequence.asked_of.is_empty() { "affects nothing" } else { "affects nothing else" }
}

fn id<'a>(report: &DiffReport<'a>, element: Pair) -> Line<'a> {
    report.element(element).map_or_else(Line::new, |element| Line::new().id(element.id()))
}

fn effects(consequence: &Consequence) -> String {
    let counts = consequence.counts;
    let all = [
        (counts.stopped, "stops", "stop"),
        (counts.degraded, "works with less", "work with less"),
        (counts.replace, "must find a replacement", "must find a replacement"),
        (counts.adapt, "must be adapted", "must be adapted"),
        (counts.verify, "must be tested", "must be tested"),
    ];
    let said = all.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
    said.collect::<Vec<_>>().join(", ")
}

fn judged_as(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Outage => "out",
        ChangeKind::Retire => "retired",
        ChangeKind::Replace => "replaced",
        ChangeKind::Interface => "new interface",
        ChangeKind::Upgrade => "upgraded",
        ChangeKind::Modify => "modified",
        ChangeKind::Need => "asks more",
    }
}

/// What becomes of an element, as chips: "stops", "may stop", "must be adapted".
pub(super) fn effect<'a>(touched: &Touched) -> Line<'a> {
    let assumed = touched.assumed;
    let disruption = match touched.disruption {
        Disruption::None => None,
        Disruption::Degraded if assumed => Some(("may work with less", Tone::Warning)),
        Disruption::Degraded => Some(("works with less", Tone::Warning)),
        Disruption::Stopped if assumed => Some(("may stop", Tone::Doubt)),
        Disruption::Stopped => Some(("stops", Tone::Danger)),
    };
    let work = match touched.work {
        Work::None => None,
        Work::Verify if assumed => Some(("may have to be tested", Tone::Notice)),
        Work::Verify => Some(("must be tested", Tone::Notice)),
        Work::Adapt if assumed => Some(("may have to be adapted", Tone::Warning)),
        Work::Adapt => Some(("must be adapted", Tone::Warning)),
        Work::Replace if assumed => Some(("may have to find a replacement", Tone::Warning)),
        Work::Replace => Some(("must find a replacement", Tone::Warning)),
    };
    disruption.into_iter().chain(work).fold(Line::new(), |line, (word, tone)| line.chip(word, tone))
}
