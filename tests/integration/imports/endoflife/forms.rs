//! The forms in which the data comes, and which of two descriptions is taken.

use super::*;

const ONE_DB: &str = "technologies: [{id: db, product: postgresql, version: 13.4}]";

#[test]
fn version_0_names_the_product_by_its_file() {
    let draft = drafted(&[("postgresql.json", POSTGRESQL_0)], ONE_DB);
    assert_eq!(
        written(&draft),
        "technologies:\n  - id: db\n    lifecycle: postgresql-13\n\nlifecycles:\n  - id: postgresql-13\n    \
         name: postgresql 13\n    general_availability: 2020-09-24\n    end_of_life: 2025-11-13\n    \
         source: \"endoflife.date: postgresql 13\"\n    links: [https://endoflife.date/postgresql]\n"
    );
    assert!(messages(&draft).is_empty());
    let own: Vec<(&str, bool)> =
        draft.entries.iter().map(|incoming| (incoming.entry.id.as_str(), incoming.is_its_own)).collect();
    assert_eq!(own, [("postgresql-13", true), ("db", false)]);
}

#[test]
fn version_1_tells_names_and_labels() {
    let map = "technologies: [{id: os, product: Debian Linux, version: bookworm}, {id: old, product: debian, version: 3.1r8}]";
    let draft = drafted(&[("debian.json", DEBIAN_1)], map);
    let text = written(&draft);
    assert!(text.contains("  - id: os\n    lifecycle: debian-12\n"), "{text}");
    assert!(
        text.contains(
            "  - id: debian-12\n    name: Debian 12\n    description: 12 (Bookworm)\n    \
             general_availability: 2023-06-10\n    end_of_support: 2026-06-10\n    \
             end_of_extended_support: 2028-06-30\n    end_of_security_support: 2026-06-10\n    \
             source: \"endoflife.date: debian 12\"\n"
        ),
        "{text}"
    );
    assert!(text.contains("  - id: old\n    lifecycle: debian-3.1\n"), "{text}");
    assert_eq!(draft.remarks, ["Debian 3.1 is out of support, the last day was 2008-03-31: `old`"]);
}

#[test]
fn all_products_of_version_1_stand_in_one_file() {
    let one = DEBIAN_1.split_once("\"result\":").unwrap().1.strip_suffix('}').unwrap();
    let other = one.replace("\"debian\"", "\"other\"").replace("\"Debian\"", "\"Other\"");
    let map = "technologies: [{id: a, product: debian, version: 12}, {id: b, product: other, version: 12}]";
    for full in [
        format!("{{\"schema_version\":\"1.2.0\",\"total\":2,\"result\":[{one},{other}]}}"),
        format!("[{one},{other}]"),
    ] {
        let draft = drafted(&[("full.json", &full)], map);
        let text = written(&draft);
        assert!(text.contains("lifecycle: debian-12") && text.contains("lifecycle: other-12"), "{text}");
        assert!(messages(&draft).is_empty(), "{:?}", messages(&draft));
    }
}

#[test]
fn the_data_is_read_from_the_head_of_its_files() {
    let map = "technologies: [{id: ora, product: Oracle DB, version: 9.2.0.8}, {id: c, product: oracle, version: 19c}]";
    let draft = drafted(&[("products/oracle-database.md", ORACLE_MD), ("README.md", "# Read me\n")], map);
    let text = written(&draft);
    assert!(messages(&draft).is_empty(), "{:?}", messages(&draft));
    assert!(
        text.contains(
            "  - id: oracle-database-9.2\n    name: Oracle Database 9.2\n    description: 9i Release 2\n    \
             general_availability: 2002-05-01\n    end_of_support: 2007-07-31\n    \
             end_of_extended_support: 2010-07-31\n    end_of_security_support: 2007-07-31\n    \
             source: \"endoflife.date: oracle-database 9.2\"\n    \
             links: [https://endoflife.date/oracle-database]\n"
        ),
        "{text}"
    );
    assert!(text.contains("  - id: c\n    lifecycle: oracle-database-19\n"), "{text}");
    let left_out: Vec<(&str, usize)> = draft.left_out.iter().collect();
    assert_eq!(left_out, [("Markdown files without `releases`", 1)]);
}

#[test]
fn lines_may_end_as_in_windows_and_a_mark_may_stand_first() {
    let md = format!("\u{feff}{}", ORACLE_MD.replace('\n', "\r\n"));
    let json = format!("\u{feff}{POSTGRESQL_0}");
    let map = "technologies: [{id: ora, product: oracle-database, version: 19}, {id: db, product: postgres, version: 16}]";
    let draft = drafted(&[("a.md", &md), ("postgresql.json", &json)], map);
    let text = written(&draft);
    assert!(messages(&draft).is_empty(), "{:?}", messages(&draft));
    assert!(
        text.contains("lifecycle: oracle-database-19") && text.contains("lifecycle: postgresql-16"),
        "{text}"
    );
}

#[test]
fn a_number_is_taken_as_it_is_written() {
    let json = r#"[{"cycle": 3.10, "eol": "2026-10-31"}, {"cycle": 3.1, "eol": "2012-04-09"}, {"cycle": 12, "eol": "2013-01-01"}]"#;
    let md = "---\ntitle: Ruby\npermalink: /ruby\nreleases:\n- releaseCycle: 3.10\n  eol: 2026-10-31\n- releaseCycle: 3.1\n  eol: 2025-03-26\n---\n";
    let map = "technologies:\n- {id: p, product: python, version: 3.10.2}\n- {id: q, product: python, version: 3.1.5}\n- {id: r, product: ruby, version: 3.10.0}\n- {id: s, product: python, version: 12.0}\n";
    let draft = drafted(&[("python.json", json), ("ruby.md", md)], map);
    let text = written(&draft);
    for (id, lifecycle) in [("p", "python-3.10"), ("q", "python-3.1"), ("r", "ruby-3.10"), ("s", "python-12")]
    {
        assert!(text.contains(&format!("  - id: {id}\n    lifecycle: {lifecycle}\n")), "{text}");
    }
}

#[test]
fn a_file_alone_is_read_whatever_it_is_called() {
    let folder = folder(&[("answer.txt", DEBIAN_1)]);
    let model = map("technologies: [{id: os, product: debian, version: 12}]").model;
    let draft =
        endoflife::read(&folder.path().join("answer.txt"), &model, day(TODAY), &Config::default()).unwrap();
    assert!(written(&draft).contains("lifecycle: debian-12"));
    assert!(endoflife::read(&folder.path().join("nothing"), &model, day(TODAY), &Config::default()).is_err());
}

#[test]
fn the_description_that_tells_more_is_taken() {
    let poor = r#"[{"cycle":"12","eol":"1999-01-01"}]"#;
    let map = "technologies: [{id: os, product: debian, version: 12}]";
    let files = [("api/debian.json", poor), ("api/v1/products/debian/index.json", DEBIAN_1)];
    let draft = drafted(&files, map);
    assert!(written(&draft).contains("end_of_extended_support: 2028-06-30"), "{}", written(&draft));
    let told = draft.remarks.iter().find(|remark| remark.contains("described 2 times")).unwrap();
    assert!(told.starts_with("`debian` is described 2 times; taken is what "), "{told}");
    assert!(
        draft.left_out.iter().any(|left| left == ("descriptions of products of which there is another", 1))
    );
    // Of two that tell alike, the first.
    let alike =
        drafted(&[("a/x.json", DEBIAN_1), ("b/x.json", &DEBIAN_1.replace("2028-06-30", "2029-06-30"))], map);
    assert!(written(&alike).contains("end_of_extended_support: 2028-06-30"));
}

#[test]
fn what_is_no_product_is_counted_or_told() {
    let files = [
        ("all.json", "[\"debian\", \"python\"]"),
        ("one.json", "{\"eol\":false}"),
        ("debian.json", DEBIAN_1),
    ];
    let draft = drafted(&files, "technologies: [{id: os, product: debian, version: 12}]");
    assert!(messages(&draft).is_empty());
    assert!(draft.left_out.iter().any(|left| left == ("JSON files that list no releases of a product", 2)));
    let nothing = drafted(&[("all.json", "[\"debian\"]")], "systems: [a]");
    assert_eq!(messages(&nothing), ["there is no product of endoflife.date here"]);
    assert!(nothing.entries.is_empty());
}
