//! docs/import.md: the tables of what ArchiMate means, from those that the reader uses.

use systemkarta::import::archimate::{CONCEPTS, ConceptMeaning, FIELDS, RELATIONSHIPS};
use systemkarta::model::Section;

use super::Document;

#[test]
fn what_archimate_means_is_documented_as_it_is() {
    Document::open("import.md")
        .with_part("archimate-elements", &elements())
        .with_part("archimate-relationships", &relationships())
        .with_part("archimate-fields", &fields())
        .keep();
}

fn elements() -> String {
    let mut text = String::from("| section | elements of ArchiMate, with their `kind` |\n|---|---|\n");
    let one = |meaning: &ConceptMeaning| {
        let before = meaning.before.map(|name| format!(" (in 2.1 {name})")).unwrap_or_default();
        let kind = meaning.kind.map(|kind| format!(" `{kind}`")).unwrap_or_default();
        format!("{}{before}{kind}", meaning.name)
    };
    for section in Section::ALL {
        let of_section: Vec<String> =
            CONCEPTS.iter().filter(|meaning| meaning.section == section).map(one).collect();
        if !of_section.is_empty() {
            text += &format!("| `{section}` | {} |\n", of_section.join(", "));
        }
    }
    text
}

fn relationships() -> String {
    let mut text =
        String::from("| relationship, from source to target | what it says in the map |\n|---|---|\n");
    for meaning in RELATIONSHIPS {
        let before = meaning.before.map(|name| format!(" (in 2.1 {name})")).unwrap_or_default();
        text += &format!("| {}{before} | {} |\n", meaning.name, meaning.says);
    }
    text
}

fn fields() -> String {
    let mut text = String::from("| dependent | rests on | field |\n|---|---|---|\n");
    for choice in FIELDS {
        let dependents: Vec<String> =
            choice.dependents.iter().map(|section| format!("`{section}`")).collect();
        let dependents = if dependents.len() == Section::ELEMENTS.len() {
            "any".to_owned()
        } else {
            dependents.join(", ")
        };
        text += &format!("| {dependents} | `{}` | `{}` |\n", choice.dependency, choice.field.name());
    }
    text + "| any other | any other | `depends_on` |\n"
}
