//! The commands of docs/pictures.md and docs/explorer.md, run as written on the map of the City of Stockholm.

use std::path::Path;
use std::process::Command;

use super::Document;

#[test]
fn the_commands_of_the_pictures_succeed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm");
    let blocks_of = |name| Document::open(name).blocks_in("sh");
    let (pictures, explorer) = (blocks_of("pictures.md"), blocks_of("explorer.md"));
    assert!(pictures.len() >= 6 && explorer.len() >= 2, "few commands are shown");
    for line in pictures.iter().chain(&explorer).flat_map(|block| block.text.lines()) {
        let words = line.strip_prefix("systemkarta ").unwrap_or_else(|| panic!("what is `{line}`?"));
        // A revision needs a repository of its own, which other tests have.
        if words.contains("--view diff main") {
            continue;
        }
        let is_printed = [".png", ".pdf"].into_iter().any(|ending| words.ends_with(ending));
        if is_printed && (cfg!(not(feature = "print")) || !crate::tools::fonts()) {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .arg("-m")
            .arg(&map)
            .args(words.split(' ').map(|word| word.trim_matches('\'')))
            .current_dir(folder.path())
            .output()
            .expect("systemkarta runs");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        let file = words.rsplit(' ').next().expect("a file");
        assert!(folder.path().join(file).exists(), "{line}");
    }
    assert!(
        folder.path().join("pictures/lisa.svg").exists() && folder.path().join("charts/index.md").exists()
    );
}
