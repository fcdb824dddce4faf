//! The lifecycle: the map on a day with what is about to come and to go, and the relations that this endangers
//! (R3, R10).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::MapOptions;
use super::links::{self, Link};
use super::overlay::{Grade, Heading, Named, Overlay, paint_over};
use super::part::Part;
use super::selection::Selection;
use super::states::{State, States};
use super::words::{self, joined, number, with_part};
use crate::analysis::lifecycle::{Conflict, ConflictKind, Timelines, conflicts, needs};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Section};
use crate::render::{ArrowLook, Look, Scene};

/// What is out of use is shown if it ended or begins within so many years of the day.
const NEAR: i16 = 3;

const SCALE: [Grade; 6] = [
    grade(Look::Unsupported, "In use, and nobody supports it", Named::All),
    grade(Look::Leaving, "Being left", Named::All),
    grade(Look::Extended, "In use, extended support only", Named::All),
    grade(Look::Retired, "Out of use", Named::All),
    grade(Look::Planned, "Planned, not yet in use", Named::All),
    grade(Look::Plain, "In use", Named::Processes),
];

const fn grade(look: Look, text: &'static str, named: Named) -> Grade {
    Grade { look, text, chip_says_more: false, named }
}

/// The map on a day, coloured by what is planned, in use, being left and retired, and without support. `today` is the
/// day that counts as today.
///
/// What is in use is drawn as on the [`map`](super::map()); with nothing planned or retired near the day, and all of it
/// in the room there is, the geometry is the same.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn lifecycle(graph: &Graph, options: &MapOptions, today: Date) -> Scene {
    lifecycle_of(graph, options, today, &Part::default())
}

/// A part of the map on a day, coloured by the lifecycle. Conflicts count whose ends are both in the part.
///
/// Complexity: that of the map.
pub fn lifecycle_of(graph: &Graph, options: &MapOptions, today: Date, part: &Part) -> Scene {
    let timelines = Timelines::of(graph, today);
    let states = States { timelines: &timelines, at: options.at };
    let mut running = conflicts(&timelines);
    let lets = |ix: ElementIx| part.lets(graph, ix);
    running.retain(|conflict| {
        conflict.days.contains(options.at) && lets(conflict.dependent) && lets(conflict.dependency)
    });
    let ends: BTreeSet<ElementIx> = running.iter().map(|conflict| conflict.dependency).collect();
    let is_agreement = |ix: ElementIx| graph.element(ix).section == Section::Agreements;
    let near = |&ix: &ElementIx| {
        !is_agreement(ix) && (states.is_near(ix, NEAR) || ends.contains(&ix) && !states.in_use(ix))
    };
    let near: Vec<ElementIx> = graph.elements().filter(near).collect();
    let selection = Selection::of(graph, options.at, &near, options.max_boxes, part);
    let is_outside = |ix: ElementIx| selection.is_outside(ix);
    running.retain(|conflict| !is_outside(conflict.dependent) && !is_outside(conflict.dependency));
    let in_conflict = running.iter().map(|conflict| (conflict.dependent, conflict.dependency)).collect();
    let picture = Picture { states, running, in_conflict };
    let links = links::links(graph, &selection.shown, &selection.admitted, None);
    let mut notes = picture.notes(&selection);
    notes.extend(selection.notes(graph, options.at, links.list.len()));
    let heading = Heading {
        title: picture.title(&selection),
        subtitle: with_part(part.phrase(graph), picture.subtitle(&selection)),
        legend: "Lifecycle",
        notes,
    };
    paint_over(graph, &selection, &picture, options.max_boxes, heading, links)
}

struct Picture<'t, 'g> {
    states: States<'t, 'g>,
    /// The conflicts of the day.
    running: Vec<Conflict>,
    /// Their dependents and dependencies.
    in_conflict: HashSet<(ElementIx, ElementIx)>,
}

impl Picture<'_, '_> {
    fn graph(&self) -> &Graph {
        self.states.timelines.graph()
    }

    fn in_section(&self, ix: ElementIx, section: Section) -> bool {
        self.graph().element(ix).section == section
    }

    fn dependents_of(&self, kinds: &[ConflictKind]) -> Vec<ElementIx> {
        let of_kind = self.running.iter().filter(|conflict| kinds.contains(&conflict.kind));
        let dependents: BTreeSet<ElementIx> = of_kind.map(|conflict| conflict.dependent).collect();
        dependents.into_iter().collect()
    }

    /// "On 2010-06-30 6 systems are being left and 4 elements rest on something that nobody supports".
    fn title(&self, selection: &Selection) -> String {
        let systems = selection.shown.iter().filter(|&&ix| self.in_section(ix, Section::Systems));
        let leaving = systems.filter(|&&ix| self.states.is_leaving(ix)).count();
        let mut parts = vec![match leaving {
            0 => "no system is being left".to_owned(),
            1 => "1 system is being left".to_owned(),
            n => format!("{} systems are being left", number(n)),
        }];
        let kinds = [
            (&[ConflictKind::Unsupported][..], "something that nobody supports"),
            (&[ConflictKind::Retired, ConflictKind::NotYetActive], "something that is not in use"),
        ];
        for (kinds, what) in kinds {
            let dependents = self.dependents_of(kinds);
            if !dependents.is_empty() {
                let rests = if dependents.len() == 1 { "rests" } else { "rest" };
                let subject = words::counted_elements(self.graph(), &dependents);
                parts.push(format!("{subject} {rests} on {what}"));
            }
        }
        format!("On {} {}", self.states.at, joined(&parts))
    }

    /// "2 planned · 90 in use · 6 being left · 3 without support · 4 retired".
    fn subtitle(&self, selection: &Selection) -> String {
        let mut counts: BTreeMap<State, usize> = BTreeMap::new();
        for &ix in &selection.shown {
            *counts.entry(self.states.of(ix)).or_default() += 1;
        }
        let order = [
            (State::Planned, "planned"),
            (State::InUse, "in use"),
            (State::Leaving, "being left"),
            (State::Extended, "in extended support"),
            (State::Unsupported, "without support"),
            (State::Retired, "retired"),
        ];
        let counted = order.into_iter().filter_map(|(state, word)| Some((*counts.get(&state)?, word)));
        let mut facts: Vec<String> = counted.map(|(n, word)| format!("{} {word}", number(n))).collect();
        facts.push("an arrow points at what is depended on".to_owned());
        facts.join(" · ")
    }

    /// What is shown though out of use, what is not, and what no arrow can show.
    fn notes(&self, selection: &Selection) -> Vec<String> {
        let mut notes = Vec::new();
        let is_place = |ix: &ElementIx| !self.in_section(*ix, Section::Integrations);
        let left_out = |state: State| {
            let all = self.graph().elements().filter(is_place).filter(|&ix| !self.states.in_use(ix));
            let hidden = all.filter(|ix| selection.shown.binary_search(ix).is_err());
            hidden.filter(|&ix| self.states.of(ix) == state).count()
        };
        let shown = selection.shown.iter().any(|&ix| !self.states.in_use(ix));
        if shown {
            notes.push(format!(
                "Out of use and shown: what ended or begins within {NEAR} years, and what something in use rests on."
            ));
        }
        let parts: Vec<String> = [(State::Planned, "planned"), (State::Retired, "retired")]
            .into_iter()
            .map(|(state, word)| (left_out(state), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", number(count)))
            .collect();
        if !parts.is_empty() {
            notes.push(format!("Out of use and not shown, agreements among them: {}.", joined(&parts)));
        }
        let without = self.dependents_of(&[ConflictKind::AgreementEnded]);
        if !without.is_empty() {
            let (subject, verb) = match without.len() {
                1 => ("element".to_owned(), "has"),
                n => (format!("{} elements", number(n)), "have"),
            };
            let names = words::names(self.graph(), &without, 8);
            let one = if without.len() == 1 { "1 " } else { "" };
            notes.push(format!("{one}{subject} {verb} no agreement in force any more: {names}."));
        }
        notes
    }

    /// Whether a dependency is in danger: it stays and rests on what leaves, or what it rests on fails it on the day.
    fn is_risky(&self, link: &Link) -> bool {
        let (states, Link { from, to, .. }) = (&self.states, *link);
        if self.in_conflict.contains(&(from, to)) {
            return true;
        }
        let stays = states.in_use(from) && !states.is_leaving(from);
        stays && link.choice.is_none() && states.is_leaving(to) && !self.has_moved(from, to)
    }

    /// Whether a dependent rests on what follows a dependency too, and so is on its way.
    fn has_moved(&self, dependent: ElementIx, dependency: ElementIx) -> bool {
        let line = self.states.timelines.line_of(dependency);
        let needs = needs(self.states.timelines, dependent);
        let goes_on = |ix: ElementIx| self.states.of(ix) == State::Planned || !self.states.is_leaving(ix);
        needs.iter().any(|need| line.binary_search(&need.dependency).is_ok() && goes_on(need.dependency))
    }
}

impl Overlay for Picture<'_, '_> {
    fn scale(&self) -> &'static [Grade] {
        &SCALE
    }

    fn grade(&self, element: ElementIx) -> usize {
        self.states.of(element) as usize
    }

    fn sets_aside(&self) -> bool {
        false
    }

    fn chip(&self, members: &[ElementIx]) -> Option<String> {
        let word = match self.states.of(*members.first()?) {
            State::Unsupported => "UNSUPPORTED",
            State::Leaving => "LEAVING",
            State::Extended => "EXTENDED",
            State::Retired => "RETIRED",
            State::Planned => "PLANNED",
            State::InUse => return None,
        };
        Some(word.to_owned())
    }

    fn line(&self, members: &[ElementIx]) -> Option<String> {
        let [element] = *members else { return None };
        self.states.facts(element).into_iter().next()
    }

    fn says(&self, element: ElementIx) -> Option<String> {
        let facts = self.states.facts(element);
        (!facts.is_empty()).then(|| facts.join(", "))
    }

    fn way(&self, link: &Link) -> Option<(ArrowLook, ElementIx)> {
        self.is_risky(link).then_some((ArrowLook::Risk, link.from))
    }

    fn rest(&self, link: &Link) -> ArrowLook {
        let ends = [self.states.of(link.from), self.states.of(link.to)];
        match ends {
            _ if ends.contains(&State::Retired) => ArrowLook::Faded,
            _ if ends.contains(&State::Planned) => ArrowLook::Planned,
            _ => ArrowLook::Plain,
        }
    }

    fn strongest(&self, looks: &[ArrowLook]) -> Option<ArrowLook> {
        let order = [ArrowLook::Risk, ArrowLook::Plain, ArrowLook::Planned, ArrowLook::Faded];
        order.into_iter().find(|look| looks.contains(look))
    }

    fn ways(&self) -> &'static [(&'static [ArrowLook], &'static str)] {
        &[
            (&[ArrowLook::Risk], "Rests on what leaves, has no support or is out of use"),
            (&[ArrowLook::Plain], "Depends on"),
            (&[ArrowLook::Planned], "Will depend on"),
            (&[ArrowLook::Faded], "Depended on"),
        ]
    }
}
