//! The keys that may stand in what is no element: proposals, waivers, the parts of a value. Decoder, suggestions, docs and
//! schema read their tables.

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
    /// A length of time that is longer than none.
    Length,
    /// The id of an organisation.
    Organisation,
    /// The id of an element.
    Element,
    /// The id of an element, or a version.
    ElementOrVersion,
    /// The id of a named lifecycle.
    Lifecycle,
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
    /// A sum of money.
    Money,
    /// A percentage with at most four decimals.
    Percentage,
    /// A number from 0 to [`Protection::MOST`](super::Protection::MOST).
    Level,
    /// A whole number from 1.
    Count,
    /// References, at least one: the members of a group.
    Members,
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
    /// Whether it must be said.
    pub required: bool,
}

pub(super) const fn key(name: &'static str, shape: KeyShape, summary: &'static str) -> KeySpec {
    KeySpec { name, shape, summary, required: false }
}

/// A key that must be said.
pub(super) const fn must(name: &'static str, shape: KeyShape, summary: &'static str) -> KeySpec {
    KeySpec { name, shape, summary, required: true }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Cost, Decision, Header, Lifecycle, PlannedWindow, Plateau, Proposal};
    use super::super::{Policy, Protection, Reference, Selection, Sla, Step, StepSpec, Waiver};

    #[test]
    fn what_must_be_said_says_so_and_names_are_unique() {
        let tables = [
            Header::KEYS,
            Plateau::KEYS,
            Lifecycle::KEYS,
            Reference::KEYS,
            Sla::KEYS,
            Cost::KEYS,
            Protection::KEYS,
            Proposal::KEYS,
            PlannedWindow::KEYS,
            Answer::KEYS,
            Decision::KEYS,
            Waiver::KEYS,
            Policy::KEYS,
            Policy::FORBID,
            Policy::REQUIRE,
            Policy::ALLOW_ONLY,
            Policy::NO_PATH,
            Policy::LIMIT,
            Selection::KEYS,
        ];
        for table in tables.into_iter().chain(Step::TABLE.iter().map(StepSpec::keys)) {
            for (i, key) in table.iter().enumerate() {
                assert_eq!(key.required, key.summary.ends_with("; must be said"), "{}", key.name);
                assert!(table.iter().skip(i + 1).all(|other| other.name != key.name), "{}", key.name);
            }
        }
    }
}
