//! The kinds of relations and how each behaves, as one table.

use crate::model::Strength;

/// A kind of relation, from a dependent to its dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Anything rests on anything; `supports` of a system is the same relation, written on the other end.
    DependsOn,
    /// A consumer rests on an integration.
    Consumes,
    /// An integration rests on its provider.
    Provides,
    /// An integration rests on the platforms that it passes through.
    Via,
    /// A system or technology rests on a technology.
    RunsOn,
    /// A redundancy group rests on its members.
    AnyOf,
    /// A part rests on its whole.
    PartOf,
    /// A whole rests on its parts: the way back of `part_of`.
    Contains,
    /// Information rests on the system that is its source.
    MasteredBy,
    /// A process or system works with information.
    Uses,
    /// A process or system reads information.
    Reads,
    /// An integration carries information.
    Carries,
    /// An element is operated or maintained under an agreement.
    Agreement,
}

/// How a kind of relation behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationSpec {
    /// The kind.
    pub relation: Relation,
    /// Its name in every output.
    pub name: &'static str,
    /// From what to what, in words.
    pub between: &'static str,
    /// The strength it travels with if none is declared.
    pub default_strength: Strength,
    /// Whether its strength follows from its kind, so that there is nothing to declare.
    pub fixed_strength: bool,
    /// Whether disruption passes from the dependency to the dependent.
    pub passes_disruption: bool,
}

impl Relation {
    /// The table, in the order of the kinds.
    pub const TABLE: [RelationSpec; 13] = [
        row(Self::DependsOn, "depends_on", "any → any; process → system", Strength::Hard, false, true),
        row(Self::Consumes, "consumes", "consumer → integration", Strength::Hard, false, true),
        row(Self::Provides, "provides", "integration → provider", Strength::Hard, true, true),
        row(Self::Via, "via", "integration → system or technology", Strength::Hard, false, true),
        row(Self::RunsOn, "runs_on", "system, technology → technology", Strength::Hard, false, true),
        row(Self::AnyOf, "any_of", "group → member", Strength::Hard, true, true),
        row(Self::PartOf, "part_of", "part → whole", Strength::Hard, false, true),
        row(Self::Contains, "contains", "whole → part", Strength::Soft, true, true),
        row(Self::MasteredBy, "mastered_by", "information → system", Strength::Hard, true, true),
        row(Self::Uses, "uses", "process, system → information", Strength::Soft, false, false),
        row(Self::Reads, "reads", "process, system → information", Strength::Soft, false, false),
        row(Self::Carries, "carries", "integration → information", Strength::Soft, true, false),
        row(Self::Agreement, "agreement", "any → agreement", Strength::Soft, true, false),
    ];

    /// How this kind behaves.
    #[expect(
        clippy::indexing_slicing,
        reason = "the table has a row for every kind, in order; a test holds it so"
    )]
    pub fn spec(self) -> &'static RelationSpec {
        const TABLE: &[RelationSpec; 13] = &Relation::TABLE;
        &TABLE[self as usize]
    }

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        self.spec().name
    }
}

const fn row(
    relation: Relation,
    name: &'static str,
    between: &'static str,
    default_strength: Strength,
    fixed_strength: bool,
    passes_disruption: bool,
) -> RelationSpec {
    RelationSpec { relation, name, between, default_strength, fixed_strength, passes_disruption }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_every_kind_in_order() {
        for (i, row) in Relation::TABLE.iter().enumerate() {
            assert_eq!(row.relation as usize, i, "{}", row.name);
            assert_eq!(row.relation.spec(), row);
        }
    }
}
