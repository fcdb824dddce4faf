//! Which release a version belongs to, and which product a text names.

use super::*;

/// SQL Server and Windows Server, as far as they are tricky.
const MSSQL: &str = r#"{"result":{"name":"mssqlserver","aliases":["mssql"],"label":"Microsoft SQL Server","releases":[
  {"name":"16.0","codename":"Dallas","label":"2022 'Dallas'","eolFrom":"2033-01-11"},
  {"name":"13.0-sp3","codename":"SQL16","label":"2016 SP3","eolFrom":"2026-07-14"},
  {"name":"13.0-sp2","codename":"SQL16","label":"2016 SP2","eolFrom":"2022-10-11"},
  {"name":"13.0","codename":"SQL16","label":"2016","eolFrom":"2018-01-09"},
  {"name":"12.0-sp3","codename":"Hekaton","label":"2014 'Hekaton' SP3","eolFrom":"2024-07-09","eoesFrom":"2027-07-12"},
  {"name":"12.0","codename":"Hekaton","label":"2014 'Hekaton'","eolFrom":"2016-07-12"}]}}"#;

const WINDOWS_SERVER: &str = r#"{"result":{"name":"windows-server","aliases":["windowsserver"],"label":"Microsoft Windows Server","releases":[
  {"name":"2022","label":"Windows Server 2022","eolFrom":"2031-10-14"},
  {"name":"2012-r2","label":"Windows Server 2012 R2","eolFrom":"2023-10-10","eoesFrom":"2026-10-13"},
  {"name":"2012","label":"Windows Server 2012","eolFrom":"2023-10-10"},
  {"name":"2008-r2-sp1","label":"Windows Server 2008 R2 SP1","eolFrom":"2020-01-14"},
  {"name":"2003-sp2","label":"Windows Server 2003 SP2","eolFrom":"2015-07-14"},
  {"name":"2003","label":"Windows Server 2003","eolFrom":"2007-04-10"},
  {"name":"2000","label":"Windows Server 2000","eolFrom":"2010-07-13"}]}}"#;

const WINDOWS: &str = r#"{"result":{"name":"windows","label":"Microsoft Windows","releases":[
  {"name":"11-24h2-w","label":"11 24H2 (W)","eolFrom":"2026-10-13"},
  {"name":"11-24h2-e","label":"11 24H2 (E)","eolFrom":"2027-10-12"},
  {"name":"10-22h2","label":"10 22H2","eolFrom":"2025-10-14"},
  {"name":"Windows 8.1","eolFrom":"2023-01-10"}]}}"#;

const PYTHON: &str = r#"[{"cycle":"3.13"},{"cycle":"3.12"},{"cycle":"3.11"},{"cycle":"3.10"},{"cycle":"3.1"},{"cycle":"2.7"}]"#;

const UBUNTU: &str = r#"{"result":{"name":"ubuntu","label":"Ubuntu","releases":[
  {"name":"24.04","codename":"Noble Numbat","label":"24.04 'Noble Numbat' (LTS)"},
  {"name":"22.04","codename":"Jammy Jellyfish","label":"22.04 'Jammy Jellyfish' (LTS)"}]}}"#;

/// The lifecycle that a technology is given, or what is told of it.
fn told(product: &str, version: &str) -> String {
    let files = [
        ("postgresql.json", POSTGRESQL_0),
        ("debian.json", DEBIAN_1),
        ("mssqlserver.json", MSSQL),
        ("windows-server.json", WINDOWS_SERVER),
        ("windows.json", WINDOWS),
        ("python.json", PYTHON),
        ("ubuntu.json", UBUNTU),
        ("oracle-database.md", ORACLE_MD),
    ];
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let map =
        format!("technologies: [{{id: t, product: {}, version: {}}}]", quoted(product), quoted(version));
    let draft = drafted(&files, &map);
    let said = draft.entries.iter().find(|incoming| incoming.entry.id == "t");
    match said.and_then(|incoming| incoming.entry.get("lifecycle")?.as_text().map(str::to_owned)) {
        Some(lifecycle) => lifecycle,
        None => {
            assert!(draft.entries.is_empty(), "{product} {version}: {}", written(&draft));
            assert_eq!(draft.remarks.len(), 1, "{product} {version}: {:?}", draft.remarks);
            draft.remarks[0].clone()
        }
    }
}

#[test]
fn a_version_belongs_to_the_longest_release_that_it_begins_with() {
    for (product, version, lifecycle) in [
        ("postgresql", "13", "postgresql-13"),
        ("postgresql", "13.4", "postgresql-13"),
        ("postgresql", " 13.x ", "postgresql-13"),
        ("postgresql", "13.*", "postgresql-13"),
        ("postgresql", "v13.4", "postgresql-13"),
        ("postgresql", "PostgreSQL 13.4", "postgresql-13"),
        ("postgresql", "13-alpine", "postgresql-13"),
        ("postgresql", "13.4-alpine3.18", "postgresql-13"),
        ("postgresql", "9.6.24", "postgresql-9.6"),
        ("postgresql", "13beta2", "postgresql-13"),
        ("debian", "3.1r8", "debian-3.1"),
        ("python", "3.10.2", "python-3.10"),
        ("python", "3.1.2", "python-3.1"),
        ("python", "3.10-slim-bookworm", "python-3.10"),
        ("debian", "bookworm", "debian-12"),
        ("debian", "Bookworm", "debian-12"),
        ("debian", "12 (Bookworm)", "debian-12"),
        ("debian", "12-slim", "debian-12"),
        ("ubuntu", "jammy", "ubuntu-22.04"),
        ("ubuntu", "22.04 LTS", "ubuntu-22.04"),
        ("ubuntu", "22.04.3", "ubuntu-22.04"),
        ("windows-server", "2012 R2", "windows-server-2012-r2"),
        ("windows-server", "Windows Server 2012 R2", "windows-server-2012-r2"),
        ("mssqlserver", "2022", "mssqlserver-16.0"),
        ("mssqlserver", "2016 SP3", "mssqlserver-13.0-sp3"),
        ("mssqlserver", "2014 SP3", "mssqlserver-12.0-sp3"),
        ("windows", "8.1", "windows-windows-8.1"),
        ("windows", "Windows 8.1", "windows-windows-8.1"),
        ("windows", "11 24H2 (E)", "windows-11-24h2-e"),
        ("oracle-database", "19c", "oracle-database-19"),
        ("oracle-database", "9i Release 2", "oracle-database-9.2"),
    ] {
        assert_eq!(told(product, version), lifecycle, "{product} {version}");
    }
}

#[test]
fn what_may_be_several_is_asked_and_never_guessed() {
    for (product, version, expected) in [
        ("windows", "11", "`t`: `11` of `windows` may be `11-24h2-w` or `11-24h2-e`; write one of them"),
        (
            "python",
            "3",
            "`t`: `3` of `python` may be `3.13` or `3.12` or `3.11` or 2 more; write one of them",
        ),
        (
            "mssqlserver",
            "13.0.7075.5",
            "`t`: `13.0.7075.5` of `mssqlserver` may be `13.0 (2016)` or `13.0-sp3 (2016 SP3)` or `13.0-sp2 (2016 SP2)`; write one of them",
        ),
        (
            "mssqlserver",
            "2016",
            "`t`: `2016` of `mssqlserver` may be `13.0-sp3 (2016 SP3)` or `13.0-sp2 (2016 SP2)` or `13.0 (2016)`; write one of them",
        ),
        (
            "oracle-database",
            "9i",
            "`t`: `9i` of `oracle-database` may be `9.2 (9i Release 2)` or `9.0 (9i Release 1)`; write one of them",
        ),
        (
            "windows-server",
            "2008 R2",
            "`t`: `2008 R2` of `windows-server` may be `2008-r2-sp1 (Windows Server 2008 R2 SP1)`; write one of them",
        ),
        (
            "windows-server",
            "2003 R2",
            "`t`: no release `2003 R2` of `windows-server` is known; the nearest are `2003 (Windows Server 2003)` and `2003-sp2 (Windows Server 2003 SP2)`",
        ),
    ] {
        assert_eq!(told(product, version), expected);
    }
}

#[test]
fn a_version_that_floats_is_told() {
    for version in
        ["latest", "stable", "LTS", "latest-alpine", "^13", ">=13", "13 || 14", "*", "~> 13.1", "?", "lts/*"]
    {
        assert_eq!(
            told("postgresql", version),
            format!(
                "`t`: `{version}` is no version of `postgresql`: the dates depend on what runs; write the version"
            )
        );
    }
    let draft = drafted(&[("postgresql.json", POSTGRESQL_0)], "technologies: [{id: t, product: postgresql}]");
    assert_eq!(
        draft.remarks,
        ["`t` says no version of `postgresql`: the dates depend on what runs; write `version`"]
    );
}

#[test]
fn a_version_beyond_those_that_are_known_is_told_with_the_nearest() {
    for (version, expected) in [
        ("17.2", "; the newest is `16`"),
        ("8.4", "; the oldest is `9.6`"),
        ("10.1", "; the nearest are `9.6` and `13`"),
        ("beta", "; there is `16` or `13` or `9.6`"),
    ] {
        assert_eq!(
            told("postgresql", version),
            format!("`t`: no release `{version}` of `postgresql` is known{expected}")
        );
    }
}

#[test]
fn an_exact_release_with_variants_is_taken_and_told() {
    let draft = drafted(
        &[("windows-server.json", WINDOWS_SERVER)],
        "systems: [{id: t, product: windows server, version: 2003}]",
    );
    assert!(written(&draft).contains("  - id: t\n    lifecycle: windows-server-2003\n"));
    assert_eq!(
        draft.remarks,
        [
            "Microsoft Windows Server 2003 is out of support, the last day was 2007-04-10: `t`",
            "`t`: `2003` of `windows-server` is taken as it is written; there is `2003-sp2 (Windows Server 2003 SP2)` too"
        ]
    );
}

#[test]
fn a_product_has_many_names() {
    for (product, version, lifecycle) in [
        ("PostgreSQL", "13", "postgresql-13"),
        ("postgres", "13", "postgresql-13"),
        ("Postgres", "13", "postgresql-13"),
        ("mssql", "16.0", "mssqlserver-16.0"),
        ("SQL Server", "16.0", "mssqlserver-16.0"),
        ("Microsoft SQL Server", "16.0", "mssqlserver-16.0"),
        ("WindowsServer", "2022", "windows-server-2022"),
        ("oracle-db", "19", "oracle-database-19"),
        // The name of an image or package.
        ("oracle", "19", "oracle-database-19"),
        ("Oracle XE", "19", "oracle-database-19"),
    ] {
        assert_eq!(told(product, version), lifecycle, "{product}");
    }
    assert_eq!(
        told("postgressql", "13"),
        "`t`: the product `postgressql` is not in what was read; it might be `postgresql`"
    );
    assert_eq!(told("groupwise", "7"), "`t`: the product `groupwise` is not in what was read");
}

#[test]
fn a_name_of_several_products_is_asked() {
    let one = r#"{"result":{"name":"one","aliases":["it"],"releases":[{"name":"1"}]}}"#;
    let files = [("a.json", one), ("b.json", &one.replace("one", "two"))];
    let draft = drafted(&files, "technologies: [{id: t, product: it, version: 1}]");
    assert_eq!(draft.remarks, ["`t`: `it` may be `one` or `two`"]);
    assert!(draft.entries.is_empty());
}

#[test]
fn a_technology_without_a_product_is_told_what_it_might_be() {
    let files = [
        ("postgresql.json", POSTGRESQL_0),
        ("windows-server.json", WINDOWS_SERVER),
        ("windows.json", WINDOWS),
        ("oracle-database.md", ORACLE_MD),
    ];
    let map = "\
technologies:
- windows-2000
- {id: o, name: Oracle 9i}
- {id: p, name: Our PostgreSQL, version: 13}
- {id: q, name: Postgresqll 13}
- {id: known, name: Windows 11, lifecycle: {end_of_life: 2030}}
- {id: red, name: Red telephone}
systems: [{id: windows, name: Windows}]
";
    let draft = drafted(&files, map);
    assert!(draft.entries.is_empty(), "{}", written(&draft));
    assert_eq!(
        draft.remarks,
        [
            "`o` says no product; if it is one of these, write `product: oracle-database` and its `version`, such as `9.2 (9i Release 2)` or `9.0 (9i Release 1)`",
            "`p` says no product; if it is one of these, write `product: postgresql`",
            "`q` says no product; if it is one of these, write `product: postgresql` and its `version`",
            "`windows-2000` says no product; if it is one of these, write `product: windows-server` and `version: 2000`",
            "no technology or system of the map says `product`, so nothing is taken",
        ]
    );
}
