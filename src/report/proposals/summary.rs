//! A proposal in few words: its steps, when it is, what it does to what is critical, who decides and why.

use super::Judged;
use super::collision::span;
use crate::analysis::Affected;
use crate::graph::Graph;
use crate::model::{Action, Additions, ChangeKind, Id, Located, PlannedChange, Section, Step};
use crate::proposal::{Stand, Why};
use crate::report::impact::{class, shown};
use crate::report::page::{Line, Span, Tone};
use crate::report::words::{counted, counted_section, joined};

/// What a step does: "retire Lisa (lisa) on 2008-03-02".
pub(super) fn step<'a>(graph: &'a Graph, step: &'a Step) -> Line<'a> {
    match &step.action {
        Action::Change(change) => planned(graph, change),
        Action::Move { element, from, to } => {
            let line = Line::from("move ").then(name(graph, element)).words(" from ").then(name(graph, from));
            line.words(" to ").then(name(graph, to))
        }
        Action::Set { element, fields } => {
            let fields: Vec<String> = fields.iter().map(|(field, _)| field.value.name().to_owned()).collect();
            Line::from(format!("set {} of ", joined(&fields))).then(name(graph, element))
        }
        Action::Add(additions) => Line::from("add ").then(added(additions)),
    }
}

fn planned<'a>(graph: &'a Graph, change: &'a PlannedChange) -> Line<'a> {
    let does = match change.kind {
        ChangeKind::Outage => "outage of ",
        ChangeKind::Retire => "retire ",
        ChangeKind::Replace => "replace ",
        ChangeKind::Interface => "new interface of ",
        ChangeKind::Upgrade => "upgrade ",
        ChangeKind::Modify => "modify ",
        ChangeKind::Need => "changed need of ",
    };
    let mut line = Line::from(does).then(name(graph, &change.element));
    if let Some(with) = &change.with {
        line = line.words(" by ").then(name(graph, with));
    }
    if let Some(to) = &change.to {
        line = line.words(" to ").name(&*to.value);
    }
    if let Some(at) = change.at {
        line = line.words(format!(" on {}", at.value));
    }
    match change.window.map(|window| window.value) {
        Some(window) => line.words(format!(", {}", span(window.from, window.until))),
        None => line,
    }
}

fn added(additions: &Additions) -> Line<'_> {
    let of = |section: Section| {
        let elements = additions.elements.iter().chain(&additions.organisations);
        let ids: Vec<&str> = elements.filter(|e| e.section == section).map(|e| e.id()).collect();
        let few = Line::few(ids.iter().map(|id| Line::new().id(*id)), 3);
        let count = counted_section(ids.len(), section);
        (!ids.is_empty()).then(|| Line::from(format!("{count} (")).then(few).words(")"))
    };
    let mut lines: Vec<Line<'_>> = Section::ALL.into_iter().filter_map(of).collect();
    if !additions.lifecycles.is_empty() {
        lines.push(Line::from(counted(additions.lifecycles.len(), "lifecycle", "lifecycles")));
    }
    Line::joined(lines.into_iter())
}

/// An element of the map by name and id; what is not in it as it is written.
fn name<'a>(graph: &'a Graph, id: &'a Located<Id>) -> Line<'a> {
    match graph.find_element(id.value.as_str()) {
        Some(element) => Line::new().element(graph.element(element)),
        None => Line::new().id(id.value.as_str()),
    }
}

/// When it is made.
pub(super) fn when(judged: &Judged<'_>) -> String {
    match (&judged.proposal.window, judged.judgement.plan.begins) {
        (Some(window), _) => span(window.value.from, window.value.until),
        (None, Some(begins)) => format!("from {} on", shown(begins)),
        (None, None) => "nobody says when".to_owned(),
    }
}

/// The worst that it does to a critical process, in words: "payroll stops".
pub(super) fn worst<'a>(judged: &Judged<'a>) -> Line<'a> {
    match critical(judged) {
        Some(affected) => {
            let element = judged.all.graph.element(affected.element);
            Line::new().element(element).words(" ").chip(class(affected), Tone::Danger)
        }
        None => Line::new().aside("none"),
    }
}

pub(super) fn critical<'a>(judged: &Judged<'a>) -> Option<&'a Affected> {
    judged.judgement.worst_on(judged.all.graph, judged.all.board.critical)
}

/// "3 of 5".
pub(super) fn answered(judged: &Judged<'_>) -> (usize, usize) {
    let people = &judged.judgement.people;
    (people.iter().filter(|concerned| concerned.stand.is_answered()).count(), people.len())
}

/// Those who stand so, by id.
pub(super) fn who<'a>(judged: &Judged<'a>, stand: Stand) -> Vec<&'a str> {
    let people = judged.judgement.people.iter().filter(move |concerned| concerned.stand == stand);
    people.map(|concerned| concerned.person.organisation.as_str()).collect()
}

/// Why this route.
pub(super) fn why<'a>(judged: &Judged<'a>) -> Line<'a> {
    let element = |ix| Line::new().element(judged.all.graph.element(ix));
    match &judged.route.1 {
        Why::Faulty(n) => Line::from(format!("{} in the proposal itself", counted(*n, "fault", "faults"))),
        Why::Objections(n) => Line::from(counted(*n, "owner objects", "owners object")),
        Why::Stops(process) => Line::from("the critical process ").then(element(*process)).words(" stops"),
        Why::Collides(it) => {
            Line::from("together with another proposal it stops or degrades ").then(element(*it))
        }
        Why::Owners(n) => {
            let most = judged.all.board.most_owners;
            Line::from(format!("{} are concerned, more than {most}", counted(*n, "owner", "owners")))
        }
        Why::WithoutOwner(n) => {
            Line::from(counted(*n, "element concerned has no owner", "elements concerned have no owner"))
        }
        Why::Disturbs(it) => element(*it).words(" is critical and disturbed, and no critical process stops"),
        Why::SeveralOwners(n) => {
            Line::from(format!("{n} owners are concerned, and nothing critical is disturbed"))
        }
        Why::OneOwner => Line::from("one owner at most is concerned, and nothing critical is disturbed"),
    }
}

/// "brings 2, 1 to waive; heals 1".
pub(super) fn findings(judged: &Judged<'_>) -> String {
    let judgement = judged.judgement;
    let waive = match judgement.to_waive().count() {
        0 => String::new(),
        n => format!(", {n} to waive or mend"),
    };
    format!("brings {}{waive}; heals {}", judgement.brought.len(), judgement.healed.len())
}

/// A line as plain text; it is escaped by whoever writes it.
pub(super) fn plain(line: &Line<'_>) -> String {
    let said = line.spans().iter().map(|span| match span {
        Span::Words(text)
        | Span::Strong(text)
        | Span::Chip(text, _)
        | Span::Unheaded(text)
        | Span::Aside(text) => text.to_string(),
        Span::Name(text) | Span::Id(text) | Span::Contact(text) => text.to_string(),
        Span::Number(n) => n.to_string(),
        Span::Command(command) => (*command).to_owned(),
        Span::Gap => ", ".to_owned(),
    });
    said.collect()
}
