//! The table: every element is a row, and headings sort.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{at, graph, seen};
use crate::browser::page::Page;

/// The cells of a column, by the id of the row.
pub(super) fn column(page: &Page, name: &str) -> BTreeMap<String, String> {
    let cells = page.js(&format!(
        "(() => {{
            const at = [...document.querySelectorAll('#view-table thead th')].findIndex((th) => th.querySelector('[data-column={name}]'));
            return [...document.querySelectorAll('#view-table tbody tr[data-id]')].map((tr) => [tr.dataset.id, tr.cells[at]?.textContent ?? 'no such column']);
        }})()"
    ));
    let cells = cells.as_array().unwrap().iter();
    cells.map(|each| (each[0].as_str().unwrap().to_owned(), each[1].as_str().unwrap().to_owned())).collect()
}

fn order(page: &Page) -> Vec<String> {
    page.texts("[...document.querySelectorAll('#view-table tbody tr[data-id]')].filter((tr) => !tr.hidden).map((tr) => tr.dataset.id)")
}

#[test]
fn every_element_is_a_row() {
    at("v=table", |page| {
        let graph = graph();
        let ids: BTreeSet<String> = graph.elements().map(|ix| graph.element(ix).id().to_owned()).collect();
        let rows = order(page);
        assert_eq!(rows.iter().cloned().collect::<BTreeSet<_>>(), ids);
        assert_eq!(rows.len(), ids.len());
        let names = column(page, "name");
        let owners = column(page, "owner");
        for ix in graph.elements() {
            let element = graph.element(ix);
            assert_eq!(names[element.id()], element.name());
            let owner = element
                .owner()
                .map(|owner| systemkarta::analysis::people::person(&graph, owner.as_str()).name);
            assert_eq!(owners[element.id()], owner.unwrap_or_default(), "{}", element.id());
        }
    });
}

#[test]
fn a_heading_sorts_and_says_so() {
    at("e=st-erik-net&v=table", |page| {
        for (name, is_number) in [
            ("name", false),
            ("id", false),
            ("dependents", true),
            ("dependencies", true),
            ("steps", true),
            ("owner", false),
        ] {
            let button = format!("#view-table thead [data-column={name}]");
            let sorted = || {
                page.text(&format!(
                    "document.querySelector('{button}').closest('th').getAttribute('aria-sort') ?? 'none'"
                ))
            };
            if sorted() != "ascending" {
                page.click(&button);
            }
            assert_eq!(sorted(), "ascending", "{name}");
            assert_eq!(page.js("document.querySelectorAll('#view-table [aria-sort]').length"), 1);
            let cells = column(page, name);
            let filled = || {
                order(page)
                    .into_iter()
                    .map(|id| cells[&id].clone())
                    .filter(|cell| !cell.is_empty())
                    .collect::<Vec<_>>()
            };
            let up = filled();
            page.click(&button);
            assert_eq!(sorted(), "descending", "{name}");
            let mut down = filled();
            down.reverse();
            assert_eq!(up, down, "{name}: the other way round");
            if is_number {
                let numbers: Vec<u64> =
                    up.iter().map(|cell| cell.replace(',', "").parse().unwrap()).collect();
                assert!(numbers.is_sorted() && numbers.first() != numbers.last(), "{name}: {numbers:?}");
            } else {
                // By the alphabet of the browser, which puts å, ä and ö where the language has them.
                let expected = page
                    .js(&format!("{}.sort(new Intl.Collator('en', {{numeric: true}}).compare)", json!(up)));
                assert_eq!(json!(up), expected, "{name}");
            }
            // What has no value comes last whichever way.
            let empty = order(page).into_iter().map(|id| cells[&id].is_empty()).collect::<Vec<_>>();
            assert!(empty.is_sorted(), "{name}");
        }
    });
}

#[test]
fn a_row_chooses_by_mouse_and_keyboard() {
    at("v=table", |page| {
        let first = order(page)[0].clone();
        page.click("#view-table tbody tr[data-id] td");
        page.wait(
            "the first row is chosen",
            &format!("location.hash.includes('e=' + encodeURIComponent({}))", json!(first)),
        );
        assert_eq!(seen(page)["view"], "table", "the table stays");
        let selected = "[...document.querySelectorAll('#view-table tbody tr[aria-selected=true]')].map((tr) => tr.dataset.id)";
        assert_eq!(page.texts(selected), [first.as_str()]);
        page.js(&format!("document.querySelector('#view-table tr[data-id={}]').focus()", json!(first)));
        page.press("ArrowDown");
        let next = page.text("document.activeElement.dataset.id");
        assert_ne!(next, first);
        page.press("Enter");
        page.wait(
            "the next row is chosen",
            &format!("location.hash.includes('e=' + encodeURIComponent({}))", json!(next)),
        );
        assert_eq!(page.texts(selected), [next.as_str()]);
    });
}

#[test]
fn what_is_typed_filters_the_rows() {
    at("v=table", |page| {
        let all = order(page).len();
        page.click("#find");
        page.type_in("server");
        page.wait("fewer rows", &format!("[...document.querySelectorAll('#view-table tbody tr')].filter((tr) => !tr.hidden).length < {all}"));
        let few = order(page);
        assert!(few.contains(&"server-hall-2".to_owned()) && !few.contains(&"lisa".to_owned()), "{few:?}");
        page.press("Escape");
        page.wait("all rows", &format!("[...document.querySelectorAll('#view-table tbody tr')].filter((tr) => !tr.hidden).length === {all}"));
    });
}
