//! What the model holds, written again and read back: nothing of an entry is lost.

use std::path::Path;

use proptest::prelude::*;
use systemkarta::entry::{entries, yaml};
use systemkarta::load::{Config, Loaded, load, load_texts};
use systemkarta::model::{Element, Model};

use crate::schema::random::document;

/// Every declaration and what each of its fields says, as people are told it: not by way of entries.
fn told(model: &Model) -> Vec<String> {
    let fields = |element: &Element| {
        let fields =
            element.fields().iter().map(|(field, value)| format!("{}={}", field.name(), value.value));
        format!("{} {}: {}", element.section.name(), element.id(), fields.collect::<Vec<_>>().join("; "))
    };
    let lifecycles = model
        .lifecycles
        .values()
        .map(|l| format!("{:?} {l} {:?}", l.id.as_ref().map(|id| &id.value), l.texts));
    let mut told: Vec<String> = model.declarations().map(fields).chain(lifecycles).collect();
    told.sort();
    told
}

fn again(loaded: &Loaded) -> Loaded {
    let text = yaml(&entries(&loaded.model));
    load_texts([("again.yaml", text.as_str())], &Config::default())
}

#[test]
fn the_map_of_stockholm_comes_back_as_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    let loaded = load(&path, &Config::default()).unwrap();
    let again = again(&loaded);
    let found: Vec<&str> = again.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, [""; 0]);
    assert_eq!(told(&again.model), told(&loaded.model));
    assert_eq!(entries(&again.model), entries(&loaded.model));
}

#[test]
fn words_of_lifecycles_are_kept() {
    let map = "lifecycles:\n  - {id: a, name: 'A: b', description: 'one, two', source: me, links: [x, 'y z'], end_of_sale: false, end_of_life: 2010-Q2}\n\
               systems:\n  - {id: s, lifecycle: {active: 2004, support: a, source: here}}\n";
    let loaded = load_texts([("map.yaml", map)], &Config::default());
    assert_eq!(
        yaml(&entries(&loaded.model)),
        "systems:\n  - id: s\n    lifecycle: {active: 2004, support: a, source: here}\n\n\
         lifecycles:\n  - id: a\n    name: \"A: b\"\n    description: \"one, two\"\n    end_of_sale: false\n    end_of_life: 2010-Q2\n    source: me\n    links: [x, y z]\n"
    );
    assert_eq!(told(&again(&loaded).model), told(&loaded.model));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_read_is_what_is_written(text in document()) {
        let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
        let again = again(&loaded);
        let written = yaml(&entries(&loaded.model));
        // What an integration lacks it still lacks.
        let is_new = |message: &&str| loaded.findings.iter().all(|known| known.message != **message);
        let found: Vec<&str> = again.findings.iter().map(|finding| finding.message.as_str()).filter(is_new).collect();
        prop_assert!(found.is_empty(), "{found:?}\n{written}");
        prop_assert_eq!(told(&again.model), told(&loaded.model), "{}", written);
        prop_assert_eq!(entries(&again.model), entries(&loaded.model), "{}", written);
    }

    #[test]
    fn any_text_is_read_back(name in "[\\PC\n\t]{1,40}", key in "[\\PC]{1,12}") {
        let quoted = serde_json::to_string(&name).unwrap();
        let quoted_key = serde_json::to_string(&key).unwrap();
        let text = format!("systems: [{{id: a, name: {quoted}, tags: [{quoted}, b], properties: {{{quoted_key}: {quoted}}}}}]\n");
        let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
        prop_assume!(loaded.findings.is_empty());
        prop_assert_eq!(told(&again(&loaded).model), told(&loaded.model));
    }
}
