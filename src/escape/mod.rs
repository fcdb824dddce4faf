//! Text of a map on its way out, one function a destination.
//!
//! Names, descriptions, owners, paths and source lines come from whoever may edit the map; a pull request is enough.
//! Whatever leaves the program passes here first, so that text stays text: it cannot colour a terminal, command a CI
//! runner, open a tag, start a formula or leave its folder.
//!
//! Two promises hold for every destination:
//!
//! - Nothing hides. Controls, direction controls and characters that show nothing (`class` says which and why) are
//!   written so that they are seen.
//! - Nothing commands a CI runner. Every format may be printed to a log, and runners read `##[…]`, `##vso[…]` and
//!   `##teamcity[…]` anywhere in a line and `::…::` at its start. Where the format can say the same text without
//!   those characters it does; elsewhere one of them is written `\u{23}` or `\u{3a}`.
//!
//! And one limit: texts that differ may look alike afterwards, for a backslash stays a backslash (paths are full of
//! them) and `\u{1b}` may be what was written. Only [`json()`], [`uri_path()`] and, for ids, [`file_name()`] keep every
//! difference.
//!
//! Knows nothing of the model, of files or of the documents around the text. It does not judge what a map may say:
//! that is the work of loading and of the rules.

mod class;
mod scan;

mod terminal;

mod markdown;

mod html;
mod xml;

mod dot;
mod mermaid;

mod csv;
mod json;
mod sarif;

mod workflow;

mod file_name;
mod uri;

pub use csv::{csv, csv_exact, is_formula};
pub use dot::dot;
pub use file_name::file_name;
pub use html::html;
pub use json::json;
pub use markdown::{markdown, markdown_code};
pub use mermaid::{mermaid, mermaid_title};
pub use sarif::sarif;
pub use terminal::{snippet, terminal};
pub use uri::uri_path;
pub use workflow::{workflow_message, workflow_property};
pub use xml::xml;

/// The first character that no text of a map may contain: see `class`.
///
/// Loading refuses it. It stands here because what is dangerous on the way out is known in this layer only.
pub fn forbidden_in_text(text: &str) -> Option<char> {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain { None } else { text.chars().find(|&c| class::is_forbidden(c)) }
}
