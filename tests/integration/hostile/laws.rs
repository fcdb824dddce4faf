//! What holds of every text: nothing panics, and the number of threads changes nothing.

use super::*;
use crate::loading::load;
use proptest::prelude::*;
use systemkarta::load::{Config, load_texts};

/// A map that has every form.
const MAP: &str = "\
map: {title: City of Stockholm, language: sv, as_of: 2007-09-01}
organisations:
  - {id: slk, name: Stadsledningskontoret, kind: department, contact: it@example.org}
processes:
  - {id: payroll, name: Löneutbetalning, owner: slk, criticality: critical, service_hours: office}
information:
  - {id: employment, personal_data: true, protection: {confidentiality: 3, integrity: 3, availability: 2}}
systems:
  - id: lisa
    name: &lisa \"Lisa\\u0020A\"
    criticality: critical
    version: 4.10                # text
    service_hours: {mon-fri: \"07:00-18:00, 19:00-20:00\"}
    sla: {availability: 99.5, restore_within: 4h}
    lifecycle: {active: 2001-01-01, phase_out: 2012, retired: 2014-06-01}
    runs_on: [oracle-9i, {any_of: [n1, {any_of: [n2, n3]}], min_up: 2}]
    cost: {yearly: 3.1 MSEK, paid_by: slk}
    description: |
      One: two

      three
  - id: smil
    name: *lisa
    standard: {p1: full, p2: 'concept'}
integrations:
  - provider: smil
    consumer: [lisa, {to: payroll, strength: soft, tolerates: 24h}]
    via: [oracle-9i]
    x-note: [ignored, {a: b}]
---
technologies: {oracle-9i: {product: oracle-database, lifecycle: support}, n1: , n2: , n3: }
lifecycles:
  support: {general_availability: 2001-06, end_of_support: false, end_of_life: true}
plateaus: [{id: p1, date: 2008-Q2}, {id: p2, date: 2010}]
changes:
  - id: chg-1
    status: approved
    window: {from: 2008-03-01T20:00, until: 2008-03-02}
    steps:
      - {replace: lisa, with: lisa-2, at: 2008-03}
      - {outage: smil, for: 4h}
      - {move: lisa, from: oracle-9i, to: n1}
      - {set: smil, owner: slk, cost: {paid_by: slk}}
      - add: {systems: [lisa-2], integrations: [{provider: lisa-2, consumer: [lisa, smil]}], lifecycles: {l: }}
    answers: {owner: slk, verdict: adapt}
    decision: {outcome: approved, at: 2008-02-03, conditions: pilot}
";

/// Characters that mean something to YAML or to us, and a few that mean nothing.
const TELLING: &str =
    "[ \t\n\r:,{}\\[\\]\"'#&*!|>%@`?~<>=\\-\\\\a-z0-9_.åÅ\u{0}\u{1b}\u{85}\u{2028}\u{202e}\u{feff}\u{1f3d9}]";

/// A change of a text: at a character or line, counted from the start and taken round.
#[derive(Debug, Clone)]
enum Change {
    DeleteCharacters(usize, usize),
    Insert(usize, String),
    Replace(usize, String),
    DeleteLine(usize),
    RepeatLine(usize, usize),
    MoveLine(usize, usize),
    Indent(usize, String),
    CutOff(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let telling = || proptest::string::string_regex(&format!("{TELLING}{{1,4}}")).unwrap();
    let at = any::<usize>;
    prop_oneof![
        (at(), 1..20usize).prop_map(|(at, n)| Change::DeleteCharacters(at, n)),
        (at(), telling()).prop_map(|(at, text)| Change::Insert(at, text)),
        (at(), telling()).prop_map(|(at, text)| Change::Replace(at, text)),
        at().prop_map(Change::DeleteLine),
        (at(), 1..4usize).prop_map(|(at, n)| Change::RepeatLine(at, n)),
        (at(), at()).prop_map(|(from, to)| Change::MoveLine(from, to)),
        (at(), "[ \t-]{1,6}").prop_map(|(at, text)| Change::Indent(at, text)),
        at().prop_map(Change::CutOff),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    changes.iter().fold(text.to_owned(), |text, change| apply(&text, change))
}

fn apply(text: &str, change: &Change) -> String {
    let characters: Vec<char> = text.chars().collect();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (all, count) = (characters.len().max(1), lines.len().max(1));
    let spliced = |at: usize, deleted: usize, inserted: &str| {
        let at = at % all;
        let rest = characters.iter().skip(at + deleted);
        characters.iter().take(at).copied().chain(inserted.chars()).chain(rest.copied()).collect()
    };
    let with_line = |at: usize, line: &dyn Fn(&str) -> String| {
        lines.iter().enumerate().map(|(i, l)| if i == at % count { line(l) } else { (*l).into() }).collect()
    };
    match change {
        Change::DeleteCharacters(at, n) => spliced(*at, *n, ""),
        Change::Insert(at, inserted) => spliced(*at, 0, inserted),
        Change::Replace(at, inserted) => spliced(*at, inserted.chars().count(), inserted),
        Change::DeleteLine(at) => with_line(*at, &|_| String::new()),
        Change::RepeatLine(at, n) => with_line(*at, &|line| line.repeat(n + 1)),
        Change::Indent(at, indentation) => with_line(*at, &|line| format!("{indentation}{line}")),
        Change::MoveLine(from, to) => {
            let mut lines = lines.clone();
            if !lines.is_empty() {
                let line = lines.remove(from % count);
                lines.insert(to % count, line);
            }
            lines.concat()
        }
        Change::CutOff(at) => spliced(*at, all, ""),
    }
}

/// Everything that a load says, as text.
fn said(loaded: &Loaded) -> String {
    format!("{:?}\n{:?}", loaded.model, loaded.findings)
}

#[test]
fn the_map_with_every_form_is_sound() {
    let loaded = load(MAP);
    assert_eq!(loaded.findings, []);
    assert_eq!(loaded.model.elements.len(), 10);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,400}") {
        bounded("any text", || load(&text));
    }

    #[test]
    fn any_text_of_telling_characters_is_read_without_panic(
        text in proptest::string::string_regex(&format!("{TELLING}{{0,300}}")).unwrap()
    ) {
        bounded("telling characters", || load(&text));
    }

    #[test]
    fn a_changed_map_is_read_without_panic(changes in prop::collection::vec(change(), 1..8)) {
        let text = changed(MAP, &changes);
        let loaded = bounded("changed map", || load(&text));
        // What could not be read is told.
        prop_assert!(!loaded.model.incomplete || !loaded.findings.is_empty());
        // Every place is one of the text.
        for finding in &loaded.findings {
            let places = finding.related.iter().map(|label| label.place).chain([finding.place]);
            for place in places {
                prop_assert!(place.start as usize <= text.len(), "{finding:?}");
                prop_assert!(text.is_char_boundary(place.start as usize), "{finding:?}");
            }
        }
    }

    #[test]
    fn every_cut_of_a_map_keeps_what_stands_before_it(at in 0..MAP.len()) {
        if let Some(text) = MAP.get(..at) {
            let loaded = bounded("cut map", || load(text));
            let whole = load(MAP);
            let kept = loaded.model.elements.len().saturating_sub(1);
            for (left, right) in loaded.model.elements.iter().take(kept).zip(&whole.model.elements) {
                prop_assert_eq!(left.id(), right.id());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_number_of_threads_changes_nothing(
        all in prop::collection::vec(prop::collection::vec(change(), 0..4), 1..12)
    ) {
        let texts: Vec<(String, String)> =
            all.iter().enumerate().map(|(i, changes)| (format!("{i}.yaml"), changed(MAP, changes))).collect();
        let with_threads = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            pool.install(|| said(&load_texts(texts, &Config::default())))
        };
        let alone = with_threads(1);
        prop_assert_eq!(&alone, &with_threads(2));
        prop_assert_eq!(&alone, &with_threads(8));
    }
}
