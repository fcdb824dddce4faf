//! What a change does to every element of a map, as a scale that colours it.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{LONGEST_WAY, Link};
use super::overlay::{Grade, Named, Overlay};
use super::words;
use crate::analysis::{Affected, Claim, Impact, Protected, Protection, Step};
use crate::graph::{Assumption, ElementIx};
use crate::model::{ChangeKind, Disruption, Duration, Work};
use crate::render::{ArrowLook, Look};

/// What becomes of an element, as an index of [`SCALE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Cause,
    Stops,
    MayStop,
    Less,
    MayLess,
    Replace,
    MayReplace,
    Adapt,
    MayAdapt,
    Test,
    MayTest,
    Protected,
    MayProtected,
    Freed,
    Outside,
}

const SCALE: [Grade; 15] = [
    Grade { named: Named::All, ..timed(Look::Cause, "The change") },
    Grade { named: Named::Processes, ..timed(Look::Stops, "Stops") },
    Grade { named: Named::Processes, ..timed(Look::MayStop, "May stop") },
    timed(Look::Less, "Works with less"),
    timed(Look::MayLess, "May work with less"),
    grade(Look::Replace, "Must find a replacement"),
    grade(Look::MayReplace, "May have to find a replacement"),
    grade(Look::Adapt, "Must be adapted"),
    grade(Look::MayAdapt, "May have to be adapted"),
    grade(Look::Test, "Must be tested"),
    grade(Look::MayTest, "May have to be tested"),
    timed(Look::Protected, "Kept from it: absorbed, bridged or closed"),
    timed(Look::MayProtected, "May be kept from it"),
    grade(Look::Freed, "Freed: nothing needs it any more"),
    grade(Look::Faded, "Out of reach"),
];

const fn grade(look: Look, text: &'static str) -> Grade {
    Grade { look, text, chip_says_more: false, named: Named::Nobody }
}

/// A grade with a chip that tells when, or which.
const fn timed(look: Look, text: &'static str) -> Grade {
    Grade { chip_says_more: true, ..grade(look, text) }
}

/// What a chip says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    effect: Effect,
    word: &'static str,
    more: More,
}

/// What a chip says besides its word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum More {
    Nothing,
    /// After how many minutes.
    After(u32),
    /// By how much it is protected.
    Margin(String),
}

/// What becomes of every element, and how it comes there.
pub(super) struct Effects<'a> {
    impact: &'a Impact<'a>,
    /// For every element that is not out of reach.
    marks: BTreeMap<ElementIx, Mark>,
    affected: BTreeMap<ElementIx, &'a Affected>,
    /// The ways between elements that are shown, by their ends: that nearer to the cause, and that which is reached.
    ways: BTreeMap<(ElementIx, ElementIx), ArrowLook>,
}

impl<'a> Effects<'a> {
    /// The effects on elements, and the ways between those shown.
    pub(super) fn new(impact: &'a Impact<'a>, shown: &[ElementIx]) -> Self {
        let affected = impact.affected.iter().map(|affected| (affected.element, affected)).collect();
        Self { impact, marks: marks(impact), affected, ways: ways(&impact.steps(), shown) }
    }
}

/// How boxes look that a change reaches, gravest first.
pub fn effect_looks() -> impl ExactSizeIterator<Item = Look> {
    SCALE.iter().take(Effect::Outside as usize).map(|grade| grade.look)
}

/// What a change reaches, with how it looks as an index of [`effect_looks`].
pub fn effect_grades(impact: &Impact<'_>) -> BTreeMap<ElementIx, usize> {
    let reached = marks(impact).into_iter().filter(|(_, mark)| mark.effect != Effect::Outside);
    reached.map(|(element, mark)| (element, mark.effect as usize)).collect()
}

fn marks(impact: &Impact<'_>) -> BTreeMap<ElementIx, Mark> {
    let mut marks = BTreeMap::new();
    // The gravest is said, so that comes last.
    let freed = Mark { effect: Effect::Freed, word: "FREED", more: More::Nothing };
    marks.extend(impact.freed.iter().map(|&element| (element, freed.clone())));
    marks.extend(impact.protected.iter().rev().map(|each| (each.element, Mark::of_protected(each))));
    let affected = impact.affected.iter();
    marks.extend(affected.map(|affected| (affected.element, Mark::of_affected(affected))));
    for change in &impact.changes {
        let word = cause(change.kind);
        let mark = Mark { effect: Effect::Cause, word, more: More::Nothing };
        let known = marks.insert(change.element, mark);
        if let Some(known) = known.filter(|known| known.effect == Effect::Cause && known.word != word) {
            marks.insert(change.element, Mark { word: SEVERAL.0, ..known });
        }
    }
    marks
}

/// The ways between elements that are shown: steps to what is not shown, such as an integration, lead on.
fn ways(steps: &[Step], shown: &[ElementIx]) -> BTreeMap<(ElementIx, ElementIx), ArrowLook> {
    let shown: BTreeSet<ElementIx> = shown.iter().copied().collect();
    let mut before: BTreeMap<ElementIx, Vec<&Step>> = BTreeMap::new();
    for step in steps {
        before.entry(step.to).or_default().push(step);
    }
    let steps_to = |element: ElementIx| before.get(&element).into_iter().flatten().copied();
    let mut ways = BTreeMap::new();
    for &far in &shown {
        let mut open: Vec<(ElementIx, ArrowLook, usize)> =
            steps_to(far).map(|step| (step.from, arrow(step.carries), 1)).collect();
        let mut seen = BTreeSet::new();
        while let Some((near, look, length)) = open.pop() {
            if shown.contains(&near) {
                let known = ways.entry((near, far)).or_insert(look);
                *known = look.min(*known);
            } else if length <= LONGEST_WAY && seen.insert((near, look)) {
                open.extend(steps_to(near).map(|step| (step.from, look, length + 1)));
            }
        }
    }
    ways
}

fn arrow(carries: Disruption) -> ArrowLook {
    match carries {
        Disruption::Stopped => ArrowLook::Stop,
        Disruption::Degraded => ArrowLook::Less,
        Disruption::None => ArrowLook::Work,
    }
}

impl Mark {
    fn of_affected(affected: &Affected) -> Self {
        let may = !affected.is_sure();
        let (certain, assumed) = match (affected.disruption, affected.work) {
            (Disruption::Stopped, _) => ((Effect::Stops, "STOPS"), (Effect::MayStop, "MAY STOP")),
            (Disruption::Degraded, _) => ((Effect::Less, "LESS"), (Effect::MayLess, "MAYBE LESS")),
            (_, Work::Replace) => ((Effect::Replace, "REPLACE"), (Effect::MayReplace, "MAYBE REPLACE")),
            (_, Work::Adapt) => ((Effect::Adapt, "ADAPT"), (Effect::MayAdapt, "MAYBE ADAPT")),
            (_, Work::Verify) => ((Effect::Test, "TEST"), (Effect::MayTest, "MAYBE TEST")),
            (_, Work::None) => ((Effect::Outside, ""), (Effect::Outside, "")),
        };
        let (effect, word) = if may { assumed } else { certain };
        // What comes for sure, but perhaps later than told, is told with the time at which it is sure.
        let sure = affected.surely.filter(|_| !may).map(|(_, time)| time);
        Self { effect, word, more: sure.or(affected.time).map_or(More::Nothing, More::After) }
    }

    fn of_protected(protected: &Protected) -> Self {
        let (word, more) = match protected.by {
            Protection::Group { up, of, .. } => ("ABSORBED", More::Margin(format!("{up} OF {of}"))),
            Protection::Tolerance { left } => {
                ("BRIDGED", More::Margin(format!("{} LEFT", Duration::of_minutes(left))))
            }
            Protection::Closed => ("CLOSED", More::Nothing),
        };
        let effect = if protected.assumption.is_some() { Effect::MayProtected } else { Effect::Protected };
        Self { effect, word, more }
    }
}

/// What is written on causes of several kinds, and on what is protected in several ways.
const SEVERAL: (&str, &str) = ("CHANGED", "PROTECTED");

fn cause(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Outage => "OUTAGE",
        ChangeKind::Retire => "RETIRED",
        ChangeKind::Replace => "REPLACED",
        ChangeKind::Interface => "INTERFACE",
        ChangeKind::Upgrade => "UPGRADED",
        ChangeKind::Modify => "MODIFIED",
        ChangeKind::Need => "NEED",
    }
}

impl Overlay for Effects<'_> {
    fn scale(&self) -> &'static [Grade] {
        &SCALE
    }

    fn grade(&self, element: ElementIx) -> usize {
        self.marks.get(&element).map_or(Effect::Outside, |mark| mark.effect) as usize
    }

    fn chip(&self, members: &[ElementIx]) -> Option<String> {
        let marks = || members.iter().filter_map(|member| self.marks.get(member));
        let first = marks().next()?;
        let Some(word) = words::common(marks().map(|mark| mark.word)) else {
            let several = if first.effect == Effect::Cause { SEVERAL.0 } else { SEVERAL.1 };
            return Some(several.to_owned());
        };
        let latest = marks().map(|mark| if let More::After(time) = mark.more { time } else { 0 }).max();
        let alike = words::common(marks().map(|mark| &mark.more));
        Some(match (alike, latest) {
            (Some(More::Margin(margin)), _) => format!("{word}, {margin}"),
            (_, None | Some(0)) => word.to_owned(),
            (Some(_), Some(time)) => format!("{word} IN {}", Duration::of_minutes(time)),
            (None, Some(time)) => format!("{word} WITHIN {}", Duration::of_minutes(time)),
        })
    }

    fn says(&self, element: ElementIx) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for change in of(&self.impact.changes, element, |change| change.element) {
            let part = if change.implied { ", with what it is a part of" } else { "" };
            parts.push(format!("{}{part}", cause(change.kind).to_lowercase()));
        }
        if let Some(affected) = self.affected.get(&element) {
            parts.extend(disruption(affected));
            parts.extend(affected.work_claim.and_then(|claim| work(affected.work, &claim)));
        }
        let protected = of(&self.impact.protected, element, |protected| protected.element);
        parts.extend(protected.iter().map(protection));
        if self.impact.freed.binary_search(&element).is_ok() {
            parts.push("nothing needs it any more".to_owned());
        }
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    fn way(&self, link: &Link) -> Option<(ArrowLook, ElementIx)> {
        // A whole rests on its parts as they rest on it, and work also goes from a dependent to its dependencies.
        let ends = [(link.to, link.from), (link.from, link.to)];
        let ways = ends.into_iter().filter_map(|(near, far)| Some((*self.ways.get(&(near, far))?, far)));
        ways.min()
    }

    fn ways(&self) -> &'static [(&'static [ArrowLook], &'static str)] {
        const STOP: &[ArrowLook] = &[ArrowLook::Stop];
        const LESS: &[ArrowLook] = &[ArrowLook::Less];
        const WORK: &[ArrowLook] = &[ArrowLook::Work];
        &[(STOP, "Brings the stop"), (LESS, "Brings less"), (WORK, "Brings work")]
    }
}

/// Those of an element in a list that is ordered by elements.
fn of<T>(list: &[T], element: ElementIx, element_of: impl Fn(&T) -> ElementIx) -> &[T] {
    let from = list.partition_point(|each| element_of(each) < element);
    let until = list.partition_point(|each| element_of(each) <= element);
    list.get(from..until).unwrap_or_default()
}

/// "at once", "after 24h".
pub(super) fn when(minutes: u32) -> String {
    if minutes == 0 { "at once".to_owned() } else { format!("after {}", Duration::of_minutes(minutes)) }
}

/// "works with less at once, may stop after 24h: strength not declared".
fn disruption(affected: &Affected) -> Option<String> {
    let may = !affected.is_sure();
    let does = match (affected.disruption, may) {
        (Disruption::None, _) => return None,
        (Disruption::Degraded, false) => "works with less",
        (Disruption::Degraded, true) => "may work with less",
        (Disruption::Stopped, false) => "stops",
        (Disruption::Stopped, true) => "may stop",
    };
    let before = affected.degraded_from.map(|from| format!("works with less {}, ", when(from)));
    let felt = affected.felt.map(|felt| format!(", felt {} when it opens", when(felt)));
    let time = when(affected.time?);
    let (before, felt) = (before.unwrap_or_default(), felt.unwrap_or_default());
    Some(format!("{before}{does} {time}{felt}{}", because(&affected.claim)))
}

fn work(work: Work, claim: &Claim) -> Option<String> {
    let what = match work {
        Work::None => return None,
        Work::Verify => "be tested",
        Work::Adapt => "be adapted",
        Work::Replace => "find a replacement",
    };
    let must = if claim.is_assumed() { "may have to" } else { "must" };
    Some(format!("{must} {what}{}", because(claim)))
}

fn because(claim: &Claim) -> &'static str {
    match claim.assumption {
        None => "",
        Some(Assumption::Strength) => ": strength not declared",
        Some(Assumption::Tolerance) => ": time assumed from a schedule",
    }
}

fn protection(protected: &Protected) -> String {
    let from = if protected.from == Disruption::Stopped { "stopping" } else { "working with less" };
    let by = match protected.by {
        Protection::Group { up, of, min_up } => match up.saturating_sub(min_up) {
            0 => format!("absorbed by {up} of {of}, none to spare"),
            margin => format!("absorbed by {up} of {of}, {margin} to spare"),
        },
        Protection::Tolerance { left } => format!("bridged, {} to spare", Duration::of_minutes(left)),
        Protection::Closed => "closed at that time".to_owned(),
    };
    let kept = if protected.assumption.is_some() { "may be kept" } else { "kept" };
    format!("{kept} from {from}: {by}")
}
