//! Maps and questions that were written by hand, read into the words of these tests.

use super::question::{Asked, FOREVER, Question, Span};
use super::world::{HOURS, LIVES, Need, Ref, SCHEDULES, Thing, To, World};
use serde_json::Value;
use systemkarta::model::{ChangeKind, Duration};

const SECTIONS: [&str; 6] =
    ["processes", "information", "systems", "integrations", "technologies", "agreements"];

/// Fields that name elements.
const FIELDS: [&str; 13] = [
    "depends_on",
    "supports",
    "part_of",
    "runs_on",
    "masters",
    "mastered_by",
    "uses",
    "reads",
    "provider",
    "consumer",
    "via",
    "carries",
    "agreement",
];

/// Reads a map of which every section is keyed by id.
pub(crate) fn world(text: &str) -> World {
    let map: Value = serde_yaml::from_str(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    let mut world = World::default();
    let sections = || SECTIONS.into_iter().filter_map(|name| Some((name, map.get(name)?.as_object()?)));
    for (section, entries) in sections() {
        world.things.extend(entries.keys().map(|id| Thing::new(id, section)));
    }
    for (element, entry) in sections().flat_map(|(_, entries)| entries.values()).enumerate() {
        for (field, value) in entry.as_object().into_iter().flatten() {
            say(&mut world, element, field, value);
        }
    }
    world
}

fn say(world: &mut World, element: usize, field: &str, value: &Value) {
    let row = |rows: Vec<&str>| {
        let found = rows.iter().position(|row| *row == text(value));
        found.unwrap_or_else(|| panic!("no row for {field}: {value}"))
    };
    if let Some(name) = FIELDS.into_iter().find(|name| *name == field) {
        let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let refs: Vec<Ref> = several.iter().map(|value| reference(world, value)).collect();
        world.things[element].says.extend(refs.into_iter().map(|reference| (name, reference)));
        return;
    }
    let thing = &mut world.things[element];
    match field {
        "strength" => thing.need.hard = hard(value),
        "tolerates" => thing.need.tolerates = hours(value),
        "schedule" => thing.schedule = row(SCHEDULES.iter().map(|(name, _)| *name).collect()),
        "service_hours" => thing.hours = row(HOURS.iter().map(|(name, _)| *name).collect()),
        "lifecycle" => thing.life = row(LIVES.iter().map(|(name, _)| *name).collect()),
        _ => panic!("{field}: {value}"),
    }
}

/// A word, or a mapping as it stands in the tables.
fn text(value: &Value) -> String {
    let Some(fields) = value.as_object() else { return value.as_str().unwrap().to_owned() };
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("{key}: '{}'", value.as_str().unwrap())).collect();
    format!("{{{}}}", fields.join(", "))
}

fn reference(world: &World, value: &Value) -> Ref {
    if let Some(id) = value.as_str() {
        return Ref::to(world.number(id));
    }
    let need = Need {
        hard: value.get("strength").and_then(hard),
        tolerates: value.get("tolerates").and_then(hours),
    };
    let to = match value.get("any_of") {
        Some(members) => {
            let members = members.as_array().unwrap().iter().map(|member| reference(world, member)).collect();
            let min_up = value.get("min_up").map_or(1, |min_up| min_up.as_u64().unwrap());
            To::Group(members, usize::try_from(min_up).unwrap())
        }
        None => To::One(world.number(value["to"].as_str().unwrap())),
    };
    Ref { to, need }
}

fn hard(value: &Value) -> Option<bool> {
    Some(value.as_str().unwrap() == "hard")
}

fn hours(value: &Value) -> Option<u64> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let minutes = u64::from(Duration::parse(&text).unwrap().minutes());
    assert_eq!(minutes % 60, 0, "whole hours only");
    Some(minutes / 60)
}

/// Reads `outage a 0-4h, retire b; mon 08:00`: changes with their windows in hours, and perhaps the clock. What is
/// retired is out for good.
pub(crate) fn question(world: &World, text: &str) -> Question {
    let (changes, clock) = text.split_once(';').map_or((text, None), |(c, clock)| (c, Some(clock.trim())));
    let asked = changes.split(',').map(|change| {
        let mut words = change.split_whitespace();
        let kind = ChangeKind::parse(words.next().unwrap()).unwrap();
        let element = world.number(words.next().unwrap());
        let for_good = (kind == ChangeKind::Retire).then_some((0, FOREVER));
        Asked { element, kind, window: words.next().map(window).or(for_good) }
    });
    Question { asked: asked.collect(), clock: clock.map(minute_of_week) }
}

/// `4-12h`, or `0-` without an end.
fn window(text: &str) -> Span {
    let (from, until) = text.trim_end_matches('h').split_once('-').unwrap();
    let minutes = |hours: &str| 60 * hours.parse::<u64>().unwrap();
    (minutes(from), if until.is_empty() { FOREVER } else { minutes(until) })
}

fn minute_of_week(text: &str) -> u64 {
    let (day, time) = text.split_once(' ').unwrap();
    let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| *d == day).unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    (24 * u64::try_from(day).unwrap() + hour.parse::<u64>().unwrap()) * 60 + minute.parse::<u64>().unwrap()
}
