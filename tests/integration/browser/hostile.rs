//! Maps that mean harm: their texts are shown as texts, and nothing of them runs.

use std::fmt::Write as _;
use std::fs;

use serde_json::json;

use super::page::visit;
use super::{FIT, written};
use crate::tools;

/// Names that run, hide, turn or swell where they are not taken as text.
pub(super) const NAMES: [&str; 9] = [
    "</script><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='",
    "مدرسة ستوكهولم المركزية للغات",
    "👨‍👩‍👧‍👦 🏳️‍🌈 Familj",
    "&lt;b&gt; ${alert(1)} {{7*7}} ]]> <!--",
    "__proto__",
    "<svg onload=alert(1)>",
    "</style><style>*{display:none}",
    "--> </textarea></title>",
];

/// A map in which everything is called something that breaks pages.
pub(super) fn map() -> String {
    let mut text = format!("map: {{title: {}, as_of: 2008-01-01}}\norganisations:\n", json!(NAMES[0]));
    for (n, name) in NAMES.iter().enumerate() {
        writeln!(text, "  - {{id: o{n}, name: {}, contact: {}}}", json!(name), json!(name)).unwrap();
    }
    text.push_str("systems:\n  - {id: constructor, name: toString}\n");
    for (n, name) in NAMES.iter().enumerate() {
        let (name, next) = (json!(name), (n + 1) % NAMES.len());
        writeln!(
            text,
            "  - {{id: s{n}, name: {name}, description: {name}, owner: o{n}, depends_on: [s{next}, constructor, long]}}"
        )
        .unwrap();
    }
    writeln!(text, "technologies:\n  - {{id: long, name: {}}}", "W".repeat(5000)).unwrap();
    text
}

#[test]
fn no_name_runs_in_a_picture_or_report() {
    if !tools::has("dot") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.yaml");
    fs::write(&file, map()).unwrap();
    let pictures = [
        "--view map",
        "--view standard",
        "--view lifecycle",
        "--view matrix",
        "--view timeline",
        "--view neighbourhood s0",
        "--view impact s0=outage",
    ];
    let pictures = pictures.map(|view| (format!("render {view}"), "picture.svg"));
    let reports = ["impact s0=outage", "rank", "plan", "lifecycle"];
    let reports = reports.map(|report| (format!("{report} --format html"), "report.html"));
    for (arguments, name) in pictures.into_iter().chain(reports) {
        visit(&written(&file, folder.path(), &arguments, name), |page| {
            let strange = "document.querySelectorAll('img, script, iframe, object, [onerror], [onload], [onmouseover]').length";
            assert_eq!(page.js(strange), 0, "{arguments}");
            assert_eq!(page.texts(FIT), Vec::<String>::new(), "{arguments}");
            let shown = page.text("document.documentElement.textContent");
            assert!(shown.contains(NAMES[0]), "{arguments}: the name is not shown as it is");
        });
    }
}
