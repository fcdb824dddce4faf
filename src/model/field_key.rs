//! A field of an element, or one of its properties: what rules of the organisation's own speak of.

use std::fmt;

use super::{
    Adaptable, Class, Criticality, Field, FieldSpec, Flow, Schedule, Scope, Section, Shape, Standard,
    Strength,
};

/// A field, or one property: `owner`, `properties.area`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKey {
    /// A field of the table.
    Field(Field),
    /// The property with this key.
    Property(Box<str>),
}

impl FieldKey {
    const PREFIX: &'static str = "properties.";

    /// The field or property that a word names. The id is no field: nothing is without.
    pub fn parse(word: &str) -> Option<Self> {
        match Field::parse(word) {
            Some(spec) if spec.field == Field::Id => None,
            Some(spec) => Some(Self::Field(spec.field)),
            None => Self::property(word).map(Self::Property),
        }
    }

    /// The key of the property that `properties.KEY` names.
    pub(super) fn property(word: &str) -> Option<Box<str>> {
        word.strip_prefix(Self::PREFIX).filter(|key| !key.is_empty()).map(Box::from)
    }

    /// The names of all fields that can be meant.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Field::TABLE.iter().filter(|spec| spec.field != Field::Id).map(|spec| spec.name)
    }

    fn spec(&self) -> Option<&'static FieldSpec> {
        match self {
            Self::Field(field) => Field::parse(field.name()),
            Self::Property(_) => None,
        }
    }

    /// Whether what it says is text, a word, the id of an organisation, or several of these.
    pub fn says_words(&self) -> bool {
        self.spec().is_none_or(|spec| {
            matches!(spec.shape, Shape::Text | Shape::Texts | Shape::Organisation | Shape::Flag)
                || words(spec.shape).is_some()
        })
    }

    /// Whether what it says can be counted: words, or ids.
    pub fn can_be_counted(&self) -> bool {
        self.says_words() || self.spec().is_some_and(|spec| matches!(spec.shape, Shape::References(_)))
    }

    /// The words of which it says one; nothing if it may say any text.
    pub fn words(&self) -> Option<&'static [&'static str]> {
        self.spec().and_then(|spec| words(spec.shape))
    }

    /// Whether it may be written for what stands in a section.
    pub fn stands_in(&self, section: Section) -> bool {
        self.spec().is_none_or(|spec| spec.sections.contains(&section))
    }
}

fn words(shape: Shape) -> Option<&'static [&'static str]> {
    Some(match shape {
        Shape::Criticality => Criticality::WORDS,
        Shape::Class => Class::WORDS,
        Shape::Scope => Scope::WORDS,
        Shape::Adaptable => Adaptable::WORDS,
        Shape::Standard => Standard::WORDS,
        Shape::Strength => Strength::WORDS,
        Shape::Flow => Flow::WORDS,
        Shape::Schedule => Schedule::WORDS,
        _ => return None,
    })
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field.name()),
            Self::Property(key) => write!(f, "{}{key}", Self::PREFIX),
        }
    }
}
