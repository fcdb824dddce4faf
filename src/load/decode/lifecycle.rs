//! Lifecycles: named ones, and what an element says of its own.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::diagnostic::{Finding, Place};
use crate::model::{Lifecycle, LifecycleTexts, LifecycleUse, Located, Milestone, Phase, SupportEnd};

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
        let id = value.entries().find(|(key, id)| key.scalar() == Some("id") && !id.is_absent());
        id.and_then(|(_, id)| cx.id(id));
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
    let mut texts = LifecycleTexts::default();
    for (key, date) in cx.entries(value) {
        let name = key.scalar().unwrap_or_default();
        let known = Lifecycle::KEYS.iter().find(|known| known.name == name);
        match Milestone::parse(name) {
            _ if date.is_absent() && (known.is_some() || Milestone::parse(name).is_some()) => {}
            Some(milestone) => {
                let end = end_of(cx, milestone, date);
                milestones.extend(end.map(|end| (milestone, Located::new(end, date.place()))));
            }
            None if name == Lifecycle::SUPPORT => supported_as = cx.located_id(date),
            None if known.is_some() => say(cx, &mut texts, name, date),
            None if name.eq_ignore_ascii_case("eos") => {
                let finding =
                    Finding::new("unknown-key", key.place(), "`eos` may mean end of sale or end of support");
                cx.add(finding.subject(name).help("write `end_of_sale` or `end_of_support`"));
            }
            None => {
                let known = Milestone::ALL.map(Milestone::name).into_iter().chain([Lifecycle::SUPPORT]);
                cx.unknown_key(key, "a lifecycle has no field", known);
            }
        }
    }
    milestones.sort_by_key(|(milestone, _)| *milestone);
    let texts = (texts != LifecycleTexts::default()).then(|| Box::new(texts));
    Lifecycle { id: None, place, milestones, supported_as, texts }
}

/// Reads what is said in words. The id was read with the name of the entry.
fn say(cx: &mut Context<'_>, texts: &mut LifecycleTexts, name: &str, value: ValueRef<'_>) {
    match name {
        "name" => texts.name = cx.text(value, name),
        "description" => texts.description = cx.text(value, name),
        "source" => texts.source = cx.text(value, name),
        "links" => texts.links = value.items().filter_map(|item| cx.text(item, name)).collect(),
        _ => {}
    }
}

fn end_of(cx: &mut Context<'_>, milestone: Milestone, value: ValueRef<'_>) -> Option<SupportEnd> {
    match cx.word(value, milestone.name())? {
        "false" if milestone.is_support_end() => Some(SupportEnd::NoneKnown),
        "true" if milestone.is_support_end() => Some(SupportEnd::Over),
        _ => cx.date(value, milestone.name()).map(SupportEnd::On),
    }
}
