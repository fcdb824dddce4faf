//! What holds of whatever is read.

use super::*;
use proptest::prelude::*;

/// The longest of the cycles that is the version, or that it begins with up to a dot; the first of two that are the same.
fn naive<'c>(cycles: &'c [String], version: &str) -> Option<&'c String> {
    let parts = |text: &str| text.split('.').map(str::to_owned).collect::<Vec<String>>();
    let version = parts(version);
    let mut best: Option<&String> = None;
    for cycle in cycles {
        let begins =
            parts(cycle).iter().zip(&version).all(|(a, b)| a == b) && parts(cycle).len() <= version.len();
        if begins && best.is_none_or(|best| parts(best).len() < parts(cycle).len()) {
            best = Some(cycle);
        }
    }
    best
}

fn number() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["1", "10", "3", "0", "13"]), 1..4)
        .prop_map(|parts| parts.join("."))
}

/// A value as the API might have it, and as it should not.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        (1990..2060_i32, 1..13_u8, 1..32_u8).prop_map(|(y, m, d)| format!("\"{y}-{m:02}-{d:02}\"")),
        Just("\"2025\"".to_owned()),
        Just("12".to_owned()),
        Just("[]".to_owned()),
        "[\\PC]{0,8}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ]
}

fn release() -> impl Strategy<Value = String> {
    let keys = vec![
        "name",
        "cycle",
        "label",
        "codename",
        "releaseDate",
        "isEol",
        "eolFrom",
        "eoasFrom",
        "isEoas",
        "eoesFrom",
        "isEoes",
        "discontinuedFrom",
        "eol",
        "support",
        "extendedSupport",
        "discontinued",
        "releaseLabel",
    ];
    let field = (prop::sample::select(keys), value());
    (number(), prop::collection::vec(field, 0..8)).prop_map(|(cycle, fields)| {
        let fields: Vec<String> = fields.iter().map(|(key, value)| format!(",\"{key}\":{value}")).collect();
        format!("{{\"name\":\"{cycle}\",\"cycle\":\"{cycle}\"{}}}", fields.concat())
    })
}

const MAP: &str = "\
technologies:
- {id: a, product: p, version: 13.1}
- {id: b, product: p, version: 1.0.3, lifecycle: {active: 2001}}
- {id: c, product: P, version: 10}
- {id: d, product: p, version: latest, lifecycle: {end_of_life: 2010}}
- {id: e, name: P 3, version: 3}
";

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_is_found_as_it_is_by_trying_all(cycles in prop::collection::vec(number(), 1..8), version in number()) {
        let json: Vec<String> = cycles.iter().map(|cycle| format!("{{\"cycle\":\"{cycle}\",\"eol\":false}}")).collect();
        let map = format!("technologies: [{{id: t, product: p, version: \"{version}\"}}]");
        let draft = drafted(&[("p.json", &format!("[{}]", json.join(",")))], &map);
        let said = draft.entries.iter().find(|incoming| incoming.entry.id == "t");
        let found = said.and_then(|incoming| incoming.entry.get("lifecycle")?.as_text());
        let expected = naive(&cycles, &version).map(|cycle| format!("p-{cycle}"));
        prop_assert_eq!(found, expected.as_deref(), "{:?} {}", cycles, version);
    }

    #[test]
    fn every_draft_loads(releases in prop::collection::vec(release(), 0..6), as_list in any::<bool>()) {
        let releases = format!("[{}]", releases.join(","));
        let json = if as_list { releases } else { format!("{{\"result\":{{\"name\":\"p\",\"releases\":{releases}}}}}") };
        let draft = drafted(&[("p.json", &json)], MAP);
        let loaded = with(MAP, &draft);
        prop_assert!(loaded.findings.is_empty(), "{:?}\n{}", loaded.findings, written(&draft));
        // What it says of others names what it brings.
        let ids: Vec<&str> = draft.entries.iter().filter(|i| i.is_its_own).map(|i| i.entry.id.as_str()).collect();
        for incoming in draft.entries.iter().filter(|incoming| !incoming.is_its_own) {
            let said = systemkarta::entry::flow(incoming.entry.get("lifecycle").unwrap());
            let named = said.trim_start_matches("{support: ").trim_end_matches('}').trim_matches('"');
            prop_assert!(ids.contains(&named), "{} {:?}", said, ids);
        }
    }

    #[test]
    fn garbage_is_only_told(text in "[\\[\\]{}\":,a-z0-9 \n.\\\\-]{0,80}", head in any::<bool>()) {
        let md = format!("---\n{}\nreleases:\n{text}\n", if head { "title: x" } else { &text });
        let draft = drafted(&[("p.json", &text), ("p.md", &md), ("q.md", &text)], MAP);
        prop_assert!(with(MAP, &draft).findings.is_empty());
    }

    #[test]
    fn a_piece_of_an_answer_is_only_told(cut in 0..1_000_usize, flip in 0..1_000_usize) {
        let mut text: String = DEBIAN_1.chars().take(cut).collect();
        let draft = drafted(&[("debian.json", &text)], MAP);
        prop_assert!(draft.entries.is_empty());
        text = DEBIAN_1.chars().enumerate().map(|(at, c)| if at == flip { '"' } else { c }).collect();
        let draft = drafted(&[("debian.json", &text), ("p.md", &ORACLE_MD[..cut.min(ORACLE_MD.len())])], MAP);
        prop_assert!(with(MAP, &draft).findings.is_empty());
    }
}
