//! Hostile files and folders.

use super::*;
use crate::loading::faults;
use std::fs;
use std::path::Path;
use systemkarta::load::{Config, Limits, LoadError, load};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[track_caller]
fn load_folder(folder: &TempDir) -> Loaded {
    bounded("folder", || load(folder.path(), &Config::default()).unwrap())
}

/// The findings as `name rule line:column: message`, by names within the folder.
fn told(folder: &TempDir, loaded: &Loaded) -> Vec<String> {
    let prefix = format!("{}/", folder.path().display());
    let path = |finding: &systemkarta::diagnostic::Finding| {
        let at = loaded.sources.locate(finding.place);
        format!("{} {}", at.path.replacen(&prefix, "", 1), finding.rule)
    };
    loaded
        .findings
        .iter()
        .zip(faults(loaded))
        .map(|(f, text)| {
            let message = text.split_once(": ").map(|(_, message)| message.to_owned()).unwrap_or_default();
            let place = text.split(' ').next().unwrap_or_default().to_owned();
            format!("{} {place}: {message}", path(f))
        })
        .collect()
}

fn write(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A folder with one sound file beside what is tried.
fn with_neighbour() -> TempDir {
    let folder = folder();
    write(&folder, "neighbour.yaml", "systems: [neighbour]\n");
    folder
}

#[track_caller]
fn assert_neighbour_is_read(loaded: &Loaded) {
    assert!(loaded.model.elements.iter().any(|element| element.id() == "neighbour"));
}

// ---- Encodings

#[test]
fn encodings_other_than_utf8_are_named() {
    let utf16 = |big: bool, text: &str| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let utf32 = |big: bool, text: &str| -> Vec<u8> {
        text.chars()
            .map(u32::from)
            .flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() })
            .collect()
    };
    let text = "systems: [a]\n";
    for (name, bytes, encoding) in [
        ("utf16le", utf16(false, text), "UTF-16"),
        ("utf16be", utf16(true, text), "UTF-16"),
        ("utf16le-mark", utf16(false, &format!("\u{feff}{text}")), "UTF-16"),
        ("utf16be-mark", utf16(true, &format!("\u{feff}{text}")), "UTF-16"),
        ("utf32le", utf32(false, text), "UTF-32"),
        ("utf32be", utf32(true, text), "UTF-32"),
        ("utf32le-mark", utf32(false, &format!("\u{feff}{text}")), "UTF-32"),
        ("utf32be-mark", utf32(true, &format!("\u{feff}{text}")), "UTF-32"),
    ] {
        let folder = with_neighbour();
        write(&folder, "a.yaml", bytes);
        let loaded = load_folder(&folder);
        assert_eq!(
            told(&folder, &loaded),
            [format!("a.yaml unreadable-file 1:1: this file is {encoding}")],
            "{name}"
        );
        assert_eq!(loaded.findings[0].help.as_deref(), Some("save it as UTF-8"));
        assert!(loaded.model.incomplete);
        assert_neighbour_is_read(&loaded);
    }
}

#[test]
fn bytes_that_are_no_utf8_are_told_with_their_offset_and_place() {
    for (bytes, place, told_as) in [
        (b"systems: [\xe5sa]\n".as_slice(), "1:11", "byte 0xE5 at offset 10"),
        (b"systems:\n- a\n- \xff\n", "3:3", "byte 0xFF at offset 15"),
        (b"\xef\xbb\xbfsystems: [\xe5]\n", "1:11", "byte 0xE5 at offset 13"),
        (b"systems: [\xc0\xaf]\n", "1:11", "byte 0xC0 at offset 10"),
        (b"systems: [\xed\xa0\x80]\n", "1:11", "byte 0xED at offset 10"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\xf8", "1:21", "byte 0xF8 at offset 20"),
    ] {
        let folder = with_neighbour();
        write(&folder, "a.yaml", bytes);
        let loaded = load_folder(&folder);
        assert_eq!(
            told(&folder, &loaded),
            [format!("a.yaml unreadable-file {place}: this file is not UTF-8: {told_as}")]
        );
        assert_neighbour_is_read(&loaded);
    }
}

#[test]
fn a_byte_order_mark_of_utf8_is_no_part_of_the_text() {
    let folder = folder();
    write(&folder, "a.yaml", "\u{feff}systems: [a, å]\n");
    let loaded = load_folder(&folder);
    assert_eq!(loaded.model.elements[0].id(), "a");
    assert_eq!(faults(&loaded)[0].split(' ').next(), Some("1:14"));
}

// ---- Size and number

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = with_neighbour();
    let file = fs::File::create(folder.path().join("a.yaml")).unwrap();
    file.set_len(64 * 1024 * 1024).unwrap();
    let loaded = load_folder(&folder);
    assert_eq!(
        told(&folder, &loaded),
        ["a.yaml limit-exceeded 1:1: this file is larger than 33554432 bytes and is not read"]
    );
    assert!(loaded.findings[0].help.as_ref().unwrap().contains("raise `file_size`"));
    assert_neighbour_is_read(&loaded);
}

#[test]
fn limits_are_those_of_the_configuration() {
    let folder = folder();
    for name in ["a", "b", "c", "d"] {
        write(&folder, &format!("{name}.yaml"), format!("systems: [{name}1, {name}2]\n"));
    }
    write(&folder, "e/f/g.yaml", "systems: [g]\n");
    let load_with = |limits: Limits| {
        let loaded = load(folder.path(), &Config { limits, ..Config::default() }).unwrap();
        let ids: Vec<String> = loaded.model.elements.iter().map(|e| e.id().to_owned()).collect();
        assert!(loaded.model.incomplete);
        (ids.join(" "), told(&folder, &loaded))
    };
    let default = Limits::default;
    assert_eq!(
        load_with(Limits { files: 2, ..default() }),
        (
            "a1 a2 b1 b2".into(),
            vec!["c.yaml limit-exceeded 1:1: the map has 5 files; from here on none is read".into()]
        )
    );
    assert_eq!(
        load_with(Limits { elements: 3, ..default() }),
        (
            "a1 a2 b1".into(),
            vec![
                "b.yaml limit-exceeded 1:15: the map has more than 3 elements; from here on none is read"
                    .into()
            ]
        )
    );
    assert_eq!(
        load_with(Limits { depth: 1, ..default() }),
        (
            String::new(),
            ["a", "b", "c", "d"]
                .map(|name| format!(
                    "{name}.yaml limit-exceeded 1:10: lists and mappings are nested deeper than 1"
                ))
                .into_iter()
                .chain(["e/f limit-exceeded 1:1: folders are nested deeper than 1".into()])
                .collect()
        )
    );
    let (ids, found) = load_with(Limits { file_size: 17, ..default() });
    assert_eq!((ids.as_str(), found.len()), ("g", 4));
}

#[test]
fn deep_folders_end_at_the_limit() {
    let folder = with_neighbour();
    let deep: String = (0..70).map(|i| format!("d{i}/")).collect();
    write(&folder, &format!("{deep}x.yaml"), "systems: [x]\n");
    let loaded = load_folder(&folder);
    assert_eq!(loaded.findings.len(), 1);
    assert!(told(&folder, &loaded)[0].ends_with("limit-exceeded 1:1: folders are nested deeper than 64"));
    assert_neighbour_is_read(&loaded);
    assert_eq!(loaded.model.elements.len(), 1);
    assert!(loaded.model.incomplete);
}

#[test]
fn many_files_are_read() {
    let folder = folder();
    for i in 0..3000 {
        fs::write(folder.path().join(format!("{i:04}.yaml")), format!("systems: [s{i}]\n")).unwrap();
    }
    let loaded = load_folder(&folder);
    assert_eq!(loaded.model.elements.len(), 3000);
    assert!(loaded.model.elements.windows(2).all(|pair| pair[0].id.place < pair[1].id.place));
}

#[test]
fn the_faults_of_a_map_are_bounded_however_many_files_it_has() {
    let folder = folder();
    let text = "- å\n".repeat(990);
    for i in 0..40 {
        write(&folder, &format!("{i:02}.yaml"), format!("systems:\n{text}"));
    }
    let loaded = load_folder(&folder);
    assert_eq!(loaded.findings.len(), 10_001);
    let count = loaded.findings.iter().find(|finding| finding.rule == "limit-exceeded").unwrap();
    assert_eq!(count.message, "this map has 29600 more faults than the 10000 that are listed");
}

// ---- What is no file

#[test]
fn a_folder_named_like_a_file_is_a_folder() {
    let folder = with_neighbour();
    write(&folder, "x.yaml/inner.yaml", "systems: [inner]\n");
    fs::create_dir(folder.path().join("y.yml")).unwrap();
    let loaded = load_folder(&folder);
    assert_eq!(faults(&loaded), [""; 0]);
    assert_eq!(loaded.model.elements.len(), 2);
}

#[test]
fn empty_folders_are_no_map() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("a/b/c")).unwrap();
    fs::write(folder.path().join("a/readme.txt"), "systems: [a]\n").unwrap();
    assert!(matches!(load(folder.path(), &Config::default()), Err(LoadError::NoFiles(_))));
    // An empty file is a map, of nothing.
    fs::write(folder.path().join("a/empty.yaml"), "").unwrap();
    let loaded = load_folder(&folder);
    assert_eq!((loaded.model.elements.len(), loaded.findings.len()), (0, 0));
}

#[test]
fn hidden_files_and_folders_are_left_out() {
    let folder = with_neighbour();
    write(&folder, ".hidden.yaml", "}{");
    write(&folder, ".git/config.yaml", "}{");
    write(&folder, "a/.b/c.yaml", "}{");
    let loaded = load_folder(&folder);
    assert_eq!(faults(&loaded), [""; 0]);
    assert_eq!(loaded.sources.len(), 1);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    fn fifo(path: &Path) {
        let made = Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = with_neighbour();
        fifo(&folder.path().join("x.yaml"));
        fifo(&folder.path().join("other"));
        let loaded = load_folder(&folder);
        assert_eq!(told(&folder, &loaded), ["x.yaml skipped-file 1:1: not read: it is not a regular file"]);
        assert_neighbour_is_read(&loaded);
        assert!(!loaded.model.incomplete);
        let error = load(&folder.path().join("x.yaml"), &Config::default()).unwrap_err();
        assert!(matches!(error, LoadError::Unreadable(..)), "{error}");
    }

    #[test]
    fn a_socket_is_not_read() {
        let folder = with_neighbour();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("x.yaml")).unwrap();
        let loaded = load_folder(&folder);
        assert_eq!(told(&folder, &loaded), ["x.yaml skipped-file 1:1: not read: it is not a regular file"]);
    }

    #[test]
    fn devices_are_not_read() {
        for device in ["/dev/zero", "/dev/null"] {
            let error = load(Path::new(device), &Config::default()).unwrap_err();
            assert!(matches!(error, LoadError::Unreadable(..)), "{error}");
        }
    }

    #[test]
    fn links_are_not_followed_wherever_they_lead() {
        let outside = folder();
        write(&outside, "secret.yaml", "systems: [secret]\n");
        let folder = with_neighbour();
        let link = |target: &Path, name: &str| symlink(target, folder.path().join(name)).unwrap();
        link(&outside.path().join("secret.yaml"), "a-file.yaml");
        link(outside.path(), "b-folder");
        link(Path::new("/dev/zero"), "c-device.yaml");
        link(Path::new("nowhere.yaml"), "d-dangling.yaml");
        link(Path::new("e-itself.yaml"), "e-itself.yaml");
        link(Path::new("."), "f-around");
        link(Path::new("/etc/passwd"), "g-text");
        let loaded = load_folder(&folder);
        assert_eq!(
            told(&folder, &loaded),
            ["a-file.yaml", "b-folder", "c-device.yaml", "d-dangling.yaml", "e-itself.yaml", "f-around"]
                .map(|name| format!("{name} skipped-file 1:1: not read: it is a symbolic link"))
        );
        assert_eq!(loaded.model.elements.len(), 1);
        let help = "links are not followed; put the file itself in the map";
        assert!(loaded.findings.iter().all(|finding| finding.help.as_deref() == Some(help)));
    }

    #[test]
    fn what_the_user_names_may_be_a_link() {
        let outside = with_neighbour();
        let folder = folder();
        symlink(outside.path(), folder.path().join("map")).unwrap();
        symlink(outside.path().join("neighbour.yaml"), folder.path().join("map.yaml")).unwrap();
        for name in ["map", "map.yaml"] {
            let loaded = load(&folder.path().join(name), &Config::default()).unwrap();
            assert_neighbour_is_read(&loaded);
        }
    }

    #[test]
    fn only_links_are_no_map_but_say_so() {
        let folder = folder();
        symlink("/etc/passwd", folder.path().join("x.yaml")).unwrap();
        let loaded = load_folder(&folder);
        assert_eq!(faults(&loaded).len(), 1);
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let folder = with_neighbour();
        write(&folder, "a.yaml", "systems: [a]\n");
        write(&folder, "b/c.yaml", "systems: [c]\n");
        let deny = |name: &str| {
            fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap()
        };
        deny("a.yaml");
        deny("b");
        let may_read_all = fs::read(folder.path().join("a.yaml")).is_ok();
        let loaded = load_folder(&folder);
        fs::set_permissions(folder.path().join("b"), fs::Permissions::from_mode(0o700)).unwrap();
        if may_read_all {
            println!("skipped: this user, most likely root, may read everything");
            return;
        }
        let found = told(&folder, &loaded);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a.yaml unreadable-file 1:1: this file cannot be read: "), "{found:?}");
        assert!(found[1].starts_with("b unreadable-file 1:1: this cannot be read: "), "{found:?}");
        assert!(loaded.model.incomplete);
        assert_neighbour_is_read(&loaded);
    }

    #[test]
    fn file_names_may_be_anything() {
        let folder = with_neighbour();
        let names: [&[u8]; 10] = [
            b"new\nline.yaml",
            b"esc\x1b[31m.yaml",
            b"not\xffutf8.yaml",
            b"not\xfeutf8.yaml",
            "rtl\u{202e}lmay.yaml".as_bytes(),
            b"a,b:c%d]e.yaml",
            b"##[error]x.yaml",
            b"-rf.yaml",
            b" space .yml",
            "å\u{308}.yaml".as_bytes(),
        ];
        for (i, name) in names.iter().enumerate() {
            fs::write(folder.path().join(OsStr::from_bytes(name)), format!("systems: [s{i}, å]\n")).unwrap();
        }
        let long = format!("{}.yaml", "n".repeat(250));
        write(&folder, &long, "systems: [long]\n");
        let loaded = load_folder(&folder);
        assert_eq!(loaded.findings.len(), names.len());
        assert_eq!(loaded.model.elements.len(), names.len() + 2);
        // Two names that are shown alike are still in one order only.
        let order = |loaded: &Loaded| {
            loaded.model.elements.iter().map(|element| element.id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(order(&loaded), order(&load_folder(&folder)));
        let position = |id: &str| order(&loaded).iter().position(|other| other == id).unwrap();
        assert!(position("s3") < position("s2"));
    }

    #[test]
    fn names_that_differ_only_in_case_are_two_files() {
        let folder = folder();
        write(&folder, "A.yaml", "systems: [upper]\n");
        write(&folder, "a.yaml", "systems: [lower]\n");
        write(&folder, "b.YAML", "systems: [other]\n");
        let loaded = load_folder(&folder);
        assert!(!loaded.model.elements.is_empty() && loaded.model.elements.len() <= 2);
        assert_eq!(faults(&loaded), [""; 0]);
    }
}
