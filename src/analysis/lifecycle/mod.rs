//! Time: when what is in use rests on something that is not, or that nobody supports (R3, R10, R16).
//!
//! Everything is asked of all time at once: an element has the days on which it is in use and those on which its
//! vendor has given it up ([`Timelines`]), and a [`Conflict`] is what the days of two elements leave over.
//!
//! ```text
//! Timelines ─ needs ─> conflicts ──> outlook
//!           ├ succession ───────────────┤
//!           ├ phases ───────────────────┘
//!           └ leaving ─ needs ─> order
//! ```

mod conflicts;
mod leaving;
mod needs;
mod order;
mod outlook;
mod phases;
mod succession;
mod timelines;

pub use conflicts::{Conflict, ConflictKind, conflicts};
pub use needs::{Need, needs};
pub use order::{Follower, Hold, HoldKind, Leaver, Order, RetirementStep, Verdict, order};
pub use outlook::{Outlook, Outstanding, When, outlook};
pub use phases::{PhaseCount, Phases, phases};
pub use succession::{Succession, successions};
pub use timelines::Timelines;
