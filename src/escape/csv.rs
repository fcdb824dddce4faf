//! For spreadsheets.

use super::terminal::terminal;

/// One cell of a CSV file (RFC 4180), as text and nothing else.
///
/// A record is one line: line breaks and hidden characters are written out as in [`terminal`]. A cell that a
/// spreadsheet would compute gets a leading `'`, also in mid-text after a semicolon: where the decimal sign is a
/// comma, as in Sweden, a spreadsheet splits a comma-separated line there.
pub fn csv(text: &str) -> String {
    let line = terminal(text);
    let cell = line.split(';').map(guarded).collect::<Vec<_>>().join(";");
    if needs_quotes(&cell) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn guarded(part: &str) -> String {
    let guard = if is_formula(part) { "'" } else { "" };
    format!("{guard}{part}")
}

/// One cell of a sheet that is read back: as it is, lines and all, but for a leading `'` before what a spreadsheet would
/// compute, which readers take away again. What hides or harms must have been spelled out before.
pub fn csv_exact(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    let needs_quotes = text.contains([',', ';', '\t', '"', '\n', '\r']) || text.trim() != text;
    if needs_quotes { format!("\"{guard}{}\"", text.replace('"', "\"\"")) } else { format!("{guard}{text}") }
}

/// Whether a spreadsheet would compute a text: they differ in what they skip before a formula, and some read the
/// full-width signs too.
pub fn is_formula(part: &str) -> bool {
    const SIGNS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    part.trim_start_matches(|c: char| c.is_whitespace() || c == '"').starts_with(SIGNS)
}

fn needs_quotes(cell: &str) -> bool {
    cell.contains([',', ';', '"']) || cell.trim() != cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_where_needed() {
        assert_eq!(csv("Skarpnäck"), "Skarpnäck");
        assert_eq!(csv(""), "");
        assert_eq!(csv("a,b"), "\"a,b\"");
        assert_eq!(csv("5\" disk"), "\"5\"\" disk\"");
        assert_eq!(csv(" a"), "\" a\"");
    }

    #[test]
    fn a_formula_is_text() {
        assert_eq!(csv("=1+1"), "'=1+1");
        assert_eq!(csv("-1"), "'-1");
        assert_eq!(csv(" @SUM"), "' @SUM");
        assert_eq!(csv("＝1"), "'＝1");
        assert_eq!(csv("a-b=c"), "a-b=c");
    }

    #[test]
    fn a_semicolon_begins_a_cell_in_sweden() {
        assert_eq!(csv("a;=1"), "\"a;'=1\"");
        assert_eq!(csv("a;\"=1\""), "\"a;'\"\"=1\"\"\"");
        assert_eq!(csv("a; b"), "\"a; b\"");
    }

    #[test]
    fn a_record_is_one_line() {
        assert_eq!(csv("a\r\n::error::x"), r"a\r\n::error::x");
        assert_eq!(csv("\t=1"), r"\t=1");
    }
}
