//! Findings that come and go.

use std::path::Path;

use super::Side;
use super::known::Known;
use super::pairs::Pairs;
use crate::diagnostic::Finding;
use crate::lint::fingerprint;
use crate::proposal::judge::missing_in;

/// The findings that the state after has and the one before does not, and the other way about. What was renamed keeps its
/// findings.
pub(super) fn findings(old: &Side<'_>, new: &Side<'_>, known: &Known<'_>) -> (Vec<Finding>, Vec<Finding>) {
    let pairs = match known {
        Known::Maps(pairs) if pairs.has_renamed() => Some(pairs),
        _ => None,
    };
    let key_before = |finding: &Finding| key(finding, old, pairs);
    let key_after = |finding: &Finding| key(finding, new, None);
    let come = || missing_in(new.findings, key_after, old.findings, key_before);
    let gone = || missing_in(old.findings, key_before, new.findings, key_after);
    let (mut come, mut gone) = rayon::join(come, gone);
    // Git keeps no links and devices as files, so which of them are passed over differs without a difference.
    come.retain(|finding| finding.rule != "skipped-file");
    gone.retain(|finding| finding.rule != "skipped-file");
    (come, gone)
}

/// What tells a finding from others on both sides: its fingerprint, with ids as they are after, and with the path of its
/// file within the map where it has no id.
pub(super) fn key(finding: &Finding, side: &Side<'_>, pairs: Option<&Pairs<'_>>) -> String {
    if pairs.is_none() && !finding.elements.is_empty() {
        return fingerprint(finding, side.sources);
    }
    let now = |id: &str| pairs.and_then(|pairs| pairs.renamed(id)).unwrap_or(id).to_owned();
    let mut elements: Vec<String> = finding.elements.iter().map(|id| now(id)).collect();
    if elements.is_empty() {
        let path = side.sources.get(finding.place.file).map_or("", |source| source.path());
        let within = Path::new(path).strip_prefix(side.folder).unwrap_or(Path::new(path));
        elements.push(within.display().to_string());
    }
    let subject = finding.subject.split(' ').map(|word| word_now(word, &now)).collect::<Vec<_>>().join(" ");
    let plain = Finding {
        rule: finding.rule.clone(),
        elements,
        subject,
        label: None,
        related: Vec::new(),
        help: None,
        message: String::new(),
        ..*finding
    };
    fingerprint(&plain, side.sources)
}

/// A word of a subject with the ids in it as they are after: `lisa`, `lisa->depends_on`, `owner:slk`.
fn word_now(word: &str, now: &dyn Fn(&str) -> String) -> String {
    if let Some((id, relation)) = word.split_once("->") {
        return format!("{}->{relation}", now(id));
    }
    let whole = now(word);
    match word.split_once(':') {
        Some((field, id)) if whole == word => format!("{field}:{}", now(id)),
        _ => whole,
    }
}
