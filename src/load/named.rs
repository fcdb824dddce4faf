//! What was meant by a name where an id is wanted: who writes `owner: Äldreförvaltningen` means the organisation that is
//! called so.

use std::collections::HashMap;

use crate::diagnostic::{Finding, quoted};
use crate::model::{Element, Model};

/// So many are looked up; after so many the user knows what is wrong.
const SUGGESTIONS: usize = 100;

/// Says of what is no id, and is somebody's name, whose.
pub(super) fn suggest(findings: &mut [Finding], model: &Model) {
    let mut no_ids = findings.iter_mut().filter(|f| f.rule == "bad-id" && !f.subject.is_empty()).peekable();
    if no_ids.peek().is_none() {
        return;
    }
    let mut by_name: HashMap<String, &Element> = HashMap::new();
    for declared in model.organisations.iter().chain(&model.elements) {
        by_name.entry(declared.name().to_lowercase()).or_insert(declared);
    }
    for finding in no_ids.take(SUGGESTIONS) {
        if let Some(meant) = by_name.get(&finding.subject.to_lowercase()) {
            let (id, name) = (meant.id(), quoted(meant.name()));
            finding.help =
                Some(format!("did you mean `{id}`, which is named {name}? A reference is an id, not a name"));
        }
    }
}
