//! Memos held against a map in which something has changed: what means that they do not hold, what has been made since,
//! and memos that somebody has written anew.

use std::fs;
use std::path::Path;

use serde_json::Value;
use systemkarta::lint::sha256;

use super::command_line::{folder, json, run};
use super::memo::{commit, edit, write};
use crate::tools;

const BLOCK: &str = "<!-- systemkarta-memo sha256:";

fn verified(folder: &Path) -> (Value, String, i32) {
    let (out, err, code) = run(folder, &["memo", "verify", "memo", "--format", "json"]);
    assert!(!out.is_empty(), "{err}");
    (json(&out), run(folder, &["memo", "verify", "memo"]).0, code)
}

/// Writes a memo anew as somebody would who knows how: with the digests that belong to it.
fn forge(folder: &Path, change: impl Fn(&str) -> String) {
    let memo = folder.join("memo");
    let text = fs::read_to_string(&memo).unwrap();
    let (page, rest) = text.split_at(text.rfind(BLOCK).unwrap());
    let page = change(page);
    let mut block: Value = serde_json::from_str(&change(rest.lines().nth(1).unwrap())).unwrap();
    block["page"] = sha256(page.as_bytes()).into();
    let block = block.to_string().replace("--", r"\u002d\u002d");
    let digest = sha256(block.as_bytes());
    let digest = digest.strip_prefix("sha256:").unwrap();
    fs::write(memo, format!("{page}{BLOCK}{digest}\n{block}\n-->\n")).unwrap();
}

/// Texts of the map, and what stands there later.
type Edits = &'static [(&'static str, &'static str)];

/// What has changed, whether the memo on chg-1 holds, and what is said of it. Reached are payroll of slk, which stops
/// and is critical, lisa of slk, and oracle of it.
const CHANGED: [(Edits, bool, &[&str]); 6] = [
    // Somebody else must agree, who was never asked.
    (
        &[("lisa: {owner: slk", "lisa: {owner: aldre")],
        false,
        &["any more: who must agree", "must agree aldre: new"],
    ),
    // One fewer must: whoever is left has agreed.
    (
        &[("payroll: {owner: slk", "payroll: {owner: it"), ("lisa: {owner: slk", "lisa: {owner: it")],
        true,
        &["it still holds, but: who must agree.", "must agree slk: no longer"],
    ),
    (
        &[("[{outage: oracle}]", "[{outage: oracle}], answers: [{owner: slk, verdict: object}]")],
        false,
        &["objection of slk: new", "who decides of chg-1: reason: payroll stops → somebody objects"],
    ),
    (&[("title: New disks", "title: New disks, status: rejected")], false, &["status: proposed → rejected"]),
    (&[("title: New disks", "title: New disks, status: approved")], true, &["still holds, but: the status."]),
    (&[("criticality: critical, ", "")], true, &["board → owners agree"]),
];

#[test]
fn what_was_decided_on_is_compared_and_what_weighs_is_told_from_what_does_not() {
    for (edits, holds, says) in CHANGED {
        let folder = folder();
        write(folder.path(), "markdown", "chg-1");
        edits.iter().for_each(|change| edit(folder.path(), *change));
        let (answer, text, _) = verified(folder.path());
        assert_eq!(answer["still_holds"], holds, "{text}");
        says.iter().for_each(|words| assert!(text.contains(words), "{words}: {text}"));
        let weighs = answer["changed"].as_array().unwrap().iter().any(|changed| changed["weighs"] == true);
        assert_eq!(weighs, !holds, "{answer}");
    }
}

#[test]
fn a_stricter_route_ends_a_memo() {
    let folder = folder();
    edit(folder.path(), ("criticality: critical, ", ""));
    write(folder.path(), "markdown", "chg-1");
    edit(folder.path(), ("payroll: {", "payroll: {criticality: critical, "));
    let (answer, text, _) = verified(folder.path());
    assert_eq!(answer["still_holds"], false);
    assert!(text.contains("any more: who decides."), "{text}");
    assert!(text.contains("route: owners agree → board"), "{text}");
}

#[test]
fn the_dates_of_what_is_brought_are_compared() {
    let folder = folder();
    let old = "technologies: {oracle: {owner: it}}";
    let new = "technologies: {oracle: {owner: it}, db: {owner: it, lifecycle: {end_of_support: 2012-03-31}}}";
    edit(folder.path(), (old, new));
    edit(folder.path(), ("{outage: oracle}", "{move: lisa, from: oracle, to: db}"));
    write(folder.path(), "markdown", "chg-1");
    edit(folder.path(), ("2012-03-31", "2019-03-31"));
    let (answer, text, _) = verified(folder.path());
    assert_eq!(answer["still_holds"], false, "{text}");
    // Nobody supports it from the day after on.
    assert!(text.contains("dates: 2012-04-01 → 2019-04-01"), "{text}");
    // What a memo of the first ones did not say is not held against it.
    forge(folder.path(), |text| match serde_json::from_str::<Value>(text) {
        Ok(mut block) => {
            let conclusions = block["conclusions"].as_object_mut().unwrap();
            conclusions
                .retain(|sort, _| !["agree", "objections", "route", "status"].contains(&sort.as_str()));
            for facts in conclusions["brought"].as_object_mut().unwrap().values_mut() {
                facts.as_object_mut().unwrap().remove("dates");
            }
            block.to_string()
        }
        Err(_) => text.to_owned(),
    });
    assert_eq!(verified(folder.path()).0["still_holds"], true);
}

#[test]
fn what_was_made_as_decided_is_said_to_be_so() {
    if !tools::has("git") {
        return;
    }
    let made = ("status: approved", "status: implemented");
    let in_map = ("lisa: {owner: slk", "lisa: {owner: aldre");
    let altered = ("{set: lisa, owner: aldre}", "{set: lisa, owner: it}");
    let in_map_too = ("lisa: {owner: slk", "lisa: {owner: it");
    for (edits, as_decided, says) in [
        (&[made, in_map][..], true, "the proposal has been made since, as decided."),
        (&[made], false, "said to be implemented, but `owner` of `lisa` is `slk`"),
        (&[made, altered, in_map_too], false, "the memo was written: step 1"),
    ] {
        let folder = folder();
        commit(folder.path());
        write(folder.path(), "markdown", "chg-2");
        edits.iter().for_each(|change| edit(folder.path(), *change));
        let (answer, text, code) = verified(folder.path());
        assert_eq!(answer["authentic"], true, "{text}");
        assert_eq!(answer["made_as_decided"], as_decided, "{text}");
        assert_eq!(code, i32::from(!as_decided), "{text}");
        assert!(text.contains(says), "{says}: {text}");
        assert!(!text.contains("hold") && answer["changed"] == Value::Array(Vec::new()), "{text}");
    }
}

#[test]
fn a_page_that_was_written_anew_with_its_digests_is_not_authentic() {
    for format in ["markdown", "html"] {
        let folder = folder();
        write(folder.path(), format, "chg-1");
        let line = fs::read_to_string(folder.path().join("memo")).unwrap();
        let line = line.lines().position(|line| line.contains("New disks")).unwrap() + 1;
        forge(folder.path(), |text| text.to_owned());
        assert_eq!(verified(folder.path()).0["authentic"], true);
        forge(folder.path(), |text| text.replace("New disks", "New discs"));
        let (answer, text, code) = verified(folder.path());
        assert_eq!((&answer["authentic"], code), (&false.into(), 1), "{text}");
        assert!(text.contains("its page does not say what its conclusions say"), "{text}");
        assert!(text.contains(&format!("line {line}: ")), "{line}: {text}");
        assert!(text.starts_with("The memo on chg-1 is not authentic.\n"), "{text}");
    }
}

#[test]
fn a_page_that_cannot_be_written_anew_is_not_said_to_be_checked() {
    let folder = folder();
    write(folder.path(), "markdown", "chg-1");
    let version = env!("CARGO_PKG_VERSION");
    forge(folder.path(), |text| text.replace(&format!("\"{version}\""), "\"0.0.1\""));
    let (answer, text, code) = verified(folder.path());
    assert_eq!([&answer["authentic"], &answer["page_checked"]], [&Value::from(true), &false.into()]);
    assert!(code == 0 && text.contains("only its block of conclusions was checked"), "{text}");
    assert!(text.starts_with("The conclusions of the memo on chg-1 are authentic"), "{text}");
}

#[test]
fn however_the_map_was_named_the_page_is_that_which_was_written() {
    let folder = folder();
    for written in ["maps", "./maps", "maps/map.yaml"] {
        for format in ["markdown", "html"] {
            let asked =
                ["-m", written, "impact", "--change", "chg-1", "--all", "--format", format, "-o", "memo"];
            assert_eq!(run(folder.path(), &asked).2, 0);
            let (answer, text, code) = verified(folder.path());
            assert_eq!((&answer["page_checked"], code), (&true.into(), 0), "{written}: {text}");
        }
    }
}
