//! The tables of what a change proposal may say: the keys of each of its parts, and which may stand beside which step.
//! Decoder, suggestions and docs read them.

use super::choice::ChangeKind;
use super::key::{KeyShape, KeySpec, key, must};
use super::proposal::{Decision, Outcome, PlannedWindow, Proposal, Status, Verdict};
use super::{Answer, Step};
use KeyShape::{
    Answers, Begin, Date, Decided, Element, ElementOrVersion, End, Id, Length, Organisation, Proposals,
    Steps, Text, Texts, Window, Words,
};

/// The word with which a step says what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepWord {
    /// One of the kinds of change.
    Change(ChangeKind),
    /// An element rests on something else than before.
    Move,
    /// Fields of an element are replaced.
    Set,
    /// Something new.
    Add,
}

/// What may stand beside the word of a step.
#[derive(Debug, Clone, Copy)]
pub enum Beside {
    /// These keys.
    Keys(&'static [KeySpec]),
    /// The fields of an element.
    Fields,
}

/// One row of the table of steps.
#[derive(Debug, Clone, Copy)]
pub struct StepSpec {
    /// The word.
    pub word: StepWord,
    /// What may stand beside it.
    pub beside: Beside,
    /// What the step does, for the documentation.
    pub summary: &'static str,
}

const fn change(kind: ChangeKind, beside: &'static [KeySpec], summary: &'static str) -> StepSpec {
    StepSpec { word: StepWord::Change(kind), beside: Beside::Keys(beside), summary }
}

const AT: KeySpec = key("at", Date, "the day; the first of the window if not said");

impl Proposal {
    /// The keys of a proposal.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", Id, "the name by which others refer to it"),
        key("title", Text, "what it is about, in a line; the id if not said"),
        key("status", Words(Status::WORDS), "how far it has come; `proposed` if not said"),
        key("raised_by", Organisation, "who proposes it"),
        key("reason", Text, "why"),
        key("return", Text, "what it brings"),
        key("risk", Text, "what can go wrong"),
        key("resources", Text, "what it takes"),
        key("responsible", Text, "who makes it"),
        key("relationships", Text, "what else it has to do with"),
        key("fallback", Text, "what is done if it fails"),
        key("window", Window, "when it is made"),
        key("depends_on", Proposals, "the proposals that must be made before"),
        key("steps", Steps, "what is changed, in order"),
        key("answers", Answers, "what the owners concerned have answered"),
        key("decision", Decided, "what was decided"),
    ];
}

impl PlannedWindow {
    /// The keys of a window.
    pub const KEYS: &'static [KeySpec] = &[
        must("from", Begin, "when it begins; must be said"),
        key("until", End, "when it is over; open if not said"),
    ];
}

impl Answer {
    /// The keys of an answer.
    pub const KEYS: &'static [KeySpec] = &[
        must("owner", Organisation, "who answers; must be said"),
        key("element", Element, "of which element; of all that it owns if not said"),
        must("verdict", Words(Verdict::WORDS), "what the change means for it; must be said"),
        key("effort", Text, "how much work that is"),
        key("pays", Organisation, "who pays for it"),
        key("note", Text, "why, or under which condition"),
    ];
}

impl Decision {
    /// The keys of a decision.
    pub const KEYS: &'static [KeySpec] = &[
        must("outcome", Words(Outcome::WORDS), "how it was decided; must be said"),
        key("by", Text, "who decided"),
        key("at", Date, "when"),
        key("conditions", Texts, "under which conditions"),
        key("reference", Text, "where it is filed"),
        key("memo", Text, "the digest of the proposal that stands in the memo on which it rests: `sha256:…`"),
    ];
}

impl Step {
    /// The table of steps, in the order in which they are shown.
    pub const TABLE: &'static [StepSpec] = &[
        change(
            ChangeKind::Outage,
            &[
                key("from", Begin, "when it begins; with the window if not said"),
                key("until", End, "when it is over; with the window if not said"),
                key("for", Length, "how long it lasts, in place of `until`"),
            ],
            "is out for a time",
        ),
        change(ChangeKind::Retire, &[AT], "is taken out of use for good"),
        change(
            ChangeKind::Replace,
            &[key("with", Element, "what takes its place"), AT],
            "gives way to something else",
        ),
        change(ChangeKind::Interface, &[AT], "alters what it offers to those who rest on it"),
        change(
            ChangeKind::Upgrade,
            &[key("to", ElementOrVersion, "what it becomes"), AT],
            "gets a new version that offers the same",
        ),
        change(ChangeKind::Modify, &[AT], "is altered within and offers the same"),
        change(ChangeKind::Need, &[AT], "is asked for something else: a law, a task, a volume"),
        StepSpec {
            word: StepWord::Move,
            beside: Beside::Keys(&[
                must("from", Element, "what it rested on; must be said"),
                must("to", Element, "what it will rest on; must be said"),
            ]),
            summary: "rests on something else than before",
        },
        StepSpec { word: StepWord::Set, beside: Beside::Fields, summary: "says something else of itself" },
        StepSpec { word: StepWord::Add, beside: Beside::Keys(&[]), summary: "is new" },
    ];

    /// The row of the table for a word.
    pub fn spec(word: &str) -> Option<&'static StepSpec> {
        Self::TABLE.iter().find(|spec| spec.name() == word)
    }
}

impl StepSpec {
    /// The word, as written.
    pub fn name(&self) -> &'static str {
        match self.word {
            StepWord::Change(kind) => kind.name(),
            StepWord::Move => "move",
            StepWord::Set => "set",
            StepWord::Add => "add",
        }
    }

    /// The keys that may stand beside it, besides fields.
    pub fn keys(&self) -> &'static [KeySpec] {
        match self.beside {
            Beside::Keys(keys) => keys,
            Beside::Fields => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Field, Statement};
    use super::*;

    #[test]
    fn every_kind_of_change_is_a_step_and_every_question_a_key() {
        for word in ChangeKind::WORDS {
            assert_eq!(Step::spec(word).unwrap().word, StepWord::Change(ChangeKind::parse(word).unwrap()));
        }
        for statement in Statement::WORDS {
            assert!(Proposal::KEYS.iter().any(|key| key.name == *statement), "{statement}");
        }
    }

    /// Else nobody could tell what a step does.
    #[test]
    fn no_word_of_a_step_may_stand_beside_another() {
        for spec in Step::TABLE {
            let beside = Step::TABLE.iter().flat_map(StepSpec::keys).map(|key| key.name);
            let fields = Field::TABLE.iter().map(|field| field.name);
            assert!(beside.chain(fields).all(|name| name != spec.name()), "{}", spec.name());
        }
    }
}
