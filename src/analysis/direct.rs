//! What an element rests on directly and cannot do without: over hard relations, from today on. Integrations are found
//! and passed, groups passed.
//!
//! The needs of a lifecycle are about one dependency at a time; this keeps how they hang together, so that what stands
//! in one group can be counted together.

use std::collections::HashMap;
use std::ops::Range;

use super::lifecycle::Timelines;
use crate::diagnostic::Place;
use crate::graph::{Assumption, Direction, ElementIx, NodeIx, Relation};
use crate::model::{Date, Days, Section, Strength};

/// What elements rest on directly, one after the other, within a budget.
#[derive(Debug)]
pub struct Direct<'t, 'g> {
    timelines: &'t Timelines<'g>,
    today: Days,
    /// How many more relations may be followed.
    left: usize,
}

/// What one element rests on directly. A group stands before its members, an integration before what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rests {
    /// All of it, first what was reached first.
    pub list: Vec<Rest>,
}

/// An element or a group on the way from an element to what it rests on directly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// What it is.
    pub node: NodeIx,
    /// Where in the list the members of a group, or what an integration rests on, stand.
    pub within: Range<usize>,
    /// The days from today on, on which the dependent, all on the way and this are in use. A group is in use with its
    /// dependent.
    pub days: Days,
    /// Those of them on which the dependent cannot do without it: no group on the way has others to spare. A group
    /// counts as a whole while it has members to spare itself; else its members do.
    pub counts: Days,
    /// How many minutes the dependent can do without, all on the way together.
    pub tolerates: u32,
    /// Whether somebody has said so; else it follows from a schedule, or is nothing.
    pub is_tolerance_declared: bool,
    /// Whether somebody has said all along the way that one cannot do without.
    pub is_strength_declared: bool,
    /// Where it is said that the dependent rests on this, or on the first integration or group on the way.
    pub place: Place,
    /// The first integration on the way, or this one.
    pub through: Option<ElementIx>,
}

impl<'t, 'g> Direct<'t, 'g> {
    /// What elements rest on; at most `work` relations are followed.
    pub fn new(timelines: &'t Timelines<'g>, work: usize) -> Self {
        Self { timelines, left: work, today: Days::from(timelines.today()) }
    }

    /// What an element rests on directly; nothing if the work is used up.
    ///
    /// Complexity: O(d log d) for d relations followed.
    pub fn of(&mut self, dependent: ElementIx) -> Option<Rests> {
        let graph = self.timelines.graph();
        let in_use = self.timelines.in_use(dependent).and(&self.today);
        let mut rests = Rests::default();
        if in_use.is_never() {
            return Some(rests);
        }
        let start = Rest {
            node: dependent.node(),
            within: 0..0,
            days: in_use.clone(),
            counts: in_use,
            tolerates: 0,
            is_tolerance_declared: false,
            is_strength_declared: true,
            place: graph.element(dependent).id.place,
            through: None,
        };
        self.follow(&start, true, dependent, &mut rests.list)?;
        if graph.element(dependent).section == Section::Information {
            one_will_do(&mut rests.list, |node| self.masters(dependent, node));
        }
        let mut passed: HashMap<NodeIx, Days> = HashMap::new();
        let mut next = 0;
        while let Some(rest) = rests.list.get(next) {
            let is_way = match graph.as_element(rest.node) {
                Some(element) => graph.element(element).section == Section::Integrations,
                None => true,
            };
            if is_way && is_news(&mut passed, rest) {
                let mut from = rest.clone();
                let mut counts = rest.counts.clone();
                if graph.as_group(rest.node).is_some() {
                    let to_spare = self.to_spare(rest.node);
                    from.counts = counts.minus(&to_spare);
                    counts = counts.and(&to_spare);
                }
                let first = rests.list.len();
                self.follow(&from, false, dependent, &mut rests.list)?;
                let last = rests.list.len();
                if let Some(rest) = rests.list.get_mut(next) {
                    rest.within = first..last;
                    rest.counts = counts;
                }
            }
            next += 1;
        }
        Some(rests)
    }

    /// Adds what a node rests on, with what is known of the way to it.
    fn follow(
        &mut self,
        from: &Rest,
        is_first: bool,
        dependent: ElementIx,
        found: &mut Vec<Rest>,
    ) -> Option<()> {
        let graph = self.timelines.graph();
        let neighbours = graph.snapshot().neighbours(from.node, Direction::Upstream);
        self.left = self.left.checked_sub(neighbours.len() + 1)?;
        for neighbour in neighbours {
            let passage = graph.passage(neighbour);
            let Some(edge) = graph.edge(neighbour) else { continue };
            if passage.strength != Strength::Hard || neighbour.node == dependent.node() {
                continue;
            }
            let element = graph.as_element(neighbour.node);
            let in_use = |days: &Days| match element {
                Some(element) => days.and(self.timelines.in_use(element)),
                None => days.clone(),
            };
            let days = in_use(&from.days);
            if days.is_never() {
                continue;
            }
            let is_integration = |ix: &ElementIx| graph.element(*ix).section == Section::Integrations;
            let is_assumed = passage.assumption == Some(Assumption::Strength);
            found.push(Rest {
                node: neighbour.node,
                within: 0..0,
                days,
                counts: in_use(&from.counts),
                tolerates: from.tolerates.saturating_add(passage.tolerates),
                is_tolerance_declared: from.is_tolerance_declared || edge.tolerates.is_some(),
                is_strength_declared: from.is_strength_declared && !is_assumed,
                place: if is_first { edge.place } else { from.place },
                through: from.through.or(element.filter(is_integration)),
            });
        }
        Some(())
    }

    /// Whether something is a source of a piece of information, and nothing else to it.
    fn masters(&self, information: ElementIx, node: NodeIx) -> bool {
        let graph = self.timelines.graph();
        let neighbours = graph.snapshot().neighbours(information.node(), Direction::Upstream);
        let mut relations =
            neighbours.iter().filter(|to| to.node == node).filter_map(|to| graph.edge(to)).peekable();
        relations.peek().is_some() && relations.all(|edge| edge.relation == Relation::MasteredBy)
    }

    /// The days on which a group has more members in use than it needs.
    fn to_spare(&self, group: NodeIx) -> Days {
        let graph = self.timelines.graph();
        let Some(declared) = graph.as_group(group) else { return Days::NEVER };
        let members = graph.snapshot().neighbours(group, Direction::Upstream).iter();
        let up = members.map(|member| match graph.as_element(member.node) {
            Some(element) => self.timelines.in_use(element),
            None => self.timelines.holding(member.node),
        });
        Days::at_least(declared.min_up + 1, up)
    }
}

/// Whether a way leads on from something that was not reached before, or on days on which it did not count. Also ways
/// that lead in a circle come to an end so.
fn is_news(passed: &mut HashMap<NodeIx, Days>, rest: &Rest) -> bool {
    let Some(counted) = passed.get_mut(&rest.node) else {
        passed.insert(rest.node, rest.counts.clone());
        return true;
    };
    let is_news = !rest.counts.minus(counted).is_never();
    *counted = counted.or(&rest.counts);
    is_news
}

/// Of several sources of one piece of information one will do, so it cannot do without any only while there is no other.
/// What else it rests on, such as a whole or an input, is no source of it.
fn one_will_do(rests: &mut [Rest], is_source: impl Fn(NodeIx) -> bool) {
    let several = Days::at_least(2, rests.iter().filter(|rest| is_source(rest.node)).map(|rest| &rest.days));
    let sources = rests.iter_mut().filter(|rest| is_source(rest.node));
    sources.for_each(|source| source.counts = source.counts.minus(&several));
}

impl Rests {
    /// What stands directly in a group, or is what an integration rests on.
    pub fn within(&self, rest: &Rest) -> &[Rest] {
        self.list.get(rest.within.clone()).unwrap_or_default()
    }

    /// What the dependent cannot do without, each once, with the first day of that. Over several ways, that on which it
    /// can do without for the shortest time.
    pub fn counting(&self) -> Vec<(&Rest, Date)> {
        self.counting_by(|rest| rest.tolerates)
    }

    /// The same; over several ways, one of which it is said how long the dependent can do without, if there is one.
    pub fn counting_as_declared(&self) -> Vec<(&Rest, Date)> {
        self.counting_by(|rest| if rest.is_tolerance_declared { rest.tolerates } else { u32::MAX })
    }

    fn counting_by(&self, first: impl Fn(&Rest) -> u32) -> Vec<(&Rest, Date)> {
        let counting = self.list.iter().filter_map(|rest| Some((rest, rest.counts.extent()?.first)));
        let mut counting: Vec<(&Rest, Date)> = counting.collect();
        counting.sort_by_key(|(rest, _)| (rest.node, first(rest)));
        counting.dedup_by_key(|(rest, _)| rest.node);
        counting
    }

    /// Reckons what something amounts to on a day, from what is within it.
    ///
    /// Complexity: O(n) for n within it, those within these too; no recursion.
    pub fn reckon<T>(&self, rest: &Rest, day: Date, mut of: impl FnMut(&Rest, Vec<T>) -> T) -> Option<T> {
        let mut open: Vec<(&Rest, usize, Vec<T>)> = vec![(rest, 0, Vec::new())];
        loop {
            let (at, next, _) = open.last_mut()?;
            if let Some(inner) = self.within(at).get(*next) {
                *next += 1;
                if inner.days.contains(day) {
                    open.push((inner, 0, Vec::new()));
                }
                continue;
            }
            let (at, _, parts) = open.pop()?;
            let amount = of(at, parts);
            match open.last_mut() {
                Some((_, _, parts)) => parts.push(amount),
                None => return Some(amount),
            }
        }
    }
}
