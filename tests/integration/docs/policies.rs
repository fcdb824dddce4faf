//! docs/policies.md: each form at work on one map.

use systemkarta::model::Policy;

use super::{Document, run};

#[test]
fn the_policies_say_what_the_program_says() {
    let document = Document::open("policies.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

/// Every form stands in the map of the document, under a heading of its own, and something goes against it.
#[test]
fn every_form_is_shown_and_broken() {
    let document = Document::open("policies.md");
    let folder = document.folder_with_map();
    let told = run("check --all", folder.path());
    let map = document.blocks_in("yaml").remove(0).text;
    for form in Policy::FORMS {
        assert!(map.contains(&format!("\n    {form}:")), "{form}");
        assert!(document.fresh.contains(&format!("\n## `{form}`")), "{form}");
    }
    for id in map.split("policies:").nth(1).unwrap().split("- id: ").skip(1) {
        let id = id.lines().next().unwrap();
        assert!(told.contains(&format!("[policy/{id}]")), "{id}: {told}");
        assert!(document.fresh.contains(&format!("explain policy/{id}\n")), "{id}");
    }
}
