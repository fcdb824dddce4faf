//! Writes XML: elements are closed, and every value and text is escaped, because there is no other way to
//! write one.

use std::fmt::{self, Display, Write};

use crate::escape;

/// A document that is being written.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
    open: Vec<&'static str>,
}

/// Attributes in the order in which they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

impl Markup {
    /// Opens an element that will have content.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.put(format_args!("</{name}>\n"));
        }
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.start(name, attributes);
        let text = escape::xml(text);
        self.put(format_args!(">{text}</{name}>\n"));
    }

    /// The document; what is open is closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.put(format_args!("<{name}"));
        for (name, value) in attributes {
            let value = value.to_string();
            // Left out rather than written empty: `stroke-dasharray=""` is an error to some readers.
            if !value.is_empty() {
                self.put(format_args!(" {name}=\"{}\"", escape::xml(&value)));
            }
        }
    }

    fn put(&mut self, what: fmt::Arguments) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(what);
    }
}

/// A length or a place: two decimals at most, and the same text on every machine.
pub(super) struct Num(pub f64);

impl Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 * 100.0).round();
        let rounded = if hundredths == 0.0 { 0.0 } else { hundredths / 100.0 };
        write!(f, "{rounded}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_closed() {
        let mut markup = Markup::default();
        markup.open("g", &[("id", &"a\"<"), ("class", &"")]);
        markup.text("text", &[], "R&D </text>");
        assert_eq!(markup.finish(), "<g id=\"a&quot;&lt;\">\n<text>R&amp;D &lt;/text&gt;</text>\n</g>\n");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [Num(1.0), Num(0.123), Num(-0.001), Num(1234.5)].map(|num| num.to_string()),
            ["1", "0.12", "0", "1234.5"]
        );
    }
}
