//! The one table of fields: name, sections and shape of each. Decoder, suggestions and docs read it.

use super::Section;
use Section::{Agreements, Information, Integrations, Processes, Systems, Technologies};

/// What a value of a field looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The id itself.
    Id,
    /// Text, taken as written.
    Text,
    /// A list of texts; one alone stands for a list of one.
    Texts,
    /// Texts by key.
    Properties,
    /// `true` or `false`.
    Flag,
    /// A day, month, quarter or year.
    Date,
    /// A length of time.
    Duration,
    /// The id of an organisation.
    Organisation,
    /// References to elements of these sections; one alone stands for a list of one.
    References(&'static [Section]),
    /// `low`, `medium`, `high` or `critical`.
    Criticality,
    /// `foundational`, `differentiating` or `experimental`.
    Class,
    /// `common` or `local`.
    Scope,
    /// `yes`, `no` or `unknown`.
    Adaptable,
    /// `full`, `concept`, `free` or `not-concerned`, or one of them by plateau.
    Standard,
    /// `24x7`, `office`, or ranges by weekday.
    ServiceHours,
    /// `{availability, restore_within}`.
    Sla,
    /// `{yearly, replacement, adaptation, paid_by}`.
    Cost,
    /// `{confidentiality, integrity, availability}`, each 0 to 4.
    Protection,
    /// The id of a named lifecycle, a phase, or dates by milestone.
    Lifecycle,
    /// `hard` or `soft`.
    Strength,
    /// `to_consumer`, `to_provider` or `both`.
    Flow,
    /// `realtime`, `hourly`, `daily`, `nightly`, `weekly`, `monthly` or `yearly`.
    Schedule,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its key in the map.
    pub name: &'static str,
    /// The sections in which it may stand.
    pub sections: &'static [Section],
    /// What its value looks like.
    pub shape: Shape,
    /// What it says, for the documentation.
    pub summary: &'static str,
}

impl FieldSpec {
    /// What it says, without the number of the demand behind it, which is for the makers.
    pub fn says(&self) -> &'static str {
        self.summary.split_once(" (R").map_or(self.summary, |(says, _)| says)
    }
}

const ALL: &[Section] = &Section::ALL;
const ELEMENTS: &[Section] = &Section::ELEMENTS;

macro_rules! fields {
    ($($field:ident $name:literal $sections:expr, $shape:expr, $summary:literal;)+) => {
        /// A field of an element or organisation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Field { $(#[doc = $summary] $field),+ }

        impl Field {
            /// The table, in the order in which fields are shown.
            pub const TABLE: &'static [FieldSpec] = &[$(FieldSpec {
                field: Field::$field, name: $name, sections: $sections, shape: $shape, summary: $summary,
            }),+];

            /// Its key in the map.
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => $name),+ }
            }

            /// Its row of the table.
            pub fn parse(name: &str) -> Option<&'static FieldSpec> {
                let field = match name { $($name => Self::$field,)+ _ => return None };
                Self::TABLE.get(field as usize)
            }
        }
    };
}

fields! {
    Id "id" ALL, Shape::Id, "the name by which others refer to it";
    Name "name" ALL, Shape::Text, "its name; the id if none is given";
    Aliases "aliases" ALL, Shape::Texts, "other ids that it was or is known by";
    Description "description" ALL, Shape::Text, "what it is, in a sentence or two";
    Kind "kind" ALL, Shape::Text, "what sort of thing it is, such as `business`, `e-service`, `external`, `database`, `supplier`";
    Owner "owner" ELEMENTS, Shape::Organisation, "the organisation that answers for it (R14)";
    Manager "manager" ALL, Shape::Text, "the person or unit that manages it for the owner";
    Contact "contact" ALL, Shape::Text, "whom to call or write to";
    Criticality "criticality" ELEMENTS, Shape::Criticality, "how much hangs on it for the organisation";
    Class "class" ELEMENTS, Shape::Class, "how it is governed (R9)";
    Scope "scope" ELEMENTS, Shape::Scope, "common to the organisation or local to one part (R9)";
    Standard "standard" ELEMENTS, Shape::Standard, "how far it follows the standard (R12)";
    Adaptable "adaptable" ELEMENTS, Shape::Adaptable, "whether it can be adapted to the platform (R11)";
    Version "version" ELEMENTS, Shape::Text, "its version, kept as written";
    Product "product" &[Technologies, Systems], Shape::Text, "the vendor's product that it is, such as `postgresql`";
    Lifecycle "lifecycle" ELEMENTS, Shape::Lifecycle, "when it is used and supported (R3)";
    Successor "successor" ELEMENTS, Shape::References(ELEMENTS), "what takes its place";
    ServiceHours "service_hours" ELEMENTS, Shape::ServiceHours, "when it is open (R5)";
    Sla "sla" ELEMENTS, Shape::Sla, "what is promised of it (R5)";
    Operator "operator" ELEMENTS, Shape::Organisation, "the organisation that operates it";
    Supplier "supplier" ELEMENTS, Shape::Organisation, "the organisation that supplies it";
    Agreement "agreement" ELEMENTS, Shape::References(&[Agreements]), "the agreement that it is operated or maintained under";
    Cost "cost" ELEMENTS, Shape::Cost, "what it costs, and who pays";
    PersonalData "personal_data" &[Information], Shape::Flag, "whether it tells of persons (R17)";
    Protection "protection" &[Information], Shape::Protection, "the protection that it needs (R17)";
    DependsOn "depends_on" ELEMENTS, Shape::References(ELEMENTS), "what it rests on";
    Supports "supports" &[Systems], Shape::References(&[Processes]), "the processes that rest on it";
    PartOf "part_of" ELEMENTS, Shape::References(ELEMENTS), "the whole that it is a part of";
    RunsOn "runs_on" &[Systems, Technologies], Shape::References(&[Technologies]), "the technologies that it runs on";
    Masters "masters" &[Systems], Shape::References(&[Information]), "the information that it is the source of";
    MasteredBy "mastered_by" &[Information], Shape::References(&[Systems]), "the system that is its source";
    Uses "uses" &[Processes, Systems], Shape::References(&[Information]), "the information that it works with";
    Reads "reads" &[Processes, Systems], Shape::References(&[Information]), "the information that it only reads";
    Provider "provider" &[Integrations], Shape::References(&[Systems, Technologies]), "the system that offers the interface";
    Consumer "consumer" &[Integrations], Shape::References(&[Systems, Processes, Technologies]), "the systems that call it or receive from it";
    Via "via" &[Integrations], Shape::References(&[Systems, Technologies]), "the platforms that it passes through";
    Carries "carries" &[Integrations], Shape::References(&[Information]), "the information that flows over it (R4)";
    Flow "flow" &[Integrations], Shape::Flow, "which way what it carries goes; `to_consumer` if not said";
    Protocol "protocol" &[Integrations], Shape::Text, "the protocol, such as `soap` (R13)";
    Schedule "schedule" &[Integrations], Shape::Schedule, "how often it runs";
    Strength "strength" &[Integrations], Shape::Strength, "whether the consumer stops without it";
    Tolerates "tolerates" &[Integrations], Shape::Duration, "how long the consumer can do without";
    Provides "provides" &[Systems], Shape::References(&[Integrations]), "the integrations that it confirms to provide";
    Consumes "consumes" &[Systems], Shape::References(&[Integrations]), "the integrations that it confirms to consume";
    Tags "tags" ALL, Shape::Texts, "free words to select by";
    Properties "properties" ALL, Shape::Properties, "free text by key";
    Reviewed "reviewed" ELEMENTS, Shape::Date, "when somebody last made sure that this is true";
    Source "source" ALL, Shape::Text, "where the knowledge comes from";
    Links "links" ALL, Shape::Texts, "addresses to read more";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_indexed_by_its_fields_and_names_are_unique() {
        for (i, spec) in Field::TABLE.iter().enumerate() {
            assert_eq!(spec.field as usize, i, "{}", spec.name);
            assert_eq!(Field::parse(spec.name).unwrap().field, spec.field);
            assert_eq!(spec.field.name(), spec.name);
        }
    }
}
