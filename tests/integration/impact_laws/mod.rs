//! Typed impact against a second implementation, laws that it must obey, and cases worked out on paper.
//!
//! The second implementation knows the design and the tests' own description of a map, and nothing of the graph.

mod agreement;
mod answer;
mod cases;
mod disruption;
mod engine;
mod freed;
mod kept;
mod labels;
mod laws;
mod maps;
mod naive;
mod net;
mod question;
mod reading;
mod replay;
mod spans;
mod ways;
mod work;
mod world;
