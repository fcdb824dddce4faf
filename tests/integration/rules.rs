use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Level, Severity, Sources};
use systemkarta::graph::{Direction, ElementIx, Graph, WalkOptions};
use systemkarta::lint::{self, Group, LevelError, Levels, RULES, RankedBy, Rule};
use systemkarta::load::{self, Config, Loaded};
use systemkarta::model::{Criticality, Date};

/// What only files can bring about; the tests of loading bring it about.
const NEEDS_FILES: [&str; 3] = ["made-id", "skipped-file", "unreadable-file"];

const SECTIONS: [&str; 4] = ["## What", "## Why", "## Example", "## Instead"];

#[test]
fn the_table_is_sorted_and_names_every_file() {
    let names = lint::rule_names();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    let in_table: BTreeSet<String> = names.iter().map(|name| name.replace('-', "_")).collect();
    let stems = |extension: &str| -> BTreeSet<String> {
        let files =
            listed("src/lint/rules").into_iter().filter(|path| path.extension().unwrap() == extension);
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let mut rules = stems("rs");
    assert!(rules.remove("mod"));
    assert_eq!(rules, in_table);
    assert_eq!(stems("md"), in_table);
    for rule in RULES {
        assert_eq!(lint::rule(rule.name).unwrap().name, rule.name);
    }
    assert!(lint::rule("no-such-rule").is_none());
}

#[test]
fn every_rule_that_is_told_anywhere_is_in_the_table() {
    let mut told = 0;
    for file in ["src/load", "src/graph"].iter().flat_map(|folder| all_files(Path::new(folder))) {
        let text = fs::read_to_string(&file).unwrap();
        for after in text.split("Finding::new(").skip(1) {
            // A name that is a variable begins with a letter.
            let Some(name) = after.trim_start().strip_prefix('"') else { continue };
            let name = name.split('"').next().unwrap();
            assert!(lint::rule(name).is_some(), "{}: no rule `{name}`", file.display());
            told += 1;
        }
    }
    assert!(told > 20, "the search for names of rules finds next to nothing");
}

#[test]
fn every_rule_fires_where_it_should_and_is_silent_where_it_should() {
    for rule in rules_of_texts() {
        let found = check(&fixture(rule, "fires.yaml"));
        assert!(found.iter().any(|f| f.rule == rule.name), "{} does not fire: {found:#?}", rule.name);
        for finding in found.iter().filter(|f| f.rule == rule.name) {
            assert_eq!(Level::On(finding.severity), rule.level, "{finding:#?}");
        }
        // One fault brings no second error about.
        let others: Vec<_> =
            found.iter().filter(|f| f.rule != rule.name && f.severity == Severity::Error).collect();
        assert!(others.is_empty(), "{} brings other errors: {others:#?}", rule.name);

        let found = check(&fixture(rule, "silent.yaml"));
        let fired: Vec<_> = found.iter().filter(|f| f.rule == rule.name).collect();
        assert!(fired.is_empty(), "{} is not silent: {fired:#?}", rule.name);
        let errors: Vec<_> = found.iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "the silent map of {} has errors: {errors:#?}", rule.name);
    }
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    for folder in listed("tests/rules") {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(lint::rule(name).is_some(), "{name}");
    }
}

#[test]
fn every_explanation_has_its_sections_and_does_what_it_says() {
    for rule in RULES {
        let headings: Vec<_> = rule.explanation.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, SECTIONS, "{}", rule.name);
        assert!(!rule.summary.ends_with('.') && rule.summary.len() < 90, "{}", rule.name);
        let (example, instead) = rule.explanation.split_once("## Instead").unwrap();
        if !NEEDS_FILES.contains(&rule.name) {
            let fired = fired_by_block(rule, example).expect("an example that can be tried");
            assert!(fired, "the example of {} does not fire", rule.name);
            assert_eq!(fired_by_block(rule, instead), Some(false), "the way out of {} is none", rule.name);
        }
    }
}

#[test]
fn every_file_of_the_gallery_is_found_as_its_rule() {
    let named_otherwise = [
        ("bad-value-", "bad-value"),
        ("min-up-too-large", "bad-value"),
        ("window-ends-first", "bad-value"),
        ("unknown-step", "unknown-key"),
        ("tab", "syntax"),
        ("conflict-markers", "syntax"),
        ("unknown-tag", "syntax"),
        ("merge-key", "syntax"),
        ("alias-bomb", "limit-exceeded"),
    ];
    let yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
    for path in listed("maps/broken").into_iter().filter(yaml) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let otherwise = named_otherwise.iter().find(|(start, _)| name.starts_with(start));
        let rule = otherwise.map_or(name, |(_, rule)| rule);
        let found = check(&fs::read_to_string(&path).unwrap());
        assert!(found.iter().any(|finding| finding.rule == rule), "{name}: {found:#?}");
    }
}

#[test]
fn a_rule_that_is_off_tells_nothing_and_a_raised_one_tells_more() {
    for rule in rules_of_texts().filter(|rule| !rule.fixed) {
        let text = fixture(rule, "fires.yaml");
        let with = |level| {
            let mut config = Config::default();
            config.rules.insert(rule.name.to_owned(), level);
            check_with(&text, &lint::levels(&config).unwrap())
        };
        let plain = check(&text);
        let others =
            |found: &[Finding]| found.iter().filter(|f| f.rule != rule.name).cloned().collect::<Vec<_>>();
        let off = with(Level::Off);
        assert!(off.iter().all(|finding| finding.rule != rule.name), "{} is off", rule.name);
        assert_eq!(off, others(&plain));
        for severity in Severity::ALL {
            let raised = with(Level::On(severity));
            assert_eq!(raised.len(), plain.len());
            assert!(raised.iter().all(|f| f.rule != rule.name || f.severity == severity), "{}", rule.name);
            assert_eq!(others(&raised), others(&plain));
        }
    }
}

#[test]
fn what_could_not_be_read_is_always_an_error() {
    for rule in RULES.iter().filter(|rule| rule.fixed) {
        assert_eq!((rule.group, rule.level), (Group::Input, Level::ERROR), "{}", rule.name);
        let mut config = Config::default();
        config.rules.insert(rule.name.to_owned(), Level::ERROR);
        assert_eq!(lint::levels(&config), Ok(Levels::default()));
        for level in [Level::Off, Level::NOTE, Level::WARNING] {
            config.rules.insert(rule.name.to_owned(), level);
            assert_eq!(lint::levels(&config), Err(LevelError::Fixed(rule.name)));
        }
    }
    let mut config = Config::default();
    config.rules.insert("no-such-rule".to_owned(), Level::Off);
    assert_eq!(lint::levels(&config), Err(LevelError::Unknown("no-such-rule".to_owned())));
}

#[test]
fn the_order_is_that_of_the_text_whatever_the_order_of_what_was_found() {
    for rule in rules_of_texts() {
        let (_, graph, mut found) = open(&fixture(rule, "fires.yaml"));
        let once = lint::check(&graph, found.clone(), &Levels::default(), today(&graph)).findings;
        found.reverse();
        let again = lint::check(&graph, found, &Levels::default(), today(&graph)).findings;
        assert_eq!(once, again, "{}", rule.name);
        assert!(once.is_sorted_by_key(|finding| (finding.place, finding.rule.clone())));
    }
}

#[test]
fn a_fingerprint_does_not_move_with_the_text() {
    let text = "systems:\n  - {id: lisa, name: Lisa, depends_on: [agresso]}\n";
    let moved = format!("# a line\n\n{text}");
    let print = |path: &str, text: &str| {
        let loaded = load::load_texts([(path, text)], &Config::default());
        prints(loaded)
    };
    assert_eq!(print("a.yaml", text), print("b.yaml", &moved));
    let other = text.replace("agresso", "vodok");
    assert_ne!(print("a.yaml", text), print("a.yaml", &other), "another target is another finding");
    let nameless = "systems:\n  - {name: Lisa}\n";
    assert_ne!(print("a.yaml", nameless), print("b.yaml", nameless), "without an id, the path tells it");
    for print in print("a.yaml", text) {
        assert!(print.len() == 32 && print.chars().all(|c| c.is_ascii_hexdigit()), "{print}");
    }
}

#[test]
fn a_long_ring_is_one_short_finding() {
    let ring: String = (0..1000)
        .map(|i| format!("  - {{id: s{i}, depends_on: [{{to: s{}, strength: hard}}]}}\n", (i + 1) % 1000))
        .collect();
    let found = check(&format!("systems:\n{ring}"));
    let cycles: Vec<_> = found.iter().filter(|finding| finding.rule == "dependency-cycle").collect();
    let [cycle] = cycles.as_slice() else { panic!("{cycles:#?}") };
    assert!(cycle.message.len() < 300, "{}", cycle.message);
    assert!(cycle.message.contains("`s0` → `s1`"), "{}", cycle.message);
}

#[test]
fn an_unknown_organisation_is_told_once_with_how_many_name_it() {
    let found = check(&fixture(lint::rule("unknown-organisation").unwrap(), "fires.yaml"));
    let told: Vec<_> = found.iter().filter(|f| f.rule == "unknown-organisation").collect();
    let messages: Vec<&str> = told.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`skl` is not an organisation of this map; 2 fields name it",
            "`lisa` is a system, not an organisation"
        ]
    );
    assert_eq!(told[0].help.as_deref(), Some("did you mean `slk` (Stadsledningskontoret)?"));
    assert!(!told[1].help.as_deref().unwrap().contains("declare"), "an id cannot be declared twice");
}

#[test]
fn coverage_counts_pairs_and_ranks_blanks_by_what_hangs_on_them() {
    let (_, graph, _) = open(
        "processes:
  - {id: payroll, owner: it, criticality: critical, depends_on: [lisa]}
  - {id: report, depends_on: [lisa, {to: agresso, strength: soft}]}
systems:
  - {id: lisa, owner: it, runs_on: [oracle]}
  - {id: agresso, runs_on: [{to: oracle, strength: hard}]}
  - {id: navet, kind: external}
  - {id: old, lifecycle: retired}
technologies: [{id: oracle}]
organisations: [{id: it}]
",
    );
    let coverage = lint::coverage(&graph, today(&graph));
    let shares: Vec<String> = coverage
        .shares
        .iter()
        .map(|s| format!("{} {}: {} of {}", s.section, s.question.name(), s.count.known, s.count.all))
        .collect();
    assert!(shares.contains(&"systems owner: 1 of 2".to_owned()), "{shares:?}");
    assert!(shares.contains(&"processes criticality: 1 of 2".to_owned()), "{shares:?}");
    assert!(!shares.iter().any(|share| share.starts_with("information")), "{shares:?}");
    assert_eq!((coverage.strengths.known, coverage.strengths.all), (2, 5));
    assert_eq!(coverage.blanks.ranked_by, RankedBy::Reach);
    let blanks: Vec<String> = coverage
        .blanks
        .first
        .iter()
        .map(|b| {
            format!("{} {} {} {}", graph.element(b.element).id(), b.missing.name(), b.hanging, b.critical)
        })
        .collect();
    assert_eq!(
        blanks,
        [
            "oracle lifecycle 4 true",
            "oracle strength 4 true",
            "lisa lifecycle 2 true",
            "lisa strength 2 true",
            "agresso owner 1 false",
            "agresso lifecycle 1 false",
            "report owner 0 false",
            "report criticality 0 false",
        ]
    );
    assert_eq!(coverage.blanks.all, 8);
}

/// The blanks told are those that a plain walk from every element would rank first.
#[test]
fn the_ranking_of_blanks_is_that_of_a_walk_from_each() {
    let mut random = 1_u64;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    for size in [3, 5, 20, 60, 200, 3, 4, 5, 6, 7, 8, 9, 10, 12, 30] {
        let element = |i: u64, next: &mut dyn FnMut(u64) -> u64| {
            let to = |next: &mut dyn FnMut(u64) -> u64| format!("{{to: s{}, strength: hard}}", next(size));
            let (one, other) = (to(next), to(next));
            let criticality = if next(20) == 0 { "critical" } else { "low" };
            format!(
                "  - {{id: s{i}, criticality: {criticality}, depends_on: [{one}, {{any_of: [{other}, {one}], strength: soft}}]}}\n"
            )
        };
        let systems: String = (0..size).map(|i| element(i, &mut next)).collect();
        let integrations: String = (0..size)
            .map(|i| format!("  - {{id: i{i}, provider: s{}, consumer: s{}}}\n", next(size), next(size)))
            .collect();
        let (_, graph, _) = open(&format!("systems:\n{systems}integrations:\n{integrations}"));
        let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted: None };
        let hanging = |ix: ElementIx| {
            let walk = graph.walk([ix.node()], &options);
            walk.nodes().iter().filter(|&&node| node != ix.node() && graph.counts(node)).count()
        };
        let blanks = lint::coverage(&graph, today(&graph)).blanks;
        for blank in &blanks.first {
            assert_eq!(blank.hanging, hanging(blank.element));
        }
        let is_critical = |ix: ElementIx| {
            let walk = graph.walk([ix.node()], &options);
            let critical = |ix| graph.element(ix).criticality() == Some(&Criticality::Critical);
            walk.nodes().iter().filter_map(|&node| graph.as_element(node)).any(critical)
        };
        // No system has an owner or a lifecycle: two blanks each; no integration says how strongly it is needed.
        let blanks_of = |ix| if graph.counts(ElementIx::node(ix)) { 2 } else { 1 };
        let mut wanted: Vec<(bool, usize)> = graph
            .elements()
            .flat_map(|ix| std::iter::repeat_n((is_critical(ix), hanging(ix)), blanks_of(ix)))
            .collect();
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        wanted.truncate(10);
        let told: Vec<(bool, usize)> = blanks.first.iter().map(|b| (b.critical, b.hanging)).collect();
        assert_eq!(told, wanted);
    }
}

#[test]
fn the_map_of_stockholm_has_no_errors() {
    let loaded = load::load(&root().join("maps/stockholm"), &Config::default()).unwrap();
    let found = check_loaded(loaded, &Levels::default());
    let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_documentation_of_the_rules_is_fresh() {
    let path = root().join("docs/rules.md");
    let wanted = documentation();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/rules.md is stale: run the tests once with UPDATE=1");
}

fn documentation() -> String {
    let mut text = String::from(
        "# Rules\n\n\
         What `systemkarta check` looks for. `systemkarta explain RULE` shows the same text. This file is written by the\n\
         tests from the table of rules; change the text beside the rule in `src/lint/rules/` instead.\n\n\
         A rule has a level: `error`, `warning`, `note` or `off`. Give it another in `systemkarta.toml`:\n\n\
         ```toml\n[rules]\nisolated-element = \"off\"\nmissing-owner = \"error\"\n```\n\n\
         Rules marked *fixed* are always errors: what could not be read is missing from every answer. Rules marked\n\
         *absence* find what is not said, and are told as one line with a count and a few examples. What the rules of a\n\
         group find may be [waived](waivers.md) for one element and a time, unless it is said that it cannot be.\n",
    );
    for group in Group::ALL {
        text.push_str(&format!(
            "\n## {}: {}\n\n{}| rule | level | |\n|---|---|---|\n",
            capital(group.name()),
            group.question(),
            if group.may_be_waived() { "" } else { "What these rules find cannot be waived.\n\n" }
        ));
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            let marks: Vec<&str> = [(rule.fixed, "*fixed*"), (rule.absence, "*absence*")]
                .into_iter()
                .filter_map(|(holds, mark)| holds.then_some(mark))
                .collect();
            let level = [rule.level.name()].into_iter().chain(marks).collect::<Vec<_>>().join(", ");
            text.push_str(&format!("| [`{0}`](#{0}) | {level} | {1} |\n", rule.name, rule.summary));
        }
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            let body = rule.explanation.replace("## ", "#### ");
            text.push_str(&format!("\n### {}\n\n{}\n", rule.name, body.trim_end()));
        }
    }
    text
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn rules_of_texts() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| !NEEDS_FILES.contains(&rule.name))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn listed(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

fn fixture(rule: &Rule, name: &str) -> String {
    let path = root().join("tests/rules").join(rule.name).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether the last map that stands in a text fires a rule; nothing if none stands there.
fn fired_by_block(rule: &Rule, text: &str) -> Option<bool> {
    let (_, block) = text.rsplit_once("```yaml\n")?;
    let (map, _) = block.split_once("```")?;
    Some(check(map).iter().any(|finding| finding.rule == rule.name))
}

fn open(text: &str) -> (Sources, Graph, Vec<Finding>) {
    opened(load::load_texts([("map.yaml", text)], &Config::default()))
}

fn opened(loaded: Loaded) -> (Sources, Graph, Vec<Finding>) {
    let Loaded { model, sources, mut findings } = loaded;
    let (graph, more) = Graph::build(&Arc::new(model));
    findings.extend(more);
    (sources, graph, findings)
}

/// The date of the map; else one at which nothing in the fixtures is about to change.
fn today(graph: &Graph) -> Date {
    let as_of = graph.model().header.as_of;
    as_of.map_or_else(|| "2007-09-01".parse().unwrap(), |date| date.value.first())
}

fn check(text: &str) -> Vec<Finding> {
    check_with(text, &Levels::default())
}

fn check_with(text: &str, levels: &Levels) -> Vec<Finding> {
    check_loaded(load::load_texts([("map.yaml", text)], &Config::default()), levels)
}

fn check_loaded(loaded: Loaded, levels: &Levels) -> Vec<Finding> {
    let (_, graph, found) = opened(loaded);
    lint::check(&graph, found, levels, today(&graph)).findings
}

fn prints(loaded: Loaded) -> Vec<String> {
    let (sources, graph, found) = opened(loaded);
    let found = lint::check(&graph, found, &Levels::default(), today(&graph)).findings;
    found.iter().map(|finding| lint::fingerprint(finding, &sources)).collect()
}
