//! What is asked of a map: changes with their windows, and the clock.

use super::world::World;
use systemkarta::model::ChangeKind;

/// A question. Times are minutes after minute 0.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    pub(crate) asked: Vec<Asked>,
    /// The minute of the week, from Monday 00:00, that minute 0 is.
    pub(crate) clock: Option<u64>,
}

/// A change of one element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Asked {
    pub(crate) element: usize,
    pub(crate) kind: ChangeKind,
    pub(crate) window: Option<Span>,
}

/// From the first minute to the first minute after it.
pub(crate) type Span = (u64, u64);

/// An end that nobody knows.
pub(crate) const FOREVER: u64 = u64::MAX;

impl Question {
    pub(crate) fn of(asked: &[Asked]) -> Self {
        Self { asked: asked.to_vec(), clock: None }
    }

    /// The map and the question as they are written by hand.
    pub(crate) fn told(&self, world: &World) -> String {
        let asked = self.asked.iter().map(|asked| {
            let window = asked.window.map(|(from, until)| match until {
                FOREVER => format!(" {}-", from / 60),
                until => format!(" {}-{}h", from / 60, until / 60),
            });
            let id = &world.things[asked.element].id;
            format!("{} {id}{}", asked.kind, window.unwrap_or_default())
        });
        let asked: Vec<String> = asked.collect();
        let clock = self.clock.map(|minute| {
            let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(minute / 1440 % 7) as usize];
            format!("; {day} {:02}:{:02}", minute / 60 % 24, minute % 60)
        });
        format!("{world:?}{}{}", asked.join(", "), clock.unwrap_or_default())
    }
}
