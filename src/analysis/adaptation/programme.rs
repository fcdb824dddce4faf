//! The programme: the plateaus of a map by date, and the standard that an element shall follow in each.

use crate::graph::Graph;
use crate::model::{Date, Element, Model, Plateau, Standard};

/// The dated plateaus of a map, in the order of their dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The plateaus, earliest first.
    pub plateaus: Vec<PlateauDay>,
    /// How many plateaus have no date, and so no place in the plan.
    pub undated: usize,
}

/// A plateau and the day on which it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlateauDay {
    /// Its index in the model.
    pub plateau: usize,
    /// The day.
    pub day: Date,
}

/// What an element says of the standard: now, at last, and by which steps it gets there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The standard in force on the day of the plan.
    pub now: Option<Standard>,
    /// The standard of its last plateau.
    pub wanted: Option<Standard>,
    /// Each plateau to come that wants a higher standard than any before it.
    pub rises: Vec<Rise>,
}

/// A plateau that wants a higher standard of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rise {
    /// The plateau, by its number in [`Programme::plateaus`].
    pub plateau: usize,
    /// The standard until then.
    pub from: Standard,
    /// The standard that it wants.
    pub to: Standard,
}

impl Programme {
    /// The programme of a map.
    pub fn of(graph: &Graph) -> Self {
        let declared = &graph.model().plateaus;
        let day = |(plateau, declared): (usize, &Plateau)| {
            Some(PlateauDay { plateau, day: declared.date.as_ref()?.value.first() })
        };
        let mut plateaus: Vec<PlateauDay> = declared.iter().enumerate().filter_map(day).collect();
        plateaus.sort_by_key(|plateau| plateau.day);
        Self { undated: declared.len() - plateaus.len(), plateaus }
    }

    /// The numbers of the plateaus that are not past on a day.
    pub fn to_come(&self, at: Date) -> std::ops::Range<usize> {
        self.plateaus.partition_point(|plateau| plateau.day < at)..self.plateaus.len()
    }

    /// The day of a plateau by its number.
    pub fn day(&self, plateau: usize) -> Option<Date> {
        self.plateaus.get(plateau).map(|plateau| plateau.day)
    }

    /// The id and name of a plateau by its number.
    pub fn named<'m>(&self, model: &'m Model, plateau: usize) -> Option<(&'m str, &'m str)> {
        let declared = model.plateaus.get(self.plateaus.get(plateau)?.plateau)?;
        Some((declared.id.value.as_str(), declared.name()))
    }

    /// What an element says of the standard, on a day and after it.
    pub fn standing(&self, model: &Model, element: &Element, at: Date) -> Standing {
        let said = model.standards_by_plateau(element);
        let now = model.standard_on(element, at);
        let (Some(first), Some((_, _, last))) = (now, said.last()) else {
            return Standing { now, wanted: now, rises: Vec::new() };
        };
        let mut rises = Vec::new();
        let mut highest = first;
        for &(plateau, _, to) in said.iter().filter(|(_, day, _)| *day > at) {
            if let Some(plateau) = self.number(model, plateau).filter(|_| is_higher(to, highest)) {
                rises.push(Rise { plateau, from: highest, to });
                highest = to;
            }
        }
        Standing { now, wanted: Some(*last), rises }
    }

    /// The number of a plateau.
    fn number(&self, model: &Model, plateau: &Plateau) -> Option<usize> {
        let is_it =
            |day: &PlateauDay| model.plateaus.get(day.plateau).is_some_and(|known| known.id == plateau.id);
        self.plateaus.iter().position(is_it)
    }
}

/// Whether a standard asks for more than another. One that is not concerned yet is asked for all that comes later; to be
/// concerned no more asks for nothing.
fn is_higher(to: Standard, from: Standard) -> bool {
    let rank = |standard| match standard {
        Standard::Full => 3,
        Standard::Concept => 2,
        Standard::Free => 1,
        Standard::NotConcerned => 0,
    };
    rank(to) > rank(from)
}
