//! Lifecycles: named ones, and what an element says of its own.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::diagnostic::{Finding, Place};
use crate::model::{Lifecycle, LifecycleUse, Located, Milestone, Phase, SupportEnd};

/// The key that names the lifecycle which tells of the vendor's support.
const SUPPORT: &str = "support";

/// Reads an entry of `lifecycles`.
pub(super) fn named(
    cx: &mut Context<'_>,
    key: Option<ValueRef<'_>>,
    entry: ValueRef<'_>,
) -> Option<Lifecycle> {
    let id = cx.declared_id(key, entry, "lifecycle")?;
    let place = id.place;
    Some(Lifecycle { id: Some(id), ..dates(cx, entry, place) })
}

/// Reads the field `lifecycle`: the id of a named one, a phase without dates, or dates.
pub(super) fn of_element(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<LifecycleUse> {
    if value.is_mapping() {
        return Some(LifecycleUse::Inline(dates(cx, value, value.place())));
    }
    let word = cx.word(value, "lifecycle")?;
    match Phase::parse(word) {
        Some(phase) => Some(LifecycleUse::Phase(phase)),
        None => cx.id(value).map(LifecycleUse::Named),
    }
}

fn dates(cx: &mut Context<'_>, value: ValueRef<'_>, place: Place) -> Lifecycle {
    let mut milestones = Vec::new();
    let mut supported_as = None;
    for (key, date) in cx.entries(value) {
        let name = key.scalar().unwrap_or_default();
        match Milestone::parse(name) {
            Some(_) if date.is_absent() => {}
            Some(milestone) => {
                let end = end_of(cx, milestone, date);
                milestones.extend(end.map(|end| (milestone, Located::new(end, date.place()))));
            }
            None if name == SUPPORT && date.is_absent() => {}
            None if name == SUPPORT => {
                supported_as = cx.id(date).map(|id| Located::new(id, date.place()));
            }
            None if matches!(name, "id" | "name" | "description" | "source" | "links") => {}
            None if name.eq_ignore_ascii_case("eos") => {
                let finding =
                    Finding::new("unknown-key", key.place(), "`eos` may mean end of sale or end of support");
                cx.add(finding.subject(name).help("write `end_of_sale` or `end_of_support`"));
            }
            None => {
                let known = Milestone::ALL.map(Milestone::name).into_iter().chain([SUPPORT]);
                cx.unknown_key(key, "a lifecycle has no field", known);
            }
        }
    }
    milestones.sort_by_key(|(milestone, _)| *milestone);
    Lifecycle { id: None, place, milestones, supported_as }
}

fn end_of(cx: &mut Context<'_>, milestone: Milestone, value: ValueRef<'_>) -> Option<SupportEnd> {
    match cx.word(value, milestone.name())? {
        "false" if milestone.is_support_end() => Some(SupportEnd::NoneKnown),
        "true" if milestone.is_support_end() => Some(SupportEnd::Over),
        _ => cx.date(value, milestone.name()).map(SupportEnd::On),
    }
}
