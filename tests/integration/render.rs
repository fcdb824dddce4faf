//! Pictures: well formed, true to their scene, and never held up by whatever answers to the name of `dot`.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::{Duration, Instant},
};

use systemkarta::render::*;

const HOSTILE: [&str; 14] = [
    "",
    "\"];evil[label=x",
    "back\\slash \\N \\G \\E",
    "</text><script>alert(1)</script>",
    "<!--",
    "]]>",
    "&eacute; &#x202e; &",
    "{rank=same; r0}",
    "a\0b\u{1}c\u{1b}[31m",
    "rad ett\r\nrad två\trad",
    "\u{202e}omvänt\u{2066}",
    "Verksamhetsuppföljningssystemet för äldreomsorgens utförarenheter",
    "漢字 и кириллица 🚲",
    "n0 -> n1",
];

fn scene(boxes: &[(usize, &str)], arrows: &[(usize, usize)]) -> Scene {
    let boxes = boxes.iter().enumerate().map(|(index, &(lane, name))| SceneBox {
        id: format!("{name}{index}"),
        name: name.to_owned(),
        line: "Stadsledningskontoret".to_owned(),
        chip: (index % 3 != 0).then(|| "CONCEPT".to_owned()),
        look: Look::ALL[index % Look::ALL.len()],
        lane,
        title: String::new(),
        ..Default::default()
    });
    let arrows = arrows.iter().map(|&(from, to)| Arrow {
        from,
        to,
        look: ArrowLook::ALL[(from + to) % ArrowLook::ALL.len()],
        title: String::new(),
        ..Default::default()
    });
    Scene {
        title: "Systemkarta".to_owned(),
        subtitle: "Stockholms stad".to_owned(),
        lanes: ["Processer", "System", "Teknik"]
            .map(|label| Lane { label: label.to_owned(), ..Lane::default() })
            .to_vec(),
        boxes: boxes.collect(),
        arrows: arrows.collect(),
        legend: Legend {
            title: "Standard".to_owned(),
            entries: vec![
                LegendEntry {
                    swatch: Swatch::Box(Look::Full),
                    chip: Some("FULL".to_owned()),
                    text: "Full standard".to_owned(),
                },
                LegendEntry {
                    swatch: Swatch::Arrow(ArrowLook::Soft),
                    chip: None,
                    text: "kan undvaras".to_owned(),
                },
            ],
            notes: vec!["3 element utan beroenden är utelämnade".to_owned()],
        },
        ..Scene::default()
    }
}

/// A map of some size: lanes, arrows inside them and between them in both directions, a cycle, boxes without
/// arrows.
fn town() -> Scene {
    let names = [
        "Lisa",
        "Barn- och ungdomsregistret",
        "redis:account-api",
        "Verksamhetsuppföljningssystemet",
        "eDok",
    ];
    let boxes: Vec<(usize, &str)> =
        (0..36).map(|index| (index * 7 % 3, names[index % names.len()])).collect();
    let arrows: Vec<(usize, usize)> =
        (0..44).map(|index| (index * 5 % 29, (index * index + 3) % 29)).collect();
    scene(&boxes, &arrows)
}

fn hostile() -> Scene {
    let boxes: Vec<(usize, &str)> =
        HOSTILE.iter().enumerate().map(|(index, &name)| (index % 5, name)).collect();
    let mut scene = scene(&boxes, &[(0, 1), (1, 2), (2, 0), (5, 5), (7, 99), (3, 4), (3, 4), (4, 3)]);
    for (index, each) in scene.boxes.iter_mut().enumerate() {
        each.line = HOSTILE[(index + 3) % HOSTILE.len()].to_owned();
        each.chip = Some(HOSTILE[(index + 5) % HOSTILE.len()].to_owned());
        each.title = HOSTILE[(index + 7) % HOSTILE.len()].to_owned();
    }
    scene.title = HOSTILE.concat();
    scene.subtitle = HOSTILE.concat();
    scene.description = HOSTILE.concat();
    scene.lanes.iter_mut().zip(HOSTILE).for_each(|(lane, text)| lane.label = text.to_owned());
    scene.legend.notes = HOSTILE.map(str::to_owned).to_vec();
    scene
}

// --------------------------------------------------------------------------------
// With the real Graphviz

/// Whether there is a Graphviz to test with; its absence is an error where the tools are required.
fn graphviz(test: &str) -> bool {
    programs();
    let there = Command::new("dot").arg("-V").output().is_ok();
    if !there {
        assert_ne!(
            std::env::var_os("SYSTEMKARTA_REQUIRE_TOOLS"),
            Some("1".into()),
            "Graphviz is required and missing"
        );
        println!("{test}: skipped, Graphviz is not installed");
    }
    there
}

#[test]
fn a_picture_is_well_formed_whatever_the_map_says() {
    if !graphviz("a_picture_is_well_formed_whatever_the_map_says") {
        return;
    }
    for arrangement in [Arrangement::Lanes, Arrangement::LeftToRight] {
        for scene in [hostile(), town(), scene(&[], &[]), scene(&[(9, "alone")], &[]), Scene::default()] {
            let scene = Scene { arrangement, ..scene };
            let svg = svg(&scene, &LayoutOptions::default()).unwrap();
            check_svg(&svg, &scene);
        }
    }
}

fn check_svg(svg: &str, scene: &Scene) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")));

    let mut ids = HashSet::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(
            ["svg", "g", "title", "desc", "rect", "path", "text"].contains(&node.tag_name().name()),
            "{:?}",
            node.tag_name()
        );
        for attribute in node.attributes() {
            assert!(
                !attribute.name().starts_with("on")
                    && attribute.name() != "href"
                    && attribute.name() != "style"
            );
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id) && !id.contains(char::is_whitespace), "{id}");
        }
    }
    for named in root.attribute("aria-labelledby").unwrap().split(' ') {
        assert!(ids.contains(named));
    }
    let (width, height) = (number(root, "width"), number(root, "height"));
    for rect in
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "rect")))
    {
        let (x, y) = (number(rect, "x"), number(rect, "y"));
        assert!(
            x >= 0.0
                && y >= 0.0
                && x + number(rect, "width") <= width
                && y + number(rect, "height") <= height,
            "{rect:?}"
        );
    }
    let with = |name: &str| document.descendants().filter(|node| node.attribute(name).is_some()).count();
    assert_eq!(with("data-id"), scene.boxes.len());
    let drawn = scene
        .arrows
        .iter()
        .filter(|arrow| arrow.from != arrow.to && arrow.from.max(arrow.to) < scene.boxes.len());
    assert_eq!(with("data-from"), drawn.count());
}

fn has_class(node: roxmltree::Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|each| each == class))
}

fn number(node: roxmltree::Node, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |value| value.parse().unwrap())
}

/// Where every outline of a box is, in order.
fn outlines(svg: &str) -> Vec<[String; 4]> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let boxes = document.descendants().filter(|node| node.attribute("data-id").is_some());
    let outline = |node: roxmltree::Node| {
        let mut rects =
            node.children().filter(|child| child.tag_name().name() == "rect" && !has_class(*child, "chip"));
        // The front of a pile is drawn last.
        let rect = rects.next_back().unwrap();
        ["x", "y", "width", "height"].map(|name| rect.attribute(name).unwrap().to_owned())
    };
    boxes.map(outline).collect()
}

#[test]
fn an_overlay_moves_nothing() {
    if !graphviz("an_overlay_moves_nothing") {
        return;
    }
    let options = LayoutOptions::default();
    let plain = town();
    let mut overlay = plain.clone();
    for (index, each) in overlay.boxes.iter_mut().enumerate() {
        each.look = Look::ALL[(index * 4 + 1) % Look::ALL.len()];
        each.chip = (index % 2 == 0).then(|| "NOT CONCERNED AT ALL".to_owned());
        each.name = HOSTILE[index % HOSTILE.len()].to_owned();
        each.line = String::new();
    }
    overlay.arrows.iter_mut().for_each(|arrow| arrow.look = ArrowLook::Strong);
    assert_eq!(layout(&plain, &options).unwrap(), layout(&overlay, &options).unwrap());
    assert_eq!(outlines(&svg(&plain, &options).unwrap()), outlines(&svg(&overlay, &options).unwrap()));
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    if !graphviz("the_same_scene_gives_the_same_bytes") {
        return;
    }
    let svg = || svg(&town(), &LayoutOptions::default()).unwrap();
    assert_eq!(svg(), svg());
}

#[test]
fn boxes_do_not_overlap_and_lanes_keep_their_order() {
    if !graphviz("boxes_do_not_overlap_and_lanes_keep_their_order") {
        return;
    }
    let scene = town();
    let geometry = layout(&scene, &LayoutOptions::default()).unwrap();
    let all: Vec<(usize, Rect)> = scene.boxes.iter().map(|each| each.lane).zip(geometry.boxes).collect();
    for (index, &(lane, a)) in all.iter().enumerate() {
        for &(other, b) in &all[index + 1..] {
            assert!((a.x - b.x).abs() >= a.width || (a.y - b.y).abs() >= a.height);
            assert!(lane >= other || a.y + a.height <= b.y);
            assert!(lane <= other || b.y + b.height <= a.y);
        }
    }
}

#[test]
fn arrows_begin_and_end_at_their_boxes() {
    if !graphviz("arrows_begin_and_end_at_their_boxes") {
        return;
    }
    for arrangement in [Arrangement::Lanes, Arrangement::LeftToRight] {
        let scene = Scene { arrangement, ..town() };
        let geometry = layout(&scene, &LayoutOptions::default()).unwrap();
        for (arrow, points) in scene.arrows.iter().zip(&geometry.arrows) {
            assert_eq!(points.is_empty(), arrow.from == arrow.to);
            let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
            for (point, rect) in [(first, geometry.boxes[arrow.from]), (last, geometry.boxes[arrow.to])] {
                let x = (rect.x - point.x).max(point.x - rect.x - rect.width).max(0.0);
                let y = (rect.y - point.y).max(point.y - rect.y - rect.height).max(0.0);
                // A box in a band keeps some room beside it, through which the drawing leads the arrow on.
                assert!(x.hypot(y) < 8.0, "{arrow:?} is {} away", x.hypot(y));
            }
        }
    }
}

#[test]
fn the_dot_for_hand_editing_is_read_by_dot() {
    for scene in
        [hostile(), town(), Scene::default(), Scene { arrangement: Arrangement::LeftToRight, ..town() }]
    {
        let text = dot(&scene);
        assert_eq!(text, dot(&scene));
        if !graphviz("the_dot_for_hand_editing_is_read_by_dot") {
            continue;
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), &text).unwrap();
        let output = Command::new("dot").arg("-Tplain").arg(file.path()).output().unwrap();
        assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
        let plain = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            plain.lines().filter(|line| line.starts_with("node n")).count(),
            scene.boxes.len(),
            "{text}"
        );
    }
}

// --------------------------------------------------------------------------------
// With programs that only call themselves `dot`

/// A folder for each program. All are written before anything is started: a file that is being written cannot
/// be run.
fn programs() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            for (name, script) in [
                ("hangs", "exec sleep 60"),
                ("ignores", "trap '' TERM INT HUP; while :; do sleep 1; done"),
                ("forks", "sleep 60 & exit 0"),
                ("children", "sleep 60 & sleep 60 & wait"),
                ("fails", "cat >/dev/null; printf 'Error: <stdin>: \\033[31msyntax error\\n' >&2; exit 3"),
                ("dies", "kill -9 $$"),
                ("silent", "cat >/dev/null"),
                ("garbage", "cat >/dev/null; echo '<html>hello</html>'"),
                ("binary", "cat >/dev/null; head -c 4096 /dev/urandom"),
                ("half", "cat >/dev/null; echo 'graph 1 5 5'; echo 'node n0 1 1 2.33'"),
                ("nan", "cat >/dev/null; echo 'graph 1 nan inf'; echo stop"),
                ("huge", "cat /dev/zero"),
                ("huge-line", "echo 'graph 1 5 5'; head -c 60000000 /dev/zero | tr '\\0' ' '; echo stop"),
                ("complains", "cat >/dev/null; head -c 9000000 /dev/zero | tr '\\0' 'x' >&2; exit 1"),
                ("deaf", "exec <&-; echo 'graph 1 5 5'; echo stop"),
                ("parent", "for i in 1 2; do sleep 61 & echo $! >>\"$(dirname \"$0\")/pids\"; done; wait"),
                ("environment", "cat >/dev/null; env | sort >&2; exit 1"),
            ] {
                program(&folder.path().join(name), &format!("#!/bin/sh\n{script}\n"));
            }
            folder
        })
        .path()
}

#[cfg(unix)]
fn program(folder: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("dot"), script).unwrap();
    fs::set_permissions(folder.join("dot"), fs::Permissions::from_mode(0o755)).unwrap();
}

const LIMIT: Duration = Duration::from_secs(1);

fn answer(path: impl Into<OsString>, distrusted: Option<PathBuf>, limit: Duration) -> RenderError {
    let options = LayoutOptions {
        time_limit: limit,
        search_path: Some(path.into()),
        distrusted,
        ..LayoutOptions::default()
    };
    let begun = Instant::now();
    let error = svg(&town(), &options).expect_err("this is no picture");
    assert!(begun.elapsed() < limit + Duration::from_secs(2), "{error} after {:?}", begun.elapsed());
    error
}

#[cfg(unix)]
fn answer_of(name: &str, limit: Duration) -> RenderError {
    answer(programs().join(name), None, limit)
}

#[cfg(unix)]
#[test]
fn a_program_that_does_not_end_is_ended() {
    for name in ["hangs", "ignores", "forks", "children"] {
        let error = answer_of(name, LIMIT);
        assert!(matches!(error, RenderError::TimedOut { .. }), "{name}: {error}");
        assert!(error.to_string().contains("within 1 s"), "{error}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_it_started_is_ended_too() {
    assert!(matches!(answer_of("parent", LIMIT), RenderError::TimedOut { .. }));
    let alive =
        |pid: &str| fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
    let pids = fs::read_to_string(programs().join("parent/pids")).unwrap();
    assert_eq!(pids.lines().count(), 2);
    let end = Instant::now() + Duration::from_secs(2);
    while pids.lines().any(alive) {
        assert!(Instant::now() < end, "left behind: {pids}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_fails_is_quoted() {
    let error = answer_of("fails", Duration::from_secs(20));
    let RenderError::Failed { status, stderr } = &error else { panic!("{error}") };
    assert!(status.contains('3') && stderr.len() == 1, "{error}");
    assert!(error.to_string().contains("syntax error") && !error.to_string().contains('\u{1b}'));
    assert!(matches!(answer_of("dies", Duration::from_secs(20)), RenderError::Failed { .. }));
    let error = answer_of("complains", Duration::from_secs(20));
    assert!(matches!(error, RenderError::Failed { .. }) && error.to_string().len() < 10_000);
}

#[cfg(unix)]
#[test]
fn an_answer_that_is_no_layout_is_an_error() {
    for name in ["silent", "garbage", "binary", "half", "nan", "huge-line", "deaf"] {
        let error = answer_of(name, Duration::from_secs(20));
        assert!(matches!(error, RenderError::Garbled { .. }), "{name}: {error}");
    }
    let error = answer_of("huge", Duration::from_secs(20));
    assert!(matches!(error, RenderError::TooMuchOutput { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn the_environment_is_not_passed_on() {
    let RenderError::Failed { stderr, .. } = answer_of("environment", Duration::from_secs(20)) else {
        panic!()
    };
    for line in stderr {
        let name = line.split('=').next().unwrap();
        // The shell itself adds the last three.
        let known = ["PATH", "HOME", "LANG", "PWD", "OLDPWD", "SHLVL", "_"].contains(&name)
            || name.starts_with("FONTCONFIG");
        assert!(known, "{line}");
    }
}

#[test]
fn a_missing_program_is_explained() {
    let empty = tempfile::tempdir().unwrap();
    for path in [OsString::new(), empty.path().into(), ".".into(), "bin:../bin".into()] {
        let error = answer(path, None, LIMIT);
        assert!(matches!(error, RenderError::Missing), "{error}");
        assert!(
            error.to_string().contains("apt-get install graphviz")
                && error.to_string().contains("--format dot")
        );
    }
}

#[cfg(unix)]
#[test]
fn a_program_in_the_map_is_not_run() {
    let error = answer(programs().join("garbage"), Some(programs().to_owned()), LIMIT);
    assert!(matches!(error, RenderError::Missing), "{error}");
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(programs().join("garbage"), folder.path().join("link")).unwrap();
    let error = answer(folder.path().join("link"), Some(programs().to_owned()), LIMIT);
    assert!(matches!(error, RenderError::Missing), "{error}");
}
