//! Views: what a scene says of a map, that nothing is lost in it, and that it is a picture whatever the map says.

mod builtin;
mod commands;
mod diff;
mod disruption;
mod each;
mod lifecycle;
mod matrix;
mod mermaid;
mod part;
mod standard;
mod timeline;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use systemkarta::analysis::{Reach, ReachOptions, reach};
use systemkarta::diagnostic::{FileId, Place};
use systemkarta::graph::{Direction, ElementIx, Graph};
use systemkarta::load::{Config, load, load_texts};
use systemkarta::model::{
    Date, Element, Field, Header, Id, Located, Model, PartialDate, Reference, References, Section, Target,
    Value,
};
use systemkarta::render::views::{
    MapOptions, NeighbourhoodOptions, impact, impact_within, lifecycle, map, neighbourhood, standard,
};
use systemkarta::render::{
    Arrangement, Arrow, ArrowLook, LayoutOptions, Look, Scene, SceneBox, dot, layout, svg,
};

use crate::escape::poison::poison;

fn graph_of(text: &str) -> Graph {
    Graph::build(&Arc::new(load_texts([("map.yaml", text)], &Config::default()).model)).0
}

fn stockholm() -> Graph {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    Graph::build(&Arc::new(load(&folder, &Config::default()).expect("the map of the city").model)).0
}

fn day(text: &str) -> Date {
    PartialDate::parse(text).expect("a date").first()
}

fn element(graph: &Graph, id: &str) -> ElementIx {
    graph.find_element(id).unwrap_or_else(|| panic!("no `{id}`"))
}

fn reach_of(graph: &Graph, ids: &[&str], at: &str, direction: Direction) -> Reach {
    let causes: Vec<ElementIx> = ids.iter().map(|id| element(graph, id)).collect();
    reach(graph, &causes, ReachOptions { direction, depth: None, at: day(at) })
}

fn whole(at: &str) -> MapOptions {
    MapOptions { at: day(at), max_boxes: 500 }
}

fn find<'s>(scene: &'s Scene, id: &str) -> &'s SceneBox {
    scene.boxes.iter().find(|each| each.id == id).unwrap_or_else(|| panic!("no box `{id}`"))
}

/// Titles of the arrows from one box to another.
fn arrows<'s>(scene: &'s Scene, from: &str, to: &str) -> Vec<&'s Arrow> {
    let id = |index: usize| scene.boxes[index].id.as_str();
    scene.arrows.iter().filter(|arrow| (id(arrow.from), id(arrow.to)) == (from, to)).collect()
}

/// Whether there is a Graphviz to test with; its absence is an error where the tools are required.
fn graphviz(test: &str) -> bool {
    let there = Command::new("dot").arg("-V").output().is_ok();
    if !there {
        assert_ne!(std::env::var("SYSTEMKARTA_REQUIRE_TOOLS").as_deref(), Ok("1"), "Graphviz is missing");
        println!("{test}: skipped, Graphviz is not installed");
    }
    there
}

/// A town of departments, each with systems that rest on each other, on a platform and on servers.
fn town(departments: usize, systems: usize) -> String {
    let mut text = String::from("map: {title: Staden}\norganisations:\n");
    for d in 0..departments {
        writeln!(text, "  - {{id: d{d}, name: Förvaltning {d}}}").unwrap();
    }
    text.push_str("processes:\n");
    for d in 0..departments {
        writeln!(text, "  - {{id: p{d}, owner: d{d}, depends_on: [s{d}-0]}}").unwrap();
    }
    text.push_str("technologies:\n  - {id: server, kind: server}\n  - {id: net, kind: network}\nsystems:\n");
    text.push_str("  - {id: hub, kind: platform, runs_on: [server, net]}\n");
    for (d, s) in (0..departments).flat_map(|d| (0..systems).map(move |s| (d, s))) {
        let other = format!("s{}-{}", (d * 7 + s * 3 + 1) % departments, (s + 1) % systems);
        writeln!(text, "  - {{id: s{d}-{s}, owner: d{d}, runs_on: server, depends_on: [hub, {other}]}}")
            .unwrap();
    }
    text
}

#[test]
fn an_arrow_of_the_map_is_a_dependency() {
    let graph = graph_of(
        "systems:\n  a: {runs_on: [{any_of: [x, y, z], min_up: 2}]}\n  b: {part_of: c, depends_on: [{to: a, strength: soft}]}\n  c:\n  hub: {kind: platform}\n\
         information: [{id: i, name: Personakt, mastered_by: c}]\nprocesses: [{id: p, uses: i, depends_on: a-b}]\n\
         technologies: {x: , y: , z: }\nintegrations:\n  - {id: a-b, name: Lönefil, provider: a, consumer: c, via: hub, carries: i, schedule: monthly}\n",
    );
    let scene = map(&graph, &whole("2007"));
    assert!(!scene.boxes.iter().any(|each| each.id == "a-b"), "an integration is an arrow");
    for member in ["x", "y", "z"] {
        let [arrow] = arrows(&scene, "a", member)[..] else { panic!("a group is arrows to its members") };
        assert!(arrow.dashed && arrow.title.ends_with("runs on it, any 2 of 3"), "{}", arrow.title);
    }
    for consumer in ["c", "p"] {
        let [offer] = arrows(&scene, consumer, "a")[..] else { panic!("consumer → provider") };
        assert!(
            offer.title.ends_with("“Lönefil”, carries Personakt, through hub, monthly"),
            "{}",
            offer.title
        );
        let [way] = arrows(&scene, consumer, "hub")[..] else { panic!("consumer → platform") };
        assert!(way.title.ends_with("“Lönefil” goes through it"), "{}", way.title);
    }
    assert!(arrows(&scene, "hub", "a").is_empty(), "the platform does not depend on the provider");
    assert!(arrows(&scene, "b", "c")[0].two_way && arrows(&scene, "c", "b").is_empty(), "part and whole");
    assert!(arrows(&scene, "b", "a")[0].dashed, "soft");
    assert_eq!(arrows(&scene, "i", "c").len(), 1);
    assert!(arrows(&scene, "p", "i").is_empty());
    assert!(
        scene.legend.notes.iter().any(|note| note.contains("1 use of information")),
        "{:?}",
        scene.legend.notes
    );
}

#[test]
fn arrows_between_two_boxes_are_one() {
    let graph = graph_of(
        "systems: {a: {depends_on: b}, b: {depends_on: a}}\nintegrations:\n  - {id: one, provider: a, consumer: b}\n  - {id: two, provider: a, consumer: b}\n",
    );
    let scene = map(&graph, &whole("2007"));
    let [arrow] = &scene.arrows[..] else { panic!("{:?}", scene.arrows) };
    assert!(arrow.two_way && arrow.title.starts_with("b ↔ a, 4 dependencies: "), "{}", arrow.title);
}

#[test]
fn the_impact_is_the_map_in_other_colours() {
    let graph = stockholm();
    let at = "2007-09-01";
    let plain = map(&graph, &whole(at));
    let options = LayoutOptions::default();
    let drawn = graphviz("the_impact_is_the_map_in_other_colours").then(|| layout(&plain, &options).unwrap());
    for (id, direction) in [("integration-service", Direction::Downstream), ("lisa", Direction::Upstream)] {
        let coloured = impact_within(&graph, &reach_of(&graph, &[id], at, direction), 500);
        let ids = |scene: &Scene| scene.boxes.iter().map(|b| (b.id.clone(), b.lane)).collect::<Vec<_>>();
        let ends = |scene: &Scene| scene.arrows.iter().map(|a| (a.from, a.to)).collect::<Vec<_>>();
        assert_eq!(ids(&plain), ids(&coloured));
        assert_eq!(ends(&plain), ends(&coloured));
        if let Some(drawn) = &drawn {
            assert_eq!(drawn, &layout(&coloured, &options).unwrap());
        }
    }
}

#[test]
fn colours_and_chips_say_the_distance() {
    let graph = stockholm();
    let answer = reach_of(&graph, &["integration-service"], "2007-09-01", Direction::Downstream);
    let scene = impact(&graph, &answer);
    assert_eq!(scene.title, "What hangs on Integrationstjänsten?");
    let total = answer.elements(&graph).count();
    assert!(scene.subtitle.starts_with(&format!("{total} of ")), "{}", scene.subtitle);
    let named = |reached: &&systemkarta::analysis::Reached| {
        scene.boxes.iter().any(|b| b.id == graph.element(reached.element).id())
    };
    for reached in answer.reached.iter().filter(named) {
        let each = find(&scene, graph.element(reached.element).id());
        let (look, chip) = match reached.distance {
            1 => (Look::Step1, "1 STEP".to_owned()),
            2 => (Look::Step2, "2 STEPS".to_owned()),
            n => (Look::Step3, format!("{n} STEPS")),
        };
        assert_eq!((each.look, each.chip.as_ref()), (look, Some(&chip)), "{}", each.id);
    }
    let reached: usize = scene
        .boxes
        .iter()
        .filter(|b| matches!(b.look, Look::Step1 | Look::Step2 | Look::Step3))
        .map(|b| b.stands_for)
        .sum();
    assert_eq!(reached, total);
    check_ways(&scene);
}

/// Every box within reach has an arrow on a shortest way, in its own colour.
fn check_ways(scene: &Scene) {
    for (index, each) in scene.boxes.iter().enumerate() {
        let look = match each.look {
            Look::Step1 => ArrowLook::Path1,
            Look::Step2 => ArrowLook::Path2,
            Look::Step3 => ArrowLook::Path3,
            _ => continue,
        };
        let has_it = |arrow: &Arrow| arrow.from == index || arrow.two_way && arrow.to == index;
        assert!(
            scene.arrows.iter().any(|a| has_it(a) && a.look <= look && a.look >= ArrowLook::Path1),
            "{}",
            each.id
        );
    }
}

#[test]
fn every_cause_is_shown() {
    let graph = stockholm();
    for ix in graph.elements() {
        let id = graph.element(ix).id();
        for max_boxes in [1, 56] {
            let scene = impact_within(
                &graph,
                &reach_of(&graph, &[id], "2007-09-01", Direction::Downstream),
                max_boxes,
            );
            assert_eq!(find(&scene, id).look, Look::Cause);
            assert_eq!(scene.boxes.iter().filter(|each| each.look == Look::Cause).count(), 1);
        }
    }
    // So many that even they are folded.
    let graph = graph_of(&town(20, 12));
    let ids: Vec<String> = (0..20).flat_map(|d| (0..10).map(move |s| format!("s{d}-{s}"))).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let scene = impact(&graph, &reach_of(&graph, &ids, "2007", Direction::Downstream));
    let causes = scene.boxes.iter().filter(|each| each.look == Look::Cause);
    assert_eq!(causes.map(|each| each.stands_for).sum::<usize>(), ids.len());
}

#[test]
fn an_agreement_brings_work() {
    let graph = stockholm();
    let scene = impact(&graph, &reach_of(&graph, &["kitt"], "2007-09-01", Direction::Downstream));
    assert!(scene.subtitle.contains("have work when it changes"), "{}", scene.subtitle);
    assert_eq!((find(&scene, "lisa").look, find(&scene, "lisa").chip.as_deref()), (Look::Work, Some("WORK")));
    assert_eq!(arrows(&scene, "lisa", "kitt")[0].look, ArrowLook::Path1);
}

/// The numbers of the sentence that says what became of every element: all, and the parts.
fn account(scene: &Scene) -> (usize, Vec<usize>) {
    let note = scene.legend.notes.iter().find(|note| note.starts_with("Of ")).expect("an account");
    let digits = |text: &str| text.replace(',', "").parse::<usize>().ok();
    let (all, parts) = note.split_once(':').expect("parts");
    // "folded into 4 piles" counts boxes, not elements.
    let mut words = parts.split([' ', '.']).collect::<Vec<_>>();
    while let Some(into) = words.iter().position(|word| *word == "into") {
        words.drain(into..into + 2);
    }
    (all.split(' ').find_map(digits).expect("all"), words.into_iter().filter_map(digits).collect())
}

#[test]
fn nothing_is_lost_in_the_folds() {
    for graph in [stockholm(), graph_of(&town(12, 9)), graph_of("systems: {a: , b: }"), graph_of("map: {}")] {
        for at in ["1990-01-01", "2007-09-01", "2009-10-01"] {
            for max_boxes in [0, 1, 7, 30, 56, 90, 10_000] {
                let scene = map(&graph, &MapOptions { at: day(at), max_boxes });
                check_account(&graph, &scene);
                for ix in graph.elements().step_by(17) {
                    let id = graph.element(ix).id();
                    let answer = reach_of(&graph, &[id], at, Direction::Downstream);
                    check_account(&graph, &impact_within(&graph, &answer, max_boxes));
                }
            }
        }
    }
}

fn check_account(graph: &Graph, scene: &Scene) {
    let (all, parts) = account(scene);
    assert_eq!(all, graph.element_count());
    assert_eq!(parts.iter().sum::<usize>(), all, "{:?}", scene.legend.notes);
    // The boxes stand for as many as the sentence says.
    let note = scene.legend.notes.iter().find(|note| note.starts_with("Of ")).unwrap();
    let in_boxes =
        parts.iter().take(usize::from(note.contains(" own")) + usize::from(note.contains("folded")));
    assert_eq!(
        scene.boxes.iter().map(|each| each.stands_for).sum::<usize>(),
        in_boxes.sum::<usize>(),
        "{note}"
    );
    for each in scene.boxes.iter().filter(|each| each.stands_for > 1) {
        let counted: usize = each.line.split(' ').next().unwrap().replace(',', "").parse().expect("a count");
        assert_eq!(counted, each.stands_for, "{}", each.line);
    }
}

#[test]
fn folding_keeps_what_matters_by_name() {
    let graph = stockholm();
    let scene = map(&graph, &MapOptions::new(day("2007-09-01")));
    assert!(scene.boxes.len() <= 56);
    for id in ["payroll", "home-care", "lisa", "agresso", "integration-service", "st-erik-net"] {
        assert_eq!(find(&scene, id).stands_for, 1);
    }
    // Out of reach is folded before anything within reach.
    let answer = reach_of(&graph, &["lisa"], "2007-09-01", Direction::Downstream);
    let scene = impact(&graph, &answer);
    for reached in answer.reached.iter().filter(|r| graph.element(r.element).section != Section::Integrations)
    {
        assert_eq!(find(&scene, graph.element(reached.element).id()).stands_for, 1);
    }
}

#[test]
fn the_standard_is_that_of_the_phase() {
    let graph = stockholm();
    for (at, look, chip) in [
        ("2007-09-01", Look::Free, "FREE"),
        ("2008-12-31", Look::Concept, "CONCEPT"),
        ("2012-01-01", Look::Full, "FULL"),
    ] {
        let each = map(&graph, &whole(at));
        let each = find(&each, "paraplyet");
        assert_eq!((each.look, each.chip.as_deref()), (look, Some(chip)), "{at}");
    }
    let graph = graph_of("systems: {a: {criticality: high}, b: }");
    let scene = map(&graph, &whole("2007"));
    assert_eq!((find(&scene, "a").chip.as_deref(), find(&scene, "b").chip.as_deref()), (Some("HIGH"), None));
}

#[test]
fn a_neighbourhood_is_read_from_left_to_right() {
    let graph = stockholm();
    let scene = neighbourhood(&graph, element(&graph, "lisa"), &NeighbourhoodOptions::new(day("2007-09-01")));
    assert_eq!(
        (scene.arrangement, scene.title.as_str()),
        (Arrangement::LeftToRight, "Lisa and its neighbours")
    );
    let lane = |id: &str| find(&scene, id).lane;
    assert_eq!(find(&scene, "lisa").look, Look::Focus);
    assert_eq!(lane("payroll") + 1, lane("lisa"));
    assert_eq!(lane("accounting") + 2, lane("lisa"));
    assert_eq!(lane("lisa") + 1, lane("oracle-9i"));
    assert_eq!(lane("lisa") + 2, lane("stokab-fibre"));
    assert!(scene.lanes[lane("lisa") - 1].label == "Depend on it");
    let options = NeighbourhoodOptions { dependents: 0, ..NeighbourhoodOptions::new(day("2007-09-01")) };
    let scene = neighbourhood(&graph, element(&graph, "lisa"), &options);
    assert!(!scene.boxes.iter().any(|each| each.id == "payroll"));
    assert!(scene.legend.notes.iter().any(|note| note.starts_with("Farther away: ")));
}

#[test]
fn every_element_has_a_neighbourhood_and_says_the_same_in_words() {
    let graph = stockholm();
    for ix in graph.elements() {
        let scene = neighbourhood(&graph, ix, &NeighbourhoodOptions::new(day("2009-01-01")));
        assert_eq!(scene.boxes.iter().filter(|each| each.look == Look::Focus).count(), 1);
        assert!(scene.boxes.iter().all(|each| each.lane < scene.lanes.len()));
        for each in scene.boxes.iter().filter(|each| each.look != Look::Focus) {
            assert!(scene.description.contains(&each.name), "{} in {}", each.name, scene.description);
        }
    }
}

#[test]
fn the_same_map_gives_the_same_picture() {
    let scenes = || {
        let graph = stockholm();
        let answer = reach_of(&graph, &["st-erik-net", "kitt"], "2007-09-01", Direction::Downstream);
        let near =
            neighbourhood(&graph, element(&graph, "smil"), &NeighbourhoodOptions::new(day("2009-01-01")));
        format!("{:?}", [map(&graph, &MapOptions::new(day("2007-09-01"))), impact(&graph, &answer), near])
    };
    assert_eq!(scenes(), scenes());
}

#[test]
fn a_huge_map_is_bounded() {
    let graph = graph_of(&town(90, 60));
    let begun = Instant::now();
    let answer = reach_of(&graph, &["server"], "2007", Direction::Downstream);
    let near = neighbourhood(&graph, element(&graph, "hub"), &NeighbourhoodOptions::new(day("2007")));
    check_ways(&impact(&graph, &answer));
    check_ways(&impact(&graph, &reach_of(&graph, &["s3-3"], "2007", Direction::Downstream)));
    for scene in [map(&graph, &MapOptions::new(day("2007"))), impact(&graph, &answer), near] {
        assert!(
            scene.boxes.len() <= 56 && scene.arrows.len() <= 90,
            "{} {}",
            scene.boxes.len(),
            scene.arrows.len()
        );
        assert!(
            scene.legend.notes.iter().any(|note| note.starts_with("Not drawn")),
            "{:?}",
            scene.legend.notes
        );
        assert!(scene.description.len() < 20_000);
        if graphviz("a_huge_map_is_bounded") {
            let geometry = layout(&scene, &LayoutOptions::default()).unwrap();
            assert!(geometry.width < 2500.0 && geometry.height < 1800.0);
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn chains_and_hubs_of_integrations_end() {
    // A chain of integrations without anything between them, and one that everything shares.
    let mut text = String::from("systems: {a: }\nintegrations:\n");
    for n in 0..3000 {
        writeln!(text, "  - {{id: i{n}, provider: a, consumer: a, depends_on: i{}}}", (n + 1) % 3000)
            .unwrap();
    }
    writeln!(text, "processes:").unwrap();
    for n in 0..3000 {
        writeln!(text, "  - {{id: p{n}, depends_on: [i{n}, shared]}}").unwrap();
    }
    let all: Vec<String> = (0..3000).map(|n| format!("t{n}")).collect();
    writeln!(text, "  - {{id: p, depends_on: [shared]}}").unwrap();
    writeln!(
        text,
        "technologies:\n{}",
        all.iter().map(|id| format!("  - {{id: {id}}}\n")).collect::<String>()
    )
    .unwrap();
    writeln!(
        text,
        "---\nintegrations: [{{id: shared, provider: a, consumer: a, via: [{}]}}]",
        all.join(", ")
    )
    .unwrap();
    let graph = graph_of(&text);
    let begun = Instant::now();
    let scene = map(&graph, &MapOptions::new(day("2007")));
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert!(scene.legend.notes.iter().any(|note| note.contains("more dependencies than could be followed")));
}

/// A map in which everything is called something that breaks programs. Built by hand: loading refuses some of it.
pub(crate) fn poisoned() -> Graph {
    let place = Place::file(FileId::new(0));
    let names = poison();
    let id = |letter: char, n: usize| Id::parse(&format!("{letter}{n}")).unwrap();
    let declared = |letter: char, section: Section, more: &dyn Fn(usize) -> Vec<(Field, Value)>| {
        let each = |(n, name): (usize, &String)| {
            let texts = [Field::Name, Field::Kind, Field::Description]
                .map(|field| (field, Value::Text(name.as_str().into())));
            let fields =
                texts.into_iter().chain(more(n)).map(|(field, value)| (field, Located::new(value, place)));
            Element::new(Located::new(id(letter, n), place), section, fields.collect())
        };
        names.iter().enumerate().map(each).collect::<Vec<_>>()
    };
    let rests_on = |n: usize| {
        let target = Target::Id(id('s', (n * 5 + 1) % names.len()));
        let reference = Reference { target, strength: None, tolerates: None, place };
        vec![
            (Field::Owner, Value::Organisation(id('o', n))),
            (Field::DependsOn, Value::References(Box::new(References::new(vec![reference], 1)))),
        ]
    };
    let organisations = declared('o', Section::Organisations, &|_| Vec::new());
    let elements = declared('s', Section::Systems, &rests_on);
    let title = names.concat().chars().take(3000).collect::<String>().into();
    let header = Header { title: Some(Located::new(title, place)), ..Header::default() };
    Graph::build(&Arc::new(Model { header, elements, organisations, ..Model::default() })).0
}

#[test]
fn no_name_breaks_a_picture() {
    let graph = poisoned();
    let some = graph.elements().next().expect("an element");
    let answer = reach(
        &graph,
        &[some],
        ReachOptions { direction: Direction::Downstream, depth: None, at: day("2007") },
    );
    let scenes = [
        map(&graph, &MapOptions::new(day("2007"))),
        map(&graph, &whole("2007")),
        impact(&graph, &answer),
        neighbourhood(&graph, some, &NeighbourhoodOptions::new(day("2007"))),
        standard(&graph, &whole("2007")),
        lifecycle(&graph, &whole("2007"), day("2007")),
    ];
    for scene in scenes {
        let text = dot(&scene);
        if !graphviz("no_name_breaks_a_picture") {
            continue;
        }
        let picture = svg(&scene, &LayoutOptions::default()).unwrap();
        let document = roxmltree::Document::parse(&picture).expect("XML");
        let with_id: HashSet<_> =
            document.descendants().filter_map(|node| node.attribute("data-id")).collect();
        assert_eq!(with_id.len(), scene.boxes.len());
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &text).unwrap();
        let output = Command::new("dot").arg("-Tplain").arg(file.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
