//! Changes in the text of a file of the map, field by field, so that all else in it stays as somebody wrote it.
//!
//! An edit is made only if the file, read again, says just what was wanted: whatever the text looks like, nothing else can
//! change by it. What cannot be made so is handed back for a person.

mod entry_at;
mod sheet;
mod splice;

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::FileId;
use crate::entry::{Entry, Written, entries};
use crate::load::{Config, SheetWriter, load_texts, read_yaml};
use crate::model::{Listing, Section};
pub(super) use sheet::LineEdit;
use splice::Splice;

/// What one entry of a file shall say of some fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) listing: Listing,
    pub(super) id: String,
    /// Where its id stands, in bytes of the text.
    pub(super) at: usize,
    pub(super) fields: Fields,
}

/// Fields with what they shall say; nothing takes a field away.
type Fields = Vec<(String, Option<Written>)>;

/// The text after the edits, and the indices of those that could not be made.
///
/// Complexity: O(n) for a text of n bytes if all can be made; for k that cannot, O(n k log m) of m.
pub(super) fn edited(path: &str, text: &str, edits: &[Edit], config: &Config) -> (String, Vec<usize>) {
    let before = declared(path, text, config);
    let attempt = |chosen: &[usize]| {
        let chosen: Vec<&Edit> = chosen.iter().filter_map(|&index| edits.get(index)).collect();
        attempt(path, text, &chosen, &before, config)
    };
    let (after, failed) = choose(edits.len(), &attempt);
    (after.unwrap_or_else(|| text.to_owned()), failed)
}

/// Makes as many edits as can be made together: the text after them, if there is any, and the indices of the others.
///
/// `attempt` gives the text after some of them, or nothing if they cannot be made.
fn choose(count: usize, attempt: &dyn Fn(&[usize]) -> Option<String>) -> (Option<String>, Vec<usize>) {
    let all: Vec<usize> = (0..count).collect();
    let (mut good, mut failed) = (Vec::new(), Vec::new());
    let mut left: Vec<&[usize]> = vec![&all];
    while let Some(some) = left.pop() {
        match (attempt(some), some) {
            (Some(after), _) if some.len() == count => return (Some(after), Vec::new()),
            (Some(_), _) => good.extend_from_slice(some),
            (None, [] | [_]) => failed.extend_from_slice(some),
            (None, _) => {
                let (first, second) = some.split_at(some.len() / 2);
                left.extend([second, first]);
            }
        }
    }
    if good.is_empty() {
        return (None, failed);
    }
    if let Some(after) = attempt(&good) {
        return (Some(after), failed);
    }
    // Each can be made, and not all of them together: one after the other, as long as they are few.
    let (mut made, mut after): (Vec<usize>, Option<String>) = (Vec::new(), None);
    for index in good {
        let more: Vec<usize> = made.iter().copied().chain([index]).collect();
        match (made.len() < FEW).then(|| attempt(&more)).flatten() {
            Some(text) => (made, after) = (more, Some(text)),
            None => failed.push(index),
        }
    }
    (after, failed)
}

/// So many edits are tried one after the other.
const FEW: usize = 200;

/// The text of a sheet after the edits, and the indices of those that could not be made. What a sheet says depends on the
/// rest of the map: `declare` tells what the whole of it declares with another text of this sheet.
///
/// Complexity: that of `declare`, once if all can be made; for k that cannot, k log m times of m.
pub(super) fn edited_sheet(
    text: &str,
    of: Listing,
    edits: &[LineEdit<'_>],
    all: &[Entry],
    declare: &dyn Fn(&str) -> Vec<Entry>,
    config: &Config,
) -> (String, Vec<usize>) {
    let writer = SheetWriter::new(all, config);
    let before = by_key(all.to_vec());
    let attempt = |chosen: &[usize]| {
        let chosen: Vec<&LineEdit<'_>> = chosen.iter().filter_map(|&index| edits.get(index)).collect();
        let after = sheet::changed(text, of, &chosen, &writer, config)?;
        let mut wanted = before.clone();
        for edit in chosen {
            let entry = edit.wanted();
            wanted.insert((entry.listing, entry.id.clone()), entry.clone());
        }
        // An owner that nobody declares is an organisation only as long as some cell names it.
        let (mut now, mut wanted) = (by_key(declare(&after)), wanted);
        now.retain(|_, entry| !is_only_named(entry));
        wanted.retain(|_, entry| !is_only_named(entry));
        same(&now, &wanted).then_some(after)
    };
    let (after, failed) = choose(edits.len(), &attempt);
    (after.unwrap_or_else(|| text.to_owned()), failed)
}

type Declared = HashMap<(Listing, String), Entry>;

fn declared(path: &str, text: &str, config: &Config) -> Declared {
    let model = load_texts([(path, text)], config).model;
    by_key(entries(&model))
}

fn is_only_named(entry: &Entry) -> bool {
    entry.listing.is(Section::Organisations) && entry.fields.iter().all(|(field, _)| field == "name")
}

fn by_key(entries: Vec<Entry>) -> Declared {
    entries.into_iter().map(|entry| ((entry.listing, entry.id.clone()), entry)).collect()
}

/// The text after some edits, if it then says what is wanted and nothing else.
fn attempt(path: &str, text: &str, edits: &[&Edit], before: &Declared, config: &Config) -> Option<String> {
    let (tree, findings) = read_yaml(text, FileId::new(0), &config.limits);
    // In a text that is not read to its end, a place may mean another thing than it seems.
    if findings.iter().any(|finding| matches!(&*finding.rule, "syntax" | "limit-exceeded")) {
        return None;
    }
    let entries = entry_at::all(&tree);
    let mut splices: Vec<Splice> = Vec::new();
    // What is said of one entry is done together. One entry may stand for several integrations, of which the same is said.
    let mut by_entry: BTreeMap<(Listing, usize), Fields> = BTreeMap::new();
    for edit in edits {
        let fields = by_entry.entry((edit.listing, edit.at)).or_default();
        let new = edit.fields.iter().filter(|field| !fields.contains(field)).cloned().collect::<Vec<_>>();
        fields.extend(new);
    }
    for (at, fields) in &by_entry {
        splices.extend(splice::of_fields(text, *entries.get(at)?, fields)?);
    }
    let after = splice::apply(text, splices)?;
    let is_wanted = says(&declared(path, &after, config), before, edits);
    is_wanted.then_some(after)
}

/// Whether a file declares what it did before, but for what the edits say.
fn says(after: &Declared, before: &Declared, edits: &[&Edit]) -> bool {
    let mut wanted = before.clone();
    for edit in edits {
        let Some(entry) = wanted.get_mut(&(edit.listing, edit.id.clone())) else { return false };
        for (field, said) in &edit.fields {
            match said {
                Some(said) => entry.set(field, said.clone()),
                None => entry.fields.retain(|(name, _)| name != field),
            }
        }
    }
    same(after, &wanted)
}

/// Whether the same is declared, and each says the same.
fn same(after: &Declared, wanted: &Declared) -> bool {
    let says_same = |a: &Entry, b: &Entry| {
        a.fields.len() == b.fields.len()
            && a.fields.iter().all(|(field, said)| b.get(field).is_some_and(|other| said.says_same(other)))
    };
    after.len() == wanted.len()
        && wanted.iter().all(|(key, entry)| after.get(key).is_some_and(|now| says_same(entry, now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after edits, each the id of a system with what a field shall say in YAML, or with nothing.
    fn after(text: &str, edits: &[(&str, &str, Option<&str>)]) -> (String, usize) {
        let config = Config::default();
        let model = load_texts([("map.yaml", text)], &config).model;
        let edit = |(id, field, said): &(&str, &str, Option<&str>)| {
            let element = model.declarations().find(|element| element.id() == *id).unwrap();
            let said = said.map(|said| {
                let text = format!("systems: [{{id: x, {field}: {said}}}]");
                let wanted = load_texts([("x.yaml", text.as_str())], &config).model;
                entries(&wanted)[0].get(field).unwrap().clone()
            });
            let listing = Listing::Section(element.section);
            let at = element.id.place.start as usize;
            Edit { listing, id: (*id).to_owned(), at, fields: vec![((*field).to_owned(), said)] }
        };
        let edits: Vec<Edit> = edits.iter().map(edit).collect();
        let (text, failed) = edited("map.yaml", text, &edits, &config);
        (text, failed.len())
    }

    #[track_caller]
    fn assert_edited(before: &str, edits: &[(&str, &str, Option<&str>)], wanted: &str) {
        assert_eq!(after(before, edits), (wanted.to_owned(), 0));
    }

    #[test]
    fn one_value_changes_and_all_else_stays() {
        assert_edited(
            "systems:\n  # the heart\n  - id: lisa   # old\n    owner: finance # asked in May\n\n    name: Lisa\n",
            &[("lisa", "owner", Some("it"))],
            "systems:\n  # the heart\n  - id: lisa   # old\n    owner: it # asked in May\n\n    name: Lisa\n",
        );
        assert_edited(
            "systems:\n  - {id: lisa, owner: 'finance', name: \"Lisa, old\"}\n",
            &[("lisa", "owner", Some("it")), ("lisa", "name", Some("'Lisa: new'"))],
            "systems:\n  - {id: lisa, owner: it, name: \"Lisa: new\"}\n",
        );
    }

    #[test]
    fn lists_and_mappings_of_any_form_give_way() {
        let wanted = "systems:\n  - id: a\n    runs_on: [x, z]\n    owner: it\n";
        for before in [
            "systems:\n  - id: a\n    runs_on: x\n    owner: it\n",
            "systems:\n  - id: a\n    runs_on:\n      - x\n      - {to: y, strength: hard}\n    owner: it\n",
            "systems:\n  - id: a\n    runs_on:\n    - x\n    - to: y\n      strength: hard\n    owner: it\n",
            "systems:\n  - id: a\n    runs_on: [x,\n      y]\n    owner: it\n",
            "systems:\n  - id: a\n    runs_on:\n    owner: it\n",
        ] {
            assert_edited(before, &[("a", "runs_on", Some("[x, z]"))], wanted);
        }
        assert_edited(
            "systems:\n  a:\n    description: |\n      One.\n      Two.\n\n    owner: it\n",
            &[("a", "description", Some("Three"))],
            "systems:\n  a:\n    description: Three\n\n    owner: it\n",
        );
    }

    #[test]
    fn a_new_field_stands_after_the_last() {
        for (before, wanted) in [
            ("systems:\n  - id: a\n", "systems:\n  - id: a\n    owner: it\n"),
            ("systems:\n  - id: a", "systems:\n  - id: a\n    owner: it"),
            (
                "systems:\r\n  - id: a\r\n  - id: b\r\n",
                "systems:\r\n  - id: a\r\n    owner: it\r\n  - id: b\r\n",
            ),
            (
                "systems:\n- name: A # x\n  id: a # y\n- b\n",
                "systems:\n- name: A # x\n  id: a # y\n  owner: it\n- b\n",
            ),
            ("systems:\n  - {id: a}\n", "systems:\n  - {id: a, owner: it}\n"),
            ("systems: [{id: a, }]\n", "systems: [{id: a, owner: it, }]\n"),
            ("systems: [a, b]\n", "systems: [{id: a, owner: it}, b]\n"),
            ("systems:\n  a:\n  b: {name: B}\n", "systems:\n  a: {owner: it}\n  b: {name: B}\n"),
            (
                "systems:\n  a: # soon\n  b: {name: B}\n",
                "systems:\n  a: {owner: it} # soon\n  b: {name: B}\n",
            ),
            (
                "systems:\n  - id: a\n    runs_on:\n      - x\n      - y\n\n  # next\n  - id: b\n",
                "systems:\n  - id: a\n    runs_on:\n      - x\n      - y\n    owner: it\n\n  # next\n  - id: b\n",
            ),
            ("systems:\n  - id: a\n    name:\n", "systems:\n  - id: a\n    name:\n    owner: it\n"),
        ] {
            assert_edited(before, &[("a", "owner", Some("it"))], wanted);
        }
    }

    #[test]
    fn an_emptied_field_is_taken_away() {
        for (before, wanted) in [
            ("systems:\n  - id: a\n    owner: it\n    name: A\n", "systems:\n  - id: a\n    name: A\n"),
            ("systems:\n  - id: a\n    owner: it", "systems:\n  - id: a\n"),
            ("systems:\n  - owner: it\n    id: a\n", "systems:\n  - owner:\n    id: a\n"),
            (
                "systems:\n  - id: a\n    owner: it # said Eva\n",
                "systems:\n  - id: a\n    owner: # said Eva\n",
            ),
            ("systems:\n  - {id: a, owner: it, name: A}\n", "systems:\n  - {id: a, name: A}\n"),
            ("systems:\n  - {id: a, owner: it}\n", "systems:\n  - {id: a}\n"),
            ("systems:\n  a: {owner: it}\n", "systems:\n  a: {}\n"),
            ("systems: [{id: a, owner: it, }]\n", "systems: [{id: a, }]\n"),
        ] {
            assert_edited(before, &[("a", "owner", None)], wanted);
        }
    }

    #[test]
    fn what_others_share_or_a_comment_holds_is_left_to_a_person() {
        for before in [
            "x-common: &it it\nsystems:\n  - {id: a, owner: *it}\n  - {id: b, owner: *it}\n",
            "systems:\n  - {id: a, owner: &o it}\n  - {id: b, owner: *o}\n",
            "systems:\n  - id: a\n    owner:\n      # asked Eva\n      it\n",
            "systems:\n  - id: a\n    runs_on:\n      - x # old\n      - y\n    owner: *nobody\n",
        ] {
            let (text, failed) = after(before, &[("a", "owner", Some("finance"))]);
            assert_eq!((text.as_str(), failed), (before, 1));
        }
        let before = "systems:\n  - id: a\n    runs_on:\n      - x # old\n      - y\n";
        assert_eq!(after(before, &[("a", "runs_on", Some("[z]"))]), (before.to_owned(), 1));
    }

    #[test]
    fn one_edit_that_fails_does_not_stop_the_others() {
        assert_eq!(
            after(
                "systems:\n  - {id: a, owner: &o it}\n  - {id: b, owner: *o}\n  - {id: c, owner: it}\n  - id: d\n",
                &[("a", "owner", Some("x")), ("c", "owner", Some("yy")), ("b", "name", Some("B")), ("d", "owner", Some("z"))],
            ),
            (
                "systems:\n  - {id: a, owner: &o it}\n  - {id: b, name: B, owner: *o}\n  - {id: c, owner: yy}\n  - id: d\n    owner: z\n"
                    .to_owned(),
                1
            )
        );
    }

    #[test]
    fn integrations_that_one_entry_stands_for_are_changed_only_together() {
        let before = "integrations:\n  - {id: i, provider: p, consumer: [a, b], protocol: soap}\n";
        let config = Config::default();
        let edit = |id: &str| Edit {
            listing: Listing::parse("integrations").unwrap(),
            id: id.to_owned(),
            at: before.find("i,").unwrap(),
            fields: vec![("protocol".to_owned(), Some("rest".into()))],
        };
        assert_eq!(edited("m.yaml", before, &[edit("i--a")], &config), (before.to_owned(), vec![0]));
        let both = edited("m.yaml", before, &[edit("i--a"), edit("i--b")], &config);
        assert_eq!(both, (before.replace("soap", "rest"), vec![]));
    }
}
