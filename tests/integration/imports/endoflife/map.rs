//! What the map is told, what stays as it is, and that it can be done again.

use super::*;

const FILES: [(&str, &str); 1] = [("postgresql.json", POSTGRESQL_0)];

/// What is said of the technology `db` whose other fields are given, and what is told.
fn told(lifecycle: &str, rest: &str) -> (Option<String>, Vec<String>, Draft) {
    let map = format!("technologies: [{{id: db, product: postgresql, version: 16{lifecycle}}}]\n{rest}");
    let draft = drafted(&FILES, &map);
    let said = draft.entries.iter().find(|incoming| incoming.entry.id == "db");
    let said = said.map(|incoming| yaml(std::slice::from_ref(&incoming.entry)));
    let remarks = draft.remarks.clone();
    (said, remarks, draft)
}

fn own_ids(draft: &Draft) -> Vec<&str> {
    draft
        .entries
        .iter()
        .filter(|incoming| incoming.is_its_own)
        .map(|incoming| incoming.entry.id.as_str())
        .collect()
}

#[test]
fn dates_of_own_use_are_joined_by_those_of_support() {
    let (said, remarks, draft) = told(", lifecycle: {active: 2024, retired: 2030}", "");
    assert_eq!(said.unwrap(), "technologies:\n  - id: db\n    lifecycle: {support: postgresql-16}\n");
    assert_eq!(remarks, [""; 0]);
    assert_eq!(own_ids(&draft), ["postgresql-16"]);
}

#[test]
fn dates_of_support_that_the_map_has_stay() {
    let (said, remarks, draft) =
        told(", lifecycle: {active: 2024, end_of_life: 2027-11-09, end_of_support: 2026}", "");
    assert_eq!(said, None);
    assert_eq!(
        remarks,
        ["`db` keeps its own dates: the map says end_of_life 2027-11-09, endoflife.date says 2028-11-09"]
    );
    assert!(draft.entries.is_empty());
    let (said, remarks, _) = told(", lifecycle: {end_of_support: 2027}", "");
    assert_eq!(said, None);
    assert_eq!(
        remarks,
        ["`db` keeps its own dates; by endoflife.date the last day of all support is 2028-11-09"]
    );
    let (said, remarks, _) = told(", lifecycle: {end_of_life: 2028-11-09}", "");
    assert_eq!((said, remarks), (None, Vec::new()));
}

#[test]
fn a_lifecycle_of_somebody_else_stays() {
    let other = "lifecycles: [{id: bought, end_of_life: 2031, source: a contract}]";
    let expected = [
        "`db` has the lifecycle `bought`, which is not of endoflife.date and stays; there it is `postgresql-16`",
    ];
    for lifecycle in [", lifecycle: bought", ", lifecycle: {active: 2020, support: bought}"] {
        let (said, remarks, draft) = told(lifecycle, other);
        assert_eq!(said, None);
        assert_eq!(remarks, expected);
        assert!(draft.entries.is_empty());
    }
}

#[test]
fn a_phase_alone_is_told_what_to_write() {
    let (said, remarks, draft) = told(", lifecycle: phase_out", "");
    assert_eq!(said, None);
    assert_eq!(
        remarks,
        [
            "`db` says `lifecycle: phase_out`, beside which no dates can stand; write `lifecycle: {phase_out: DATE, support: postgresql-16}` with the first day of that phase"
        ]
    );
    assert_eq!(own_ids(&draft), ["postgresql-16"], "so that it can be written");
}

#[test]
fn a_new_version_moves_to_its_release() {
    let ours =
        "lifecycles: [{id: postgresql-13, end_of_life: 2025-11-13, source: 'endoflife.date: postgresql 13'}]";
    let (said, _, draft) = told(", lifecycle: postgresql-13", ours);
    assert_eq!(said.unwrap(), "technologies:\n  - id: db\n    lifecycle: postgresql-16\n");
    assert_eq!(own_ids(&draft), ["postgresql-16"]);
    let (said, _, _) = told(", lifecycle: {active: 2020, support: postgresql-13}", ours);
    assert_eq!(said.unwrap(), "technologies:\n  - id: db\n    lifecycle: {support: postgresql-16}\n");
}

#[test]
fn doing_it_again_changes_nothing() {
    let map = "technologies: [{id: db, product: postgresql, version: 16, lifecycle: postgresql-16}, {id: old, product: postgresql, version: 9.6.1, lifecycle: {active: 2017, support: postgresql-9.6}}]";
    let first = drafted(&FILES, map);
    assert_eq!(own_ids(&first), ["postgresql-16", "postgresql-9.6"]);
    assert!(first.entries.iter().all(|incoming| incoming.is_its_own), "nothing is said of the technologies");
    let loaded = with(map, &first);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let folder = folder(&FILES);
    let again = endoflife::read(folder.path(), &loaded.model, day(TODAY), &Config::default()).unwrap();
    assert_eq!(written(&again), written(&first));
    assert_eq!(again.remarks, first.remarks);
}

#[test]
fn what_was_not_read_again_is_kept_while_it_is_named() {
    let map = "\
technologies:
- {id: db, product: postgresql, version: 16, lifecycle: postgresql-16}
- {id: py, product: python, version: 3.10, lifecycle: {active: 2022, support: python-3.10}}
lifecycles:
- {id: python-3.10, name: Python 3.10, end_of_life: 2026-10-31, source: 'endoflife.date: python 3.10'}
- {id: python-3.9, end_of_life: 2025-10-31, source: 'endoflife.date: python 3.9'}
- {id: by-hand, end_of_life: 2025-10-31}
";
    let draft = drafted(&FILES, map);
    assert_eq!(own_ids(&draft), ["postgresql-16", "python-3.10"]);
    assert!(
        written(&draft).contains("  - id: python-3.10\n    name: Python 3.10\n    end_of_life: 2026-10-31\n")
    );
    assert_eq!(
        draft.remarks,
        [
            "`py`: the product `python` is not in what was read",
            "`python-3.10` is kept as it is: an element names it, and it is not in what was read"
        ]
    );
}

#[test]
fn only_what_is_used_is_taken_and_several_share_it() {
    let map = "systems: [{id: s, product: postgresql, version: 16.1}]\ntechnologies: [{id: a, product: postgresql, version: 9.6}, {id: b, product: postgres, version: 9.6.2}]";
    let draft = drafted(&FILES, map);
    assert_eq!(own_ids(&draft), ["postgresql-16", "postgresql-9.6"]);
    assert!(written(&draft).contains("systems:\n  - id: s\n    lifecycle: postgresql-16\n"));
    assert_eq!(draft.remarks, ["postgresql 9.6 is out of support, the last day was 2021-11-11: `a`, `b`"]);
}

#[test]
fn support_that_ends_within_a_year_is_told() {
    let json = r#"[{"cycle":"1","eol":"2027-03-01"},{"cycle":"2","eol":"2027-03-02"},{"cycle":"3","eol":"2026-03-01"},{"cycle":"4","eol":true}]"#;
    let map = "technologies: [{id: a, product: p, version: 1}, {id: b, product: p, version: 2}, {id: c, product: p, version: 3}, {id: d, product: p, version: 4}]";
    let draft = drafted(&[("p.json", json)], map);
    assert_eq!(
        draft.remarks,
        [
            "p 4 is out of support, nobody knows since when: `d`",
            "support of p 1 ends within a year, on 2027-03-01: `a`",
            "support of p 3 ends within a year, on 2026-03-01: `c`",
        ]
    );
}

#[test]
fn so_many_lines_of_a_kind_and_the_others_counted() {
    let all: Vec<String> = (100..175).map(|n| format!("{{id: t{n}, product: no{n}, version: 1}}")).collect();
    let draft = drafted(&FILES, &format!("technologies: [{}]", all.join(", ")));
    assert_eq!(draft.remarks.len(), 51);
    assert_eq!(draft.remarks[0], "`t100`: the product `no100` is not in what was read");
    assert_eq!(draft.remarks[50], "and 25 more products are not known");
}
