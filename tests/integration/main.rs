//! The tests of systemkarta, one binary: what a user sees, laws of the graph, hostile input, the house itself.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

/// Text of a map on its way out, against independent parsers.
mod escape;
/// Scenes to pictures: geometry, text, and programs that misbehave as `dot`.
mod render;
/// Maps to scenes: what is shown, folded and left out.
mod views;
