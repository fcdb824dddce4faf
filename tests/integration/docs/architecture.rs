//! docs/architecture.md: short, and true of the folders that it names.

use std::fs;
use std::path::Path;

use super::Document;

#[test]
fn the_architecture_names_what_there_is() {
    let document = Document::open("architecture.md");
    assert!(document.fresh.lines().count() <= 150, "nobody reads more than 150 lines");
    for entry in fs::read_dir("src").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let shown = if entry.path().is_dir() { format!("`src/{name}/`") } else { format!("`src/{name}`") };
        assert!(document.fresh.contains(&shown), "{shown} is not in the map of the code");
    }
    for path in document.fresh.split('`').skip(1).step_by(2) {
        if ["src/", "tests/", "maps/", "docs/"].iter().any(|folder| path.starts_with(folder)) {
            assert!(Path::new(path).exists(), "there is no {path}");
        }
    }
}
