//! For a terminal, and for the log of a CI job, which is a terminal with a command language.

use super::scan::{Class, made_visible, rewrite};
use std::borrow::Cow;

/// One line of text for a terminal or a CI log.
///
/// What cannot be seen is written `\n`, `\t` or `\u{1b}`; a `#` or `:` that could open a runner's command is written
/// `\u{23}` or `\u{3a}`. Doing it twice changes nothing more.
///
/// The caller adds its own words, so this much is left to it: two texts do not touch (there is a character between
/// them), the caller's words next to a text contain no `#`, and no line begins with a colon of the caller's.
/// Then no line can hold a live command, whatever the texts say.
pub fn terminal(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| match seen.class {
        Class::Plain => None,
        Class::Hidden => Some(made_visible(seen.char).into()),
        Class::Command => Some(seen.char.escape_unicode().to_string().into()),
    })
}

/// A line of source to be shown with marks beneath it.
///
/// As safe as [`terminal`], but the answer has as many characters as the text, and every character that was replaced
/// takes one column: controls become their pictures (`␛`), a tab one space, other hidden characters `\u{fffd}`, and
/// the `#` or `:` of a command a sign that looks like it. A column counted in `text` is right beneath the answer.
pub fn snippet(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| match seen.class {
        Class::Plain => None,
        Class::Hidden | Class::Command => Some(picture(seen.char).to_string().into()),
    })
}

/// None of these is wide in any terminal: full-width `＃` and `：` would move the columns.
fn picture(c: char) -> char {
    const PICTURES: u32 = 0x2400;
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => {
            char::from_u32(PICTURES.saturating_add(c.into())).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        '#' => '\u{2317}',
        ':' => '\u{a789}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in ["", "Skarpnäck, C# (24×7)", "C:\\maps\\skola.yaml", "💻 수업"] {
            assert!(matches!(terminal(text), Cow::Borrowed(same) if same == text));
            assert!(matches!(snippet(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(terminal("a\x1b[31mb\r\n\tc\u{9b}d\u{202e}e"), r"a\u{1b}[31mb\r\n\tc\u{9b}d\u{202e}e");
    }

    #[test]
    fn commands_are_broken() {
        assert_eq!(terminal("##[error]x"), r"\u{23}#[error]x");
        assert_eq!(terminal("::error::x"), r"\u{3a}:error::x");
        assert_eq!(terminal(" \u{a0}::error::x"), " \u{a0}\\u{3a}:error::x");
    }

    #[test]
    fn a_snippet_keeps_its_columns() {
        assert_eq!(snippet("\tname: \x1b[2J\u{7f}\u{200b}x"), " name: ␛[2J␡\u{fffd}x");
        assert_eq!(snippet("##[error]"), "⌗#[error]");
        assert_eq!(snippet("::error::"), "꞉:error::");
    }
}
