//! A baseline as a file, `systemkarta.baseline/1`: JSON with an entry a line, so that a difference of two is read
//! line by line.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::escape;
use crate::lint::{Baseline, Known};

/// The schema of the file.
pub const SCHEMA: &str = "systemkarta.baseline/1";

#[derive(Serialize, Deserialize)]
struct Entry {
    rule: String,
    elements: Vec<String>,
    fingerprint: String,
    count: usize,
}

#[derive(Deserialize)]
struct File {
    schema: String,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Header {
    schema: String,
}

/// Writes a baseline.
///
/// # Errors
/// When the writer fails.
pub fn write(baseline: &Baseline, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [")?;
    for (i, known) in baseline.entries.iter().enumerate() {
        let Known { rule, elements, fingerprint, count } = known.clone();
        let entry = serde_json::to_string(&Entry { rule, elements, fingerprint, count })?;
        let separator = if i == 0 { "" } else { "," };
        write!(out, "{separator}\n    {}", escape::json(&entry))?;
    }
    let end = if baseline.entries.is_empty() { "" } else { "\n  " };
    writeln!(out, "{end}]\n}}")
}

/// Reads a baseline.
///
/// # Errors
/// Why it is none, in words that tell nothing of what stands in the file: it may be another than was meant.
pub fn read(bytes: &[u8]) -> Result<Baseline, String> {
    let file: File = serde_json::from_slice(bytes).map_err(|error| why_not(bytes, &error))?;
    if file.schema != SCHEMA {
        return Err(other_schema(&file.schema));
    }
    let is_print = |print: &str| print.len() == 32 && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    for (i, entry) in file.findings.iter().enumerate() {
        if entry.count == 0 || !is_print(&entry.fingerprint) {
            return Err(format!("its finding {} has no fingerprint of ours, or is counted as none", i + 1));
        }
    }
    let entries = file.findings.into_iter().map(|Entry { rule, elements, fingerprint, count }| Known {
        rule,
        elements,
        fingerprint,
        count,
    });
    Ok(Baseline::from_entries(entries))
}

fn why_not(bytes: &[u8], error: &serde_json::Error) -> String {
    if let Ok(Header { schema }) = serde_json::from_slice(bytes)
        && schema != SCHEMA
    {
        return other_schema(&schema);
    }
    format!("it is no baseline: no such JSON at line {}, column {}", error.line(), error.column())
}

fn other_schema(schema: &str) -> String {
    match schema.strip_prefix("systemkarta.baseline/") {
        Some(_) => format!("it is not {SCHEMA}, but another version; write it again"),
        None => format!("it is no baseline: its `schema` is not {SCHEMA}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(rule: &str, element: &str, print: char, count: usize) -> Known {
        let fingerprint = print.to_string().repeat(32);
        Known { rule: rule.into(), elements: vec![element.into()], fingerprint, count }
    }

    #[test]
    fn what_is_written_is_read_again_a_line_an_entry() {
        let entries = [known("b", "##[x]", 'b', 1), known("a", "lisa", 'a', 2), known("a", "lisa", 'a', 1)];
        let baseline = Baseline::from_entries(entries);
        let mut text = Vec::new();
        write(&baseline, &mut text).unwrap();
        assert_eq!(read(&text), Ok(baseline));
        let text = String::from_utf8(text).unwrap();
        let line = format!(
            r#"    {{"rule":"a","elements":["lisa"],"fingerprint":"{}","count":3}},"#,
            "a".repeat(32)
        );
        assert_eq!(text.lines().nth(3), Some(line.as_str()));
        assert!(!text.contains("##["), "{text}");
    }

    #[test]
    fn what_is_no_baseline_is_refused_without_a_word_of_it() {
        for (text, why) in [
            ("", "it is no baseline: no such JSON at line 1, column 0"),
            ("root:x:0:0", "it is no baseline: no such JSON at line 1, column 1"),
            ("{}", "it is no baseline: no such JSON at line 1, column 2"),
            (
                r#"{"schema": "secret", "findings": []}"#,
                "it is no baseline: its `schema` is not systemkarta.baseline/1",
            ),
            (
                r#"{"schema": "systemkarta.baseline/2", "findings": 7}"#,
                "it is not systemkarta.baseline/1, but another version; write it again",
            ),
            (
                r#"{"schema": "systemkarta.baseline/1", "findings": [{"rule": "a", "elements": [], "fingerprint": "x", "count": 1}]}"#,
                "its finding 1 has no fingerprint of ours, or is counted as none",
            ),
        ] {
            let told = read(text.as_bytes()).unwrap_err();
            assert_eq!(told, why, "{text}");
        }
        let deep = "[".repeat(200_000);
        assert!(read(deep.as_bytes()).unwrap_err().len() < 200);
    }
}
