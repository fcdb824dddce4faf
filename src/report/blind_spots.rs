//! Blind spots in sentences, as a part of a page, and as JSON: the same in every answer.

use serde::Serialize;

use super::page::{Line, Part};
use super::words::{counted, ids, number};
use crate::analysis::BlindSpots;
use crate::graph::{ElementIx, Graph};
use crate::model::Date;

/// How many elements are named for a blind spot.
const NAMED: usize = 5;

/// A sentence for each; no part if there is nothing to admit.
pub(super) fn part<'a>(graph: &'a Graph, spots: &BlindSpots, day: Date) -> Part<'a> {
    Part::lines("blind spots", lines(graph, spots, day))
}

/// A sentence for each, as plain text: whoever writes it escapes it.
pub fn sentences(graph: &Graph, spots: &BlindSpots, day: Date) -> Vec<String> {
    lines(graph, spots, day).iter().map(|line| line.capitalised().plain()).collect()
}

fn lines<'a>(graph: &'a Graph, spots: &BlindSpots, day: Date) -> Vec<Line<'a>> {
    let lists = [
        (
            &spots.unmapped_causes,
            "cause has no relation at all in this map",
            "causes have no relation at all in this map",
        ),
        (
            &spots.without_owner,
            "has no owner, so nobody answers for it",
            "have no owner, so nobody answers for them",
        ),
        (&spots.without_dependencies, "is not said to rest on anything", "are not said to rest on anything"),
        (&spots.without_lifecycle, "has no lifecycle", "have no lifecycle"),
    ];
    let mut lines: Vec<Line<'a>> = lists
        .into_iter()
        .filter(|(elements, ..)| !elements.is_empty())
        .map(|(elements, one, many)| named(graph, elements, one, many))
        .collect();
    lines.extend(counts(spots, day).map(Line::from));
    if spots.incomplete {
        let line = Line::from("a part of the map could not be read: see ");
        lines.push(line.command("systemkarta check"));
    }
    lines
}

/// "2 have no owner, so nobody can be told: lisa and smil".
fn named<'a>(graph: &'a Graph, elements: &[ElementIx], one: &str, many: &str) -> Line<'a> {
    let few = Line::few(elements.iter().map(|&ix| Line::new().id(graph.element(ix).id())), NAMED);
    Line::from(format!("{}: ", counted(elements.len(), one, many))).then(few)
}

fn counts(spots: &BlindSpots, day: Date) -> impl Iterator<Item = String> {
    let assumed = (spots.assumed > 0).then(|| {
        let (assumed, elements) = (number(spots.assumed), number(spots.elements));
        format!("{assumed} of {elements} rest on a relation whose strength nobody declared")
    });
    let not_in_use = (spots.not_in_use > 0).then(|| {
        let more = counted(spots.not_in_use, "more is", "more are");
        format!("{more} left out: not in use on {day}, or reached only through what is not")
    });
    let isolated = (spots.isolated > 0).then(|| {
        let of = counted(spots.map_elements, "element", "elements");
        let have = if spots.isolated == 1 { "has" } else { "have" };
        format!("{} of the map's {of} {have} no relation at all", number(spots.isolated))
    });
    [assumed, not_in_use, isolated].into_iter().flatten()
}

/// Blind spots in JSON.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    without_owner: Vec<&'a str>,
    without_lifecycle: Vec<&'a str>,
    without_dependencies: Vec<&'a str>,
    unmapped_causes: Vec<&'a str>,
    assumed: usize,
    not_in_use: usize,
    isolated: usize,
    map_elements: usize,
    incomplete: bool,
}

/// Blind spots as a wire structure.
pub(super) fn wire<'a>(graph: &'a Graph, spots: &BlindSpots) -> Wire<'a> {
    Wire {
        without_owner: ids(graph, &spots.without_owner),
        without_lifecycle: ids(graph, &spots.without_lifecycle),
        without_dependencies: ids(graph, &spots.without_dependencies),
        unmapped_causes: ids(graph, &spots.unmapped_causes),
        assumed: spots.assumed,
        not_in_use: spots.not_in_use,
        isolated: spots.isolated,
        map_elements: spots.map_elements,
        incomplete: spots.incomplete,
    }
}
