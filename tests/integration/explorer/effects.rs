//! What the data says of an outage is what the program answers when it is asked.

use std::process::Command;

use super::*;

/// The answer of `impact ID --kind outage`.
fn asked(id: &str, at: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(["-m", STOCKHOLM, "--at", at, "impact", id, "--kind", "outage", "--format", "json"])
        .output()
        .expect("systemkarta runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{id}: {output:?}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn strings(value: &Value) -> Vec<&str> {
    list(value).iter().filter_map(Value::as_str).collect()
}

/// Hours of the answer as minutes.
fn minutes(hours: &Value) -> Option<u64> {
    hours.as_f64().map(|hours| (hours * 60.0).round() as u64)
}

/// How an affected element looks: what happens to it for sure, or perhaps; else its work.
fn look_of(affected: &Value) -> &'static str {
    let is = |key: &str, value: &str| affected[key] == value;
    let may = is("basis", "assumed") && affected["sure_disruption"] != affected["disruption"];
    let work_may = is("work_basis", "assumed");
    match (affected["disruption"].as_str(), affected["work"].as_str()) {
        (Some("stopped"), _) => ["stops", "may-stop"][usize::from(may)],
        (Some("degraded"), _) => ["less", "may-less"][usize::from(may)],
        (_, Some("replace")) => ["replace", "may-replace"][usize::from(work_may)],
        (_, Some("adapt")) => ["adapt", "may-adapt"][usize::from(work_may)],
        (_, Some("verify")) => ["test", "may-test"][usize::from(work_may)],
        other => panic!("{other:?}"),
    }
}

fn same_rows(seen: &Seen, effect: &Value, answer: &Value) {
    let looks = strings(&seen.data["looks"]);
    let rows = list(&effect["rows"]);
    let affected = list(&answer["affected"]);
    let absorbed = list(&answer["absorbed"]);
    let mut spared: Vec<&str> = absorbed.iter().filter_map(|each| each["id"].as_str()).collect();
    spared.retain(|id| affected.iter().all(|each| each["id"] != *id));
    spared.dedup();
    let ids: Vec<&str> = affected.iter().filter_map(|each| each["id"].as_str()).chain(spared).collect();
    let told: Vec<&str> = rows.iter().map(|row| seen.id(row["e"].as_u64().unwrap() as usize)).collect();
    assert_eq!(told, ids);
    assert_eq!(effect["total"], ids.len());
    for (row, each) in rows.iter().zip(affected) {
        assert_eq!(looks[row["look"].as_u64().unwrap() as usize], look_of(each), "{each}");
        assert_eq!(row["after"].as_u64(), minutes(&each["time_hours"]), "{each}");
        assert_eq!(row["felt"].as_u64(), minutes(&each["felt_hours"]), "{each}");
        assert_eq!(row["degraded_after"].as_u64(), minutes(&each["degraded_hours"]), "{each}");
        assert_eq!(row["assumed"] == true, each["basis"] == "assumed", "{each}");
        if row["assumed"] == true {
            let sure = row["surely"]["disruption"].as_str().unwrap_or("none");
            assert_eq!(Some(sure), each["sure_disruption"].as_str(), "{each}");
            assert_eq!(row["surely"]["after"].as_u64(), minutes(&each["sure_hours"]), "{each}");
        }
        let way = if each["disruption"] == "none" { "work_path" } else { "path" };
        assert_eq!(seen.ids(&row[way]), strings(&each["path"]), "{each}");
        assert_eq!(seen.ids(&row["beside"]), strings(&each["beside"]), "{each}");
        assert_eq!(row["work"].as_str().unwrap_or("none"), each["work"].as_str().unwrap(), "{each}");
        assert_eq!(seen.ids(&row["work_path"]), strings(&each["work_path"]), "{each}");
    }
    for row in rows {
        let id = seen.id(row["e"].as_u64().unwrap() as usize);
        let kept = absorbed.iter().find(|each| each["id"] == id);
        assert_eq!(row.get("kept").is_some(), kept.is_some(), "{id}");
        let Some(each) = kept else { continue };
        let by = match row["kept"]["by"].as_str() {
            Some("group") => "absorbed",
            Some("tolerance") => "bridged",
            _ => "closed",
        };
        assert_eq!(each["reason"], by);
        assert_eq!(each["from"], row["kept"]["from"]);
        for key in ["up", "of", "min_up"] {
            assert_eq!(each[key].as_u64(), row["kept"][key].as_u64());
        }
        assert_eq!(minutes(&each["left_hours"]), row["kept"]["left"].as_u64());
    }
}

fn same_people(seen: &Seen, effect: &Value, answer: &Value) {
    let (told, wanted) = (list(&effect["tell"]), list(&answer["tell"]));
    assert_eq!(told.len(), wanted.len());
    for (told, wanted) in told.iter().zip(wanted) {
        assert_eq!((&told["organisation"], &told["name"]), (&wanted["organisation"], &wanted["name"]));
        assert_eq!(strings(&told["contacts"]), strings(&wanted["contacts"]));
        for key in ["causes", "operates", "elements", "integrations", "bound"] {
            assert_eq!(seen.ids(&told[key]), strings(&wanted[key]), "{key}");
        }
    }
}

/// Every letter of the looks is that of the row, of a cause, or a point.
fn looks_are_those_of_the_rows(seen: &Seen, effect: &Value, answer: &Value) {
    let mut wanted = vec!['.'; seen.elements().len()];
    for row in list(&effect["rows"]) {
        wanted[row["e"].as_u64().unwrap() as usize] = (b'a' + row["look"].as_u64().unwrap() as u8) as char;
    }
    for cause in list(&answer["causes"]) {
        wanted[seen.graph.find_element(cause["id"].as_str().unwrap()).unwrap().index()] = 'a';
    }
    assert_eq!(effect["looks"].as_str().unwrap().chars().collect::<Vec<_>>(), wanted);
}

#[test]
fn an_outage_of_every_element_does_what_the_program_answers() {
    let seen = Seen::stockholm("2007-09-01");
    assert_eq!(strings(&seen.data["looks"])[..3], ["cause", "stops", "may-stop"]);
    let effects = list(&seen.data["effects"]);
    assert_eq!(effects.len(), seen.elements().len());
    for (element, effect) in seen.elements().iter().zip(effects) {
        assert_eq!(effect.is_null(), element["in_use"] != true);
        if effect.is_null() {
            continue;
        }
        let id = element["id"].as_str().unwrap();
        let answer = asked(id, "2007-09-01");
        same_rows(&seen, effect, &answer);
        same_people(&seen, effect, &answer);
        looks_are_those_of_the_rows(&seen, effect, &answer);
        let without_owner = list(&answer["blind_spots"]["without_owner"]).len();
        let admits = strings(&effect["cautions"]).iter().any(|caution| caution.contains("no owner"));
        assert_eq!(admits, without_owner > 0, "{id}");
    }
}

/// Worked out by hand: of two that serve as one, one may be lost; who waits a day stops then.
#[test]
fn an_outage_is_absorbed_and_bridged() {
    let seen = Seen::written(
        "processes:
  p: {depends_on: [{to: a, strength: hard, tolerates: 1d}]}
systems:
  a: {depends_on: [{any_of: [x, y], strength: hard}]}
  b: {depends_on: [{to: x, strength: hard}]}
  x:
  y:
",
        "2007-09-01",
    );
    let number = |id: &str| seen.graph.find_element(id).unwrap().index();
    let effect = &seen.data["effects"][number("x")];
    let row = |id: &str| list(&effect["rows"]).iter().find(|row| row["e"] == number(id)).cloned();
    assert_eq!(row("b").unwrap()["after"], 0);
    let kept = serde_json::json!({"from": "stopped", "by": "group", "up": 1, "of": 2, "min_up": 1});
    assert_eq!(row("a").unwrap()["kept"], kept);
    assert_eq!(row("p"), None);
    let effect = &seen.data["effects"][number("a")];
    assert_eq!(effect["rows"][0]["after"], 24 * 60);
    assert_eq!(effect["total"], 1);
}
