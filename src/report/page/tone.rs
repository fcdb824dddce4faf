//! The tones of a chip: one row each, for the terminal and for paper.

use anstyle::{AnsiColor, Style};

/// How grave a word is. Colour only repeats what the word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// It stops, or it is wrong.
    Danger,
    /// It works with less, or must be changed.
    Warning,
    /// It must be looked at.
    Notice,
    /// It holds.
    Calm,
    /// It may be passed over.
    Faint,
}

/// What a tone is written with. The colours are those of the pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colours {
    pub(super) class: &'static str,
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
    pub(super) ink: &'static str,
    pub(super) terminal: Style,
}

impl Tone {
    /// Every tone, gravest first.
    pub const ALL: [Self; 5] = [Self::Danger, Self::Warning, Self::Notice, Self::Calm, Self::Faint];

    /// The row of this tone.
    #[rustfmt::skip]
    pub(super) const fn colours(self) -> Colours {
        const RED: Style = AnsiColor::Red.on_default().bold();
        const YELLOW: Style = AnsiColor::Yellow.on_default();
        const CYAN: Style = AnsiColor::Cyan.on_default();
        match self {
            Self::Danger => row("danger", "#B5367A", "#7E1F55", "#FFFFFF", RED),
            Self::Warning => row("warning", "#F4A582", "#A84B20", "#16212C", YELLOW.bold()),
            Self::Notice => row("notice", "#FDE9C9", "#8A6314", "#16212C", YELLOW),
            Self::Calm => row("calm", "#E3F0FA", "#1F6296", "#16212C", CYAN),
            Self::Faint => row("faint", "#F1F3F5", "#5F6871", "#52606D", Style::new().dimmed()),
        }
    }

    /// Whether the word is emphasised where there is no colour but emphasis.
    pub(super) const fn is_grave(self) -> bool {
        matches!(self, Self::Danger | Self::Warning)
    }
}

const fn row(
    class: &'static str,
    fill: &'static str,
    border: &'static str,
    ink: &'static str,
    terminal: Style,
) -> Colours {
    Colours { class, fill, border, ink, terminal }
}
