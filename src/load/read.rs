//! One file to text: size, encoding and what the file system refuses.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use super::discover::Entry;
use super::parse::limit;
use super::sheet::{self, Encoding, windows_1252};
use crate::diagnostic::{FileId, Finding, Place};

/// Why a file gave no text: what could be shown of it, and the finding.
type Unread = (String, Box<Finding>);

/// Reads a file as UTF-8, without a byte order mark, in one bounded go. What is not UTF-8 is read in another encoding if
/// there is one.
pub(super) fn read(
    entry: &Entry,
    file: FileId,
    size_limit: usize,
    other: Option<Encoding>,
) -> Result<String, Unread> {
    let bytes = bounded(entry, size_limit).map_err(|error| unreadable(file, &error))?;
    if bytes.len() > size_limit {
        let message = format!("this file is larger than {size_limit} bytes and is not read");
        return Err((String::new(), Box::new(limit(Place::file(file), "file_size", message))));
    }
    decode(bytes, file, other, sheet::is_sheet(&entry.path))
}

/// The bytes of a file as text, whatever they are: for what was kept of a map, of which nobody can be told any more what
/// is wrong with it. A sheet that is not UTF-8 is most likely Windows-1252.
pub fn text_of_file<'b>(name: &str, bytes: &'b [u8]) -> Cow<'b, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if sheet::is_sheet(Path::new(name)) => Cow::Owned(windows_1252(bytes)),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// What to do about a file that is not UTF-8.
const SAVE: &str = "save it as UTF-8";
/// What to do about a sheet that is not UTF-8.
const SAVE_SHEET: &str = "save it as `CSV UTF-8`; or if all sheets are saved so, write `encoding = \"latin-1\"` under [csv] in systemkarta.toml";

/// What to do about a sheet in an encoding that is never read, such as the `Unicode text` of Excel.
const SAVE_WIDE_SHEET: &str = "save it as `CSV UTF-8`";

/// What is judged is the file that was opened, and not its name: that may have come to mean another one.
pub(super) fn bounded(entry: &Entry, size_limit: usize) -> io::Result<Vec<u8>> {
    let file = open(entry)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let expected = usize::try_from(metadata.len()).unwrap_or(size_limit).min(size_limit);
    let mut bytes = Vec::with_capacity(expected + 1);
    file.take(size_limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens without waiting for a writer, should it be a pipe, and without following a link that nobody named.
#[cfg(unix)]
fn open(entry: &Entry) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let follow = if entry.named { 0 } else { libc::O_NOFOLLOW };
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | follow).open(&entry.path)
}

#[cfg(not(unix))]
fn open(entry: &Entry) -> io::Result<File> {
    OpenOptions::new().read(true).open(&entry.path)
}

fn unreadable(file: FileId, error: &io::Error) -> Unread {
    let finding =
        Finding::new("unreadable-file", Place::file(file), format!("this file cannot be read: {error}"));
    (String::new(), Box::new(finding))
}

fn decode(
    mut bytes: Vec<u8>,
    file: FileId,
    other: Option<Encoding>,
    is_sheet: bool,
) -> Result<String, Unread> {
    let mark = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    bytes.drain(..mark);
    if let Some(encoding) = wide_encoding(&bytes) {
        let finding = Finding::new("unreadable-file", Place::file(file), format!("this file is {encoding}"));
        let finding = finding.help(if is_sheet { SAVE_WIDE_SHEET } else { SAVE });
        return Err((String::new(), Box::new(finding)));
    }
    String::from_utf8(bytes).or_else(|error| {
        if let Some(Encoding::Windows1252) = other {
            return Ok(windows_1252(error.as_bytes()));
        }
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let message = format!("this file is not UTF-8: byte 0x{byte:02X} at offset {}", mark + at);
        let finding = Finding::new("unreadable-file", Place::new(file, at, at + 1), message);
        let finding = finding.help(if is_sheet { SAVE_SHEET } else { SAVE });
        Err((text, Box::new(finding)))
    })
}

/// UTF-16 and UTF-32 are known by their byte order mark, or by the zero bytes of their first characters.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0, 0, 0, first, ..] | [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] if *first != 0 && *second != 0 => {
            Some("UTF-16")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, String> {
        decode(bytes.to_vec(), FileId::new(0), None, false).map_err(|(_, finding)| finding.message)
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa: 1"), Ok("a: 1".into()));
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(decoded(b"\xFF\xFEa\0"), Err("this file is UTF-16".into()));
        assert_eq!(decoded(b"a\0b\0"), Err("this file is UTF-16".into()));
        assert_eq!(decoded(b"\0\0\0a\0\0\0b"), Err("this file is UTF-32".into()));
        assert_eq!(decoded(b"ab\xFFc"), Err("this file is not UTF-8: byte 0xFF at offset 2".into()));
        assert_eq!(
            decoded(b"\xEF\xBB\xBFab\xFFc"),
            Err("this file is not UTF-8: byte 0xFF at offset 5".into())
        );
    }

    /// What stood there when the folder was listed may be another thing when it is opened.
    #[cfg(unix)]
    #[test]
    fn a_file_that_became_a_link_or_a_pipe_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("file"), "systems: [a]").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        let text_of = |name: &str, named: bool| {
            let entry = Entry { path: at(name), shown: name.into(), named };
            read(&entry, FileId::new(0), 100, None).map_err(|(_, finding)| finding.message)
        };
        assert_eq!(text_of("file", false), Ok("systems: [a]".into()));
        assert_eq!(text_of("link", true), Ok("systems: [a]".into()));
        assert!(text_of("link", false).unwrap_err().starts_with("this file cannot be read: "));
        for name in ["pipe", "."] {
            assert_eq!(text_of(name, true), Err("this file cannot be read: it is not a regular file".into()));
        }
    }
}
