//! Speed of loading, building and answering, on maps of three sizes with five integrations a system and fifty processes.
//!
//! `cargo bench --bench map`; a filter such as `-- walk` runs some of it.
#![allow(clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::OnceLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use systemkarta::analysis::lifecycle::{Timelines, conflicts};
use systemkarta::analysis::{self, Change, ImpactOptions, Window};
use systemkarta::diagnostic::{FileId, Finding, Place};
use systemkarta::entry::{self, Entry};
use systemkarta::export;
use systemkarta::graph::{Direction, Graph, WalkOptions};
use systemkarta::import::{self, Draft, Incoming, Target};
use systemkarta::lint::{self, Levels};
use systemkarta::load::{Config, Loaded, load_texts};
use systemkarta::model::{ChangeKind, Listing, Model, Section};
use systemkarta::render::views::{NeighbourhoodOptions, neighbourhood};
use systemkarta::render::{BATCH, Engine, LayoutOptions, Scene, svg_each};

const SYSTEMS: [usize; 3] = [1_000, 10_000, 60_000];
const INTEGRATIONS_EACH: usize = 5;
const PROCESSES: usize = 50;
/// As many systems as share a module; most integrations stay within one.
const MODULE: usize = 64;

fn main() {
    divan::main();
}

/// A map of so many systems: owned, tagged, with a few hubs on which much rests and some cycles within modules.
fn text(systems: usize) -> String {
    let mut text = String::from("organisations: [{id: it, contact: it@example.org}]\nsystems:\n");
    let write = "writing to a string cannot fail";
    for n in 0..systems {
        writeln!(
            text,
            "  - id: system-{n}\n    name: System {n}\n    owner: it\n    tags: [module-{}]",
            n / MODULE
        )
        .expect(write);
    }
    text.push_str("integrations:\n");
    let mut random = Random(systems as u64);
    for n in 0..systems {
        for nth in 0..INTEGRATIONS_EACH {
            let provider = provider(&mut random, n, nth, systems);
            writeln!(text, "  - id: i-{n}-{nth}\n    provider: system-{provider}\n    consumer: system-{n}")
                .expect(write);
        }
    }
    text.push_str("processes:\n");
    for n in 0..PROCESSES {
        let system = n * systems / PROCESSES;
        writeln!(text, "  - {{id: process-{n}, criticality: critical, depends_on: system-{system}}}")
            .expect(write);
    }
    text
}

/// One integration in five leads to a hub, the others into the module, seldom backwards.
fn provider(random: &mut Random, consumer: usize, nth: usize, systems: usize) -> usize {
    let module = consumer - consumer % MODULE;
    let later = (module + MODULE).min(systems) - consumer;
    match nth {
        0 => random.below(systems / 100),
        _ if later < 2 || random.below(2_000) == 0 => module + random.below(MODULE.min(systems - module)),
        _ => consumer + 1 + random.below(later - 1),
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// Each map is made once for all that is measured on it.
struct Prepared {
    text: String,
    model: Arc<Model>,
    graph: Graph,
    found: Vec<Finding>,
}

fn prepared(systems: usize) -> &'static Prepared {
    static MAPS: [OnceLock<Prepared>; SYSTEMS.len()] = [const { OnceLock::new() }; SYSTEMS.len()];
    let number = SYSTEMS.iter().position(|&size| size == systems).expect("a size of the list");
    MAPS.get(number).expect("a slot for each size").get_or_init(|| {
        let text = text(systems);
        let loaded = loaded(&text);
        let model = Arc::new(loaded.model);
        let (graph, mut found) = Graph::build(&model);
        found.extend(loaded.findings);
        Prepared { text, model, graph, found }
    })
}

fn loaded(text: &str) -> Loaded {
    load_texts([("map.yaml", text)], &Config::default())
}

#[divan::bench(args = SYSTEMS, max_time = 5)]
fn load(bencher: Bencher<'_, '_>, systems: usize) {
    let map = prepared(systems);
    bencher.counter(divan::counter::BytesCount::of_str(&map.text)).bench(|| loaded(black_box(&map.text)));
}

#[divan::bench(args = SYSTEMS, max_time = 5)]
fn build(bencher: Bencher<'_, '_>, systems: usize) {
    let map = prepared(systems);
    bencher.counter(ItemsCount::new(map.graph.edge_count())).bench(|| Graph::build(black_box(&map.model)));
}

#[divan::bench(args = SYSTEMS)]
fn walk_from_a_hub(bencher: Bencher<'_, '_>, systems: usize) {
    let graph = &prepared(systems).graph;
    let hub = graph.find_element("system-0").expect("the first system").node();
    let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted: None };
    let reached = graph.walk([hub], &options).nodes().len();
    bencher.counter(ItemsCount::new(reached)).bench(|| graph.walk([black_box(hub)], &options));
}

/// An outage of an element, hub or not, with all that is told of it.
#[divan::bench(args = SYSTEMS, consts = [0, 3], max_time = 5)]
fn outage_of_a_system<const MODULES_FROM_END: usize>(bencher: Bencher<'_, '_>, systems: usize) {
    let graph = &prepared(systems).graph;
    let number = if MODULES_FROM_END == 0 { 0 } else { systems - MODULES_FROM_END * MODULE };
    let element = graph.find_element(&format!("system-{number}")).expect("one of the systems");
    let at = "2007-09-01".parse().expect("a date");
    let window = Window { from: 0, until: Some(8 * 60) };
    let change = Change::new(graph, element, ChangeKind::Outage, window, at, None);
    let options = ImpactOptions { at, clock: None };
    let affected = analysis::impact(graph, &[change], options).affected.len();
    bencher
        .counter(ItemsCount::new(affected))
        .bench(|| analysis::impact(black_box(graph), &[change], options));
}

/// Three hundred neighbourhoods as pictures, one batch after the other; by Graphviz if it is installed.
#[divan::bench(max_time = 5)]
fn three_hundred_pictures(bencher: Bencher<'_, '_>) {
    let graph = &prepared(1_000).graph;
    let at = "2007-09-01".parse().expect("a date");
    let options = NeighbourhoodOptions { dependents: 1, dependencies: 1, ..NeighbourhoodOptions::new(at) };
    let elements: Vec<_> = graph.elements().take(300).collect();
    let layout = LayoutOptions { engine: Engine::Auto, ..LayoutOptions::default() };
    bencher.counter(ItemsCount::new(elements.len())).bench(|| {
        let batches = elements.chunks(BATCH).map(|batch| {
            let scenes: Vec<Scene> =
                batch.iter().map(|&element| neighbourhood(black_box(graph), element, &options)).collect();
            svg_each(&scenes, &layout).expect("a layout")
        });
        batches.map(|pictures| pictures.len()).sum::<usize>()
    });
}

#[divan::bench(args = SYSTEMS, max_time = 5)]
fn cyclic_components(bencher: Bencher<'_, '_>, systems: usize) {
    let graph = &prepared(systems).graph;
    bencher.bench(|| black_box(graph).cyclic_components());
}

#[divan::bench(args = SYSTEMS, max_time = 5)]
fn rank(bencher: Bencher<'_, '_>, systems: usize) {
    let graph = &prepared(systems).graph;
    let day = "2007-09-01".parse().expect("a date");
    bencher.counter(ItemsCount::new(graph.element_count())).bench(|| analysis::rank(black_box(graph), day));
}

/// Every conflict of a map whose systems all have dates, one in three of them out of use before most others.
#[divan::bench(args = SYSTEMS, max_time = 5)]
fn conflicts_of_dated_systems(bencher: Bencher<'_, '_>, systems: usize) {
    let mut number = 0;
    let dated = |line: &str| {
        number += usize::from(line.starts_with("  - id: system-"));
        let retired = 2009 + number % 3 * 3;
        if line == "    owner: it" {
            format!("{line}\n    lifecycle: {{active: 2001, retired: {retired}}}\n")
        } else {
            format!("{line}\n")
        }
    };
    let text: String = prepared(systems).text.lines().map(dated).collect();
    let (graph, _) = Graph::build(&Arc::new(loaded(&text).model));
    let today = "2007-09-01".parse().expect("a date");
    let all = || conflicts(&Timelines::of(black_box(&graph), today));
    bencher.counter(ItemsCount::new(all().len())).bench(all);
}

#[divan::bench(args = SYSTEMS, max_time = 5)]
fn check(bencher: Bencher<'_, '_>, systems: usize) {
    let map = prepared(systems);
    let today = "2007-09-01".parse().expect("a date");
    bencher
        .with_inputs(|| map.found.clone())
        .bench_values(|found| lint::check(black_box(&map.graph), found, &Levels::default(), today));
}

/// The register as a workbook: what owners are sent.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn export_as_a_workbook(bencher: Bencher<'_, '_>, systems: usize) {
    let entries = entry::entries(&loaded(&text(systems)).model);
    let config = Config::default();
    bencher.counter(ItemsCount::new(entries.len())).bench(|| {
        let tables = export::tables(black_box(&entries), |_| true, &[], &config);
        export::xlsx(&tables.tables, "bench")
    });
}

/// One field of each tenth system is said anew, and edited where it stands.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn import_into_a_map(bencher: Bencher<'_, '_>, systems: usize) {
    let map = loaded(&text(systems));
    let said = (0..systems).step_by(10).map(|n| {
        let entry = Entry::new(Listing::Section(Section::Systems), format!("system-{n}"));
        Incoming::said(entry.with("criticality", "high"), Vec::new(), Place::file(FileId::new(0)))
    });
    let draft = Draft { entries: said.collect(), ..Draft::default() };
    let (config, sheets) = (Config::default(), BTreeMap::new());
    let target = Target { map: &map, file: "list.yaml", sheets: &sheets, config: &config };
    bencher.counter(ItemsCount::new(systems / 10)).bench(|| import::plan(black_box(&draft), target));
}
