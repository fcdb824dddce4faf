//! An entry that nobody has looked at for more than a year.

use jiff::ToSpan as _;

use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Value};

pub(super) const RULE: Rule = Rule {
    name: "stale-review",
    summary: "an entry was last reviewed more than twelve months ago",
    level: Level::NOTE,
    group: Group::Ownership,
    absence: true,
    fixed: false,
    explanation: include_str!("stale_review.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let oldest = cx.today.saturating_sub(12.months());
    for (_, element) in cx.elements().filter(|(_, element)| !cx.is_retired(element)) {
        let Some(written) = element.field(Field::Reviewed) else { continue };
        let Value::Date(reviewed) = written.value else { continue };
        if reviewed.last() < oldest {
            let finding = findings
                .at(written.place, format!("`{}` was last reviewed {reviewed}", element.id()))
                .element(element.id())
                .subject(Field::Reviewed.name());
            findings.add(finding);
        }
    }
}
