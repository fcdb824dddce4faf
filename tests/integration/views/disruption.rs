//! Pictures of what a change does: what each box, chip and arrow says, in every kind of effect.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use systemkarta::analysis::{Basis, Change, Impact, ImpactOptions, Window, impact};
use systemkarta::graph::Graph;
use systemkarta::model::{ChangeKind, Disruption, Section};
use systemkarta::render::views::{disruption, map};
use systemkarta::render::{ArrowLook, LayoutOptions, Look, Scene, Swatch, dot, layout, svg};

use super::{arrows, check_account, day, element, find, graph_of, poisoned, stockholm, town, whole};
use crate::tools;

/// A hall with three days of outage: something stops, may stop, works with less, is absorbed, is bridged.
const TOWN: &str = "
processes:
  - {id: pay, name: Löneutbetalning, depends_on: [{to: lisa, strength: hard, tolerates: 1d}]}
  - {id: permits, name: Bygglov, depends_on: [map-service]}
  - {id: care, name: Hemtjänst, depends_on: [{to: care-file, strength: hard, tolerates: 2w}]}
systems:
  - {id: lisa, name: Lisa, runs_on: [{to: hall, strength: hard}]}
  - {id: portal, name: Portalen, runs_on: [{any_of: [hall, hall-2, hall-3], min_up: 2, strength: hard}]}
  - {id: map-service, name: Karttjänsten, runs_on: hall}
  - {id: statistics, name: Statistik, depends_on: [{to: lisa, strength: soft}]}
  - {id: report, name: Rapporten, depends_on: [{to: statistics, strength: soft}]}
  - {id: care-file, name: Vodok, runs_on: [{to: hall, strength: hard}]}
  - {id: feeder, name: Källan}
  - {id: idle, name: Dur}
integrations:
  - {id: feed, provider: feeder, consumer: lisa, strength: hard, tolerates: 1d}
  - {id: pay-file, name: Lönefil, provider: lisa, consumer: bank, strength: hard, tolerates: 1d}
technologies: [{id: hall, name: Hall 1}, {id: hall-2, name: Hall 2}, {id: hall-3, name: Hall 3}, {id: alone, name: Ensam}]
---
systems: [{id: bank, name: Banken, kind: external}]
";

const DAY: u32 = 24 * 60;

fn impact_of<'g>(graph: &'g Graph, changes: &[(&str, ChangeKind)], minutes: Option<u32>) -> Impact<'g> {
    let at = day("2007-09-01");
    let window = Window { from: 0, until: minutes };
    let change =
        |&(id, kind): &(&str, ChangeKind)| Change::new(graph, element(graph, id), kind, window, at, None);
    let changes: Vec<Change> = changes.iter().map(change).collect();
    impact(graph, &changes, ImpactOptions { at, clock: None })
}

fn said<'s>(scene: &'s Scene, id: &str) -> (Look, Option<&'s str>) {
    let each = find(scene, id);
    (each.look, each.chip.as_deref())
}

fn arrow(scene: &Scene, from: &str, to: &str) -> ArrowLook {
    let [arrow] = arrows(scene, from, to)[..] else { panic!("one arrow from {from} to {to}") };
    arrow.look
}

#[test]
fn every_box_says_what_becomes_of_it() {
    let graph = graph_of(TOWN);
    let scene = disruption(&graph, &impact_of(&graph, &[("hall", ChangeKind::Outage)], Some(3 * DAY)), 56);
    assert_eq!(scene.title, "What does an outage of Hall 1 do?");
    assert_eq!(
        scene.subtitle,
        "4 stop, 2 may stop, 1 works with less · 2 are kept from it · the first process may stop at once, the first \
         surely stops after 24h · out for 3d · on 2007-09-01 · read upwards from the dark box"
    );
    for (id, look, chip) in [
        ("hall", Look::Cause, Some("OUTAGE")),
        ("lisa", Look::Stops, Some("STOPS")),
        ("pay", Look::Stops, Some("STOPS IN 24h")),
        ("bank", Look::Stops, Some("STOPS IN 24h")),
        ("map-service", Look::MayStop, Some("MAY STOP")),
        ("permits", Look::MayStop, Some("MAY STOP")),
        ("statistics", Look::Less, Some("LESS")),
        ("report", Look::Faded, None),
        ("portal", Look::Protected, Some("ABSORBED, 2 OF 3")),
        ("care", Look::Protected, Some("BRIDGED, 11d LEFT")),
        ("idle", Look::Faded, None),
        ("hall-2", Look::Faded, None),
    ] {
        assert_eq!(said(&scene, id), (look, chip), "{id}");
    }
    let title = |id| find(&scene, id).title.as_str();
    assert!(title("permits").ends_with("may stop at once: strength not declared"), "{}", title("permits"));
    assert!(
        title("portal").ends_with("kept from stopping: absorbed by 2 of 3, none to spare"),
        "{}",
        title("portal")
    );
    for words in ["Stops: ", "Löneutbetalning (stops in 24h)", "May stop: ", "Hemtjänst (bridged, 11d left)"]
    {
        assert!(scene.description.contains(words), "{words} in {}", scene.description);
    }
    let notes = scene.legend.notes.join(" ");
    assert!(notes.contains("Dashed border") && notes.contains("Service hours were not looked at"), "{notes}");
}

#[test]
fn arrows_of_proofs_say_what_they_bring() {
    let graph = graph_of(TOWN);
    let scene = disruption(&graph, &impact_of(&graph, &[("hall", ChangeKind::Outage)], Some(3 * DAY)), 56);
    for (from, to, look) in [
        ("lisa", "hall", ArrowLook::Stop),
        ("pay", "lisa", ArrowLook::Stop),
        ("bank", "lisa", ArrowLook::Stop),
        ("permits", "map-service", ArrowLook::Stop),
        ("statistics", "lisa", ArrowLook::Less),
        ("report", "statistics", ArrowLook::Faded),
        ("portal", "hall", ArrowLook::Faded),
        ("care", "care-file", ArrowLook::Faded),
        ("lisa", "feeder", ArrowLook::Faded),
    ] {
        assert_eq!(arrow(&scene, from, to), look, "{from} → {to}");
    }
    // With a second hall gone the group is lost, and both losses are the reason.
    let halls = [("hall", ChangeKind::Outage), ("hall-2", ChangeKind::Outage)];
    let scene = disruption(&graph, &impact_of(&graph, &halls, None), 56);
    assert_eq!(said(&scene, "portal"), (Look::Stops, Some("STOPS")));
    for (hall, look) in [("hall", ArrowLook::Stop), ("hall-2", ArrowLook::Stop), ("hall-3", ArrowLook::Faded)]
    {
        assert_eq!(arrow(&scene, "portal", hall), look, "{hall}");
    }
    assert_eq!(scene.title, "What does an outage of Hall 1 and Hall 2 do?");
}

#[test]
fn a_retirement_shows_work_and_what_it_frees() {
    let graph = graph_of(TOWN);
    let scene = disruption(&graph, &impact_of(&graph, &[("lisa", ChangeKind::Retire)], None), 56);
    assert_eq!(scene.title, "What does retiring Lisa do?");
    assert_eq!(said(&scene, "lisa"), (Look::Cause, Some("RETIRED")));
    assert_eq!(said(&scene, "feeder"), (Look::Test, Some("TEST")));
    assert_eq!(arrow(&scene, "lisa", "feeder"), ArrowLook::Work, "work goes to what feeds it");
    assert_eq!(said(&scene, "pay"), (Look::Stops, Some("STOPS IN 24h")));
    assert!(find(&scene, "pay").title.contains(" · must find a replacement"));
    assert!(scene.subtitle.contains("must find a replacement"), "{}", scene.subtitle);
    let notes = scene.legend.notes.join(" ");
    assert!(
        notes.contains("To find a replacement: Löneutbetalning and Banken; to be adapted: Statistik"),
        "{notes}"
    );

    let graph = graph_of("systems: {a: {runs_on: b}, c: {depends_on: [a, d]}, d: }\ntechnologies: {b: }");
    let scene = disruption(&graph, &impact_of(&graph, &[("a", ChangeKind::Retire)], None), 56);
    assert_eq!(said(&scene, "b"), (Look::Freed, Some("FREED")));
    assert_eq!(said(&scene, "d"), (Look::Faded, None));
}

#[test]
fn work_alone_is_told_by_what_must_be_done() {
    let graph = graph_of(
        "processes: [{id: p, depends_on: [{to: b, strength: hard}]}]\n\
         systems: {a: , b: {depends_on: [{to: a, strength: hard}]}, c: {depends_on: a}}",
    );
    let changes = [("a", ChangeKind::Interface)];
    let scene = disruption(&graph, &impact_of(&graph, &changes, None), 56);
    assert_eq!(said(&scene, "a"), (Look::Cause, Some("INTERFACE")));
    assert_eq!(said(&scene, "b"), (Look::Adapt, Some("ADAPT")));
    // Hard or soft, a new interface must be adapted to; whether what is gone must be replaced turns on it.
    assert_eq!(said(&scene, "c"), (Look::Adapt, Some("ADAPT")));
    let gone = disruption(&graph, &impact_of(&graph, &[("a", ChangeKind::Retire)], None), 56);
    assert_eq!(said(&gone, "c").0, Look::MayStop);
    assert_eq!(said(&scene, "p"), (Look::Test, Some("TEST")));
    assert_eq!(arrow(&scene, "p", "b"), ArrowLook::Work);
    assert!(!scene.legend.notes.iter().any(|note| note.contains("Service hours")));
    let scene = disruption(
        &graph,
        &impact_of(&graph, &[("b", ChangeKind::Outage), ("p", ChangeKind::Need)], None),
        56,
    );
    assert_eq!(scene.title, "What do an outage of b and a changed need of p do?");
    let scene = disruption(&graph, &impact_of(&graph, &[("p", ChangeKind::Outage)], None), 56);
    assert!(scene.subtitle.starts_with("Nothing stops, works with less or has work, in this map"));
}

#[test]
fn it_is_the_map_in_other_colours() {
    let graph = stockholm();
    let plain = map(&graph, &whole("2007-09-01"));
    let answer = impact_of(&graph, &[("integration-service", ChangeKind::Outage)], None);
    let coloured = disruption(&graph, &answer, 500);
    let boxes =
        |scene: &Scene| scene.boxes.iter().map(|each| (each.id.clone(), each.lane)).collect::<Vec<_>>();
    let ends = |scene: &Scene| scene.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect::<Vec<_>>();
    assert_eq!((boxes(&plain), ends(&plain)), (boxes(&coloured), ends(&coloured)));
    if tools::has("dot") {
        let options = LayoutOptions::default();
        assert_eq!(layout(&plain, &options).unwrap(), layout(&coloured, &options).unwrap());
    }
}

/// What every picture keeps, whatever is asked of whatever map.
#[test]
fn boxes_agree_with_the_answer_and_nothing_is_lost() {
    for graph in [stockholm(), graph_of(&town(12, 9)), graph_of(TOWN)] {
        for (n, ix) in graph.elements().enumerate().step_by(5) {
            let kind = ChangeKind::parse(ChangeKind::WORDS[n % ChangeKind::WORDS.len()]).unwrap();
            let answer =
                impact_of(&graph, &[(graph.element(ix).id(), kind)], (n % 2 == 0).then_some(2 * DAY));
            for max_boxes in [0, 7, 56, 500] {
                let scene = disruption(&graph, &answer, max_boxes);
                check_account(&graph, &scene);
                check_counts(&graph, &answer, &scene);
            }
        }
    }
}

fn check_counts(graph: &Graph, answer: &Impact, scene: &Scene) {
    let is_box = |section| !matches!(section, Section::Integrations | Section::Agreements);
    for (look, disruption, basis) in [
        (Look::Stops, Disruption::Stopped, Basis::Declared),
        (Look::MayStop, Disruption::Stopped, Basis::Assumed),
        (Look::Less, Disruption::Degraded, Basis::Declared),
        (Look::MayLess, Disruption::Degraded, Basis::Assumed),
    ] {
        let told = answer.affected.iter().filter(|each| {
            let section = graph.element(each.element).section;
            is_box(section) && each.disruption == disruption && each.claim.basis == basis
        });
        let shown = scene.boxes.iter().filter(|each| each.look == look);
        assert_eq!(shown.map(|each| each.stands_for).sum::<usize>(), told.count(), "{look:?}");
        let in_legend = scene.legend.entries.iter().any(|entry| entry.swatch == Swatch::Box(look));
        assert_eq!(in_legend, scene.boxes.iter().any(|each| each.look == look), "{look:?}");
    }
}

#[test]
fn causes_and_processes_that_stop_keep_their_names() {
    let graph = stockholm();
    let answer = impact_of(&graph, &[("st-erik-net", ChangeKind::Outage)], None);
    let scene = disruption(&graph, &answer, 56);
    assert!(scene.boxes.len() <= 56);
    assert_eq!(find(&scene, "st-erik-net").look, Look::Cause);
    let processes = answer.of_section(Section::Processes);
    let stopped = processes.filter(|each| each.disruption == Disruption::Stopped);
    for each in stopped.collect::<Vec<_>>() {
        assert_eq!(find(&scene, graph.element(each.element).id()).stands_for, 1);
    }
}

#[test]
fn the_steps_are_those_of_the_proofs() {
    for graph in [stockholm(), graph_of(TOWN), graph_of(&town(4, 5))] {
        for (n, ix) in graph.elements().enumerate().step_by(3) {
            let kind = ChangeKind::parse(ChangeKind::WORDS[n % ChangeKind::WORDS.len()]).unwrap();
            let answer =
                impact_of(&graph, &[(graph.element(ix).id(), kind)], (n % 2 == 0).then_some(2 * DAY));
            let (mut told, mut beside) = (BTreeSet::new(), BTreeSet::new());
            for each in &answer.affected {
                let proofs = [answer.proof(each.element), answer.work_proof(each.element)];
                for proof in proofs.into_iter().flatten() {
                    told.extend(proof.path.windows(2).map(|step| (step[0], step[1])));
                    beside.extend(proof.beside);
                }
            }
            let steps: BTreeSet<_> = answer.steps().iter().map(|step| (step.from, step.to)).collect();
            assert!(told.is_subset(&steps), "{:?}", told.difference(&steps));
            // Whatever else there is leads to another loss of a group.
            if beside.is_empty() {
                assert_eq!(told, steps);
            }
        }
    }
}

/// A chain with a leaf on every link: proofs share nearly all their steps, and together have billions.
#[test]
fn shared_proofs_cost_nothing_twice() {
    let mut text = String::from("systems:\n  s0:\n");
    for n in 1..40_000 {
        let before = n - 1;
        writeln!(text, "  s{n}: {{depends_on: s{before}}}\n  leaf{n}: {{depends_on: s{before}}}").unwrap();
    }
    let graph = graph_of(&text);
    let answer = impact_of(&graph, &[("s0", ChangeKind::Outage)], None);
    let begun = Instant::now();
    let scene = disruption(&graph, &answer, 56);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert!(scene.boxes.len() <= 56 && scene.description.len() < 20_000);
}

#[test]
fn it_is_a_picture_whatever_the_map_says() {
    let poisoned = poisoned();
    let first = poisoned.element(poisoned.elements().next().expect("an element")).id().to_owned();
    let graphs = [(poisoned, first.as_str()), (graph_of(TOWN), "hall"), (stockholm(), "lisa")];
    for (graph, id) in graphs {
        for kind in [ChangeKind::Outage, ChangeKind::Retire, ChangeKind::Need] {
            let answer = impact_of(&graph, &[(id, kind)], Some(3 * DAY));
            let scene = disruption(&graph, &answer, 56);
            assert_eq!(format!("{scene:?}"), format!("{:?}", disruption(&graph, &answer, 56)));
            assert!(dot(&scene).starts_with("digraph"));
            if tools::has("dot") {
                let picture = svg(&scene, &LayoutOptions::default()).unwrap();
                let document = roxmltree::Document::parse(&picture).expect("XML");
                let boxes = document.descendants().filter(|node| node.attribute("data-id").is_some());
                assert_eq!(boxes.count(), scene.boxes.len());
            }
        }
    }
}
