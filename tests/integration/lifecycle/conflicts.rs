//! Conflicts of maps made by hand, with the days that follow from what is written.

use systemkarta::analysis::lifecycle::{Timelines, When, conflicts, outlook, successions};
use systemkarta::model::{Date, Span};

use super::world::{graph, ix};

const TODAY: &str = "2008-01-01";

/// Every conflict of a map: who, on what, by which rule, and its spans.
fn found(map: &str) -> Vec<String> {
    let graph = graph(map);
    let timelines = Timelines::of(&graph, day(TODAY));
    let told = conflicts(&timelines).into_iter().map(|conflict| {
        let spans: Vec<String> = conflict.days.spans().iter().map(|span| said(*span)).collect();
        format!(
            "{} {} {} {}{}",
            graph.element(conflict.dependent).id(),
            graph.element(conflict.dependency).id(),
            conflict.kind.rule(),
            spans.join(", "),
            if conflict.hard { "" } else { " soft" }
        )
    });
    told.collect()
}

fn said(span: Span) -> String {
    let end = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}..{}", end(span.begins()), end(span.ends()))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A system that rests on a technology with this lifecycle.
fn on(lifecycle: &str) -> Vec<String> {
    found(&format!("systems: {{a: {{runs_on: t}}}}\ntechnologies: {{t: {{lifecycle: {lifecycle}}}}}\n"))
}

#[test]
fn support_ends_with_the_last_day_that_is_written() {
    for (end, first) in [
        ("2010-07-31", "2010-08-01"),
        ("2010-07", "2010-08-01"),
        ("2010-Q2", "2010-07-01"),
        ("2010", "2011-01-01"),
        ("2008-02", "2008-03-01"),
    ] {
        let wanted = format!("a t depends-on-unsupported {first}..");
        assert_eq!(on(&format!("{{end_of_support: {end}}}")), [wanted], "{end}");
    }
}

#[test]
fn a_phase_begins_with_the_first_day_that_is_written() {
    for (retired, first) in [("2010", "2010-01-01"), ("2010-Q2", "2010-04-01"), ("2010-06", "2010-06-01")] {
        assert_eq!(on(&format!("{{retired: {retired}}}")), [format!("a t depends-on-retired {first}..")]);
    }
    // The system has no beginning: nobody has said that it was in use before today.
    assert_eq!(on("{active: 2010}"), ["a t depends-on-not-yet-active ..2009-12-31"]);
    assert_eq!(on("{active: 2007}"), [] as [&str; 0]);
}

#[test]
fn the_last_end_of_support_counts_and_a_false_one_never_comes() {
    assert_eq!(
        on("{end_of_support: 2007-07-31, end_of_extended_support: 2010-07-31, end_of_sale: 2020}"),
        ["a t depends-on-unsupported 2010-08-01.."]
    );
    assert_eq!(on("{end_of_support: 2007-07-31, end_of_life: false}"), [] as [&str; 0]);
    assert_eq!(on("{end_of_sale: 2001}"), [] as [&str; 0]);
    assert_eq!(on("{end_of_support: true}"), ["a t depends-on-unsupported 2008-01-01.."]);
    assert_eq!(
        on("{end_of_support: true, end_of_security_support: 2009}"),
        ["a t depends-on-unsupported 2010-01-01.."]
    );
}

#[test]
fn only_the_days_of_both_count() {
    let map = |own: &str| {
        format!(
            "systems: {{a: {{runs_on: t, lifecycle: {{{own}}}}}}}
technologies: {{t: {{lifecycle: {{active: 2005, retired: 2012, end_of_support: 2009-12-31}}}}}}\n"
        )
    };
    assert_eq!(
        found(&map("active: 2004, retired: 2014")),
        [
            "a t depends-on-retired 2012-01-01..2013-12-31",
            "a t depends-on-not-yet-active 2004-01-01..2004-12-31",
            "a t depends-on-unsupported 2010-01-01..2011-12-31",
        ]
    );
    // The day before the end is the last day of use of both.
    assert_eq!(found(&map("active: 2005, retired: 2010-01-01")), [] as [&str; 0]);
    assert_eq!(
        found(&map("active: 2005, retired: 2010-01-02")),
        ["a t depends-on-unsupported 2010-01-01..2010-01-01"]
    );
    assert_eq!(found(&map("plan: 2004")), [] as [&str; 0]);
}

#[test]
fn a_version_is_no_date_and_no_number() {
    let map = "systems: {a: {runs_on: t, version: 3.10}}
technologies: {t: {version: 2010, lifecycle: {end_of_support: 2010}}}\n";
    assert_eq!(found(map), ["a t depends-on-unsupported 2011-01-01.."]);
    let graph = graph(map);
    let version =
        |id| graph.element(ix(&graph, id)).text(systemkarta::model::Field::Version).map(str::to_owned);
    assert_eq!((version("a"), version("t")), (Some("3.10".into()), Some("2010".into())));
}

#[test]
fn the_days_of_an_integration_bound_what_it_relates() {
    let map = "systems: {a: , b: {lifecycle: {active: 2000, retired: 2010}}}
integrations: [{id: x, provider: b, consumer: a, strength: soft, lifecycle: {active: 2005, retired: 2010-03-01}}]\n";
    assert_eq!(found(map), ["a b depends-on-retired 2010-01-01..2010-02-28 soft"]);
}

#[test]
fn a_group_conflicts_while_too_few_are_left() {
    let map = |min_up: u8| {
        format!(
            "systems: {{a: {{runs_on: {{any_of: [s, t, u], min_up: {min_up}}}}}}}
technologies:
  s: {{lifecycle: {{retired: 2010}}}}
  t: {{lifecycle: {{retired: 2011}}}}
  u: {{lifecycle: {{active: 2000}}}}\n"
        )
    };
    assert_eq!(found(&map(1)), [] as [&str; 0]);
    assert_eq!(
        found(&map(2)),
        ["a s depends-on-retired 2011-01-01..", "a t depends-on-retired 2011-01-01.."]
    );
    assert_eq!(
        found(&map(3)),
        ["a s depends-on-retired 2010-01-01..", "a t depends-on-retired 2011-01-01.."]
    );
}

#[test]
fn whoever_rests_on_both_has_one_conflict_in_the_gap_between_them() {
    let map = |start: &str, both: bool| {
        format!(
            "systems:
  a: {{depends_on: {}}}
  b: {{lifecycle: {{active: 2000, retired: 2010}}, successor: c}}
  c: {{lifecycle: {{active: {start}}}}}\n",
            if both { "[b, c]" } else { "b" }
        )
    };
    assert_eq!(found(&map("2010", true)), [] as [&str; 0]);
    assert_eq!(found(&map("2009-06", true)), [] as [&str; 0]);
    assert_eq!(found(&map("2010-02", true)), ["a b depends-on-retired 2010-01-01..2010-01-31"]);
    assert_eq!(found(&map("2010", false)), ["a b depends-on-retired 2010-01-01.."]);
}

#[test]
fn a_succession_has_a_gap_an_overlap_or_neither() {
    let between = |end: &str, start: &str| {
        let map = format!(
            "systems: {{b: {{lifecycle: {{{end}}}, successor: c}}, c: {{lifecycle: {{{start}}}}}}}\n"
        );
        let graph = graph(&map);
        let found = successions(&Timelines::of(&graph, day(TODAY)));
        let succession = found.first().unwrap();
        (succession.gap.map(said).unwrap_or_default(), succession.overlap.map(said).unwrap_or_default())
    };
    let is = |gap: &str, overlap: &str| (gap.to_owned(), overlap.to_owned());
    assert_eq!(between("active: 2000, retired: 2010", "active: 2010"), is("", ""));
    assert_eq!(
        between("active: 2000, retired: 2010", "active: 2010-01-02"),
        is("2010-01-01..2010-01-01", "")
    );
    assert_eq!(
        between("active: 2000, retired: 2010", "active: 2009-12-31"),
        is("", "2009-12-31..2009-12-31")
    );
    assert_eq!(between("active: 2000, retired: 2010", "plan: 2009"), is("2010-01-01..", ""));
    assert_eq!(between("active: 2000, phase_out: 2010", "active: 2009"), is("", "2009-01-01.."));
}

#[test]
fn an_agreement_that_ends_first_is_a_conflict_from_the_day_after() {
    let map = "agreements: {k: {lifecycle: {active: 2003, retired: 2010}}}
systems: {a: {agreement: k, lifecycle: {active: 2000, retired: 2011}}, b: {agreement: k, lifecycle: {retired: 2010}}}\n";
    assert_eq!(found(map), ["a k agreement-ends-first 2010-01-01..2010-12-31 soft"]);
}

#[test]
fn seen_from_a_day_conflicts_are_open_to_come_or_past() {
    let map = "systems: {a: {runs_on: [t, u], lifecycle: {active: 2000, retired: 2011}}}
technologies:
  t: {lifecycle: {active: 2001, end_of_support: 2009}}
  u: {lifecycle: {active: 2000, retired: 2010-06-01}}\n";
    let graph = graph(map);
    let timelines = Timelines::of(&graph, day(TODAY));
    let seen = |at: &str| -> Vec<(When, String)> {
        let outlook = outlook(&timelines, day(at), &[]);
        outlook.conflicts.iter().map(|seen| (seen.when, said(seen.span))).collect()
    };
    let (early, unsupported, retired) =
        ("2000-01-01..2000-12-31", "2010-01-01..2010-12-31", "2010-06-01..2010-12-31");
    let wanted = |list: &[(When, &str)]| -> Vec<(When, String)> {
        list.iter().map(|(when, span)| (*when, (*span).to_owned())).collect()
    };
    let (now, to_come, past) = (When::Now, When::ToCome, When::Past);
    assert_eq!(seen("2009-12-31"), wanted(&[(to_come, unsupported), (to_come, retired), (past, early)]));
    assert_eq!(seen("2010-01-01"), wanted(&[(now, unsupported), (to_come, retired), (past, early)]));
    assert_eq!(seen("2010-12-31"), wanted(&[(now, unsupported), (now, retired), (past, early)]));
    assert_eq!(seen("2011-01-01"), wanted(&[(past, early), (past, unsupported), (past, retired)]));
}
