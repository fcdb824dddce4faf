//! docs/diff.md: every answer in it is what the program says, and its table of judgements is true.

use std::path::Path;

use super::Document;

#[test]
fn differences_are_documented_as_they_are_told() {
    Document::open("diff.md").with_consoles(Path::new(env!("CARGO_MANIFEST_DIR"))).keep();
}
