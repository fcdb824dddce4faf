//! One thing that is wrong with the map.

use std::borrow::Cow;

use super::{Place, Severity};

/// One thing that is wrong with the map: which rule says so, where, and what can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule, kebab-case. Its text: `systemkarta explain RULE`.
    pub rule: Cow<'static, str>,
    /// How severe it is, after the levels of `systemkarta.toml`.
    pub severity: Severity,
    /// What is wrong, with names as typed: lower case, no full stop.
    pub message: String,
    /// Where: the value concerned, or the first element concerned.
    pub place: Place,
    /// What to say at the place itself, if more than the message.
    pub label: Option<String>,
    /// Other places that belong to it, such as the first of two declarations.
    pub related: Vec<Label>,
    /// The ids concerned; the first is the one to change.
    pub elements: Vec<String>,
    /// The field, key or target that tells this finding from others of its rule at the same element.
    pub subject: String,
    /// What to do.
    pub help: Option<String>,
}

/// Another place, with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: String,
}

impl Finding {
    /// A finding of `rule` at `place`, an error until the levels of the rules are applied.
    pub fn new(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule: Cow::Borrowed(rule),
            severity: Severity::Error,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            elements: Vec::new(),
            subject: String::new(),
            help: None,
        }
    }

    /// Says more at the place itself.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Label { place, message: message.into() });
        self
    }

    /// Names an element concerned.
    pub fn element(mut self, id: impl Into<String>) -> Self {
        self.elements.push(id.into());
        self
    }

    /// Names the field, key or target concerned.
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, if there is something to say and nothing has been said yet.
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = self.help.or(help);
        self
    }
}
