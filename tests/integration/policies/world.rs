//! Random small maps and selections, and what they mean, read plainly from what was generated: nothing of the graph.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

/// A small map.
#[derive(Debug, Clone)]
pub(super) struct World {
    things: Vec<Thing>,
    relations: Vec<(usize, usize, usize)>,
    joints: Vec<Joint>,
}

#[derive(Debug, Clone)]
struct Thing {
    section: usize,
    class: usize,
    owner: usize,
    area: usize,
    tags: [bool; 2],
    personal: bool,
    retired: bool,
}

#[derive(Debug, Clone)]
struct Joint {
    provider: usize,
    /// Another provider in a group with the first.
    other: Option<usize>,
    consumer: usize,
    via: Option<usize>,
    carries: Option<usize>,
    class: usize,
    retired: bool,
}

/// A selection: values by key, and what is left out.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    criteria: Vec<(usize, Vec<usize>)>,
    not: Vec<Vec<(usize, Vec<usize>)>>,
}

/// A step as people count it: from, to, the word, the integration that is passed.
pub(super) type Step = (usize, usize, &'static str, Option<usize>);

const SECTIONS: [&str; 4] = ["systems", "systems", "technologies", "information"];
const CLASSES: [&str; 4] = ["", "foundational", "differentiating", "experimental"];
const OWNERS: [&str; 3] = ["", "it", "slk"];
const AREAS: [&str; 4] = ["", "care", "staff", "maps"];
const TAGS: [&str; 2] = ["core", "left"];
const FIELDS: [(&str, &str); 5] = [
    ("depends_on", "depends_on"),
    ("runs_on", "runs_on"),
    ("part_of", "part_of"),
    ("masters", "masters"),
    ("uses", "uses"),
];
const KEYS: [&str; 8] =
    ["class", "owner", "properties.area", "tags", "personal_data", "section", "id", "phase"];

/// Nobody is it, nothing is in it: a value that a selection may name in vain.
const NOWHERE: &str = "nowhere";

prop_compose! {
    fn thing()(section in 0..4usize, class in 0..4usize, owner in 0..3usize, area in 0..4usize, tags: [bool; 2],
        personal: bool, retired in prop::bool::weighted(0.15)) -> Thing {
        Thing { section, class, owner, area, tags, personal, retired }
    }
}

prop_compose! {
    fn joint(n: usize)(provider in 0..n, other in prop::option::of(0..n), consumer in 0..n, via in prop::option::of(0..n),
        carries in prop::option::of(0..n), class in 0..4usize, retired in prop::bool::weighted(0.1)) -> Joint {
        Joint { provider, other, consumer, via, carries, class, retired }
    }
}

pub(super) fn world() -> impl Strategy<Value = World> {
    (2..8usize)
        .prop_flat_map(|n| {
            let relations = vec((0..FIELDS.len(), 0..n, 0..n), 0..10);
            (vec(thing(), n), relations, vec(joint(n), 0..4))
        })
        .prop_map(|(things, relations, joints)| World { things, relations, joints }.sound())
}

fn criteria() -> impl Strategy<Value = Vec<(usize, Vec<usize>)>> {
    vec((0..KEYS.len(), vec(0..6usize, 1..3)), 1..3)
}

pub(super) fn wanted() -> impl Strategy<Value = Wanted> {
    (criteria(), vec(criteria(), 0..2)).prop_map(|(criteria, not)| {
        let once = |mut list: Vec<(usize, Vec<usize>)>| {
            list.sort();
            list.dedup_by_key(|(key, _)| *key);
            list
        };
        Wanted { criteria: once(criteria), not: not.into_iter().map(once).collect() }
    })
}

impl Thing {
    /// Its fields that are no relations, each after a comma.
    fn fields(&self, section: &str) -> String {
        let mut text = String::new();
        let mut add = |key: &str, said: &str| {
            if !said.is_empty() {
                text += &format!(", {key}: {said}");
            }
        };
        add("class", CLASSES[self.class]);
        add("owner", OWNERS[self.owner]);
        let area = AREAS[self.area];
        add("properties", &if area.is_empty() { String::new() } else { format!("{{area: {area}}}") });
        let tags: Vec<&str> =
            TAGS.into_iter().zip(self.tags).filter(|(_, has)| *has).map(|(tag, _)| tag).collect();
        add("tags", &if tags.is_empty() { String::new() } else { format!("[{}]", tags.join(", ")) });
        add("personal_data", if section == "information" && self.personal { "true" } else { "" });
        add("lifecycle", if self.retired { "retired" } else { "" });
        text
    }
}

impl World {
    /// Without what no map may say: relations between sections that do not have them, twice, or to itself.
    fn sound(mut self) -> Self {
        let section: Vec<&str> = self.things.iter().map(|thing| SECTIONS[thing.section]).collect();
        self.relations.retain(|&(field, from, to)| {
            from != to
                && match FIELDS[field].0 {
                    "runs_on" => section[from] != "information" && section[to] == "technologies",
                    "masters" | "uses" => section[from] == "systems" && section[to] == "information",
                    _ => true,
                }
        });
        self.relations.sort_unstable();
        self.relations.dedup();
        let is_system = |i: usize| section[i] == "systems";
        self.joints.retain(|joint| {
            is_system(joint.provider) && is_system(joint.consumer) && joint.provider != joint.consumer
        });
        for joint in &mut self.joints {
            let (provider, consumer) = (joint.provider, joint.consumer);
            joint.other = joint.other.filter(|&i| is_system(i) && i != provider && i != consumer);
            joint.via = joint.via.filter(|&i| section[i] != "information");
            joint.carries = joint.carries.filter(|&i| section[i] == "information");
        }
        self
    }

    /// How many elements there are: things, then integrations.
    pub(super) fn len(&self) -> usize {
        self.things.len() + self.joints.len()
    }

    pub(super) fn id(&self, i: usize) -> String {
        if i < self.things.len() { format!("e{i}") } else { format!("j{}", i - self.things.len()) }
    }

    pub(super) fn yaml(&self) -> String {
        let mut text = "organisations: [{id: it, aliases: [itd]}, {id: slk}]\n".to_owned();
        for section in ["systems", "technologies", "information"] {
            text += &format!("{section}:\n");
            for (i, thing) in self.things.iter().enumerate().filter(|(_, t)| SECTIONS[t.section] == section) {
                text += &format!("  - {{id: e{i}{}", thing.fields(section));
                for (field, (key, _)) in FIELDS.iter().enumerate() {
                    let to: Vec<String> = self
                        .relations
                        .iter()
                        .filter(|r| r.0 == field && r.1 == i)
                        .map(|r| self.id(r.2))
                        .collect();
                    if !to.is_empty() {
                        text += &format!(", {key}: [{}]", to.join(", "));
                    }
                }
                text += "}\n";
            }
        }
        text += "integrations:\n";
        for (i, joint) in self.joints.iter().enumerate() {
            let provider = match joint.other {
                Some(other) => format!("{{any_of: [e{}, e{other}]}}", joint.provider),
                None => format!("e{}", joint.provider),
            };
            text += &format!("  - {{id: j{i}, provider: {provider}, consumer: e{}", joint.consumer);
            joint.via.into_iter().for_each(|via| text += &format!(", via: e{via}"));
            joint.carries.into_iter().for_each(|carries| text += &format!(", carries: e{carries}"));
            if joint.class > 0 {
                text += &format!(", class: {}", CLASSES[joint.class]);
            }
            text += if joint.retired { ", lifecycle: retired}\n" } else { "}\n" };
        }
        text
    }

    pub(super) fn live(&self, i: usize) -> bool {
        match i.checked_sub(self.things.len()) {
            None => !self.things[i].retired,
            // What has lost an end carries nothing any more.
            Some(joint) => {
                let Joint { provider, other, consumer, retired, .. } = self.joints[joint];
                let mut providers = [provider].into_iter().chain(other);
                !retired && self.live(consumer) && providers.any(|end| self.live(end))
            }
        }
    }

    /// What an element says under a key.
    pub(super) fn says(&self, i: usize, key: &str) -> Vec<String> {
        let said: Vec<&str> = match (i.checked_sub(self.things.len()), key) {
            (_, "id") => return vec![self.id(i)],
            (_, "personal_data") => return vec![self.is_personal(i).to_string()],
            (None, "phase") => vec![if self.things[i].retired { "retired" } else { "active" }],
            (Some(joint), "phase") => vec![if self.joints[joint].retired { "retired" } else { "active" }],
            (None, "section") => vec![SECTIONS[self.things[i].section]],
            (Some(_), "section") => vec!["integrations"],
            (None, "class") => vec![CLASSES[self.things[i].class]],
            (Some(joint), "class") => vec![CLASSES[self.joints[joint].class]],
            (None, "owner") => vec![OWNERS[self.things[i].owner]],
            (None, "properties.area") => vec![AREAS[self.things[i].area]],
            (None, "tags") => TAGS
                .into_iter()
                .zip(self.things[i].tags)
                .filter(|(_, has)| *has)
                .map(|(tag, _)| tag)
                .collect(),
            _ => vec![],
        };
        said.into_iter().filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    fn is_personal(&self, i: usize) -> bool {
        let tells = |i: usize| SECTIONS[self.things[i].section] == "information" && self.things[i].personal;
        match i.checked_sub(self.things.len()) {
            Some(joint) => self.joints[joint].carries.is_some_and(tells),
            None => {
                let works =
                    |r: &&(usize, usize, usize)| matches!(FIELDS[r.0].0, "masters" | "uses") && r.1 == i;
                tells(i) || self.relations.iter().filter(works).any(|r| tells(r.2))
            }
        }
    }

    pub(super) fn selected(&self, wanted: &Wanted) -> BTreeSet<usize> {
        let meets = |i: usize, list: &[(usize, Vec<usize>)]| {
            list.iter().all(|(key, values)| {
                let said = self.says(i, KEYS[*key]);
                values.iter().any(|value| said.contains(&meaning(&self.value(*key, *value))))
            })
        };
        let is_meant =
            |&i: &usize| meets(i, &wanted.criteria) && !wanted.not.iter().any(|list| meets(i, list));
        (0..self.len()).filter(is_meant).collect()
    }

    /// The same, without what is retired.
    pub(super) fn judged(&self, wanted: &Wanted) -> BTreeSet<usize> {
        self.selected(wanted).into_iter().filter(|&i| self.live(i)).collect()
    }

    fn value(&self, key: usize, value: usize) -> String {
        let of = |words: &[&str]| words[value % words.len()].to_owned();
        match KEYS[key] {
            "class" => of(&CLASSES[1..]),
            "owner" => of(&["it", "slk", "itd"]),
            "properties.area" => of(&["care", "staff", "maps", NOWHERE]),
            "tags" => of(&["core", "left", NOWHERE]),
            "personal_data" => of(&["true", "false"]),
            "section" => of(&["systems", "technologies", "information", "integrations"]),
            "phase" => of(&["active", "retired"]),
            _ => self.id(value % self.len()),
        }
    }

    pub(super) fn text(&self, wanted: &Wanted) -> String {
        let list = |list: &[(usize, Vec<usize>)]| {
            let one = |(key, values): &(usize, Vec<usize>)| {
                let values: Vec<String> = values.iter().map(|value| self.value(*key, *value)).collect();
                format!("{}: [{}]", KEYS[*key], values.join(", "))
            };
            list.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let not: Vec<String> = wanted.not.iter().map(|not| format!("{{{}}}", list(not))).collect();
        let not = if not.is_empty() { String::new() } else { format!(", not: [{}]", not.join(", ")) };
        format!("{{{}{not}}}", list(&wanted.criteria))
    }

    /// The direct steps between two sets, by the rule that halves are only told where the whole is not.
    pub(super) fn steps(
        &self,
        from: &BTreeSet<usize>,
        to: &BTreeSet<usize>,
        word: Option<&str>,
    ) -> BTreeSet<Step> {
        let fits = |&(a, b, w, _): &Step| {
            a != b && from.contains(&a) && to.contains(&b) && word.is_none_or(|word| word == w)
        };
        let mut steps: BTreeSet<Step> = BTreeSet::new();
        for &(field, a, b) in &self.relations {
            let word = FIELDS[field].1;
            let step = if word == "masters" { (b, a, word, None) } else { (a, b, word, None) };
            steps.extend([step].into_iter().filter(fits));
        }
        for (i, joint) in self.joints.iter().enumerate().filter(|(i, _)| self.live(self.things.len() + i)) {
            let me = self.things.len() + i;
            steps
                .extend(joint.carries.map(|carries| (me, carries, "carries", None)).into_iter().filter(fits));
            let providers: Vec<usize> = [joint.provider].into_iter().chain(joint.other).collect();
            let via: Vec<usize> = joint.via.into_iter().collect();
            for (word, ends) in [("integration", providers), ("via", via)] {
                let whole: Vec<Step> =
                    ends.iter().map(|&end| (joint.consumer, end, word, Some(me))).filter(fits).collect();
                let mut halves: Vec<Step> = ends.iter().map(|&end| (me, end, word, None)).collect();
                if word == "integration" {
                    halves.push((joint.consumer, me, word, None));
                }
                let halves = halves.into_iter().filter(|step| whole.is_empty() && fits(step));
                steps.extend(halves.chain(whole.iter().copied()).collect::<Vec<_>>());
            }
        }
        steps
    }

    /// The integrations in use that are meant, or have an end that is, and that neither end at nor pass through what
    /// they should.
    pub(super) fn beside(&self, of: &BTreeSet<usize>, via: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_beside = |&i: &usize| {
            let Some(joint) = i.checked_sub(self.things.len()).map(|i| &self.joints[i]) else { return false };
            let providers: Vec<usize> =
                [joint.provider].into_iter().chain(joint.other).filter(|&i| self.live(i)).collect();
            let has_ends = self.live(i);
            let mut ends = providers.into_iter().chain([joint.consumer]);
            let is_asked = of.contains(&i) || ends.clone().any(|end| of.contains(&end));
            has_ends
                && is_asked
                && !ends.any(|end| via.contains(&end))
                && joint.via.is_none_or(|v| !via.contains(&v))
        };
        (0..self.len()).filter(is_beside).collect()
    }

    /// What every element rests on by one relation that passes disruption on.
    fn rests_on(&self, i: usize) -> Vec<usize> {
        let mut on = Vec::new();
        for &(field, a, b) in &self.relations {
            match FIELDS[field].0 {
                "depends_on" | "runs_on" if a == i => on.push(b),
                "part_of" if a == i => on.push(b),
                "part_of" if b == i => on.push(a),
                "masters" if b == i => on.push(a),
                _ => {}
            }
        }
        for (j, joint) in self.joints.iter().enumerate() {
            let me = self.things.len() + j;
            if joint.consumer == i {
                on.push(me);
            }
            if me == i {
                on.extend([joint.provider].into_iter().chain(joint.other).chain(joint.via));
            }
        }
        on
    }

    /// The length of the shortest chain from an element to another, past none of the other goals, as people count: by
    /// going on as long as any length gets less.
    pub(super) fn shortest(&self, from: usize, goal: usize, goals: &BTreeSet<usize>) -> Option<usize> {
        let mut length: Vec<Option<usize>> = vec![None; self.len()];
        length[from] = Some(0);
        loop {
            let before = length.clone();
            for i in (0..self.len()).filter(|&i| self.live(i)) {
                let is_information =
                    i < self.things.len() && SECTIONS[self.things[i].section] == "information";
                let is_end = i != from && (is_information || goals.contains(&i));
                let Some(so_far) = length[i].filter(|_| !is_end) else { continue };
                for to in self.rests_on(i).into_iter().filter(|&to| self.live(to) && to != from) {
                    let next = so_far + self.counts(to);
                    length[to] = Some(length[to].map_or(next, |known| known.min(next)));
                }
            }
            if before == length {
                break;
            }
        }
        // At the end of a way an integration counts too.
        length[goal].filter(|_| goal != from).map(|length| length + 1 - self.counts(goal))
    }

    /// Whether a way is one, and how long it is.
    pub(super) fn length_of(&self, way: &[usize]) -> Option<usize> {
        let is_way =
            way.windows(2).all(|pair| self.rests_on(pair[0]).contains(&pair[1]) && self.live(pair[1]));
        let (last, between) = way.get(1..)?.split_last()?;
        let _ = last;
        is_way.then(|| between.iter().map(|&i| self.counts(i)).sum::<usize>() + 1)
    }

    fn counts(&self, i: usize) -> usize {
        usize::from(i < self.things.len())
    }
}

/// The id that an alias stands for.
fn meaning(value: &str) -> String {
    if value == "itd" { "it".to_owned() } else { value.to_owned() }
}
