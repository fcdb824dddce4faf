//! The relations of the data are enough to walk: a plain walk over them reaches what the library reaches.

use proptest::prelude::*;
use systemkarta::analysis::{ReachOptions, reach};
use systemkarta::graph::Direction;

use super::*;
use crate::graph_laws::{Style, maps, yaml};

/// The distances from an element, by the sentences of the page and over its data alone: steps are added up along relations
/// until nothing gets nearer.
fn walked(data: &Value, start: usize, downstream: bool) -> Vec<Option<u64>> {
    let elements = data["elements"].as_array().unwrap();
    let nodes = elements.len() + data["groups"].as_array().unwrap().len();
    let is = |node: usize, key: &str| elements.get(node).is_some_and(|element| element[key] == true);
    let is_integration =
        |node: usize| elements.get(node).is_some_and(|each| each["section"] == "integrations");
    let is_element = |node: usize| node < elements.len();
    let costs = |node: usize| u64::from(is_element(node) && !is_integration(node));
    let mut steps: Vec<Option<u64>> = vec![None; nodes];
    steps[start] = Some(0);
    let mut changed = true;
    while changed {
        changed = false;
        for relation in data["relations"].as_array().unwrap() {
            if relation["passes"] != true {
                continue;
            }
            let end = |key: &str| relation[key].as_u64().unwrap() as usize;
            let (near, far) = if downstream { (end("to"), end("from")) } else { (end("from"), end("to")) };
            let Some(known) = steps[near] else { continue };
            let leads_on = near == start || !is(near, "ends_paths");
            let may_enter = !is_element(far) || is(far, "in_use");
            let there = known + costs(far);
            if leads_on && may_enter && steps[far].is_none_or(|before| there < before) {
                steps[far] = Some(there);
                changed = true;
            }
        }
    }
    let of_element = |(node, steps): (usize, Option<u64>)| {
        steps.filter(|_| node != start).map(|steps| steps + u64::from(is_integration(node)))
    };
    steps.into_iter().enumerate().take(elements.len()).map(of_element).collect()
}

fn agrees(seen: &Seen) {
    for start in seen.graph.elements() {
        for direction in [Direction::Downstream, Direction::Upstream] {
            let options = ReachOptions { direction, depth: None, at: seen.at };
            let mut wanted = vec![None; seen.graph.element_count()];
            for reached in reach(&seen.graph, &[start], options).reached {
                wanted[reached.element.index()] = Some(reached.distance as u64);
            }
            let found = walked(&seen.data, start.index(), direction == Direction::Downstream);
            assert_eq!(found, wanted, "from {} {direction:?}", seen.graph.element(start).id());
        }
    }
}

#[test]
fn the_data_leads_as_far_as_the_library_on_every_day() {
    for at in ["2007-09-01", "2010-06-30", "2013-12-31"] {
        agrees(&Seen::stockholm(at));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_data_leads_as_far_as_the_library_on_random_maps(map in maps(), style: u64) {
        let texts = yaml(&map, Style(style));
        let texts = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        agrees(&Seen::loaded(load_texts(texts, &Config::default()), "map.yaml", day("2007-09-01")));
    }
}

/// Worked out by hand: an information object ends the way, an integration costs no step but one at the end, and what is
/// retired is not passed.
#[test]
fn steps_are_counted_as_people_count() {
    let seen = Seen::written(
        "processes: {p: {depends_on: [register]}}
information: {register: {mastered_by: a}}
systems:
  a:
  b: {depends_on: [gone]}
  gone: {lifecycle: retired}
  beyond: {depends_on: [gone]}
integrations: {b-to-a: {provider: b, consumer: a}}
",
        "2007-09-01",
    );
    let number = |id: &str| seen.graph.find_element(id).unwrap().index();
    let down = walked(&seen.data, number("b"), true);
    let told = |id: &str| down[number(id)];
    assert_eq!(
        ["b-to-a", "a", "register", "p", "gone", "beyond"].map(told),
        [Some(1), Some(1), Some(2), None, None, None]
    );
    agrees(&seen);
}
