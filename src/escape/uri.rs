//! For the path of a URI.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A path with `/` between its parts, as the path of a URI.
///
/// Letters and digits of ASCII and `-._~/` stand for themselves; all else is written `%C3%A5`, byte by byte. So a
/// colon cannot make a scheme of what precedes it, and the path is read back exactly.
pub fn uri_path(path: &str) -> Cow<'_, str> {
    let stands = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    if path.bytes().all(stands) {
        return Cow::Borrowed(path);
    }
    let mut uri = String::with_capacity(path.len() + 16);
    for byte in path.bytes() {
        if stands(byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    Cow::Owned(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_reserved_stands() {
        assert!(matches!(uri_path("maps/it-systems_2.old~.yaml"), Cow::Borrowed(_)));
    }

    #[test]
    fn all_else_is_encoded() {
        assert_eq!(uri_path("kartor/Söder malm.yaml"), "kartor/S%C3%B6der%20malm.yaml");
        assert_eq!(uri_path("javascript:1%20#?\n[x]"), "javascript%3A1%2520%23%3F%0A%5Bx%5D");
    }
}
