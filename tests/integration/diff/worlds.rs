//! Random small maps, edits of them, and what these change: kept in books of their own, without the program.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

/// What a map says.
#[derive(Debug, Clone, Default)]
pub(super) struct World {
    pub(super) things: BTreeMap<String, Thing>,
}

#[derive(Debug, Clone)]
pub(super) struct Thing {
    /// The id that it began with; nothing if an edit made it.
    origin: Option<String>,
    section: &'static str,
    owner: usize,
    version: usize,
    tags: BTreeSet<usize>,
    /// What it rests on, and how strongly: 0 not said, 1 hard, 2 soft.
    needs: BTreeMap<String, usize>,
}

/// An edit as numbers, so that it fits whatever map it meets.
pub(super) type Edit = (u8, usize, usize, usize);

const SECTIONS: [&str; 3] = ["processes", "systems", "technologies"];
const STRENGTHS: [&str; 3] = ["", "hard", "soft"];

pub(super) fn worlds() -> impl Strategy<Value = World> {
    let thing = (0..3_usize, 0..3_usize, 0..3_usize, vec(0..4_usize, 0..3));
    let need = (0..100_usize, 0..100_usize, 0..3_usize);
    (vec(thing, 1..9), vec(need, 0..12)).prop_map(|(things, needs)| {
        let mut world = World::default();
        for (number, (section, owner, version, tags)) in things.into_iter().enumerate() {
            let id = format!("e{number}");
            let tags = tags.into_iter().collect();
            let needs = BTreeMap::new();
            let (origin, section) = (Some(id.clone()), SECTIONS[section]);
            world.things.insert(id, Thing { origin, section, owner, version, tags, needs });
        }
        for (from, to, strength) in needs {
            world.need(from, to, strength);
        }
        world
    })
}

pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    vec((0..9_u8, 0..100_usize, 0..100_usize, 0..3_usize), 0..8)
}

impl World {
    fn nth(&self, number: usize) -> Option<String> {
        let count = self.things.len();
        self.things.keys().nth(number % count.max(1)).cloned()
    }

    /// Lets one thing rest on another, unless the words of a map have no such relation.
    fn need(&mut self, from: usize, to: usize, strength: usize) {
        let (Some(from), Some(to)) = (self.nth(from), self.nth(to)) else { return };
        let fits = self.things[&from].section != "processes" || self.things[&to].section == "systems";
        let is_process = self.things[&to].section == "processes";
        if from != to && (fits && !is_process) {
            self.things.get_mut(&from).unwrap().needs.insert(to, strength);
        }
    }

    /// Makes an edit.
    pub(super) fn edit(&mut self, (what, a, b, c): Edit, number: usize) {
        let Some(id) = self.nth(a) else { return };
        let thing = self.things.get_mut(&id).unwrap();
        match what {
            0 => thing.owner = c,
            1 => thing.version = c,
            2 => drop(thing.tags.insert(b % 4)),
            3 => drop(thing.tags.pop_first()),
            4 | 5 => self.need(a, b, c),
            6 => drop(thing.needs.pop_first()),
            7 if b % 3 == 0 => {
                self.things.remove(&id);
                for other in self.things.values_mut() {
                    other.needs.remove(&id);
                }
            }
            7 => {
                let (section, tags, needs) = (SECTIONS[c], BTreeSet::new(), BTreeMap::new());
                let new = format!("new{number}");
                self.things.insert(new, Thing { origin: None, section, owner: 0, version: 0, tags, needs });
            }
            // Once is enough: a second name would be an alias of its own.
            _ if thing.origin.as_ref() == Some(&id) => {
                let thing = self.things.remove(&id).unwrap();
                let new = format!("renamed{number}");
                self.things.insert(new.clone(), thing);
                for other in self.things.values_mut() {
                    if let Some(strength) = other.needs.remove(&id) {
                        other.needs.insert(new.clone(), strength);
                    }
                }
            }
            _ => {}
        }
    }

    /// The map as YAML, in one of many ways: in which file and order things stand, which end writes a relation, and by
    /// which of its names an element is called.
    pub(super) fn yaml(&self, style: u64) -> Vec<(String, String)> {
        let mut files = vec![String::new(); 3];
        for file in &mut files {
            *file = "organisations: {}\n".to_owned();
        }
        files[0] = "organisations: [{id: o0}, {id: o1}, {id: o2}]\n".to_owned();
        let mut order: Vec<&String> = self.things.keys().collect();
        order.sort_by_key(|id| mixed(style, id));
        for id in order {
            let text = self.entry(id, style);
            let file = mixed(style, &format!("{id} file")) as usize % files.len();
            files[file].push_str(&text);
        }
        let names = files.into_iter().enumerate();
        names.map(|(n, text)| (format!("file{}.yaml", (n as u64 + style) % 3), text)).collect()
    }

    fn entry(&self, id: &str, style: u64) -> String {
        let thing = &self.things[id];
        let mut fields = vec![
            format!("id: {id}"),
            format!("owner: o{}", thing.owner),
            format!("version: v{}", thing.version),
        ];
        if thing.origin.as_deref().is_some_and(|origin| origin != id) {
            fields.push(format!("aliases: [{}]", thing.origin.as_ref().unwrap()));
        }
        let mut tags: Vec<String> = thing.tags.iter().map(|tag| format!("t{tag}")).collect();
        tags.sort_by_key(|tag| mixed(style, tag));
        if !tags.is_empty() {
            fields.push(format!("tags: [{}]", tags.join(", ")));
        }
        let own = thing.needs.iter().filter(|(to, _)| self.writer(id, to, style) == id);
        let mut own: Vec<String> = own.map(|(to, strength)| self.reference(to, *strength, style)).collect();
        own.sort_by_key(|reference| mixed(style, reference));
        if !own.is_empty() {
            fields.push(format!("depends_on: [{}]", own.join(", ")));
        }
        let supported = self.things.iter().filter(|(other, _)| self.writer(other, id, style) == id);
        let supported: Vec<String> = supported
            .filter_map(|(other, needs)| Some(self.reference(other, *needs.needs.get(id)?, style)))
            .collect();
        if !supported.is_empty() {
            fields.push(format!("supports: [{}]", supported.join(", ")));
        }
        fields[1..].sort_by_key(|field| mixed(style, field));
        format!("{}:\n  - {{{}}}\n", thing.section, fields.join(", "))
    }

    /// Which end writes that one thing rests on another: a system may say which processes it supports.
    fn writer<'w>(&self, dependent: &'w str, dependency: &'w str, style: u64) -> &'w str {
        let may =
            self.things[dependent].section == "processes" && self.things[dependency].section == "systems";
        let chosen = mixed(style, &format!("{dependent} {dependency}")).is_multiple_of(2);
        if may && chosen { dependency } else { dependent }
    }

    fn reference(&self, to: &str, strength: usize, style: u64) -> String {
        let thing = &self.things[to];
        let old = thing.origin.as_deref().filter(|_| mixed(style, &format!("{to} name")).is_multiple_of(2));
        match old.unwrap_or(to) {
            name if strength == 0 => name.to_owned(),
            name => format!("{{to: {name}, strength: {}}}", STRENGTHS[strength]),
        }
    }

    /// By where it began: the things of two worlds that are the same.
    fn by_origin(&self) -> BTreeMap<&str, (&str, &Thing)> {
        let things = self.things.iter();
        things.map(|(id, thing)| (thing.origin.as_deref().unwrap_or(id), (id.as_str(), thing))).collect()
    }

    /// What differs from an older world, by these books: elements, then relations. Fields that name others are told
    /// where they are written, in either of two styles.
    pub(super) fn differences(&self, old: &Self, styles: [u64; 2]) -> (BTreeSet<String>, BTreeSet<String>) {
        let (before, after) = (old.by_origin(), self.by_origin());
        let now = |origin: &str| after.get(origin).or(before.get(origin)).unwrap().0.to_owned();
        let needs = |world: &Self, of: &BTreeMap<&str, (&str, &Thing)>, style| {
            let mut needs: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
            for (origin, (id, thing)) in of {
                for (to, strength) in &thing.needs {
                    let target = world.things[to].origin.clone().unwrap_or_else(|| to.clone());
                    let writer = world.writer(id, to, style);
                    let writer = world.things[writer].origin.clone().unwrap_or_else(|| writer.to_owned());
                    needs.insert(((*origin).to_owned(), target), (*strength, writer));
                }
            }
            needs
        };
        let (was, is) = (needs(old, &before, styles[0]), needs(self, &after, styles[1]));
        let mut relations = BTreeSet::new();
        let mut fields: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for key in was.keys().chain(is.keys()) {
            let (a, b) = (was.get(key), is.get(key));
            let kind = match (a.map(|(strength, _)| strength), b.map(|(strength, _)| strength)) {
                (None, _) => "Added",
                (_, None) => "Removed",
                (a, b) if a == b => continue,
                _ => "Changed",
            };
            relations.insert(format!("{kind} {} depends_on {}", now(&key.0), now(&key.1)));
            for (_, writer) in a.into_iter().chain(b) {
                let field = if *writer == key.0 { "depends_on" } else { "supports" };
                fields.entry(writer.clone()).or_default().insert(field);
            }
        }
        let mut elements = BTreeSet::new();
        for origin in before.keys().chain(after.keys()) {
            let (a, b) = (before.get(origin), after.get(origin));
            let (Some((old_id, a)), Some((new_id, b))) = (a, b) else {
                let kind = if b.is_some() { "Added" } else { "Removed" };
                elements.insert(format!("{kind} {} {{}}", now(origin)));
                continue;
            };
            let mut said = fields.get(*origin).cloned().unwrap_or_default();
            let own = [
                ("owner", a.owner != b.owner),
                ("version", a.version != b.version),
                ("tags", a.tags != b.tags),
            ];
            said.extend(own.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field));
            let kind = match (old_id == new_id, said.is_empty()) {
                (true, true) => continue,
                (true, false) => "Changed",
                (false, _) => "Renamed",
            };
            elements.insert(format!("{kind} {new_id} {said:?}"));
        }
        (elements, relations)
    }
}

/// A number that hangs on a style and a text, and looks like chance.
fn mixed(style: u64, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ style.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32
}
