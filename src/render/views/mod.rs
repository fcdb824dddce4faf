//! The pictures that people ask for: a graph, and an answer about it, become a scene.
//!
//! [`map`] shows what is in use on a day, in lanes; [`impact`] shows the same boxes in the same places, coloured
//! by how far they are from the cause, and [`disruption`] by what a change does to them; [`standard`] colours them by how
//! far they follow the standard, [`lifecycle`] by what is planned and left, and [`diff`] by what came and went between two
//! states. [`neighbourhood`] shows one element with what hangs on it to the left and what it rests on to the right, and
//! [`timeline`] when everything is used; [`matrix`] is the map as a table of marks. All are pure functions: equal input, equal picture.
//!
//! Nobody reads a picture of more than about fifty boxes and ninety arrows. A larger map is folded: several
//! elements of one lane become a pile, by owner or kind, and the legend says what was folded and left out.
//!
//! An answer is laid over the map by `overlay`: [`impact`], [`disruption`], [`lifecycle`] and [`diff`] only say what it is.
//!
//! ```text
//! graph ─ selection ─> units ─ fold ─> groups ┐
//! graph ─ links ─> links ─ bundle ─> bundles  ┴ draft ─ map, overlay, neighbourhood ─> Scene
//! ```
//!
//! Knows nothing of sizes, places or SVG.

mod map;

mod standard;

mod lifecycle;
mod states;

mod diff;

mod bars;
mod calendar;
mod timeline;

mod matrix;

mod impact;

mod disruption;
mod effects;

mod overlay;

mod neighbourhood;

mod around;

mod draft;
mod marks;
mod phases;

mod fold;
mod selection;

mod bundle;
mod links;

mod describe;
mod words;

pub use diff::{DiffOptions, Difference, Differing, diff};
pub use disruption::disruption;
pub use impact::{impact, impact_within};
pub use lifecycle::lifecycle;
pub use map::{MapOptions, map};
pub use matrix::{MatrixOptions, matrix};
pub use neighbourhood::{NeighbourhoodOptions, neighbourhood};
pub use standard::standard;
pub use timeline::{ROWS, TimelineOptions, timeline};

/// The number of boxes that people can still read in one picture.
pub const READABLE_BOXES: usize = 56;

/// The number of rows that people can still read in one matrix.
pub const READABLE_ROWS: usize = 120;
