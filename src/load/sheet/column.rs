//! What a column is: a field of the section, or a part of one, after the tables of the model.

use std::borrow::Cow;

use crate::load::scales::SCALES;
use crate::model::Listing;
use crate::model::{
    Cost, Field, FieldSpec, KeyShape, KeySpec, Lifecycle, Milestone, Protection, Section, Shape, Sla,
};

/// A column that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// The key in an entry.
    pub(super) field: &'static str,
    /// The key within that, if the field has parts.
    pub(super) part: Option<Cow<'static, str>>,
    /// What its cells hold.
    pub(super) holds: Holds,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A text of one line.
    Line,
    /// A text of any number of lines.
    Prose,
    /// A list of texts.
    Texts,
    /// A day, month, quarter or year.
    Date,
    /// One of a few words.
    Words(&'static [&'static str]),
    Money,
    Percentage,
    /// A list of references to elements of these sections.
    References(&'static [Section]),
    Organisation,
    /// A mapping in braces.
    Mapping,
}

impl Column {
    /// What the settings write for a column that is left out.
    pub(super) const LEFT_OUT: &'static str = "-";

    /// The column with this name: `owner`, `cost.yearly`, `properties.KEY`, or a milestone alone.
    pub(super) fn parse(of: Listing, name: &str) -> Option<Self> {
        let (field, part) = match name.split_once('.') {
            Some((field, part)) => (word(field), Some(part.trim())),
            None => (word(name), None),
        };
        match of {
            Listing::Section(section) => Self::of_section(section, &field, part),
            Listing::Lifecycles => Self::of_lifecycle(&field).filter(|_| part.is_none()),
        }
    }

    fn of_section(section: Section, field: &str, part: Option<&str>) -> Option<Self> {
        let Some(spec) = Field::parse(field).filter(|spec| spec.sections.contains(&section)) else {
            let lifecycle = Field::parse(Field::Lifecycle.name())?;
            let has_lifecycle = part.is_none() && lifecycle.sections.contains(&section);
            return has_lifecycle.then(|| milestone(field)).flatten();
        };
        match part {
            Some(part) => Self::part(spec, part),
            None => Some(Self { field: spec.name, part: None, holds: holds(spec)? }),
        }
    }

    fn part(spec: &FieldSpec, part: &str) -> Option<Self> {
        let of_table = |keys: &'static [KeySpec]| {
            let part = word(part);
            let key = keys.iter().find(|key| key.name == part)?;
            Some(Self { field: spec.name, part: Some(Cow::Borrowed(key.name)), holds: of_key(key.shape) })
        };
        let any = |holds| {
            let part = (!part.is_empty()).then(|| Cow::Owned(part.to_owned()));
            part.map(|part| Self { field: spec.name, part: Some(part), holds })
        };
        match spec.shape {
            Shape::Lifecycle if word(part) == Lifecycle::SUPPORT => of_table(Lifecycle::KEYS),
            Shape::Lifecycle => milestone(&word(part)),
            Shape::Sla => of_table(Sla::KEYS),
            Shape::Cost => of_table(Cost::KEYS),
            Shape::Protection => of_table(Protection::KEYS),
            Shape::Standard => any(Holds::Words(words_of(spec.name))),
            Shape::ServiceHours => any(Holds::Line),
            Shape::Properties => any(Holds::Prose),
            _ => None,
        }
    }

    fn of_lifecycle(field: &str) -> Option<Self> {
        let own = || {
            let key = Lifecycle::KEYS.iter().find(|key| key.name == field)?;
            Some(Self { field: key.name, part: None, holds: of_key(key.shape) })
        };
        let date = |milestone: Milestone| Self { field: milestone.name(), part: None, holds: Holds::Date };
        own().or_else(|| Milestone::parse(field).map(date))
    }

    /// Whether a mapping in braces may stand in its cells, which says what has no column of its own.
    pub(super) fn takes_mapping(&self) -> bool {
        let is_compound = |spec: &FieldSpec| {
            matches!(spec.shape, Shape::Properties | Shape::Lifecycle | Shape::Standard | Shape::ServiceHours)
        };
        self.part.is_none() && Field::parse(self.field).is_some_and(is_compound)
    }

    /// Its name as it stands in a header.
    pub(super) fn name(&self) -> String {
        match &self.part {
            Some(part) => format!("{}.{part}", self.field),
            None => self.field.to_owned(),
        }
    }
}

/// The names that a column of a sheet can have, as far as they can be listed.
pub(super) fn names(of: Listing) -> Vec<String> {
    let milestones = || Milestone::ALL.map(Milestone::name).into_iter().map(str::to_owned);
    let section = match of {
        Listing::Section(section) => section,
        Listing::Lifecycles => {
            return Lifecycle::KEYS.iter().map(|key| key.name.to_owned()).chain(milestones()).collect();
        }
    };
    let mut names = Vec::new();
    for spec in Field::TABLE.iter().filter(|spec| spec.sections.contains(&section)) {
        names.extend(holds(spec).map(|_| spec.name.to_owned()));
        let parts: Vec<&str> = match spec.shape {
            Shape::Lifecycle => {
                Milestone::ALL.map(Milestone::name).into_iter().chain([Lifecycle::SUPPORT]).collect()
            }
            Shape::Sla => Sla::KEYS.iter().map(|key| key.name).collect(),
            Shape::Cost => Cost::KEYS.iter().map(|key| key.name).collect(),
            Shape::Protection => Protection::KEYS.iter().map(|key| key.name).collect(),
            _ => Vec::new(),
        };
        names.extend(parts.into_iter().map(|part| format!("{}.{part}", spec.name)));
        if spec.shape == Shape::Lifecycle {
            names.extend(milestones());
        }
    }
    names
}

/// A header as the table writes its words: `Service hours` as `service_hours`.
fn word(header: &str) -> String {
    let words: Vec<&str> = header
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_").to_lowercase()
}

fn milestone(name: &str) -> Option<Column> {
    let name = Milestone::parse(name)?.name();
    Some(Column { field: Field::Lifecycle.name(), part: Some(Cow::Borrowed(name)), holds: Holds::Date })
}

/// What a column of a whole field holds; nothing if it can only be written in parts.
fn holds(spec: &FieldSpec) -> Option<Holds> {
    Some(match spec.shape {
        Shape::Sla | Shape::Cost | Shape::Protection => return None,
        Shape::Properties => Holds::Mapping,
        Shape::Text if spec.field == Field::Description => Holds::Prose,
        Shape::Id | Shape::Text | Shape::Duration => Holds::Line,
        Shape::Texts => Holds::Texts,
        Shape::Flag => Holds::Words(&["true", "false"]),
        Shape::Date => Holds::Date,
        Shape::Organisation => Holds::Organisation,
        Shape::References(sections) => Holds::References(sections),
        Shape::Lifecycle => Holds::Words(PHASES),
        Shape::ServiceHours
        | Shape::Criticality
        | Shape::Class
        | Shape::Scope
        | Shape::Adaptable
        | Shape::Standard
        | Shape::Strength
        | Shape::Flow
        | Shape::Schedule => Holds::Words(words_of(spec.name)),
    })
}

const PHASES: &[&str] = &["plan", "phase_in", "active", "phase_out", "retired"];

fn of_key(shape: KeyShape) -> Holds {
    match shape {
        KeyShape::Texts => Holds::Texts,
        KeyShape::Date => Holds::Date,
        KeyShape::Money => Holds::Money,
        KeyShape::Percentage => Holds::Percentage,
        KeyShape::Organisation => Holds::Organisation,
        _ => Holds::Line,
    }
}

fn words_of(field: &str) -> &'static [&'static str] {
    SCALES.iter().find(|(name, _)| *name == field).map_or(&[], |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Phase;

    fn parsed(of: Section, name: &str) -> Option<String> {
        Column::parse(Listing::Section(of), name).map(|column| column.name())
    }

    #[test]
    fn a_column_is_a_field_or_a_part_of_one() {
        for (written, meant) in [
            ("name", "name"),
            ("Depends on", "depends_on"),
            ("SERVICE-HOURS", "service_hours"),
            ("lifecycle.active", "lifecycle.active"),
            ("Phase out", "lifecycle.phase_out"),
            ("sla.availability", "sla.availability"),
            ("cost.paid_by", "cost.paid_by"),
            ("standard.E-services", "standard.E-services"),
            ("properties.Diarie nr", "properties.Diarie nr"),
        ] {
            assert_eq!(parsed(Section::Systems, written).as_deref(), Some(meant), "{written}");
        }
        for no_column in [
            "Förvaltning",
            "availability",
            "sla",
            "cost",
            "cost.monthly",
            "name.first",
            "provider",
            "",
            "properties.",
        ] {
            assert_eq!(parsed(Section::Systems, no_column), None, "{no_column}");
        }
        assert_eq!(parsed(Section::Organisations, "active"), None);
    }

    #[test]
    fn every_name_that_is_listed_is_a_column() {
        for of in Listing::all() {
            for name in names(of) {
                assert!(Column::parse(of, &name).is_some(), "{name} of {of:?}");
            }
        }
        assert_eq!(PHASES, Phase::ALL.map(|phase| phase.milestone().name()));
    }
}
