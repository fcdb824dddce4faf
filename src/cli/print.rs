//! Pictures as bytes: what a finished SVG is turned into before it is written, and where bytes may go.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::io::Io;
use super::output::write_bytes;
use crate::render::{Press, PrintError};

/// Pixels of a PNG a point, unless somebody says otherwise: sharp on a good screen.
pub(super) const SCALE: u32 = 2;

/// What a finished picture is turned into.
#[derive(Debug)]
pub(super) enum Print {
    /// Nothing else.
    Svg,
    /// Pixels, so many a point.
    Png(Press, u32),
    /// A page.
    Pdf(Press),
}

impl Print {
    /// The picture in bytes.
    pub(super) fn bytes(&self, svg: String) -> Result<Vec<u8>, PrintError> {
        match self {
            Self::Svg => Ok(svg.into_bytes()),
            Self::Png(press, scale) => press.png(&svg, *scale),
            Self::Pdf(press) => press.pdf(&svg),
        }
    }

    /// The ending of its file.
    pub(super) fn ending(&self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png(..) => "png",
            Self::Pdf(_) => "pdf",
        }
    }

    /// Writes the picture to a file, or to standard output. The map at `map` is never written to.
    pub(super) fn write(
        &self,
        svg: String,
        file: Option<&Path>,
        map: &Path,
        io: &mut Io,
    ) -> Result<(), Error> {
        let bytes = self.bytes(svg).map_err(|error| Error::Render(error.into()))?;
        match (file, self) {
            (Some(file), _) => write_bytes(file, map, &bytes),
            (None, Self::Svg) => io.answer(|out| out.write_all(&bytes)),
            (None, _) => io.bytes(&bytes),
        }
    }
}

/// The file of a page: `timeline.svg`, `timeline-2.svg`.
pub(super) fn page_file(first: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return first.to_owned();
    }
    let mut name = first.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{}", at + 1));
    if let Some(ending) = first.extension() {
        name.push(".");
        name.push(ending);
    }
    first.with_file_name(name)
}
