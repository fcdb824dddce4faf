//! Texts from outside as a map may hold them.

use crate::escape;
use crate::load::Limits;

/// Takes texts in, and counts what was changed in them.
pub(super) struct Texts<'l> {
    limits: &'l Limits,
    /// Texts from which characters were left out.
    forbidden: usize,
    /// Texts that were cut off.
    cut: usize,
}

impl<'l> Texts<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, forbidden: 0, cut: 0 }
    }

    /// A text of several lines.
    pub(super) fn lines(&mut self, text: &str) -> String {
        let cleaned =
            if escape::forbidden_in_text(text).is_some() { self.cleaned(text) } else { text.to_owned() };
        let trimmed = cleaned.trim();
        self.bounded(trimmed, self.limits.scalar_length)
    }

    /// A text of one line, with single spaces.
    pub(super) fn line(&mut self, text: &str) -> String {
        let line: Vec<&str> = text.split_whitespace().collect();
        self.lines(&line.join(" "))
    }

    /// A key: a short line.
    pub(super) fn key(&mut self, text: &str) -> String {
        let line = self.line(text);
        self.bounded(&line, 100)
    }

    fn cleaned(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut buffer = [0; 4];
        let mut left_out = false;
        let kept = text.chars().filter(|c| {
            let is_kept = escape::forbidden_in_text(c.encode_utf8(&mut buffer)).is_none();
            left_out |= !is_kept;
            is_kept
        });
        let kept: String = kept.collect();
        self.forbidden += usize::from(left_out);
        kept
    }

    fn bounded(&mut self, text: &str, most: usize) -> String {
        if text.len() <= most {
            return text.to_owned();
        }
        self.cut += 1;
        let end = (0..=most).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
        text.get(..end).unwrap_or_default().trim_end().to_owned()
    }

    /// What a person should know of it.
    pub(super) fn remarks(&self) -> impl Iterator<Item = String> {
        let told = [
            (self.forbidden, "characters that show nothing or do something were left out of", ""),
            (self.cut, "", "cut off, since they are longer than the map may hold"),
        ];
        told.into_iter().filter(|(count, ..)| *count > 0).map(|(count, before, after)| {
            let texts = if count == 1 { "1 text".to_owned() } else { format!("{count} texts") };
            match after {
                "" => format!("{before} {texts}"),
                _ => format!("{texts} {} {after}", if count == 1 { "was" } else { "were" }),
            }
        })
    }
}
