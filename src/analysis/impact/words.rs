//! The words of the [`table`](super::table), so that it can be printed for people.
//!
//! Every `match` here is whole, so a new row cannot come without its words.

use super::table::{Out, Past, Whom};
use crate::model::Work;

impl Out {
    /// For how long something is out: "never: it goes on working".
    pub fn words(self) -> &'static str {
        match self {
            Self::Never => "never: it goes on working",
            Self::Window => "for the time that is asked for",
            Self::ForGood => "from that day on, for good",
            Self::Gap => "until its successor is in use, if there is a gap",
        }
    }
}

impl Whom {
    /// Who it is: "those that rest on it directly over hard relations".
    pub fn words(self) -> &'static str {
        match self {
            Self::Dependents => "those that rest on it directly",
            Self::DependentsOverHard => "those that rest on it directly, over hard relations only",
            Self::DependentsOverSoft => "those that rest on it directly, over a soft relation",
            Self::DependentsThroughHoldingGroup => {
                "those that rest on it directly, through a redundancy group that holds without it"
            }
            Self::FeedingProviders => "the providers of integrations that it consumes",
            Self::FeedingIntegrations => "the integrations that it consumes",
            Self::OwnProviders => "if it is an integration: its provider",
            Self::Master => "if it is information: the system that masters it",
            Self::ProvidersOfCarriers => "if it is information: the providers of integrations that carry it",
            Self::ProvidersOverPlatform => "if integrations go `via` it: the providers of those integrations",
            Self::FirstAbove => "the first systems and processes above it, and the integrations on the way",
            Self::Dependencies => "what it rests on directly, agreements too",
            Self::UnderAgreement => "if it is an agreement: what is under it",
        }
    }
}

impl Past {
    /// Who must test because of that: "nobody".
    pub fn words(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Dependents => "those that rest on them directly; past information, nobody",
            Self::DependentsThroughInformation => "those that rest on them directly; past information too",
            Self::BothWays => "those that rest on them directly, and what they rest on directly",
        }
    }
}

/// What somebody must do who has work: "adapt".
pub fn must(work: Work) -> &'static str {
    match work {
        Work::None => "nothing",
        Work::Verify => "test (`verify`)",
        Work::Adapt => "adapt (`adapt`)",
        Work::Replace => "find something else in its place (`replace`)",
    }
}
