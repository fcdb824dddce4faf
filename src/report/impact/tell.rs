//! What to tell each of the people concerned.

use super::{ImpactReport, effect};
use crate::analysis::{Affected, Person};
use crate::graph::ElementIx;
use crate::model::Section;
use crate::report::page::Line;
use crate::report::words::counted_section;

/// How many elements are named of which the same is said.
const NAMED: usize = 6;

/// The elements of a person of which the same is said, worst first.
pub(super) fn groups(report: &ImpactReport<'_>, person: &Person) -> Vec<(String, Vec<ElementIx>)> {
    let concerned: Vec<ElementIx> = person.operated.iter().chain(&person.reached).copied().collect();
    alike(report, &concerned)
}

/// Elements of which the same is said, worst first.
fn alike(report: &ImpactReport<'_>, elements: &[ElementIx]) -> Vec<(String, Vec<ElementIx>)> {
    let affected = elements.iter().filter_map(|&element| report.impact.on(element));
    let mut worst_first: Vec<&Affected> = affected.collect();
    worst_first.sort_by_key(|affected| {
        (std::cmp::Reverse((affected.disruption, affected.work)), affected.claim.is_assumed())
    });
    let mut groups: Vec<(String, Vec<ElementIx>)> = Vec::new();
    for affected in worst_first {
        let class = effect::class(affected);
        match groups.iter_mut().find(|(known, _)| *known == class) {
            Some((_, elements)) => elements.push(affected.element),
            None => groups.push((class, vec![affected.element])),
        }
    }
    groups
}

/// "owns the cause lisa; may stop: payroll; must be tested: agresso and vodok; has a part in 3 integrations".
pub(in crate::report) fn what<'a>(report: &ImpactReport<'a>, person: &Person) -> Line<'a> {
    let few = |elements: &[ElementIx]| {
        let named = if report.all { elements.len() } else { NAMED };
        Line::few(elements.iter().map(|&ix| Line::new().id(report.graph.element(ix).id())), named)
    };
    let mut parts = Vec::new();
    match person.causes.len() {
        0 => {}
        1 => parts.push(Line::from("owns the cause ").then(few(&person.causes))),
        _ => parts.push(Line::from("owns the causes ").then(few(&person.causes))),
    }
    let changed = |element: &&ElementIx| report.impact.on(**element).is_none();
    let operated: Vec<ElementIx> = person.operated.iter().filter(changed).copied().collect();
    if !operated.is_empty() {
        parts.push(Line::from("operates ").then(few(&operated)));
    }
    let groups = groups(report, person).into_iter();
    parts.extend(groups.map(|(class, elements)| Line::from(class).words(": ").then(few(&elements))));
    if !person.integrations.is_empty() {
        let counted = counted_section(person.integrations.len(), Section::Integrations);
        let of_class =
            |(class, elements): (String, Vec<ElementIx>)| Line::from(class).words(": ").then(few(&elements));
        let changed: Vec<ElementIx> =
            person.integrations.iter().filter(|&&each| report.impact.on(each).is_none()).copied().collect();
        let changed = (!changed.is_empty()).then(|| ("changed".to_owned(), changed));
        let groups = changed.into_iter().chain(alike(report, &person.integrations)).map(of_class);
        let has_part = Line::from(format!("has a part in {counted} ("));
        parts.push(has_part.then(Line::between(groups, "; ")).words(")"));
    }
    Line::between(parts, "; ")
}
