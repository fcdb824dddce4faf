//! JSON as every report writes it: indented, safe to paste into a page or a log, and never held as a whole.

use std::io::{self, Write};

use serde::Serialize;

use crate::escape;

/// Writes a wire structure as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = EscapedLines { out, line: Vec::new() };
    serde_json::to_writer_pretty(&mut lines, value)?;
    lines.write_all(b"\n")
}

/// Escapes line by line: a line ends between two values of indented JSON, and never within one.
struct EscapedLines<'w> {
    out: &'w mut dyn Write,
    line: Vec<u8>,
}

impl Write for EscapedLines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let line = std::str::from_utf8(&self.line).map_err(io::Error::other)?;
                self.out.write_all(escape::json(line).as_bytes())?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
