//! The command line as a whole program: streams, exit codes, files, and readers that go away.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const STOCKHOLM: &str = "maps/stockholm";
const FAULTY: &str = "maps/broken/unknown-reference.yaml";

/// What ran: standard output, standard error, exit code.
fn run(arguments: &[&str]) -> (String, String, i32) {
    told(&command(arguments).output().expect("systemkarta runs"))
}

fn told(output: &Output) -> (String, String, i32) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().expect("no signal"))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command
}

fn map_file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a temporary file");
    file.write_all(text.as_bytes()).expect("written");
    file
}

#[test]
fn exit_codes_are_those_documented() {
    for (arguments, code) in [
        (&["check", "-m", STOCKHOLM][..], 0),
        (&["check", "-m", STOCKHOLM, "--fail-on", "warning"], 1),
        (&["check", "-m", STOCKHOLM, "--fail-on", "note"], 1),
        (&["check", "-m", FAULTY], 1),
        (&["check", "-m", FAULTY, "--fail-on", "never"], 0),
        (&["check", "-m", FAULTY, "--format", "json"], 1),
        (&["check", "-m", "no-such-map"], 2),
        (&["check", "-m", "docs/pictures"], 2),
        (&["impact", "lisa", "-m", STOCKHOLM], 0),
        (&["impact", "no-such-element", "-m", STOCKHOLM], 2),
        (&["impact"], 2),
        (&["no-such-command"], 2),
        (&["check", "--no-such-option"], 2),
        (&["impact", "lisa", "--at", "yesterday"], 2),
        (&["impact", "lisa", "--at", "2007-02-30"], 2),
        (&["list", "gadgets"], 2),
        (&["explain", "no-such-rule"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&[], 2),
    ] {
        assert_eq!(run(arguments).2, code, "{arguments:?}");
    }
}

#[test]
fn a_faulty_map_answers_from_what_is_sound_unless_strict() {
    let map = map_file("systems:\n  - {id: a, depends_on: b}\n  - {id: b, depends_on: nowhere}\n");
    let path = map.path().to_str().expect("UTF-8");
    let (out, err, code) = run(&["impact", "b", "-m", path]);
    assert!(out.starts_with("1 element hangs on b, within 1 step: 1 system."), "{out}");
    assert!(err.contains("the map has an error"), "{err}");
    assert_eq!(code, 0);
    let (out, err, code) = run(&["impact", "b", "-m", path, "--strict"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.starts_with("error: the map has 1 error"), "{err}");
}

#[test]
fn answers_go_to_standard_output_and_messages_to_standard_error() {
    let (out, err, _) = run(&["impact", "lisa"]);
    assert!(!out.is_empty() && err.is_empty(), "{err}");
    let (out, err, _) = run(&["impact", "lis a"]);
    assert!(out.is_empty() && err.starts_with("error: `lis a` is not an element"), "{err}");
}

#[test]
fn a_wrong_id_is_answered_with_the_nearest() {
    let (_, err, _) = run(&["impact", "lissa"]);
    assert!(err.contains("help: did you mean `lisa` (system, Lisa)"), "{err}");
    let (_, err, _) = run(&["show", "Löneutbetalning"]);
    assert!(err.contains("help: `Löneutbetalning` is the name of `payroll`"), "{err}");
}

#[test]
fn there_is_no_colour_but_on_a_terminal_or_when_asked_for() {
    let plain = command(&["check"]).output().expect("runs");
    assert!(!plain.stdout.contains(&0x1b));
    let always = command(&["check", "--color", "always"]).output().expect("runs");
    assert!(always.stdout.contains(&0x1b));
    let forced = command(&["check"]).env("FORCE_COLOR", "1").output().expect("runs");
    assert!(forced.stdout.contains(&0x1b));
    let no = command(&["check"]).env("FORCE_COLOR", "1").env("NO_COLOR", "1").output().expect("runs");
    assert_eq!(no.stdout, plain.stdout);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in
        [&["list"][..], &["impact", "st-erik-net", "--format", "json"], &["check", "--format", "json"]]
    {
        for read in [0, 1, 100] {
            let mut child =
                command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
            let mut out = child.stdout.take().expect("piped");
            let mut some = vec![0; read];
            out.read_exact(&mut some).expect("so much is written");
            drop(out);
            let output = child.wait_with_output().expect("ends");
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let output = command(&["list"]).stdout(full).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to standard output"));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let answer = folder.path().join("answer.json");
    let other = folder.path().join("answer.md");
    fs::write(&answer, "old").expect("written");
    let json = format!("json={}", answer.display());
    let markdown = format!("markdown={}", other.display());
    let (out, _, code) = run(&["impact", "lisa", "--output", &json, "--output", &markdown]);
    assert_eq!(code, 0);
    assert!(out.contains("hang on Lisa"));
    assert!(
        fs::read_to_string(&answer).expect("there").starts_with("{\n  \"schema\": \"systemkarta.impact/1\"")
    );
    assert!(fs::read_to_string(&other).expect("there").starts_with("## "));

    let (_, err, code) = run(&["impact", "lisa", "-o", "/no/such/folder/answer.txt"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("error: cannot write `/no/such/folder/answer.txt`"), "{err}");
    let left: Vec<_> = fs::read_dir(folder.path()).expect("there").collect();
    assert_eq!(left.len(), 2, "nothing else is left behind");
}

#[test]
fn a_file_of_the_map_is_never_overwritten() {
    let map = map_file("systems: [a]\n");
    let path = map.path().to_str().expect("UTF-8");
    let (_, err, code) = run(&["list", "-m", path, "-o", path]);
    assert_eq!(code, 2);
    assert!(err.contains("belongs to the map and its settings, and is not written"), "{err}");
    assert_eq!(fs::read_to_string(map.path()).expect("there"), "systems: [a]\n");
}

#[test]
fn what_init_writes_passes_check() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at =
        |arguments: &[&str]| told(&command(arguments).current_dir(folder.path()).output().expect("runs"));
    assert_eq!(at(&["init"]).2, 0);
    let (out, _, code) = at(&["check", "--fail-on", "note"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("maps: no errors, 0 warnings and 0 notes in 3 files"), "{out}");
    let (out, _, _) = at(&["impact", "database"]);
    assert!(out.starts_with("3 elements hang on Database server (database), within 2 steps"), "{out}");
    let (_, err, code) = at(&["init"]);
    assert_eq!(code, 2);
    assert!(err.contains("exists already; nothing was written"), "{err}");
}

#[test]
fn settings_are_found_upwards_and_their_faults_told_with_places() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let deep = folder.path().join("one/two");
    fs::create_dir_all(&deep).expect("made");
    fs::create_dir(folder.path().join("karta")).expect("made");
    fs::write(folder.path().join("karta/a.yaml"), "systems: [a]\n").expect("written");
    let settings = folder.path().join("systemkarta.toml");
    fs::write(&settings, "map = \"karta\"\n[rules]\nmissing-owner = \"error\"\n").expect("written");
    let at = |folder: &Path| told(&command(&["check"]).current_dir(folder).output().expect("runs"));
    assert_eq!(at(&deep).2, 1);

    fs::write(&settings, "map = \"karta\"\n[rules]\nmissing-ovner = \"error\"\n[limit]\n").expect("written");
    let (out, err, code) = at(folder.path());
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(
        err.contains("there is no rule `missing-ovner`") && err.contains("did you mean `missing-owner`"),
        "{err}"
    );
    assert!(err.contains("systemkarta.toml:3:1") && err.contains("systemkarta.toml:4:2"), "{err}");
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_threads() {
    let answer = |threads: &str, arguments: &[&str]| {
        command(arguments).env("RAYON_NUM_THREADS", threads).output().expect("runs").stdout
    };
    for arguments in
        [&["check", "--format", "json"][..], &["impact", "st-erik-net", "--format", "json"], &["list"]]
    {
        let one = answer("1", arguments);
        assert!(!one.is_empty());
        assert_eq!(one, answer("2", arguments));
        assert_eq!(one, answer("8", arguments));
    }
}

#[test]
fn nothing_is_written_into_the_map_or_over_its_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at =
        |arguments: &[&str]| told(&command(arguments).current_dir(folder.path()).output().expect("runs"));
    assert_eq!(at(&["init"]).2, 0);
    for file in ["maps/new.yaml", "maps/deep.yml", "systemkarta.toml"] {
        let (_, err, code) = at(&["list", "-o", file]);
        assert_eq!(code, 2, "{file}");
        assert!(err.contains("belongs to the map"), "{err}");
    }
    assert_eq!(at(&["list", "-o", "maps/list.txt"]).2, 0);
    assert_eq!(at(&["check"]).2, 0);
}

#[test]
#[cfg(unix)]
fn a_device_is_written_to_and_a_link_to_a_file_is_refused() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, link) = (folder.path().join("file.txt"), folder.path().join("link.txt"));
    fs::write(&file, "old").expect("written");
    symlink(&file, &link).expect("linked");
    // Whoever may put a link into a folder would choose what is overwritten.
    let (_, err, code) = run(&["list", "-o", &link.display().to_string()]);
    assert_eq!(code, 2);
    assert!(err.contains("it is a link"), "{err}");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::read_to_string(&file).expect("there"), "old");
    assert_eq!(run(&["list", "-o", "/dev/null"]).2, 0);
    assert!(fs::metadata("/dev/null").expect("there").file_type().is_char_device());
}

#[test]
fn settings_lead_nowhere_but_beneath_themselves() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (inside, outside) = (folder.path().join("inside"), folder.path().join("outside"));
    fs::create_dir(&inside).expect("made");
    fs::create_dir(&outside).expect("made");
    fs::write(outside.join("a.yaml"), "systems: [secret]\n").expect("written");
    for map in ["../outside".to_owned(), outside.display().to_string()] {
        fs::write(inside.join("systemkarta.toml"), format!("map = \"{map}\"\n")).expect("written");
        let (out, err, code) = told(&command(&["list"]).current_dir(&inside).output().expect("runs"));
        assert_eq!((out.as_str(), code), ("", 2));
        assert!(err.contains("does not lie beneath it"), "{err}");
    }
}

#[test]
fn mistyped_arguments_are_shown_safely() {
    let hostile = "x\n::error::y##[error]z\u{9b}\u{202e}";
    for arguments in [&["check", "--fail-on", hostile][..], &[hostile], &["check", &format!("--{hostile}")]] {
        let (_, err, code) = run(arguments);
        assert_eq!(code, 2);
        assert!(!err.contains("##[") && !err.contains(['\u{9b}', '\u{202e}']), "{err}");
        assert!(!err.lines().any(|line| line.trim_start().starts_with("::")), "{err}");
    }
}

#[test]
fn any_number_of_threads_may_be_asked_for() {
    for threads in ["0", "1000", "100000", "many"] {
        let output = command(&["check"]).env("RAYON_NUM_THREADS", threads).output().expect("runs");
        assert_eq!(output.status.code(), Some(0), "{threads}");
    }
}

/// What hangs on a long chain has paths that together are far larger than the map.
#[test]
fn long_paths_are_written_without_being_held() {
    let systems: Vec<String> = (0..3000).map(|n| format!("  s{n}: {{depends_on: s{}}}", n + 1)).collect();
    let map = map_file(&format!("systems:\n{}\n  s3000: \n", systems.join("\n")));
    let path = map.path().to_str().expect("UTF-8");
    let (out, _, code) = run(&["impact", "s3000", "-m", path, "--format", "json"]);
    assert_eq!(code, 0);
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let affected = answer["affected"].as_array().expect("a list");
    assert_eq!(affected.len(), 3000);
    assert!(
        affected
            .iter()
            .all(|a| a["path"].as_array().map(Vec::len) == a["distance"].as_u64().map(|n| n as usize + 1))
    );
}

/// An interrupt stops a hanging `dot` with the program, and the code says so.
#[test]
#[cfg(unix)]
fn an_interrupt_stops_graphviz_too() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pid = folder.path().join("pid");
    let dot = folder.path().join("dot");
    fs::write(&dot, format!("#!/bin/sh\necho $$ > {}\nexec sleep 60\n", pid.display())).expect("written");
    fs::set_permissions(&dot, fs::Permissions::from_mode(0o755)).expect("made executable");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut child = command(&["render", "-m", STOCKHOLM]).env("PATH", path).spawn().expect("runs");
    let mut tries = 0;
    while fs::read_to_string(&pid).unwrap_or_default().trim().is_empty() && tries < 500 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        tries += 1;
    }
    let kill =
        |signal: &str, pid: &str| Command::new("kill").args([signal, pid]).status().expect("kill runs");
    assert!(kill("-INT", &child.id().to_string()).success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
    let dot = fs::read_to_string(&pid).expect("dot was started");
    let still_there =
        Command::new("kill").args(["-0", dot.trim()]).stderr(Stdio::null()).status().expect("kill runs");
    assert!(!still_there.success(), "dot goes on without us");
}
