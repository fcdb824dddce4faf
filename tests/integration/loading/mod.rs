//! Maps as people write them, and what must then be in the model.
//!
//! What is expected was worked out from the description of the format, not taken from the program.

mod faults;
mod files;
mod forms;
mod policies;
mod proposal_faults;
mod proposals;
mod slips;

use systemkarta::diagnostic::Finding;
use systemkarta::load::{Config, Loaded, load_texts};
use systemkarta::model::{Element, Field, Model, References, Target, Value};

/// Loads a text as the one file `map.yaml`.
pub(crate) fn load(text: &str) -> Loaded {
    load_texts([("map.yaml", text)], &Config::default())
}

/// Loads a text that has no fault.
fn sound(text: &str) -> Model {
    let loaded = load(text);
    assert_eq!(faults(&loaded), Vec::<String>::new(), "in {text}");
    assert!(!loaded.model.incomplete);
    loaded.model
}

/// The findings as `line:column rule: message`.
pub(crate) fn faults(loaded: &Loaded) -> Vec<String> {
    let told = |finding: &Finding| {
        let at = loaded.sources.locate(finding.place);
        format!("{}:{} {}: {}", at.line, at.column, finding.rule, finding.message)
    };
    loaded.findings.iter().map(told).collect()
}

fn ids(model: &Model) -> Vec<&str> {
    model.elements.iter().map(Element::id).collect()
}

fn element<'m>(model: &'m Model, id: &str) -> &'m Element {
    model.declarations().find(|element| element.id() == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The fields that an element has, by name.
fn field_names(element: &Element) -> Vec<&'static str> {
    element.fields().iter().map(|(field, _)| field.name()).collect()
}

fn shown(element: &Element, field: Field) -> String {
    element.get(field).map(Value::to_string).unwrap_or_else(|| "nothing".into())
}

fn references(element: &Element, field: Field) -> &References {
    element.references(field).unwrap_or_else(|| panic!("no {}", field.name()))
}

/// The ids that stand in the field itself; a group as its members and how many must be up.
fn named(element: &Element, field: Field) -> Vec<String> {
    let all = references(element, field);
    let id = |target: &Target| match target {
        Target::Id(id) => id.to_string(),
        Target::Group(group) => format!("{} of {}", group.min_up, group.members.len()),
    };
    let describe = |target: &Target| match target {
        Target::Id(id) => id.to_string(),
        Target::Group(group) => {
            let members: Vec<String> = all.members(group).iter().map(|m| id(&m.target)).collect();
            format!("{} of [{}]", group.min_up, members.join(" "))
        }
    };
    all.iter().map(|reference| describe(&reference.target)).collect()
}
