//! The commands of the README, run as written.

use std::process::Command;

const README: &str = include_str!("../../README.md");

/// Blocks marked `sh` are run; `cargo run --release --` is the program.
#[test]
fn the_commands_of_the_readme_succeed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let commands: Vec<&str> = shell_blocks().filter(|line| !line.starts_with("cargo test")).collect();
    assert!(commands.len() >= 4, "the README shows few commands: {commands:?}");
    for line in commands {
        let arguments =
            line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("systemkarta "));
        let arguments = arguments.unwrap_or_else(|| panic!("what is `{line}`?"));
        let is_printed = [".png", ".pdf"].into_iter().any(|ending| arguments.ends_with(ending));
        if is_printed && (cfg!(not(feature = "print")) || !crate::tools::fonts()) {
            continue;
        }
        // Files are written beside the README in the text, but not by the tests.
        let mut is_file = false;
        let arguments = arguments.split(' ').map(|word| {
            let was_option = std::mem::replace(&mut is_file, word == "-o");
            let was_written = word.contains('.') && folder.path().join(word).is_file();
            if was_option || was_written {
                folder.path().join(word).display().to_string()
            } else {
                word.to_owned()
            }
        });
        let status = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("systemkarta runs");
        assert!(status.status.success(), "{line}: {}", String::from_utf8_lossy(&status.stderr));
    }
}

fn shell_blocks() -> impl Iterator<Item = &'static str> {
    README.split("```sh\n").skip(1).filter_map(|block| block.split("```").next()).flat_map(str::lines)
}
