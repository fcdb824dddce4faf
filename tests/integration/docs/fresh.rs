//! The pictures in docs/pictures are those that the program draws.

use std::fs;
use std::path::Path;
use std::process::Command;

use roxmltree::{Document, Node};

use crate::tools;

/// A picture of docs/pictures, and how it is made.
struct Picture {
    file: &'static str,
    command: &'static str,
    /// Graphviz puts boxes elsewhere from version to version, so where they are is not compared.
    laid_out: bool,
}

const PICTURES: [Picture; 3] = [
    Picture {
        file: "impact-integration-service.svg",
        command: "--view impact integration-service --kind outage --from 2007-09-11T08:00 --for 8h",
        laid_out: true,
    },
    Picture { file: "matrix.svg", command: "--view matrix --max-nodes 40", laid_out: false },
    Picture {
        file: "timeline.svg",
        command: "--view timeline groupwise-farsta meta-2 smil scheduling-farsta oracle-9i kitt",
        laid_out: false,
    },
];

#[test]
fn the_pictures_of_the_documents_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("pictures").map(|entry| entry.expect("a file").file_name()).collect();
    files.sort();
    assert_eq!(files, PICTURES.map(|picture| picture.file));
    for Picture { file, command, laid_out } in PICTURES {
        if laid_out && !tools::has("dot") {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["render", "-m", "maps/stockholm"])
            .args(command.split(' '))
            .output()
            .expect("systemkarta runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let fresh = String::from_utf8(output.stdout).expect("an svg");
        let path = folder.join(file);
        let written = fs::read_to_string(&path).unwrap_or_default();
        let same = written == fresh || laid_out && said(&written) == said(&fresh);
        if !same && std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &fresh).expect("a picture");
            continue;
        }
        assert!(
            same,
            "docs/pictures/{file} is not fresh; `UPDATE=1 cargo test --test integration docs` draws it anew"
        );
    }
}

/// What a picture says wherever its boxes are: every element with its look and its words. Words of one kind that follow
/// each other are one text, for where a line breaks hangs on the width of the picture.
fn said(svg: &str) -> Vec<(String, String)> {
    const PLACES: [&str; 14] = [
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "d",
        "width",
        "height",
        "viewBox",
        "transform",
        "points",
        "cx",
        "cy",
    ];
    let Ok(document) = Document::parse(svg) else { return Vec::new() };
    let mut said: Vec<(String, String)> = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let mut look = node.tag_name().name().to_owned();
        for attribute in node.attributes().filter(|attribute| !PLACES.contains(&attribute.name())) {
            look.push_str(&format!(" {}={}", attribute.name(), attribute.value()));
        }
        let words = node.text().unwrap_or_default().trim();
        match said.last_mut() {
            Some((last, text)) if *last == look && node.has_tag_name("text") => {
                text.push(' ');
                text.push_str(words);
            }
            _ => said.push((look, words.to_owned())),
        }
    }
    said
}
