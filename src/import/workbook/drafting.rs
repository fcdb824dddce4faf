//! What sheets say as entries that come in, with what they leave empty.

use std::collections::{BTreeSet, HashMap};

use super::grid::UNRECKONED;
use super::text::{self, cell_at};
use crate::diagnostic::{FileId, Finding, Place, quoted};
use crate::entry::{Entry, Written, entries};
use crate::import::draft::is_of_unread;
use crate::import::{Draft, Incoming};
use crate::load::{Config, LooseSheet, SheetsRead, read_sheets};
use crate::model::{Element, Listing, Model};

/// The text of a sheet or worksheet.
pub(super) struct Text {
    /// Its number among the sources.
    pub(super) file: FileId,
    /// What its lines are.
    pub(super) of: Listing,
    /// What is read, as long as what is shown of it.
    pub(super) read: String,
    /// Whether a line is the row of a worksheet, so that places are told as cells.
    pub(super) is_worksheet: bool,
}

/// Reads the texts beside a map, and adds what they say.
pub(super) fn draft(mut draft: Draft, texts: Vec<Text>, model: &Model, config: &Config) -> Draft {
    let sheets: Vec<LooseSheet<'_>> = texts
        .iter()
        .map(|text| LooseSheet {
            file: text.file,
            of: text.of,
            text: &text.read,
            delimiter: text.is_worksheet.then_some(text::DELIMITER),
        })
        .collect();
    let read = read_sheets(&sheets, model, config);
    let known: HashMap<&str, &Element> = model.declarations().map(|known| (known.id(), known)).collect();
    let places = places(&read.model);
    let mut kept = BTreeSet::new();
    for entry in entries(&read.model) {
        let Some(&place) = places.get(&(entry.listing == Listing::Lifecycles, entry.id.as_str())) else {
            continue;
        };
        let known = known.get(entry.id.as_str()).filter(|_| entry.listing != Listing::Lifecycles);
        draft.entries.push(incoming(entry, place, known.map(|known| Entry::of(known)), &read, &mut kept));
    }
    let of_line = |place: Place| {
        let holds = |incoming: &&Incoming| {
            incoming.place.file == place.file && (place.start..=place.end).contains(&incoming.place.start)
        };
        let id = draft.entries.iter().find(holds).map_or("", |incoming| incoming.entry.id.as_str());
        let message = format!("this line has no id, and is taken for {} by its name", quoted(id));
        Finding::new("duplicate-name", place, message).help(
            "write the id, if that is meant; if it is something new, give it an id and a name of its own",
        )
    };
    let by_name: Vec<Finding> = read.by_name().map(of_line).collect();
    let is_worksheet: Vec<FileId> =
        texts.iter().filter(|text| text.is_worksheet).map(|text| text.file).collect();
    for finding in read.findings.into_iter().chain(by_name) {
        let is_in_cells = is_worksheet.contains(&finding.place.file);
        let finding = if is_in_cells { in_cell(finding, &draft) } else { finding };
        draft.findings.push(finding);
    }
    draft.remarks.extend(says_less(&kept));
    draft.findings.sort_by_key(|finding| finding.place);
    // What is missing from a sheet that was not read to its end may stand there.
    let is_unread = |text: &&Text| {
        let of_text = |finding: &&Finding| finding.place.file == text.file;
        let mut findings = draft.findings.iter().filter(of_text);
        let has_none = !draft.entries.iter().any(|incoming| incoming.place.file == text.file);
        has_none || findings.any(is_of_unread)
    };
    let (unread, whole): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(is_unread);
    let unread: BTreeSet<Listing> = unread.into_iter().map(|text| text.of).collect();
    draft.listings.extend(whole.into_iter().map(|text| text.of).filter(|of| !unread.contains(of)));
    draft
}

/// Where each id was read, of lifecycles and of all others.
fn places(model: &Model) -> HashMap<(bool, &str), Place> {
    let declared = model.declarations().map(|element| ((false, element.id()), element.id.place));
    let lifecycles = model.lifecycles.iter().map(|(id, lifecycle)| ((true, id.as_str()), lifecycle.place));
    declared.chain(lifecycles).collect()
}

/// A cell mostly says less than a map: which of several rests on what, and not how. Where the map says more, a cell that
/// names the same says nothing new, and an empty one says nothing of a mapping such as a lifecycle.
fn incoming(
    mut entry: Entry,
    place: Place,
    known: Option<Entry>,
    read: &SheetsRead,
    kept: &mut BTreeSet<String>,
) -> Incoming {
    let says = |column: &str| match column.split_once('.') {
        None => !matches!(known.as_ref().and_then(|known| known.get(column)), Some(Written::Mapping(_))),
        Some((field, part)) => match known.as_ref().and_then(|known| known.get(field)) {
            Some(Written::Mapping(parts)) => {
                let said = parts.iter().find(|(key, _)| key == part);
                said.is_none_or(|(_, said)| stands_in_a_cell(said))
            }
            Some(Written::Text(_) | Written::List(_)) => false,
            None => true,
        },
    };
    let (line, empty) = read.line_at(entry.listing, place).unwrap_or((place, &[]));
    let cleared = empty.iter().filter(|column| says(column)).cloned().collect();
    let known = |field: &str| known.as_ref().and_then(|known| known.get(field));
    let id = entry.id.clone();
    entry.fields.retain(|(field, said)| {
        let says_less = known(field).is_some_and(|known| names_the_same(said, known));
        kept.extend(says_less.then(|| format!("`{field}` of `{id}`")));
        !says_less && !said.is_empty() && !is_read_in_part(field, line, &read.findings)
    });
    Incoming::said(entry, cleared, place)
}

/// What is told of cells that name what the map names, and say less of it.
fn says_less(kept: &BTreeSet<String>) -> Option<String> {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = kept.iter().take(SHOWN).map(String::as_str).collect();
    let more = kept.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!kept.is_empty()).then(|| {
        format!(
            "the map says more of these than the cells, which name the same, and keeps it: {}{more}; write {{to: …, strength: …}} in the cell to say something else",
            shown.join(", ")
        )
    })
}

/// Whether a list could not be read as a whole, which was told: what is left of it is not what somebody says.
fn is_read_in_part(field: &str, line: Place, findings: &[Finding]) -> bool {
    let from = findings.partition_point(|finding| finding.place < line);
    let in_line = |finding: &&Finding| finding.place.file == line.file && finding.place.start <= line.end;
    let is_unread = |finding: &Finding| {
        let item = finding.subject.strip_prefix(field);
        let is_of_field = item.is_some_and(|item| item.is_empty() || item.starts_with(':'));
        is_of_field && matches!(&*finding.rule, "unknown-reference" | "bad-value")
    };
    let is_end = matches!(field, "provider" | "consumer");
    !is_end && findings.iter().skip(from).take_while(in_line).any(is_unread)
}

/// Whether a value can be written in one cell.
fn stands_in_a_cell(said: &Written) -> bool {
    match said {
        Written::Text(_) => true,
        Written::List(items) => items.iter().all(|item| item.as_text().is_some()),
        Written::Mapping(_) => false,
    }
}

/// Whether a list of ids names those that a list names which says more of them than a cell can.
fn names_the_same(said: &Written, known: &Written) -> bool {
    let (Written::List(said), Written::List(items)) = (said, known) else { return false };
    if stands_in_a_cell(known) {
        return false;
    }
    let mut named = BTreeSet::new();
    let mut left: Vec<&Written> = items.iter().collect();
    while let Some(item) = left.pop() {
        match item {
            Written::Text(id) => {
                named.insert(id.as_str());
            }
            Written::List(items) => left.extend(items),
            Written::Mapping(keys) => {
                left.extend(
                    keys.iter()
                        .filter(|(key, _)| matches!(key.as_str(), "to" | "any_of"))
                        .map(|(_, said)| said),
                );
            }
        }
    }
    said.iter().map(Written::as_text).collect::<Option<BTreeSet<&str>>>() == Some(named)
}

/// Names the cell in which something is wrong.
fn in_cell(mut finding: Finding, draft: &Draft) -> Finding {
    let shown = draft.sources.get(finding.place.file).map(|source| source.text()).unwrap_or_default();
    let range = finding.place.start as usize..finding.place.end as usize;
    if finding.rule == "bad-value" && shown.get(range) == Some(UNRECKONED) {
        finding.message =
            "this formula was saved without its value, and no formula is reckoned here".to_owned();
        finding.help =
            Some("open the workbook in its program and save it again, or write the value".to_owned());
    }
    if finding.label.is_none() && finding.place.end > 0 {
        finding.label = cell_at(shown, finding.place.start as usize).map(|cell| format!("cell {cell}"));
    }
    finding
}
