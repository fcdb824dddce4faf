//! Entries to sheets and back: nothing is lost, and nothing is computed.

use proptest::prelude::*;
use systemkarta::entry::entries;
use systemkarta::load::{Config, load_texts};

use super::*;
use crate::graph_laws::{Style, maps, yaml};
use crate::schema::random::document;

/// Holds that a map comes back from its sheets, and that nothing in them is computed.
fn holds(loaded: &Loaded) -> Result<(), TestCaseError> {
    let sheets = sheets(&entries(&loaded.model));
    for (name, text) in &sheets {
        prop_assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        for cell in cells(text).into_iter().flatten() {
            prop_assert!(!is_computed(&cell), "{name}: {cell:?}");
        }
    }
    let again = load_sheets(&sheets);
    hold_same(&again, loaded, &sheets)?;
    // What is found in the sheets was found in the map.
    for finding in &again.findings {
        // What an integration lacks it still lacks, also if something faulty stood there.
        if finding.message.starts_with("the integration `") {
            continue;
        }
        let is_known = loaded.findings.iter().any(|known| known.message == finding.message);
        prop_assert!(is_known, "{finding:?}\n{sheets:#?}");
    }
    Ok(())
}

#[test]
fn the_map_of_stockholm_comes_back_from_its_sheets() {
    holds(&stockholm()).unwrap();
}

#[test]
fn owners_see_their_own_headers_and_the_same_settings_read_them() {
    let settings = "[csv.columns.systems]\n\"Förvaltning\" = \"owner\"\n\"Ägare\" = \"owner\"\n\"I bruk\" = \"lifecycle.active\"\n\"name\" = \"description\"\n\"Namn\" = \"name\"\n";
    let config = Config::parse(settings, "systemkarta.toml", &[]).unwrap();
    let map = "organisations: [it]\nsystems: [{id: a, name: A, owner: it, description: D, lifecycle: {active: 2001}}]\n";
    let loaded = load_texts([("map.yaml", map)], &config);
    let all = entries(&loaded.model);
    let tables = tables(&all, |_| true, &[], &config);
    let texts: Vec<(String, String)> =
        tables.tables.iter().map(|table| (format!("{}.csv", table.name), as_csv(table, ','))).collect();
    assert_eq!(tables.unsaid, []);
    assert_eq!(
        texts[0].1.lines().next().unwrap(),
        "\u{feff}id,Namn,Förvaltning,name,criticality,I bruk,lifecycle.retired"
    );
    let again = load_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())), &config);
    assert_eq!(entries(&again.model), all);
}

#[test]
fn owners_are_given_the_columns_that_they_fill_in() {
    let loaded = load_texts(
        [("map.yaml", "systems: {lisa: {properties: {b: x, a: y}, cost: {paid_by: slk, yearly: 2 MSEK}}}")],
        &Config::default(),
    );
    let sheets = sheets(&entries(&loaded.model));
    let heads: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(name, text)| (name.as_str(), text.lines().next().unwrap().trim_start_matches('\u{feff}')))
        .collect();
    assert_eq!(
        heads,
        [
            (
                "systems.csv",
                "id,name,owner,description,criticality,lifecycle.active,lifecycle.retired,cost.yearly,cost.paid_by,properties.a,properties.b"
            ),
            ("integrations.csv", "id,name,owner,provider,consumer,strength"),
            ("organisations.csv", "id,name,kind,contact"),
            ("lifecycles.csv", "id,name,end_of_support,source"),
        ]
    );
    assert_eq!(load_sheets(&sheets).findings.len(), 0);
}

#[test]
fn what_a_cell_says_is_what_people_would_write() {
    let map = "
organisations: [{id: slk, name: Stadsledningskontoret, contact: +46 8 508 290 00}]
systems:
  - id: lisa
    name: Lisa
    owner: slk
    description: \"- one\\n- two\"
    tags: [a b, \"c|d\", \"-\"]
    depends_on: [paraga, {to: vodok, strength: soft}, {any_of: [paraga, vodok], min_up: 2}]
    lifecycle: {active: 2004, source: the minutes}
    sla: {availability: 0.5}
    properties: {\" odd\": x, even: \"y\\nz\"}
  - {id: paraga, name: \"ParaGå\\nwebb\", lifecycle: active, standard: {p1: full}, service_hours: {mon-fri: \"07:00-18:00\"}, properties: {even: =1}}
  - {id: vodok, name: \" \", owner: nobody, successor: gone}
";
    let loaded = load_texts([("map.yaml", map)], &Config::default());
    let sheets = sheets(&entries(&loaded.model));
    let table = cells(&sheets[0].1);
    let cell = |id: &str, column: &str| {
        let at = table[0]
            .iter()
            .position(|name| name == column)
            .unwrap_or_else(|| panic!("{column}: {:?}", table[0]));
        table.iter().find(|row| row[0] == id).unwrap()[at].clone()
    };
    for (id, column, wanted) in [
        ("lisa", "owner", "slk"),
        ("lisa", "description", "'- one\n- two"),
        ("lisa", "tags", r#"a b|"c\u007cd"|"\u002d""#),
        ("lisa", "depends_on", "paraga|{to: vodok, strength: soft}|{any_of: [paraga, vodok], min_up: 2}"),
        ("lisa", "lifecycle", "{active: 2004, source: the minutes}"),
        ("lisa", "sla.availability", r#""\u0030.5""#),
        ("lisa", "properties", r#"{"\u0020odd": x, even: "y\nz"}"#),
        ("paraga", "properties.even", "'=1"),
        ("paraga", "name", r#""ParaGå\nwebb""#),
        ("paraga", "lifecycle", "active"),
        ("paraga", "standard.p1", "full"),
        ("paraga", "service_hours.mon-fri", "07:00-18:00"),
        ("vodok", "name", r#""\u0020""#),
        ("vodok", "owner", r#""\u006eobody""#),
        ("vodok", "successor", "{to: gone}"),
    ] {
        assert_eq!(cell(id, column), wanted, "{id} {column}");
    }
    assert!(sheets[2].1.contains("'+46 8 508 290 00"));
    holds(&loaded).unwrap();
}

#[test]
fn properties_that_have_no_column_of_their_own_stand_in_one_cell() {
    let systems = (0..260).map(|n| format!("  - {{id: s{n}, properties: {{common: x, p{n}: y}}}}\n"));
    let map = format!("systems:\n{}", systems.collect::<String>());
    let loaded = load_texts([("map.yaml", map.as_str())], &Config::default());
    let sheets = sheets(&entries(&loaded.model));
    let table = cells(&sheets[0].1);
    assert_eq!(table[0].iter().filter(|name| name.starts_with("properties.")).count(), 200);
    assert!(table[0].contains(&"properties.common".to_owned()));
    assert_eq!(
        table.iter().filter(|row| row.iter().any(|cell| cell.starts_with("{common: x, p"))).count(),
        61
    );
    holds(&loaded).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_comes_back(text in document()) {
        holds(&load_texts([("map.yaml", text.as_str())], &Config::default()))?;
    }

    #[test]
    fn every_map_comes_back(map in maps(), style in any::<u64>()) {
        let files = yaml(&map, Style(style));
        holds(&load_texts(files.iter().map(|(name, text)| (name.as_str(), text.as_str())), &Config::default()))?;
    }
}
