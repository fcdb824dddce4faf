//! The agenda of a board: the list, then a front page for each proposal. Written for people who have never met the
//! tool, and who take ten in an hour: at most twelve lines each, in the order in which they are asked.

use super::{Judged, Proposals, collision, list, summary};
use crate::model::{Criticality, Proposal, Statement};
use crate::proposal::{Stand, Why};
use crate::report::impact;
use crate::report::page::{Line, Page, Part};
use crate::report::words::{clipped, counted, number};

/// The letters of a line beside its question, in a terminal of 100 columns. Only there is anything cut.
const ONE_LINE: usize = 84;

/// The lines of a front page, its title among them.
const FRONT_PAGE: usize = 12;

/// Composes the agenda. `in_terminal` tells whether long texts are cut to a line.
pub fn page<'a>(all: &Proposals<'a>, in_terminal: bool) -> Page<'a> {
    let owners = counted(all.board.most_owners, "owner", "owners");
    let lead = format!(
        "For the board: a critical process stops, an owner objects, two proposals together disturb something critical, \
         more than {owners} must agree, something that is worked on has no owner, or the proposal is faulty."
    );
    let critical = all.board.critical;
    let above = if critical == Criticality::Critical { "" } else { " or more" };
    let read = format!(
        "Who must agree: the owners of what is changed, disturbed, or has to be adapted, and who is to own it; \
         who only tests or operates is told. \
         Critical is what the map calls {critical}{above}. Findings: + brought, − healed. For the memo on a proposal: \
         impact --change ID --format html"
    );
    let page = Page::new(list::headline(all)).of_map(all.map).all(all.all).lead(lead).lead(read);
    let page = page.part(list::table(all));
    page.parts(all.each().map(|judged| front(&judged, in_terminal)))
}

/// The front page of a proposal.
fn front<'a>(judged: &Judged<'a>, in_terminal: bool) -> Part<'a> {
    let line = if in_terminal { ONE_LINE } else { usize::MAX };
    let proposal = judged.proposal;
    let id = proposal.id.value.as_str();
    let title = match proposal.title() {
        title if title == id => Line::new().id(id),
        title => Line::new().name(clipped(title, line - id.len().min(40))).words(" (").id(id).words(")"),
    };
    let facts = [
        ("who decides", Some(decides(judged))),
        ("why", Some(said(proposal, Statement::Reason, line))),
        ("what", Some(summary::steps(proposal, line))),
        ("when", Some(when(judged))),
        ("does", Some(does(judged))),
        ("answers", Some(answers(judged))),
        ("findings", summary::findings(judged).map(Line::from)),
        ("collisions", collisions(judged)),
        ("if it fails", Some(said(proposal, Statement::Fallback, line))),
        ("not known", Some(not_known(judged))),
    ];
    let facts = facts.into_iter().filter_map(|(question, line)| Some((question, line?)));
    let mut facts: Vec<(&'static str, Line<'a>)> = facts.collect();
    // The reason takes a second line if there is room for it.
    let lines: usize = facts.iter().map(|(_, line)| lines_of(line)).sum();
    let reason = facts.iter_mut().find(|(question, _)| *question == "why");
    if let Some((_, reason)) = reason.filter(|_| in_terminal && lines + 1 < FRONT_PAGE) {
        *reason = said(proposal, Statement::Reason, 2 * ONE_LINE);
    }
    Part::facts(title, facts)
}

/// How many lines it takes in a terminal.
fn lines_of(line: &Line<'_>) -> usize {
    summary::plain(line).chars().count().div_ceil(ONE_LINE).max(1)
}

/// Who decides; of what is approved, who did, and whether the board must look at it again.
fn decides<'a>(judged: &Judged<'a>) -> Line<'a> {
    let route = || list::route(judged).words(": ").then(summary::why(judged));
    let stands = !matches!(judged.route.1, Why::Collides(_) | Why::Faulty(_));
    match summary::approved(judged.proposal) {
        None => route(),
        Some(approved) if stands => approved,
        Some(approved) => approved.words("; again for the ").then(route()),
    }
}

/// What the proposal says, cut if it is long.
fn said<'a>(proposal: &'a Proposal, statement: Statement, letters: usize) -> Line<'a> {
    match proposal.statement(statement) {
        Some(text) => Line::new().name(clipped(text, letters)),
        None => Line::new().aside("nobody says"),
    }
}

/// "Sat 2008-03-01 20:00 to Sun 2008-03-02 02:00; raised by it".
fn when<'a>(judged: &Judged<'a>) -> Line<'a> {
    let by = match &judged.proposal.raised_by {
        Some(by) => Line::new().id(clipped(by.value.as_str(), 25)),
        None => Line::new().aside("nobody"),
    };
    Line::from(summary::when(judged)).words("; raised by ").then(by)
}

/// "payroll stops Sat 2008-03-01 22:00; 4 must be tested; critical: payroll stops". What the list says already is left
/// out if it does not fit.
fn does<'a>(judged: &Judged<'a>) -> Line<'a> {
    let effects = impact::effects_on_the_clock(&judged.impact());
    if summary::plain(&effects).is_empty() {
        return Line::new().aside("nothing to anything else in this map");
    }
    if summary::critical(judged).is_some() {
        return effects.words("; critical: ").then(summary::worst(judged));
    }
    let whole = effects.clone().words("; no critical process is touched");
    if summary::plain(&whole).chars().count() <= ONE_LINE { whole } else { effects }
}

/// "1 of 3 owners; objects: aldre; silent: slk; 4 others are told".
fn answers<'a>(judged: &Judged<'a>) -> Line<'a> {
    let stands =
        [(Stand::Objects, "; objects: "), (Stand::Silent, "; silent: "), (Stand::Partly, "; in part: ")];
    let (answered, of) = summary::answered(judged);
    let owners = match of {
        0 => "no owner must agree".to_owned(),
        _ => format!("{answered} of {}", counted(of, "owner", "owners")),
    };
    let line = stands.into_iter().fold(Line::from(owners), |line, (stand, says)| {
        match summary::who(judged, stand) {
            who if who.is_empty() => line,
            who => line.words(says).then(Line::few(who.iter().map(|id| Line::new().id(*id)), 2)),
        }
    });
    match summary::told(judged) {
        0 => line,
        1 => line.words("; 1 other is told"),
        n => line.words(format!("; {} others are told", number(n))),
    }
}

fn collisions<'a>(judged: &Judged<'a>) -> Option<Line<'a>> {
    let worst = judged.collisions().min_by_key(|collision| collision::gravity(&collision.reason));
    let Some(worst) = worst.map(|collision| collision::in_short(judged, collision)) else {
        let shared = judged.touches().count();
        let other = counted(shared, "proposal works", "proposals work");
        let line = || format!("none, but {other} on some of the same at another time");
        return (shared > 0).then(line).map(Line::from);
    };
    Some(match judged.collisions().count().saturating_sub(1) {
        0 => worst,
        more => worst.words(format!("; and {} more", number(more))),
    })
}

/// What the map cannot tell, so that nobody takes silence for safety.
fn not_known<'a>(judged: &Judged<'a>) -> Line<'a> {
    let judgement = judged.judgement;
    let spots = &judgement.together.blind_spots;
    let of = |n: usize, one: &str, many: &str| (n > 0).then(|| counted(n, one, many));
    let said = [
        of(spots.assumed, "effect is assumed", "effects are assumed"),
        of(spots.without_owner.len(), "has no owner", "have no owner"),
        of(spots.without_dependencies.len(), "rests on nothing known", "rest on nothing known"),
        of(spots.unmapped_causes.len(), "is not mapped", "are not mapped"),
        judgement.plan.begins.is_none().then(|| "no hours: nobody says when".to_owned()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        Line::new().aside("nothing that the map would tell")
    } else {
        Line::from(said.join("; "))
    }
}
