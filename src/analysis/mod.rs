//! Questions of the graph, one a file. Pure: the graph and options in, an answer out.
//!
//! Knows nothing of output; an answer holds facts, and words are put to them by the reports.

pub mod adaptation;
pub mod availability;
pub mod blind_spots;
pub mod bound;
pub mod budget;
pub mod direct;
pub mod impact;
pub mod lifecycle;
pub mod people;
pub mod rank;
pub mod reach;
pub mod reached;
mod selection;
pub mod shared_fate;
mod spread;

pub use blind_spots::BlindSpots;
pub use bound::Bound;
pub use direct::{Direct, Rest, Rests};
pub use impact::{
    Affected, Change, Claim, Impact, ImpactOptions, Proof, Protected, Protection, Step, Window, affected_by,
    impact,
};
pub use people::Person;
pub use rank::{Rank, rank};
pub use reach::{Reach, ReachOptions, reach};
pub use reached::{Basis, Reached};
pub use selection::{Said, Selector};
