//! docs/map-format.md: fields, milestones, limits and what a proposal may say from the tables that the program reads.

use systemkarta::load::Limits;
use systemkarta::model::{
    Adaptable, Answer, Beside, Class, Criticality, Decision, Field, FieldSpec, Flow, KeyShape, KeySpec,
    Milestone, Phase, PlannedWindow, Policy, Proposal, RelationWord, Schedule, Scope, Section, Selection,
    Shape, Standard, Step, StepSpec, StepWord, Strength,
};

use super::Document;

#[test]
fn the_map_format_is_documented_as_it_is() {
    let document = Document::open("map-format.md");
    let folder = document.folder_with_map();
    document
        .with_part("fields", &fields())
        .with_part("milestones", &milestones())
        .with_part("proposal", &keys(Proposal::KEYS))
        .with_part("steps", &steps())
        .with_part("window", &keys(PlannedWindow::KEYS))
        .with_part("answer", &keys(Answer::KEYS))
        .with_part("decision", &keys(Decision::KEYS))
        .with_part("policy", &keys(Policy::KEYS))
        .with_part("forms", &forms())
        .with_part("relations", &relations())
        .with_part("selection", &keys(Selection::KEYS))
        .with_part("limits", &limits())
        .with_consoles(folder.path())
        .keep();
}

/// The fields that all have, then those that all elements have, then those of each section.
fn fields() -> String {
    let of = |sections: &'static [Section]| Field::TABLE.iter().filter(move |spec| spec.sections == sections);
    let mut text = table("### Every entry\n", of(&Section::ALL));
    text += &table("### Every element, not organisations\n", of(&Section::ELEMENTS));
    for section in Section::ELEMENTS {
        let own = Field::TABLE
            .iter()
            .filter(|spec| spec.sections.len() < Section::ELEMENTS.len() && spec.sections.contains(&section));
        if own.clone().next().is_some() {
            text += &table(&format!("### Further fields in `{section}`\n"), own);
        }
    }
    text
}

fn table<'f>(title: &str, fields: impl Iterator<Item = &'f FieldSpec>) -> String {
    let mut text = format!("\n{title}\n| field | value | what it says |\n|---|---|---|\n");
    for spec in fields {
        text += &format!("| `{}` | {} | {} |\n", spec.name, value(spec.shape), spec.says());
    }
    text
}

fn words(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn value(shape: Shape) -> String {
    match shape {
        Shape::Id => "[id](#ids)".into(),
        Shape::Text => "text".into(),
        Shape::Texts => "list of texts".into(),
        Shape::Properties => "mapping of texts".into(),
        Shape::Flag => "`true`, `false`".into(),
        Shape::Date => "[date](#dates)".into(),
        Shape::Duration => "[duration](#durations)".into(),
        Shape::Organisation => "id of an organisation".into(),
        Shape::References(sections) if sections.len() == Section::ELEMENTS.len() => {
            "[references](#references) to any elements".into()
        }
        Shape::References(sections) => {
            let sections: Vec<&str> = sections.iter().map(|section| section.many()).collect();
            format!("[references](#references) to {}", sections.join(", "))
        }
        Shape::Criticality => words(Criticality::WORDS),
        Shape::Class => words(Class::WORDS),
        Shape::Scope => words(Scope::WORDS),
        Shape::Adaptable => words(Adaptable::WORDS),
        Shape::Standard => format!("{}; [by plateau](#plateaus) if it changes", words(Standard::WORDS)),
        Shape::ServiceHours => "[service hours](#service-hours)".into(),
        Shape::Sla => "[service level](#service-levels)".into(),
        Shape::Cost => "[cost](#money-and-cost)".into(),
        Shape::Protection => "[protection](#protection)".into(),
        Shape::Lifecycle => "[lifecycle](#lifecycles)".into(),
        Shape::Strength => words(Strength::WORDS),
        Shape::Flow => words(Flow::WORDS),
        Shape::Schedule => words(Schedule::WORDS),
    }
}

fn milestones() -> String {
    let mut text = String::from("| key | kind | value | what it says |\n|---|---|---|---|\n");
    for milestone in Milestone::ALL {
        let is_own = Phase::ALL.iter().any(|phase| phase.milestone() == milestone);
        let kind = if is_own { "own use" } else { "vendor" };
        let value = if milestone.is_support_end() { "date, `false` or `true`" } else { "date" };
        text += &format!("| `{}` | {kind} | {value} | {} |\n", milestone.name(), milestone.summary());
    }
    text
}

fn limits() -> String {
    let mut limits = Limits::default();
    let mut text = String::from("| limit | default | greatest | what it counts |\n|---|---|---|---|\n");
    for name in Limits::NAMES {
        let counts = match name {
            "file_size" => "bytes in one file",
            "files" => "files in a map",
            "depth" => "nesting of lists and mappings in a file, and of folders",
            "scalar_length" => "bytes in one text",
            "alias_expansion" => "values that the aliases of one file may stand for",
            "consumer_expansion" => "values that the lists of consumers of one file may stand for",
            "elements" => "elements and organisations in a map",
            other => panic!("say what the limit `{other}` counts"),
        };
        let default = *limits.by_name(name).unwrap();
        text += &format!("| `{name}` | {default} | {} | {counts} |\n", Limits::greatest(name));
    }
    text
}

pub(super) fn keys(keys: &[KeySpec]) -> String {
    let mut text = String::from("| key | value | what it says |\n|---|---|---|\n");
    for key in keys {
        text += &format!("| `{}` | {} | {} |\n", key.name, key_value(key.shape), key.summary);
    }
    text
}

fn key_value(shape: KeyShape) -> String {
    match shape {
        KeyShape::Id => "[id](#ids)".into(),
        KeyShape::Text => "text".into(),
        KeyShape::Texts => "list of texts".into(),
        KeyShape::Words(of) => words(of),
        KeyShape::Date => "[date](#dates)".into(),
        KeyShape::Begin => "[time](#times); of a day its first minute".into(),
        KeyShape::End => "[time](#times); of a day its end".into(),
        KeyShape::Duration | KeyShape::Length => "[duration](#durations)".into(),
        KeyShape::Lifecycle => "id of a lifecycle".into(),
        KeyShape::Money => "[sum of money](#money-and-cost)".into(),
        KeyShape::Percentage => "percentage".into(),
        KeyShape::Level | KeyShape::Count => "number".into(),
        KeyShape::Members => "[references](#references)".into(),
        KeyShape::Organisation => "id of an organisation".into(),
        KeyShape::Element => "id of an element".into(),
        KeyShape::ElementOrVersion => "id of an element, or a version".into(),
        KeyShape::Proposals => "list of ids of proposals".into(),
        KeyShape::Window => "[window](#windows)".into(),
        KeyShape::Steps => "list of [steps](#steps)".into(),
        KeyShape::Answers => "list of [answers](#answers-and-decision)".into(),
        KeyShape::Decided => "[decision](#answers-and-decision)".into(),
        KeyShape::SomeWords(of) => format!("one or several of {}", words(of)),
        KeyShape::Elements => "list of ids of elements".into(),
        KeyShape::Organisations => "list of ids of organisations".into(),
        KeyShape::TextsByKey => "lists of texts by key".into(),
        KeyShape::Flag => "`true`, `false`".into(),
        KeyShape::Number => "whole number".into(),
        KeyShape::FieldKey => "a [field](#fields), or `properties.KEY`".into(),
        KeyShape::FieldKeys => "list of [fields](#fields), or `properties.KEY`".into(),
        KeyShape::Selection => "[selection](#selections)".into(),
        KeyShape::Criteria => "[criteria](#selections), or a list of such".into(),
        KeyShape::DayOrPlateau => "[date](#dates), or the id of a plateau".into(),
        KeyShape::Form(_) => "[form](#policies)".into(),
    }
}

fn forms() -> String {
    let mut text = String::from("| form | key | value | what it says |\n|---|---|---|---|\n");
    for form in Policy::KEYS {
        let KeyShape::Form(keys) = form.shape else { continue };
        for key in keys {
            let value = if key.name == "relation" {
                "list of [relations](#policies)".into()
            } else {
                key_value(key.shape)
            };
            text += &format!("| `{}` | `{}` | {value} | {} |\n", form.name, key.name, key.summary);
        }
    }
    text
}

fn relations() -> String {
    let mut text = String::from("| relation | from what to what |\n|---|---|\n");
    for word in RelationWord::WORDS {
        let between = match RelationWord::parse(word).unwrap() {
            RelationWord::DependsOn => "anything → anything; what a system `supports` → the system",
            RelationWord::Integration => "consumer → provider, through an integration",
            RelationWord::Via => "consumer, or the integration itself → what it passes through",
            RelationWord::RunsOn => "system, technology → technology",
            RelationWord::PartOf => "part → whole",
            RelationWord::Masters => "information → the system that masters it",
            RelationWord::Uses => "process, system → information",
            RelationWord::Reads => "process, system → information",
            RelationWord::Carries => "integration → information",
            RelationWord::Agreement => "anything → agreement",
        };
        text += &format!("| `{word}` | {between} |\n");
    }
    text
}

fn steps() -> String {
    let mut text = String::from("| step | names | what it says | beside it |\n|---|---|---|---|\n");
    for spec in Step::TABLE {
        let names = if spec.word == StepWord::Add { "[sections](#sections)" } else { "an element" };
        text += &format!("| `{}` | {names} | it {} | {} |\n", spec.name(), spec.summary, beside(spec));
    }
    text
}

fn beside(spec: &StepSpec) -> String {
    let key = |key: &KeySpec| format!("`{}` ({}): {}", key.name, key_value(key.shape), key.summary);
    match spec.beside {
        Beside::Fields => "any [fields](#fields) of the element".into(),
        Beside::Keys(keys) => keys.iter().map(key).collect::<Vec<_>>().join("<br>"),
    }
}
