//! The agenda of a board: the list, then a front page for each proposal. Written for people who have never met the
//! tool, and who take ten in an hour: at most twelve lines each, in the order in which they are asked.

use super::{Judged, Proposals, collision, list, summary};
use crate::model::Statement;
use crate::proposal::Stand;
use crate::report::impact;
use crate::report::page::{Line, Page, Part};
use crate::report::words::{counted, number};

/// Composes the agenda.
pub fn page<'a>(all: &Proposals<'a>) -> Page<'a> {
    let owners = counted(all.board.most_owners, "owner is", "owners are");
    let lead = format!(
        "For the board: a critical process stops, somebody objects, two proposals together disturb something critical, more than {owners} concerned, something has no \
         owner, or the proposal is faulty. What is at least {} counts as critical.",
        all.board.critical
    );
    let page = Page::new(list::headline(all)).of_map(all.map).all(all.all).lead(lead).part(list::table(all));
    page.parts(all.each().map(|judged| front(&judged)))
}

/// The front page of a proposal.
fn front<'a>(judged: &Judged<'a>) -> Part<'a> {
    let proposal = judged.proposal;
    let title = Line::new().named(proposal.title(), proposal.id.value.as_str());
    let statement = |statement| proposal.statement(statement).map(|text| Line::new().name(text));
    let steps = proposal.steps.iter().map(|step| summary::step(judged.all.graph, step));
    let facts = [
        ("who decides", Some(list::route(judged).words(": ").then(summary::why(judged)))),
        ("why", statement(Statement::Reason)),
        ("what", Some(Line::few(steps, 4))),
        ("when", Some(Line::from(summary::when(judged)))),
        ("does", Some(does(judged))),
        ("critical", Some(summary::worst(judged))),
        ("answers", Some(answers(judged))),
        ("check", Some(Line::from(summary::findings(judged)))),
        ("collisions", collisions(judged)),
        (
            "if it fails",
            Some(statement(Statement::Fallback).unwrap_or_else(|| Line::new().aside("nobody says"))),
        ),
        ("not known", Some(not_known(judged))),
    ];
    Part::facts(title, facts.into_iter().filter_map(|(question, line)| Some((question, line?))).collect())
}

fn does<'a>(judged: &Judged<'a>) -> Line<'a> {
    let effects = impact::effects_in_words(&judged.impact());
    if effects.is_empty() {
        Line::new().aside("nothing to anything else in this map")
    } else {
        Line::from(effects)
    }
}

/// "1 of 3 answered; objects: aldre; silent: slk".
fn answers<'a>(judged: &Judged<'a>) -> Line<'a> {
    let (answered, of) = summary::answered(judged);
    let line = Line::from(format!("{answered} of {of}"));
    let stands =
        [(Stand::Objects, "; objects: "), (Stand::Silent, "; silent: "), (Stand::Partly, "; in part: ")];
    stands.into_iter().fold(line, |line, (stand, says)| match summary::who(judged, stand) {
        who if who.is_empty() => line,
        who => line.words(says).then(Line::few(who.iter().map(|id| Line::new().id(*id)), 4)),
    })
}

fn collisions<'a>(judged: &Judged<'a>) -> Option<Line<'a>> {
    let mut all = judged.collisions();
    let first = all.next().map(|collision| collision::seen_by(judged, collision))?;
    Some(match all.count() {
        0 => first,
        more => first.words(format!("; and {} more", number(more))),
    })
}

/// What the map cannot tell, so that nobody takes silence for safety.
fn not_known<'a>(judged: &Judged<'a>) -> Line<'a> {
    let spots = &judged.judgement.together.blind_spots;
    let of = |n: usize, one: &str, many: &str| (n > 0).then(|| counted(n, one, many));
    let said = [
        of(spots.assumed, "effect rests on an assumption", "effects rest on assumptions"),
        of(spots.without_owner.len(), "element has no owner", "elements have no owner"),
        of(
            spots.without_dependencies.len(),
            "is not said to rest on anything",
            "are not said to rest on anything",
        ),
        of(spots.unmapped_causes.len(), "changed element is not mapped", "changed elements are not mapped"),
        judged
            .judgement
            .plan
            .begins
            .is_none()
            .then(|| "hours are not looked at: nobody says when".to_owned()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        Line::new().aside("nothing that the map would tell")
    } else {
        Line::from(said.join("; "))
    }
}
