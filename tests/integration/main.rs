//! The tests of systemkarta, one binary: what a user sees, laws of the graph, hostile input, the house itself.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

/// Text of a map on its way out, against independent parsers.
mod escape;

/// The rules: each fires, each can be silent, and each is explained as it works.
mod rules;
