//! Proposals that wait for each other.

use std::collections::HashMap;

use crate::diagnostic::{Level, quoted};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::Proposal;

pub(super) const RULE: Rule = Rule {
    name: "change-cycle",
    summary: "proposals depend on each other in a circle",
    level: Level::ERROR,
    group: Group::Changes,
    absence: false,
    fixed: false,
    explanation: include_str!("change_cycle.md"),
    check: Some(check),
};

/// More circles than this are not told: they have most of their proposals in common.
const MOST: usize = 100;

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let changes = &cx.graph.model().changes;
    for circle in circles(changes).into_iter().take(MOST) {
        let proposals: Vec<&Proposal> = circle.iter().filter_map(|&i| changes.get(i)).collect();
        let Some(first) = proposals.iter().min_by_key(|proposal| &proposal.id.value) else { continue };
        let start = proposals.iter().position(|proposal| proposal.id == first.id).unwrap_or(0);
        let (before, from) = proposals.split_at(start);
        let way: Vec<String> =
            from.iter().chain(before).chain([first]).map(|p| quoted(p.id.value.as_str())).collect();
        let message = format!("no order is feasible: {}", way.join(" depends on "));
        let subject: Vec<&str> = from.iter().chain(before).map(|p| p.id.value.as_str()).collect();
        let finding = findings.at(first.id.place, message).subject(subject.join(" "));
        findings.add(finding.help("drop the dependency that is least true, or make one proposal of them"));
    }
}

/// Circles of proposals by their indices, each in the order of dependency; no proposal is in two of them.
///
/// Complexity: O(n + d) for n proposals with d dependencies, and the length of each circle.
fn circles(changes: &[Proposal]) -> Vec<Vec<usize>> {
    let index: HashMap<&str, usize> =
        changes.iter().enumerate().map(|(i, proposal)| (proposal.id.value.as_str(), i)).collect();
    let needed = |i: usize, next: usize| {
        let id = changes.get(i)?.depends_on.get(next)?;
        Some(index.get(id.value.as_str()).copied())
    };
    // 0: not visited; 1: on the way; 2: done; 3: in a circle that is told.
    let mut state = vec![0_u8; changes.len()];
    let mut found = Vec::new();
    for root in 0..changes.len() {
        let mut way: Vec<(usize, usize)> = Vec::new();
        if state.get(root) == Some(&0) {
            way.push((root, 0));
            set(&mut state, root, 1);
        }
        while let Some((i, next)) = way.last_mut() {
            let (at, step) = (*i, *next);
            *next += 1;
            match needed(at, step) {
                None => {
                    if state.get(at) == Some(&1) {
                        set(&mut state, at, 2);
                    }
                    way.pop();
                }
                Some(None) => {}
                Some(Some(to)) => match state.get(to) {
                    Some(0) => {
                        set(&mut state, to, 1);
                        way.push((to, 0));
                    }
                    Some(1) if state.get(at) == Some(&1) => {
                        let circle = way.iter().rev().map(|(i, _)| *i);
                        let mut circle: Vec<usize> = circle.take_while(|&i| i != to).chain([to]).collect();
                        circle.reverse();
                        circle.iter().for_each(|&i| set(&mut state, i, 3));
                        found.push(circle);
                    }
                    _ => {}
                },
            }
        }
    }
    found
}

fn set(state: &mut [u8], i: usize, to: u8) {
    if let Some(slot) = state.get_mut(i) {
        *slot = to;
    }
}
