//! For JSON that may be pasted elsewhere.

use super::scan::{Class, rewrite};

/// JSON text, already serialised, with every character escaped that is dangerous around JSON.
///
/// In HTML nothing can close the script or open a tag; in a terminal or a log nothing hides and nothing commands. All
/// these characters occur only within strings, so a reader gets the same values. White space between tokens stays.
///
/// Give it a whole document: a runner's command cannot begin a line of one, since strings begin with a quote.
pub fn json(text: &str) -> String {
    rewrite(text, |seen| match (seen.class, seen.char) {
        (_, '\n' | '\r' | '\t') => None,
        (_, '<' | '>' | '&') | (Class::Hidden | Class::Command, _) => Some(unit_escapes(seen.char).into()),
        (Class::Plain, _) => None,
    })
    .into_owned()
}

fn unit_escapes(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_closes_a_script() {
        assert_eq!(json(r#"["</script>&"]"#), r#"["\u003c/script\u003e\u0026"]"#);
    }

    #[test]
    fn hidden_characters_are_escapes() {
        assert_eq!(json("[\"\u{2028}\u{9b}\u{202e}\"]"), r#"["\u2028\u009b\u202e"]"#);
        assert_eq!(json("[\"\u{e0041}\"]"), r#"["\udb40\udc41"]"#);
    }

    #[test]
    fn structure_stays() {
        let pretty = "{\n  \"a\": [\n    1,\n    \"#1 ::\"\n  ]\n}\r\n";
        assert_eq!(json(pretty), pretty);
    }

    #[test]
    fn a_command_is_broken() {
        assert_eq!(json(r###"["##[error]"]"###), r##"["\u0023#[error]"]"##);
    }
}
