//! A page: an answer for people, composed once, and written as text, Markdown, HTML and CSV by one writer each.
//!
//! A page has a headline that is the answer, lines that say under which conditions it holds, notes that need
//! attention, and parts with a body each. Whoever composes a page says what is what: our own words, a name of the
//! map, an id, a verdict. Nothing is escaped before a writer does it, and then everything is.
//!
//! ```
//! use systemkarta::report::page::{Column, Format, Line, Page, Part, Table, Tone};
//!
//! let systems = [("Lisa", "lisa", 2), ("Agresso", "agresso", 1)];
//! let row = |(name, id, steps)| {
//!     [Line::new().named(name, id), Line::new().chip("stops", Tone::Danger), Line::new().counted(steps, "step", "steps")]
//! };
//! let columns = [Column::element("element"), Column::text("effect"), Column::numbers("steps")];
//! let page = Page::new(Line::from("Retiring ").named("SMIL", "smil").words(" affects 2 elements."))
//!     .lead("On 2007-09-01.")
//!     .part(Part::table("systems", Table::each(columns, systems, row)).in_sheet());
//!
//! let mut text = Vec::new();
//! page.write(Format::Csv, &mut text)?;
//! assert_eq!(String::from_utf8_lossy(&text).lines().nth(1), Some("systems,lisa,Lisa,stops,2"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What of a page is in its CSV
//!
//! A sheet is one table with one fact a cell, and whole. It holds every row of the parts marked with
//! [`Part::in_sheet`], listed or not. The first column, `part`, has the title of the part. Then come the columns of
//! all these parts in the order in which they first appear: columns with the same heading are one, and a part has
//! nothing in a column that it lacks. A column of elements becomes `id` and `name`. Units, asides and separators of
//! thousands are left out; columns may be for people only, or for sheets only. Everything else of the page is not in
//! its CSV.
//!
//! Knows nothing of graphs or of what an answer is about.

mod line;
mod table;
mod tone;

mod csv;
mod html;
mod markdown;
mod text;

use std::borrow::Cow;
use std::io::{self, Write};

pub use line::{Line, Span};
pub use table::{Column, LISTED, Table};
pub use tone::Tone;

use super::words::number;

/// An answer for people.
#[derive(Debug, Default)]
pub struct Page<'a> {
    map: Option<&'a str>,
    headline: Line<'a>,
    leads: Vec<Line<'a>>,
    notes: Vec<Line<'a>>,
    parts: Vec<Part<'a>>,
    foot: Vec<Line<'a>>,
    all: bool,
}

/// A part of a page.
#[derive(Debug)]
pub struct Part<'a> {
    title: Line<'a>,
    count: Option<usize>,
    lead: Vec<Line<'a>>,
    body: Body<'a>,
    beneath: bool,
    folded: bool,
    in_sheet: bool,
}

/// What a part holds.
#[derive(Debug)]
enum Body<'a> {
    Table(Table<'a>),
    Lines(Vec<Line<'a>>),
    Facts(Vec<(&'static str, Line<'a>)>),
    Picture(Cow<'a, str>),
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For pull requests, wikis and papers.
    Markdown,
    /// One file that needs no other, for a browser or a printer.
    Html,
    /// For spreadsheets.
    Csv,
}

impl<'a> Page<'a> {
    /// A page that answers so.
    pub fn new(headline: impl Into<Line<'a>>) -> Self {
        Self { headline: headline.into(), ..Self::default() }
    }

    /// The title of the map, which stands at the top of a sheet of paper.
    #[must_use]
    pub fn of_map(self, title: &'a str) -> Self {
        Self { map: Some(title), ..self }
    }

    /// Whether every row of a table is listed, however many there are.
    #[must_use]
    pub fn all(self, all: bool) -> Self {
        Self { all, ..self }
    }

    /// A condition under which the answer holds.
    #[must_use]
    pub fn lead(mut self, line: impl Into<Line<'a>>) -> Self {
        self.leads.push(line.into());
        self
    }

    /// Something that needs attention before all else.
    #[must_use]
    pub fn note(mut self, line: impl Into<Line<'a>>) -> Self {
        self.notes.push(line.into());
        self
    }

    /// Several of them.
    #[must_use]
    pub fn notes(self, lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        lines.into_iter().fold(self, Self::note)
    }

    /// A part. One that holds nothing is left out.
    #[must_use]
    pub fn part(mut self, part: Part<'a>) -> Self {
        if !part.is_empty() {
            self.parts.push(part);
        }
        self
    }

    /// Several of them.
    #[must_use]
    pub fn parts(self, parts: impl IntoIterator<Item = Part<'a>>) -> Self {
        parts.into_iter().fold(self, Self::part)
    }

    /// A line at the foot: where the answer comes from.
    #[must_use]
    pub fn foot(mut self, line: impl Into<Line<'a>>) -> Self {
        self.foot.push(line.into());
        self
    }

    /// Writes the page.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, out),
            Format::Markdown => markdown::write(self, out),
            Format::Html => html::write(self, out),
            Format::Csv => csv::write(self, out),
        }
    }
}

impl<'a> Part<'a> {
    /// A table. Its rows are counted.
    pub fn table(title: impl Into<Line<'a>>, table: Table<'a>) -> Self {
        Self { count: Some(table.len()), ..Self::new(title, Body::Table(table)) }
    }

    /// A list of lines. They are counted.
    pub fn lines(title: impl Into<Line<'a>>, lines: Vec<Line<'a>>) -> Self {
        Self { count: Some(lines.len()), ..Self::new(title, Body::Lines(lines)) }
    }

    /// Questions and their answers, such as the fields of an element.
    pub fn facts(title: impl Into<Line<'a>>, facts: Vec<(&'static str, Line<'a>)>) -> Self {
        Self::new(title, Body::Facts(facts))
    }

    /// A picture as SVG. Only HTML shows it, as it stands: it must be one that we have drawn.
    pub fn picture(title: impl Into<Line<'a>>, svg: impl Into<Cow<'a, str>>) -> Self {
        Self::new(title, Body::Picture(svg.into()))
    }

    /// What is counted is not what is listed.
    #[must_use]
    pub fn counted(self, count: usize) -> Self {
        Self { count: Some(count), ..self }
    }

    /// A part whose number says nothing.
    #[must_use]
    pub fn uncounted(self) -> Self {
        Self { count: None, ..self }
    }

    /// A line beneath the title that says how to read the part.
    #[must_use]
    pub fn lead(mut self, line: impl Into<Line<'a>>) -> Self {
        self.lead.push(line.into());
        self
    }

    /// A part of the part before it.
    #[must_use]
    pub fn beneath(self) -> Self {
        Self { beneath: true, ..self }
    }

    /// A part that is unfolded by who wants to read it, in Markdown.
    #[must_use]
    pub fn folded(self) -> Self {
        Self { folded: true, ..self }
    }

    /// Puts the rows of a table into the CSV of the page.
    #[must_use]
    pub fn in_sheet(self) -> Self {
        Self { in_sheet: true, ..self }
    }

    fn new(title: impl Into<Line<'a>>, body: Body<'a>) -> Self {
        let (beneath, folded, in_sheet) = (false, false, false);
        Self { title: title.into(), count: None, lead: Vec::new(), body, beneath, folded, in_sheet }
    }

    fn is_empty(&self) -> bool {
        match &self.body {
            Body::Table(table) => table.is_empty(),
            Body::Lines(lines) => lines.is_empty() && self.lead.is_empty(),
            Body::Facts(facts) => facts.is_empty(),
            Body::Picture(svg) => svg.is_empty(),
        }
    }
}

/// What is said of rows that are not listed, so that no list is cut silently.
fn more(left: usize) -> Option<String> {
    (left > 0).then(|| format!("… and {} more (--all lists them; json has them all)", number(left)))
}
