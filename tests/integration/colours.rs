//! The palette as others see it: without one kind of cone, and in grey print. What colour no longer tells, form does:
//! dashes, widths, a struck name, dark ink on light; and where no form does, the word on the chip.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use systemkarta::analysis::{Change, ImpactOptions, Window, impact};
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load};
use systemkarta::model::{ChangeKind, Date, PartialDate};
use systemkarta::render::views::{MapOptions, disruption, lifecycle, standard};
use systemkarta::render::{ArrowLook, ArrowStyle, BoxStyle, Look, Scene};

use Look::*;

/// Looks that stand in one picture.
const SCALES: [(&str, &[Look]); 8] = [
    ("map", &[Plain, Focus, Folded]),
    ("reach", &[Cause, Step1, Step2, Step3, Work, Faded, Folded]),
    (
        "effect",
        &[
            Cause,
            Stops,
            MayStop,
            Less,
            MayLess,
            Replace,
            MayReplace,
            Adapt,
            MayAdapt,
            Test,
            MayTest,
            Protected,
            MayProtected,
            Freed,
            Faded,
            Folded,
        ],
    ),
    ("lifecycle", &[Unsupported, Leaving, Extended, Retired, Planned, Plain, Folded]),
    ("standard", &[Full, Concept, Free, NotConcerned, Unstated, Faded, Folded]),
    ("use", &[Planned, Arriving, Plain, Leaving, Retired]),
    ("support", &[Supported, Extended, Unsupported, Conflict]),
    ("difference", &[Removed, Added, Renamed, Changed, Faded, Folded]),
];

/// Arrows that stand in one picture.
const ARROWS: [(&str, &[ArrowLook]); 5] = [
    ("map", &[ArrowLook::Plain, ArrowLook::Soft, ArrowLook::Strong]),
    ("reach", &[ArrowLook::Path1, ArrowLook::Path2, ArrowLook::Path3, ArrowLook::Faded]),
    ("effect", &[ArrowLook::Stop, ArrowLook::Less, ArrowLook::Work, ArrowLook::Faded]),
    ("lifecycle", &[ArrowLook::Risk, ArrowLook::Plain, ArrowLook::Planned, ArrowLook::Faded]),
    ("difference", &[ArrowLook::Removed, ArrowLook::Added, ArrowLook::Faded]),
];

/// Pairs that are alike in grey print and differ in no form: there the word on the chip tells, or in a timeline the
/// words on the bar.
#[rustfmt::skip]
const BY_WORD_ALONE: [(&str, Look, Look); 28] = [
    ("effect", MayLess, MayReplace), ("effect", MayLess, MayAdapt), ("effect", Replace, Adapt),
    ("effect", Replace, Protected), ("effect", Replace, Freed), ("effect", MayReplace, MayAdapt),
    ("effect", Adapt, Test), ("effect", Adapt, Protected), ("effect", Adapt, Freed), ("effect", MayAdapt, MayTest),
    ("effect", MayAdapt, MayProtected), ("effect", Test, Protected), ("effect", Test, Freed),
    ("effect", MayTest, MayProtected), ("effect", Protected, Freed),
    ("lifecycle", Unsupported, Leaving), ("lifecycle", Leaving, Extended), ("lifecycle", Leaving, Plain),
    ("lifecycle", Extended, Plain),
    ("standard", Full, Concept), ("standard", Full, Free), ("standard", Concept, Free),
    ("use", Planned, Arriving), ("use", Plain, Leaving),
    ("support", Supported, Extended),
    ("difference", Added, Renamed), ("difference", Added, Changed), ("difference", Renamed, Changed),
];

/// Differences in Lab: one can just be noticed at 2.3; boxes that stand apart need several times that.
const SEEN: f64 = 8.0;

type Matrix = [[f64; 3]; 3];

/// Eyes that lack a kind of cone, after Machado, Oliveira and Fernandes 2009, at full severity, on linear light.
const EYES: [(&str, Matrix); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "no long waves",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "no middle waves",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "no short waves",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Grey print: luminance alone.
const GREY: Matrix = [[0.2126, 0.7152, 0.0722]; 3];

/// A colour as an eye sees it, in CIE Lab under daylight.
fn lab(color: &str, eye: &Matrix) -> [f64; 3] {
    let light = [1, 3, 5].map(|at| {
        let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let times = |row: &[f64; 3], by: &[f64; 3]| row.iter().zip(by).map(|(a, b)| a * b).sum::<f64>();
    let seen = [0, 1, 2].map(|row| times(&eye[row], &light).clamp(0.0, 1.0));
    let to_xyz = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175],
        [0.019_333_9, 0.119_192, 0.950_304_1],
    ];
    let white = [0.950_47, 1.0, 1.088_83];
    let [x, y, z] = [0, 1, 2].map(|row| {
        let t = times(&to_xyz[row], &seen) / white[row];
        if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(a: &str, b: &str, eye: &Matrix) -> f64 {
    let (a, b) = (lab(a, eye), lab(b, eye));
    a.iter().zip(&b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// How far apart two boxes are by their colours: the fill or the border, whichever tells more.
fn boxes_apart(a: &BoxStyle, b: &BoxStyle, eye: &Matrix) -> f64 {
    apart(a.fill, b.fill, eye).max(apart(a.border, b.border, eye))
}

/// Whether two boxes differ in what is no colour.
fn differ_in_form(a: &BoxStyle, b: &BoxStyle) -> bool {
    let is_dark = |style: &BoxStyle| style.ink == "#FFFFFF";
    (a.dashed, a.struck, a.piled, is_dark(a)) != (b.dashed, b.struck, b.piled, is_dark(b))
        || (a.width - b.width).abs() >= 0.5
}

fn arrows_differ_in_form(a: &ArrowStyle, b: &ArrowStyle) -> bool {
    a.dashed != b.dashed || (a.width - b.width).abs() >= 0.3
}

fn pairs<T: Copy>(of: &[T]) -> impl Iterator<Item = (T, T)> {
    of.iter().enumerate().flat_map(|(at, &a)| of[at + 1..].iter().map(move |&b| (a, b)))
}

#[test]
fn the_eyes_are_reckoned_right() {
    // White and black are the same to all; red and green are near to eyes without long or middle waves.
    for (name, eye) in &EYES {
        assert!(apart("#FFFFFF", "#000000", eye) > 99.0, "{name}");
        assert!(lab("#FFFFFF", eye)[1].abs() < 0.5, "{name}");
    }
    let [all, no_long, no_middle, no_short] = EYES.map(|(_, eye)| apart("#B2400C", "#5C6B00", &eye));
    assert!(no_long < all / 2.0 && no_middle < all / 2.0 && no_short > all / 2.0);
    assert!(apart("#FF0000", "#7F7F7F", &GREY) < 2.0 && apart("#FFFF00", "#0000FF", &GREY) > 50.0);
}

#[test]
fn every_eye_tells_the_looks_of_a_picture_apart() {
    for (scale, looks) in SCALES {
        for (a, b) in pairs(looks) {
            for (eye, matrix) in &EYES {
                let apart = boxes_apart(&a.style(), &b.style(), matrix);
                let told = apart >= SEEN || differ_in_form(&a.style(), &b.style());
                assert!(told, "{scale}: {a:?} and {b:?} are {apart:.1} apart with {eye}");
            }
        }
    }
    for (scale, looks) in ARROWS {
        for (a, b) in pairs(looks) {
            let (a_style, b_style) = (a.style(), b.style());
            for (eye, matrix) in &EYES {
                let apart = apart(a_style.color, b_style.color, matrix);
                let told = apart >= SEEN || arrows_differ_in_form(&a_style, &b_style);
                assert!(told, "{scale}: {a:?} and {b:?} are {apart:.1} apart with {eye}");
            }
        }
    }
}

#[test]
fn in_grey_print_forms_tell_or_the_pair_is_known_to_rest_on_its_words() {
    let mut alike = Vec::new();
    for (scale, looks) in SCALES {
        for (a, b) in pairs(looks) {
            let apart = boxes_apart(&a.style(), &b.style(), &GREY);
            if apart < SEEN && !differ_in_form(&a.style(), &b.style()) {
                alike.push((scale, a, b));
            }
        }
    }
    assert_eq!(alike, BY_WORD_ALONE);
    for (scale, looks) in ARROWS {
        for (a, b) in pairs(looks) {
            let told = apart(a.style().color, b.style().color, &GREY) >= SEEN
                || arrows_differ_in_form(&a.style(), &b.style());
            assert!(told, "{scale}: {a:?} and {b:?} in grey");
        }
    }
}

#[test]
fn where_words_alone_tell_there_are_words_and_they_differ() {
    let seen = chips();
    // Which of these pairs the pictures of the city show.
    let mut shown = 0;
    for (scale, a, b) in BY_WORD_ALONE {
        let (Some(of_a), Some(of_b)) = (seen.get(&(scale, a)), seen.get(&(scale, b))) else { continue };
        shown += 1;
        assert!(of_a.is_disjoint(of_b), "{scale}: {a:?} {of_a:?} and {b:?} {of_b:?}");
    }
    assert!(shown >= 10, "{shown} of the pairs: {seen:?}");
}

/// The words on the chips of all pictures of the city, by scale and look, without times; none is an empty word.
fn chips() -> BTreeMap<(&'static str, Look), BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    let graph = Graph::build(&Arc::new(load(&folder, &Config::default()).unwrap().model)).0;
    let day = |text: &str| -> Date { PartialDate::parse(text).unwrap().first() };
    let mut chips: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let mut take = |scale: &'static str, scene: &Scene| {
        for each in scene.boxes.iter().filter(|each| each.stands_for <= 1) {
            let words = each.chip.as_deref().unwrap_or_default();
            let word = words.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim();
            chips.entry((scale, each.look)).or_default().insert(word.to_owned());
        }
    };
    for text in ["2007-09-01", "2008-12-31", "2010-06-30", "2013-12-31"] {
        let options = MapOptions { at: day(text), max_boxes: 500 };
        take("lifecycle", &lifecycle(&graph, &options, day("2007-09-01")));
        take("standard", &standard(&graph, &options));
    }
    let at = day("2007-09-01");
    for kind in [ChangeKind::Outage, ChangeKind::Retire, ChangeKind::Interface, ChangeKind::Upgrade] {
        for cause in graph.elements().step_by(5) {
            let change = Change::new(&graph, cause, kind, Window { from: 0, until: None }, at, None);
            take(
                "effect",
                &disruption(&graph, &impact(&graph, &[change], ImpactOptions { at, clock: None }), 500),
            );
        }
    }
    chips
}
