//! The schema of the map format: what the decoder reads and the schema accepts is the same, but for what no schema can see.

mod command;
mod forms;
mod maps;
pub(crate) mod random;
mod validator;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};
use systemkarta::report::schema::{self, LocalWords};

use validator::{Draft, Validator};

/// The schema without local words.
fn plain() -> Value {
    with_words(&BTreeMap::new())
}

fn with_words(local: &LocalWords<'_>) -> Value {
    serde_json::from_str(&written(local)).unwrap()
}

fn written(local: &LocalWords<'_>) -> String {
    let mut text = Vec::new();
    schema::write(local, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// What an editor does with a map: one validator for each draft, which must agree.
struct Editor {
    drafts: [Validator; 2],
}

impl Editor {
    fn new(schema: &Value) -> Self {
        Self { drafts: [Draft::New, Draft::Seven].map(|draft| Validator::new(schema.clone(), draft)) }
    }

    /// What is wrong with a text; nothing if it is accepted.
    fn faults(&self, text: &str) -> Vec<String> {
        let documents = match yaml::documents(text) {
            Ok(documents) => documents,
            Err(error) => return vec![format!("no YAML: {error}")],
        };
        let [new, old] = &self.drafts;
        let faults = |validator: &Validator| -> Vec<String> {
            documents.iter().flat_map(|document| validator.faults(document)).collect()
        };
        let found = faults(new);
        assert_eq!(found.is_empty(), faults(old).is_empty(), "the drafts disagree: {text}");
        found
    }

    fn accepts(&self, text: &str) -> bool {
        self.faults(text).is_empty()
    }
}

/// The rules of which a schema can see something.
const INPUT: [&str; 8] = [
    "syntax",
    "unknown-key",
    "wrong-type",
    "bad-value",
    "bad-id",
    "duplicate-key",
    "forbidden-character",
    "limit-exceeded",
];

/// What the program finds wrong with the input in a text.
fn findings(text: &str, config: &Config) -> Vec<String> {
    let loaded = load_texts([("map.yaml", text)], config);
    let (_, built) = Graph::build(&Arc::new(loaded.model));
    let groups =
        built.into_iter().filter(|finding| finding.message.ends_with("cannot name a redundancy group"));
    let input = loaded.findings.into_iter().filter(|finding| INPUT.contains(&&*finding.rule));
    input.chain(groups).map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}
