//! Waivers worked out by hand: the days around an end, and each message as the one who must mend it reads it.

use systemkarta::diagnostic::Level;
use systemkarta::lint::{self, Levels, State};
use systemkarta::load::{Config, WaiverTerms, load_texts};

use super::Map;

const SYSTEMS: &str = "organisations: [{id: it}]
systems:
  - {id: lisa, aliases: [lisa-1], owner: it, lifecycle: {active: 2001}, depends_on: [vodok, smil]}
  - {id: vodok, owner: it, lifecycle: {active: 2001, retired: 2007-06-01}}
  - {id: smil, owner: it, lifecycle: {active: 2001, retired: 2007-06-01}}
  - {id: loose, lifecycle: {active: 2001}}
waivers:
";

fn waiver(id: &str, rule: &str, element: &str, more: &str, since: &str, expires: &str) -> String {
    format!(
        "  - {{id: {id}, rule: {rule}, element: {element}, {more}reason: Later, owner: it, decision: dnr 1, \
         since: {since}, expires: {expires}}}\n"
    )
}

/// A waiver of the first relation that holds for half a year.
fn usual(id: &str, rule: &str, element: &str, to: &str) -> String {
    let to = if to.is_empty() { String::new() } else { format!("to: {to}, ") };
    waiver(id, rule, element, &to, "2007-06-01", "2007-12-31")
}

/// What is said of the waivers of a map on a day: `rule: message (help)`.
fn said(waivers: &str, today: &str) -> Vec<String> {
    said_with(waivers, today, &Levels::default())
}

fn said_with(waivers: &str, today: &str, levels: &Levels) -> Vec<String> {
    let checked = Map::new("map.yaml", &format!("{SYSTEMS}{waivers}")).check_with(today, levels);
    let of_waivers = checked.findings.iter().filter(|finding| finding.rule.starts_with("waiver-"));
    of_waivers
        .map(|finding| {
            let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}: {}{help}", finding.rule, finding.message)
        })
        .collect()
}

/// The rules and elements that are waived on a day.
fn waived(waivers: &str, today: &str) -> Vec<String> {
    let checked = Map::new("map.yaml", &format!("{SYSTEMS}{waivers}")).check(today);
    let told =
        |waived: &lint::Waived| format!("{} {}", waived.finding.rule, waived.finding.elements.join(" "));
    checked.waived.iter().map(told).collect()
}

#[test]
fn a_waiver_holds_from_its_first_day_through_its_last() {
    for (since, expires, first, last, before, after) in [
        ("2007-03-10", "2007-06-30", "2007-03-10", "2007-06-30", "2007-03-09", "2007-07-01"),
        ("2007-03", "2007-06", "2007-03-01", "2007-06-30", "2007-02-28", "2007-07-01"),
        ("2007-Q2", "2007-Q3", "2007-04-01", "2007-09-30", "2007-03-31", "2007-10-01"),
        ("2008", "2008", "2008-01-01", "2008-12-31", "2007-12-31", "2009-01-01"),
        ("2008-02-29", "2008-02", "2008-02-29", "2008-02-29", "2008-02-28", "2008-03-01"),
    ] {
        let waiver = waiver("w", "missing-owner", "loose", "", since, expires);
        for (today, holds) in [(before, false), (first, true), (last, true), (after, false)] {
            let found = waived(&waiver, today);
            assert_eq!(
                found,
                if holds { vec!["missing-owner loose"] } else { vec![] },
                "{since} {expires} {today}"
            );
        }
    }
}

#[test]
fn an_ended_waiver_says_whether_its_finding_is_back() {
    let of = |rule: &str, element: &str, today: &str| said(&usual("w", rule, element, ""), today);
    assert_eq!(of("missing-owner", "loose", "2007-12-31").len(), 1, "the note on the last day");
    let back = "mend it, or have it decided anew and enter the new decision and days";
    assert_eq!(
        of("missing-owner", "loose", "2008-01-01"),
        [format!("waiver-expired: the waiver `w` ended on 2007-12-31, and the finding is back ({back})")]
    );
    assert_eq!(
        of("depends-on-retired", "lisa", "2008-01-01"),
        [format!("waiver-expired: the waiver `w` ended on 2007-12-31, and its 2 findings are back ({back})")]
    );
    assert_eq!(
        of("missing-owner", "lisa", "2008-01-01"),
        [
            "waiver-expired: the waiver `w` ended on 2007-12-31, and there is nothing left to waive (delete it)"
        ]
    );
    let renewed = usual("w", "missing-owner", "loose", "")
        + &waiver("w-2", "missing-owner", "loose", "", "2008-01-01", "2008-12-31");
    assert_eq!(
        said(&renewed, "2008-01-01"),
        ["waiver-expired: the waiver `w` ended on 2007-12-31; another covers the same now (delete it)"]
    );
    assert_eq!(
        said(&renewed, "2007-12-31"),
        [] as [&str; 0],
        "no end that another goes on from is announced"
    );
}

#[test]
fn an_end_is_announced_for_thirty_days() {
    let of = |today: &str| said(&usual("w", "missing-owner", "loose", ""), today);
    let help = "mend what it waives until then, or have it decided anew";
    assert_eq!(of("2007-11-30"), [] as [&str; 0]);
    assert_eq!(
        of("2007-12-01"),
        [format!("waiver-expiring: the waiver `w` ends in 30 days, on 2007-12-31 ({help})")]
    );
    assert_eq!(
        of("2007-12-30"),
        [format!("waiver-expiring: the waiver `w` ends tomorrow, on 2007-12-31 ({help})")]
    );
    assert_eq!(
        of("2007-12-31"),
        [format!("waiver-expiring: the waiver `w` ends today, on 2007-12-31 ({help})")]
    );
}

#[test]
fn a_waiver_that_covers_nothing_says_why() {
    let of = |rule: &str, element: &str, to: &str| said(&usual("w", rule, element, to), "2007-09-01");
    let mended = "delete it, if what it exempted is mended";
    let nothing = "waiver-unused: the waiver `w` covers nothing:";
    assert_eq!(
        of("missing-owner", "lisa", ""),
        [format!("{nothing} `missing-owner` finds nothing at `lisa` ({mended})")]
    );
    assert_eq!(
        of("depends-on-retired", "vodok", ""),
        [format!(
            "{nothing} what `depends-on-retired` finds about `vodok` stands at `lisa` (write `element: lisa`)"
        )]
    );
    assert_eq!(
        of("depends-on-retired", "lisa", "loose"),
        [format!("{nothing} `depends-on-retired` finds not `loose` but `vodok` at `lisa` ({mended})")]
    );
    assert_eq!(
        of("missing-owner", "loose", "lisa"),
        [format!("{nothing} `missing-owner` finds nothing about `lisa` at `loose` (leave out `to`)")]
    );
    assert_eq!(
        of("depends-on-unsupported", "lisa", "loose"),
        [format!("{nothing} `lisa` and `loose` have nothing to do with each other ({mended})")]
    );
    let mut config = Config::default();
    config.rules.insert("missing-owner".to_owned(), Level::Off);
    assert_eq!(
        said_with(&usual("w", "missing-owner", "loose", ""), "2007-09-01", &lint::levels(&config).unwrap()),
        [format!(
            "{nothing} the rule `missing-owner` is off (delete it, or turn the rule on in `systemkarta.toml`)"
        )]
    );
}

#[test]
fn of_two_for_the_same_the_second_is_unused() {
    let first = usual("first", "missing-owner", "loose", "");
    let again = first.clone() + &usual("second", "missing-owner", "loose", "");
    assert_eq!(waived(&again, "2007-09-01"), ["missing-owner loose"]);
    let nothing =
        "waiver-unused: the waiver `second` covers nothing: another covers the same until 2007-12-31";
    assert_eq!(said(&again, "2007-09-01"), [format!("{nothing} (delete one of them)")]);
    let longer = first + &waiver("second", "missing-owner", "loose", "", "2007-08-01", "2008-05-31");
    let help = "if it goes on with the other, let it begin on 2008-01-01; else delete one of them";
    assert_eq!(said(&longer, "2007-09-01"), [format!("{nothing} ({help})")]);
}

#[test]
fn a_waiver_of_a_relation_covers_that_one_only() {
    let of = |to: &str| waived(&usual("w", "depends-on-retired", "lisa", to), "2007-09-01");
    assert_eq!(of("vodok"), ["depends-on-retired lisa vodok"]);
    assert_eq!(of("smil"), ["depends-on-retired lisa smil"]);
    assert_eq!(of("").len(), 2);
    // An alias names the same element.
    assert_eq!(waived(&usual("w", "depends-on-retired", "lisa-1", "smil"), "2007-09-01").len(), 1);
    assert_eq!(waived(&usual("w", "depends-on-retired", "vodok", "lisa"), "2007-09-01").len(), 0);
}

#[test]
fn a_waiver_that_names_what_there_is_not_is_an_error_and_covers_nothing() {
    let of = |rule: &str, element: &str, to: &str| said(&usual("w", rule, element, to), "2007-09-01");
    assert_eq!(
        of("missing-ovner", "loose", ""),
        ["waiver-invalid: there is no rule `missing-ovner` (did you mean `missing-owner`?)"]
    );
    assert_eq!(
        of("policy/no-mail", "loose", ""),
        [
            "waiver-invalid: there is no policy `no-mail` (`systemkarta explain` lists the rules; a policy is `policy/ID`)"
        ]
    );
    assert_eq!(
        of("missing-owner", "looze", ""),
        ["waiver-invalid: `looze` is not an element of this map (did you mean `loose`?)"]
    );
    assert_eq!(
        of("depends-on-retired", "lisa", "vodokk"),
        ["waiver-invalid: `vodokk` is not an element of this map (did you mean `vodok`?)"]
    );
    for rule in ["syntax", "unknown-reference"] {
        assert_eq!(
            of(rule, "lisa", ""),
            [format!(
                "waiver-invalid: what `{rule}` finds cannot be waived (mend it: what could not be read, or names nothing, is missing from every answer)"
            )]
        );
    }
    assert_eq!(
        of("change-cycle", "lisa", ""),
        [
            "waiver-invalid: what `change-cycle` finds cannot be waived (mend the proposal, or have it decided anew: a waiver exempts an element)"
        ]
    );
    assert_eq!(
        of("waiver-unused", "lisa", ""),
        ["waiver-invalid: what `waiver-unused` finds cannot be waived (mend the waiver that it speaks of)"]
    );
    assert_eq!(waived(&usual("w", "missing-ovner", "loose", ""), "2007-09-01"), [] as [&str; 0]);
}

#[test]
fn a_waiver_of_a_year_is_long_enough() {
    let of =
        |expires: &str| said(&waiver("w", "missing-owner", "loose", "", "2007-01-01", expires), "2007-09-01");
    assert_eq!(of("2008-01-01"), [] as [&str; 0], "366 days");
    assert_eq!(
        of("2008-01-02"),
        [
            "waiver-too-long: the waiver `w` holds for 367 days; 366 are the most (let it end sooner; then it is decided anew whether it is still needed)"
        ]
    );
    let config = Config { waivers: WaiverTerms { longest_days: 30, notice_days: 200 }, ..Config::default() };
    let levels = lint::levels(&config).unwrap();
    let rules: Vec<String> = said_with(&usual("w", "missing-owner", "loose", ""), "2007-09-01", &levels)
        .iter()
        .map(|said| said.split(':').next().unwrap().to_owned())
        .collect();
    assert_eq!(rules, ["waiver-expiring", "waiver-too-long"]);
}

#[test]
fn what_says_nothing_is_no_waiver() {
    for (key, value) in [("reason", "\"  \""), ("decision", "\"\"")] {
        let written = usual("w", "missing-owner", "loose", "");
        let (reason, decision) = ("reason: Later", "decision: dnr 1");
        let old = if key == "reason" { reason } else { decision };
        let text = format!("{SYSTEMS}{}", written.replace(old, &format!("{key}: {value}")));
        let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
        let told: Vec<_> = loaded.findings.iter().map(|f| (&*f.rule, f.message.as_str())).collect();
        assert_eq!(told, [("bad-value", format!("`{key}` of this waiver says nothing").as_str())]);
        assert!(loaded.model.waivers.is_empty());
    }
}

#[test]
fn while_a_part_of_the_map_cannot_be_read_no_waiver_is_called_unused_or_wrong() {
    let waivers = usual("w", "missing-owner", "lisa", "") + &usual("x", "missing-owner", "elsewhere", "");
    let text = format!("{SYSTEMS}{waivers}");
    let loaded = load_texts([("map.yaml", text.as_str()), ("other.yaml", "systems: [")], &Config::default());
    let (graph, _) = systemkarta::graph::Graph::build(&std::sync::Arc::new(loaded.model));
    let checked = lint::check(&graph, loaded.findings, &Levels::default(), super::day("2007-09-01"));
    assert!(checked.findings.iter().all(|finding| !finding.rule.starts_with("waiver-")), "{checked:#?}");
    assert_eq!(checked.waivers.first().unwrap().state, State::InForce);
}

#[test]
fn the_owner_of_a_waiver_is_an_organisation_of_the_map() {
    let text =
        format!("{SYSTEMS}{}", usual("w", "missing-owner", "loose", "").replace("owner: it", "owner: ti"));
    let checked = Map::new("map.yaml", &text).check("2007-09-01");
    let told = checked.findings.iter().find(|finding| finding.rule == "unknown-organisation").unwrap();
    assert_eq!(told.message, "`ti` is not an organisation of this map");
    assert_eq!(told.label.as_deref(), Some("`owner` of the waiver `w` names it"));
    assert_eq!(checked.waived.len(), 1, "it is waived all the same");
}
