//! Every place of the format with every kind of value: the decoder and the schema must say the same of each.

use std::fmt::Write as _;

use systemkarta::load::Config;
use systemkarta::model::{
    Answer, Cost, Decision, Field, Header, KeySpec, Lifecycle, Milestone, PlannedWindow, Plateau, Policy,
    Proposal, Protection, Reference, Section, Selection, Sla, Step, StepSpec, Waiver,
};

use super::{Editor, findings, plain};

/// Single values: sound ones of every kind, and such as are nearly so.
pub(super) const SCALARS: &[&str] = &[
    "",
    "~",
    "null",
    "\"\"",
    "a",
    "A-1",
    "-a",
    "a b",
    "å",
    "\"x\"",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "-1",
    "12",
    "1.5",
    "4.10",
    "99.5",
    "100",
    "101",
    "\"3\"",
    "\"5\"",
    "\"0\"",
    "\"99.5\"",
    "99.5 %",
    "99.5%",
    "99.99999 %",
    "100.1 %",
    "0100 %",
    "true",
    "false",
    "\"true\"",
    "yes",
    "no",
    "2012",
    "1899",
    "2201",
    "\"2012\"",
    "\"1899\"",
    "2010-12",
    "2010-13",
    "2010-Q2",
    "2010-Q5",
    "2010-12-31",
    "2010-04-31",
    "2008-02-29",
    "2007-02-30",
    "2008-03-01T20:00",
    "2008-03-01 20:00",
    "2008-03-01T24:00",
    "4h",
    "0h",
    "0d",
    "030m",
    "2d",
    "1w",
    "4 h",
    "4y",
    "h",
    "1.5h",
    "3.1 MSEK",
    "250 kSEK",
    "12000 SEK",
    "3.1MSEK",
    "1.001 SEK",
    "1.0001 SEK",
    "1.000 SEK",
    "0.00000001 MSEK",
    "0.000000001 MSEK",
    "1. SEK",
    ".5 SEK",
    "5 sek",
    "5 KSEK",
    "5 MSE",
    "24x7",
    "office",
    "mon-fri 07:00-18:00",
    "\"mon 08:00-12:00, 13:00-17:00\"",
    "sat-mon 22:00-06:00",
    "mon 00:00-24:00",
    "monday 08:00-09:00",
    "mon 8-17",
    "mon 24:00-06:00",
    "mon",
    "low",
    "high",
    "foundational",
    "common",
    "full",
    "hard",
    "to_consumer",
    "daily",
    "proposed",
    "approved",
    "adapt",
    "must",
    "plan",
    "active",
    "retired",
    "unknown",
    "x-a",
    "/a",
    "a/b",
    "2010/12",
];

/// Lists and mappings: the same.
pub(super) const COMPOUNDS: &[&str] = &[
    "[]",
    "{}",
    "[a]",
    "[a, b]",
    "[[a]]",
    "[~]",
    "[\"a b\"]",
    "[true]",
    "[1, 2.5]",
    "[{}]",
    "{to: a}",
    "{to: ~}",
    "{to: }",
    "[{to: a}, b]",
    "{to: a, strength: hard}",
    "{to: a, strength: firm}",
    "{to: a, tolerates: 4h}",
    "{to: a, tolerates: 4}",
    "{to: a, min_up: 1}",
    "{to: a, min_up: ~}",
    "{to: [a]}",
    "{any_of: [a, b]}",
    "{any_of: a}",
    "{any_of: []}",
    "{any_of: [a, b], min_up: 2}",
    "{any_of: [a], min_up: 0}",
    "{any_of: [a, b], min_up: two}",
    "{any_of: {to: a}}",
    "{any_of: [{any_of: [a, b]}, c], tolerates: 1d}",
    "{any_of: [[a]]}",
    "{to: a, any_of: [b]}",
    "{to: ~, any_of: [b]}",
    "{to: a, x-a: 1}",
    "{toe: a}",
    "{x-a: 1}",
    "{availability: 99.5}",
    "{availability: 101}",
    "{availability: [1]}",
    "{restore_within: 4h}",
    "{restore_within: soon}",
    "{yearly: 3 SEK, paid_by: it}",
    "{yearly: 3}",
    "{paid_by: [it]}",
    "{confidentiality: 4}",
    "{confidentiality: 5}",
    "{integrity: \"3\", availability: 0}",
    "{mon-fri: 07:00-18:00, sat: 09:00-13:00}",
    "{mon: \"08:00-12:00, 13:00-17:00\"}",
    "{monday: 07:00-18:00}",
    "{mon: ~}",
    "{mon: [07:00-18:00]}",
    "{base: full}",
    "{base: ful}",
    "{base: ~}",
    "{2009: free}",
    "{\"a b\": full}",
    "{k: v}",
    "{k: [v]}",
    "{k: ~}",
    "{k: 1.10, l: true}",
    "{active: 2001}",
    "{active: true}",
    "{end_of_life: false}",
    "{end_of_life: \"true\"}",
    "{end_of_support: 2007-07-31}",
    "{eos: 2010}",
    "{active: 2001, support: o}",
    "{support: [o]}",
    "{plan: ~}",
    "{name: [a]}",
    "{description: {a: b}}",
    "{links: [a, ~]}",
    "{links: [[a]]}",
    "{id: a}",
    "{id: \"a b\"}",
    "{id: ~}",
    "{id: [a]}",
    "{from: 2008-03-01}",
    "{until: 2008-03-02}",
    "{from: 2008-03-01T20:00, until: 2008-03-02}",
    "{from: 2008}",
    "{retire: a}",
    "[{retire: a}]",
    "[{retire: a}, {need: b}]",
    "{retire: a, at: 2008-Q1}",
    "{retire: a, at: soon}",
    "{retire: [a]}",
    "{retire: ~}",
    "{retier: a}",
    "{retire: a, for: 4h}",
    "{outage: a, for: 4h}",
    "{outage: a, for: 0h}",
    "{outage: a, for: ~, until: ~}",
    "{outage: a, from: 2008-03-01, until: 2008-03-02}",
    "{outage: a, from: 2008-03-01, until: 2008-03-02, for: 4h}",
    "{outage: a, from: 2008-03-01, until: ~, for: 4h}",
    "{replace: a, with: b}",
    "{replace: a, with: [b]}",
    "{upgrade: a, to: 4.10}",
    "{move: a, from: b, to: c}",
    "{move: a, from: b}",
    "{move: a, from: b, to: ~}",
    "{set: a}",
    "{set: a, owner: it}",
    "{set: a, owner: ~}",
    "{set: a, x-n: 1}",
    "{set: a, x-n: ~, tags: []}",
    "{set: a, id: b}",
    "{set: a, runs_on: ~}",
    "{set: a, criticality: huge}",
    "{add: {}}",
    "{add: ~}",
    "{add: [a]}",
    "{add: {systems: [b]}}",
    "{add: {systems: {b: }}}",
    "{add: {plateaus: []}}",
    "{add: {lifecycles: {l: {active: 2001}}}}",
    "{add: {x-n: 1}}",
    "{add: {systems: [b]}, at: 2008}",
    "{retire: a, set: b, owner: it}",
    "{x-n: 1, retire: a}",
    "{owner: it, verdict: adapt}",
    "[{owner: it, verdict: test}]",
    "{owner: it}",
    "{owner: ~, verdict: test}",
    "{owner: it, verdict: nope}",
    "{outcome: approved}",
    "{outcome: approved, conditions: [a, b], at: 2008-02-03}",
    "{outcome: ~}",
    "{conditions: [a]}",
    "{because: why}",
    "{because: why, level: must}",
    "{because: why, level: may}",
    "{because: ~}",
    "[{id: p, because: why}]",
    "{rule: r, element: e, reason: r, owner: o, decision: d, since: 2008, expires: 2009}",
    "[{rule: r, element: e, reason: r, owner: o, decision: d, since: 2008, expires: 2009}]",
    "{id: ~, rule: r, element: e, reason: r, owner: o, decision: d, since: 2008, expires: 2009}",
    "{rule: r, element: e, reason: r, owner: o, decision: d, since: 2008, expires: ~}",
    "{date: 2008}",
    "{id: p, date: 2008}",
    "[{id: p, date: 2008}]",
    "[{id: p}]",
    "[{id: ~, date: 2008}]",
    "{provider: a, consumer: b}",
    "[{provider: a, consumer: b}]",
    "{provider: a}",
    "{provider: a, consumer: ~}",
    "{provider: [a, b], consumer: c}",
    "{provider: [a], consumer: [b, {to: c, strength: soft}]}",
    "{provider: a, consumer: []}",
    "[{provider: a, consumer: []}]",
    "[{id: i, provider: a, consumer: []}]",
    "{id: ~, provider: a, consumer: b}",
    "{id: \"a b\", provider: a, consumer: b}",
    "{provider: a, consumer: {any_of: [b]}}",
    "{provider: {any_of: [a, b]}, consumer: c}",
    "{a: {}}",
    "{a: ~}",
    "{a: {id: a}}",
    "{a: {id: ~}}",
    "{\"a b\": {}}",
    "{a: [b]}",
    "{a: b}",
    "{a: {provider: p, consumer: c}}",
    "{a: {date: 2008}}",
    "{a: {because: why}}",
    "{title: a}",
    "{as_of: 2008}",
    "{as_of: soon}",
    "{title: [a]}",
    "{titel: a}",
];

/// What no schema sees: of which two values one is larger, a day that is in no calendar, and what the rest of a map says.
const UNSEEN: [(&str, &str); 7] = [
    ("forbid: {to: {at: 2008}}", "selection says nothing"),
    ("require: {fields: owner, with: a}", "` says nothing beside `"),
    ("min_up: 5, any_of: [x, y, z]", "members must be up, but the group has only"),
    ("expires: 2009-01-01, since: 2010", "ends before it begins"),
    ("{until: 2008-03-02}", "never begins"),
    ("until: 2008-03-02T06:00", "is not after the beginning"),
    ("until:", "ends, but never begins"),
];

/// A map with a hole.
pub(super) type Place = (String, String);

fn in_element(section: Section, id: &str) -> String {
    match section {
        Section::Integrations => format!("{section}: [{{id: {id}, provider: p, consumer: c, "),
        _ => format!("{section}: [{{id: {id}, "),
    }
}

/// Every place of the format, as what stands before and after the value.
pub(super) fn places() -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut add = |before: String, after: &str| places.push((before, format!("{after}\n")));
    for section in Section::ALL {
        add(format!("{section}: "), "");
        add(format!("{section}: ["), "]");
        add(format!("{section}: {{e: "), "}");
        add(format!("changes: [{{id: c, steps: [{{add: {{{section}: "), "}}]}]");
        for spec in Field::TABLE {
            let is_end = matches!(spec.field, Field::Provider | Field::Consumer);
            match section {
                Section::Integrations if spec.field == Field::Provider => {
                    add(format!("{section}: [{{id: e, consumer: c, provider: "), "}]");
                }
                Section::Integrations if spec.field == Field::Consumer => {
                    add(format!("{section}: [{{id: e, provider: p, consumer: "), "}]");
                    add(format!("{section}: [{{provider: p, consumer: "), "}]");
                }
                Section::Integrations if is_end || spec.field == Field::Id => {}
                _ if spec.field == Field::Id => add(format!("{section}: [{{id: "), "}]"),
                _ => add(format!("{}{}: ", in_element(section, "e"), spec.name), "}]"),
            }
        }
    }
    for spec in Field::TABLE {
        add(format!("changes: [{{id: c, steps: {{set: s, {}: ", spec.name), "}}]");
    }
    for list in ["depends_on", "tags", "aliases", "successor"] {
        add(format!("systems: [{{id: e, {list}: [x, "), "]}]");
    }
    for part in ["map", "lifecycles", "plateaus", "policies", "waivers", "changes", "x-own", "systmes"] {
        add(format!("{part}: "), "");
        add(format!("{part}: ["), "]");
        add(format!("{part}: {{e: "), "}");
    }
    add("systems: {e: {lifecycle: {".to_owned() + "support: ", "}}}");
    add("systems: {e: {standard: {base: ".to_owned(), "}}}");
    add("systems: {e: {service_hours: {mon: ".to_owned(), "}}}");
    add("systems: {e: {properties: {k: ".to_owned(), "}}}");
    let whole = |keys: &[KeySpec], but: &str| {
        let mut text = String::new();
        for key in keys.iter().filter(|key| key.required && key.name != but) {
            let value = match key.name {
                "since" | "date" | "from" => "2008-01-01",
                "expires" => "2009-01-01",
                "verdict" => "test",
                "outcome" => "approved",
                _ => "v",
            };
            let _ = write!(text, "{}: {value}, ", key.name);
        }
        text
    };
    let tables: [(&str, &[KeySpec], &str); 21] = [
        ("map: {", Header::KEYS, "}"),
        ("lifecycles: [{id: e, ", Lifecycle::KEYS, "}]"),
        ("systems: [{id: e, lifecycle: {", Lifecycle::KEYS, "}}]"),
        ("systems: [{id: e, sla: {", Sla::KEYS, "}}]"),
        ("systems: [{id: e, cost: {", Cost::KEYS, "}}]"),
        ("information: [{id: e, protection: {", Protection::KEYS, "}}]"),
        ("plateaus: [{id: e, ", Plateau::KEYS, "}]"),
        ("policies: [{id: e, ", Policy::KEYS, "}]"),
        ("policies: [{id: e, because: x, forbid: {", Policy::FORBID, "}}]"),
        ("policies: [{id: e, because: x, require: {fields: owner, ", Policy::REQUIRE, "}}]"),
        ("policies: [{id: e, because: x, require: {to: e, ", Policy::REQUIRE, "}}]"),
        ("policies: [{id: e, because: x, allow_only: {", Policy::ALLOW_ONLY, "}}]"),
        ("policies: [{id: e, because: x, no_path: {", Policy::NO_PATH, "}}]"),
        ("policies: [{id: e, because: x, limit: {", Policy::LIMIT, "}}]"),
        ("policies: [{id: e, because: x, forbid: {to: {", Selection::KEYS, "}}}]"),
        ("policies: [{id: e, because: x, forbid: {to: {not: {", Selection::CRITERIA, "}}}}]"),
        ("waivers: [{", Waiver::KEYS, "}]"),
        ("changes: [{id: e, ", Proposal::KEYS, "}]"),
        ("changes: [{id: e, window: {", PlannedWindow::KEYS, "}}]"),
        ("changes: [{id: e, answers: [{", Answer::KEYS, "}]}]"),
        ("changes: [{id: e, decision: {", Decision::KEYS, "}}]"),
    ];
    for (before, keys, after) in tables {
        for key in
            keys.iter().filter(|key| !(key.name == "id" && before.contains("id: e, ") && after == "}]"))
        {
            add(format!("{before}{}{}: ", whole(keys, key.name), key.name), after);
        }
    }
    for key in Reference::KEYS {
        let beside = match key.name {
            "to" | "any_of" => "",
            "min_up" => "any_of: [x, y, z], ",
            _ => "to: x, ",
        };
        add(format!("systems: [{{id: e, depends_on: [{{{beside}{}: ", key.name), "}]}]");
    }
    for milestone in Milestone::ALL {
        add(format!("systems: [{{id: e, lifecycle: {{{}: ", milestone.name()), "}}]");
        add(format!("lifecycles: {{e: {{{}: ", milestone.name()), "}}");
    }
    for step in Step::TABLE {
        add(format!("changes: [{{id: c, steps: [{{{}: ", step.name()), "}]}]");
        for key in StepSpec::keys(step) {
            let beside = whole(step.keys(), key.name);
            add(format!("changes: [{{id: c, steps: [{{{}: s, {beside}{}: ", step.name(), key.name), "}]}]");
        }
    }
    add("changes: [{id: c, steps: [".to_owned(), "]}]");
    add(String::new(), "");
    places
}

/// Whether the decoder and the schema say the same of a text; else what each says.
pub(super) fn disagreement(editor: &Editor, text: &str) -> Option<String> {
    let found = findings(text, &Config::default());
    let faults = editor.faults(text);
    let unseen = |finding: &String| UNSEEN.iter().any(|(_, told)| finding.contains(told));
    let agrees = found.is_empty() == faults.is_empty() || (faults.is_empty() && found.iter().all(unseen));
    (!agrees).then(|| format!("{text}  decoder: {found:?}\n  schema: {faults:?}"))
}

#[test]
fn the_decoder_and_the_schema_agree_on_values_at_every_place() {
    let editor = Editor::new(&plain());
    let mut asked = 0;
    let mut disagreements = Vec::new();
    for (before, after) in places() {
        for value in SCALARS.iter().chain(COMPOUNDS) {
            asked += 1;
            // All of them take minutes; these are some of every place.
            if asked % 37 != 0 {
                continue;
            }
            disagreements.extend(disagreement(&editor, &format!("{before}{value}{after}")));
        }
    }
    assert!(asked > 50_000, "{asked}");
    let few: Vec<&String> = disagreements.iter().step_by(1 + disagreements.len() / 60).collect();
    assert!(disagreements.is_empty(), "{} of {asked}: {few:#?}", disagreements.len());
}
