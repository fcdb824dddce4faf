//! Something that is being left while others rest on it, and nothing is named to follow it.

use crate::diagnostic::Level;
use crate::graph::Direction;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, LifecycleUse, Phase, Section};

pub(super) const RULE: Rule = Rule {
    name: "no-successor",
    summary: "an element is being left while others rest on it, and names no successor",
    level: Level::NOTE,
    group: Group::Lifecycle,
    absence: true,
    fixed: false,
    explanation: include_str!("no_successor.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.asked() {
        let is_asked =
            matches!(element.section, Section::Systems | Section::Technologies | Section::Agreements);
        if is_asked
            && element.field(Field::Successor).is_none()
            && leaves(cx, element)
            && cx.graph.has_relations(ix, Direction::Downstream)
        {
            let place = element.field(Field::Lifecycle).map_or(element.id.place, |written| written.place);
            let message = format!(
                "`{}` is being left, others rest on it, and nothing is named to follow it",
                element.id()
            );
            findings.add(findings.at(place, message).element(element.id()));
        }
    }
}

/// Whether it is said of an element that it is left one day.
fn leaves(cx: &Context<'_>, element: &Element) -> bool {
    if let Some(LifecycleUse::Phase(phase)) = element.lifecycle() {
        return *phase == Phase::PhaseOut;
    }
    let lifecycle = cx.graph.model().lifecycle_of(element);
    let is_dated = |phase| lifecycle.is_some_and(|lifecycle| lifecycle.begins(phase).is_some());
    is_dated(Phase::PhaseOut) || is_dated(Phase::Retired)
}
