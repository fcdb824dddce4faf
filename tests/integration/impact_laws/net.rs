//! The relations of a map among what is in use, as one list, and what is changed: the ground of the second
//! implementation.

use super::question::{Asked, Question};
use super::world::{Need, Ref, SCHEDULES, To, World};

/// Elements first, with the numbers of the map, then groups.
pub(crate) struct Net<'w> {
    pub(crate) world: &'w World,
    pub(crate) edges: Vec<Edge>,
    pub(crate) groups: Vec<Group>,
    /// Whether an element is in use, or changed.
    pub(crate) present: Vec<bool>,
    /// Whether disruption passes only over relations of which all is declared.
    pub(crate) declared_only: bool,
    /// What is changed, parts too.
    pub(crate) changes: Vec<Asked>,
    pub(crate) clock: Option<u64>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: &'static str,
    pub(crate) hard: bool,
    /// In minutes.
    pub(crate) tolerance: u64,
    /// Whether its strength is declared, or nobody can choose it.
    pub(crate) strength_declared: bool,
    /// Whether its tolerance is one period of a schedule.
    pub(crate) tolerance_derived: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// The element that rests on it.
    pub(crate) owner: usize,
    pub(crate) min_up: usize,
}

/// Relations that do not pass disruption on.
const SILENT: [&str; 4] = ["uses", "reads", "carries", "agreement"];
const SOFT: [&str; 5] = ["contains", "uses", "reads", "carries", "agreement"];
/// Relations whose strength nobody can choose.
const FIXED: [&str; 6] = ["provider", "any_of", "contains", "mastered_by", "carries", "agreement"];

impl Edge {
    pub(crate) fn passes(&self) -> bool {
        !SILENT.contains(&self.kind)
    }

    fn also(&mut self, later: &Self) {
        if !self.strength_declared {
            (self.hard, self.strength_declared) = (later.hard, later.strength_declared);
        }
        self.tolerance = if self.tolerance == 0 { later.tolerance } else { self.tolerance };
    }

    pub(crate) fn is_declared(&self) -> bool {
        self.strength_declared && !self.tolerance_derived
    }
}

impl<'w> Net<'w> {
    pub(crate) fn of(world: &'w World, question: &Question) -> Self {
        let changes = with_parts(world, question);
        let changed = |element: usize| changes.iter().any(|change| change.element == element);
        let present = (0..world.things.len()).map(|e| world.things[e].in_use() || changed(e)).collect();
        let mut net = Self {
            world,
            edges: Vec::new(),
            groups: Vec::new(),
            present,
            declared_only: false,
            changes,
            clock: question.clock,
        };
        for writer in 0..world.things.len() {
            for (field, reference) in &world.things[writer].says {
                net.say(writer, field, reference);
            }
        }
        net.drop_empty_groups();
        net
    }

    fn say(&mut self, writer: usize, field: &'static str, reference: &Ref) {
        let (kind, written_by_dependency) = match field {
            "supports" => ("depends_on", true),
            "masters" => ("mastered_by", true),
            "consumer" => ("consumer", true),
            other => (other, false),
        };
        match (&reference.to, written_by_dependency) {
            (To::One(named), true) => self.relate(*named, writer, kind, reference.need),
            (To::One(named), false) => {
                self.relate(writer, *named, kind, reference.need);
                if kind == "part_of" {
                    self.relate(*named, writer, "contains", Need::default());
                }
            }
            (To::Group(..), _) => self.group(writer, writer, kind, reference),
        }
    }

    fn group(&mut self, owner: usize, from: usize, kind: &'static str, reference: &Ref) {
        let To::Group(members, min_up) = &reference.to else { unreachable!() };
        let node = self.world.things.len() + self.groups.len();
        self.groups.push(Group { owner, min_up: *min_up });
        self.relate(from, node, kind, reference.need);
        for member in members {
            match &member.to {
                // What names itself is a fault, and left out.
                To::One(named) if *named == owner => {}
                To::One(named) => self.relate(node, *named, "any_of", member.need),
                To::Group(..) => self.group(owner, node, "any_of", member),
            }
        }
    }

    fn relate(&mut self, from: usize, to: usize, kind: &'static str, mut need: Need) {
        let is_present = |node: usize| self.present.get(node).copied().unwrap_or(true);
        if from == to || !is_present(from) || !is_present(to) {
            return;
        }
        let mut period = None;
        if kind == "consumer" {
            let integration = &self.world.things[to];
            need.hard = need.hard.or(integration.need.hard);
            need.tolerates = need.tolerates.or(integration.need.tolerates);
            period = SCHEDULES[integration.schedule].1.filter(|_| need.tolerates.is_none());
        }
        let edge = Edge {
            from,
            to,
            kind,
            hard: need.hard.unwrap_or(!SOFT.contains(&kind)),
            tolerance: 60 * need.tolerates.or(period).unwrap_or(0),
            strength_declared: need.hard.is_some() || FIXED.contains(&kind),
            tolerance_derived: period.is_some(),
        };
        // What both ends say, or is said twice, is one relation.
        let same = |other: &Edge| (other.from, other.to, other.kind) == (from, to, kind);
        match self.edges.iter_mut().find(|other| same(other) && kind != "contains") {
            Some(earlier) => earlier.also(&edge),
            None => self.edges.push(edge),
        }
    }

    /// A group of which no member is in use is not in use itself.
    fn drop_empty_groups(&mut self) {
        let elements = self.world.things.len();
        loop {
            let empty = |node: usize| node >= elements && !self.edges.iter().any(|edge| edge.from == node);
            let Some(at) = self.edges.iter().position(|edge| empty(edge.to)) else { return };
            self.edges.remove(at);
        }
    }

    pub(crate) fn nodes(&self) -> usize {
        self.world.things.len() + self.groups.len()
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = usize> + use<> {
        0..self.world.things.len()
    }

    /// The elements in use that nobody changes.
    pub(crate) fn others(&self) -> impl Iterator<Item = usize> {
        self.elements().filter(|&element| self.present[element] && !self.is_cause(element))
    }

    pub(crate) fn as_group(&self, node: usize) -> Option<&Group> {
        node.checked_sub(self.world.things.len()).map(|group| &self.groups[group])
    }

    pub(crate) fn is_cause(&self, element: usize) -> bool {
        self.changes.iter().any(|change| change.element == element)
    }

    pub(crate) fn section(&self, node: usize) -> &'static str {
        self.world.things.get(node).map_or("group", |thing| thing.section)
    }

    /// Whether entering a node is a step.
    pub(crate) fn counts(&self, node: usize) -> bool {
        !matches!(self.section(node), "integrations" | "group")
    }

    /// The relations of a dependent.
    pub(crate) fn rests_on(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == node)
    }

    /// The relations of a dependency.
    pub(crate) fn carries(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.to == node)
    }

    /// How many members of a group are in use.
    pub(crate) fn members(&self, group: usize) -> usize {
        self.rests_on(group).count()
    }

    /// How many of them must be lost before it stops.
    pub(crate) fn losses_to_stop(&self, group: usize) -> usize {
        let min_up = self.as_group(group).unwrap().min_up;
        (self.members(group) + 1).saturating_sub(min_up).max(1)
    }

    /// The groups that an element rests on, directly or within others.
    pub(crate) fn groups_of(&self, element: usize) -> Vec<usize> {
        let elements = self.world.things.len();
        (elements..self.nodes()).filter(|&node| self.groups[node - elements].owner == element).collect()
    }
}

/// The changes asked about, and the same for the parts of what is changed.
fn with_parts(world: &World, question: &Question) -> Vec<Asked> {
    let mut changes: Vec<Asked> = Vec::new();
    let mut open: Vec<Asked> = question.asked.clone();
    while let Some(change) = open.pop() {
        if changes.contains(&change) {
            continue;
        }
        changes.push(change);
        for (part, thing) in world.things.iter().enumerate() {
            let is_part = thing.refs("part_of").any(|r| r.to == To::One(change.element));
            let is_asked = question.asked.iter().any(|asked| asked.element == part);
            if is_part && (thing.in_use() || is_asked) {
                open.push(Asked { element: part, ..change });
            }
        }
    }
    changes
}
