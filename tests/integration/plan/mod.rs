//! The adaptation plan and the budget.

mod cases;
mod command;
mod laws;
mod maps;
