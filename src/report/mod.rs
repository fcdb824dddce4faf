//! Answers to text, Markdown, HTML, CSV and JSON.
//!
//! An answer for people is composed once, as a [`page`], and each format of pages has one writer. JSON is a contract:
//! wire structures of their own, with a `schema` name and version, only ever added to. Findings also have the formats of
//! forges and CI servers. Every text of a map passes `escape` on its way out.
//!
//! Knows nothing of the command line, of files or of pictures.

pub mod page;

pub mod baseline;
pub mod blind_spots;
pub mod budget;
pub mod diff;
pub mod findings;
pub mod impact;
mod impact_wire;
pub mod import;
pub mod lifecycle;
pub mod paths;
pub mod pictures;
pub mod plan;
pub mod policies;
pub mod proposals;
pub mod rank;
pub mod reach;
pub mod register;
pub mod schema;
pub mod show;
pub mod waivers;

mod people;

mod json;
mod money;
mod style;
mod table;
mod words;

pub use json::write_json;
