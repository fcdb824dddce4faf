//! Properties of a model to the fields of a map that are called so.

use crate::entry::Written;
use crate::load::Config;
use crate::model::{
    Adaptable, Class, Criticality, Field, Milestone, PartialDate, Scope, Section, Shape, Standard,
};

/// What a property says.
pub(super) enum Said {
    /// A field of the entry.
    Field(Field, Written),
    /// A field that names an organisation.
    Organisation(Field),
    /// A date of its lifecycle.
    Milestone(Milestone, String),
    /// Nothing that a field could hold.
    Other {
        /// Whether a field is called so, and this is no value of it.
        is_no_value: bool,
    },
}

/// Fields that a model says in another way.
const ELSEWHERE: [Field; 5] = [Field::Id, Field::Name, Field::Description, Field::Aliases, Field::Source];

/// What a property says in an entry of this section. `End of support` is the milestone `end_of_support`.
pub(super) fn said(config: &Config, section: Section, name: &str, value: &str) -> Said {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let milestone = Milestone::parse(name.strip_prefix("lifecycle.").unwrap_or(&name));
    if let Some(milestone) = milestone.filter(|_| section != Section::Organisations) {
        return match PartialDate::parse(value) {
            Ok(_) => Said::Milestone(milestone, value.to_owned()),
            Err(_) => Said::Other { is_no_value: true },
        };
    }
    let spec = Field::parse(&name)
        .filter(|spec| spec.sections.contains(&section) && !ELSEWHERE.contains(&spec.field));
    let Some(spec) = spec else { return Said::Other { is_no_value: false } };
    let word = |parses: &dyn Fn(&str) -> bool| {
        let small = value.to_lowercase();
        let local =
            [value, small.as_str()].into_iter().find_map(|word| config.scales.standard_word(spec.name, word));
        Some(local.unwrap_or(&small).to_owned()).filter(|word| parses(word)).map(Written::Text)
    };
    let written = match spec.shape {
        Shape::Organisation => return Said::Organisation(spec.field),
        Shape::Text => Some(value.into()),
        Shape::Texts => {
            let items = value.split(['|', ',', '\n']).map(str::trim).filter(|item| !item.is_empty());
            Some(items.collect::<Vec<&str>>().into()).filter(|list: &Written| !list.is_empty())
        }
        Shape::Flag => word(&|word| matches!(word, "true" | "false")),
        Shape::Date => PartialDate::parse(value).ok().map(|_| value.into()),
        Shape::Criticality => word(&|word| Criticality::parse(word).is_some()),
        Shape::Class => word(&|word| Class::parse(word).is_some()),
        Shape::Scope => word(&|word| Scope::parse(word).is_some()),
        Shape::Adaptable => word(&|word| Adaptable::parse(word).is_some()),
        Shape::Standard => word(&|word| Standard::parse(word).is_some()),
        // What may hold a reference or a mapping is not said by a property.
        Shape::Id
        | Shape::Properties
        | Shape::Duration
        | Shape::References(_)
        | Shape::ServiceHours
        | Shape::Sla
        | Shape::Cost
        | Shape::Protection
        | Shape::Lifecycle
        | Shape::Strength
        | Shape::Flow
        | Shape::Schedule => return Said::Other { is_no_value: false },
    };
    match written {
        Some(written) => Said::Field(spec.field, written),
        None => Said::Other { is_no_value: true },
    }
}
