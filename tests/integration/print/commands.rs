//! `render` to PNG and PDF as a user runs it.

use std::fs;

use systemkarta::render::{MOST_PIXELS, Press, PrintError};

use super::{command, draw, render};

const SMALL: [&str; 4] = ["--view", "timeline", "meta-2", "oracle-9i"];

#[test]
fn the_same_picture_is_the_same_bytes_in_a_file_and_in_a_pipe() {
    if !crate::tools::fonts() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in ["png", "pdf"] {
        let file = format!("a.{format}");
        draw(folder.path(), &[&SMALL[..], &["-o", &file]].concat());
        let written = fs::read(folder.path().join(file)).expect("a picture");
        for to in [&["--format", format][..], &["--format", format, "-o", "-"]] {
            let piped = render(folder.path(), &[&SMALL[..], to].concat());
            assert!(piped.status.success() && piped.stdout == written, "{format}: {to:?}");
        }
    }
}

#[test]
fn a_scale_makes_so_many_pixels_a_point() {
    if !crate::tools::fonts() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = |scale: &str| {
        draw(folder.path(), &[&SMALL[..], &["--scale", scale, "-o", "a.png"]].concat());
        resvg::tiny_skia::Pixmap::load_png(folder.path().join("a.png")).expect("a png").width()
    };
    assert_eq!(size("3"), 3 * size("1"));
}

#[test]
fn what_is_too_large_is_refused_before_memory_is_taken() {
    if !crate::tools::fonts() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = render(folder.path(), &["--view", "matrix", "--scale", "8", "-o", "a.png"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("smaller --scale") && told.contains("pixels"), "{told}");
    assert!(!folder.path().join("a.png").exists());

    let press = Press::new().expect("fonts");
    let svg = |side: u64| format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'/>");
    let side = MOST_PIXELS.isqrt() + 1;
    assert!(matches!(press.png(&svg(side), 1), Err(PrintError::TooLarge { .. })));
    assert!(matches!(press.png(&svg(10_000_000), 8), Err(PrintError::TooLarge { .. })));
}

#[test]
fn a_picture_of_every_element_can_be_pixels_or_paper() {
    if !crate::tools::fonts() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let map = "systems: {lisa: {runs_on: oracle}}\ntechnologies: {oracle: }\n";
    fs::write(folder.path().join("map.yaml"), map).expect("a map");
    for (format, begin) in [("png", &b"\x89PNG"[..]), ("pdf", b"%PDF")] {
        let to = format!("pictures-{format}");
        let arguments =
            ["--view", "neighbourhood", "--each", "--layout", "builtin", "--format", format, "-o", &to];
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .current_dir(folder.path())
            .args(["render", "-m", "map.yaml"])
            .args(arguments)
            .status();
        assert!(status.expect("systemkarta runs").success());
        for id in ["lisa", "oracle"] {
            let file = format!("{id}.{format}");
            let picture = fs::read(folder.path().join(&to).join(&file)).expect("a picture");
            assert!(picture.starts_with(begin), "{file}");
            let contents = fs::read_to_string(folder.path().join(&to).join("index.md")).expect("contents");
            assert!(contents.contains(&file));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_font_there_is_an_error_and_no_picture_without_words() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let none = folder.path().join("no-fonts");
    fs::create_dir(&none).expect("a folder");
    let settings = folder.path().join("fonts.conf");
    fs::write(&settings, format!("<fontconfig><dir>{}</dir></fontconfig>", none.display()))
        .expect("settings");
    for file in ["a.png", "a.pdf"] {
        let mut command = command(folder.path(), &[&SMALL[..], &["-o", file]].concat());
        let output = command.env("FONTCONFIG_FILE", &settings).output().expect("systemkarta runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("fonts-liberation") && told.contains("write svg"), "{told}");
        assert!(!folder.path().join(file).exists());
    }
}

#[test]
fn files_that_a_picture_names_are_not_read() {
    if !crate::tools::fonts() {
        return;
    }
    let press = Press::new().expect("fonts");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let picture = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='40' fill='#0000FF'/>{inside}</svg>"
        )
    };
    let red = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='40' fill='#FF0000'/></svg>";
    let file = folder.path().join("red.svg");
    fs::write(&file, red).expect("a file");
    let named = picture(&format!("<image href='{}' width='40' height='40'/>", file.display()));
    assert_eq!(press.png(&named, 1), press.png(&picture(""), 1));
    assert_eq!(press.pdf(&named), press.pdf(&picture("")));
}

#[test]
fn what_paper_cannot_show_is_an_error() {
    if !crate::tools::fonts() {
        return;
    }
    let press = Press::new().expect("fonts");
    for inside in [
        "<g opacity='0.5'><rect width='9' height='9'/></g>",
        "<rect width='9' height='9' fill-opacity='0.5'/>",
    ] {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>");
        assert!(matches!(press.pdf(&svg), Err(PrintError::Unprintable { .. })), "{inside}");
    }
    assert!(press.pdf("no picture").is_err());
}
