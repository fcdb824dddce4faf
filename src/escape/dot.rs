//! For Graphviz.

use super::scan::{Class, scan};

/// Longer labels make pictures that nobody reads, and Graphviz fails on very long ones.
const LONGEST: usize = 256;

/// A label as a complete DOT string, with its quotes, that Graphviz shows as it stands.
///
/// Newlines stay, a tab is a space, what cannot be seen is U+FFFD, and a `#` that could open a runner's command is
/// `\u{23}`, in the string and in the picture made of it. After 256 characters comes an ellipsis.
///
/// No `\N`, no HTML label and no character reference in `text` takes effect.
///
/// A colon at the start needs no care: a quote or a tag stands before it. For labels only, and not of shapes `record` and `Mrecord`, which have a syntax of their own. Names of nodes, links
/// and other attributes never come from a map.
pub fn dot(text: &str) -> String {
    let (shown, ellipsis) = match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => (beginning, "…"),
        None => (text, ""),
    };
    let mut out = String::from("\"");
    for seen in scan(shown) {
        match (seen.class, seen.char) {
            (_, '\\') => out.push_str(r"\\"),
            (_, '"') => out.push_str("\\\""),
            (_, '\n') => out.push_str(r"\n"),
            (_, '\t') => out.push(' '),
            (_, '&') => out.push_str("&amp;"),
            (Class::Hidden, _) => out.push(char::REPLACEMENT_CHARACTER),
            // Graphviz would decode a reference, and the picture itself may be printed to a log.
            (Class::Command, '#') => out.push_str(r"\\u{23}"),
            (Class::Plain | Class::Command, c) => out.push(c),
        }
    }
    out.push_str(ellipsis);
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_leave_its_quotes() {
        assert_eq!(dot(r#"a"];x[URL="javascript:1""#), r#""a\"];x[URL=\"javascript:1\"""#);
        assert_eq!(dot("\\"), r#""\\""#);
        assert_eq!(dot("\\\""), r#""\\\"""#);
    }

    #[test]
    fn nothing_is_expanded() {
        assert_eq!(dot(r"\N\G"), r#""\\N\\G""#);
        assert_eq!(dot("<b>x</b>"), "\"<b>x</b>\"");
        assert_eq!(dot("AT&T"), "\"AT&amp;T\"");
        assert_eq!(dot("&#x202e;"), "\"&amp;#x202e;\"");
    }

    #[test]
    fn a_command_is_broken() {
        assert_eq!(dot("##[error]"), r###""\\u{23}#[error]""###);
    }

    #[test]
    fn lines_stay_and_hidden_characters_do_not() {
        assert_eq!(dot("a\nb\tc\0d\u{202e}e"), "\"a\\nb c\u{fffd}d\u{fffd}e\"");
    }

    #[test]
    fn a_long_label_ends_in_an_ellipsis() {
        let longest = "å".repeat(256);
        assert_eq!(dot(&longest), format!("\"{longest}\""));
        assert_eq!(dot(&format!("{longest}x")), format!("\"{longest}…\""));
    }
}
