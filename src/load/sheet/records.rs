//! Text to records of cells with their places: the only place that knows the CSV parser.
//!
//! What the parser takes without a word, and an owner of a sheet did not mean, is noticed here: a quote that is not closed.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::settings::delimiter;

/// The cells of one record, at most as many as were asked for.
#[derive(Debug, Default)]
pub(super) struct Record<'t> {
    pub(super) cells: Vec<RawCell<'t>>,
    /// The first cell with something in it beyond those that were asked for.
    pub(super) surplus: Option<(usize, usize)>,
    /// A quote that is not where it should be.
    pub(super) slip: Option<QuoteSlip>,
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) struct RawCell<'t> {
    /// Its text, without the quotes around it.
    pub(super) text: Cow<'t, str>,
    /// Where the text begins; in the text of the file it stands so, if it is borrowed.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A quote that is not where it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteSlip {
    /// A cell begins with a quote here that is not closed before the text ends, or only where another cell goes on.
    Open(usize),
    /// Something follows here the quote that ends a cell.
    Followed(usize),
}

/// Reads records one after the other.
pub(super) struct Records<'t> {
    text: &'t str,
    reader: Reader,
    delimiter: u8,
    at: usize,
    buffer: Vec<u8>,
}

impl<'t> Records<'t> {
    /// The records of a text. What stands between cells is found in its first line, or said there as Excel does.
    pub(super) fn of(text: &'t str, said: Option<u8>) -> Self {
        let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let first = text.get(at..).unwrap_or_default().lines().next().unwrap_or_default();
        let first = first.split('\r').next().unwrap_or_default();
        let from_line = separator(first);
        if from_line.is_some() {
            at += first.len();
        }
        let rest = text.get(at..).unwrap_or_default();
        let delimiter = said.or(from_line).unwrap_or_else(|| delimiter_of(rest));
        Self { text, reader: reader(delimiter), delimiter, at, buffer: vec![0; 256] }
    }

    /// What stands between two cells.
    pub(super) fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Goes on with the line after the one in which a place stands.
    pub(super) fn skip_line_of(&mut self, place: usize) {
        let rest = self.text.get(place..).unwrap_or_default();
        self.at = rest.find(['\n', '\r']).map_or(self.text.len(), |end| place + end);
        self.reader = reader(self.delimiter);
    }

    /// The next record, with at most so many cells.
    pub(super) fn next(&mut self, most: usize) -> Option<Record<'t>> {
        let mut record = Record::default();
        loop {
            let from = match record.cells.is_empty() {
                true => self.after_line_ends(),
                false => self.at,
            };
            let (ended, length) = self.read_field();
            let Some(record_end) = ended else { return (!record.cells.is_empty()).then_some(record) };
            let raw = self.raw(from);
            if raw.starts_with('"') && record.slip.is_none() {
                record.slip = quote_slip(raw, from);
            }
            if record.cells.len() < most {
                let cell = self.cell(raw, from, length);
                record.cells.push(cell);
            } else if record.surplus.is_none() && !raw.trim().is_empty() && raw != "\"\"" {
                record.surplus = Some((from, from + raw.len()));
            }
            if record_end || matches!(record.slip, Some(QuoteSlip::Open(_))) {
                return Some(record);
            }
        }
    }

    /// Where the next record begins: lines without anything are passed over, as the parser does.
    fn after_line_ends(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at + (rest.len() - rest.trim_start_matches(['\n', '\r']).len())
    }

    /// Reads one cell into the buffer: whether it ends its record, and its length; nothing at the end of the text.
    fn read_field(&mut self) -> (Option<bool>, usize) {
        let mut length = 0;
        loop {
            if self.buffer.len() == length {
                self.buffer.resize(length * 2, 0);
            }
            let input = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let output = self.buffer.get_mut(length..).unwrap_or_default();
            let (result, read, written) = self.reader.read_field(input, output);
            self.at += read;
            length += written;
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => return (Some(record_end), length),
                ReadFieldResult::End => return (None, length),
            }
        }
    }

    /// The cell that was read from here, as it stands in the text, without what ends it.
    fn raw(&self, from: usize) -> &'t str {
        let raw = self.text.get(from..self.at).unwrap_or_default();
        let is_open = raw.starts_with('"') && closing_quote(raw).is_none();
        let ends = |c: char| matches!(c, '\n' | '\r') || c == char::from(self.delimiter);
        if is_open { raw } else { raw.strip_suffix(ends).unwrap_or(raw) }
    }

    fn cell(&self, raw: &'t str, from: usize, length: usize) -> RawCell<'t> {
        let end = from + raw.len();
        if !raw.starts_with('"') {
            return RawCell { text: Cow::Borrowed(raw), start: from, end };
        }
        let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
        let text = if inner.len() == length {
            Cow::Borrowed(inner)
        } else {
            Cow::Owned(String::from_utf8_lossy(self.buffer.get(..length).unwrap_or_default()).into_owned())
        };
        RawCell { text, start: from + 1, end: end.saturating_sub(1).max(from + 1) }
    }
}

fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The index of the quote that closes a cell which begins with one.
fn closing_quote(raw: &str) -> Option<usize> {
    let mut quotes = raw.match_indices('"').map(|(i, _)| i).skip(1).peekable();
    while let Some(quote) = quotes.next() {
        // Two quotes stand for one.
        if quotes.next_if_eq(&(quote + 1)).is_none() {
            return Some(quote);
        }
    }
    None
}

fn quote_slip(raw: &str, from: usize) -> Option<QuoteSlip> {
    let Some(closing) = closing_quote(raw) else { return Some(QuoteSlip::Open(from)) };
    let (within, after) = (raw.get(..closing)?, raw.get(closing + 1..)?);
    if after.trim().is_empty() {
        None
    } else if within.contains(['\n', '\r']) {
        Some(QuoteSlip::Open(from))
    } else {
        Some(QuoteSlip::Followed(from + closing + 1))
    }
}

/// What Excel is told by a first line such as `sep=;`.
fn separator(line: &str) -> Option<u8> {
    let line = line.trim_matches(|c| c == '"' || c == ' ');
    let said = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(line.get(4..))?;
    delimiter(said)
}

/// What stands between the cells of the first line that is not blank: what is most often in it, outside of quotes. The
/// comma if there is nothing to tell.
fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut in_quotes = false;
    for byte in text.trim_start_matches(['\n', '\r']).bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' | b'\r' if !in_quotes => break,
            _ if in_quotes => {}
            byte => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    let mut most = (b',', 0);
    for count in counts {
        if count.1 > most.1 {
            most = count;
        }
    }
    most.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::of(text, None);
        let mut all = Vec::new();
        while let Some(record) = records.next(100) {
            for cell in &record.cells {
                if let Cow::Borrowed(written) = cell.text {
                    assert_eq!(text.get(cell.start..cell.start + written.len()), Some(written), "{text:?}");
                }
            }
            all.push(record.cells.into_iter().map(|cell| cell.text.into_owned()).collect());
        }
        all
    }

    #[test]
    fn delimiters_are_found_and_lines_end_as_on_any_system() {
        let wanted = vec![vec!["a", "b c"], vec!["1", ""]];
        for text in [
            "a,b c\n1,\n",
            "a;b c\r\n1;",
            "a\tb c\r1\t\r",
            "\u{feff}a;b c\n\n1;\n\n",
            "sep=;\r\na;b c\r\n1;\r\n",
            "\"SEP=,\"\na,b c\n1,",
        ] {
            assert_eq!(read(text), wanted, "{text:?}");
        }
        assert_eq!(read("\u{feff}\"a;1\";b\n"), [["a;1", "b"]]);
        assert_eq!(read("a,b;c"), [["a", "b;c"]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
        assert_eq!(read("\n\r\n"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn quotes_hold_line_breaks_and_quotes() {
        assert_eq!(read("\"a\nb\",\"say \"\"x\"\"\"\nc,\"\"\n"), [["a\nb", "say \"x\""], ["c", ""]]);
        assert_eq!(read("the \"x\",b\n"), [["the \"x\"", "b"]]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_noticed() {
        let slips = |text| {
            let mut records = Records::of(text, None);
            let mut slips = Vec::new();
            while let Some(record) = records.next(10) {
                slips.extend(record.slip);
                if let Some(QuoteSlip::Open(at)) = record.slip {
                    records.skip_line_of(at);
                }
            }
            slips
        };
        assert_eq!(slips("a,b\n\"x,y\nz,w\n"), [QuoteSlip::Open(4)]);
        assert_eq!(slips("a,b\n\"x,y\nz,\"w\"\n"), [QuoteSlip::Open(4)]);
        assert_eq!(slips("a,b\n\"x\" y,z\n"), [QuoteSlip::Followed(7)]);
        assert_eq!(slips("a,b\n\"x\" ,z\n"), []);
        assert_eq!(slips("\""), [QuoteSlip::Open(0)]);
        assert_eq!(slips("\"\"\""), [QuoteSlip::Open(0)]);
    }

    #[test]
    fn cells_beyond_those_asked_for_are_told_and_not_kept() {
        let mut records = Records::of("a,b,,c\n1,2,,\"\"\n", None);
        let first = records.next(2).unwrap();
        assert_eq!((first.cells.len(), first.surplus), (2, Some((5, 6))));
        assert_eq!(records.next(2).unwrap().surplus, None);
    }
}
