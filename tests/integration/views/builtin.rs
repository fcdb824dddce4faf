//! The layout of our own: what holds of every geometry, whatever the scene, and that pictures need no Graphviz.

use proptest::prelude::*;
use systemkarta::render::{Engine, Geometry, Point, Rect};

use super::*;

const OURS: fn() -> LayoutOptions = || LayoutOptions { engine: Engine::Builtin, ..LayoutOptions::default() };

fn laid_out(scene: &Scene) -> Geometry {
    let geometry = layout(scene, &OURS()).expect("it needs nothing");
    check(scene, &geometry);
    geometry
}

/// Boxes stand apart and on the page, lanes beneath each other, and arrows go from side to side of their boxes.
fn check(scene: &Scene, geometry: &Geometry) {
    assert_eq!((geometry.boxes.len(), geometry.arrows.len()), (scene.boxes.len(), scene.arrows.len()));
    let overlap = |a: &Rect, b: &Rect| {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    };
    let across = |rect: &Rect| match scene.arrangement {
        Arrangement::Lanes => rect.y,
        Arrangement::LeftToRight => rect.x,
    };
    for (i, a) in geometry.boxes.iter().enumerate() {
        assert!(a.x >= -0.01 && a.x + a.width <= geometry.width + 0.01, "{a:?} of {}", geometry.width);
        assert!(a.y >= -0.01 && a.y + a.height <= geometry.height + 0.01, "{a:?} of {}", geometry.height);
        for (j, b) in geometry.boxes.iter().enumerate().skip(i + 1) {
            assert!(!overlap(a, b), "{i} {a:?} lies on {j} {b:?}");
            let by_lane = scene.boxes[i].lane.cmp(&scene.boxes[j].lane);
            assert!(by_lane.is_eq() || by_lane == across(a).total_cmp(&across(b)), "{i} {j}");
        }
    }
    let touches = |point: Point, rect: Rect| {
        let beside = |at: f64, low: f64, high: f64| (at - low).abs() < 0.01 || (at - high).abs() < 0.01;
        let within = |at: f64, low: f64, high: f64| at > low - 0.01 && at < high + 0.01;
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        beside(point.x, rect.x, right) && within(point.y, rect.y, bottom)
            || beside(point.y, rect.y, bottom) && within(point.x, rect.x, right)
    };
    for (arrow, curve) in scene.arrows.iter().zip(&geometry.arrows) {
        let is_drawn = arrow.from != arrow.to && arrow.from.max(arrow.to) < scene.boxes.len();
        assert_eq!(is_drawn, !curve.is_empty());
        let (Some(&first), Some(&last)) = (curve.first(), curve.last()) else { continue };
        assert_eq!(curve.len() % 3, 1);
        let (from, to) = (geometry.boxes[arrow.from], geometry.boxes[arrow.to]);
        assert!(touches(first, from) && touches(last, to), "{curve:?} from {from:?} to {to:?}");
        // Where it goes straight past a row, it goes through no box.
        for piece in curve.windows(4).step_by(3) {
            let middle = |a: f64, b: f64, c: f64, d: f64| (a + 3.0 * b + 3.0 * c + d) / 8.0;
            let x = middle(piece[0].x, piece[1].x, piece[2].x, piece[3].x);
            let y = middle(piece[0].y, piece[1].y, piece[2].y, piece[3].y);
            let inside =
                |rect: &Rect| x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
            assert!(!geometry.boxes.iter().any(inside), "{piece:?} goes through a box");
        }
    }
}

#[test]
fn every_view_is_laid_out() {
    let graph = stockholm();
    let at = day("2007-09-01");
    let answer = reach_of(&graph, &["integration-service"], "2007-09-01", Direction::Downstream);
    for scene in [
        map(&graph, &MapOptions::new(at)),
        map(&graph, &whole("2007-09-01")),
        standard(&graph, &MapOptions::new(at)),
        impact(&graph, &answer),
        neighbourhood(&graph, element(&graph, "lisa"), &NeighbourhoodOptions::new(at)),
        map(&graph_of("map: {}"), &whole("2007")),
        map(&graph_of("systems: {a: }"), &whole("2007")),
    ] {
        let geometry = laid_out(&scene);
        assert_eq!(geometry, laid_out(&scene));
        let picture = svg(&scene, &OURS()).unwrap();
        roxmltree::Document::parse(&picture).expect("XML");
    }
}

#[test]
fn overlays_share_one_geometry() {
    let graph = stockholm();
    let plain = laid_out(&map(&graph, &whole("2007-09-01")));
    let answer = reach_of(&graph, &["lisa"], "2007-09-01", Direction::Downstream);
    assert_eq!(plain, laid_out(&impact_within(&graph, &answer, 500)));
    assert_eq!(plain, laid_out(&standard(&graph, &whole("2007-09-01"))));
}

#[test]
fn a_large_map_is_laid_out_in_time() {
    let graph = graph_of(&town(40, 30));
    let begun = Instant::now();
    let geometry = layout(&map(&graph, &MapOptions { at: day("2007"), max_boxes: 5000 }), &OURS()).unwrap();
    assert!(geometry.boxes.len() > 1000);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

/// Boxes in lanes, with arrows that may lead anywhere, also to what is not there.
fn scene(arrangement: Arrangement) -> impl Strategy<Value = Scene> {
    let lanes = proptest::collection::vec(0..4_usize, 0..14);
    (lanes, proptest::collection::vec((0..15_usize, 0..15_usize), 0..30)).prop_map(move |(lanes, arrows)| {
        let each =
            |(index, lane): (usize, usize)| SceneBox { id: index.to_string(), lane, ..SceneBox::default() };
        let arrow = |(from, to)| Arrow { from, to, ..Arrow::default() };
        Scene {
            arrangement,
            boxes: lanes.into_iter().enumerate().map(each).collect(),
            arrows: arrows.into_iter().map(arrow).collect(),
            ..Scene::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_scene_in_lanes_is_laid_out(scene in scene(Arrangement::Lanes)) {
        laid_out(&scene);
    }

    #[test]
    fn every_scene_in_columns_is_laid_out(scene in scene(Arrangement::LeftToRight)) {
        laid_out(&scene);
    }
}

#[test]
fn without_graphviz_the_program_draws_by_itself_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .args(["-m", concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm"), "render"])
            .args(arguments)
            .env("PATH", folder.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, picture, said) = run(&[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Graphviz is not installed"), "{said}");
    let (code, asked_for, said) = run(&["--layout", "builtin"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert_eq!(picture, asked_for);
    let (code, _, said) = run(&["--layout", "dot"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--layout builtin"), "{said}");
}
