//! A selection: which elements are meant, by what the map says of them.
//!
//! Knows nothing of where it was written, in a map or on a command line, nor of the graph that answers it.

use std::borrow::Cow;
use std::fmt;

use super::key::{KeyShape, KeySpec, key};
use super::{
    Adaptable, Class, Criticality, Field, FieldKey, Id, Located, PartialDate, Scope, Standard, either, joined,
};
use crate::diagnostic::{Place, quoted};

/// Which elements are meant: those that meet every criterion, and none of the lists under `not` as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What must hold, all of it.
    pub criteria: Vec<Criterion>,
    /// Lists of criteria. Whatever meets all of one of them is not meant.
    pub not: Vec<Vec<Criterion>>,
    /// The day for `phase` and `standard`; today if not said.
    pub at: Option<Located<SelectionDay>>,
    /// Where it is written.
    pub place: Place,
}

/// One thing that must hold: what an element says is one of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What is looked at.
    pub by: By,
    /// The values of which one must hold; words as the program knows them, not those of a local scale.
    pub values: Vec<Located<Box<str>>>,
}

/// A day, or the plateau that is reached on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectionDay {
    /// A day; of a longer time its first.
    Date(PartialDate),
    /// The day of a plateau.
    Plateau(Id),
}

/// Declares what elements can be selected by, together with the table of keys.
macro_rules! criteria {
    ($($by:ident $name:literal $shape:expr, $summary:literal;)+) => {
        /// What elements are selected by.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum By {
            $(#[doc = $summary] $by,)+
            /// What one of its properties says.
            Property(Box<str>),
        }

        impl By {
            /// What a key of a selection looks at; `properties.area` is one property.
            pub fn parse(key: &str) -> Option<Self> {
                match key {
                    $($name => Some(Self::$by),)+
                    _ => FieldKey::property(key).map(Self::Property),
                }
            }

            /// The key.
            pub fn name(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$by => Cow::Borrowed($name),)+
                    Self::Property(name) => Cow::Owned(format!("properties.{name}")),
                }
            }

            /// What stands under the key.
            pub fn shape(&self) -> KeyShape {
                match self { $(Self::$by => $shape,)+ Self::Property(_) => KeyShape::Texts }
            }
        }

        impl Selection {
            /// What it may say under `not`: its criteria.
            pub const CRITERIA: &'static [KeySpec] = &[$(key($name, $shape, $summary),)+ PROPERTIES];

            /// Its keys, in the order in which they are shown.
            pub const KEYS: &'static [KeySpec] = &[
                $(key($name, $shape, $summary),)+
                PROPERTIES,
                key("not", KeyShape::Criteria, "what is left out: criteria, or a list of such"),
                key("at", KeyShape::DayOrPlateau, "the day for `phase` and `standard`; today if not said"),
            ];
        }
    };
}

const PROPERTIES: KeySpec = key(
    "properties",
    KeyShape::TextsByKey,
    "what the property with each key says; `properties.KEY` is one of them",
);

criteria! {
    Id "id" KeyShape::Elements, "the element itself, or one of these; an id alone stands for this";
    Section "section" KeyShape::SomeWords(&SECTIONS), "the section that it stands in";
    Layer "layer" KeyShape::SomeWords(&LAYERS), "its layer";
    Kind "kind" KeyShape::Texts, "its kind";
    Class "class" KeyShape::SomeWords(Class::WORDS), "how it is governed";
    Scope "scope" KeyShape::SomeWords(Scope::WORDS), "common to the organisation or local to one part";
    Owner "owner" KeyShape::Organisations, "the organisation that answers for it";
    Operator "operator" KeyShape::Organisations, "the organisation that operates it";
    Supplier "supplier" KeyShape::Organisations, "the organisation that supplies it";
    Agreement "agreement" KeyShape::Elements, "the agreement that it is operated or maintained under";
    Criticality "criticality" KeyShape::SomeWords(Criticality::WORDS), "how much hangs on it";
    Standard "standard" KeyShape::SomeWords(Standard::WORDS), "how far it follows the standard on the day `at`";
    Protocol "protocol" KeyShape::Texts, "the protocol of an integration";
    Product "product" KeyShape::Texts, "the product that it is";
    Phase "phase" KeyShape::SomeWords(&PHASES), "its phase on the day `at`; `active` if it says nothing of its lifecycle";
    Adaptable "adaptable" KeyShape::SomeWords(Adaptable::WORDS), "whether it can be adapted to the platform";
    Tags "tags" KeyShape::Texts, "one of its tags";
    PersonalData "personal_data" KeyShape::Flag, "whether it is information that tells of persons, carries such, or masters, uses or reads such";
}

/// The sections of elements.
const SECTIONS: [&str; 6] =
    ["processes", "information", "systems", "integrations", "technologies", "agreements"];
const LAYERS: [&str; 5] = ["business", "information", "system", "technology", "delivery"];
const PHASES: [&str; 5] = ["plan", "phase_in", "active", "phase_out", "retired"];

/// The words for yes and no.
const FLAGS: [&str; 2] = ["true", "false"];

/// How many values and criteria are told in words.
const TOLD: usize = 6;

impl Selection {
    /// Elements by their ids.
    pub fn of_ids(ids: Vec<Located<Box<str>>>, place: Place) -> Self {
        Self { criteria: vec![Criterion { by: By::Id, values: ids }], not: Vec::new(), at: None, place }
    }

    /// Every criterion, those under `not` too.
    pub fn all_criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().chain(self.not.iter().flatten())
    }
}

impl By {
    /// The words of which its values are; nothing if they are any texts.
    pub fn words(&self) -> Option<&'static [&'static str]> {
        match self.shape() {
            KeyShape::SomeWords(words) => Some(words),
            KeyShape::Flag => Some(&FLAGS),
            _ => None,
        }
    }

    /// Whether its values are ids of elements or organisations.
    pub fn names(&self) -> bool {
        matches!(self.shape(), KeyShape::Elements | KeyShape::Organisations)
    }

    /// The field that it looks at, if it is one.
    pub fn field(&self) -> Option<FieldKey> {
        let field = match self {
            Self::Kind => Field::Kind,
            Self::Class => Field::Class,
            Self::Scope => Field::Scope,
            Self::Owner => Field::Owner,
            Self::Operator => Field::Operator,
            Self::Supplier => Field::Supplier,
            Self::Agreement => Field::Agreement,
            Self::Criticality => Field::Criticality,
            Self::Standard => Field::Standard,
            Self::Protocol => Field::Protocol,
            Self::Product => Field::Product,
            Self::Adaptable => Field::Adaptable,
            Self::Tags => Field::Tags,
            Self::Property(name) => return Some(FieldKey::Property(name.clone())),
            Self::Id | Self::Section | Self::Layer | Self::Phase | Self::PersonalData => return None,
        };
        Some(FieldKey::Field(field))
    }
}

impl fmt::Display for Selection {
    /// "class `foundational` or `differentiating` and section `systems`, but not kind `external`"; short however much
    /// is written, and all of it with `{:#}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = told(f);
        f.write_str(&in_words(&self.criteria, told))?;
        for (i, not) in self.not.iter().take(told).enumerate() {
            let lead = match (i, self.criteria.is_empty()) {
                (0, true) => "anything but ",
                (0, false) => ", but not ",
                _ => ", nor ",
            };
            write!(f, "{lead}{}", in_words(not, told))?;
        }
        if let Some(more) = self.not.len().checked_sub(told).filter(|more| *more > 0) {
            write!(f, ", nor {more} more")?;
        }
        match &self.at {
            Some(at) => write!(f, ", at {}", at.value),
            None => Ok(()),
        }
    }
}

/// How much of a list is told: all of it where `{:#}` is asked for.
pub(super) fn told(f: &fmt::Formatter<'_>) -> usize {
    if f.alternate() { usize::MAX } else { TOLD }
}

/// Values in words: one of them.
pub(super) fn one_of(values: &[Located<Box<str>>], told: usize) -> String {
    let whole = told == usize::MAX;
    let quote = |value: &Located<Box<str>>| {
        if whole { format!("`{}`", value.value) } else { quoted(&value.value) }
    };
    either(values.iter().map(quote), told)
}

fn in_words(criteria: &[Criterion], at_most: usize) -> String {
    let in_words = |criterion: &Criterion| criterion.in_words(at_most);
    let told: Vec<String> = criteria.iter().take(at_most).map(in_words).collect();
    match criteria.len().saturating_sub(at_most) {
        0 => joined(&told),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

impl Criterion {
    fn in_words(&self, told: usize) -> String {
        let values = one_of(&self.values, told);
        // An id says by itself that it is one.
        if self.by == By::Id { values } else { format!("{} {values}", self.by.name()) }
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(told(f)))
    }
}

impl fmt::Display for SelectionDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Plateau(id) => id.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layer, Phase, Section};
    use super::*;

    #[test]
    fn the_words_are_those_of_the_map() {
        assert_eq!(SECTIONS, Section::ELEMENTS.map(Section::name));
        assert_eq!(LAYERS, Layer::ALL.map(Layer::name));
        assert_eq!(PHASES, Phase::ALL.map(|phase| phase.milestone().name()));
    }

    #[test]
    fn every_criterion_is_known_by_its_key() {
        for spec in Selection::CRITERIA.iter().filter(|spec| spec.name != "properties") {
            assert_eq!(By::parse(spec.name).unwrap().name(), spec.name);
        }
        assert_eq!(By::parse("properties.area"), Some(By::Property("area".into())));
        assert_eq!(By::parse("properties."), None);
        assert_eq!(By::parse("not"), None);
        assert_eq!(Selection::KEYS.len(), Selection::CRITERIA.len() + 2);
    }
}
