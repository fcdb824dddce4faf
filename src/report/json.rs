//! JSON as every report writes it: indented, and safe to paste into a page or a log.

use std::io::{self, Write};

use serde::Serialize;

use crate::escape;

/// Writes a wire structure as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    writeln!(out, "{}", escape::json(&text))
}
