//! Change proposals as people write them, in the map and in a file of their own.

use super::*;
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;
use systemkarta::load::{Limits, LoadError, load as load_map};
use systemkarta::model::{
    Action, Additions, Answer, ChangeKind, Decision, KeyShape, KeySpec, Located, Outcome, PlannedChange,
    PlannedWindow, Proposal, Selection, Statement, Status, Step, StepSpec, StepWord, Verdict,
    moment_as_written,
};

const MAIL: &str = "\
changes:
  - id: chg-2008-014
    title: One common e-mail office
    status: approved
    raised_by: slk
    reason: Eleven servers are too many
    fallback: The old ones are started again
    window: {from: 2008-03-01T20:00, until: 2008-03-02T06:00}
    depends_on: [chg-2008-009]
    steps:
      - {replace: groupwise-farsta, with: groupwise-common}
      - {retire: groupwise-skarpnack, at: 2008-03-02}
      - {interface: smil-to-lisa}
      - {upgrade: oracle-9i, to: oracle-10g}
      - {outage: integration-service, from: 2008-03-01T20:00, until: 2008-03-02T02:00}
      - {need: payroll}
      - {move: lisa, from: oracle-9i, to: oracle-10g}
      - {set: lisa, owner: servicenamnden, version: 4.10}
      - add:
          systems: [{id: groupwise-common, owner: slk, lifecycle: mail}]
          integrations: [{provider: groupwise-common, consumer: [lisa, smil]}]
          organisations: {servicenamnden: {name: Servicenämnden}}
          lifecycles: {mail: {active: 2008-03-02}}
    answers: [{owner: aldre, element: vodok, verdict: adapt, effort: 3 weeks, pays: slk, note: after June}]
    decision:
      outcome: approved
      by: change board
      at: 2008-02-03
      conditions: pilot first
      reference: dnr 031-1234
      memo: sha256:abc
";

fn proposal(text: &str) -> Proposal {
    sound(text).changes.remove(0)
}

fn steps(steps: &str) -> Vec<Action> {
    proposal(&format!("changes: [{{id: c, steps: [{steps}]}}]\n"))
        .steps
        .into_iter()
        .map(|s| s.action)
        .collect()
}

fn planned(step: &Step) -> &PlannedChange {
    match &step.action {
        Action::Change(change) => change,
        other => panic!("{other:?}"),
    }
}

fn shown(window: PlannedWindow) -> String {
    let until = window.until.map_or("…".into(), moment_as_written);
    format!("{} to {until}", moment_as_written(window.from))
}

/// The times of the only outage of a proposal.
fn outage(keys: &str, window: &str) -> String {
    let text = format!("changes:\n  - id: c\n    steps: [{{outage: a, {keys}}}]\n    window: {window}\n");
    let proposal = proposal(&text);
    let change = planned(&proposal.steps[0]);
    match (change.window, change.length) {
        (Some(window), None) => shown(window.value),
        (None, Some(length)) => format!("for {}", length.value),
        (window, length) => format!("{window:?} {length:?}"),
    }
}

#[test]
fn a_proposal_says_all_that_a_board_asks() {
    let proposal = proposal(MAIL);
    assert_eq!((proposal.id.value.as_str(), proposal.title()), ("chg-2008-014", "One common e-mail office"));
    assert_eq!((proposal.status, proposal.is_open()), (Status::Approved, true));
    assert_eq!(proposal.raised_by.as_ref().unwrap().value.as_str(), "slk");
    assert_eq!(proposal.statement(Statement::Reason), Some("Eleven servers are too many"));
    assert_eq!(proposal.statement(Statement::Risk), None);
    assert_eq!(proposal.statements.len(), 2);
    assert_eq!(shown(proposal.window.unwrap().value), "2008-03-01T20:00 to 2008-03-02T06:00");
    assert_eq!(proposal.depends_on[0].value.as_str(), "chg-2008-009");
    let answer = &proposal.answers[0];
    assert_eq!((answer.owner.value.as_str(), answer.verdict), ("aldre", Verdict::Adapt));
    assert_eq!(answer.element.as_ref().unwrap().value.as_str(), "vodok");
    assert_eq!((answer.effort.as_deref(), answer.note.as_deref()), (Some("3 weeks"), Some("after June")));
    let decision = proposal.decision.as_ref().unwrap();
    assert_eq!((decision.outcome, decision.by.as_deref()), (Outcome::Approved, Some("change board")));
    assert_eq!(decision.at.unwrap().value.to_string(), "2008-02-03");
    assert_eq!(decision.conditions, [Box::from("pilot first")]);
    assert_eq!(&*decision.memo.as_ref().unwrap().value, "sha256:abc");
}

#[test]
fn the_steps_of_a_proposal_stand_in_order() {
    let proposal = proposal(MAIL);
    let kinds = |step: &Step| match &step.action {
        Action::Change(change) => format!("{} {}", change.kind, change.element.value),
        Action::Move { element, from, to } => format!("move {} {} {}", element.value, from.value, to.value),
        Action::Set { element, fields } => {
            let fields =
                fields.iter().map(|(field, value)| format!("{}={}", field.value.name(), value.value));
            format!("set {} {}", element.value, fields.collect::<Vec<_>>().join(" "))
        }
        Action::Add(added) => {
            let all = added.elements.iter().chain(&added.organisations).map(Element::id);
            format!("add {} {}", all.collect::<Vec<_>>().join(" "), added.lifecycles.len())
        }
    };
    assert_eq!(
        proposal.steps.iter().map(kinds).collect::<Vec<_>>(),
        [
            "replace groupwise-farsta",
            "retire groupwise-skarpnack",
            "interface smil-to-lisa",
            "upgrade oracle-9i",
            "outage integration-service",
            "need payroll",
            "move lisa oracle-9i oracle-10g",
            "set lisa owner=servicenamnden version=4.10",
            "add groupwise-common groupwise-common--lisa groupwise-common--smil servicenamnden 1",
        ]
    );
    assert_eq!(planned(&proposal.steps[0]).with.as_ref().unwrap().value.as_str(), "groupwise-common");
    assert_eq!(planned(&proposal.steps[1]).at.unwrap().value.to_string(), "2008-03-02");
    assert_eq!(&*planned(&proposal.steps[3]).to.as_ref().unwrap().value, "oracle-10g");
    assert_eq!(proposal.additions(), 4);
}

#[test]
fn a_proposal_is_proposed_unless_it_says_otherwise() {
    let model = sound("changes: {a: , b: {title: B}, c: {status: rejected}}\n");
    let status: Vec<_> = model.changes.iter().map(|c| (c.id.value.as_str(), c.title(), c.status)).collect();
    assert_eq!(
        status,
        [("a", "a", Status::Proposed), ("b", "B", Status::Proposed), ("c", "c", Status::Rejected)]
    );
}

#[test]
fn one_alone_is_a_list_of_one() {
    let proposal = proposal(
        "changes: {c: {depends_on: b, steps: {retire: lisa}, answers: {owner: it, verdict: no-action}}}\n",
    );
    assert_eq!((proposal.depends_on.len(), proposal.steps.len(), proposal.answers.len()), (1, 1, 1));
}

#[test]
fn a_day_is_meant_whole() {
    let window = |written: &str| {
        shown(proposal(&format!("changes: {{c: {{window: {written}}}}}\n")).window.unwrap().value)
    };
    assert_eq!(window("{from: 2008-03-01, until: 2008-03-01}"), "2008-03-01T00:00 to 2008-03-02T00:00");
    assert_eq!(window("{from: 2008-03-01 20:00}"), "2008-03-01T20:00 to …");
}

#[test]
fn an_outage_takes_from_the_window_what_it_does_not_say() {
    let window = "{from: 2008-03-01T20:00, until: 2008-03-02T06:00}";
    assert_eq!(outage("", window), "None None");
    assert_eq!(outage("for: 4h", window), "2008-03-01T20:00 to 2008-03-02T00:00");
    assert_eq!(outage("until: 2008-03-01T21:00", window), "2008-03-01T20:00 to 2008-03-01T21:00");
    assert_eq!(outage("from: 2008-03-01T22:00", window), "2008-03-01T22:00 to 2008-03-02T06:00");
    assert_eq!(outage("from: 2008-03-04T22:00", window), "2008-03-04T22:00 to …");
    assert_eq!(outage("from: 2008-03-04T22:00, for: 1d", ""), "2008-03-04T22:00 to 2008-03-05T22:00");
    // Nobody says when it begins, but how long it lasts.
    assert_eq!(outage("for: 8h", ""), "for 8h");
}

#[test]
fn what_is_set_knows_the_places_of_its_key_and_its_value() {
    let text = "changes: [{id: c, steps: [{set: lisa, cost: {paid_by: it}, depends_on: []}]}]\n";
    let loaded = load(text);
    let Action::Set { fields, .. } = &loaded.model.changes[0].steps[0].action else { panic!() };
    let columns = |(field, value): &(Located<Field>, Located<Value>)| {
        [field.place, value.place].map(|place| loaded.sources.locate(place).column)
    };
    assert_eq!(fields.iter().map(columns).collect::<Vec<_>>(), [[39, 45], [60, 72]]);
}

#[test]
fn organisations_go_by_their_id() {
    let mut changed = proposal(
        "organisations: [{id: slk, aliases: [stadsledningskontoret]}]\nchanges:\n  - id: c\n    \
         raised_by: stadsledningskontoret\n    answers: [{owner: stadsledningskontoret, verdict: test, pays: \
         stadsledningskontoret}]\n    steps: [{set: a, owner: stadsledningskontoret}, {add: {systems: [{id: b, cost: \
         {paid_by: stadsledningskontoret}}]}}]\n",
    );
    assert_eq!(changed.raised_by.take().unwrap().value.as_str(), "slk");
    assert_eq!(changed.answers[0].owner.value.as_str(), "slk");
    assert_eq!(changed.answers[0].pays.take().unwrap().value.as_str(), "slk");
    let Action::Set { fields, .. } = &changed.steps[0].action else { panic!() };
    assert_eq!(fields[0].1.value.to_string(), "slk");
    let Action::Add(added) = &changed.steps[1].action else { panic!() };
    assert_eq!(added.elements[0].cost().unwrap().paid_by.as_ref().unwrap().value.as_str(), "slk");
}

#[test]
fn keys_that_begin_with_x_are_ignored_in_proposals() {
    let actions = steps(
        "{x-why: 1, retire: a}, {set: a, x-why: 1, owner: it}, {add: {x-why: 1, systems: [b]}}, {move: a, from: b, to: \
         c, x-why: 1}",
    );
    assert_eq!(actions.len(), 4);
}

#[test]
fn additions_count_as_elements() {
    let text = "systems: [a, b]\nchanges: [{id: c, steps: [{add: {systems: [d, e], organisations: [f]}}]}]\n";
    let with_limit = |elements: usize| {
        let limits = Limits { elements, ..Limits::default() };
        load_texts([("map.yaml", text)], &Config { limits, ..Config::default() })
    };
    assert_eq!(with_limit(5).findings, []);
    let loaded = with_limit(4);
    assert_eq!(
        faults(&loaded),
        [
            "2:67 limit-exceeded: the map and its proposals have more than 4 elements; from here on none is read"
        ]
    );
    assert!(loaded.model.incomplete);
    assert_eq!(loaded.model.changes[0].additions(), 2);
}

// ---- Files of their own

/// A map in a folder, and a file beside it with proposals.
struct Beside {
    folder: tempfile::TempDir,
    loaded: Loaded,
}

impl Beside {
    fn new(map: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("maps")).unwrap();
        fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
        let loaded = load_map(&folder.path().join("maps"), &Config::default()).unwrap();
        Self { folder, loaded }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&mut self, name: &str) -> Result<Vec<String>, LoadError> {
        let ids = self.loaded.add_proposals(&self.path(name), &Config::default())?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    /// Writes a file and adds it.
    fn read(&mut self, text: &str) -> Vec<String> {
        let name = format!("change-{}.yaml", self.loaded.sources.len());
        fs::write(self.path(&name), text).unwrap();
        self.add(&name).unwrap()
    }
}

#[test]
fn a_file_of_its_own_is_one_proposal_or_several() {
    let mut beside = Beside::new("systems: [lisa]\nchanges: [a]\n");
    assert_eq!(beside.read("id: b\nsteps: [{retire: lisa}]\n"), ["b"]);
    assert_eq!(
        beside.read("changes: [{id: c, steps: {retire: lisa}}, d]\n---\nid: e\ntitle: E\n"),
        ["c", "d", "e"]
    );
    assert_eq!(beside.read(""), Vec::<String>::new());
    assert_eq!(beside.loaded.findings, []);
    let all: Vec<&str> = beside.loaded.model.changes.iter().map(|c| c.id.value.as_str()).collect();
    assert_eq!(all, ["a", "b", "c", "d", "e"]);
}

#[test]
fn a_file_of_its_own_takes_the_place_of_what_the_map_says() {
    let mut beside = Beside::new("systems: [lisa]\nchanges: [{id: a, title: Old}, b]\n");
    assert_eq!(beside.read("{id: a, title: New}\n"), ["a"]);
    assert_eq!(beside.loaded.findings, []);
    let titles: Vec<&str> = beside.loaded.model.changes.iter().map(Proposal::title).collect();
    assert_eq!(titles, ["b", "New"]);
}

#[test]
fn a_file_of_the_map_is_not_read_again() {
    let mut beside = Beside::new("systems: [lisa]\nchanges: [a]\n");
    assert_eq!(beside.add("maps/../maps/map.yaml").unwrap(), ["a"]);
    assert_eq!((beside.loaded.sources.len(), beside.loaded.model.changes.len()), (1, 1));
}

#[test]
fn the_faults_of_a_file_of_its_own_have_places_beside_those_of_the_map() {
    let mut beside = Beside::new("systems: [{id: lisa, nmae: Lisa}]\n");
    beside.read("id: b\nsteps:\n  - {retier: lisa}\n");
    let paths: Vec<String> = (beside.loaded.findings.iter())
        .map(|finding| beside.loaded.sources.locate(finding.place).path.rsplit('/').next().unwrap().into())
        .collect();
    assert_eq!(paths, ["map.yaml", "change-1.yaml"]);
    assert_eq!(
        faults(&beside.loaded),
        ["1:22 unknown-key: a system has no field `nmae`", "3:6 unknown-key: there is no step `retier`"]
    );
}

#[test]
fn what_is_no_file_of_proposals_is_told() {
    let mut beside = Beside::new("systems: [lisa]\n");
    for (text, expected) in [
        (
            "- a\n",
            "1:1 wrong-type: a proposal is a list, but a mapping with an `id` and `steps`, or with `changes` is wanted",
        ),
        ("systems: [a]\n", "1:1 unknown-key: a file of proposals has no section `systems`"),
        ("changes: [a]\npolicies: [b]\n", "2:1 unknown-key: a file of proposals has no section `policies`"),
        ("steps: [{retire: lisa}]\n", "1:1 bad-id: this proposal has no id"),
        ("changes: [a, a]\n", "1:14 duplicate-id: the id `a` is declared twice"),
    ] {
        beside.loaded.findings.clear();
        beside.read(text);
        assert_eq!(faults(&beside.loaded), [expected], "{text}");
    }
    assert!(matches!(beside.add("nowhere.yaml"), Err(LoadError::Unreadable(..))));
    let error = beside.add("maps").unwrap_err().to_string();
    assert!(error.ends_with("it is a folder, and a proposal is a file"), "{error}");
}

// ---- Every key

/// Something that may stand under a key.
fn example(shape: KeyShape) -> String {
    match shape {
        KeyShape::Id => "c".into(),
        KeyShape::Text => "some words".into(),
        KeyShape::Texts => "[some, words]".into(),
        KeyShape::Words(words) => words[0].into(),
        KeyShape::Date => "2008-Q2".into(),
        KeyShape::Begin => "2008-03-01T20:00".into(),
        KeyShape::End => "2008-03-02".into(),
        KeyShape::Duration => "4h".into(),
        KeyShape::Organisation => "it".into(),
        KeyShape::Element | KeyShape::ElementOrVersion => "lisa".into(),
        KeyShape::Proposals => "[a, b]".into(),
        KeyShape::Window => written(PlannedWindow::KEYS, u32::MAX, &[]),
        KeyShape::Steps => "[{retire: lisa}]".into(),
        KeyShape::Answers => format!("[{}]", written(Answer::KEYS, u32::MAX, &[])),
        KeyShape::Decided => written(Decision::KEYS, u32::MAX, &[]),
        KeyShape::SomeWords(words) => format!("[{}]", words.join(", ")),
        KeyShape::Elements => "[lisa, smil]".into(),
        KeyShape::Organisations => "[it]".into(),
        KeyShape::TextsByKey => "{area: [care, staff]}".into(),
        KeyShape::Flag => "true".into(),
        KeyShape::Number => "3".into(),
        KeyShape::FieldKey => "properties.area".into(),
        KeyShape::FieldKeys => "[owner, properties.area]".into(),
        KeyShape::Selection => written(Selection::KEYS, u32::MAX, &[]),
        KeyShape::Criteria => format!("[lisa, {}]", written(Selection::CRITERIA, u32::MAX, &[])),
        KeyShape::DayOrPlateau => "2008-Q2".into(),
        KeyShape::Form(keys) => written(keys, u32::MAX, &[]),
        KeyShape::Length => "4h".into(),
        KeyShape::Lifecycle => "old".into(),
        KeyShape::Money => "3.1 MSEK".into(),
        KeyShape::Percentage => "99.5".into(),
        KeyShape::Level => "3".into(),
        KeyShape::Count => "1".into(),
        KeyShape::Members => "[lisa, smil]".into(),
    }
}

/// A mapping with those keys that a number chooses, and those that must be there.
pub(super) fn written(keys: &[KeySpec], chosen: u32, must: &[&str]) -> String {
    let chosen = |(i, key): &(usize, &KeySpec)| chosen >> i & 1 == 1 || must.contains(&key.name);
    let entries = keys.iter().enumerate().filter(chosen);
    let entries: Vec<String> =
        entries.map(|(_, key)| format!("{}: {}", key.name, example(key.shape))).collect();
    format!("{{{}}}", entries.join(", "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_of_the_tables_are_read_without_a_finding(chosen in any::<[u32; 4]>(), steps in any::<[u32; 10]>()) {
        let step = |(spec, chosen): (&StepSpec, &u32)| {
            let (subject, must): (&str, &[&str]) = match spec.word {
                StepWord::Add => ("{systems: [b]}", &[]),
                StepWord::Move => ("lisa", &["from", "to"]),
                _ => ("lisa", &[]),
            };
            let more = if spec.word == StepWord::Set { "owner: it" } else { "" };
            // An outage says until when or how long, and not both; it ends after it begins.
            let chosen = if spec.name() == "outage" && chosen & 2 == 2 { chosen & 3 } else { *chosen };
            let beside = written(spec.keys(), chosen, must);
            let beside = beside.trim_matches(['{', '}']).to_owned();
            let entries: Vec<&str> = [more, &beside].into_iter().filter(|text| !text.is_empty()).collect();
            format!("{{{}}}", [&[&*format!("{}: {subject}", spec.name())], &*entries].concat().join(", "))
        };
        let steps: Vec<String> = Step::TABLE.iter().zip(&steps).map(step).collect();
        let [of_proposal, of_window, of_answer, of_decision] = chosen;
        let all_but = ["id", "window", "steps", "answers", "decision"];
        let plain: Vec<KeySpec> =
            Proposal::KEYS.iter().filter(|key| !all_but.contains(&key.name)).copied().collect();
        let text = format!(
            "changes:\n  c: {}\n  d:\n    window: {}\n    steps: [{}]\n    answers: [{}]\n    decision: {}\n",
            written(&plain, of_proposal, &[]),
            written(PlannedWindow::KEYS, of_window, &["from"]),
            steps.join(", "),
            written(Answer::KEYS, of_answer, &["owner", "verdict"]),
            written(Decision::KEYS, of_decision, &["outcome"]),
        );
        let model = sound(&text);
        prop_assert_eq!(model.changes.len(), 2);
        prop_assert_eq!(model.changes[1].steps.len(), Step::TABLE.len());
        let said = model.changes[0].statements.len() + usize::from(model.changes[0].title.is_some());
        prop_assert!(said <= plain.len());
    }
}

#[test]
fn every_key_of_a_proposal_means_something() {
    let all = proposal(&format!("changes: [{}]\n", written(Proposal::KEYS, u32::MAX, &[])));
    assert_eq!(all.statements.len(), Statement::WORDS.len());
    assert!(all.title.is_some() && all.raised_by.is_some() && all.window.is_some() && all.decision.is_some());
    assert_eq!((all.depends_on.len(), all.steps.len(), all.answers.len()), (2, 1, 1));
    assert_eq!(planned(&all.steps[0]).kind, ChangeKind::Retire);
    let Some(Action::Add(added)) = steps("{add: {systems: [b]}}").pop() else { panic!() };
    assert_ne!(*added, Additions::default());
}
