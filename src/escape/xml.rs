//! For XML 1.0: SVG, JUnit.

use super::scan::{Class, made_visible, rewrite};
use std::borrow::Cow;

/// Text between tags, or within a quoted attribute value.
///
/// A reader gets the text back as it was, except that what cannot be seen reads `\u{1b}`: XML forbids most of it even
/// as a reference. Tab and newline are references, so that they survive in an attribute and no line of the document
/// begins in the middle of a text.
///
/// Not for comments, CDATA sections or names.
pub fn xml(text: &str) -> Cow<'_, str> {
    rewrite(text, |seen| {
        Some(match (seen.class, seen.char) {
            (_, '&') => "&amp;".into(),
            (_, '<') => "&lt;".into(),
            (_, '>') => "&gt;".into(),
            (_, '"') => "&quot;".into(),
            (_, '\'') => "&#39;".into(),
            (_, '\t') => "&#9;".into(),
            (_, '\n') => "&#10;".into(),
            (Class::Hidden, c) => made_visible(c).into(),
            (Class::Command, c) => format!("&#{};", u32::from(c)).into(),
            (Class::Plain, _) => return None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_characters_are_references() {
        assert_eq!(xml(r#"a<b>&"c"'"#), "a&lt;b&gt;&amp;&quot;c&quot;&#39;");
        assert_eq!(xml("&amp;]]>"), "&amp;amp;]]&gt;");
    }

    #[test]
    fn what_xml_forbids_is_written_out() {
        assert_eq!(xml("\0\u{ffff}\r\n"), r"\u{0}\u{ffff}\r&#10;");
    }

    #[test]
    fn a_command_is_the_same_text_for_the_reader_only() {
        assert_eq!(xml("##[error]"), "&#35;#[error]");
        assert_eq!(xml("::error::"), "&#58;:error::");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(xml("Skarpnäck, C# 24×7"), Cow::Borrowed(_)));
    }
}
