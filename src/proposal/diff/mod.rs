//! What changed between two states of a map (R8, R11), what that affects, and who must be told.
//!
//! The states are two maps, or two revisions of one: then everything that is declared is compared. Or they are one map
//! on two days: then what is in use is compared.
//!
//! Knows nothing of files, revisions or arguments.

mod between;
mod compare;
mod consequences;
mod days;
mod declarations;
mod fields;
mod findings;
mod known;
mod pairs;
mod parts;
mod relations;
mod side;
mod tell;

use crate::diagnostic::Finding;
use crate::graph::{ElementIx, Relation};
use crate::model::{ChangeKind, Date, Disruption, Duration, Field, Id, Section, Strength, Work};

pub use between::{Between, findings_between};
pub use compare::diff;
pub use side::Side;

/// At most so many differences are judged each for itself.
pub const MOST_JUDGED: usize = 200;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Everything that two maps declare, whatever its dates.
    Declared,
    /// What is in use on two days. Both sides are the same map; their days tell them apart.
    InUse,
}

/// How something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is new; of days: it was taken into use.
    Added,
    /// It is gone; of days: it was taken out of use.
    Removed,
    /// It has another id, by which or of which the other side knows it as an alias. It may say other things too.
    Renamed,
    /// It has the same id and says something else.
    Changed,
}

/// What differs between two states of a map.
#[derive(Debug)]
pub struct Diff<'a> {
    /// The state before.
    pub old: Side<'a>,
    /// The state after.
    pub new: Side<'a>,
    /// What was compared.
    pub compared: Compared,
    /// The elements that differ: business first, then by section and id. Each element at most once.
    pub elements: Vec<ElementDifference>,
    /// The organisations that differ, by id. Empty between days.
    pub organisations: Vec<OrganisationDifference>,
    /// All relations that came, went or changed, by dependent and relation. Those that come or go together with an
    /// element at one of their ends are among them, and marked.
    pub relations: Vec<RelationDifference>,
    /// What else is declared and differs: the map itself, named lifecycles, plateaus, proposals. Empty between days.
    pub declarations: Vec<Declaration>,
    /// What all differences together do: business first, worst first. What is changed itself is among them only if
    /// something that is gone reaches it.
    pub affected: Vec<Touched>,
    /// Differences with an impact that were not judged for themselves, because there are more than [`MOST_JUDGED`].
    pub unjudged: usize,
    /// Who must be told, those with most elements concerned first.
    pub people: Vec<Told>,
    /// Findings of the new state that the old one does not have, whatever their places and words.
    pub come: Vec<Finding>,
    /// Findings of the old state that the new one does not have. Their places are in the sources of the old one.
    pub gone: Vec<Finding>,
}

/// The same element in both states; on one side only if the other does not have it. One of the two is always there.
///
/// Between days both sides are the same map: what was taken into use has no `old`, and what was taken out of use no
/// `new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// In the graph of the state before.
    pub old: Option<ElementIx>,
    /// In the graph of the state after.
    pub new: Option<ElementIx>,
}

impl Pair {
    /// Whether both states have it.
    pub fn is_in_both(self) -> bool {
        self.old.is_some() && self.new.is_some()
    }
}

/// How one element differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementDifference {
    /// The element.
    pub element: Pair,
    /// How it differs. One that is renamed may say other things too.
    pub kind: Kind,
    /// What it says otherwise; empty if it is added or removed.
    pub fields: Vec<FieldDifference>,
    /// How many relations came or went with it, if it is added or removed.
    pub relations: usize,
    /// What that does, if it does anything of which the map can tell; nothing either if it was not judged for itself.
    pub consequence: Option<Consequence>,
}

/// How one organisation differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationDifference {
    /// Its id before.
    pub old: Option<Id>,
    /// Its id after.
    pub new: Option<Id>,
    /// How it differs.
    pub kind: Kind,
    /// What it says otherwise.
    pub fields: Vec<FieldDifference>,
}

/// What is said of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The section that it stands in.
    Section,
    /// A field.
    Field(Field),
    /// Between days: its phase of own use.
    Phase,
    /// Between days: how far it follows the standard.
    Standard,
    /// Between days: whether its vendor supports it.
    Support,
}

/// What one field says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// The field.
    pub aspect: Aspect,
    /// What it said, as a line of text; nothing if it was not written.
    pub old: Option<String>,
    /// What it says.
    pub new: Option<String>,
    /// What differs within it: members of a list that came or went, values by key. Empty if it has no parts.
    pub parts: Vec<PartDifference>,
    /// The named lifecycle that differs, if the field only refers to it. That is a declaration of its own.
    pub shared: Option<Id>,
}

/// A part of something that differs: a member of a list, a milestone, a cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartDifference {
    /// Its key; nothing for members of a list.
    pub name: Option<String>,
    /// What it said; nothing if it is new.
    pub old: Option<String>,
    /// What it says; nothing if it is gone.
    pub new: Option<String>,
}

/// How one relation differs. It is the same relation if it leads from the same dependent to the same dependency, and is
/// of the same kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationDifference {
    /// [`Kind::Added`], [`Kind::Removed`] or [`Kind::Changed`].
    pub kind: Kind,
    /// What rests on the other.
    pub dependent: Pair,
    /// How.
    pub relation: Relation,
    /// What it rests on.
    pub dependency: Dependency,
    /// How strongly, before.
    pub old: Option<Bond>,
    /// How strongly, after.
    pub new: Option<Bond>,
    /// Whether it comes or goes together with an element at one of its ends.
    pub with_element: bool,
}

/// What a relation leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    /// An element.
    Element(Pair),
    /// A redundancy group: so many of its members must be up.
    Group {
        /// How many of them must be up.
        min_up: usize,
        /// The elements in it and in the groups within it.
        members: Vec<Pair>,
        /// It as a line of text: `1 of (node-a, node-b)`.
        text: String,
    },
}

/// How strongly a dependent rests on a dependency, as declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bond {
    /// The strength.
    pub strength: Option<Strength>,
    /// How long it can do without.
    pub tolerates: Option<Duration>,
}

/// What sort of declaration differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// What the map says of itself.
    Map,
    /// A named lifecycle.
    Lifecycle,
    /// A plateau.
    Plateau,
    /// A change proposal.
    Proposal,
    /// A policy.
    Policy,
    /// A waiver; one without id goes by its rule and element.
    Waiver,
}

/// A declaration that is neither element nor organisation and differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// What it is.
    pub sort: Sort,
    /// Its id; nothing for the map itself.
    pub id: Option<Id>,
    /// [`Kind::Added`], [`Kind::Removed`] or [`Kind::Changed`].
    pub kind: Kind,
    /// What it says otherwise, if it changed.
    pub parts: Vec<PartDifference>,
    /// Of a lifecycle that changed: the elements that refer to it on both sides.
    pub of: Vec<Pair>,
}

/// What a difference does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// The kind of change as which it was judged.
    pub judged_as: ChangeKind,
    /// Of what is new: the elements that it rests on, of which more is asked.
    pub asked_of: Vec<Pair>,
    /// How many elements are affected, integrations not counted.
    pub counts: Counts,
    /// The process that it does the worst to, if it reaches one.
    pub worst_process: Option<Touched>,
}

/// How many elements are affected, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub affected: usize,
    /// Those that stop.
    pub stopped: usize,
    /// Those that work with less.
    pub degraded: usize,
    /// Those that must find a replacement.
    pub replace: usize,
    /// Those that must be adapted.
    pub adapt: usize,
    /// Those that must be tested.
    pub verify: usize,
}

/// An element that is affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    /// The element.
    pub element: Pair,
    /// What becomes of it.
    pub disruption: Disruption,
    /// What must be done to it.
    pub work: Work,
    /// Whether that rests on something that nobody has declared.
    pub assumed: bool,
}

/// Somebody who must be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The id of the organisation, as it is now.
    pub organisation: String,
    /// Its name; the id if it is not declared.
    pub name: String,
    /// How to reach it.
    pub contacts: Vec<String>,
    /// Its elements that differ, or that it operates.
    pub changed: Vec<Pair>,
    /// Its elements that are affected, or of which more is asked; or that it operates and nobody owns.
    pub affected: Vec<Pair>,
    /// Integrations that are changed or affected, of which it owns an end, or that it owns.
    pub integrations: Vec<Pair>,
    /// Elements that it owned and that are another's now.
    pub gives: Vec<Pair>,
    /// Elements that it owns now and that were another's, or nobody's.
    pub takes: Vec<Pair>,
}

impl Dependency {
    /// The element that it is, or those of the group.
    pub fn members(&self) -> Vec<Pair> {
        match self {
            Self::Element(element) => vec![*element],
            Self::Group { members, .. } => members.clone(),
        }
    }
}

impl Counts {
    /// Counts elements.
    pub fn of<'t>(touched: impl IntoIterator<Item = &'t Touched>) -> Self {
        let mut counts = Self::default();
        for each in touched {
            counts.affected += 1;
            match each.disruption {
                Disruption::None => {}
                Disruption::Degraded => counts.degraded += 1,
                Disruption::Stopped => counts.stopped += 1,
            }
            match each.work {
                Work::None => {}
                Work::Verify => counts.verify += 1,
                Work::Adapt => counts.adapt += 1,
                Work::Replace => counts.replace += 1,
            }
        }
        counts
    }
}

impl Diff<'_> {
    /// The day for which it is judged: that of the state after.
    pub fn at(&self) -> Date {
        self.new.at
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
            && self.organisations.is_empty()
            && self.relations.is_empty()
            && self.declarations.is_empty()
            && self.come.is_empty()
            && self.gone.is_empty()
    }

    /// How many elements differ so.
    pub fn count(&self, kind: Kind) -> usize {
        self.elements.iter().filter(|difference| difference.kind == kind).count()
    }

    /// How the element of a pair differs, if it does.
    pub fn of(&self, element: Pair) -> Option<&ElementDifference> {
        self.elements.iter().find(|difference| difference.element == element)
    }

    /// The section of an element, as it is now, or was if it is gone.
    pub fn section(&self, element: Pair) -> Option<Section> {
        self.element(element).map(|element| element.section)
    }

    /// An element as it is now, or as it was if it is gone.
    pub fn element(&self, element: Pair) -> Option<&crate::model::Element> {
        let new = element.new.map(|ix| self.new.graph.element(ix));
        new.or_else(|| element.old.map(|ix| self.old.graph.element(ix)))
    }
}
