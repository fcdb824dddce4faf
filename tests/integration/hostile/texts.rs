//! Hostile contents of one file.

use super::*;
use crate::loading::{faults, load};

/// Loads a text, and tells what the first finding is (`rule line:column`), or `sound`.
#[track_caller]
fn first(name: &str, text: &str) -> (String, Loaded) {
    let loaded = bounded(name, || load(text));
    let first = loaded.findings.first().map(|finding| {
        let at = loaded.sources.locate(finding.place);
        format!("{} {}:{}", finding.rule, at.line, at.column)
    });
    (first.unwrap_or_else(|| "sound".into()), loaded)
}

/// That a text has this as its first finding, and at most so many.
#[track_caller]
fn refused(name: &str, text: &str, expected: &str, at_most: usize) -> Loaded {
    let (found, loaded) = first(name, text);
    assert_eq!(found, expected, "{name}: {:?}", faults(&loaded).iter().take(5).collect::<Vec<_>>());
    assert!(loaded.findings.len() <= at_most, "{name} has {} findings", loaded.findings.len());
    loaded
}

#[track_caller]
fn accepted(name: &str, text: &str, elements: usize) -> Loaded {
    let (found, loaded) = first(name, text);
    assert_eq!(found, "sound", "{name}: {:?}", faults(&loaded).iter().take(5).collect::<Vec<_>>());
    assert_eq!(loaded.model.elements.len(), elements, "{name}");
    assert!(!loaded.model.incomplete, "{name}");
    loaded
}

fn names_limit(loaded: &Loaded, limit: &str) {
    let help = loaded.findings[0].help.as_deref().unwrap_or_default();
    assert!(help.contains(&format!("raise `{limit}` under [limits]")), "{help}");
}

// ---- Aliases

#[test]
fn billion_laughs() {
    let mut text = String::from("x-a: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for i in 1..10 {
        let aliases = vec![format!("*a{}", i - 1); 9].join(", ");
        text.push_str(&format!("x-{i}: &a{i} [{aliases}]\n"));
    }
    text.push_str("systems: [lisa]\n");
    let loaded = refused("billion laughs", &text, "limit-exceeded 5:11", 1);
    names_limit(&loaded, "alias_expansion");
    assert_eq!(loaded.model.elements.len(), 1);
}

#[test]
fn quadratic_aliases() {
    // 60 kB a time, 20,000 times.
    let text =
        format!("x-a: &a {}\nsystems: [{{id: a, tags: [{}]}}]\n", "y".repeat(60_000), "*a, ".repeat(20_000));
    let loaded = refused("quadratic aliases", &text, "limit-exceeded 2:66", 1);
    names_limit(&loaded, "alias_expansion");
    let many_small = format!("x-a: &a [{}]\nx-b: [{}]\n", "y, ".repeat(1000), "*a, ".repeat(20_000));
    refused("quadratic aliases of a list", &many_small, "limit-exceeded 2:43", 1);
}

#[test]
fn aliases_within_themselves() {
    refused("self alias", "&a [*a]\n", "wrong-type 1:4", 2);
    refused("self alias in a mapping", "systems: &a {x: *a}\n", "syntax 1:17", 1);
    refused("mutual", "x-a: &a [&b [*a], *b]\n", "syntax 1:14", 1);
}

#[test]
fn merge_keys() {
    let mut text = String::from("x-0: &a0 {k: v}\n");
    for i in 1..40 {
        let merged = vec![format!("*a{}", i - 1); 9].join(", ");
        text.push_str(&format!("x-{i}: &a{i} {{<<: [{merged}]}}\n"));
    }
    refused("merge bomb", &text, "limit-exceeded 5:26", 1);
    refused("merge key", "systems: {a: &a {name: x}, b: {<<: *a}}\n", "syntax 1:32", 1);
}

#[test]
fn a_hundred_thousand_anchors_are_no_harm() {
    let items: String = (0..100_000).map(|i| format!("- &a{i} s{i}\n")).collect();
    accepted("anchors", &format!("systems:\n{items}"), 100_000);
}

#[test]
fn unknown_aliases_by_the_thousand() {
    let text = format!("systems: [{}]\n", "*x, ".repeat(50_000));
    refused("unknown aliases", &text, "limit-exceeded 1:1", 1001);
}

// ---- Depth

#[test]
fn deep_brackets() {
    for (name, text) in [
        ("1,000 [", "[".repeat(1000)),
        ("100,000 [", "[".repeat(100_000)),
        ("1,000,000 [", "[".repeat(1_000_000)),
        ("100,000 [ closed", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))),
        ("100,000 {", "{".repeat(100_000)),
        ("20,000 {a: ", "{a: ".repeat(20_000)),
        ("20,000 {\"\":[", "{\"\":[".repeat(20_000)),
    ] {
        let (found, loaded) = first(name, &text);
        assert!(found.starts_with("limit-exceeded 1:"), "{name}: {found}");
        assert_eq!(loaded.findings.len(), 1, "{name}");
        assert_eq!(loaded.findings[0].message, "lists and mappings are nested deeper than 64", "{name}");
        names_limit(&loaded, "depth");
    }
}

#[test]
fn deep_blocks() {
    let indented: String = (0..2000).map(|i| format!("{}x-a:\n", " ".repeat(i))).collect();
    refused("2,000 levels", &indented, "limit-exceeded 65:65", 1);
    refused("100,000 dashes", &format!("x-a:\n{}", "- ".repeat(100_000)), "limit-exceeded 2:127", 1);
    refused("50,000 ?", &format!("x-a:\n  {}", "? ".repeat(50_000)), "limit-exceeded 2:129", 1);
    refused("50,000 :", &": ".repeat(50_000), "wrong-type 1:1", 2);
    let by_lines: String = (0..3000).map(|i| format!("{}-\n", " ".repeat(i))).collect();
    let (found, loaded) = first("3,000 dashes, a line each", &format!("x-a:\n{by_lines}"));
    assert!(found.starts_with("limit-exceeded"), "{found}");
    assert_eq!(loaded.findings.len(), 1);
}

#[test]
fn depth_at_the_limit_is_read() {
    // A mapping, a list, a mapping, the field's list: three lists and mappings around it.
    let nested = |depth: usize| format!("x-a: {}{}\nsystems: [a]\n", "[".repeat(depth), "]".repeat(depth));
    accepted("64 deep", &nested(63), 1);
    let loaded = refused("65 deep", &nested(64), "limit-exceeded 1:69", 1);
    assert_eq!(loaded.model.elements.len(), 1, "reading goes on at the next section");
}

#[test]
fn groups_within_groups_to_the_limit() {
    let deep =
        |n: usize| format!("systems: [{{id: a, runs_on: {}b{}}}]\n", "{any_of: [".repeat(n), "]}".repeat(n));
    accepted("30 groups", &deep(30), 1);
    refused("100 groups", &deep(100), "limit-exceeded 1:337", 1);
}

// ---- Size

#[test]
fn long_texts_and_keys() {
    let text = |n: usize| format!("systems: [{{id: a, name: {}, owner: slk}}]\n", "å".repeat(n));
    accepted("a text at the limit", &text(32 * 1024), 1);
    let loaded = refused("a text over the limit", &text(32 * 1024 + 1), "limit-exceeded 1:25", 1);
    names_limit(&loaded, "scalar_length");
    assert_eq!(loaded.model.elements[0].owner().unwrap().as_str(), "slk");
    refused(
        "a key of 2 MB",
        &format!("{}: x\nsystems: [a]\n", "k".repeat(2_000_000)),
        "limit-exceeded 1:1",
        2,
    );
    refused(
        "an explicit key of 2 MB",
        &format!("? {}\n: x\n", "k".repeat(2_000_000)),
        "limit-exceeded 1:3",
        1,
    );
    refused("a quoted key of 2 MB", &format!("\"{}\": x\n", "k".repeat(2_000_000)), "limit-exceeded 1:1", 2);
    refused(
        "a block text of 2 MB",
        &format!("x-a: |\n{}", "  line\n".repeat(300_000)),
        "limit-exceeded 2:3",
        1,
    );
}

#[test]
fn very_many_keys_in_one_mapping() {
    let keys: String = (0..200_000).map(|i| format!("s{i}:\n")).collect();
    refused("unknown sections", &keys, "limit-exceeded 1:1", 1001);
    let entries: String = (0..100_000).map(|i| format!(" s{i}:\n")).collect();
    accepted("systems", &format!("systems:\n{entries}"), 100_000);
}

#[test]
fn half_a_million_times_the_same_key() {
    let text = format!("systems:\n{}", " a:\n".repeat(500_000));
    let loaded = refused("same id", &text, "limit-exceeded 1:1", 1001);
    assert_eq!(loaded.model.elements.len(), 1);
    let text = format!("systems: [{{id: a, properties: {{{}}}}}]\n", "k: v, ".repeat(200_000));
    refused("same property", &text, "limit-exceeded 1:1", 1001);
    let different: String = (0..100).map(|i| format!("k{i}: v, ")).collect();
    let text = format!("systems: [{{id: a, properties: {{{different}{}}}}}]\n", "k77: v, ".repeat(100_000));
    let loaded = refused("same property of many", &text, "limit-exceeded 1:1", 1001);
    let (again, first) = (&loaded.findings[1], &loaded.findings[1].related[0]);
    assert_eq!(again.message, "the key `k77` stands here twice");
    assert!(first.place < again.place);
}

#[test]
fn a_hundred_thousand_references() {
    let ids: String = (0..100_000).map(|i| format!("t{i}, ")).collect();
    let groups = "{any_of: [x, y]}, ".repeat(50_000);
    accepted("ids", &format!("systems: [{{id: a, runs_on: [{ids}]}}]\n"), 1);
    accepted("groups", &format!("systems: [{{id: a, runs_on: [{groups}]}}]\n"), 1);
    accepted("one group", &format!("systems: [{{id: a, runs_on: {{any_of: [{ids}], min_up: 99999}}}}]\n"), 1);
    let faulty = "{any_of: [å, y]}, ".repeat(50_000);
    refused(
        "faulty members",
        &format!("systems: [{{id: a, runs_on: [{faulty}]}}]\n"),
        "limit-exceeded 1:1",
        1001,
    );
}

#[test]
fn consumers_times_platforms() {
    let list = |name: &str, n: usize| -> String { (0..n).map(|i| format!("{name}{i}, ")).collect() };
    let text = format!(
        "integrations: [{{provider: p, consumer: [{}], via: [{}]}}]\nsystems: [a]\n",
        list("c", 50_000),
        list("v", 50_000)
    );
    let loaded = refused("consumers times platforms", &text, "limit-exceeded 1:41", 1);
    names_limit(&loaded, "consumer_expansion");
    assert_eq!(loaded.model.elements.len(), 1);
    assert!(loaded.model.incomplete);
    let text = format!(
        "integrations: [{{provider: p, consumer: [{}], description: {}}}]\n",
        list("c", 10_000),
        "x".repeat(60_000)
    );
    refused("consumers times a long text", &text, "limit-exceeded 1:41", 1);
    let text = format!("integrations: [{{provider: p, consumer: [{}], carries: i}}]\n", list("c", 100_000));
    accepted("many consumers", &text, 100_000);
}

#[test]
fn ten_thousand_errors_in_one_file_are_counted_and_not_all_listed() {
    let text = format!("systems:\n{}", "- {id: å}\n".repeat(20_000));
    let loaded = refused("20,000 errors", &text, "limit-exceeded 1:1", 1001);
    assert_eq!(loaded.findings[0].message, "this file has 19000 more faults than the 1000 that are listed");
}

#[test]
fn long_unknown_words_are_not_compared_with_everything() {
    let word = "lifecycle".repeat(100);
    let text = format!("systems: [{{id: a, {}}}]\n", format!("? {word}_1 : x, ").repeat(1));
    let (_, loaded) = first("a long unknown field", &text);
    assert_eq!(loaded.findings[0].help, None);
    let fields: String = (0..5_000).map(|i| format!("{word}{i}: x, ")).collect();
    refused("long unknown fields", &format!("systems: [{{id: a, {fields}}}]\n"), "limit-exceeded 1:1", 1001);
}

#[test]
fn a_million_comments_and_blank_lines_are_no_harm() {
    accepted("comments", &format!("{}systems: [a]\n", "# comment\n".repeat(1_000_000)), 1);
    let within = format!("systems:\n  -\n{}    id: a\n  - id: b\n", "    # comment\n".repeat(1000));
    accepted("comments before an entry", &within, 2);
    accepted("blank lines", &format!("systems:\n{}- a\n", "\n".repeat(1_000_000)), 1);
    accepted("spaces", &format!("systems: [a]{}\n", " ".repeat(1_000_000)), 1);
}

#[test]
fn documents_by_the_hundred_thousand() {
    accepted("empty documents", &"---\n".repeat(100_000), 0);
    accepted("document ends", &"...\n".repeat(1000), 0);
    let text: String = (0..20_000).map(|i| format!("---\nsystems: [s{i}]\n")).collect();
    accepted("documents with a system each", &text, 20_000);
}

// ---- Nothing, or next to it

#[test]
fn empty_texts() {
    for text in [
        "",
        "\n",
        "   \n",
        "# nothing",
        "---",
        "--- # nothing\n...\n",
        "~",
        "null",
        "{}",
        "systems:",
        "systems: {}\nprocesses: []\n",
    ] {
        accepted(text, text, 0);
    }
}

// ---- Characters and line ends

#[test]
fn line_ends_of_every_kind_give_the_same_map_and_places() {
    let unix = "systems:\n  - id: a\n    name: |\n      one\n      two\n  - id: å b\n";
    let expected = accepted_but_for_an_id(unix);
    for line_end in ["\r\n", "\r"] {
        assert_eq!(accepted_but_for_an_id(&unix.replace('\n', line_end)), expected, "{line_end:?}");
    }
}

fn accepted_but_for_an_id(text: &str) -> (Vec<String>, Vec<String>) {
    let (found, loaded) = first("line ends", text);
    assert_eq!(found, "bad-id 6:9", "{text:?}");
    let shown = loaded.model.elements.iter().flat_map(|element| {
        element
            .fields()
            .iter()
            .map(|(field, value)| format!("{} {} {}", element.id(), field.name(), value.value))
    });
    (faults(&loaded), shown.collect())
}

#[test]
fn separators_that_only_some_readers_take_for_a_line_end() {
    for (separator, code) in [('\u{85}', "0085"), ('\u{2028}', "2028"), ('\u{2029}', "2029")] {
        let text = format!("systems: [{{id: a, name: x{separator}y}}]\nprocesses: [å]\n");
        let loaded = refused("separator", &text, "forbidden-character 1:25", 2);
        assert!(loaded.findings[0].message.ends_with(code));
        assert_eq!(loaded.sources.locate(loaded.findings[1].place).line, 2);
    }
}

#[test]
fn control_characters_raw_and_escaped() {
    refused("NUL", "systems: [\0]\n", "forbidden-character 1:11", 1);
    refused("NULs", &"\0".repeat(100_000), "forbidden-character 1:1", 1);
    refused("ESC", "systems: [\u{1b}[31mred]\n", "forbidden-character 1:11", 1);
    refused("ESC escaped", "systems: [{id: a, name: \"\\e[31mred\"}]\n", "forbidden-character 1:25", 1);
    refused("NUL escaped", "systems: [{id: a, name: \"\\0\"}]\n", "forbidden-character 1:25", 1);
    refused("bidi escaped", "systems: [{id: a, name: \"\\u202e\"}]\n", "forbidden-character 1:25", 1);
    refused("bidi raw", "systems: [{id: a, name: \u{202e}lisa}]\n", "forbidden-character 1:25", 1);
    refused("lone surrogate", "systems: [{id: a, name: \"\\ud800\"}]\n", "syntax 1:26", 1);
    refused("beyond Unicode", "systems: [{id: a, name: \"\\U00110000\"}]\n", "syntax 1:26", 1);
    refused("in an id", "systems: [{id: \"a\\0\", name: x}]\n", "forbidden-character 1:16", 1);
    refused("in a key", "systems: [{id: a, \"\\e\": x}]\n", "forbidden-character 1:19", 1);
    refused(
        "in an anchor's value",
        "systems: [{id: a, name: &n \"\\e\"}, {id: b, name: *n}]\n",
        "forbidden-character 1:28",
        1,
    );
}

#[test]
fn characters_that_look_like_nothing_or_another() {
    accepted("accents and scripts", "systems: [{id: a, name: Åäö Ελλ Кир 数据 e\u{301}}]\n", 1);
    refused("zero width space", "systems: [{id: a\u{200b}}]\n", "forbidden-character 1:16", 1);
    refused("Cyrillic in an id", "systems: [сrm]\n", "bad-id 1:11", 1);
    refused("no-break space as indentation", "systems:\n\u{a0}\u{a0}- id: a\n", "unknown-key 2:1", 1);
}

// ---- What YAML can do and a map may not

#[test]
fn tags_and_directives() {
    refused("python", "systems: !!python/object/apply:os.system [rm]\n", "syntax 1:10", 1);
    refused("include", "systems: !include /etc/passwd\n", "syntax 1:10", 2);
    refused("verbatim", "systems: [!<tag:example.org,2007:x> a]\n", "syntax 1:11", 1);
    refused(
        "tags by the thousand",
        &format!("x-a: [{}]\n", "!x a, ".repeat(50_000)),
        "limit-exceeded 1:1",
        1001,
    );
    refused(
        "verbatim by the thousand",
        &format!("x-a: [{}]\n", "!<x> a, ".repeat(50_000)),
        "limit-exceeded 1:1",
        1001,
    );
    accepted("%YAML", "%YAML 1.2\n---\nsystems: [a]\n", 1);
    refused("%YAML 9", "%YAML 9.0\n---\nsystems: [a]\n", "syntax 1:1", 1);
    refused("%TAG", "%TAG ! tag:example.org,2007:\n---\nsystems: [!x a]\n", "syntax 3:11", 1);
    refused("long directive", &format!("%X {}\n---\nsystems: [a]\n", "y".repeat(100_000)), "syntax 1:1", 1);
}

#[test]
fn slips_by_the_thousand_stop_being_told() {
    let broken: String = (0..5000).map(|i| format!("systems:\n  - id: s{i}\n    name: \"open\n")).collect();
    let (_, loaded) = first("unclosed quotes", &broken);
    assert!((20..=50).contains(&loaded.findings.len()), "{}", loaded.findings.len());
    let broken = "a: [\n".repeat(100_000);
    let (_, loaded) = first("unclosed brackets", &broken);
    assert!(loaded.findings.len() <= 50, "{}", loaded.findings.len());
    let broken = format!("systems: \"{}", "a\n b\n".repeat(200_000));
    let (found, _) = first("a quote to the end", &broken);
    assert!(found.starts_with("syntax 1:10") || found.starts_with("syntax"), "{found}");
}

#[test]
fn conflict_markers() {
    let text = "systems:\n  - a\n<<<<<<< HEAD\n  - b\n||||||| base\n  - c\n=======\n  - d\n>>>>>>> main\n";
    refused("conflict", text, "syntax 3:1", 1);
    refused("conflict with CRLF", &text.replace('\n', "\r\n"), "syntax 3:1", 1);
    let within =
        "systems:\n  - id: a\n    description: |\n      <<<<<<< HEAD\n      =======\n      >>>>>>> x\n";
    accepted("described", within, 1);
}

// ---- Values

#[test]
fn numbers_and_dates_at_their_ends() {
    let dates = [
        "0000-00-00",
        "2026-02-30",
        "9999-12-31",
        "99999-01-01",
        "-0001",
        "2007-13",
        "2007-Q5",
        "2007-01-01T24:00",
    ];
    for date in dates {
        refused(date, &format!("systems: [{{id: a, reviewed: \"{date}\"}}]\n"), "bad-value 1:29", 1);
    }
    for sum in [
        "1e400 SEK",
        ".nan SEK",
        "-1 SEK",
        "99999999999999999999999999999999999999 SEK",
        "9223372036854775807 MSEK",
    ] {
        refused(sum, &format!("systems: [{{id: a, cost: {{yearly: {sum}}}}}]\n"), "bad-value 1:34", 1);
    }
    for number in ["-1", "18446744073709551616", "1e2", "0x2", "+1", "1.0", ""] {
        let text = format!("systems: [{{id: a, runs_on: {{any_of: [b, c], min_up: \"{number}\"}}}}]\n");
        refused(number, &text, "bad-value 1:53", 1);
    }
    for text in ["100.0001", "1000", "-1", "99,5", "1e1", "99.99999", "%", "99.5 % %"] {
        refused(
            text,
            &format!("systems: [{{id: a, sla: {{availability: \"{text}\"}}}}]\n"),
            "bad-value 1:39",
            1,
        );
    }
}

// ---- Proposals

#[test]
fn deep_nesting_in_what_a_proposal_adds() {
    let nested = format!("{}a{}", "[".repeat(100), "]".repeat(100));
    let text = format!("changes: [{{id: c, steps: [{{add: {{x-a: {nested}}}}}]}}]\nsystems: [b]\n");
    let loaded = refused("nested additions", &text, "limit-exceeded 1:97", 1);
    names_limit(&loaded, "depth");
    assert_eq!(loaded.model.elements.len(), 1);
    let adds = format!("changes: [{{id: c, steps: [{}{}]}}]\n", "{add: ".repeat(20), "}".repeat(20));
    refused("adds within adds", &adds, "unknown-key 1:34", 2);
}

#[test]
fn endless_lists_in_proposals() {
    let steps =
        |step: &str| format!("changes: [{{id: c, steps: [{}]}}]\n", format!("{step}, ").repeat(100_000));
    let loaded = accepted("many steps", &steps("{retire: a}"), 0);
    assert_eq!(loaded.model.changes[0].steps.len(), 100_000);
    refused("many faulty steps", &steps("{retier: a}"), "limit-exceeded 1:1", 1_001);
    refused("many empty steps", &steps("{}"), "limit-exceeded 1:1", 1_001);
    refused("many additions", &steps("{add: {systems: [a]}}"), "duplicate-id 1:67", 10_001);
    refused(
        "many proposals",
        &format!("changes: [{}]\n", "c, ".repeat(100_000)),
        "duplicate-id 1:14",
        10_001,
    );
    let keys: String = (0..100_000).map(|i| format!("k{i}: 1, ")).collect();
    refused(
        "many keys of a step",
        &format!("changes: [{{id: c, steps: [{{{keys}}}]}}]\n"),
        "unknown-key 1:28",
        1,
    );
    refused(
        "many keys beside",
        &format!("changes: [{{id: c, steps: [{{need: a, {keys}}}]}}]\n"),
        "limit-exceeded 1:1",
        1_001,
    );
}

#[test]
fn aliases_in_proposals_stand_for_so_much() {
    let aliases = "*a, ".repeat(20_000);
    let text = format!("x-a: &a {{add: {{systems: [a]}}}}\nchanges: [{{id: c, steps: [{aliases}]}}]\n");
    let loaded = bounded("aliases in steps", || load(&text));
    assert!(loaded.findings.iter().any(|finding| finding.subject == "alias_expansion"));
    let laughs = "changes: [{id: c, window: &w {from: 2008}, steps: [{add: {systems: *w}}, {<<: *w}]}]\n";
    let loaded = bounded("merge keys in steps", || load(laughs));
    assert!(loaded.findings.iter().any(|finding| finding.rule == "syntax"));
}
