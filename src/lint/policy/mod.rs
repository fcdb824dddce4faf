//! The policies of a map: rules of its own, each judged by its form.
//!
//! What is retired is not judged, neither as what goes against a policy nor as what it rests on; nor is an integration
//! that has lost an end.

mod allow_only;
mod direct;
mod forbid;
mod judge;
mod limit;
mod no_path;
mod require;
mod via;

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Context;
use super::context::is_retired;
use crate::analysis::Selector;
use crate::diagnostic::{Finding, Severity};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{Date, Demand, Obligation, Policy, Section, Wanted};
use direct::Direct;
use judge::Judge;

/// More findings than this of all policies together is not a list that anybody reads, but memory that a hostile map
/// takes.
const LIMIT: usize = 100_000;

/// What every policy of a map is judged by.
struct Bench<'g> {
    selector: Selector<'g>,
    /// For every element, whether it is in use today or later.
    live: Vec<bool>,
    /// The relations as people count them, found when first asked for.
    direct: OnceLock<Direct>,
    today: Date,
    /// How many findings of one policy are listed.
    limit: usize,
}

impl<'g> Bench<'g> {
    fn new(graph: &'g Graph, today: Date) -> Self {
        Self {
            selector: Selector::new(graph, today),
            live: live(graph, today),
            direct: OnceLock::new(),
            today,
            limit: (LIMIT / graph.model().policies.len().max(1)).max(1),
        }
    }

    fn graph(&self) -> &'g Graph {
        self.selector.graph()
    }

    fn direct(&self) -> &Direct {
        self.direct.get_or_init(|| Direct::of(self.graph()))
    }
}

/// For every element, whether it is in use today or later. An integration that has lost an end is not.
fn live(graph: &Graph, today: Date) -> Vec<bool> {
    let is_live = |ix: ElementIx| !is_retired(graph, today, graph.element(ix));
    let has_its_ends = |integration: ElementIx| {
        let has = |direction, relation| {
            let ends = graph.relations(integration.node(), direction).into_iter();
            let ends = ends.filter(|(_, edge)| edge.relation == relation);
            let ends: Vec<ElementIx> = ends.flat_map(|(node, _)| graph.members_of(node)).collect();
            ends.is_empty() || ends.into_iter().any(is_live)
        };
        has(Direction::Upstream, Relation::Provides) && has(Direction::Downstream, Relation::Consumes)
    };
    let is_integration = |ix: ElementIx| graph.element(ix).section == Section::Integrations;
    graph.elements().map(|ix| is_live(ix) && (!is_integration(ix) || has_its_ends(ix))).collect()
}

/// What goes against the policies of the map. They are judged side by side; the answer does not depend on how many
/// are at a time.
///
/// Complexity: O(V + E) for each policy, and a logarithm of the values that it names.
pub(super) fn check(cx: &Context<'_>) -> Vec<Finding> {
    let policies = &cx.graph.model().policies;
    if policies.is_empty() {
        return Vec::new();
    }
    let bench = Bench::new(cx.graph, cx.today);
    let found: Vec<Vec<Finding>> = policies.par_iter().map(|policy| against(&bench, policy)).collect();
    found.into_iter().flatten().collect()
}

/// How many elements a policy looks at: those of which it demands something, in use today or later.
pub fn looked_at(graph: &Graph, policy: &Policy, today: Date) -> usize {
    let bench = Bench::new(graph, today);
    let of = match &policy.demand {
        Demand::Forbid { from, to, .. } | Demand::NoPath { from, to } => from.as_ref().or(to.as_ref()),
        Demand::Require { of, .. } | Demand::AllowOnly { of, .. } | Demand::Limit { of, .. } => Some(of),
    };
    let judge = Judge::new(&bench, policy);
    judge.side(of).into_iter().filter(|is_meant| *is_meant).count()
}

/// How severe what goes against a policy is.
pub fn severity_of(policy: &Policy) -> Severity {
    match policy.level {
        Obligation::Must => Severity::Error,
        Obligation::Should => Severity::Warning,
    }
}

fn against(bench: &Bench<'_>, policy: &Policy) -> Vec<Finding> {
    let mut judge = Judge::new(bench, policy);
    match &policy.demand {
        Demand::Forbid { from, to, relations } => {
            forbid::judge(&mut judge, from.as_ref(), to.as_ref(), relations);
        }
        Demand::Require { of, wanted } => match wanted {
            Wanted::Fields(fields) => require::fields(&mut judge, of, fields),
            Wanted::Via { via, with } => via::judge(&mut judge, of, via, with.as_ref()),
            Wanted::To(to, relations) => require::relation_to(&mut judge, of, to, relations),
            Wanted::From(from, relations) => require::relation_from(&mut judge, of, from, relations),
        },
        Demand::AllowOnly { of, field, values } => allow_only::judge(&mut judge, of, field, values),
        Demand::NoPath { from, to } => no_path::judge(&mut judge, from.as_ref(), to.as_ref()),
        Demand::Limit { of, count, per, at_most } => {
            limit::judge(&mut judge, of, count.as_ref(), per.as_ref(), *at_most);
        }
    }
    judge.into_findings()
}
