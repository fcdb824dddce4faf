//! A reference to what is not declared.

use std::collections::HashSet;

use crate::diagnostic::{Level, quoted};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Id, did_you_mean};

pub(super) const RULE: Rule = Rule {
    name: "unknown-reference",
    summary: "a reference names nothing that is declared",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("unknown_reference.md"),
    check: Some(check),
};

/// Building finds what elements refer to; this, what proposals depend on.
fn check(cx: &Context<'_>, findings: &mut Findings) {
    let changes = &cx.graph.model().changes;
    let known: HashSet<&Id> = changes.iter().map(|proposal| &proposal.id.value).collect();
    let needed = changes.iter().flat_map(|by| by.depends_on.iter().map(move |needed| (by, needed)));
    let unknown = needed.filter(|(_, needed)| !known.contains(&needed.value));
    for (i, (by, needed)) in unknown.enumerate() {
        let id = needed.value.as_str();
        let names = known.iter().map(|id| id.as_str()).filter(|_| i < SUGGESTIONS);
        let finding = findings.at(needed.place, format!("{} is not a proposal of this map", quoted(id)));
        let finding = finding.subject(format!("{}:{id}", by.id.value)).maybe_help(did_you_mean(id, names));
        findings.add(finding);
    }
}

/// For so many a suggestion is looked for.
const SUGGESTIONS: usize = 100;
