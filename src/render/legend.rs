//! The legend: samples of the looks in as many rows as they need, and beneath it what the picture leaves out.

use super::{
    arrows, boxes,
    chip::{self, Chip},
    frame::MARGIN,
    layout::{Point, Rect},
    look::{INK, SUB},
    markup::{Markup, Num},
    matrix,
    scene::{Legend, LegendEntry, Swatch},
    text::Font,
};

const TITLE: Font = Font::bold(11.0);
const ENTRY: Font = Font::regular(11.5);
const NOTE: Font = Font::regular(10.5);
const ROW: f64 = 28.0;
const NOTE_ROW: f64 = 15.0;
/// A sample without a chip.
const SAMPLE: f64 = 34.0;
/// Between a sample and its text, and between two entries.
const GAPS: (f64, f64) = (8.0, 26.0);

/// A legend that knows its places, relative to its upper left corner.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// How high it is in all.
    pub height: f64,
    title: String,
    entries: Vec<PlacedEntry>,
    notes: Vec<(f64, String)>,
}

#[derive(Debug)]
struct PlacedEntry {
    index: usize,
    x: f64,
    y: f64,
    text: String,
}

impl Placed {
    /// Places a legend in a page of this width.
    pub(super) fn new(legend: &Legend, room: f64) -> Self {
        let title = TITLE.shorten(&legend.title.to_uppercase(), room / 3.0);
        let indent = if title.is_empty() { 0.0 } else { TITLE.width(&title) + 18.0 };
        let (mut x, mut y) = (indent, ROW / 2.0);
        let mut entries = Vec::new();
        for (index, entry) in legend.entries.iter().enumerate() {
            let before_text = sample_width(entry) + GAPS.0;
            let text = ENTRY.shorten(&entry.text, (room - indent - before_text).max(60.0));
            let width = before_text + ENTRY.width(&text);
            if x > indent && x + width > room {
                (x, y) = (indent, y + ROW);
            }
            entries.push(PlacedEntry { index, x, y, text });
            x += width + GAPS.1;
        }
        let bottom = if title.is_empty() && entries.is_empty() { 0.0 } else { y + ROW / 2.0 };
        let lines = legend.notes.iter().flat_map(|note| NOTE.wrap(note, &[room; 3]).lines);
        let notes: Vec<_> =
            lines.enumerate().map(|(line, text)| (bottom + NOTE_ROW * (line as f64 + 0.8), text)).collect();
        let height = notes.last().map_or(bottom, |(y, _)| y + 6.0);
        Self { height, title, entries, notes }
    }

    /// Draws it with its top here.
    pub(super) fn write(&self, markup: &mut Markup, legend: &Legend, top: f64) {
        if self.height == 0.0 {
            return;
        }
        markup.open("g", &[("class", &"legend")]);
        words(markup, "legend-title", TITLE, SUB, MARGIN, top + ROW / 2.0 + 4.0, &self.title);
        for placed in &self.entries {
            let Some(entry) = legend.entries.get(placed.index) else { continue };
            let (x, y) = (MARGIN + placed.x, top + placed.y);
            sample(markup, entry, x, y);
            words(
                markup,
                "legend-entry",
                ENTRY,
                INK,
                x + sample_width(entry) + GAPS.0,
                y + 4.0,
                &placed.text,
            );
        }
        for (y, note) in &self.notes {
            words(markup, "legend-note", NOTE, SUB, MARGIN, top + y, note);
        }
        markup.close();
    }
}

fn sample_width(entry: &LegendEntry) -> f64 {
    Chip::new(entry.chip.as_deref()).map_or(SAMPLE, |chip| (chip.width + 12.0).max(SAMPLE))
}

/// A sample, centred on a height.
fn sample(markup: &mut Markup, entry: &LegendEntry, x: f64, y: f64) {
    match entry.swatch {
        Swatch::Arrow(look) => {
            let style = look.style();
            markup.open("g", &[("class", &format_args!("arrow {}", style.class))]);
            arrows::sample(markup, Point { x, y }, SAMPLE, style);
            markup.close();
        }
        Swatch::Mark(look) => matrix::write_mark(markup, Point { x: x + SAMPLE / 2.0, y }, 16.0, look),
        Swatch::Box(look) => {
            let (style, width) = (look.style(), sample_width(entry));
            markup.open("g", &[("class", &format_args!("box {}", style.class))]);
            boxes::body(markup, Rect { x, y: y - 10.0, width, height: 20.0 }, style, 3.0);
            if let Some(chip) = Chip::new(entry.chip.as_deref()) {
                chip.write(markup, x + (width - chip.width) / 2.0, y - chip::HEIGHT / 2.0, style);
            }
            markup.close();
        }
    }
}

fn words(markup: &mut Markup, class: &str, font: Font, color: &str, x: f64, y: f64, text: &str) {
    if text.is_empty() {
        return;
    }
    let weight = if font == TITLE { "bold" } else { "" };
    markup.text(
        "text",
        &[
            ("class", &class),
            ("x", &Num(x)),
            ("y", &Num(y)),
            ("font-size", &Num(font.size)),
            ("font-weight", &weight),
            ("fill", &color),
        ],
        text,
    );
}
