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
    /// The line beneath. May be empty.
    pub line: String,
    /// The chip, if there is one.
    pub chip: Option<Chip>,
    /// The chip stands beside the line rather than the name.
    chip_below: bool,
}

/// A way to set a name: its size, the rooms of its lines, and whether the chip is beside the line instead.
type Setting = (f64, Vec<f64>, bool);

impl Inscription {
    /// The texts of this box, in the first of these settings that shows the whole name: on one line beside the
    /// chip; the same a little smaller; on two lines, the first beside the chip; on two full lines with the chip
    /// below. If none does, in the last.
    pub(super) fn new(each: &SceneBox) -> Self {
        let chip = Chip::new(each.chip.as_deref());
        let room = BOX_WIDTH - 2.0 * PAD;
        let beside = chip.as_ref().map_or(room, |chip| BOX_WIDTH - PAD - CHIP_PAD - chip.width - GAP);
        let settings: [Setting; 3] =
            [(12.5, vec![beside], false), (11.5, vec![beside], false), (11.0, vec![beside, room], false)];
        let last: Setting = (11.0, vec![room, room], chip.is_some());
        let set = |(size, rooms, chip_below): Setting| {
            let font = Font::bold(size);
            (font.wrap(&each.name, &rooms), font, chip_below)
        };
        let (Fitted { lines, .. }, name_font, chip_below) =
            settings.into_iter().map(set).find(|(name, ..)| name.whole).unwrap_or_else(|| set(last));
        let line = LINE.shorten(&each.line, if chip_below { beside } else { room });
        Self { name: lines, name_font, line, chip, chip_below }
    }

    /// Base lines of the name.
    pub(super) fn name_at(&self) -> [f64; 2] {
        let alone = self.line.is_empty() && !self.chip_below;
        match (self.on_two_lines(), alone) {
            (false, false) => [20.0, 0.0],
            (false, true) => [28.5, 0.0],
            (true, false) => [15.0, 27.5],
            (true, true) => [21.0, 34.5],
        }
    }

    /// Base line of the line.
    pub(super) fn line_at(&self) -> f64 {
        if self.on_two_lines() { 40.5 } else { 36.0 }
    }

    /// Left upper corner of the chip.
    pub(super) fn chip_at(&self) -> (f64, f64) {
        let x = BOX_WIDTH - CHIP_PAD - self.chip.as_ref().map_or(0.0, |chip| chip.width);
        let y = match (self.chip_below, self.on_two_lines()) {
            (true, _) => BOX_HEIGHT - chip::HEIGHT - 4.0,
            (false, true) => 5.0,
            (false, false) => 9.0,
        };
        (x, y)
    }

    fn on_two_lines(&self) -> bool {
        self.name.len() > 1
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
                let end =
                    |beside: bool| if beside && chip.is_some() { found.chip_at().0 } else { BOX_WIDTH - PAD };
                for (index, line) in found.name.iter().enumerate() {
                    let end = end(index == 0 && !found.chip_below);
                    assert!(PAD + found.name_font.width(line) <= end + 0.01, "{line:?} beside {chip:?}");
                }
                assert!(PAD + LINE.width(&found.line) <= end(found.chip_below) + 0.01, "{:?}", found.line);
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
    fn an_empty_chip_is_none() {
        assert_eq!(inscription("Lisa", Some(" ")).chip, None);
    }
}
