//! The first sentence: what changes, and what it does to business and to the rest; and under which conditions.

use super::effect::{moment_after, shown, when};
use super::{AskedChange, ImpactReport, Lasts};
use crate::analysis::{Affected, Basis};
use crate::model::{ChangeKind, Disruption, Section, Work};
use crate::report::page::Line;
use crate::report::reach::Asked;
use crate::report::words::{counted, counted_section, joined, lasting, number};

/// "An outage of Integrationstjänsten (integration-service) for 8 hours affects 22 elements: 1 process stops, 6 may
/// stop; 2 other elements stop, 10 may stop, 3 work with less."
pub(super) fn line<'a>(report: &ImpactReport<'a>) -> Line<'a> {
    let changes = changes(report);
    let one = changes.len() == 1;
    with_subject(report, Line::joined(changes.into_iter()), one)
}

/// The same of whatever is said to affect.
pub(in crate::report) fn with_subject<'a>(
    report: &ImpactReport<'a>,
    subject: Line<'a>,
    one: bool,
) -> Line<'a> {
    let total = elements(report).count();
    if total == 0 {
        let does = if one { " affects nothing" } else { " affect nothing" };
        return subject.words(does).words(why_nothing(report)).capitalised();
    }
    let does = if one { "affects" } else { "affect" };
    let elements = counted(total, "element", "elements");
    subject.words(format!(" {does} {elements}: {}.", effects(report))).capitalised()
}

/// "1 process stops, 6 may stop; 2 other elements stop; of all 9, 3 must be adapted"; nothing if nothing is affected.
pub(in crate::report) fn effects(report: &ImpactReport<'_>) -> String {
    let (business, rest) = business_and_rest(report);
    let first = disruptions(&business, Some(noun_of(report, &business)));
    let parts: Vec<String> = first.into_iter().chain(after_business(report, &business, &rest)).collect();
    parts.join("; ")
}

/// The same with the process that stops by its id and with the time on the clock, if it is the only one that surely
/// does: "payroll stops Sat 2008-03-01 22:00, 6 processes may stop".
pub(in crate::report) fn effects_on_the_clock<'a>(report: &ImpactReport<'a>) -> Line<'a> {
    let (business, rest) = business_and_rest(report);
    let is_sure = |each: &&&Affected| each.disruption == Disruption::Stopped && each.is_sure();
    let mut stopped = business.iter().filter(is_sure);
    let (Some(&only), None) = (stopped.next(), stopped.next()) else { return Line::from(effects(report)) };
    let minutes = only.time.unwrap_or_default();
    let at = report.impact.options.clock.and_then(|clock| moment_after(clock, minutes));
    let at = at.map_or_else(|| when(report, minutes), shown);
    let line = Line::new().id(report.graph.element(only.element).id()).words(format!(" stops {at}"));
    let others: Vec<&Affected> =
        business.iter().filter(|each| !std::ptr::eq(**each, only)).copied().collect();
    let others = disruptions(&others, Some(noun_of(report, &others)));
    let line = others.into_iter().fold(line, |line, others| line.words(format!(", {others}")));
    let more = after_business(report, &business, &rest).into_iter();
    more.fold(line, |line, said| line.words(format!("; {said}")))
}

fn business_and_rest<'a>(report: &ImpactReport<'a>) -> (Vec<&'a Affected>, Vec<&'a Affected>) {
    elements(report).partition(|affected| is_business(report, affected))
}

/// What is said once the processes are told: of the other elements, and of the work on all.
fn after_business(report: &ImpactReport<'_>, business: &[&Affected], rest: &[&Affected]) -> Vec<String> {
    let is_disturbed = |each: &&Affected| each.disruption > Disruption::None;
    let others = match (business.is_empty(), business.iter().any(is_disturbed)) {
        (true, _) => disruptions(rest, None),
        (false, true) => disruptions(rest, Some(("other element", "other elements"))),
        // There are processes, and none is among what stops.
        (false, false) => disruptions(rest, Some(("element", "elements")))
            .map(|said| format!("{said}, no {}", noun_of(report, business).0)),
    };
    let all: Vec<&Affected> = business.iter().chain(rest).copied().collect();
    // Work is counted over what is disturbed too.
    let both = all.len() > 1 && all.iter().any(|each| is_disturbed(each) && each.work > Work::None);
    let of_all = if both { format!("of all {}, ", number(all.len())) } else { String::new() };
    let work = work(&all).map(|said| format!("{of_all}{said}"));
    others.into_iter().chain(work).collect()
}

/// Processes, and what citizens and staff meet: e-services.
pub(super) fn is_business(report: &ImpactReport<'_>, affected: &Affected) -> bool {
    let element = report.graph.element(affected.element);
    element.section == Section::Processes
        || (element.section == Section::Systems && element.kind() == Some("e-service"))
}

/// What is affected, without integrations: those are the ways, not the places.
fn elements<'a>(report: &ImpactReport<'a>) -> impl Iterator<Item = &'a Affected> + use<'a> {
    let graph = report.graph;
    let is_place =
        move |affected: &&Affected| graph.element(affected.element).section != Section::Integrations;
    report.impact.affected.iter().filter(is_place)
}

fn noun_of(report: &ImpactReport<'_>, business: &[&Affected]) -> (&'static str, &'static str) {
    let is_process =
        |affected: &&Affected| report.graph.element(affected.element).section == Section::Processes;
    match (business.iter().any(is_process), business.iter().all(is_process)) {
        (_, true) => ("process", "processes"),
        (true, false) => ("process or e-service", "processes and e-services"),
        (false, false) => ("e-service", "e-services"),
    }
}

/// "1 process stops, 6 may stop".
fn disruptions(affected: &[&Affected], noun: Option<(&str, &str)>) -> Option<String> {
    let count = |disruption, basis| {
        let is =
            |each: &&&Affected| each.disruption == disruption && each.is_sure() == (basis == Basis::Declared);
        affected.iter().filter(is).count()
    };
    let counts = [
        (count(Disruption::Stopped, Basis::Declared), "stops", "stop"),
        (count(Disruption::Stopped, Basis::Assumed), "may stop", "may stop"),
        (count(Disruption::Degraded, Basis::Declared), "works with less", "work with less"),
        (count(Disruption::Degraded, Basis::Assumed), "may work with less", "may work with less"),
    ];
    let mut noun = noun;
    let said = counts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, does, do_)| {
        let verb = if n == 1 { does } else { do_ };
        match noun.take() {
            Some((one, many)) => format!("{} {verb}", counted(n, one, many)),
            None => format!("{} {verb}", number(n)),
        }
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// "5 must find a replacement and 3 may have to, 2 must be adapted, 9 may have to be tested".
fn work(affected: &[&Affected]) -> Option<String> {
    let count = |work, basis| {
        let is = |each: &&&Affected| {
            each.work == work
                && each.work_claim.is_some_and(|claim| claim.is_assumed() == (basis == Basis::Assumed))
        };
        affected.iter().filter(is).count()
    };
    let kinds =
        [(Work::Replace, "find a replacement"), (Work::Adapt, "be adapted"), (Work::Verify, "be tested")];
    let said = kinds.into_iter().filter_map(|(kind, what)| {
        match (count(kind, Basis::Declared), count(kind, Basis::Assumed)) {
            (0, 0) => None,
            (certain, 0) => Some(format!("{} must {what}", number(certain))),
            (0, assumed) => Some(format!("{} may have to {what}", number(assumed))),
            (certain, assumed) => {
                Some(format!("{} must {what} and {} may have to", number(certain), number(assumed)))
            }
        }
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What changes: a phrase for each kind of change.
fn changes<'a>(report: &ImpactReport<'a>) -> Vec<Line<'a>> {
    let mut kinds: Vec<ChangeKind> = report.asked.iter().map(|asked| asked.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(|kind| change(report, kind)).collect()
}

fn change<'a>(report: &ImpactReport<'a>, kind: ChangeKind) -> Line<'a> {
    let of_kind: Vec<&AskedChange<'a>> = report.asked.iter().filter(|asked| asked.kind == kind).collect();
    let names = Line::few(of_kind.iter().map(|asked| what(report, asked)), 5);
    let begins = match kind {
        ChangeKind::Outage => "an outage of ",
        ChangeKind::Retire => "retiring ",
        ChangeKind::Replace => "replacing ",
        ChangeKind::Interface => "a new interface of ",
        ChangeKind::Upgrade => "upgrading ",
        ChangeKind::Modify => "modifying ",
        ChangeKind::Need => "a changed need of ",
    };
    let parts = report.impact.changes.iter().filter(|change| change.implied && change.kind == kind).count();
    let line = Line::from(begins).then(names);
    let line = match parts {
        0 => line,
        n => line.words(format!(" with {}", counted(n, "part", "parts"))),
    };
    match report.lasts.minutes.filter(|_| kind == ChangeKind::Outage) {
        Some(minutes) => line.words(format!(" for {}", lasting(minutes))),
        None => line,
    }
}

fn what<'a>(report: &ImpactReport<'a>, asked: &AskedChange<'a>) -> Line<'a> {
    let line = match asked.what {
        Asked::Element(ix) => Line::new().element(report.graph.element(ix)),
        Asked::Organisation(organisation, n) => {
            let elements = counted(n, "element", "elements");
            Line::from(format!("the {elements} that ")).element(organisation).words(" operates or supplies")
        }
    };
    match asked.successor {
        Some(successor) => line.words(" by ").element(report.graph.element(successor)),
        None => line,
    }
}

/// What to add when nothing was found, so that silence is not taken for safety.
fn why_nothing(report: &ImpactReport<'_>) -> String {
    let spots = &report.impact.blind_spots;
    let day = report.impact.options.at;
    if !report.impact.protected.is_empty() {
        let kept = counted(report.impact.protected.len(), "element is", "elements are");
        format!(": {kept} kept from it.")
    } else if !spots.unmapped_causes.is_empty() {
        " as far as the map knows: nobody has mapped it.".into()
    } else if spots.not_in_use > 0 {
        let elements = counted(spots.not_in_use, "element hangs", "elements hang");
        format!(" on {day}; {elements} on it when all that leads there is in use (--at another date).")
    } else if spots.incomplete {
        " in the part of the map that could be read.".into()
    } else {
        " in this map.".into()
    }
}

/// For which time, when the first process stops, and how sure it all is.
pub(in crate::report) fn conditions(report: &ImpactReport<'_>) -> String {
    let impact = report.impact;
    let spots = &impact.blind_spots;
    let mut parts = vec![format!("on {}", impact.options.at)];
    if report.asked.iter().any(|asked| asked.kind == ChangeKind::Outage) {
        parts.push(time(&report.lasts));
    }
    parts.extend(first_stop(report));
    if spots.assumed > 0 {
        parts.push(format!("{} of {} by assumption", number(spots.assumed), number(spots.elements)));
    }
    let on_the_way = impact.of_section(Section::Integrations).count();
    if on_the_way > 0 {
        parts.push(format!("{} affected too", counted_section(on_the_way, Section::Integrations)));
    }
    if !report.layers.is_empty() {
        let layers: Vec<String> = report.layers.iter().map(|layer| layer.name().to_owned()).collect();
        parts.push(format!("only {} is listed below", joined(&layers)));
    }
    if let Some(depth) = report.depth {
        parts.push(format!("only what is at most {} away is listed below", counted(depth, "step", "steps")));
    }
    crate::report::words::sentence(&parts.join("; "))
}

/// "the first process or e-service may stop at once, the first surely stops after 4 hours".
fn first_stop(report: &ImpactReport<'_>) -> Option<String> {
    let business: Vec<&Affected> =
        report.impact.affected.iter().filter(|affected| is_business(report, affected)).collect();
    let stopped = || business.iter().filter(|each| each.disruption == Disruption::Stopped);
    let surely = |each: &&&Affected| match each.surely {
        Some((Disruption::Stopped, time)) => Some(time),
        _ => each.time.filter(|_| !each.claim.is_assumed()),
    };
    let sure = stopped().filter_map(|each| surely(&each)).min();
    let may = stopped().filter(|each| each.claim.is_assumed()).filter_map(|each| each.time).min();
    let (first, _) = noun_of(report, &business);
    let when = |minutes| when(report, minutes);
    match (sure, may) {
        (None, None) => None,
        (None, Some(may)) => Some(format!("the first {first} may stop {}", when(may))),
        (Some(sure), Some(may)) if may < sure => {
            Some(format!("the first {first} may stop {}, the first surely stops {}", when(may), when(sure)))
        }
        (Some(sure), _) => Some(format!("the first {first} stops {}", when(sure))),
    }
}

fn time(lasts: &Lasts) -> String {
    let from = lasts.from.map(shown);
    match (from, lasts.minutes) {
        (Some(from), Some(minutes)) => {
            let until = lasts.from.and_then(|from| moment_after(from, minutes));
            format!("from {from} to {}", until.map(shown).unwrap_or_default())
        }
        (Some(from), None) => format!("from {from} until further notice"),
        (None, Some(_)) => "at no certain time, so service hours are not looked at".to_owned(),
        (None, None) => "until further notice; service hours are not looked at".to_owned(),
    }
}
