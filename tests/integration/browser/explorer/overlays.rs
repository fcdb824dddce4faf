//! Overlays: the colours of the boxes are those of the library's pictures, and the legend counts them.

use std::collections::BTreeMap;

use systemkarta::analysis::{Change, ImpactOptions, Window, impact};
use systemkarta::graph::Graph;
use systemkarta::model::ChangeKind;
use systemkarta::render::Scene;
use systemkarta::render::views::{MapOptions, disruption, lifecycle, standard};

use super::{DAY, at, day, go, graph};
use crate::browser::page::Page;

/// The colour of every box of the picture, by its class.
fn looks(page: &Page) -> BTreeMap<String, String> {
    let looks = page.js(
        "[...document.querySelectorAll('#view-map .sheet:not([hidden]) g.box[data-id]')].map((g) => [g.dataset.id,
            [...g.classList].filter((each) => !['box', 'pile', 'selected', 'lit', 'dim'].includes(each)).join(' ')])",
    );
    let looks = looks.as_array().unwrap().iter();
    looks.map(|each| (each[0].as_str().unwrap().to_owned(), each[1].as_str().unwrap().to_owned())).collect()
}

/// The boxes that both have are coloured alike.
fn assert_as_drawn(page: &Page, scene: &Scene, what: &str) -> usize {
    let shown = looks(page);
    let drawn = scene.boxes.iter().filter(|each| shown.contains_key(&each.id));
    let drawn: BTreeMap<&str, &str> = drawn.map(|each| (each.id.as_str(), each.look.style().class)).collect();
    let differ: Vec<_> = drawn
        .iter()
        .filter(|(id, look)| shown[**id] != **look)
        .map(|(id, look)| format!("{id} is {}, drawn {look}", shown[*id]))
        .collect();
    assert!(differ.is_empty(), "{what}: {differ:#?}");
    drawn.len()
}

/// Every number of the legend is the number of boxes that look so.
fn assert_counted(page: &Page, what: &str) {
    let looks = looks(page);
    let entries = page.js(
        "[...document.querySelectorAll('#legend li')].filter((li) => li.querySelector('svg g.box') && li.querySelector('b'))
            .map((li) => [[...li.querySelector('svg g.box').classList].filter((each) => each !== 'box').join(' '), li.querySelector('b').textContent, li.textContent])",
    );
    let entries = entries.as_array().unwrap();
    let mut counted = 0;
    for entry in entries {
        let (look, number) = (entry[0].as_str().unwrap(), entry[1].as_str().unwrap());
        let number: usize = number.replace(',', "").parse().unwrap_or_else(|_| panic!("{what}: {entry}"));
        let boxes = looks.values().filter(|each| *each == look).count();
        assert_eq!(number, boxes, "{what}: {entry}");
        counted += number;
    }
    assert_eq!(counted, looks.len(), "{what}: every box is in the legend: {entries:#?}");
}

fn outage(graph: &Graph, id: &str) -> Scene {
    let at = day(DAY);
    let window = Window { from: 0, until: None };
    let cause = graph.find_element(id).unwrap();
    let change = Change::new(graph, cause, ChangeKind::Outage, window, at, None);
    disruption(graph, &impact(graph, &[change], ImpactOptions { at, clock: None }), 500)
}

#[test]
fn an_outage_is_coloured_as_in_its_picture() {
    at("", |page| {
        page.unseen();
        let graph = graph();
        let in_use = graph.in_use(day(DAY));
        for ix in graph.elements().filter(|ix| in_use[ix.index()]).step_by(4) {
            let id = graph.element(ix).id();
            go(page, &format!("e={id}&o=impact"));
            let alike = assert_as_drawn(page, &outage(&graph, id), id);
            assert!(alike > 30, "{id}: the picture has {alike} of the boxes");
            assert_counted(page, id);
        }
    });
}

#[test]
fn every_day_is_coloured_as_in_its_picture() {
    at("", |page| {
        page.unseen();
        let graph = graph();
        let days = page.texts("[...document.querySelectorAll('#day option')].map((each) => each.value)");
        assert!(days.len() >= 5, "{days:?}");
        for on in &days {
            let options = MapOptions { at: day(on), max_boxes: 500 };
            go(page, &format!("o=lifecycle&t={on}"));
            let alike =
                assert_as_drawn(page, &lifecycle(&graph, &options, day(DAY)), &format!("lifecycle {on}"));
            assert!(alike > 20, "{on}: {alike}");
            assert_counted(page, &format!("lifecycle {on}"));
            go(page, &format!("o=standard&t={on}"));
            let alike = assert_as_drawn(page, &standard(&graph, &options), &format!("standard {on}"));
            assert!(alike > 20, "{on}: {alike}");
            assert_counted(page, &format!("standard {on}"));
        }
    });
}

#[test]
fn without_an_overlay_boxes_are_plain_and_counted() {
    at("", |page| {
        assert!(looks(page).values().all(|look| look == "plain"));
        assert_counted(page, "plain");
    });
}

#[test]
fn the_file_opens_with_the_view_that_was_asked_for() {
    let map = "systems: {a: {depends_on: b}, b: }";
    for (arguments, overlay, selected) in [
        ("", "none", ""),
        ("--view lifecycle", "lifecycle", ""),
        ("--view standard", "standard", ""),
        ("--view impact b", "impact", "b"),
    ] {
        super::of(map, arguments, |page| {
            let seen = super::seen(page);
            assert_eq!(seen["overlay"], overlay, "{arguments}");
            assert_eq!(super::texts(&seen["selected"]).join(" "), selected, "{arguments}");
        });
    }
}
