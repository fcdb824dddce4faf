//! What an outage of each element does, as the library answers: how everything looks then, when and by which way it
//! comes, and whom to tell.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::data::numbers;
use super::elements::is_false;
use crate::analysis::{
    self, Affected, Change, Impact, ImpactOptions, Person, Proof, Protected, Protection, Window,
};
use crate::graph::{ElementIx, Graph};
use crate::model::{ChangeKind, Date, Disruption, Work};
use crate::render::views::effect_grades;
use crate::report::blind_spots;

/// So many rows there may be in all, and so many of each element in any case.
const ROWS: (usize, usize) = (400_000, 50);

/// What an outage does.
#[derive(Serialize)]
pub(super) struct Effect {
    /// For every element a character: `.` if it is not touched, else the letter of its look.
    looks: String,
    /// How many rows there are, with those left out.
    total: usize,
    rows: Vec<Row>,
    tell: Vec<Tell>,
    cautions: Vec<String>,
}

/// What becomes of an element.
#[derive(Serialize)]
struct Row {
    e: usize,
    look: usize,
    /// In how many minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    felt: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    assumed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    surely: Option<Surely>,
    #[serde(skip_serializing_if = "Option::is_none")]
    degraded_after: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_path: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Kept>,
}

/// What becomes of an element whatever is assumed.
#[derive(Serialize)]
struct Surely {
    disruption: &'static str,
    after: u32,
}

/// What keeps an element from a disruption.
#[derive(Serialize)]
struct Kept {
    /// The disruption.
    from: &'static str,
    #[serde(flatten)]
    by: By,
}

#[derive(Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
enum By {
    Group { up: usize, of: usize, min_up: usize },
    Tolerance { left: u32 },
    Closed,
}

/// Somebody to tell.
#[derive(Serialize)]
struct Tell {
    organisation: String,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    operates: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elements: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    integrations: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bound: Vec<usize>,
}

/// For each element what its outage does, from the first minute and without an end; nothing for what is not in use.
///
/// Complexity: that of an impact for each element in use, side by side.
pub(super) fn of_outages(graph: &Graph, at: Date, in_use: &[bool]) -> Vec<Option<Effect>> {
    let elements: Vec<ElementIx> = graph.elements().collect();
    let most = (ROWS.0 / elements.len().max(1)).max(ROWS.1);
    let of = |(&element, &in_use): (&ElementIx, &bool)| in_use.then(|| of_outage(graph, at, element, most));
    elements.par_iter().zip(in_use).map(of).collect()
}

fn of_outage(graph: &Graph, at: Date, element: ElementIx, most: usize) -> Effect {
    let window = Window { from: 0, until: None };
    let change = Change::new(graph, element, ChangeKind::Outage, window, at, None);
    let impact = analysis::impact(graph, &[change], ImpactOptions { at, clock: None });
    let grades = effect_grades(&impact);
    let mut kept: BTreeMap<ElementIx, &Protected> = BTreeMap::new();
    for protected in &impact.protected {
        kept.entry(protected.element).or_insert(protected);
    }
    let grade = |element: ElementIx| grades.get(&element).copied();
    let affected = impact.affected.iter().filter_map(|affected| {
        let kept = kept.get(&affected.element).copied();
        Some((affected.element, grade(affected.element)?, Some(affected), kept))
    });
    let mut known: Vec<ElementIx> = impact.protected.iter().map(|protected| protected.element).collect();
    known.dedup();
    let spared = known.into_iter().filter(|&element| impact.on(element).is_none());
    let spared =
        spared.filter_map(|element| Some((element, grade(element)?, None, Some(*kept.get(&element)?))));
    let all: Vec<_> = affected.chain(spared).collect();
    Effect {
        looks: looks(graph, &grades),
        total: all.len(),
        rows: all
            .into_iter()
            .take(most)
            .map(|(element, look, affected, kept)| row(&impact, element, look, affected, kept))
            .collect(),
        tell: impact.people.iter().map(tell).collect(),
        cautions: blind_spots::sentences(graph, &impact.blind_spots, at),
    }
}

fn looks(graph: &Graph, grades: &BTreeMap<ElementIx, usize>) -> String {
    let mut looks = vec!['.'; graph.element_count()];
    for (element, &grade) in grades {
        if let Some(slot) = looks.get_mut(element.index()) {
            *slot = ('a'..='z').nth(grade).unwrap_or('.');
        }
    }
    looks.into_iter().collect()
}

fn row(
    impact: &Impact<'_>,
    element: ElementIx,
    look: usize,
    affected: Option<&Affected>,
    kept: Option<&Protected>,
) -> Row {
    let is_disrupted = affected.is_some_and(|affected| affected.disruption > Disruption::None);
    let proof = impact.proof(element).filter(|_| is_disrupted);
    let work = affected.map(|affected| affected.work).filter(|work| *work != Work::None);
    let work_proof = work.and_then(|_| impact.work_proof(element)).unwrap_or_default();
    let Proof { path, beside } = proof.unwrap_or_default();
    Row {
        e: element.index(),
        look,
        after: affected.and_then(|affected| affected.time),
        felt: affected.and_then(|affected| affected.felt),
        assumed: match affected {
            Some(affected) => affected.claim.is_assumed(),
            None => kept.is_some_and(|kept| kept.assumption.is_some()),
        },
        surely: affected
            .and_then(|affected| affected.surely)
            .map(|(disruption, after)| Surely { disruption: disruption.name(), after }),
        degraded_after: affected.and_then(|affected| affected.degraded_from),
        path: numbers(&path),
        beside: numbers(&beside),
        work: work.map(Work::name),
        work_path: numbers(&work_proof.path),
        kept: kept.map(|kept| Kept {
            from: kept.from.name(),
            by: match kept.by {
                Protection::Group { up, of, min_up } => By::Group { up, of, min_up },
                Protection::Tolerance { left } => By::Tolerance { left },
                Protection::Closed => By::Closed,
            },
        }),
    }
}

fn tell(person: &Person) -> Tell {
    Tell {
        organisation: person.organisation.clone(),
        name: person.name.clone(),
        contacts: person.contacts.clone(),
        causes: numbers(&person.causes),
        operates: numbers(&person.operated),
        elements: numbers(&person.reached),
        integrations: numbers(&person.integrations),
        bound: numbers(&person.bound),
    }
}
