//! Mermaid, read back by a reader of our own that knows only the lines that a safe chart has.

use std::collections::{BTreeMap, BTreeSet};

use systemkarta::render::views::{MapOptions, NeighbourhoodOptions, map, neighbourhood};
use systemkarta::render::{Arrow, ArrowLook, Lane, Legend, Look, Scene, SceneBox, mermaid};

use super::{day, element, poisoned, stockholm, whole};
use crate::escape::{assert_inert, poison::poison};

/// What a chart says.
#[derive(Debug, Default)]
struct Chart {
    title: String,
    boxes: BTreeMap<String, Vec<String>>,
    lanes: Vec<String>,
    arrows: Vec<(String, String, String)>,
    class_of: BTreeMap<String, String>,
    links: BTreeSet<usize>,
}

fn is_name(text: &str) -> bool {
    text == "notes"
        || text.len() > 1
            && text.starts_with(['n', 'l'])
            && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// The text of a label whose references are read; the label may hold no character that means something.
fn said(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label;
    while let Some(c) = rest.chars().next() {
        if let Some(reference) = rest.strip_prefix('#') {
            let (code, after) =
                reference.split_once(';').unwrap_or_else(|| panic!("an open reference: {label}"));
            let code = code.parse().unwrap_or_else(|_| panic!("no number: {label}"));
            text.push(char::from_u32(code).expect("a character"));
            rest = after;
            continue;
        }
        assert!(!"\"`<>{}[];%&\\|$*_~:@!?='^".contains(c), "{c:?} in {label}");
        text.push(c);
        rest = &rest[c.len_utf8()..];
    }
    text
}

/// The lines of a label, which only our own `<br/>` divides.
fn lines_of(label: &str) -> Vec<String> {
    label.split("<br/>").map(said).collect()
}

fn read(text: &str) -> Chart {
    assert_inert(&text.replace('\n', " "), "mermaid");
    let mut chart = Chart::default();
    let mut lines = text.lines().peekable();
    if lines.peek() == Some(&"---") {
        let title = lines.nth(1).and_then(|line| line.strip_prefix("title: \"")?.strip_suffix('"'));
        let title = title.unwrap_or_else(|| panic!("no title: {text:.300}"));
        assert!(!title.contains(['"', '%', '#', '<', '{', '`']), "{title}");
        chart.title = title.to_owned();
        assert_eq!(lines.next(), Some("---"));
    }
    assert!(matches!(lines.next(), Some("flowchart TB" | "flowchart LR")));
    let mut open = false;
    for line in lines {
        let line = line.trim_start();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "accTitle:" | "accDescr:" => drop(said(rest)),
            "subgraph" => {
                let (name, label) = rest.split_once("[\"").expect("a label");
                assert!(!open && is_name(name), "{line}");
                chart.lanes.push(said(label.strip_suffix("\"]").expect("its end")));
                open = true;
            }
            "end" => open = false,
            "linkStyle" => {
                let (numbers, _) = rest.split_once(' ').expect("a style");
                chart.links.extend(numbers.split(',').map(|n| n.parse::<usize>().expect("a number")));
            }
            "classDef" => assert!(
                rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" #:,.-".contains(&byte)),
                "{line}"
            ),
            "class" => {
                let (names, class) = rest.split_once(' ').expect("a class");
                for name in names.split(',') {
                    assert!(is_name(name) && chart.class_of.insert(name.into(), class.into()).is_none());
                }
            }
            _ if rest.is_empty() || line.contains("[\"") => {
                let (name, label) = line.split_once('[').expect("a box");
                let label = label.trim_start_matches('[').trim_end_matches(']');
                let label =
                    label.strip_prefix('"').and_then(|label| label.strip_suffix('"')).expect("quotes");
                assert!(is_name(name) && open == (name != "notes"), "{line}");
                assert!(chart.boxes.insert(name.into(), lines_of(label)).is_none());
            }
            from => {
                let (arrow, to) = rest.split_once(' ').expect("an end");
                assert!(["-->", "<-->", "-.->", "<-.->"].contains(&arrow), "{line}");
                assert!(is_name(from) && is_name(to), "{line}");
                chart.arrows.push((from.into(), arrow.into(), to.into()));
            }
        }
    }
    assert!(!open);
    for (from, _, to) in &chart.arrows {
        assert!(chart.boxes.contains_key(from) && chart.boxes.contains_key(to));
    }
    chart
}

fn check(scene: &Scene) -> Chart {
    let text = mermaid(scene);
    assert_eq!(text, mermaid(scene));
    let chart = read(&text);
    let notes = usize::from(!scene.legend.notes.is_empty());
    assert_eq!(chart.boxes.len(), scene.boxes.len() + notes);
    let count = scene.boxes.len();
    let drawn =
        scene.arrows.iter().filter(|arrow| arrow.from != arrow.to && arrow.from.max(arrow.to) < count);
    assert_eq!(chart.arrows.len(), drawn.count());
    assert!(chart.links.iter().copied().eq(0..chart.arrows.len()), "every arrow has a colour");
    for (index, each) in scene.boxes.iter().enumerate() {
        assert_eq!(
            chart.class_of.get(&format!("n{index}")).map(String::as_str),
            Some(each.look.style().class)
        );
    }
    chart
}

#[test]
fn a_scene_comes_back() {
    let each =
        |id: &str, lane, look| SceneBox { id: id.into(), name: id.into(), lane, look, ..SceneBox::default() };
    let arrow = |from, to, dashed, two_way| Arrow { from, to, dashed, two_way, ..Arrow::default() };
    let mut scene = Scene {
        title: "Two \"things\"".into(),
        lanes: vec![Lane { label: "Systems: ours".into(), ..Lane::default() }, Lane::default()],
        boxes: vec![each("a", 0, Look::Plain), each("b;", 1, Look::Stops), each("c", 1, Look::Retired)],
        arrows: vec![
            arrow(0, 1, false, false),
            arrow(1, 2, true, false),
            arrow(2, 2, false, false),
            arrow(2, 0, true, true),
        ],
        legend: Legend {
            notes: vec!["1 box stands for 3 elements.".into(), "2. left".into()],
            ..Legend::default()
        },
        ..Scene::default()
    };
    scene.boxes[1].line = "IT: <ops>".into();
    scene.boxes[1].chip = Some("STOPS".into());
    scene.arrows[0].look = ArrowLook::Soft;
    let chart = check(&scene);
    assert_eq!(chart.title, r"Two \u0022things\u0022");
    assert_eq!(chart.lanes, ["Systems: ours", " "]);
    assert_eq!(chart.boxes["n1"], ["b;", "IT: <ops>", "STOPS"]);
    assert_eq!(chart.boxes["notes"], ["1 box stands for 3 elements.", "2. left"]);
    let arrows: Vec<String> =
        chart.arrows.iter().map(|(from, arrow, to)| format!("{from} {arrow} {to}")).collect();
    assert_eq!(arrows, ["n0 -.-> n1", "n1 -.-> n2", "n2 <-.-> n0"]);
    let text = mermaid(&scene);
    assert!(text.contains("classDef retired fill:#E9ECEF") && text.contains("text-decoration:line-through"));
    check(&Scene::default());
}

#[test]
fn the_city_comes_back() {
    let graph = stockholm();
    let at = day("2007-09-01");
    for scene in [
        map(&graph, &MapOptions::new(at)),
        map(&graph, &whole("2007")),
        neighbourhood(&graph, element(&graph, "lisa"), &NeighbourhoodOptions::new(at)),
    ] {
        let chart = check(&scene);
        for (index, each) in scene.boxes.iter().enumerate() {
            let lines = &chart.boxes[&format!("n{index}")];
            assert_eq!(lines[0], each.name);
        }
    }
}

#[test]
fn no_name_breaks_a_chart() {
    let graph = poisoned();
    check(&map(&graph, &whole("2007")));
    let names = poison();
    let boxes = names.iter().enumerate().map(|(n, name)| SceneBox {
        name: name.clone(),
        line: names[(n + 3) % names.len()].clone(),
        chip: Some(names[(n + 5) % names.len()].clone()),
        lane: n % 4,
        ..SceneBox::default()
    });
    for name in &names {
        let scene = Scene {
            title: name.clone(),
            subtitle: name.clone(),
            lanes: names
                .iter()
                .take(3)
                .map(|label| Lane { label: label.clone(), ..Lane::default() })
                .collect(),
            boxes: boxes.clone().collect(),
            legend: Legend { notes: names.clone(), ..Legend::default() },
            ..Scene::default()
        };
        check(&scene);
    }
}
