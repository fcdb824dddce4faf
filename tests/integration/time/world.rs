//! Random small maps whose dates all lie in one month, and their text.

use std::fmt::Write as _;

use proptest::prelude::*;
use systemkarta::model::Date;

/// The last day of the month that is asked about.
pub(super) const LAST: i8 = 31;

/// A day of the month in which everything happens.
pub(super) fn date(day: i8) -> Date {
    Date::constant(2010, 1, day)
}

/// The end of a support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The last supported day.
    On(i8),
    /// `false`.
    NoneKnown,
    /// `true`.
    Over,
}

/// What an element says of its lifecycle: first days of the phases, and ends of support.
#[derive(Debug, Clone, Default)]
pub(super) struct Dates {
    /// A phase without dates, by its name; then nothing else counts.
    pub phase: Option<&'static str>,
    /// plan, phase_in, active, phase_out, retired.
    pub phases: [Option<i8>; 5],
    /// end_of_sale, end_of_support, end_of_extended_support, end_of_security_support, end_of_life.
    pub ends: [Option<End>; 5],
}

/// What an element needs, by the numbers of elements of a lower layer.
#[derive(Debug, Clone)]
pub(super) enum Want {
    /// One of them.
    One(usize),
    /// So many of a group.
    Group(Vec<usize>, usize),
    /// One of them, through an integration with dates of its own, that goes via another.
    Through(Dates, usize, Option<usize>),
}

/// An element. Those of the first layer are technologies, of the second systems, of the third processes.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its layer, 0 to 2.
    pub layer: usize,
    pub dates: Dates,
    pub wants: Vec<Want>,
    /// The number of its successor.
    pub successor: Option<usize>,
    /// The numbers of its agreements.
    pub agreements: Vec<usize>,
}

/// A map.
#[derive(Debug, Clone)]
pub(super) struct Map {
    pub parts: Vec<Part>,
    /// The dates of the agreements.
    pub agreements: Vec<Dates>,
    pub today: i8,
}

pub(super) const PHASES: [&str; 5] = ["plan", "phase_in", "active", "phase_out", "retired"];
const ENDS: [&str; 5] =
    ["end_of_sale", "end_of_support", "end_of_extended_support", "end_of_security_support", "end_of_life"];

fn day() -> impl Strategy<Value = Option<i8>> {
    proptest::option::weighted(0.35, 1..=28_i8)
}

fn dates() -> impl Strategy<Value = Dates> {
    let end =
        prop_oneof![4 => (1..=28_i8).prop_map(End::On), 1 => Just(End::NoneKnown), 1 => Just(End::Over)];
    let ends = proptest::array::uniform5(proptest::option::weighted(0.15, end));
    let phase = proptest::option::weighted(0.1, proptest::sample::select(PHASES.to_vec()));
    (phase, proptest::array::uniform5(day()), ends).prop_map(|(phase, phases, ends)| match phase {
        Some(phase) => Dates { phase: Some(phase), ..Dates::default() },
        None => Dates { phase: None, phases, ends },
    })
}

fn wants() -> impl Strategy<Value = Vec<Want>> {
    let number = || 0..100_usize;
    let group = (proptest::collection::btree_set(number(), 1..4), 1..3_usize)
        .prop_map(|(members, least)| Want::Group(members.into_iter().collect(), least));
    let through = (dates(), number(), proptest::option::of(number()))
        .prop_map(|(d, to, via)| Want::Through(d, to, via));
    let want = prop_oneof![3 => number().prop_map(Want::One), 1 => group, 2 => through];
    proptest::collection::vec(want, 0..4)
}

/// A random map.
pub(super) fn map() -> impl Strategy<Value = Map> {
    let part = (
        dates(),
        wants(),
        proptest::option::weighted(0.4, 0..100_usize),
        proptest::collection::vec(0..100_usize, 0..2),
    );
    let parts = proptest::collection::vec(part, 4..10);
    let agreements = proptest::collection::vec(dates(), 1..4);
    (parts, agreements, 1..=28_i8).prop_map(|(parts, agreements, today)| {
        let count = parts.len();
        let third = count.div_ceil(3);
        let parts = parts.into_iter().enumerate().map(|(i, (dates, wants, successor, signed))| {
            let layer = (i / third).min(2);
            // Needs lead to lower layers only, so that no test map is a ring.
            let below = layer * third;
            let lower = |n: usize| n % below.max(1);
            let wants = wants.into_iter().filter(|_| below > 0).map(|want| match want {
                Want::One(to) => Want::One(lower(to)),
                Want::Group(members, least) => {
                    let mut members: Vec<usize> = members.into_iter().map(lower).collect();
                    members.sort_unstable();
                    members.dedup();
                    let least = least.min(members.len());
                    Want::Group(members, least)
                }
                Want::Through(dates, to, via) => Want::Through(dates, lower(to), via.map(lower)),
            });
            // A successor is one of the same layer, or none.
            let same: Vec<usize> = (0..count).filter(|&j| (j / third).min(2) == layer && j != i).collect();
            let successor = successor.and_then(|n| same.get(n % same.len().max(1)).copied());
            let mut signed: Vec<usize> = signed.into_iter().map(|n| n % agreements.len()).collect();
            signed.dedup();
            Part { layer, dates, wants: wants.collect(), successor, agreements: signed }
        });
        Map { parts: parts.collect(), agreements, today }
    })
}

impl Dates {
    fn yaml(&self) -> String {
        if let Some(phase) = self.phase {
            return format!(", lifecycle: {phase}");
        }
        let phases =
            PHASES.iter().zip(self.phases).filter_map(|(key, day)| Some(format!("{key}: {}", date(day?))));
        let ends = ENDS.iter().zip(self.ends).filter_map(|(key, end)| {
            Some(match end? {
                End::On(day) => format!("{key}: {}", date(day)),
                End::NoneKnown => format!("{key}: false"),
                End::Over => format!("{key}: true"),
            })
        });
        let said: Vec<String> = phases.chain(ends).collect();
        if said.is_empty() { String::new() } else { format!(", lifecycle: {{{}}}", said.join(", ")) }
    }
}

impl Map {
    /// The id of a part.
    pub(super) fn id(&self, part: usize) -> String {
        format!("{}{part}", ["t", "s", "p"][self.parts[part].layer])
    }

    /// The id of the integration of a want.
    pub(super) fn integration(&self, part: usize, want: usize) -> String {
        format!("i{part}-{want}")
    }

    /// The map as people would write it.
    pub(super) fn yaml(&self) -> String {
        let mut text = String::from("organisations: [{id: it}]\nagreements:\n");
        for (i, dates) in self.agreements.iter().enumerate() {
            writeln!(text, "  - {{id: a{i}, supplier: it{}}}", dates.yaml()).unwrap();
        }
        let mut integrations = String::new();
        for (layer, section) in ["technologies", "systems", "processes"].iter().enumerate() {
            writeln!(text, "{section}:").unwrap();
            for (i, part) in self.parts.iter().enumerate().filter(|(_, part)| part.layer == layer) {
                let mut needs: Vec<String> = Vec::new();
                for (w, want) in part.wants.iter().enumerate() {
                    match want {
                        Want::One(to) => needs.push(self.id(*to)),
                        Want::Group(members, least) => {
                            let members: Vec<String> = members.iter().map(|&m| self.id(m)).collect();
                            needs.push(format!("{{any_of: [{}], min_up: {least}}}", members.join(", ")));
                        }
                        Want::Through(dates, to, via) => {
                            let via = via.map(|v| format!(", via: [{}]", self.id(v))).unwrap_or_default();
                            let id = self.integration(i, w);
                            let (provider, consumer, dates) = (self.id(*to), self.id(i), dates.yaml());
                            writeln!(
                                integrations,
                                "  - {{id: {id}, provider: {provider}, consumer: {consumer}{via}{dates}}}"
                            )
                            .unwrap();
                        }
                    }
                }
                needs.sort();
                needs.dedup();
                let needs = if needs.is_empty() {
                    String::new()
                } else {
                    format!(", depends_on: [{}]", needs.join(", "))
                };
                let follows =
                    part.successor.map(|s| format!(", successor: {}", self.id(s))).unwrap_or_default();
                let signed: Vec<String> = part.agreements.iter().map(|a| format!("a{a}")).collect();
                let signed = if signed.is_empty() {
                    String::new()
                } else {
                    format!(", agreement: [{}]", signed.join(", "))
                };
                writeln!(text, "  - {{id: {}{needs}{follows}{signed}{}}}", self.id(i), part.dates.yaml())
                    .unwrap();
            }
        }
        if !integrations.is_empty() {
            write!(text, "integrations:\n{integrations}").unwrap();
        }
        text
    }
}
