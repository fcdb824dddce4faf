//! Random small maps in which everything stands that matters to impact, and random questions about them.

use super::question::{Asked, FOREVER, Question, Span};
use super::world::{HOURS, LIVES, Need, Ref, SCHEDULES, Thing, To, World};
use proptest::collection::vec;
use proptest::prelude::*;
use systemkarta::model::ChangeKind;

const ELEMENTS: &[&str] =
    &["processes", "information", "systems", "integrations", "technologies", "agreements"];

type Sections = &'static [&'static str];

/// Fields, the sections that may write them and those that they may name. The last says whether the writer may say
/// how strongly it needs what it names, and write groups.
#[rustfmt::skip]
const FIELDS: [(&str, Sections, Sections, bool, bool); 18] = [
    ("depends_on", &["systems", "processes"], &["systems"], true, true),
    ("depends_on", &["systems"], &["systems", "technologies"], true, true),
    ("depends_on", &["processes"], &["systems"], true, true),
    ("depends_on", &["systems"], &["systems"], true, true),
    ("depends_on", ELEMENTS, ELEMENTS, true, true),
    ("depends_on", &["systems", "processes", "technologies"], ELEMENTS, true, true),
    ("supports", &["systems"], &["processes"], true, false),
    ("runs_on", &["systems", "technologies"], &["technologies"], true, true),
    ("runs_on", &["systems"], &["technologies"], true, true),
    ("part_of", &["systems", "processes", "technologies"], ELEMENTS, true, false),
    ("masters", &["systems"], &["information"], false, false),
    ("mastered_by", &["information"], &["systems"], false, true),
    ("uses", &["processes", "systems"], &["information"], true, true),
    ("reads", &["processes", "systems"], &["information"], true, false),
    ("via", &["integrations"], &["systems", "technologies"], true, true),
    ("via", &["integrations"], &["technologies"], true, true),
    ("carries", &["integrations"], &["information"], false, false),
    ("agreement", ELEMENTS, &["agreements"], false, false),
];

const PROVIDERS: &[&str] = &["systems", "technologies"];
const CONSUMERS: &[&str] = &["systems", "processes", "technologies"];

/// Field, writer, targets, and how it is written: as numbers, so that a failing map shrinks well.
type RawRelation = (usize, usize, Vec<usize>, u32);
/// Providers, consumer, and how it is written.
type RawIntegration = (Vec<usize>, usize, u32);

pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let counts = (0..3_usize, 0..3_usize, 1..6_usize, 0..3_usize, 0..2_usize);
    let integrations = vec((vec(0..60_usize, 1..4), 0..60_usize, any::<u32>()), 0..4);
    let relations = vec((0..FIELDS.len(), 0..60_usize, vec(0..60_usize, 1..5), any::<u32>()), 1..15);
    let lives = vec(0..40_usize, 16);
    let hours = vec(0..20_usize, 16);
    (counts, integrations, relations, lives, hours).prop_map(
        |(counts, integrations, relations, lives, hours)| {
            let (p, i, s, t, a) = counts;
            let mut world = World::default();
            for (section, prefix, count) in [
                ("processes", "p", p),
                ("information", "i", i),
                ("systems", "s", s),
                ("technologies", "t", t),
                ("agreements", "a", a),
            ] {
                world.things.extend((0..count).map(|n| Thing::new(format!("{prefix}{n}"), section)));
            }
            integrations.iter().enumerate().for_each(|(n, raw)| world.integrate(n, raw));
            relations.iter().for_each(|raw| world.relate(raw));
            for (thing, (life, hours)) in world.things.iter_mut().zip(lives.into_iter().zip(hours)) {
                thing.life = if life < LIVES.len() { life } else { 0 };
                thing.hours = if hours < HOURS.len() { hours } else { 0 };
            }
            world
        },
    )
}

/// Two bits for the strength and three for the tolerance.
fn need(bits: u32) -> Need {
    let hard = [None, None, Some(true), Some(false)][(bits & 3) as usize];
    let tolerates =
        [None, None, None, Some(0), Some(1), Some(2), Some(4), Some(24)][(bits >> 2 & 7) as usize];
    Need { hard, tolerates }
}

impl World {
    fn integrate(&mut self, n: usize, (providers, consumer, bits): &RawIntegration) {
        let possible = self.of_sections(CONSUMERS);
        let consumer = possible[consumer % possible.len()];
        let mut offers = self.of_sections(PROVIDERS);
        offers.retain(|&provider| provider != consumer);
        let mut providers: Vec<usize> =
            providers.iter().filter(|_| !offers.is_empty()).map(|p| offers[p % offers.len()]).collect();
        providers.sort_unstable();
        providers.dedup();
        let Some(&first) = providers.first() else { return };
        let mut thing = Thing::new(format!("x{n}"), "integrations");
        let provider = if bits & 1 == 1 {
            let min_up = 1 + (bits >> 1 & 3) as usize % providers.len();
            let members = providers.iter().enumerate();
            let members =
                members.map(|(i, &p)| Ref { need: member_need(bits >> (3 + i)), ..Ref::to(p) }).collect();
            Ref { to: To::Group(members, min_up), need: Need::default() }
        } else {
            Ref::to(first)
        };
        let own = need(bits >> 8);
        let of_consumer = if bits >> 13 & 3 == 0 { need(bits >> 15) } else { Need::default() };
        thing.need = own;
        thing.schedule = if bits >> 20 & 1 == 1 { (bits >> 21 & 7) as usize } else { 0 } % SCHEDULES.len();
        thing.says.push(("provider", provider));
        thing.says.push(("consumer", Ref { need: of_consumer, ..Ref::to(consumer) }));
        self.things.push(thing);
    }

    fn relate(&mut self, (field, writer, targets, bits): &RawRelation) {
        let (field, writers, named, free, groups) = FIELDS[*field];
        let writers = self.of_sections(writers);
        if writers.is_empty() {
            return;
        }
        let writer = writers[writer % writers.len()];
        let mut named = self.of_sections(named);
        named.retain(|&element| element != writer);
        let mut to: Vec<usize> =
            targets.iter().filter(|_| !named.is_empty()).map(|t| named[t % named.len()]).collect();
        to.sort_unstable();
        to.dedup();
        let Some(&first) = to.first() else { return };
        let own = if free { need(*bits) } else { Need::default() };
        if !(groups && bits >> 5 & 3 != 0 && to.len() > 1) {
            if !self.says_already(writer, field, first) {
                self.things[writer].says.push((field, Ref { need: own, ..Ref::to(first) }));
            }
            return;
        }
        let members = to.iter().enumerate();
        let mut members: Vec<Ref> =
            members.map(|(i, &to)| Ref { need: member_need(bits >> (7 + 2 * i)), ..Ref::to(to) }).collect();
        if bits >> 16 & 3 == 3 && members.len() > 2 {
            let inner = members.split_off(members.len() - 2);
            let min_up = 1 + (bits >> 18 & 1) as usize;
            members.push(Ref { to: To::Group(inner, min_up), need: member_need(bits >> 19) });
        }
        let min_up = 1 + (bits >> 21 & 3) as usize % members.len();
        self.things[writer].says.push((field, Ref { to: To::Group(members, min_up), need: own }));
    }

    /// Whether the relation is already said, at either end, so that nothing is said twice and differently.
    fn says_already(&self, writer: usize, field: &str, named: usize) -> bool {
        let says = |element: usize, field: &str, named: usize| {
            self.things[element].refs(field).any(|reference| reference.to == To::One(named))
        };
        let other_end = match field {
            "depends_on" => "supports",
            "supports" => "depends_on",
            "masters" => "mastered_by",
            "mastered_by" => "masters",
            _ => "",
        };
        says(writer, field, named) || says(named, other_end, writer)
    }
}

/// Most members need nothing said.
fn member_need(bits: u32) -> Need {
    match bits & 15 {
        0 => Need { hard: Some(false), tolerates: None },
        1 => Need { hard: Some(true), tolerates: Some(2) },
        2 => Need { hard: None, tolerates: Some(4) },
        _ => Need::default(),
    }
}

// ---- Questions

/// Element, kind, window.
type RawChange = (usize, usize, usize);

const KINDS: [ChangeKind; 13] = [
    ChangeKind::Outage,
    ChangeKind::Outage,
    ChangeKind::Outage,
    ChangeKind::Outage,
    ChangeKind::Retire,
    ChangeKind::Retire,
    ChangeKind::Retire,
    ChangeKind::Replace,
    ChangeKind::Replace,
    ChangeKind::Interface,
    ChangeKind::Upgrade,
    ChangeKind::Modify,
    ChangeKind::Need,
];

/// Maps with questions in which all that is out is out for the same time.
pub(crate) fn cases() -> impl Strategy<Value = (World, Question)> {
    let changes = vec((0..60_usize, 0..KINDS.len(), 0..1_usize), 1..4);
    let for_good = any::<bool>();
    (worlds(), changes, window(), clock(), for_good).prop_map(|(world, changes, window, clock, for_good)| {
        let window = if for_good { (0, FOREVER) } else { window };
        let asked = ask(&world, &changes, &|kind, _| match kind {
            ChangeKind::Retire if window != (0, FOREVER) => (ChangeKind::Outage, Some(window)),
            ChangeKind::Outage | ChangeKind::Retire => (kind, Some(window)),
            _ => (kind, None),
        });
        (world, Question { asked, clock })
    })
}

/// Maps with questions in which each thing that is out has a window of its own.
pub(crate) fn cases_of_several_windows() -> impl Strategy<Value = (World, Question)> {
    let changes = vec((0..60_usize, 0..KINDS.len(), 0..3_usize), 2..4);
    (worlds(), changes, vec(window(), 3), clock()).prop_map(|(world, changes, windows, clock)| {
        let asked = ask(&world, &changes, &|kind, n| match kind {
            ChangeKind::Outage => (kind, Some(windows[n])),
            ChangeKind::Retire => (kind, Some((0, FOREVER))),
            ChangeKind::Replace => (kind, Some(windows[n]).filter(|_| n > 0)),
            _ => (kind, None),
        });
        (world, Question { asked, clock })
    })
}

fn ask(
    world: &World,
    changes: &[RawChange],
    how: &dyn Fn(ChangeKind, usize) -> (ChangeKind, Option<Span>),
) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for &(element, kind, n) in changes {
        let (kind, window) = how(KINDS[kind], n);
        let change = Asked { element: element % world.things.len(), kind, window };
        if !asked.contains(&change) {
            asked.push(change);
        }
    }
    asked
}

/// Some hours from the beginning or a little later, or without an end.
pub(crate) fn window() -> impl Strategy<Value = Span> {
    let from = prop_oneof![3 => Just(0), 1 => 1..6_u64];
    let length =
        prop_oneof![3 => (1..9_u64).prop_map(Some), 2 => (1..49_u64).prop_map(Some), 1 => Just(None)];
    (from, length)
        .prop_map(|(from, length)| (60 * from, length.map_or(FOREVER, |length| 60 * (from + length))))
}

/// No clock, or any half hour of the week.
fn clock() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![1 => Just(None), 1 => (0..7 * 48_u64).prop_map(|half| Some(30 * half))]
}
