//! Where everything of a timeline goes. Pure: days in, places out.

use super::axis::{Axis, Tick};
use super::chart::{Bar, Line, Mark, Row, Timeline, Track};
use crate::render::frame::{Frame, MARGIN, SUBTITLE, TITLE};
use crate::render::layout::{Point, Rect};
use crate::render::legend;
use crate::render::text::Font;

/// Names.
pub(super) const NAME: Font = Font::bold(11.5);
/// Lines beneath names.
pub(super) const LINE: Font = Font::regular(9.5);
/// Words in bars.
pub(super) const BAR: Font = Font::regular(10.5);
/// Words in and beside conflicts.
pub(super) const CONFLICT: Font = Font::bold(9.5);
/// Words beside marks.
pub(super) const MARK: Font = Font::regular(9.5);
/// Names of bands, and days of lines.
pub(super) const LABEL: Font = Font::bold(11.0);

/// Where the names are.
const NAMES: f64 = 214.0;
/// Between names and bars.
const GAP: f64 = 14.0;
/// How wide the calendar is.
const PLOT: f64 = 920.0;
/// Above the rows, for the names of bands.
const BANDS: f64 = 28.0;
/// A heading between rows.
const HEADING: f64 = 26.0;
/// Above and below the bars of a row.
const PAD: f64 = 5.0;
/// Between two tracks.
const BETWEEN: f64 = 3.0;
/// No row is lower, so that its name and its line have room.
const LOWEST: f64 = 34.0;
/// Left and right of words in a bar.
const WORDS: f64 = 7.0;
/// Half of a mark.
pub(super) const HALF: f64 = 4.5;

/// A timeline that knows its places.
#[derive(Debug)]
pub(super) struct Placed {
    /// The page, its heading and its legend. Its origin is the upper left corner of the calendar.
    pub frame: Frame,
    /// The calendar with all rows.
    pub plot: Rect,
    /// The days beneath.
    pub ticks: Vec<Tick>,
    /// The bands with their names, as much of each as there is room for.
    pub bands: Vec<(Rect, String)>,
    /// The headings.
    pub headings: Vec<(Point, String)>,
    /// The rows.
    pub rows: Vec<PlacedRow>,
    /// The lines, with the middle of their labels.
    pub lines: Vec<(f64, Point, String)>,
}

/// A row that knows its places.
#[derive(Debug, Default)]
pub(super) struct PlacedRow {
    /// From its upper to its lower edge.
    pub top: f64,
    /// How high it is.
    pub height: f64,
    /// The name in one line or two.
    pub name: Vec<String>,
    /// The line beneath; none if the name takes two.
    pub line: String,
    /// The bars that are drawn, by their index.
    pub bars: Vec<PlacedBar>,
    /// The marks that are drawn: the tip, and what is written beside it.
    pub marks: Vec<(Point, String)>,
}

/// A bar that knows its places.
#[derive(Debug)]
pub(super) struct PlacedBar {
    /// Which of the row.
    pub index: usize,
    /// Where it is.
    pub rect: Rect,
    /// Its words, or none.
    pub text: String,
    /// Where they begin.
    pub text_x: f64,
    /// Whether they are in it rather than beside it.
    pub inside: bool,
}

impl Placed {
    /// Places a timeline.
    pub(super) fn new(timeline: &Timeline) -> Self {
        let width = MARGIN + NAMES + GAP + PLOT + MARGIN;
        let room = width - 2.0 * MARGIN;
        let title = TITLE.wrap(&timeline.title, &[room; 2]).lines;
        let subtitle = SUBTITLE.wrap(&timeline.subtitle, &[room; 3]).lines;
        let top = 34.0 + 24.0 * title.len() as f64 + 17.0 * subtitle.len() as f64;
        let left = MARGIN + NAMES + GAP;
        let axis = Axis::new(timeline.days, left, PLOT);

        let mut y = top + BANDS;
        let (mut rows, mut headings) = (Vec::new(), Vec::new());
        let mut heading = "";
        for row in &timeline.rows {
            if row.heading != heading {
                heading = &row.heading;
                let text = LABEL.shorten(&heading.to_uppercase(), NAMES);
                headings.push((Point { x: MARGIN, y: y + HEADING - 8.0 }, text));
                y += HEADING;
            }
            let placed = place(row, &axis, y);
            y += placed.height;
            rows.push(placed);
        }
        let plot = Rect { x: left, y: top, width: PLOT, height: y + 8.0 - top };
        let bands = timeline.bands.iter().filter_map(|band| {
            let (begin, end) = axis.range(band.days)?;
            let rect = Rect { x: begin, width: end - begin, ..plot };
            Some((rect, LABEL.shorten(&band.name, (rect.width - 10.0).max(0.0))))
        });
        let bottom = plot.y + plot.height;
        let lines = lines(&timeline.lines, &axis, bottom);
        let labels = lines.iter().map(|(_, label, _)| label.y).fold(bottom + 18.0, f64::max);
        let legend_top = labels + 14.0;
        let legend = legend::Placed::new(&timeline.legend, room);
        let height = legend_top + legend.height + 14.0;
        let origin = Point { x: plot.x, y: plot.y };
        Self {
            bands: bands.collect(),
            ticks: axis.ticks(),
            frame: Frame { width, height, title, subtitle, origin, legend_top, legend, scripted: false },
            plot,
            headings,
            rows,
            lines,
        }
    }
}

fn height(track: Track) -> f64 {
    match track {
        Track::Use => 19.0,
        Track::Support | Track::Conflict => 15.0,
    }
}

fn place(row: &Row, axis: &Axis, top: f64) -> PlacedRow {
    let mut tracks: Vec<Track> = row.bars.iter().map(|bar| bar.track).collect();
    tracks.extend((!row.marks.is_empty()).then_some(Track::Support));
    tracks.sort_unstable();
    tracks.dedup();
    let inner: f64 = tracks.iter().map(|&track| height(track) + BETWEEN).sum::<f64>() - BETWEEN;
    let whole = (inner.max(0.0) + 2.0 * PAD).max(LOWEST);
    let mut y = top + (whole - inner) / 2.0;
    let (mut bars, mut marks) = (Vec::new(), Vec::new());
    for track in tracks {
        let placed = bars_of(row, track, axis, y);
        if track == Track::Support {
            marks = marks_of(&row.marks, &placed, axis, y);
        }
        bars.extend(placed);
        y += height(track) + BETWEEN;
    }
    let name = NAME.wrap(&row.name, &[NAMES, NAMES]);
    let line = if name.lines.len() > 1 { String::new() } else { LINE.shorten(&row.line, NAMES) };
    PlacedRow { top, height: whole, name: name.lines, line, bars, marks }
}

/// The bars of one track, each with the words for which it has room.
fn bars_of(row: &Row, track: Track, axis: &Axis, y: f64) -> Vec<PlacedBar> {
    let of_track = row.bars.iter().enumerate().filter(|(_, bar)| bar.track == track);
    let mut bars: Vec<PlacedBar> = Vec::new();
    for (index, bar) in of_track {
        let Some((begin, end)) = axis.range(bar.days) else { continue };
        // A day of a long time is too thin to be seen.
        let begin = begin.min(axis.right() - 2.0);
        let rect = Rect { x: begin, y, width: (end - begin).max(2.0), height: height(track) };
        let font = font(track);
        let fits = |text: &&String| font.width(text) + 2.0 * WORDS <= rect.width;
        let text = bar.texts.iter().find(fits).cloned().unwrap_or_default();
        bars.push(PlacedBar { index, rect, text, text_x: begin + WORDS, inside: true });
    }
    if track == Track::Conflict {
        beside(&mut bars, &row.bars, axis);
    }
    bars
}

/// What a track is written in.
pub(super) fn font(track: Track) -> Font {
    if track == Track::Conflict { CONFLICT } else { BAR }
}

/// Writes beside a bar what has no room in it.
fn beside(bars: &mut [PlacedBar], all: &[Bar], axis: &Axis) {
    let begins: Vec<f64> = bars.iter().map(|bar| bar.rect.x).collect();
    let mut free = axis.left;
    for (at, bar) in bars.iter_mut().enumerate() {
        let end = bar.rect.x + bar.rect.width;
        if bar.text.is_empty() {
            let texts = all.get(bar.index).map(|bar| bar.texts.as_slice()).unwrap_or_default();
            let right = begins.get(at + 1).copied().unwrap_or(axis.right()) - 4.0;
            let width = |text: &str| CONFLICT.width(text) + 4.0;
            let after = texts.iter().find(|text| end + width(text) <= right);
            let before = texts.iter().find(|text| bar.rect.x - width(text) >= free);
            if let Some(text) = after {
                (bar.text, bar.text_x, bar.inside) = (text.clone(), end + 4.0, false);
            } else if let Some(text) = before {
                (bar.text, bar.text_x, bar.inside) = (text.clone(), bar.rect.x - width(text), false);
            }
        }
        let text_end = if bar.inside { end } else { (bar.text_x + CONFLICT.width(&bar.text)).max(end) };
        free = text_end + 4.0;
    }
}

/// The marks: each with its words to the right, if nothing is drawn there.
fn marks_of(marks: &[Mark], bars: &[PlacedBar], axis: &Axis, y: f64) -> Vec<(Point, String)> {
    let mut placed = Vec::new();
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| axis.contains(mark.day)) {
        let x = axis.end(mark.day);
        let later = bars.iter().map(|bar| bar.rect.x).filter(|&begin| begin > x - 0.01);
        let next = marks.get(at + 1).map(|mark| axis.end(mark.day));
        let right = later.chain(next).fold(axis.right(), f64::min);
        let has_room = x + HALF + 4.0 + MARK.width(&mark.text) <= right;
        placed.push((
            Point { x, y: y + height(Track::Support) - 3.0 },
            if has_room { mark.text.clone() } else { String::new() },
        ));
    }
    placed
}

/// The lines, each with its label in the first row beneath the calendar where it meets no other.
fn lines(lines: &[Line], axis: &Axis, bottom: f64) -> Vec<(f64, Point, String)> {
    let mut taken: Vec<(usize, f64, f64)> = Vec::new();
    let mut placed = Vec::new();
    for line in lines.iter().filter(|line| axis.contains(line.day)) {
        let x = axis.begin(line.day);
        let half = LABEL.width(&line.label) / 2.0 + 4.0;
        let middle = x.clamp(axis.left + half, (axis.right() - half).max(axis.left + half));
        let meets = |row: usize| {
            taken.iter().any(|&(at, left, right)| at == row && middle - half < right && left < middle + half)
        };
        let row = (0..lines.len()).find(|&row| !meets(row)).unwrap_or(0);
        taken.push((row, middle - half, middle + half));
        placed.push((x, Point { x: middle, y: bottom + 34.0 + 15.0 * row as f64 }, line.label.clone()));
    }
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Date, Span};
    use crate::render::Look;

    /// Days in order, each two of them the ends of a bar, on one of the tracks.
    fn rows() -> impl Strategy<Value = (Vec<Date>, u8)> {
        let day = (2000_i16..2020, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
        (prop::collection::btree_set(day, 2..14), 0..3_u8)
            .prop_map(|(days, track)| (days.into_iter().collect(), track))
    }

    proptest! {
        #[test]
        fn no_words_of_a_row_meet_and_none_leave_the_calendar((days, track) in rows(), touch in any::<bool>()) {
            let track = [Track::Use, Track::Support, Track::Conflict][usize::from(track)];
            let step = if touch { 1 } else { 2 };
            let spans = days.windows(2).step_by(step).map(|pair| Span { first: pair[0], last: pair[1].yesterday().unwrap() });
            let spans: Vec<Span> = spans.collect();
            let texts = ["a rather long sentence of a bar", "shorter", "s"].map(str::to_owned).to_vec();
            let bar = |&days: &Span| Bar { days, track, look: Look::Plain, texts: texts.clone(), title: String::new() };
            let mark = |span: &Span| Mark { day: span.last, text: "until 31 Dec 2008".to_owned() };
            let row = Row {
                bars: spans.iter().map(bar).collect(),
                marks: if track == Track::Support { spans.iter().map(mark).collect() } else { Vec::new() },
                ..Row::default()
            };
            let whole = Span { first: Date::constant(2003, 1, 1), last: Date::constant(2016, 12, 31) };
            let axis = Axis::new(whole, 250.0, 900.0);
            let placed = place(&row, &axis, 100.0);
            let of_bars = placed.bars.iter().map(|bar| (bar.text_x, font(track).width(&bar.text)));
            let of_marks = placed.marks.iter().map(|(tip, text)| (tip.x + HALF + 3.0, MARK.width(text)));
            let mut words: Vec<(f64, f64)> = of_bars.chain(of_marks).filter(|(_, width)| *width > 0.0).collect();
            words.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in words.windows(2) {
                prop_assert!(pair[0].0 + pair[0].1 <= pair[1].0 + 0.01, "{words:?}");
            }
            for (x, width) in words {
                prop_assert!(x >= axis.left - 0.01 && x + width <= axis.right() + 0.01);
            }
        }
    }
}
