//! Worked maps of a document: a map, and after it tables of what the program must answer of it.
//!
//! The first column of a table says what is asked. `till=outage 8h` is an outage of 8 hours at no certain time,
//! `till=outage from 2h for 8h` begins two hours later than the others, and `till=outage from 2008-03-01T20:00 for 8h`
//! at a time on the calendar. ` + ` joins several changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use systemkarta::analysis::{
    Affected, Change, Impact, ImpactOptions, Proof, Protected, Protection, Window, impact,
};
use systemkarta::graph::{Assumption, ElementIx, Found, Graph};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::{Bound, ChangeKind, Date, Disruption, Duration, Field, Moment, Work, parse_moment};

use super::Document;

/// A map of a document with the tables that follow it, until the next one.
pub(super) struct WorkedMap {
    pub(super) graph: Graph,
    /// Its `as_of`.
    pub(super) day: Date,
    pub(super) tables: Vec<Table>,
    pub(super) line: usize,
}

/// A table, its rows by the names of their columns.
pub(super) struct Table {
    columns: Vec<String>,
    pub(super) rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    pub(super) fn begins_with<const N: usize>(&self, columns: [&str; N]) -> bool {
        self.columns.iter().zip(columns).filter(|(is, wanted)| is == wanted).count() == N
    }
}

pub(super) fn worked_maps(name: &str) -> Vec<WorkedMap> {
    let document = Document::open(name);
    let lines: Vec<&str> = document.fresh.lines().collect();
    let blocks = document.blocks_in("yaml");
    let ends = blocks.iter().skip(1).map(|next| next.line).chain([lines.len()]);
    let maps = blocks.iter().zip(ends).map(|(block, end)| {
        let loaded = load_texts([("map.yaml", block.text.as_str())], &Config::default());
        let as_of = loaded.model.header.as_of.as_ref().map(|date| date.value.first());
        let day = as_of.unwrap_or_else(|| "2008-01-01".parse().unwrap());
        let (graph, _) = Graph::build(&Arc::new(loaded.model));
        WorkedMap { graph, day, tables: tables(&lines[block.line..end]), line: block.line }
    });
    maps.collect()
}

fn tables(lines: &[&str]) -> Vec<Table> {
    let is_row = |line: &str| line.starts_with('|');
    let of_rows = lines.chunk_by(|a, b| is_row(a) == is_row(b)).filter(|chunk| is_row(chunk[0]));
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect()
    };
    let table = |chunk: &[&str]| {
        let columns = cells(chunk[0]);
        let row = |line: &&str| columns.iter().cloned().zip(cells(line)).collect();
        let rows = chunk[2..].iter().map(row).collect();
        Table { columns, rows }
    };
    of_rows.map(table).collect()
}

/// What is asked of a worked map.
struct Question {
    changes: Vec<Change>,
    options: ImpactOptions,
}

impl WorkedMap {
    fn question(&self, text: &str) -> Question {
        let asked: Vec<(&str, ChangeKind, &str)> = text.split(" + ").map(one_change).collect();
        let clock = asked.iter().find_map(|(.., time)| moment_in(time));
        let day = clock.map_or(self.day, Moment::date);
        let mut question = Question { changes: Vec::new(), options: ImpactOptions { at: day, clock } };
        for (id, kind, time) in asked {
            for element in self.meant(id) {
                let declared = self.graph.element(element).references(Field::Successor);
                let successor = declared
                    .and_then(|references| references.ids().next())
                    .and_then(|id| self.graph.find_element(id.as_str()));
                let change = Change::new(&self.graph, element, kind, window(time), day, successor);
                question.changes.push(change);
            }
        }
        let has_gap = question.changes.iter().any(|c| c.kind == ChangeKind::Replace && c.window.is_some());
        question.options.clock = clock.or(has_gap.then(|| day.at(0, 0, 0, 0)));
        question
    }

    /// The element with an id, or those that an organisation operates or supplies.
    fn meant(&self, id: &str) -> Vec<ElementIx> {
        match self.graph.find(id).unwrap_or_else(|| panic!("no {id}")) {
            Found::Element(element) => vec![element],
            Found::Organisation(organisation) => {
                let is_by = |element: &ElementIx, field| {
                    let by = self.graph.element(*element).organisation(field);
                    by.is_some_and(|by| by.as_str() == organisation.id())
                };
                let delivers =
                    |element: &ElementIx| is_by(element, Field::Operator) || is_by(element, Field::Supplier);
                self.graph.elements().filter(delivers).collect()
            }
        }
    }

    fn ids(&self, elements: &[ElementIx]) -> Vec<&str> {
        elements.iter().map(|&element| self.graph.element(element).id()).collect()
    }
}

/// `till=outage from 2h for 8h`: the id, the kind, and when.
fn one_change(text: &str) -> (&str, ChangeKind, &str) {
    let (id, rest) = text.split_once('=').unwrap_or_else(|| panic!("no kind: {text}"));
    let (kind, time) = rest.split_once(' ').unwrap_or((rest, ""));
    (id, ChangeKind::parse(kind).unwrap_or_else(|| panic!("{kind}")), time)
}

/// The time on the calendar of `from 2008-03-01T20:00 for 8h`.
fn moment_in(time: &str) -> Option<Moment> {
    let from = time.strip_prefix("from ")?.split(' ').next()?;
    from.contains('T').then(|| parse_moment(from, Bound::Begins).unwrap())
}

fn window(time: &str) -> Window {
    let minutes = |text: &str| Duration::parse(text).unwrap_or_else(|| panic!("{text}")).minutes();
    let (from, length) = match time.strip_prefix("from ").map(|time| time.split_once(" for ").unwrap()) {
        Some((from, length)) if from.contains('T') => (0, length),
        Some((from, length)) => (minutes(from), length),
        None => (0, time),
    };
    let until = (!length.is_empty()).then(|| from + minutes(length));
    Window { from, until }
}

/// After most maps a table says what changes do, in the columns that matter there. Of each change it names everything
/// that is affected, and with dashes what is not though one might think so. A table of what is kept from a disruption
/// names all that is, of every change that is asked about.
#[test]
fn the_effects_in_the_worked_maps_are_true() {
    let (mut asked, mut faults) = (0, Vec::new());
    for map in worked_maps("impact.md") {
        let of_changes = map.tables.iter().filter(|table| table.begins_with(["change"]));
        let questions: BTreeSet<&String> =
            of_changes.clone().flat_map(|table| &table.rows).map(|row| &row["change"]).collect();
        for text in questions {
            asked += 1;
            let question = map.question(text);
            let answer = impact(&map.graph, &question.changes, question.options);
            let mut kept = Vec::new();
            for table in of_changes.clone() {
                let rows = table.rows.iter().filter(|row| row["change"] == *text);
                let rows: Vec<Vec<&str>> = rows.map(|row| cells(&table.columns, row)).collect();
                let told = if table.begins_with(["change", "element"]) {
                    effects(&map, &answer, &table.columns[1..], &rows)
                } else if table.begins_with(["change", "freed"]) {
                    freed(&map, &answer, &rows)
                } else {
                    assert!(table.begins_with(["change", "kept", "from", "by"]), "{:?}", table.columns);
                    kept.extend(rows);
                    continue;
                };
                faults.extend(told.into_iter().map(|fault| (map.line, text.clone(), fault)));
            }
            let told = differences(&kept_by(&map, &answer), &kept);
            faults.extend(told.into_iter().map(|fault| (map.line, text.clone(), fault)));
        }
    }
    let told: Vec<String> =
        faults.iter().map(|(line, change, fault)| format!("impact.md:{line}: {change}: {fault}")).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    assert!(asked > 30, "the search for tables finds next to nothing");
}

/// The cells of a row but the first.
fn cells<'t>(columns: &[String], row: &'t BTreeMap<String, String>) -> Vec<&'t str> {
    columns[1..].iter().map(|column| row[column].as_str()).collect()
}

fn effects(map: &WorkedMap, answer: &Impact<'_>, columns: &[String], rows: &[Vec<&str>]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let shows = |column: &str| columns.iter().any(|shown| shown == column);
    let is_shown = |affected: &&Affected| {
        (shows("disruption") && affected.disruption > Disruption::None)
            || (shows("work") && affected.work > Work::None)
    };
    let row = |affected: &Affected| -> Vec<String> {
        columns.iter().map(|column| cell(map, answer, affected, column)).collect()
    };
    let mut found: Vec<Vec<String>> = answer.affected.iter().filter(is_shown).map(row).collect();
    let untouched = |row: &&Vec<&str>| row[1..].iter().all(|cell| *cell == "–");
    for row in rows.iter().filter(untouched) {
        let element = map.graph.find_element(row[0]).unwrap_or_else(|| panic!("no {}", row[0]));
        if !answer.on(element).as_ref().is_some_and(is_shown) {
            found.push(row.iter().map(|cell| (*cell).to_owned()).collect());
        }
    }
    differences(&found, rows)
}

fn cell(map: &WorkedMap, answer: &Impact<'_>, affected: &Affected, column: &str) -> String {
    let proof = || answer.proof(affected.element).or_else(|| answer.work_proof(affected.element)).unwrap();
    let list = |elements: &[ElementIx], between: &str| match elements {
        [] => "–".to_owned(),
        elements => map.ids(elements).join(between),
    };
    let Proof { path, beside } = proof();
    let or_dash = |name: &str| if name == "none" { "–".to_owned() } else { name.to_owned() };
    match column {
        "element" => map.graph.element(affected.element).id().to_owned(),
        "disruption" => or_dash(affected.disruption.name()),
        "hours" => hours(affected.time),
        "degraded from" => hours(affected.degraded_from),
        "felt from" => hours(affected.felt),
        "work" => or_dash(affected.work.name()),
        "steps" => affected.claim.distance.to_string(),
        "basis" => assumption(affected.claim.assumption),
        "way" => list(&path, " → "),
        "beside" => list(&beside, ", "),
        _ => panic!("no column {column}"),
    }
}

fn hours(minutes: Option<u32>) -> String {
    minutes.map_or("–".to_owned(), |minutes| (f64::from(minutes) / 60.0).to_string())
}

fn assumption(assumption: Option<Assumption>) -> String {
    let words = match assumption {
        None => "declared",
        Some(Assumption::Strength) => "assumed strength",
        Some(Assumption::Tolerance) => "assumed time",
    };
    words.to_owned()
}

fn kept_by(map: &WorkedMap, answer: &Impact<'_>) -> Vec<Vec<String>> {
    let row = |protected: &Protected| {
        let by = match protected.by {
            Protection::Group { up, of, min_up } => {
                format!("{up} of {of} up, margin {}", up.saturating_sub(min_up))
            }
            Protection::Tolerance { left } => format!("{} h to spare", hours(Some(left))),
            Protection::Closed => "closed".to_owned(),
        };
        vec![map.graph.element(protected.element).id().to_owned(), protected.from.name().to_owned(), by]
    };
    answer.protected.iter().map(row).collect()
}

fn freed(map: &WorkedMap, answer: &Impact<'_>, rows: &[Vec<&str>]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let found: Vec<Vec<String>> = map.ids(&answer.freed).iter().map(|id| vec![(*id).to_owned()]).collect();
    let stated = rows.iter().flat_map(|row| row[0].split(", ")).map(|id| vec![id]);
    differences(&found, &stated.collect::<Vec<_>>())
}

fn differences(found: &[Vec<String>], stated: &[Vec<&str>]) -> Vec<String> {
    let found: BTreeSet<String> = found.iter().map(|row| row.join(" | ")).collect();
    let stated: BTreeSet<String> = stated.iter().map(|row| row.join(" | ")).collect();
    let more = found.difference(&stated).map(|row| format!("the program says  {row}"));
    let less = stated.difference(&found).map(|row| format!("the document says {row}"));
    more.chain(less).collect()
}
