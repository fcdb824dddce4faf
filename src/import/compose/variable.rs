//! Variables in a value, as Compose writes them: `${TAG:-13}`.
//!
//! Nothing is looked up: what a variable says is known only where the value itself gives a default.

/// Stands around the name of a variable that nobody knows. No text of a file holds it.
pub(super) const UNKNOWN: char = '\0';

/// Stands for `$$`, which means a dollar.
const DOLLAR: char = '\u{1}';

/// A value with its variables put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    /// The text; in it the names of unknown variables between [`UNKNOWN`].
    pub(super) text: String,
    /// Whether a default was put in.
    pub(super) has_default: bool,
}

/// Puts the defaults of variables in. Nothing if a variable is not written as one.
pub(super) fn fill(text: &str) -> Option<Filled> {
    let mut text = text.replace("$$", &DOLLAR.to_string());
    let mut has_default = false;
    // The last that begins holds no other.
    while let Some(open) = text.rfind("${") {
        let close = open + text.get(open..)?.find('}')?;
        let (value, is_default) = value(text.get(open + 2..close)?)?;
        has_default |= is_default;
        text.replace_range(open..=close, &value);
    }
    while let Some(at) = text.find('$') {
        let name = name_at(text.get(at + 1..)?);
        if name.is_empty() {
            return None;
        }
        let (end, value) = (at + 1 + name.len(), unknown(name));
        text.replace_range(at..end, &value);
    }
    Some(Filled { text: text.replace(DOLLAR, "$"), has_default })
}

/// What stands between the braces: its value, and whether that is a default.
fn value(expression: &str) -> Option<(String, bool)> {
    let name = name_at(expression);
    let rest = expression.get(name.len()..).filter(|_| !name.is_empty())?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    match rest.chars().next() {
        None | Some('?') => Some((unknown(name), false)),
        Some('-') => Some((rest.get(1..)?.to_owned(), true)),
        Some('+') => Some((String::new(), true)),
        Some(_) => None,
    }
}

fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|name| !name.starts_with(|c: char| c.is_ascii_digit())).unwrap_or_default()
}

fn unknown(name: &str) -> String {
    format!("{UNKNOWN}{name}{UNKNOWN}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Option<(String, bool)> {
        fill(text).map(|filled| (filled.text.replace(UNKNOWN, "%"), filled.has_default))
    }

    #[test]
    fn defaults_are_put_in_and_others_stay_unknown() {
        let known = |text: &str, has_default: bool| Some((text.to_owned(), has_default));
        assert_eq!(filled("postgres:13"), known("postgres:13", false));
        assert_eq!(filled("postgres:${V:-13}"), known("postgres:13", true));
        assert_eq!(filled("postgres:${V-13}"), known("postgres:13", true));
        assert_eq!(filled("${R:-}app:${V:-${W:-4}}-$X"), known("app:4-%X%", true));
        assert_eq!(filled("app:${V}"), known("app:%V%", false));
        assert_eq!(filled("app:${V:?must be said}"), known("app:%V%", false));
        assert_eq!(filled("app${V:+-debug}"), known("app", true));
        assert_eq!(filled("a$$b$${c}"), known("a$b${c}", false));
        assert_eq!(filled("app:${V:-$W}"), known("app:%W%", true));
        for no_variable in ["app:${V", "app:${}", "app:${1}", "app:$", "app:${V*}", "$1"] {
            assert_eq!(filled(no_variable), None, "{no_variable}");
        }
    }
}
