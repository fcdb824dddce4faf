//! Thousands of policies, and policies over a large map: no more than a walk over the map each.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::judge;

/// A map in which everything rests on everything before it that is a power of two away.
fn large(elements: usize) -> String {
    let mut text = String::from("systems:\n");
    for i in 0..elements {
        let on: Vec<String> =
            (0..4).filter_map(|k| i.checked_sub(1 << (3 * k))).map(|to| format!("s{to}")).collect();
        writeln!(text, "  - {{id: s{i}, kind: k{}, depends_on: [{}]}}", i % 7, on.join(", ")).unwrap();
    }
    text
}

#[test]
fn every_element_of_a_long_chain_is_told_without_walking_it_each_time() {
    let text = large(20_000) + "policies: [{id: p, because: so, no_path: {to: s0}}]\n";
    let begun = Instant::now();
    let judged = judge(&text);
    let against = judged.findings.iter().filter(|finding| finding.rule == "policy/p").count();
    assert_eq!(against, 19_999);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn thousands_of_policies_are_told_in_part() {
    let mut text = large(300) + "policies:\n";
    for i in 0..3000 {
        writeln!(text, "  - {{id: p{i}, because: so, forbid: {{from: {{kind: [k1, k2, k{i}]}}}}}}").unwrap();
    }
    let begun = Instant::now();
    let judged = judge(&text);
    let of = |id: &str| judged.findings.iter().filter(|finding| finding.rule == id).collect::<Vec<_>>();
    // A third of a hundred thousand each, and how many more.
    let told = of("policy/p17");
    assert_eq!(told.len(), 34);
    assert!(
        told.iter()
            .any(|finding| finding.message.ends_with("more against this policy, which are not listed"))
    );
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn long_lists_and_reasons_do_not_stand_in_every_finding() {
    let values: Vec<String> = (0..2000).map(|i| format!("s{i}")).collect();
    let because = "so ".repeat(20_000);
    let text = large(2000)
        + &format!("policies: [{{id: p, because: {because}, forbid: {{from: [{}]}}}}]\n", values.join(", "));
    let judged = judge(&text);
    let told: Vec<_> = judged.findings.iter().filter(|finding| finding.rule == "policy/p").collect();
    assert!(told.len() > 2000);
    for finding in told {
        assert!(finding.help.as_ref().unwrap().len() < 400);
        assert!(finding.related[0].message.len() < 400);
    }
}
