//! The other views: what stands around an element, and the matrix.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;
use systemkarta::graph::Direction;
use systemkarta::model::Section;

use super::reach::reached;
use super::{DAY, at, day, go, graph, seen};
use crate::browser::page::Page;
use crate::browser::{STOCKHOLM, written};

/// No more boxes are drawn around an element.
const MOST_AROUND: usize = 60;

fn around(page: &Page) -> BTreeSet<String> {
    let boxes = "[...document.querySelectorAll('#view-around g.box[data-id]')].map((g) => g.dataset.id)";
    page.texts(boxes).into_iter().collect()
}

#[test]
fn around_an_element_stands_what_lies_within_reach_both_ways() {
    at("v=around", |page| {
        page.unseen();
        let graph = graph();
        let in_use = graph.in_use(day(DAY));
        let mut whole = 0;
        for ix in graph.elements().filter(|ix| in_use[ix.index()]).step_by(5) {
            let id = graph.element(ix).id();
            for (steps, depth) in [("all", None), ("1", Some(1)), ("2", Some(2))] {
                go(page, &format!("e={id}&v=around&s={steps}"));
                let both = [Direction::Downstream, Direction::Upstream];
                let mut expected: BTreeSet<String> = both
                    .into_iter()
                    .flat_map(|direction| reached(&graph, ix, direction, depth, DAY).into_keys())
                    .filter(|id| {
                        let element = graph.find_element(id).unwrap();
                        graph.element(element).section != Section::Integrations
                    })
                    .collect();
                expected.insert(id.to_owned());
                let shown = around(page);
                assert!(shown.is_subset(&expected), "{id} {steps}: {shown:?}");
                let told = page.text("document.getElementById('view-around').textContent");
                if expected.len() < MOST_AROUND / 2 {
                    whole += 1;
                    assert_eq!(shown, expected, "{id} {steps}");
                } else if shown.len() < expected.len() {
                    let left = format!("+{}", expected.len() - shown.len());
                    assert!(told.contains(&left), "{id} {steps}: {left} are not told of in {told}");
                }
            }
        }
        assert!(whole > 20, "{whole}");
    });
}

#[test]
fn a_box_around_is_the_next_in_the_middle() {
    at("e=lisa&v=around&s=1", |page| {
        let next = around(page).into_iter().find(|id| id != "lisa").expect("a neighbour");
        page.click(&format!("#view-around g.box[data-id={}]", json!(next)));
        page.wait(
            "the neighbour is chosen",
            &format!("location.hash.includes('e=' + encodeURIComponent({}))", json!(next)),
        );
        assert!(around(page).contains("lisa"), "neighbours are so both ways");
        assert_eq!(seen(page)["view"], "around");
    });
}

#[test]
fn the_matrix_is_the_one_of_the_library() {
    at("v=matrix", |page| {
        let folder = tempfile::tempdir().unwrap();
        let file = written(Path::new(STOCKHOLM), folder.path(), "render --view matrix", "matrix.svg");
        let text = std::fs::read_to_string(file).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let marks = document.descendants().filter_map(|node| {
            Some(format!("{} {}", node.attribute("data-from")?, node.attribute("data-to")?))
        });
        let marks: BTreeSet<String> = marks.collect();
        let shown = page.texts("[...document.querySelectorAll('#view-matrix [data-from]')].map((g) => g.dataset.from + ' ' + g.dataset.to)");
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), marks);
        assert!(marks.len() > 50);
        let seen = page.js("document.querySelector('#view-matrix svg').checkVisibility()");
        assert_eq!(seen, true);
    });
}
