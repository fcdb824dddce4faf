//! Something that rests on what is declared less critical than itself.

use std::cmp::Reverse;

use crate::diagnostic::{Finding, Level, Place, quoted};
use crate::graph::ElementIx;
use crate::lint::operation::each_dependent;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Criticality, Element, Field, few, number};

pub(super) const RULE: Rule = Rule {
    name: "criticality-inversion",
    summary: "something critical rests on what is declared less critical",
    level: Level::WARNING,
    group: Group::Operation,
    absence: false,
    fixed: false,
    explanation: include_str!("criticality_inversion.md"),
    check: Some(check),
};

/// How many dependents a finding names.
const EXAMPLES: usize = 3;

/// Something cannot do without what is less critical.
struct Inversion {
    dependency: ElementIx,
    /// How critical the dependent is.
    criticality: Criticality,
    dependent: ElementIx,
    is_declared: bool,
    place: Place,
}

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let mut inversions: Vec<Inversion> = Vec::new();
    let above_low = |element: &Element| element.criticality().is_some_and(|&of| of > Criticality::Low);
    each_dependent(cx, findings, above_low, |dependent, rests, _| {
        let Some(&criticality) = cx.graph.element(dependent).criticality() else { return };
        inversions.extend(rests.counting().into_iter().filter_map(|(rest, _)| {
            let dependency = cx.graph.as_element(rest.node)?;
            let is_less = *cx.graph.element(dependency).criticality()? < criticality;
            let (is_declared, place) = (rest.is_strength_declared, rest.place);
            is_less.then_some(Inversion { dependency, criticality, dependent, is_declared, place })
        }));
    });
    inversions.sort_by_key(|each| (each.dependency, Reverse(each.criticality), each.dependent));
    for of_one in inversions.chunk_by(|a, b| a.dependency == b.dependency) {
        if let Some(worst) = of_one.first() {
            findings.add(told(cx, findings, worst, of_one));
        }
    }
}

fn told(cx: &Context<'_>, findings: &Findings, worst: &Inversion, of_one: &[Inversion]) -> Finding {
    let dependency = cx.graph.element(worst.dependency);
    let id = quoted(dependency.id());
    let place = dependency.field(Field::Criticality).map_or(dependency.id.place, |located| located.place);
    let declared = dependency.criticality().map_or("", |criticality| criticality.name());
    let named = |each: &Inversion| quoted(cx.graph.element(each.dependent).id());
    let most = of_one.iter().filter(|each| each.criticality == worst.criticality);
    let most: Vec<String> = most.map(named).collect();
    let (is, highest) = (if most.len() == 1 { "is" } else { "are" }, worst.criticality.name());
    let others = match of_one.len() - most.len() {
        0 => String::new(),
        1 => "; nor can 1 other that is more critical than it".to_owned(),
        others => format!("; nor can {} others that are more critical than it", number(others)),
    };
    let most = few(most.into_iter(), EXAMPLES);
    let message = format!(
        "{id} is declared {declared}, but {most}, which {is} {highest}, cannot do without it{others}"
    );
    let soften = if of_one.iter().all(|each| each.is_declared) {
        "or let them do without it: `strength: soft`, or another in its place with `any_of`".to_owned()
    } else {
        "or ask whether they stop without it, which nobody has said of all: `strength: soft` if not"
            .to_owned()
    };
    let finding = findings
        .at(place, message)
        .element(dependency.id())
        .help(format!("treat {id} as what rests on it, and declare it {highest}; {soften}"));
    of_one.iter().take(EXAMPLES).fold(finding, |finding, each| {
        finding.related(each.place, format!("{} is {}, and rests on it", named(each), each.criticality))
    })
}
