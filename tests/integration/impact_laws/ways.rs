//! Ways through the net, all of them, one by one.

use super::net::{Edge, Net};

/// A way from a changed element, as nodes, and what lies on it.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) nodes: Vec<usize>,
    /// Whether every relation on it is hard.
    pub(crate) hard: bool,
    /// Whether the strength of every relation on it is declared. How long somebody can do without is no matter here.
    pub(crate) declared: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Towards {
    Dependents,
    Dependencies,
}

impl Way {
    pub(crate) fn from(start: usize) -> Self {
        Self { nodes: vec![start], hard: true, declared: true }
    }

    pub(crate) fn end(&self) -> usize {
        self.nodes[self.nodes.len() - 1]
    }

    fn on(&self, edge: &Edge, node: usize) -> Self {
        let mut way = self.clone();
        way.nodes.push(node);
        way.hard &= edge.hard;
        way.declared &= edge.strength_declared;
        way
    }

    /// Steps as people count: integrations and groups in between count nothing, and the end one.
    pub(crate) fn steps(&self, net: &Net<'_>) -> usize {
        let between = &self.nodes[1..self.nodes.len() - 1];
        1 + between.iter().filter(|&&node| net.counts(node)).count()
    }
}

impl Net<'_> {
    /// All ways that go on from the end of a way over some relations, through groups and some elements.
    pub(crate) fn ways(
        &self,
        from: &Way,
        towards: Towards,
        over: &dyn Fn(&Edge) -> bool,
        through: &dyn Fn(&str) -> bool,
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        let mut open = vec![(from.clone(), vec![from.end()])];
        while let Some((way, seen)) = open.pop() {
            for edge in self.edges.iter().filter(|edge| over(edge)) {
                let (here, there) = match towards {
                    Towards::Dependents => (edge.to, edge.from),
                    Towards::Dependencies => (edge.from, edge.to),
                };
                if here != way.end() || seen.contains(&there) {
                    continue;
                }
                let next = way.on(edge, there);
                let is_group = self.as_group(there).is_some();
                if is_group || through(self.section(there)) {
                    open.push((next.clone(), seen.iter().copied().chain([there]).collect()));
                }
                if !is_group {
                    ways.push(next);
                }
            }
        }
        ways
    }

    /// The ways over one relation, to elements or the members of groups.
    pub(crate) fn over(&self, from: &Way, towards: Towards, kind: &str) -> Vec<Way> {
        self.ways(from, towards, &|edge| edge.kind == kind || edge.kind == "any_of", &|_| false)
    }
}
