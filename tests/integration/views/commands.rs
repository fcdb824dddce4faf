//! The views from the command line: which arguments they take, and which files they write.

use std::fs;

const STOCKHOLM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm");

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments)
        .output()
        .expect("systemkarta runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_timeline_of_several_pages_is_as_many_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("time.line.svg");
    let (code, out, err) =
        run(&["-m", STOCKHOLM, "render", "--view", "timeline", "-o", file.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("pages, the last is"), "{err}");
    let first = fs::read_to_string(&file).unwrap();
    let second = fs::read_to_string(folder.path().join("time.line-2.svg")).unwrap();
    assert!(first.contains("page 1 of ") && second.contains("page 2 of "));
    let (code, out, err) = run(&["-m", STOCKHOLM, "render", "--view", "timeline", "--page", "2"]);
    assert_eq!((code, out, err.as_str()), (0, second, ""));
    let (code, out, err) = run(&["-m", STOCKHOLM, "render", "--view", "timeline"]);
    assert_eq!((code, out), (0, first));
    assert!(err.contains("this is page 1 of "), "{err}");
}

#[test]
fn one_element_has_a_timeline_of_one_page() {
    let (code, out, err) = run(&["-m", STOCKHOLM, "render", "--view", "timeline", "lisa"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("data-id=\"lisa\"") && !out.contains("page 1"));
}

#[test]
fn what_a_view_cannot_do_is_said() {
    let cases: [(&[&str], &str); 10] = [
        (&["--view", "timeline", "--format", "dot"], "a timeline is no graph"),
        (&["--view", "matrix", "--format", "dot"], "a matrix is no graph"),
        (&["--view", "timeline", "--format", "mermaid"], "a timeline is no graph"),
        (&["--view", "matrix", "-o", "m.mmd"], "a matrix is no graph"),
        (&["--view", "matrix", "lisa"], "takes no element"),
        (&["--view", "timeline", "--page", "99"], "there is no page 99"),
        (&["--view", "map", "--page", "2"], "only the view `timeline` has pages"),
        (&["--view", "standard", "lisa"], "takes no element"),
        (&["--view", "lifecycle", "lisa"], "takes no element"),
        (&["--view", "diff"], "needs the state before"),
    ];
    for (arguments, expected) in cases {
        let all: Vec<&str> = ["-m", STOCKHOLM, "render"].iter().chain(arguments).copied().collect();
        let (code, out, err) = run(&all);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn days_are_compared_in_a_picture() {
    let words =
        ["-m", STOCKHOLM, "render", "--view", "diff", "@2007-09-01", "@2010-06-30", "--format", "dot"];
    let (code, out, err) = run(&words);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("From 2007-09-01 to 2010-06-30"), "{out}");
}

#[test]
fn neither_map_of_a_difference_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old");
    fs::create_dir(&old).unwrap();
    fs::write(old.join("map.yaml"), "systems: [{id: a}]\n").unwrap();
    let file = old.join("picture.yaml");
    let (code, _, err) = run(&[
        "render",
        "--view",
        "diff",
        "--format",
        "dot",
        "-o",
        file.to_str().unwrap(),
        old.to_str().unwrap(),
        STOCKHOLM,
    ]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("belongs to the map"), "{err}");
    assert!(!file.exists());
}

#[test]
fn a_part_of_the_map_is_asked_for_in_words() {
    let some =
        ["-m", STOCKHOLM, "render", "--only", "section=systems", "--exclude", "kind=external,platform"];
    let (code, out, err) = run(&some);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Only section=systems · without kind=external,platform · "), "{out}");
    assert!(out.contains("left out by --only section=systems"), "{out}");
    assert!(out.contains("data-id=\"lisa\"") && !out.contains("data-id=\"integration-service\""));
    let both = [
        "-m",
        STOCKHOLM,
        "render",
        "--only",
        "section=systems&owner=slk",
        "--only",
        "smil",
        "--collapse",
        "class",
    ];
    let (code, out, err) = run(&both);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("Only section=systems&amp;owner=slk or smil · one box for each class in a lane"),
        "{out}"
    );
}

#[test]
fn a_direction_holds_in_lanes_and_in_columns() {
    for arguments in [&["--focus", "lisa"][..], &["--view", "neighbourhood", "lisa"]] {
        let drawn = |way: &str| {
            let all = ["-m", STOCKHOLM, "render", "--radius", "1", "--direction", way];
            let (code, out, err) = run(&all.iter().chain(arguments).copied().collect::<Vec<_>>());
            assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
            (out.contains("data-id=\"agresso\""), out.contains("data-id=\"logging\""))
        };
        let ways = ["upstream", "downstream", "both"].map(drawn);
        assert_eq!(ways, [(false, true), (true, false), (true, true)], "{arguments:?}");
    }
}

#[test]
fn a_part_that_makes_no_sense_is_refused() {
    let cases: [(&[&str], &str); 18] = [
        (&["--only", "owner=slkk"], "did you mean `slk`"),
        (&["--only", "owner=lisa"], "not an organisation"),
        (&["--only", "ownr=slk"], "did you mean `owner`"),
        (&["--only", "class=foundatonal"], "did you mean `foundational`"),
        (&["--only", "kind=e-servise"], "did you mean `e-service`"),
        (&["--only", "owner=slk&utbildning"], "`utbildning` says nothing of what it is"),
        (&["--only", "owner=slk&owner=utbildning"], "`owner` stands twice"),
        (&["--exclude", "class="], "a value of `class` is empty"),
        (&["--exclude", "at=2007"], "--at sets the day"),
        (&["--only", "not=lisa"], "--exclude leaves out"),
        (&["--only", "lisaa"], "did you mean `lisa`"),
        (&["--only", "lisa", "--exclude", "lisa"], "nothing that --only and --exclude leave is in use"),
        (&["--focus", "lisa", "--exclude", "owner=slk"], "`lisa` is in focus, and left out"),
        (&["--focus", "slk"], "is an organisation"),
        (&["--radius", "1"], "name it with --focus ID"),
        (&["--view", "timeline", "--only", "lisa"], "the view `timeline` has no --only"),
        (
            &["--view", "neighbourhood", "lisa", "--collapse", "owner"],
            "the view `neighbourhood` has no --collapse",
        ),
        (&["--view", "impact", "lisa", "--direction", "both"], "the view `impact` has no --direction"),
    ];
    for (arguments, expected) in cases {
        let all: Vec<&str> = ["-m", STOCKHOLM, "render"].iter().chain(arguments).copied().collect();
        let (code, out, err) = run(&all);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

/// The words of a command, as a shell splits them.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('\'').enumerate();
    let split = |(at, text): (usize, &str)| -> Vec<String> {
        if at % 2 == 1 { vec![text.to_owned()] } else { text.split_whitespace().map(str::to_owned).collect() }
    };
    quoted.flat_map(split).collect()
}

#[test]
fn the_commands_of_the_documentation_draw_a_part() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures.md")).unwrap();
    let (_, section) = text.split_once("## A part of the map").expect("the section");
    let section = section.split("\n## ").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let commands: Vec<&str> =
        section.lines().filter_map(|line| line.strip_prefix("systemkarta render ")).collect();
    assert!(commands.len() >= 6);
    for command in commands {
        let mut all: Vec<String> = ["-m", STOCKHOLM, "render"].map(str::to_owned).into();
        all.extend(words(command));
        let file = folder.path().join(all.pop().unwrap());
        all.push(file.to_str().unwrap().to_owned());
        let (code, out, err) = run(&all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{command}");
        assert!(fs::read_to_string(&file).unwrap().contains("</svg>"), "{command}");
    }
}

#[test]
fn a_picture_of_very_many_elements_says_how_to_see_more() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.yaml");
    for (count, told) in [(499, ""), (500, "500 elements are folded into")] {
        let systems: String = (0..count).map(|n| format!("- {{id: s{n}, owner: o{}}}\n", n % 9)).collect();
        fs::write(&file, format!("systems:\n{systems}")).unwrap();
        let (code, _, err) = run(&["-m", file.to_str().unwrap(), "render", "--layout", "builtin"]);
        assert_eq!(code, 0, "{err}");
        assert!(err.contains(told) && err.contains("--view matrix") != told.is_empty(), "{err}");
    }
}
