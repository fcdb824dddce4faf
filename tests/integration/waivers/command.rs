//! `waivers`, and `check` with waivers, as a user types them.

use std::fs;

use serde_json::Value;

use super::run;

const FORMATS: [&str; 7] = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"];

const MAP: &str = "map: {as_of: 2007-09-01}
organisations: [{id: it}]
systems:
  - {id: lisa, owner: it, lifecycle: {active: 2001}, depends_on: [vodok]}
  - {id: vodok, owner: it, lifecycle: {active: 2001, retired: 2007-06-01}}
waivers:
  - {rule: depends-on-retired, element: lisa, to: vodok, reason: Later, owner: it, decision: dnr 1, since: 2007-06-01, expires: 2007-12-31}
";

fn folder(map: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    folder
}

#[test]
fn what_is_waived_never_counts_and_is_always_told() {
    let folder = folder(MAP);
    for format in FORMATS {
        let of = |today: &str| {
            run(folder.path(), &format!("check --fail-on warning --today {today} --format {format}"))
        };
        let (out, _, code) = of("2007-12-31");
        assert_eq!(code, 0, "{format}: {out}");
        let is_told = match format {
            "gitlab" => !out.contains("depends-on-retired"),
            "github" => {
                !out.contains("title=depends-on-retired") && out.contains("1 waived, until 2007-12-31")
            }
            "text" | "markdown" => out.contains("1 waived, until 2007-12-31"),
            _ => out.contains("2007-12-31") && out.contains("depends-on-retired") && out.contains("Later"),
        };
        assert!(is_told, "{format}: {out}");
        let (out, _, code) = of("2008-01-01");
        assert_eq!(code, 1, "{format}");
        assert!(out.contains("waiver-expired") && out.contains("depends-on-retired"), "{format}: {out}");
    }
}

#[test]
fn an_invalid_waiver_fails_the_check() {
    let folder = folder(&MAP.replace("rule: depends-on-retired", "rule: depends-on-retried"));
    for format in FORMATS {
        assert_eq!(run(folder.path(), &format!("check --format {format}")).2, 1, "{format}");
    }
    let (out, ..) = run(folder.path(), "waivers");
    assert!(out.starts_with("No waiver is in force; 1 is invalid.\n"), "{out}");
}

#[test]
fn sarif_says_of_each_result_whether_it_is_suppressed_as_soon_as_one_is() {
    let sarif = |map: &str| -> Vec<Value> {
        let folder = folder(map);
        let log: Value = serde_json::from_str(&run(folder.path(), "check --format sarif").0).unwrap();
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    let results = sarif(&MAP.replace("waivers:", "  - {id: loose}\nwaivers:"));
    let suppressed: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"].as_array().is_some_and(|all| !all.is_empty()))
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["ruleId"], "depends-on-retired");
    let expected = serde_json::json!([{
        "kind": "external",
        "status": "accepted",
        "justification": "waived until 2007-12-31: Later (owner it, decision dnr 1)",
    }]);
    assert_eq!(suppressed[0]["suppressions"], expected);
    assert!(results.len() > 1 && results.iter().all(|result| result["suppressions"].is_array()));
    let without = sarif(MAP.split("waivers:").next().unwrap());
    assert!(!without.is_empty() && without.iter().all(|result| result.get("suppressions").is_none()));
}

#[test]
fn json_lists_what_is_waived_with_its_waiver() {
    let folder = folder(MAP);
    let answer: Value = serde_json::from_str(&run(folder.path(), "check --format json").0).unwrap();
    let waived: Vec<&Value> =
        answer["findings"].as_array().unwrap().iter().filter(|f| f["waived"] == true).collect();
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0]["rule"], "depends-on-retired");
    assert_eq!(waived[0]["waiver"]["decision"], "dnr 1");
    assert_eq!(answer["summary"]["waived"], 1);
    assert_eq!(answer["summary"]["next_waiver_ends"], "2007-12-31");
    assert_eq!(answer["summary"]["warnings"], 0);
}

#[test]
fn the_register_is_sorted_by_end_in_every_format() {
    let more = "  - {id: b, rule: missing-owner, element: lisa, reason: R, owner: it, decision: d, since: 2007-01-01, expires: 2007-03}\n";
    let folder = folder(&format!("{MAP}{more}"));
    let (out, err, code) = run(folder.path(), "waivers");
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(
        out.starts_with("1 waiver in force covers 1 finding; 1 has expired; the next ends on 2007-12-31.\n"),
        "{out}"
    );
    let json: Value = serde_json::from_str(&run(folder.path(), "waivers --format json").0).unwrap();
    let ends: Vec<&str> = json["waivers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|waiver| waiver["expires"].as_str().unwrap())
        .collect();
    assert_eq!(ends, ["2007-03-31", "2007-12-31"]);
    assert_eq!(json["waivers"][1]["days_left"], 121);
    assert_eq!(json["waivers"][0]["state"], "expired");
    for format in ["csv", "markdown", "html"] {
        let (out, _, code) = run(folder.path(), &format!("waivers --format {format}"));
        assert_eq!(code, 0);
        assert!(out.find("2007-03-31") < out.rfind("2007-12-31") && out.contains("dnr 1"), "{format}: {out}");
    }
    fs::write(folder.path().join("maps/map.yaml"), "systems: {lisa: }\n").unwrap();
    assert_eq!(
        run(folder.path(), "waivers --today 2007-09-01").0,
        "Nothing is waived: the map has no waivers.\nOn 2007-09-01.\n"
    );
}

#[test]
fn a_proposal_is_not_asked_to_have_waived_what_is_waived() {
    let map = "map: {as_of: 2007-09-01}
organisations: [{id: it}]
systems:
  - {id: lisa, owner: it, lifecycle: {active: 2001}}
  - {id: vodok, owner: it, lifecycle: {active: 2001, retired: 2007-06-01}}
changes:
  - {id: c, raised_by: it, window: {from: 2007-10-01, until: 2007-10-02}, steps: [{set: lisa, depends_on: [vodok]}]}
";
    let to_waive = |map: &str| {
        let folder = folder(map);
        let answer: Value = serde_json::from_str(&run(folder.path(), "changes --format json").0).unwrap();
        answer["changes"][0]["to_waive"].as_array().unwrap().len()
    };
    let waiver = |expires: &str| {
        format!(
            "waivers: [{{rule: depends-on-retired, element: lisa, reason: R, owner: it, decision: d, since: 2007-06-01, expires: {expires}}}]\n"
        )
    };
    assert_eq!(to_waive(map), 1);
    assert_eq!(to_waive(&format!("{map}{}", waiver("2007-12-31"))), 0);
    assert_eq!(to_waive(&format!("{map}{}", waiver("2007-09-30"))), 1, "it ends the day before");
}

#[test]
fn a_proposal_names_the_waivers_that_end_before_it_begins() {
    let map = MAP.to_owned()
        + "changes:\n  - {id: c, raised_by: it, window: {from: 2008-01-01, until: 2008-01-02}, steps: [{modify: lisa}]}\n  - {id: d, raised_by: it, window: {from: 2007-12-31, until: 2008-01-02}, steps: [{modify: lisa}]}\n";
    let folder = folder(&map);
    let told = "depends-on-retired at lisa to vodok: until 2007-12-31";
    assert!(run(folder.path(), "impact --change c").0.contains(told));
    assert!(!run(folder.path(), "impact --change d").0.contains(told));
}

#[test]
fn a_difference_tells_waivers_that_come_go_and_change() {
    let folder = folder(MAP);
    let after = folder.path().join("after");
    fs::create_dir(&after).unwrap();
    let write = |map: String| fs::write(after.join("map.yaml"), map).unwrap();
    let declared = || {
        let answer: Value =
            serde_json::from_str(&run(folder.path(), "diff maps after --format json").0).unwrap();
        answer["declarations"].as_array().unwrap().clone()
    };
    write(MAP.replace("2007-12-31", "2008-05-31"));
    let [changed] = &declared()[..] else { panic!() };
    assert_eq!((&changed["sort"], &changed["difference"]), (&"waiver".into(), &"changed".into()));
    assert_eq!(changed["id"], "depends-on-retired:lisa:vodok");
    write(MAP.split("waivers:").next().unwrap().to_owned());
    assert_eq!(declared()[0]["difference"], "removed");
    write(MAP.to_owned());
    assert_eq!(declared(), [] as [Value; 0]);
}
