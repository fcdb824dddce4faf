//! The palette of arrows, as data.

use super::look::INK;

/// How an arrow looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum ArrowLook {
    /// A dependency.
    #[default]
    Plain,
    /// On a shortest path, last step to the cause.
    Path1,
    /// On a shortest path, two steps away.
    Path2,
    /// On a shortest path, three steps away or more.
    Path3,
    /// Brings a stop.
    Stop,
    /// Brings a disruption that is no stop.
    Less,
    /// Brings work.
    Work,
    /// Not concerned by the question.
    Faded,
    /// A dependency that can be done without.
    Soft,
    /// A dependency to be seen first.
    Strong,
    /// Something that stays depends on something that leaves.
    Risk,
    /// A dependency that is not yet.
    Planned,
    /// A dependency that comes.
    Added,
    /// A dependency that goes.
    Removed,
}

/// What an arrow is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArrowStyle {
    /// Class in the SVG.
    pub class: &'static str,
    /// Its colour.
    pub color: &'static str,
    /// Its width, in points.
    pub width: f64,
    /// A dashed line.
    pub dashed: bool,
    /// Length of the head, in points.
    pub head: f64,
    /// Arrows of a higher depth are drawn over those of a lower.
    pub depth: u8,
}

const fn line(class: &'static str, color: &'static str, width: f64, head: f64, depth: u8) -> ArrowStyle {
    ArrowStyle { class, color, width, dashed: false, head, depth }
}

impl ArrowLook {
    /// Every look.
    #[rustfmt::skip]
    pub const ALL: [Self; 14] = [
        Self::Plain, Self::Path1, Self::Path2, Self::Path3, Self::Stop, Self::Less, Self::Work, Self::Faded,
        Self::Soft, Self::Strong, Self::Risk, Self::Planned, Self::Added, Self::Removed,
    ];

    /// The row of the palette for this look.
    #[rustfmt::skip]
    pub const fn style(self) -> ArrowStyle {
        match self {
            Self::Plain => line("plain", "#8794A1", 1.2, 7.5, 1),
            Self::Path1 => line("path-1", "#7E1F55", 2.4, 10.0, 5),
            Self::Path2 => line("path-2", "#C0562B", 2.0, 9.5, 4),
            Self::Path3 => line("path-3", "#A67617", 1.7, 9.0, 3),
            Self::Stop => line("carries-stop", "#7E1F55", 2.4, 10.0, 5),
            Self::Less => line("carries-less", "#C0562B", 2.0, 9.5, 4),
            Self::Work => line("carries-work", "#A67617", 1.7, 9.0, 3),
            Self::Faded => line("faded", "#CFD6DD", 1.0, 6.5, 0),
            Self::Soft => ArrowStyle { dashed: true, ..line("soft", "#8794A1", 1.2, 7.5, 1) },
            Self::Strong => line("strong", INK, 2.0, 9.5, 5),
            Self::Risk => line("risk", "#B2400C", 2.6, 10.0, 4),
            Self::Planned => ArrowStyle { dashed: true, ..line("planned", "#5B3FA8", 1.3, 7.5, 2) },
            Self::Added => line("added", "#00714F", 2.2, 9.5, 4),
            Self::Removed => ArrowStyle { dashed: true, ..line("removed", "#98300A", 2.0, 9.5, 3) },
        }
    }
}
