//! What stands in a cell, without the dirt of spreadsheets, as the field wants it; or what is wrong with it.

use std::borrow::Cow;

use super::amount;
use super::column::Holds;
use super::date::{self, SheetDate};
use super::records::RawCell;
use super::spelled;
use crate::diagnostic::quoted;
use crate::escape;
use crate::load::Limits;

/// What is wrong with a cell.
#[derive(Debug)]
pub(super) struct CellFault {
    pub(super) message: String,
    pub(super) help: String,
}

impl CellFault {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Box<Self> {
        Box::new(Self { message: message.into(), help: help.into() })
    }
}

/// The text of a cell without spaces around it, the spaces of typesetters, and the sign that keeps a spreadsheet from
/// computing it; and where it begins and ends. A text of several lines begins where its cell does.
pub(super) fn trimmed<'t>(raw: RawCell<'t>, holds: Holds) -> (Cow<'t, str>, usize, usize) {
    let (text, start, end) = without_spaces(raw, holds);
    if !is_guarded(&text) {
        return (text, start, end);
    }
    match text {
        Cow::Borrowed(text) => (Cow::Borrowed(text.strip_prefix(GUARD).unwrap_or(text)), start + 1, end),
        Cow::Owned(text) => (Cow::Owned(text.strip_prefix(GUARD).unwrap_or(&text).to_owned()), start, end),
    }
}

/// What stands before a formula that is a text: written here, and by spreadsheets.
const GUARD: char = '\'';

fn is_guarded(text: &str) -> bool {
    text.strip_prefix(GUARD).is_some_and(escape::is_formula)
}

fn without_spaces<'t>(raw: RawCell<'t>, holds: Holds) -> (Cow<'t, str>, usize, usize) {
    let RawCell { text, start, end } = raw;
    let text = match text {
        Cow::Borrowed(text) => {
            let before = text.len() - text.trim_start().len();
            let text = text.trim();
            if is_clean(text, holds) {
                let is_one_line = !text.contains('\n');
                let start = if is_one_line { start + before } else { start };
                let end = if is_one_line { start + text.len() } else { end };
                return (Cow::Borrowed(text), start, end);
            }
            cleaned(text, holds)
        }
        Cow::Owned(text) if is_clean(text.trim(), holds) => text.trim().to_owned(),
        Cow::Owned(text) => cleaned(text.trim(), holds),
    };
    (Cow::Owned(text), start, end)
}

fn is_clean(text: &str, holds: Holds) -> bool {
    let has_wide_space = || text.contains(['\u{a0}', '\u{2007}', '\u{202f}']);
    let is_one_line = || !text.contains(['\n', '\t']) && !text.contains("  ");
    text.is_empty() || (!text.contains('\r') && !has_wide_space() && (keeps_lines(holds) || is_one_line()))
}

fn cleaned(text: &str, holds: Holds) -> String {
    if !keeps_lines(holds) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.replace(['\u{a0}', '\u{2007}', '\u{202f}'], " ")
}

/// Whether line breaks mean something: between paragraphs, or between the items of a list.
fn keeps_lines(holds: Holds) -> bool {
    matches!(holds, Holds::Prose | Holds::Texts | Holds::References(_))
}

/// Whether a cell says nothing: it is empty, or a dash.
pub(super) fn is_absent(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—")
}

/// So many opening braces without a closing one are looked at in one cell.
const UNCLOSED: usize = 20;

/// The items of a list with their places in it: `|` or a line break stands between two, unless within the braces with
/// which an item begins.
pub(super) fn items(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut at, mut rest, mut unclosed) = (0, Some(text), 0);
    std::iter::from_fn(move || {
        loop {
            let left = rest?;
            let end = end_of_item(left, &mut unclosed);
            let part = left.get(..end)?;
            let from = at + (part.len() - part.trim_start().len());
            at += end + 1;
            rest = left.get(end + 1..);
            let item = part.trim();
            if !is_absent(item) {
                return Some((from, item));
            }
        }
    })
}

fn end_of_item(text: &str, unclosed: &mut usize) -> usize {
    let item = text.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let braces = (item.starts_with('{') && *unclosed < UNCLOSED).then(|| braces(item));
    *unclosed += usize::from(braces == Some(None));
    let after = braces.flatten().map_or(0, |length| text.len() - item.len() + length);
    let ends = text.get(after..).and_then(|rest| rest.find(['|', '\n']));
    ends.map_or(text.len(), |end| after + end)
}

/// How long the braces are with which a text begins, if they are closed.
fn braces(text: &str) -> Option<usize> {
    let (mut depth, mut in_quotes, mut is_escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if in_quotes => is_escaped = true,
            '"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 1 => return Some(at + 1),
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The text that a cell means to the letter, if it is spelled out.
pub(super) fn exact(text: &str, holds: Holds, limits: &Limits) -> Option<String> {
    let is_list = matches!(holds, Holds::Texts | Holds::References(_) | Holds::Mapping);
    if is_list { None } else { spelled::meant(text, limits) }
}

/// A value as its field wants it, where the spreadsheet leaves no doubt what it means.
///
/// # Errors
/// Says what is wrong, where the usual message would not help who owns a sheet.
pub(super) fn value(text: Cow<'_, str>, holds: Holds) -> Result<Cow<'_, str>, Box<CellFault>> {
    if is_spreadsheet_error(&text) {
        let help = "mend the formula, or empty the cell";
        return Err(CellFault::new(format!("{} is an error of the spreadsheet", quoted(&text)), help));
    }
    match holds {
        Holds::Words(words) => Ok(match words.iter().find(|word| word.eq_ignore_ascii_case(&text)) {
            Some(word) => Cow::Borrowed(*word),
            None => text,
        }),
        Holds::Date => day(text),
        Holds::Money => told(text, amount::money, "sum of money"),
        Holds::Percentage => told(text, amount::percentage, "percentage"),
        _ => Ok(text),
    }
}

fn day(text: Cow<'_, str>) -> Result<Cow<'_, str>, Box<CellFault>> {
    match date::read(&text) {
        SheetDate::AsWritten => {
            let word = ["true", "false"].into_iter().find(|word| word.eq_ignore_ascii_case(&text));
            Ok(word.map_or(text, Cow::Borrowed))
        }
        SheetDate::Day(day) => Ok(Cow::Owned(day)),
        SheetDate::Either(a, b) => Err(CellFault::new(
            format!("{} may be {a} or {b}", quoted(&text)),
            format!("write `{a}` or `{b}`: year, month, day"),
        )),
        SheetDate::Counted(day) => Err(CellFault::new(
            format!("{} is no date; a spreadsheet that counts days means {day} by it", quoted(&text)),
            format!("write `{day}`, or give the column the format of a date or text and save again"),
        )),
    }
}

fn told<'c>(
    text: Cow<'c, str>,
    to_write: impl Fn(&str) -> Option<String>,
    what: &str,
) -> Result<Cow<'c, str>, Box<CellFault>> {
    match to_write(&text) {
        Some(plain) => Err(CellFault::new(
            format!("{} is no {what}", quoted(&text)),
            format!("write `{plain}`: decimals stand after a point, and thousands without a space"),
        )),
        None => Ok(text),
    }
}

/// `#REF!`, `#N/A`, `#NAMN?` and the like: capitals between a cross and a sign.
fn is_spreadsheet_error(text: &str) -> bool {
    let inner =
        text.strip_prefix('#').filter(|rest| rest.ends_with(['!', '?']) || matches!(*rest, "N/A" | "N/V"));
    inner.is_some_and(|inner| {
        let word = inner.trim_end_matches(['!', '?']);
        !word.is_empty() && word.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str, holds: Holds) -> (String, usize, usize) {
        let raw = RawCell { text: Cow::Borrowed(text), start: 10, end: 10 + text.len() };
        let (text, start, end) = trimmed(raw, holds);
        (text.into_owned(), start, end)
    }

    #[test]
    fn spaces_around_a_text_are_no_part_of_it() {
        assert_eq!(clean("  Lisa ", Holds::Line), ("Lisa".into(), 12, 16));
        assert_eq!(clean("\u{a0}Lisa\u{a0}", Holds::Line), ("Lisa".into(), 12, 16));
        assert_eq!(clean("Lisa\u{a0}webb", Holds::Line).0, "Lisa webb");
        assert_eq!(clean("Lisa\r\nwebb", Holds::Line), ("Lisa webb".into(), 10, 20));
        assert_eq!(clean("One\r\nTwo\rThree", Holds::Prose).0, "One\nTwo\nThree");
        assert_eq!(clean("One  two", Holds::Prose).0, "One  two");
    }

    #[test]
    fn a_list_is_cut_at_bars_and_line_breaks() {
        let all: Vec<_> = items("a | Lisa b\nc||-").collect();
        assert_eq!(all, [(0, "a"), (4, "Lisa b"), (11, "c")]);
        assert_eq!(items(" - ").count(), 0);
        let text = r#" {to: a|b} |c|{any_of: [x, {to: "}|"}]} d|{e|f"#;
        let all: Vec<_> = items(text).map(|(_, item)| item).collect();
        assert_eq!(all, ["{to: a|b}", "c", r#"{any_of: [x, {to: "}|"}]} d"#, "{e", "f"]);
        assert!(items(text).all(|(at, item)| text[at..].starts_with(item)));
    }

    #[test]
    fn a_sign_before_a_formula_is_no_part_of_the_text() {
        assert_eq!(clean(" '=1+1", Holds::Line), ("=1+1".into(), 12, 16));
        assert_eq!(clean("'+46 8", Holds::Line).0, "+46 8");
        assert_eq!(clean("'- one\n- two", Holds::Prose).0, "- one\n- two");
        for kept in ["'t Hooft", "''=1", "it's -1", "'"] {
            assert_eq!(clean(kept, Holds::Line).0, kept);
        }
    }

    #[test]
    fn errors_of_spreadsheets_are_known() {
        for text in ["#REF!", "#N/A", "#NAMN?", "#DIV/0!", "#VÄRDEFEL!", "#SAKNAS!"] {
            assert!(is_spreadsheet_error(text), "{text}");
        }
        for text in ["#1", "C#", "#", "#!", "# Notes!", "#stan!"] {
            assert!(!is_spreadsheet_error(text), "{text}");
        }
    }

    #[test]
    fn words_are_known_whatever_their_capitals() {
        let words = Holds::Words(&["low", "high"]);
        assert_eq!(value("HIGH".into(), words).unwrap(), "high");
        assert_eq!(value("BBN3".into(), words).unwrap(), "BBN3");
        assert_eq!(value("FALSE".into(), Holds::Date).unwrap(), "false");
    }
}
