//! Dates of a lifecycle that cannot follow each other.

use crate::diagnostic::{Level, Place};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Lifecycle, LifecycleUse, Located, Milestone, PartialDate, SupportEnd, Value};

pub(super) const RULE: Rule = Rule {
    name: "phase-order",
    summary: "dates of a lifecycle cannot follow each other",
    level: Level::ERROR,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("phase_order.md"),
    check: Some(check),
};

/// What must not come before what: the phases of own use in their order; no end of support before the product can be
/// had; and no longer support that ends before the ordinary one. Some vendors sell support beyond the end of life.
const ORDERS: [&[Milestone]; 5] = [
    &[Milestone::Plan, Milestone::PhaseIn, Milestone::Active, Milestone::PhaseOut, Milestone::Retired],
    &[Milestone::GeneralAvailability, Milestone::EndOfSupport, Milestone::EndOfExtendedSupport],
    &[Milestone::GeneralAvailability, Milestone::EndOfSupport, Milestone::EndOfLife],
    &[Milestone::GeneralAvailability, Milestone::EndOfSale],
    &[Milestone::GeneralAvailability, Milestone::EndOfSecuritySupport],
];

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let model = cx.graph.model();
    for lifecycle in model.lifecycles.values() {
        let id = lifecycle.id.as_ref().map(|id| id.value.as_str()).unwrap_or_default();
        tell(lifecycle, id, "lifecycle", findings);
    }
    for (_, element) in cx.elements() {
        if let Some(Value::Lifecycle(used)) = element.get(Field::Lifecycle)
            && let LifecycleUse::Inline(lifecycle) = &**used
        {
            tell(lifecycle, element.id(), "", findings);
        }
    }
}

/// One finding for each date that comes too early, next to the nearest one that it should follow.
fn tell(lifecycle: &Lifecycle, id: &str, subject: &str, findings: &mut Findings) {
    let mut told: Vec<Place> = Vec::new();
    for order in ORDERS {
        let mut latest: Option<(Milestone, PartialDate, Place)> = None;
        for &milestone in order {
            let Some((date, place)) = dated(lifecycle, milestone) else { continue };
            match latest {
                // A date that is only known to the year may still be right.
                Some((before, earlier, at)) if date.last() < earlier.first() => {
                    if told.contains(&place) {
                        continue;
                    }
                    told.push(place);
                    let message = format!(
                        "of `{id}`, `{}` ({date}) comes before `{}` ({earlier})",
                        milestone.name(),
                        before.name()
                    );
                    let subject = format!("{subject} {}", milestone.name());
                    let finding = findings.at(place, message).related(at, format!("`{}`", before.name()));
                    let help = "the phases are plan, phase_in, active, phase_out and retired, in this order; support ends after it has begun";
                    findings.add(finding.element(id).subject(subject.trim_start()).help(help));
                }
                _ => latest = Some((milestone, date, place)),
            }
        }
    }
}

fn dated(lifecycle: &Lifecycle, milestone: Milestone) -> Option<(PartialDate, Place)> {
    let found = lifecycle.milestones.iter().find(|(known, _)| *known == milestone);
    match found.map(|(_, end)| end) {
        Some(Located { value: SupportEnd::On(date), place }) => Some((*date, *place)),
        _ => None,
    }
}
