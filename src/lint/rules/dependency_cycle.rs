//! Elements that cannot run without each other.

use crate::diagnostic::{Level, Place};
use crate::graph::{Component, Direction, Edge, ElementIx, Graph};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::Section;

pub(super) const RULE: Rule = Rule {
    name: "dependency-cycle",
    summary: "systems, integrations or technologies cannot run without each other",
    level: Level::WARNING,
    group: Group::Structure,
    absence: false,
    fixed: false,
    explanation: include_str!("dependency_cycle.md"),
    check: Some(check),
};

/// How many elements of a cycle a finding names; a longer one is shortened in the middle.
const NAMED: usize = 12;

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for component in cx.graph.cyclic_components() {
        let cycle = from_smallest_id(cx.graph, &component.cycle);
        let Some(&first) = cycle.first() else { continue };
        let steps: Vec<Step<'_>> = steps(cx.graph, &cycle).collect();
        let place = steps.first().and_then(Step::place).unwrap_or(cx.graph.element(first).id.place);
        let mut finding =
            findings.at(place, message(cx.graph, &component, &cycle)).help(help(cx.graph, &steps));
        for step in steps.iter().skip(1).take(NAMED) {
            if let Some(place) = step.place() {
                let (from, to) = (cx.graph.element(step.from).id(), cx.graph.element(step.to).id());
                finding = finding.related(place, format!("`{from}` rests on `{to}`"));
            }
        }
        for &ix in cycle.iter().take(NAMED) {
            finding = finding.element(cx.graph.element(ix).id());
        }
        findings.add(finding);
    }
}

/// From one element of a cycle to the next; no relation of their own where a group stands between them.
struct Step<'g> {
    from: ElementIx,
    to: ElementIx,
    edge: Option<&'g Edge>,
}

impl Step<'_> {
    fn place(&self) -> Option<Place> {
        self.edge.map(|edge| edge.place)
    }
}

fn steps<'g>(graph: &'g Graph, cycle: &[ElementIx]) -> impl Iterator<Item = Step<'g>> {
    let next = cycle.iter().skip(1).chain(cycle.first());
    cycle.iter().zip(next).take(NAMED + 1).map(move |(&from, &to)| {
        let relations = graph.relations(from.node(), Direction::Upstream);
        let edge = relations.into_iter().find(|(node, _)| *node == to.node()).map(|(_, edge)| edge);
        Step { from, to, edge }
    })
}

/// So that the same cycle is told the same way, wherever it was entered; from a system rather than an integration.
fn from_smallest_id(graph: &Graph, cycle: &[ElementIx]) -> Vec<ElementIx> {
    let rank = |ix: &ElementIx| {
        let element = graph.element(*ix);
        (element.section == Section::Integrations, element.id())
    };
    let smallest = (0..cycle.len()).min_by_key(|&i| cycle.get(i).map(rank)).unwrap_or(0);
    cycle.iter().cycle().skip(smallest).take(cycle.len()).copied().collect()
}

fn message(graph: &Graph, component: &Component, cycle: &[ElementIx]) -> String {
    let named = |&ix: &ElementIx| format!("`{}`", graph.element(ix).id());
    let mut way: Vec<String> = cycle.iter().take(NAMED).map(named).collect();
    if cycle.len() > NAMED {
        way.push(format!("… {} more …", cycle.len() - NAMED));
    }
    way.extend(cycle.first().map(named));
    let way = way.join(" → ");
    let members = component.members.len();
    if members <= cycle.len() {
        return format!("none of these can run without the others: {way}");
    }
    let shortest = if component.proven_shortest { "shortest" } else { "shortest found" };
    format!("{members} elements cannot run without each other; the {shortest} cycle is {way}")
}

/// Where nobody has said how strong a step is, that is the first thing to ask.
fn help(graph: &Graph, steps: &[Step<'_>]) -> String {
    let undeclared = steps.iter().find(|step| step.edge.is_some_and(|edge| !edge.is_declared()));
    match undeclared {
        Some(step) => {
            let (from, to) = (graph.element(step.from).id(), graph.element(step.to).id());
            format!(
                "nobody has said that `{from}` needs `{to}`: if it works on without it, say `strength: soft`"
            )
        }
        None => {
            "break the cycle at the step that one can do without for a while: `strength: soft`".to_owned()
        }
    }
}
