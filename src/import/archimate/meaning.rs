//! What the concepts and relationships of ArchiMate mean in a map: three tables, which the documentation shows.

use crate::model::{Field, Section};
use Section::{Agreements, Information, Organisations, Processes, Systems, Technologies};

/// What one concept becomes.
#[derive(Debug, Clone, Copy)]
pub struct ConceptMeaning {
    /// Its name in ArchiMate 3.
    pub name: &'static str,
    /// Its name in ArchiMate 2, if that was another.
    pub before: Option<&'static str>,
    /// The section of its entry.
    pub section: Section,
    /// Its `kind`; nothing for what the section is about.
    pub kind: Option<&'static str>,
}

/// What one relationship becomes.
#[derive(Debug, Clone, Copy)]
pub struct RelationshipMeaning {
    /// Its name in ArchiMate 3.
    pub name: &'static str,
    /// Its name in ArchiMate 2, if that was another.
    pub before: Option<&'static str>,
    /// What is made of it.
    pub effect: Effect,
    /// The same in words.
    pub says: &'static str,
}

/// What is made of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The target rests on the source. If the source is an organisation, it owns the target.
    Assigned,
    /// The target rests on the source.
    Rests,
    /// The target rests on the source, softly.
    RestsSoftly,
    /// The target is a part of the source.
    Part,
    /// The target is a part of the source, softly.
    PartSoftly,
    /// The source uses or reads the target.
    Access,
    /// An integration, or a soft dependency where an integration cannot stand.
    Flow,
    /// What a flow carries, if it joins one with information.
    Association,
    /// Nothing.
    Nothing,
}

/// Which field says that one element rests on another.
#[derive(Debug, Clone, Copy)]
pub struct FieldChoice {
    /// The sections of the dependent.
    pub dependents: &'static [Section],
    /// The section of what it rests on.
    pub dependency: Section,
    /// The field of the dependent.
    pub field: Field,
}

const fn concept(name: &'static str, section: Section, kind: &'static str) -> ConceptMeaning {
    let kind = if kind.is_empty() { None } else { Some(kind) };
    ConceptMeaning { name, before: None, section, kind }
}

const fn renamed(
    name: &'static str,
    before: &'static str,
    section: Section,
    kind: &'static str,
) -> ConceptMeaning {
    ConceptMeaning { before: Some(before), ..concept(name, section, kind) }
}

/// What is understood of the concepts. All others are left out.
pub const CONCEPTS: &[ConceptMeaning] = &[
    concept("BusinessProcess", Processes, ""),
    concept("BusinessFunction", Processes, "function"),
    concept("BusinessInteraction", Processes, "interaction"),
    concept("BusinessService", Processes, "service"),
    concept("BusinessObject", Information, ""),
    concept("DataObject", Information, "data"),
    concept("Representation", Information, "representation"),
    concept("ApplicationComponent", Systems, ""),
    concept("ApplicationCollaboration", Systems, "collaboration"),
    concept("ApplicationFunction", Systems, "function"),
    concept("ApplicationInteraction", Systems, "interaction"),
    concept("ApplicationInterface", Systems, "interface"),
    concept("ApplicationProcess", Systems, "process"),
    concept("ApplicationService", Systems, "service"),
    concept("Artifact", Technologies, "artifact"),
    renamed("CommunicationNetwork", "Network", Technologies, "network"),
    concept("Device", Technologies, "device"),
    concept("DistributionNetwork", Technologies, "network"),
    concept("Equipment", Technologies, "equipment"),
    concept("Facility", Technologies, "facility"),
    concept("Node", Technologies, "node"),
    renamed("Path", "CommunicationPath", Technologies, "path"),
    concept("SystemSoftware", Technologies, "software"),
    concept("TechnologyCollaboration", Technologies, "collaboration"),
    renamed("TechnologyFunction", "InfrastructureFunction", Technologies, "function"),
    concept("TechnologyInteraction", Technologies, "interaction"),
    renamed("TechnologyInterface", "InfrastructureInterface", Technologies, "interface"),
    concept("TechnologyProcess", Technologies, "process"),
    renamed("TechnologyService", "InfrastructureService", Technologies, "service"),
    concept("Contract", Agreements, ""),
    concept("BusinessActor", Organisations, ""),
    concept("BusinessCollaboration", Organisations, "collaboration"),
    concept("BusinessRole", Organisations, "role"),
];

/// What is understood of the relationships: the only place that says which end rests on which.
pub const RELATIONSHIPS: &[RelationshipMeaning] = &[
    RelationshipMeaning {
        name: "Serving",
        before: Some("UsedBy"),
        effect: Effect::Rests,
        says: "the target rests on the source",
    },
    RelationshipMeaning {
        name: "Realization",
        before: Some("Realisation"),
        effect: Effect::Rests,
        says: "the target rests on the source",
    },
    RelationshipMeaning {
        name: "Assignment",
        before: None,
        effect: Effect::Assigned,
        says: "the target rests on the source; a business actor, role or collaboration as source is the `owner` of the target",
    },
    RelationshipMeaning {
        name: "Triggering",
        before: None,
        effect: Effect::RestsSoftly,
        says: "the target rests on the source, with `strength: soft`",
    },
    RelationshipMeaning {
        name: "Flow",
        before: None,
        effect: Effect::Flow,
        says: "an integration: the source is its `provider`, the target its `consumer`, `flow: to_consumer`. Where an integration cannot stand, as between processes: the target rests on the source, with `strength: soft`",
    },
    RelationshipMeaning {
        name: "Access",
        before: None,
        effect: Effect::Access,
        says: "the source `uses` the target; with `accessType=\"Read\"` it `reads` it. Where these fields cannot stand: the source rests on the target, with `strength: soft`",
    },
    RelationshipMeaning {
        name: "Composition",
        before: None,
        effect: Effect::Part,
        says: "the target is `part_of` the source",
    },
    RelationshipMeaning {
        name: "Aggregation",
        before: None,
        effect: Effect::PartSoftly,
        says: "the target is `part_of` the source, with `strength: soft`",
    },
    RelationshipMeaning {
        name: "Association",
        before: None,
        effect: Effect::Association,
        says: "left out; but information that is associated with a Flow is what its integration `carries`",
    },
    RelationshipMeaning {
        name: "Specialization",
        before: Some("Specialisation"),
        effect: Effect::Nothing,
        says: "left out",
    },
    RelationshipMeaning { name: "Influence", before: None, effect: Effect::Nothing, says: "left out" },
];

/// Which field says that one element rests on another. What is not here is said by `depends_on`.
pub const FIELDS: &[FieldChoice] = &[
    FieldChoice { dependents: &[Systems, Technologies], dependency: Technologies, field: Field::RunsOn },
    FieldChoice { dependents: &[Processes, Systems], dependency: Information, field: Field::Uses },
    FieldChoice { dependents: &Section::ELEMENTS, dependency: Agreements, field: Field::Agreement },
];

/// What a concept of this name becomes.
pub(super) fn of_concept(name: &str) -> Option<&'static ConceptMeaning> {
    CONCEPTS.iter().find(|meaning| meaning.name == name || meaning.before == Some(name))
}

/// What a relationship of this name becomes.
pub(super) fn of_relationship(name: &str) -> Option<&'static RelationshipMeaning> {
    RELATIONSHIPS.iter().find(|meaning| meaning.name == name || meaning.before == Some(name))
}

/// The field in which one element says that it rests on another.
pub(super) fn field_of(dependent: Section, dependency: Section) -> Field {
    let choice = FIELDS
        .iter()
        .find(|choice| choice.dependency == dependency && choice.dependents.contains(&dependent));
    choice.map_or(Field::DependsOn, |choice| choice.field)
}

/// Whether an element of this section may stand in a field, and in an entry of which.
pub(super) fn may_stand(field: Field, holder: Section, target: Section) -> bool {
    use crate::model::Shape;
    Field::TABLE.iter().find(|spec| spec.field == field).is_some_and(|spec| {
        spec.sections.contains(&holder)
            && matches!(spec.shape, Shape::References(targets) if targets.contains(&target))
    })
}
