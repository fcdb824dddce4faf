//! For SARIF: plain messages, which have a small syntax of their own.

use super::scan::{Class, made_visible, rewrite};
use std::borrow::Cow;

/// Text within a plain message of SARIF, before it is written as JSON.
///
/// Braces hold the places of arguments there, so they are written twice, and what cannot be seen reads `\u{{1b}}`.
/// `[…](…)` is a link there: a space parts the brackets, since not all readers know the same way to write them out.
pub fn sarif(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| match (seen.class, seen.char) {
        (Class::Hidden, c) => Some(doubled(&made_visible(c)).into()),
        (Class::Command, c) => Some(doubled(&c.escape_unicode().to_string()).into()),
        (Class::Plain, '{') => Some("{{".into()),
        (Class::Plain, '}') => Some("}}".into()),
        (Class::Plain, ']') if seen.rest.starts_with('(') => Some("] ".into()),
        (Class::Plain, _) => None,
    })
}

fn doubled(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(sarif("`lisa` is not in [a] (b)"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_message_has_neither_places_nor_links() {
        assert_eq!(sarif("{0} and }{"), "{{0}} and }}{{");
        assert_eq!(sarif(r"[x](javascript:1) [y\](2)"), r"[x] (javascript:1) [y\] (2)");
    }

    #[test]
    fn nothing_hides_or_commands() {
        assert_eq!(sarif("a\x1b\n##[error]"), r"a\u{{1b}}\n\u{{23}}#[error]");
    }
}
