//! An element of an answer: how far it is, and on what that claim rests.

use crate::graph::ElementIx;

/// On what a claim rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The strength of every relation on the way is declared.
    Declared,
    /// Some relation on the way has no declared strength.
    Assumed,
}

/// An element within reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The element.
    pub element: ElementIx,
    /// Steps from the nearest cause, at least 1.
    pub distance: usize,
    /// On what the way to it rests.
    pub basis: Basis,
}
