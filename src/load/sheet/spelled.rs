//! Texts that a cell cannot hold as they are, spelled out: in double quotes, and with `\` for what would be lost, as JSON
//! and YAML write it: `"one\ntwo"`.
//!
//! A text in double quotes without any `\` is that text, quotes and all: people put names in quotes.

use std::fmt::Write as _;

use crate::diagnostic::FileId;
use crate::escape;
use crate::load::Limits;
use crate::load::faults::Faults;
use crate::load::parse::parse;

/// Whether a text is written as one that is spelled out.
pub(super) fn is_spelled(written: &str) -> bool {
    let within = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    within.is_some_and(|within| within.is_empty() || (within.contains('\\') && !within.contains('\n')))
}

/// The text that is spelled out, if one is.
pub(super) fn meant(written: &str, limits: &Limits) -> Option<String> {
    if !is_spelled(written) {
        return None;
    }
    let mut faults = Faults::of_file(FileId::new(0));
    let tree = parse(written, FileId::new(0), limits, &mut faults);
    let mut values = tree.documents();
    let text = values.next().filter(|value| !value.is_absent())?.scalar()?.to_owned();
    let is_all = values.next().is_none() && faults.into_findings().is_empty();
    is_all.then_some(text)
}

/// A text, spelled out so that it comes back to the letter, and no part of it does anything in a spreadsheet.
pub(super) fn spelled(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_edge = before.is_none() || rest.peek().is_none();
        let is_plain = match c {
            ' ' => !is_edge && before != Some(' '),
            '"' | '\\' | ';' | '|' | '#' | '_' => false,
            c if c.is_ascii() => c.is_ascii_alphanumeric() || (before.is_some() && !c.is_ascii_control()),
            c => !c.is_whitespace() && escape::terminal(c.encode_utf8(&mut [0; 4])) == c.to_string(),
        };
        if is_plain {
            written.push(c)
        } else {
            spell(c, &mut written)
        }
        before = Some(c);
    }
    if let Some(first) = text.chars().next().filter(|_| !written.contains('\\')) {
        let others = written.split_off(first.len_utf8());
        written.clear();
        spell(first, &mut written);
        written.push_str(&others);
    }
    format!("\"{written}\"")
}

fn spell(c: char, written: &mut String) {
    // Writing to a String cannot fail.
    let _ = match c {
        '"' | '\\' => write!(written, "\\{c}"),
        '\n' => write!(written, "\\n"),
        '\t' => write!(written, "\\t"),
        c if u32::from(c) > 0xffff => write!(written, "\\U{:08x}", u32::from(c)),
        c => write!(written, "\\u{:04x}", u32::from(c)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_out_is_meant_to_the_letter() {
        for (text, written) in [
            ("", r#""""#),
            ("-", r#""\u002d""#),
            (" a", r#""\u0020a""#),
            ("one\ntwo", r#""one\ntwo""#),
            ("=a;=b", r#""\u003da\u003b=b""#),
            ("a\u{a0}b", r#""a\u00a0b""#),
            ("it", r#""\u0069t""#),
            ("a|\"b\\", r#""a\u007c\"b\\""#),
            ("##[x", r#""\u0023\u0023[x""#),
            ("💻\u{1d173}", r#""💻\U0001d173""#),
            ("Ölänning", r#""\u00d6länning""#),
        ] {
            assert_eq!(spelled(text), written);
            assert_eq!(meant(written, &Limits::default()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_only_quoted_is_a_text_with_quotes() {
        for text in
            ["\"", "\"Lisa\"", "\"C:\\", "\"a\\q\"", "\"a\\n\" and \"b\"", "\"\\u202e\"", "\"a\\n\": \"b\""]
        {
            assert_eq!(meant(text, &Limits::default()), None, "{text}");
        }
    }
}
