//! Whether a file is an archive that may be unpacked: looked at before a workbook is read from it.
//!
//! Sizes that an archive declares are not believed: all of it is unpacked once, counted and thrown away. What the reader of
//! workbooks would take without measure is looked for in the bytes themselves: a table that says how long it is, which is
//! reserved at once, and references to cells that no number can hold.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::load::Limits;

/// More files than this are in no workbook.
const MOST_FILES: usize = 10_000;
/// For each byte that a file may have, an archive may unpack to so many.
const UNPACKED: usize = 8;

/// Says why an archive is not read, if it is not.
///
/// # Errors
/// In words, to follow the path of the file.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("it is protected by a password, or an old workbook (.xls); save it as a workbook (.xlsx) without \
                    a password"
            .to_owned());
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err("it is no workbook (.xlsx)".to_owned());
    }
    let damaged = |error: &dyn std::fmt::Display| {
        format!("this workbook is damaged: {}", super::plain(&error.to_string()))
    };
    // Counted before the directory is read, which takes memory for each.
    if bytes.windows(4).filter(|window| window == b"PK\x01\x02").nth(MOST_FILES).is_some() {
        return Err(format!("this workbook holds more than {MOST_FILES} files"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let most = limits.file_size.saturating_mul(UNPACKED);
    let mut left = most;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| damaged(&error))?;
        if file.encrypted() {
            return Err("it is protected by a password; save it without one".to_owned());
        }
        let name = file.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let mut content = Vec::new();
        let read = file.take(left as u64 + 1).read_to_end(&mut content);
        if content.len() > left {
            return Err(format!(
                "this workbook unpacks to more than {most} bytes, {UNPACKED} times `file_size`; raise that under [limits] in \
                 systemkarta.toml if it must be so"
            ));
        }
        read.map_err(|error| damaged(&error))?;
        left -= content.len();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        if is_xml && let Some(why) = not_xml(&content) {
            return Err(why.to_owned());
        }
        if let Some(why) = misleading(&content) {
            return Err(format!("this workbook is damaged: {why}"));
        }
    }
    Ok(())
}

/// A workbook has no use for what XML can declare, and no program writes it in another encoding.
fn not_xml(content: &[u8]) -> Option<&'static str> {
    let start = content.get(..content.len().min(200)).unwrap_or_default();
    if start.contains(&0) {
        return Some("this workbook is written in an encoding that no program writes");
    }
    let declares = |word: &[u8]| content.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
    declares(b"<!DOCTYPE")
        .then_some("this workbook declares XML entities, which no program writes; it is not read")
}

/// What would be believed without measure: how many texts there are, and which cells a reference means.
fn misleading(content: &[u8]) -> Option<&'static str> {
    let mut from = 0;
    while let Some(equals) = content.get(from..)?.iter().position(|byte| *byte == b'=') {
        let at = from + equals;
        from = at + 1;
        let before = content.get(..at).unwrap_or_default().trim_ascii_end();
        let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        let ends =
            |name: &[u8]| before.strip_suffix(name).is_some_and(|rest| !rest.last().is_some_and(in_name));
        let is_count = ends(b"uniqueCount");
        if !is_count && !ends(b"r") && !ends(b"ref") {
            continue;
        }
        let after = content.get(from..).unwrap_or_default().trim_ascii_start();
        let Some((quote, value)) = after.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))
        else {
            continue;
        };
        let value = value.split(|byte| byte == quote).next().unwrap_or_default();
        if is_count && counts_more_than(value, content.len()) {
            return Some("its table of texts is said to be longer than it is");
        }
        if !is_count && !is_sound_reference(value) {
            return Some("it refers to cells that no worksheet has");
        }
    }
    None
}

fn counts_more_than(value: &[u8], most: usize) -> bool {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(value).ok().and_then(|text| text.parse::<usize>().ok());
    is_number && number.is_none_or(|number| number > most)
}

/// Whether a value is no reference at all, or one that can be reckoned with: `B12`, `12`, `A1:C9`.
fn is_sound_reference(value: &[u8]) -> bool {
    let mut first: Option<(u64, u64)> = None;
    for part in value.split(|byte| *byte == b':') {
        let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (column, row) = part.split_at_checked(letters).unwrap_or_default();
        // Leading zeroes too are reckoned with one by one.
        if column.len() > 6 || row.iter().take_while(|byte| byte.is_ascii_digit()).count() > 9 {
            return false;
        }
        if !row.iter().all(u8::is_ascii_digit) {
            return true;
        }
        let column =
            column.iter().fold(0, |sum, byte| sum * 26 + u64::from(byte.to_ascii_lowercase() - b'a') + 1);
        let row = row.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        if first.is_some_and(|(c, r)| column < c || row < r) {
            return false;
        }
        first = first.or(Some((column, row)));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_reckoned_with_is_found_wherever_it_stands() {
        for sound in [
            "<c r=\"XFD1048576\">",
            "<dimension ref='A1:B2'/>",
            "<sst uniqueCount = \"10\">",
            "a = b",
            "r=",
            "r=\"é\"",
            "<a color=\"windowText\"/>",
        ] {
            assert_eq!(misleading(sound.as_bytes()), None, "{sound}");
        }
        for unsound in [
            "<c r=\"A9999999999\">",
            "<row  r = '99999999999'>",
            "<c r=\"ZZZZZZZZ1\">",
            "<dimension ref=\"B2:A1\"/>",
            "<f ref=\"A9:A1\"/>",
            "<sst uniqueCount=\"18446744073709551615\">",
            "<sst uniqueCount=\"99999999999999999999999\">",
        ] {
            assert!(misleading(unsound.as_bytes()).is_some(), "{unsound}");
        }
    }
}
