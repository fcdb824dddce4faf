//! Two ids that a reader cannot tell apart.

use crate::diagnostic::Level;
use crate::lint::twins::twins;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::Element;

pub(super) const RULE: Rule = Rule {
    name: "confusable-id",
    summary: "two ids differ only in case, or in characters that look alike",
    level: Level::WARNING,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("confusable_id.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let declared: Vec<&Element> = cx.graph.model().declarations().collect();
    let id = |thing: usize| declared.get(thing).map_or("", |element| element.id());
    let in_case = twins(declared.len(), |thing| id(thing).to_ascii_lowercase());
    let in_looks = twins(declared.len(), |thing| id(thing).chars().map(looks_like).collect());
    let pairs = |pairs: Vec<(usize, usize)>, how: &'static str| {
        pairs.into_iter().map(move |(first, later)| (later, first, how))
    };
    let mut told: Vec<_> =
        pairs(in_case, "differ only in case").chain(pairs(in_looks, "look alike")).collect();
    // Ids that differ only in case may look alike too: told once, by the former.
    told.sort_by_key(|&(later, ..)| later);
    told.dedup_by_key(|&mut (later, ..)| later);
    for (later, first, how) in told {
        let (Some(first), Some(later)) = (declared.get(first), declared.get(later)) else { continue };
        let finding = findings
            .at(later.id.place, format!("the ids `{}` and `{}` {how}", first.id(), later.id()))
            .related(first.id.place, format!("`{}` is declared here", first.id()))
            .element(later.id())
            .element(first.id())
            .help("give one of them another id; if both mean the same thing, keep one and make the other its alias");
        findings.add(finding);
    }
}

/// The character that stands for all that look like it: `0` and `O`, `1`, `l` and `I`.
fn looks_like(c: char) -> char {
    match c {
        '0' | 'O' => 'o',
        '1' | 'I' => 'l',
        other => other,
    }
}
