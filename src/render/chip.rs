//! The chip: a word or two that say what the colour says.

use super::{
    look::BoxStyle,
    markup::{Markup, Num},
    text::Font,
};

/// How high a chip is.
pub(super) const HEIGHT: f64 = 13.0;

const FONT: Font = Font::bold(8.0);
/// Left and right of the words.
const PAD: f64 = 6.0;
/// Longer words are shortened.
const WIDEST: f64 = 104.0;

/// A chip with its words fitted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chip {
    /// How wide it is.
    pub width: f64,
    words: String,
}

impl Chip {
    /// A chip with these words; none if there are none.
    pub(super) fn new(words: Option<&str>) -> Option<Self> {
        let words = FONT.shorten(words?, WIDEST - 2.0 * PAD);
        (!words.is_empty()).then(|| Self { width: FONT.width(&words) + 2.0 * PAD, words })
    }

    /// Draws it with its left upper corner here.
    pub(super) fn write(&self, markup: &mut Markup, x: f64, y: f64, style: BoxStyle) {
        markup.leaf(
            "rect",
            &[
                ("class", &"chip"),
                ("x", &Num(x)),
                ("y", &Num(y)),
                ("width", &Num(self.width)),
                ("height", &Num(HEIGHT)),
                ("rx", &4),
                ("fill", &style.chip),
            ],
        );
        markup.text(
            "text",
            &[
                ("class", &"chip"),
                ("x", &Num(x + self.width / 2.0)),
                ("y", &Num(y + 9.4)),
                ("font-size", &Num(FONT.size)),
                ("font-weight", &"bold"),
                ("text-anchor", &"middle"),
                ("fill", &style.chip_ink),
            ],
            &self.words,
        );
    }
}
