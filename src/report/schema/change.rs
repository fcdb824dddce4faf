//! Change proposals and their steps.

use serde_json::{Map, Value, json};

use super::Schema;
use super::entry::{Known, id, section};
use super::form::{Form, NOTHING, SAID, closed, described, one_of, to};
use crate::model::{Beside, Field, KeyShape, Part, Proposal, Section, Step, StepSpec, StepWord};

impl Schema<'_> {
    pub(super) fn changes(&mut self) -> Value {
        let fields = self.fields(Proposal::KEYS);
        self.define("change", fields.into());
        section("change", Known::ByIdAlone)
    }

    /// A list of steps; one alone stands for a list of one.
    pub(super) fn steps(&mut self) -> Form {
        let says_what = |word: &str| json!({ "type": "object", "required": [word] });
        let words = || Step::TABLE.iter().map(StepSpec::name);
        let any_word: Vec<Value> = words().map(says_what).collect();
        let must_say = words().map(|word| json!({ "required": [word] }));
        let mut by_word = Vec::new();
        for spec in Step::TABLE {
            by_word.push(json!({ "if": says_what(spec.name()), "then": self.step(spec) }));
        }
        // One of the words is wanted, so what is none of them is told as a key that is not known.
        let subjects = words().map(|word| (word.to_owned(), to(&format!("subject.{word}")))).collect();
        let mut without_word = closed(&[], subjects);
        without_word.insert("anyOf".to_owned(), must_say.collect::<Vec<Value>>().into());
        let step = json!({ "if": one_of(any_word), "then": { "allOf": by_word }, "else": without_word });
        self.define("step", step);
        self.define("one-step", json!({ "type": "object", "allOf": [to("step")] }));
        let steps = json!({ "type": ["array", "object"], "items": to("one-step"), "allOf": [to("step")] });
        Form::new(steps)
    }

    /// One kind of step, as a definition.
    fn step(&mut self, spec: &StepSpec) -> Value {
        let mut properties = Map::new();
        let subject = match spec.word {
            StepWord::Add => self.additions(),
            StepWord::Change(_) | StepWord::Move | StepWord::Set => id(),
        };
        let name = format!("subject.{}", spec.name());
        self.define(&name, described(&format!("the step `{}`: it {}", spec.name(), spec.summary), subject));
        properties.insert(spec.name().to_owned(), to(&name));
        let mut required = vec![spec.name()];
        match spec.beside {
            Beside::Keys(keys) => {
                properties.extend(self.properties(keys));
                required.extend(keys.iter().filter(|key| key.required).map(|key| key.name));
            }
            Beside::Fields => {
                let fields = Field::TABLE.iter().filter(|field| field.field != Field::Id);
                properties.extend(fields.map(|field| (field.name.to_owned(), self.field(field))));
            }
        }
        let mut step = closed(&required, properties);
        step.extend(conditions(spec));
        let name = format!("step.{}", spec.name());
        self.define(&name, step.into());
        to(&name)
    }

    /// What a step adds: sections of a map.
    fn additions(&mut self) -> Value {
        let sections = Section::ALL.into_iter();
        let mut properties: Map<String, Value> = sections
            .map(|of| (of.name().to_owned(), described(of.summary(), to(&format!("section.{of}")))))
            .collect();
        let lifecycles = described(Part::Lifecycles.summary(), section("lifecycle", Known::ByIdAlone));
        properties.insert(Part::Lifecycles.name().to_owned(), lifecycles);
        let mut additions = closed(&[], properties);
        additions.insert("type".to_owned(), json!("object"));
        additions.insert("minProperties".to_owned(), json!(1));
        self.define("additions", additions.into());
        to("additions")
    }
}

/// What the keys of a step must say together.
fn conditions(spec: &StepSpec) -> Map<String, Value> {
    let mut conditions = Map::new();
    if let Beside::Fields = spec.beside {
        let no_field = json!({ "pattern": format!("^({}$|x-)", spec.name()) });
        let to_something = json!({ "^([^x]|x[^-]|x$)": to(SAID) });
        conditions.insert("not".to_owned(), json!({ "type": "object", "propertyNames": no_field }));
        conditions.insert("allOf".to_owned(), json!([{ "patternProperties": to_something }]));
    }
    let has = |shape: KeyShape| spec.keys().iter().find(|key| key.shape == shape).map(|key| key.name);
    if let (Some(until), Some(length)) = (has(KeyShape::End), has(KeyShape::Length)) {
        let either = [until, length]
            .map(|unsaid| json!({ "properties": Map::from_iter([(unsaid.to_owned(), to(NOTHING))]) }));
        conditions.insert("anyOf".to_owned(), json!(either));
    }
    conditions
}
