//! The rules of impact as data: for every kind of change, what is out and who has which work.
//!
//! The engine reads it, and docs/impact.md prints it in [`words`](super::words). A row that does not fit the changed
//! element, such as the master of something that is no information, applies to nobody.

use Past::{BothWays, Dependents as DependentsTest, DependentsThroughInformation, Nobody};
use Work::{Adapt, Replace, Verify};

use crate::model::{ChangeKind, Work};

/// What a kind of change does.
#[derive(Debug, Clone, Copy)]
pub struct ChangeSpec {
    /// The kind.
    pub kind: ChangeKind,
    /// What it means, in a sentence.
    pub summary: &'static str,
    /// For how long the changed element is out.
    pub out: Out,
    /// Who has which work.
    pub work: &'static [WorkRule],
}

/// For how long a changed element is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Out {
    /// It goes on working.
    Never,
    /// For the time that is asked for.
    Window,
    /// From the day of the change on, for good.
    ForGood,
    /// Between the day of the change and the first day on which its successor is in use.
    Gap,
}

/// Who has which work because of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkRule {
    /// Who.
    pub whom: Whom,
    /// What must be done.
    pub work: Work,
    /// Who must test because of that.
    pub past: Past,
}

/// To whom a row applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Those that rest on it directly, whatever the strength.
    Dependents,
    /// Those that rest on it directly and stop without it.
    DependentsOverHard,
    /// Those that rest on it directly and can work on, with less.
    DependentsOverSoft,
    /// Those that rest on it through a redundancy group that holds without it.
    DependentsThroughHoldingGroup,
    /// The providers of the integrations that it consumes.
    FeedingProviders,
    /// The integrations that it consumes.
    FeedingIntegrations,
    /// The providers of an integration that is changed.
    OwnProviders,
    /// The system that is the source of information that is changed.
    Master,
    /// The providers of the integrations that carry information that is changed.
    ProvidersOfCarriers,
    /// The providers of the integrations that go via it.
    ProvidersOverPlatform,
    /// The first systems and processes above, and the integrations on the way.
    FirstAbove,
    /// What it rests on directly.
    Dependencies,
    /// What is operated or maintained under an agreement that is changed.
    UnderAgreement,
}

impl Whom {
    /// Whether it turns on the strength of relations: then one that is not declared makes the work uncertain.
    pub fn depends_on_strength(self) -> bool {
        matches!(self, Self::DependentsOverHard | Self::DependentsOverSoft)
    }
}

/// Who must test because somebody else replaces or adapts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Nobody.
    Nobody,
    /// Those that rest on them directly.
    Dependents,
    /// The same, through information too.
    DependentsThroughInformation,
    /// Those that rest on them directly, and what they rest on directly.
    BothWays,
}

/// The table, in the order of the kinds.
pub const TABLE: [ChangeSpec; 7] = [
    ChangeSpec {
        kind: ChangeKind::Outage,
        summary: "It does not work for some time, and then it does again.",
        out: Out::Window,
        work: &[],
    },
    ChangeSpec {
        kind: ChangeKind::Retire,
        summary: "It is taken out of use and nothing takes its place.",
        out: Out::ForGood,
        work: &[
            row(Whom::DependentsOverHard, Replace, DependentsTest),
            row(Whom::DependentsOverSoft, Adapt, DependentsTest),
            row(Whom::DependentsThroughHoldingGroup, Verify, Nobody),
            row(Whom::FeedingProviders, Verify, Nobody),
            row(Whom::UnderAgreement, Adapt, Nobody),
        ],
    },
    ChangeSpec {
        kind: ChangeKind::Replace,
        summary: "Something else takes its place.",
        out: Out::Gap,
        work: &[
            row(Whom::Dependents, Adapt, DependentsTest),
            row(Whom::FeedingProviders, Adapt, Nobody),
            row(Whom::FeedingIntegrations, Adapt, Nobody),
            row(Whom::UnderAgreement, Adapt, Nobody),
        ],
    },
    ChangeSpec {
        kind: ChangeKind::Interface,
        summary: "It offers the same in another way, so those who use it must change too.",
        out: Out::Never,
        work: &[
            row(Whom::Dependents, Adapt, DependentsThroughInformation),
            row(Whom::OwnProviders, Adapt, Nobody),
            row(Whom::Master, Adapt, Nobody),
            row(Whom::ProvidersOfCarriers, Adapt, Nobody),
            row(Whom::ProvidersOverPlatform, Adapt, Nobody),
            row(Whom::FeedingProviders, Verify, Nobody),
        ],
    },
    ChangeSpec {
        kind: ChangeKind::Upgrade,
        summary: "It gets a new version and offers the same as before.",
        out: Out::Never,
        work: WITHIN,
    },
    ChangeSpec {
        kind: ChangeKind::Modify,
        summary: "It is altered within and offers the same as before.",
        out: Out::Never,
        work: WITHIN,
    },
    ChangeSpec {
        kind: ChangeKind::Need,
        summary: "What is asked of it changes: a law, a task, a volume.",
        out: Out::Never,
        work: &[row(Whom::Dependencies, Adapt, BothWays)],
    },
];

/// The work when something is altered within and offers the same.
const WITHIN: &[WorkRule] =
    &[row(Whom::FirstAbove, Verify, Nobody), row(Whom::UnderAgreement, Verify, Nobody)];

const fn row(whom: Whom, work: Work, past: Past) -> WorkRule {
    WorkRule { whom, work, past }
}

/// What a kind of change does.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a row for every kind, in order; a test holds it so"
)]
pub fn spec(kind: ChangeKind) -> &'static ChangeSpec {
    const ROWS: &[ChangeSpec; 7] = &TABLE;
    &ROWS[kind as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_every_kind_in_order() {
        for word in ChangeKind::WORDS {
            let kind = ChangeKind::parse(word).unwrap();
            assert_eq!(spec(kind).kind, kind);
        }
        assert_eq!(TABLE.len(), ChangeKind::WORDS.len());
    }
}
