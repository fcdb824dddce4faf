//! The picture in pixels.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;

use super::{MOST_PIXELS, PrintError};

/// The picture, of so many pixels a point. Whether it is too large is known before memory is taken.
pub(super) fn write(tree: &Tree, scale: u32) -> Result<Vec<u8>, PrintError> {
    let pixels = |points: f32| (f64::from(points) * f64::from(scale)).ceil();
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let mut pixmap = empty(width, height).ok_or(PrintError::TooLarge { width, height })?;
    // A last pixel that the picture covers in part is paper too.
    pixmap.fill(Color::WHITE);
    let scale = scale as f32;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PrintError::Unprintable { what: error.to_string() })
}

fn empty(width: f64, height: f64) -> Option<Pixmap> {
    if width * height > MOST_PIXELS as f64 {
        return None;
    }
    // Below the limit, so both fit.
    Pixmap::new(width as u32, height as u32)
}
