//! Files that are broken, or made to attack.

use super::*;

const MAP: &str = "technologies: [{id: t, product: p, version: 1}]";

#[test]
fn broken_json_is_told_where_it_breaks() {
    let draft = drafted(&[("p.json", "[{\"cycle\":\"1\",\n  \"eol\" \"2025-01-01\"}]"), ("q.json", "")], MAP);
    assert_eq!(messages(&draft), ["this is no JSON: expected `:`"]);
    let location = draft.sources.locate(draft.findings[0].place);
    assert_eq!((location.line, location.column), (2, 9));
    assert_eq!(draft.findings[0].rule, "syntax");
}

#[test]
fn the_deepest_nesting_is_only_passed_over() {
    let deep = "[".repeat(1_000_000);
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    let hidden = format!("[{{\"cycle\":\"1\",\"x\":{closed},\"eol\":\"2025-01-01\"}}]");
    let objects = format!("{{\"result\":{}1{}}}", "{\"result\":".repeat(100_000), "}".repeat(100_000));
    let draft =
        drafted(&[("a.json", &deep), ("b.json", &closed), ("p.json", &hidden), ("c.json", &objects)], MAP);
    assert!(written(&draft).contains("end_of_life: 2025-01-01"));
    assert_eq!(messages(&draft), ["this is no JSON: EOF while parsing a list"]);
    let yaml = format!("---\ntitle: {}\nreleases:\n- releaseCycle: 1\n---\n", "[".repeat(100_000));
    drafted(&[("p.md", &yaml)], MAP);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let mut config = Config::default();
    config.limits.file_size = 20;
    let folder = folder(&[("p.json", "[{\"cycle\":\"1\",\"eol\":true}]")]);
    let draft = endoflife::read(folder.path(), &map(MAP).model, day(TODAY), &config).unwrap();
    assert_eq!(messages(&draft), ["this file is larger than 20 bytes and is not read"]);
    assert!(draft.entries.is_empty());
}

#[test]
fn of_keys_that_stand_twice_the_first_is_taken_and_told() {
    let draft =
        drafted(&[("p.json", "[{\"cycle\":\"1\",\"eol\":\"2025-01-01\",\"eol\":\"2035-01-01\"}]")], MAP);
    assert_eq!(messages(&draft), ["`eol` stands twice here; the first is taken"]);
    assert!(written(&draft).contains("end_of_life: 2025-01-01"));
    let md = "---\nreleases:\n- releaseCycle: 1\n  eol: 2025-01-01\n  eol: 2035-01-01\n---\n";
    let draft = drafted(&[("p.md", md)], MAP);
    assert_eq!(messages(&draft), ["`eol` stands twice here; the first is taken"]);
    assert_eq!(draft.sources.locate(draft.findings[0].place).line, 5);
    assert!(written(&draft).contains("end_of_life: 2025-01-01"));
}

#[test]
fn what_has_another_type_is_left_out() {
    let json = r#"{"result":{"name":"p","aliases":"q","label":7,"identifiers":{"a":1},"releases":[{"name":"1","label":[],"codename":{},"eolFrom":"2025-01-01"},3,{"isEol":true},null]}}"#;
    let draft = drafted(&[("p.json", json)], MAP);
    assert!(
        written(&draft).contains("- id: p-1\n    name: 7 1\n    end_of_life: 2025-01-01\n"),
        "{}",
        written(&draft)
    );
    assert_eq!(draft.left_out.iter().collect::<Vec<_>>(), [("releases without a name", 3)]);
    for other in [
        r#"{"result":{"name":"p","releases":{"name":"1"}}}"#,
        r#"{"result":"p"}"#,
        r#"{"result":[[],1,{"name":[]}]}"#,
        r#"[[{"cycle":"1"}]]"#,
        "3",
        "null",
        "\"text\"",
    ] {
        assert!(drafted(&[("p.json", other)], MAP).entries.is_empty(), "{other}");
    }
    for other in [
        "---\nreleases: none\n---\n",
        "---\n\nreleases:\n---",
        "---\n- a\nreleases:\n",
        "---\nreleases:\n  a: {releaseCycle: 1}\n---\n",
    ] {
        assert!(drafted(&[("p.md", other)], MAP).entries.is_empty(), "{other}");
    }
}

#[test]
fn very_many_releases_of_one_name_take_no_long_time() {
    let many = vec![r#"{"cycle":"1","codename":"x","eol":true}"#; 50_000].join(",");
    let long = "1.-".repeat(20_000);
    let map = format!(
        "technologies: [{{id: t, product: p, version: 1}}, {{id: u, product: p, version: '{long}'}}, {{id: v, product: '{long}', version: 1}}]"
    );
    let draft = drafted(&[("p.json", &format!("[{many}]"))], &map);
    assert!(written(&draft).contains("  - id: t\n    lifecycle: p-1\n"));
    assert_eq!(draft.remarks.len(), 3);
}

#[test]
fn a_release_that_stands_twice_keeps_one_id() {
    let json = r#"[{"cycle":"1","eol":"2025-01-01"},{"cycle":"1","eol":"2035-01-01"},{"cycle":"a b","eol":true},{"cycle":"a-b","eol":true}]"#;
    let draft = drafted(&[("p.json", json)], MAP);
    assert!(written(&draft).contains("- id: p-1\n    name: p 1\n    end_of_life: 2025-01-01"));
}

#[test]
fn ids_of_different_releases_differ() {
    let files =
        [("a.json", r#"[{"cycle":"b-1","eol":false}]"#), ("a-b.json", r#"[{"cycle":"1","eol":true}]"#)];
    let map = "technologies: [{id: x, product: a, version: b-1}, {id: y, product: a-b, version: 1}]";
    let draft = drafted(&files, map);
    let text = written(&draft);
    assert!(
        text.contains("  - id: x\n    lifecycle: a-b-1\n")
            && text.contains("  - id: y\n    lifecycle: a-b-1-2\n"),
        "{text}"
    );
}

#[test]
fn characters_that_no_map_may_hold_are_left_out() {
    let json = r#"{"result":{"name":"p\u202e","label":"P\u0000\u001b[31m\nQ","releases":[{"name":"1\u200b","label":"a\u0007b","isEol":false}]}}"#;
    let draft = drafted(&[("p.json", json)], MAP);
    let text = written(&draft);
    assert!(text.contains("name: \"P[31m Q 1\""), "{text}");
    assert!(
        draft
            .remarks
            .iter()
            .any(|remark| remark.ends_with("characters that no map may hold were left out of names"))
    );
    let loaded = with(MAP, &draft);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
}

#[test]
fn long_texts_are_cut() {
    let long = "å".repeat(100_000);
    let json =
        format!(r#"{{"result":{{"name":"p","label":"{long}","releases":[{{"name":"1","isEol":false}}]}}}}"#);
    let draft = drafted(&[("p.json", &json)], MAP);
    assert!(with(MAP, &draft).findings.is_empty());
    let cycle = format!(r#"[{{"cycle":"1{long}","eol":true}}]"#);
    let map = format!("technologies: [{{id: t, product: p, version: '1{long}'}}]");
    let mut config = Config::default();
    config.limits.scalar_length = 1_000_000;
    let folder = folder(&[("p.json", &cycle)]);
    let model = load_texts([("map.yaml", map.as_str())], &config).model;
    let draft = endoflife::read(folder.path(), &model, day(TODAY), &config).unwrap();
    assert_eq!(draft.entries.len(), 2);
    assert!(with("", &draft).findings.is_empty());
}
