//! Open decisions, those in time first, then what nobody has said.

use super::PlanReport;
use super::words::{counted_days, trouble};
use crate::analysis::adaptation::{OpenDecision, Question, Reason, Trouble};
use crate::analysis::lifecycle::ConflictKind;
use crate::graph::ElementIx;
use crate::report::page::{Line, Part};
use crate::report::words::counted;

/// How many systems are named for each thing that nobody has said.
const NAMED: usize = 5;

/// What cannot be met in time, and what nobody has said.
pub(super) fn parts<'a>(report: &PlanReport<'a>) -> Vec<Part<'a>> {
    let lists = |decision: &&OpenDecision| report.only.is_empty() || report.only.contains(&decision.system);
    let open: Vec<&OpenDecision> = report.plan.open.iter().filter(lists).collect();
    let in_time = open.iter().filter_map(|decision| in_time(report, decision)).collect();
    let said = Question::NAMES.iter().filter_map(|name| {
        let of: Vec<&&OpenDecision> =
            open.iter().filter(|decision| decision.question.name() == *name).collect();
        let what = unsaid(of.first()?.question)?;
        let at_most = if report.all { usize::MAX } else { NAMED };
        let ids = of.iter().map(|decision| Line::new().id(report.graph.element(decision.system).id()));
        let count = counted(of.len(), "system", "systems");
        Some(Line::from(format!("{what} ({count}): ")).then(Line::few(ids, at_most)))
    });
    let said: Vec<Line<'a>> = said.collect();
    let unsaid = open.iter().filter(|decision| unsaid(decision.question).is_some()).count();
    vec![
        Part::lines("open decisions: what cannot be met in time", in_time),
        Part::lines("open decisions: what nobody has said", said).counted(unsaid),
    ]
}

fn in_time<'a>(report: &PlanReport<'a>, decision: &OpenDecision) -> Option<Line<'a>> {
    let element = |ix| Line::new().element(report.graph.element(ix));
    let system = element(decision.system);
    Some(match decision.question {
        Question::SuccessorLate { successor, gap: Some(gap), needed } => system
            .words(format!(
                " {} by {needed}, and ",
                if needed < report.plan.at { "should have gone" } else { "must go" }
            ))
            .then(element(successor))
            .words(format!(" is in use only {} later", counted_days(gap))),
        Question::SuccessorLate { successor, gap: None, .. } => system
            .words(" is to be followed by ")
            .then(element(successor))
            .words(", which has no first day of use"),
        Question::RestsOnLeaving { dependency } => {
            system.words(" rests on ").then(element(dependency)).then(goes(report, dependency))
        }
        Question::StillNeeded { dependent, days } => {
            let when = days.begins().map_or_else(String::new, |first| format!(" on {first}"));
            element(dependent).words(" still rests on ").then(system).words(format!(" when that goes{when}"))
        }
        Question::StaysInConflict { trouble: of, days } => system
            .words(" stays for ")
            .words(counted_days(days))
            .words(" although it ")
            .then(although(report, decision, &of)),
        Question::NotYetThere { dependency, days } => {
            let line = system.words(" is in use and needs ").then(element(dependency));
            match days.ends() {
                Some(last) => line.words(format!(", which is not there until {last}")),
                None => line.words(", which nobody has said to come"),
            }
        }
        _ => return None,
    })
}

/// "which goes from 2009-01-01, and SMIL (smil) follows".
fn goes<'a>(report: &PlanReport<'a>, ix: ElementIx) -> Line<'a> {
    let Some(system) = report.plan.system(ix) else { return Line::new() };
    let when = match system.due {
        Some(due) if due.day > report.plan.at => format!(", which goes from {}", due.day),
        _ => ", which goes".to_owned(),
    };
    let followers = system.reasons.iter().find_map(|reason| match reason {
        Reason::Followed(successors) => Some(successors),
        _ => None,
    });
    let names = followers
        .into_iter()
        .flatten()
        .map(|&ix| Line::new().element(report.graph.element(ix)))
        .collect::<Vec<_>>();
    match names.len() {
        0 => Line::from(when).words(" and has no successor"),
        n => Line::from(when).words(", and ").then(Line::joined(names.into_iter())).words(if n == 1 {
            " follows"
        } else {
            " follow"
        }),
    }
}

fn although<'a>(report: &PlanReport<'a>, decision: &OpenDecision, of: &Trouble) -> Line<'a> {
    let said = trouble(report, decision.system, of);
    match of.kind {
        _ if of.dependency == decision.system => Line::from("is ").then(said),
        ConflictKind::AgreementEnded => Line::from("is under an agreement that ends: ").then(said),
        _ => said,
    }
}

fn unsaid(question: Question) -> Option<&'static str> {
    Some(match question {
        Question::NoSuccessor => "goes, and nobody says what comes in its place",
        Question::NoCost => "no cost of the move",
        Question::NoDate => "no date for the move",
        Question::AdaptableUnknown => "is to be adapted, and nobody says whether it can be",
        Question::NoOwner => "no owner",
        Question::StandardUnsaid => "nobody says how far it follows the standard",
        _ => return None,
    })
}
