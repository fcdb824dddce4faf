//! One element or organisation as text.

use std::io::{self, Write};

use super::{Related, Show};
use crate::diagnostic::{Finding, Place};
use crate::escape;
use crate::graph::{Direction, ElementIx, Found};
use crate::model::{Element, Field, LifecycleUse, Value};
use crate::report::register::phase;
use crate::report::style::{ATTENTION, FAINT, STRONG, styled};
use crate::report::table::Table;
use crate::report::words::{counted, joined, name_and_id};

/// Writes an element as text: what it is, its fields, what it rests on, what rests on it, and its findings.
///
/// # Errors
/// When the writer fails.
pub fn write_element(show: &Show<'_>, ix: ElementIx, out: &mut dyn Write) -> io::Result<()> {
    let element = show.graph.element(ix);
    let phase = phase(show.graph.model(), element, show.at);
    title(show, element, &format!("{}, {phase} on {}", element.kind_in_words(), show.at), out)?;
    fields(show, element, out)?;
    relations("rests on", &show.related(ix, Direction::Upstream), show, out)?;
    relations("what rests on it", &show.related(ix, Direction::Downstream), show, out)?;
    waivers(show, element, out)?;
    findings(show, element.id(), out)
}

/// Writes an organisation as text: how to reach it, what it answers for, and both ends of its integrations.
///
/// # Errors
/// When the writer fails.
pub fn write_organisation(show: &Show<'_>, organisation: &Element, out: &mut dyn Write) -> io::Result<()> {
    title(show, organisation, &organisation.kind_in_words(), out)?;
    fields(show, organisation, out)?;
    let roles = show.roles(organisation);
    if !roles.is_empty() {
        writeln!(out, "\n{} {}", styled(STRONG, "ELEMENTS"), styled(FAINT, format!("({})", roles.len())))?;
        let mut table = Table::default();
        for role in &roles {
            let what = escape::terminal(&role.element.kind_in_words()).into_owned();
            table.row([name_and_id(show.graph, role.ix), what, role.roles.join(", ")]);
        }
        table.write(2, out)?;
    }
    let integrations = show.integrations_of(&roles);
    if !integrations.is_empty() {
        let count = styled(FAINT, format!("({})", integrations.len()));
        writeln!(out, "\n{} {count}", styled(STRONG, "INTEGRATIONS OF WHAT IT OWNS"))?;
        let mut table = Table::default();
        for ix in integrations {
            table.row(integration(show, ix));
        }
        table.write(2, out)?;
    }
    awaiting(show, out)?;
    waivers(show, organisation, out)?;
    findings(show, organisation.id(), out)
}

/// The proposals that wait for its answer, and what each would mean for its elements.
fn awaiting(show: &Show<'_>, out: &mut dyn Write) -> io::Result<()> {
    if show.awaiting.is_empty() {
        return Ok(());
    }
    let count = styled(FAINT, format!("({})", show.awaiting.len()));
    writeln!(out, "\n{} {count}", styled(ATTENTION, "PROPOSALS THAT AWAIT ITS ANSWER"))?;
    for proposal in show.awaiting {
        let (title, id) = (escape::terminal(proposal.title), escape::terminal(proposal.id));
        let named = if title == id { id.into_owned() } else { format!("{title} ({id})") };
        writeln!(out, "  {named}, {}: {}", proposal.when, escape::terminal(&proposal.means))?;
    }
    Ok(())
}

fn title(show: &Show<'_>, element: &Element, what: &str, out: &mut dyn Write) -> io::Result<()> {
    let (name, id) = (escape::terminal(element.name()), escape::terminal(element.id()));
    let what = escape::terminal(what);
    writeln!(out, "{}", styled(STRONG, format!("{name} ({id}): {what}")))?;
    writeln!(out, "{}", styled(FAINT, place(show, element.id.place)))
}

fn place(show: &Show<'_>, place: Place) -> String {
    let at = show.sources.locate(place);
    format!("{}:{}:{}", escape::terminal(at.path), at.line, at.column)
}

fn fields(show: &Show<'_>, element: &Element, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::default();
    // Relations to other elements are told from both ends below, and the name stands in the title.
    let told_elsewhere = |field: Field| {
        field == Field::Name || (element.references(field).is_some() && field != Field::Successor)
    };
    for (field, value) in element.fields().iter().filter(|(field, _)| !told_elsewhere(*field)) {
        let mut text = value.value.to_string();
        if let Value::Lifecycle(lifecycle) = &value.value
            && let LifecycleUse::Named(id) = &**lifecycle
            && let Some(named) = show.graph.model().lifecycle(id)
        {
            text = format!("{id}: {named}");
        }
        if let Value::Organisation(id) = &value.value
            && let Some(Found::Organisation(organisation)) = show.graph.find(id.as_str())
        {
            let contact =
                organisation.text(Field::Contact).map(|contact| format!(", {contact}")).unwrap_or_default();
            text = format!("{} ({id}){contact}", organisation.name());
        }
        if text.is_empty() {
            continue;
        }
        table.row([field.name().to_owned(), escape::terminal(&text).into_owned()]);
    }
    if !table.is_empty() {
        writeln!(out)?;
    }
    table.write(2, out)
}

fn relations(title: &str, related: &[Related<'_>], show: &Show<'_>, out: &mut dyn Write) -> io::Result<()> {
    if related.is_empty() {
        return Ok(());
    }
    let count = styled(FAINT, format!("({})", related.len()));
    writeln!(out, "\n{} {count}", styled(STRONG, title.to_uppercase()))?;
    let mut table = Table::default();
    for related in related {
        table.row(relation(related, show));
    }
    table.write(2, out)
}

fn relation(related: &Related<'_>, show: &Show<'_>) -> [String; 4] {
    let model = show.graph.model();
    let name = |&ix: &ElementIx| match model.in_use(show.graph.element(ix), show.at) {
        true => name_and_id(show.graph, ix),
        false => format!("{}, not in use then", name_and_id(show.graph, ix)),
    };
    let names: Vec<String> = related.others.iter().map(name).collect();
    let others = match related.min_up {
        Some(min_up) if names.len() > 1 => format!("{min_up} of {}: {}", names.len(), joined(&names)),
        Some(_) => format!("{} (one of a group)", joined(&names)),
        None => joined(&names),
    };
    let strength = related.edge.effective_strength();
    let strength =
        if related.edge.is_declared() { strength.to_string() } else { format!("{strength} (assumed)") };
    let tolerates = related.edge.tolerates.map(|t| format!(", tolerates {t}")).unwrap_or_default();
    let confirmed = related.edge.confirmed.map(|at| format!(" and {}", place(show, at))).unwrap_or_default();
    [
        related.edge.relation.name().to_owned(),
        others,
        format!("{strength}{tolerates}"),
        styled(FAINT, format!("{}{confirmed}", place(show, related.edge.place))),
    ]
}

/// "smil-to-lisa: Lisa (lisa) rests on SMIL (smil)".
fn integration(show: &Show<'_>, ix: ElementIx) -> [String; 2] {
    let graph = show.graph;
    let ends = |direction, wanted| {
        let related =
            show.related(ix, direction).into_iter().filter(move |r: &Related<'_>| r.edge.relation == wanted);
        let others = related.flat_map(|related| related.others).map(|end| name_and_id(graph, end));
        joined(&others.collect::<Vec<_>>())
    };
    let consumer = ends(Direction::Downstream, crate::graph::Relation::Consumes);
    let provider = ends(Direction::Upstream, crate::graph::Relation::Provides);
    [escape::terminal(graph.element(ix).id()).into_owned(), format!("{consumer} rests on {provider}")]
}

fn waivers(show: &Show<'_>, element: &Element, out: &mut dyn Write) -> io::Result<()> {
    let waivers = show.waivers_of(element);
    if waivers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", styled(STRONG, counted(waivers.len(), "waiver", "waivers").to_uppercase()))?;
    for (waiver, standing) in waivers {
        let to = waiver.to.as_ref().map(|to| format!(" to {}", to.value)).unwrap_or_default();
        let (rule, at) = (&waiver.rule.value, &waiver.element.value);
        let (reason, owner, decision) = (&waiver.reason.value, &waiver.owner.value, &waiver.decision.value);
        let (state, until) = (standing.state.name(), waiver.last());
        let told = format!(
            "{rule} at {at}{to}, {state}, until {until}: {reason} (owner {owner}, decision {decision})"
        );
        writeln!(out, "  {}", escape::terminal(&told))?;
    }
    Ok(())
}

fn findings(show: &Show<'_>, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<&Finding> = show.findings_of(id);
    if findings.is_empty() {
        return Ok(());
    }
    let title = counted(findings.len(), "finding", "findings").to_uppercase();
    writeln!(out, "\n{}", styled(ATTENTION, title))?;
    for finding in findings {
        let (severity, rule, message) = (finding.severity, &finding.rule, escape::terminal(&finding.message));
        writeln!(out, "  {severity}[{rule}]: {message} ({})", place(show, finding.place))?;
    }
    Ok(())
}
