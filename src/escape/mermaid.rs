//! For Mermaid.

use std::borrow::Cow;

use super::scan::{Class, Seen, made_visible, rewrite};

/// Longer labels make pictures that nobody reads, and Mermaid refuses long documents.
const LONGEST: usize = 256;

/// Text within the quotes of a label, or after `accTitle:`, on one line.
///
/// Letters, digits, spaces and a few signs stand for themselves; all others are references such as `#34;`, which Mermaid
/// shows as the character. So no text ends its quotes, is a directive, a comment, a tag, a style, an icon, a formula, or
/// Markdown, which Mermaid reads in every label. White space is a space, what cannot be seen reads `\u{1b}`, and after 256
/// characters comes an ellipsis.
///
/// For labels only: ids and names of classes never come from a map.
pub fn mermaid(text: &str) -> Cow<'_, str> {
    shortened(text, |seen, before| match (seen.class, seen.char) {
        (_, '\t' | '\n' | '\r') => Some(if before.is_empty() { "#32;".into() } else { " ".into() }),
        (Class::Hidden, c) => Some(seen_as(c, reference).into()),
        (_, c) if stands(c, before) => None,
        (_, c) => Some(reference(c).into()),
    })
}

/// Text within the double quotes of a value of the YAML that may stand before a chart of Mermaid, on one line.
///
/// There are no references there: what does not stand for itself is `\u0022`.
pub fn mermaid_title(text: &str) -> Cow<'_, str> {
    shortened(text, |seen, before| match (seen.class, seen.char) {
        (_, '\t' | '\n' | '\r') => Some(" ".into()),
        (Class::Hidden, c) => Some(seen_as(c, unit_escapes).into()),
        (_, c) if stands(c, before) => None,
        (_, c) => Some(unit_escapes(c).into()),
    })
}

/// The first characters, each replaced if need be by what it is and what stands before it.
fn shortened(text: &str, replacement: impl Fn(Seen<'_>, &str) -> Option<Cow<'static, str>>) -> Cow<'_, str> {
    let beginning = text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end));
    let shown = beginning.unwrap_or(text);
    let escaped = rewrite(shown, |seen| replacement(seen, shown.get(..seen.at).unwrap_or_default()));
    if beginning.is_some() { Cow::Owned(escaped.into_owned() + "…") } else { escaped }
}

/// Whether a character is only itself where it stands.
fn stands(c: char, before: &str) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        // At the start, these and the space may begin a list or a block of code.
        ' ' | ',' | '/' | '(' | '-' => !before.is_empty(),
        // After a number a list; after `www` an address.
        '.' | ')' => !before.bytes().all(|byte| byte.is_ascii_digit()) && !ends_with_www(before),
        // With these Mermaid marks where a reference that it has read begins and ends.
        '\u{fb02}' | '¶' => false,
        _ => !c.is_ascii(),
    }
}

/// A character that shows nothing, made visible.
fn seen_as(c: char, replacement: impl Fn(char) -> String) -> String {
    let visible = made_visible(c);
    let each = visible.chars().map(|c| if c.is_ascii_alphanumeric() { c.into() } else { replacement(c) });
    each.collect()
}

fn ends_with_www(before: &str) -> bool {
    let end = before.len().checked_sub(3).and_then(|start| before.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

fn reference(c: char) -> String {
    format!("#{};", u32::from(c))
}

fn unit_escapes(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stays_readable() {
        for text in ["Skarpnäck, 24x7 (SDF)", "Meta 3.10", "a/b-c", "数据 🏙", "10 e-tjänster"] {
            assert_eq!(mermaid(text), text);
            assert_eq!(mermaid_title(text), text);
        }
    }

    #[test]
    fn a_label_cannot_leave_its_quotes() {
        assert_eq!(mermaid(r#"a"]; click n0 "x""#), "a#34;#93;#59; click n0 #34;x#34;");
        assert_eq!(mermaid("#quot;"), "#35;quot#59;");
        assert_eq!(mermaid("a\n%%{init: {}}%%"), "a #37;#37;#123;init#58; #123;#125;#125;#37;#37;");
        assert_eq!(mermaid("<b>&amp;`x`"), "#60;b#62;#38;amp#59;#96;x#96;");
        assert_eq!(mermaid("\u{fb02}°°60¶ß"), "#64258;°°60#182;ß");
    }

    #[test]
    fn nothing_is_markdown() {
        assert_eq!(mermaid("1. a 2. b"), "1#46; a 2. b");
        assert_eq!(mermaid("- a - b"), "#45; a - b");
        assert_eq!(mermaid("    a"), "#32;   a");
        assert_eq!(mermaid("www.x.se *a* _b_"), "www#46;x.se #42;a#42; #95;b#95;");
        assert_eq!(mermaid("\n- a"), "#32;- a");
    }

    #[test]
    fn a_title_stays_one_value() {
        assert_eq!(mermaid_title("a\"\n---\nb: \\"), r"a\u0022 --- b\u003a \u005c");
        assert_eq!(mermaid_title("%%{x}%%"), r"\u0025\u0025\u007bx\u007d\u0025\u0025");
    }

    #[test]
    fn hidden_characters_are_seen() {
        assert_eq!(mermaid("a\u{1b}b"), "a#92;u#123;1b#125;b");
        assert_eq!(mermaid_title("a\u{1b}b"), r"a\u005cu\u007b1b\u007db");
    }

    #[test]
    fn a_long_label_ends_in_an_ellipsis() {
        let longest = "å".repeat(256);
        assert_eq!(mermaid(&longest), longest);
        assert_eq!(mermaid(&format!("{longest}x")), format!("{longest}…"));
    }
}
