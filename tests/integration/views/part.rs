//! A part of the map: that nothing is lost that is not counted, and that what lies near is what lies near.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;
use systemkarta::render::views::{
    Chosen, Collapse, Focus, MatrixOptions, Part, lifecycle_of, map_of, matrix_of, standard_of,
};

use super::*;

const AT: &str = "2007-09-01";

fn chosen(graph: &Graph, name: &str, test: impl Fn(&Element) -> bool) -> Chosen {
    Chosen { name: name.to_owned(), meant: graph.elements().map(|ix| test(graph.element(ix))).collect() }
}

fn around(element: ElementIx, dependents: usize, dependencies: usize) -> Part {
    Part { focus: Some(Focus { element, dependents, dependencies }), ..Part::default() }
}

fn ids(scene: &Scene) -> BTreeSet<String> {
    scene.boxes.iter().map(|each| each.id.clone()).collect()
}

/// All elements, and the number that each part of the account begins with.
fn tally(notes: &[String]) -> (usize, usize) {
    let note = notes.iter().find(|note| note.starts_with("Of ") && note.contains(" in the map: ")).unwrap();
    let number = |text: &str| text.split(' ').next()?.replace(',', "").parse::<usize>().ok();
    let (all, parts) = note.trim_start_matches("Of ").split_once(" in the map: ").unwrap();
    let parts = parts.split(", ").flat_map(|part| part.split(" and ")).filter_map(number);
    (number(all).unwrap(), parts.sum())
}

/// How many dependencies are said to be left out.
fn lost(notes: &[String]) -> usize {
    let number = |note: &String| note.strip_prefix("Not shown: ")?.split(' ').next()?.parse().ok();
    notes.iter().find_map(number).unwrap_or(0)
}

/// How many dependencies a subtitle tells.
fn dependencies(scene: &Scene) -> usize {
    let fact =
        |fact: &str| fact.strip_suffix(" dependencies").or(fact.strip_suffix(" dependency"))?.parse().ok();
    scene.subtitle.split(" · ").find_map(fact).expect("a number of dependencies")
}

#[test]
fn whatever_is_left_out_is_counted() {
    let mut checked = 0;
    for graph in [stockholm(), graph_of(&town(6, 5))] {
        let slk = || {
            chosen(&graph, "owner=slk", |e| {
                e.owner().is_some_and(|id| id.as_str() == "slk" || id.as_str() == "d1")
            })
        };
        let systems = || chosen(&graph, "section=systems", |e| e.section == Section::Systems);
        let ways = || chosen(&graph, "section=integrations", |e| e.section == Section::Integrations);
        let mut parts = vec![
            Part::default(),
            Part { only: vec![slk()], ..Part::default() },
            Part { only: vec![slk(), systems()], exclude: vec![ways()], ..Part::default() },
            Part { exclude: vec![slk(), systems()], ..Part::default() },
            Part { only: vec![systems()], exclude: vec![systems()], ..Part::default() },
        ];
        for ix in graph.elements().step_by(9) {
            parts.push(around(ix, 1, 2));
            parts.push(Part { exclude: vec![ways()], ..around(ix, 0, usize::MAX) });
        }
        for collapse in [
            None,
            Some(Collapse::Owner),
            Some(Collapse::Layer),
            Some(Collapse::Class),
            Some(Collapse::Supplier),
        ] {
            for part in &parts {
                let part = Part { collapse, ..part.clone() };
                if part.focus.is_some_and(|focus| !part.lets(&graph, focus.element)) {
                    continue;
                }
                for max_boxes in [5, 500] {
                    let options = MapOptions { at: day(AT), max_boxes };
                    let scenes = [
                        map_of(&graph, &options, &part),
                        standard_of(&graph, &options, &part),
                        lifecycle_of(&graph, &options, day(AT), &part),
                    ];
                    for scene in &scenes {
                        let (all, sum) = tally(&scene.legend.notes);
                        assert_eq!((all, sum), (graph.element_count(), all), "{:?}", scene.legend.notes);
                    }
                    let rows = matrix_of(&graph, &MatrixOptions { at: day(AT), max_rows: max_boxes }, &part);
                    assert_eq!(tally(&rows.legend.notes), (graph.element_count(), graph.element_count()));
                    // Agreements are shown or not, and so is what is asked for out of use: then it is another whole.
                    let all = map(&graph, &options);
                    let has_agreements = |scene: &Scene| scene.boxes.iter().any(|each| each.lane == 6);
                    let is_place = part.focus.is_none_or(|focus| {
                        let element = graph.element(focus.element);
                        let is_way = matches!(element.section, Section::Integrations | Section::Agreements);
                        graph.model().in_use(element, day(AT)) && !is_way
                    });
                    if is_place && !has_agreements(&all) && !has_agreements(&scenes[0]) {
                        let told = dependencies(&scenes[0]) + lost(&scenes[0].legend.notes);
                        assert_eq!(told, dependencies(&all), "{:?}", scenes[0].legend.notes);
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn what_is_wanted_and_left_out_is_nothing() {
    let graph = stockholm();
    let systems = || chosen(&graph, "section=systems", |e| e.section == Section::Systems);
    let part = Part { only: vec![systems()], exclude: vec![systems()], ..Part::default() };
    assert!(map_of(&graph, &whole(AT), &part).boxes.is_empty());
    assert!(matrix_of(&graph, &MatrixOptions::new(day(AT)), &part).rows.is_empty());
}

#[test]
fn what_is_left_carries_on_as_it_was() {
    let graph = stockholm();
    let all = map(&graph, &whole(AT));
    let part = Part {
        exclude: vec![chosen(&graph, "kind=platform", |e| e.kind() == Some("platform"))],
        ..Part::default()
    };
    let some = map_of(&graph, &whole(AT), &part);
    let drawn = |scene: &Scene| -> BTreeMap<(String, String), (String, bool)> {
        let id = |index: usize| scene.boxes[index].id.clone();
        scene.arrows.iter().map(|a| ((id(a.from), id(a.to)), (a.title.clone(), a.dashed))).collect()
    };
    let left = ids(&some);
    let expected: BTreeMap<_, _> =
        drawn(&all).into_iter().filter(|((from, to), _)| left.contains(from) && left.contains(to)).collect();
    assert_eq!(drawn(&some), expected);
    assert!(expected.len() < drawn(&all).len());
}

/// The distance of every element from one, one way, by hand: an integration or group between counts nothing, and no way
/// leads through information.
fn distances(graph: &Graph, from: ElementIx, direction: Direction) -> BTreeMap<ElementIx, usize> {
    let in_use = graph.in_use(day(AT));
    let section = |ix: ElementIx| graph.element(ix).section;
    let mut best = BTreeMap::from([(from.node(), 0)]);
    let mut open = VecDeque::from([from.node()]);
    while let Some(node) = open.pop_front() {
        let here = best[&node];
        let element = graph.as_element(node);
        if node != from.node() && element.is_some_and(|ix| section(ix) == Section::Information) {
            continue;
        }
        for (next, edge) in graph.relations(node, direction) {
            let ix = graph.as_element(next);
            if !edge.relation.spec().passes_disruption
                || ix.is_some_and(|ix| !in_use[ix.index()] && ix != from)
            {
                continue;
            }
            let steps = here + usize::from(ix.is_some_and(|ix| section(ix) != Section::Integrations));
            if best.get(&next).is_none_or(|&known| steps < known) {
                best.insert(next, steps);
                open.push_back(next);
            }
        }
    }
    best.into_iter().filter_map(|(node, steps)| Some((graph.as_element(node)?, steps))).collect()
}

#[test]
fn a_focus_shows_what_lies_near_and_no_more() {
    let graph = stockholm();
    let is_place =
        |ix: ElementIx| !matches!(graph.element(ix).section, Section::Integrations | Section::Agreements);
    let in_use = graph.in_use(day(AT));
    for ix in graph.elements().filter(|&ix| is_place(ix) && in_use[ix.index()]) {
        let (above, below) =
            (distances(&graph, ix, Direction::Downstream), distances(&graph, ix, Direction::Upstream));
        for (up, down) in [(0, 0), (1, 1), (2, 0), (0, 3), (1_000_000, 1_000_000)] {
            let near = |all: &BTreeMap<ElementIx, usize>, radius: usize| -> Vec<ElementIx> {
                all.iter().filter(|(_, steps)| **steps <= radius).map(|(ix, _)| *ix).collect()
            };
            let expected = near(&above, up).into_iter().chain(near(&below, down)).filter(|&ix| is_place(ix));
            let expected: BTreeSet<String> = expected.map(|ix| graph.element(ix).id().to_owned()).collect();
            let scene = map_of(&graph, &whole(AT), &around(ix, up, down));
            assert_eq!(ids(&scene), expected, "{} {up} {down}", graph.element(ix).id());
            let focus = find(&scene, graph.element(ix).id());
            assert!(focus.look == Look::Focus && focus.line.starts_with("In focus"), "{}", focus.line);
            assert!((up, down) != (0, 0) || scene.boxes.len() == 1);
        }
    }
}

#[test]
fn a_lane_is_folded_by_what_it_has_in_common() {
    let graph = stockholm();
    for collapse in [Collapse::Owner, Collapse::Layer, Collapse::Class, Collapse::Supplier] {
        let part = Part { collapse: Some(collapse), ..Part::default() };
        let scene = map_of(&graph, &whole(AT), &part);
        let names: BTreeSet<(usize, &str)> = scene.boxes.iter().map(|b| (b.lane, b.name.as_str())).collect();
        assert_eq!(names.len(), scene.boxes.len(), "one box of a name in a lane");
        assert_eq!(dependencies(&scene), dependencies(&map(&graph, &whole(AT))));
        if collapse == Collapse::Layer {
            let lanes: BTreeSet<usize> = scene.boxes.iter().map(|each| each.lane).collect();
            assert_eq!(lanes.len(), scene.boxes.len());
        }
        // Every dependency is in a mark or inside a box.
        let matrix = matrix_of(&graph, &MatrixOptions { at: day(AT), max_rows: 500 }, &part);
        let inside =
            |note: &String| note.strip_prefix("Not drawn: ")?.split(' ').next()?.parse::<usize>().ok();
        let inside = matrix.legend.notes.iter().filter(|note| note.contains("inside a box")).find_map(inside);
        let marks: usize = matrix.marks.iter().map(|mark| mark.count).sum();
        assert_eq!(marks + inside.unwrap_or(0), dependencies(&scene));
    }
}

#[test]
fn what_is_in_focus_stays_alone() {
    let graph = stockholm();
    for ix in graph.elements().step_by(7) {
        let part = Part { collapse: Some(Collapse::Owner), ..around(ix, 2, 2) };
        for max_boxes in [1, 4, 500] {
            let options = MapOptions { at: day(AT), max_boxes };
            for scene in [map_of(&graph, &options, &part), standard_of(&graph, &options, &part)] {
                let focus = find(&scene, graph.element(ix).id());
                assert_eq!(focus.stands_for, 1);
                assert!(focus.line.starts_with("In focus"), "{}", focus.line);
            }
        }
    }
}

#[test]
fn what_lacks_an_owner_is_folded_as_such() {
    let graph = graph_of(
        "organisations: [{id: a, name: Same}, {id: b, name: Same}]\n\
         systems: [{id: p, owner: a}, {id: q, owner: a, depends_on: [r, s]}, {id: r, owner: b}, s, {id: t, depends_on: [p, q]}]\n",
    );
    let part = Part { collapse: Some(Collapse::Owner), ..Part::default() };
    let scene = map_of(&graph, &whole("2007"), &part);
    let boxes: Vec<(&str, &str, usize)> =
        scene.boxes.iter().map(|b| (b.name.as_str(), b.line.as_str(), b.stands_for)).collect();
    assert_eq!(boxes, [("Same", "2 systems", 2), ("Same", "1 system", 1), ("Without owner", "2 systems", 2)]);
    let counts: Vec<(usize, usize, usize)> = scene.arrows.iter().map(|a| (a.from, a.to, a.count)).collect();
    assert_eq!(counts, [(0, 1, 1), (2, 0, 3)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_wider_circle_shows_no_less(from in 0usize..60, up in 0usize..4, down in 0usize..4) {
        let graph = graph_of(&town(7, 6));
        let ix = graph.elements().nth(from % graph.element_count()).unwrap();
        let near = ids(&map_of(&graph, &whole(AT), &around(ix, up, down)));
        let wider = ids(&map_of(&graph, &whole(AT), &around(ix, up + 1, down + 1)));
        prop_assert!(near.is_subset(&wider));
        let apart: BTreeSet<String> = [around(ix, up, 0), around(ix, 0, down)]
            .iter()
            .flat_map(|part| ids(&map_of(&graph, &whole(AT), part)))
            .collect();
        prop_assert_eq!(near, apart);
    }
}
