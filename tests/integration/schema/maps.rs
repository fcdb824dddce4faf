//! Every map in the repository: the sound ones are accepted, the broken ones refused as far as a schema can see.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Editor, findings, plain};
use systemkarta::load::Config;

fn yaml_beneath(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// A definition that nothing leads to, or a reference that leads nowhere, is a slip.
#[test]
fn every_definition_is_used_and_every_reference_leads_somewhere() {
    let schema = plain();
    let text = schema.to_string();
    let defined: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    let used: Vec<&str> =
        text.split("\"#/$defs/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for name in &defined {
        assert!(used.contains(&name.as_str()), "{name} is not used");
    }
    for name in used {
        assert!(defined.iter().any(|defined| *defined == name), "{name} is not defined");
    }
}

/// Beside a `$ref` draft-07 reads nothing, and no keyword may be one that only one of the drafts knows.
#[test]
fn both_drafts_read_the_same() {
    let known = [
        "$schema",
        "$ref",
        "$defs",
        "title",
        "description",
        "examples",
        "type",
        "enum",
        "pattern",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minProperties",
        "required",
        "properties",
        "patternProperties",
        "additionalProperties",
        "propertyNames",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        // Of VS Code and its kin; for all others a note.
        "errorMessage",
        "patternErrorMessage",
    ];
    let mut left = vec![plain()];
    while let Some(schema) = left.pop() {
        let Some(keywords) = schema.as_object() else { continue };
        for (keyword, value) in keywords {
            assert!(known.contains(&keyword.as_str()), "{keyword}");
            match keyword.as_str() {
                "properties" | "patternProperties" | "$defs" => {
                    left.extend(value.as_object().unwrap().values().cloned())
                }
                "allOf" | "anyOf" | "oneOf" => left.extend(value.as_array().unwrap().iter().cloned()),
                "additionalProperties" | "propertyNames" | "items" | "not" | "if" | "then" | "else" => {
                    left.push(value.clone());
                }
                _ => {}
            }
        }
        let beside = keywords
            .keys()
            .filter(|keyword| !["$ref", "description", "maxItems"].contains(&keyword.as_str()));
        assert!(
            !keywords.contains_key("$ref") || (beside.count() == 0 && !keywords.contains_key("maxItems")),
            "{schema}"
        );
    }
}

#[test]
fn every_sound_map_is_accepted() {
    let editor = Editor::new(&plain());
    let silent = yaml_beneath("tests/rules").into_iter().filter(|path| path.ends_with("silent.yaml"));
    let maps = yaml_beneath("maps/stockholm").into_iter().chain(yaml_beneath("src/cli/init")).chain(silent);
    for path in maps {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(editor.faults(&text), Vec::<String>::new(), "{}", path.display());
    }
}

/// What is broken in these, and why no schema sees it.
const UNSEEN: [(&str, &str); 6] = [
    ("broken/forbidden-character", "which characters lie is not for a pattern on every text"),
    ("broken/limit-exceeded", "how deep lists are nested"),
    ("broken/min-up-too-large", "how long a list beside it is"),
    ("broken/window-ends-first", "which of two times is earlier"),
    ("rules/limit-exceeded/fires", "how deep lists are nested"),
    ("rules/forbidden-character/fires", "which characters lie is not for a pattern on every text"),
];

#[test]
fn every_map_with_a_fault_of_input_is_refused() {
    let editor = Editor::new(&plain());
    let all = yaml_beneath("maps/broken").into_iter().chain(yaml_beneath("tests/rules"));
    let mut unseen: BTreeMap<&str, &str> = UNSEEN.into();
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        let found = findings(&text, &Config::default());
        let name = path.to_str().unwrap().trim_end_matches(".yaml");
        let listed = unseen.keys().copied().find(|unseen| name.ends_with(unseen));
        let refused = !editor.accepts(&text);
        match listed {
            Some(listed) => {
                unseen.remove(listed);
                assert!(!refused && !found.is_empty(), "{name} is seen; take it from the list");
            }
            // Faults of other rules are not for a schema.
            None => assert_eq!(refused, !found.is_empty(), "{name}: {found:#?} {:#?}", editor.faults(&text)),
        }
    }
    assert!(unseen.is_empty(), "{unseen:?}");
}

/// Every example in the documents: what the program accepts, the schema accepts.
#[test]
fn every_example_of_the_documents_is_judged_alike() {
    let editor = Editor::new(&plain());
    let mut examples = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for block in text.split("\n```yaml\n").skip(1) {
            let block = block.split("\n```").next().unwrap();
            let mut found = findings(block, &Config::default());
            found.retain(|finding| !finding.starts_with("forbidden-character"));
            // Recipes for CI servers are YAML too.
            if found.iter().any(|finding| finding.starts_with("unknown-key: a map has no section")) {
                continue;
            }
            examples += 1;
            let faults = editor.faults(block);
            assert_eq!(
                faults.is_empty(),
                found.is_empty(),
                "{}: {block}\n{faults:#?} {found:#?}",
                path.display()
            );
        }
    }
    assert!(examples > 30, "{examples}");
}
