//! "Did you mean …?": the known words nearest to one that is not known.

/// The longest word that is compared, in bytes: twice the longest id.
const LONGEST: usize = 256;

/// At most three of the known words that differ little from `word`, the nearest first, then by name.
///
/// Little is an edit distance (with swapped neighbours as one edit) of a third of the word, at most three;
/// a word that contains the other as a whole part (`smil` in `smil-2`) counts as near too. Nothing is near to a
/// word of more than so many bytes: that is no slip, and comparing it would take long.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let limit = (length / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|candidate| *candidate != word && candidate.len().abs_diff(word.len()) <= length.max(4))
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let difference = other.chars().count().abs_diff(length);
            if length >= 3 && (has_part(&other, &lower) || has_part(&lower, &other)) {
                return Some((difference, candidate));
            }
            let distance = (difference <= limit).then(|| strsim::damerau_levenshtein(&lower, &other));
            distance.filter(|&distance| distance <= limit).map(|distance| (distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.truncate(3);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// "did you mean `x`?" for the words nearest to one that is not known, or nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near: Vec<String> = nearest(word, known).into_iter().map(|w| format!("`{w}`")).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

/// Whether `part` stands in `whole` between separators, and is long enough to mean something.
fn has_part(whole: &str, part: &str) -> bool {
    let is_separator = |c: char| !c.is_alphanumeric();
    part.chars().count() >= 3
        && whole.match_indices(part).any(|(at, _)| {
            let before = whole.get(..at).and_then(|s| s.chars().next_back());
            let after = whole.get(at + part.len()..).and_then(|s| s.chars().next());
            before.is_none_or(is_separator) && after.is_none_or(is_separator)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first() {
        assert_eq!(nearest("lifecyle", ["lifecycle", "links", "kind"]), ["lifecycle"]);
        assert_eq!(nearest("smil-2", ["smil", "meta-2", "lisa"]), ["smil"]);
        assert_eq!(nearest("OWNER", ["owner"]), ["owner"]);
        assert_eq!(nearest("zzz", ["owner", "kind"]), Vec::<&str>::new());
    }
}
