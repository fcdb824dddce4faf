//! Cases whose answers were worked out on paper: both implementations must give them.

mod groups;
mod hours;
mod parts;
mod several;
mod time;
mod work;

use super::answer::{Answer, kept_text};
use super::engine::Engine;
use super::naive::Naive;
use super::reading::{question, world};
use std::collections::BTreeSet;

/// A map, a question and the answer, a line for each affected, kept and freed element.
struct Case {
    name: &'static str,
    map: &'static str,
    asked: &'static str,
    answer: &'static [&'static str],
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [groups::CASES, hours::CASES, parts::CASES, several::CASES, time::CASES, work::CASES]
        .into_iter()
        .flatten()
}

#[test]
fn the_second_implementation_gives_the_answers_worked_out_on_paper() {
    compare(|case| {
        let world = world(case.map);
        let naive = Naive::of(&world, &question(&world, case.asked));
        // Of several reasons for which an element may be said to be kept, that on paper counts.
        let mut lines = lines(&naive.answer);
        for (element, kept) in &naive.kept {
            let id = &world.things[*element].id;
            let reasons: Vec<String> =
                kept.reasons.iter().map(|reason| kept_text(id, kept.from, reason)).collect();
            let on_paper = reasons.iter().find(|reason| case.answer.contains(&reason.as_str()));
            lines.insert(on_paper.or(reasons.first()).unwrap().clone());
        }
        lines
    });
}

#[test]
fn the_engine_gives_the_answers_worked_out_on_paper() {
    compare(|case| {
        let world = world(case.map);
        let engine = Engine::of_text(case.map, &world, &question(&world, case.asked));
        let mut lines = lines(&engine.answer);
        lines.extend(engine.kept.iter().map(|(id, from, by)| kept_text(id, *from, by)));
        lines
    });
}

fn lines(answer: &Answer) -> BTreeSet<String> {
    answer.to_string().lines().map(str::to_owned).collect()
}

fn compare(answer: impl Fn(&Case) -> BTreeSet<String>) {
    let mut wrong = String::new();
    for case in cases() {
        let on_paper: BTreeSet<String> = case.answer.iter().copied().map(str::to_owned).collect();
        let found = answer(case);
        if found != on_paper {
            let missing: Vec<_> = on_paper.difference(&found).collect();
            let unexpected: Vec<_> = found.difference(&on_paper).collect();
            wrong += &format!(
                "\n{}: {}{}\n  on paper {missing:#?}\n  found {unexpected:#?}\n",
                case.name, case.asked, case.map
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn there_are_many_cases_with_names_of_their_own() {
    let names: BTreeSet<&str> = cases().map(|case| case.name).collect();
    assert_eq!(names.len(), cases().count());
    assert!(names.len() >= 25);
}
