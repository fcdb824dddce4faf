//! Pictures in pixels and on paper: that they show what the SVG says, computed from the SVG alone.

#[cfg(feature = "print")]
mod commands;
#[cfg(feature = "print")]
mod pdf;
#[cfg(feature = "print")]
mod png;

use std::path::Path;
use std::process::{Command, Output};

/// Draws the City of Stockholm as it is told, in a folder.
fn render(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("systemkarta runs")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    command.current_dir(folder).arg("render").arg("-m").arg(map).args(arguments);
    command
}

/// The same, which must succeed without a word.
#[cfg(feature = "print")]
fn draw(folder: &Path, arguments: &[&str]) {
    let output = render(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{arguments:?}: {told}");
}

/// The views that a picture is made of in more than one way, each with its arguments.
#[cfg(feature = "print")]
const VIEWS: [&[&str]; 6] = [
    &["--view", "standard", "--at", "itp-normal", "--layout", "builtin"],
    &["--view", "lifecycle", "--at", "2010-06-30", "--layout", "builtin"],
    &["--view", "impact", "integration-service=outage", "--layout", "builtin"],
    &["--view", "diff", "@2007-09-01", "@2010-06-30", "--layout", "builtin"],
    &["--view", "timeline", "groupwise-farsta", "meta-2", "oracle-9i"],
    &["--view", "matrix", "--max-nodes", "40"],
];

#[cfg(not(feature = "print"))]
#[test]
fn a_program_without_print_says_how_to_get_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in ["map.png", "map.pdf"] {
        let output = render(folder.path(), &["-o", file]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(told.contains("--features print") && told.contains("write svg"), "{told}");
        assert!(!folder.path().join(file).exists());
    }
}
