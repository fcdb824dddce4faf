//! Lifecycles: named ones, and what an element says of its own.

use serde_json::{Value, json};

use super::Schema;
use super::entry::{Known, id_or, section};
use super::form::{Form, closed, described, to};
use crate::model::{Lifecycle, Milestone, Phase};

impl Schema<'_> {
    pub(super) fn lifecycles(&mut self) -> Value {
        let mut properties = self.properties(Lifecycle::KEYS);
        for milestone in Milestone::ALL {
            let form = if milestone.is_support_end() { "value.end" } else { "value.date" };
            let form = described(milestone.summary(), Form::of(form).or_nothing());
            properties.insert(milestone.name().to_owned(), form);
        }
        self.define("lifecycle", closed(&[], properties).into());
        section("lifecycle", Known::ByIdAlone)
    }

    /// The id of a named one, a phase, or dates.
    pub(super) fn define_lifecycle_use(&mut self) {
        let mut lifecycle = id_or(&["object"]);
        lifecycle.insert("examples".to_owned(), json!(Phase::ALL.map(|phase| phase.milestone().name())));
        lifecycle.insert("allOf".to_owned(), json!([to("lifecycle")]));
        self.define("value.lifecycle", lifecycle.into());
    }
}
