//! Draws a matrix: bands and lines behind, then marks, then names.

use super::chart::{Matrix, Row};
use super::mark;
use super::place::{HEADING, Placed, SLANT};
use crate::render::id::Ids;
use crate::render::layout::{Point, Rect};
use crate::render::look::{BAND_BORDER, INK, SUB};
use crate::render::markup::{Markup, Num};
use crate::render::svg;

/// Behind the rows and columns of one heading.
const SHADE: &str = "#EDF2F7";
/// The diagonal.
const SELF: &str = "#D5DCE3";
/// Around rows that all rest on each other.
const CIRCLE: &str = "#B2400C";
/// Numbers in marks.
const NUMBER: f64 = 9.5;
/// In smaller cells no number can be read; hovering tells it.
const ROOM_FOR_NUMBER: f64 = 18.0;

/// The whole picture.
pub(super) fn document(matrix: &Matrix, placed: &Placed) -> String {
    let frame = &placed.frame;
    let words = svg::Words {
        prefix: &matrix.prefix,
        title: &matrix.title,
        subtitle: &matrix.subtitle,
        description: &matrix.description,
    };
    let mut markup = svg::page(frame, &words);
    svg::heading(&mut markup, frame);
    behind(&mut markup, placed);
    rows(&mut markup, matrix, placed);
    marks(&mut markup, matrix, placed);
    circles(&mut markup, matrix, placed);
    frame.legend.write(&mut markup, &matrix.legend, frame.legend_top);
    markup.finish()
}

fn behind(markup: &mut Markup, placed: &Placed) {
    let plot = placed.plot;
    markup.open("g", &[("class", &"grid")]);
    for (range, _) in &placed.bands {
        rect(markup, "band", placed.square(range), SHADE);
    }
    for middle in &placed.middles {
        let half = placed.cell / 2.0;
        let (near, far) = (middle - half, middle + half);
        let (x, y) = (plot.x, plot.y);
        line(markup, &format!("M{},{}H{}", Num(x), Num(y + far), Num(x + plot.width)));
        line(markup, &format!("M{},{}V{}", Num(x + far), Num(y), Num(y + plot.height)));
        rect(markup, "self", placed.square(&(near + 1.0..far - 1.0)), SELF);
    }
    markup.close();
}

fn rows(markup: &mut Markup, matrix: &Matrix, placed: &Placed) {
    let mut ids = Ids::default();
    let plot = placed.plot;
    markup.open("g", &[("class", &"rows")]);
    for (range, heading) in &placed.bands {
        let at = Point { x: plot.x - 8.0, y: plot.y + range.start - 5.0 };
        label(markup, "heading", at, HEADING.size, "bold", "end", SUB, "", heading);
    }
    for (index, (row, name)) in matrix.rows.iter().zip(&placed.names).enumerate() {
        let Some(at) = placed.middle(index, index) else { continue };
        let id = ids.give(&matrix.prefix, &row.id);
        markup.open("g", &[("id", &id), ("class", &"row"), ("data-id", &row.id)]);
        markup.text("title", &[], &row.title);
        let size = placed.font.size;
        let beside = Point { x: plot.x - 8.0, y: at.y + size * 0.35 };
        label(markup, "name", beside, size, "", "end", INK, "", name);
        let above = Point { x: at.x + size * 0.2, y: plot.y - 6.0 };
        let turn = format!("rotate({} {} {})", Num(-SLANT), Num(above.x), Num(above.y));
        label(markup, "column", above, size, "", "", INK, &turn, name);
        markup.close();
    }
    markup.close();
}

fn marks(markup: &mut Markup, matrix: &Matrix, placed: &Placed) {
    markup.open("g", &[("class", &"marks")]);
    for each in &matrix.marks {
        let Some(at) = placed.middle(each.row, each.column) else { continue };
        let look = each.look();
        let name = |row: usize| matrix.rows.get(row).map_or("", |row: &Row| &row.id);
        markup.open(
            "g",
            &[("class", &"mark"), ("data-from", &name(each.row)), ("data-to", &name(each.column))],
        );
        markup.text("title", &[], &each.title);
        let side = if look.is_against() { placed.cell - 1.0 } else { placed.cell };
        mark::write(markup, at, side, look);
        if each.count > 1 && placed.cell >= ROOM_FOR_NUMBER {
            let number = if each.count < 100 { each.count.to_string() } else { "99+".to_owned() };
            let size = if each.count < 10 { NUMBER } else { NUMBER - 2.0 };
            let at = Point { x: at.x, y: at.y + size * 0.36 };
            label(markup, "number", at, size, "bold", "middle", look.ink(), "", &number);
        }
        markup.close();
    }
    markup.close();
}

fn circles(markup: &mut Markup, matrix: &Matrix, placed: &Placed) {
    markup.open("g", &[("class", &"circles")]);
    for range in matrix.circles.iter().filter_map(|rows| placed.reach(rows)) {
        let Rect { x, y, width, height } = placed.square(&range);
        markup.leaf(
            "rect",
            &[
                ("class", &"circle"),
                ("x", &Num(x)),
                ("y", &Num(y)),
                ("width", &Num(width)),
                ("height", &Num(height)),
                ("rx", &"3"),
                ("fill", &"none"),
                ("stroke", &CIRCLE),
                ("stroke-width", &"2"),
            ],
        );
    }
    markup.close();
}

fn rect(markup: &mut Markup, class: &str, at: Rect, fill: &str) {
    markup.leaf(
        "rect",
        &[
            ("class", &class),
            ("x", &Num(at.x)),
            ("y", &Num(at.y)),
            ("width", &Num(at.width)),
            ("height", &Num(at.height)),
            ("fill", &fill),
        ],
    );
}

fn line(markup: &mut Markup, d: &str) {
    markup.leaf("path", &[("d", &d), ("stroke", &BAND_BORDER), ("stroke-width", &"1"), ("fill", &"none")]);
}

#[expect(clippy::too_many_arguments, reason = "each is an attribute of one text")]
fn label(
    markup: &mut Markup,
    class: &str,
    at: Point,
    size: f64,
    weight: &str,
    anchor: &str,
    color: &str,
    transform: &str,
    words: &str,
) {
    if words.is_empty() {
        return;
    }
    markup.text(
        "text",
        &[
            ("class", &class),
            ("x", &Num(at.x)),
            ("y", &Num(at.y)),
            ("font-size", &Num(size)),
            ("font-weight", &weight),
            ("text-anchor", &anchor),
            ("fill", &color),
            ("transform", &transform),
        ],
        words,
    );
}
