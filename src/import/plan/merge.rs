//! What an entry says when somebody says something new of it.

use crate::entry::{Entry, Written};
use crate::import::Incoming;

/// An entry of the map with what comes in: fields that are mentioned are set, the parts of a mapping key by key, and what is
/// cleared is gone. What is not mentioned stays.
pub(super) fn merged(known: &Entry, incoming: &Incoming) -> Entry {
    let mut entry = known.clone();
    for (field, said) in &incoming.entry.fields {
        match (entry.fields.iter_mut().find(|(name, _)| name == field), said) {
            (Some((_, Written::Mapping(parts))), Written::Mapping(said)) => join(parts, said),
            (Some((_, old @ Written::List(_))), Written::List(said)) => *old = with_what_is_known(old, said),
            (Some((_, old)), said) => *old = said.clone(),
            (None, said) => entry.fields.push((field.clone(), said.clone())),
        }
    }
    for cleared in &incoming.cleared {
        match cleared.split_once('.') {
            Some((field, part)) => clear_part(&mut entry, field, part),
            None => clear(&mut entry, cleared, incoming),
        }
    }
    entry
}

/// A list of ids in which what the map says of one of them stays: how strongly it is needed, or of which group it is one.
fn with_what_is_known(known: &Written, said: &[Written]) -> Written {
    let Written::List(known) = known else { return Written::List(said.to_vec()) };
    let names = |id: &str| said.iter().any(|item| item.as_text() == Some(id));
    let stays = |item: &&Written| match item {
        Written::Mapping(_) => members(item).is_some_and(|ids| ids.iter().all(|id| names(id))),
        Written::Text(_) | Written::List(_) => false,
    };
    let kept: Vec<&Written> = known.iter().filter(stays).collect();
    let mut left = kept.clone();
    let mut items: Vec<Written> = Vec::new();
    for item in said {
        let holds = |kept: &&Written| {
            members(kept).is_some_and(|ids| item.as_text().is_some_and(|id| ids.contains(&id)))
        };
        match (left.iter().position(holds), kept.iter().any(holds)) {
            (Some(at), _) => items.push(left.remove(at).clone()),
            (None, true) => {}
            (None, false) => items.push(item.clone()),
        }
    }
    Written::List(items)
}

/// The ids that a reference names: one, or those of a group that holds no other.
fn members(reference: &Written) -> Option<Vec<&str>> {
    let Written::Mapping(keys) = reference else { return None };
    keys.iter().find_map(|(key, said)| match (key.as_str(), said) {
        ("to", Written::Text(id)) => Some(vec![id.as_str()]),
        ("any_of", Written::List(ids)) => ids.iter().map(Written::as_text).collect(),
        _ => None,
    })
}

fn join(parts: &mut Vec<(String, Written)>, said: &[(String, Written)]) {
    for (key, value) in said {
        match parts.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value.clone(),
            None => parts.push((key.clone(), value.clone())),
        }
    }
}

fn clear_part(entry: &mut Entry, field: &str, part: &str) {
    entry.fields.retain_mut(|(name, said)| match said {
        Written::Mapping(parts) if name == field && parts.iter().any(|(key, _)| key == part) => {
            parts.retain(|(key, _)| key != part);
            !parts.is_empty()
        }
        _ => true,
    });
}

/// A field that has columns for its parts is empty as a whole where it is said in parts.
fn clear(entry: &mut Entry, field: &str, incoming: &Incoming) {
    let is_said = incoming.entry.get(field).is_some();
    let has_parts =
        incoming.cleared.iter().any(|other| other.split_once('.').is_some_and(|(of, _)| of == field));
    entry.fields.retain(|(name, said)| {
        let is_in_parts = has_parts && matches!(said, Written::Mapping(_));
        name != field || is_said || is_in_parts
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Place};
    use crate::model::{Listing, Section};

    fn entry(fields: &[(&str, Written)]) -> Entry {
        let entry = Entry::new(Listing::Section(Section::Systems), "lisa");
        fields.iter().fold(entry, |entry, (field, said)| entry.with(field, said.clone()))
    }

    fn dates(parts: &[(&str, &str)]) -> Written {
        Written::Mapping(parts.iter().map(|(key, date)| ((*key).to_owned(), (*date).into())).collect())
    }

    fn after(known: &[(&str, Written)], said: &[(&str, Written)], cleared: &[&str]) -> Entry {
        let cleared = cleared.iter().map(|field| (*field).to_owned()).collect();
        merged(&entry(known), &Incoming::said(entry(said), cleared, Place::file(FileId::new(0))))
    }

    #[test]
    fn what_is_not_mentioned_stays() {
        let known =
            [("owner", "it".into()), ("lifecycle", dates(&[("active", "2001"), ("retired", "2014")]))];
        assert_eq!(after(&known, &[], &[]), entry(&known));
        let said = [("lifecycle", dates(&[("retired", "2015")])), ("class", "foundational".into())];
        let now = [
            ("owner", "it".into()),
            ("lifecycle", dates(&[("active", "2001"), ("retired", "2015")])),
            ("class", "foundational".into()),
        ];
        assert_eq!(after(&known, &said, &[]), entry(&now));
    }

    #[test]
    fn what_is_known_of_a_reference_stays_as_long_as_it_is_named() {
        let soft = || Written::Mapping(vec![("to".into(), "a".into()), ("strength".into(), "soft".into())]);
        let group = || Written::Mapping(vec![("any_of".into(), vec!["x", "y"].into())]);
        let known = [("depends_on", Written::List(vec![soft(), "b".into(), group()]))];
        for (said, wanted) in [
            (vec!["a", "c"], vec![soft(), "c".into()]),
            (vec!["y", "b", "x"], vec![group(), "b".into()]),
            (vec!["x"], vec!["x".into()]),
            (vec!["b", "a", "x", "y"], vec!["b".into(), soft(), group()]),
        ] {
            let now = [("depends_on", Written::List(wanted))];
            assert_eq!(after(&known, &[("depends_on", said.into())], &[]), entry(&now));
        }
        // Said with braces it is as it is said.
        let hard = Written::Mapping(vec![("to".into(), "a".into()), ("strength".into(), "hard".into())]);
        let said = [("depends_on", Written::List(vec![hard]))];
        assert_eq!(after(&known, &said, &[]), entry(&said));
    }

    #[test]
    fn what_is_emptied_is_gone() {
        let known =
            [("owner", "it".into()), ("lifecycle", dates(&[("active", "2001"), ("retired", "2014")]))];
        let now = [("lifecycle", dates(&[("active", "2001")]))];
        assert_eq!(after(&known, &[], &["owner", "lifecycle.retired"]), entry(&now));
        assert_eq!(after(&known, &[], &["owner", "lifecycle"]), entry(&[]));
        // A sheet with a column for the whole and columns for the parts.
        assert_eq!(after(&known, &[], &["owner", "lifecycle", "lifecycle.retired"]), entry(&now));
        let named = [("lifecycle", "oracle-9i".into())];
        assert_eq!(after(&named, &[], &["lifecycle.active"]), entry(&named));
        assert_eq!(after(&named, &[], &["lifecycle", "lifecycle.active"]), entry(&[]));
    }
}
