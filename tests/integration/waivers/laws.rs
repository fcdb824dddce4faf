//! Laws of waivers and baselines, against a second reading that is slow and plain.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use systemkarta::diagnostic::{FileId, Finding, Place};
use systemkarta::lint::{self, Baseline, State};
use systemkarta::report::baseline;

use super::Map;

const TODAY: &str = "2007-09-15";
const RULES: [&str; 6] = [
    "missing-owner",
    "depends-on-retired",
    "missing-lifecycle",
    "isolated-element",
    "wrong-kind",
    "no-such-rule",
];
const DAYS: [&str; 6] = ["2007-08-01", "2007-09-14", "2007-09-15", "2007-09-16", "2007-10-31", "2008-08-01"];
/// The last names nothing.
const NAMES: [&str; 7] = ["s0", "s1", "s2", "s3", "s4", "alias-of-s1", "s9"];

/// Whether it has an owner, whether it is retired, whether it has a lifecycle, and what it rests on.
type System = (bool, bool, bool, Vec<usize>);
/// Rule, element, other end, first and last day.
type Waiver = (usize, usize, Option<usize>, usize, usize);

fn systems() -> impl Strategy<Value = Vec<System>> {
    vec((any::<bool>(), any::<bool>(), any::<bool>(), vec(0..5_usize, 0..3)), 5)
}

fn waivers() -> impl Strategy<Value = Vec<Waiver>> {
    vec((0..6_usize, 0..7_usize, proptest::option::of(0..7_usize), 0..6_usize, 0..6_usize), 0..8)
}

fn map(systems: &[System]) -> String {
    let mut text = String::from("organisations: [{id: it}]\nsystems:\n");
    for (i, (owned, retired, dated, rests_on)) in systems.iter().enumerate() {
        let owner = if *owned { ", owner: it" } else { "" };
        let lifecycle = match (dated, retired) {
            (false, _) => "",
            (true, true) => ", lifecycle: {active: 2001, retired: 2007-01-01}",
            (true, false) => ", lifecycle: {active: 2001}",
        };
        let alias = if i == 1 { ", aliases: [alias-of-s1]" } else { "" };
        let mut rests_on: Vec<usize> = rests_on.iter().copied().filter(|&on| on != i).collect();
        rests_on.dedup();
        let rests_on: Vec<String> = rests_on.iter().map(|on| format!("s{on}")).collect();
        let rests_on = rests_on.join(", ");
        text += &format!("  - {{id: s{i}{alias}{owner}{lifecycle}, depends_on: [{rests_on}]}}\n");
    }
    text
}

fn written(waivers: &[Waiver]) -> String {
    let mut text = String::from("waivers:\n");
    for (rule, element, to, since, expires) in waivers {
        let to = to.map(|to| format!("to: {}, ", NAMES[to])).unwrap_or_default();
        text += &format!(
            "  - {{rule: {}, element: {}, {to}reason: R, owner: it, decision: D, since: {}, expires: {}}}\n",
            RULES[*rule], NAMES[*element], DAYS[*since], DAYS[*expires]
        );
    }
    text
}

fn resolved(name: usize) -> Option<&'static str> {
    match NAMES[name] {
        "alias-of-s1" => Some("s1"),
        "s9" => None,
        id => Some(id),
    }
}

/// Whether a waiver covers a finding, whatever the day.
fn matches(&(rule, element, to, ..): &Waiver, finding: &Finding) -> bool {
    // The last two of the rules cannot be waived, or do not exist.
    let by_rule = rule < 4 && finding.rule == RULES[rule];
    let by_element =
        resolved(element).is_some_and(|id| finding.elements.first().is_some_and(|first| first == id));
    let by_end =
        to.is_none_or(|to| resolved(to).is_some_and(|id| finding.elements.iter().skip(1).any(|e| e == id)));
    by_rule && by_element && by_end
}

/// ISO dates are in order as texts are.
fn in_force(&(.., since, expires): &Waiver) -> bool {
    DAYS[since] <= TODAY && TODAY <= DAYS[expires]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_finding_is_waived_if_and_only_if_a_waiver_in_force_matches(systems in systems(), waivers in waivers()) {
        let waivers: Vec<Waiver> = waivers.into_iter().filter(|waiver| waiver.3 <= waiver.4).collect();
        let plain = Map::new("map.yaml", &map(&systems)).check(TODAY);
        let checked = Map::new("map.yaml", &format!("{}{}", map(&systems), written(&waivers))).check(TODAY);
        let covers = |waiver: &Waiver, finding: &Finding| in_force(waiver) && matches(waiver, finding);
        let (waived, counting): (Vec<Finding>, Vec<Finding>) =
            plain.findings.into_iter().partition(|finding| waivers.iter().any(|waiver| covers(waiver, finding)));
        let found: Vec<Finding> = checked.waived.iter().map(|waived| waived.finding.clone()).collect();
        prop_assert_eq!(&found, &waived);
        let others: Vec<Finding> =
            checked.findings.iter().filter(|finding| !finding.rule.starts_with("waiver-")).cloned().collect();
        prop_assert_eq!(&others, &counting);
        for of in &checked.waived {
            prop_assert!(covers(&waivers[of.waiver], &of.finding));
        }

        // What has become of each.
        for (i, (waiver, standing)) in waivers.iter().zip(&checked.waivers).enumerate() {
            let valid = waiver.0 < 4 && resolved(waiver.1).is_some() && waiver.2.is_none_or(|to| resolved(to).is_some());
            let same = |other: &Waiver| {
                (other.0, resolved(other.1), other.2.map(resolved)) == (waiver.0, resolved(waiver.1), waiver.2.map(resolved))
            };
            let is_second = waivers[..i].iter().any(|other| in_force(other) && same(other));
            let count = |findings: &[Finding]| findings.iter().filter(|finding| matches(waiver, finding)).count();
            let (state, findings) = match waiver {
                _ if !valid => (State::Invalid, 0),
                _ if DAYS[waiver.4] < TODAY => (State::Expired, count(&counting)),
                _ if TODAY < DAYS[waiver.3] => (State::NotBegun, 0),
                _ if is_second || count(&waived) == 0 => (State::Unused, 0),
                _ => (State::InForce, count(&waived)),
            };
            prop_assert_eq!((standing.state, standing.findings), (state, findings), "{:?}", waiver);
        }
        let told = |rule: &str| checked.findings.iter().filter(|finding| finding.rule == rule).count();
        let of_state = |state| checked.waivers.iter().filter(|standing| standing.state == state).count();
        prop_assert_eq!(told("waiver-expired"), of_state(State::Expired));
        prop_assert_eq!(told("waiver-unused"), of_state(State::Unused));
        prop_assert!(told("waiver-invalid") >= of_state(State::Invalid));
        prop_assert!(checked.findings.is_sorted_by_key(|finding| (finding.place, finding.rule.clone())));
    }

    #[test]
    fn what_is_known_is_neither_new_nor_gone_wherever_it_stands(systems in systems()) {
        let here = Map::new("map.yaml", &map(&systems));
        let found = here.check(TODAY).findings;
        let known = Baseline::of(&found, &here.sources);
        let mut file = Vec::new();
        baseline::write(&known, &mut file).unwrap();
        let known = baseline::read(&file).unwrap();

        let moved = Map::new("elsewhere.yaml", &format!("# A line\n\n# and another\n{}", map(&systems)));
        let compared = known.compare(moved.check(TODAY).findings, &moved.sources);
        prop_assert_eq!((&compared.new, &compared.gone), (&vec![], &vec![]));
        prop_assert_eq!(compared.known.len(), found.len());
    }

    #[test]
    fn exactly_what_is_added_is_new_and_exactly_what_is_mended_is_gone(systems in systems(), at in 0..5_usize) {
        let with = |owned: bool| {
            let mut systems = systems.clone();
            systems[at].0 = owned;
            let map = Map::new("map.yaml", &map(&systems));
            let found = map.check(TODAY).findings;
            (map, found)
        };
        let ((mended, less), (broken, more)) = (with(true), with(false));
        let of_owner = |finding: &Finding| finding.rule == "missing-owner" && finding.elements == [format!("s{at}")];
        let added = more.iter().filter(|finding| of_owner(finding)).count();

        let compared = Baseline::of(&less, &mended.sources).compare(more.clone(), &broken.sources);
        prop_assert_eq!(compared.new.len(), added);
        prop_assert!(compared.new.iter().all(of_owner));
        prop_assert_eq!(&compared.gone, &vec![]);

        let compared = Baseline::of(&more, &broken.sources).compare(less, &mended.sources);
        prop_assert_eq!(&compared.new, &vec![]);
        let gone: Vec<_> = compared.gone.iter().map(|known| (known.rule.as_str(), known.elements.clone())).collect();
        prop_assert_eq!(gone, vec![("missing-owner", vec![format!("s{at}")]); added]);
    }

    #[test]
    fn a_baseline_counts_how_often_the_same_was_found(before in vec(0..4_u8, 0..12), after in vec(0..4_u8, 0..12)) {
        let map = Map::new("map.yaml", "systems: {lisa: }\n");
        let place = Place::file(FileId::new(0));
        let findings = |subjects: &[u8]| -> Vec<Finding> {
            let one = |subject: &u8| Finding::new("missing-owner", place, "x").element("lisa").subject(subject.to_string());
            subjects.iter().map(one).collect()
        };
        let counts = |subjects: &[u8]| {
            let mut counts = BTreeMap::new();
            subjects.iter().for_each(|subject| *counts.entry(*subject).or_insert(0_usize) += 1);
            counts
        };
        let compared = Baseline::of(&findings(&before), &map.sources).compare(findings(&after), &map.sources);
        let (before, after) = (counts(&before), counts(&after));
        let times = |counts: &BTreeMap<u8, usize>, subject| counts.get(&subject).copied().unwrap_or(0);
        for subject in 0..4_u8 {
            let (was, is) = (times(&before, subject), times(&after, subject));
            let count = |findings: &[Finding]| findings.iter().filter(|f| f.subject == subject.to_string()).count();
            prop_assert_eq!(count(&compared.new), is.saturating_sub(was));
            prop_assert_eq!(count(&compared.known), is.min(was));
            let print = lint::fingerprint(&findings(&[subject])[0], &map.sources);
            let gone = compared.gone.iter().find(|known| known.fingerprint == print).map_or(0, |known| known.count);
            prop_assert_eq!(gone, was.saturating_sub(is));
        }
    }
}
