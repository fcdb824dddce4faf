//! A table of a page: columns with headings, and rows that are made one by one while they are written.

use std::fmt;

use super::Line;

/// A table. A row is made when it is written, for there may be hundreds of thousands.
pub struct Table<'a> {
    columns: Vec<Column>,
    len: usize,
    row: Box<dyn Fn(usize) -> Vec<Line<'a>> + 'a>,
    headed: bool,
    limit: usize,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    kind: Kind,
    readers: Readers,
    widest: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Numbers,
    Element,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    All,
    People,
    Sheets,
}

/// How many rows are listed unless all are asked for.
pub const LISTED: usize = 25;

impl<'a> Table<'a> {
    /// A row for each item. `columns` are headings, or [`Column`]s.
    pub fn each<T: Copy + 'a, C: Into<Column>, const N: usize>(
        columns: [C; N],
        items: impl IntoIterator<Item = T>,
        row: impl Fn(T) -> [Line<'a>; N] + 'a,
    ) -> Self {
        let items: Vec<T> = items.into_iter().collect();
        Self {
            columns: columns.map(Into::into).to_vec(),
            len: items.len(),
            row: Box::new(move |i| items.get(i).map_or_else(Vec::new, |&item| row(item).into())),
            headed: false,
            limit: LISTED,
        }
    }

    /// Shows the headings in text too; Markdown, HTML and CSV always have them.
    #[must_use]
    pub fn headed(self) -> Self {
        Self { headed: true, ..self }
    }

    /// Lists so many rows unless all are asked for; [`LISTED`] if nothing is said.
    #[must_use]
    pub fn at_most(self, rows: usize) -> Self {
        Self { limit: rows, ..self }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn is_headed(&self) -> bool {
        self.headed
    }

    /// How many rows are listed.
    pub(super) fn listed(&self, all: bool) -> usize {
        if all { self.len } else { self.len.min(self.limit) }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns that people read.
    pub(super) fn read_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.readers != Readers::Sheets)
    }

    /// The cells of a row, one for each column.
    pub(super) fn row(&self, i: usize) -> impl Iterator<Item = (&Column, Line<'a>)> {
        self.columns.iter().zip((self.row)(i))
    }

    /// The cells of a row that people read.
    pub(super) fn read_row(&self, i: usize) -> impl Iterator<Item = (&Column, Line<'a>)> {
        self.row(i).filter(|(column, _)| column.readers != Readers::Sheets)
    }
}

impl Column {
    /// A column of text.
    pub const fn text(heading: &'static str) -> Self {
        Self { heading, kind: Kind::Text, readers: Readers::All, widest: None }
    }

    /// A column of numbers, which are aligned to the right.
    pub const fn numbers(heading: &'static str) -> Self {
        Self { kind: Kind::Numbers, ..Self::text(heading) }
    }

    /// A column of elements, each a line of [`Line::element`]: in a sheet two columns, `id` and `name`.
    pub const fn element(heading: &'static str) -> Self {
        Self { kind: Kind::Element, ..Self::text(heading) }
    }

    /// For people only: a sheet has the same in other columns.
    #[must_use]
    pub const fn only_for_people(self) -> Self {
        Self { readers: Readers::People, ..self }
    }

    /// For sheets only.
    #[must_use]
    pub const fn only_in_sheet(self) -> Self {
        Self { readers: Readers::Sheets, ..self }
    }

    /// Cuts what is longer in a terminal, where a row that is folded cannot be read. Not for cells with chips.
    #[must_use]
    pub const fn at_most_wide(self, letters: usize) -> Self {
        Self { widest: Some(letters), ..self }
    }

    /// How many letters a cell has at most in a terminal.
    pub(super) fn widest(&self) -> Option<usize> {
        self.widest
    }

    pub(super) fn is_numbers(&self) -> bool {
        self.kind == Kind::Numbers
    }

    pub(super) fn is_element(&self) -> bool {
        self.kind == Kind::Element
    }

    pub(super) fn is_in_sheet(&self) -> bool {
        self.readers != Readers::People
    }
}

impl From<&'static str> for Column {
    fn from(heading: &'static str) -> Self {
        Self::text(heading)
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("columns", &self.columns)
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}
