//! Answers to text, JSON, Markdown and CSV: for each answer a folder, for each format a file.
//!
//! A report takes an answer and a writer. Every text of a map passes `escape` on its way out. JSON is a
//! contract: wire structures of their own, with a `schema` name and version, only ever added to.
//!
//! Knows nothing of the command line, of files or of pictures.

pub mod page;

pub mod findings;
pub mod paths;
pub mod reach;
pub mod register;
pub mod show;

mod json;
mod style;
mod table;
mod words;

pub use json::write_json;
