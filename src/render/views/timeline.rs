//! The timeline: what is used when, until when it is supported, and when something fails what rests on it (R10, R11).

use std::collections::{HashMap, HashSet};

use super::bars;
use super::calendar::{day, period};
use super::selection::Lane;
use super::states::years_from;
use super::words::{counted, few, joined, number};
use crate::analysis::lifecycle::{Conflict, Timelines, conflicts};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Phase, Section, Span, SupportEnd};
use crate::render::timeline::{Band, Bar, Line, Row, Timeline};
use crate::render::{Legend, LegendEntry, Look, Swatch};

/// So many rows of a page are read at a glance.
pub const ROWS: usize = 30;

/// What happened so many years ago, or will in so many years, does not stretch the calendar.
const AGO: i16 = 2;
const AHEAD: i16 = 10;

/// How a timeline is asked for.
#[derive(Debug, Clone)]
pub struct TimelineOptions {
    /// The day to answer for.
    pub at: Date,
    /// The day that counts as today.
    pub today: Date,
    /// What is shown; empty for everything with dates, and what something fails for a time.
    pub asked: Vec<ElementIx>,
    /// At most so many rows a page.
    pub rows: usize,
}

impl TimelineOptions {
    /// Everything with dates.
    pub fn new(at: Date, today: Date) -> Self {
        Self { at, today, asked: Vec::new(), rows: ROWS }
    }
}

/// The pages of the timeline, at least one.
///
/// Complexity: O(V + E log E) time.
pub fn timeline(graph: &Graph, options: &TimelineOptions) -> Vec<Timeline> {
    let timelines = Timelines::of(graph, options.today);
    let conflicts = conflicts(&timelines);
    let mut of: HashMap<ElementIx, Vec<&Conflict>> = HashMap::new();
    for conflict in &conflicts {
        of.entry(conflict.dependent).or_default().push(conflict);
    }
    let view = View { timelines: &timelines, options, conflicts: of };
    let shown = view.shown();
    let days = view.days(&shown);
    let rows: Vec<Row> = shown.iter().map(|&ix| view.row(ix)).collect();
    let (title, subtitle, notes) = (view.title(&shown, days), view.subtitle(), view.notes(&shown, days));
    let size = options.rows.max(1);
    let count = rows.len().div_ceil(size).max(1);
    let page = |at: usize| {
        let rows: Vec<Row> = rows.iter().skip(at * size).take(size).cloned().collect();
        let mut facts = subtitle.clone();
        if count > 1 {
            facts.push(format!("page {} of {}", number(at + 1), number(count)));
        }
        let mut notes = notes.clone();
        if count > 1 {
            let all = counted(shown.len(), "row", "rows");
            notes.insert(0, format!("This page shows {} of {all}.", number(rows.len())));
        }
        let subtitle = facts.join(" · ");
        let said = few(rows.iter().map(|row| row.title.clone()), 60);
        let description = format!("{title}. {subtitle}. {said}. {}", notes.join(" "));
        let legend = Legend { title: "Timeline".to_owned(), entries: entries(&rows), notes };
        Timeline {
            prefix: String::new(),
            title: title.clone(),
            subtitle,
            description,
            days,
            bands: view.bands(),
            lines: view.lines(),
            rows,
            legend,
        }
    };
    (0..count).map(page).collect()
}

struct View<'t, 'g> {
    timelines: &'t Timelines<'g>,
    options: &'t TimelineOptions,
    conflicts: HashMap<ElementIx, Vec<&'t Conflict>>,
}

impl View<'_, '_> {
    fn graph(&self) -> &Graph {
        self.timelines.graph()
    }

    /// The elements that get a row: by layer, and within it what ends first.
    fn shown(&self) -> Vec<ElementIx> {
        let mut shown: Vec<ElementIx> = match self.options.asked.as_slice() {
            [] => self.graph().elements().filter(|&ix| self.is_told(ix)).collect(),
            asked => asked.to_vec(),
        };
        let ends = |ix: ElementIx| self.end(ix).or_else(|| self.leaves(ix)).unwrap_or(Date::MAX);
        shown.sort_by_cached_key(|&ix| (Lane::of(self.graph().element(ix)), ends(ix), ix));
        shown.dedup();
        shown
    }

    fn is_told(&self, ix: ElementIx) -> bool {
        let section = self.graph().element(ix).section;
        let is_dated = matches!(section, Section::Systems | Section::Technologies | Section::Agreements)
            && self.dates(ix).next().is_some();
        is_dated || self.conflicts.contains_key(&ix) && section != Section::Integrations
    }

    /// The dates that are written for an element: the first days of phases and the last of support.
    fn dates(&self, ix: ElementIx) -> impl Iterator<Item = Date> + '_ {
        let model = self.graph().model();
        let own = model.lifecycle_of(self.graph().element(ix));
        let named = own.and_then(|own| own.supported_as.as_ref()).and_then(|id| model.lifecycle(&id.value));
        let milestones = [own, named].into_iter().flatten().flat_map(|lifecycle| &lifecycle.milestones);
        milestones.filter_map(|(milestone, end)| match end.value {
            SupportEnd::On(date) if milestone.is_support_end() => Some(date.last()),
            SupportEnd::On(date) => Some(date.first()),
            SupportEnd::NoneKnown | SupportEnd::Over => None,
        })
    }

    /// The last day of use or of support, whichever comes first.
    fn end(&self, ix: ElementIx) -> Option<Date> {
        let used = self.timelines.in_use(ix).extent().and_then(Span::ends);
        let (_, supported) = bars::of_support(self.timelines, ix);
        used.into_iter().chain(supported.map(|mark| mark.day)).min()
    }

    /// The first day on which it is being left, if its end is not dated.
    fn leaves(&self, ix: ElementIx) -> Option<Date> {
        self.graph().model().lifecycle_of(self.graph().element(ix))?.begins(Phase::PhaseOut)
    }

    /// The days that are drawn: whole years, from the first to the last that matters near today.
    fn days(&self, shown: &[ElementIx]) -> Span {
        let today = self.options.today;
        let window = Span { first: years_from(today, -AGO), last: years_from(today, AHEAD) };
        let of_rows = shown.iter().flat_map(|&ix| self.dates(ix));
        let conflicts = shown.iter().filter_map(|ix| self.conflicts.get(ix)).flatten();
        let spans = conflicts.flat_map(|conflict| conflict.days.spans());
        let of_conflicts = spans.flat_map(|span| [span.begins(), span.ends()]).flatten();
        let plateaus = self.plateaus().into_iter().map(|(first, _)| first);
        let near = of_rows.chain(of_conflicts).chain(plateaus).filter(|&date| window.contains(date));
        let always = [today, self.options.at];
        let (first, last) =
            near.chain(always).fold((today, today), |(first, last), date| (first.min(date), last.max(date)));
        let whole = |year: i16, month: i8, day: i8| Date::new(year, month, day);
        Span {
            first: whole(first.year(), 1, 1).unwrap_or(first),
            last: whole(last.year(), 12, 31).unwrap_or(last),
        }
    }

    fn row(&self, ix: ElementIx) -> Row {
        let element = self.graph().element(ix);
        let empty = Vec::new();
        let conflicts = self.conflicts.get(&ix).unwrap_or(&empty);
        let (support, mark) = bars::of_support(self.timelines, ix);
        // Of a product whose vendor alone is dated nobody has said when it is used.
        let is_undated = self.timelines.in_use(ix).is_always();
        let mut all =
            if is_undated && !support.is_empty() { Vec::new() } else { bars::of_use(self.timelines, ix) };
        all.extend(support);
        all.extend(bars::of_conflicts(self.timelines, conflicts));
        let told: Vec<&str> = all.iter().map(|bar| bar.title.as_str()).collect();
        let what = element.kind_in_words();
        let title = format!("{} ({}), {what}: {}", element.name(), element.id(), told.join("; "));
        Row {
            id: element.id().to_owned(),
            heading: Lane::of(element).label().to_owned(),
            name: element.name().to_owned(),
            line: what,
            title,
            bars: all,
            marks: mark.into_iter().collect(),
        }
    }

    /// The plateaus with a date, in order.
    fn plateaus(&self) -> Vec<(Date, &str)> {
        let plateaus = self.graph().model().plateaus.iter();
        let mut dated: Vec<(Date, &str)> =
            plateaus.filter_map(|plateau| Some((plateau.date?.value.first(), plateau.name()))).collect();
        dated.sort_by_key(|(first, _)| *first);
        dated
    }

    /// A plateau lasts until the next is reached.
    fn bands(&self) -> Vec<Band> {
        let plateaus = self.plateaus();
        let nexts = plateaus.iter().skip(1).map(|(next, _)| next.yesterday().unwrap_or(*next));
        let ends = nexts.chain([Date::MAX]);
        let bands = plateaus.iter().zip(ends).map(|(&(first, name), last)| Band {
            name: name.to_owned(),
            days: Span { first, last },
            title: format!("{name} {}", period(Span { first, last })),
        });
        bands.filter(|band| band.days.first <= band.days.last).collect()
    }

    fn lines(&self) -> Vec<Line> {
        let TimelineOptions { at, today, .. } = *self.options;
        let mut lines = vec![Line { day: today, label: format!("today, {}", day(today)), is_today: true }];
        if at != today {
            lines.push(Line { day: at, label: day(at), is_today: false });
        }
        lines
    }

    /// "From 1 Sep 2007 to 31 Dec 2013 12 of 44 elements end or lose their support, and 5 rest on what fails them".
    fn title(&self, shown: &[ElementIx], days: Span) -> String {
        let ahead = Span { first: self.options.today, last: days.last };
        let ending = shown.iter().filter(|&&ix| self.end(ix).is_some_and(|end| ahead.contains(end))).count();
        let touches = |conflict: &&&Conflict| {
            let spans = conflict.days.spans().iter();
            spans.clone().any(|span| span.first <= ahead.last && ahead.first <= span.last)
        };
        let in_conflict = |ix: &&ElementIx| {
            self.conflicts.get(*ix).is_some_and(|of| of.iter().any(|conflict| touches(&conflict)))
        };
        let failed = shown.iter().filter(in_conflict).count();
        let of = counted(shown.len(), "element", "elements");
        let end = if ending == 1 { "ends or loses its support" } else { "end or lose their support" };
        let begin = match ending {
            0 => format!("none of {of} ends or loses its support"),
            n => format!("{} of {of} {end}", number(n)),
        };
        let rest = match failed {
            0 => "none rests on anything that fails it".to_owned(),
            1 => "1 rests for a time on something that fails it".to_owned(),
            n => format!("{} rest for a time on something that fails them", number(n)),
        };
        let when = period(ahead);
        let mut letters = when.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{} {begin}, and {rest}", letters.as_str())
    }

    fn subtitle(&self) -> Vec<String> {
        let mut facts = Vec::new();
        if let Some(title) = &self.graph().model().header.title {
            facts.push(title.value.to_string());
        }
        facts.push("by layer, what ends first on top".to_owned());
        facts.push("▼ last day of support".to_owned());
        if !self.plateaus().is_empty() {
            facts.push("a band begins when its plateau is reached".to_owned());
        }
        facts
    }

    /// What is not drawn.
    fn notes(&self, shown: &[ElementIx], days: Span) -> Vec<String> {
        let mut notes = Vec::new();
        let dates: Vec<Date> = shown.iter().flat_map(|&ix| self.dates(ix)).collect();
        let before = dates.iter().filter(|&&date| date < days.first).count();
        let after = dates.iter().filter(|&&date| date > days.last).count();
        let mut parts = Vec::new();
        for (count, word, year) in [(before, "before", days.first), (after, "after", days.last)] {
            if count > 0 {
                parts.push(format!("{} {word} {}", counted(count, "date", "dates"), year.year()));
            }
        }
        if !parts.is_empty() {
            notes.push(format!("Not drawn: {}. A bar that reaches an edge goes on there.", joined(&parts)));
        }
        if self.options.asked.is_empty() {
            let hidden = self.graph().element_count() - shown.len();
            let has_row: HashSet<ElementIx> = shown.iter().copied().collect();
            let others = self.graph().elements().filter(|ix| !has_row.contains(ix));
            let dated = others.filter(|&ix| self.dates(ix).next().is_some()).count();
            if hidden > 0 {
                let others = if hidden == 1 { "other element has" } else { "other elements have" };
                notes.push(format!(
                    "{} {others} no row: without dates, or integrations, processes and information ({} of them dated).",
                    number(hidden),
                    number(dated)
                ));
            }
        }
        notes
    }
}

/// The entries of the legend, for the looks that are there.
fn entries(rows: &[Row]) -> Vec<LegendEntry> {
    const MEANINGS: [(Look, &str); 8] = [
        (Look::Planned, "Planned"),
        (Look::Arriving, "Being taken into use"),
        (Look::Plain, "In use"),
        (Look::Leaving, "Being left"),
        (Look::Supported, "Supported by the vendor"),
        (Look::Extended, "Extended support only"),
        (Look::Unsupported, "Not supported any more"),
        (Look::Conflict, "Rests on what is out of use, not supported or not agreed"),
    ];
    let is_there = |look: Look| rows.iter().flat_map(|row| &row.bars).any(|bar: &Bar| bar.look == look);
    let there = MEANINGS.into_iter().filter(|(look, _)| is_there(*look));
    there
        .map(|(look, text)| LegendEntry { swatch: Swatch::Box(look), chip: None, text: text.to_owned() })
        .collect()
}
