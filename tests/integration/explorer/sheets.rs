//! The sheets: every place in use stands in exactly one box, and a wall is a wall.

use std::fmt::Write as _;

use systemkarta::model::Section;
use systemkarta::render::views::{Sheet, sheets};
use systemkarta::render::{Geometry, wall};

use super::*;

/// A map of so many systems in some sections, each with an owner and resting on one before it.
fn large(count: usize) -> Graph {
    let mut text =
        String::from("organisations: {o0: {name: Älvsjö}, o1: {name: Bromma}, o2: {name: centrum}}\n");
    for (section, from) in [("processes", 0), ("systems", 1), ("technologies", 2), ("agreements", 3)] {
        writeln!(text, "{section}:").unwrap();
        for n in (from..count).step_by(4) {
            let rests = match section {
                "processes" if n + 1 < count => format!(", depends_on: [e{}]", n + 1),
                "systems" if n + 1 < count => format!(", runs_on: [e{}]", n + 1),
                _ => String::new(),
            };
            writeln!(text, "  e{n}: {{name: Name {}, owner: o{}{rests}}}", n * 7 % count, n % 3).unwrap();
        }
    }
    let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
    assert_eq!(loaded.findings, []);
    Graph::build(&Arc::new(loaded.model)).0
}

/// Every place in use stands in one box of one sheet that is no pile.
fn each_stands_once(graph: &Graph, at: Date, sheets: &[Sheet]) {
    let mut shown = Vec::new();
    let piles: BTreeSet<&str> = sheets.iter().skip(1).map(|sheet| sheet.id.as_str()).collect();
    for sheet in sheets {
        assert_eq!(sheet.members.len(), sheet.scene.boxes.len());
        for (each, members) in sheet.scene.boxes.iter().zip(&sheet.members) {
            assert_eq!(each.stands_for, members.len());
            if piles.contains(each.id.as_str()) {
                let opened = sheets.iter().find(|other| other.id == each.id).unwrap();
                let there: BTreeSet<_> = opened.members.iter().flatten().collect();
                assert_eq!(there, members.iter().collect());
            } else {
                assert_eq!(members.len(), 1, "{}", each.id);
                assert_eq!(each.id, graph.element(members[0]).id());
                shown.push(members[0]);
            }
        }
    }
    shown.sort_unstable();
    let in_use = graph.in_use(at);
    let is_place = |&ix: &systemkarta::graph::ElementIx| {
        in_use[ix.index()] && graph.element(ix).section != Section::Integrations
    };
    assert_eq!(shown, graph.elements().filter(is_place).collect::<Vec<_>>());
}

fn is_a_wall(sheet: &Sheet) -> Geometry {
    let geometry = wall(&sheet.scene);
    assert!(sheet.is_wall && sheet.scene.arrows.is_empty());
    assert_eq!(geometry, wall(&sheet.scene));
    for (i, a) in geometry.boxes.iter().enumerate() {
        assert!(a.x >= 0.0 && a.x + a.width <= geometry.width && a.y + a.height <= geometry.height);
        for b in geometry.boxes.iter().skip(i + 1) {
            let apart = a.x + a.width <= b.x
                || b.x + b.width <= a.x
                || a.y + a.height <= b.y
                || b.y + b.height <= a.y;
            assert!(apart, "{a:?} lies on {b:?}");
        }
    }
    geometry
}

#[test]
fn a_small_map_is_one_sheet_with_arrows() {
    for at in ["2007-09-01", "2010-06-30"] {
        let seen = Seen::stockholm(at);
        let sheets = sheets(&seen.graph, day(at));
        each_stands_once(&seen.graph, day(at), &sheets);
        assert_eq!(sheets.len(), 1);
        assert!(!sheets[0].is_wall && !sheets[0].scene.arrows.is_empty());
        assert_eq!(seen.data["piles"], serde_json::json!({}));
    }
}

#[test]
fn a_map_of_a_thousand_is_a_wall_by_owner_and_name() {
    let graph = large(1000);
    let at = day("2007-09-01");
    let sheets = sheets(&graph, at);
    each_stands_once(&graph, at, &sheets);
    let [map] = sheets.as_slice() else { panic!("{} sheets", sheets.len()) };
    let geometry = is_a_wall(map);
    let form = geometry.width / geometry.height;
    assert!((1.2..2.2).contains(&form), "{form}");
    // In a lane the order is that of reading, by owner and name, capitals or not.
    for lane in 0..map.scene.lanes.len() {
        let boxes = map.scene.boxes.iter().zip(&geometry.boxes).zip(&map.members);
        let mut there: Vec<_> = boxes.filter(|((each, _), _)| each.lane == lane).collect();
        there.sort_by(|((_, a), _), ((_, b), _)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let owner = |ix| match graph.element(ix).owner().map(|id| id.as_str()) {
            Some("o0") => "älvsjö",
            Some("o1") => "bromma",
            _ => "centrum",
        };
        let keys: Vec<_> = there.iter().map(|(_, m)| (owner(m[0]), graph.element(m[0]).name())).collect();
        assert!(keys.is_sorted(), "{:?}", &keys[..4]);
    }
}

#[test]
fn a_map_of_three_thousand_is_folded_and_each_pile_opens() {
    let graph = large(3000);
    let at = day("2007-09-01");
    let sheets = sheets(&graph, at);
    each_stands_once(&graph, at, &sheets);
    assert!(sheets.len() > 1 && sheets[0].scene.boxes.len() <= 56);
    assert!(!sheets[0].is_wall && !sheets[0].scene.arrows.is_empty());
    for sheet in &sheets[1..] {
        assert!(sheet.id.starts_with("fold:") && !sheet.name.is_empty());
        is_a_wall(sheet);
    }
}

/// The drawing has what a script looks for: boxes with ids, in the band of their lane, and piles that say so.
#[test]
fn every_box_stands_in_the_band_of_its_lane() {
    for count in [100, 400, 1200] {
        let graph = large(count);
        let options = LayoutOptions { engine: Engine::Builtin, ..LayoutOptions::default() };
        let drawings = drawings(&graph, day("2007"), &options).unwrap();
        let mut ids = BTreeSet::new();
        for drawing in &drawings {
            let document = roxmltree::Document::parse(&drawing.svg).expect("XML");
            let root = document.root_element();
            assert_eq!(root.attribute("role"), Some("group"));
            let number =
                |node: roxmltree::Node<'_, '_>, key| node.attribute(key).unwrap().parse::<f64>().unwrap();
            let classed = |word: &'static str| {
                root.descendants().filter(move |node| {
                    node.attribute("class").is_some_and(|class| class.split(' ').any(|each| each == word))
                })
            };
            let bands: Vec<_> = classed("lane")
                .map(|lane| {
                    let band =
                        lane.children().find(|child| child.attribute("class") == Some("band")).unwrap();
                    let y = number(band, "y");
                    (lane.attribute("data-lane").unwrap(), y, y + number(band, "height"))
                })
                .collect();
            let mut boxes = 0;
            for each in classed("box") {
                let id = each.attribute("data-id").unwrap();
                let pile = id.starts_with("fold:");
                assert_eq!(each.attribute("class").unwrap().ends_with(" pile"), pile);
                assert!(ids.insert(each.attribute("id").unwrap().to_owned()), "{id}");
                let rect = each
                    .children()
                    .find(|child| child.has_tag_name("rect") || child.tag_name().name() == "rect")
                    .unwrap();
                let (y, bottom) = (number(rect, "y"), number(rect, "y") + number(rect, "height"));
                let n: usize = id.trim_start_matches("fold:").trim_start_matches('e').parse().unwrap();
                let lane = ["business", "systems", "technology", "delivery"][n % 4];
                let band = bands.iter().find(|(name, ..)| *name == lane).expect("its lane");
                assert!(band.1 < y && bottom < band.2, "{id} in {lane}");
                boxes += 1;
            }
            assert!(boxes > 0);
            let is_wall = drawing.id != "map" || count == 400;
            assert_eq!(classed("arrow").count() == 0, is_wall, "{} of {count}", drawing.id);
        }
    }
}

#[test]
fn a_folded_map_opens_in_the_page() {
    let seen = Seen::of(large(1100), "map.yaml", &Sources::default(), day("2007"));
    let piles = seen.data["piles"].as_object().unwrap();
    assert_eq!(piles.len() + 1, seen.drawings.len());
    for (id, pile) in piles {
        let sheet = format!("<div class=\"sheet\" data-sheet=\"{id}\" hidden>");
        assert!(seen.html.contains(&sheet), "{sheet}");
        for member in seen.ids(&pile["members"]) {
            assert!(
                seen.drawings.iter().any(
                    |drawing| drawing.id == *id && drawing.svg.contains(&format!("data-id=\"{member}\""))
                )
            );
        }
    }
    assert!(seen.html.contains("<div class=\"sheet\" data-sheet=\"map\"><svg "));
}
