//! Typed impact as a page: the answer, business first, then what it rests on, people, protection and blind spots.

use super::{ImpactReport, effect, headline, tell};
use crate::analysis::{Affected, Protected};
use crate::graph::ElementIx;
use crate::model::{ChangeKind, Disruption, Field, Id, Section};
use crate::report::page::{Column, LISTED, Line, Page, Part, Table, Tone};
use crate::report::words::{basis, counted, lasting, number};
use crate::report::{blind_spots, people};

/// Composes an answer about changes.
pub fn page<'a>(report: &ImpactReport<'a>) -> Page<'a> {
    let ImpactReport { graph, impact, .. } = *report;
    let picture = report.picture.map(|svg| Part::picture("picture", svg));
    let person = {
        let report = *report;
        move |person| tell::what(&report, person)
    };
    Page::new(headline::line(report))
        .of_map(report.map)
        .all(report.all)
        .lead(headline::conditions(report))
        .notes(notes(report))
        .parts(picture)
        .parts(effects(report))
        .part(people::part("people to tell", &impact.people, person))
        .part(protected(report))
        .part(freed(report))
        .part(blind_spots::part(graph, &impact.blind_spots, impact.options.at))
}

/// What becomes of everything that is affected: business first, then section by section.
pub(in crate::report) fn effects<'a>(report: &ImpactReport<'a>) -> [Part<'a>; 6] {
    let graph = report.graph;
    let (mut business, rest): (Vec<&Affected>, Vec<&Affected>) =
        report.listed().partition(|affected| headline::is_business(report, affected));
    // Processes and e-services together, worst and soonest first.
    business.sort_by_key(|each| {
        let worst = std::cmp::Reverse((each.disruption, each.is_sure()));
        (worst, each.time, std::cmp::Reverse(each.work), each.claim.distance)
    });
    let of_section = |section: Section| {
        let is_of_section = |affected: &&&Affected| graph.element(affected.element).section == section;
        rest.iter().filter(is_of_section).copied().collect::<Vec<_>>()
    };
    [
        affected(report, "processes and e-services", business),
        affected(report, "systems", of_section(Section::Systems)),
        affected(report, "integrations", of_section(Section::Integrations)),
        affected(report, "information", of_section(Section::Information)),
        affected(report, "technologies", of_section(Section::Technologies)),
        affected(report, "agreements", of_section(Section::Agreements)),
    ]
}

/// What must be known of the causes before the answer is read.
pub(in crate::report) fn notes<'a>(report: &ImpactReport<'a>) -> Vec<Line<'a>> {
    let ImpactReport { graph, impact, .. } = *report;
    let day = impact.options.at;
    let not_in_use = impact.causes_not_in_use.iter();
    let mut notes: Vec<Line<'a>> = not_in_use
        .map(|&cause| Line::new().element(graph.element(cause)).words(format!(" is not in use on {day}")))
        .collect();
    let mut parts: Vec<ElementIx> = impact.changes.iter().filter(|c| c.implied).map(|c| c.element).collect();
    parts.dedup();
    if !parts.is_empty() {
        let named = Line::few(parts.iter().map(|&part| Line::new().id(graph.element(part).id())), 6);
        let parts = counted(parts.len(), "part is", "parts are");
        notes.push(Line::from(format!("{parts} changed with the whole: ")).then(named));
    }
    notes.extend(report.asked.iter().filter(|asked| asked.kind == ChangeKind::Replace).map(|asked| {
        let gaps =
            impact.changes.iter().filter(|change| change.kind == ChangeKind::Replace && !change.implied);
        let gap = gaps.filter_map(|change| change.window).next();
        match (asked.successor, gap) {
            (None, _) => Line::from("no successor is named, so nobody knows whether there is a gap"),
            (Some(successor), None) => {
                Line::new().element(graph.element(successor)).words(format!(" is in use on {day}: no gap"))
            }
            (Some(successor), Some(window)) => {
                let until = window.until.map_or("nobody knows when".to_owned(), |until| {
                    format!("{} after {day}", lasting(until.saturating_sub(window.from)))
                });
                let line = Line::from("there is a gap: ").element(graph.element(successor));
                line.words(format!(" is in use {until}"))
            }
        }
    }));
    notes
}

/// A part with what becomes of some elements, worst first; a long one begins with how many there are of each.
fn affected<'a>(report: &ImpactReport<'a>, title: &'static str, affected: Vec<&'a Affected>) -> Part<'a> {
    let summary = summary(&affected);
    let columns = [
        Column::element("element"),
        Column::text("effect").only_for_people(),
        Column::text("disruption").only_in_sheet(),
        Column::numbers("hours").only_in_sheet(),
        Column::text("work").only_in_sheet(),
        Column::numbers("steps").only_in_sheet(),
        Column::text("owner"),
        Column::text("operator").only_in_sheet(),
        Column::text("agreement").only_in_sheet(),
        Column::text("through"),
        Column::text("basis").only_in_sheet(),
    ];
    let report = *report;
    let part = Part::table(title, Table::each(columns, affected, move |each| row(&report, each))).in_sheet();
    match summary {
        Some(summary) => part.lead(summary),
        None => part,
    }
}

/// "12 may stop, 8 must be tested", of more elements than are listed.
fn summary(affected: &[&Affected]) -> Option<String> {
    let mut classes: Vec<(String, usize)> = Vec::new();
    for each in affected.iter().filter(|_| affected.len() > LISTED) {
        let class = effect::class(each);
        match classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, count)) => *count += 1,
            None => classes.push((class, 1)),
        }
    }
    let counts: Vec<String> =
        classes.iter().map(|(class, count)| format!("{class}: {}", number(*count))).collect();
    (!counts.is_empty()).then(|| counts.join("; "))
}

fn row<'a>(report: &ImpactReport<'a>, affected: &Affected) -> [Line<'a>; 11] {
    let element = report.graph.element(affected.element);
    let organisation =
        |field| element.organisation(field).map_or_else(Line::new, |id: &'a Id| Line::new().id(id.as_str()));
    let owner =
        element.owner().map_or_else(|| Line::new().aside("no owner"), |id| Line::new().id(id.as_str()));
    let agreements = element.references(Field::Agreement);
    let agreements = agreements.into_iter().flat_map(|references| references.ids());
    let hours = affected.time.map_or_else(Line::new, |minutes| Line::from(hours(minutes)));
    [
        Line::new().element(element),
        effect::line(report, affected),
        Line::from(affected.disruption.name()),
        hours,
        Line::from(affected.work.name()),
        Line::new().number(affected.claim.distance),
        owner,
        organisation(Field::Operator),
        Line::between(agreements.map(|id| Line::new().id(id.as_str())), ", "),
        through(report, affected),
        Line::from(basis(affected.claim.basis)),
    ]
}

/// The way by which the effect comes: from which of several causes, and through what.
fn through<'a>(report: &ImpactReport<'a>, affected: &Affected) -> Line<'a> {
    let id = |&element: &ElementIx| Line::new().id(report.graph.element(element).id());
    let proof = report.proof(affected);
    let (cause, between) = match proof.path.as_slice() {
        [cause, between @ .., _] => (Some(cause), between),
        _ => (None, [].as_slice()),
    };
    let from = cause.filter(|_| report.impact.changes.len() > 1);
    let line = match (from, between) {
        (None, []) => Line::from("directly"),
        (None, between) => {
            Line::new().unheaded("through ").then(Line::between(between.iter().map(id), " → "))
        }
        (Some(cause), between) => {
            let way = std::iter::once(cause).chain(between).map(id);
            Line::new().unheaded("from ").then(Line::between(way, " → "))
        }
    };
    match proof.beside.as_slice() {
        [] => line,
        beside => line.words(", with ").then(Line::few(beside.iter().map(id), 3)),
    }
}

/// Minutes as hours, as short as they are exact.
pub(super) fn hours(minutes: u32) -> String {
    (f64::from(minutes) / 60.0).to_string()
}

/// What is protected, from what, by what and by how much.
pub(in crate::report) fn protected<'a>(report: &ImpactReport<'a>) -> Part<'a> {
    let graph = report.graph;
    let row = move |protected: &'a Protected| {
        let element = graph.element(protected.element);
        let tone = if protected.from == Disruption::Stopped { Tone::Calm } else { Tone::Faint };
        [
            Line::new().element(element),
            Line::from(effect::kept_from(protected)),
            Line::new().chip(effect::protection(protected), tone).words(effect::kept_because(protected)),
        ]
    };
    let columns = [Column::element("element"), Column::text("from"), Column::text("by")];
    Part::table("protected", Table::each(columns, &report.impact.protected, row))
}

/// What falls away: integrations that lose an end, and for each section what nothing needs any more.
pub(in crate::report) fn freed<'a>(report: &ImpactReport<'a>) -> Part<'a> {
    let ImpactReport { graph, impact, all, .. } = *report;
    let causes = impact.causes();
    let loses_end = |element: &ElementIx| {
        let is_integration = graph.element(*element).section == Section::Integrations;
        is_integration && graph.ends_of(*element).iter().any(|end| causes.binary_search(end).is_ok())
    };
    let (lose_end, free): (Vec<ElementIx>, Vec<ElementIx>) =
        impact.freed.iter().copied().partition(loses_end);
    let line = |what: String, elements: Vec<ElementIx>| {
        let limit = if all { elements.len() } else { LISTED };
        let ids = elements.iter().map(|&element| Line::new().id(graph.element(element).id()));
        (!elements.is_empty()).then(|| Line::from(what).then(Line::few(ids, limit)))
    };
    let of_section = |section: Section| {
        let of_section = free.iter().copied().filter(|&element| graph.element(element).section == section);
        let what = format!("nothing else in the map rests on these {}: ", section.many());
        line(what, of_section.collect())
    };
    let lines = line("integrations that lose an end: ".to_owned(), lose_end).into_iter();
    let lines = lines.chain(Section::ELEMENTS.into_iter().filter_map(of_section)).collect();
    Part::lines("freed, as far as the map knows", lines).counted(impact.freed.len())
}
