//! What is wrong with a map: rule, place and message of each fault, all of them together, and that a fault in
//! one value costs that value only.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) -> Loaded {
    let loaded = load(text);
    assert_eq!(faults(&loaded), expected, "in {text}");
    loaded
}

/// The same for one fault in one line; `|` stands before the first character of what is wrong.
#[track_caller]
fn check_at(marked: &str, expected: &str) -> Loaded {
    let before = marked.split('|').next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    check(&marked.replacen('|', "", 1), &[&format!("{line}:{column} {expected}")])
}

fn help(loaded: &Loaded) -> &str {
    loaded.findings[0].help.as_deref().unwrap_or_default()
}

#[test]
fn all_faults_are_told_together_and_each_costs_its_value_only() {
    let text = "\
systems:
  - id: lisa
    name: [a]
    critcality: high
    criticality: huge
    owner: stads ledning
    version: 4.10
    sla: {availability: 101, restore_within: 4h}
    cost: {yearly: 3 kronor, replacement: 12 MSEK}
    runs_on: [oracle-9i, å, {to: node}, {any_of: [n1, n2], min_up: 3}]
    lifecycle: {active: 2001, retired: 2010-02-30}
  - id: \"-\"
    name: nobody
  - id: smil
lifecyles: [x]
organisations: [slk]
";
    let loaded = check(
        text,
        &[
            "3:11 wrong-type: `name` is a list, but a text is wanted",
            "4:5 unknown-key: a system has no field `critcality`",
            "5:18 bad-value: `huge` is no criticality",
            "6:12 bad-id: `stads ledning` is no id: a space may not stand in an id",
            "8:25 bad-value: `101` is no availability",
            "9:20 bad-value: `3 kronor` is no sum of money",
            "10:26 bad-id: `å` is no id: an id begins with a letter (a to z, A to Z) or a digit, not `å`",
            "10:68 bad-value: 3 members must be up, but the group has only 2",
            "11:40 bad-value: `2010-02-30` is no date: there is no such day in the calendar",
            "12:9 bad-id: `-` is no id: an id begins with a letter (a to z, A to Z) or a digit, not `-`",
            "15:1 unknown-key: a map has no section `lifecyles`",
        ],
    );
    let model = &loaded.model;
    assert_eq!(ids(model), ["lisa", "smil"]);
    assert_eq!(model.organisations.len(), 1);
    let lisa = element(model, "lisa");
    assert_eq!(field_names(lisa), ["version", "lifecycle", "sla", "cost", "runs_on"]);
    assert_eq!(shown(lisa, Field::Sla), "restored within 4h");
    assert_eq!(shown(lisa, Field::Cost), "replacement 12 MSEK");
    assert_eq!(shown(lisa, Field::Lifecycle), "active 2001");
    assert_eq!(named(lisa, Field::RunsOn), ["oracle-9i", "node"]);
    // Values were lost and are told; nothing that others may refer to was.
    assert!(!model.incomplete);
    // Those within an element name it.
    assert!(loaded.findings[..9].iter().all(|finding| finding.elements == ["lisa"]));
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known() {
    let at_all_levels = [
        ("|sytems: [a]\n", "a map has no section `sytems`", "did you mean `systems`?"),
        ("map: {|titel: T}\n", "`map` has no field `titel`", "did you mean `title`?"),
        ("systems: [{id: a, |onwer: x}]\n", "a system has no field `onwer`", "did you mean `owner`?"),
        (
            "systems: [{id: a, sla: {|availibility: 9}}]\n",
            "`sla` has no field `availibility`",
            "did you mean `availability`?",
        ),
        (
            "systems: [{id: a, cost: {|yearl: 1 SEK}}]\n",
            "`cost` has no field `yearl`",
            "did you mean `yearly`?",
        ),
        (
            "systems: [{id: a, lifecycle: {|retird: 2010}}]\n",
            "a lifecycle has no field `retird`",
            "did you mean `retired`?",
        ),
        (
            "systems: [{id: a, runs_on: {to: t, |tolerate: 4h}}]\n",
            "a reference has no field `tolerate`",
            "did you mean `tolerates`?",
        ),
        (
            "information: [{id: a, protection: {|integrty: 1}}]\n",
            "`protection` has no field `integrty`",
            "did you mean `integrity`?",
        ),
        (
            "plateaus: [{id: a, date: 2008, |nam: x}]\n",
            "a plateau has no field `nam`",
            "did you mean `name`?",
        ),
    ];
    for (text, message, suggestion) in at_all_levels {
        let loaded = check_at(text, &format!("unknown-key: {message}"));
        assert_eq!(help(&loaded), suggestion, "{text}");
    }
}

#[test]
fn a_field_of_another_section_says_where_it_belongs() {
    let loaded =
        check_at("processes: [{id: a, |runs_on: b}]\n", "unknown-key: a process has no field `runs_on`");
    assert_eq!(help(&loaded), "it belongs to `systems`, `technologies`");
    let loaded = check_at(
        "systems: [{id: a, |personal_data: true}]\n",
        "unknown-key: a system has no field `personal_data`",
    );
    assert_eq!(help(&loaded), "it belongs to `information`");
}

#[test]
fn an_ambiguous_end_is_refused() {
    let loaded = check_at(
        "lifecycles: {a: {|eos: 2010, active: 2001}}\n",
        "unknown-key: `eos` may mean end of sale or end of support",
    );
    assert_eq!(help(&loaded), "write `end_of_sale` or `end_of_support`");
}

#[test]
fn wrong_types() {
    for (text, message) in [
        ("|- a\n", "a map is a list, but a mapping of sections such as `systems:` is wanted"),
        ("|lisa\n", "a map is a single value, but a mapping of sections such as `systems:` is wanted"),
        ("map: |[a]\n", "`map` is a list, but a mapping is wanted"),
        ("systems: [|[a]]\n", "this is a list, but an id is wanted"),
        ("systems: {a: |b}\n", "this system is a single value, but a mapping is wanted"),
        ("systems: [{id: a, owner: |[x]}]\n", "this is a list, but an id is wanted"),
        ("systems: [{id: a, version: |{x: y}}]\n", "`version` is a mapping, but a text is wanted"),
        ("systems: [{id: a, tags: [|[x], y]}]\n", "`tags` is a list, but a text is wanted"),
        (
            "systems: [{id: a, criticality: |[low]}]\n",
            "`criticality` is a list, but a single value is wanted",
        ),
        ("systems: [{id: a, reviewed: |{x: y}}]\n", "`reviewed` is a mapping, but a single value is wanted"),
        ("systems: [{id: a, sla: |99.5}]\n", "`sla` is a single value, but a mapping is wanted"),
        ("systems: [{id: a, cost: |3 MSEK}]\n", "`cost` is a single value, but a mapping is wanted"),
        ("systems: [{id: a, lifecycle: |[active]}]\n", "`lifecycle` is a list, but a single value is wanted"),
        ("systems: [{id: a, properties: |[x]}]\n", "`properties` is a list, but a mapping is wanted"),
        ("systems: [{id: a, runs_on: [|[x]]}]\n", "this is a list, but an id is wanted"),
        ("systems: [{id: a, runs_on: |{strength: hard}}]\n", "a reference names one target"),
        ("systems: [{id: a, runs_on: |{to: b, any_of: [c]}}]\n", "a reference names one target"),
        ("systems: [{id: a, ? |[x] : y}]\n", "a key is a list, but a word is wanted"),
    ] {
        check_at(text, &format!("wrong-type: {message}"));
    }
}

#[test]
fn values_that_mean_nothing_say_how_they_are_written() {
    for (text, message, way_out) in [
        (
            "systems: [{id: a, reviewed: |yesterday}]\n",
            "`yesterday` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010",
            "2010-Q2",
        ),
        (
            "systems: [{id: a, reviewed: |1899}]\n",
            "`1899` is no date: the year is outside 1900 to 2200",
            "2010",
        ),
        (
            "systems: [{id: a, reviewed: |99999-01-01}]\n",
            "`99999-01-01` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010",
            "2010",
        ),
        (
            "systems: [{id: a, reviewed: |2007-01-01T00:00:00Z}]\n",
            "`2007-01-01T00:00:00Z` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010",
            "2010",
        ),
        ("systems: [{id: a, sla: {restore_within: |4 hours}}]\n", "`4 hours` is no duration", "4h"),
        (
            "systems: [{id: a, sla: {restore_within: |99999999999999999999h}}]\n",
            "`99999999999999999999h` is no duration",
            "4h",
        ),
        ("systems: [{id: a, cost: {yearly: |1e400 SEK}}]\n", "`1e400 SEK` is no sum of money", "3.1 MSEK"),
        ("systems: [{id: a, cost: {yearly: |3}}]\n", "`3` is no sum of money", "3.1 MSEK"),
        ("systems: [{id: a, sla: {availability: |.nan}}]\n", "`.nan` is no availability", "99.5"),
        ("systems: [{id: a, service_hours: |always}]\n", "`always` is no service hours", "24x7"),
        ("systems: [{id: a, service_hours: |{mon: 25:00-26:00}}]\n", "these are no service hours", "24x7"),
        ("systems: [{id: a, class: |fundamental}]\n", "`fundamental` is no class", "`foundational`"),
        ("systems: [{id: a, scope: |Common}]\n", "`Common` is no scope", "did you mean `common`?"),
        ("systems: [{id: a, standard: {p: |green}}]\n", "`green` is no standard", "`full`"),
        ("information: [{id: a, personal_data: |yes}]\n", "`yes` is no personal data", "`true`"),
        (
            "information: [{id: a, protection: {integrity: |5}}]\n",
            "`5` is no protection level",
            "0 (none) to 4",
        ),
        (
            "information: [{id: a, protection: {integrity: |+3}}]\n",
            "`+3` is no protection level",
            "0 (none) to 4",
        ),
        (
            "systems: [{id: a, runs_on: |{to: b, strength: hrad}}]\n"
                .replace('|', "")
                .replace("hrad", "|hrad")
                .as_str(),
            "`hrad` is no strength",
            "did you mean `hard`?",
        ),
        ("systems: [{id: a, runs_on: {any_of: |[]}}]\n", "a group has no members", "name the members"),
        ("systems: [{id: a, runs_on: {any_of: [b, c], min_up: |0}}]\n", "`0` is no min up", "from 1 to 2"),
        (
            "systems: [{id: a, runs_on: {any_of: [b, c], min_up: |two}}]\n",
            "`two` is no min up",
            "from 1 to 2",
        ),
        (
            "lifecycles: {a: {active: |true}}\n",
            "`true` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010",
            "2010",
        ),
        ("plateaus: [|p]\n", "the plateau `p` has no date", "add `date:`"),
        (
            "integrations: [{id: |x, provider: a}]\n",
            "the integration `x` has no consumer",
            "say which system is the `consumer`",
        ),
        (
            "integrations: [{id: |x, consumer: a}]\n",
            "the integration `x` has no provider",
            "say which system is the `provider`",
        ),
        (
            "integrations: [{provider: [a, |b], consumer: c}]\n",
            "an integration has one provider",
            "write one integration for each",
        ),
    ] {
        let loaded = check_at(text, &format!("bad-value: {message}"));
        assert!(help(&loaded).contains(way_out), "{text}: {}", help(&loaded));
    }
}

#[test]
fn ids_that_are_none() {
    for (text, message) in [
        ("systems: [|{name: A}]\n", "this system has no id"),
        ("systems: [|~]\n", "this system has no id"),
        (
            "systems: [{id: |Åsa}]\n",
            "`Åsa` is no id: an id begins with a letter (a to z, A to Z) or a digit, not `Å`",
        ),
        ("systems: [{id: |\"a b\"}]\n", "`a b` is no id: a space may not stand in an id"),
        ("systems: [{id: |''}]\n", "`` is no id: an id cannot be empty"),
        (
            "systems: [{id: |../../etc/passwd}]\n",
            "`../../etc/passwd` is no id: an id begins with a letter (a to z, A to Z) or a digit, not `.`",
        ),
        ("systems: {a: {id: |b}}\n", "the id differs from the key that it stands under"),
        ("systems: [{id: a, owner: |a b}]\n", "`a b` is no id: a space may not stand in an id"),
        ("systems: [{id: a, runs_on: [b, |~]}]\n", "an id is wanted here, but nothing is written"),
        ("systems: [{id: a, aliases: [b, |c d]}]\n", "`c d` is no id: a space may not stand in an id"),
        ("integrations: [|{via: a}]\n", "this integration has no id"),
    ] {
        check_at(text, &format!("bad-id: {message}"));
    }
}

#[test]
fn a_key_that_stands_twice_tells_both_places_and_the_first_counts() {
    let text = "systems:\n  - id: a\n    name: A\n    owner: x\n    name: B\n";
    let loaded = check(text, &["5:5 duplicate-key: the key `name` stands here twice"]);
    assert_eq!(loaded.sources.locate(loaded.findings[0].related[0].place).line, 3);
    assert_eq!(element(&loaded.model, "a").name(), "A");
    check_at(
        "systems: {a: {sla: {availability: 9, |availability: 9}}}\n",
        "duplicate-key: the key `availability` stands here twice",
    );
    let loaded = check_at(
        "systems:\n  a: {name: A}\n  b:\n  |a: {name: B}\n",
        "duplicate-key: the key `a` stands here twice",
    );
    assert_eq!(ids(&loaded.model), ["a", "b"]);
    // Keys are text: what another reader takes for the same number is not.
    check_at(
        "systems: [{id: a, properties: {11: x, 0xB: y, |\"11\": z}}]\n",
        "duplicate-key: the key `11` stands here twice",
    );
}

#[test]
fn an_entry_of_a_mapping_is_known_by_its_key_whatever_stands_there() {
    let loaded = check_at(
        "systems: {a: |[x], b: {name: B}}\n",
        "wrong-type: this system is a list, but a mapping is wanted",
    );
    assert_eq!(ids(&loaded.model), ["a", "b"]);
}

#[test]
fn a_group_loses_its_faulty_members_and_goes_with_the_last() {
    let loaded = load(
        "systems: [{id: a, runs_on: [x, {any_of: [b, .b, c], min_up: 3}, {any_of: [.b]}, {any_of: [{any_of: [.b]}, .b]}, y]}]\n",
    );
    assert_eq!(faults(&loaded).len(), 4);
    assert_eq!(named(element(&loaded.model, "a"), Field::RunsOn), ["x", "2 of [b c]", "y"]);
    assert_eq!(references(element(&loaded.model, "a"), Field::RunsOn).all().len(), 5);
}

#[test]
fn a_group_with_a_faulty_number_leaves_none_of_its_members_behind() {
    let loaded = load("systems: [{id: a, runs_on: [x, {any_of: [b, c], min_up: 9}]}]\n");
    let names: Vec<&str> =
        references(element(&loaded.model, "a"), Field::RunsOn).ids().map(|id| id.as_str()).collect();
    assert_eq!(names, ["x"]);
}

#[test]
fn only_a_group_has_a_number_of_members_up() {
    check_at("systems: [{id: a, runs_on: {to: b, min_up: |1}}]\n", "unknown-key: only a group has `min_up`");
}

#[test]
fn a_consumer_that_is_no_id_costs_that_integration_only() {
    let loaded = check_at(
        "integrations: [{provider: a, consumer: [b, |c d, e]}]\n",
        "bad-id: `c d` is no id: a space may not stand in an id",
    );
    assert_eq!(ids(&loaded.model), ["a--b", "a--e"]);
}

#[test]
fn what_yaml_has_beyond_plain_data_is_refused() {
    let loaded = check_at(
        "systems: [{id: a, name: |!!python/object/apply:os.system 'x', owner: slk}]\n",
        "syntax: the tag `!!python/object/apply:os.system` is not known",
    );
    assert_eq!(element(&loaded.model, "a").owner().unwrap().as_str(), "slk");
    check_at("systems: [{id: a, |<<: {name: A}}]\n", "syntax: merge keys (`<<`) are not read");
    check_at("systems: {a: , |<<: {b: }}\n", "syntax: merge keys (`<<`) are not read");
    check_at("|<<: {systems: [a]}\n", "syntax: merge keys (`<<`) are not read");
}

#[test]
fn aliases_that_name_nothing_cost_their_value_only() {
    let loaded = check_at(
        "systems: [{id: a, name: |*important*, owner: slk}, {id: b, runs_on: [x, y]}]\n",
        "syntax: there is no anchor `important*` before this alias",
    );
    assert_eq!(help(&loaded), "put a text that begins with `*` in quotes");
    assert_eq!(field_names(element(&loaded.model, "a")), ["owner"]);
    assert_eq!(ids(&loaded.model), ["a", "b"]);
    let loaded = check_at(
        "systems: [{id: a, name: &long A}, {id: b, name: |*lnog}]\n",
        "syntax: there is no anchor `lnog` before this alias",
    );
    assert_eq!(help(&loaded), "did you mean `long`?");
    let loaded = check_at(
        "systems: [{id: a, tags: &t [x, |*t]}]\n",
        "syntax: an alias stands within the value that it names",
    );
    assert_eq!(shown(element(&loaded.model, "a"), Field::Tags), "x");
}

#[test]
fn an_anchor_given_twice_is_told() {
    let loaded = load("systems: [{id: a, name: &n A}, {id: b, name: &n B}, {id: c, name: *n}]\n");
    assert_eq!(faults(&loaded), ["1:46 syntax: the anchor `&n` is given twice"]);
    assert_eq!(element(&loaded.model, "c").name(), "B");
}

#[test]
fn a_long_text_is_shortened_in_messages() {
    let long = "å".repeat(5000);
    for text in [
        format!("systems: [{{id: a, criticality: {long}}}]\n"),
        format!("systems: [{{id: {long}}}]\n"),
        format!("systems: [{{id: a, reviewed: {long}}}]\n"),
        format!("systems: [{{id: a, ? {long} : x}}]\n"),
        format!("systems: [{{id: a, properties: {{? {long} : x, ? {long} : y}}}}]\n"),
        format!("systems: [{{id: a, name: *{long}}}]\n"),
        format!("systems: [{{id: a, name: !{} x}}]\n", "t".repeat(5000)),
    ] {
        let loaded = load(&text);
        assert_eq!(loaded.findings.len(), 1);
        let message = &loaded.findings[0].message;
        assert!(message.contains('…') && message.chars().count() < 200, "{message}");
    }
}

#[test]
fn characters_that_lie_are_refused_with_their_code() {
    for (written, code) in [
        ("\"\\e[31m\"", "U+001B"),
        ("\"\\0\"", "U+0000"),
        ("\"\\u202e\"", "U+202E"),
        ("a\u{202e}b", "U+202E"),
        ("a\u{85}b", "U+0085"),
        ("a\u{2028}b", "U+2028"),
        ("a\u{200b}b", "U+200B"),
        ("\"\\x9b\"", "U+009B"),
        ("\"a\\rb\"", "U+000D"),
    ] {
        let loaded = check_at(
            &format!("systems: [{{id: a, name: |{written}, owner: slk}}]\n"),
            &format!("forbidden-character: a text contains the character {code}"),
        );
        assert_eq!(field_names(element(&loaded.model, "a")), ["owner"], "{written}");
    }
}

#[test]
fn what_is_missing_because_it_could_not_be_read_is_no_fault_of_its_own() {
    check_at(
        "systems: [{id: |\"a\\0\", name: A}]\n",
        "forbidden-character: a text contains the character U+0000",
    );
    check_at(
        "plateaus: [{id: p, date: |\"\\0\"}]\n",
        "forbidden-character: a text contains the character U+0000",
    );
    check_at(
        "integrations: [{provider: a, consumer: |*b}]\n",
        "syntax: there is no anchor `b` before this alias",
    );
    let text = "x-a: &n \"\\0\"\nsystems: [{id: *n, name: A}]\n";
    check(text, &["1:9 forbidden-character: a text contains the character U+0000"]);
}
