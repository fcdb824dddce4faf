//! The keys that may stand in what is no element: proposals, policies and waivers. Decoder, suggestions, docs and schema
//! read their tables.

/// What stands under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyShape {
    /// The id itself.
    Id,
    /// Text, taken as written.
    Text,
    /// A list of texts; one alone stands for a list of one.
    Texts,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A day, month, quarter or year.
    Date,
    /// A minute; of a day the first.
    Begin,
    /// A minute; of a day the one after its last.
    End,
    /// A length of time.
    Duration,
    /// The id of an organisation.
    Organisation,
    /// The id of an element.
    Element,
    /// The id of an element, or a version.
    ElementOrVersion,
    /// A list of ids of proposals; one alone stands for a list of one.
    Proposals,
    /// A time in which the change is made: [`PlannedWindow::KEYS`](super::PlannedWindow::KEYS).
    Window,
    /// A list of steps: [`Step::TABLE`](super::Step::TABLE).
    Steps,
    /// A list of answers: [`Answer::KEYS`](super::Answer::KEYS).
    Answers,
    /// What was decided: [`Decision::KEYS`](super::Decision::KEYS).
    Decided,
}

/// A key and what stands under it.
#[derive(Debug, Clone, Copy)]
pub struct KeySpec {
    /// The key.
    pub name: &'static str,
    /// What stands under it.
    pub shape: KeyShape,
    /// What it says, for the documentation.
    pub summary: &'static str,
}

pub(super) const fn key(name: &'static str, shape: KeyShape, summary: &'static str) -> KeySpec {
    KeySpec { name, shape, summary }
}
