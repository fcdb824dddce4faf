//! The palette, as data: what each look is drawn with.
//!
//! Colour never speaks alone: pale fills are alike to colour-blind eyes, so borders, dashes and chips carry
//! the meaning too. The impact colours grow lighter with distance, or as what happens grows milder, and keep
//! their order in grey print.

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Look {
    /// An element in use.
    #[default]
    Plain,
    /// What the change is about.
    Cause,
    /// Reached in one step.
    Step1,
    /// Reached in two steps.
    Step2,
    /// Reached in three steps or more.
    Step3,
    /// Not concerned by the question; kept so that the map can be recognised.
    Faded,
    /// The one in the middle.
    Focus,
    /// Stands for several.
    Folded,
    /// Full standard.
    Full,
    /// Standard concept.
    Concept,
    /// Free choice.
    Free,
    /// Not concerned by the standard.
    NotConcerned,
    /// Nobody has said how it stands to the standard.
    Unstated,
    /// What brings it work, and no disruption.
    Work,
    /// Does not work.
    Stops,
    /// The same, by assumption.
    MayStop,
    /// Works with less.
    Less,
    /// The same, by assumption.
    MayLess,
    /// Needs something else in place of what is lost.
    Replace,
    /// The same, by assumption.
    MayReplace,
    /// Must be adapted.
    Adapt,
    /// The same, by assumption.
    MayAdapt,
    /// Must be tested.
    Test,
    /// The same, by assumption.
    MayTest,
    /// Kept from a disruption.
    Protected,
    /// The same, by assumption.
    MayProtected,
    /// No longer needed by anything.
    Freed,
    /// Not yet in use.
    Planned,
    /// Being phased out.
    Leaving,
    /// No longer in use.
    Retired,
    /// In use without the support of its vendor.
    Unsupported,
    /// In use, and its vendor gives extended support only.
    Extended,
    /// Being taken into use.
    Arriving,
    /// Supported by its vendor.
    Supported,
    /// Rests on what it cannot rest on.
    Conflict,
    /// There after, and not before.
    Added,
    /// There before, and not after.
    Removed,
    /// There before and after, and not the same.
    Changed,
    /// There before and after, under another id.
    Renamed,
}

/// What a box is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxStyle {
    /// Class in the SVG.
    pub class: &'static str,
    /// Colour inside.
    pub fill: &'static str,
    /// Colour of the border.
    pub border: &'static str,
    /// Colour of the name.
    pub ink: &'static str,
    /// Colour of the line beneath the name.
    pub line: &'static str,
    /// Colour of the chip.
    pub chip: &'static str,
    /// Colour of the words on the chip.
    pub chip_ink: &'static str,
    /// Width of the border, in points.
    pub width: f64,
    /// A dashed border.
    pub dashed: bool,
    /// A second border behind: a pile.
    pub piled: bool,
    /// The name is struck through.
    pub struck: bool,
}

/// Title, names, and what else is read first.
pub(super) const INK: &str = "#16212C";
/// Subtitles, labels, notes.
pub(super) const SUB: &str = "#52606D";
/// The page.
pub(super) const PAPER: &str = "#FFFFFF";
/// Bands, in turn.
pub(super) const BANDS: [&str; 2] = ["#F7F9FB", "#F0F4F8"];
/// Border of a band.
pub(super) const BAND_BORDER: &str = "#E3E8EE";

const WHITE: &str = "#FFFFFF";
const GREY: &str = "#5F6871";
/// Lines on yellow and orange, where grey is too pale.
const BROWN: &str = "#4A3B2A";

/// Most looks: ink on a pale fill, the chip in the colour of the border.
const fn pale(class: &'static str, fill: &'static str, border: &'static str) -> BoxStyle {
    BoxStyle {
        class,
        fill,
        border,
        ink: INK,
        line: SUB,
        chip: border,
        chip_ink: WHITE,
        width: 1.4,
        dashed: false,
        piled: false,
        struck: false,
    }
}

/// The looks that are seen first: white on a dark fill, the chip in white.
const fn dark(class: &'static str, fill: &'static str, border: &'static str, line: &'static str) -> BoxStyle {
    BoxStyle { ink: WHITE, line, chip: WHITE, chip_ink: border, width: 2.0, ..pale(class, fill, border) }
}

/// What is assumed: a little paler, if at all, and always dashed.
const fn may(class: &'static str, fill: &'static str, certain: BoxStyle) -> BoxStyle {
    BoxStyle { class, fill, width: 1.9, dashed: true, ..certain }
}

impl Look {
    /// Every look.
    #[rustfmt::skip]
    pub const ALL: [Self; 39] = [
        Self::Plain, Self::Cause, Self::Step1, Self::Step2, Self::Step3, Self::Faded, Self::Focus, Self::Folded,
        Self::Full, Self::Concept, Self::Free, Self::NotConcerned, Self::Unstated, Self::Work,
        Self::Stops, Self::MayStop, Self::Less, Self::MayLess, Self::Replace, Self::MayReplace, Self::Adapt,
        Self::MayAdapt, Self::Test, Self::MayTest, Self::Protected, Self::MayProtected, Self::Freed,
        Self::Planned, Self::Leaving, Self::Retired, Self::Unsupported, Self::Extended,
        Self::Arriving, Self::Supported, Self::Conflict, Self::Added, Self::Removed, Self::Changed, Self::Renamed,
    ];

    /// The row of the palette for this look.
    #[rustfmt::skip]
    pub const fn style(self) -> BoxStyle {
        let step_2 = pale("step-2", "#F4A582", "#A84B20");
        let step_3 = pale("step-3", "#FDE9C9", "#8A6314");
        let faded = pale("faded", WHITE, "#C3CBD3");
        let not_concerned = pale("standard-not-concerned", "#F1F3F5", "#5F6871");
        let unstated = pale("standard-unstated", WHITE, "#75818D");
        let work = pale("work", WHITE, "#7E1F55");
        let less = BoxStyle { line: BROWN, width: 1.6, ..pale("less", "#F4A582", "#A84B20") };
        let replace = BoxStyle { line: BROWN, ..pale("replace", "#F6D57A", "#8A6314") };
        let adapt = BoxStyle { line: BROWN, ..pale("adapt", "#FBE7B2", "#8A6314") };
        let test = BoxStyle { line: BROWN, ..pale("test", "#FEF6E1", "#8A6314") };
        let planned = pale("planned", WHITE, "#5B3FA8");
        let leaving = pale("leaving", "#FCE8C5", "#8A5700");
        let retired = pale("retired", "#E9ECEF", "#5F6871");
        let protected = pale("protected", "#DDF2E9", "#00714F");
        let unsupported = pale("unsupported", "#F8D3C5", "#98300A");
        let removed = pale("removed", "#FBE5DA", "#98300A");
        let extended = pale("extended", "#FEF6E1", "#7A5B00");
        match self {
            Self::Plain => pale("plain", "#E3F0FA", "#1F6296"),
            Self::Cause => dark("cause", "#3B0F3F", "#3B0F3F", "#EADDEB"),
            Self::Step1 => dark("step-1", "#B5367A", "#7E1F55", WHITE),
            Self::Step2 => BoxStyle { line: BROWN, width: 1.6, ..step_2 },
            Self::Step3 => BoxStyle { line: BROWN, ..step_3 },
            Self::Faded => BoxStyle { ink: GREY, line: "#6B7681", chip: GREY, width: 1.0, ..faded },
            Self::Focus => dark("focus", INK, INK, "#D4DBE2"),
            Self::Folded => BoxStyle { piled: true, ..pale("folded", "#F3F0FA", "#4F4A78") },
            Self::Full => pale("standard-full", "#DDF2E9", "#00714F"),
            Self::Concept => pale("standard-concept", "#DCEBF9", "#0B5CA8"),
            Self::Free => pale("standard-free", "#FBE5DA", "#B2400C"),
            Self::NotConcerned => BoxStyle { dashed: true, ..not_concerned },
            Self::Unstated => BoxStyle { chip: GREY, width: 1.1, ..unstated },
            Self::Work => BoxStyle { dashed: true, ..work },
            Self::Stops => dark("stops", "#B5367A", "#7E1F55", WHITE),
            Self::MayStop => BoxStyle { line: INK, ..may("may-stop", "#E39FC2", pale("", "", "#7E1F55")) },
            Self::Less => less,
            Self::MayLess => may("may-less", "#F9CDB4", less),
            Self::Replace => replace,
            Self::MayReplace => may("may-replace", "#F6D57A", replace),
            Self::Adapt => adapt,
            Self::MayAdapt => may("may-adapt", "#FBE7B2", adapt),
            Self::Test => test,
            Self::MayTest => may("may-test", "#FEF6E1", test),
            Self::Protected => protected,
            Self::MayProtected => may("may-protected", "#EDF8F3", protected),
            Self::Freed => pale("freed", "#E3F0FA", "#1F6296"),
            Self::Planned => BoxStyle { dashed: true, width: 1.8, ..planned },
            Self::Leaving => BoxStyle { line: BROWN, width: 1.8, ..leaving },
            Self::Retired => BoxStyle { ink: "#55606A", line: "#5B6570", dashed: true, struck: true, ..retired },
            Self::Unsupported => BoxStyle { line: BROWN, width: 2.2, ..unsupported },
            Self::Extended => BoxStyle { line: BROWN, width: 1.6, ..extended },
            Self::Arriving => BoxStyle { dashed: true, ..pale("arriving", "#F4F9FD", "#1F6296") },
            Self::Supported => pale("supported", "#DDF2E9", "#00714F"),
            Self::Conflict => dark("conflict", "#B2400C", "#98300A", WHITE),
            Self::Added => BoxStyle { width: 2.0, ..pale("added", "#DDF2E9", "#00714F") },
            Self::Removed => BoxStyle { dashed: true, struck: true, ..removed },
            Self::Changed => BoxStyle { line: BROWN, width: 1.8, ..pale("changed", "#FCE8C5", "#8A5700") },
            Self::Renamed => BoxStyle { width: 1.8, ..pale("renamed", "#F0EDFA", "#4F4A78") },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::arrow_look::ArrowLook;
    use super::*;

    /// Contrast of two colours after WCAG 2.
    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_text_can_be_read() {
        for look in Look::ALL {
            let style = look.style();
            for (what, ink, ground) in [
                ("name", style.ink, style.fill),
                ("line", style.line, style.fill),
                ("chip", style.chip_ink, style.chip),
            ] {
                let found = contrast(ink, ground);
                assert!(found >= 4.5, "{what} of {look:?}: {found:.2}");
            }
        }
        for ground in [PAPER, BANDS[0], BANDS[1]] {
            assert!(contrast(INK, ground) >= 4.5 && contrast(SUB, ground) >= 4.5);
        }
    }

    #[test]
    fn every_arrow_and_border_that_means_something_can_be_seen() {
        for look in ArrowLook::ALL.into_iter().filter(|look| *look != ArrowLook::Faded) {
            assert!(contrast(look.style().color, PAPER) >= 3.0, "{look:?}");
        }
        for look in Look::ALL.into_iter().filter(|look| *look != Look::Faded) {
            assert!(contrast(look.style().border, PAPER) >= 3.0, "{look:?}");
        }
    }

    #[test]
    fn impact_grows_lighter_with_distance() {
        let steps =
            [Look::Cause, Look::Step1, Look::Step2, Look::Step3].map(|look| luminance(look.style().fill));
        assert!(steps.is_sorted());
    }

    #[test]
    fn effects_grow_lighter_as_they_grow_milder() {
        use Look::*;
        let scale =
            [Cause, Stops, MayStop, Less, MayLess, Replace, MayReplace, Adapt, MayAdapt, Test, MayTest];
        let lightness = scale.map(|look| luminance(look.style().fill));
        assert!(lightness.is_sorted(), "{lightness:?}");
        for calm in [Protected, MayProtected, Freed, Faded] {
            assert!(luminance(calm.style().fill) > luminance(Adapt.style().fill), "{calm:?}");
        }
    }

    #[test]
    fn what_is_assumed_differs_without_its_colour() {
        use Look::*;
        let pairs = [
            (Stops, MayStop),
            (Less, MayLess),
            (Replace, MayReplace),
            (Adapt, MayAdapt),
            (Test, MayTest),
            (Protected, MayProtected),
        ];
        for (certain, assumed) in pairs.map(|(certain, assumed)| (certain.style(), assumed.style())) {
            assert!(!certain.dashed && assumed.dashed && certain.border == assumed.border);
        }
    }

    #[test]
    fn no_two_looks_share_a_class() {
        let boxes = Look::ALL.iter().map(|look| look.style().class).collect::<BTreeSet<_>>();
        let arrows = ArrowLook::ALL.iter().map(|look| look.style().class).collect::<BTreeSet<_>>();
        assert_eq!((boxes.len(), arrows.len()), (Look::ALL.len(), ArrowLook::ALL.len()));
    }
}
