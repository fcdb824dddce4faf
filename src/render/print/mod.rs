//! From a finished picture to what can be pasted and printed: SVG text in, PNG or PDF bytes out.
//!
//! Knows nothing of scenes, maps or files: a picture that names a file gets nothing from it. The fonts are those of the
//! system. What neither can show, and a text that no font can set, is an error rather than a hole in the picture.

mod error;

#[cfg(feature = "print")]
mod fonts;
#[cfg(feature = "print")]
mod pdf;
#[cfg(feature = "print")]
mod png;
#[cfg(feature = "print")]
mod press;
#[cfg(feature = "print")]
mod tree;

#[cfg(not(feature = "print"))]
mod without;

pub use error::PrintError;
#[cfg(feature = "print")]
pub use press::Press;
#[cfg(not(feature = "print"))]
pub use without::Press;

/// The most pixels of a PNG: 256 MiB of memory while it is drawn, and as much while it is written.
pub const MOST_PIXELS: u64 = 64 * 1024 * 1024;
