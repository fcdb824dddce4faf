//! SHA-256 digests: of bytes, and of what a proposal says.
//!
//! The digest of a proposal is over its content as it was read, and not over the text of its file: moving it, ordering
//! its keys otherwise or writing a comment leaves it as it is. What is written of it later does not belong to it: its
//! status, the answers of owners, and the decision.

use std::fmt::{Display, Write as _};

use sha2::{Digest as _, Sha256};

use crate::model::{Action, Additions, Element, Lifecycle, PlannedChange, PlannedWindow, Proposal};
use crate::model::{Field, Located, Target, Value};

/// The digest of these bytes as `sha256:` and 64 hexadecimal digits: what `sha256sum` says of them.
pub fn sha256(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    digits.iter().fold(String::from("sha256:"), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The digest of a list of texts. No two lists read alike, and lines may end as on any system.
pub fn sha256_of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut canonical = Canonical::default();
    texts.into_iter().for_each(|text| canonical.add(text.replace("\r\n", "\n")));
    sha256(canonical.0.as_bytes())
}

/// The digest of what a proposal says, without its status, answers and decision.
pub fn proposal_digest(proposal: &Proposal) -> String {
    let mut text = Canonical::default();
    text.add("systemkarta.proposal/1");
    text.add(&proposal.id.value);
    text.optional("title", proposal.title.as_ref().map(|title| &title.value));
    text.optional("raised_by", proposal.raised_by.as_ref().map(|by| &by.value));
    for (statement, said) in &proposal.statements {
        text.pair(statement.name(), &said.value);
    }
    text.window(proposal.window);
    proposal.depends_on.iter().for_each(|needed| text.pair("depends_on", &needed.value));
    for step in &proposal.steps {
        match &step.action {
            Action::Change(change) => text.change(change),
            Action::Move { element, from, to } => {
                text.pair("move", &element.value);
                text.pair("from", &from.value);
                text.pair("to", &to.value);
            }
            Action::Set { element, fields } => {
                text.pair("set", &element.value);
                fields.iter().for_each(|(field, value)| text.field(field.value, &value.value));
            }
            Action::Add(additions) => text.additions(additions),
        }
    }
    sha256(text.0.as_bytes())
}

/// A text that says the same of the same content, and of no other: each part with its length before it.
#[derive(Default)]
struct Canonical(String);

impl Canonical {
    fn add(&mut self, part: impl Display) {
        let part = part.to_string();
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{} {part}", part.len());
    }

    fn pair(&mut self, key: &str, value: impl Display) {
        self.add(key);
        self.add(value);
    }

    fn optional(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }

    fn window(&mut self, window: Option<Located<PlannedWindow>>) {
        let Some(Located { value: PlannedWindow { from, until }, .. }) = window else { return };
        self.pair("window", from);
        self.optional("until", until);
    }

    fn change(&mut self, change: &PlannedChange) {
        self.pair(change.kind.name(), &change.element.value);
        self.window(change.window);
        self.optional("for", change.length.map(|length| length.value.minutes()));
        self.optional("at", change.at.map(|at| at.value));
        self.optional("with", change.with.as_ref().map(|with| &with.value));
        self.optional("to", change.to.as_ref().map(|to| &to.value));
    }

    fn field(&mut self, field: Field, value: &Value) {
        self.add(field.name());
        let Value::References(references) = value else { return self.add(value) };
        for reference in references.all() {
            match &reference.target {
                Target::Id(id) => self.pair("reference", id),
                Target::Group(group) => {
                    let members = &group.members;
                    self.pair("group", format!("{} of {}..{}", group.min_up, members.start, members.end));
                }
            }
            self.optional("strength", reference.strength);
            self.optional("tolerates", reference.tolerates.map(|duration| duration.minutes()));
        }
        self.pair("written", references.iter().count());
    }

    fn additions(&mut self, additions: &Additions) {
        self.add("add");
        let Additions { elements, organisations, lifecycles } = additions;
        elements.iter().chain(organisations).for_each(|element| self.element(element));
        lifecycles.iter().for_each(|lifecycle| self.lifecycle(lifecycle));
    }

    fn element(&mut self, element: &Element) {
        self.pair(element.section.one(), &element.id.value);
        element.fields().iter().for_each(|(field, value)| self.field(*field, &value.value));
    }

    fn lifecycle(&mut self, lifecycle: &Lifecycle) {
        self.optional("lifecycle", lifecycle.id.as_ref().map(|id| &id.value));
        self.add(lifecycle);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_digest_is_what_other_programs_say_too() {
        let known = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256(b"abc"), known);
    }

    #[test]
    fn no_two_lists_of_texts_read_alike() {
        let of = |texts: &[&str]| super::sha256_of_texts(texts.iter().copied());
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["a\r\nb"]), of(&["a\nb"]));
    }
}
