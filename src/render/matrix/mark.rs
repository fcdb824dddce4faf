//! The marks of a matrix. Shape and filling say what the colour says: squares go with the order, diamonds against it, and
//! hollow ones can do without.

use crate::render::layout::Point;
use crate::render::look::PAPER;
use crate::render::markup::{Markup, Num};

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkLook {
    /// Goes with the order: a filled square.
    Firm,
    /// The same of those that can do without: a hollow square.
    Loose,
    /// Goes against the order: a filled diamond.
    Against,
    /// The same of those that can do without: a hollow diamond.
    AgainstLoose,
}

impl MarkLook {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Firm, Self::Loose, Self::Against, Self::AgainstLoose];

    /// Whether it goes against the order.
    pub fn is_against(self) -> bool {
        matches!(self, Self::Against | Self::AgainstLoose)
    }

    /// Whether it is only an outline.
    pub fn is_hollow(self) -> bool {
        matches!(self, Self::Loose | Self::AgainstLoose)
    }

    /// Class in the SVG.
    pub fn class(self) -> &'static str {
        match self {
            Self::Firm => "mark-firm",
            Self::Loose => "mark-loose",
            Self::Against => "mark-against",
            Self::AgainstLoose => "mark-against-loose",
        }
    }

    /// Its colour; of what is written in it, if it is hollow.
    pub fn color(self) -> &'static str {
        if self.is_against() { "#B2400C" } else { "#0B5CA8" }
    }

    /// The colour of what is written in it.
    pub fn ink(self) -> &'static str {
        if self.is_hollow() { self.color() } else { PAPER }
    }
}

/// Draws a mark around a point, within a square of this side.
pub(in crate::render) fn write(markup: &mut Markup, at: Point, side: f64, look: MarkLook) {
    let line = (side / 9.0).clamp(1.2, 2.0);
    let outline = if look.is_against() {
        let half = side / 2.0;
        format!(
            "M{},{}L{},{}L{},{}L{},{}Z",
            Num(at.x),
            Num(at.y - half),
            Num(at.x + half),
            Num(at.y),
            Num(at.x),
            Num(at.y + half),
            Num(at.x - half),
            Num(at.y)
        )
    } else {
        let half = side * 0.4;
        let (left, right) = (Num(at.x - half), Num(at.x + half));
        format!("M{left},{}H{right}V{}H{left}Z", Num(at.y - half), Num(at.y + half))
    };
    let fill = if look.is_hollow() { PAPER } else { look.color() };
    markup.leaf(
        "path",
        &[
            ("class", &look.class()),
            ("d", &outline),
            ("fill", &fill),
            ("stroke", &look.color()),
            ("stroke-width", &Num(line)),
            ("stroke-linejoin", &"round"),
        ],
    );
}
