//! Hostile text in every place of a page, in every format: the page has the same structure as with a harmless text.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use systemkarta::report::page::{Column, Format, Line, Page, Part, Table, Tone};

use super::{FORMATS, as_html, as_text, written};
use crate::escape::poison::poison;
use crate::escape::{assert_inert, assert_shows, hostile, is_formula};

/// A page that says a text wherever a map can be heard.
fn page(text: &str) -> Page<'_> {
    let said = || Line::new().named(text, "id").words(" is ").id(text).words(": ").contact(text);
    let row = move |i: usize| {
        let element = Line::new().name(text).words(" (").id(text).words(")");
        [
            element,
            Line::new().name(text),
            Line::new().id(text),
            Line::new().contact(text).chip("stops", Tone::Danger),
            Line::new().number(i),
        ]
    };
    let columns = ["element", "name", "id", "contact", "number"].map(Column::text);
    let element = Column::element("element");
    let [_, name, id, contact, number] = columns;
    Page::new(said())
        .of_map(text)
        .lead(said())
        .note(said())
        .part(
            Part::table(said(), Table::each([element, name, id, contact, number], 0..2, row).headed())
                .lead(said())
                .in_sheet(),
        )
        .part(Part::lines(Line::new().name(text), vec![said(), Line::new().name(text), Line::new().id(text)]))
        .part(Part::facts("facts", vec![("name", Line::new().name(text)), ("all", said())]))
        .foot(said())
}

/// Blocks, tables and emphasis of a Markdown document, without the texts in them.
fn markdown_structure(document: &str) -> Vec<String> {
    let events = Parser::new_ext(document, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
    let structure = events.filter_map(|event| match event {
        Event::Text(_) | Event::Code(_) => None,
        Event::InlineHtml(tag) if matches!(&*tag, "<code>" | "</code>") => None,
        Event::Start(tag) => Some(format!("{tag:?}")),
        Event::End(tag) => Some(format!("/{tag:?}")),
        Event::Rule => Some("rule".to_owned()),
        other => panic!("{other:?} in {document:.400}"),
    });
    structure.collect()
}

/// The elements of an HTML document with their attributes, without the two that a text may need around it.
fn html_structure(document: &roxmltree::Document<'_>) -> Vec<String> {
    let elements = document.descendants().filter(|node| node.is_element());
    let around_text = |node: &roxmltree::Node<'_, '_>| {
        node.has_tag_name("bdi") || (node.has_tag_name("span") && node.attribute("class") == Some("long"))
    };
    let attributes = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        let kept = node.attributes().filter(|a| !(node.has_tag_name("code") && a.value() == "long"));
        kept.map(|a| format!("{}={}", a.name(), a.value())).collect()
    };
    elements
        .filter(|node| !around_text(node))
        .map(|node| format!("{} {:?}", node.tag_name().name(), attributes(node)))
        .collect()
}

fn check(text: &str) {
    let (tame, wild) = (page("tame"), page(text));
    for format in FORMATS {
        let out = if format == Format::Text { as_text(&wild) } else { written(&wild, format) };
        out.lines().for_each(|line| assert_inert(line, &format!("{format:?}")));
    }

    assert_eq!(as_text(&wild).lines().count(), as_text(&tame).lines().count(), "{text:.99?}");

    let [is, should] = [&wild, &tame].map(|page| markdown_structure(&written(page, Format::Markdown)));
    assert_eq!(is, should, "{text:.99?}");

    let [wild_html, tame_html] = [&wild, &tame].map(|page| written(page, Format::Html));
    let (is, should) = (as_html(&wild_html), as_html(&tame_html));
    assert_eq!(html_structure(&is), html_structure(&should), "{text:.99?}");
    let cell = is.descendants().filter(|node| node.has_tag_name("td")).nth(1).unwrap();
    let shown: String =
        cell.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
    assert_shows(&shown, text, None, "html");

    let sheet = written(&wild, Format::Csv);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("even rows")).collect();
    assert_eq!(records.len(), 3);
    for cell in records.iter().flatten() {
        assert!(!cell.split(';').any(is_formula), "{cell:.99?}");
    }
}

#[test]
fn poison_breaks_out_of_no_page() {
    poison().iter().for_each(|text| check(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn no_text_breaks_out_of_a_page(text in hostile()) {
        check(&text);
    }
}
