//! What is written in a box: how name, line and chip share the one size that boxes have.

use super::{
    chip::{self, Chip},
    scene::{BOX_HEIGHT, BOX_WIDTH, SceneBox},
    text::{Fitted, Font},
};

/// The line beneath the name.
pub(super) const LINE: Font = Font::regular(10.0);
/// Between the border and the text.
pub(super) const PAD: f64 = 11.0;

/// Between the border and the chip.
const CHIP_PAD: f64 = 9.0;
/// Between the chip and the text beside it, at least.
const GAP: f64 = 5.0;

/// The texts of a box and where they go, in points from its left upper corner.
#[derive(Debug)]
pub(super) struct Inscription {
    /// The name in one line or two.
    pub name: Vec<String>,
    /// What the name is set in.
    pub name_font: Font,
    /// The line beneath, which takes two where the name leaves room. May be none.
    pub line: Vec<String>,
    /// The chip, if there is one.
    pub chip: Option<Chip>,
    chip_beside: Beside,
}

/// What a chip stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The first line of the name.
    Name,
    /// The second line of the name.
    NameEnd,
    /// The line beneath the name.
    Line,
}

/// A way to set a name: its size, the rooms of its lines, and what the chip is beside.
type Setting = (f64, Vec<f64>, Beside);

impl Inscription {
    /// The texts of this box, in the first of these settings that shows the whole name: on one line beside the
    /// chip; the same a little smaller; on two lines, the first beside the chip; on a full line with the chip below,
    /// if the line is whole beside it; with the chip beside or in the place of a second line; on two full lines with
    /// the chip below. If none does, in the last.
    pub(super) fn new(each: &SceneBox) -> Self {
        let chip = Chip::new(each.chip.as_deref());
        let room = BOX_WIDTH - 2.0 * PAD;
        let beside = chip.as_ref().map_or(room, |chip| BOX_WIDTH - PAD - CHIP_PAD - chip.width - GAP);
        let settings: [Setting; 5] = [
            (12.5, vec![beside], Beside::Name),
            (11.5, vec![beside], Beside::Name),
            (11.0, vec![beside, room], Beside::Name),
            (11.0, vec![room], Beside::Line),
            (11.0, vec![room, beside], Beside::NameEnd),
        ];
        let last: Setting = (11.0, vec![room, room], Beside::Line);
        let set = |(size, rooms, chip_beside): Setting| {
            let font = Font::bold(size);
            let line_room = if chip_beside == Beside::Line { beside } else { room };
            (font.wrap(&each.name, &rooms), font, LINE.wrap(&each.line, &[line_room]), chip_beside)
        };
        let is_whole = |(name, _, line, beside): &(Fitted, Font, Fitted, Beside)| {
            name.whole && (line.whole || *beside != Beside::Line)
        };
        let (Fitted { lines: name, .. }, name_font, mut line, chip_beside) =
            settings.into_iter().map(set).find(is_whole).unwrap_or_else(|| set(last));
        if !line.whole && name.len() < 2 && chip_beside == Beside::Name {
            line = LINE.wrap(&each.line, &[room, room]);
        }
        Self { name, name_font, line: line.lines, chip, chip_beside }
    }

    /// Base lines of the name.
    pub(super) fn name_at(&self) -> [f64; 2] {
        let alone = self.line.is_empty() && !self.has_chip_below();
        match (self.on_two_lines(), alone, self.line.len()) {
            (false, false, 2..) => [15.5, 0.0],
            (false, false, _) => [20.0, 0.0],
            (false, true, _) => [28.5, 0.0],
            (true, false, _) => [15.0, 27.5],
            (true, true, _) => [21.0, 34.5],
        }
    }

    /// Base lines of the line.
    pub(super) fn line_at(&self) -> [f64; 2] {
        match (self.on_two_lines(), self.line.len()) {
            (true, _) => [40.5, 0.0],
            (false, 2..) => [28.5, 40.5],
            (false, _) => [36.0, 0.0],
        }
    }

    /// Left upper corner of the chip.
    pub(super) fn chip_at(&self) -> (f64, f64) {
        let x = BOX_WIDTH - CHIP_PAD - self.chip.as_ref().map_or(0.0, |chip| chip.width);
        let [_, second] = self.name_at();
        let y = match self.chip_beside {
            Beside::Line => BOX_HEIGHT - chip::HEIGHT - 4.0,
            Beside::NameEnd => second - 10.0,
            Beside::Name if self.on_two_lines() || self.line.len() > 1 => 5.0,
            Beside::Name => 9.0,
        };
        (x, y)
    }

    fn has_chip_below(&self) -> bool {
        self.chip.is_some() && self.chip_beside == Beside::Line
    }

    /// The name has two lines, or the chip the second for itself.
    fn on_two_lines(&self) -> bool {
        self.name.len() > 1 || self.chip_beside == Beside::NameEnd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inscription(name: &str, chip: Option<&str>) -> Inscription {
        Inscription::new(&SceneBox {
            id: String::new(),
            name: name.to_owned(),
            line: "Utbildningsförvaltningen, avdelningen för uppföljning".to_owned(),
            chip: chip.map(str::to_owned),
            look: Default::default(),
            lane: 0,
            title: String::new(),
            ..Default::default()
        })
    }

    #[test]
    fn text_and_chip_never_meet() {
        let names =
            ["BER", "Case handling", "Barn- och ungdomsregistret", "Verksamhetsuppföljningssystemet", "W"];
        let chips =
            [None, Some("FULL"), Some("NOT CONCERNED"), Some("A CHIP THAT IS FAR TOO LONG FOR A CHIP")];
        for name in names.into_iter().map(str::to_owned).chain(names.map(|name| name.repeat(9))) {
            for chip in chips {
                let found = inscription(&name, chip);
                let names = found.name.iter().zip(found.name_at());
                let names = names.map(|(text, y)| (text, y, found.name_font));
                let lines = found.line.iter().zip(found.line_at()).map(|(text, y)| (text, y, LINE));
                let (left, top) = found.chip_at();
                assert!(
                    chip.is_none() || top >= 4.0 && top + chip::HEIGHT <= BOX_HEIGHT - 4.0,
                    "{chip:?} at {top}"
                );
                let mut above = 0.0;
                for (text, y, font) in names.chain(lines) {
                    // Capitals rise 0.72 of the size above the base line, and tails hang 0.21 below it.
                    let beside = y + 0.21 * font.size > top && y - 0.72 * font.size < top + chip::HEIGHT;
                    let end = if beside && chip.is_some() { left } else { BOX_WIDTH - PAD };
                    assert!(PAD + font.width(text) <= end + 0.01, "{text:?} beside {chip:?}");
                    assert!(y - 0.75 * font.size > above && y + 0.21 * font.size < BOX_HEIGHT, "{text:?}");
                    above = y;
                }
            }
        }
    }

    #[test]
    fn a_name_is_shown_whole_if_there_is_any_way() {
        for name in [
            "Building permits",
            "Barn- och ungdomsregistret",
            "Kommunstyrelsens diarium",
            "Försörjningsstödshandläggning",
        ] {
            let shown = inscription(name, Some("CONCEPT")).name.concat();
            assert_eq!(shown.replace([' ', '-'], ""), name.replace([' ', '-'], ""));
        }
    }

    #[test]
    fn a_line_takes_two_where_the_name_leaves_room() {
        let line = |name: &str, chip| inscription(name, chip).line;
        let whole = ["Utbildningsförvaltningen,", "avdelningen för uppföljning"];
        assert_eq!(line("BER", None), whole);
        assert_eq!(line("BER", Some("CONCEPT")), whole);
        assert_eq!(line("Barn- och ungdomsregistret", None).len(), 1);
    }

    #[test]
    fn a_chip_leaves_the_line_whole_if_the_end_of_the_name_does() {
        let found = inscription("Verksamhetsuppföljning av skolan", Some("NOT CONCERNED"));
        assert_eq!(found.name, ["Verksamhetsuppföljning av", "skolan"]);
        assert_eq!(found.chip_beside, Beside::NameEnd);
        let found = inscription("Verksamhetsuppföljning", Some("NOT CONCERNED"));
        assert_eq!((found.name.len(), found.chip_beside), (1, Beside::NameEnd));
    }

    #[test]
    fn an_empty_chip_is_none() {
        assert_eq!(inscription("Lisa", Some(" ")).chip, None);
    }
}
