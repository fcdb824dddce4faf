//! A first map: two sheets with two columns each. Every command says something useful, and what is missing.

use std::fs;
use std::process::Command;

const SYSTEMS: &str = "name;owner\nLisa;City office\nLisa webb;City office\nAgresso;City office\nParaplyet;Elderly care\n\
                       Vodok;Farsta\nVodok;Skarpnäck\nSMIL;City ofice\neDok;\n";
const INTEGRATIONS: &str =
    "provider;consumer\nLisa;Agresso\nLisa;Lisa webb\nSMIL;Lisa\nSMIL;Paraplyet|eDok\nsmil;lisa\n";

/// What a command says of the map, after its exit code.
fn run(arguments: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/systems.csv"), SYSTEMS).unwrap();
    fs::write(folder.path().join("maps/integrations.csv"), INTEGRATIONS).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments.split_whitespace())
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (output.status.code(), text)
}

#[track_caller]
fn says(arguments: &str, parts: &[&str]) {
    let (code, text) = run(arguments);
    assert_eq!(code, Some(0), "{arguments}: {text}");
    for part in parts {
        assert!(text.contains(part), "{arguments} does not say {part:?}: {text}");
    }
}

#[test]
fn check_says_what_is_missing_and_the_ten_blanks_that_help_most() {
    says(
        "check",
        &[
            "maps: no errors",
            "8 systems go by ids that are made from names, such as `vodok-2`; 1 has a number because another has the same",
            "1 integration goes by an id that is made from ends, such as `smil--lisa-2`",
            "`vodok` and `vodok-2` are both named `Vodok`",
            "did you mean `City office`, which 3 lines name?",
            "systems       owner 7/8",
            "THE 10 BLANKS ON WHICH MOST HANGS",
            "SMIL (smil)",
        ],
    );
}

#[test]
fn every_command_answers() {
    says("list", &["8 systems, 6 integrations and 5 organisations", "lisa-webb", "Elderly care"]);
    says("show lisa", &["City office (city-office)", "maps/systems.csv:2:1", "smil--lisa"]);
    says("show city-office", &["ELEMENTS (3)"]);
    says("impact smil", &["5 elements hang on SMIL", "Elderly care (elderly-care)", "BLIND SPOTS"]);
    says("impact smil=outage", &["5 may stop"]);
    says("rank", &["Most hangs on SMIL (smil): 5 elements"]);
    says("path agresso smil", &["agresso"]);
    says("lifecycle", &["14 without a phase"]);
    says("plan", &["8 systems are kept"]);
    says("render", &["<svg", "Paraplyet"]);
    says("diff maps maps", &["Nothing differs."]);
    says("explain made-id", &["column `id`"]);
}

#[test]
fn a_sheet_of_the_map_is_never_written_to() {
    let (code, text) = run("list --format csv -o maps/processes.csv");
    assert_eq!(code, Some(2));
    assert!(text.contains("belongs to the map"), "{text}");
}
