//! Change proposals, judged before they are made (R7, R8, R18): the map as if, and what that brings.
//!
//! [`apply`] makes a copy of the map on which proposals are made. [`judge`] says what one would do, [`collisions`]
//! where several get in each other's way, [`order`] in which order they can be made, and [`route`] who decides. [`memo`] is what is
//! concluded of one, for comparison later.
//!
//! Uses both the analyses and the rules. Nothing here writes: a proposal changes a copy of the map in memory.

mod answers;
mod apply;
mod collisions;
pub mod diff;
mod judge;
pub mod memo;
mod order;
mod planned;
mod route;

pub use answers::{Concerned, Stand};
pub use apply::{Applied, Dropped, apply, faults};
pub use collisions::{Collision, Reason, collisions, worse_with_others};
pub use judge::{AsIs, Judgement, judge};
pub use order::{before, order};
pub use planned::{Plan, moved};
pub use route::{Route, Why, route};
