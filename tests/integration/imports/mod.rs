//! Other descriptions of systems as entries of a map, and what a map becomes with them.

mod archimate;
mod backstage;
mod command;
mod compose;
mod drafts;
mod endoflife;
mod plan;
mod workbook;
