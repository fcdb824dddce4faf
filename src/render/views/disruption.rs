//! The disruption: the map again, coloured by what a change does to each box, with its time and its work.

use std::collections::{BTreeMap, BTreeSet};

use super::effects::{Effects, when};
use super::overlay::{Heading, as_far_as_known, caveats, paint};
use super::selection::Selection;
use super::words::{self, counted, joined};
use crate::analysis::{Affected, Basis, Impact};
use crate::graph::{ElementIx, Graph};
use crate::model::{ChangeKind, Disruption, Duration, Section, Work};
use crate::render::Scene;

/// What changes do, in so many boxes at most.
///
/// A map that fits has the boxes, the lanes and the arrows of [`map`](super::map()), and so the same geometry. In one
/// that does not, what is out of reach is folded first, and the causes and the processes that stop last.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn disruption(graph: &Graph, impact: &Impact, max_boxes: usize) -> Scene {
    let causes = impact.causes();
    let selection = Selection::new(graph, impact.options.at, &causes, max_boxes);
    let effects = Effects::new(impact, &selection.shown);
    let heading = Heading {
        title: title(graph, impact),
        subtitle: subtitle(graph, impact),
        legend: "Effect",
        notes: notes(graph, impact, &selection),
    };
    paint(graph, &selection, &effects, max_boxes, heading)
}

/// "What does an outage of Integrationstjänsten do?"
fn title(graph: &Graph, impact: &Impact) -> String {
    let mut kinds: BTreeMap<ChangeKind, Vec<ElementIx>> = BTreeMap::new();
    for change in impact.changes.iter().filter(|change| !change.implied) {
        kinds.entry(change.kind).or_default().push(change.element);
    }
    let changes: Vec<String> = kinds
        .into_iter()
        .map(|(kind, mut elements)| {
            elements.dedup();
            format!("{} {}", begins(kind), words::names(graph, &elements, 3))
        })
        .collect();
    let does = if changes.len() == 1 { "does" } else { "do" };
    format!("What {does} {} do?", joined(&changes))
}

fn begins(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Outage => "an outage of",
        ChangeKind::Retire => "retiring",
        ChangeKind::Replace => "replacing",
        ChangeKind::Interface => "a new interface of",
        ChangeKind::Upgrade => "upgrading",
        ChangeKind::Modify => "modifying",
        ChangeKind::Need => "a changed need of",
    }
}

/// "3 stop, 10 may stop, 4 work with less · 2 must be adapted · the first process stops at once · on 2007-09-01".
fn subtitle(graph: &Graph, impact: &Impact) -> String {
    let is_place = |element: ElementIx| is_place(graph, element);
    let affected: Vec<&Affected> = impact.affected.iter().filter(|each| is_place(each.element)).collect();
    let mut facts = vec![joined_counts(disruptions(&affected)), joined_counts(work(&affected))];
    facts.retain(|fact| !fact.is_empty());
    if facts.is_empty() {
        facts.push(format!(
            "Nothing stops, works with less or has work, {}",
            as_far_as_known(&impact.blind_spots)
        ));
    }
    let mut kept: Vec<ElementIx> = impact.protected.iter().map(|each| each.element).collect();
    let disturbed: BTreeSet<ElementIx> = affected.iter().map(|each| each.element).collect();
    kept.retain(|element| is_place(*element) && !disturbed.contains(element));
    kept.dedup();
    let (is_kept, are_kept) = match impact.protected.iter().any(|each| each.assumption.is_some()) {
        true => ("may be kept from it", "are, or may be, kept from it"),
        false => ("is kept from it", "are kept from it"),
    };
    let freed = impact.freed.iter().filter(|&&element| is_place(element)).count();
    for (n, one, many) in [(kept.len(), is_kept, are_kept), (freed, "is freed", "are freed")] {
        facts.extend((n > 0).then(|| counted(n, one, many)));
    }
    facts.extend(first_process(graph, impact));
    facts.extend(lasts(impact));
    facts.push(match impact.options.clock {
        Some(clock) => format!("from {} {:02}:{:02}", clock.date(), clock.hour(), clock.minute()),
        None => format!("on {}", impact.options.at),
    });
    if !affected.is_empty() {
        facts.push(how_to_read(impact).to_owned());
    }
    facts.join(" · ")
}

/// Disruption rises; work also comes to what lies beneath.
fn how_to_read(impact: &Impact) -> &'static str {
    let rises = impact.affected.iter().any(|each| each.disruption > Disruption::None);
    match (rises, impact.causes().len()) {
        (true, 1) => "read upwards from the dark box",
        (true, _) => "read upwards from the dark boxes",
        (false, 1) => "read outwards from the dark box",
        (false, _) => "read outwards from the dark boxes",
    }
}

/// How many do what, in words for one and for many.
type Count = (usize, &'static str, &'static str);

fn disruptions(affected: &[&Affected]) -> [Count; 4] {
    let count = |disruption, basis| {
        affected
            .iter()
            .filter(|each| each.disruption == disruption && each.is_sure() == (basis == Basis::Declared))
            .count()
    };
    [
        (count(Disruption::Stopped, Basis::Declared), "stops", "stop"),
        (count(Disruption::Stopped, Basis::Assumed), "may stop", "may stop"),
        (count(Disruption::Degraded, Basis::Declared), "works with less", "work with less"),
        (count(Disruption::Degraded, Basis::Assumed), "may work with less", "may work with less"),
    ]
}

fn work(affected: &[&Affected]) -> [Count; 6] {
    let count = |work, basis| {
        let is = |each: &&&Affected| {
            each.work == work && each.work_claim.is_some_and(|c| c.is_assumed() == (basis == Basis::Assumed))
        };
        affected.iter().filter(is).count()
    };
    let row = |work, basis, words: &'static str| (count(work, basis), words, words);
    [
        row(Work::Replace, Basis::Declared, "must find a replacement"),
        row(Work::Replace, Basis::Assumed, "may have to find a replacement"),
        row(Work::Adapt, Basis::Declared, "must be adapted"),
        row(Work::Adapt, Basis::Assumed, "may have to be adapted"),
        row(Work::Verify, Basis::Declared, "must be tested"),
        row(Work::Verify, Basis::Assumed, "may have to be tested"),
    ]
}

fn joined_counts<const N: usize>(counts: [Count; N]) -> String {
    let there = counts.into_iter().filter(|(n, ..)| *n > 0);
    there.map(|(n, one, many)| counted(n, one, many)).collect::<Vec<_>>().join(", ")
}

/// "the first process or e-service may stop at once, the first surely stops after 4 hours".
fn first_process(graph: &Graph, impact: &Impact) -> Option<String> {
    let is_business = |each: &&Affected| {
        let element = graph.element(each.element);
        element.section == Section::Processes || element.kind() == Some("e-service")
    };
    let business: Vec<&Affected> = impact.affected.iter().filter(is_business).collect();
    let worst = business.iter().map(|each| each.disruption).max()?;
    let does = match worst {
        Disruption::None => return None,
        Disruption::Degraded => ["works with less", "may work with less", "surely does so"],
        Disruption::Stopped => ["stops", "may stop", "surely stops"],
    };
    let all_are = |section| {
        business.iter().all(|each| (graph.element(each.element).section == Section::Processes) == section)
    };
    let first = match (all_are(true), all_are(false)) {
        (true, _) => "process",
        (_, true) => "e-service",
        _ => "process or e-service",
    };
    let of_worst = || business.iter().filter(|each| each.disruption == worst);
    let surely = |each: &&&Affected| match each.surely {
        Some((disruption, time)) if disruption == worst => Some(time),
        _ => each.time.filter(|_| !each.claim.is_assumed()),
    };
    let sure = of_worst().filter_map(|each| surely(&each)).min();
    let may = of_worst().filter(|each| each.claim.is_assumed()).filter_map(|each| each.time).min();
    let [is_sure, is_assumed, is_surely] = does;
    Some(match (sure, may) {
        (None, None) => return None,
        (None, Some(may)) => format!("the first {first} {is_assumed} {}", when(may)),
        (Some(sure), Some(may)) if may < sure => {
            format!("the first {first} {is_assumed} {}, the first {is_surely} {}", when(may), when(sure))
        }
        (Some(sure), _) => format!("the first {first} {is_sure} {}", when(sure)),
    })
}

/// "out for 8h", if all that is out is out that long.
fn lasts(impact: &Impact) -> Option<String> {
    let outages = impact.changes.iter().filter(|change| change.kind == ChangeKind::Outage);
    let window = words::common(outages.map(|change| change.window))??;
    Some(match window.until {
        Some(until) => format!("out for {}", Duration::of_minutes(until.saturating_sub(window.from))),
        None => "out until further notice".to_owned(),
    })
}

/// What else one must know to read the colours.
fn notes(graph: &Graph, impact: &Impact, selection: &Selection) -> Vec<String> {
    let mut notes = Vec::new();
    let assumed = |each: &Affected| !each.is_sure();
    if impact.affected.iter().any(assumed) {
        notes.push(
            "Dashed border, MAY and MAYBE: something on the way is assumed, because nobody has declared it."
                .to_owned(),
        );
    }
    notes.extend(hidden_work(graph, impact));
    if impact.options.clock.is_none() && impact.changes.iter().any(|change| change.window.is_some()) {
        notes.push("Service hours were not looked at: no time of day was given.".to_owned());
    }
    let implied = impact.changes.iter().filter(|change| change.implied).count();
    if implied > 0 {
        notes.push(format!("{} changed with the whole.", counted(implied, "part is", "parts are")));
    }
    let is_shown = |element: ElementIx| selection.shown.binary_search(&element).is_ok();
    let hidden = |section: Section| impact.of_section(section).filter(|each| !is_shown(each.element)).count();
    let hidden = words::counted_by_section(Section::ELEMENTS.map(|section| (section, hidden(section))));
    if !hidden.is_empty() {
        notes.push(format!("Affected too, and not shown as boxes: {hidden}."));
    }
    notes.extend(caveats(graph, &impact.causes_not_in_use, impact.options.at, &impact.blind_spots));
    notes
}

/// The work of what is disrupted: its chips tell the disruption.
fn hidden_work(graph: &Graph, impact: &Impact) -> Option<String> {
    let disrupted = || impact.affected.iter().filter(|each| each.disruption > Disruption::None);
    let has = |work: Work| disrupted().filter(move |each| each.work == work).map(|each| each.element);
    let kinds =
        [(Work::Replace, "find a replacement"), (Work::Adapt, "be adapted"), (Work::Verify, "be tested")];
    let told = kinds.into_iter().filter_map(|(work, what)| {
        let elements: Vec<ElementIx> = has(work).filter(|&element| is_place(graph, element)).collect();
        (!elements.is_empty()).then(|| format!("{what}: {}", words::names(graph, &elements, 6)))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("What is disrupted has work too. To {}.", told.join("; to ")))
}

/// Integrations are ways, not places.
fn is_place(graph: &Graph, element: ElementIx) -> bool {
    graph.element(element).section != Section::Integrations
}
