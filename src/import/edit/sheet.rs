//! Changes in a sheet of the map, cell by cell, and new lines at its end.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::splice::{self, Splice};
use crate::entry::Entry;
use crate::escape;
use crate::load::{Config, SheetGrid, SheetRow, SheetWriter};
use crate::model::{Field, Listing};

/// What shall become of a line of a sheet.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) enum LineEdit<'e> {
    /// The line in which a byte stands says something else of its entry.
    Change {
        /// Where its id or name stands.
        at: usize,
        /// What it says.
        before: &'e Entry,
        /// What it shall say.
        after: &'e Entry,
    },
    /// There is a new line.
    New(&'e Entry),
}

impl LineEdit<'_> {
    pub(super) fn wanted(&self) -> &Entry {
        match self {
            Self::Change { after, .. } | Self::New(after) => after,
        }
    }
}

/// The text of a sheet after some edits; nothing if one of them cannot be made.
pub(super) fn changed(
    text: &str,
    of: Listing,
    edits: &[&LineEdit<'_>],
    writer: &SheetWriter<'_>,
    config: &Config,
) -> Option<String> {
    if text.trim().is_empty() {
        return begun(edits, writer);
    }
    let mut sheet = Sheet { grid: SheetGrid::of(text, of, config)?, added: Vec::new(), writer };
    let mut splices = Vec::new();
    let mut new = String::new();
    for edit in edits {
        match edit {
            LineEdit::Change { at, before, after } => splices.extend(sheet.change(*at, before, after)?),
            LineEdit::New(entry) => new.push_str(&sheet.line(entry, line_end(text))?),
        }
    }
    let header: String = sheet.added.iter().map(|name| sheet.cell_after(name)).collect();
    splices.push(Splice::insert(sheet.grid.header.end(), header));
    let gap = if text.ends_with(['\n', '\r']) || new.is_empty() { "" } else { line_end(text) };
    splices.push(Splice::insert(text.len(), format!("{gap}{new}")));
    splice::apply(text, splices)
}

/// A sheet that is begun with new lines.
fn begun(edits: &[&LineEdit<'_>], writer: &SheetWriter<'_>) -> Option<String> {
    let mut lines: Vec<Vec<(String, String)>> = Vec::new();
    for edit in edits {
        let line = writer.line(edit.wanted());
        if !line.unsaid.is_empty() {
            return None;
        }
        lines.push(line.cells);
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in lines.iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let row =
        |cells: Vec<&str>| cells.into_iter().map(escape::csv_exact).collect::<Vec<_>>().join(",") + "\r\n";
    let mut text = String::from('\u{feff}') + &row(names.clone());
    for line in &lines {
        let cells: HashMap<&str, &str> =
            line.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
        text.push_str(&row(names.iter().map(|name| cells.get(name).copied().unwrap_or_default()).collect()));
    }
    Some(text)
}

/// A sheet whose cells change.
struct Sheet<'w, 'a> {
    grid: SheetGrid,
    /// The columns that it has not had.
    added: Vec<String>,
    writer: &'w SheetWriter<'a>,
}

impl Sheet<'_, '_> {
    /// The cells of a line that say something else.
    fn change(&mut self, at: usize, before: &Entry, after: &Entry) -> Option<Vec<Splice>> {
        let (before, after) = (self.writer.line(before), self.writer.line(after));
        if !after.unsaid.is_empty() {
            return None;
        }
        let before: BTreeMap<&str, &str> = pairs(&before.cells);
        let after: BTreeMap<&str, &str> = pairs(&after.cells);
        let names: Vec<&str> = before.keys().chain(after.keys()).copied().collect();
        let mut cells: BTreeMap<usize, &str> = BTreeMap::new();
        for name in names.into_iter().filter(|name| before.get(name) != after.get(name)) {
            let at = self.column(name);
            cells.insert(at, after.get(name).copied().unwrap_or_default());
        }
        let row = self.grid.rows.iter().find(|row| row.holds(at))?;
        Some(self.in_row(row, &cells))
    }

    fn in_row(&self, row: &SheetRow, cells: &BTreeMap<usize, &str>) -> Vec<Splice> {
        let width = row.cells.len();
        let inside = cells.range(..width).filter_map(|(at, text)| {
            let range: Range<usize> = row.cells.get(*at)?.clone();
            Some(Splice::replace(range, escape::csv_exact(text)))
        });
        let last = cells.keys().next_back().copied().unwrap_or_default();
        let beyond: String =
            (width..=last).map(|at| self.cell_after(cells.get(&at).unwrap_or(&""))).collect();
        inside.chain([Splice::insert(row.end(), beyond)]).collect()
    }

    /// A new line. Where lines have no id, it is made from the name of this one too.
    fn line(&mut self, entry: &Entry, end: &str) -> Option<String> {
        let line = self.writer.line(entry);
        if !line.unsaid.is_empty() {
            return None;
        }
        let has_ids = self.grid.columns.iter().any(|(_, name)| name == Field::Id.name());
        let mut cells: BTreeMap<usize, &str> = BTreeMap::new();
        for (name, cell) in line.cells.iter().filter(|(name, _)| has_ids || name != Field::Id.name()) {
            let at = self.column(name);
            cells.insert(at, cell);
        }
        let last = cells.keys().next_back().copied()?;
        let delimiter = self.grid.delimiter.to_string();
        let texts: Vec<String> =
            (0..=last).map(|at| escape::csv_exact(cells.get(&at).unwrap_or(&""))).collect();
        Some(texts.join(&delimiter) + end)
    }

    /// How many cells stand before a column, which is added if there is none.
    fn column(&mut self, name: &str) -> usize {
        if let Some((at, _)) = self.grid.columns.iter().find(|(_, known)| known == name) {
            return *at;
        }
        let width = self.grid.header.cells.len();
        width
            + self.added.iter().position(|known| known == name).unwrap_or_else(|| {
                self.added.push(name.to_owned());
                self.added.len() - 1
            })
    }

    fn cell_after(&self, text: &str) -> String {
        format!("{}{}", self.grid.delimiter, escape::csv_exact(text))
    }
}

fn pairs(cells: &[(String, String)]) -> BTreeMap<&str, &str> {
    cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect()
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
