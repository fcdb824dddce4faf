//! Laws: whatever the files say, what comes of it loads; and the relations are those that a plain second reading finds.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::drafts::written;
use super::{compose, import};
use systemkarta::entry::Written;

const NAMES: usize = 5;

#[derive(Debug, Clone, Default)]
struct Random {
    is_said: bool,
    image: Option<usize>,
    is_built: bool,
    depends_on: Vec<usize>,
    as_mapping: bool,
    links: Vec<usize>,
    extends: Option<usize>,
}

fn random() -> impl Strategy<Value = Random> {
    let names = || prop::collection::vec(0..NAMES, 0..3);
    let extends = prop::option::weighted(0.3, 0..NAMES);
    (
        any::<bool>(),
        prop::option::of(0..3usize),
        prop::bool::weighted(0.2),
        names(),
        any::<bool>(),
        names(),
        extends,
    )
        .prop_map(|(is_said, image, is_built, depends_on, as_mapping, links, extends)| Random {
            is_said,
            image,
            is_built,
            depends_on,
            as_mapping,
            links,
            extends,
        })
}

fn write(file: &[Random]) -> String {
    let mut text = String::from("services:\n");
    for (name, service) in file.iter().enumerate().filter(|(_, service)| service.is_said) {
        let unique = |of: &[usize]| of.iter().copied().collect::<BTreeSet<usize>>();
        let join = |of: BTreeSet<usize>, after: &str| {
            of.iter().map(|name| format!("s{name}{after}")).collect::<Vec<_>>().join(", ")
        };
        text.push_str(&format!("  s{name}:\n    links: [{}]\n", join(unique(&service.links), "")));
        match service.as_mapping {
            true => {
                text.push_str(&format!("    depends_on: {{{}}}\n", join(unique(&service.depends_on), ": ")))
            }
            false => text.push_str(&format!("    depends_on: [{}]\n", join(unique(&service.depends_on), ""))),
        }
        service.image.iter().for_each(|image| text.push_str(&format!("    image: i:{image}\n")));
        service.extends.iter().for_each(|base| text.push_str(&format!("    extends: s{base}\n")));
        if service.is_built {
            text.push_str("    build: .\n");
        }
    }
    text
}

/// The services of a file that one is made of, itself first.
fn chain(file: &[Random], name: usize) -> Vec<&Random> {
    let mut names: Vec<usize> = Vec::new();
    let mut next = Some(name);
    while let Some(at) = next.filter(|at| file[*at].is_said && !names.contains(at)) {
        names.push(at);
        next = file[at].extends;
    }
    names.into_iter().map(|name| &file[name]).collect()
}

fn expected(files: &[Vec<Random>]) -> BTreeSet<String> {
    let is_there = |name: usize| files.iter().any(|file| file[name].is_said);
    let mut relations = BTreeSet::new();
    for name in (0..NAMES).filter(|name| is_there(*name)) {
        let all: Vec<&Random> = files.iter().rev().flat_map(|file| chain(file, name)).collect();
        relations.insert(format!("s{name}"));
        for needed in all.iter().flat_map(|service| service.depends_on.iter().chain(&service.links)) {
            if *needed != name && is_there(*needed) {
                relations.insert(format!("s{name} depends_on s{needed}"));
            }
        }
        if let Some(image) = all.iter().find_map(|service| service.image)
            && !all.iter().any(|service| service.is_built)
        {
            relations.insert(format!("s{name} runs_on i-{image}"));
        }
    }
    relations
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn relations_are_those_of_a_plain_reading(
        files in prop::collection::vec(prop::collection::vec(random(), NAMES), 1..4),
    ) {
        let texts: Vec<(String, String)> =
            files.iter().enumerate().map(|(at, file)| (format!("{at}.yaml"), write(file))).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
        let (draft, _) = import(&texts);
        let mut relations = BTreeSet::new();
        for entry in written(&draft).iter().filter(|entry| entry.get("product").is_none()) {
            relations.insert(entry.id.clone());
            for field in ["depends_on", "runs_on"] {
                let Some(Written::List(items)) = entry.get(field) else { continue };
                let to = items.iter().filter_map(Written::as_text);
                relations.extend(to.map(|to| format!("{} {field} {to}", entry.id)));
            }
        }
        prop_assert_eq!(relations, expected(&files));
    }

    #[test]
    fn what_comes_of_anything_loads(
        services in prop::collection::vec(("[abåA ._/-]{0,3}", "[a${}:/@.?-]{0,12}", "\\PC{0,8}"), 0..6),
    ) {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let one = |(name, image, text): &(String, String, String)| {
            format!(
                "  {0}:\n    image: {1}\n    depends_on: [{2}, a]\n    links: [{0}]\n    profiles: [{2}]\n    deploy: {{replicas: {2}}}\n    extends: {2}\n",
                quoted(name), quoted(image), quoted(text),
            )
        };
        compose(&format!("name: a\nservices:\n{}", services.iter().map(one).collect::<String>()));
    }

    #[test]
    fn garbage_is_survived(text in "[\\PC\n\t]{0,200}") {
        compose(&text);
        compose(&format!("services:\n  a: {{image: 'a:1'}}\n{text}\n"));
    }
}
