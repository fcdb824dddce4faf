//! A page for a terminal: the answer first, in lines; columns aligned; colour only where it repeats a word.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;

use super::{Body, Column, Line, Page, Part, Span, Table, more};
use crate::escape;
use crate::report::style::{ATTENTION, FAINT, STRONG, styled};
use crate::report::table::Widths;
use crate::report::words::{clipped, number};

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", in_style(STRONG, &page.headline))?;
    page.leads.iter().try_for_each(|line| writeln!(out, "{}", in_style(FAINT, line)))?;
    page.notes.iter().try_for_each(|line| writeln!(out, "{}", in_style(ATTENTION, line)))?;
    page.parts.iter().try_for_each(|part| write_part(part, page.all, out))?;
    if !page.foot.is_empty() {
        writeln!(out)?;
    }
    page.foot.iter().try_for_each(|line| writeln!(out, "{}", in_style(FAINT, line)))
}

fn write_part(part: &Part<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    if matches!(part.body, Body::Picture(_)) {
        return Ok(());
    }
    let count = part.count.map(|n| format!(" {}", styled(FAINT, format!("({})", number(n)))));
    writeln!(out, "\n{}{}", styled(STRONG, title(part)), count.unwrap_or_default())?;
    part.lead.iter().try_for_each(|line| writeln!(out, "  {}", in_style(FAINT, line)))?;
    match &part.body {
        Body::Table(table) => write_table(table, all, out),
        Body::Lines(lines) => lines.iter().try_for_each(|line| writeln!(out, "  {}", plain(line))),
        Body::Facts(facts) => {
            let mut widths = Widths::default();
            let rows = || facts.iter().map(|(question, answer)| [own(question).into_owned(), plain(answer)]);
            rows().for_each(|row| widths.see(&row));
            rows().try_for_each(|row| widths.write(2, &row, &[], out))
        }
        Body::Picture(_) => Ok(()),
    }
}

/// Our words in capitals; names and ids as they are. A part of a part is not in capitals.
fn title(part: &Part<'_>) -> String {
    let spans = part.title.spans().iter().map(|span| match span {
        Span::Words(words) if !part.beneath => own(&words.to_uppercase()).into_owned(),
        other => span_as_text(other, true).into_owned(),
    });
    spans.collect()
}

/// Every listed row is made twice, once for the widths of the columns and once to be written, so that none is kept.
fn write_table(table: &Table<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let units = !table.is_headed();
    let cell = |(column, cell): (&Column, Line<'_>)| match column.widest() {
        Some(letters) => clipped(&cell_text(&cell, units), letters).into_owned(),
        None => cell_text(&cell, units),
    };
    let row = |i| -> Vec<String> { table.read_row(i).map(cell).collect() };
    let listed = table.listed(all);
    let headings: Vec<String> = match table.is_headed() {
        true => table.read_columns().map(|column| styled(FAINT, column.heading)).collect(),
        false => Vec::new(),
    };
    let right: Vec<bool> = table.read_columns().map(|column| column.is_numbers() && !units).collect();
    let mut widths = Widths::default();
    widths.see(&headings);
    (0..listed).for_each(|i| widths.see(&row(i)));
    if !headings.is_empty() {
        widths.write(2, &headings, &right, out)?;
    }
    (0..listed).try_for_each(|i| widths.write(2, &row(i), &right, out))?;
    more(table.len() - listed).map_or(Ok(()), |more| writeln!(out, "  {more}"))
}

/// A line in a style of its own.
fn in_style(style: Style, line: &Line<'_>) -> String {
    styled(style, with_chips(line, style, true))
}

fn plain(line: &Line<'_>) -> String {
    cell_text(line, true)
}

fn cell_text(line: &Line<'_>, units: bool) -> String {
    with_chips(line, Style::new(), units)
}

/// The spans of a line; after what has a style of its own the style of the line goes on.
fn with_chips(line: &Line<'_>, around: Style, units: bool) -> String {
    let spans = line.spans().iter().map(|span| {
        let text = span_as_text(span, units);
        match span {
            Span::Chip(_, tone) => format!("{around:#}{}{around}", styled(tone.colours().terminal, text)),
            Span::Strong(_) => format!("{around:#}{}{around}", styled(STRONG, text)),
            _ => text.into_owned(),
        }
    });
    spans.collect()
}

fn span_as_text<'s>(span: &'s Span<'_>, units: bool) -> Cow<'s, str> {
    match span {
        Span::Words(words) | Span::Strong(words) | Span::Chip(words, _) | Span::Aside(words) => own(words),
        Span::Unheaded(words) => {
            if units {
                own(words)
            } else {
                Cow::Borrowed("")
            }
        }
        Span::Name(text) | Span::Id(text) | Span::Contact(text) | Span::File(text) => escape::terminal(text),
        Span::Number(n) => number(*n).into(),
        Span::Command(command) => format!("`{command}`").into(),
        Span::Gap => ", ".into(),
    }
}

/// Our own words go on where a text ended, so a colon at their start is none at the start of a line.
fn own(words: &str) -> Cow<'_, str> {
    match escape::terminal(&format!("x{words}")) {
        Cow::Borrowed(_) => Cow::Borrowed(words),
        Cow::Owned(escaped) => escaped.get(1..).unwrap_or_default().to_owned().into(),
    }
}
