//! The open proposals as a page: one line each, in an order in which they can be made; then their collisions.

use super::{Judged, Proposals, collision, summary};
use crate::model::Status;
use crate::proposal::Route;
use crate::report::page::{Column, Line, Page, Part, Table, Tone};
use crate::report::words::counted;

/// Composes the list of open proposals.
pub fn page<'a>(all: &Proposals<'a>) -> Page<'a> {
    Page::new(headline(all))
        .of_map(all.map)
        .all(all.all)
        .part(table(all))
        .part(collisions(all))
        .part(touches(all))
}

/// "3 open proposals: 1 for the board, 1 for the owners to agree on, 1 for its owner; 2 collisions."
pub(super) fn headline<'a>(all: &Proposals<'a>) -> Line<'a> {
    let is_approved = |judged: &Judged<'_>| judged.proposal.status == Status::Approved;
    let approved = all.each().filter(is_approved).count();
    let count = |route| all.each().filter(|judged| !is_approved(judged) && judged.route.0 == route).count();
    let routes = [
        (count(Route::Board), "for the board"),
        (count(Route::OwnersAgree), "for the owners to agree on"),
        (count(Route::OwnerDecides), "for one owner"),
        (approved, "approved and not yet made"),
    ];
    let said: Vec<String> =
        routes.iter().filter(|(n, _)| *n > 0).map(|(n, who)| format!("{n} {who}")).collect();
    let proposals = match all.judgements.len() {
        0 => return Line::from("No open proposals."),
        n => counted(n, "open proposal", "open proposals"),
    };
    let collisions = counted(all.collisions.len(), "collision", "collisions");
    Line::from(format!("{proposals}: {}; {collisions}.", said.join(", ")))
}

pub(super) fn table<'a>(all: &Proposals<'a>) -> Part<'a> {
    let columns = [
        Column::text("proposal").at_most_wide(40).only_for_people(),
        Column::text("id").only_in_sheet(),
        Column::text("title").only_in_sheet(),
        Column::text("status").only_in_sheet(),
        Column::numbers("begins"),
        Column::text("who decides"),
        Column::text("critical process"),
        Column::text("answered"),
        Column::text("findings"),
        Column::numbers("collisions"),
    ];
    let all = *all;
    let row = move |index| all.get(index).map(|judged| cells(&judged)).unwrap_or_default();
    let table = Table::each(columns, 0..all.judgements.len(), row).headed();
    Part::table("open proposals, in an order in which they can be made", table).in_sheet()
}

fn cells<'a>(judged: &Judged<'a>) -> [Line<'a>; 10] {
    let proposal = judged.proposal;
    let id = proposal.id.value.as_str();
    let (answered, of) = summary::answered(judged);
    let named = match proposal.title() {
        title if title == id => Line::new().id(id),
        title => Line::new().id(id).words(": ").name(title),
    };
    [
        named,
        Line::new().id(id),
        Line::new().name(proposal.title()),
        Line::from(proposal.status.name()),
        Line::from(summary::day(judged)),
        match proposal.status {
            Status::Approved => Line::new().chip("approved", Tone::Calm),
            _ => route(judged),
        },
        summary::worst(judged),
        Line::from(format!("{answered} of {of}")),
        summary::findings_in_short(judged),
        Line::new().number(judged.collisions().count()),
    ]
}

pub(super) fn route<'a>(judged: &Judged<'a>) -> Line<'a> {
    let route = judged.route.0;
    let tone = match route {
        Route::Board => Tone::Warning,
        Route::OwnersAgree => Tone::Notice,
        Route::OwnerDecides => Tone::Calm,
    };
    Line::new().chip(route.name(), tone)
}

fn collisions<'a>(all: &Proposals<'a>) -> Part<'a> {
    let lines = all.collisions.iter().map(|collision| collision::line(all, collision));
    Part::lines("collisions", lines.collect())
}

/// Quieter than collisions: nothing is to be settled.
fn touches<'a>(all: &Proposals<'a>) -> Part<'a> {
    let lines = all.touches.iter().map(|touch| collision::touch_line(all, touch));
    Part::lines("no collisions, but work on the same elements", lines.collect())
}
