//! A page as one HTML file that needs no other: for a browser, a mail or a board paper.
//!
//! No script, no font, no picture and nothing else is fetched from anywhere, and a policy in the page forbids it. It
//! is well-formed XML too, so that other programs can read it.

use std::io::{self, Write};

use super::{Body, Column, Line, Page, Part, Span, Table, Tone, more};
use crate::escape::{html, uri_path};
use crate::report::words::number;

const STYLE: &str = include_str!("style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(page, out)?;
    writeln!(out, "<header>")?;
    if let Some(map) = page.map {
        writeln!(out, "<p class=\"map\">{}</p>", said(map))?;
    }
    element("h1", &page.headline, out)?;
    page.leads.iter().try_for_each(|line| classed("p", "lead", line, out))?;
    page.notes.iter().try_for_each(|line| classed("p", "note", line, out))?;
    writeln!(out, "</header>\n<main>")?;
    page.parts.iter().try_for_each(|part| write_part(part, page.all, out))?;
    writeln!(out, "</main>")?;
    if !page.foot.is_empty() {
        writeln!(out, "<footer>")?;
        page.foot.iter().try_for_each(|line| element("p", line, out))?;
        writeln!(out, "</footer>")?;
    }
    writeln!(out, "</body>\n</html>")
}

fn head(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>", html(POLICY))?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(out, "<title>{}</title>", title(&page.headline))?;
    write!(out, "<style>\n{STYLE}")?;
    for tone in Tone::ALL {
        let row = tone.colours();
        let colours = format!("background:{};border-color:{};color:{}", row.fill, row.border, row.ink);
        writeln!(out, "span.chip.{}{{{colours}}}", row.class)?;
    }
    writeln!(out, "</style>\n</head>\n<body>")
}

fn write_part(part: &Part<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let level = if part.beneath { "h3" } else { "h2" };
    let count = part.count.map(|n| format!(" <span class=\"count\">{}</span>", number(n)));
    let title = inline(&part.title.capitalised());
    writeln!(out, "<section>\n<{level}>{title}{}</{level}>", count.unwrap_or_default())?;
    part.lead.iter().try_for_each(|line| classed("p", "lead", line, out))?;
    match &part.body {
        Body::Table(table) => write_table(table, all, out)?,
        Body::Lines(lines) => list(lines, out)?,
        Body::Facts(facts) => write_facts(facts, out)?,
        Body::Picture(svg) => writeln!(out, "<figure>\n{}\n</figure>", svg.trim_end())?,
    }
    writeln!(out, "</section>")
}

fn write_table(table: &Table<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let headings = table
        .read_columns()
        .map(|column| format!("<th scope=\"col\"{}>{}</th>", class_of(column), html(column.heading)));
    writeln!(
        out,
        "<div class=\"wide\">\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>",
        headings.collect::<String>()
    )?;
    let listed = table.listed(all);
    for i in 0..listed {
        let cells = table.read_row(i).map(|(column, cell)| {
            format!("<td{}>{}</td>", class_of_cell(column, &cell), spans(&cell, false))
        });
        writeln!(out, "<tr>{}</tr>", cells.collect::<String>())?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    more(table.len() - listed).map_or(Ok(()), |more| writeln!(out, "<p class=\"lead\">{}</p>", html(&more)))
}

fn class_of(column: &Column) -> &'static str {
    if column.is_numbers() { " class=\"number\"" } else { "" }
}

/// A day or a time is not broken at its hyphens.
fn class_of_cell(column: &Column, cell: &Line<'_>) -> &'static str {
    if is_date(&cell.plain()) { " class=\"date\"" } else { class_of(column) }
}

/// Whether a text is a day, a time or a few of them, and nothing else.
fn is_date(text: &str) -> bool {
    text.len() >= "2007-09-01".len()
        && text.chars().all(|c| c.is_ascii_digit() || "-: ".contains(c))
        && text.contains('-')
}

fn list(lines: &[Line<'_>], out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul>")?;
    lines.iter().try_for_each(|line| element("li", line, out))?;
    writeln!(out, "</ul>")
}

fn write_facts(facts: &[(&'static str, Line<'_>)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dl>")?;
    for (question, answer) in facts {
        writeln!(out, "<dt>{}</dt>", html(question))?;
        element("dd", answer, out)?;
    }
    writeln!(out, "</dl>")
}

fn element(name: &'static str, line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<{name}>{}</{name}>", inline(line))
}

fn classed(name: &'static str, class: &'static str, line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<{name} class=\"{class}\">{}</{name}>", inline(line))
}

fn inline(line: &Line<'_>) -> String {
    spans(line, true)
}

fn spans(line: &Line<'_>, units: bool) -> String {
    line.spans().iter().map(|span| inner(span, units)).collect()
}

fn inner(span: &Span<'_>, units: bool) -> String {
    match span {
        Span::Words(words) => html(words).into_owned(),
        Span::Unheaded(words) => {
            if units {
                html(words).into_owned()
            } else {
                String::new()
            }
        }
        Span::Strong(words) => format!("<strong>{}</strong>", html(words)),
        Span::Aside(words) => format!("<span class=\"aside\">{}</span>", html(words)),
        Span::Chip(words, tone) => {
            format!("<span class=\"chip {}\">{}</span>", tone.colours().class, html(words))
        }
        Span::Name(text) | Span::Contact(text) => said(text),
        Span::Id(text) => code(text),
        Span::File(name) => format!("<a href=\"{}\">{}</a>", uri_path(name), said(name)),
        Span::Number(n) => number(*n),
        Span::Command(command) => code(command),
        Span::Gap => " ".to_owned(),
    }
}

/// A text of the map. One that may be read from right to left does not turn what stands around it.
fn said(text: &str) -> String {
    const FIRST_RIGHT_TO_LEFT: char = '\u{590}';
    let escaped = html(text);
    match (text.contains(|c| c >= FIRST_RIGHT_TO_LEFT), is_long(text)) {
        (true, _) => format!("<bdi class=\"long\">{escaped}</bdi>"),
        (false, true) => format!("<span class=\"long\">{escaped}</span>"),
        (false, false) => escaped.into_owned(),
    }
}

fn code(text: &str) -> String {
    let class = if is_long(text) { " class=\"long\"" } else { "" };
    format!("<code{class}>{}</code>", html(text))
}

/// Whether some word would make its column wider than the others can spare; it is broken where it must be.
fn is_long(text: &str) -> bool {
    const LONG: usize = 32;
    text.split([' ', '-']).any(|word| word.len() > LONG)
}

/// The headline without marks: a title is text.
fn title(headline: &Line<'_>) -> String {
    let spans = headline.spans().iter().map(|span| match span {
        Span::Name(text) | Span::Id(text) | Span::Contact(text) | Span::File(text) => html(text).into_owned(),
        Span::Command(command) => html(command).into_owned(),
        Span::Words(words)
        | Span::Strong(words)
        | Span::Unheaded(words)
        | Span::Aside(words)
        | Span::Chip(words, _) => html(words).into_owned(),
        Span::Number(n) => number(*n),
        Span::Gap => ", ".to_owned(),
    });
    spans.collect()
}
