//! The formats that commands answer in.

use clap::ValueEnum;

use crate::report::page::Format;

/// Formats for people and for programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
}

/// Formats of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
    /// SARIF 2.1.0: for code scanning and editors.
    Sarif,
    /// Workflow commands: annotations of GitHub Actions.
    Github,
    /// Code Quality: merge requests of GitLab.
    Gitlab,
    /// Test reports of CI servers, one test a rule.
    Junit,
    /// For comments of pull requests and summaries of jobs.
    Markdown,
}

/// Formats of an answer that is a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// For people.
    #[default]
    Text,
    /// For programs; a contract, only ever added to.
    Json,
    /// For pull requests, wikis and papers.
    Markdown,
    /// For a browser or a printer: one file that needs no other.
    Html,
    /// For spreadsheets.
    Csv,
}

impl PageFormat {
    /// The format of the page; nothing for programs, which read no pages.
    pub(super) fn of_page(self) -> Option<Format> {
        match self {
            Self::Json => None,
            Self::Text => Some(Format::Text),
            Self::Markdown => Some(Format::Markdown),
            Self::Html => Some(Format::Html),
            Self::Csv => Some(Format::Csv),
        }
    }
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
