//! Fits text to the room there is: measures, wraps, shortens.

use super::widths::{Weight, advance};
use crate::escape;

/// Families of one measure, so that what fits here fits everywhere.
pub(super) const FAMILY: &str = "Arial, Liberation Sans, Helvetica, sans-serif";

/// Joins two pictures to one; between a picture and nothing it is a hidden character.
const JOINER: char = '\u{200d}';

/// No line of a picture has more characters than this; what comes after is not looked at.
const LONGEST: usize = 400;

/// A type: size in points, and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Font {
    /// Size in points.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fitted {
    /// At most as many as there was room for.
    pub lines: Vec<String>,
    /// Nothing was cut, neither words nor text.
    pub whole: bool,
}

impl Font {
    /// A font of normal weight.
    pub(super) const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// A bold font.
    pub(super) const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// How wide a text is, in points.
    pub(super) fn width(self, text: &str) -> f64 {
        text.chars().map(|character| self.advance(character)).sum()
    }

    /// The text on one line, with an ellipsis where it had to be cut.
    pub(super) fn shorten(self, text: &str, room: f64) -> String {
        self.wrap(text, &[room]).lines.pop().unwrap_or_default()
    }

    /// The text in as many lines as there are rooms, each as wide as its room. Words are cut only when
    /// nothing else helps.
    pub(super) fn wrap(self, text: &str, rooms: &[f64]) -> Fitted {
        let mut fitted = Fitted { lines: Vec::new(), whole: true };
        let text = in_one_line(text);
        let mut rest = text.as_str();
        let mut rooms = rooms.iter().peekable();
        while let Some(&room) = rooms.next() {
            // A mark without its letter, left by a cut.
            rest = rest.trim_start_matches(|character| self.advance(character) == 0.0);
            if rest.is_empty() {
                break;
            }
            let end = self.reach(rest, room);
            if end == rest.len() {
                fitted.lines.push(rest.to_owned());
                rest = "";
            } else if rooms.peek().is_none() {
                fitted.whole = false;
                fitted.lines.push(self.with_ellipsis(rest, room));
                rest = "";
            } else if let Some((line, next)) = last_break(rest, end) {
                fitted.lines.push(line.to_owned());
                rest = next;
            } else {
                let (line, next, joint) = cut(rest, self.reach(rest, room - self.advance('-')));
                fitted.whole &= joint;
                fitted.lines.push(format!("{line}-"));
                rest = next;
            }
        }
        fitted
    }

    fn advance(self, character: char) -> f64 {
        f64::from(advance(character, self.weight)) * self.size / 1000.0
    }

    /// How many bytes of the text fit the room.
    fn reach(self, text: &str, room: f64) -> usize {
        let mut used = 0.0;
        for (at, character) in text.char_indices() {
            used += self.advance(character);
            // Half a hundredth, so that a sum of tenths does not cut a text that just fits.
            if used > room + 0.005 {
                return at;
            }
        }
        text.len()
    }

    fn with_ellipsis(self, text: &str, room: f64) -> String {
        let end = self.reach(text, room - self.advance('…'));
        let kept =
            text.get(..end).unwrap_or("").trim_end_matches([' ', '-', '/', ',', '.', ':', '(', JOINER]);
        if room < self.advance('…') { String::new() } else { format!("{kept}…") }
    }
}

/// The text as it is shown and measured: any white space is one space, and what would not be seen is.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        if count > 0 {
            line.push(' ');
        }
        for character in word.chars() {
            if count >= LONGEST {
                line.push('…');
                return escape::snippet(&line).into_owned();
            }
            line.push(character);
            count += 1;
        }
    }
    escape::snippet(&line).into_owned()
}

/// The text before and after the last place within `end` bytes where a line may break: at a space, or after a
/// joint such as a hyphen.
fn last_break(text: &str, end: usize) -> Option<(&str, &str)> {
    let mut found = None;
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        if character == ' ' && at > 0 && at <= end {
            found = Some((at, after));
        } else if matches!(character, '-' | '/' | ':' | '_' | '.' | '@' | '+') && at > 0 && after <= end {
            found = Some((after, after));
        }
        if after > end {
            break;
        }
    }
    let (before, next) = found?;
    Some((text.get(..before)?, text.get(next..)?))
}

/// Ends of words that Swedish joins to the next word in a compound, as in *verksamhets-process*.
const LINKS: [&str; 9] = ["ings", "hets", "tions", "skaps", "ments", "fts", "nds", "öds", "ets"];
/// Fewest characters on either side of a cut.
const SHORTEST_PART: usize = 4;

/// A word that no line can hold, cut within `end` bytes: at a joint of the compound if there is one (then the
/// last is true), else not too near to its end.
fn cut(text: &str, end: usize) -> (&str, &str, bool) {
    let word = text.split(' ').next().unwrap_or(text);
    let places: Vec<usize> = word.char_indices().map(|(at, _)| at).filter(|&at| at <= end).collect();
    let remains = |at: usize| {
        word.get(at..).map_or(0, |rest| rest.chars().take(SHORTEST_PART).count()) >= SHORTEST_PART
    };
    let joint = places.iter().copied().skip(SHORTEST_PART).rfind(|&at| remains(at) && is_joint(word, at));
    let at = joint.or_else(|| places.iter().copied().skip(1).rfind(|&at| remains(at))).unwrap_or(end);
    let (line, next) = text.split_at_checked(at).unwrap_or((text, ""));
    (line, next, joint.is_some())
}

/// Whether a compound can be taken apart here. Not before `t` or `y`: there the `s` mostly begins the next
/// word (`-stöd`, `-system`).
fn is_joint(word: &str, at: usize) -> bool {
    let Some((before, after)) = word.split_at_checked(at) else { return false };
    LINKS.iter().any(|link| before.to_lowercase().ends_with(link))
        && after.chars().next().is_some_and(|next| !"tyTY".contains(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font::bold(12.0);

    #[test]
    fn widths_are_those_of_arial() {
        // Measured with the font itself: H 722, ä 556, i 278, of 1000, bold.
        assert!((FONT.width("Häi") - 12.0 * (0.722 + 0.556 + 0.278)).abs() < 1e-9);
    }

    #[test]
    fn what_fits_is_left_alone() {
        let room = FONT.width("Ekonomistöd");
        assert_eq!(FONT.shorten("Ekonomistöd", room), "Ekonomistöd");
        assert_eq!(FONT.shorten("Ekonomistöd", room - 1.0), "Ekonomist…");
    }

    #[test]
    fn lines_break_at_spaces_and_joints_first() {
        let wrap = |text: &str| FONT.wrap(text, &[80.0, 80.0]);
        assert_eq!(wrap("Barn och utbildning").lines, ["Barn och", "utbildning"]);
        assert_eq!(wrap("redis:account-api").lines, ["redis:", "account-api"]);
        assert!(wrap("redis:account-api").whole);
    }

    #[test]
    fn a_long_word_is_cut_at_a_joint_or_not_too_near_to_its_end() {
        let wrap = |text: &str| FONT.wrap(text, &[148.0, 148.0]);
        assert_eq!(wrap("Verksamhetsuppföljningssystemet").lines, ["Verksamhets-", "uppföljningssystemet"]);
        assert_eq!(wrap("Fastighetsförvaltningssystem").lines, ["Fastighetsförvaltnings-", "system"]);
        assert_eq!(wrap("Parkeringstillståndshantering").lines, ["Parkeringstillstånds-", "hantering"]);
        assert_eq!(wrap("xxxxxxxxxxxxxxxxxxxxxxxxx").lines, ["xxxxxxxxxxxxxxxxxxxxx-", "xxxx"]);
        assert!(!wrap("xxxxxxxxxxxxxxxxxxxxxxxxx").whole);
    }

    #[test]
    fn nothing_is_ever_wider_than_its_room() {
        let words = ["Å", "i", "WWWWWWWW", "Socialtjänstens", "a/b:c-d", "漢字", "\u{301}", "🚲", " ", "…"];
        for length in 1..40 {
            let text: String = (0..length).map(|at| words[(at * 7 + length) % words.len()]).collect();
            for room in [0.0, 5.0, 13.0, 40.0, 90.0, 148.0] {
                let fitted = FONT.wrap(&text, &[room, room / 2.0, room]);
                assert!(fitted.lines.len() <= 3);
                for (line, room) in fitted.lines.iter().zip([room, room / 2.0, room]) {
                    assert!(FONT.width(line) <= room.max(FONT.width("-")) + 0.01, "{line:?} in {room}");
                }
            }
        }
    }

    #[test]
    fn a_huge_text_costs_nothing() {
        assert_eq!(FONT.shorten(&"x".repeat(10_000_000), 20.0), "x…");
    }
}
