//! The waivers of a map by what they exempt, and what is found of it.

use std::collections::{HashMap, HashSet};

use super::{Standing, State};
use crate::diagnostic::{Finding, Place};
use crate::graph::Graph;
use crate::lint::{Group, rule};
use crate::model::{Date, Element, Id, Named, Policy, Waiver};

/// The waivers of a map by what they exempt.
pub(super) struct Book<'g> {
    pub(super) graph: &'g Graph,
    pub(super) today: Date,
    pub(super) waivers: &'g [Waiver],
    /// For each waiver its subject; nothing if it is invalid.
    subject_of: Vec<Option<usize>>,
    subjects: Vec<Subject>,
    slots: HashMap<(&'g str, &'g str), Slot<'g>>,
    policies: HashSet<&'g str>,
    read: usize,
}

/// What is exempted: what a rule finds at an element, or at a relation of it.
#[derive(Default)]
pub(super) struct Subject {
    /// The waivers that exempt it, in the order of the map.
    waivers: Vec<usize>,
    /// The first of them that holds today.
    pub(super) in_force: Option<usize>,
    /// How many findings there are of it.
    pub(super) found: usize,
    /// How many of these are not waived.
    pub(super) counting: usize,
    /// Where the first of those stands.
    pub(super) first: Option<Place>,
    /// The last finding that was counted, from 1: a finding may name an element twice.
    last_read: usize,
}

/// The subjects at an element: the element as a whole, and its relations by their other ends.
#[derive(Default)]
struct Slot<'g> {
    whole: Option<usize>,
    to: HashMap<&'g str, usize>,
}

/// What makes a waiver invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    UnknownRule,
    UnknownPolicy,
    Unwaivable(Group),
    UnknownElement,
    UnknownEnd,
}

impl<'g> Book<'g> {
    pub(super) fn of(graph: &'g Graph, today: Date) -> Self {
        let waivers = graph.model().waivers.as_slice();
        let (subject_of, subjects, slots) = (Vec::new(), Vec::new(), HashMap::new());
        let policies = graph.model().policies.iter().map(|policy| policy.id.value.as_str()).collect();
        let mut book = Self { graph, today, waivers, subject_of, subjects, slots, policies, read: 0 };
        for (i, waiver) in waivers.iter().enumerate() {
            let subject = if book.fault_of_rule(waiver).is_none() { book.subject(waiver) } else { None };
            if let Some(subject) = subject.and_then(|subject| book.subjects.get_mut(subject)) {
                subject.waivers.push(i);
                if waiver.holds_on(today) {
                    subject.in_force.get_or_insert(i);
                }
            }
            book.subject_of.push(subject);
        }
        book
    }

    /// The subject of a waiver, a new one if it is the first; nothing if it names what there is not.
    fn subject(&mut self, waiver: &'g Waiver) -> Option<usize> {
        let element = self.named(&waiver.element.value)?;
        let to = match &waiver.to {
            Some(to) => Some(self.named(&to.value)?),
            None => None,
        };
        let slot = self.slots.entry((&waiver.rule.value, element.id())).or_default();
        let new = self.subjects.len();
        let subject = match to {
            Some(to) => *slot.to.entry(to.id()).or_insert(new),
            None => *slot.whole.get_or_insert(new),
        };
        if subject == new {
            self.subjects.push(Subject::default());
        }
        Some(subject)
    }

    /// The element or organisation that an id or alias names.
    pub(super) fn named(&self, id: &Id) -> Option<&'g Element> {
        match self.graph.names().get(self.graph.model(), id.as_str())? {
            Named::Element(_, element) | Named::Organisation(element) => Some(element),
        }
    }

    /// The waiver that covers a finding, that of a relation before that of its element. Counts the finding.
    pub(super) fn waiver_of(&mut self, finding: &Finding) -> Option<usize> {
        self.read += 1;
        let (element, others) = finding.elements.split_first()?;
        let slot = self.slots.get(&(&*finding.rule, element.as_str()))?;
        let ends = others.iter().filter_map(|other| slot.to.get(other.as_str()).copied());
        let mut hit: Vec<usize> = Vec::new();
        for subject in ends.chain(slot.whole) {
            if let Some(it) = self.subjects.get_mut(subject).filter(|it| it.last_read < self.read) {
                it.last_read = self.read;
                hit.push(subject);
            }
        }
        let in_force = |subject: &usize| self.subjects.get(*subject).and_then(|subject| subject.in_force);
        let waiver = hit.iter().find_map(in_force);
        for subject in hit {
            if let Some(subject) = self.subjects.get_mut(subject) {
                subject.found += 1;
                if waiver.is_none() {
                    subject.counting += 1;
                    subject.first.get_or_insert(finding.place);
                }
            }
        }
        waiver
    }

    /// The subject of a waiver by its index, unless the waiver is invalid.
    pub(super) fn subject_of(&self, waiver: usize) -> Option<&Subject> {
        self.subjects.get((*self.subject_of.get(waiver)?)?)
    }

    /// What has become of each waiver.
    pub(super) fn standings(&self) -> Vec<Standing> {
        self.waivers.iter().enumerate().map(|(i, waiver)| self.standing(i, waiver)).collect()
    }

    fn standing(&self, i: usize, waiver: &Waiver) -> Standing {
        let Some(subject) = self.subject_of(i) else {
            return Standing { state: State::Invalid, findings: 0 };
        };
        if waiver.last() < self.today {
            return Standing { state: State::Expired, findings: subject.counting };
        }
        if self.today < waiver.first() {
            return Standing { state: State::NotBegun, findings: 0 };
        }
        let covers = if subject.in_force == Some(i) { subject.found } else { 0 };
        let is_used = covers > 0 || (subject.in_force == Some(i) && self.graph.model().incomplete);
        Standing { state: if is_used { State::InForce } else { State::Unused }, findings: covers }
    }

    /// What makes a waiver invalid. What is missing from a map that could not be read whole may stand there.
    pub(super) fn faults_of(&self, waiver: &Waiver) -> Vec<Fault> {
        let element = self.named(&waiver.element.value).is_none().then_some(Fault::UnknownElement);
        let to = waiver.to.as_ref().filter(|to| self.named(&to.value).is_none());
        let incomplete = self.graph.model().incomplete;
        let may_be_there = |fault: &Fault| {
            incomplete && matches!(fault, Fault::UnknownPolicy | Fault::UnknownElement | Fault::UnknownEnd)
        };
        let faults =
            self.fault_of_rule(waiver).into_iter().chain(element).chain(to.map(|_| Fault::UnknownEnd));
        faults.filter(|fault| !may_be_there(fault)).collect()
    }

    /// For each waiver, whether another one covers the same on the day after it ends.
    ///
    /// Complexity: O(n log n).
    pub(super) fn continued(&self) -> Vec<bool> {
        let mut continued = vec![false; self.waivers.len()];
        for subject in self.subjects.iter().filter(|subject| subject.waivers.len() > 1) {
            let mut of_subject: Vec<(Date, Date, usize)> = subject
                .waivers
                .iter()
                .filter_map(|&i| self.waivers.get(i).map(|waiver| (waiver.first(), waiver.last(), i)))
                .collect();
            of_subject.sort_unstable();
            let reach = of_subject.iter().scan(Date::MIN, |reach, (_, last, _)| {
                *reach = (*reach).max(*last);
                Some(*reach)
            });
            let reach: Vec<Date> = reach.collect();
            for (_, last, i) in &of_subject {
                let begun = last.tomorrow().map_or(0, |next| of_subject.partition_point(|of| of.0 <= next));
                let furthest = begun.checked_sub(1).and_then(|at| reach.get(at));
                if let Some(slot) = continued.get_mut(*i) {
                    *slot = furthest.is_some_and(|furthest| furthest > last);
                }
            }
        }
        continued
    }

    fn fault_of_rule(&self, waiver: &Waiver) -> Option<Fault> {
        let name = &*waiver.rule.value;
        match (rule(name), name.strip_prefix(Policy::PREFIX)) {
            (Some(rule), _) => (!rule.group.may_be_waived()).then_some(Fault::Unwaivable(rule.group)),
            (None, Some(policy)) => (!self.policies.contains(policy)).then_some(Fault::UnknownPolicy),
            (None, None) => Some(Fault::UnknownRule),
        }
    }
}
