//! Random small maps with everything that decides a plan: lifecycles, support, agreements, standards, successors,
//! groups, circles, costs in two currencies and plateaus.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};

const SYSTEMS: usize = 8;
const TECHNOLOGIES: usize = 3;

/// Who rests on whom, and how: indices and a byte that chooses.
type Raw = (usize, usize, u8);

pub(super) fn maps() -> impl Strategy<Value = String> {
    let systems = vec(any::<u64>(), SYSTEMS);
    let technologies = vec(any::<u8>(), TECHNOLOGIES);
    let relations = vec((0..SYSTEMS + TECHNOLOGIES, 0..SYSTEMS + TECHNOLOGIES, any::<u8>()), 0..20);
    (systems, technologies, relations, 0..4_usize).prop_map(|(systems, technologies, relations, plateaus)| {
        text(&systems, &technologies, &relations, plateaus)
    })
}

pub(super) fn graph(text: &str) -> Graph {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    Graph::build(&Arc::new(loaded.model)).0
}

fn pick<'w>(bits: u64, shift: u32, words: &[&'w str]) -> &'w str {
    words[(bits >> shift) as usize % words.len()]
}

fn text(systems: &[u64], technologies: &[u8], relations: &[Raw], plateaus: usize) -> String {
    let mut text = String::from(
        "organisations: [o0, o1]\n\
         agreements: [{id: a0, supplier: o0, lifecycle: {active: 2000, retired: 2009-04-01}, cost: {yearly: 7 MSEK}}, {id: a1}]\n\
         processes: [{id: p0, criticality: critical, depends_on: s0}, {id: p1, depends_on: [s1, s2]}]\n",
    );
    let days = ["2007-12-31", "2008-12-31", "2009-12-31"];
    if plateaus > 0 {
        text.push_str("plateaus:\n");
    }
    for (number, day) in days.iter().enumerate().take(plateaus) {
        writeln!(text, "  - {{id: l{number}, date: {day}}}").unwrap();
    }
    text.push_str("systems:\n");
    for (number, &bits) in systems.iter().enumerate() {
        let lifecycle = pick(
            bits,
            0,
            &[
                "",
                "{active: 2001}",
                "{active: 2001, phase_out: 2009-03-01}",
                "{active: 2001, retired: 2009-06-01}",
                "{active: 2001, phase_out: 2006, retired: 2008-05-01}",
                "{active: 2008-08-01}",
                "{active: 2009-06-01}",
                "{plan: 2008}",
                "{active: 2001, retired: 2005}",
                "phase_out",
                "{active: 2001, end_of_support: 2008-10-31}",
            ],
        );
        let mut fields = vec![format!("id: s{number}")];
        if !lifecycle.is_empty() {
            fields.push(format!("lifecycle: {lifecycle}"));
        }
        let word = |shift, name: &str, words: &[&str]| -> Option<String> {
            let word = pick(bits, shift, words);
            (!word.is_empty()).then(|| format!("{name}: {word}"))
        };
        fields.extend(word(8, "adaptable", &["", "yes", "no", "unknown"]));
        fields.extend(word(12, "owner", &["", "o0", "o1"]));
        fields.extend(word(16, "class", &["", "foundational", "experimental"]));
        fields.extend(word(20, "agreement", &["", "", "a0", "a1"]));
        fields.extend(word(22, "kind", &["business", "business", "business", "external"]));
        fields.extend(word(24, "operator", &["", "o0"]));
        if plateaus > 1 {
            let standards =
                ["", "full", "{l0: concept, l1: full}", "{l0: free, l1: not-concerned}", "{l1: concept}"];
            fields.extend(word(28, "standard", &standards));
        }
        let follower = bits >> 32 & 15;
        if follower < SYSTEMS as u64 && follower != number as u64 && bits >> 36 & 1 == 1 {
            fields.push(format!("successor: s{follower}"));
        }
        let costs = [
            "",
            "{yearly: 365 SEK}",
            "{yearly: 1000.01 kSEK, adaptation: 2 MSEK, replacement: 5 MSEK, paid_by: o1}",
            "{yearly: 3 MEUR, adaptation: 1 MEUR}",
            "{replacement: 4 MEUR, paid_by: o0}",
        ];
        fields.extend(word(40, "cost", &costs));
        let rests: Vec<String> =
            relations.iter().filter(|(from, ..)| *from == number).filter_map(|raw| written(*raw)).collect();
        if !rests.is_empty() {
            fields.push(format!("depends_on: [{}]", rests.join(", ")));
        }
        writeln!(text, "  - {{{}}}", fields.join(", ")).unwrap();
    }
    text.push_str("technologies:\n");
    for (number, &bits) in technologies.iter().enumerate() {
        let supports =
            ["", ", lifecycle: {end_of_support: 2007-03-31}", ", lifecycle: {end_of_life: 2009-02}"];
        let id = number + SYSTEMS;
        let rests: Vec<String> =
            relations.iter().filter(|(from, ..)| *from == id).filter_map(|raw| written(*raw)).collect();
        let rests =
            if rests.is_empty() { String::new() } else { format!(", depends_on: [{}]", rests.join(", ")) };
        writeln!(text, "  - {{id: t{number}{}{rests}}}", supports[usize::from(bits) % 3]).unwrap();
    }
    text
}

fn name(index: usize) -> String {
    if index < SYSTEMS { format!("s{index}") } else { format!("t{}", index - SYSTEMS) }
}

fn written((from, to, bits): Raw) -> Option<String> {
    if from == to {
        return None;
    }
    let strength = if bits & 7 == 7 { "soft" } else { "hard" };
    let other = (to + 1) % (SYSTEMS + TECHNOLOGIES);
    Some(if bits >> 4 == 15 && other != from {
        format!("{{any_of: [{}, {}], strength: {strength}}}", name(to), name(other))
    } else {
        format!("{{to: {}, strength: {strength}}}", name(to))
    })
}
