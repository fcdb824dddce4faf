//! Sheets that are no part of a map, read beside it: what somebody sends in.

use std::collections::HashMap;

use super::column::Column;
use super::earlier::Earlier;
use super::names::Known;
use super::table::{Heading, Row, Sheet};
use super::{SheetRead, Together};
use crate::diagnostic::{FileId, Finding, Place};
use crate::load::Config;
use crate::load::faults::Faults;
use crate::load::merge::{duplicate, merge};
use crate::model::{Element, Field, Listing, Model};

/// A sheet that is no file of a map.
#[derive(Debug, Clone, Copy)]
pub struct LooseSheet<'t> {
    /// Its number among the sources of what is read.
    pub file: FileId,
    /// What its lines are.
    pub of: Listing,
    /// Its text.
    pub text: &'t str,
    /// What stands between two cells, if that is known; otherwise it is found in the first line.
    pub delimiter: Option<u8>,
}

/// What sheets say that were read beside a map.
#[derive(Debug)]
pub struct SheetsRead {
    /// What their lines declare, and the organisations that they name and neither they nor the map declare.
    pub model: Model,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    lines: Vec<Line>,
}

/// A line, and the columns that it leaves empty.
#[derive(Debug)]
struct Line {
    place: Place,
    of: Listing,
    empty: Vec<String>,
    /// Whether other lines have an id and this one none, so that its name alone says which entry it is.
    is_by_name: bool,
}

impl SheetsRead {
    /// The lines that are taken for an entry of the map by their name alone, though the sheet has a column for ids.
    pub fn by_name(&self) -> impl Iterator<Item = Place> {
        self.lines.iter().filter(|line| line.is_by_name).map(|line| line.place)
    }

    /// The line of this listing in which a place stands: where all of it is, and the names of the columns that it leaves
    /// empty, such as `owner` or `lifecycle.retired`.
    pub fn line_at(&self, of: Listing, place: Place) -> Option<(Place, &[String])> {
        let begins = |line: &Line| (line.place.file, line.place.start);
        let after = self.lines.partition_point(|line| begins(line) <= (place.file, place.start));
        let line = self.lines.get(after.checked_sub(1)?)?;
        let holds = line.of == of && line.place.file == place.file && place.start <= line.place.end;
        holds.then_some((line.place, line.empty.as_slice()))
    }
}

/// Reads sheets beside a map: names mean what the map or the sheets call so, and a line without an id is what the map calls
/// by its name, if it calls one so.
pub fn read_sheets(sheets: &[LooseSheet<'_>], known: &Model, config: &Config) -> SheetsRead {
    let declared: Vec<&Element> = known.declarations().collect();
    let mut names = Known::of(&declared);
    names.add_lifecycles(known.lifecycles.values());
    let together = Together::read(sheets, names, Earlier::of(known), config);
    let mut lines: Vec<Line> = together.sheets.iter().flat_map(lines).collect();
    lines.sort_by_key(|line| line.place);
    let mut faults = Faults::of_map();
    let sections: HashMap<&str, &Element> = declared.iter().map(|element| (element.id(), *element)).collect();
    let mut maps = Vec::with_capacity(sheets.len());
    for SheetRead { mut map, findings, .. } in together.decoded(config) {
        // That a sheet has no lines is no fault of what is sent in.
        let told = findings.into_iter().filter(|finding| finding.rule != "skipped-file");
        told.for_each(|finding| faults.add(finding));
        map.declarations.retain(|element| {
            let other = sections.get(element.id()).filter(|known| known.section != element.section);
            if let Some(known) = other {
                faults.add(is_another(element, known));
            }
            other.is_none()
        });
        maps.push(map);
    }
    let mut model = merge(maps, &config.limits, &mut faults);
    model.incomplete |= faults.incomplete;
    SheetsRead { model, findings: faults.into_findings(), lines }
}

fn is_another(element: &Element, known: &Element) -> Finding {
    let (earlier, later) = (known.section.one(), element.section.one());
    let mut finding = duplicate(&element.id.value, earlier, later, element.id.place, element.id.place);
    finding.related.clear();
    finding.message = format!("the id `{}` is that of another entry of the map ({earlier})", element.id());
    finding.label = None;
    finding.help("give it another id; until then it is not read")
}

/// The lines of a sheet.
fn lines<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = Line> + 's {
    let rows = sheet.rows.iter().filter(|row| !row.is_lost);
    let has_ids = sheet.headings.iter().any(|heading| heading.column.field == Field::Id.name());
    rows.map(move |row| {
        let is_by_name = has_ids && row.is_recalled;
        // Whoever adds a line may not know of the entry, and empties nothing.
        let empty = if is_by_name { Vec::new() } else { columns_left_empty(sheet, row) };
        Line { place: row.place, of: sheet.of, empty, is_by_name }
    })
}

/// What is said by the whole of a field leaves its parts open, and the other way round.
fn columns_left_empty(sheet: &Sheet<'_>, row: &Row) -> Vec<String> {
    let cells = sheet.cells_of(row);
    let stands = |at: usize| cells.binary_search_by_key(&at, |cell| cell.heading as usize).is_ok();
    let is_open = |column: &Column| {
        let other = |(at, heading): (usize, &Heading)| {
            let is_other = heading.column.field == column.field
                && heading.column.part.is_some() != column.part.is_some();
            is_other && stands(at)
        };
        !sheet.headings.iter().enumerate().any(other)
    };
    // Without these a line is not what it is; that they are missing is told.
    let ends = [Field::Id, Field::Provider, Field::Consumer].map(Field::name);
    let headings = sheet.headings.iter().enumerate();
    let empty = headings.filter(|(at, heading)| {
        !stands(*at) && !ends.contains(&heading.column.field) && is_open(&heading.column)
    });
    empty.map(|(_, heading)| heading.column.name()).collect()
}

/// The name of the column that a header means, such as `owner` or `lifecycle.retired`, if it is one.
pub fn column_name(of: Listing, header: &str, config: &Config) -> Option<String> {
    Column::parse(of, config.csv.column_name(of, header.trim())).map(|column| column.name())
}
