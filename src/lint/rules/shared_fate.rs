//! Redundancy that one loss takes away.

use std::collections::HashSet;

use crate::analysis::shared_fate::{PathStep, Shared, SharedFate, shared_fates};
use crate::diagnostic::{Finding, Level, quoted};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Target, Value, joined, number};

pub(super) const RULE: Rule = Rule {
    name: "shared-fate",
    summary: "the members of a redundancy group rest on one and the same thing",
    level: Level::WARNING,
    group: Group::Structure,
    absence: false,
    fixed: false,
    explanation: include_str!("shared_fate.md"),
    check: Some(check),
};

/// Most relations that are followed, for all groups together.
const WORK: usize = 20_000_000;
/// How many members a finding names.
const NAMED: usize = 12;
/// How many members' ways are shown.
const WAYS: usize = 2;
/// How many elements of a way are shown; a longer one is shortened in the middle.
const LONGEST: usize = 8;

fn check(cx: &Context<'_>, findings: &mut Findings) {
    twice(cx, findings);
    let fates = shared_fates(&cx.time.timelines, WORK);
    for fate in &fates.found {
        for (at, shared) in fate.shared.iter().enumerate() {
            let is_last = at + 1 == fate.shared.len();
            let more = if is_last { fate.more } else { 0 };
            if let Some(finding) = told(cx, findings, fate, shared, more) {
                findings.add(finding);
            }
        }
    }
    if let Some(group) = fates.unseen.and_then(|group| cx.graph.as_group(group)) {
        let dependent = cx.graph.element(group.dependent).id();
        let message = format!(
            "there is too much beneath the redundancy groups of this map: from that of {} on, none was looked at",
            quoted(dependent)
        );
        // Of no element, so that no exemption hides what was not looked at.
        findings.add(findings.at(group.place, message));
    }
}

/// Tells of groups that name one member twice: that is redundancy on paper.
fn twice(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.elements() {
        let references = element.fields().iter().filter_map(|(_, value)| match &value.value {
            Value::References(references) => Some(references),
            _ => None,
        });
        for references in references {
            for group in references.all() {
                let Target::Group(group) = &group.target else { continue };
                let mut seen: HashSet<&str> = HashSet::new();
                for member in group.members.clone().filter_map(|index| references.get(index)) {
                    let Target::Id(id) = &member.target else { continue };
                    if !seen.insert(id.as_str()) {
                        let message = format!(
                            "`{id}` stands twice in this group of `{}`: twice the same is not redundant",
                            element.id()
                        );
                        let finding =
                            findings.at(member.place, message).element(element.id()).element(id.as_str());
                        findings
                            .add(finding.subject("twice").help("name another in its place, or delete it"));
                    }
                }
            }
        }
    }
}

fn told(
    cx: &Context<'_>,
    findings: &Findings,
    fate: &SharedFate,
    shared: &Shared,
    more: usize,
) -> Option<Finding> {
    let group = cx.graph.as_group(fate.group)?;
    let name = |ix| quoted(cx.graph.element(ix).id());
    let (dependent, thing) = (name(group.dependent), name(shared.element));
    let from = if fate.day > cx.today { format!("from {} on, ", fate.day) } else { String::new() };
    let how_many = match (shared.paths.len(), fate.members) {
        (2, 2) => "both".to_owned(),
        (resting, all) if resting == all => format!("all {}", number(all)),
        (resting, _) => format!("{} of them", number(resting)),
    };
    let ways: Vec<String> = shared.paths.iter().take(WAYS).map(|path| way(cx, path)).collect();
    let as_near = match more {
        0 => String::new(),
        more => format!("; {} more that they share are as near", number(more)),
    };
    let message = format!(
        "{from}{dependent} needs {} of {}, but {how_many} rest on {thing}: {}{as_near}",
        number(group.min_up),
        number(fate.members),
        joined(&ways),
    );
    let left = fate.members.saturating_sub(shared.paths.len());
    let help = format!(
        "without {thing} {} left: let some of them rest on something else, or put another beside {thing} itself",
        match left {
            0 => "none is".to_owned(),
            1 => "1 is".to_owned(),
            left => format!("{} are", number(left)),
        },
    );
    let mut finding = findings.at(group.place, message).help(help);
    for path in shared.paths.iter().take(WAYS) {
        for pair in path.windows(2).take(LONGEST) {
            if let [from, PathStep { element, place: Some(place) }] = pair {
                let message = format!("{} rests on {}", name(from.element), name(*element));
                finding = finding.related(*place, message);
            }
        }
    }
    let members = shared.paths.iter().filter_map(|path| path.first()).map(|step| step.element);
    let members = members.filter(|&member| member != shared.element).take(NAMED);
    let ids = [group.dependent, shared.element].into_iter().chain(members);
    Some(ids.fold(finding, |finding, ix| finding.element(cx.graph.element(ix).id())))
}

/// "`node-a` → `storage`"; "`node-a` itself".
fn way(cx: &Context<'_>, path: &[PathStep]) -> String {
    let name = |step: &PathStep| quoted(cx.graph.element(step.element).id());
    if let [only] = path {
        return format!("{} itself", name(only));
    }
    let mut names: Vec<String> = path.iter().map(name).collect();
    if names.len() > LONGEST {
        let hidden = names.len() - LONGEST + 1;
        names.splice(LONGEST / 2..LONGEST / 2 + hidden, [format!("… {hidden} more …")]);
    }
    names.join(" → ")
}
