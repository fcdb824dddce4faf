//! A line of an answer: our own words, and what the map says, told apart so that each writer escapes it.

use std::borrow::Cow;

use super::Tone;
use crate::model::{Element, number};

/// A line as a sequence of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line<'a> {
    spans: Vec<Span<'a>>,
}

/// A part of a line. Whatever it holds is escaped by the writers, our own words too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Our own words.
    Words(Cow<'static, str>),
    /// Our own words, to be seen first.
    Strong(Cow<'static, str>),
    /// A number: with separators for people, without in a sheet.
    Number(usize),
    /// A text of the map that is read: a name, a reason, a value.
    Name(Cow<'a, str>),
    /// An id.
    Id(Cow<'a, str>),
    /// A text of the map that is copied: an address, a place in a file.
    Contact(Cow<'a, str>),
    /// A file that lies beside the page, by its name: a link where there are links.
    File(Cow<'a, str>),
    /// A command to be typed.
    Command(&'static str),
    /// A verdict in a word or two. The tone colours it, and never says more than the word.
    Chip(Cow<'static, str>, Tone),
    /// Between two chips.
    Gap,
    /// Words that the heading of a column makes superfluous: the unit of "2 steps".
    Unheaded(Cow<'static, str>),
    /// A remark for readers that a sheet has in a column of its own, or does without.
    Aside(Cow<'static, str>),
}

impl<'a> Line<'a> {
    /// An empty line, to be gone on with.
    pub fn new() -> Self {
        Self::default()
    }

    /// Our own words. What the map says goes into [`Line::name`] and its like.
    #[must_use]
    pub fn words(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.with(Span::Words(words.into()))
    }

    /// Our own words, to be seen first.
    #[must_use]
    pub fn strong(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.with(Span::Strong(words.into()))
    }

    /// A number.
    #[must_use]
    pub fn number(self, n: usize) -> Self {
        self.with(Span::Number(n))
    }

    /// "2 steps", or only the number beneath a heading.
    #[must_use]
    pub fn counted(self, n: usize, one: &str, many: &str) -> Self {
        let unit = if n == 1 { one } else { many };
        self.number(n).unheaded(format!(" {unit}"))
    }

    /// A text of the map that is read.
    #[must_use]
    pub fn name(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.with_said(Span::Name(text.into()))
    }

    /// An id.
    #[must_use]
    pub fn id(self, id: impl Into<Cow<'a, str>>) -> Self {
        self.with_said(Span::Id(id.into()))
    }

    /// A text of the map that is copied: an address, a place in a file.
    #[must_use]
    pub fn contact(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.with_said(Span::Contact(text.into()))
    }

    /// "Lisa (lisa)", or only the id if there is no other name.
    #[must_use]
    pub fn named(self, name: &'a str, id: &'a str) -> Self {
        if name == id { self.id(id) } else { self.name(name).words(" (").id(id).words(")") }
    }

    /// The same of an element or organisation.
    #[must_use]
    pub fn element(self, element: &'a Element) -> Self {
        self.named(element.name(), element.id())
    }

    /// A file that lies beside the page, by its name.
    #[must_use]
    pub fn file(self, name: impl Into<Cow<'a, str>>) -> Self {
        self.with_said(Span::File(name.into()))
    }

    /// A command to be typed.
    #[must_use]
    pub fn command(self, command: &'static str) -> Self {
        self.with(Span::Command(command))
    }

    /// A verdict in a word or two. Several may follow each other.
    #[must_use]
    pub fn chip(self, word: impl Into<Cow<'static, str>>, tone: Tone) -> Self {
        let after_chip = matches!(self.spans.last(), Some(Span::Chip(..)));
        let line = if after_chip { self.with(Span::Gap) } else { self };
        line.with(Span::Chip(word.into(), tone))
    }

    /// Words that the heading of a column makes superfluous.
    #[must_use]
    pub fn unheaded(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.with(Span::Unheaded(words.into()))
    }

    /// A remark for readers that a sheet leaves out.
    #[must_use]
    pub fn aside(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.with(Span::Aside(words.into()))
    }

    /// Another line after this one.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// The lines with a text between each two: "a → b → c".
    pub fn between(lines: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let add = |(i, line): (usize, Self)| if i == 0 { line } else { Self::from(separator).then(line) };
        lines.into_iter().enumerate().map(add).fold(Self::new(), Self::then)
    }

    /// "a", "a and b", "a, b and c".
    pub fn joined(lines: impl ExactSizeIterator<Item = Self>) -> Self {
        let last = lines.len().saturating_sub(1);
        let add = |(i, line): (usize, Self)| match i {
            0 => line,
            i if i == last => Self::from(" and ").then(line),
            _ => Self::from(", ").then(line),
        };
        lines.enumerate().map(add).fold(Self::new(), Self::then)
    }

    /// The first few, and how many more there are.
    pub fn few(lines: impl ExactSizeIterator<Item = Self>, at_most: usize) -> Self {
        let more = lines.len().saturating_sub(at_most);
        let mut shown: Vec<Self> = lines.take(at_most).collect();
        if more > 0 {
            shown.push(Self::new().words(format!("{} more", number(more))));
        }
        Self::joined(shown.into_iter())
    }

    /// With a capital letter at the start, if it starts with our own words.
    #[must_use]
    pub fn capitalised(&self) -> Self {
        let mut line = self.clone();
        if let Some(Span::Words(words)) = line.spans.first_mut() {
            let mut letters = words.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            *words = (capital + letters.as_str()).into();
        }
        line
    }

    /// It as plain text; it is escaped by whoever writes it.
    pub fn plain(&self) -> String {
        let said = self.spans.iter().map(|span| match span {
            Span::Words(text)
            | Span::Strong(text)
            | Span::Chip(text, _)
            | Span::Unheaded(text)
            | Span::Aside(text) => text.to_string(),
            Span::Name(text) | Span::Id(text) | Span::Contact(text) | Span::File(text) => text.to_string(),
            Span::Number(n) => n.to_string(),
            Span::Command(command) => (*command).to_owned(),
            Span::Gap => ", ".to_owned(),
        });
        said.collect()
    }

    /// The spans in order.
    pub fn spans(&self) -> &[Span<'a>] {
        &self.spans
    }

    fn with(mut self, span: Span<'a>) -> Self {
        self.spans.push(span);
        self
    }

    /// Two texts of the map never touch, so that they cannot become together what neither is alone.
    fn with_said(self, span: Span<'a>) -> Self {
        let touches =
            matches!(self.spans.last(), Some(Span::Name(_) | Span::Id(_) | Span::Contact(_) | Span::File(_)));
        let line = if touches { self.words(" ") } else { self };
        line.with(span)
    }
}

impl From<&'static str> for Line<'_> {
    fn from(words: &'static str) -> Self {
        Self::new().words(words)
    }
}

impl From<String> for Line<'_> {
    fn from(words: String) -> Self {
        Self::new().words(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_said_as_in_speech() {
        let ids = |n: usize| (0..n).map(|i| Line::new().id(i.to_string()));
        assert_eq!(Line::few(ids(3), 5), Line::new().id("0").words(", ").id("1").words(" and ").id("2"));
        assert_eq!(Line::few(ids(3), 1), Line::new().id("0").words(" and ").words("2 more"));
        assert_eq!(Line::few(ids(0), 5), Line::new());
        assert_eq!(Line::between(ids(2), " → "), Line::new().id("0").words(" → ").id("1"));
    }

    #[test]
    fn an_element_without_a_name_is_called_by_its_id() {
        assert_eq!(Line::new().named("lisa", "lisa"), Line::new().id("lisa"));
    }

    #[test]
    fn two_texts_of_the_map_do_not_touch() {
        assert_eq!(Line::new().name("#").id("#[x]"), Line::new().name("#").words(" ").id("#[x]"));
    }

    #[test]
    fn only_our_own_words_get_a_capital() {
        assert_eq!(Line::from("åtta").capitalised(), Line::from("Åtta"));
        assert_eq!(Line::new().name("lisa").capitalised(), Line::new().name("lisa"));
    }
}
