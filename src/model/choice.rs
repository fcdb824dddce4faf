//! Values that are one of a few words.

use super::Duration;

/// Declares an enumeration together with the words that name its values.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl $name {
            /// The words that may be written, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The value that a word names.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)+ _ => None }
            }

            /// The word for this value.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(super) use choice;

choice! {
    /// How much hangs on an element for the organisation. Ordered.
    Criticality { /// Little.
        Low = "low", /// Some.
        Medium = "medium", /// Much.
        High = "high", /// Everything.
        Critical = "critical" }
}

choice! {
    /// The class by which an element is governed (R9).
    Class { /// *Grundläggande*: common ground for everybody.
        Foundational = "foundational", /// *Differentierande*: one operation's own.
        Differentiating = "differentiating", /// *Experimentellt*: tried out.
        Experimental = "experimental" }
}

choice! {
    /// Whether an element is common to the organisation or local to one part of it (R9).
    Scope { /// Common to all.
        Common = "common", /// Local to one part.
        Local = "local" }
}

choice! {
    /// Whether an element can be adapted to the platform (R11).
    Adaptable { /// It can.
        Yes = "yes", /// It cannot.
        No = "no", /// Nobody knows.
        Unknown = "unknown" }
}

choice! {
    /// How far an element follows the standard (R12): green, blue, red and grey of the documents.
    Standard { /// Fully implemented standard, common operation.
        Full = "full", /// Concept, product and version standard, local implementation.
        Concept = "concept", /// Free choice.
        Free = "free", /// Not concerned in this phase.
        NotConcerned = "not-concerned" }
}

choice! {
    /// How strongly a dependent needs its dependency. Ordered.
    Strength { /// It works on without, with less.
        Soft = "soft", /// It stops without.
        Hard = "hard" }
}

choice! {
    /// Which way an integration carries information.
    Flow { /// From the provider to the consumer.
        ToConsumer = "to_consumer", /// From the consumer to the provider.
        ToProvider = "to_provider", /// Both ways.
        Both = "both" }
}

choice! {
    /// How often an integration runs.
    Schedule { /// At once.
        Realtime = "realtime", /// Every hour.
        Hourly = "hourly", /// Every night; the same period as daily.
        Nightly = "nightly", /// Every day.
        Daily = "daily", /// Every week.
        Weekly = "weekly", /// Every month.
        Monthly = "monthly", /// Every year.
        Yearly = "yearly" }
}

choice! {
    /// What happens to an element that is changed.
    ChangeKind { /// It is out for a time, or until further notice.
        Outage = "outage", /// It is taken out of use for good.
        Retire = "retire", /// Something else takes its place.
        Replace = "replace", /// What it offers to those who rest on it is altered.
        Interface = "interface", /// It gets a new version and offers the same.
        Upgrade = "upgrade", /// It is altered within and offers the same.
        Modify = "modify", /// What is asked of it is altered: a law, a task, a volume.
        Need = "need" }
}

choice! {
    /// What becomes of an element that a change reaches. Ordered.
    Disruption { /// It goes on.
        None = "none", /// It works, with less.
        Degraded = "degraded", /// It does not work.
        Stopped = "stopped" }
}

choice! {
    /// What must be done to an element because of a change elsewhere. Ordered.
    Work { /// Nothing.
        None = "none", /// It must be tested.
        Verify = "verify", /// It must be adapted.
        Adapt = "adapt", /// It needs something else in place of what is lost.
        Replace = "replace" }
}

impl Schedule {
    /// The time between two runs; nothing if it runs at once. A month has 30 days, a year 365.
    pub fn period(self) -> Option<Duration> {
        Some(match self {
            Self::Realtime => return None,
            Self::Hourly => Duration::hours(1),
            Self::Nightly | Self::Daily => Duration::hours(24),
            Self::Weekly => Duration::hours(7 * 24),
            Self::Monthly => Duration::hours(30 * 24),
            Self::Yearly => Duration::hours(365 * 24),
        })
    }
}
