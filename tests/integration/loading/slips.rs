//! Slips of the pen that are no YAML: told as what they most likely are, where they stand.

use super::*;

/// `|` stands before the first character of what is wrong.
#[track_caller]
fn slip(marked: &str, message: &str, way_out: &str) -> Loaded {
    let before = marked.split('|').next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    let text = marked.replacen('|', "", 1);
    let loaded = load(&text);
    assert_eq!(faults(&loaded), [format!("{line}:{column} syntax: {message}")], "in {text}");
    let help = loaded.findings[0].help.as_deref().unwrap_or_default();
    assert!(help.contains(way_out), "{help}");
    assert!(loaded.model.incomplete);
    loaded
}

#[test]
fn a_space_is_missing_after_a_colon() {
    let message = "there is no space after this colon";
    slip("systems:\n  - id|:lisa\n    name: x\n", message, "write `id: lisa`");
    slip("systems:\n  - id: lisa\n    owner|:slk\n    name: x\n", message, "write `owner: slk`");
    slip("systems:\n  - id: lisa\n    owner|:slk\n", message, "write `owner: slk`");
    slip("systems:\n  lisa:\n    name|:x\n    owner: y\n", message, "write `name: x`");
    slip("systems: [{id: lisa, tags|:[b]}]\n", message, "with a space");
}

#[test]
fn a_space_is_missing_after_a_colon_in_brackets() {
    let loaded = load("systems: [{id: a, name:A}]\n");
    assert_eq!(faults(&loaded), ["1:19 unknown-key: a system has no field `name:A`"]);
    assert_eq!(loaded.findings[0].help.as_deref(), Some("write `name: A`, with a space after the colon"));
}

#[test]
fn a_quote_is_not_closed() {
    let message = "this quote is not closed where its text ends";
    for quote in ['"', '\''] {
        slip(&format!("systems:\n  - id: |{quote}lisa\n    name: x\n"), message, "close it");
        slip(&format!("systems:\n  - id: lisa\n    name: |{quote}x\n"), message, "close it");
        slip(&format!("systems: [a, |{quote}b]\n"), message, "close it");
    }
    slip("systems:\n  - id: |\"it's\n    name: x\n", message, "close it");
}

#[test]
fn something_follows_a_quote() {
    let message = "something follows the quote that ends this text";
    slip("systems:\n  - name: \"Lisa\" |the system\n", message, "the whole text in quotes");
    slip("systems:\n  - name: 'Lisa'|s system'\n", message, "apostrophe within single quotes twice");
    slip("systems: [\"a\" |\"b\"]\n", message, "a comma");
}

#[test]
fn an_unknown_escape() {
    slip(
        "systems:\n  - name: \"C:|\\path\"\n",
        "a backslash within double quotes begins no known escape here",
        "write the backslash twice",
    );
}

#[test]
fn a_line_is_indented_wrongly() {
    let deeper = "this line is read as a part of the text above it";
    slip("systems:\n  - id: lisa\n     |name: x\n", deeper, "the indentation of the fields above");
    slip("systems:\n  lisa:\n    name: x\n      |owner: y\n", deeper, "the indentation of the fields above");
    slip("systems\n  |- id: lisa\n", deeper, "end the line above with a colon");
    slip(
        "systems:\n  - id: lisa\n   |name: x\n",
        "this line is indented like neither the items nor the fields above it",
        "begin a new item with `- `",
    );
    let less = "this line is not indented like the fields above it";
    slip("systems:\n    - id: lisa\n      name: x\n   |- id: b\n", less, "give it the indentation");
    slip("systems:\n  lisa:\n    name: x\n   |owner: y\n", less, "give it the indentation");
}

#[test]
fn a_tab_indents() {
    let message = "a tab indents this line";
    slip("systems:\n|\t- id: lisa\n", message, "indent with spaces");
    slip("systems:\n  - id: lisa\n|\t  name: x\n", message, "indent with spaces");
    slip("systems:\n  - id: lisa\n  |\tname: x\n", message, "indent with spaces");
    slip("systems: [\n|\ta\n]\n", message, "indent with spaces");
}

#[test]
fn a_tab_between_words_is_no_fault() {
    assert_eq!(ids(&sound("systems:\n  -\tid:\tlisa\n    name: x\t# note\n\n\t\n    kind: y\n")), ["lisa"]);
}

#[test]
fn a_colon_stands_within_a_text() {
    let message = "a text that contains a colon and a space is not in quotes";
    let loaded = slip("systems:\n  - id: a\n    name: Lisa|: the system\n", message, "in quotes");
    assert_eq!(field_names(element(&loaded.model, "a")), [""; 0]);
    slip(
        "map: {title: T}\nsystems:\n  - description: first|: second: third\n    id: a\n",
        message,
        "in quotes",
    );
}

#[test]
fn a_bracket_is_not_closed() {
    let message = "this bracket is not closed where its entries end";
    slip("systems:\n  - id: lisa\n    runs_on: |[a, b\n    name: x\n", message, "close it with `]`");
    slip("systems:\n  - id: lisa\n    runs_on: |[a, b\n", message, "close it with `]`");
    slip("systems:\n  - |{id: lisa, name: x\n  - {id: b}\n", message, "close it with `}`");
    slip("systems: |[\n", message, "close it with `]`");
}

#[test]
fn brackets_do_not_match() {
    slip("systems:\n  - {id: lisa, runs_on: |[a}\n", "`[` is closed by `}`", "close it with `]`");
    slip("systems:\n  - {id: lisa}|}\n", "this bracket closes nothing", "delete it");
    slip("systems: [a]|]\n", "this bracket closes nothing", "delete it");
}

#[test]
fn a_comma_is_missing_or_too_much() {
    slip("systems:\n  - {id: lisa name|: x}\n", "a comma is missing before this", "put a comma");
    slip("systems: [a,|,b]\n", "nothing stands before this comma", "delete the comma");
}

#[test]
fn a_text_begins_with_a_sign_of_yaml() {
    for sign in ['@', '`', '%', '&'] {
        let text = format!("systems:\n  - id: lisa\n    contact: |{sign} lisa\n");
        slip(&text, &format!("a text without quotes cannot begin with `{sign}`"), "put the text in quotes");
    }
    slip(
        "systems:\n  - name: |!e!x y\n",
        "a text without quotes cannot begin with `!`",
        "put the text in quotes",
    );
    slip("systems:\n  - name: &a |&b x\n", "a value has two anchors", "in quotes");
}

#[test]
fn a_dash_is_wrong() {
    let tight = "there is no space after this dash";
    slip("systems:\n  |-id: lisa\n   name: x\n", tight, "`-` and a space");
    slip("systems:\n  - id: a\n  |-id: b\n", tight, "`-` and a space");
    slip(
        "systems:\n  |– id: lisa\n    name: x\n",
        "`–` is not the dash that begins an item",
        "`-` and a space",
    );
    slip(
        "systems:\n  - id: lisa\n  |• id: b\n",
        "`•` is not the dash that begins an item",
        "`-` and a space",
    );
    slip(
        "systems:\n  - id: lisa\n  |* id: b\n",
        "`*` is not the dash that begins an item",
        "`-` and a space",
    );
    slip("systems: |- a\n", "a list item stands on the line of its key", "begin the list on the next line");
    slip("systems: [|- a]\n", "a dash stands within brackets", "without dashes");
    slip("systems:\n  lisa:\n    name: x\n    |- a\n", "a list item stands among fields", "indent the list");
}

#[test]
fn a_line_has_no_colon() {
    let message = "this line is no field: it has no colon";
    slip("systems:\n  - id: lisa\n    |name\n    owner: x\n", message, "write `field: value`");
    slip("systems:\n  - id: lisa\n    |name\n", message, "write `field: value`");
}

#[test]
fn a_merge_conflict_was_left() {
    let message = "a merge conflict was left in this file";
    slip("systems:\n|<<<<<<< HEAD\n  - a\n=======\n  - b\n>>>>>>> main\n", message, "keep one side");
    slip("systems:\n|<<<<<<< HEAD\n  - id: a\n", message, "keep one side");
    slip("systems:\n  - id: a\n|=======\n  - id: b\n", message, "keep one side");
}

#[test]
fn a_raw_control_character_is_told_by_its_code() {
    for (text, expected) in [
        ("systems:\n  - id: li\0sa\n", "2:11 forbidden-character: a text contains the character U+0000"),
        ("systems:\n  - id: li\u{1b}sa\n", "2:11 forbidden-character: a text contains the character U+001B"),
        (
            "systems:\n  - id: \"li\u{1b}sa\"\n",
            "2:12 forbidden-character: a text contains the character U+001B",
        ),
        ("systems:\n  - id: li\u{7f}sa\n", "2:11 forbidden-character: a text contains the character U+007F"),
        ("systems: # \u{1b}\n  - lisa\n", "1:12 forbidden-character: a text contains the character U+001B"),
        ("systems: [a]\n\u{feff}x: y\n", "2:1 forbidden-character: a text contains the character U+FEFF"),
    ] {
        assert_eq!(faults(&load(text)), [expected], "{text:?}");
    }
}

// ---- What a slip costs

#[test]
fn a_slip_costs_the_rest_of_its_section_and_reading_goes_on_at_the_next() {
    let text = "\
processes: [payroll]
systems:
  - id: lisa
    name: Lisa
  - id: smil
    name: SMIL: the hub
    owner: slk
  - id: vodok
organisations:
  - id: slk
    name: \"Stadsledningskontoret
technologies: [oracle-9i]
agreements: {kitt: {supplier: @tieto}}
information:
  - id: employment
";
    let loaded = load(text);
    assert_eq!(
        faults(&loaded),
        [
            "6:15 syntax: a text that contains a colon and a space is not in quotes",
            "11:11 syntax: this quote is not closed where its text ends",
            "13:31 syntax: a text without quotes cannot begin with `@`",
        ]
    );
    assert_eq!(ids(&loaded.model), ["payroll", "lisa", "smil", "oracle-9i", "kitt", "employment"]);
    assert_eq!(element(&loaded.model, "lisa").name(), "Lisa");
    assert_eq!(element(&loaded.model, "smil").name(), "smil");
    assert_eq!(element(&loaded.model, "slk").id(), "slk");
    assert!(loaded.model.incomplete);
    let goes_on: Vec<usize> =
        loaded.findings.iter().map(|f| loaded.sources.locate(f.related[0].place).line).collect();
    assert_eq!(goes_on, [9, 12, 14]);
}

#[test]
fn aliases_after_a_slip_are_not_held_against_what_was_not_read() {
    let loaded =
        load("systems: [{id: a, name: &n A}, {id: b, name: @x}]\nprocesses: [{id: p, name: *n, kind: k}]\n");
    assert_eq!(faults(&loaded), ["1:46 syntax: a text without quotes cannot begin with `@`"]);
    assert_eq!(field_names(element(&loaded.model, "p")), ["kind"]);
}

#[test]
fn a_text_that_is_no_map_at_all_gives_few_findings() {
    let slips = "a: [\n".repeat(1000);
    assert!(load(&slips).findings.len() <= 50);
}
