//! What an owner of a sheet is told, so that the next step is clear without the documents.

use super::*;

#[track_caller]
fn tells(texts: &[(&str, &str)], expected: &[&str]) -> Loaded {
    let loaded = load(texts);
    assert_eq!(told(&loaded), expected);
    loaded
}

#[test]
fn a_forbidden_character_is_told_with_the_entry_that_it_stands_in() {
    let help = "(delete it: control and bidirectional characters can make a text lie about what it says)";
    let text = "owner;name;description\nX;Li\u{200b}sa;\nO\u{7}K;Vodok;so\u{2028}so\nE\u{1b}x;;\n";
    let loaded = load(&[("o.yaml", "organisations: [{id: x, name: X}]\n"), ("systems.csv", text)]);
    let expected = [
        format!("systems.csv:2:3 forbidden-character: `name` of `Lisa` contains the character U+200B {help}"),
        format!(
            "systems.csv:3:1 forbidden-character: `owner` of `Vodok` contains the character U+0007 {help}"
        ),
        format!(
            "systems.csv:3:11 forbidden-character: `description` of `Vodok` contains the character U+2028 {help}"
        ),
        format!("systems.csv:4:1 forbidden-character: `owner` contains the character U+001B {help}"),
        "systems.csv:4:1 bad-id: this system has neither a name nor an id (give it a `name`, or empty the line)"
            .to_owned(),
    ];
    assert_eq!(told(&loaded), expected);
    assert!(said(&loaded).contains(&"systems vodok: name=Vodok".to_owned()), "{:?}", said(&loaded));
}

#[test]
fn a_header_with_two_signs_is_told_and_nothing_is_read_wrongly() {
    for (header, column, several) in [
        ("name,owner;criticality", 6, "owner;criticality"),
        ("name;owner,criticality", 1, "name;owner"),
        ("name;owner,\"x\"", 1, "name;owner"),
    ] {
        let text = format!("{header}\nLisa;X;high\n");
        let expected = format!(
            "systems.csv:1:{column} syntax: `{several}` is several columns: the header has more than one sign between its cells \
             (write the same sign between all of them, `;` or `,`, and the same in the lines below)"
        );
        let loaded = tells(&[("systems.csv", &text)], &[&expected]);
        assert!(loaded.model.incomplete && loaded.model.elements.is_empty());
    }
}

#[test]
fn an_integration_with_one_end_is_told_which_is_missing() {
    tells(
        &[
            ("systems.csv", "name\nLisa\n"),
            ("integrations.csv", "provider;consumer;carries\n;Lisa;\nLisa;-;\n;;x\n"),
        ],
        &[
            "integrations.csv:2:1 bad-id: this integration has no provider, and no id (say which system is the `provider`)",
            "integrations.csv:3:1 bad-id: this integration has no consumer, and no id (say which system is the `consumer`)",
            "integrations.csv:4:3 unknown-reference: `x` is neither the id nor the name of anything in this map \
             (give it a line in the sheet `information`, or write the name as it stands there)",
        ],
    );
    tells(
        &[("integrations.csv", "från;till\nLisa;Vodok\n")],
        &[
            "integrations.csv:1:1 syntax: this line is no header: none of its cells is a column of `integrations` \
           (the first line names the columns, such as `provider` and `consumer`; if these are your own words, say under \
           [csv.columns.integrations] in systemkarta.toml which field each is, such as `\"från\" = \"provider\"`)",
        ],
    );
}

#[test]
fn lifecycles_without_ids_get_made_ones_and_go_by_their_names() {
    let sheet = "name;end_of_support\nOracle 9i;2007-07-31\nOracle 9i!;2008\nOracle 10g;2010-07-31\n";
    let loaded = load(&[
        ("l.yaml", "lifecycles: [{id: windows-nt-4, name: Windows NT 4, end_of_support: 2004}]\n"),
        ("lifecycles.csv", sheet),
        (
            "systems.csv",
            "name;lifecycle;lifecycle.support\nLisa;oracle  9I;\nVodok;;Windows NT 4\nAgresso;Oracle 9i!;\nEcos;Phase out;\nBosken;oracle-10g;\n",
        ),
    ]);
    assert_eq!(told(&loaded), [""; 0]);
    assert_eq!(
        said(&loaded),
        [
            "systems agresso: name=Agresso lifecycle=oracle-9i-2",
            "systems bosken: name=Bosken lifecycle=oracle-10g",
            "systems ecos: name=Ecos lifecycle=phase_out",
            "systems lisa: name=Lisa lifecycle=oracle-9i",
            "systems vodok: name=Vodok lifecycle=support windows-nt-4",
        ]
    );
    let ids: Vec<&str> = loaded.model.lifecycles.keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["oracle-10g", "oracle-9i", "oracle-9i-2", "windows-nt-4"]);
    let made = loaded.findings.iter().find(|finding| finding.rule == "made-id").unwrap();
    assert_eq!(
        made.message,
        "3 lifecycles go by ids that are made from names, such as `oracle-9i-2`; 1 has a number because another has the same"
    );
}

#[test]
fn a_lifecycle_that_nobody_has_is_told() {
    tells(
        &[
            ("lifecycles.csv", "name;product\nOracle 9i;-\n;x\n"),
            ("systems.csv", "name;lifecycle\nLisa;Oracle 8 i\n"),
        ],
        &[
            "lifecycles.csv:1:6 unknown-key: `product` is no column of `lifecycles` (say under [csv.columns.lifecycles] in \
             systemkarta.toml which field it is, such as `\"product\" = \"owner\"`, or `\"product\" = \"-\"` to leave it out)",
            "systems.csv:2:6 unknown-reference: `Oracle 8 i` is neither the id nor the name of a lifecycle \
             (give it a line in lifecycles.csv, or say its dates in columns such as `active` and `end_of_support`)",
        ],
    );
}

#[test]
fn one_more_line_of_an_owner_that_nobody_declares_is_no_other_finding() {
    let of = |text: &str| {
        let loaded = load(&[("systems.csv", text)]);
        let mut found = loaded.findings.into_iter().filter(|finding| finding.rule == "unknown-organisation");
        (found.next().unwrap().elements, found.next().is_none())
    };
    let few = of("name;owner\nA;Aldre\nB;Zoo\nC;Aldre\n");
    assert_eq!(few, (vec!["aldre".to_owned(), "zoo".to_owned()], true));
    assert_eq!(of("name;owner\nA;Aldre\nB;Zoo\nC;Aldre\nD;Zoo\nE;Zoo\n"), few);
}
