//! Small maps, each with one thing that rank must see.

use systemkarta::analysis::rank::{Holder, Rank, rank};
use systemkarta::graph::Graph;

use super::{day, graph};

/// The single points of a process by id.
fn points(graph: &Graph, answer: &Rank, process: &str) -> Vec<String> {
    let process = graph.find_element(process).unwrap();
    let points = answer.single_points.iter().find(|points| points.process == process).unwrap();
    let mut ids: Vec<String> =
        points.elements.as_ref().unwrap().iter().map(|&ix| graph.element(ix).id().to_owned()).collect();
    ids.sort();
    ids
}

fn stops(graph: &Graph, answer: &Rank, id: &str) -> (usize, Option<u32>) {
    let ix = graph.find_element(id).unwrap();
    let stops = answer.elements.iter().find(|ranked| ranked.element == ix).unwrap().stops.unwrap();
    (stops.processes, stops.first.map(|first| first.minutes))
}

#[test]
fn a_group_hides_its_members_but_not_what_they_share() {
    let graph = graph(
        "processes: {pay: {depends_on: app}}
systems:
  app: {runs_on: {any_of: [node-1, node-2]}}
technologies:
  node-1: {runs_on: hall}
  node-2: {runs_on: {to: hall, tolerates: 2h}}
  hall:
",
    );
    let answer = rank(&graph, day());
    assert_eq!(points(&graph, &answer, "pay"), ["app", "hall"]);
    // The hall stops the group with its second loss.
    assert_eq!(stops(&graph, &answer, "hall"), (1, Some(120)));
    assert_eq!(stops(&graph, &answer, "node-1"), (0, None));
    let removes: Vec<(&str, usize)> =
        answer.reliefs.iter().map(|relief| (graph.element(relief.element).id(), relief.removes)).collect();
    assert_eq!(removes, [("app", 2), ("hall", 1)]);
}

#[test]
fn what_works_on_with_less_does_not_stop() {
    let graph = graph(
        "processes: {pay: {depends_on: [{to: app, strength: soft}, {to: db, tolerates: 3d}]}}
systems: {app: , db: }
",
    );
    let answer = rank(&graph, day());
    assert_eq!(points(&graph, &answer, "pay"), ["db"]);
    assert_eq!(stops(&graph, &answer, "db"), (1, Some(3 * 24 * 60)));
    let hanging: Vec<usize> = answer.elements.iter().map(|ranked| ranked.hanging.processes).collect();
    assert_eq!(hanging, [0, 1, 1]);
}

#[test]
fn nothing_passes_through_information_but_from_it() {
    let graph = graph(
        "processes: {pay: {depends_on: register}}
information: {register: {mastered_by: source}}
systems: {source: }
",
    );
    let answer = rank(&graph, day());
    assert_eq!(points(&graph, &answer, "pay"), [""; 0]);
    assert_eq!(stops(&graph, &answer, "register"), (1, Some(0)));
    assert_eq!(stops(&graph, &answer, "source"), (0, None));
}

#[test]
fn processes_that_rest_on_each_other_do_not_stop_themselves() {
    let graph = graph("processes: {a: {depends_on: b}, b: {depends_on: {to: a, tolerates: 1h}}}");
    let answer = rank(&graph, day());
    assert_eq!(stops(&graph, &answer, "a"), (1, Some(60)));
    assert_eq!(stops(&graph, &answer, "b"), (1, Some(0)));
}

#[test]
fn a_supplier_answers_for_what_it_delivers_under_an_agreement_too() {
    let graph = graph(
        "organisations: [{id: tieto}, {id: city}]
agreements: [{id: kitt, supplier: tieto}]
processes: [{id: pay, owner: city, criticality: critical, depends_on: lisa}, {id: write, owner: city}]
systems: [{id: lisa, owner: city, agreement: kitt}]
",
    );
    let answer = rank(&graph, day());
    let of = |holder| {
        let held = answer.concentration.iter().find(|held| held.holder == holder).unwrap();
        (held.id.as_str(), held.elements, held.stops.unwrap().critical, held.stops.unwrap().processes)
    };
    assert_eq!(of(Holder::Supplier), ("tieto", 1, 1, 1));
    assert_eq!(of(Holder::Agreement), ("kitt", 1, 1, 1));
    // The processes that it owns are not out with what it owns.
    assert_eq!(of(Holder::Owner), ("city", 1, 1, 1));
    assert_eq!((answer.processes.len(), answer.critical_processes), (2, 1));
}
