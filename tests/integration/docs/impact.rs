//! docs/impact.md: the tables of kinds and relations, and worked maps whose distances are true.

use std::collections::BTreeMap;

use systemkarta::analysis::impact::{table, words};
use systemkarta::analysis::{Basis, ReachOptions, Reached, reach};
use systemkarta::graph::{Direction, Relation};
use systemkarta::model::{Schedule, Work};

use super::Document;
use super::worked::{WorkedMap, worked_maps};

#[test]
fn kinds_and_relations_are_documented_as_they_are() {
    let document = Document::open("impact.md");
    let folder = document.folder_with_map();
    document
        .with_part("kinds", &kinds())
        .with_part("work", &work())
        .with_part("relations", &relations())
        .with_part("schedules", &schedules())
        .with_consoles(folder.path())
        .keep();
}

fn kinds() -> String {
    let mut text = String::from("| kind | what happens to it | how long it is out |\n|---|---|---|\n");
    for spec in &table::TABLE {
        text += &format!("| `{}` | {} | {} |\n", spec.kind.name(), spec.summary, spec.out.words());
    }
    text
}

/// Kinds that bring the same work share their rows.
fn work() -> String {
    let mut text = String::from("| kind | who | must | and because of that must test |\n|---|---|---|---|\n");
    let rows = |spec: &table::ChangeSpec| -> String {
        let row = |rule: &table::WorkRule| {
            let (whom, must) = (rule.whom.words(), words::must(rule.work));
            format!("| {whom} | {must} | {} |\n", rule.past.words())
        };
        match spec.work {
            [] => format!("| nobody | {} | {} |\n", words::must(Work::None), table::Past::Nobody.words()),
            rules => rules.iter().map(row).collect(),
        }
    };
    for specs in table::TABLE.chunk_by(|a, b| rows(a) == rows(b)) {
        let names: Vec<String> = specs.iter().map(|spec| format!("`{}`", spec.kind.name())).collect();
        for (i, row) in rows(&specs[0]).lines().enumerate() {
            let kind = if i == 0 { names.join(", ") } else { String::new() };
            text += &format!("| {kind} {row}\n");
        }
    }
    text.replace("|  |", "| |")
}

fn relations() -> String {
    let mut text = String::from(
        "| relation | dependent → dependency | strength if none is declared | passes disruption on |\n|---|---|---|---|\n",
    );
    for row in Relation::TABLE {
        let fixed = if row.fixed_strength { ", nothing to declare" } else { "" };
        let passes = if row.passes_disruption { "yes" } else { "no" };
        text +=
            &format!("| `{}` | {} | {}{fixed} | {passes} |\n", row.name, row.between, row.default_strength);
    }
    text
}

fn schedules() -> String {
    let mut text = String::from("| schedule | can do without for |\n|---|---|\n");
    for word in Schedule::WORDS {
        let period = Schedule::parse(word).unwrap().period();
        let hours = period.map_or("no time".to_owned(), |period| match period.minutes() / 60 {
            1 => "1 hour".to_owned(),
            hours => format!("{hours} hours"),
        });
        text += &format!("| `{word}` | {hours} |\n");
    }
    text
}

/// After some maps a table says, for some elements, what is within reach of them and how far. It names everything
/// that is, and with a dash what is not though one might think so.
#[test]
fn the_distances_of_the_worked_maps_are_true() {
    let mut rows_seen = 0;
    for map in worked_maps("impact.md") {
        let mut stated: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for table in map.tables.iter().filter(|table| table.begins_with(["from", "element"])) {
            for row in &table.rows {
                rows_seen += 1;
                let said = [row["steps"].as_str(), row.get("basis").map_or("", String::as_str)].join(" ");
                let of_cause = stated.entry(row["from"].clone()).or_default();
                of_cause.insert(row["element"].clone(), said.trim().to_owned());
            }
        }
        for (from, stated) in stated {
            let mut found = within_reach(&map, &from, stated.values().any(|said| said.contains("ed")));
            for (element, said) in stated.iter().filter(|(_, said)| said.starts_with('–')) {
                assert!(found.insert(element.clone(), said.clone()).is_none(), "{from}: {element}");
            }
            assert_eq!(stated, found, "impact.md:{}, from {from}", map.line);
        }
    }
    assert!(rows_seen > 10, "the search for tables finds next to nothing");
}

fn within_reach(map: &WorkedMap, from: &str, with_basis: bool) -> BTreeMap<String, String> {
    let graph = &map.graph;
    let cause = graph.find_element(from).unwrap_or_else(|| panic!("no element {from}"));
    let options = ReachOptions { direction: Direction::Downstream, depth: None, at: map.day };
    let answer = reach(graph, &[cause], options);
    let said = |reached: &Reached| {
        let basis = if reached.basis == Basis::Declared { "declared" } else { "assumed" };
        if with_basis { format!("{} {basis}", reached.distance) } else { reached.distance.to_string() }
    };
    let id = |reached: &Reached| graph.element(reached.element).id().to_owned();
    answer.reached.iter().map(|reached| (id(reached), said(reached))).collect()
}
