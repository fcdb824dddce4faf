//! What is lit is what the library reaches: for every element, both ways, and any number of steps.

use std::collections::BTreeMap;

use serde_json::Value;
use systemkarta::analysis::{ReachOptions, reach};
use systemkarta::graph::{Direction, ElementIx, Graph};
use systemkarta::model::Section;

use super::{DAY, at, day, go, graph, graph_of, of, seen, table, texts};

const WAYS: [(&str, Direction); 2] = [("down", Direction::Downstream), ("up", Direction::Upstream)];

/// Everything within reach of an element with its distance, as the library answers.
pub(super) fn reached(
    graph: &Graph,
    from: ElementIx,
    direction: Direction,
    depth: Option<usize>,
    at: &str,
) -> BTreeMap<String, usize> {
    let answer = reach(graph, &[from], ReachOptions { direction, depth, at: day(at) });
    answer.reached.iter().map(|each| (graph.element(each.element).id().to_owned(), each.distance)).collect()
}

/// What the picture lights, held against the library. Integrations have no boxes.
fn check(graph: &Graph, at: &str, from: ElementIx, way: (&str, Direction), steps: &str, seen: &Value) {
    let id = graph.element(from).id();
    let what = format!("{id} {} {steps}", way.0);
    let depth = steps.parse().ok();
    let expected = reached(graph, from, way.1, depth, at);
    let boxes = texts(&seen["boxes"]);
    let lit: BTreeMap<String, usize> = seen["lit"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| (each[0].as_str().unwrap().to_owned(), each[1].as_u64().unwrap() as usize))
        .collect();
    let has_box = |id: &str| boxes.contains(&id);
    let placed: BTreeMap<String, usize> =
        expected.iter().filter(|(id, _)| has_box(id)).map(|(id, steps)| (id.clone(), *steps)).collect();
    assert_eq!(lit, placed, "{what}");
    let unplaced = expected.keys().filter(|id| !has_box(id));
    for id in unplaced {
        let element = graph.find_element(id).unwrap();
        assert_eq!(graph.element(element).section, Section::Integrations, "{what}: `{id}` has no box");
    }
    let selected = texts(&seen["selected"]);
    assert_eq!(selected, if has_box(id) { vec![id] } else { Vec::new() }, "{what}");
    let mut dim: Vec<&str> =
        boxes.iter().copied().filter(|each| *each != id && !lit.contains_key(*each)).collect();
    let mut dimmed = texts(&seen["dim"]);
    dim.sort_unstable();
    dimmed.sort_unstable();
    assert_eq!(dimmed, dim, "{what}");
}

#[test]
fn everything_within_reach_is_lit_and_nothing_else() {
    at("", |page| {
        let graph = graph();
        page.unseen();
        let places = seen(page);
        let in_use = graph.in_use(day(DAY));
        let mut used: Vec<&str> = graph
            .elements()
            .filter(|ix| in_use[ix.index()] && graph.element(*ix).section != Section::Integrations)
            .map(|ix| graph.element(ix).id())
            .collect();
        let mut boxes = texts(&places["boxes"]);
        used.sort_unstable();
        boxes.sort_unstable();
        assert_eq!(boxes, used, "a box for everything in use that is no integration");
        assert_eq!((texts(&places["dim"]).len(), texts(&places["selected"]).len()), (0, 0));

        for (number, from) in graph.elements().enumerate() {
            for way in WAYS {
                for steps in ["all", "1", "2", "3"].into_iter().take(if number % 6 == 0 { 4 } else { 1 }) {
                    let hash = format!("e={}&d={}&s={steps}", graph.element(from).id(), way.0);
                    check(&graph, DAY, from, way, steps, &go(page, &hash));
                }
            }
        }
    });
}

#[test]
fn the_table_has_the_steps_of_integrations_too() {
    at("v=table", |page| {
        page.unseen();
        let graph = graph();
        for from in graph.elements().step_by(7) {
            for way in WAYS {
                let id = graph.element(from).id();
                go(page, &format!("e={id}&d={}&v=table", way.0));
                let mut expected: BTreeMap<String, usize> = reached(&graph, from, way.1, None, DAY);
                expected.insert(id.to_owned(), 0);
                let shown: BTreeMap<String, usize> = table::column(page, "steps")
                    .into_iter()
                    .filter_map(|(id, steps)| Some((id, steps.parse().ok()?)))
                    .collect();
                assert_eq!(shown, expected, "{id} {}", way.0);
            }
        }
    });
}

/// Circles, redundancy, information that ends ways, what is not in use, chains of integrations, parts.
const KNOTS: &str = "
map: {as_of: 2008-01-01}
processes: {p: {depends_on: [a, i-ab]}, q: {depends_on: z}}
information: [{id: info, mastered_by: b}]
systems:
  - {id: a, depends_on: [b, {any_of: [x, y, g], min_up: 2}], uses: info}
  - {id: b, depends_on: [c], part_of: whole}
  - {id: c, depends_on: [a, gone]}
  - {id: whole}
  - {id: gone, depends_on: [far], lifecycle: {active: 2001, end_of_life: 2006}}
  - {id: later, depends_on: [a], lifecycle: {active: 2020}}
  - {id: far}
  - {id: g, depends_on: [{any_of: [x, {to: y, strength: soft}]}]}
  - {id: reader, reads: info}
  - {id: z}
integrations:
  - {id: i-ab, provider: a, consumer: b, via: hub}
  - {id: i-bc, provider: b, consumer: far, depends_on: i-ab}
  - {id: i-zz, provider: z, consumer: z, depends_on: i-bc}
technologies: {x: , y: , hub: }
";

#[test]
fn knots_are_walked_as_the_library_walks_them() {
    of(KNOTS, "", |page| {
        page.unseen();
        let graph = graph_of(KNOTS);
        assert!(graph.elements().count() >= 18, "the map is whole");
        for from in graph.elements() {
            for way in WAYS {
                for steps in ["all", "1", "2"] {
                    let hash = format!("e={}&d={}&s={steps}", graph.element(from).id(), way.0);
                    check(&graph, "2008-01-01", from, way, steps, &go(page, &hash));
                }
            }
        }
    });
}
