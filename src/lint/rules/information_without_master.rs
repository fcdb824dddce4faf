//! Information that has no source.

use crate::diagnostic::{Level, quoted};
use crate::graph::{Direction, ElementIx, Relation};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "information-without-master",
    summary: "nobody is declared to master information",
    level: Level::WARNING,
    group: Group::Information,
    absence: true,
    fixed: false,
    explanation: include_str!("information_without_master.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.asked().filter(|(_, element)| element.section == Section::Information) {
        let is_mastered = element.field(Field::MasteredBy).is_some() || has_master(cx, ix);
        if !is_mastered {
            let message = format!("nobody is declared to master {}", quoted(element.id()));
            findings.add(findings.at(element.id.place, message).element(element.id()));
        }
    }
}

fn has_master(cx: &Context<'_>, information: ElementIx) -> bool {
    let rests = cx.graph.snapshot().neighbours(information.node(), Direction::Upstream).iter();
    rests.filter_map(|rest| cx.graph.edge(rest)).any(|edge| edge.relation == Relation::MasteredBy)
}
