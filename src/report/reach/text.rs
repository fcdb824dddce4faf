//! Reach as text.

use std::io::{self, Write};

use super::{LISTED, ReachReport};
use crate::analysis::{Basis, Person, Reached};
use crate::escape;
use crate::graph::{Direction, ElementIx};
use crate::model::{Layer, Section};
use crate::report::style::{ATTENTION, FAINT, STRONG, styled};
use crate::report::table::Table;
use crate::report::words::{self, arrows, counted, few, name_and_id, number};

/// Writes an answer about reach as text: the answer first, then business, people and blind spots.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = report.graph;
    writeln!(out, "{}", styled(STRONG, report.headline(&words::named)))?;
    writeln!(out, "{}", styled(FAINT, report.conditions()))?;
    for &cause in &report.reach.causes_not_in_use {
        let note = format!("{} is not in use on {}", name_and_id(graph, cause), report.reach.options.at);
        writeln!(out, "{}", styled(ATTENTION, note))?;
    }
    for layer in Layer::ALL {
        let elements = report.layer(layer);
        if !elements.is_empty() {
            heading(layer.name(), elements.len(), out)?;
            rows(report, &elements, out)?;
        }
    }
    integrations(report, out)?;
    bound(report, out)?;
    people(report, out)?;
    let blind_spots =
        report.blind_spots(&|ix: ElementIx| escape::terminal(graph.element(ix).id()).into_owned());
    if !blind_spots.is_empty() {
        heading("blind spots", blind_spots.len(), out)?;
        blind_spots.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    }
    Ok(())
}

fn heading(title: &str, count: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n{} {}",
        styled(STRONG, title.to_uppercase()),
        styled(FAINT, format!("({})", number(count)))
    )
}

fn rows(report: &ReachReport<'_>, elements: &[&Reached], out: &mut dyn Write) -> io::Result<()> {
    let shown = if report.all { elements.len() } else { LISTED.min(elements.len()) };
    let mut table = Table::default();
    for reached in elements.iter().take(shown) {
        table.row(row(report, reached));
    }
    table.write(2, out)?;
    more(elements.len() - shown, out)
}

fn row(report: &ReachReport<'_>, reached: &Reached) -> [String; 4] {
    let graph = report.graph;
    let element = graph.element(reached.element);
    let owner =
        element.owner().map_or("no owner".into(), |owner| escape::terminal(owner.as_str()).into_owned());
    let between = report.between(reached.element);
    let through = if between.is_empty() {
        "directly".into()
    } else {
        format!("through {}", arrows(graph, &between, " → "))
    };
    let assumed = if reached.basis == Basis::Assumed { " (assumed)" } else { "" };
    [
        name_and_id(graph, reached.element),
        counted(reached.distance, "step", "steps"),
        owner,
        format!("{through}{assumed}"),
    ]
}

fn more(left: usize, out: &mut dyn Write) -> io::Result<()> {
    match left {
        0 => Ok(()),
        n => writeln!(out, "  … and {} more (--all lists them; json has them all)", number(n)),
    }
}

fn integrations(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let integrations = report.integrations();
    if integrations.is_empty() {
        return Ok(());
    }
    heading("integrations", integrations.len(), out)?;
    rows(report, &integrations, out)
}

fn bound(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bound = &report.reach.bound;
    if bound.is_empty() {
        return Ok(());
    }
    heading("bound to it, but not disrupted with it", bound.len(), out)?;
    let mut relations: Vec<_> = bound.iter().map(|b| b.relation).collect();
    relations.dedup();
    for relation in relations {
        let of_relation = bound.iter().filter(|b| b.relation == relation);
        let ids: Vec<String> = of_relation
            .map(|b| escape::terminal(report.graph.element(b.element).id()).into_owned())
            .collect();
        let shown = if report.all { ids.len() } else { LISTED };
        writeln!(out, "  {}: {}", relation.name(), few(ids.into_iter(), shown))?;
    }
    Ok(())
}

fn people(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let people = &report.reach.people;
    if people.is_empty() {
        return Ok(());
    }
    let title = if report.reach.options.direction == Direction::Downstream {
        "people to tell"
    } else {
        "people to ask"
    };
    heading(title, people.len(), out)?;
    let shown = if report.all { people.len() } else { LISTED.min(people.len()) };
    let mut table = Table::default();
    for person in people.iter().take(shown) {
        table.row(person_row(report, person));
    }
    table.write(2, out)?;
    more(people.len() - shown, out)
}

fn person_row(report: &ReachReport<'_>, person: &Person) -> [String; 3] {
    let contact = match person.contacts.as_slice() {
        [] => "no contact".to_owned(),
        contacts => contacts.iter().map(|c| escape::terminal(c)).collect::<Vec<_>>().join(", "),
    };
    let (name, id) = (escape::terminal(&person.name), escape::terminal(&person.organisation));
    let who = if name == id { id.into_owned() } else { format!("{name} ({id})") };
    [who, contact, concern(report, person)]
}

/// "owns lisa, agresso and 2 more; an end of 3 integrations; the cause integration-service".
fn concern(report: &ReachReport<'_>, person: &Person) -> String {
    let ids = |elements: &[ElementIx]| {
        few(elements.iter().map(|&ix| escape::terminal(report.graph.element(ix).id()).into_owned()), 6)
    };
    let mut parts = Vec::new();
    if !person.causes.is_empty() {
        parts.push(format!(
            "owns the {} {}",
            if person.causes.len() == 1 { "cause" } else { "causes" },
            ids(&person.causes)
        ));
    }
    if !person.reached.is_empty() {
        parts.push(format!("owns {}", ids(&person.reached)));
    }
    if !person.integrations.is_empty() {
        let counted = words::counted_section(person.integrations.len(), Section::Integrations);
        parts.push(format!("has a part in {counted}"));
    }
    if !person.bound.is_empty() {
        parts.push(format!("has work with {}", ids(&person.bound)));
    }
    parts.join("; ")
}
