//! Why a picture could not be turned into PNG or PDF.

use std::fmt;

use super::MOST_PIXELS;

/// Why a picture could not be turned into PNG or PDF.
#[derive(Debug, Clone, PartialEq)]
pub enum PrintError {
    /// The program was built without the feature `print`.
    NotBuilt,
    /// No font of the system can set the text.
    NoFont,
    /// More pixels than fit the memory that a picture may take.
    TooLarge {
        /// Pixels from left to right.
        width: f64,
        /// Pixels from top to bottom.
        height: f64,
    },
    /// The picture has something that cannot be printed.
    Unprintable {
        /// What it is.
        what: String,
    },
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBuilt => f.write_str(
                "this program was built without PNG and PDF; build it with the feature `print` (cargo install --path . --features print), or write svg",
            ),
            Self::NoFont => f.write_str(
                "no font was found to set the text in; install one (Debian: apt-get install fonts-liberation), or write svg",
            ),
            Self::TooLarge { width, height } => write!(
                f,
                "a png of {width:.0} × {height:.0} pixels is more than the {} million that are drawn; use a smaller --scale, draw a smaller part of the map, or write svg or pdf",
                MOST_PIXELS / 1_000_000
            ),
            Self::Unprintable { what } => write!(f, "the picture cannot be printed: {what}; write svg"),
        }
    }
}

impl std::error::Error for PrintError {}
