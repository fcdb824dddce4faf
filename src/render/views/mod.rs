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
//! [`Part`] says which part of the map is shown: what a selection means, what lies near one element, and what all of a lane
//! is folded by. What it leaves out is counted.
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

mod collapse;
mod fold;
mod part;
mod selection;

mod bundle;
mod links;

mod sheets;

mod on_day;

mod describe;
mod words;

pub use collapse::Collapse;
pub use diff::{DiffOptions, Difference, Differing, diff};
pub use disruption::disruption;
pub use effects::{effect_grades, effect_looks};
pub use impact::{impact, impact_within};
pub use lifecycle::{lifecycle, lifecycle_of};
pub use map::{MapOptions, map, map_of};
pub use matrix::{MatrixOptions, matrix, matrix_of};
pub use neighbourhood::{NeighbourhoodOptions, neighbourhood};
pub use on_day::{OnDay, on_day};
pub use part::{Chosen, Focus, Part};
pub use sheets::{ON_A_WALL, Sheet, WITH_ARROWS, sheets};
pub use standard::{standard, standard_of};
pub use timeline::{ROWS, TimelineOptions, timeline};

/// The number of boxes that people can still read in one picture.
pub const READABLE_BOXES: usize = 56;

/// The number of rows that people can still read in one matrix.
pub const READABLE_ROWS: usize = 120;
