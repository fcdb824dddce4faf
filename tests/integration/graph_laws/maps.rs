//! Random small maps: what they say, and one of the many ways to write it as YAML.

use proptest::collection::vec;
use proptest::prelude::*;

/// What a map says, independent of how it is written.
#[derive(Debug, Clone)]
pub(crate) struct Map {
    pub(crate) elements: Vec<Thing>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) id: String,
    pub(crate) section: &'static str,
}

/// An entry of a section. That of an integration stands for one element a consumer, all others for one element.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) section: &'static str,
    pub(crate) id: Option<String>,
    pub(crate) elements: Vec<usize>,
    pub(crate) strength: Option<&'static str>,
    pub(crate) fields: Vec<(&'static str, Vec<Reference>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    pub(crate) to: Target,
    pub(crate) strength: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Target {
    /// An element, by the name that is written: its id or alias.
    One(usize, String),
    Group(Vec<Reference>, usize),
}

const SECTIONS: [(&str, &str); 5] = [
    ("processes", "proc."),
    ("information", "info_"),
    ("systems", "sys/"),
    ("technologies", "tech:"),
    ("agreements", "agr@"),
];

type Sections = &'static [&'static str];

/// Fields, the sections that may write them and those that they may name, from the words of the design.
/// The last says whether the writer may choose a strength, and write groups.
#[rustfmt::skip]
const FIELDS: [(&str, Sections, Sections, bool, bool); 11] = [
    ("depends_on", ELEMENTS, ELEMENTS, true, true),
    ("depends_on", &["processes"], &["systems"], true, true),
    ("supports", &["systems"], &["processes"], true, false),
    ("part_of", ELEMENTS, ELEMENTS, true, false),
    ("runs_on", &["systems", "technologies"], &["technologies"], true, true),
    ("masters", &["systems"], &["information"], false, false),
    ("mastered_by", &["information"], &["systems"], false, true),
    ("uses", &["processes", "systems"], &["information"], true, true),
    ("reads", &["processes", "systems"], &["information"], true, false),
    ("via", &["integrations"], &["systems", "technologies"], true, true),
    ("agreement", ELEMENTS, &["agreements"], false, false),
];
const ELEMENTS: &[&str] =
    &["processes", "information", "systems", "integrations", "technologies", "agreements"];

pub(crate) const PROVIDERS: &[&str] = &["systems", "technologies"];
pub(crate) const CONSUMERS: &[&str] = &["systems", "processes", "technologies"];

/// A relation as numbers, so that a failing map shrinks well: field, writer, targets, and how it is written.
type RawRelation = (usize, usize, Vec<usize>, u8);
/// Provider, consumers, whether it has an id of its own, what it passes through and carries.
type RawIntegration = (usize, Vec<usize>, bool, u8);

pub(crate) fn maps() -> impl Strategy<Value = Map> {
    let counts = (0..3_usize, 0..3_usize, 1..6_usize, 0..3_usize, 0..2_usize);
    let integrations = vec((0..64_usize, vec(0..64_usize, 1..4), any::<bool>(), any::<u8>()), 0..5);
    let relations = vec((0..FIELDS.len(), 0..64_usize, vec(0..64_usize, 1..4), any::<u8>()), 0..16);
    (counts, integrations, relations).prop_map(|(counts, integrations, relations)| {
        let (p, i, s, t, a) = counts;
        let mut map = Map { elements: Vec::new(), entries: Vec::new() };
        for ((section, prefix), count) in SECTIONS.into_iter().zip([p, i, s, t, a]) {
            for n in 0..count {
                map.add(section, Some(format!("{prefix}{n}")), vec![format!("{prefix}{n}")]);
            }
        }
        integrations.iter().enumerate().for_each(|(n, raw)| map.integration(n, raw));
        relations.iter().for_each(|raw| map.relation(raw));
        map
    })
}

impl Map {
    fn add(&mut self, section: &'static str, id: Option<String>, ids: Vec<String>) -> usize {
        let first = self.elements.len();
        let elements: Vec<usize> = (first..first + ids.len()).collect();
        self.elements.extend(ids.into_iter().map(|id| Thing { id, section }));
        self.entries.push(Entry { section, id, elements, strength: None, fields: Vec::new() });
        self.entries.len() - 1
    }

    fn of_sections(&self, sections: &[&str]) -> Vec<usize> {
        (0..self.elements.len()).filter(|&i| sections.contains(&self.elements[i].section)).collect()
    }

    /// Every element has one alias, made of its id.
    fn name(&self, element: usize, by_alias: bool) -> String {
        let id = &self.elements[element].id;
        if by_alias && self.elements[element].section != "integrations" {
            format!("{id}.alias")
        } else {
            id.clone()
        }
    }

    fn integration(&mut self, n: usize, (provider, consumers, own_id, bits): &RawIntegration) {
        let providers = self.of_sections(PROVIDERS);
        let possible = self.of_sections(CONSUMERS);
        let provider = providers[provider % providers.len()];
        let mut consumers: Vec<usize> = consumers.iter().map(|c| possible[c % possible.len()]).collect();
        consumers.sort_unstable();
        consumers.dedup();
        let joined = |first: &str| -> Vec<String> {
            consumers.iter().map(|&c| format!("{first}--{}", self.elements[c].id)).collect()
        };
        let unnamed = joined(&self.elements[provider].id);
        let taken = unnamed.iter().any(|id| self.elements.iter().any(|e| &e.id == id));
        let (id, ids) = if !own_id && !taken {
            (None, unnamed)
        } else if consumers.len() == 1 {
            (Some(format!("int-{n}")), vec![format!("int-{n}")])
        } else {
            (Some(format!("int-{n}")), joined(&format!("int-{n}")))
        };
        let to = |element: usize, strength| Reference {
            to: Target::One(element, self.name(element, false)),
            strength,
        };
        let of_one = |c: usize| if bits & 1 == 1 && c.is_multiple_of(2) { Some("soft") } else { None };
        let consumers: Vec<Reference> = consumers.iter().map(|&c| to(c, of_one(c))).collect();
        let mut fields = vec![("provider", vec![to(provider, None)]), ("consumer", consumers)];
        let information = self.of_sections(&["information"]);
        if bits & 2 == 2 && !information.is_empty() {
            fields.push(("carries", vec![to(information[n % information.len()], None)]));
        }
        let entry = self.add("integrations", id, ids);
        self.entries[entry].fields = fields;
        self.entries[entry].strength = [None, Some("hard"), Some("soft"), None][usize::from(bits >> 2 & 3)];
    }

    fn relation(&mut self, (field, writer, targets, bits): &RawRelation) {
        let (field, writers, named, strengths, groups) = FIELDS[*field];
        let writers: Vec<usize> =
            (0..self.entries.len()).filter(|&e| writers.contains(&self.entries[e].section)).collect();
        let named = self.of_sections(named);
        if writers.is_empty() || named.is_empty() {
            return;
        }
        let writer = writers[writer % writers.len()];
        let own = self.entries[writer].elements[0];
        let mut to: Vec<usize> = targets.iter().map(|t| named[t % named.len()]).collect();
        to.sort_unstable();
        to.dedup();
        let one = |element: usize, declared: bool| Reference {
            to: Target::One(element, self.name(element, bits & 4 == 4)),
            strength: (strengths && declared).then(|| fixed_strength(own, element)),
        };
        let mut members: Vec<Reference> = to.iter().map(|&t| one(t, bits & 2 == 2)).collect();
        let references = if groups && bits & 1 == 1 {
            if bits & 64 == 64 && members.len() > 1 {
                // The last member becomes a group in the group.
                let last = members.pop().unwrap();
                let other = one(to[0], false);
                members.push(Reference { to: Target::Group(vec![last, other], 1), strength: None });
            }
            let min_up = 1 + usize::from(bits >> 3 & 3) % members.len();
            let strength = if bits & 32 == 32 && strengths { Some("soft") } else { None };
            vec![Reference { to: Target::Group(members, min_up), strength }]
        } else {
            members.truncate(1);
            // A process and its system may say it both.
            if bits & 8 == 8 {
                self.other_end(field, own, to[0]);
            }
            members
        };
        self.say(writer, field, references);
    }

    fn other_end(&mut self, field: &'static str, writer: usize, named: usize) {
        let sections = (self.elements[writer].section, self.elements[named].section);
        let other = match (field, sections) {
            ("depends_on", ("processes", "systems")) => "supports",
            ("supports", _) => "depends_on",
            ("masters", _) => "mastered_by",
            ("mastered_by", _) => "masters",
            _ => return,
        };
        let entry = self.entries.iter().position(|e| e.elements.contains(&named)).unwrap();
        let to = Target::One(writer, self.name(writer, false));
        self.say(entry, other, vec![Reference { to, strength: None }]);
    }

    fn say(&mut self, entry: usize, field: &'static str, references: Vec<Reference>) {
        let fields = &mut self.entries[entry].fields;
        let names = |list: &[Reference], reference: &Reference| match &reference.to {
            Target::One(element, _) => {
                list.iter().any(|r| matches!(&r.to, Target::One(other, _) if other == element))
            }
            Target::Group(..) => false,
        };
        match fields.iter_mut().find(|(name, _)| *name == field) {
            Some((_, list)) => references.into_iter().for_each(|r| {
                if !names(list, &r) {
                    list.push(r)
                }
            }),
            None => fields.push((field, references)),
        }
    }
}

/// The strength between two elements, wherever it is declared: so that two ends never contradict each other.
fn fixed_strength(a: usize, b: usize) -> &'static str {
    if (a + b).is_multiple_of(3) { "soft" } else { "hard" }
}

// ---- Writing

/// A way to write a map: a number from which every choice is taken in turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style(pub(crate) u64);

impl Style {
    pub(crate) fn choose(&mut self, of: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % of
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.choose(i + 1));
        }
    }
}

/// The map as files of YAML: order, files, documents and terse forms are chosen by the style.
pub(crate) fn yaml(map: &Map, mut style: Style) -> Vec<(String, String)> {
    let mut entries: Vec<&Entry> = map.entries.iter().collect();
    style.shuffle(&mut entries);
    let files = 1 + style.choose(3);
    let mut texts = vec![String::new(); files];
    let mut sections: Vec<&str> = ELEMENTS.to_vec();
    style.shuffle(&mut sections);
    for section in sections {
        let mut by_file: Vec<Vec<&Entry>> = vec![Vec::new(); files];
        for &entry in entries.iter().filter(|entry| entry.section == section) {
            by_file[style.choose(files)].push(entry);
        }
        for (text, entries) in texts.iter_mut().zip(by_file) {
            if entries.is_empty() {
                continue;
            }
            if style.choose(2) == 0 {
                text.push_str("---\n");
            }
            text.push_str(&format!("{section}:\n"));
            let keyed = style.choose(2) == 0 && entries.iter().all(|entry| entry.id.is_some());
            for entry in entries {
                text.push_str(&entry_text(map, entry, keyed, &mut style));
            }
        }
    }
    texts.into_iter().enumerate().map(|(i, text)| (format!("{i}.yaml"), text)).collect()
}

fn entry_text(map: &Map, entry: &Entry, keyed: bool, style: &mut Style) -> String {
    let mut fields: Vec<String> = Vec::new();
    if let (Some(id), false) = (&entry.id, keyed) {
        fields.push(format!("id: {id}"));
    }
    if entry.section != "integrations" {
        fields.push(format!("aliases: [{}.alias]", map.elements[entry.elements[0]].id));
    }
    fields.extend(entry.strength.map(|strength| format!("strength: {strength}")));
    for (field, references) in &entry.fields {
        let mut written: Vec<String> = references.iter().map(reference_text).collect();
        style.shuffle(&mut written);
        let one_alone = written.len() == 1 && style.choose(2) == 0;
        let list = if one_alone { written.remove(0) } else { format!("[{}]", written.join(", ")) };
        fields.push(format!("{field}: {list}"));
    }
    style.shuffle(&mut fields);
    let id = entry.id.as_deref().unwrap_or_default();
    let (opening, indent) = if keyed { (format!("  {id}:"), "    ") } else { ("  -".into(), "    ") };
    if style.choose(2) == 0 || fields.is_empty() {
        format!("{opening} {{{}}}\n", fields.join(", "))
    } else {
        format!("{opening}\n{indent}{}\n", fields.join(&format!("\n{indent}")))
    }
}

/// A reference as written. The text of a group is also the name by which these tests know it.
pub(crate) fn reference_text(reference: &Reference) -> String {
    let strength = reference.strength.map(|s| format!(", strength: {s}")).unwrap_or_default();
    match &reference.to {
        Target::One(_, name) if strength.is_empty() => name.clone(),
        Target::One(_, name) => format!("{{to: {name}{strength}}}"),
        Target::Group(members, min_up) => {
            let members: Vec<String> = members.iter().map(reference_text).collect();
            let min_up = if *min_up == 1 { String::new() } else { format!(", min_up: {min_up}") };
            format!("{{any_of: [{}]{min_up}{strength}}}", members.join(", "))
        }
    }
}
