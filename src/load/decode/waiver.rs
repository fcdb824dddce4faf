//! The entry of `waivers` to a waiver.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::diagnostic::Finding;
use crate::model::{Located, Waiver};

/// What must be said of a waiver, and what to do if it is not.
const MUST: [(&str, &str); 7] = [
    ("rule", "add `rule:`, the rule that it exempts from"),
    ("element", "add `element:`, the element at which the finding stands"),
    ("reason", "add `reason:`, why it is needed"),
    ("owner", "add `owner:`, the organisation that answers for it"),
    ("decision", "add `decision:`, the decision behind it, such as a file number"),
    ("since", "add `since:`, the first day on which it holds"),
    ("expires", "add `expires:`, the last day on which it holds"),
];

/// Reads an entry of `waivers`. One that does not say all that it must waives nothing.
pub(super) fn decode(cx: &mut Context<'_>, key: Option<ValueRef<'_>>, entry: ValueRef<'_>) -> Option<Waiver> {
    cx.element = None;
    if !entry.is_mapping() {
        cx.wrong_type(entry, "a waiver", "a mapping with `rule`, `element`, `reason` …");
        return None;
    }
    let mut id = None;
    if let Some(key) = key {
        id = Some(cx.declared_id(Some(key), entry, "waiver")?);
        // What is found in it is found in no element.
        cx.element = None;
    }
    let (mut rule, mut element, mut to, mut reason, mut owner) = (None, None, None, None, None);
    let (mut decision, mut approved_by, mut since, mut expires) = (None, None, None, None);
    let entries = cx.known_entries(entry, "a waiver has no field", Waiver::KEYS);
    for &(name, value) in &entries {
        match name {
            "id" => id = id.or_else(|| cx.located_id(value)),
            "rule" => rule = cx.located_text(value, name),
            "element" => element = cx.located_id(value),
            "to" => to = Some(cx.located_id(value)?),
            "reason" => reason = said(cx, value, name),
            "owner" => owner = cx.located_id(value),
            "decision" => decision = said(cx, value, name),
            "approved_by" => approved_by = cx.text(value, name),
            "since" => since = cx.located_date(value, name),
            _ => expires = cx.located_date(value, name),
        }
    }
    for (name, help) in MUST {
        cx.expect_entry(entry, &entries, name, "this waiver", help);
    }
    if let (Some(first), Some(last)) = (&since, &expires)
        && last.value.last() < first.value.first()
    {
        let finding = Finding::new("bad-value", last.place, "this waiver ends before it begins");
        cx.add(finding.related(first.place, "it begins here").subject("expires"));
        return None;
    }
    Some(Waiver {
        id,
        rule: rule?,
        element: element?,
        to,
        reason: reason?,
        owner: owner?,
        decision: decision?,
        approved_by,
        since: since?,
        expires: expires?,
        place: entry.place(),
    })
}

/// A text that says something. A reason of spaces is none.
fn said(cx: &mut Context<'_>, value: ValueRef<'_>, name: &str) -> Option<Located<Box<str>>> {
    let text = cx.located_text(value, name)?;
    if text.value.trim().is_empty() {
        let finding =
            Finding::new("bad-value", value.place(), format!("`{name}` of this waiver says nothing"));
        cx.add(finding.subject(name));
        return None;
    }
    Some(text)
}
