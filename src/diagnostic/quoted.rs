//! What a user wrote, in a message.

/// The greatest number of characters of a user's text that a message shows.
const SHOWN: usize = 60;

/// A user's text between backquotes, shortened if it is so long that it would hide the message.
///
/// Knows nothing of where the message goes: what is dangerous there is escaped there.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(quoted("smil"), "`smil`");
        assert_eq!(quoted(&"å".repeat(60)), format!("`{}`", "å".repeat(60)));
        assert_eq!(quoted(&"å".repeat(61)), format!("`{}…`", "å".repeat(60)));
    }
}
