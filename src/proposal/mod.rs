//! Change proposals, judged before they are made (R7, R8, R18): the map as if, and what that brings.
//!
//! Uses both the analyses and the rules. Nothing here writes: a proposal changes a copy of the map in memory.

mod apply;

pub use apply::{Applied, Dropped, apply};
