//! Whole documents at random, and values at random against the parsers of the small languages.

use proptest::prelude::*;
use systemkarta::model::Field;

use super::forms::{COMPOUNDS, SCALARS, disagreement};
use super::{Editor, plain};

/// Texts that are nearly a value of a small language.
fn near_value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,3}[mhdwy]?",
        "(19|20|21|22)[0-9]{2}(-(Q[0-5]|[01][0-9](-[0-3][0-9])?))?",
        "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]",
        "[0-9]{1,4}(\\.[0-9]{1,9})? [kMm]?[A-Z]{2,4}",
        "[0-9]{1,3}(\\.[0-9]{1,5})? ?%",
        "(mon|tue|wed|thu|fri|sat|sun|day)(-(mon|sun))? [0-2][0-9]:[0-6][0-9]-[0-2][0-9]:[0-6][0-9]",
        "[A-Za-z0-9._+:/@ -]{1,12}",
    ]
}

/// A day that is in the calendar of some year, or hours of no length: patterns do not count.
fn is_unseen(text: &str) -> bool {
    let no_time = |range: &str| range.split_once('-').is_some_and(|(from, until)| from == until);
    text.contains("-02-29") || text.split([' ', ',', '"']).any(no_time)
}

fn any_value() -> impl Strategy<Value = String> {
    let known = |values: &'static [&'static str]| prop::sample::select(values).prop_map(str::to_owned);
    prop_oneof![3 => known(SCALARS), 2 => known(COMPOUNDS), 2 => near_value().prop_map(|text| format!("{text:?}"))]
}

/// References, groups in groups among them, most of them sound.
fn reference() -> impl Strategy<Value = String> {
    let id = prop_oneof![9 => "[a-z]{1,3}", 1 => prop::sample::select(&["~", "\"a b\"", "[a]", "1", "true"][..]).prop_map(str::to_owned)];
    id.prop_recursive(3, 20, 4, |inner| {
        let members = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            2 => inner.clone().prop_map(|to| format!("{{to: {to}}}")),
            4 => (members, prop::option::of(0_usize..4)).prop_map(|(members, up)| {
                let up = up.filter(|up| *up <= members.len()).map_or(String::new(), |up| format!(", min_up: {up}"));
                format!("{{any_of: [{}]{up}}}", members.join(", "))
            }),
            1 => inner.prop_map(|any| format!("{{any_of: {any}, strength: soft, tolerates: 2d}}")),
        ]
    })
}

fn entry() -> impl Strategy<Value = String> {
    let names: Vec<&str> = Field::TABLE.iter().map(|spec| spec.name).filter(|name| *name != "id").collect();
    let names = prop::sample::subsequence(names, 0..4);
    (names, prop::collection::vec(any_value(), 4), prop::option::of(reference())).prop_map(
        |(names, values, on)| {
            let fields = names.iter().zip(&values).filter(|(name, _)| **name != "depends_on");
            let fields = fields.map(|(name, value)| format!("{name}: {value}"));
            let all: Vec<String> = fields.chain(on.map(|on| format!("depends_on: {on}"))).collect();
            all.join(", ")
        },
    )
}

/// Sections as lists and by id, with elements of several fields each.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let section =
        prop::sample::select(&["systems", "processes", "technologies", "information", "integrations"][..]);
    (section, prop::collection::vec(entry(), 0..3), any::<bool>()).prop_map(|(section, entries, is_list)| {
        let ends = if section == "integrations" { "provider: p, consumer: c, " } else { "" };
        let twice = |entry: &str| {
            section == "integrations" && (entry.contains("provider: ") || entry.contains("consumer: "))
        };
        let entries = entries.iter().enumerate().map(|(i, entry)| {
            let ends = if twice(entry) { "" } else { ends };
            if is_list { format!("{{id: e{i}, {ends}{entry}}}") } else { format!("e{i}: {{{ends}{entry}}}") }
        });
        let entries = entries.collect::<Vec<_>>().join(", ");
        if is_list { format!("{section}: [{entries}]\n") } else { format!("{section}: {{{entries}}}\n") }
    })
}

#[test]
fn the_decoder_and_the_schema_agree_on_documents_at_random() {
    let editor = Editor::new(&plain());
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let ran = runner.run(&document(), |text| {
        prop_assume!(!is_unseen(&text));
        let disagreement = disagreement(&editor, &text);
        prop_assert!(disagreement.is_none(), "{}", disagreement.unwrap());
        Ok(())
    });
    ran.unwrap();
}

#[test]
fn patterns_are_as_strict_as_the_parsers() {
    let editor = Editor::new(&plain());
    let places = [
        ("systems: [{id: e, reviewed: ", "}]\n"),
        ("systems: [{id: e, service_hours: ", "}]\n"),
        ("systems: [{id: e, owner: ", "}]\n"),
        ("systems: [{id: e, sla: {availability: ", "}}]\n"),
        ("systems: [{id: e, sla: {restore_within: ", "}}]\n"),
        ("systems: [{id: e, cost: {yearly: ", "}}]\n"),
        ("systems: [{id: e, lifecycle: {end_of_life: ", "}}]\n"),
        ("changes: [{id: c, window: {from: ", "}}]\n"),
        ("changes: [{id: c, steps: [{outage: e, for: ", "}]}]\n"),
    ];
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let ran = runner.run(&near_value(), |value| {
        prop_assume!(!is_unseen(&value));
        for (before, after) in places {
            let disagreement = disagreement(&editor, &format!("{before}{value:?}{after}"));
            prop_assert!(disagreement.is_none(), "{}", disagreement.unwrap());
        }
        Ok(())
    });
    ran.unwrap();
}
