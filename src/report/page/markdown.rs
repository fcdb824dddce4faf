//! A page as Markdown: headings, tables and lists that forges, wikis and word processors read.
//!
//! Only our own words are emphasised: what stars mean depends on the letters beside them, and those of a map may be any.

use std::io::{self, Write};

use super::{Body, Line, Page, Part, Span, Table, more};
use crate::escape::{html, markdown, markdown_code, uri_path};
use crate::report::words::number;

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}", inline(&page.headline))?;
    page.leads.iter().try_for_each(|line| writeln!(out, "\n{}", inline(line)))?;
    page.notes.iter().try_for_each(|line| writeln!(out, "\n> **Note:** {}", inline(line)))?;
    page.parts.iter().try_for_each(|part| write_part(part, page.all, out))?;
    if !page.foot.is_empty() {
        writeln!(out, "\n---")?;
    }
    page.foot.iter().try_for_each(|line| writeln!(out, "\n{}", inline(line)))
}

fn write_part(part: &Part<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    if matches!(part.body, Body::Picture(_)) {
        return Ok(());
    }
    let count = part.count.map(|n| format!(" ({})", number(n))).unwrap_or_default();
    let title = part.title.capitalised();
    if part.folded {
        // The empty lines make Markdown of what stands between the tags.
        writeln!(out, "\n<details>\n<summary>{}{count}</summary>\n", in_tag(&title))?;
        write_body(part, all, out)?;
        return writeln!(out, "\n</details>");
    }
    let title = inline(&title);
    let level = if part.beneath { "####" } else { "###" };
    writeln!(out, "\n{level} {title}{count}\n")?;
    write_body(part, all, out)
}

fn write_body(part: &Part<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    part.lead.iter().try_for_each(|line| writeln!(out, "{}\n", inline(line)))?;
    match &part.body {
        Body::Table(table) => write_table(table, all, out),
        Body::Lines(lines) => lines.iter().try_for_each(|line| writeln!(out, "- {}", inline(line))),
        Body::Facts(facts) => facts
            .iter()
            .try_for_each(|(question, answer)| writeln!(out, "- **{}:** {}", own(question), inline(answer))),
        Body::Picture(_) => Ok(()),
    }
}

fn write_table(table: &Table<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let headings: Vec<String> = table.read_columns().map(|column| own(column.heading)).collect();
    let rules = table.read_columns().map(|column| if column.is_numbers() { "---:" } else { "---" });
    writeln!(out, "| {} |\n|{}|", headings.join(" | "), rules.collect::<Vec<_>>().join("|"))?;
    let listed = table.listed(all);
    for i in 0..listed {
        let cells: Vec<String> = table.read_row(i).map(|(_, cell)| spans(&cell, false)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    more(table.len() - listed).map_or(Ok(()), |more| writeln!(out, "\n{}", own(&more)))
}

fn inline(line: &Line<'_>) -> String {
    spans(line, true)
}

fn spans(line: &Line<'_>, units: bool) -> String {
    let spans = line.spans().iter().map(|span| match span {
        Span::Words(words) | Span::Aside(words) => own(words),
        Span::Unheaded(words) => {
            if units {
                own(words)
            } else {
                String::new()
            }
        }
        Span::Strong(words) => format!("**{}**", own(words)),
        Span::Chip(words, tone) if tone.is_grave() => format!("**{}**", own(words)),
        Span::Chip(words, _) => own(words),
        Span::Name(text) => markdown(text),
        Span::Id(text) | Span::Contact(text) => markdown_code(text),
        Span::File(name) => format!("[{}]({})", markdown(name), uri_path(name)),
        Span::Number(n) => number(*n),
        Span::Command(command) => markdown_code(command),
        Span::Gap => ", ".to_owned(),
    });
    spans.collect()
}

/// Within a tag nothing is Markdown.
fn in_tag(line: &Line<'_>) -> String {
    let spans = line.spans().iter().map(|span| match span {
        Span::Words(words)
        | Span::Aside(words)
        | Span::Unheaded(words)
        | Span::Strong(words)
        | Span::Chip(words, _) => html(words).into_owned(),
        Span::Name(text) | Span::Id(text) | Span::Contact(text) | Span::File(text) => html(text).into_owned(),
        Span::Number(n) => number(*n),
        Span::Command(command) => html(command).into_owned(),
        Span::Gap => ", ".to_owned(),
    });
    spans.collect()
}

/// Our own words stand between other texts: a space or a sign at their ends is not at the end of a line.
fn own(words: &str) -> String {
    let escaped = markdown(&format!("x{words}x"));
    escaped.strip_prefix('x').and_then(|e| e.strip_suffix('x')).unwrap_or_default().to_owned()
}
