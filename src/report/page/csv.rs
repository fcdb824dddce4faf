//! The tables of a page as one sheet. Which, and how, says the documentation of [`super`].

use std::io::{self, Write};

use super::{Body, Column, Line, Page, Part, Span, Table};
use crate::escape;

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sheets = || page.parts.iter().filter(|part| part.in_sheet).filter_map(table);
    let mut headings: Vec<&'static str> = vec!["part"];
    for heading in sheets().flat_map(|(_, table)| headings_of(table)) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    write_record(headings.iter().map(|heading| escape::csv(heading)), out)?;
    for (part, table) in sheets() {
        let title = plain(&part.title);
        // Where the cells of this table stand in the record; the first is the part.
        let places: Vec<Option<usize>> =
            headings_of(table).map(|own| headings.iter().position(|heading| *heading == own)).collect();
        for i in 0..table.len() {
            let mut record = vec![String::new(); headings.len()];
            let cells = table.row(i).flat_map(|(column, cell)| cells_of(column, &cell));
            for (place, cell) in places.iter().zip(cells) {
                if let Some(slot) = place.and_then(|place| record.get_mut(place)) {
                    *slot = cell;
                }
            }
            if let Some(first) = record.first_mut() {
                first.clone_from(&title);
            }
            write_record(record.iter().map(|cell| escape::csv(cell)), out)?;
        }
    }
    Ok(())
}

fn table<'p, 'a>(part: &'p Part<'a>) -> Option<(&'p Part<'a>, &'p Table<'a>)> {
    match &part.body {
        Body::Table(table) => Some((part, table)),
        _ => None,
    }
}

fn headings_of<'t>(table: &'t Table<'_>) -> impl Iterator<Item = &'static str> + 't {
    table.columns().iter().flat_map(|column| match (column.is_in_sheet(), column.is_element()) {
        (false, _) => vec![],
        (true, true) => vec!["id", "name"],
        (true, false) => vec![column.heading],
    })
}

fn cells_of(column: &Column, cell: &Line<'_>) -> Vec<String> {
    match (column.is_in_sheet(), column.is_element()) {
        (false, _) => vec![],
        (true, true) => id_and_name(cell).into(),
        (true, false) => vec![plain(cell)],
    }
}

/// An element without another name is called by its id.
fn id_and_name(cell: &Line<'_>) -> [String; 2] {
    let id = cell.spans().iter().find_map(|span| if let Span::Id(id) = span { Some(id) } else { None });
    let name =
        cell.spans().iter().find_map(|span| if let Span::Name(name) = span { Some(name) } else { None });
    [id, name.or(id)].map(|text| text.map(ToString::to_string).unwrap_or_default())
}

/// The text of a line without what only readers need. Nothing is escaped yet: a cell is escaped as a whole.
fn plain(line: &Line<'_>) -> String {
    let mut text = String::new();
    for span in line.spans() {
        match span {
            Span::Words(words) | Span::Strong(words) | Span::Chip(words, _) => text.push_str(words),
            Span::Name(said) | Span::Id(said) | Span::Contact(said) | Span::File(said) => text.push_str(said),
            Span::Number(n) => text.push_str(&n.to_string()),
            Span::Command(command) => text.push_str(command),
            Span::Gap => text.push_str(", "),
            Span::Unheaded(_) | Span::Aside(_) => {}
        }
    }
    text
}

fn write_record(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}\r\n", cells.collect::<Vec<_>>().join(","))
}
