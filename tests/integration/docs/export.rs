//! docs/export.md: its commands work, its keys are those of the graph, and its cells are those that are written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Document, run, table_rows};

/// What is shown of the first system of the document.
const SHOWN: [&str; 5] = ["description", "depends_on", "lifecycle", "tags", "contact"];

#[test]
fn cells_are_documented_as_they_are_written() {
    let document = Document::open("export.md");
    let folder = document.folder_with_map();
    let cell = |section: &str, column: &str| {
        let text = run(&format!("export {section} --format csv"), folder.path());
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let at = reader.headers().unwrap().iter().position(|name| name == column);
        let first = reader.records().next().unwrap().unwrap();
        at.map(|at| first[at].to_owned())
    };
    let map = document.blocks_in("yaml").remove(0).text;
    let mut table = "| in YAML | column | cell |\n|---|---|---|\n".to_owned();
    for field in SHOWN {
        let (section, column) = match field {
            "contact" => ("organisations", "contact"),
            "lifecycle" => ("systems", "lifecycle.active"),
            field => ("systems", field),
        };
        let written = map.lines().find_map(|line| line.split_once(&format!("{field}: ")));
        let written = written.unwrap().1.trim_end_matches('}');
        let closed = if written.starts_with('{') { "}" } else { "" };
        let said = cell(section, column).unwrap();
        let said = said.replace('\n', "⏎").replace('|', "\\|");
        let written = written.replace('|', "\\|");
        table += &format!("| `{field}: {written}{closed}` | `{column}` | `{said}` |\n");
    }
    document.with_part("cells", &table).keep();
}

#[test]
fn the_commands_of_the_exports_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    let blocks = Document::open("export.md").blocks_in("sh");
    for line in blocks.iter().flat_map(|block| block.text.lines()) {
        let words = line.strip_prefix("systemkarta ").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .arg("-m")
            .arg(&map)
            .args(words.split(' '))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.path().join(words.rsplit(' ').next().unwrap()).exists(), "{line}");
    }
    let text = fs::read_to_string(folder.path().join("map.graphml")).unwrap();
    let keys = roxmltree::Document::parse(&text).unwrap();
    let keys: BTreeSet<[String; 3]> = keys
        .descendants()
        .filter(|node| node.has_tag_name("key"))
        .map(|key| ["for", "id", "attr.type"].map(|name| key.attribute(name).unwrap().to_owned()))
        .collect();
    let said = table_rows(&Document::open("export.md").fresh, "| of | key |");
    let said: BTreeSet<[String; 3]> = said
        .iter()
        .flat_map(|row| row[1].split(", ").map(|key| [row[0].clone(), key.to_owned(), row[2].clone()]))
        .collect();
    assert_eq!(said, keys);
}
