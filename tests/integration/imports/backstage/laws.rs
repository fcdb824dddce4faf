//! Laws: whatever a catalogue says, what comes of it loads; and the relations are those that a plain second reading finds.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::drafts::written;
use super::catalogue;
use systemkarta::entry::{Entry, Written};

const KINDS: [&str; 4] = ["Component", "System", "Resource", "API"];

/// An entity by numbers: kind, name, and for each field the entities that it names.
#[derive(Debug, Clone)]
struct Random {
    kind: usize,
    depends_on: Vec<(usize, usize)>,
    dependency_of: Vec<(usize, usize)>,
    provides: Vec<usize>,
    consumes: Vec<usize>,
    system: Option<usize>,
}

const NAMES: usize = 6;

fn random() -> impl Strategy<Value = Random> {
    let reference = || (0..KINDS.len(), 0..NAMES);
    let apis = || prop::collection::vec(0..NAMES, 0..3);
    (
        0..KINDS.len(),
        prop::collection::vec(reference(), 0..3),
        prop::collection::vec(reference(), 0..2),
        apis(),
        apis(),
        prop::option::of(0..NAMES),
    )
        .prop_map(|(kind, depends_on, dependency_of, provides, consumes, system)| Random {
            kind,
            depends_on,
            dependency_of,
            provides,
            consumes,
            system,
        })
}

/// The entity with number `name`; every name is that of one entity, so that its id is its name.
fn write(all: &[Random]) -> String {
    let refs = |of: &[(usize, usize)]| {
        let texts: Vec<String> =
            of.iter().map(|(kind, name)| format!("'{}:Default/E{name}'", KINDS[*kind])).collect();
        texts.join(", ")
    };
    let names = |of: &[usize]| of.iter().map(|name| format!("e{name}")).collect::<Vec<_>>().join(", ");
    let one = |(name, random): (usize, &Random)| {
        format!(
            "---\napiVersion: backstage.io/v1alpha1\nkind: {}\nmetadata:\n  name: e{name}\nspec:\n  type: t\n  dependsOn: [{}]\n  dependencyOf: [{}]\n  providesApis: [{}]\n  consumesApis: [{}]\n  system: {}\n",
            KINDS[random.kind],
            refs(&random.depends_on),
            refs(&random.dependency_of),
            names(&random.provides),
            names(&random.consumes),
            random.system.map(|name| format!("e{name}")).unwrap_or_default(),
        )
    };
    all.iter().enumerate().map(one).collect()
}

type Relation = (String, &'static str, String);

/// All relations, read plainly: for each pair of entities, does one say it rests on the other?
fn expected(all: &[Random]) -> BTreeSet<Relation> {
    let mut relations = BTreeSet::new();
    let is = |name: usize, kind: usize| all.get(name).is_some_and(|entity| entity.kind == kind);
    let name = |number: usize| format!("e{number}");
    for (a, from) in all.iter().enumerate() {
        for (b, to) in all.iter().enumerate() {
            let lists = |entity: &Random| entity.kind == 0 || entity.kind == 2;
            let says = lists(from) && from.depends_on.contains(&(to.kind, b));
            let is_said = lists(to) && to.dependency_of.contains(&(from.kind, a));
            if a != b && (says || is_said) && from.kind != 3 {
                match to.kind {
                    0 | 1 => _ = relations.insert((name(a), "depends_on", name(b))),
                    2 => _ = relations.insert((name(a), "runs_on", name(b))),
                    _ => {}
                }
            }
            if lists(from) && from.system == Some(b) && to.kind == 1 {
                relations.insert((name(a), "part_of", name(b)));
            }
            for api in (0..all.len()).filter(|api| is(*api, 3)) {
                let provides = to.kind == 0 && to.provides.contains(&api);
                let lists_api = lists(from) && from.depends_on.contains(&(3, api));
                let consumes = (from.kind == 0 && from.consumes.contains(&api)) || lists_api;
                if a != b && provides && consumes {
                    relations.insert((name(a), "consumes", format!("{} of {}", name(api), name(b))));
                }
            }
        }
    }
    relations
}

fn texts(said: Option<&Written>) -> Vec<String> {
    match said {
        Some(Written::List(items)) => items.iter().flat_map(|item| texts(Some(item))).collect(),
        Some(Written::Mapping(pairs)) => {
            pairs.iter().filter(|(key, _)| key == "to").flat_map(|(_, to)| texts(Some(to))).collect()
        }
        Some(Written::Text(text)) => vec![text.clone()],
        None => Vec::new(),
    }
}

fn relations(entries: &[Entry]) -> BTreeSet<Relation> {
    let mut relations = BTreeSet::new();
    for entry in entries {
        for field in ["depends_on", "runs_on", "part_of"] {
            relations.extend(texts(entry.get(field)).into_iter().map(|to| (entry.id.clone(), field, to)));
        }
        if let (Some(provider), Some(consumer)) = (entry.get("provider"), entry.get("consumer")) {
            let api = entry.get("name").unwrap().as_text().unwrap();
            let to = format!("{api} of {}", provider.as_text().unwrap());
            relations.insert((consumer.as_text().unwrap().to_owned(), "consumes", to));
        }
    }
    relations
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn relations_are_those_of_a_plain_reading(all in prop::collection::vec(random(), 0..NAMES)) {
        let (draft, _) = catalogue(&write(&all));
        prop_assert_eq!(relations(&written(&draft)), expected(&all));
    }

    /// Names, kinds and texts of all sorts, a part of them broken.
    #[test]
    fn what_comes_of_anything_loads(
        entities in prop::collection::vec(
            ("(Component|System|Resource|API|Group|User|Api)", "[aA/: ._åñ\"{}?-]{0,4}", "\\PC{0,12}", "[abA:/ ]{0,4}", "(group:|user:|)[aA@. å]{0,3}"),
            0..8,
        ),
    ) {
        let one = |(kind, name, text, other, owner): &(String, String, String, String, String)| {
            let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
            format!(
                "---\napiVersion: backstage.io/v1\nkind: {kind}\nmetadata:\n  name: {0}\n  namespace: {3}\n  title: {1}\n  description: {1}\n  tags: [{1}, {3}]\n  links: [{{url: {1}}}]\nspec:\n  type: {1}\n  lifecycle: {1}\n  owner: {2}\n  system: {3}\n  dependsOn: [{3}, component:{4}, resource:{4}]\n  providesApis: [{4}, a]\n  consumesApis: [a, {4}]\n  profile: {{displayName: {1}, email: {1}}}\n",
                quoted(name), quoted(text), quoted(owner), quoted(other), "a",
            )
        };
        catalogue(&entities.iter().map(one).collect::<String>());
    }

    #[test]
    fn garbage_is_survived(text in "[\\PC\n\t]{0,200}", cut in 0usize..900) {
        let head: String = super::SHOP.chars().take(cut).collect();
        catalogue(&format!("{head}{text}"));
        catalogue(&format!("{head}\n{text}\n{}", super::SHOP));
    }
}
