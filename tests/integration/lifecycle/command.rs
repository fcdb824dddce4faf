//! `systemkarta lifecycle` as a whole program, and what it says of the City of Stockholm.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

fn run(map: &str, arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.yaml");
    fs::write(&file, map).unwrap();
    of(&["-m", file.to_str().unwrap()], arguments)
}

fn stockholm(arguments: &[&str]) -> String {
    let (text, status) = of(&["-m", "maps/stockholm"], arguments);
    assert_eq!(status, 0, "{text}");
    text
}

fn of(map: &[&str], arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(map)
        .arg("lifecycle")
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (text, output.status.code().unwrap())
}

fn first_line(map: &str, arguments: &[&str]) -> String {
    run(map, arguments).0.lines().next().unwrap().to_owned()
}

fn map(rest: &str) -> String {
    format!("map: {{title: Town, as_of: 2008-01-01}}\n{rest}")
}

#[test]
fn the_first_line_says_what_is_open_and_what_comes_next() {
    let of = |a: &str, t: &str| {
        map(&format!("systems: {{a: {{name: A, runs_on: t{a}}}}}\ntechnologies: {{t: {{name: T{t}}}}}\n"))
    };
    for (a, t, wanted) in [
        ("", "", "On 2008-01-01 no conflict is open, and none is to come."),
        (
            "",
            ", lifecycle: {end_of_support: 2008-06-30}",
            "On 2008-01-01 no conflict is open and 1 is to come on 2008-07-01: A (a) rests on T (t), which nobody supports then.",
        ),
        (
            "",
            ", lifecycle: {end_of_support: 2007, retired: 2009}",
            "On 2008-01-01 1 conflict is open and 1 is to come on 2009-01-01: A (a) rests on T (t), which is retired then.",
        ),
        (
            "",
            ", lifecycle: {end_of_support: true}",
            "On 2008-01-01 1 conflict is open, and no other is to come.",
        ),
        (
            ", lifecycle: {active: 2009}",
            ", lifecycle: {active: 2010, retired: 2011}",
            "On 2008-01-01 no conflict is open and 2 are to come, the next on 2009-01-01: A (a) rests on T (t), which is not yet in use then.",
        ),
    ] {
        assert_eq!(first_line(&of(a, t), &[]), wanted);
    }
}

#[test]
fn a_day_changes_the_view_and_never_the_truth() {
    let map = map(
        "systems: {a: {runs_on: t}}\ntechnologies: {t: {lifecycle: {active: 2001, end_of_support: 2008, retired: 2010}}}\n",
    );
    for (at, open, to_come) in [("2008-12-31", 0, 2), ("2009-01-01", 1, 1), ("2010", 1, 0)] {
        let (text, _) = run(&map, &["--at", at, "--format", "json"]);
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (&answer["summary"]["open"], &answer["summary"]["to_come"]),
            (&json!(open), &json!(to_come))
        );
        assert_eq!(answer["conflicts"].as_array().unwrap().len(), 2);
        let from: Vec<&Value> =
            answer["conflicts"].as_array().unwrap().iter().map(|c| &c["days_from_today"]).collect();
        // 2008 is a leap year.
        assert!(from.contains(&&json!(366)) && from.contains(&&json!(731)), "{from:?}");
    }
    let (text, _) = run(&map, &["--at", "2010", "--today", "2009-12-31"]);
    assert!(text.contains("CONFLICTS ON 2010-01-01 (1)") && text.contains("  tomorrow  "), "{text}");
    assert!(text.contains("CONFLICTS THAT ARE PAST (1)") && text.contains("since 364 days"), "{text}");
}

#[test]
fn ids_keep_what_concerns_them() {
    let map = map("systems: {a: {runs_on: t}, b: {runs_on: t}, c: {runs_on: u}}
technologies: {t: {lifecycle: {retired: 2009}, successor: u}, u: {lifecycle: {retired: 2010}}}\n");
    let pairs = |ids: &[&str]| -> Vec<String> {
        let (text, _) = run(&map, &[ids, &["--format", "json"]].concat());
        let answer: Value = serde_json::from_str(&text).unwrap();
        let conflicts = answer["conflicts"].as_array().unwrap().iter();
        conflicts
            .map(|c| {
                format!(
                    "{}{}",
                    c["dependent"]["id"].as_str().unwrap(),
                    c["dependency"]["id"].as_str().unwrap()
                )
            })
            .collect()
    };
    assert_eq!(pairs(&[]), ["at", "bt", "cu"]);
    assert_eq!(pairs(&["t"]), ["at", "bt"]);
    assert_eq!(pairs(&["c"]), ["cu"]);
    assert_eq!(pairs(&["a", "u"]), ["at", "cu"]);
    let (text, status) = run(&map, &["d"]);
    assert_eq!(status, 2, "{text}");
    assert_eq!(
        first_line(&map, &["u", "--order"]),
        "u cannot be retired: c rests on it and has no end. It is planned for 2010-01-01."
    );
}

#[test]
fn the_first_line_of_an_order_says_when_and_what_holds() {
    let map = map("systems:
  a: {runs_on: [t, u], lifecycle: {retired: 2010}}
  b: {runs_on: {to: t, strength: soft}}
  gone: {lifecycle: {retired: 2007}}
technologies: {t: {lifecycle: {retired: 2009}}, u: {lifecycle: phase_out}, v: }\n");
    for (id, wanted) in [
        (
            "t",
            "t can be retired on 2010-01-01 at the earliest; a holds it until then. It is planned for 2009-01-01, 365 days too early.",
        ),
        (
            "u",
            "u can be retired on 2010-01-01 at the earliest; a holds it until then. It is leaving, without a date.",
        ),
        ("v", "v can be retired on 2008-01-01 or any day after: nothing that stays would stop without it."),
        ("gone", "gone is not in use on 2008-01-01 or later."),
    ] {
        assert_eq!(first_line(&map, &[id, "--order"]), wanted);
    }
    assert_eq!(
        first_line(&map, &["--order"]),
        "On 2008-01-01 3 elements are leaving: 1 can leave as planned, 1 is planned too early and 1 can leave and has no date; the next as planned is a on 2010-01-01."
    );
    assert_eq!(
        first_line("systems: {a: }\nmap: {as_of: 2008}\n", &["--order"]),
        "On 2008-01-01 nothing in this map is leaving."
    );
}

#[test]
fn every_format_has_the_order_and_the_conflicts() {
    let map = map(
        "systems: {a: {runs_on: t}}\ntechnologies: {t: {name: \"=1+1|<b>\", lifecycle: {retired: 2009}}}\n",
    );
    for order in [&[][..], &["--order"]] {
        for format in ["text", "markdown", "html", "csv", "json"] {
            let (text, status) = run(&map, &[order, &["--format", format]].concat());
            assert_eq!(status, 0);
            assert!(text.contains("2009-01-01"), "{format} {text}");
            assert!(format != "html" || !text.contains("<b>"), "{text}");
            assert!(format != "csv" || !text.contains(",=1"), "{text}");
        }
    }
}

#[test]
fn the_city_is_told_of_its_time() {
    let text = stockholm(&[]);
    assert_eq!(
        text.lines().next().unwrap(),
        "On 2007-09-01 3 conflicts are open and 27 are to come, the next on 2008-12-31: Schemasystem, Farsta (scheduling-farsta) rests on GroupWise, Farsta (groupwise-farsta), which is retired then."
    );
    let answer: Value = serde_json::from_str(&stockholm(&["--format", "json"])).unwrap();
    let conflict = |dependent: &str, dependency: &str| -> Value {
        let conflicts = answer["conflicts"].as_array().unwrap().iter();
        let mut found =
            conflicts.filter(|c| c["dependent"]["id"] == dependent && c["dependency"]["id"] == dependency);
        found.next().unwrap()["from"].clone()
    };
    // Each from the dates of the map: the day after the last day of support, or the first day out of use.
    for (dependent, dependency, from) in [
        ("scheduling-farsta", "windows-nt-4", "2005-01-01"),
        ("tjansteportalen", "diariet", "2014-01-01"),
        ("lisa", "oracle-9i", "2010-08-01"),
        ("gis", "oracle-9i", "2010-08-01"),
        ("dts-2000", "sql-server-2000", "2013-04-10"),
        ("lisa", "kitt", "2010-01-01"),
    ] {
        assert_eq!(conflict(dependent, dependency), from, "{dependent} {dependency}");
    }
    assert!(
        text.contains("IN EXTENDED SUPPORT (2)") && text.contains("IN USE WITHOUT SUPPORT (2)"),
        "{text}"
    );
}

/// Farsta's schedule needs the mail office until it leaves itself, as planned for 2010-01-01.
#[test]
fn the_city_is_told_what_can_leave_when() {
    let first = |ids: &[&str]| stockholm(&[ids, &["--order"]].concat()).lines().next().unwrap().to_owned();
    assert_eq!(
        first(&["groupwise-farsta"]),
        "GroupWise, Farsta (groupwise-farsta) can be retired on 2010-01-01 at the earliest; Schemasystem, Farsta (scheduling-farsta) holds it until then. It is planned for 2008-12-31, 366 days too early."
    );
    assert_eq!(
        first(&["oracle-9i"]),
        "Oracle Database Enterprise Edition 9i (oracle-9i) cannot be retired: Oracle Spatial (oracle-spatial) and Lisa (lisa) rest on it and have no end."
    );
    assert_eq!(
        first(&["seagate-info"]),
        "Seagate Info (seagate-info) can be retired on 2010-01-01 at the earliest; LIS (lis) holds it until then. It is leaving, without a date."
    );
    // Once Lisa is moved to 10g, as a proposal says, it holds 9i no more.
    assert!(!first(&["oracle-9i", "--with", "lisa-to-oracle-10g"]).contains("(lisa)"));
    assert!(first(&[]).starts_with(
        "On 2007-09-01 17 elements are leaving: 8 can leave as planned, 1 is planned too early"
    ));
}
