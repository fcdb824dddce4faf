//! The values that fields and keys share.

use serde_json::{Value, json};

use super::Schema;
use super::entry::id_or;
use super::form::{FLAG_OR_NOTHING, Form, one_of, to};
use super::pattern;
use crate::model::{Duration, MOMENT_FORM, Money, PartialDate, Protection, ServiceHours};

impl Schema<'_> {
    /// The definitions of all values that are no words of a field.
    pub(super) fn define_values(&mut self) {
        self.define_references();
        self.define_lifecycle_use();
        self.define_texts();
        self.define_times();
        self.define_numbers();
        self.define_readings();
    }

    fn define_texts(&mut self) {
        self.define("value.id", id_or(&[]).into());
        let mut ids = id_or(&["array"]);
        ids.insert("items".to_owned(), Form::of("value.id").or_flags().said());
        self.define("value.ids", ids.into());
        self.define("value.text", json!({ "type": ["string", "number"] }));
        let any_text = one_of([to("value.text"), to(FLAG_OR_NOTHING)]);
        self.define(
            "value.texts",
            json!({ "type": ["string", "number", "array"], "items": any_text.clone() }),
        );
        let properties = json!({
            "type": "object",
            "propertyNames": { "not": { "enum": ["<<"] } },
            "additionalProperties": any_text,
        });
        self.define("value.properties", properties);
        self.define("value.yes-or-no", json!({ "type": ["boolean", "string"], "pattern": "^(true|false)$" }));
    }

    fn define_times(&mut self) {
        self.define("value.date", date(&["string", "integer"], ""));
        self.define("value.end", date(&["string", "integer", "boolean"], "|true|false"));
        let moment = json!({
            "type": "string", "pattern": pattern::moment(), "errorMessage": MOMENT_FORM,
        });
        self.define("value.moment", moment);
        let duration = json!({
            "type": ["string", "integer"],
            "pattern": pattern::DURATION,
            "errorMessage": Duration::FORM,
            "minimum": 0,
            "maximum": 0,
        });
        self.define("value.duration", duration);
        let length = json!({
            "type": "string", "pattern": pattern::LENGTH, "errorMessage": Duration::FORM,
        });
        self.define("value.length", length);
        let on_days = json!({
            "type": "string", "pattern": pattern::hours(), "patternErrorMessage": ServiceHours::FORM,
        });
        let hours = json!({
            "type": ["string", "object"],
            "examples": ServiceHours::WORDS,
            "pattern": pattern::service_hours(),
            "patternErrorMessage": ServiceHours::FORM,
            "patternProperties": { pattern::weekdays(): on_days },
            "additionalProperties": false,
            "minProperties": 1,
        });
        self.define("value.hours", hours);
    }

    fn define_numbers(&mut self) {
        let money = json!({ "type": "string", "pattern": pattern::MONEY, "errorMessage": Money::FORM });
        self.define("value.money", money);
        let percentage = json!({
            "type": ["string", "number"], "pattern": pattern::PERCENTAGE, "minimum": 0, "maximum": 100,
        });
        self.define("value.percentage", percentage);
        let most = Protection::MOST;
        let level = json!({
            "type": ["string", "integer"], "pattern": format!("^0*[0-{most}]$"), "minimum": 0, "maximum": most,
        });
        self.define("value.level", level);
        let count = json!({ "type": ["string", "integer"], "pattern": "^0*[1-9][0-9]*$", "minimum": 1 });
        self.define("value.count", count);
    }
}

/// A date, or one of other words. YAML reads a year as a number.
fn date(types: &[&str], others: &str) -> Value {
    let (first, last) = pattern::years();
    json!({
        "type": types,
        "pattern": pattern::date(others),
        "errorMessage": PartialDate::FORM,
        "minimum": first,
        "maximum": last,
    })
}
