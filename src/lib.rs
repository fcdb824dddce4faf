#![doc = "placeholder"]
pub mod diagnostic;
pub mod escape;
pub mod graph;
pub mod lint;
pub mod load;
pub mod model;
