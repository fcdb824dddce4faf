//! The graph a second time, slow and plain, from the words of the design and the test's own description of a map.

use super::maps::{Map, Reference, Target, reference_text};
use std::collections::BTreeSet;

/// Elements first, then groups, as numbers; relations in one list.
pub(crate) struct Naive {
    pub(crate) labels: Vec<String>,
    pub(crate) sections: Vec<&'static str>,
    pub(crate) relations: Vec<NaiveRelation>,
    groups: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NaiveRelation {
    pub(crate) dependent: usize,
    pub(crate) dependency: usize,
    pub(crate) kind: &'static str,
    pub(crate) strength: Option<&'static str>,
    /// How many ends declare it.
    pub(crate) declared: usize,
}

/// A number for each pair of a dependent and a dependency, or none.
pub(crate) type Matrix = Vec<Vec<Option<usize>>>;

/// Relations that do not pass disruption on.
const SILENT: [&str; 4] = ["uses", "reads", "carries", "agreement"];
const SOFT: [&str; 5] = ["contains", "uses", "reads", "carries", "agreement"];

impl NaiveRelation {
    pub(crate) fn passes(&self) -> bool {
        !SILENT.contains(&self.kind)
    }

    pub(crate) fn is_hard(&self) -> bool {
        self.strength.unwrap_or(if SOFT.contains(&self.kind) { "soft" } else { "hard" }) == "hard"
    }
}

impl Naive {
    pub(crate) fn of(map: &Map) -> Self {
        let mut naive = Self {
            labels: map.elements.iter().map(|e| e.id.clone()).collect(),
            sections: map.elements.iter().map(|e| e.section).collect(),
            relations: Vec::new(),
            groups: Vec::new(),
        };
        for entry in &map.entries {
            for (nth, &element) in entry.elements.iter().enumerate() {
                for (field, references) in &entry.fields {
                    // Each consumer has an integration of its own.
                    let own = if *field == "consumer" { &references[nth..=nth] } else { &references[..] };
                    own.iter().for_each(|r| naive.say(element, field, r, entry.strength));
                }
            }
        }
        naive
    }

    fn say(&mut self, writer: usize, field: &'static str, reference: &Reference, own: Option<&'static str>) {
        let (kind, written_by_dependency) = match field {
            "supports" => ("depends_on", true),
            "masters" => ("mastered_by", true),
            "consumer" => ("consumes", true),
            "provider" => ("provides", false),
            other => (other, false),
        };
        let strength = reference.strength.or(own.filter(|_| kind == "consumes"));
        match (&reference.to, written_by_dependency) {
            (Target::One(named, _), true) => self.relate(*named, writer, kind, strength),
            (Target::One(named, _), false) => {
                self.relate(writer, *named, kind, strength);
                if kind == "part_of" {
                    self.relate(*named, writer, "contains", None);
                }
            }
            (Target::Group(..), _) => self.group(writer, writer, kind, reference),
        }
    }

    fn group(&mut self, dependent: usize, from: usize, kind: &'static str, reference: &Reference) {
        let Target::Group(members, min_up) = &reference.to else { unreachable!() };
        let node = self.labels.len();
        self.labels.push(format!("{}: {}", self.labels[dependent], reference_text(reference)));
        self.sections.push("group");
        self.groups.push((*min_up, members.len()));
        self.relate(from, node, kind, reference.strength);
        for member in members {
            match &member.to {
                // What names itself is a fault, and left out.
                Target::One(named, _) if *named == dependent => {}
                Target::One(named, _) => self.relate(node, *named, "any_of", member.strength),
                Target::Group(..) => self.group(dependent, node, "any_of", member),
            }
        }
    }

    fn relate(&mut self, from: usize, to: usize, kind: &'static str, strength: Option<&'static str>) {
        if from == to {
            return;
        }
        let same = |r: &&mut NaiveRelation| {
            (r.dependent, r.dependency, r.kind) == (from, to, kind) && kind != "contains"
        };
        match self.relations.iter_mut().find(same) {
            Some(earlier) => {
                earlier.strength = earlier.strength.or(strength);
                earlier.declared += 1;
            }
            None => self.relations.push(NaiveRelation {
                dependent: from,
                dependency: to,
                kind,
                strength,
                declared: 1,
            }),
        }
    }

    pub(crate) fn counts(&self, node: usize) -> bool {
        !matches!(self.sections[node], "integrations" | "group")
    }

    fn is_information(&self, node: usize) -> bool {
        self.sections[node] == "information"
    }

    /// The distance of every dependency from every dependent: the elements in between that count, and one for the end.
    /// By Floyd and Warshall's algorithm. No way leads through information, or through what is not admitted.
    pub(crate) fn distances(&self, admitted: &dyn Fn(usize) -> bool) -> Matrix {
        let passing = self.relations.iter().filter(|r| r.passes());
        let edges: Vec<(usize, usize)> = passing.map(|r| (r.dependent, r.dependency)).collect();
        let through = |node: usize| !self.is_information(node) && admitted(node);
        all_pairs(self.labels.len(), &edges, &through, &|node| self.counts(node))
    }

    /// For every pair the least number of elements on a way of hard relations among what may stand in a cycle.
    fn hard_ways(&self) -> Matrix {
        let may_stand = |node: usize| match self.sections[node] {
            "systems" | "integrations" | "technologies" => true,
            "group" => {
                let (min_up, members) = self.groups[node - self.element_count()];
                min_up == members
            }
            _ => false,
        };
        let edges: Vec<(usize, usize)> = self
            .relations
            .iter()
            .filter(|r| r.passes() && r.is_hard() && r.kind != "contains")
            .map(|r| (r.dependent, r.dependency))
            .filter(|&(from, to)| may_stand(from) && may_stand(to))
            .collect();
        all_pairs(self.labels.len(), &edges, &|_| true, &|node| self.sections[node] != "group")
    }

    pub(crate) fn element_count(&self) -> usize {
        self.labels.len() - self.groups.len()
    }

    /// The components in which everything rests hard on everything, by mutual reach, each with the length of its
    /// shortest cycle.
    pub(crate) fn components(&self) -> BTreeSet<(BTreeSet<String>, usize)> {
        let ways = self.hard_ways();
        let elements = || 0..self.element_count();
        let mutual = |a: usize| -> BTreeSet<usize> {
            elements().filter(|&b| a == b || (ways[a][b].is_some() && ways[b][a].is_some())).collect()
        };
        let label = |i: &usize| self.labels[*i].clone();
        elements()
            .map(mutual)
            .filter(|members| members.len() > 1)
            .map(|members| {
                let shortest = members.iter().filter_map(|&m| ways[m][m]).min().unwrap();
                (members.iter().map(label).collect(), shortest)
            })
            .collect()
    }

    /// Whether an element rests hard on another directly, or through groups only.
    pub(crate) fn rests_hard_on(&self, a: usize, b: usize) -> bool {
        self.hard_ways()[a][b] == Some(1)
    }

    /// All ways without repetition from a dependent to a dependency, as ids; nothing if there are too many.
    pub(crate) fn simple_paths(&self, from: usize, to: usize, most: usize) -> Option<BTreeSet<Vec<String>>> {
        let mut found = BTreeSet::new();
        let mut steps = 100 * most;
        self.extend_path(&mut vec![from], to, &mut found, &mut steps);
        (steps > 0 && found.len() <= most).then_some(found)
    }

    fn extend_path(
        &self,
        way: &mut Vec<usize>,
        to: usize,
        found: &mut BTreeSet<Vec<String>>,
        steps: &mut usize,
    ) {
        let last = way[way.len() - 1];
        if last == to {
            let elements = way.iter().filter(|&&node| node < self.element_count());
            found.insert(elements.map(|&node| self.labels[node].clone()).collect());
            return;
        }
        if *steps == 0 || (way.len() > 1 && self.is_information(last)) {
            return;
        }
        *steps -= 1;
        for relation in self.relations.iter().filter(|r| r.passes() && r.dependent == last) {
            if !way.contains(&relation.dependency) {
                way.push(relation.dependency);
                self.extend_path(way, to, found, steps);
                way.pop();
            }
        }
    }
}

/// The cheapest ways between all pairs, where a node in between costs one if it counts, and the end costs one.
fn all_pairs(
    nodes: usize,
    edges: &[(usize, usize)],
    through: &dyn Fn(usize) -> bool,
    counts: &dyn Fn(usize) -> bool,
) -> Matrix {
    let mut between: Matrix = vec![vec![None; nodes]; nodes];
    edges.iter().for_each(|&(from, to)| between[from][to] = Some(1));
    for middle in (0..nodes).filter(|&node| through(node)) {
        let onwards = between[middle].clone();
        for row in &mut between {
            let Some(first) = row[middle] else { continue };
            for (known, second) in row.iter_mut().zip(&onwards) {
                let joined = second.map(|second| first - 1 + usize::from(counts(middle)) + second);
                *known = known.iter().copied().chain(joined).min();
            }
        }
    }
    between
}
