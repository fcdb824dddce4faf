//! The words of the map as plain data: elements, their fields, and the small languages of their values.
//!
//! One table, [`Field`], names every field with its sections and its shape; the decoder, the suggestions
//! and the documentation are read from it. Everything that was written knows its place ([`Located`]).
//!
//! Knows nothing of YAML, of files or of the graph: a reference is an id until the graph resolves it.

mod choice;
mod date;
mod days;
mod duration;
mod element;
mod field;
mod field_key;
mod hours;
mod id;
mod key;
mod lifecycle;
mod listing;
mod moment;
mod money;
mod policy;
mod proposal;
mod reference;
mod rulebook;
mod section;
mod selection;
mod step;
mod suggestion;
mod sums;
mod value;
mod waiver;
mod week;
mod words;

use std::collections::{BTreeMap, HashMap};

pub use choice::{
    Adaptable, ChangeKind, Class, Criticality, Disruption, Flow, Schedule, Scope, Standard, Strength, Work,
};
pub use date::{Date, DateError, PartialDate};
pub use days::{Days, Span};
pub use duration::Duration;
pub use element::Element;
pub use field::{Field, FieldSpec, Shape};
pub use field_key::FieldKey;
pub use hours::ServiceHours;
pub use id::{Id, IdError};
pub use key::{KeyShape, KeySpec};
pub use lifecycle::{Lifecycle, LifecycleTexts, LifecycleUse, Milestone, Phase, Support, SupportEnd};
pub use listing::Listing;
pub use moment::{
    Bound, MOMENT_FORM, Moment, minutes_between, moment_after, moment_as_written, parse_moment,
};
pub use money::Money;
pub use policy::{Demand, Obligation, Policy, RelationWord, Relations, Wanted};
pub use proposal::{
    Action, Additions, Answer, Decision, Outcome, PlannedChange, PlannedWindow, Proposal, Statement, Status,
    Step, Verdict,
};
pub use reference::{Group, Reference, References, Target};
pub use rulebook::{Differing, Rulebook, RulebookDifference};
pub use section::{Layer, Part, Section};
pub use selection::{By, Criterion, Selection, SelectionDay};
pub use step::{Beside, StepSpec, StepWord};
pub use suggestion::{did_you_mean, nearest};
pub use sums::Sums;
pub(crate) use value::percentage;
pub use value::{Cost, Located, Protection, Sla, StandardUse, Value};
pub use waiver::Waiver;
pub use week::{Stretch, Week};
pub(crate) use words::{counted, either, few, joined, number};

use crate::diagnostic::Place;
use key::{key, must};

/// A whole map, as declared. Order is that of the files (sorted) and of the text in them.
#[derive(Debug, Default, Clone)]
pub struct Model {
    /// What the map says about itself.
    pub header: Header,
    /// Every element of the six element sections.
    pub elements: Vec<Element>,
    /// The organisations that own, operate and supply them.
    pub organisations: Vec<Element>,
    /// The named lifecycles.
    pub lifecycles: BTreeMap<Id, Lifecycle>,
    /// The dates of the programme.
    pub plateaus: Vec<Plateau>,
    /// The change proposals.
    pub changes: Vec<Proposal>,
    /// The rules that the organisation sets for itself.
    pub policies: Vec<Policy>,
    /// The approved exemptions from rules.
    pub waivers: Vec<Waiver>,
    /// Its own policies and waivers as they are written, also when it is judged by others.
    pub rulebook: Rulebook,
    /// Whether a file, or a part of one, could not be read: what is missing may be declared there.
    pub incomplete: bool,
}

/// What a map says about itself, under `map:`.
#[derive(Debug, Default, Clone)]
pub struct Header {
    /// The title, for pictures and reports.
    pub title: Option<Located<Box<str>>>,
    /// The language of the names, such as `sv`.
    pub language: Option<Located<Box<str>>>,
    /// The date for which the map is written: the default of `--at` and `--today`.
    pub as_of: Option<Located<PartialDate>>,
}

impl Header {
    /// Its keys.
    pub const KEYS: &'static [KeySpec] = &[
        key("title", KeyShape::Text, "the title, for pictures and reports"),
        key("language", KeyShape::Text, "the language of the names, such as `sv`"),
        key(
            "as_of",
            KeyShape::Date,
            "the day for which the map is written: the default of `--at` and `--today`",
        ),
    ];
}

/// A named date of the programme, when a set of deliveries is in operation (R11).
#[derive(Debug, Clone)]
pub struct Plateau {
    /// Its id.
    pub id: Located<Id>,
    /// Its name; the id if none is given.
    pub name: Option<Box<str>>,
    /// When it is reached.
    pub date: Option<Located<PartialDate>>,
}

/// What an id names. Elements and organisations share one namespace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Named<'m> {
    /// An element, by its index in [`Model::elements`].
    Element(usize, &'m Element),
    /// An organisation.
    Organisation(&'m Element),
}

/// The way from an id or alias to what it names. Built once; a look-up takes constant time.
#[derive(Debug, Default)]
pub struct Names {
    by_id: HashMap<Id, Slot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Element(u32),
    Organisation(u32),
}

impl Model {
    /// Every declaration that shares the namespace of ids: elements, then organisations.
    pub fn declarations(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter().chain(&self.organisations)
    }

    /// The names of this map. An id wins over an alias, and the first declaration over a later one.
    pub fn names(&self) -> Names {
        let mut by_id = HashMap::with_capacity(self.elements.len() + self.organisations.len());
        let slots = (0..self.elements.len()).map(|i| Slot::Element(index(i)));
        let organisations = (0..self.organisations.len()).map(|i| Slot::Organisation(index(i)));
        let all = || self.declarations().zip(slots.clone().chain(organisations.clone()));
        for (declared, slot) in all() {
            by_id.entry(declared.id.value.clone()).or_insert(slot);
        }
        for (declared, slot) in all() {
            for alias in declared.aliases() {
                if let Ok(alias) = Id::parse(&alias.value) {
                    by_id.entry(alias).or_insert(slot);
                }
            }
        }
        Names { by_id }
    }

    /// The lifecycle of an element: its own, or the named one that it refers to.
    pub fn lifecycle_of<'m>(&'m self, element: &'m Element) -> Option<&'m Lifecycle> {
        match element.lifecycle()? {
            LifecycleUse::Inline(lifecycle) => Some(lifecycle),
            LifecycleUse::Named(id) => self.lifecycle(id),
            LifecycleUse::Phase(_) => None,
        }
    }

    /// The named lifecycle with this id.
    pub fn lifecycle(&self, id: &Id) -> Option<&Lifecycle> {
        self.lifecycles.get(id)
    }

    /// The days on which an element is in use; without dates of its own, always.
    pub fn days_in_use(&self, element: &Element) -> Days {
        match element.lifecycle() {
            Some(LifecycleUse::Phase(phase)) if !phase.in_use() => Days::NEVER,
            Some(LifecycleUse::Phase(_)) | None => Days::always(),
            Some(_) => self.lifecycle_of(element).and_then(Lifecycle::in_use).unwrap_or_else(Days::always),
        }
    }

    /// What the vendor of an element says of its support; nothing if no end of it is given.
    pub fn support_of<'m>(&'m self, element: &'m Element) -> Option<Support<'m>> {
        let own = self.lifecycle_of(element)?;
        let named = own.supported_as.as_ref().and_then(|id| self.lifecycle(&id.value));
        named.unwrap_or(own).support()
    }

    /// What an element says of the standard for each dated plateau, in the order of their dates; nothing if it says the
    /// same of all, or nothing at all.
    pub fn standards_by_plateau<'m>(&'m self, element: &Element) -> Vec<(&'m Plateau, Date, Standard)> {
        let Some(StandardUse::ByPlateau(said)) = element.standard() else { return Vec::new() };
        let dated = |(id, standard): &(Located<Id>, Standard)| {
            let plateau = self.plateaus.iter().find(|plateau| plateau.id.value == id.value)?;
            Some((plateau, plateau.date.as_ref()?.value.first(), *standard))
        };
        let mut standards: Vec<_> = said.iter().filter_map(dated).collect();
        standards.sort_by_key(|(_, day, _)| *day);
        standards
    }

    /// How far an element follows the standard on a day: what it says of the latest plateau that is reached by then;
    /// before the first, what it says of that one. A plateau without a date is never reached.
    pub fn standard_on(&self, element: &Element, day: Date) -> Option<Standard> {
        if let StandardUse::Always(standard) = element.standard()? {
            return Some(*standard);
        }
        let standards = self.standards_by_plateau(element);
        let reached = standards.iter().rev().find(|(_, from, _)| *from <= day);
        reached.or(standards.first()).map(|(_, _, standard)| *standard)
    }

    /// Whether an element is in use on a day: from the earlier of `phase_in` and `active` to the day
    /// before `retired`; without dates of its own, always.
    pub fn in_use(&self, element: &Element, day: Date) -> bool {
        self.phase_on(element, day).is_none_or(Phase::in_use)
    }

    /// The phase of own use of an element on a day; nothing if none is declared.
    pub fn phase_on(&self, element: &Element, day: Date) -> Option<Phase> {
        match element.lifecycle() {
            Some(LifecycleUse::Phase(phase)) => Some(*phase),
            _ => self.lifecycle_of(element)?.phase_on(day),
        }
    }
}

impl Names {
    /// What an id or alias names.
    pub fn get<'m>(&self, model: &'m Model, id: &str) -> Option<Named<'m>> {
        match *self.by_id.get(id)? {
            Slot::Element(i) => model.elements.get(i as usize).map(|e| Named::Element(i as usize, e)),
            Slot::Organisation(i) => model.organisations.get(i as usize).map(Named::Organisation),
        }
    }

    /// Ids and aliases, sorted: what a suggestion chooses from.
    pub fn sorted(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.by_id.keys().map(Id::as_str).collect();
        ids.sort_unstable();
        ids
    }
}

impl Plateau {
    /// Its keys.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", KeyShape::Id, "the name by which others refer to it"),
        key("name", KeyShape::Text, "its name; the id if none is given"),
        must("date", KeyShape::Date, "the day on which it is reached; must be said"),
        key("description", KeyShape::Text, "what is in operation then"),
    ];

    /// The name, or the id if it has none.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.value.as_str())
    }

    /// Where it is declared.
    pub fn place(&self) -> Place {
        self.id.place
    }
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
