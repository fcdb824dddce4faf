//! A time after something has been retired in which its successor is not yet there.

use crate::analysis::lifecycle::{Succession, successions};
use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule, time};
use crate::model::{Days, Field, joined};

pub(super) const RULE: Rule = Rule {
    name: "successor-gap",
    summary: "an element is retired before its successor is in use",
    level: Level::WARNING,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("successor_gap.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for Succession { element, successors, gap, .. } in successions(&cx.time.timelines) {
        let element_ix = element;
        let element = cx.graph.element(element_ix);
        let Some(when) = gap.and_then(|gap| time::when(&Days::of(gap), cx.today)) else { continue };
        let place = element.field(Field::Successor).map_or(element.id.place, |written| written.place);
        let ids: Vec<String> =
            successors.iter().map(|&successor| format!("`{}`", cx.graph.element(successor).id())).collect();
        let message = format!(
            "neither `{}` nor {} is in use {when}{}",
            element.id(),
            joined(&ids),
            cx.time.further_up(cx.graph, element_ix)
        );
        let mut finding = findings.at(place, message).element(element.id());
        for &successor in &successors {
            finding = finding.element(cx.graph.element(successor).id());
        }
        findings.add(finding.help("retire the one later, or take the other into use earlier"));
    }
}
