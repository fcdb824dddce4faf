//! Which elements a picture of the map shows, in which lane, and what becomes of the others.

use super::collapse::Collapse;
use super::links;
use super::part::Part;
use super::words::counted;
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{Criticality, Date, Element, Section};
use crate::render::SceneBox;

/// The lanes of a map, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// Processes.
    Business,
    /// What citizens and staff meet.
    Services,
    /// All other systems.
    Systems,
    /// What the city knows.
    Information,
    /// What systems stand on and meet through.
    Platforms,
    /// Products in a version.
    Technology,
    /// Agreements.
    Delivery,
}

/// Agreements hold nothing up, and many of them would bury what does: more are left out.
pub(super) const FEW_AGREEMENTS: usize = 6;

/// What becomes of every element of the map on a day.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// The elements that are shown, in the order of the model.
    pub shown: Vec<ElementIx>,
    /// For every element, whether it is in use on the day or asked about.
    pub admitted: Vec<bool>,
    /// Integrations in use that are shown as arrows.
    pub integrations: usize,
    /// Agreements in use that are not shown.
    pub agreements: usize,
    /// Elements not in use.
    pub not_in_use: usize,
    /// What a part of the map leaves out, and why.
    pub left_out: Vec<(usize, String)>,
    /// Integrations in use that join nothing shown with anything shown.
    pub elsewhere: usize,
    /// For every element, whether it is outside of the part that is shown.
    pub outside: Vec<bool>,
    /// The element that the picture is about, if it is about one.
    pub focus: Option<ElementIx>,
    /// What all others of a lane are folded by.
    pub collapse: Option<Collapse>,
    /// The boxes that would be there besides if nothing were left out.
    pub missing: Vec<ElementIx>,
    /// For every element, whether it would be admitted if nothing were left out.
    pub candidates: Vec<bool>,
}

impl Lane {
    /// All of them, from top to bottom.
    pub(super) const ALL: [Self; 7] = [
        Self::Business,
        Self::Services,
        Self::Systems,
        Self::Information,
        Self::Platforms,
        Self::Technology,
        Self::Delivery,
    ];

    /// The lane of an element.
    pub(super) fn of(element: &Element) -> Self {
        match (element.section, element.kind()) {
            (Section::Processes, _) => Self::Business,
            (Section::Systems, Some("e-service")) => Self::Services,
            (Section::Systems, Some("platform")) => Self::Platforms,
            (Section::Systems | Section::Integrations, _) => Self::Systems,
            (Section::Information, _) => Self::Information,
            (Section::Technologies, _) => Self::Technology,
            (Section::Agreements | Section::Organisations, _) => Self::Delivery,
        }
    }

    /// What a page calls it by.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Services => "services",
            Self::Systems => "systems",
            Self::Information => "information",
            Self::Platforms => "platforms",
            Self::Technology => "technology",
            Self::Delivery => "delivery",
        }
    }

    /// What is written beside it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Business => "Business processes",
            Self::Services => "E-services",
            Self::Systems => "Systems",
            Self::Information => "Information",
            Self::Platforms => "Platforms",
            Self::Technology => "Technology",
            Self::Delivery => "Agreements",
        }
    }

    /// Whether an element is to be seen by its name rather than in a pile.
    pub(super) fn is_major(element: &Element) -> bool {
        element.criticality().is_some_and(|&criticality| criticality >= Criticality::High)
    }

    /// Its index from the top.
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

impl Selection {
    /// What is in use on a day, and `asked`, whatever they are: integrations otherwise become arrows, and
    /// agreements are shown if they are few and there is room for all boxes.
    ///
    /// Complexity: O(V).
    pub(super) fn new(graph: &Graph, day: Date, asked: &[ElementIx], room: usize) -> Self {
        Self::of(graph, day, asked, room, &Part::default())
    }

    /// The same of a part of the map. What the part is about is asked for.
    ///
    /// Complexity: O(V + E).
    pub(super) fn of(graph: &Graph, day: Date, asked: &[ElementIx], room: usize, part: &Part) -> Self {
        let in_use = graph.in_use(day);
        let is = |flags: &[bool], ix: ElementIx| flags.get(ix.index()).copied().unwrap_or(false);
        let focus = part.focus.map(|focus| focus.element);
        let mut asked: Vec<ElementIx> = asked.iter().copied().chain(focus).collect();
        asked.sort_unstable();
        let is_asked = |ix: ElementIx| asked.binary_search(&ix).is_ok();
        let candidates: Vec<bool> = graph.elements().map(|ix| is(&in_use, ix) || is_asked(ix)).collect();
        let cut = part.cut(graph, &candidates);
        let is_within = |ix: ElementIx| !is(&cut.outside, ix);

        let used = |ix: &ElementIx| is(&in_use, *ix) && is_within(*ix);
        let section = |ix: ElementIx| graph.element(ix).section;
        let count = |test: &dyn Fn(Section) -> bool| {
            graph.elements().filter(used).filter(|&ix| test(section(ix))).count()
        };
        let agreements = count(&|section| section == Section::Agreements);
        let boxes = count(&|section| section != Section::Integrations);
        let with_agreements = agreements <= FEW_AGREEMENTS && boxes <= room || agreements == boxes;
        let is_shown = |&ix: &ElementIx| {
            let is_place = match section(ix) {
                Section::Integrations => false,
                Section::Agreements => with_agreements,
                _ => true,
            };
            is_within(ix) && (is_asked(ix) || is(&in_use, ix) && is_place)
        };
        let shown: Vec<ElementIx> = graph.elements().filter(is_shown).collect();
        let mut selection = Self { focus, collapse: part.collapse, ..Self::default() };
        for ix in graph.elements().filter(|ix| !is_shown(ix)) {
            match section(ix) {
                _ if !is(&candidates, ix) => selection.not_in_use += 1,
                Section::Integrations if !is_within(ix) => {}
                Section::Integrations if part.is_whole() || joins(graph, ix, &shown) => {
                    selection.integrations += 1;
                }
                Section::Integrations => selection.elsewhere += 1,
                Section::Agreements if is_within(ix) => selection.agreements += 1,
                Section::Agreements => {}
                _ => selection.missing.push(ix),
            }
        }
        let admitted = graph.elements().map(|ix| is(&candidates, ix) && is_within(ix)).collect();
        Self { shown, admitted, candidates, left_out: cut.counts, outside: cut.outside, ..selection }
    }

    /// How many elements are in use or asked about, integrations not counted: they are ways, not places.
    pub(super) fn places(&self, graph: &Graph) -> usize {
        let is_place = |ix: &&ElementIx| graph.element(**ix).section != Section::Integrations;
        self.shown.iter().filter(is_place).count() + self.agreements
    }

    /// Whether an element is outside of the part that is shown.
    pub(super) fn is_outside(&self, ix: ElementIx) -> bool {
        self.outside.get(ix.index()).copied().unwrap_or(false)
    }

    /// What an element is folded by, if it is: the one that the picture is about stays alone.
    pub(super) fn collapse_of(&self, ix: ElementIx) -> Option<Collapse> {
        self.collapse.filter(|_| !self.is_focus(ix))
    }

    /// Whether the picture is about an element.
    pub(super) fn is_focus(&self, ix: ElementIx) -> bool {
        self.focus == Some(ix)
    }

    /// Says in words on the box of the element that the picture is about that it is.
    pub(super) fn mark(&self, members: &[ElementIx], each: &mut SceneBox) {
        if let [ix] = *members
            && self.is_focus(ix)
        {
            let line = std::mem::take(&mut each.line);
            each.line = if line.is_empty() { IN_FOCUS.to_owned() } else { format!("{IN_FOCUS} · {line}") };
        }
    }

    /// What one must know of the element that the picture is about, and how many dependencies lead to or through what
    /// is left out, besides those drawn.
    ///
    /// Complexity: that of finding the dependencies of the whole map.
    pub(super) fn notes(&self, graph: &Graph, day: Date, dependencies: usize) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(focus) = self.focus.map(|ix| graph.element(ix))
            && !graph.model().in_use(focus, day)
        {
            notes.push(format!("{} itself is not in use on {day}.", focus.name()));
        }
        if !self.left_out.is_empty() {
            let mut boxes: Vec<ElementIx> = self.shown.iter().chain(&self.missing).copied().collect();
            boxes.sort_unstable();
            let all = links::links(graph, &boxes, &self.candidates, None).list.len();
            let lost = all.saturating_sub(dependencies);
            if lost > 0 {
                let lost = counted(lost, "dependency", "dependencies");
                notes.push(format!("Not shown: {lost} that begin, end or lead through what is left out."));
            }
        }
        notes
    }
}

/// What is said on the box of the element that the picture is about.
const IN_FOCUS: &str = "In focus";

/// Whether an integration joins something shown with something shown.
fn joins(graph: &Graph, integration: ElementIx, shown: &[ElementIx]) -> bool {
    let is_end = |direction| {
        let ends = graph.relations(integration.node(), direction).into_iter();
        let ends = ends.filter(|(_, edge)| edge.relation != Relation::Carries);
        ends.flat_map(|(node, _)| graph.members_of(node)).any(|ix| shown.binary_search(&ix).is_ok())
    };
    is_end(Direction::Upstream) && is_end(Direction::Downstream)
}
