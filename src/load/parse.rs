//! Text to tree, and where reading goes on after a place that is no YAML.

use super::builder::Builder;
use super::faults::Faults;
use super::limits::Limits;
use super::tree::Tree;
use crate::diagnostic::{FileId, Finding, Place};

/// How many times reading goes on after a place that is no YAML. A text that fails so often is no map.
const RESUMPTIONS: usize = 20;

/// Reads the text of a file as a tree.
///
/// At a place that is no YAML, reading ends with a finding and goes on at the next key or document that begins
/// a line: one slip costs the rest of its section and not that of the file.
pub(super) fn parse<'t>(text: &'t str, file: FileId, limits: &Limits, faults: &mut Faults) -> Tree<'t> {
    if let Some(place) = conflict_marker(text, file) {
        left_conflict(place, faults);
        return Tree::default();
    }
    let mut builder = Builder::new(text, file, limits, faults);
    let mut from = 0;
    for left in (0..=RESUMPTIONS).rev() {
        let Err(finding) = builder.read(from) else { break };
        builder.faults.incomplete = true;
        let stopped = (finding.place.start as usize).max(from);
        match next_section(text, stopped).filter(|_| left > 0) {
            Some(next) => {
                let there = Place::new(file, next, next + 1);
                builder
                    .faults
                    .add((*finding).related(there, "reading goes on here; what stands between is not read"));
                from = next;
            }
            None => {
                builder.faults.add(*finding);
                break;
            }
        }
    }
    builder.finish()
}

/// A file with the markers of a merge conflict is not read.
pub(super) fn left_conflict(place: Place, faults: &mut Faults) {
    faults.add(
        Finding::new("syntax", place, "a merge conflict was left in this file")
            .help("keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    );
    faults.incomplete = true;
}

/// The first line after a place that begins, without indentation, with a key or a document.
fn next_section(text: &str, after: usize) -> Option<usize> {
    let rest = text.get(after..)?;
    let mut lines = rest.match_indices(['\n', '\r']).map(|(end, _)| end + 1);
    lines.find(|&start| rest.get(start..).is_some_and(begins_section)).map(|start| after + start)
}

fn begins_section(text: &str) -> bool {
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let after_key = text.trim_start_matches(is_key);
    let begins_document = text.strip_prefix("---").is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let has_colon = after_key
        .strip_prefix(':')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    begins_document || (text.starts_with(|c: char| c.is_ascii_alphabetic()) && has_colon)
}

/// Git writes its markers at the start of a line, all three in order.
pub(super) fn conflict_marker(text: &str, file: FileId) -> Option<Place> {
    let at_line_start = |marker: &str, from: usize| {
        let rest = text.get(from..)?;
        if from == 0 && rest.starts_with(marker) {
            return Some(0);
        }
        rest.find(&format!("\n{marker}")).map(|i| from + i + 1)
    };
    let start = at_line_start("<<<<<<< ", 0)?;
    let middle = at_line_start("=======", start)?;
    at_line_start(">>>>>>> ", middle)?;
    Some(Place::new(file, start, start + 7))
}

/// A finding that a limit was met, and how to raise it.
pub(super) fn limit(place: Place, name: &'static str, message: String) -> Finding {
    Finding::new("limit-exceeded", place, message)
        .subject(name)
        .help(format!("if the map must be so, raise `{name}` under [limits] in systemkarta.toml"))
}
