//! One element or organisation as JSON: `systemkarta.show/1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Show;
use crate::diagnostic::{Finding, Place};
use crate::graph::{Direction, ElementIx};
use crate::model::Element;
use crate::report::proposals::Awaiting;
use crate::report::register::phase;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    id: &'a str,
    name: &'a str,
    section: &'static str,
    place: WirePlace<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<String>,
    fields: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rests_on: Option<Vec<WireRelation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rested_on_by: Option<Vec<WireRelation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elements: Option<Vec<WireRole<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    integrations: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    awaiting_answer: Option<Vec<WireAwaiting<'a>>>,
    waivers: Vec<WireWaiver<'a>>,
    findings: Vec<WireFinding<'a>>,
}

/// A proposal that waits for the answer of the organisation.
#[derive(Serialize)]
struct WireAwaiting<'a> {
    id: &'a str,
    title: &'a str,
    when: &'a str,
    means: &'a str,
    unanswered: &'a [&'a str],
}

/// A waiver that concerns what is shown.
#[derive(Serialize)]
struct WireWaiver<'a> {
    id: Option<&'a str>,
    rule: &'a str,
    element: &'a str,
    to: Option<&'a str>,
    state: &'static str,
    findings: usize,
    reason: &'a str,
    owner: &'a str,
    decision: &'a str,
    expires: String,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct WireRelation<'a> {
    relation: &'static str,
    elements: Vec<&'a str>,
    min_up: Option<usize>,
    strength: &'static str,
    declared: bool,
    tolerates: Option<String>,
    place: WirePlace<'a>,
}

#[derive(Serialize)]
struct WireRole<'a> {
    id: &'a str,
    roles: Vec<&'static str>,
}

#[derive(Serialize)]
struct WireFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    place: WirePlace<'a>,
}

/// Writes an element as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write_element(show: &Show<'_>, ix: ElementIx, out: &mut dyn Write) -> io::Result<()> {
    let element = show.graph.element(ix);
    let wire = Wire {
        at: Some(show.at.to_string()),
        phase: Some(phase(show.graph.model(), element, show.at)),
        rests_on: Some(relations(show, ix, Direction::Upstream)),
        rested_on_by: Some(relations(show, ix, Direction::Downstream)),
        ..common(show, element)
    };
    write_json(&wire, out)
}

/// Writes an organisation as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write_organisation(show: &Show<'_>, organisation: &Element, out: &mut dyn Write) -> io::Result<()> {
    let roles = show.roles(organisation);
    let integrations = show.integrations_of(&roles);
    let wire = Wire {
        integrations: Some(integrations.iter().map(|&ix| show.graph.element(ix).id()).collect()),
        elements: Some(
            roles.into_iter().map(|role| WireRole { id: role.element.id(), roles: role.roles }).collect(),
        ),
        awaiting_answer: Some(show.awaiting.iter().map(waits).collect()),
        ..common(show, organisation)
    };
    write_json(&wire, out)
}

fn waits<'a>(proposal: &'a Awaiting<'a>) -> WireAwaiting<'a> {
    let Awaiting { id, title, when, means, unanswered } = proposal;
    WireAwaiting { id, title, when, means, unanswered }
}

fn common<'a>(show: &Show<'a>, element: &'a Element) -> Wire<'a> {
    let findings = show.findings_of(element.id()).into_iter().map(|finding: &Finding| WireFinding {
        rule: &finding.rule,
        level: finding.severity.name(),
        message: &finding.message,
        place: place(show, finding.place),
    });
    let waivers = show.waivers_of(element).into_iter().map(|(waiver, standing)| WireWaiver {
        id: waiver.id.as_ref().map(|id| id.value.as_str()),
        rule: &waiver.rule.value,
        element: waiver.element.value.as_str(),
        to: waiver.to.as_ref().map(|to| to.value.as_str()),
        state: standing.state.name(),
        findings: standing.findings,
        reason: &waiver.reason.value,
        owner: waiver.owner.value.as_str(),
        decision: &waiver.decision.value,
        expires: waiver.last().to_string(),
    });
    Wire {
        schema: "systemkarta.show/1",
        map: show.map,
        id: element.id(),
        name: element.name(),
        section: element.section.name(),
        place: place(show, element.id.place),
        at: None,
        phase: None,
        fields: element
            .fields()
            .iter()
            .map(|(field, value)| (field.name(), value.value.to_string()))
            .collect(),
        rests_on: None,
        rested_on_by: None,
        elements: None,
        integrations: None,
        awaiting_answer: None,
        waivers: waivers.collect(),
        findings: findings.collect(),
    }
}

fn relations<'a>(show: &Show<'a>, ix: ElementIx, direction: Direction) -> Vec<WireRelation<'a>> {
    let related = show.related(ix, direction).into_iter();
    related
        .map(|related| WireRelation {
            relation: related.edge.relation.name(),
            elements: related.others.iter().map(|&other| show.graph.element(other).id()).collect(),
            min_up: related.min_up,
            strength: related.edge.effective_strength().name(),
            declared: related.edge.is_declared(),
            tolerates: related.edge.tolerates.map(|t| t.to_string()),
            place: place(show, related.edge.place),
        })
        .collect()
}

fn place<'a>(show: &Show<'a>, place: Place) -> WirePlace<'a> {
    let at = show.sources.locate(place);
    WirePlace { path: at.path, line: at.line, column: at.column }
}
