//! Proposals as JSON: `systemkarta.changes/1` for the open ones, `systemkarta.judgement/1` for one with its impact.

use std::io::{self, Write};

use serde::Serialize;

use super::{Judged, Proposals, collision, summary};
use crate::analysis::Impact;
use crate::diagnostic::Finding;
use crate::model::{Moment, Waiver};
use crate::proposal::{Collision, Concerned, Reason, Touch};
use crate::report::findings::{WireFinding, wire};
use crate::report::words::ids;
use crate::report::{impact, write_json};

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    map: &'a str,
    changes: Vec<Change<'a>>,
    collisions: Vec<Meets<'a>>,
    touches: Vec<Touches<'a>>,
}

#[derive(Serialize)]
struct One<'a, I> {
    schema: &'static str,
    map: &'a str,
    change: Change<'a>,
    collisions: Vec<Meets<'a>>,
    touches: Vec<Touches<'a>>,
    impact: I,
}

/// A proposal, judged.
#[derive(Serialize)]
struct Change<'a> {
    id: &'a str,
    title: &'a str,
    status: &'static str,
    raised_by: Option<&'a str>,
    from: Option<String>,
    until: Option<String>,
    ends: Option<String>,
    depends_on: Vec<&'a str>,
    statements: Vec<Statement<'a>>,
    decision: Option<Decision<'a>>,
    route: &'static str,
    route_because: String,
    worst_on_critical: Option<Worst<'a>>,
    answered: usize,
    must_answer: usize,
    people: Vec<Answering<'a>>,
    steps: Vec<Step<'a>>,
    brought: Vec<WireFinding<'a>>,
    healed: Vec<WireFinding<'a>>,
    to_waive: Vec<String>,
    waivers_ended: Vec<Ended<'a>>,
    faults: Vec<WireFinding<'a>>,
    dropped: Vec<Dropped<'a>>,
}

/// A waiver that ends before the proposal begins.
#[derive(Serialize)]
struct Ended<'a> {
    rule: &'a str,
    element: &'a str,
    to: Option<&'a str>,
    expires: String,
}

fn ended(waiver: &Waiver) -> Ended<'_> {
    Ended {
        rule: &waiver.rule.value,
        element: waiver.element.value.as_str(),
        to: waiver.to.as_ref().map(|to| to.value.as_str()),
        expires: waiver.last().to_string(),
    }
}

#[derive(Serialize)]
struct Statement<'a> {
    question: &'static str,
    answer: Option<&'a str>,
}

#[derive(Serialize)]
struct Decision<'a> {
    outcome: &'static str,
    by: Option<&'a str>,
    at: Option<String>,
    conditions: Vec<&'a str>,
    reference: Option<&'a str>,
    memo: Option<&'a str>,
}

/// What becomes of an element.
#[derive(Serialize)]
struct Worst<'a> {
    id: &'a str,
    disruption: &'static str,
    work: &'static str,
}

#[derive(Serialize)]
struct Answering<'a> {
    organisation: &'a str,
    name: &'a str,
    contacts: &'a [String],
    stand: &'static str,
    must_agree: bool,
    takes_over: Vec<&'a str>,
    operates: Vec<&'a str>,
    unanswered: Vec<&'a str>,
    answers: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    element: Option<&'a str>,
    verdict: &'static str,
    effort: Option<&'a str>,
    pays: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Step<'a> {
    step: String,
    changes: Vec<&'a str>,
    affected: Vec<Worst<'a>>,
}

#[derive(Serialize)]
struct Dropped<'a> {
    element: &'a str,
    field: &'static str,
    old: &'a str,
    new: &'a str,
}

#[derive(Serialize)]
struct Meets<'a> {
    between: Vec<&'a str>,
    reason: &'static str,
    elements: Vec<&'a str>,
    from: Option<String>,
    until: Option<String>,
    at_known_times: Option<bool>,
}

/// Work on the same that is no collision.
#[derive(Serialize)]
struct Touches<'a> {
    between: Vec<&'a str>,
    days_apart: Option<u32>,
    elements: Vec<&'a str>,
}

/// Writes all proposals as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(all: &Proposals<'_>, out: &mut dyn Write) -> io::Result<()> {
    let list = List {
        schema: "systemkarta.changes/1",
        map: all.map,
        changes: all.each().map(|judged| change(&judged)).collect(),
        collisions: all.collisions.iter().map(|collision| meets(all, collision)).collect(),
        touches: all.touches.iter().map(|touch| touches(all, touch)).collect(),
    };
    write_json(&list, out)
}

/// Writes the proposal at a place as JSON, with its impact.
///
/// # Errors
/// When the writer fails.
pub fn write_one(all: &Proposals<'_>, index: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(judged) = all.get(index) else { return Ok(()) };
    let report = judged.impact();
    let one = One {
        schema: "systemkarta.judgement/1",
        map: all.map,
        change: change(&judged),
        collisions: judged.collisions().map(|collision| meets(all, collision)).collect(),
        touches: judged.touches().map(|touch| touches(all, touch)).collect(),
        impact: impact::answer(&report),
    };
    write_json(&one, out)
}

fn change<'a>(judged: &Judged<'a>) -> Change<'a> {
    let Judged { proposal, judgement, .. } = *judged;
    let sources = judged.all.sources;
    let graph = judged.all.graph;
    let findings = |findings: &'a [Finding]| findings.iter().map(|f| wire(f, sources)).collect();
    let (answered, must_answer) = summary::answered(judged);
    let window = proposal.window.map(|window| window.value);
    Change {
        id: proposal.id.value.as_str(),
        title: proposal.title(),
        status: proposal.status.name(),
        raised_by: proposal.raised_by.as_ref().map(|by| by.value.as_str()),
        from: judgement.plan.begins.map(moment),
        until: window.and_then(|window| window.until).map(moment),
        ends: judgement.plan.ends.map(moment),
        depends_on: proposal.depends_on.iter().map(|needed| needed.value.as_str()).collect(),
        statements: summary::questions()
            .map(|question| Statement { question: question.name(), answer: proposal.statement(question) })
            .collect(),
        decision: proposal.decision.as_ref().map(decision),
        route: judged.route.0.name(),
        route_because: summary::plain(&summary::why(judged)),
        worst_on_critical: summary::critical(judged).map(|affected| Worst {
            id: graph.element(affected.element).id(),
            disruption: affected.disruption.name(),
            work: affected.work.name(),
        }),
        answered,
        must_answer,
        people: judgement.people.iter().map(|concerned| answering(judged, concerned)).collect(),
        steps: judgement
            .steps
            .iter()
            .map(|(step, impact)| self::step(judged, step, impact.as_ref()))
            .collect(),
        brought: findings(&judgement.brought),
        healed: findings(&judgement.healed),
        to_waive: judgement.to_waive().map(|f| crate::lint::fingerprint(f, sources)).collect(),
        waivers_ended: judgement.ended.iter().copied().map(ended).collect(),
        faults: findings(&judgement.faults),
        dropped: judgement
            .dropped
            .iter()
            .map(|d| Dropped { element: d.element.as_str(), field: d.field.name(), old: &d.old, new: &d.new })
            .collect(),
    }
}

fn decision(decision: &crate::model::Decision) -> Decision<'_> {
    Decision {
        outcome: decision.outcome.name(),
        by: decision.by.as_deref(),
        at: decision.at.as_ref().map(|at| at.value.to_string()),
        conditions: decision.conditions.iter().map(|condition| &**condition).collect(),
        reference: decision.reference.as_deref(),
        memo: decision.memo.as_ref().map(|memo| &*memo.value),
    }
}

fn answering<'a>(judged: &Judged<'a>, concerned: &'a Concerned<'a>) -> Answering<'a> {
    let answer = |answer: &&'a crate::model::Answer| Answer {
        element: answer.element.as_ref().map(|id| id.value.as_str()),
        verdict: answer.verdict.name(),
        effort: answer.effort.as_deref(),
        pays: answer.pays.as_ref().map(|id| id.value.as_str()),
        note: answer.note.as_deref(),
    };
    Answering {
        organisation: &concerned.person.organisation,
        name: &concerned.person.name,
        contacts: &concerned.person.contacts,
        stand: concerned.stand.name(),
        must_agree: concerned.must_agree,
        takes_over: ids(judged.all.graph, &concerned.takes_over),
        operates: ids(judged.all.graph, &concerned.person.operated),
        unanswered: ids(judged.all.graph, &concerned.open),
        answers: concerned.answers.iter().map(answer).collect(),
    }
}

fn step<'a>(judged: &Judged<'a>, step: &'a crate::model::Step, impact: Option<&'a Impact<'a>>) -> Step<'a> {
    let graph = judged.all.graph;
    let affected = impact.into_iter().flat_map(|impact| &impact.affected).map(|affected| Worst {
        id: graph.element(affected.element).id(),
        disruption: affected.disruption.name(),
        work: affected.work.name(),
    });
    Step {
        step: summary::plain(&summary::step(graph, step)),
        changes: impact.map(|impact| ids(graph, &impact.causes())).unwrap_or_default(),
        affected: affected.collect(),
    }
}

fn meets<'a>(all: &Proposals<'a>, collision: &Collision) -> Meets<'a> {
    let (from, until) = match collision.reason {
        Reason::SameTime { from, until } => (Some(moment(from)), until.map(moment)),
        _ => (None, None),
    };
    let at_known_times = match collision.reason {
        Reason::WorseTogether { at_known_times } => Some(at_known_times),
        _ => None,
    };
    Meets {
        between: between(all, collision.between),
        reason: collision::word(&collision.reason),
        elements: ids(all.graph, &collision.elements),
        from,
        until,
        at_known_times,
    }
}

fn touches<'a>(all: &Proposals<'a>, touch: &Touch) -> Touches<'a> {
    Touches {
        between: between(all, touch.between),
        days_apart: touch.days_apart,
        elements: ids(all.graph, &touch.elements),
    }
}

fn between<'a>(all: &Proposals<'a>, two: [usize; 2]) -> Vec<&'a str> {
    two.iter().filter_map(|&index| all.get(index)).map(|judged| judged.proposal.id.value.as_str()).collect()
}

fn moment(moment: Moment) -> String {
    moment.strftime("%Y-%m-%dT%H:%M").to_string()
}
