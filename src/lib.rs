#![doc = "placeholder"]
pub mod diagnostic;
pub mod escape;
pub mod load;
pub mod model;
