//! Random small worlds in which everything happens within three weeks, and the maps that tell of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use systemkarta::graph::{ElementIx, Graph};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Date;

/// A day, counted from 2008-01-01. Whatever has no beginning began on a day before all others.
pub(super) type Day = i32;

pub(super) const BEFORE_ALL: Day = -1;
pub(super) const NEVER: Day = 99;
/// The day of the question.
pub(super) const AT: Day = 6;

/// What is there, and what rests on what.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) elements: BTreeMap<String, Thing>,
    pub(super) paths: Vec<Path>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Thing {
    pub(super) start: Option<Day>,
    pub(super) phase_out: Option<Day>,
    pub(super) retired: Option<Day>,
    pub(super) successor: Option<String>,
    part_of: Option<String>,
    masters: Vec<String>,
}

/// That one thing rests on others, of which so many must be up.
#[derive(Debug, Clone)]
pub(super) struct Path {
    pub(super) dependent: String,
    pub(super) members: Vec<String>,
    pub(super) min_up: usize,
    pub(super) hard: bool,
    /// Whether the dependent writes it as something that it depends on: not of a whole, nor of a master.
    is_plain: bool,
    /// The integration between them, and when it is there.
    pub(super) through: Option<(String, Option<Day>, Option<Day>)>,
}

const SYSTEMS: [&str; 6] = ["s0", "s1", "s2", "s3", "s4", "s5"];
const TECHNOLOGIES: [&str; 2] = ["t0", "t1"];

type Dates = (u8, Day, Day, Day);
type Relation = (usize, Vec<usize>, u16, Day, Day);

pub(super) fn worlds() -> impl Strategy<Value = World> {
    let dates = vec((any::<u8>(), 0..20, 1..8, 0..9), 9);
    let relations = vec((0..8_usize, vec(0..8_usize, 1..4), any::<u16>(), 0..20, 1..9), 1..12);
    let successors = vec((0..8_usize, 0..8_usize), 0..5);
    (dates, relations, successors).prop_map(|(dates, relations, successors)| {
        let mut world = World { elements: BTreeMap::new(), paths: Vec::new() };
        let names: Vec<&str> = SYSTEMS.into_iter().chain(TECHNOLOGIES).collect();
        for (name, dates) in names.iter().chain(&["i0"]).zip(&dates) {
            world.elements.insert((*name).to_owned(), thing(*dates, *name == "i0"));
        }
        for (from, to) in successors {
            let same_section = (from < 6) == (to < 6);
            if from != to && same_section {
                world.elements.get_mut(names[from]).unwrap().successor = Some(names[to].to_owned());
            }
        }
        for (number, relation) in relations.iter().enumerate() {
            world.relate(number, relation, &names);
        }
        world
    })
}

fn thing((bits, first, until_out, until_gone): Dates, is_information: bool) -> Thing {
    let mut thing = Thing::default();
    if is_information {
        return thing;
    }
    thing.start = (bits & 1 == 1).then_some(first - 9);
    thing.start = thing.start.filter(|&day| day >= 0);
    let after = thing.start.map_or(first, |start| start + until_out);
    thing.phase_out = (bits & 6 == 6).then_some(after);
    thing.retired = (bits & 24 == 24 || bits & 40 == 40).then_some(after + until_gone);
    thing
}

impl World {
    fn relate(&mut self, number: usize, (from, to, bits, start, lasting): &Relation, names: &[&str]) {
        let dependent = names[*from].to_owned();
        let mut members: Vec<usize> = to.iter().copied().filter(|to| to != from).collect();
        members.sort_unstable();
        members.dedup();
        let Some(&first) = members.first() else { return };
        let hard = bits & 3 != 3;
        let is_system = |member: usize| member < 6;
        if bits & 0x3c == 0x3c && is_system(first) {
            return self.master("i0", names[first]);
        }
        if bits & 0x3c == 0x38 && self.elements[&dependent].part_of.is_none() {
            let whole = names[first].to_owned();
            let path = Path {
                dependent: dependent.clone(),
                members: vec![whole.clone()],
                min_up: 1,
                hard: true,
                is_plain: false,
                through: None,
            };
            if self.add(path) {
                self.elements.get_mut(&dependent).unwrap().part_of = Some(whole);
            }
            return;
        }
        let may_be_integration = is_system(*from) && members.iter().all(|&member| is_system(member));
        let through = (may_be_integration && bits & 0x40 == 0x40).then(|| {
            let from = (bits & 0x80 == 0x80).then_some(*start);
            let until = (bits & 0x100 == 0x100).then_some(start + lasting);
            (format!("x{number}"), from, until)
        });
        if bits & 0x600 != 0x600 {
            members.truncate(1);
        }
        let min_up = 1 + usize::from(bits >> 11) % members.len();
        let members = members.into_iter().map(|member| names[member].to_owned()).collect();
        self.add(Path { dependent, members, min_up, hard, is_plain: true, through });
    }

    /// Another relation between the same two would be one with the first, and is left out.
    fn add(&mut self, path: Path) -> bool {
        let is_same = |known: &Path| {
            known.dependent == path.dependent && known.members == path.members && known.through.is_none()
        };
        let is_known = path.members.len() == 1 && path.through.is_none() && self.paths.iter().any(is_same);
        if !is_known {
            self.paths.push(path);
        }
        !is_known
    }

    fn master(&mut self, information: &str, system: &str) {
        let masters = &mut self.elements.get_mut(information).unwrap().masters;
        if !masters.iter().any(|known| known == system) {
            masters.push(system.to_owned());
            let (dependent, members) = (information.to_owned(), vec![system.to_owned()]);
            self.paths.push(Path {
                dependent,
                members,
                min_up: 1,
                hard: true,
                is_plain: false,
                through: None,
            });
        }
    }

    pub(super) fn map(&self) -> String {
        let mut text = String::new();
        for (section, letter) in [("systems", 's'), ("technologies", 't'), ("information", 'i')] {
            writeln!(text, "{section}:").unwrap();
            for (name, thing) in self.elements.iter().filter(|(name, _)| name.starts_with(letter)) {
                writeln!(text, "  - {{id: {name}{}}}", self.fields(name, thing)).unwrap();
            }
        }
        let integrations: Vec<String> = self.paths.iter().filter_map(integration).collect();
        if !integrations.is_empty() {
            writeln!(text, "integrations:\n{}", integrations.join("\n")).unwrap();
        }
        text
    }

    fn fields(&self, name: &str, thing: &Thing) -> String {
        let mut fields = String::new();
        let dates = [("active", thing.start), ("phase_out", thing.phase_out), ("retired", thing.retired)];
        fields.push_str(&lifecycle(&dates));
        if let Some(successor) = &thing.successor {
            write!(fields, ", successor: {successor}").unwrap();
        }
        if let Some(whole) = &thing.part_of {
            write!(fields, ", part_of: {whole}").unwrap();
        }
        if !thing.masters.is_empty() {
            write!(fields, ", mastered_by: [{}]", thing.masters.join(", ")).unwrap();
        }
        let own = self.paths.iter().filter(|path| path.dependent == name && path.through.is_none());
        let depends_on: Vec<String> = own.filter(|path| path.is_plain).map(reference).collect();
        if !depends_on.is_empty() {
            write!(fields, ", depends_on: [{}]", depends_on.join(", ")).unwrap();
        }
        fields
    }
}

fn lifecycle(dates: &[(&str, Option<Day>)]) -> String {
    let dates: Vec<String> =
        dates.iter().filter_map(|(key, day)| Some(format!("{key}: {}", date((*day)?)))).collect();
    if dates.is_empty() { String::new() } else { format!(", lifecycle: {{{}}}", dates.join(", ")) }
}

fn reference(path: &Path) -> String {
    let strength = if path.hard { "hard" } else { "soft" };
    match path.members.as_slice() {
        [one] => format!("{{to: {one}, strength: {strength}}}"),
        many => format!("{{any_of: [{}], min_up: {}, strength: {strength}}}", many.join(", "), path.min_up),
    }
}

fn integration(path: &Path) -> Option<String> {
    let (id, from, until) = path.through.as_ref()?;
    let provider = match path.members.as_slice() {
        [one] => one.clone(),
        many => format!("{{any_of: [{}], min_up: {}}}", many.join(", "), path.min_up),
    };
    let strength = if path.hard { "hard" } else { "soft" };
    let dates = lifecycle(&[("active", *from), ("retired", *until)]);
    Some(format!(
        "  - {{id: {id}, provider: {provider}, consumer: {}, strength: {strength}{dates}}}",
        path.dependent
    ))
}

pub(super) fn date(day: Day) -> Date {
    let first: Date = "2008-01-01".parse().unwrap();
    first.checked_add(jiff::Span::new().days(day)).unwrap()
}

pub(super) fn graph(text: &str) -> Graph {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    let (graph, findings) = Graph::build(&Arc::new(loaded.model));
    assert_eq!(findings, [], "{text}");
    graph
}

pub(super) fn ix(graph: &Graph, id: &str) -> ElementIx {
    graph.find_element(id).unwrap()
}
