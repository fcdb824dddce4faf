//! Random small maps with everything that decides what stops: strengths, tolerances, schedules, groups, parts,
//! information and elements that are not in use.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};

/// How many of each section there are.
const COUNTS: [(&str, &str, usize); 4] =
    [("processes", "p", 4), ("information", "i", 2), ("systems", "s", 7), ("technologies", "t", 3)];

/// A relation as numbers: who, to whom, and how it is written.
type Raw = (usize, Vec<usize>, u16);

pub(super) fn maps() -> impl Strategy<Value = String> {
    let relations = vec((0..64_usize, vec(0..64_usize, 1..4), any::<u16>()), 3..22);
    let integrations = vec((0..64_usize, vec(0..64_usize, 1..4), any::<u16>()), 0..6);
    (relations, integrations, any::<u64>())
        .prop_map(|(relations, integrations, bits)| text(&relations, &integrations, bits))
}

pub(super) fn graph(text: &str) -> Graph {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    Graph::build(&Arc::new(loaded.model)).0
}

fn text(relations: &[Raw], integrations: &[Raw], bits: u64) -> String {
    let names: Vec<(&str, String)> = COUNTS
        .iter()
        .flat_map(|&(section, prefix, count)| (0..count).map(move |n| (section, format!("{prefix}{n}"))))
        .collect();
    let mut text =
        String::from("agreements: [{id: a0, supplier: o2}, {id: a1}]\norganisations: [o0, o1, o2]\n");
    for (section, ..) in COUNTS {
        writeln!(text, "{section}:").unwrap();
        for (number, (_, name)) in names.iter().enumerate().filter(|(_, (of, _))| *of == section) {
            let bit = |shift: usize| bits.rotate_right((number * 5 + shift) as u32) & 1 == 1;
            let mut fields = vec![format!("owner: o{}", u8::from(bit(0)))];
            if bit(1) && section == "processes" || bit(3) && bit(4) {
                fields.push("criticality: critical".into());
            }
            if section == "systems" {
                fields.push(format!("kind: {}", if bit(2) { "e-service" } else { "business" }));
                fields.push(format!("operator: o{}", u8::from(bit(6))));
                fields.push(format!("agreement: a{}", u8::from(bit(7))));
            }
            if bit(2) && bit(5) && bit(8) {
                fields.push("lifecycle: {active: 2010}".into());
            }
            fields.extend(fields_of(relations, number, section, &names));
            writeln!(text, "  - {{id: {name}, {}}}", fields.join(", ")).unwrap();
        }
    }
    let places: Vec<&String> = names.iter().filter(|(s, _)| *s == "systems").map(|(_, name)| name).collect();
    if !integrations.is_empty() {
        text.push_str("integrations:\n");
    }
    for (n, (consumer, providers, bits)) in integrations.iter().enumerate() {
        let consumer = places[consumer % places.len()];
        let mut providers: Vec<usize> = providers.iter().map(|p| p % places.len()).collect();
        providers.sort_unstable();
        providers.dedup();
        let providers: Vec<String> = providers.iter().map(|&p| places[p].clone()).collect();
        let provider = if bits & 1 == 1 { any_of(&providers, *bits) } else { providers[0].clone() };
        let strength = if bits & 6 == 6 { "soft" } else { "hard" };
        let schedule = ["realtime", "hourly", "nightly", "weekly"][usize::from(bits >> 3 & 3)];
        writeln!(
            text,
            "  - {{id: x{n}, provider: {provider}, consumer: {consumer}, strength: {strength}, schedule: {schedule}, owner: o{}}}",
            bits >> 5 & 1
        )
        .unwrap();
    }
    text
}

fn fields_of(relations: &[Raw], number: usize, section: &str, names: &[(&str, String)]) -> Vec<String> {
    let mut depends_on: Vec<String> = Vec::new();
    let mut part_of = None;
    for (writer, targets, bits) in relations.iter().filter(|(writer, ..)| writer % names.len() == number) {
        let mut targets: Vec<usize> =
            targets.iter().map(|to| to % names.len()).filter(|to| to != &(writer % names.len())).collect();
        targets.sort_unstable();
        targets.dedup();
        let written: Vec<String> = targets.iter().map(|&to| one(&names[to].1, *bits)).collect();
        let Some(first) = written.first() else { continue };
        if bits & 7 == 7 {
            part_of = Some(first.clone());
        } else if bits & 1 == 1 || written.len() > 1 && bits & 2 == 2 {
            depends_on.push(any_of(&written, *bits));
        } else if !depends_on.iter().any(|other| other.contains(&names[targets[0]].1)) {
            depends_on.push(first.clone());
        }
    }
    let _ = section;
    let fields = [("depends_on", (!depends_on.is_empty()).then(|| format!("[{}]", depends_on.join(", "))))];
    let fields = fields.into_iter().chain([("part_of", part_of)]);
    fields.filter_map(|(field, value)| Some(format!("{field}: {}", value?))).collect()
}

fn one(id: &str, bits: u16) -> String {
    let strength = if bits & 0x30 == 0x30 { "soft" } else { "hard" };
    let tolerates = ["0", "0", "2h", "1d"][usize::from(bits >> 6 & 3)];
    format!("{{to: {id}, strength: {strength}, tolerates: {tolerates}}}")
}

fn any_of(members: &[String], bits: u16) -> String {
    let min_up = 1 + usize::from(bits >> 8 & 3) % members.len();
    if bits & 0x400 == 0x400 && members.len() > 2 {
        let (inner, outer) = members.split_at(2);
        let inner = format!("{{any_of: [{}]}}", inner.join(", "));
        return format!("{{any_of: [{inner}, {}]}}", outer.join(", "));
    }
    format!("{{any_of: [{}], min_up: {min_up}}}", members.join(", "))
}
