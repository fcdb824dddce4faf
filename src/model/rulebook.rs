//! The rulebook of a map: its policies and waivers as they are written, to tell whether two maps have the same ones.

use std::collections::BTreeMap;

use super::Waiver;

/// What a map says of its policies and waivers, however it is laid out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// What each policy says, by its id.
    pub policies: BTreeMap<String, String>,
    /// What each waiver says, by its id, or by what it exempts if it has none.
    pub waivers: BTreeMap<String, String>,
}

/// How the rulebook of one map differs from that of another.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct RulebookDifference {
    /// The policies that differ.
    pub policies: Differing,
    /// The waivers that differ.
    pub waivers: Differing,
}

/// How many entries differ, and how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Differing {
    /// The other has them not.
    pub added: usize,
    /// The other has them and says something else.
    pub changed: usize,
    /// Only the other has them.
    pub removed: usize,
}

impl Rulebook {
    /// The name of a waiver among those of a map: its id, or what it exempts from which rule.
    pub fn name_of(waiver: &Waiver) -> String {
        let to = waiver.to.as_ref().map_or("", |to| to.value.as_str());
        match &waiver.id {
            Some(id) => id.value.to_string(),
            None => Self::name_by(&waiver.rule.value, waiver.element.value.as_str(), to),
        }
    }

    /// The name of a waiver without an id. No id is taken for it, for none holds a line end.
    pub fn name_by(rule: &str, element: &str, to: &str) -> String {
        [rule, element, to].join("\n")
    }

    /// How it differs from an earlier one, or from the one that counts.
    pub fn against(&self, other: &Self) -> RulebookDifference {
        RulebookDifference {
            policies: differing(&self.policies, &other.policies),
            waivers: differing(&self.waivers, &other.waivers),
        }
    }

    /// Adds the entries of another file; of two with one name the first is kept.
    pub fn join(&mut self, more: Self) {
        for (id, says) in more.policies {
            self.policies.entry(id).or_insert(says);
        }
        for (id, says) in more.waivers {
            self.waivers.entry(id).or_insert(says);
        }
    }
}

impl RulebookDifference {
    /// Whether nothing differs.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

fn differing(these: &BTreeMap<String, String>, others: &BTreeMap<String, String>) -> Differing {
    let added = these.keys().filter(|name| !others.contains_key(*name)).count();
    let removed = others.keys().filter(|name| !these.contains_key(*name)).count();
    let is_changed =
        |(name, says): &(&String, &String)| others.get(*name).is_some_and(|other| other != *says);
    Differing { added, changed: these.iter().filter(is_changed).count(), removed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(policies: &[(&str, &str)]) -> Rulebook {
        let policies = policies.iter().map(|(id, says)| ((*id).to_owned(), (*says).to_owned())).collect();
        Rulebook { policies, waivers: BTreeMap::new() }
    }

    #[test]
    fn what_was_added_changed_and_removed_is_counted() {
        let (mine, trusted) = (book(&[("a", "1"), ("b", "2"), ("c", "3")]), book(&[("b", "2"), ("c", "4")]));
        let differs = Differing { added: 1, changed: 1, removed: 0 };
        assert_eq!(mine.against(&trusted).policies, differs);
        assert_eq!(trusted.against(&mine).policies, Differing { added: 0, changed: 1, removed: 1 });
        assert!(mine.against(&mine).is_empty() && !mine.against(&trusted).is_empty());
    }

    #[test]
    fn of_two_with_one_name_the_first_is_kept() {
        let mut joined = book(&[("a", "1")]);
        joined.join(book(&[("a", "2"), ("b", "3")]));
        assert_eq!(joined, book(&[("a", "1"), ("b", "3")]));
    }
}
