//! The tests of systemkarta, one binary: what a user sees, laws of the graph, hostile input, the house itself.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

/// What pictures may consist of.
mod allowed;
/// The house itself: layers, homes of packages, files.
mod architecture;
/// Pictures and pages in a real browser.
mod browser;
/// The command line as a whole program.
mod cli;
/// The palette as eyes see it that lack a kind of cone, and in grey print.
mod colours;
/// What differs between two maps, revisions or days.
mod diff;
/// The documentation: what is generated in it is fresh, and every example in it works.
mod docs;
/// What the model holds, written again and read back.
mod entries;
/// Text of a map on its way out, against independent parsers.
mod escape;
/// The explorer: its data against the library and second implementations, its page, its sheets.
mod explorer;
/// The map for other programs.
mod exports;
/// The formats of `check` for forges and CI servers, and what shells and manuals know of the program.
mod formats;
/// Laws of loading, walks, cycles and paths, against slow and plain second implementations.
mod graph_laws;
/// Files that mean harm, or were damaged, through the whole of loading.
mod hostile;
/// Laws of typed impact, against a slow and plain second implementation, and answers worked out by hand.
mod impact_laws;
/// Other descriptions of systems, and what a map becomes with them.
mod imports;
/// Time: what is in use when, what rests on what is not, and what can leave when.
mod lifecycle;
/// The words and terse forms of a map: what must be in the model, and every fault with its place.
mod loading;
/// Pages: what a reader of each format sees, and that no text of a map breaks out of its place.
mod pages;
/// The adaptation plan and the budget.
mod plan;
/// Policies: rules of the organisation's own, over selections of the map.
mod policies;
/// Pictures in pixels and on paper: the same as the SVG says, held against it.
mod print;
/// Change proposals: the map as if, and what that brings.
mod proposal;
/// Pull requests: what a change brings, and judged by whose rules.
mod pulls;
/// Rank: what hangs on everything, and what stops with it.
mod rank;
/// The commands of the README, run as written.
mod readme;
/// Scenes to pictures: geometry, text, and programs that misbehave as `dot`.
mod render;
/// What elements rest on directly, and what rules make of it, against slow and plain second implementations.
mod rests;
/// The rules: each fires, each can be silent, and each is explained as it works.
mod rules;
/// Maps far larger than real ones, on a small stack.
mod scale;
/// The schema for editors, held against the decoder.
mod schema;
/// Sheets, and the dirt of spreadsheets.
mod sheets;
/// Laws of time, against a second implementation that asks day by day.
mod time;
/// Programs that some tests need.
mod tools;
/// Maps to scenes: what is shown, folded and left out.
mod views;
/// Waivers and baselines: what does not count, for how long, and what is said of it.
mod waivers;
