//! Draws a timeline: first what lies behind, then bars, then what must be read.

use super::chart::{Timeline, Track};
use super::place::{self, HALF, LABEL, LINE, MARK, NAME, Placed, PlacedRow};
use crate::render::boxes;
use crate::render::frame::MARGIN;
use crate::render::id::Ids;
use crate::render::layout::Point;
use crate::render::look::{BAND_BORDER, BANDS, INK, Look, SUB};
use crate::render::markup::{Markup, Num};
use crate::render::svg;
use crate::render::text::Font;
use crate::render::widths::Weight;

/// What is seen first: today, and what fails.
const ALERT: &str = "#98300A";
/// Days across the rows that are not today.
const DAY: &str = "#52606D";

/// The whole picture.
pub(super) fn document(timeline: &Timeline, placed: &Placed) -> String {
    let frame = &placed.frame;
    let words = svg::Words {
        prefix: &timeline.prefix,
        title: &timeline.title,
        subtitle: &timeline.subtitle,
        description: &timeline.description,
    };
    let mut markup = svg::page(frame, &words);
    svg::heading(&mut markup, frame);
    behind(&mut markup, timeline, placed);
    bars(&mut markup, timeline, placed);
    lines(&mut markup, timeline, placed);
    rows(&mut markup, timeline, placed);
    frame.legend.write(&mut markup, &timeline.legend, frame.legend_top);
    markup.finish()
}

/// The calendar: bands, the beginnings of years, and the lines between rows.
fn behind(markup: &mut Markup, timeline: &Timeline, placed: &Placed) {
    let plot = placed.plot;
    let bottom = plot.y + plot.height;
    markup.open("g", &[("class", &"calendar")]);
    rect(markup, "plot", plot.x, plot.y, plot.width, plot.height, BANDS[0]);
    for (at, ((band, name), said)) in placed.bands.iter().zip(&timeline.bands).enumerate() {
        markup.open("g", &[("class", &"band")]);
        markup.text("title", &[], &said.title);
        let fill = if at % 2 == 0 { BANDS[1] } else { BANDS[0] };
        rect(markup, "band", band.x, band.y, band.width, band.height, fill);
        text(
            markup,
            "band",
            LABEL,
            SUB,
            Point { x: band.x + band.width / 2.0, y: band.y + 18.0 },
            "middle",
            name,
        );
        markup.close();
    }
    for tick in &placed.ticks {
        path(markup, &format!("M{},{}V{}", Num(tick.x), Num(plot.y + 26.0), Num(bottom)), "#D5DCE3", 1.0);
        text(
            markup,
            "tick",
            Font::regular(11.0),
            SUB,
            Point { x: tick.x + 3.0, y: bottom + 15.0 },
            "",
            &tick.label,
        );
    }
    for row in &placed.rows {
        let y = Num(row.top + row.height);
        let line = format!("M{},{y}H{}", Num(MARGIN), Num(plot.x + plot.width));
        path(markup, &line, BAND_BORDER, 1.0);
    }
    markup.close();
}

fn bars(markup: &mut Markup, timeline: &Timeline, placed: &Placed) {
    markup.open("g", &[("class", &"bars")]);
    for (row, at) in timeline.rows.iter().zip(&placed.rows) {
        for place in &at.bars {
            let Some(bar) = row.bars.get(place.index) else { continue };
            let style = bar.look.style();
            let track = match bar.track {
                Track::Use => "use",
                Track::Support => "support",
                Track::Conflict => "fails",
            };
            markup.open("g", &[("class", &format_args!("bar {track} {}", style.class))]);
            markup.text("title", &[], &bar.title);
            boxes::body(markup, place.rect, style, 0.0);
            markup.close();
        }
        for (tip, _) in &at.marks {
            let (x, top) = (tip.x, tip.y - 2.0 * HALF);
            let corners =
                format!("M{},{}H{}L{},{}Z", Num(x - HALF), Num(top), Num(x + HALF), Num(x), Num(tip.y));
            let look = Look::Supported.style();
            markup.leaf("path", &[("class", &"mark"), ("d", &corners), ("fill", &look.border)]);
        }
    }
    markup.close();
}

fn lines(markup: &mut Markup, timeline: &Timeline, placed: &Placed) {
    let (top, bottom) = (placed.plot.y + 22.0, placed.plot.y + placed.plot.height + 22.0);
    let drawn = timeline.lines.iter().filter(|line| timeline.days.contains(line.day));
    markup.open("g", &[("class", &"lines")]);
    for (line, (x, label, words)) in drawn.zip(&placed.lines) {
        let (color, width) = if line.is_today { (ALERT, 2.2) } else { (DAY, 1.4) };
        path(markup, &format!("M{},{}V{}", Num(*x), Num(top), Num(bottom)), color, width);
        text(markup, "day", LABEL, color, *label, "middle", words);
    }
    markup.close();
}

/// Headings, names, and the words of bars and marks. They take no pointer, so that a bar can be asked beneath them.
fn rows(markup: &mut Markup, timeline: &Timeline, placed: &Placed) {
    let mut ids = Ids::default();
    markup.open("g", &[("class", &"rows")]);
    for (place, words) in &placed.headings {
        text(markup, "heading", LABEL, SUB, *place, "", words);
    }
    for (row, at) in timeline.rows.iter().zip(&placed.rows) {
        let id = ids.give(&timeline.prefix, &row.id);
        markup.open("g", &[("id", &id), ("class", &"row"), ("data-id", &row.id)]);
        markup.text("title", &[], &row.title);
        name(markup, at);
        markup.open("g", &[("class", &"words"), ("pointer-events", &"none")]);
        for place in &at.bars {
            let Some(bar) = row.bars.get(place.index) else { continue };
            let middle = place.rect.y + place.rect.height / 2.0;
            let ink = if place.inside { bar.look.style().ink } else { ALERT };
            let font = place::font(bar.track);
            text(
                markup,
                "bar",
                font,
                ink,
                Point { x: place.text_x, y: middle + font.size * 0.36 },
                "",
                &place.text,
            );
        }
        for (tip, words) in &at.marks {
            text(markup, "mark", MARK, INK, Point { x: tip.x + HALF + 3.0, y: tip.y - 1.0 }, "", words);
        }
        markup.close();
        markup.close();
    }
    markup.close();
}

fn name(markup: &mut Markup, row: &PlacedRow) {
    let middle = row.top + row.height / 2.0;
    let has_two = row.name.len() > 1 || !row.line.is_empty();
    let mut y = if has_two { middle - 2.5 } else { middle + 4.0 };
    for line in &row.name {
        text(markup, "name", NAME, INK, Point { x: MARGIN, y }, "", line);
        y += 13.0;
    }
    text(markup, "line", LINE, SUB, Point { x: MARGIN, y: y - 0.5 }, "", &row.line);
}

fn rect(markup: &mut Markup, class: &str, x: f64, y: f64, width: f64, height: f64, fill: &str) {
    markup.leaf(
        "rect",
        &[
            ("class", &class),
            ("x", &Num(x)),
            ("y", &Num(y)),
            ("width", &Num(width)),
            ("height", &Num(height)),
            ("fill", &fill),
        ],
    );
}

fn path(markup: &mut Markup, d: &str, color: &str, width: f64) {
    markup.leaf("path", &[("d", &d), ("stroke", &color), ("stroke-width", &Num(width)), ("fill", &"none")]);
}

fn text(markup: &mut Markup, class: &str, font: Font, color: &str, at: Point, anchor: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    markup.text(
        "text",
        &[
            ("class", &class),
            ("x", &Num(at.x)),
            ("y", &Num(at.y)),
            ("font-size", &Num(font.size)),
            ("font-weight", &if font.weight == Weight::Bold { "bold" } else { "" }),
            ("text-anchor", &anchor),
            ("fill", &color),
        ],
        words,
    );
}
