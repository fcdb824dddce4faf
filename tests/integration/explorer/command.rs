//! The explorer from the command line: what it opens with, and what it refuses with a sentence.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use super::*;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(["-m", STOCKHOLM, "render"]).args(arguments);
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("systemkarta runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn opened(arguments: &[&str]) -> Value {
    let all: Vec<&str> =
        ["--format", "html", "--layout", "builtin"].iter().chain(arguments).copied().collect();
    let (code, out, err) = run(&mut command(&all));
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(json_of(&out)).expect("JSON")
}

#[test]
fn the_view_says_what_is_seen_first() {
    let plain = opened(&[]);
    assert_eq!(plain["start"], serde_json::json!({"overlay": "none", "view": "map"}));
    assert_eq!((&plain["title"], &plain["map"]), (&"City of Stockholm".into(), &"stockholm".into()));
    assert!(plain["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
    for view in ["standard", "lifecycle"] {
        assert_eq!(opened(&["--view", view])["start"]["overlay"], view);
    }
    let lisa = plain["elements"].as_array().unwrap().iter().position(|each| each["id"] == "lisa").unwrap();
    let wanted = serde_json::json!({"element": lisa, "overlay": "impact", "view": "map"});
    for words in [&["lisa"][..], &["lisa=outage"], &["lisa", "--kind", "outage"]] {
        let arguments: Vec<&str> = ["--view", "impact"].iter().chain(words).copied().collect();
        assert_eq!(opened(&arguments)["start"], wanted, "{words:?}");
    }
    let later = opened(&["--at", "2010-06-30"]);
    assert_eq!((&later["at"], &later["today"]), (&"2010-06-30".into(), &"2007-09-01".into()));
}

#[test]
fn a_file_that_ends_in_html_is_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.html");
    let (code, out, err) = run(&mut command(&["--layout", "builtin", "-o", file.to_str().unwrap()]));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    let (_, again, _) =
        run(command(&["--layout", "builtin", "--format", "html"]).env("RAYON_NUM_THREADS", "1"));
    assert_eq!(page, again);
}

#[test]
fn without_graphviz_the_program_lays_the_map_out_itself() {
    let empty = tempfile::tempdir().unwrap();
    let (code, out, err) = run(command(&["--format", "html"]).env("PATH", empty.path()));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("Graphviz is not installed") && out.contains("data-id=\"lisa\""), "{err}");
    let (code, _, err) = run(command(&["--format", "html", "--layout", "dot"]).env("PATH", empty.path()));
    assert!(code == 2 && err.contains("Graphviz"), "{err}");
}

#[test]
fn what_a_page_cannot_do_is_said() {
    let cases: [(&[&str], &str); 18] = [
        (&["--view", "timeline"], "the view `timeline` cannot be written as html"),
        (&["--view", "matrix"], "the view `matrix` cannot be written as html"),
        (&["--view", "diff", "@2007", "@2010"], "the view `diff` cannot be written as html"),
        (&["--view", "neighbourhood", "lisa"], "the view `neighbourhood` cannot be written as html"),
        (&["--only", "owner=slk"], "a page takes no --only"),
        (&["--exclude", "lisa"], "a page takes no --exclude"),
        (&["--focus", "lisa"], "a page takes no --focus"),
        (&["--collapse", "owner"], "a page takes no --collapse"),
        (&["--max-nodes", "9"], "a page takes no --max-nodes"),
        (&["--page", "2"], "only the view `timeline` has pages"),
        (&["lisa"], "takes no element"),
        (&["--view", "impact"], "the impact of one element"),
        (&["--view", "impact", "lisa", "meta-2"], "the impact of one element"),
        (&["--view", "impact", "lisa=retire"], "nothing of the kind `retire`"),
        (&["--view", "impact", "lisa", "--kind", "modify"], "nothing of the kind `modify`"),
        (
            &["--view", "impact", "lisa", "--kind", "outage", "--from", "2007-09-01", "--for", "8h"],
            "takes no --from",
        ),
        (&["--view", "impact", "nobody"], "`nobody` is not an element"),
        (&["--view", "neighbourhood", "--each", "-o", "nowhere"], "one page shows them all"),
    ];
    for (arguments, expected) in cases {
        let all: Vec<&str> = ["--format", "html"].iter().chain(arguments).copied().collect();
        let (code, out, err) = run(&mut command(&all));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
        assert!(err.contains("help:") || expected.contains("pages"), "{arguments:?}: {err}");
    }
}

#[test]
fn a_map_too_large_for_a_page_is_refused_with_what_to_do() {
    let mut text = String::from("systems:\n");
    (0..5001).for_each(|n| writeln!(text, "  s{n}:").unwrap());
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(["render", "--format", "html", "-m"]).arg(file.path());
    let (code, out, err) = run(&mut command);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("5,001 elements in use are too many for a page, which holds 5,000 at most"),
        "{err}"
    );
    for way_out in ["--view matrix", "--only", "impact ID"] {
        assert!(err.contains(way_out), "{err}");
    }
}
