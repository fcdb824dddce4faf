//! What the entries of `policies` and `waivers` say, as texts; and files of which only these two sections count.

use super::super::config::Config;
use super::super::faults::Faults;
use super::super::tree::{Tree, ValueRef};
use super::context::{Context, SectionEntry};
use super::{FileMap, decode_section};
use crate::model::{Part, Rulebook, Section};

/// Reads the policies and waivers of a file. What else a map may have is passed over, whatever is wrong in it; what no map
/// has may be a slip of the pen, and a policy that nobody would miss.
pub(in crate::load) fn decode(tree: &Tree<'_>, config: &Config, faults: &mut Faults) -> FileMap {
    let mut map = FileMap::default();
    let mut cx = Context::new(config, faults);
    for document in tree.documents().filter(|document| !document.is_absent()) {
        if !document.is_mapping() {
            cx.wrong_type(document, "a map", "a mapping of sections such as `policies:`");
            continue;
        }
        for (key, value) in document.entries() {
            if let Some(name) = cx.key(key).filter(|name| !is_of_no_concern(name)) {
                decode_section(&mut cx, &mut map, name, key, value);
            }
            cx.element = None;
        }
    }
    map
}

fn is_of_no_concern(name: &str) -> bool {
    let is_section = Section::parse(name).is_some() || Part::parse(name).is_some();
    is_section && !matches!(name, "policies" | "waivers")
}

/// What each policy says, by its id.
pub(super) fn policies<'e>(entries: &'e [SectionEntry<'_>]) -> impl Iterator<Item = (String, String)> + 'e {
    entries.iter().filter_map(|&(key, entry)| Some((id(key, entry)?, says(entry))))
}

/// What each waiver says, by its id, or by rule, element and other end.
pub(super) fn waivers<'e>(entries: &'e [SectionEntry<'_>]) -> impl Iterator<Item = (String, String)> + 'e {
    let exempts = |entry: ValueRef<'_>| {
        let [rule, element, to] =
            ["rule", "element", "to"].map(|name| field(entry, name).unwrap_or_default());
        Rulebook::name_by(rule, element, to)
    };
    entries.iter().map(move |&(key, entry)| (id(key, entry).unwrap_or_else(|| exempts(entry)), says(entry)))
}

fn id(key: Option<ValueRef<'_>>, entry: ValueRef<'_>) -> Option<String> {
    key.and_then(ValueRef::scalar).or_else(|| field(entry, "id")).map(str::to_owned)
}

fn field<'t>(entry: ValueRef<'t>, name: &str) -> Option<&'t str> {
    let (_, value) = entry.entries().find(|(key, _)| key.scalar() == Some(name))?;
    value.scalar().filter(|_| !value.is_absent())
}

/// All that an entry says beside its id, in whatever order.
fn says(entry: ValueRef<'_>) -> String {
    if !entry.is_mapping() {
        return entry.written();
    }
    let fields = entry.entries().filter(|(key, value)| key.scalar() != Some("id") && !value.is_absent());
    let mut fields: Vec<String> =
        fields.map(|(key, value)| format!("{}{}", key.written(), value.written())).collect();
    fields.sort_unstable();
    fields.concat()
}

#[cfg(test)]
mod tests {
    use super::Rulebook;
    use crate::load::{Config, load_texts};

    fn rulebook(text: &str) -> Rulebook {
        load_texts([("map.yaml", text)], &Config::default()).model.rulebook
    }

    const ONE: &str = "policies: [{id: p, because: order, level: must, forbid: {to: a}}]\n\
                       waivers: [{rule: missing-owner, element: a, reason: x y}]\n";

    #[test]
    fn layout_is_no_difference() {
        let other = "# moved\npolicies:\n  p:\n    level: 'must'\n    because: order\n    forbid:\n      to: a\n    # said\n\
                     waivers:\n  - element: a\n    rule: missing-owner\n    to:\n    reason: x y\n";
        assert_eq!(rulebook(ONE), rulebook(other));
    }

    #[test]
    fn every_word_is_a_difference() {
        let book = rulebook(ONE);
        for (was, is) in [("order", "rules"), ("must", "should"), ("x y", "x"), ("x y", "[x, y]")] {
            let differs = rulebook(&ONE.replace(was, is)).against(&book);
            assert_eq!(differs.policies.changed + differs.waivers.changed, 1, "{was} {is}");
        }
        assert_eq!(rulebook(&ONE.replace("element: a", "element: b")).against(&book).waivers.added, 1);
        assert_eq!(rulebook("").against(&book).policies.removed, 1);
    }
}
