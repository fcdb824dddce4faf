//! Shapes that are far from real maps: everything must end, and what was not computed must be said.

use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;

use systemkarta::analysis::rank::rank;
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};

use super::day;

fn build(text: &str) -> Graph {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, []);
    Graph::build(&Arc::new(loaded.model)).0
}

/// A map of systems, of which each rests on what `dependencies` says of its number, and of processes on the first.
fn map(systems: usize, processes: usize, dependencies: impl Fn(usize) -> Vec<usize>) -> Graph {
    let mut text = String::from("systems:\n");
    for n in 0..systems {
        let to: Vec<String> = dependencies(n).iter().map(|n| format!("s{n}")).collect();
        writeln!(text, "  s{n}: {{depends_on: [{}]}}", to.join(", ")).unwrap();
    }
    text.push_str("processes:\n");
    for n in 0..processes {
        writeln!(text, "  p{n}: {{depends_on: s0}}").unwrap();
    }
    build(&text)
}

fn on_a_small_stack(test: fn()) {
    thread::Builder::new().stack_size(512 * 1024).spawn(test).unwrap().join().unwrap();
}

#[test]
fn a_long_chain() {
    on_a_small_stack(|| {
        let last = 19_999;
        let graph = map(last + 1, 1, |n| if n < last { vec![n + 1] } else { vec![] });
        let answer = rank(&graph, day());
        assert_eq!(answer.elements[last].hanging.elements, last + 1);
        assert_eq!(answer.elements[last].stops.unwrap().processes, 1);
        assert_eq!(answer.pairs, last + 1);
        // What is nearest to the process takes all away.
        assert_eq!(answer.reliefs[0].element, graph.find_element("s0").unwrap());
        assert_eq!(answer.reliefs[0].removes, last + 1);
        assert_eq!(answer.limits, Default::default());
    });
}

#[test]
fn everything_rests_on_everything() {
    let size = 300;
    let graph = map(size, 2, |n| (0..size).filter(|&to| to != n).collect());
    let answer = rank(&graph, day());
    assert!(answer.elements[..size].iter().all(|ranked| ranked.hanging.elements == size - 1 + 2));
    assert_eq!(answer.pairs, 2 * size);
    assert_eq!(answer.reliefs[0].removes, 2 * size);
}

/// A chain of groups whose members share everything: each outage must be played through, and each takes long.
#[test]
fn what_takes_too_long_is_said() {
    let links = 3_000;
    let mut text = String::from("processes: {p: {depends_on: s0}}\nsystems:\n");
    for n in 0..links {
        let next = n + 1;
        writeln!(text, "  s{n}: {{depends_on: {{any_of: [a{next}, b{next}]}}}}").unwrap();
        writeln!(text, "  a{next}: {{depends_on: s{next}}}\n  b{next}: {{depends_on: s{next}}}").unwrap();
    }
    writeln!(text, "  s{links}: ").unwrap();
    let graph = build(&text);
    let answer = rank(&graph, day());
    let said = answer.elements.iter().filter(|ranked| ranked.stops.is_none()).count();
    assert!(said > 0);
    assert_eq!(answer.limits.outages, said);
    assert!(answer.limits.reliefs);
    assert!(!answer.limits.hanging_at_least);
}

/// The answer is the same however many threads share the work.
#[test]
fn threads_make_no_difference() {
    let graph = map(3_000, 40, |n| {
        vec![(n * 7 + 1) % 3_000, (n * 3 + 2) % 3_000].into_iter().filter(|&to| to != n).collect()
    });
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", rank(&graph, day())))
    };
    let one = with(1);
    assert!(with(2) == one && with(5) == one);
}
