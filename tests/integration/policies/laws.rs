//! Laws: what is told is what a plain reading of the same map finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use systemkarta::analysis::Selector;
use systemkarta::diagnostic::Finding;
use systemkarta::model::Demand;

use super::world::{Step, World, wanted, world};
use super::{Judged, TODAY, judge};

fn with_policy(world: &World, body: &str) -> Judged {
    let text = format!("{}policies: [{{id: p, because: so, {body}}}]\n", world.yaml());
    let judged = judge(&text);
    assert_eq!(judged.graph.model().policies.len(), 1, "{text}\n{:#?}", judged.findings);
    judged
}

/// The findings against the one policy, each with its elements by their numbers.
fn against(world: &World, body: &str) -> Vec<(Vec<usize>, Finding)> {
    let ids: BTreeMap<String, usize> = (0..world.len()).map(|i| (world.id(i), i)).collect();
    let found = with_policy(world, body).findings.into_iter().filter(|finding| finding.rule == "policy/p");
    found.map(|f| (f.elements.iter().map(|id| ids[id]).collect(), f)).collect()
}

fn told_steps(world: &World, body: &str) -> BTreeSet<Step> {
    let step = |(elements, finding): (Vec<usize>, Finding)| {
        let words = ["depends_on", "runs_on", "part_of", "masters", "uses", "carries", "integration", "via"];
        let word = words.into_iter().find(|word| *word == finding.subject).unwrap();
        (elements[0], elements[1], word, elements.get(2).copied())
    };
    against(world, body).into_iter().map(step).collect()
}

const WORDS: [&str; 5] = ["depends_on", "integration", "via", "masters", "part_of"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_selection_means_what_a_plain_reading_means(world in world(), wanted in wanted()) {
        let judged = with_policy(&world, &format!("limit: {{of: {}, at_most: 9}}", world.text(&wanted)));
        let Demand::Limit { of, .. } = &judged.graph.model().policies[0].demand else { panic!() };
        let selected = Selector::new(&judged.graph, TODAY.parse().unwrap()).select(of);
        let ids = judged.graph.elements().zip(selected).filter(|(_, is_meant)| *is_meant);
        let ids: BTreeSet<String> = ids.map(|(ix, _)| judged.graph.element(ix).id().to_owned()).collect();
        prop_assert_eq!(ids, world.selected(&wanted).into_iter().map(|i| world.id(i)).collect::<BTreeSet<_>>());
    }

    #[test]
    fn forbid_tells_the_steps_between(world in world(), from in wanted(), to in wanted(), word in prop::option::of(0..5usize)) {
        let word = word.map(|word| WORDS[word]);
        let relation = word.map_or_else(String::new, |word| format!(", relation: {word}"));
        let body = format!("forbid: {{from: {}, to: {}{relation}}}", world.text(&from), world.text(&to));
        let steps = world.steps(&world.judged(&from), &world.judged(&to), word);
        prop_assert_eq!(told_steps(&world, &body), steps);
    }

    #[test]
    fn forbid_without_a_side_means_all(world in world(), from in wanted()) {
        let all = (0..world.len()).filter(|&i| world.live(i)).collect();
        let body = format!("forbid: {{from: {}}}", world.text(&from));
        prop_assert_eq!(told_steps(&world, &body), world.steps(&world.judged(&from), &all, None));
        let body = format!("forbid: {{to: {}}}", world.text(&from));
        prop_assert_eq!(told_steps(&world, &body), world.steps(&all, &world.judged(&from), None));
    }

    #[test]
    fn what_must_have_a_relation_is_told_if_it_has_none(world in world(), of in wanted(), to in wanted()) {
        let (meant, others) = (world.judged(&of), world.judged(&to));
        let told = |side: &str| -> BTreeSet<usize> {
            let body = format!("require: {{of: {}, {side}: {}}}", world.text(&of), world.text(&to));
            against(&world, &body).into_iter().map(|(elements, _)| elements[0]).collect()
        };
        let one = |i: usize| BTreeSet::from([i]);
        let without = |has: &dyn Fn(usize) -> bool| meant.iter().copied().filter(|&i| !has(i)).collect::<BTreeSet<_>>();
        prop_assert_eq!(told("to"), without(&|i| !world.steps(&one(i), &others, None).is_empty()));
        prop_assert_eq!(told("from"), without(&|i| !world.steps(&others, &one(i), None).is_empty()));
    }

    #[test]
    fn no_path_tells_the_shortest_chain_of_all_that_have_one(world in world(), from in wanted(), to in wanted()) {
        let body = format!("no_path: {{from: {}, to: {}}}", world.text(&from), world.text(&to));
        let (from, goals) = (world.judged(&from), world.judged(&to));
        let told = against(&world, &body);
        let pairs = from.iter().flat_map(|&i| goals.iter().map(move |&goal| (i, goal)));
        let have_one = pairs.filter(|&(i, goal)| world.shortest(i, goal, &goals).is_some());
        prop_assert_eq!(
            told.iter().map(|(e, _)| (e[0], e[1])).collect::<BTreeSet<_>>(),
            have_one.collect::<BTreeSet<_>>()
        );
        for (elements, finding) in told {
            let way = finding.message.split_once(": ").unwrap().1;
            let number = |id: &str| (0..world.len()).find(|&i| format!("`{}`", world.id(i)) == id).unwrap();
            let way: Vec<usize> = way.split(" → ").map(number).collect();
            prop_assert_eq!((way.first(), way.last()), (elements.first(), elements.get(1)));
            prop_assert!(goals.contains(&elements[1]) && elements[0] != elements[1]);
            prop_assert_eq!(world.length_of(&way), world.shortest(elements[0], elements[1], &goals), "{}", finding.message);
        }
    }

    #[test]
    fn limit_tells_the_groups_that_have_too_many(world in world(), of in wanted(), at_most in 0..3usize) {
        for (count, per) in [("owner", "properties.area"), ("id", "tags"), ("class", ""), ("id", "")] {
            let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for i in world.judged(&of) {
                let names = if per.is_empty() { vec![String::new()] } else { world.says(i, per) };
                names.into_iter().for_each(|name| groups.entry(name).or_default().extend(world.says(i, count)));
            }
            // A finding for each that is too much.
            let too_many = |(name, values): (String, BTreeSet<String>)| {
                std::iter::repeat_n(name, values.len().saturating_sub(at_most))
            };
            let over: Vec<String> = groups.into_iter().flat_map(too_many).collect();
            let count = if count == "id" { String::new() } else { format!(", count: {count}") };
            let per = if per.is_empty() { String::new() } else { format!(", per: {per}") };
            let body = format!("limit: {{of: {}{count}{per}, at_most: {at_most}}}", world.text(&of));
            let mut told: Vec<String> = against(&world, &body).into_iter().map(|(_, f)| f.subject).collect();
            told.sort_unstable();
            prop_assert_eq!(told, over);
        }
    }

    #[test]
    fn via_is_asked_of_all_that_have_an_end(world in world(), of in wanted(), via in wanted()) {
        let body = format!("require: {{of: {}, via: {}}}", world.text(&of), world.text(&via));
        let told: BTreeSet<usize> = against(&world, &body).into_iter().map(|(elements, _)| elements[0]).collect();
        prop_assert_eq!(told, world.beside(&world.judged(&of), &world.judged(&via)));
    }

    #[test]
    fn allow_only_and_require_look_at_what_is_said(world in world(), of in wanted()) {
        let of_text = world.text(&of);
        let told = |body: &str| -> BTreeSet<usize> {
            against(&world, body).into_iter().map(|(elements, _)| elements[0]).collect()
        };
        let meant = || world.judged(&of).into_iter();
        let others = meant().filter(|&i| world.says(i, "owner").iter().any(|owner| owner != "slk"));
        let body = format!("allow_only: {{of: {of_text}, field: owner, values: [slk]}}");
        prop_assert_eq!(told(&body), others.collect::<BTreeSet<_>>());
        let without = meant().filter(|&i| world.says(i, "properties.area").is_empty());
        let body = format!("require: {{of: {of_text}, fields: properties.area}}");
        prop_assert_eq!(told(&body), without.collect::<BTreeSet<_>>());
    }
}
