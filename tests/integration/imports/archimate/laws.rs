//! Laws that hold for every model, and for what is none.

use std::collections::BTreeSet;

use proptest::prelude::*;
use systemkarta::entry::Written;

use super::{draft, draft_with, element, entries, loads, model};
use systemkarta::load::Config;

const SORTS: [&str; 12] = [
    "ApplicationComponent",
    "ApplicationService",
    "BusinessProcess",
    "BusinessService",
    "BusinessObject",
    "DataObject",
    "Node",
    "Artifact",
    "Contract",
    "BusinessActor",
    "BusinessRole",
    "Goal",
];

const RELATIONSHIPS: [&str; 11] = [
    "Serving",
    "Realization",
    "Assignment",
    "Triggering",
    "Flow",
    "Access",
    "Composition",
    "Aggregation",
    "Association",
    "Specialization",
    "Influence",
];

#[derive(Debug, Clone)]
struct Relation {
    sort: usize,
    source: usize,
    target: usize,
    access: Option<&'static str>,
}

fn relation(elements: usize) -> impl Strategy<Value = Relation> {
    let access = prop_oneof![Just(None), Just(Some("Read")), Just(Some("Write")), Just(Some("ReadWrite"))];
    // One end more than there are elements: it dangles.
    (0..RELATIONSHIPS.len(), 0..=elements, 0..=elements, access)
        .prop_map(|(sort, source, target, access)| Relation { sort, source, target, access })
}

fn a_model() -> impl Strategy<Value = (Vec<usize>, Vec<Relation>)> {
    prop::collection::vec(0..SORTS.len(), 1..9)
        .prop_flat_map(|sorts| (Just(sorts.clone()), prop::collection::vec(relation(sorts.len()), 0..16)))
}

fn written(sorts: &[usize], relations: &[Relation]) -> String {
    let elements: String = sorts
        .iter()
        .enumerate()
        .map(|(at, sort)| element(&format!("e-{at}"), SORTS[*sort], &format!("E {at}")))
        .collect();
    let relation = |(at, relation): (usize, &Relation)| {
        let Relation { sort, source, target, access } = relation;
        let access = access.map(|access| format!(" accessType=\"{access}\"")).unwrap_or_default();
        format!(
            "<relationship identifier=\"r-{at}\" source=\"e-{source}\" target=\"e-{target}\" xsi:type=\"{}\"{access}/>",
            RELATIONSHIPS[*sort]
        )
    };
    model(&elements, &relations.iter().enumerate().map(relation).collect::<String>())
}

/// One letter for the section of an element, as the documents say it: system, process, information, technology,
/// agreement, organisation, or nothing.
fn letter(sort: usize) -> char {
    ['s', 's', 'p', 'p', 'i', 'i', 't', 't', 'a', 'o', 'o', '-'][sort]
}

/// What the tables of the documents make of a model: `dependent field dependency`, with `~` where it is soft.
fn by_the_table(sorts: &[usize], relations: &[Relation]) -> BTreeSet<String> {
    let mut said: BTreeSet<(usize, &str, usize, bool)> = BTreeSet::new();
    let rests = |from: char, to: char| match (from, to) {
        ('s' | 't', 't') => "runs_on",
        ('p' | 's', 'i') => "uses",
        (_, 'a') => "agreement",
        _ => "depends_on",
    };
    let mut integrations = BTreeSet::new();
    for (at, Relation { sort, source, target, access }) in relations.iter().enumerate() {
        let (Some(from), Some(to)) = (sorts.get(*source), sorts.get(*target)) else { continue };
        let (from, to) = (letter(*from), letter(*to));
        if source == target || [from, to].iter().any(|end| matches!(end, '-' | 'o')) {
            continue;
        }
        let (source, target) = (*source, *target);
        match RELATIONSHIPS[*sort] {
            "Serving" | "Realization" | "Assignment" => said.insert((target, rests(to, from), source, false)),
            "Triggering" => said.insert((target, rests(to, from), source, true)),
            "Flow" if matches!(from, 's' | 't') && matches!(to, 's' | 't' | 'p') => {
                integrations.insert(format!("e-{source}>e-{target}#{at}"))
            }
            "Flow" => said.insert((target, rests(to, from), source, true)),
            "Access" if matches!(from, 's' | 'p') && to == 'i' => {
                let field = if *access == Some("Read") { "reads" } else { "uses" };
                said.insert((source, field, target, false))
            }
            "Access" => said.insert((source, rests(from, to), target, true)),
            "Composition" => said.insert((target, "part_of", source, false)),
            "Aggregation" => said.insert((target, "part_of", source, true)),
            _ => false,
        };
    }
    let firm = said.clone();
    said.retain(|(holder, field, target, soft)| {
        let outweighed = *soft && firm.contains(&(*holder, *field, *target, false));
        let uses = [true, false].iter().any(|soft| firm.contains(&(*holder, "uses", *target, *soft)));
        !(outweighed || *field == "reads" && uses)
    });
    let said = said.into_iter().map(|(holder, field, target, soft)| {
        format!("e-{holder} {field} {}e-{target}", if soft { "~" } else { "" })
    });
    said.chain(integrations.into_iter().map(|it| it.split('#').next().unwrap().to_owned())).collect()
}

/// The same of a draft.
fn drafted(text: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for entry in entries(&draft(text)) {
        let text_of =
            |field: &str| entry.get(field).and_then(Written::as_text).unwrap_or_default().to_owned();
        if entry.listing.name() == "integrations" {
            said.insert(format!("{}>{}", text_of("provider"), text_of("consumer")));
        }
        for (field, value) in &entry.fields {
            let Written::List(items) = value else { continue };
            for item in items {
                let target = match item {
                    Written::Text(id) => id.clone(),
                    Written::Mapping(said) => format!("~{}", said[0].1.as_text().unwrap()),
                    Written::List(_) => unreachable!(),
                };
                said.insert(format!("{} {field} {target}", entry.id));
            }
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_loads_and_says_what_the_table_says((sorts, relations) in a_model()) {
        let text = written(&sorts, &relations);
        loads(&draft(&text));
        prop_assert_eq!(drafted(&text), by_the_table(&sorts, &relations));
    }

    #[test]
    fn nothing_is_lost_without_a_word((sorts, relations) in a_model()) {
        let draft = draft(&written(&sorts, &relations));
        let left_out: usize = draft.left_out.iter().filter(|(what, _)| !what.starts_with("relation") && !what.contains(" relationships") && !what.starts_with("assign")).map(|(_, count)| count).sum();
        let kept = draft.entries.iter().filter(|incoming| incoming.entry.listing.name() != "integrations").count();
        prop_assert_eq!(kept + left_out, sorts.len());
    }

    #[test]
    fn any_name_and_property_loads(name in "[\\PC\n\t]{0,30}", key in "[\\PC]{1,20}", value in "[\\PC\n\t\u{85}\u{202e}]{0,40}") {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let element = format!(
            "<element identifier=\"e\" xsi:type=\"Node\"><name>{}</name><documentation>{}</documentation><properties><property propertyDefinitionRef=\"p\"><value>{}</value></property></properties></element>",
            escape(&name), escape(&value), escape(&value)
        );
        let definitions = format!("<propertyDefinitions><propertyDefinition identifier=\"p\"><name>{}</name></propertyDefinition></propertyDefinitions></model>", escape(&key));
        let draft = draft(&model(&element, "").replace("</model>", &definitions));
        prop_assert_eq!(draft.entries.len(), 1);
        loads(&draft);
    }

    #[test]
    fn a_torn_or_garbled_file_is_read_or_told((sorts, relations) in a_model(), at in any::<prop::sample::Index>(), byte in any::<u8>(), is_cut: bool) {
        let mut bytes = written(&sorts, &relations).into_bytes();
        let at = at.index(bytes.len());
        if is_cut { bytes.truncate(at) } else { bytes[at] = byte }
        let draft = draft_with(&bytes, &Config::default());
        loads(&draft);
        prop_assert!(!draft.entries.is_empty() || !draft.findings.is_empty() || !draft.left_out.is_empty());
    }
}
