//! The entry of `policies` to a policy.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::model::{Obligation, Policy};

/// Reads an entry of `policies`.
pub(super) fn decode(cx: &mut Context<'_>, key: Option<ValueRef<'_>>, entry: ValueRef<'_>) -> Option<Policy> {
    let id = cx.declared_id(key, entry, "policy")?;
    let (mut because, mut level) = (None, Obligation::Must);
    let entries = cx.known_entries(entry, "a policy has no field", Policy::KEYS);
    for &(name, value) in &entries {
        match name {
            "because" => because = cx.located_text(value, name),
            "level" => {
                level = cx.choice(value, name, Obligation::WORDS, Obligation::parse).unwrap_or(level);
            }
            _ => {}
        }
    }
    cx.expect_entry(entry, &entries, "because", "this policy", "add `because:`, why it is there");
    Some(Policy { id, because: because?, level })
}
