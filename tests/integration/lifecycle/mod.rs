//! Time: laws against days that are tried one by one, conflicts worked out by hand, and the command.

mod cases;
mod command;
mod conflicts;
mod naive;
mod order;
mod world;
