//! What turns pictures into bytes: the fonts of the system, looked up once for as many pictures as there are.

use std::fmt;

use resvg::usvg::roxmltree::Document;

use super::PrintError;
use super::fonts::Fonts;
use super::tree::tree;
use super::{pdf, png};

/// Turns finished pictures into PNG and PDF. The same picture and the same fonts give the same bytes.
pub struct Press {
    fonts: Fonts,
}

impl Press {
    /// Looks for the fonts of the system: Arial, Liberation Sans, Helvetica, or any that can set Swedish.
    ///
    /// # Errors
    /// When there is no such font.
    pub fn new() -> Result<Self, PrintError> {
        Ok(Self { fonts: Fonts::of_system()? })
    }

    /// The picture as PNG, of so many pixels a point.
    ///
    /// # Errors
    /// When it is too large, or no picture that can be printed.
    pub fn png(&self, svg: &str, scale: u32) -> Result<Vec<u8>, PrintError> {
        png::write(&tree(&parse(svg)?, &self.fonts)?, scale)
    }

    /// The picture as PDF: a page of its size, of lines and text that can be found and copied.
    ///
    /// # Errors
    /// When it is no picture that can be printed.
    pub fn pdf(&self, svg: &str) -> Result<Vec<u8>, PrintError> {
        let document = parse(svg)?;
        let words = |name: &str| {
            let mut children = document.root_element().children();
            children
                .find(|child| child.tag_name().name() == name)
                .and_then(|child| child.text())
                .unwrap_or_default()
        };
        let words = pdf::Words { title: words("title"), subject: words("desc") };
        pdf::write(&tree(&document, &self.fonts)?, &words)
    }
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

/// The picture as XML.
fn parse(svg: &str) -> Result<Document<'_>, PrintError> {
    Document::parse(svg).map_err(|error| PrintError::Unprintable { what: error.to_string() })
}
