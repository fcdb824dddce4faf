//! What makes a finding the same finding tomorrow.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Finding, Sources};

/// A short text that stays the same while the finding does: when lines move, files are renamed, messages are
/// worded better and levels change.
///
/// It is made of the rule, the ids and the subject, and of the path only where there is no id. 32 hexadecimal digits.
pub fn fingerprint(finding: &Finding, sources: &Sources) -> String {
    let path = match finding.elements.as_slice() {
        [] => sources.get(finding.place.file).map_or("", |source| source.path()),
        _ => "",
    };
    let ids = finding.elements.iter().map(String::as_str);
    let mut hash = Sha256::new();
    for part in [&*finding.rule, &finding.subject, path].into_iter().chain(ids) {
        // The length first, so that no two lists of parts read alike.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
