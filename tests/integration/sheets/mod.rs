//! Sheets: what owners save from a spreadsheet, read as a section of the map.

mod commands;
mod dirt;
mod files;
mod first;
mod helped;
mod laws;

use systemkarta::diagnostic::Finding;
use systemkarta::load::{Config, Loaded, load_texts};

fn load(texts: &[(&str, &str)]) -> Loaded {
    load_texts(texts.iter().copied(), &Config::default())
}

/// Each finding as `file:line:column rule: message (help)`, without the notes that ids are made.
fn told(loaded: &Loaded) -> Vec<String> {
    let told = |finding: &Finding| {
        let at = loaded.sources.locate(finding.place);
        let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{}:{} {}: {}{help}", at.path, at.line, at.column, finding.rule, finding.message)
    };
    loaded.findings.iter().filter(|finding| finding.rule != "made-id").map(told).collect()
}

/// Elements and organisations as `id: field value, …`, without places.
fn said(loaded: &Loaded) -> Vec<String> {
    let of_one = |element: &systemkarta::model::Element| {
        let fields =
            element.fields().iter().map(|(field, value)| format!(" {}={}", field.name(), value.value));
        format!("{} {}:{}", element.section, element.id(), fields.collect::<String>())
    };
    let mut said: Vec<String> = loaded.model.declarations().map(of_one).collect();
    said.sort();
    said
}
