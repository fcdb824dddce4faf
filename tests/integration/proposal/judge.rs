//! Judgements on small maps: impact by step and together, findings brought and healed, who must answer, who decides.

use std::sync::Arc;

use systemkarta::analysis::Affected;
use systemkarta::diagnostic::{Finding, Severity, Sources};
use systemkarta::graph::Graph;
use systemkarta::lint::{self, Levels};
use systemkarta::load::{Board, Config, load_texts};
use systemkarta::model::{
    Action, Answer, ChangeKind, Criticality, Disruption, Field, Id, PlannedChange, Proposal, Value, Verdict,
    Work,
};
use systemkarta::proposal::{AsIs, Judgement, Route, Stand, Why, before, judge, moved, order, route};

use super::{add, change, id, move_to, place, planned, proposal, replace, retire, set, window};

/// A map as it is, with all that is needed to judge.
pub(super) struct Map {
    pub(super) graph: Graph,
    sources: Sources,
    built: Vec<Finding>,
    findings: Vec<Finding>,
    levels: Levels,
}

impl Map {
    pub(super) fn new(text: &str) -> Self {
        let loaded = load_texts([("map.yaml", text)], &Config::default());
        assert_eq!(loaded.findings, []);
        let (graph, built) = Graph::build(&Arc::new(loaded.model));
        let levels = Levels::default();
        let findings = lint::check(&graph, built.clone(), &levels, "2008-01-01".parse().unwrap()).findings;
        Self { graph, sources: loaded.sources, built, findings, levels }
    }

    pub(super) fn as_is(&self) -> AsIs<'_> {
        let day = "2008-01-01".parse().unwrap();
        let Self { graph, sources, built, findings, levels } = self;
        AsIs {
            graph,
            sources,
            loaded: &[],
            built,
            findings,
            waivers: &[],
            levels,
            at: day,
            today: day,
            agree_from: Work::Adapt,
        }
    }

    pub(super) fn judge<'a>(&'a self, proposal: &'a Proposal) -> Judgement<'a> {
        judge(&self.as_is(), proposal, None, &[])
    }

    fn on<'j>(&self, judgement: &'j Judgement<'_>, element: &str) -> Option<&'j Affected> {
        judgement.together.on(self.graph.find_element(element).unwrap())
    }
}

const MAP: &str = "
organisations: [{id: slk}, {id: aldre}, {id: it}]
processes:
  payroll: {owner: slk, criticality: critical, depends_on: [{to: lisa, strength: hard}]}
  care: {owner: aldre, depends_on: [{to: vodok, strength: hard, tolerates: 4h}]}
systems:
  lisa: {owner: slk, runs_on: [{to: oracle-9i, strength: hard}]}
  lisa-2: {owner: slk, lifecycle: {active: 2008-03-10}}
  vodok: {owner: aldre, runs_on: [{to: node, strength: hard}]}
  meta: {owner: it}
technologies: {oracle-9i: {owner: it}, oracle-10g: {owner: it}, node: {owner: it}}
integrations: [{id: feed, owner: it, provider: meta, consumer: vodok, strength: soft}]
";

fn outage(element: &str, from: &str, until: &str) -> Action {
    let window = Some(window(from, until));
    Action::Change(PlannedChange { window, ..planned(ChangeKind::Outage, element) })
}

fn answer(owner: &str, element: Option<&str>, verdict: Verdict) -> Answer {
    let element = element.map(id);
    Answer { owner: id(owner), element, verdict, effort: None, pays: None, note: None, place: place(0) }
}

fn told(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|f| (&*f.rule, f.elements.first().map_or("", String::as_str))).collect()
}

#[test]
fn steps_are_judged_alone_and_together_on_one_clock() {
    let map = Map::new(MAP);
    let steps =
        vec![outage("node", "2008-03-01T22:00", "2008-03-02T06:00"), change(ChangeKind::Outage, "oracle-9i")];
    let mut chg = proposal("chg", steps);
    chg.window = Some(window("2008-03-01T20:00", "2008-03-02T02:00"));
    let judgement = map.judge(&chg);
    assert_eq!(judgement.plan.begins.unwrap().to_string(), "2008-03-01T20:00:00");
    assert_eq!(judgement.plan.day.to_string(), "2008-03-01");
    let windows: Vec<_> =
        judgement.plan.changes().iter().map(|c| c.window.unwrap()).map(|w| (w.from, w.until)).collect();
    assert_eq!(windows, [(120, Some(600)), (0, Some(360))]);
    let care = map.on(&judgement, "care").unwrap();
    assert_eq!((care.disruption, care.time), (Disruption::Stopped, Some(120 + 240)));
    let affected = |step: usize| {
        let impact = judgement.steps[step].1.as_ref().unwrap();
        impact.affected.iter().map(|each| map.graph.element(each.element).id()).collect::<Vec<_>>()
    };
    assert_eq!([affected(0), affected(1)], [vec!["care", "vodok"], vec!["payroll", "lisa"]]);
    assert_eq!(judgement.together.affected.len(), 4);
}

#[test]
fn a_replacement_is_out_until_its_successor_is_in_use() {
    let map = Map::new(MAP);
    let chg = proposal("chg", vec![replace("lisa", "lisa-2", "2008-03-08")]);
    let judgement = map.judge(&chg);
    let window = judgement.plan.changes()[0].window.unwrap();
    assert_eq!((window.from, window.until), (0, Some(2 * 24 * 60)));
    assert_eq!(map.on(&judgement, "payroll").unwrap().disruption, Disruption::Stopped);
    // A window that begins in the evening shortens the gap.
    let mut chg = proposal("chg", vec![replace("lisa", "lisa-2", "2008-03-08")]);
    chg.window = Some(super::window("2008-03-08T20:00", ""));
    assert_eq!(map.judge(&chg).plan.changes()[0].window.unwrap().until, Some(28 * 60));
    // A successor that the proposal itself takes into use in time leaves none.
    let new = add("systems: {lisa-3: {owner: slk, lifecycle: {active: 2008-01-01}}}");
    let chg = proposal("chg", vec![new, replace("lisa", "lisa-3", "2008-03-08")]);
    assert_eq!(map.judge(&chg).plan.changes()[0].window, None);
}

#[test]
fn days_before_and_after_the_window_are_on_the_same_clock() {
    let map = Map::new(MAP);
    let mut chg = proposal("chg", vec![retire("meta", "2008-03-03"), change(ChangeKind::Outage, "node")]);
    chg.window = Some(window("2008-03-01T20:00", "2008-03-02T02:00"));
    let windows: Vec<_> =
        map.judge(&chg).plan.changes().iter().map(|c| c.window.unwrap()).map(|w| (w.from, w.until)).collect();
    assert_eq!(windows, [(28 * 60, None), (0, Some(360))]);
}

#[test]
fn what_is_added_asks_more_of_what_it_rests_on_and_of_both_ends_of_new_integrations() {
    let map = Map::new(MAP);
    let new = add("systems: {portal: {owner: it, runs_on: portal-db}}\ntechnologies: {portal-db: {}}");
    let joins =
        add("systems: {meta: {}, lisa: {}}\nintegrations: [{id: new-feed, provider: meta, consumer: lisa}]");
    let Action::Add(mut joins) = joins else { panic!() };
    joins.elements.retain(|element| element.id() == "new-feed");
    let chg = proposal("chg", vec![new, Action::Add(joins)]);
    let judgement = map.judge(&chg);
    assert_eq!(judgement.faults, []);
    assert_eq!(judgement.plan.steps[0], []);
    let needs: Vec<_> =
        judgement.plan.steps[1].iter().map(|c| (map.graph.element(c.element).id(), c.kind)).collect();
    assert_eq!(needs, [("lisa", ChangeKind::Need), ("meta", ChangeKind::Need)]);
    assert_eq!(map.on(&judgement, "oracle-9i").unwrap().work, Work::Adapt);
}

#[test]
fn a_move_is_work_on_what_is_moved_and_set_is_none() {
    let map = Map::new(MAP);
    let owner = set("vodok", Field::Owner, Value::Organisation(Id::parse("slk").unwrap()));
    let chg = proposal("chg", vec![move_to("lisa", "oracle-9i", "oracle-10g"), owner]);
    let judgement = map.judge(&chg);
    assert_eq!(map.on(&judgement, "payroll").unwrap().work, Work::Verify);
    assert!(judgement.steps[1].1.is_none());
    let dropped = &judgement.dropped[0];
    assert_eq!((dropped.element.as_str(), &*dropped.old, &*dropped.new), ("vodok", "aldre", "slk"));
    // Whoever owns what is set must answer too.
    assert!(judgement.people.iter().any(|c| c.person.organisation == "aldre"));
}

#[test]
fn what_is_moved_away_first_is_not_disturbed_when_the_old_goes() {
    let map = Map::new(MAP);
    let away = || move_to("lisa", "oracle-9i", "oracle-10g");
    let upgrade = || super::upgrade("oracle-9i", "oracle-10g");
    let gone = || retire("oracle-9i", "2008-06-01");
    for (steps, tests) in [(vec![away(), gone()], "payroll"), (vec![upgrade(), gone()], "lisa")] {
        let chg = proposal("chg", steps);
        let moved = moved(map.graph.model(), [], [&chg]).expect("something moves");
        let judgement = judge(&map.as_is(), &chg, Some(&moved), &[]);
        assert!(judgement.together.affected.iter().all(|on| on.disruption == Disruption::None));
        assert_eq!(map.on(&judgement, tests).map(|on| on.work), Some(Work::Verify));
    }
    assert!(moved(map.graph.model(), [], [&proposal("chg", vec![upgrade()])]).is_none());
}

#[test]
fn findings_are_brought_and_healed() {
    let map = Map::new(
        "organisations: [{id: it}]
systems:
  a: {owner: it, lifecycle: active, depends_on: b}
  b: {lifecycle: active, depends_on: a}
  c: {owner: it, lifecycle: active}
",
    );
    assert_eq!(
        told(&map.findings).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
        ["dependency-cycle", "missing-owner", "isolated-element"]
    );
    let owner = set("b", Field::Owner, Value::Organisation(Id::parse("it").unwrap()));
    let new = add(
        "systems: {d: {lifecycle: active, depends_on: e}, e: {owner: it, lifecycle: active}}\norganisations: [{id: it}]",
    );
    let Action::Add(mut new) = new else { panic!() };
    new.organisations.clear();
    let chg = proposal("chg", vec![owner, move_to("b", "a", "c"), Action::Add(new)]);
    let judgement = map.judge(&chg);
    let rules = |findings: &[Finding]| findings.iter().map(|f| f.rule.to_string()).collect::<Vec<_>>();
    assert_eq!(rules(&judgement.healed), ["dependency-cycle", "missing-owner", "isolated-element"]);
    assert_eq!(told(&judgement.brought), [("missing-owner", "d")]);
    assert_eq!(judgement.to_waive().count(), 1);
    assert_eq!(judgement.brought[0].severity, Severity::Warning);
}

#[test]
fn what_is_only_wrong_before_it_begins_is_not_brought() {
    let map = Map::new(
        "organisations: [{id: it}]\nprocesses: {p: {owner: it, lifecycle: active}}\n\
         systems: {new: {owner: it, lifecycle: {active: 2008-06-01}}}",
    );
    let brought = |from: &str| {
        let rests = load_texts(
            [("x.yaml", "processes: {p: {depends_on: new}}\nsystems: {new: {}}")],
            &Config::default(),
        );
        let rests = rests.model.elements[0].get(Field::DependsOn).unwrap().clone();
        let mut chg = proposal("chg", vec![set("p", Field::DependsOn, rests)]);
        chg.window = Some(window(from, ""));
        let judgement = map.judge(&chg);
        judgement.brought.iter().map(|f| f.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(brought("2008-05-31"), ["depends-on-not-yet-active"]);
    assert_eq!(brought("2008-06-01"), [""; 0]);
}

#[test]
fn what_does_not_fit_is_a_fault_of_the_proposal_and_the_rest_is_judged() {
    let map = Map::new(MAP);
    let mut chg = proposal("chg", vec![retire("lissa", "2008-03-01"), retire("lisa", "2008-03-01")]);
    chg.answers = vec![answer("nobody", None, Verdict::Adapt), answer("slk", Some("lissa"), Verdict::Adapt)];
    let judgement = map.judge(&chg);
    let rules: Vec<_> = judgement.faults.iter().map(|f| (&*f.rule, f.subject.as_str())).collect();
    let expected =
        [("unknown-reference", "lissa"), ("unknown-organisation", "nobody"), ("unknown-reference", "lissa")];
    assert_eq!(rules, expected);
    assert!(judgement.faults[0].help.as_deref().unwrap().contains("`lisa`"));
    assert_eq!(map.on(&judgement, "payroll").unwrap().work, Work::Replace);
    assert_eq!(route(&map.graph, &judgement, &Board::default(), &[]), (Route::Board, Why::Faulty(3)));
}

#[test]
fn silence_is_shown_and_objections_come_first() {
    let map = Map::new(MAP);
    let mut chg = proposal("chg", vec![retire("node", "2008-03-01"), retire("lisa", "2008-03-01")]);
    chg.raised_by = Some(id("it"));
    let stands = |chg: &Proposal| {
        let judgement = map.judge(chg);
        judgement.people.iter().map(|c| (c.person.organisation.clone(), c.stand)).collect::<Vec<_>>()
    };
    let of = |stands: &[(&str, Stand)]| stands.iter().map(|(o, s)| ((*o).to_owned(), *s)).collect::<Vec<_>>();
    assert_eq!(stands(&chg), of(&[("aldre", Stand::Silent), ("slk", Stand::Silent), ("it", Stand::Raised)]));
    chg.answers = vec![answer("aldre", Some("vodok"), Verdict::Adapt), answer("slk", None, Verdict::Object)];
    let expected = of(&[("slk", Stand::Objects), ("aldre", Stand::Partly), ("it", Stand::Raised)]);
    assert_eq!(stands(&chg), expected);
    chg.answers.push(answer("aldre", None, Verdict::Test));
    assert!(stands(&chg).contains(&("aldre".to_owned(), Stand::Answered)));
}

#[test]
fn the_route_follows_from_who_and_what_is_concerned() {
    let map = Map::new(MAP);
    let board = Board::default();
    let decided = |steps: Vec<Action>, board: &Board| {
        let chg = proposal("chg", steps);
        let (route, why) = route(&map.graph, &map.judge(&chg), board, &[]);
        (route, why)
    };
    let element = |id| map.graph.find_element(id).unwrap();
    let modify = |id| vec![change(ChangeKind::Modify, id)];
    assert_eq!(decided(modify("lisa"), &board), (Route::OwnerDecides, Why::OneOwner));
    // The owner of Lisa only tests, and is told.
    assert_eq!(decided(modify("oracle-9i"), &board), (Route::OwnerDecides, Why::OneOwner));
    let both = || vec![change(ChangeKind::Modify, "oracle-9i"), change(ChangeKind::Modify, "lisa")];
    assert_eq!(decided(both(), &board), (Route::OwnersAgree, Why::SeveralOwners(2)));
    assert_eq!(decided(both(), &Board { most_owners: 1, ..board }), (Route::Board, Why::Owners(2)));
    // Whoever raised it agrees already.
    let raised = Proposal { raised_by: Some(id("it")), ..proposal("chg", both()) };
    let (decides, why) = route(&map.graph, &map.judge(&raised), &Board { most_owners: 1, ..board }, &[]);
    assert_eq!((decides, why), (Route::OwnersAgree, Why::SeveralOwners(2)));
    let chg = proposal("chg", modify("lisa"));
    let together = [element("vodok"), element("payroll")];
    let collides = route(&map.graph, &map.judge(&chg), &board, &together);
    assert_eq!(collides, (Route::Board, Why::Collides(element("payroll"))));
    let stops = decided(vec![retire("lisa", "2008-03-01")], &board);
    assert_eq!(stops, (Route::Board, Why::Stops(element("payroll"))));
    let stops = decided(vec![retire("vodok", "2008-03-01")], &Board { critical: Criticality::Low, ..board });
    // Its own process has no criticality, and who feeds it only tests.
    assert_eq!(stops.0, Route::OwnerDecides);
}

#[test]
fn who_only_tests_is_told_and_not_waited_for() {
    let map = Map::new(MAP);
    let chg = proposal("chg", vec![change(ChangeKind::Modify, "oracle-9i")]);
    let stands = |judgement: &Judgement<'_>| {
        let people = judgement.people.iter();
        people.map(|c| (c.person.organisation.clone(), c.stand, c.must_agree)).collect::<Vec<_>>()
    };
    let told = ("slk".to_owned(), Stand::Told, false);
    assert_eq!(stands(&map.judge(&chg)), [("it".to_owned(), Stand::Silent, true), told]);
    // A map may want everybody to agree who must test.
    let all = AsIs { agree_from: Work::Verify, ..map.as_is() };
    let judgement = judge(&all, &chg, None, &[]);
    assert!(judgement.people.iter().all(|c| c.must_agree && c.stand == Stand::Silent));
    assert_eq!(route(&map.graph, &judgement, &Board::default(), &[]).1, Why::SeveralOwners(2));
    // Who need not agree may object all the same.
    let against = Proposal { answers: vec![answer("slk", None, Verdict::Object)], ..chg };
    let judgement = map.judge(&against);
    assert_eq!(stands(&judgement)[0], ("slk".to_owned(), Stand::Objects, false));
    assert_eq!(route(&map.graph, &judgement, &Board::default(), &[]), (Route::Board, Why::Objections(1)));
}

#[test]
fn what_is_tested_needs_no_owner_and_what_is_adapted_does() {
    let map = Map::new(
        "organisations: [{id: it}]\nsystems: {a: {depends_on: b}, b: {owner: it}, c: {owner: it, depends_on: b}}",
    );
    let decided = |kind| {
        let chg = proposal("chg", vec![change(kind, "b")]);
        route(&map.graph, &map.judge(&chg), &Board::default(), &[])
    };
    assert_eq!(decided(ChangeKind::Modify), (Route::OwnerDecides, Why::OneOwner));
    assert_eq!(decided(ChangeKind::Interface), (Route::Board, Why::WithoutOwner(1)));
}

#[test]
fn the_order_is_by_dependency_then_window_then_id() {
    let mut all = ["d", "c", "b", "a"].map(|name| proposal(name, vec![]));
    all[0].window = Some(window("2008-01-01", ""));
    all[1].window = Some(window("2008-02-01", ""));
    all[0].depends_on = vec![id("b"), id("unknown")];
    let ids =
        |proposals: Vec<&Proposal>| proposals.iter().map(|p| p.id.value.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(order(&all)), ["c", "a", "b", "d"]);
    let refs: Vec<&Proposal> = all.iter().collect();
    assert_eq!(ids(before(&all[0], &refs)), ["b"]);
    // A circle has no order, and hides nothing.
    all[2].depends_on = vec![id("d")];
    assert_eq!(ids(order(&all)), ["c", "a", "d", "b"]);
    let refs: Vec<&Proposal> = all.iter().collect();
    assert_eq!(ids(before(&all[0], &refs)), ["b"]);
}

#[test]
fn a_proposal_may_name_what_an_earlier_one_adds() {
    let map = Map::new(MAP);
    let first = proposal("first", vec![add("systems: {new: {}}")]);
    let mut second =
        proposal("second", vec![set("new", Field::Owner, Value::Organisation(Id::parse("it").unwrap()))]);
    second.depends_on = vec![id("first")];
    assert_eq!(map.judge(&second).faults.len(), 1);
    let judgement = judge(&map.as_is(), &second, None, &[&first]);
    assert_eq!(judgement.faults, []);
    assert_eq!(told(&judgement.healed), [("missing-owner", "new")]);
}
