//! `systemkarta export` as a user runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const MAP: &str = "
map: {title: A map, as_of: 2008-01-01}
organisations: [{id: it, name: IT}, {id: fin, name: Finance}]
lifecycles: [{id: l, end_of_support: 2009}, {id: m, end_of_support: 2009}]
systems: [{id: a, owner: it, lifecycle: l, depends_on: b}, {id: b, name: =1+1, owner: fin, lifecycle: m}, {id: c}]
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), MAP).unwrap();
    folder
}

fn export(folder: &Path, arguments: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_systemkarta");
    Command::new(program)
        .arg("export")
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn refused(folder: &Path, arguments: &str) -> String {
    let output = export(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments}");
    text(&output.stderr)
}

#[test]
fn sheets_go_into_a_folder_beside_the_map_and_over_nothing() {
    let folder = folder();
    let done = export(folder.path(), "--format csv -o out/sheets");
    assert!(done.status.success() && done.stdout.is_empty() && done.stderr.is_empty());
    let sheets = folder.path().join("out/sheets");
    let mut names: Vec<String> =
        fs::read_dir(&sheets).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        ["findings.csv", "integrations.csv", "lifecycles.csv", "organisations.csv", "systems.csv"]
    );
    fs::write(sheets.join("lifecycles.csv"), "mine").unwrap();
    assert!(refused(folder.path(), "--format csv -o out/sheets").contains("is there already"));
    assert_eq!(fs::read_to_string(sheets.join("lifecycles.csv")).unwrap(), "mine");
    assert!(export(folder.path(), "--format csv -o out/sheets --force").status.success());
    assert!(fs::read_to_string(sheets.join("lifecycles.csv")).unwrap().contains("l,,2009"));
    assert!(refused(folder.path(), "--format csv -o maps/sheets").contains("lies in the map"));
    assert!(refused(folder.path(), "systems -o maps/systems.csv").contains("belongs to the map"));
    assert!(!folder.path().join("maps/sheets").exists());
}

#[test]
fn one_section_goes_to_standard_output() {
    let folder = folder();
    let output = export(folder.path(), "systems --format csv");
    let said = text(&output.stdout);
    assert_eq!(
        said,
        "\u{feff}id,name,owner,description,criticality,lifecycle,lifecycle.active,lifecycle.retired,depends_on\r\n\
         a,,it,,,l,,,b\r\nb,'=1+1,fin,,,m,,,\r\nc,,,,,,,,\r\n"
    );
    assert!(export(folder.path(), "findings -o findings.csv").status.success());
    assert!(fs::read_to_string(folder.path().join("findings.csv")).unwrap().contains("missing-owner,"));
    fs::write(folder.path().join("systemkarta.toml"), "map = \"maps\"\n[csv]\ndelimiter = \";\"\n").unwrap();
    assert!(
        text(&export(folder.path(), "systems --format csv").stdout).starts_with("\u{feff}id;name;owner;")
    );
}

#[test]
fn an_owner_gets_what_it_owns() {
    let folder = folder();
    let said = |section: &str| {
        let output = export(folder.path(), &format!("{section} --owner it --format csv"));
        assert!(output.status.success());
        text(&output.stdout)
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(said("systems"), ["a"]);
    assert_eq!(said("organisations"), ["it"]);
    assert_eq!(said("lifecycles"), ["l"]);
    let json = text(&export(folder.path(), "--owner it --format json").stdout);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["entries"].as_array().unwrap().len(), 3);
    assert_eq!(json["relations"].as_array().unwrap().len(), 1);
    assert!(refused(folder.path(), "--owner a --format json").contains("owns nothing"));
    assert!(
        refused(folder.path(), "--owner nobody --format json").contains("is not an element or organisation")
    );
}

#[test]
fn every_owner_gets_a_workbook() {
    let folder = folder();
    assert!(export(folder.path(), "--format xlsx --each-owner -o owners").status.success());
    let file = |name: &str| fs::read(folder.path().join("owners").join(name)).unwrap();
    let own = export(folder.path(), "--format xlsx --owner it");
    assert_eq!(file("it.xlsx"), own.stdout);
    assert_ne!(file("fin.xlsx"), own.stdout);
    assert_eq!(fs::read_dir(folder.path().join("owners")).unwrap().count(), 2);
    assert!(refused(folder.path(), "--format xlsx --each-owner -o owners").contains("is there already"));
    assert!(export(folder.path(), "--format xlsx --each-owner -o owners --force").status.success());
    assert!(refused(folder.path(), "--format csv --each-owner -o others").contains("writes workbooks"));
    assert!(refused(folder.path(), "--format xlsx --each-owner -o maps/owners").contains("lies in the map"));
}

#[test]
fn the_form_is_that_of_the_file_and_a_picture_that_of_render() {
    let folder = folder();
    for file in ["m.xlsx", "m.json", "m.graphml", "m.mmd"] {
        assert!(export(folder.path(), &format!("-o {file}")).status.success(), "{file}");
    }
    let program = env!("CARGO_BIN_EXE_systemkarta");
    let drawn = Command::new(program)
        .args(["render", "--format", "mermaid"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(fs::read(folder.path().join("m.mmd")).unwrap(), drawn.stdout);
    assert!(fs::read(folder.path().join("m.xlsx")).unwrap().starts_with(b"PK"));
    let again = export(folder.path(), "--format xlsx");
    assert_eq!(again.stdout, fs::read(folder.path().join("m.xlsx")).unwrap());
    for (arguments, wanted) in [
        ("", "in which form"),
        ("-o file.txt", "in which form"),
        ("sytems --format json", "did you mean `systems`?"),
        ("systems --format graphml", "show the whole map"),
        ("findings --format json", "has no findings"),
        ("--format csv", "several sheets"),
        ("-o all.csv", "several sheets"),
        ("-o maps/map.yaml --format json", "belongs to the map"),
    ] {
        assert!(refused(folder.path(), arguments).contains(wanted), "{arguments}");
    }
}

#[test]
fn what_no_sheet_can_say_is_told() {
    let folder = folder();
    let long: String = "x".repeat(33_000);
    fs::write(folder.path().join("maps/more.yaml"), format!("systems: [{{id: d, description: {long}}}]\n"))
        .unwrap();
    let told = refused(folder.path(), "-o m.xlsx");
    assert!(told.contains("`description` of `d` in `systems` is longer than 32767 characters"), "{told}");
    assert!(!folder.path().join("m.xlsx").exists());
    assert!(export(folder.path(), "--format csv -o sheets").status.success());
    fs::write(
        folder.path().join("systemkarta.toml"),
        "map = \"maps\"\n[csv.columns.systems]\nowner = \"manager\"\n",
    )
    .unwrap();
    let output = export(folder.path(), "systems --format csv");
    assert!(output.status.success() && !text(&output.stdout).contains("owner"));
    let told = text(&output.stderr);
    assert!(told.contains("a sheet cannot say `owner` of `a` in systems; it is left out"), "{told}");
}
