//! `systemkarta import` as a whole program: what is shown, what is written, and what is not.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(arguments).current_dir(folder.path()).env("NO_COLOR", "1").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

const MAP: &str = "organisations: [it]\nsystems:\n  - id: lisa # the old one\n    owner: it\n";

#[test]
fn a_map_that_is_not_there_is_begun_only_when_it_is_written() {
    let folder = folder(&[("systems.csv", "name,owner\nLisa,IT\n")]);
    let shown = run(&folder, &["import", "systems.csv"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(said(&shown).starts_with("systems.csv would add 2 entries in maps.\n"), "{}", said(&shown));
    assert!(!folder.path().join("maps").exists());
    let written = run(&folder, &["import", "systems.csv", "--write"]);
    assert!(said(&written).starts_with("systems.csv added 2 entries in maps.\n"), "{}", said(&written));
    assert!(text(&folder, "maps/systems.yaml").contains("  - id: lisa\n    name: Lisa\n    owner: it\n"));
    assert_eq!(run(&folder, &["check"]).status.code(), Some(0));
    let again = run(&folder, &["import", "systems.csv", "--write"]);
    assert!(said(&again).starts_with("systems.csv changes nothing in maps.\nThe map says it already.\n"));
}

#[test]
fn sheets_and_workbooks_may_go_to_sheets() {
    let folder = folder(&[("list/systems.csv", "id;name;owner\nlisa;Lisa;IT\n")]);
    let written = run(&folder, &["import", "list", "--as", "csv", "--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert_eq!(text(&folder, "maps/systems.csv"), "\u{feff}id,name,owner\r\nlisa,Lisa,it\r\n");
    // From now on what is new goes there without being asked for.
    fs::write(folder.path().join("list/systems.csv"), "id;name;version\nlisa;Lisa;2\nnew;New;\n").unwrap();
    run(&folder, &["import", "list", "--write"]);
    let now = "\u{feff}id,name,owner,version\r\nlisa,Lisa,it,2\r\nnew,New\r\n";
    assert_eq!(text(&folder, "maps/systems.csv"), now);
}

#[test]
fn what_people_wrote_is_edited_and_what_was_read_is_told_to_programs() {
    let folder = folder(&[("maps/a.yaml", MAP), ("systems.csv", "id,version,tags\nlisa,4.10,\nnew,,x\n")]);
    let shown = run(&folder, &["import", "systems.csv", "--format", "json"]);
    let answer: Value = serde_json::from_str(&said(&shown)).unwrap();
    assert_eq!(answer["schema"], "systemkarta.import/1");
    assert_eq!((&answer["written"], &answer["unchanged"]), (&Value::Bool(false), &Value::from(0)));
    let of = |index: usize, key: &str| answer["entries"][index][key].as_str().unwrap().to_owned();
    assert_eq!([of(0, "change"), of(0, "id"), of(0, "standing")], ["changed", "lisa", "written"]);
    assert_eq!([of(1, "change"), of(1, "id"), of(1, "section")], ["added", "new", "systems"]);
    let field = &answer["entries"][0]["fields"][0];
    assert_eq!(
        (&field["field"], &field["before"], &field["after"]),
        (&"version".into(), &Value::Null, &"4.10".into())
    );
    assert_eq!(text(&folder, "maps/a.yaml"), MAP);
    run(&folder, &["import", "systems.csv", "--write", "--to", "more/new.yaml"]);
    assert_eq!(text(&folder, "maps/a.yaml"), format!("{MAP}    version: 4.10\n"));
    assert!(text(&folder, "maps/more/new.yaml").ends_with("systems:\n  - id: new\n    tags: [x]\n"));
}

#[test]
fn errors_in_what_was_read_are_told_and_the_rest_is_read() {
    let folder =
        folder(&[("maps/a.yaml", MAP), ("systems.csv", "id,criticality\nlisa,extreme\nvodok,high\n")]);
    let shown = run(&folder, &["import", "systems.csv"]);
    assert_eq!(shown.status.code(), Some(1));
    let said = said(&shown);
    assert!(said.contains("would add 1 entry in maps") && said.contains("systems.csv:2:6"), "{said}");
}

#[test]
fn nothing_is_written_where_it_must_not_be() {
    let folder = folder(&[
        ("maps/a.yaml", MAP),
        ("systems.csv", "id\nnew\n"),
        (
            "bs/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: web}\nspec: {type: service, owner: it}\n",
        ),
    ]);
    for (arguments, why) in [
        (vec!["import", "nothing.xlsx"], "there is no file or folder `nothing.xlsx`"),
        (vec!["import", "systems.csv", "--to", "../out.yaml"], "no file of YAML in the folder of the map"),
        (
            vec!["import", "systems.csv", "--to", "/elsewhere.yaml"],
            "no file of YAML in the folder of the map",
        ),
        (vec!["import", "systems.csv", "--to", "systems.csv"], "no file of YAML in the folder of the map"),
        (vec!["import", "systems.csv", "-o", "maps/answer.yaml"], "belongs to the map"),
        (vec!["import", "backstage", "bs", "--to", "a.yaml", "--write"], "no import has written it"),
        (vec!["import", "backstage", "bs", "-m", "maps/a.yaml", "--write"], "no import has written it"),
    ] {
        let said = refused(&run(&folder, &arguments));
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
    assert_eq!(text(&folder, "maps/a.yaml"), MAP);
    assert_eq!(fs::read_dir(folder.path().join("maps")).unwrap().count(), 1);
    // A map that is one file takes what is new at its end.
    run(&folder, &["import", "systems.csv", "-m", "maps/a.yaml", "--write"]);
    assert_eq!(text(&folder, "maps/a.yaml"), format!("{MAP}---\nsystems:\n  - id: new\n"));
}

#[test]
fn nothing_is_added_to_a_map_that_cannot_be_read_whole() {
    let torn = "systems:\n  - {id: lisa}\n  - {id: vodok, name: \"V}\n";
    let folder = folder(&[("maps/a.yaml", torn), ("systems.csv", "id\nvodok\n")]);
    let said = refused(&run(&folder, &["import", "systems.csv", "--write"]));
    assert!(said.contains("cannot be read whole") && said.contains("systemkarta check"), "{said}");
    assert_eq!(fs::read_dir(folder.path().join("maps")).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_folder_of_the_map_is_not_written_through() {
    let folder = folder(&[("maps/a.yaml", MAP), ("outside.yaml", "mine\n"), ("systems.csv", "id\nnew\n")]);
    std::os::unix::fs::symlink("../outside.yaml", folder.path().join("maps/systems.yaml")).unwrap();
    let said = refused(&run(&folder, &["import", "systems.csv", "--write"]));
    assert!(said.contains("cannot write `maps/systems.yaml`"), "{said}");
    assert_eq!(text(&folder, "outside.yaml"), "mine\n");
}

#[test]
fn a_byte_order_mark_stays_where_it_is() {
    let folder =
        folder(&[("maps/a.yaml", &format!("\u{feff}{MAP}")), ("systems.csv", "id,version\nlisa,2\n")]);
    run(&folder, &["import", "systems.csv", "--write"]);
    assert_eq!(text(&folder, "maps/a.yaml"), format!("\u{feff}{MAP}    version: 2\n"));
}

#[test]
fn a_new_line_that_is_called_like_another_system_empties_nothing_of_it() {
    let map =
        "systems:\n  - {id: p, name: Platina, owner: soc, criticality: high}\norganisations: [soc, utb]\n";
    let folder =
        folder(&[("maps/a.yaml", map), ("systems.csv", "id,name,owner,criticality\n,platina,utb,\n")]);
    let shown = said(&run(&folder, &["import", "systems.csv"]));
    assert!(shown.contains("this line has no id, and is taken for `p` by its name"), "{shown}");
    assert!(shown.contains("owner") && !shown.contains("criticality"), "{shown}");
}

#[test]
fn names_that_nobody_declares_become_entries_where_that_is_wanted() {
    let map = "technologies: [{id: db, name: Databasen}]\n";
    let sheet = "name,runs_on,depends_on\nLisa,Kartservern|Databasn,Vodok\nVodok,Kartservern,Nobody\n";
    let folder = folder(&[("maps/a.yaml", map), ("systems.csv", sheet)]);
    let told = run(&folder, &["import", "systems.csv", "--write", "--declare"]);
    // A slip stays one, and so does what may be anything.
    let shown = said(&told);
    assert!(shown.contains("did you mean") && shown.contains("`Nobody` is neither"), "{shown}");
    assert!(!shown.contains("`Kartservern` is neither"), "{shown}");
    let written = text(&folder, "maps/systems.yaml");
    assert!(written.contains("    name: Vodok\n    runs_on: [kartservern]\n"), "{written}");
    assert!(written.ends_with("technologies:\n  - id: kartservern\n    name: Kartservern\n"), "{written}");
}

#[test]
fn what_others_own_is_not_told_as_gone() {
    let map = "systems:\n  - {id: a, owner: soc}\n  - {id: b, owner: utb}\n  - {id: c, owner: utb}\norganisations: [soc, utb]\n";
    let folder = folder(&[("maps/a.yaml", map), ("systems.csv", "id,owner\nb,utb\n")]);
    let gone = |arguments: &[&str]| {
        let answer: Value = serde_json::from_str(&said(&run(&folder, arguments))).unwrap();
        let entries = answer["entries"].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(gone(&["import", "systems.csv", "--format", "json"]), ["a", "c"]);
    assert_eq!(gone(&["import", "systems.csv", "--owner", "utb", "--format", "json"]), ["c"]);
}

#[test]
fn long_values_are_shown_where_they_differ() {
    let long = "the same beginning of a long text that says much and goes on and on until it ends";
    let map = format!("systems:\n  - {{id: a, description: {long} so, properties: {{k: one, same: x}}}}\n");
    let sheet = format!("id,description,properties.k,properties.same\na,{long} otherwise,two,x\n");
    let folder = folder(&[("maps/a.yaml", &map), ("systems.csv", &sheet)]);
    let shown = said(&run(&folder, &["import", "systems.csv"]));
    assert!(shown.contains("until it ends so → …") && shown.contains("ends otherwise"), "{shown}");
    assert!(shown.contains("properties.k") && !shown.contains("properties.same"), "{shown}");
    let all = said(&run(&folder, &["import", "systems.csv", "--all"]));
    assert!(all.contains(&format!("{long} so → {long} otherwise")), "{all}");
}

/// The example of each form, from what was written for this test.
#[test]
fn every_form_is_read_and_then_says_nothing_new() {
    let open_exchange = r#"<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m"><name>M</name><elements><element identifier="a" xsi:type="ApplicationComponent"><name>Arkivet</name></element></elements></model>"#;
    let folder = folder(&[
        ("maps/a.yaml", "technologies:\n  - {id: db, product: postgresql, version: \"13\"}\n"),
        ("dates/postgresql.json", r#"[{"cycle":"13","releaseDate":"2020-09-24","eol":"2025-11-13"}]"#),
        ("compose.yaml", "services: {web: {image: 'nginx:1.25'}}\n"),
        ("model.xml", open_exchange),
        (
            "bs/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {type: service}\n",
        ),
    ]);
    for arguments in [
        ["import", "endoflife", "dates"],
        ["import", "compose", "compose.yaml"],
        ["import", "archimate", "model.xml"],
        ["import", "backstage", "bs"],
    ] {
        let written = run(&folder, &[&arguments[..], &["--write"]].concat());
        assert_eq!(written.status.code(), Some(0), "{}", said(&written));
        let again = said(&run(&folder, &arguments));
        assert!(again.contains(" changes nothing in maps."), "{arguments:?}: {again}");
    }
    assert_eq!(run(&folder, &["check", "--strict"]).status.code(), Some(0));
    let database =
        "technologies:\n  - {id: db, product: postgresql, version: \"13\", lifecycle: postgresql-13}\n";
    assert_eq!(text(&folder, "maps/a.yaml"), database);
    let files = ["a.yaml", "archimate.yaml", "backstage.yaml", "compose.yaml", "endoflife.yaml"];
    assert!(files.iter().all(|file| Path::new(&folder.path().join("maps").join(file)).exists()));
}
