//! docs/impact.md: the table of relations, and worked maps whose distances are true.

use std::collections::BTreeMap;
use std::sync::Arc;

use systemkarta::analysis::{Basis, ReachOptions, reach};
use systemkarta::graph::{Direction, Graph, Relation};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Date;

use super::{Document, table_rows};

#[test]
fn relations_are_documented_as_they_are() {
    let mut text = String::from(
        "| relation | dependent → dependency | strength if none is declared | passes disruption on |\n|---|---|---|---|\n",
    );
    for row in Relation::TABLE {
        let fixed = if row.fixed_strength { ", nothing to declare" } else { "" };
        let passes = if row.passes_disruption { "yes" } else { "no" };
        text +=
            &format!("| `{}` | {} | {}{fixed} | {passes} |\n", row.name, row.between, row.default_strength);
    }
    let document = Document::open("impact.md");
    let folder = document.folder_with_map();
    document.with_part("relations", &text).with_consoles(folder.path()).keep();
}

/// After each map a table says, for some elements, what is within reach of them and how far. It names everything
/// that is, and with a dash what is not though one might think so.
#[test]
fn the_distances_of_the_worked_maps_are_true() {
    let document = Document::open("impact.md");
    let lines: Vec<&str> = document.fresh.lines().collect();
    let maps = document.blocks_in("yaml");
    let mut rows_seen = 0;
    for (i, map) in maps.iter().enumerate() {
        let until = maps.get(i + 1).map_or(lines.len(), |next| next.line);
        let text = lines[map.line..until].join("\n");
        let mut stated: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for row in table_rows(&text, "| from | element | steps |") {
            rows_seen += 1;
            let [from, element, said @ ..] = row.as_slice() else { panic!("{row:?}") };
            stated.entry(from.clone()).or_default().insert(element.clone(), said.join(", "));
        }
        for (from, stated) in stated {
            let mut found = within_reach(&map.text, &from, stated.values().any(|said| said.contains(',')));
            for (element, said) in &stated {
                if said == "–" {
                    assert!(found.insert(element.clone(), said.clone()).is_none(), "{from}: {element}");
                }
            }
            assert_eq!(stated, found, "impact.md:{}, from {from}", map.line);
        }
    }
    assert!(rows_seen > 20, "the search for tables finds next to nothing");
}

fn within_reach(map: &str, from: &str, with_basis: bool) -> BTreeMap<String, String> {
    let loaded = load_texts([("map.yaml", map)], &Config::default());
    let as_of = loaded.model.header.as_of.as_ref().map(|date| date.value.first());
    let at: Date = as_of.unwrap_or_else(|| "2008-01-01".parse().unwrap());
    let (graph, _) = Graph::build(&Arc::new(loaded.model));
    let cause = graph.find_element(from).unwrap_or_else(|| panic!("no element {from}"));
    let options = ReachOptions { direction: Direction::Downstream, depth: None, at };
    let answer = reach(&graph, &[cause], options);
    let said = |reached: &systemkarta::analysis::Reached| {
        let basis = if reached.basis == Basis::Declared { "declared" } else { "assumed" };
        if with_basis { format!("{}, {basis}", reached.distance) } else { reached.distance.to_string() }
    };
    let id = |reached: &systemkarta::analysis::Reached| graph.element(reached.element).id().to_owned();
    answer.reached.iter().map(|reached| (id(reached), said(reached))).collect()
}
