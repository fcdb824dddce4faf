//! The text around the place at which the parser gave up: lines, indentation, quotes and brackets near it.
//!
//! Knows nothing of what the parser wanted there.

use crate::diagnostic::quoted;

/// How far back the bracket is looked for that a comma or an end is missing for.
const NEAR: usize = 4096;

/// A slip: the bytes concerned, what is wrong, and the way out.
pub(super) struct Slip {
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) message: String,
    pub(super) help: String,
}

impl Slip {
    pub(super) fn new(at: usize, length: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { at, length, message: message.into(), help: help.into() }
    }
}

/// The text and the byte at which the parser gave up.
pub(super) struct Surroundings<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) line_start: usize,
    pub(super) line: &'t str,
}

impl<'t> Surroundings<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        let line_start = line_start(text, at);
        Self { text, at, line_start, line: line_at(text, line_start) }
    }

    pub(super) fn here(&self, length: usize, message: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip::new(self.at, length, message, help)
    }

    /// A slip that is the whole line, from its first character.
    pub(super) fn whole_line(&self, message: &str, help: &str) -> Slip {
        let indentation = self.indentation().len();
        Slip::new(self.line_start + indentation, self.line.trim().len(), message, help)
    }

    pub(super) fn rest(&self) -> &'t str {
        from_here(self.text, self.at)
    }

    pub(super) fn before_on_line(&self) -> &'t str {
        self.text.get(self.line_start..self.at).unwrap_or_default()
    }

    pub(super) fn indentation(&self) -> &'t str {
        let line = self.line;
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    pub(super) fn starts_line(&self) -> bool {
        self.before_on_line().trim().is_empty()
    }

    /// The start of the last line before this one that is not blank.
    pub(super) fn previous_line(&self) -> Option<usize> {
        let before = self.text.get(..self.line_start)?.trim_end();
        (!before.is_empty()).then(|| line_start(self.text, before.len()))
    }

    /// The first tab that indents a line, from this line on.
    pub(super) fn first_tab_of_indentation(&self) -> Option<usize> {
        let start = self.line_start;
        let mut line_starts_so_far = true;
        let is_tab_of_indentation = |(_, c): &(usize, char)| {
            let found = *c == '\t' && line_starts_so_far;
            line_starts_so_far = *c == '\n' || *c == '\r' || (line_starts_so_far && *c == ' ');
            found
        };
        from_here(self.text, start).char_indices().find(is_tab_of_indentation).map(|(i, _)| start + i)
    }

    /// A colon on a line that stands between a word and its value without a space, if no other colon does better.
    pub(super) fn tight_colon(&self, line_start: usize) -> Option<Slip> {
        let line = line_at(self.text, line_start);
        let written = line.split(" #").next().unwrap_or_default().trim_end();
        if written.contains(": ") || written.ends_with(':') {
            return None;
        }
        let (key, value) = written.split_once(':')?;
        let word = key.trim_start_matches([' ', '-', '{', '[']);
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        (is_word && !value.starts_with("//")).then(|| {
            let help = format!("write {}, with a space", quoted(&format!("{word}: {value}")));
            Slip::new(line_start + key.len(), 1, "there is no space after this colon", help)
        })
    }

    /// The quote that opened the text in which the parser gave up: here, or the last one before a word.
    pub(super) fn opening_quote(&self) -> usize {
        if self.rest().starts_with(['"', '\'']) {
            return self.at;
        }
        let before = self.text.get(..self.at).unwrap_or_default();
        let opens = |(i, _): &(usize, &str)| {
            let earlier = before.get(..*i).and_then(|text| text.chars().next_back());
            earlier.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','))
        };
        before.rmatch_indices(['"', '\'']).find(opens).map_or(self.at, |(i, _)| i)
    }

    /// The innermost bracket that is open here, as far as it stands near. Brackets in quotes may mislead it.
    pub(super) fn opening_bracket(&self) -> Option<(usize, char)> {
        let mut closed = 0;
        let before = self.text.get(..self.at)?.char_indices().rev();
        for (i, c) in before.take_while(|(i, _)| self.at - i <= NEAR) {
            match c {
                ']' | '}' => closed += 1,
                '[' | '{' if closed == 0 => return Some((i, c)),
                '[' | '{' => closed -= 1,
                _ => {}
            }
        }
        None
    }
}

pub(super) fn from_here(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').max(before.rfind('\r')).map_or(0, |i| i + 1)
}

pub(super) fn line_at(text: &str, start: usize) -> &str {
    let rest = from_here(text, start);
    let end = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or_default();
    line.split_once('\r').map_or(line, |(line, _)| line)
}
