//! The files of a map as they were read, and the way from a place to a line and column.

use std::sync::OnceLock;

use super::{FileId, Place};

/// The files of a map, numbered in sorted order of their paths.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One file: its path as the user may type it, and the text that was read from it.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: OnceLock<Vec<u32>>,
    characters: OnceLock<Vec<u32>>,
}

/// A place as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line of the place, without its end.
    pub text: &'a str,
    /// How many characters of that line the place covers, at least 1.
    pub width: usize,
}

impl Sources {
    /// Adds a file and returns its number.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId::new(self.files.len());
        self.files.push(Source { path, text, line_starts: OnceLock::new(), characters: OnceLock::new() });
        id
    }

    /// The file with this number.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.index())
    }

    /// All files, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Line, column and text of a place. The first call for a file reads its text once to find the lines.
    pub fn locate(&self, place: Place) -> Location<'_> {
        match self.get(place.file) {
            Some(source) => source.locate(place.start as usize, place.end as usize),
            None => Location { path: "", line: 1, column: 1, text: "", width: 1 },
        }
    }
}

impl Source {
    /// The path, relative to where the user stands or to the map, as it was found.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text as read, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn locate(&self, start: usize, end: usize) -> Location<'_> {
        let start = floor_char_boundary(&self.text, start);
        let starts = self.line_starts();
        let line = starts.partition_point(|&s| s as usize <= start).max(1);
        let line_start = starts.get(line - 1).map_or(0, |&s| s as usize);
        let line_end = starts.get(line).map_or(self.text.len(), |&s| s as usize);
        let text = self.text.get(line_start..line_end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let column = self.characters_before(start) - self.characters_before(line_start) + 1;
        let covered_end = floor_char_boundary(&self.text, end).min(line_start + text.len());
        let width = self.text.get(start..covered_end).map_or(0, |covered| covered.chars().count());
        Location { path: &self.path, line, column, text, width: width.max(1) }
    }

    /// How many characters stand before a byte, counted from the nearest mark: a line may be as long as its file.
    fn characters_before(&self, offset: usize) -> usize {
        let is_first_byte = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
        let count = |bytes: &[u8]| bytes.iter().filter(is_first_byte).count();
        let bytes = self.text.as_bytes();
        let marks = self.characters.get_or_init(|| {
            let mut total = 0;
            let before_chunk = |chunk: &[u8]| {
                let before = total;
                total += u32::try_from(count(chunk)).unwrap_or(0);
                before
            };
            bytes.chunks(MARK_EVERY).map(before_chunk).collect()
        });
        let mark = (offset / MARK_EVERY).min(marks.len().saturating_sub(1));
        let rest = bytes.get(mark * MARK_EVERY..offset).unwrap_or_default();
        marks.get(mark).map_or(0, |&before| before as usize) + count(rest)
    }

    /// The byte at which each line begins. A line ends with LF, CR LF or a lone CR, as in YAML.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let after_line_end = |(i, &byte): (usize, &u8)| match byte {
                b'\n' => Some(i + 1),
                b'\r' if bytes.get(i + 1) != Some(&b'\n') => Some(i + 1),
                _ => None,
            };
            let ends = bytes.iter().enumerate().filter_map(after_line_end);
            std::iter::once(0).chain(ends).map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect()
        })
    }
}

/// Bytes between two marks of the count of characters.
const MARK_EVERY: usize = 1024;

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locate(text: &str, start: usize, end: usize) -> (usize, usize, String, usize) {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml".into(), text.into());
        let at = sources.locate(Place::new(file, start, end));
        (at.line, at.column, at.text.into(), at.width)
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        assert_eq!(locate("a\nbc\n", 3, 4), (2, 2, "bc".into(), 1));
        assert_eq!(locate("a\r\nbc\r\n", 3, 5), (2, 1, "bc".into(), 2));
        assert_eq!(locate("a\rbc", 2, 4), (2, 1, "bc".into(), 2));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(locate("åäö: x", 8, 9), (1, 6, "åäö: x".into(), 1));
    }

    #[test]
    fn columns_are_counted_over_marks() {
        let text = format!("{}\n{}x", "å".repeat(700), "ö".repeat(5000));
        assert_eq!(locate(&text, text.len() - 1, text.len()).1, 5001);
    }

    #[test]
    fn a_place_beyond_the_text_or_inside_a_character_is_still_a_place() {
        assert_eq!(locate("å", 1, 99), (1, 1, "å".into(), 1));
        assert_eq!(locate("", 7, 9), (1, 1, String::new(), 1));
        assert_eq!(locate("ab\ncd", 1, 5), (1, 2, "ab".into(), 1));
    }
}
