//! The contents of a folder of pictures: every element with its owner and its picture.

use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Date, Section};
use crate::report::page::{Column, Line, Page, Part, Table};
use crate::report::words::counted;

/// The command that makes such a folder; every list of contents names it.
pub const MADE_BY: &str = "systemkarta render --each";

/// A folder of pictures.
#[derive(Debug, Clone, Copy)]
pub struct Pictures<'a> {
    /// The map.
    pub graph: &'a Graph,
    /// The title or path of the map.
    pub map: &'a str,
    /// The day for which they are drawn.
    pub at: Date,
    /// Every element, and the name of the file with its picture unless that could not be drawn.
    pub drawn: &'a [(ElementIx, Option<String>)],
}

/// The contents as a page, by section.
pub fn page<'a>(pictures: &Pictures<'a>) -> Page<'a> {
    let Pictures { graph, map, at, drawn } = *pictures;
    let section = |section: Section| {
        let entries = drawn.iter().filter(move |(ix, _)| graph.element(*ix).section == section);
        let columns = ["name", "id", "owner", "picture"].map(Column::text);
        Part::table(section.many(), Table::each(columns, entries, move |entry| row(graph, entry)))
    };
    let count = drawn.iter().filter(|(_, file)| file.is_some()).count();
    let headline = Line::from(counted(count, "picture of ", "pictures of ")).name(map);
    Page::new(headline)
        .of_map(map)
        .lead(format!("Every element in use on {at}, with what rests on it and what it rests on."))
        .parts(Section::ALL.map(section))
        .foot(Line::from("Made by ").command(MADE_BY).words("."))
        .all(true)
}

fn row<'a>(graph: &'a Graph, (ix, file): &'a (ElementIx, Option<String>)) -> [Line<'a>; 4] {
    let element = graph.element(*ix);
    let owner = element.owner().map(|owner| match graph.find(owner.as_str()) {
        Some(Found::Organisation(organisation)) => Line::new().name(organisation.name()),
        _ => Line::new().id(owner.as_str()),
    });
    let picture = match file {
        Some(file) => Line::new().file(file.as_str()),
        None => Line::from("could not be drawn"),
    };
    [Line::new().name(element.name()), Line::new().id(element.id()), owner.unwrap_or_default(), picture]
}
