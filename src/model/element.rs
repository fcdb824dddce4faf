//! An element, or an organisation: an id and the fields that were written for it.

use super::{Adaptable, Class};
use super::{
    Cost, Criticality, Duration, Field, Flow, Id, LifecycleUse, Located, PartialDate, Protection, Reference,
    References, Schedule, Scope, Section, ServiceHours, Sla, StandardUse, Strength, Value,
};

/// One declared thing: an element of one of the six element sections, or an organisation, which shares
/// their namespace of ids and their common fields.
///
/// Only what was written is kept, sorted by [`Field`], so that a map of many small elements stays small.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its id, and where that is written.
    pub id: Located<Id>,
    /// The section that it stands in.
    pub section: Section,
    fields: Box<[(Field, Located<Value>)]>,
}

/// Declares accessors: the value of a field, typed by its shape.
macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident: $field:ident as $kind:ident -> $type:ty;)+) => {
        $($(#[$doc])*
        pub fn $name(&self) -> Option<$type> {
            match self.get(Field::$field)? {
                Value::$kind(value) => Some(value),
                _ => None,
            }
        })+
    };
}

impl Element {
    /// An element with these fields.
    pub fn new(id: Located<Id>, section: Section, mut fields: Vec<(Field, Located<Value>)>) -> Self {
        fields.sort_by_key(|(field, _)| *field);
        Self { id, section, fields: fields.into() }
    }

    /// Puts the id of an organisation where one of its aliases was written.
    pub(crate) fn resolve_organisations(&mut self, id_of: &dyn Fn(&Id) -> Option<Id>) {
        self.fields.iter_mut().for_each(|(_, located)| located.value.resolve_organisation(id_of));
    }

    /// Puts a value in the place of what a field said.
    pub fn set(&mut self, field: Field, value: Located<Value>) {
        let mut fields: Vec<(Field, Located<Value>)> = std::mem::take(&mut self.fields).into_vec();
        fields.retain(|(known, _)| *known != field);
        fields.push((field, value));
        fields.sort_by_key(|(field, _)| *field);
        self.fields = fields.into();
    }

    /// Lets it name another element wherever it names some, and says how often it did.
    pub fn redirect(&mut self, is_meant: &dyn Fn(&Id) -> bool, to: &Located<Id>) -> usize {
        let references = self.fields.iter_mut().filter_map(|(_, located)| match &mut located.value {
            Value::References(references) => Some(references),
            _ => None,
        });
        references.map(|references| references.redirect(is_meant, to)).sum()
    }

    /// Forgets that an element rests on it, and says by which field and how it said so.
    pub fn forget(&mut self, is_meant: &dyn Fn(&Id) -> bool) -> Option<(Field, Reference)> {
        self.fields.iter_mut().find_map(|(field, located)| match (*field, &mut located.value) {
            (Field::Supports | Field::Masters, Value::References(references)) => {
                Some((*field, references.forget(is_meant)?))
            }
            _ => None,
        })
    }

    /// Forgets what a field said, and says what that was.
    pub fn take(&mut self, field: Field) -> Option<Located<Value>> {
        let fields = std::mem::take(&mut self.fields).into_vec();
        let (mut taken, kept): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(known, _)| *known == field);
        self.fields = kept.into();
        taken.pop().map(|(_, value)| value)
    }

    /// The fields that were written, in the order of the table.
    pub fn fields(&self) -> &[(Field, Located<Value>)] {
        &self.fields
    }

    /// A field with its place, if it was written.
    pub fn field(&self, field: Field) -> Option<&Located<Value>> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, value)| value)
    }

    /// The value of a field, if it was written.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.field(field).map(|located| &located.value)
    }

    /// The references of a field; none if it was not written.
    pub fn references(&self, field: Field) -> Option<&References> {
        match self.get(field)? {
            Value::References(references) => Some(references),
            _ => None,
        }
    }

    /// The organisation that a field names.
    pub fn organisation(&self, field: Field) -> Option<&Id> {
        match self.get(field)? {
            Value::Organisation(id) => Some(id),
            _ => None,
        }
    }

    /// The texts of a list field; none if it was not written.
    pub fn texts(&self, field: Field) -> &[Located<Box<str>>] {
        match self.get(field) {
            Some(Value::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// The id as text.
    pub fn id(&self) -> &str {
        self.id.value.as_str()
    }

    /// The name, or the id if it has none.
    pub fn name(&self) -> &str {
        self.text(Field::Name).unwrap_or(self.id())
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What sort of thing it is.
    pub fn kind(&self) -> Option<&str> {
        self.text(Field::Kind)
    }

    /// Its kind and section as people say it: "business system", "e-service", "supplier".
    pub fn kind_in_words(&self) -> String {
        match (self.kind(), self.section) {
            (None, section) => section.one().to_owned(),
            (Some("e-service" | "platform"), Section::Systems) => self.kind().unwrap_or_default().to_owned(),
            (Some(kind), Section::Systems) => format!("{kind} system"),
            (Some(kind), Section::Technologies | Section::Organisations) => kind.to_owned(),
            (Some(kind), section) => format!("{kind} {}", section.one()),
        }
    }

    /// Other ids that it was or is known by.
    pub fn aliases(&self) -> &[Located<Box<str>>] {
        self.texts(Field::Aliases)
    }

    /// The organisation that answers for it.
    pub fn owner(&self) -> Option<&Id> {
        self.organisation(Field::Owner)
    }

    accessors! {
        /// How much hangs on it.
        criticality: Criticality as Criticality -> &Criticality;
        /// How it is governed.
        class: Class as Class -> &Class;
        /// Common or local.
        scope: Scope as Scope -> &Scope;
        /// Whether it can be adapted.
        adaptable: Adaptable as Adaptable -> &Adaptable;
        /// How far it follows the standard.
        standard: Standard as Standard -> &StandardUse;
        /// When it is open.
        service_hours: ServiceHours as ServiceHours -> &ServiceHours;
        /// What is promised of it.
        sla: Sla as Sla -> &Sla;
        /// What it costs.
        cost: Cost as Cost -> &Cost;
        /// What it says of its lifecycle.
        lifecycle: Lifecycle as Lifecycle -> &LifecycleUse;
        /// The protection that it needs.
        protection: Protection as Protection -> &Protection;
        /// Whether it tells of persons.
        personal_data: PersonalData as Flag -> &bool;
        /// When it was last reviewed.
        reviewed: Reviewed as Date -> &PartialDate;
        /// Whether the consumer of an integration stops without it.
        strength: Strength as Strength -> &Strength;
        /// How long the consumer of an integration can do without it.
        tolerates: Tolerates as Duration -> &Duration;
        /// Which way an integration carries.
        flow: Flow as Flow -> &Flow;
        /// How often an integration runs.
        schedule: Schedule as Schedule -> &Schedule;
    }
}
