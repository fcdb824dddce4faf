//! Ids of the SVG: stable, unique, and made of nothing that needs escaping.

use std::collections::HashSet;

/// The ids given out in a picture.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
}

impl Ids {
    /// The id of what an element is drawn with: always the same for the same element, unless it is drawn twice.
    pub(super) fn give(&mut self, prefix: &str, element: &str) -> String {
        let first = format!("{prefix}e-{}", encoded(element));
        let mut id = first.clone();
        let mut count = 1_usize;
        // `encoded` makes no `~`, so a numbered id is nobody's first.
        while !self.taken.insert(id.clone()) {
            count += 1;
            id = format!("{first}~{count}");
        }
        id
    }
}

/// Letters, digits, hyphens and dots as they are, the rest by their code: no two become one.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for character in id.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '.') {
            out.push(character);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_apart() {
        let mut ids = Ids::default();
        let given: HashSet<String> =
            ["a", "a", "a~2", "a:b", "a/b", "a_3a_b", "å", ""].map(|id| ids.give("", id)).into();
        assert_eq!(given.len(), 8);
        assert!(given.contains("e-a_3a_b") && given.contains("e-a~2"));
    }
}
