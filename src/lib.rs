#![doc = "placeholder"]
pub mod analysis;
pub mod diagnostic;
pub mod escape;
pub mod graph;
pub mod load;
pub mod model;
pub mod render;
