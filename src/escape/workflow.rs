//! For workflow commands: the lines `::error file=…::message` that a runner of GitHub Actions obeys.

use super::scan::{Class, Seen, made_visible, rewrite};
use std::borrow::Cow;

/// The message of a workflow command, after its second `::`.
///
/// The runner reads `%25`, `%0D` and `%0A` back, so a percent sign is written `%25`. A line end is written `\n`: what
/// the runner prints is one line, and begins no other command. Only the caller breaks a message, with `%0A`.
pub fn workflow_message(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| match seen.char {
        '%' => Some("%25".into()),
        _ => visible(seen),
    })
}

/// The value of a property of a workflow command, between `=` and the next comma.
///
/// As [`workflow_message`], and the two signs that end a property are written `%3A` and `%2C`.
pub fn workflow_property(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| match seen.char {
        '%' => Some("%25".into()),
        ':' => Some("%3A".into()),
        ',' => Some("%2C".into()),
        _ => visible(seen),
    })
}

fn visible(seen: Seen<'_>) -> Option<Cow<'static, str>> {
    match seen.class {
        Class::Plain => None,
        Class::Hidden => Some(made_visible(seen.char).into()),
        Class::Command => Some(seen.char.escape_unicode().to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(workflow_message("Skarpnäck: a, b"), Cow::Borrowed(_)));
        assert!(matches!(workflow_property("maps/it systems.yaml"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_ends_the_command() {
        assert_eq!(workflow_message("50 %\r\n::error::x"), r"50 %25\r\n::error::x");
        assert_eq!(workflow_message("%0A::error::x"), "%250A::error::x");
        assert_eq!(workflow_message("::error::x##[group]"), r"\u{3a}:error::x\u{23}#[group]");
        assert_eq!(workflow_property("a,line=1::b%"), "a%2Cline=1%3A%3Ab%25");
        assert_eq!(workflow_property("a\n\u{202e}"), r"a\n\u{202e}");
    }
}
