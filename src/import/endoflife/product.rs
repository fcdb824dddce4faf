//! Products and their releases, whatever file they were read from.

use std::path::Path;

use super::said::{Event, Said};
use crate::diagnostic::Place;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// What the API answers.
    Json,
    /// A file of the data: Markdown after a head in YAML.
    FrontMatter,
}

impl Form {
    /// The form of a file, by its name; if that says nothing, by how it begins.
    pub(super) fn of(path: &str, text: &str) -> Self {
        let extension = Path::new(path).extension().map(|e| e.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("md") => Self::FrontMatter,
            Some("json") => Self::Json,
            _ if text.trim_start().starts_with(['{', '[']) => Self::Json,
            _ => Self::FrontMatter,
        }
    }

    /// Files of this form in which there is no product.
    pub(super) fn without_product(self) -> &'static str {
        match self {
            Self::Json => "JSON files that list no releases of a product",
            Self::FrontMatter => "Markdown files without `releases`",
        }
    }
}

/// How much a file tells of a product: the more, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Only its releases.
    Releases,
    /// Its names too, as in the data.
    Data,
    /// Its names too, as the API tells them.
    Api,
}

/// A product.
#[derive(Debug)]
pub(super) struct Product {
    /// Its name in addresses, such as `postgresql`.
    pub(super) name: String,
    /// Its name as people write it.
    pub(super) label: String,
    /// Its other names in addresses.
    pub(super) aliases: Vec<String>,
    /// What packages and images of it are called.
    pub(super) packages: Vec<String>,
    /// Its releases, the newest first as a rule.
    pub(super) releases: Vec<Release>,
    /// How many releases have no name and were left out.
    pub(super) nameless: usize,
    /// How much is told of it.
    pub(super) detail: Detail,
    /// Where it was read.
    pub(super) place: Place,
}

/// A release of a product: one line of versions.
#[derive(Debug)]
pub(super) struct Release {
    /// What its versions begin with, such as `13` or `3.10`.
    pub(super) cycle: String,
    /// What people call it, if that is told.
    pub(super) label: Option<String>,
    /// Its code name.
    pub(super) codename: Option<String>,
    /// What is said of its days, each once.
    pub(super) said: Vec<(Event, Said)>,
    /// Where it was read.
    pub(super) place: Place,
}

/// The name of a package, if an identifier names a package that is called as the product is in general.
pub(super) fn package(kind: &str, id: &str) -> Option<String> {
    let name = match kind {
        "repology" => id,
        "purl" => id.strip_prefix("pkg:docker/library/")?,
        _ => return None,
    };
    (!name.is_empty()).then(|| name.to_owned())
}

/// What a template of labels comes to, unless it needs more than the words of a release.
pub(super) fn label_of(template: &str, cycle: &str, codename: Option<&str>) -> Option<String> {
    let label =
        template.replace("__RELEASE_CYCLE__", cycle).replace("__CODENAME__", codename.unwrap_or_default());
    let is_more = ["{{", "{%", "__", "<"].iter().any(|sign| label.contains(sign));
    (!is_more && !label.trim().is_empty()).then(|| label.trim().to_owned())
}
