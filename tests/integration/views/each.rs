//! A neighbourhood of every element: all are there, each the same as alone, and one that fails fails alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use systemkarta::model::Section;

use super::{day, graphviz, stockholm};

const STOCKHOLM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm");

fn run_with(path: Option<&Path>, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.args(arguments).output().expect("systemkarta runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn each(map: &str, folder: &Path, more: &[&str], path: Option<&Path>) -> (i32, String, String) {
    let folder = folder.to_str().unwrap();
    let arguments = ["-m", map, "render", "--view", "neighbourhood", "--each", "-o", folder];
    run_with(path, &[&arguments[..], more].concat())
}

fn files(folder: &Path) -> BTreeSet<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    fs::read_dir(folder).unwrap().map(name).collect()
}

/// A map in a folder of its own.
fn map_of(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("map");
    fs::create_dir(&map).unwrap();
    fs::write(map.join("map.yaml"), text).unwrap();
    (folder, map)
}

#[test]
fn every_element_in_use_has_a_picture() {
    let graph = stockholm();
    let in_use = graph.in_use(day("2007-09-01"));
    let expected = graph.elements().filter(|ix| in_use[ix.index()]).map(|ix| graph.element(ix));
    let expected: Vec<&str> = expected
        .filter(|element| element.section != Section::Integrations)
        .map(|element| element.id())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let pictures = folder.path().join("new").join("pictures");
    let more = ["--at", "2007-09-01", "--layout", "builtin"];
    let (code, out, err) = each(STOCKHOLM, &pictures, &more, None);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert_eq!(files(&pictures).len(), expected.len() + 1, "one each, and the contents");
    let contents = fs::read_to_string(pictures.join("index.md")).unwrap();
    for id in expected {
        assert!(contents.contains(&format!("| `{id}` |")), "{id}");
    }
    for link in contents.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(pictures.join(link).is_file(), "{link}");
    }
    assert_eq!(contents.matches("](").count() + 1, files(&pictures).len());
}

#[test]
fn each_is_the_same_as_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut forms = vec![("svg", "builtin"), ("dot", "auto"), ("mermaid", "auto")];
    forms.extend(graphviz("each_is_the_same_as_alone").then_some(("svg", "dot")));
    for (number, (form, layout)) in forms.into_iter().enumerate() {
        let pictures = folder.path().join(number.to_string());
        let more = ["--format", form, "--layout", layout, "--radius", "1"];
        let (code, _, err) = each(STOCKHOLM, &pictures, &more, None);
        assert_eq!((code, err.as_str()), (0, ""), "{form}");
        let ending = if form == "mermaid" { "mmd" } else { form };
        for id in ["lisa", "groupwise-farsta", "payroll", "oracle-9i", "person"] {
            let written = fs::read_to_string(pictures.join(format!("{id}.{ending}"))).unwrap();
            let one = ["-m", STOCKHOLM, "render", "--view", "neighbourhood", id];
            let (code, alone, err) = run_with(None, &[&one[..], &more].concat());
            assert_eq!((code, err.as_str()), (0, ""), "{id} {form}");
            assert_eq!(written, alone, "{id} {form} {layout}");
        }
    }
}

#[test]
fn a_second_run_writes_the_same_and_takes_its_own_contents_for_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = || {
        let (code, _, err) = each(STOCKHOLM, folder.path(), &["--layout", "builtin"], None);
        assert_eq!(code, 0, "{err}");
        let read = |name: String| (fs::read(folder.path().join(&name)).unwrap(), name);
        files(folder.path()).into_iter().map(read).collect::<Vec<_>>()
    };
    assert!(bytes() == bytes());
}

#[test]
fn ids_that_break_file_names_have_files_of_their_own() {
    let (folder, map) = map_of(
        "systems: [{id: a/b, name: \"x](evil) <b> | y\"}, {id: A}, {id: a}, {id: con}, {id: \"a:b\"}, {id: index}]\n",
    );
    let pictures = folder.path().join("pictures");
    let (code, _, err) = each(map.to_str().unwrap(), &pictures, &["--format", "mermaid"], None);
    assert_eq!(code, 0, "{err}");
    let expected = ["_0con.mmd", "_a.mmd", "a.mmd", "a_+b.mmd", "a_-b.mmd", "index.md", "index.mmd"];
    assert_eq!(files(&pictures), expected.map(str::to_owned).into());
    let contents = fs::read_to_string(pictures.join("index.md")).unwrap();
    assert!(contents.contains(r"| x\](evil) \<b\> \| y | `a/b` |  | [a\_-b.mmd](a_-b.mmd) |"), "{contents}");
}

#[test]
fn what_does_not_fit_together_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (new, file) = (folder.path().join("new"), folder.path().join("file"));
    let (new, file) = (new.to_str().unwrap(), file.to_str().unwrap());
    fs::write(file, "").unwrap();
    let around = ["--view", "neighbourhood", "--each"];
    let cases: [(&[&str], &str); 7] = [
        (&["--each", "-o", new], "only the view `neighbourhood`"),
        (&["--each", "--view", "map", "-o", new], "only the view `neighbourhood`"),
        (&[&around[..], &["-o", new, "lisa"]].concat(), "takes none"),
        (&[&around[..], &["-o", new, "--page", "2"]].concat(), "has pages"),
        (&around, "needs a folder"),
        (&[&around[..], &["-o", "-"]].concat(), "needs a folder"),
        (&[&around[..], &["-o", file]].concat(), "is a file"),
    ];
    for (arguments, expected) in cases {
        let all = [&["-m", STOCKHOLM, "render"][..], arguments].concat();
        let (code, out, err) = run_with(None, &all);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
        assert!(!Path::new(new).exists(), "{arguments:?}");
    }
}

#[test]
fn nothing_is_written_into_the_map_or_over_a_page_of_others() {
    let (folder, map) = map_of("systems: [{id: a}]\n");
    for inside in [map.clone(), map.join("new"), map.join("new/../deep/er")] {
        let (code, _, err) = each(map.to_str().unwrap(), &inside, &["--format", "dot"], None);
        assert_eq!(code, 2, "{}", inside.display());
        assert!(err.contains("lies in the map"), "{err}");
    }
    assert_eq!(files(&map), ["map.yaml".to_owned()].into());
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    fs::write(site.join("index.md"), "# Ours\n").unwrap();
    let (code, _, err) = each(map.to_str().unwrap(), &site, &["--format", "dot"], None);
    assert_eq!(code, 2);
    assert!(err.contains("not written over"), "{err}");
    assert_eq!(files(&site), ["index.md".to_owned()].into());
    assert_eq!(fs::read_to_string(site.join("index.md")).unwrap(), "# Ours\n");
}

// --------------------------------------------------------------------------------
// With programs that only call themselves `dot`

/// Two pairs of systems, and three without neighbours: a picture has two boxes or one.
const PAIRS: &str = "systems:\n  - {id: a, depends_on: b}\n  - {id: b}\n  - {id: c, depends_on: d}\n  - {id: d}\n  - {id: e}\n  - {id: f}\n  - {id: g}\n";

#[cfg(unix)]
fn program(folder: &Path, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let bin = folder.join("bin");
    fs::create_dir(&bin).unwrap();
    fs::write(bin.join("dot"), format!("#!/bin/sh\nPATH=/usr/bin:/bin:/usr/local/bin\n{script}\n")).unwrap();
    fs::set_permissions(bin.join("dot"), fs::Permissions::from_mode(0o755)).unwrap();
    bin
}

/// A `dot` that fails on the graphs of two boxes, and does not go on after them.
#[cfg(unix)]
const FAILS_ON_PAIRS: &str = "in=$(cat); case $in in *'n0 -> n1'*) echo 'Error: no pairs' >&2; exit 1;; esac
printf '%s\\n' \"$in\" | exec dot \"$@\"";

#[cfg(unix)]
#[test]
fn one_that_fails_fails_alone() {
    if !graphviz("one_that_fails_fails_alone") {
        return;
    }
    let (folder, map) = map_of(PAIRS);
    let bin = program(folder.path(), FAILS_ON_PAIRS);
    let pictures = folder.path().join("pictures");
    let (code, out, err) = each(map.to_str().unwrap(), &pictures, &[], Some(&bin));
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    let expected = ["e.svg", "f.svg", "g.svg", "index.md"].map(str::to_owned);
    assert_eq!(files(&pictures), expected.into(), "{err}");
    for id in ["a", "b", "c", "d"] {
        assert!(err.contains(&format!("no picture of `{id}`: Graphviz")), "{err}");
    }
    assert!(err.contains("no pairs") && !err.contains("`e`"), "{err}");
    let contents = fs::read_to_string(pictures.join("index.md")).unwrap();
    assert!(contents.starts_with("## 3 pictures of"), "{contents}");
    assert_eq!(contents.matches("could not be drawn").count(), 4, "{contents}");
}

#[cfg(unix)]
#[test]
fn answers_that_are_too_few_are_asked_for_again_one_by_one() {
    if !graphviz("answers_that_are_too_few_are_asked_for_again_one_by_one") {
        return;
    }
    let (folder, map) = map_of(PAIRS);
    // Answers the first graph only.
    let bin = program(folder.path(), "exec dot \"$@\" | sed '/^stop$/q'");
    let (few, all) = (folder.path().join("few"), folder.path().join("all"));
    let (code, _, err) = each(map.to_str().unwrap(), &few, &[], Some(&bin));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(each(map.to_str().unwrap(), &all, &[], None).0, 0);
    assert_eq!(files(&few), files(&all));
    for name in files(&few) {
        assert!(fs::read(few.join(&name)).unwrap() == fs::read(all.join(&name)).unwrap(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_hangs_is_stopped() {
    let (folder, map) = map_of("systems: [{id: a}, {id: b}]\n");
    let bin = program(folder.path(), "exec sleep 60");
    let pictures = folder.path().join("pictures");
    let begun = std::time::Instant::now();
    let (code, _, err) = each(map.to_str().unwrap(), &pictures, &["--time-limit", "1"], Some(&bin));
    assert_eq!(code, 2);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    assert!(err.contains("no picture of `a`") && err.contains("within 1 s"), "{err}");
    assert_eq!(files(&pictures), ["index.md".to_owned()].into());
}

#[test]
fn without_graphviz_the_program_lays_out_itself() {
    let (folder, map) = map_of(PAIRS);
    let (nothing, own) = (folder.path().join("nothing"), folder.path().join("own"));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let (code, _, err) = each(map.to_str().unwrap(), &nothing, &[], Some(&empty));
    assert_eq!(code, 0, "{err}");
    assert_eq!(err.matches("Graphviz is not installed").count(), 1, "{err}");
    assert_eq!(each(map.to_str().unwrap(), &own, &["--layout", "builtin"], None).0, 0);
    for name in files(&own) {
        assert!(fs::read(own.join(&name)).unwrap() == fs::read(nothing.join(&name)).unwrap(), "{name}");
    }
    let (code, _, err) = each(map.to_str().unwrap(), &nothing, &["--layout", "dot"], Some(&empty));
    assert_eq!(code, 2);
    assert!(err.contains("was not found on PATH"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_it() {
    let (folder, map) = map_of("systems: [{id: a}, {id: b}]\n");
    let started = folder.path().join("started");
    let bin = program(folder.path(), &format!("touch '{}'; exec sleep 60", started.display()));
    let pictures = folder.path().join("pictures");
    let mut run = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .env("PATH", &bin)
        .args(["-m", map.to_str().unwrap(), "render", "--view", "neighbourhood", "--each", "-o"])
        .arg(&pictures)
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = std::time::Instant::now();
    while !started.exists() && begun.elapsed().as_secs() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(130));
    assert!(begun.elapsed().as_secs() < 40);
    assert_eq!(files(&pictures), BTreeSet::new());
}
