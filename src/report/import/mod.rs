//! What an import would change in a map, or has changed: the preview that one reads before anything is written.

mod json;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Finding, Place, Severity, Sources};
use crate::entry::{Written, flow};
use crate::import::{Draft, EntryChange, FieldChange, Kind, Plan, Standing};
use crate::report::page::{Column, Line, Page, Part, Table, Tone};
use crate::report::words::{clipped, counted, joined};

pub use json::write as write_json;

/// What an import would change, or has changed.
#[derive(Debug, Clone, Copy)]
pub struct ImportReport<'a> {
    /// What was read, as the user named it.
    pub source: &'a str,
    /// The path of the map.
    pub map: &'a str,
    /// What was read.
    pub draft: &'a Draft,
    /// What the map would become.
    pub plan: &'a Plan,
    /// The files of the map as it stands, for the places.
    pub sources: &'a Sources,
    /// What would be wrong in the map that is not wrong now, and the files as they would be.
    pub new_findings: &'a [Finding],
    /// The files of the map as it would be.
    pub new_sources: &'a Sources,
    /// Whether it was written.
    pub is_written: bool,
    /// Every row, however many there are.
    pub all: bool,
}

/// The longest value that is shown whole in a table.
const SHOWN: usize = 60;

impl<'a> ImportReport<'a> {
    fn changes(&self, wanted: impl Fn(&EntryChange) -> bool) -> Vec<&'a EntryChange> {
        self.plan.changes.iter().filter(|change| wanted(change)).collect()
    }

    fn count(&self, kind: Kind) -> usize {
        self.changes(|change| change.kind == kind && change.standing == Standing::Written).len()
    }

    fn headline(&self) -> Line<'a> {
        let counts = [(Kind::Added, "add"), (Kind::Changed, "change"), (Kind::Gone, "remove")];
        let said: Vec<String> = counts
            .into_iter()
            .filter_map(|(kind, does)| match (self.count(kind), self.is_written) {
                (0, _) => None,
                (n, false) => Some(format!("{does} {n}")),
                (n, true) => Some(format!("{does}{} {n}", if does.ends_with('e') { "d" } else { "ed" })),
            })
            .collect();
        let line = Line::new().contact(self.source);
        if said.is_empty() {
            let line = line.words(" changes nothing in ").contact(self.map);
            return match self.by_hand() {
                0 => line.words("."),
                n => line.words(format!(
                    " by itself; {} left to do by hand.",
                    counted(n, "change is", "changes are")
                )),
            };
        }
        let would = if self.is_written { " " } else { " would " };
        let only_one = matches!(said.as_slice(), [one] if one.ends_with(" 1"));
        let entries = if only_one { " entry in " } else { " entries in " };
        line.words(would).words(joined(&said)).words(entries).contact(self.map).words(".")
    }

    fn by_hand(&self) -> usize {
        self.changes(|change| matches!(change.standing, Standing::ByHand(_))).len()
    }

    fn place(&self, place: Place) -> Line<'a> {
        let at = self.sources.locate(place);
        Line::new().contact(format!("{}:{}:{}", at.path, at.line, at.column))
    }
}

/// The preview as a page.
pub fn page<'a>(report: &ImportReport<'a>) -> Page<'a> {
    let page = Page::new(report.headline()).of_map(report.map).all(report.all);
    let page = match (report.plan.unchanged, report.plan.changes.is_empty()) {
        (0, _) => page,
        (1, true) => page.lead("The map says it already."),
        (n, true) => page.lead(format!("The map says all {n} entries already.")),
        (1, false) => page.lead("1 other says what the map says already."),
        (n, false) => page.lead(format!("{n} others say what the map says already.")),
    };
    let page = match report.plan.is_empty() || report.is_written {
        true => page,
        false => page.lead("Nothing is written yet: the same command with --write does it."),
    };
    let errors = report.draft.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let page = match errors {
        0 => page,
        n => page.note(Line::from(format!(
            "{} in what was read; what is concerned is left out.",
            counted(n, "error", "errors")
        ))),
    };
    let page = match report.by_hand() {
        0 => page,
        n => page.note(Line::from(format!(
            "{} cannot be written in place: see what to do by hand.",
            counted(n, "change", "changes")
        ))),
    };
    page.part(added(report))
        .part(fields("changed", report, |standing| standing == Standing::Written))
        .part(fields("to do by hand", report, |standing| matches!(standing, Standing::ByHand(_))).lead(
            "The text at this place cannot be edited without a risk to what stands around it: a comment, an anchor, another entry.",
        ))
        .part(gone(report))
        .part(kept(report))
        .part(left_out(report))
        .part(Part::lines(
            "remarks",
            report.draft.remarks.iter().map(|remark| Line::new().name(remark.as_str())).collect(),
        ))
        .part(findings("findings in what was read", &report.draft.findings, &report.draft.sources))
        .part(findings(
            if report.is_written { "what is now wrong in the map" } else { "what would be wrong in the map" },
            report.new_findings,
            report.new_sources,
        ))
        .part(files(report))
}

fn added<'a>(report: &ImportReport<'a>) -> Part<'a> {
    let columns = [Column::text("what"), Column::element("entry"), Column::text("says")];
    let row = |change: &'a EntryChange| {
        let said: Vec<Line<'a>> = change
            .fields
            .iter()
            .filter(|field| field.field != "name")
            .map(|field| {
                Line::new().name(format!(
                    "{}: {}",
                    field.field,
                    clipped(&one_line(field.after.as_ref()), SHOWN)
                ))
            })
            .collect();
        [
            Line::from(change.listing.one()),
            Line::new().named(&change.name, &change.id),
            Line::few(said.into_iter(), 3),
        ]
    };
    let added = report.changes(|change| change.kind == Kind::Added);
    Part::table("added", Table::each(columns, added, row)).in_sheet()
}

/// A row for each field that changes; of a mapping, for each part.
fn fields<'a>(title: &'static str, report: &ImportReport<'a>, wanted: impl Fn(Standing) -> bool) -> Part<'a> {
    let columns = [
        Column::text("what"),
        Column::element("entry"),
        Column::text("field"),
        Column::text("change"),
        Column::text("where"),
    ];
    let changes = report.changes(|change| change.kind == Kind::Changed && wanted(change.standing));
    let rows: Vec<(&'a EntryChange, Shown<'a>)> = changes
        .into_iter()
        .flat_map(|change| change.fields.iter().flat_map(shown_of).map(move |field| (change, field)))
        .collect();
    let report = *report;
    let row = move |(change, field): (&'a EntryChange, Shown<'a>)| {
        let name = match field.part {
            Some(part) => Line::new().id(format!("{}.{part}", field.field)),
            None => Line::new().id(field.field),
        };
        let (before, after) = field.texts(report.all);
        [
            Line::from(change.listing.one()),
            Line::new().named(&change.name, &change.id),
            name,
            Line::new().name(before).words(" → ").name(after),
            match change.standing {
                Standing::ByHand(place) | Standing::Kept(place) => report.place(place),
                Standing::Written => Line::new(),
            },
        ]
    };
    Part::table(title, Table::each(columns, rows, row)).in_sheet()
}

/// A field that changes, or a part of one.
#[derive(Clone, Copy)]
struct Shown<'a> {
    field: &'a str,
    part: Option<&'a str>,
    before: Option<&'a Written>,
    after: Option<&'a Written>,
}

/// The parts of a mapping that differ, or the whole of any other value.
fn shown_of(change: &FieldChange) -> Vec<Shown<'_>> {
    let FieldChange { field, before, after } = change;
    let (Some(Written::Mapping(old)), Some(Written::Mapping(new))) = (before, after) else {
        return vec![Shown { field, part: None, before: before.as_ref(), after: after.as_ref() }];
    };
    let said = |parts: &'_ [(String, Written)], key: &str| parts.iter().position(|(part, _)| part == key);
    let keys = old.iter().chain(new.iter().filter(|(key, _)| said(old, key).is_none())).map(|(key, _)| key);
    let shown = keys.map(|key| Shown {
        field,
        part: Some(key),
        before: said(old, key).and_then(|at| old.get(at)).map(|(_, said)| said),
        after: said(new, key).and_then(|at| new.get(at)).map(|(_, said)| said),
    });
    shown.filter(|shown| shown.before != shown.after).collect()
}

impl Shown<'_> {
    /// Both values on one line each; unless all is wanted, long ones from shortly before they begin to differ.
    fn texts(&self, all: bool) -> (String, String) {
        let (before, after) = (one_line(self.before), one_line(self.after));
        let is_long = |text: &str| text.chars().count() > SHOWN;
        if all || !(is_long(&before) || is_long(&after)) {
            return (before, after);
        }
        let alike = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        let from = if alike > SHOWN / 2 { alike - SHOWN / 4 } else { 0 };
        let cut = |text: &str| {
            let rest: String = text.chars().skip(from).collect();
            let begin = if from > 0 && !rest.is_empty() { "…" } else { "" };
            format!("{begin}{}", clipped(&rest, SHOWN))
        };
        (cut(&before), cut(&after))
    }
}

fn gone<'a>(report: &ImportReport<'a>) -> Part<'a> {
    let columns =
        [Column::text("what"), Column::element("entry"), Column::text("state"), Column::text("where")];
    let report = *report;
    let row = move |change: &'a EntryChange| {
        let (state, place) = match change.standing {
            Standing::Written if report.is_written => {
                (Line::new().chip("removed", Tone::Warning), Line::new())
            }
            Standing::Written => (Line::new().chip("would be removed", Tone::Warning), Line::new()),
            Standing::Kept(place) | Standing::ByHand(place) => {
                (Line::new().chip("stays in the map", Tone::Notice), report.place(place))
            }
        };
        [Line::from(change.listing.one()), Line::new().named(&change.name, &change.id), state, place]
    };
    let gone = report.changes(|change| change.kind == Kind::Gone);
    Part::table("gone", Table::each(columns, gone, row))
        .lead("In the map, and not in what was read. What stays and is gone for good may be given a `retired` date, or deleted.")
        .in_sheet()
}

fn kept<'a>(report: &ImportReport<'a>) -> Part<'a> {
    fields("the map says otherwise", report, |standing| matches!(standing, Standing::Kept(_))).lead(
        "The map declares these itself, so it keeps what it says; to follow what was read, change it there.",
    )
}

fn left_out<'a>(report: &ImportReport<'a>) -> Part<'a> {
    let columns = [Column::text("what"), Column::numbers("count")];
    let rows: Vec<(&'a str, usize)> = report.draft.left_out.iter().collect();
    let row = |(what, count): (&'a str, usize)| [Line::new().name(what), Line::new().number(count)];
    Part::table("left out", Table::each(columns, rows, row)).in_sheet()
}

fn findings<'a>(title: &'static str, found: &'a [Finding], sources: &'a Sources) -> Part<'a> {
    let columns =
        [Column::text("severity"), Column::text("where"), Column::text("what"), Column::text("what to do")];
    let row = move |(finding, others): (&'a Finding, usize)| {
        let at = sources.locate(finding.place);
        let tone = if finding.severity == Severity::Error { Tone::Danger } else { Tone::Notice };
        // A cell of a workbook is known by its name.
        let place = match finding.label.as_deref().and_then(|label| label.strip_prefix("cell ")) {
            Some(cell) => Line::new().contact(format!("{} {cell}", at.path)),
            None => Line::new().contact(format!("{}:{}:{}", at.path, at.line, at.column)),
        };
        [
            Line::new().chip(finding.severity.name(), tone),
            if others == 0 { place } else { place.words(format!(" and {others} more")) },
            Line::new().name(finding.message.as_str()),
            Line::new().name(finding.help.as_deref().unwrap_or_default()),
        ]
    };
    Part::table(title, Table::each(columns, alike(found), row)).counted(found.len()).in_sheet()
}

/// The first of those that say the same, errors first, and how many others there are.
fn alike(found: &[Finding]) -> Vec<(&Finding, usize)> {
    let mut alike: Vec<(&Finding, usize)> = Vec::new();
    let mut at: HashMap<(&str, &str), usize> = HashMap::new();
    for finding in found {
        let next = alike.len();
        match at.entry((finding.rule.as_ref(), finding.message.as_str())) {
            Entry::Occupied(known) => {
                alike.get_mut(*known.get()).into_iter().for_each(|(_, others)| *others += 1)
            }
            Entry::Vacant(free) => {
                free.insert(next);
                alike.push((finding, 0));
            }
        }
    }
    alike.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    alike
}

fn files<'a>(report: &ImportReport<'a>) -> Part<'a> {
    let title = if report.is_written { "files written" } else { "files to write" };
    let line = |file: &'a crate::import::Planned| {
        let state = if file.is_new { " (new)" } else { "" };
        Line::new().contact(file.path.as_str()).words(state)
    };
    Part::lines(title, report.plan.files.iter().map(line).collect())
}

/// A value on one line.
fn one_line(said: Option<&Written>) -> String {
    match said {
        None => "nothing".to_owned(),
        Some(Written::Text(text)) => text.clone(),
        Some(said) => flow(said),
    }
}
