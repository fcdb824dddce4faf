//! Policies: the keys of their table.

use serde_json::Value;

use super::Schema;
use super::entry::{Known, section};
use crate::model::Policy;

impl Schema<'_> {
    /// The forms of a policy are not in its table, so other keys may stand beside those that are.
    pub(super) fn policies(&mut self) -> Value {
        let mut fields = self.fields(Policy::KEYS);
        fields.insert("additionalProperties".to_owned(), true.into());
        self.define("policy", fields.into());
        section("policy", Known::ById)
    }
}
