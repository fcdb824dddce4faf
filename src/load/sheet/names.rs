//! Who is meant by what stands in a cell: owners of sheets write names where a map has ids.

use std::collections::{HashMap, HashSet};

use super::slug::folded;
use crate::model::{Element, Lifecycle, Section, nearest};

/// The ids of a map, and what is called how.
pub(super) struct Known {
    ids: HashMap<String, Section>,
    by_name: HashMap<String, Vec<Called>>,
    /// The lifecycles, which have a namespace of their own: by id, and by name where only one is called so.
    lifecycles: HashSet<String>,
    lifecycle_names: HashMap<String, Option<String>>,
}

/// Of so many in a section that go by one name it is known; then nobody is meant, however many more there are.
const ENOUGH: usize = 4;

/// Something that goes by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) id: String,
    pub(super) section: Section,
}

/// Who is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant<'k> {
    One(&'k str),
    /// Several go by this name.
    Several(Vec<&'k Called>),
    Nobody,
}

impl Known {
    /// Those that are declared elsewhere.
    pub(super) fn of(declared: &[&Element]) -> Self {
        let mut known = Self {
            ids: HashMap::new(),
            by_name: HashMap::new(),
            lifecycles: HashSet::new(),
            lifecycle_names: HashMap::new(),
        };
        for element in declared {
            known.add_id(element.id(), element.section);
            let aliases = element.aliases().iter().map(|alias| &*alias.value);
            for name in aliases.chain([element.name()]) {
                known.add_name(name, element.id(), element.section);
            }
        }
        known
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    pub(super) fn add_id(&mut self, id: &str, section: Section) {
        if !self.ids.contains_key(id) {
            self.ids.insert(id.to_owned(), section);
        }
    }

    pub(super) fn add_name(&mut self, name: &str, id: &str, section: Section) {
        let called = self.by_name.entry(folded(name)).or_default();
        let alike = called.iter().filter(|other| other.section == section).count();
        if alike < ENOUGH && called.iter().all(|other| other.id != id) {
            called.push(Called { id: id.to_owned(), section });
        }
    }

    pub(super) fn has_lifecycle(&self, id: &str) -> bool {
        self.lifecycles.contains(id)
    }

    pub(super) fn add_lifecycle(&mut self, id: &str, name: Option<&str>) {
        self.lifecycles.insert(id.to_owned());
        if let Some(name) = name {
            let known = self.lifecycle_names.entry(folded(name)).or_insert_with(|| Some(id.to_owned()));
            *known = known.take().filter(|known| known == id);
        }
    }

    /// The same of lifecycles of a map.
    pub(super) fn add_lifecycles<'l>(&mut self, lifecycles: impl IntoIterator<Item = &'l Lifecycle>) {
        for lifecycle in lifecycles {
            let name = lifecycle.texts.as_deref().and_then(|texts| texts.name.as_deref());
            lifecycle.id.iter().for_each(|id| self.add_lifecycle(id.value.as_str(), name));
        }
    }

    /// The lifecycle with this id, else the only one that is called so.
    pub(super) fn lifecycle<'k>(&'k self, written: &str) -> Option<&'k str> {
        let by_name = || self.lifecycle_names.get(&folded(written))?.as_deref();
        self.lifecycles.get(written).map(String::as_str).or_else(by_name)
    }

    /// Who is meant where something of these sections is wanted: what has this id, else what is called so. Of several,
    /// those count that may stand there.
    pub(super) fn meant<'k>(&'k self, written: &str, wanted: &[Section]) -> Meant<'k> {
        let id = self.ids.get_key_value(written);
        let is_wanted = |section: &Section| wanted.contains(section);
        if let Some((id, section)) = id
            && is_wanted(section)
        {
            return Meant::One(id);
        }
        let called = self.by_name.get(&folded(written)).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<&Called> = called.iter().filter(|called| is_wanted(&called.section)).collect();
        let others = || called.iter().collect::<Vec<_>>();
        match (fitting.as_slice(), id) {
            ([one], _) => Meant::One(&one.id),
            ([], Some((id, _))) => Meant::One(id),
            ([], None) => match called {
                [] => Meant::Nobody,
                [one] => Meant::One(&one.id),
                _ => Meant::Several(others()),
            },
            _ => Meant::Several(fitting),
        }
    }

    /// Which of those that fit was probably meant, as people tell it: `lisa` (system).
    pub(super) fn near(&self, written: &str, fits: &dyn Fn(&Called) -> bool) -> Option<String> {
        let fitting = |name: &str| self.by_name.get(name).and_then(|called| called.iter().find(|c| fits(c)));
        let folded = folded(written);
        let names = self.by_name.keys().map(String::as_str).filter(|name| fitting(name).is_some());
        let near: Vec<String> =
            nearest(&folded, names).into_iter().filter_map(fitting).map(Called::shown).collect();
        (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
    }
}

impl Called {
    /// Its id and what it is.
    pub(super) fn shown(&self) -> String {
        format!("`{}` ({})", self.id, self.section.one())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let mut known = Known::of(&[]);
        for (id, section, name) in [
            ("lisa", Section::Systems, "Lisa"),
            ("lisa-2", Section::Systems, "LISA"),
            ("slk", Section::Organisations, "Stadsledningskontoret"),
            ("stokab", Section::Systems, "Stokab"),
            ("stokab-2", Section::Organisations, "Stokab"),
        ] {
            known.add_id(id, section);
            known.add_name(name, id, section);
        }
        known
    }

    #[test]
    fn an_id_comes_before_a_name_and_what_may_stand_there_before_what_may_not() {
        let known = known();
        let (systems, owners) = (&[Section::Systems][..], &[Section::Organisations][..]);
        assert_eq!(known.meant("lisa", systems), Meant::One("lisa"));
        assert_eq!(known.meant(" stadsledningskontoret", owners), Meant::One("slk"));
        assert_eq!(known.meant("Stokab", systems), Meant::One("stokab"));
        assert_eq!(known.meant("Stokab", owners), Meant::One("stokab-2"));
        assert_eq!(known.meant("stokab", owners), Meant::One("stokab-2"));
        assert_eq!(
            known.meant("lisa", owners),
            Meant::One("lisa"),
            "what is wrong with it is told by others"
        );
        assert_eq!(known.meant("Agresso", systems), Meant::Nobody);
        assert!(matches!(known.meant("Lisa", systems), Meant::Several(both) if both.len() == 2));
        let near = known.near("Stadsledningskontoert", &|called| called.section == Section::Organisations);
        assert_eq!(near.as_deref(), Some("did you mean `slk` (organisation)?"));
    }
}
