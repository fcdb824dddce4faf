//! Draws the arrows: those of least interest first, each ending on the border of its box.

use super::{
    arrow_look::ArrowStyle,
    curve::Curve,
    frame::Frame,
    layout::{Geometry, Point},
    markup::{Markup, Num},
    scene::Scene,
};

/// The size of the number on an arrow.
const COUNT_SIZE: f64 = 9.5;

/// Draws every arrow that has a place.
pub(super) fn write(markup: &mut Markup, scene: &Scene, geometry: &Geometry, frame: &Frame) {
    let mut order: Vec<_> =
        scene.arrows.iter().zip(&geometry.arrows).filter(|(_, points)| !points.is_empty()).collect();
    order.sort_by_key(|(arrow, _)| arrow.look.style().depth);
    markup.open("g", &[("class", &"arrows"), ("fill", &"none")]);
    for (arrow, points) in order {
        let (Some(from), Some(to)) = (scene.boxes.get(arrow.from), scene.boxes.get(arrow.to)) else {
            continue;
        };
        let (Some(&start), Some(&end)) = (geometry.boxes.get(arrow.from), geometry.boxes.get(arrow.to))
        else {
            continue;
        };
        let look = arrow.look.style();
        let style = ArrowStyle { dashed: look.dashed || arrow.dashed, ..look };
        let radius = super::boxes::RADIUS;
        let curve = Curve::new(points).reversed().touching(start, radius).reversed().touching(end, radius);
        // The border lies half outside its box; the tip shall touch it, not cross it.
        let curve = curve.shortened(to.look.style().width / 2.0);
        let curve = match arrow.two_way {
            true => curve.reversed().shortened(from.look.style().width / 2.0).reversed(),
            false => curve,
        };
        let title = if arrow.title.is_empty() {
            format!("{} {} {}", from.name, if arrow.two_way { "↔" } else { "→" }, to.name)
        } else {
            arrow.title.clone()
        };
        markup.open(
            "g",
            &[
                ("class", &format_args!("arrow {}", style.class)),
                ("data-from", &from.id),
                ("data-to", &to.id),
            ],
        );
        markup.text("title", &[], &title);
        line(markup, &curve, style, arrow.two_way, frame);
        head(markup, &curve, style, frame);
        if arrow.two_way {
            head(markup, &curve.reversed(), style, frame);
        }
        if arrow.count > 1 {
            count(markup, &curve, arrow.count, style, frame);
        }
        markup.close();
    }
    markup.close();
}

/// How many dependencies an arrow stands for, on a pale ground halfway along it.
fn count(markup: &mut Markup, curve: &Curve, count: usize, style: ArrowStyle, frame: &Frame) {
    let Some(middle) = curve.middle().map(|point| frame.place(point)) else { return };
    let text = count.to_string();
    let half = COUNT_SIZE * 0.3 * f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX)) + 3.0;
    markup.leaf(
        "rect",
        &[
            ("x", &Num(middle.x - half)),
            ("y", &Num(middle.y - COUNT_SIZE * 0.65)),
            ("width", &Num(half * 2.0)),
            ("height", &Num(COUNT_SIZE * 1.3)),
            ("rx", &Num(COUNT_SIZE * 0.5)),
            ("fill", &"#FFFFFF"),
            ("stroke", &style.color),
            ("stroke-width", &Num(0.8)),
        ],
    );
    markup.text(
        "text",
        &[
            ("class", &"count"),
            ("x", &Num(middle.x)),
            ("y", &Num(middle.y + COUNT_SIZE * 0.36)),
            ("font-size", &Num(COUNT_SIZE)),
            ("text-anchor", &"middle"),
            ("fill", &super::look::INK),
        ],
        &text,
    );
}

/// A straight arrow to the right, as the legend shows it.
pub(super) fn sample(markup: &mut Markup, from: Point, length: f64, style: ArrowStyle) {
    let at = |part: f64| Point { x: from.x + length * part, y: from.y };
    let curve = Curve::new(&[at(0.0), at(0.3), at(0.6), at(1.0)]);
    line(markup, &curve, style, false, &Frame::default());
    head(markup, &curve, style, &Frame::default());
}

/// The line ends inside its heads, so that a thick one does not blunt the tips.
fn line(markup: &mut Markup, curve: &Curve, style: ArrowStyle, two_way: bool, frame: &Frame) {
    let hidden = style.head * 0.7;
    let line = curve.clone().shortened(hidden);
    let line = if two_way { line.reversed().shortened(hidden).reversed() } else { line };
    markup.leaf(
        "path",
        &[
            ("class", &if frame.scripted { "line" } else { "" }),
            ("d", &path(&line, frame)),
            ("fill", &"none"),
            ("stroke", &style.color),
            ("stroke-width", &Num(style.width)),
            ("stroke-dasharray", &if style.dashed { "5 3.5" } else { "" }),
        ],
    );
}

fn head(markup: &mut Markup, curve: &Curve, style: ArrowStyle, frame: &Frame) {
    let Some(tip) = curve.end() else { return };
    let Some(back) = curve.clone().shortened(style.head).end() else { return };
    let Some(direction) = back.unit_towards(tip) else { return };
    let across = Point { x: -direction.y, y: direction.x };
    let half = style.head * 0.42;
    let corners =
        [tip, back.plus(across, half), back.plus(direction, style.head * 0.28), back.plus(across, -half)];
    let [tip, left, notch, right] = corners.map(|corner| place(corner, frame));
    markup.leaf(
        "path",
        &[
            ("class", &if frame.scripted { "head" } else { "" }),
            ("d", &format_args!("M{tip}L{left}L{notch}L{right}Z")),
            ("fill", &style.color),
            ("stroke", &"none"),
        ],
    );
}

fn path(curve: &Curve, frame: &Frame) -> String {
    let mut path = String::new();
    for (index, piece) in curve.pieces.iter().enumerate() {
        if index == 0 {
            path.push_str(&format!("M{}", place(piece.start, frame)));
        }
        let [out, inn, end] = [piece.out, piece.inn, piece.end].map(|point| place(point, frame));
        path.push_str(&format!("C{out} {inn} {end}"));
    }
    path
}

fn place(point: Point, frame: &Frame) -> String {
    let point = frame.place(point);
    format!("{},{}", Num(point.x), Num(point.y))
}
