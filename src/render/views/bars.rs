//! The bars of an element: when it is used and how, when its vendor supports it, and when something fails it.

use super::calendar::{day, period};
use super::words::{counted, joined};
use crate::analysis::lifecycle::{Conflict, ConflictKind, Timelines};
use crate::graph::ElementIx;
use crate::model::{Date, Days, LifecycleUse, Milestone, Phase, Span, SupportEnd};
use crate::render::Look;
use crate::render::timeline::{Bar, Mark, Track};

/// The phases of own use, with their days, in order. What is in use and has no dates is so always.
pub(super) fn phases(timelines: &Timelines<'_>, ix: ElementIx) -> Vec<(Phase, Span)> {
    let model = timelines.graph().model();
    let element = timelines.graph().element(ix);
    let always = |phase: Phase| match phase {
        Phase::Plan => Some(Span { first: timelines.today(), last: Date::MAX }),
        Phase::Retired => None,
        _ => Some(Span::ALL),
    };
    if let Some(LifecycleUse::Phase(phase)) = element.lifecycle() {
        return always(*phase).map(|days| (*phase, days)).into_iter().collect();
    }
    let Some(lifecycle) = model.lifecycle_of(element) else { return vec![(Phase::Active, Span::ALL)] };
    let mut begins: Vec<Date> = Phase::ALL.into_iter().filter_map(|phase| lifecycle.begins(phase)).collect();
    begins.sort_unstable();
    begins.dedup();
    let starts = [Date::MIN].into_iter().chain(begins.iter().copied());
    let ends = begins.iter().filter_map(|next| next.yesterday().ok()).chain([Date::MAX]);
    let plan = lifecycle.begins(Phase::Plan);
    let phase_of = |days: Span| match lifecycle.phase_on(days.first) {
        None => Some(Phase::Active),
        Some(Phase::Retired) => None,
        Some(Phase::Plan) => plan.filter(|&plan| plan <= days.first).map(|_| Phase::Plan),
        Some(phase) => Some(phase),
    };
    let mut phases: Vec<(Phase, Span)> = Vec::new();
    for (first, last) in starts.zip(ends) {
        let days = Span { first, last };
        let Some(phase) = phase_of(days) else { continue };
        match phases.last_mut() {
            Some((before, known)) if *before == phase => known.last = last,
            _ => phases.push((phase, days)),
        }
    }
    phases
}

/// The bars of own use.
pub(super) fn of_use(timelines: &Timelines<'_>, ix: ElementIx) -> Vec<Bar> {
    let used = timelines.in_use(ix).extent().and_then(Span::ends);
    let bar = |(phase, days): (Phase, Span)| {
        let (look, words) = match phase {
            Phase::Plan => (Look::Planned, "Planned"),
            Phase::PhaseIn => (Look::Arriving, "Being taken into use"),
            Phase::Active => (Look::Plain, "In use"),
            Phase::PhaseOut => (Look::Leaving, "Being left"),
            Phase::Retired => (Look::Retired, "Retired"),
        };
        let mut texts = vec![words.to_owned()];
        // What is left next is still in use.
        if let Some(last) = days.ends().filter(|_| used == days.ends()) {
            texts.insert(0, format!("{words} until {}", day(last)));
        }
        texts.extend((phase == Phase::PhaseIn).then(|| "Phase-in".to_owned()));
        texts.extend((phase == Phase::PhaseOut).then(|| "Leaves".to_owned()));
        let title = format!("{words} {}", period(days)).trim().to_owned();
        Bar { days, track: Track::Use, look, texts, title }
    };
    phases(timelines, ix).into_iter().map(bar).collect()
}

/// The bars of the vendor's support, and the mark on its last day.
pub(super) fn of_support(timelines: &Timelines<'_>, ix: ElementIx) -> (Vec<Bar>, Option<Mark>) {
    let (model, today) = (timelines.graph().model(), timelines.today());
    let element = timelines.graph().element(ix);
    let Some(support) = model.support_of(element) else { return (Vec::new(), None) };
    let own = model.lifecycle_of(element);
    let named = own.and_then(|own| own.supported_as.as_ref()).and_then(|id| model.lifecycle(&id.value));
    let available = named.or(own).and_then(|of| of.get(Milestone::GeneralAvailability));
    let from = match available {
        Some(SupportEnd::On(date)) => Days::from(date.first()),
        _ => Days::always(),
    };
    let (extended, unsupported) = (support.extended(today), support.unsupported(today));
    let ordinary = from.minus(&extended).minus(&unsupported);
    let bars = |days: Days, look: Look, texts: &[&str]| {
        let bar = |&days: &Span| Bar {
            days,
            track: Track::Support,
            look,
            texts: texts.iter().map(|&text| text.to_owned()).collect(),
            title: format!("{} {}", texts.first().copied().unwrap_or_default(), period(days)),
        };
        days.spans().iter().map(bar).collect::<Vec<_>>()
    };
    let mut all = bars(ordinary, Look::Supported, &["Supported"]);
    all.extend(bars(from.and(&extended), Look::Extended, &["Extended support", "Extended"]));
    // Of days out of use nobody asks for support.
    let without = unsupported.and(timelines.in_use(ix));
    let since =
        without.extent().and_then(Span::begins).map(|first| format!("No support from {}", day(first)));
    let texts: Vec<&str> = since.as_deref().into_iter().chain(["No support"]).collect();
    all.extend(bars(without, Look::Unsupported, &texts));
    for bar in all.iter_mut().filter(|bar| bar.look == Look::Unsupported) {
        bar.title = format!("No support {}", period(bar.days)).trim().to_owned();
    }
    let end = match support.end(today) {
        Some((_, end)) => match end.value {
            SupportEnd::On(date) => Some(date.last()),
            SupportEnd::NoneKnown | SupportEnd::Over => None,
        },
        None => None,
    };
    (all, end.map(|end| Mark { day: end, text: format!("until {}", day(end)) }))
}

/// The times in which something fails an element. Those that meet are one, whatever fails it.
pub(super) fn of_conflicts(timelines: &Timelines<'_>, conflicts: &[&Conflict]) -> Vec<Bar> {
    let all: Days = conflicts.iter().flat_map(|conflict| conflict.days.spans()).copied().collect();
    let bar = |&days: &Span| {
        let within = Days::of(days);
        let touching: Vec<&Conflict> =
            conflicts.iter().copied().filter(|conflict| !conflict.days.and(&within).is_never()).collect();
        let mut sentences: Vec<String> =
            touching.iter().map(|conflict| sentence(timelines, conflict)).collect();
        let mut kinds: Vec<ConflictKind> = touching.iter().map(|conflict| conflict.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kinds: Vec<String> = kinds.into_iter().map(|kind| short(kind).to_owned()).collect();
        let mut texts: Vec<String> = match touching.as_slice() {
            [one] => vec![format!("{}: {}", name(timelines, one), joined(&kinds))],
            many => vec![format!("{}: {}", counted(many.len(), "conflict", "conflicts"), joined(&kinds))],
        };
        texts.push(joined(&kinds));
        let more = sentences.len().saturating_sub(8);
        sentences.truncate(8);
        if more > 0 {
            sentences.push(format!("{more} more"));
        }
        Bar {
            days,
            track: Track::Conflict,
            look: Look::Conflict,
            texts,
            title: format!("Conflict: {}", sentences.join("; ")),
        }
    };
    all.spans().iter().map(bar).collect()
}

fn name<'g>(timelines: &Timelines<'g>, conflict: &Conflict) -> &'g str {
    timelines.graph().element(conflict.dependency).name()
}

/// What is wrong with what an element rests on, in a word or two.
fn short(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Retired => "retired",
        ConflictKind::NotYetActive => "not yet in use",
        ConflictKind::Unsupported => "no support",
        ConflictKind::AgreementEnded => "no agreement",
    }
}

/// "it rests on Windows NT, which nobody supports, from 1 Jan 2005 on".
fn sentence(timelines: &Timelines<'_>, conflict: &Conflict) -> String {
    let name = name(timelines, conflict);
    let when = match conflict.days.extent() {
        Some(days) => period(days),
        None => String::new(),
    };
    let what = match conflict.kind {
        ConflictKind::Retired => format!("it rests on {name}, which is retired,"),
        ConflictKind::NotYetActive => format!("it rests on {name}, which is not yet in use,"),
        ConflictKind::Unsupported => format!("it rests on {name}, which nobody supports,"),
        ConflictKind::AgreementEnded => format!("its agreement {name} has ended,"),
    };
    format!("{what} {when}").trim_end_matches([',', ' ']).to_owned()
}
