//! What becomes of an element, in words: "may stop after 24 hours: strength not declared; must be tested".

use super::ImpactReport;
use crate::analysis::{Affected, Claim, Protected, Protection};
use crate::graph::Assumption;
use crate::model::{Date, Disruption, Moment, Work};
use crate::report::page::{Line, Tone};
use crate::report::words::{counted, lasting};

/// The words for a disruption or a work, when it is certain and when it is assumed.
struct Words {
    certain: &'static str,
    assumed: &'static str,
    tone: Tone,
}

const fn words(certain: &'static str, assumed: &'static str, tone: Tone) -> Words {
    Words { certain, assumed, tone }
}

impl Words {
    fn when(&self, sure: bool) -> &'static str {
        if sure { self.certain } else { self.assumed }
    }

    fn of(&self, claim: &Claim) -> &'static str {
        self.when(!claim.is_assumed())
    }
}

fn of_disruption(disruption: Disruption) -> Option<Words> {
    match disruption {
        Disruption::None => None,
        Disruption::Degraded => Some(words("works with less", "may work with less", Tone::Warning)),
        Disruption::Stopped => Some(words("stops", "may stop", Tone::Danger)),
    }
}

fn of_work(work: Work) -> Option<Words> {
    match work {
        Work::None => None,
        Work::Verify => Some(words("must be tested", "may have to be tested", Tone::Notice)),
        Work::Adapt => Some(words("must be adapted", "may have to be adapted", Tone::Warning)),
        Work::Replace => {
            Some(words("must find a replacement", "may have to find a replacement", Tone::Warning))
        }
    }
}

/// What becomes of an element, with its time and with what is assumed.
pub(super) fn line<'a>(report: &ImpactReport<'_>, affected: &Affected) -> Line<'a> {
    let mut line = Line::new();
    if let Some((words, time)) = of_disruption(affected.disruption).zip(affected.time) {
        if let Some(from) = affected.degraded_from {
            line = line.words(format!("works with less {}, ", when(report, from)));
        }
        let doubtful = affected.disruption == Disruption::Stopped && affected.claim.is_assumed();
        let tone = if doubtful { Tone::Doubt } else { words.tone };
        line = line.chip(words.of(&affected.claim), tone).words(format!(" {}", when(report, time)));
        if let Some(felt) = affected.felt.and_then(|felt| moment_after(report.impact.options.clock?, felt)) {
            line = line.words(format!(", felt from {}", shown(felt)));
        }
        line = line.words(because(&affected.claim));
        line = match affected.surely {
            Some((Disruption::Stopped, time)) => line.words(format!("; surely stops {}", when(report, time))),
            Some((_, time)) => line.words(format!("; surely works with less {}", when(report, time))),
            None => line,
        };
    }
    if let Some((words, claim)) = of_work(affected.work).zip(affected.work_claim) {
        if affected.disruption > Disruption::None {
            line = line.words("; ");
        }
        line = line.chip(words.of(&claim), words.tone);
        // Said once is enough.
        if affected.disruption == Disruption::None {
            line = line.words(because(&claim));
        }
    }
    line
}

/// What becomes of an element in a few words, without its time: elements of which the same is said belong together.
pub(in crate::report) fn class(affected: &Affected) -> String {
    let sure = affected.is_sure();
    let disruption = of_disruption(affected.disruption).map(|words| words.when(sure));
    let work = of_work(affected.work).zip(affected.work_claim).map(|(words, claim)| words.of(&claim));
    let both: Vec<&str> = disruption.into_iter().chain(work).collect();
    both.join(" and ")
}

fn because(claim: &Claim) -> &'static str {
    assumed(claim.assumption)
}

fn assumed(assumption: Option<Assumption>) -> &'static str {
    match assumption {
        None => "",
        Some(Assumption::Strength) => ": strength not declared",
        Some(Assumption::Tolerance) => ": time assumed from a schedule",
    }
}

/// "at once", "after 24 hours"; "from Mon 2008-09-01" if it is days after a proposal begins: its steps have days of
/// their own.
pub(super) fn when(report: &ImpactReport<'_>, minutes: u32) -> String {
    const FAR: u32 = 2 * 24 * 60;
    let clock = report.impact.options.clock.filter(|_| report.asked.is_empty() && minutes > FAR);
    match clock.and_then(|clock| moment_after(clock, minutes)) {
        Some(moment) if moment.hour() == 0 && moment.minute() == 0 => {
            format!("from {}", shown_day(moment.date()))
        }
        Some(moment) => format!("from {}", shown(moment)),
        None if minutes == 0 => "at once".to_owned(),
        None => format!("after {}", lasting(minutes)),
    }
}

/// What an element is kept from: "kept from stopping", "may be kept from stopping".
pub(super) fn kept_from(protected: &Protected) -> String {
    let kept = if protected.assumption.is_some() { "may be kept" } else { "kept" };
    let from = if protected.from == Disruption::Stopped { "stopping" } else { "working with less" };
    format!("{kept} from {from}")
}

/// What of that is assumed.
pub(super) fn kept_because(protected: &Protected) -> &'static str {
    assumed(protected.assumption)
}

/// What keeps it, and by how much.
pub(super) fn protection(protected: &Protected) -> String {
    let next = if protected.from == Disruption::Stopped { "stops" } else { "disturbs" };
    match protected.by {
        Protection::Group { up, of, min_up } => match up.saturating_sub(min_up) {
            0 => format!("absorbed by {up} of {of}, margin 0: the next loss {next} it"),
            margin => {
                let more = counted(margin, "more may be lost", "more may be lost");
                format!("absorbed by {up} of {of}, margin {margin}: {more}")
            }
        },
        Protection::Tolerance { left: 0 } => "bridged with nothing to spare".to_owned(),
        Protection::Tolerance { left } => format!("bridged: {} left", lasting(left)),
        Protection::Closed => "closed at that time".to_owned(),
    }
}

/// A moment so many minutes after another.
pub(super) fn moment_after(clock: Moment, minutes: u32) -> Option<Moment> {
    clock.checked_add(jiff::Span::new().minutes(i64::from(minutes))).ok()
}

/// "Sat 2008-03-01 20:00".
pub(in crate::report) fn shown(moment: Moment) -> String {
    format!("{} {:02}:{:02}", shown_day(moment.date()), moment.hour(), moment.minute())
}

/// "Sat 2008-03-01".
pub(in crate::report) fn shown_day(date: Date) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    format!("{} {date}", DAYS.get(day).copied().unwrap_or_default())
}
