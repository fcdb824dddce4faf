//! The formats that commands answer in.

use clap::ValueEnum;

/// Formats for people and for programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
}

/// Formats of an answer that is also pasted into pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TextJsonOrMarkdown {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
    /// For pull requests, wikis and papers.
    Markdown,
}

/// Formats of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
    /// For pull requests, wikis and papers.
    Markdown,
    /// For spreadsheets.
    Csv,
}
