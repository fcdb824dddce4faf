//! Which entry of a map a line means, and what an empty cell clears.

use super::*;

const MAP: &str = "systems:\n  - {id: s1, name: Lisa Självservice, owner: slk, lifecycle: {active: 2004, retired: 2014}}\n  - {id: s2, name: Agresso}\n  - {id: twin-a, name: Twin}\n  - {id: twin-b, name: Twin}\norganisations:\n  - {id: slk, name: City executive office}\nintegrations:\n  - {id: pay, provider: s1, consumer: s2, carries: []}\n";

#[test]
fn a_line_without_an_id_is_what_the_map_calls_so() {
    let bytes = book(&[
        (
            "systems",
            &[
                &["name", "owner", "retired"],
                &["LISA  självservice", "City executive office", ""],
                &["Agresso", "slk"],
                &["Agresso"],
                &["Twin"],
                &["New", "Newcomer"],
            ],
        ),
        (
            "integrations",
            &[
                &["provider", "consumer", "schedule"],
                &["Lisa självservice", "s2", "nightly"],
                &["New", "s2|s1"],
            ],
        ),
    ]);
    let first = said(&read(&bytes, MAP));
    assert_eq!(
        first,
        [
            "systems s1: name=LISA självservice; owner=slk; -lifecycle.retired",
            "systems s2: name=Agresso; owner=slk; -lifecycle.retired",
            "systems agresso: name=Agresso; -owner -lifecycle.retired",
            "systems twin: name=Twin; -owner -lifecycle.retired",
            "systems new: name=New; owner=newcomer; -lifecycle.retired",
            "integrations pay: provider=[s1]; consumer=[s2]; schedule=nightly;",
            "integrations new--s2: provider=[new]; consumer=[s2]; -schedule",
            "integrations new--s1: provider=[new]; consumer=[s1]; -schedule",
            "organisations newcomer: name=Newcomer;",
        ]
    );
}

/// What was made of a workbook once is what it means when it is read again.
#[test]
fn reading_again_beside_what_was_read_means_the_same() {
    let bytes = book(&[
        (
            "systems",
            &[&["name", "owner"], &["Vodok", "IT"], &["Vodok", "It"], &["Vodok!", "?"], &["Lisa", "Lisa"]],
        ),
        (
            "integrations",
            &[&["provider", "consumer"], &["Lisa", "Vodok!"], &["Lisa", "Vodok!"], &["Lisa", "Vodok!|Lisa"]],
        ),
    ]);
    let first = read(&bytes, "");
    let entries: Vec<_> = first.entries.iter().map(|incoming| incoming.entry.clone()).collect();
    let map = systemkarta::entry::yaml(&entries);
    let again = read(&bytes, &map);
    let ids = |draft: &Draft| -> Vec<String> {
        let ids = draft.entries.iter().map(|incoming| incoming.entry.id.clone());
        ids.filter(|id| id != "it" && id != "lisa-2").collect()
    };
    assert_eq!(ids(&again), ids(&first), "{map}");
}

#[test]
fn an_empty_cell_clears_only_what_a_cell_can_say() {
    let map = "systems:\n  - {id: a, lifecycle: {active: 2004, source: me}, depends_on: [{to: b, strength: soft}], tags: [x]}\n  - {id: b, lifecycle: active}\n  - id: c\n";
    let header: &[&str] = &["id", "lifecycle", "lifecycle.active", "depends_on", "tags"];
    let of = |row: &[&str]| said(&read(&book(&[("systems", &[header, row])]), map));
    assert_eq!(of(&["a"]), ["systems a: -lifecycle.active -depends_on -tags"]);
    assert_eq!(of(&["a", "", "2005", "b"]), ["systems a: lifecycle={active: 2005}; -tags"]);
    assert_eq!(of(&["a", "", "", "b|c"]), ["systems a: depends_on=[b, c]; -lifecycle.active -tags"]);
    // A list that can be read in part only is told, and stays as it is.
    assert_eq!(of(&["c", "", "", "b|nobody", "y"]), ["systems c: tags=[y]; -lifecycle -lifecycle.active"]);
    assert_eq!(of(&["b"]), ["systems b: -lifecycle -depends_on -tags"]);
    assert_eq!(of(&["b", "retired"]), ["systems b: lifecycle=retired; -depends_on -tags"]);
}

#[test]
fn ids_stand_once_in_a_sheet_and_in_one_section_of_a_map() {
    let bytes = book(&[(
        "systems",
        &[&["id", "name"], &["x", "X"], &["x", "Y"], &["slk", "Z"], &["s2", "Agresso 2"]],
    )]);
    let draft = read(&bytes, MAP);
    assert_eq!(said(&draft), ["systems x: name=X;", "systems s2: name=Agresso 2;"]);
    assert_eq!(
        told(&draft),
        [
            "register.xlsx (systems):3 and again for this system duplicate-id: the id `x` is declared twice",
            "register.xlsx (systems):4 cell A4 duplicate-id: the id `slk` is that of another entry of the map (organisation)",
        ]
    );
}
