//! The first line about the order of retirement: how many can leave as planned, or when one can, and what holds it.

use super::LifecycleReport;
use super::order::deciding;
use crate::analysis::lifecycle::{Follower, Hold, HoldKind, Leaver, Order, RetirementStep, Verdict};
use crate::graph::ElementIx;
use crate::model::Section;
use crate::report::page::Line;
use crate::report::words::{counted, number};

/// How many are named in a sentence.
const NAMED: usize = 3;

/// The answer: about all that leaves, or what was asked about.
pub(super) fn headline<'a>(report: &LifecycleReport<'a>, order: &Order) -> Line<'a> {
    match *report.asked {
        [] => of_all(report, order),
        [element] => of_element(report, order, element),
        _ => {
            let is = |is: &dyn Fn(&Leaver) -> bool| {
                report
                    .asked
                    .iter()
                    .filter_map(|&element| order.leaver(element))
                    .filter(|&leaver| is(leaver))
                    .count()
            };
            let (can, cannot) =
                (is(&|leaver| leaver.earliest.is_some()), is(&|leaver| leaver.earliest.is_none()));
            let gone = report.asked.len() - can - cannot;
            let counts = [
                (can, "can be retired"),
                (cannot, "cannot"),
                (
                    gone,
                    if gone == 1 { "is not in use then or later" } else { "are not in use then or later" },
                ),
            ];
            let said = counts.into_iter().filter(|(n, _)| *n > 0);
            let said: Vec<Line<'_>> =
                said.map(|(n, what)| Line::from(format!("{} {what}", number(n)))).collect();
            let of = counted(report.asked.len(), "element", "elements");
            Line::from(format!("Of {of} that were asked about "))
                .then(Line::joined(said.into_iter()))
                .words(".")
        }
    }
}

/// "On 2007-09-01 17 elements are leaving: 3 can leave as planned, 1 is planned too early, 6 are held without an end
/// and 7 can leave and have no date; the next as planned is GroupWise (groupwise) on 2008-12-31."
fn of_all<'a>(report: &LifecycleReport<'a>, order: &Order) -> Line<'a> {
    let total = order.leavers().count();
    if total == 0 {
        return Line::from(format!("On {} nothing in this map is leaving.", order.at));
    }
    let is_early = |verdict| matches!(verdict, Verdict::TooEarly(_));
    let counts: [(usize, &str, &str); 5] = [
        (count(order, |v| v == Verdict::Feasible), "can leave as planned", "can leave as planned"),
        (count(order, is_early), "is planned too early", "are planned too early"),
        (count(order, |v| v == Verdict::Held), "is held without an end", "are held without an end"),
        (
            count(order, |v| v == Verdict::Awaits),
            "waits for the date of another",
            "wait for the dates of others",
        ),
        (count(order, |v| v == Verdict::NoDate), "can leave and has no date", "can leave and have no date"),
    ];
    let said = counts.into_iter().filter(|(n, ..)| *n > 0);
    let said: Vec<Line<'_>> = said
        .map(|(n, one, many)| Line::from(format!("{} {}", number(n), if n == 1 { one } else { many })))
        .collect();
    let leave = if total == 1 { "is leaving" } else { "are leaving" };
    let line = Line::from(format!("On {} {} {leave}: ", order.at, counted(total, "element", "elements")));
    let line = line.then(Line::joined(said.into_iter()));
    let next = order.leavers().find(|leaver| leaver.verdict == Verdict::Feasible);
    match next.and_then(|next| Some((next, next.planned?))) {
        Some((next, day)) => line
            .words("; the next as planned is ")
            .then(report.element(next.element))
            .words(format!(" on {day}.")),
        None => line.words("."),
    }
}

fn count(order: &Order, is: impl Fn(Verdict) -> bool) -> usize {
    order.leavers().filter(|leaver| is(leaver.verdict)).count()
}

/// "Oracle (oracle-9i) can be retired on 2010-01-01 at the earliest; Lisa (lisa) holds it until then."
pub(super) fn of_element<'a>(report: &LifecycleReport<'a>, order: &Order, element: ElementIx) -> Line<'a> {
    let line = report.element(element);
    let Some(((_, step), leaver)) = order.step_of(element).zip(order.leaver(element)) else {
        return line.words(format!(" is not in use on {} or later.", order.at));
    };
    let with = together(report, step, element);
    let line = match leaver.earliest {
        None => line.words(" cannot be retired").then(with).words(": ").then(why_never(report, leaver, step)),
        Some(day) if day <= order.at => {
            let line = line.words(format!(" can be retired on {day} or any day after")).then(with);
            let before = before(leaver);
            match before.len() {
                0 => line.words(": nothing that stays would stop without it"),
                1 => line.words(", once ").then(report.few(&before, NAMED)).words(" has left"),
                _ => line.words(", once ").then(report.few(&before, NAMED)).words(" have left"),
            }
        }
        Some(day) => {
            let line = line.words(format!(" can be retired on {day} at the earliest")).then(with).words("; ");
            line.then(until_then(report, leaver, step))
        }
    };
    line.words(".").words(plan(leaver)).words(under(report, leaver))
}

/// What must leave before it.
fn before(leaver: &Leaver) -> Vec<ElementIx> {
    let before = leaver.holds.iter().filter(|hold| hold.kind == HoldKind::LeavesBefore);
    before.map(|hold| hold.dependent).collect()
}

/// " together with Lisa (lisa)".
fn together<'a>(report: &LifecycleReport<'a>, step: &RetirementStep, element: ElementIx) -> Line<'a> {
    let others: Vec<ElementIx> =
        step.leavers.iter().map(|leaver| leaver.element).filter(|&other| other != element).collect();
    match others.as_slice() {
        [] => Line::new(),
        others => Line::from(" together with ").then(report.few(others, NAMED)),
    }
}

/// What holds an element of a step: itself, or another that leaves with it.
fn of_step<'s>(leaver: &'s Leaver, step: &'s RetirementStep) -> Vec<&'s Hold> {
    let own: Vec<&Hold> = deciding(leaver).collect();
    if own.is_empty() { step.leavers.iter().flat_map(deciding).collect() } else { own }
}

fn why_never<'a>(report: &LifecycleReport<'a>, leaver: &Leaver, step: &RetirementStep) -> Line<'a> {
    let holds = of_step(leaver, step);
    let of = |kind| -> Vec<ElementIx> {
        holds.iter().filter(|hold| hold.kind == kind).map(|hold| hold.dependent).collect()
    };
    let (stay, leave) = (of(HoldKind::Stays), of(HoldKind::LeavesBefore));
    match (stay.len(), leave.len()) {
        (0, 0) => {
            let successors = report.timelines.successors(leaver.element);
            Line::from("its successor ").then(report.few(successors, NAMED)).words(" has no first day of use")
        }
        (0, 1) => report.few(&leave, NAMED).words(" must leave before it, and is held itself"),
        (0, _) => report.few(&leave, NAMED).words(" must leave before it, and are held themselves"),
        (1, _) => report.few(&stay, NAMED).words(" rests on it and has no end"),
        (_, _) => report.few(&stay, NAMED).words(" rest on it and have no end"),
    }
}

fn until_then<'a>(report: &LifecycleReport<'a>, leaver: &Leaver, step: &RetirementStep) -> Line<'a> {
    let holds = of_step(leaver, step);
    let elements: Vec<ElementIx> = holds.iter().map(|hold| hold.dependent).collect();
    match elements.len() {
        0 => match leaver.follower {
            Some(Follower::From(_)) => {
                let successors = report.timelines.successors(leaver.element);
                Line::from("its successor ")
                    .then(report.few(successors, NAMED))
                    .words(" is not in use before")
            }
            _ => Line::from("it is not in use before"),
        },
        1 => report.few(&elements, NAMED).words(" holds it until then"),
        _ => report.few(&elements, NAMED).words(" hold it until then"),
    }
}

/// What is under an agreement does not hold it.
fn under(report: &LifecycleReport<'_>, leaver: &Leaver) -> String {
    match (report.graph().element(leaver.element).section, leaver.can_do_without.len()) {
        (Section::Agreements, 1) => " 1 element is under it and needs a new one.".into(),
        (Section::Agreements, n) if n > 0 => {
            format!(" {} elements are under it and need a new one.", number(n))
        }
        _ => String::new(),
    }
}

/// What that means for the plan.
fn plan(leaver: &Leaver) -> String {
    let planned = leaver.planned.map(|day| day.to_string()).unwrap_or_default();
    match leaver.verdict {
        Verdict::Feasible => format!(" It is planned for {planned}, which is possible."),
        Verdict::TooEarly(days) => {
            let days = counted(usize::try_from(days).unwrap_or(0), "day", "days");
            format!(" It is planned for {planned}, {days} too early.")
        }
        Verdict::Held if leaver.planned.is_some() => format!(" It is planned for {planned}."),
        Verdict::Awaits => {
            format!(" It is planned for {planned}, and waits for something that leaves without a date.")
        }
        Verdict::NoDate if leaver.is_leaving => " It is leaving, without a date.".into(),
        Verdict::Held | Verdict::NoDate => String::new(),
    }
}
