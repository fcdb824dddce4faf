//! What the days of a release are in a map, seen by the support that the map then tells.

use super::*;
use systemkarta::model::{Days, Model};

/// Version 1 of the API: what it says of one release beside its name.
fn release(days: &str) -> String {
    format!(
        r#"{{"schema_version":"1.2.0","result":{{"name":"p","label":"P","releases":[{{"name":"1",{days}}}]}}}}"#
    )
}

const MAP: &str = "technologies: [{id: t, product: p, version: 1}]";

/// The lines of the lifecycle that are dates, and the map with it.
fn read_of(json: &str, map_text: &str) -> (Vec<String>, Model) {
    let draft = drafted(&[("p.json", json)], map_text);
    assert!(messages(&draft).is_empty(), "{:?}", messages(&draft));
    let text = written(&draft);
    let is_date = |line: &&str| line.starts_with("    end_") || line.starts_with("    general");
    let lines = text.lines().filter(is_date).map(|line| line.trim().to_owned()).collect();
    let loaded = with("technologies: [{id: t, product: p, version: 1, lifecycle: p-1}]", &draft);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    (lines, loaded.model)
}

fn unsupported(model: &Model, today: &str) -> Days {
    model.support_of(&model.elements[0]).unwrap().unsupported(day(today))
}

fn is_unsupported(model: &Model, on: &str) -> bool {
    unsupported(model, on).contains(day(on))
}

#[test]
fn the_day_of_the_end_is_the_last_of_support() {
    let (lines, model) =
        read_of(&release(r#""releaseDate":"2020-09-24","isEol":true,"eolFrom":"2025-11-13""#), MAP);
    assert_eq!(lines, ["general_availability: 2020-09-24", "end_of_life: 2025-11-13"]);
    assert!(!is_unsupported(&model, "2025-11-12"));
    assert!(!is_unsupported(&model, "2025-11-13"));
    assert!(is_unsupported(&model, "2025-11-14"));
}

#[test]
fn extended_support_that_can_be_had_is_support_and_not_the_ordinary_one() {
    let days = r#""isEoas":true,"eoasFrom":"2022-10-01","isEol":true,"eolFrom":"2025-05-31","isEoes":false,"eoesFrom":"2030-04-02""#;
    let (lines, model) = read_of(&release(days), MAP);
    assert_eq!(
        lines,
        [
            "end_of_support: 2022-10-01",
            "end_of_extended_support: 2030-04-02",
            "end_of_security_support: 2025-05-31"
        ]
    );
    for (on, expected) in [("2025-06-01", false), ("2030-04-02", false), ("2030-04-03", true)] {
        assert_eq!(is_unsupported(&model, on), expected, "{on}");
    }
    let extended = model.support_of(&model.elements[0]).unwrap().extended(day(TODAY));
    assert!(!extended.contains(day("2022-10-01")) && extended.contains(day("2022-10-02")));
    // Without an end of active support, ordinary support ends with the end of life.
    let (lines, model) = read_of(
        &release(r#""isEol":true,"eolFrom":"2025-05-31","isEoes":false,"eoesFrom":"2030-04-02""#),
        MAP,
    );
    assert_eq!(lines[0], "end_of_support: 2025-05-31");
    let extended = model.support_of(&model.elements[0]).unwrap().extended(day(TODAY));
    assert!(!extended.contains(day("2025-05-31")) && extended.contains(day("2025-06-01")));
}

#[test]
fn extended_support_without_an_end_is_never_over() {
    let (lines, model) =
        read_of(&release(r#""isEol":true,"eolFrom":"2024-06-30","isEoes":false,"eoesFrom":null"#), MAP);
    assert_eq!(
        lines,
        [
            "end_of_support: 2024-06-30",
            "end_of_extended_support: false",
            "end_of_security_support: 2024-06-30",
            "end_of_life: false"
        ]
    );
    assert!(unsupported(&model, TODAY).is_never());
    assert!(model.support_of(&model.elements[0]).unwrap().extended(day(TODAY)).contains(day("2024-07-01")));
}

#[test]
fn extended_support_that_ends_no_later_changes_nothing() {
    let same = r#""isEol":true,"eolFrom":"2012-02-06","isEoes":true,"eoesFrom":"2012-02-06""#;
    let (lines, model) = read_of(&release(same), MAP);
    assert_eq!(lines, ["end_of_extended_support: 2012-02-06", "end_of_life: 2012-02-06"]);
    assert!(!is_unsupported(&model, "2012-02-06") && is_unsupported(&model, "2012-02-07"));
    let over = r#""isEol":true,"eolFrom":"2012-02-06","isEoes":true,"eoesFrom":null"#;
    assert_eq!(read_of(&release(over), MAP).0, ["end_of_life: 2012-02-06"]);
}

#[test]
fn true_is_over_and_false_has_no_end() {
    let (lines, model) = read_of(&release(r#""isEol":true,"eolFrom":null"#), MAP);
    assert_eq!(lines, ["end_of_life: true"]);
    assert!(is_unsupported(&model, TODAY));
    let (lines, model) = read_of(&release(r#""isEol":false,"eolFrom":null,"isEoas":false"#), MAP);
    assert_eq!(lines, ["end_of_support: false", "end_of_life: false"]);
    assert!(unsupported(&model, TODAY).is_never());
    let sale = r#""isDiscontinued":true,"discontinuedFrom":"2020-01-31","isEol":false"#;
    assert_eq!(read_of(&release(sale), MAP).0, ["end_of_sale: 2020-01-31", "end_of_life: false"]);
}

#[test]
fn that_active_support_is_over_hides_no_day_that_is_known() {
    let past = r#""isEoas":true,"eoasFrom":null,"isEol":true,"eolFrom":"2015-07-14""#;
    let (lines, model) = read_of(&release(past), MAP);
    assert_eq!(lines, ["end_of_life: 2015-07-14"]);
    assert!(unsupported(&model, TODAY).contains(day("2015-07-15")));
    let to_come = r#""isEoas":true,"eoasFrom":null,"isEol":false,"eolFrom":"2030-07-14""#;
    let (lines, model) = read_of(&release(to_come), MAP);
    assert_eq!(lines, ["end_of_support: true", "end_of_life: 2030-07-14"]);
    assert!(!is_unsupported(&model, TODAY));
    assert!(model.support_of(&model.elements[0]).unwrap().extended(day(TODAY)).contains(day(TODAY)));
}

/// Version 0 and older data say of both whether there still is some.
#[test]
fn support_and_extended_support_mean_the_opposite_in_version_0() {
    let of = |days: &str| read_of(&format!("[{{\"cycle\":\"1\",{days}}}]"), MAP).0;
    assert_eq!(
        of(r#""support":true,"eol":"2030-01-01""#),
        ["end_of_support: false", "end_of_life: 2030-01-01"]
    );
    assert_eq!(
        of(r#""support":false,"eol":"2030-01-01""#),
        ["end_of_support: true", "end_of_life: 2030-01-01"]
    );
    // So many products say that a release has none.
    assert_eq!(of(r#""eol":"2020-09-16","extendedSupport":false"#), ["end_of_life: 2020-09-16"]);
    assert_eq!(
        of(r#""eol":"2020-09-16","extendedSupport":true"#),
        [
            "end_of_support: 2020-09-16",
            "end_of_extended_support: false",
            "end_of_security_support: 2020-09-16",
            "end_of_life: false"
        ]
    );
    assert_eq!(of(r#""eol":true,"discontinued":false"#), ["end_of_sale: false", "end_of_life: true"]);
}

#[test]
fn data_of_any_age_is_understood() {
    let of = |days: &str| {
        let md = format!("---\npermalink: /p\nreleases:\n  - releaseCycle: \"1\"\n{days}---\n");
        let draft = drafted(&[("p.md", &md)], MAP);
        assert!(messages(&draft).is_empty(), "{:?}", messages(&draft));
        let text = written(&draft);
        text.lines()
            .filter(|line| line.contains("end_"))
            .map(|line| line.trim().to_owned())
            .collect::<Vec<String>>()
    };
    assert_eq!(
        of("    eoas: false\n    eol: false\n    eoes: null\n"),
        ["end_of_support: false", "end_of_life: false"]
    );
    assert_eq!(
        of("    support: true\n    eol: 2030-01-01\n"),
        ["end_of_support: false", "end_of_life: 2030-01-01"]
    );
    assert_eq!(of("    eol: 2030-01-01\n    extendedSupport: false\n"), ["end_of_life: 2030-01-01"]);
    assert_eq!(of("    eol: 2030-01-01\n    eoes:\n"), ["end_of_life: 2030-01-01"]);
}

#[test]
fn a_day_that_is_none_is_a_fault_at_its_place() {
    let json = "[{\"cycle\":\"1\",\n\"eol\":\"2025-02-30\",\"support\":\"2024\",\n\"discontinued\":[1],\"releaseDate\":true}]";
    let draft = drafted(&[("p.json", json)], MAP);
    let told: Vec<(usize, usize, &str)> = draft
        .findings
        .iter()
        .map(|finding| {
            let location = draft.sources.locate(finding.place);
            (location.line, location.column, finding.message.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, 7, "`2025-02-30` is no date"),
            (2, 30, "`2024` is no date"),
            (3, 16, "this is neither a date nor true or false"),
            (3, 34, "this is no date")
        ]
    );
    assert!(draft.findings.iter().all(|finding| finding.rule == "bad-value"));
    assert!(written(&draft).contains("- id: p-1\n"), "what else is known is still said");
    let md = "---\nreleases:\n- releaseCycle: 1\n  eol: soon\n---\n";
    let draft = drafted(&[("p.md", md)], MAP);
    assert_eq!(messages(&draft), ["`soon` is no date"]);
    assert_eq!(draft.sources.locate(draft.findings[0].place).line, 4);
}
