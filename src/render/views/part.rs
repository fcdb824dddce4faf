//! Which part of the map a picture shows: what is chosen, what lies near one element, and what is folded together.
//!
//! Knows nothing of lanes and boxes.

use super::collapse::Collapse;
use super::words::counted;
use crate::graph::{Direction, ElementIx, Graph, WalkOptions};
use crate::model::{Section, either};

/// Which part of the map a picture shows; all of it if nothing is said.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Only what one of these means. Integrations are ways between boxes, and are not asked.
    pub only: Vec<Chosen>,
    /// Nothing of what one of these means.
    pub exclude: Vec<Chosen>,
    /// Only what lies near one element.
    pub focus: Option<Focus>,
    /// What all of one lane is folded by.
    pub collapse: Option<Collapse>,
}

/// Which elements a selection means.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The selection as it was written.
    pub name: String,
    /// For every element, whether it is meant.
    pub meant: Vec<bool>,
}

/// An element, and how much around it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The element.
    pub element: ElementIx,
    /// How many steps towards what rests on it.
    pub dependents: usize,
    /// How many steps towards what it rests on.
    pub dependencies: usize,
}

/// What a part leaves out.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// For every element, whether it is outside of the part; what is not asked for a picture is not near.
    pub outside: Vec<bool>,
    /// How many of those asked for a picture are left out, and why.
    pub counts: Vec<(usize, String)>,
}

impl Chosen {
    fn means(&self, ix: ElementIx) -> bool {
        self.meant.get(ix.index()).copied().unwrap_or(false)
    }
}

impl Focus {
    fn name<'g>(&self, graph: &'g Graph) -> &'g str {
        graph.element(self.element).name()
    }

    /// "within 2 steps of Lisa".
    fn phrase(&self, graph: &Graph) -> String {
        let name = self.name(graph);
        let steps = |n: usize| counted(n, "step", "steps");
        match (self.dependents, self.dependencies) {
            (0, 0) => format!("{name} alone"),
            (up, down) if up == down => format!("within {} of {name}", steps(up)),
            (0, down) => format!("{name} and what it rests on within {}", steps(down)),
            (up, 0) => format!("{name} and what rests on it within {}", steps(up)),
            (up, down) => {
                format!("{name}, what rests on it within {} and what it rests on within {down}", steps(up))
            }
        }
    }

    /// "farther than 2 steps from Lisa".
    fn beyond(&self, graph: &Graph) -> String {
        let name = self.name(graph);
        match (self.dependents, self.dependencies) {
            (up, down) if up == down && up > 0 => {
                format!("farther than {} from {name}", counted(up, "step", "steps"))
            }
            _ => format!("beyond what is shown around {name}"),
        }
    }

    /// For every element, whether it is near enough over ways through what is admitted.
    fn near(&self, graph: &Graph, admitted: &[bool]) -> Vec<bool> {
        let mut near = vec![false; graph.element_count()];
        let sides = [(Direction::Downstream, self.dependents), (Direction::Upstream, self.dependencies)];
        let mut set = |ix: ElementIx| {
            if let Some(slot) = near.get_mut(ix.index()) {
                *slot = true;
            }
        };
        set(self.element);
        for (direction, depth) in sides {
            let options = WalkOptions { direction, depth: None, admitted: Some(admitted) };
            let walk = graph.walk([self.element.node()], &options);
            let reached = walk.nodes().iter().filter_map(|&node| graph.as_element(node));
            let is_near = |ix: &ElementIx| walk.distance(graph, *ix).is_some_and(|steps| steps <= depth);
            reached.filter(is_near).for_each(&mut set);
        }
        near
    }
}

impl Part {
    /// Whether nothing is left out.
    pub(super) fn is_whole(&self) -> bool {
        self.only.is_empty() && self.exclude.is_empty() && self.focus.is_none()
    }

    /// Whether the selections let an element be shown.
    pub fn lets(&self, graph: &Graph, ix: ElementIx) -> bool {
        self.is_chosen(graph, ix) && self.excluded_by(ix).is_none()
    }

    fn is_chosen(&self, graph: &Graph, ix: ElementIx) -> bool {
        let is_way = graph.element(ix).section == Section::Integrations
            && self.focus.is_none_or(|focus| focus.element != ix);
        is_way || self.only.is_empty() || self.only.iter().any(|chosen| chosen.means(ix))
    }

    /// The index of the first selection that leaves an element out.
    fn excluded_by(&self, ix: ElementIx) -> Option<usize> {
        self.exclude.iter().position(|chosen| chosen.means(ix))
    }

    /// What is left out of these elements.
    ///
    /// Complexity: O(V) for each selection, and O(V + E) for a focus.
    pub(super) fn cut(&self, graph: &Graph, candidates: &[bool]) -> Cut {
        let mut cut = Cut { outside: vec![false; graph.element_count()], counts: Vec::new() };
        if self.is_whole() {
            return cut;
        }
        let is_candidate = |ix: ElementIx| candidates.get(ix.index()).copied().unwrap_or(false);
        let (mut not_only, mut excluded, mut far) = (0, vec![0; self.exclude.len()], 0);
        for (ix, outside) in graph.elements().zip(&mut cut.outside) {
            let count = match self.excluded_by(ix) {
                _ if !self.is_chosen(graph, ix) => Some(&mut not_only),
                Some(at) => excluded.get_mut(at),
                None => None,
            };
            *outside = count.is_some();
            if let Some(count) = count.filter(|_| is_candidate(ix)) {
                *count += 1;
            }
        }
        if let Some(focus) = self.focus {
            let admitted: Vec<bool> =
                candidates.iter().zip(&cut.outside).map(|(is, out)| *is && !out).collect();
            let near = focus.near(graph, &admitted);
            let is_way = |ix: ElementIx| graph.element(ix).section == Section::Integrations;
            let is_far = |&ix: &ElementIx| {
                let at = |flags: &[bool]| flags.get(ix.index()).copied().unwrap_or(false);
                (ix == focus.element || !is_way(ix)) && at(&admitted) && !at(&near)
            };
            for ix in graph.elements().filter(is_far) {
                far += 1;
                if let Some(slot) = cut.outside.get_mut(ix.index()) {
                    *slot = true;
                }
            }
            cut.counts.push((far, focus.beyond(graph)));
        }
        let by = |option: &str, names: String| format!("left out by {option} {names}");
        cut.counts.push((not_only, by("--only", either(self.only.iter().map(|each| each.name.clone()), 6))));
        let exclude = excluded.into_iter().zip(&self.exclude);
        cut.counts.extend(exclude.map(|(count, chosen)| (count, by("--exclude", chosen.name.clone()))));
        cut.counts.retain(|(count, _)| *count > 0);
        cut
    }

    /// "Only owner=slk · without kind=external · within 2 steps of Lisa · one box for each owner".
    pub(super) fn phrase(&self, graph: &Graph) -> Option<String> {
        let mut parts = Vec::new();
        let names = |chosen: &[Chosen]| either(chosen.iter().map(|each| each.name.clone()), 6);
        if !self.only.is_empty() {
            parts.push(format!("only {}", names(&self.only)));
        }
        if !self.exclude.is_empty() {
            parts.push(format!("without {}", names(&self.exclude)));
        }
        parts.extend(self.focus.map(|focus| focus.phrase(graph)));
        parts.extend(self.collapse.map(|collapse| match collapse {
            Collapse::Layer => "one box for each lane".to_owned(),
            _ => format!("one box for each {} in a lane", collapse.name()),
        }));
        let text = parts.join(" · ");
        let begins_with_name = self.only.is_empty() && self.exclude.is_empty();
        let mut letters = text.chars();
        let first = letters.next()?;
        // A name stands as it is written.
        let is_word = !begins_with_name || text.starts_with("within ") || self.focus.is_none();
        Some(if is_word { first.to_uppercase().chain(letters).collect() } else { text })
    }
}
