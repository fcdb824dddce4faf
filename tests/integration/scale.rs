//! Maps far larger than real ones, of every shape that invites recursion, on a small stack.

use std::sync::Arc;
use std::thread;
use systemkarta::diagnostic::{FileId, Place};
use systemkarta::graph::{Direction, ElementIx, Graph, WalkOptions};
use systemkarta::model::{
    Element, Field, Group, Id, Located, Model, Reference, References, Section, Target, Value,
};

const STACK: usize = 512 * 1024;

fn on_a_small_stack(test: fn()) {
    thread::Builder::new().stack_size(STACK).spawn(test).unwrap().join().unwrap();
}

fn nowhere() -> Place {
    Place::file(FileId::new(0))
}

fn reference(target: Target) -> Reference {
    Reference { target, strength: None, tolerates: None, place: nowhere() }
}

fn id(number: usize) -> Id {
    Id::parse(&format!("s{number:07}")).unwrap()
}

fn to(number: usize) -> Reference {
    reference(Target::Id(id(number)))
}

fn system(number: usize, depends_on: References) -> Element {
    let depends_on = Located::new(Value::References(Box::new(depends_on)), nowhere());
    Element::new(Located::new(id(number), nowhere()), Section::Systems, vec![(Field::DependsOn, depends_on)])
}

/// A map of systems, of which each rests on what `dependencies` says of its number.
fn graph<N: IntoIterator<Item = usize>>(systems: usize, dependencies: impl Fn(usize) -> N) -> Graph {
    build((0..systems).map(|number| {
        let list: Vec<Reference> = dependencies(number).into_iter().map(to).collect();
        let written = list.len();
        system(number, References::new(list, written))
    }))
}

fn build(elements: impl Iterator<Item = Element>) -> Graph {
    let model = Model { elements: elements.collect(), ..Model::default() };
    let (graph, findings) = Graph::build(&Arc::new(model));
    assert_eq!(findings, []);
    graph
}

fn element(graph: &Graph, number: usize) -> ElementIx {
    graph.find_element(id(number).as_str()).unwrap()
}

/// How many elements a walk reaches from one, and how far the last node is.
fn reach(graph: &Graph, start: usize, direction: Direction) -> (usize, usize) {
    let options = WalkOptions { direction, depth: None, admitted: None };
    let walk = graph.walk([element(graph, start).node()], &options);
    let last = *walk.nodes().last().unwrap();
    let distance = walk.distance(graph, graph.as_element(last).unwrap()).unwrap();
    assert!(walk.way(last).len() > distance);
    (graph.elements_of(walk.nodes()).len() - 1, distance)
}

#[test]
fn a_chain() {
    on_a_small_stack(|| {
        // Without optimisation a quarter of it, which takes as long; what recurses overflows far below that.
        let last = if cfg!(debug_assertions) { 250_000 } else { 1_000_000 };
        let graph = graph(last + 1, |n| (n < last).then_some(n + 1));
        assert_eq!(reach(&graph, last, Direction::Downstream), (last, last));
        assert_eq!(reach(&graph, 0, Direction::Upstream), (last, last));
        assert_eq!(graph.cyclic_components(), []);
        let paths = graph.simple_paths(element(&graph, 0), element(&graph, last), None, 10);
        assert_eq!((paths.paths.len(), paths.more), (1, false));
    });
}

#[test]
fn a_ring() {
    on_a_small_stack(|| {
        let size = 50_000;
        let graph = graph(size, |n| [(n + 1) % size]);
        assert_eq!(reach(&graph, 7, Direction::Downstream), (size - 1, size - 1));
        let components = graph.cyclic_components();
        assert_eq!(components.len(), 1);
        assert_eq!((components[0].members.len(), components[0].cycle.len()), (size, size));
        assert!(components[0].proven_shortest);
        let paths = graph.simple_paths(element(&graph, 1), element(&graph, 0), None, 10);
        assert_eq!((paths.paths[0].len(), paths.more), (size, false));
    });
}

/// Everything in one component, and many ways on from each element: the search for a shortest cycle has much to do.
#[test]
fn a_ring_with_chords() {
    on_a_small_stack(|| {
        let size = 20_000;
        let graph = graph(size, |n| {
            [(n + 1) % size, (n * 7 + 3) % size, (n * 13 + 5) % size].into_iter().filter(move |&to| to != n)
        });
        let components = graph.cyclic_components();
        assert_eq!(components[0].members.len(), size);
        assert!(components[0].cycle.len() >= 2);
        let paths = graph.simple_paths(element(&graph, 1), element(&graph, 0), None, 100);
        assert!(paths.more);
        assert_eq!(paths.paths.len(), 100);
        assert!(paths.paths.is_sorted_by_key(Vec::len));
    });
}

#[test]
fn a_star() {
    on_a_small_stack(|| {
        let size = 100_000;
        let graph = graph(size + 1, |n| (n > 0).then_some(0));
        assert_eq!(reach(&graph, 0, Direction::Downstream), (size, 1));
        assert_eq!(reach(&graph, 5, Direction::Upstream), (1, 1));
        assert_eq!(graph.cyclic_components(), []);
    });
}

/// From each joint two ways lead to the next: there are more ways from end to end than atoms.
#[test]
fn a_ladder_of_diamonds() {
    on_a_small_stack(|| {
        let joints = 20_000;
        let last = 3 * joints;
        let graph = graph(last + 1, |n| match n % 3 {
            0 if n == last => vec![],
            0 => vec![n + 1, n + 2],
            1 => vec![n + 2],
            _ => vec![n + 1],
        });
        assert_eq!(reach(&graph, last, Direction::Downstream), (last, 2 * joints));
        assert_eq!(graph.cyclic_components(), []);
        let paths = graph.simple_paths(element(&graph, 0), element(&graph, last), None, 10);
        assert_eq!((paths.paths.len(), paths.more), (10, true));
        assert!(paths.paths.iter().all(|path| path.len() == 2 * joints + 1));
    });
}

#[test]
fn every_element_in_one_group() {
    on_a_small_stack(|| {
        let size = 100_000;
        let group = reference(Target::Group(Group { members: 1..size + 1, min_up: size }));
        let all = References::new(std::iter::once(group).chain((1..=size).map(to)).collect(), 1);
        let none = || References::new(Vec::new(), 0);
        let graph = build(std::iter::once(system(0, all)).chain((1..=size).map(|n| system(n, none()))));
        assert_eq!(graph.node_count(), size + 2);
        assert_eq!(reach(&graph, 0, Direction::Upstream), (size, 1));
        assert_eq!(reach(&graph, 9, Direction::Downstream), (1, 1));
        assert_eq!(graph.cyclic_components(), []);
    });
}

#[test]
fn groups_within_groups() {
    on_a_small_stack(|| {
        let depth = 100_000;
        let nested = (0..depth).map(|n| reference(Target::Group(Group { members: n + 1..n + 2, min_up: 1 })));
        let all = References::new(nested.chain([to(1)]).collect(), 1);
        let back = References::new(vec![to(0)], 1);
        let graph = build([system(0, all), system(1, back)].into_iter());
        assert_eq!(reach(&graph, 1, Direction::Downstream), (1, 1));
        let components = graph.cyclic_components();
        assert_eq!((components.len(), components[0].cycle.len()), (1, 2));
        let paths = graph.simple_paths(element(&graph, 0), element(&graph, 1), None, 10);
        assert_eq!((paths.paths.len(), paths.more), (1, false));
    });
}
