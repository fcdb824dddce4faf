//! The form of a picture: asked for, or told by the ending of its file.

use std::path::Path;

use clap::ValueEnum;

use super::error::Error;

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For pages and papers.
    Svg,
    /// In pixels, for slides and mail.
    Png,
    /// A page to print, with text that can be found and copied.
    Pdf,
    /// The language of Graphviz, to edit; needs no Graphviz.
    Dot,
    /// A flowchart in the language of Mermaid, for Markdown; needs no Graphviz.
    Mermaid,
    /// A page to look around in: find an element, see what hangs on it and what its outage does. One file, which needs
    /// nothing else; for the views map, standard and lifecycle, and for the impact of one element.
    Html,
}

impl Form {
    /// The form that is asked for, else that of the file, else SVG.
    pub(super) fn of(asked: Option<Self>, file: Option<&Path>) -> Result<Self, Error> {
        let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str());
        let ending = ending.map(str::to_ascii_lowercase);
        match (asked, ending.as_deref()) {
            (Some(form), _) => Ok(form),
            (None, None | Some("svg")) => Ok(Self::Svg),
            (None, Some("png")) => Ok(Self::Png),
            (None, Some("pdf")) => Ok(Self::Pdf),
            (None, Some("dot" | "gv")) => Ok(Self::Dot),
            (None, Some("mmd" | "mermaid")) => Ok(Self::Mermaid),
            (None, Some("html" | "htm")) => Ok(Self::Html),
            (None, Some(other)) => Err(Error::Usage(
                format!("a picture cannot be written as `.{other}`"),
                Some("end the file in .svg, .png, .pdf, .dot, .mmd or .html, or say --format".into()),
            )),
        }
    }
    /// An error if it is about boxes and arrows, of which such a view has none.
    pub(super) fn is_picture(self, view: &str) -> Result<(), Error> {
        match self {
            Self::Svg | Self::Png | Self::Pdf => Ok(()),
            Self::Dot | Self::Mermaid | Self::Html => {
                Err(Error::usage(format!("a {view} is no graph: it can be written as svg, png or pdf only")))
            }
        }
    }
}
