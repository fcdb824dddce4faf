//! Texts that mean harm to a sheet, in every place where a text may stand.

use proptest::prelude::*;
use systemkarta::entry::entries;
use systemkarta::load::{Config, load_texts};

use super::*;

/// A text of pieces that mean something to a sheet, a spreadsheet, YAML or a log.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zåäö ]{1,5}",
        4 => prop::sample::select(&["'", "\"", "\\", "|", ";", ",", "\n", "\t", "=", "+", "-", "@", "{", "}", "[", "]", "#", "::", "\u{a0}", "\u{2007}", "\u{3000}", "  ", " ", "_x0041_", "##[error]", "<<<<<<< a", "\n=======\n", "#REF!", "＝", "Ã¶", "👩\u{200d}💻", "\u{ad}", "\u{1d173}", "مرحبا", "עברית", "-", "–", "null", "~", "0.5", "39326", "{to: a}", "\\n", "\"\"", "a\u{301}", "true", "&", "<b>", "x: y", ": "][..]).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn quoted(text: &str) -> String {
    let units = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() || (!c.is_alphanumeric() && !c.is_ascii()) => format!("\\U{:08x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", units.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_any_place(texts in prop::collection::vec(text(), 7)) {
        let [name, description, contact, tag, other, key, value] = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().try_into().unwrap();
        let map = format!(
            "organisations: [{{id: o, name: {name}, contact: {contact}}}]\nlifecycles: [{{id: l, name: {name}, links: [{tag}, {other}], source: {value}}}]\n\
             systems: [{{id: a, name: {name}, owner: o, description: {description}, tags: [{tag}, {other}], links: {tag}, version: {value}, properties: {{{key}: {value}}}, \
             lifecycle: {{active: 2004, source: {contact}, links: [{tag}]}}}}, {{id: b, properties: {{{key}: {name}, k: {value}}}}}]\n"
        );
        let loaded = load_texts([("map.yaml", map.as_str())], &Config::default());
        prop_assume!(loaded.findings.is_empty());
        let sheets = sheets(&entries(&loaded.model));
        for cell in sheets.iter().flat_map(|(_, text)| cells(text)).flatten() {
            prop_assert!(!is_computed(&cell), "{cell:?}");
        }
        let again = load_sheets(&sheets);
        hold_same(&again, &loaded, &sheets)?;
        for finding in &again.findings {
            prop_assert!(finding.subject == "encoding", "{finding:?}\n{sheets:#?}");
        }
    }
}
