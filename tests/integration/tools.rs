//! Programs that some tests need. Without them such a test is skipped with a reason, unless they are required.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The names under which distributions install Chromium.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Whether a program is there. When `SYSTEMKARTA_REQUIRE_TOOLS=1` says that it must be, its absence is a failure.
pub(crate) fn has(program: &str) -> bool {
    needed(program, answers(program, "-V"))
}

/// The name of Chromium here, if it is there; its absence is a failure where the tools are required.
pub(crate) fn chromium() -> Option<&'static str> {
    static FOUND: OnceLock<Option<&str>> = OnceLock::new();
    // Nowhere else is a browser led over pipes 3 and 4.
    let find = || CHROMIUM.into_iter().find(|name| cfg!(unix) && answers(name, "--version"));
    let found = *FOUND.get_or_init(find);
    needed("chromium", found.is_some());
    found
}

/// Whether a font is there in which pixels and paper can be written; its absence is a failure where the tools are required.
pub(crate) fn fonts() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    let find = || {
        let map = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm");
        let arguments = ["render", "-m", map, "--view", "matrix", "--format", "pdf"];
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta")).args(arguments).output();
        output.is_ok_and(|output| !String::from_utf8_lossy(&output.stderr).contains("no font was found"))
    };
    needed("a font such as Liberation Sans", *FOUND.get_or_init(find))
}

fn answers(program: &str, question: &str) -> bool {
    let status = Command::new(program).arg(question).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok()
}

fn needed(program: &str, found: bool) -> bool {
    let required = std::env::var_os("SYSTEMKARTA_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(found || !required, "`{program}` is required and was not found");
    if !found {
        println!("skipped: `{program}` was not found");
    }
    found
}
