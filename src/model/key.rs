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
    /// One or several of these words.
    SomeWords(&'static [&'static str]),
    /// A list of ids of elements; one alone stands for a list of one.
    Elements,
    /// A list of ids of organisations; one alone stands for a list of one.
    Organisations,
    /// For keys of properties, a list of texts each.
    TextsByKey,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A field, or `properties.KEY`.
    FieldKey,
    /// A list of fields; one alone stands for a list of one.
    FieldKeys,
    /// Which elements are meant: [`Selection::KEYS`](super::Selection::KEYS), or ids.
    Selection,
    /// Criteria, or a list of such: [`Selection::CRITERIA`](super::Selection::CRITERIA), or ids.
    Criteria,
    /// A day, month, quarter or year, or the id of a plateau.
    DayOrPlateau,
    /// A mapping of these keys.
    Form(&'static [KeySpec]),
}

/// A key and what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
