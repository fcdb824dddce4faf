//! Entries as YAML: a field a line, its value in flow style.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Entry, Written};
use crate::model::Listing;

/// A file of a map that declares these entries, listing by listing and in the order given.
pub fn yaml(entries: &[Entry]) -> String {
    let mut text = String::new();
    for listing in Listing::all() {
        let mut of_listing = entries.iter().filter(|entry| entry.listing == listing).peekable();
        if of_listing.peek().is_none() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{gap}{}:", listing.name());
        for entry in of_listing {
            let _ = writeln!(text, "  - id: {}", scalar(&entry.id));
            for (field, said) in &entry.fields {
                let _ = writeln!(text, "    {}: {}", scalar(field), flow(said));
            }
        }
    }
    text
}

/// What is left to write of a value.
enum Left<'w> {
    Value(&'w Written),
    Sign(&'static str),
    Key(&'w str),
}

/// A value on one line, in flow style.
pub fn flow(said: &Written) -> String {
    flow_of(said, scalar)
}

/// The same, with texts and keys written in a way of one's own.
pub fn flow_of(said: &Written, scalar: impl Fn(&str) -> Cow<'_, str>) -> String {
    let mut text = String::new();
    let mut left = vec![Left::Value(said)];
    while let Some(next) = left.pop() {
        match next {
            Left::Sign(sign) => text.push_str(sign),
            Left::Key(key) => {
                text.push_str(&scalar(key));
                text.push_str(": ");
            }
            Left::Value(Written::Text(said)) => text.push_str(&scalar(said)),
            Left::Value(Written::List(items)) => {
                text.push('[');
                left.push(Left::Sign("]"));
                for (at, item) in items.iter().enumerate().rev() {
                    left.push(Left::Value(item));
                    left.extend((at > 0).then_some(Left::Sign(", ")));
                }
            }
            Left::Value(Written::Mapping(entries)) => {
                text.push('{');
                left.push(Left::Sign("}"));
                for (at, (key, value)) in entries.iter().enumerate().rev() {
                    left.push(Left::Value(value));
                    left.push(Left::Key(key));
                    left.extend((at > 0).then_some(Left::Sign(", ")));
                }
            }
        }
    }
    text
}

/// A text as YAML reads it back, in flow style too: plain if nothing in it means something to YAML, else in double quotes.
pub fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            // What YAML takes for a line break, and what an editor may swallow.
            '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

fn is_plain(text: &str) -> bool {
    let may_begin = |c: char| c.is_alphanumeric();
    let may_stand = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '.' | '_' | '+' | ':' | '/' | '@' | '-' | '(' | ')' | '%' | '&' | ';' | '=' | '\''
            )
    };
    text.starts_with(may_begin)
        && text.chars().all(may_stand)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains("  ")
        && text != "null"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_only_where_yaml_would_read_something_else() {
        for plain in ["Lisa självservice", "4.10", "no", "2007-09-01", "a:b", "99.5", "nomis/database", "C++"]
        {
            assert_eq!(scalar(plain), plain);
        }
        for (text, quoted) in [
            ("", "\"\""),
            ("null", "\"null\""),
            ("~", "\"~\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("[a]", "\"[a]\""),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \\\"no\\\"\""),
            ("one\ntwo", "\"one\\ntwo\""),
            (" a", "\" a\""),
            ("-", "\"-\""),
        ] {
            assert_eq!(scalar(text), quoted);
        }
    }

    #[test]
    fn a_value_stands_on_one_line() {
        let group = Written::Mapping(vec![
            ("any_of".into(), vec!["a", "b"].into()),
            ("strength".into(), "hard".into()),
        ]);
        let list = Written::List(vec!["x".into(), group]);
        assert_eq!(flow(&list), "[x, {any_of: [a, b], strength: hard}]");
        assert_eq!(flow(&Written::List(vec![])), "[]");
    }
}
