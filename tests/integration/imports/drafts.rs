//! Drafts as a test reads them.

use std::fs;
use std::path::Path;

use systemkarta::diagnostic::Severity;
use systemkarta::entry::{Entry, entries, yaml};
use systemkarta::graph::Graph;
use systemkarta::import::Draft;
use systemkarta::load::{Config, load_texts};
use tempfile::TempDir;

/// A folder with these files.
pub(super) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The entries that a draft would write.
pub(super) fn written(draft: &Draft) -> Vec<Entry> {
    draft.entries.iter().map(|incoming| incoming.entry.clone()).collect()
}

/// The file that a draft would write.
pub(super) fn text(draft: &Draft) -> String {
    yaml(&written(draft))
}

/// Loads what a draft would write, which must be without a fault, and must be what was drafted.
pub(super) fn assert_loads(draft: &Draft) {
    let text = text(draft);
    let loaded = load_texts([("imported.yaml", text.as_str())], &Config::default());
    let faults: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(faults, [""; 0], "{text}");
    let again = entries(&loaded.model);
    assert_eq!(again.len(), draft.entries.len(), "{text}");
    let (_, findings) = Graph::build(&loaded.model.into());
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let faults: Vec<&str> = errors.map(|finding| finding.message.as_str()).collect();
    assert_eq!(faults, [""; 0], "{text}");
}

/// What was left out, as `count × what`.
pub(super) fn left_out(draft: &Draft) -> Vec<String> {
    draft.left_out.iter().map(|(what, count)| format!("{count} × {what}")).collect()
}

/// What was found wrong, as `file:line:column rule: message (help)`.
pub(super) fn found(draft: &Draft, root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    let tell = |finding: &systemkarta::diagnostic::Finding| {
        let place = draft.sources.locate(finding.place);
        let help = finding.help.as_deref().unwrap_or_default();
        let path = place.path.replace(&root, "");
        format!("{path}:{}:{} {}: {} ({help})", place.line, place.column, finding.rule, finding.message)
    };
    draft.findings.iter().map(tell).collect()
}
