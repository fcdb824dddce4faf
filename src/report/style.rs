//! How text is emphasised. Never the only carrier of a meaning: without colour every word is still there.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// The first line of an answer, and headings.
pub(super) const STRONG: Style = Style::new().bold();
/// What a reader may skip.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What needs attention.
pub(super) const ATTENTION: Style = AnsiColor::Yellow.on_default().bold();

/// A text in a style.
pub(super) fn styled(style: Style, text: impl fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}
