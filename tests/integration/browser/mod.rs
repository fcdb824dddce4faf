//! What a reader sees: pictures and pages in a real browser.
//!
//! Chromium is led by a small driver over its own pipes, for which the tests need no package.

mod chromium;
mod explorer;
mod hostile;
mod page;
mod pictures;

use std::path::{Path, PathBuf};
use std::process::Command;

const STOCKHOLM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm");

/// Faults of the texts of a page, as sentences: each lies in its box and its chip, and on no other.
const FIT: &str = include_str!("fit.js");

/// What the program writes to a file of this name, of a map.
fn written(map: &Path, folder: &Path, arguments: &str, name: &str) -> PathBuf {
    let file = folder.join(name);
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .arg("-m")
        .arg(map)
        .args(arguments.split_whitespace())
        .arg("-o")
        .arg(&file)
        .output()
        .expect("systemkarta runs");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    file
}
