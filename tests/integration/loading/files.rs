//! Several files are one map: what stands in which file does not matter, but its order does.

use super::*;
use std::fs;
use std::path::Path;
use systemkarta::diagnostic::Place;
use systemkarta::load::{LoadError, load as load_path};

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn at(loaded: &Loaded, place: Place) -> String {
    let at = loaded.sources.locate(place);
    format!("{}:{}:{}", at.path, at.line, at.column)
}

#[test]
fn all_yaml_files_beneath_a_folder_are_read_in_sorted_order() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "b.yaml", "systems: [b]\n");
    write(folder.path(), "a/z.yml", "systems: [z]\n");
    write(folder.path(), "a/deep/er/y.yaml", "systems: [y]\n");
    write(folder.path(), "c.yaml", "organisations: [slk]\nmap: {title: T}\n");
    write(folder.path(), "readme.md", "systems: [no]\n");
    write(folder.path(), "old.yaml.bak", "systems: [no]\n");
    write(folder.path(), ".hidden.yaml", "systems: [no]\n");
    write(folder.path(), ".git/x.yaml", "systems: [no]\n");
    let loaded = load_path(folder.path(), &Config::default()).unwrap();
    assert_eq!(faults(&loaded), [""; 0]);
    assert_eq!(ids(&loaded.model), ["y", "z", "b"]);
    assert_eq!(loaded.model.organisations.len(), 1);
    let shown: Vec<&str> = loaded.sources.iter().map(|source| source.path()).collect();
    let expected = ["a/deep/er/y.yaml", "a/z.yml", "b.yaml", "c.yaml"].map(|name| folder.path().join(name));
    assert_eq!(shown, expected.each_ref().map(|path| path.to_str().unwrap()));
}

#[test]
fn a_map_may_be_one_file_of_any_name() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "map.txt", "systems: [a]\n");
    let loaded = load_path(&folder.path().join("map.txt"), &Config::default()).unwrap();
    assert_eq!(ids(&loaded.model), ["a"]);
}

#[test]
fn without_a_file_there_is_no_map() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::default();
    assert!(matches!(load_path(folder.path(), &config), Err(LoadError::NoFiles(_))));
    assert!(matches!(load_path(&folder.path().join("nowhere"), &config), Err(LoadError::NotFound(_))));
    write(folder.path(), ".hidden.yaml", "systems: [a]\n");
    let error = load_path(folder.path(), &config).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("there is no map file (*.yaml, *.yml, systems.csv …) in `{}`", folder.path().display())
    );
}

#[test]
fn an_id_may_stand_in_one_file_only_and_both_places_are_told() {
    let texts = [
        ("a.yaml", "systems: [lisa]\nlifecycles: {l: {active: 2001}}\nplateaus: {p: {date: 2008}}\n"),
        ("b.yaml", "organisations:\n  - id: lisa\nlifecycles: {l: }\nplateaus: {p: {date: 2009}}\n"),
    ];
    let loaded = load_texts(texts, &Config::default());
    assert_eq!(ids(&loaded.model), ["lisa"]);
    assert_eq!(loaded.model.organisations.len(), 0);
    let found: Vec<(String, String, &str)> = loaded
        .findings
        .iter()
        .map(|f| (at(&loaded, f.place), at(&loaded, f.related[0].place), f.message.as_str()))
        .collect();
    let expected = [
        ("b.yaml:2:9", "a.yaml:1:11", "the id `lisa` is declared twice"),
        ("b.yaml:3:14", "a.yaml:2:14", "the id `l` is declared twice"),
        ("b.yaml:4:12", "a.yaml:3:12", "the id `p` is declared twice"),
    ];
    assert_eq!(found, expected.map(|(place, first, message)| (place.to_owned(), first.to_owned(), message)));
    assert!(loaded.findings.iter().all(|finding| finding.rule == "duplicate-id"));
}

#[test]
fn the_map_has_one_title_however_many_files_and_documents_say_it() {
    let texts = [
        ("a.yaml", "map: {title: A}\n---\nmap: {title: B, language: sv}\n"),
        ("b.yaml", "map: {title: A, language: en}\n"),
    ];
    let loaded = load_texts(texts, &Config::default());
    assert_eq!(&*loaded.model.header.title.as_ref().unwrap().value, "A");
    assert_eq!(&*loaded.model.header.language.as_ref().unwrap().value, "sv");
    let found: Vec<String> = loaded
        .findings
        .iter()
        .map(|f| format!("{} {} {}", at(&loaded, f.place), f.rule, f.message))
        .collect();
    assert_eq!(
        found,
        [
            "a.yaml:3:14 duplicate-key the map says `title` twice",
            "b.yaml:1:27 duplicate-key the map says `language` twice",
        ]
    );
}

#[test]
fn a_fault_in_one_file_leaves_the_others_whole() {
    let texts = [
        ("a.yaml", "systems:\n  - id: a\n    name: \"A\n"),
        ("b.yaml", "systems: [b]\n"),
        ("c.yaml", "systems: [{id: c, criticality: huge}]\n"),
    ];
    let loaded = load_texts(texts, &Config::default());
    assert_eq!(ids(&loaded.model), ["a", "b", "c"]);
    assert!(loaded.model.incomplete);
    let places: Vec<String> = loaded.findings.iter().map(|f| at(&loaded, f.place)).collect();
    assert_eq!(places, ["a.yaml:3:11", "c.yaml:1:32"]);
}

#[test]
fn values_know_the_place_where_they_were_written() {
    let loaded = load("systems:\r\n  - id: åsa-1 # x\r\n    name: Åsa: no\r\n");
    assert_eq!(faults(&loaded)[0].split(' ').next(), Some("2:9"));
    let loaded = load("systems:\r\n  - id: a\r\n    name: \"Åäö\"\r\n    owner: slk\r\n");
    let a = element(&loaded.model, "a");
    assert_eq!(at(&loaded, a.id.place), "map.yaml:2:9");
    assert_eq!(at(&loaded, a.field(Field::Name).unwrap().place), "map.yaml:3:11");
    let owner = loaded.sources.locate(a.field(Field::Owner).unwrap().place);
    assert_eq!((owner.line, owner.column, owner.width, owner.text), (4, 12, 3, "    owner: slk"));
}
