//! The tones of a chip: one row each, for the terminal and for paper.

use anstyle::{AnsiColor, Style};

/// How grave a word is. Colour only repeats what the word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// It stops, or it is wrong.
    Danger,
    /// It may stop: nobody has said.
    Doubt,
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
    pub const ALL: [Self; 6] =
        [Self::Danger, Self::Doubt, Self::Warning, Self::Notice, Self::Calm, Self::Faint];

    /// The row of this tone.
    #[rustfmt::skip]
    pub(super) const fn colours(self) -> Colours {
        const RED: Style = AnsiColor::Red.on_default().bold();
        const YELLOW: Style = AnsiColor::Yellow.on_default();
        const CYAN: Style = AnsiColor::Cyan.on_default();
        match self {
            Self::Danger => row("danger", "#B5367A", "#7E1F55", "#FFFFFF", RED),
            Self::Doubt => row("doubt", "#F6D9E8", "#7E1F55", "#16212C", AnsiColor::Red.on_default()),
            Self::Warning => row("warning", "#F4A582", "#A84B20", "#16212C", YELLOW.bold()),
            Self::Notice => row("notice", "#FDE9C9", "#8A6314", "#16212C", YELLOW),
            Self::Calm => row("calm", "#E3F0FA", "#1F6296", "#16212C", CYAN),
            Self::Faint => row("faint", "#F1F3F5", "#5F6871", "#52606D", Style::new().dimmed()),
        }
    }

    /// Whether the word is emphasised where there is no colour but emphasis.
    pub(super) const fn is_grave(self) -> bool {
        matches!(self, Self::Danger | Self::Doubt | Self::Warning)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_chip_can_be_read_and_is_seen_on_paper() {
        for tone in Tone::ALL {
            let row = tone.colours();
            assert!(contrast(row.ink, row.fill) >= 4.5, "{tone:?}");
            assert!(contrast(row.border, "#FFFFFF") >= 3.0, "{tone:?}");
        }
    }

    #[test]
    fn tones_grow_lighter_and_so_keep_their_order_in_grey_print() {
        let fills = [Tone::Danger, Tone::Warning, Tone::Notice].map(|tone| luminance(tone.colours().fill));
        assert!(fills.is_sorted());
    }
}
