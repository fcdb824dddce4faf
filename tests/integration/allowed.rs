//! Pictures consist of few things: shapes, text and names. Whatever else a picture could hold is not in ours, so that
//! those who take pictures from others, such as wikis, take these.

use std::collections::BTreeMap;
use std::process::Command;

use crate::tools;

/// The elements of a picture with the attributes that they may have.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("svg", &["viewBox", "width", "height", "role", "aria-labelledby", "font-family"]),
    ("title", &["id"]),
    ("desc", &["id"]),
    ("g", &["id", "class", "data-id", "data-from", "data-to", "fill", "pointer-events"]),
    (
        "rect",
        &["class", "x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-dasharray"],
    ),
    ("path", &["class", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"]),
    (
        "text",
        &[
            "class",
            "x",
            "y",
            "fill",
            "font-size",
            "font-weight",
            "letter-spacing",
            "text-anchor",
            "text-decoration",
            "transform",
        ],
    ),
];

const VIEWS: [&str; 9] = [
    "map",
    "standard",
    "lifecycle",
    "matrix",
    "timeline",
    "neighbourhood lisa",
    "impact st-erik-net",
    "impact server-hall-2=outage",
    "diff @2007-09-01 @2010-06-30",
];

#[test]
fn a_picture_holds_nothing_but_shapes_text_and_names() {
    if !tools::has("dot") {
        return;
    }
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    for view in VIEWS {
        let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
            .args(["-m", concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm"), "render", "--view"])
            .args(view.split(' '))
            .output()
            .unwrap();
        assert!(output.status.success(), "{view}: {}", String::from_utf8_lossy(&output.stderr));
        let picture = String::from_utf8(output.stdout).unwrap();
        let document = roxmltree::Document::parse(&picture).unwrap();
        for node in document.descendants() {
            assert!(node.is_root() || node.is_element() || node.is_text(), "{view}: {node:?}");
            if !node.is_element() {
                continue;
            }
            assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{view}");
            let name = node.tag_name().name();
            let may_have = allowed.get(name).unwrap_or_else(|| panic!("{view}: <{name}>"));
            for attribute in node.attributes() {
                assert!(may_have.contains(&attribute.name()), "{view}: {} of <{name}>", attribute.name());
                assert!(!attribute.value().contains("url("), "{view}: {attribute:?}");
            }
        }
    }
}
