//! docs/changes.md: every answer in it is what the program says.

use super::Document;

#[test]
fn proposals_are_documented_as_they_are_judged() {
    let document = Document::open("changes.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}
