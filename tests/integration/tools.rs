//! Programs that some tests need. Without them such a test is skipped with a reason, unless they are required.

use std::process::{Command, Stdio};

/// Whether a program is there. When `SYSTEMKARTA_REQUIRE_TOOLS=1` says that it must be, its absence is a failure.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let required = std::env::var_os("SYSTEMKARTA_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(found || !required, "`{program}` is required and was not found");
    if !found {
        println!("skipped: `{program}` was not found");
    }
    found
}
