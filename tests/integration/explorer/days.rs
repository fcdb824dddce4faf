//! What the data says of days, against the model.

use super::*;
use systemkarta::analysis::lifecycle::Timelines;
use systemkarta::model::{Section, Standard};

fn dates(seen: &Seen) -> Vec<Date> {
    let days = seen.data["days"].as_array().unwrap().iter();
    days.map(|each| day(each["date"].as_str().unwrap())).collect()
}

#[test]
fn the_days_are_those_of_the_plateaus_and_that_asked_for() {
    let seen = Seen::stockholm("2010-06-30");
    let told: Vec<&str> =
        seen.data["days"].as_array().unwrap().iter().filter_map(|day| day["date"].as_str()).collect();
    assert_eq!(told, ["2007-12-31", "2008-12-31", "2009-12-31", "2010-06-30", "2013-12-31"]);
    assert_eq!((&seen.data["day"], &seen.data["at"]), (&3.into(), &"2010-06-30".into()));
    assert_eq!(seen.data["days"][0]["plateaus"], serde_json::json!(["ITP Bas"]));
    assert_eq!(seen.data["days"][3].get("plateaus"), None);
}

#[test]
fn what_is_in_use_on_a_day_says_so() {
    let seen = Seen::stockholm("2007-09-01");
    let timelines = Timelines::of(&seen.graph, seen.at);
    let (model, days) = (seen.graph.model(), dates(&seen));
    for ix in seen.graph.elements() {
        let wire = &seen.elements()[ix.index()];
        assert_eq!(wire["states"].as_array().map(Vec::len), Some(days.len()));
        for (number, &day) in days.iter().enumerate() {
            let state = wire["states"][number].as_str().unwrap();
            let in_use = ["in_use", "leaving", "extended", "unsupported"].contains(&state);
            assert_eq!(in_use, model.in_use(seen.graph.element(ix), day), "{wire} {day}");
            let unsupported = in_use && timelines.unsupported(ix).contains(day);
            assert_eq!(state == "unsupported", unsupported, "{wire} {day}");
            let says = wire["facts"][number].as_array().unwrap();
            assert_eq!(says.is_empty(), state == "in_use", "{wire} {day}");
        }
        assert_eq!(wire["in_use"] == true, model.in_use(seen.graph.element(ix), seen.at));
    }
}

/// Meta 2 is phased in from 2007-06-01, retired on 2009-04-01, and SMIL follows it.
#[test]
fn a_system_that_is_left_says_until_when_and_for_what() {
    let seen = Seen::stockholm("2007-09-01");
    let meta = &seen.elements()[seen.graph.find_element("meta-2").unwrap().index()];
    assert_eq!(meta["states"], serde_json::json!(["leaving", "leaving", "leaving", "retired", "retired"]));
    assert_eq!(meta["facts"][0], serde_json::json!(["until 2009-04-01", "then SMIL"]));
    assert_eq!(meta["facts"][4], serde_json::json!(["ended 2009-04-01"]));
}

#[test]
fn a_standard_is_told_of_systems_and_technologies_only() {
    let seen = Seen::stockholm("2007-09-01");
    let mut told = BTreeSet::new();
    for ix in seen.graph.elements() {
        let element = seen.graph.element(ix);
        for (number, &day) in dates(&seen).iter().enumerate() {
            let wanted = match seen.graph.model().standard_on(element, day) {
                Some(Standard::Full) => Value::from("full"),
                Some(Standard::Concept) => Value::from("concept"),
                Some(Standard::Free) => Value::from("free"),
                Some(Standard::NotConcerned) => Value::from("not_concerned"),
                None if matches!(element.section, Section::Systems | Section::Technologies) => {
                    Value::from("not_said")
                }
                None => Value::Null,
            };
            assert_eq!(seen.elements()[ix.index()]["standards"][number], wanted, "{}", element.id());
            told.insert(wanted.to_string());
        }
    }
    assert!(told.len() >= 5, "{told:?}");
}

/// Worked out by hand: `b` outlives what it rests on by a year.
#[test]
fn a_conflict_has_its_days() {
    let text = "systems:
  a: {lifecycle: {active: 2000, retired: 2008}}
  b: {lifecycle: {active: 2000, retired: 2009}, depends_on: [a]}
";
    let seen = Seen::written(text, "2007-09-01");
    let number = |id: &str| seen.graph.find_element(id).unwrap().index();
    let conflict = serde_json::json!([{
        "dependent": number("b"), "dependency": number("a"), "kind": "retired",
        "first": "2008-01-01", "last": "2008-12-31",
    }]);
    assert_eq!(seen.data["conflicts"], conflict);
}
