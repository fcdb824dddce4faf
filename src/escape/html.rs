//! For HTML.

use super::xml::xml;
use std::borrow::Cow;

/// Text between tags, or within a quoted attribute value.
///
/// The same as [`xml`]: the references used there mean the same in HTML.
///
/// Not for a place where text is code: a script, a style, an event handler, or a link, whose scheme must be checked.
pub fn html(text: &str) -> Cow<'_, str> {
    xml(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_stays_text() {
        assert_eq!(html("<img src=x onerror='1'>"), "&lt;img src=x onerror=&#39;1&#39;&gt;");
    }
}
