//! The judgement of one proposal as a page: what it does, what it brings, who must answer, what nobody can see.

use super::{Judged, Proposals, collision, people, summary};
use crate::analysis::Impact;
use crate::diagnostic::{Finding, Severity, Sources};
use crate::model::{Step, Waiver};
use crate::proposal::Dropped;
use crate::report::blind_spots;
use crate::report::impact::{self, ImpactReport};
use crate::report::page::{Column, Line, Page, Part, Table, Tone};
use crate::report::words::sentence;

/// Composes the judgement of the proposal at this place. `picture` is one that we have drawn.
pub fn page<'a>(all: &Proposals<'a>, index: usize, picture: Option<&'a str>) -> Option<Page<'a>> {
    let judged = all.get(index)?;
    let report = judged.impact();
    let subject = summary::subject(judged.proposal);
    let judgement = judged.judgement;
    let page = Page::new(impact::with_subject(&report, subject, true))
        .of_map(all.map)
        .all(all.all)
        .lead(impact::conditions(&report))
        .lead(route(&judged))
        .notes(judgement.faults.iter().map(|fault| Line::from("fault: ").then(message(fault))))
        .notes(impact::notes(&report))
        .part(about(&judged))
        .part(steps(&judged))
        .parts(picture.map(|svg| Part::picture("picture", svg)))
        .parts(impact::effects(&report))
        .part(findings(all.sources, "findings brought", &judgement.brought))
        .part(findings(all.sources, "findings healed", &judgement.healed))
        .part(ended(&judged))
        .part(dropped(&judged))
        .part(collisions(&judged))
        .part(touches(&judged))
        .parts(people::parts(&judged))
        .part(impact::protected(&report))
        .part(impact::freed(&report))
        .part(blind_spots::part(all.graph, &judgement.together.blind_spots, judgement.plan.day));
    Some(page)
}

/// "Board: the critical process payroll stops. 1 of 3 owners who must agree has answered; brings 2 findings."
fn route<'a>(judged: &Judged<'a>) -> Line<'a> {
    let line = Line::from(judged.route.0.name()).words(": ").then(summary::why(judged)).capitalised();
    let findings = summary::findings(judged).unwrap_or_else(|| "no finding is brought or healed".to_owned());
    line.words(". ").words(sentence(&format!("{}; {findings}", summary::answers(judged))))
}

fn about<'a>(judged: &Judged<'a>) -> Part<'a> {
    let proposal = judged.proposal;
    let mut facts =
        vec![("status", Line::from(proposal.status.name())), ("when", Line::from(summary::when(judged)))];
    let raised_by = proposal.raised_by.as_ref().map(|by| Line::new().id(by.value.as_str()));
    facts.push(("raised by", raised_by.unwrap_or_else(|| Line::new().aside("nobody says"))));
    if !proposal.depends_on.is_empty() {
        let needed = proposal.depends_on.iter().map(|needed| Line::new().id(needed.value.as_str()));
        facts.push(("depends on", Line::joined(needed)));
    }
    facts.extend(summary::questions().map(|question| {
        let said = match proposal.statement(question) {
            Some(text) => Line::new().name(text),
            None => Line::new().aside("nobody says"),
        };
        (question.name(), said)
    }));
    if let Some(decision) = &proposal.decision {
        facts.push(("decision", summary::decision(decision)));
    }
    Part::facts("the proposal", facts)
}

/// What is done, and what each step does alone.
fn steps<'a>(judged: &Judged<'a>) -> Part<'a> {
    let judged = *judged;
    let row = move |(step, impact): &'a (&'a Step, Option<Impact<'a>>)| {
        let alone = match impact {
            // The fields of something, or something new.
            None => Line::new().aside("affects nothing else"),
            Some(impact) => {
                let said = impact::effects_in_words(&ImpactReport { impact, ..judged.impact() });
                if said.is_empty() { Line::new().aside("affects nothing") } else { Line::from(said) }
            }
        };
        [summary::step(judged.all.graph, step), alone]
    };
    Part::table("steps", Table::each(["step", "alone"], &judged.judgement.steps, row).headed())
}

/// Findings with their places.
pub(in crate::report) fn findings<'a>(
    sources: &'a Sources,
    title: &'static str,
    findings: &'a [Finding],
) -> Part<'a> {
    let row = move |finding: &'a Finding| {
        let tone = match finding.severity {
            Severity::Error => Tone::Danger,
            Severity::Warning => Tone::Warning,
            Severity::Note => Tone::Notice,
        };
        let at = sources.locate(finding.place);
        let place = format!("{}:{}:{}", at.path, at.line, at.column);
        let level = Line::new().chip(finding.severity.name(), tone);
        [level, Line::from(rule_name(finding)), message(finding), Line::new().contact(place)]
    };
    Part::table(title, Table::each(["level", "rule", "what", "where"], findings, row))
}

/// The name of a rule of ours; a rule that the map made has its own.
fn rule_name(finding: &Finding) -> String {
    finding.rule.clone().into_owned()
}

/// A message quotes the map, so it is text of the map.
fn message(finding: &Finding) -> Line<'_> {
    let line = Line::new().name(finding.message.as_str());
    finding.help.iter().fold(line, |line, help| line.words("; ").name(help.as_str()))
}

/// What is waived today and no longer when it begins.
fn ended<'a>(judged: &Judged<'a>) -> Part<'a> {
    let line = |waiver: &'a Waiver| {
        let to = waiver.to.iter().fold(Line::new(), |line, to| line.words(" to ").id(to.value.as_str()));
        Line::new()
            .id(&*waiver.rule.value)
            .words(" at ")
            .id(waiver.element.value.as_str())
            .then(to)
            .words(format!(": until {}", waiver.last()))
    };
    Part::lines(
        "waivers that end before it begins",
        judged.judgement.ended.iter().copied().map(line).collect(),
    )
}

fn dropped<'a>(judged: &Judged<'a>) -> Part<'a> {
    let row = |dropped: &'a Dropped| {
        [
            Line::new().id(dropped.element.as_str()),
            Line::from(dropped.field.name()),
            Line::new().name(dropped.old.as_str()),
            Line::new().name(dropped.new.as_str()),
        ]
    };
    let columns =
        [Column::text("element"), Column::text("field"), Column::text("said"), Column::text("will say")];
    Part::table("what is dropped", Table::each(columns, &judged.judgement.dropped, row).headed())
}

fn collisions<'a>(judged: &Judged<'a>) -> Part<'a> {
    let lines = judged.collisions().map(|collision| collision::seen_by(judged, collision));
    Part::lines("collisions with other open proposals", lines.collect())
}

fn touches<'a>(judged: &Judged<'a>) -> Part<'a> {
    let lines = judged.touches().map(|touch| collision::touch_seen_by(judged, touch));
    Part::lines("no collisions, but work on the same elements", lines.collect())
}
