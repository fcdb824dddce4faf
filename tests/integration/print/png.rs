//! Pixels: the colours of places whose colour the SVG tells, and words where it puts them.

use std::fs;

use resvg::tiny_skia::Pixmap;
use roxmltree::{Document, Node};

use super::{VIEWS, draw};

type Rgb = [u8; 3];

/// How far two colours may lie apart and still be one.
const SAME: i32 = 2;

#[test]
fn pixels_have_the_colours_that_the_svg_tells() {
    if !crate::tools::fonts() {
        return;
    }
    for view in VIEWS {
        let folder = tempfile::tempdir().expect("a temporary folder");
        draw(folder.path(), &[view, &["-o", "a.svg"]].concat());
        draw(folder.path(), &[view, &["-o", "a.png"]].concat());
        let svg = fs::read_to_string(folder.path().join("a.svg")).expect("an svg");
        let document = Document::parse(&svg).expect("XML");
        let png = Pixmap::load_png(folder.path().join("a.png")).expect("a png");

        let root = document.root_element();
        let size = [number(root, "width"), number(root, "height")].map(|points| (2.0 * points).ceil() as u32);
        assert_eq!([png.width(), png.height()], size, "{view:?}");
        assert_eq!(pixel(&png, 1.0, 1.0), [255, 255, 255], "the paper of {view:?}");
        assert!(png.pixels().iter().all(|pixel| pixel.alpha() == 255), "{view:?} is see-through");

        let (mut surfaces, mut texts) = (0, 0);
        for group in document.descendants().filter(|node| class(*node).starts_with("box ")) {
            let surface_of =
                |node: &Node| node.has_tag_name("rect") && node.attribute("class") != Some("chip");
            let rect = group.children().rfind(surface_of).expect("a surface");
            surfaces += surface(&png, rect);
        }
        for text in document.descendants().filter(|node| node.has_tag_name("text")) {
            texts += words(&png, text);
        }
        let boxes = document.descendants().filter(|node| class(*node).starts_with("box ")).count();
        assert_eq!(surfaces, boxes);
        assert!(texts > 10, "{texts} texts in {view:?}");
    }
}

/// The surface left of the words, and the border in the middle of the left side.
fn surface(png: &Pixmap, rect: Node) -> usize {
    let (x, y, height) = (number(rect, "x"), number(rect, "y"), number(rect, "height"));
    let (fill, stroke) = (colour(rect, "fill"), colour(rect, "stroke"));
    let middle = y + height / 2.0;
    assert_near(pixel(png, x + 5.0, middle), fill, rect);
    if rect.attribute("stroke-dasharray").is_none() && number(rect, "stroke-width") >= 1.5 {
        assert_near(pixel(png, x, middle), stroke, rect);
    }
    1
}

/// Ink in the colour of the text where it begins: in the first letter or two.
fn words(png: &Pixmap, text: Node) -> usize {
    if text.attribute("transform").is_some() {
        return 0;
    }
    let (x, y, size) = (number(text, "x"), number(text, "y"), number(text, "font-size"));
    let ink = colour(text, "fill");
    let x = if text.attribute("text-anchor") == Some("middle") {
        x - size
    } else if text.attribute("text-anchor") == Some("end") {
        x - 2.0 * size
    } else {
        x
    };
    let mut nearest = i32::MAX;
    for step_x in 0..(4.0 * size) as u32 {
        for step_y in 0..(2.0 * size) as u32 {
            let (x, y) = (x + f64::from(step_x) / 2.0, y - f64::from(step_y) / 2.0);
            nearest = nearest.min(distance(pixel(png, x, y), ink));
        }
    }
    // Thin strokes of small letters are mixed with what is behind them.
    assert!(nearest < 90, "no ink {ink:?} at {x} {y}: {:?}, nearest is {nearest} away", text.text());
    1
}

fn assert_near(found: Rgb, wanted: Rgb, rect: Node) {
    assert!(distance(found, wanted) <= SAME, "{found:?} is not {wanted:?} at {:?}", rect.attributes());
}

fn distance(a: Rgb, b: Rgb) -> i32 {
    a.iter().zip(b).map(|(&a, b)| (i32::from(a) - i32::from(b)).abs()).max().unwrap_or_default()
}

fn pixel(png: &Pixmap, x: f64, y: f64) -> Rgb {
    let found = png.pixel((2.0 * x) as u32, (2.0 * y) as u32).unwrap_or_else(|| panic!("{x} {y} is outside"));
    [found.red(), found.green(), found.blue()]
}

fn class<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute("class").unwrap_or_default()
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("no {name}")).parse().expect("a number")
}

fn colour(node: Node, name: &str) -> Rgb {
    let hex = node.attribute(name).unwrap_or("#000000").trim_start_matches('#');
    let code = u32::from_str_radix(hex, 16).expect("a colour");
    [(code >> 16) as u8, (code >> 8) as u8, code as u8]
}
