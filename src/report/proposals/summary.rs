//! A proposal in few words: its steps, when it is, what it does to what is critical, who decides and why.

use super::Judged;
use super::collision::span;
use crate::analysis::Affected;
use crate::graph::Graph;
use crate::model::{
    Action, Additions, ChangeKind, Decision, Disruption, Id, Located, PlannedChange, Proposal, Section,
    Statement, Status, Step,
};
use crate::proposal::{Collision, Concerned, Reason, Stand, Why};
use crate::report::impact::{class, shown};
use crate::report::page::{Line, Tone};
use crate::report::words::{clipped, counted, counted_section, joined};

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

/// What all steps do, by ids: "outage of lisa and oracle-10g; move lisa". Only counted if it is longer than a line.
pub(super) fn steps(proposal: &Proposal, letters: usize) -> Line<'_> {
    let mut kinds: Vec<(&'static str, Vec<&str>)> = Vec::new();
    let mut added: Vec<Section> = Vec::new();
    for step in &proposal.steps {
        let (does, what) = match &step.action {
            Action::Change(change) => (verb(change.kind), &change.element),
            Action::Move { element, .. } => ("move ", element),
            Action::Set { element, .. } => ("set fields of ", element),
            Action::Add(additions) => {
                let elements = additions.elements.iter().chain(&additions.organisations);
                added.extend(elements.map(|element| element.section));
                continue;
            }
        };
        let what = what.value.as_str();
        match kinds.iter_mut().find(|(known, _)| *known == does) {
            Some((_, of_kind)) if of_kind.contains(&what) => {}
            Some((_, of_kind)) => of_kind.push(what),
            None => kinds.push((does, vec![what])),
        }
    }
    let sections = Section::ALL.into_iter();
    let counts = sections.map(|section| (added.iter().filter(|of| **of == section).count(), section));
    let counts: Vec<String> =
        counts.filter(|(n, _)| *n > 0).map(|(n, section)| counted_section(n, section)).collect();
    let adds = (!counts.is_empty()).then(|| Line::from(format!("add {}", joined(&counts))));
    let say = |what: &dyn Fn(&[&'_ str]) -> Line<'static>| {
        let said = kinds.iter().map(|(does, ids)| Line::from(*does).then(what(ids)));
        Line::between(said.chain(adds.clone()), "; ")
    };
    let counted_only = |ids: &[&str]| match ids {
        [one] => Line::new().id((*one).to_owned()),
        many => Line::from(counted(many.len(), "element", "elements")),
    };
    let named = say(&|ids| Line::few(ids.iter().map(|id| Line::new().id((*id).to_owned())), 2));
    if plain(&named).chars().count() <= letters { named } else { say(&counted_only) }
}

fn verb(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Outage => "outage of ",
        ChangeKind::Retire => "retire ",
        ChangeKind::Replace => "replace ",
        ChangeKind::Interface => "new interface of ",
        ChangeKind::Upgrade => "upgrade ",
        ChangeKind::Modify => "modify ",
        ChangeKind::Need => "changed need of ",
    }
}

fn planned<'a>(graph: &'a Graph, change: &'a PlannedChange) -> Line<'a> {
    let mut line = Line::from(verb(change.kind)).then(name(graph, &change.element));
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

/// The questions that a board asks, in their order.
pub(super) fn questions() -> impl Iterator<Item = Statement> {
    Statement::WORDS.iter().filter_map(|word| Statement::parse(word))
}

/// When it is made.
pub(super) fn when(judged: &Judged<'_>) -> String {
    match (&judged.proposal.window, judged.judgement.plan.begins) {
        (Some(window), _) => span(window.value.from, window.value.until),
        (None, Some(begins)) => format!("from {} on", shown(begins)),
        (None, None) => "nobody says when".to_owned(),
    }
}

/// The day on which it begins.
pub(super) fn day(judged: &Judged<'_>) -> String {
    judged.judgement.plan.begins.map_or_else(|| "not said".to_owned(), |begins| begins.date().to_string())
}

/// The worst that it does to a critical process, in words: "payroll stops".
pub(super) fn worst<'a>(judged: &Judged<'a>) -> Line<'a> {
    match critical(judged) {
        Some(affected) => {
            let id = judged.all.graph.element(affected.element).id();
            let tone = if affected.disruption > Disruption::None { Tone::Danger } else { Tone::Notice };
            Line::new().id(id).words(" ").chip(class(affected), tone)
        }
        None => Line::new().aside("none"),
    }
}

pub(super) fn critical<'a>(judged: &Judged<'a>) -> Option<&'a Affected> {
    judged.judgement.worst_on(judged.all.graph, judged.all.board.critical)
}

/// "3 of 5": of those who must agree.
pub(super) fn answered(judged: &Judged<'_>) -> (usize, usize) {
    let agreeing = || judged.judgement.people.iter().filter(|concerned| concerned.must_agree);
    (agreeing().filter(|concerned| concerned.stand.is_answered()).count(), agreeing().count())
}

/// How many are only told.
pub(super) fn told(judged: &Judged<'_>) -> usize {
    judged.judgement.people.iter().filter(|concerned| !concerned.must_agree).count()
}

/// "2 of 5 owners who must agree have answered".
pub(super) fn answers(judged: &Judged<'_>) -> String {
    match answered(judged) {
        (_, 0) => "no owner must agree".to_owned(),
        (n, 1) => format!("the one owner who must agree has {}answered", if n == 0 { "not " } else { "" }),
        (n, of) if n == of => format!("all {of} owners who must agree have answered"),
        (0, of) => format!("none of {of} owners who must agree has answered"),
        (n, of) => {
            format!("{n} of {of} owners who must agree {} answered", if n == 1 { "has" } else { "have" })
        }
    }
}

/// Those who stand so, by id.
pub(super) fn who<'a>(judged: &Judged<'a>, stand: Stand) -> Vec<&'a str> {
    let stands = |concerned: &&Concerned<'_>| {
        concerned.stand == stand && (concerned.must_agree || stand == Stand::Objects)
    };
    let people = judged.judgement.people.iter().filter(stands);
    people.map(|concerned| concerned.person.organisation.as_str()).collect()
}

/// Why this route.
pub(super) fn why<'a>(judged: &Judged<'a>) -> Line<'a> {
    let element = |ix| Line::new().id(judged.all.graph.element(ix).id());
    match &judged.route.1 {
        Why::Faulty(n) => Line::from(format!("{} in the proposal itself", counted(*n, "fault", "faults"))),
        Why::Objections(n) => Line::from(counted(*n, "owner objects", "owners object")),
        Why::Stops(process) => Line::from("the critical process ").then(element(*process)).words(" stops"),
        Why::Collides(it) => {
            let is_meant = |collision: &&Collision| {
                matches!(collision.reason, Reason::WorseTogether { .. }) && collision.elements.contains(it)
            };
            let with = judged.collisions().find(is_meant);
            let other = with.and_then(|with| with.between.into_iter().find(|index| *index != judged.index));
            let other = other.and_then(|other| judged.all.get(other));
            let other = other.map(|other| Line::new().id(other.proposal.id.value.as_str()));
            let with =
                Line::from("together with ").then(other.unwrap_or_else(|| Line::from("another proposal")));
            with.words(" it stops or degrades ").then(element(*it))
        }
        Why::Owners(n) => {
            let most = judged.all.board.most_owners;
            Line::from(format!("{} must agree, more than {most}", owners(judged, *n)))
        }
        Why::WithoutOwner(n) => Line::from(counted(
            *n,
            "thing that it works on has no owner",
            "things that it works on have no owner",
        )),
        Why::Disturbs(it) => element(*it).words(" is critical and disturbed, and no critical process stops"),
        Why::SeveralOwners(n) => {
            let others = n.saturating_sub(usize::from(raiser_agrees(judged)));
            Line::from(format!("{} must agree, and nothing critical is disturbed", owners(judged, others)))
        }
        Why::OneOwner => Line::from("one owner at most must agree, and nothing critical is disturbed"),
    }
}

/// Whether whoever raised it is one of the owners who must agree, and does.
fn raiser_agrees(judged: &Judged<'_>) -> bool {
    let mut people = judged.judgement.people.iter();
    people.any(|concerned| concerned.must_agree && concerned.stand == Stand::Raised)
}

/// "3 owners beside the one who raised it".
fn owners(judged: &Judged<'_>, n: usize) -> String {
    let beside = if raiser_agrees(judged) { " beside the one who raised it" } else { "" };
    format!("{}{beside}", counted(n, "owner", "owners"))
}

/// "brings 2 findings, 1 to waive or mend; heals 1"; nothing if there is nothing to say.
pub(super) fn findings(judged: &Judged<'_>) -> Option<String> {
    let judgement = judged.judgement;
    let waive = match judgement.to_waive().count() {
        0 => String::new(),
        n => format!(", {n} to waive or mend"),
    };
    let count = |n| counted(n, "finding", "findings");
    match (judgement.brought.len(), judgement.healed.len()) {
        (0, 0) => None,
        (brought, 0) => Some(format!("brings {}{waive}", count(brought))),
        (0, healed) => Some(format!("heals {}", count(healed))),
        (brought, healed) => Some(format!("brings {}{waive}; heals {healed}", count(brought))),
    }
}

/// The same in a cell: "+2 −1".
pub(super) fn findings_in_short(judged: &Judged<'_>) -> Line<'static> {
    let counts = [("+", judged.judgement.brought.len()), ("−", judged.judgement.healed.len())];
    let said: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign}{n}")).collect();
    if said.is_empty() { Line::new().aside("none") } else { Line::from(said.join(" ")) }
}

/// "approved by change board on 2007-08-27, on 2 conditions"; nothing if it is not. A decision that is written, and
/// that the status does not bear out, is none.
pub(super) fn approved(proposal: &Proposal) -> Option<Line<'_>> {
    if proposal.status != Status::Approved {
        return None;
    }
    let line = Line::new().chip(Status::Approved.name(), Tone::Calm);
    let Some(decision) = &proposal.decision else { return Some(line) };
    let line = decision.by.iter().fold(line, |line, by| line.words(" by ").name(clipped(by, 30)));
    let line = decision.at.iter().fold(line, |line, at| line.words(format!(" on {}", at.value)));
    Some(match decision.conditions.len() {
        0 => line,
        n => line.words(format!(", on {}", counted(n, "condition", "conditions"))),
    })
}

/// The whole decision: "approved by change board on 2007-08-27, if …; reference: dnr 2007-0118".
pub(super) fn decision(decision: &Decision) -> Line<'_> {
    let line = Line::new().strong(decision.outcome.name());
    let line = decision.by.iter().fold(line, |line, by| line.words(" by ").name(&**by));
    let line = decision.at.iter().fold(line, |line, at| line.words(format!(" on {}", at.value)));
    // A condition is a sentence as often as not.
    let conditions =
        decision.conditions.iter().map(|condition| Line::new().name(condition.trim_end_matches('.')));
    let line = match decision.conditions.is_empty() {
        true => line,
        false => line.words(", if ").then(Line::between(conditions, "; ")),
    };
    let filed = decision.reference.iter().fold(line, |line, at| line.words("; reference: ").name(&**at));
    decision.memo.iter().fold(filed, |line, memo| line.words("; memo: ").name(&*memo.value))
}

/// Which proposal, and that it is decided, if it is: "New disks (chg-1), approved on 2007-08-27,".
pub(super) fn subject<'a>(proposal: &'a Proposal) -> Line<'a> {
    let line = Line::new().named(proposal.title(), proposal.id.value.as_str());
    if proposal.status == Status::Proposed {
        return line;
    }
    let at = proposal.decision.as_ref().and_then(|decision| decision.at.as_ref());
    let on = at.map_or_else(String::new, |at| format!(" on {}", at.value));
    let on = if proposal.status == Status::Implemented { "" } else { &on };
    line.words(format!(", {}{on},", proposal.status.name()))
}

/// A line as plain text; it is escaped by whoever writes it.
pub(super) fn plain(line: &Line<'_>) -> String {
    line.plain()
}
