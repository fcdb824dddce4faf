//! Reach as Markdown, for a pull request, a wiki or a board paper.

use std::io::{self, Write};

use super::{LISTED, ReachReport};
use crate::analysis::{Basis, Reached};
use crate::escape::{markdown, markdown_code};
use crate::graph::ElementIx;
use crate::model::{Element, Layer, Section};
use crate::report::words::{counted, counted_section, few, number};

/// Writes an answer about reach as Markdown.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = report.graph;
    let code = |ix: ElementIx| markdown_code(graph.element(ix).id());
    let named = |ix: ElementIx| format!("{} ({})", markdown(graph.element(ix).name()), code(ix));
    let of = |element: &Element| format!("{} ({})", markdown(element.name()), markdown_code(element.id()));
    writeln!(out, "**{}**\n", report.headline(&of))?;
    writeln!(out, "{}", report.conditions())?;
    for &cause in &report.reach.causes_not_in_use {
        writeln!(out, "\n{} is not in use on {}.", named(cause), report.reach.options.at)?;
    }
    for layer in Layer::ALL {
        table(report, layer.name(), &report.layer(layer), out)?;
    }
    let integrations = report.integrations();
    table(report, "integrations", &integrations, out)?;
    people(report, out)?;
    let blind_spots = report.blind_spots(&code);
    if !blind_spots.is_empty() {
        writeln!(out, "\n### Blind spots\n")?;
        blind_spots.iter().try_for_each(|line| writeln!(out, "- {line}"))?;
    }
    Ok(())
}

fn table(
    report: &ReachReport<'_>,
    title: &str,
    elements: &[&Reached],
    out: &mut dyn Write,
) -> io::Result<()> {
    if elements.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### {} ({})\n", capitalised(title), number(elements.len()))?;
    writeln!(out, "| element | steps | owner | through |\n|---|---|---|---|")?;
    let shown = if report.all { elements.len() } else { LISTED.min(elements.len()) };
    for reached in elements.iter().take(shown) {
        let element = report.graph.element(reached.element);
        let between = report.between(reached.element);
        let ids: Vec<String> =
            between.iter().map(|&ix| markdown_code(report.graph.element(ix).id())).collect();
        let through = if ids.is_empty() { "directly".to_owned() } else { ids.join(" → ") };
        let assumed = if reached.basis == Basis::Assumed { " (assumed)" } else { "" };
        writeln!(
            out,
            "| {} ({}) | {} | {} | {through}{assumed} |",
            markdown(element.name()),
            markdown_code(element.id()),
            reached.distance,
            element.owner().map_or_else(|| "no owner".into(), |owner| markdown(owner.as_str())),
        )?;
    }
    if elements.len() > shown {
        writeln!(out, "\n… and {} more.", number(elements.len() - shown))?;
    }
    Ok(())
}

fn people(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let people = &report.reach.people;
    if people.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### People to tell ({})\n", number(people.len()))?;
    writeln!(out, "| who | contact | elements | integrations |\n|---|---|---|---|")?;
    let shown = if report.all { people.len() } else { LISTED.min(people.len()) };
    for person in people.iter().take(shown) {
        let contacts: Vec<String> = person.contacts.iter().map(|contact| markdown_code(contact)).collect();
        let elements = person.causes.iter().chain(&person.reached).chain(&person.bound);
        let ids: Vec<String> = elements.map(|&ix| markdown_code(report.graph.element(ix).id())).collect();
        let elements = if ids.is_empty() { "–".to_owned() } else { few(ids.into_iter(), 6) };
        let integrations = counted_section(person.integrations.len(), Section::Integrations);
        let contacts = if contacts.is_empty() { "no contact".to_owned() } else { contacts.join(", ") };
        writeln!(
            out,
            "| {} ({}) | {contacts} | {elements} | {integrations} |",
            markdown(&person.name),
            markdown_code(&person.organisation)
        )?;
    }
    if people.len() > shown {
        writeln!(out, "\n… and {}.", counted(people.len() - shown, "more", "more"))?;
    }
    Ok(())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
