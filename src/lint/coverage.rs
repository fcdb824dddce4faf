//! How much of the map is filled in: what is known, counted, and what is missing, by how much hangs on it.

use super::blanks::{Blanks, blanks};
use super::context::{asked, is_external, is_retired};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{Date, Element, Field, Section};

/// What a check ends with: how much of the map is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// What is known of the elements of each section, in the order of the sections. Sections without elements of
    /// which it may be asked are left out.
    pub shares: Vec<Share>,
    /// Relations whose strength is declared, of all whose strength somebody can choose.
    pub strengths: Count,
    /// The blanks on which most hangs.
    pub blanks: Blanks,
}

/// Of how many elements of a section something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The section.
    pub section: Section,
    /// What is asked.
    pub question: Question,
    /// Of how many it is known.
    pub count: Count,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many are known.
    pub known: usize,
    /// Of how many.
    pub all: usize,
}

/// What may be asked of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Who answers for it?
    Owner,
    /// Until when is it used or supported?
    Lifecycle,
    /// How strongly do others need it?
    Strength,
    /// How much hangs on it for the organisation?
    Criticality,
    /// Which system is its source?
    Master,
    /// What protection does it need?
    Protection,
    /// What is it?
    Description,
    /// When did somebody last make sure?
    Reviewed,
}

/// What is asked of the elements of a section, and whether its absence is a blank that may be ranked.
const ASKED: [(Section, Question, bool); 16] = [
    (Section::Processes, Question::Owner, true),
    (Section::Processes, Question::Criticality, true),
    (Section::Processes, Question::Description, false),
    (Section::Information, Question::Owner, true),
    (Section::Information, Question::Master, true),
    (Section::Information, Question::Protection, false),
    (Section::Systems, Question::Owner, true),
    (Section::Systems, Question::Lifecycle, true),
    (Section::Systems, Question::Criticality, false),
    (Section::Systems, Question::Description, false),
    (Section::Systems, Question::Reviewed, false),
    (Section::Integrations, Question::Owner, false),
    (Section::Integrations, Question::Lifecycle, false),
    (Section::Technologies, Question::Owner, false),
    (Section::Technologies, Question::Lifecycle, true),
    (Section::Agreements, Question::Lifecycle, true),
];

/// Counts what is known of a map on a day. Nothing is asked of what has been retired, nor of others' systems.
///
/// Complexity: O(V + E), and for the blanks at most a fixed amount of work.
pub fn coverage(graph: &Graph, today: Date) -> Coverage {
    let mut counts = [Count::default(); ASKED.len()];
    for (ix, element) in asked(graph, today) {
        for ((section, question, _), count) in ASKED.iter().zip(&mut counts) {
            if *section == element.section {
                count.add(question.is_answered(graph, ix, element));
            }
        }
    }
    let share = |(&(section, question, _), &count): (&(Section, Question, bool), &Count)| Share {
        section,
        question,
        count,
    };
    let shares = ASKED.iter().zip(&counts).filter(|(_, count)| count.all > 0).map(share).collect();
    let strengths = strengths_of_dependents(graph);
    let total = strengths.iter().fold(Count::default(), |total, count| Count {
        known: total.known + count.known,
        all: total.all + count.all,
    });
    Coverage { shares, strengths: total, blanks: blanks(graph, today, &strengths) }
}

/// For every element, how many of those that rest on it directly have said how strongly.
///
/// A member of a redundancy group is not asked for: what is strong or weak is the need of the group.
fn strengths_of_dependents(graph: &Graph) -> Vec<Count> {
    let of_one = |ix: ElementIx| {
        let mut count = Count::default();
        for (_, edge) in graph.relations(ix.node(), Direction::Downstream) {
            let spec = edge.relation.spec();
            if spec.passes_disruption && !spec.fixed_strength && edge.relation != Relation::AnyOf {
                count.add(edge.is_declared());
            }
        }
        count
    };
    graph.elements().map(of_one).collect()
}

impl Question {
    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Lifecycle => "lifecycle",
            Self::Strength => "strength",
            Self::Criticality => "criticality",
            Self::Master => "master",
            Self::Protection => "protection",
            Self::Description => "description",
            Self::Reviewed => "reviewed",
        }
    }

    /// The blanks that an element can have.
    pub(super) fn blanks_of(
        graph: &Graph,
        today: Date,
        element: &Element,
    ) -> impl Iterator<Item = Self> + use<> {
        let is_asked = !is_external(element) && !is_retired(graph, today, element);
        let section = element.section;
        let may_be_blank =
            move |&&(of, _, blank): &&(Section, Self, bool)| is_asked && blank && of == section;
        ASKED.iter().filter(may_be_blank).map(|&(_, question, _)| question)
    }

    /// Whether the map answers it for an element. The strength with which others need it is not the element's own.
    pub(super) fn is_answered(self, graph: &Graph, ix: ElementIx, element: &Element) -> bool {
        let field = match self {
            Self::Owner => Field::Owner,
            Self::Lifecycle => Field::Lifecycle,
            Self::Criticality => Field::Criticality,
            Self::Protection => Field::Protection,
            Self::Description => Field::Description,
            Self::Reviewed => Field::Reviewed,
            Self::Master => {
                let relations = graph.relations(ix.node(), Direction::Upstream);
                return relations.iter().any(|(_, edge)| edge.relation == Relation::MasteredBy);
            }
            Self::Strength => return true,
        };
        element.field(field).is_some()
    }
}

impl Count {
    fn add(&mut self, known: bool) {
        self.known += usize::from(known);
        self.all += 1;
    }
}
