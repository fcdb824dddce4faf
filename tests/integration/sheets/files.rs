//! Sheets as files: encodings, settings, limits, names, and what git keeps of them.

use super::*;
use std::fs;
use std::time::{Duration, Instant};
use systemkarta::load::{Limits, load as load_path};

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn config(text: &str) -> Config {
    Config::parse(text, "systemkarta.toml", &[]).unwrap()
}

fn rules(loaded: &Loaded) -> Vec<String> {
    let of = |finding: &Finding| format!("{}: {}", finding.rule, finding.message);
    loaded.findings.iter().filter(|finding| finding.rule != "made-id").map(of).collect()
}

#[test]
fn an_encoding_is_declared_or_told() {
    let folder = folder(&[("systems.csv", b"Namn;name\nx;F\xf6rv\x96A\n")]);
    let loaded = load_path(folder.path(), &Config::default()).unwrap();
    assert_eq!(rules(&loaded), ["unreadable-file: this file is not UTF-8: byte 0xF6 at offset 13"]);
    assert!(loaded.findings[0].help.as_ref().unwrap().contains("encoding = \"latin-1\""));
    let declared = config("[csv]\nencoding = \"latin-1\"\n[csv.columns.systems]\nNamn = \"-\"\n");
    let loaded = load_path(folder.path(), &declared).unwrap();
    assert_eq!(rules(&loaded), [""; 0]);
    assert_eq!(said(&loaded), ["systems forv-a: name=Förv–A"]);
    fs::write(folder.path().join("systems.csv"), b"\xff\xfen\0a\0").unwrap();
    let loaded = load_path(folder.path(), &declared).unwrap();
    assert_eq!(rules(&loaded), ["unreadable-file: this file is UTF-16"]);
}

#[test]
fn a_sheet_is_named_after_its_section() {
    let folder = folder(&[
        ("Systems.CSV", b"name\nA\n"),
        ("system.csv", b"name\nB\n"),
        ("prices.csv", b"1;2\n"),
        (".systems.csv", b"name\nC\n"),
        ("o.yaml", b"systems: [d]\n"),
    ]);
    let loaded = load_path(folder.path(), &Config::default()).unwrap();
    let skipped = "skipped-file: not read: it is not named after a section of the map";
    assert_eq!(rules(&loaded), [skipped, skipped]);
    assert!(!loaded.model.incomplete);
    assert_eq!(said(&loaded), ["systems a: name=A", "systems d:"]);
    let texts = load(&[("maps/prices.csv", "1;2\n")]);
    assert_eq!(rules(&texts), [skipped]);
    assert_eq!(
        said(&load_path(&folder.path().join("Systems.CSV"), &Config::default()).unwrap()),
        ["systems a: name=A"]
    );
}

#[test]
fn hostile_sheets_stay_within_limits() {
    let many = |line: &str, n: usize| line.repeat(n);
    let header = (0..10_000).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",");
    let texts = [
        many("\"", 200_000),
        many("name,\"\n", 50_000),
        format!("name,{header}\n{}", many("a,", 10_000)),
        format!("name,owner\n{}", many("A,B\n", 50_000)),
        format!("name\n{}", many("\"a\n", 20_000)),
        format!("name,depends_on\nA,{}\n", many("x|", 100_000)),
        format!("name\n{}", many(",", 200_000)),
        many(";", 100_000),
        many("\0", 100_000),
        format!("name\n{}", "a".repeat(100_000)),
        "name,owner\n".to_owned() + &(0..3000).map(|i| format!("n{i},owner{i}x\n")).collect::<String>(),
    ];
    for text in &texts {
        let start = Instant::now();
        let loaded = load(&[("systems.csv", text)]);
        let took = start.elapsed();
        let shown: String = text.chars().take(20).collect();
        assert!(took < Duration::from_secs(20), "{shown:?} took {took:?}");
        assert!(loaded.findings.len() <= 10_100, "{shown:?}");
        assert!(loaded.findings.iter().all(|finding| finding.message.chars().count() < 1000), "{shown:?}");
    }
    let few =
        Config { limits: Limits { elements: 2, file_size: 100, ..Limits::default() }, ..Config::default() };
    let loaded = load_texts([("systems.csv", "name\na\nb\nc\n")], &few);
    assert_eq!(
        rules(&loaded),
        ["limit-exceeded: the map has more than 2 elements; from here on none is read"]
    );
    let big = folder(&[("systems.csv", &[b'a'; 200])]);
    let loaded = load_path(big.path(), &few).unwrap();
    assert_eq!(rules(&loaded), ["limit-exceeded: this file is larger than 100 bytes and is not read"]);
}
