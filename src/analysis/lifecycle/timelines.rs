//! When every element is in use, and when its vendor has given it up.

use std::collections::{HashMap, HashSet};

use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Date, Days, Field};

/// When every element is in use, and when it is not supported any more.
#[derive(Debug)]
pub struct Timelines<'g> {
    graph: &'g Graph,
    today: Date,
    always: Days,
    never: Days,
    /// For every element; nothing for one without dates, which most of a large map are.
    dated: Vec<Option<Box<Timeline>>>,
    /// The days on which a group has as many members in use as it needs; those not named always have.
    holding: HashMap<NodeIx, Days>,
    /// What an element names as its successors, and what names it.
    successors: HashMap<ElementIx, Vec<ElementIx>>,
    predecessors: HashMap<ElementIx, Vec<ElementIx>>,
}

#[derive(Debug, Default)]
struct Timeline {
    in_use: Days,
    unsupported: Days,
}

impl<'g> Timelines<'g> {
    /// The timelines of a map. What is over since nobody knows when counts as over from `today`.
    ///
    /// Complexity: O(V), and O(m log m) for a group of m members.
    pub fn of(graph: &'g Graph, today: Date) -> Self {
        let model = graph.model();
        let timeline = |ix: ElementIx| {
            let element = graph.element(ix);
            element.lifecycle()?;
            let in_use = model.days_in_use(element);
            let unsupported =
                model.support_of(element).map_or(Days::NEVER, |support| support.unsupported(today));
            let is_dated = !in_use.is_always() || !unsupported.is_never();
            is_dated.then(|| Box::new(Timeline { in_use, unsupported }))
        };
        let mut timelines = Self {
            graph,
            today,
            always: Days::always(),
            never: Days::NEVER,
            dated: graph.elements().map(timeline).collect(),
            holding: HashMap::new(),
            successors: HashMap::new(),
            predecessors: HashMap::new(),
        };
        for group in graph.groups() {
            timelines.hold(group);
        }
        for element in graph.elements() {
            timelines.follow(element);
        }
        timelines
    }

    /// The graph.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// The day that counts as today.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The days on which an element is in use.
    pub fn in_use(&self, element: ElementIx) -> &Days {
        self.timeline(element).map_or(&self.always, |timeline| &timeline.in_use)
    }

    /// The days on which its vendor does not support an element.
    pub fn unsupported(&self, element: ElementIx) -> &Days {
        self.timeline(element).map_or(&self.never, |timeline| &timeline.unsupported)
    }

    /// Whether an element is not in use, or not supported, on some day.
    pub fn is_dated(&self, element: ElementIx) -> bool {
        self.timeline(element).is_some()
    }

    /// The days on which a group has as many members in use as it needs.
    pub fn holding(&self, group: NodeIx) -> &Days {
        self.holding.get(&group).unwrap_or(&self.always)
    }

    /// What follows an element, in the order written.
    pub fn successors(&self, element: ElementIx) -> &[ElementIx] {
        self.successors.get(&element).map_or(&[], Vec::as_slice)
    }

    /// What an element follows, in the order of the map.
    pub fn predecessors(&self, element: ElementIx) -> &[ElementIx] {
        self.predecessors.get(&element).map_or(&[], Vec::as_slice)
    }

    /// All that follows an element, or that it follows, directly or after others; the element itself is not in it.
    ///
    /// Complexity: that of the line, of which no more than some thousands are followed.
    pub fn line_of(&self, element: ElementIx) -> Vec<ElementIx> {
        let mut line = self.followers_of(element);
        line.extend(self.followed_by(element));
        line.sort_unstable();
        line.dedup();
        line
    }

    /// All that follows an element, directly or after others.
    ///
    /// Complexity: that of the line.
    pub fn followers_of(&self, element: ElementIx) -> Vec<ElementIx> {
        along(element, |at| self.successors(at))
    }

    /// All that an element follows, directly or after others.
    ///
    /// Complexity: that of the line.
    pub fn followed_by(&self, element: ElementIx) -> Vec<ElementIx> {
        along(element, |at| self.predecessors(at))
    }

    fn follow(&mut self, element: ElementIx) {
        let Some(named) = self.graph.element(element).references(Field::Successor) else { return };
        for successor in named.ids().filter_map(|id| self.graph.find_element(id.as_str())) {
            let known = self.successors.entry(element).or_default();
            if successor != element && !known.contains(&successor) {
                known.push(successor);
                self.predecessors.entry(successor).or_default().push(element);
            }
        }
    }

    fn timeline(&self, element: ElementIx) -> Option<&Timeline> {
        self.dated.get(element.index())?.as_deref()
    }

    /// Finds out when a group holds, those within it first.
    fn hold(&mut self, group: NodeIx) {
        let graph = self.graph;
        let members = |node| graph.snapshot().neighbours(node, Direction::Upstream).iter();
        let mut open = vec![(group, false)];
        while let Some((node, inner_are_known)) = open.pop() {
            if self.holding.contains_key(&node) {
                continue;
            }
            if !inner_are_known {
                open.push((node, true));
                let inner = members(node).filter(|member| graph.as_group(member.node).is_some());
                open.extend(inner.map(|member| (member.node, false)));
                continue;
            }
            let up = members(node).map(|member| match graph.as_element(member.node) {
                Some(element) => self.in_use(element),
                None => self.holding(member.node),
            });
            let min_up = graph.as_group(node).map_or(1, |group| group.min_up);
            let holding = Days::at_least(min_up, up);
            self.holding.insert(node, holding);
        }
    }
}

/// More than this is no line of succession that anybody plans; the nearest count.
const LONGEST_LINE: usize = 2_000;

/// What lies beyond an element, in the order of the map; the element itself is not in it.
fn along<'t>(element: ElementIx, next: impl Fn(ElementIx) -> &'t [ElementIx]) -> Vec<ElementIx> {
    let mut seen: HashSet<ElementIx> = HashSet::from([element]);
    let mut beyond = vec![element];
    let mut at = 0;
    while let Some(&from) = beyond.get(at).filter(|_| beyond.len() <= LONGEST_LINE) {
        beyond.extend(next(from).iter().copied().filter(|&next| seen.insert(next)));
        at += 1;
    }
    beyond.swap_remove(0);
    beyond.sort_unstable();
    beyond
}
