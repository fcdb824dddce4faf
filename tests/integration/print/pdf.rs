//! Paper: one page of the size of the picture, with all its words in their order, and nothing that changes or runs.

use std::collections::HashMap;
use std::fs;

use miniz_oxide::inflate::decompress_to_vec_zlib;
use roxmltree::Document;

use super::{VIEWS, draw};

#[test]
fn a_page_has_the_size_and_the_words_of_the_svg() {
    if !crate::tools::fonts() {
        return;
    }
    for view in VIEWS {
        let folder = tempfile::tempdir().expect("a temporary folder");
        draw(folder.path(), &[view, &["-o", "a.svg"]].concat());
        draw(folder.path(), &[view, &["-o", "a.pdf"]].concat());
        let svg = fs::read_to_string(folder.path().join("a.svg")).expect("an svg");
        let document = Document::parse(&svg).expect("XML");
        let pdf = fs::read(folder.path().join("a.pdf")).expect("a pdf");
        let plain = String::from_utf8_lossy(&pdf);

        assert!(plain.starts_with("%PDF-1.") && plain.ends_with("%%EOF"));
        assert_eq!(plain.matches("/Type /Page\n").count(), 1, "{view:?}");
        let [width, height] =
            ["width", "height"].map(|name| document.root_element().attribute(name).expect("a size"));
        assert!(plain.contains(&format!("/MediaBox [0 0 {width} {height}]")), "{view:?}: {width} x {height}");
        for never in ["/JavaScript", "/OpenAction", "/CreationDate", "/ModDate", "/URI", "/Subtype /Image"] {
            assert!(!plain.contains(never), "{never} in {view:?}");
        }
        assert!(plain.contains("/Title ") && plain.contains("/Lang (en)"), "{view:?}");

        let words =
            document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
        let squeeze = |text: String| text.split_whitespace().collect::<String>();
        assert_eq!(squeeze(text_of(&pdf)), squeeze(words.collect()), "{view:?}");
    }
}

/// The text of a page whose fonts number their glyphs and tell in a table each what they stand for.
fn text_of(pdf: &[u8]) -> String {
    let streams: Vec<String> = streams(pdf).map(|data| String::from_utf8_lossy(&data).into_owned()).collect();
    let tables: Vec<HashMap<u16, String>> =
        streams.iter().filter(|data| data.contains("begincmap")).map(|data| table(data)).collect();
    let page = streams.iter().find(|data| data.contains("BT\n")).expect("a page");
    let mut font = 0;
    let mut text = String::new();
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("/F") {
            font = name.split(' ').next().and_then(|number| number.parse().ok()).expect("a font");
        } else if let Some(string) = line.strip_prefix('(').and_then(|line| line.strip_suffix(") Tj")) {
            text.push_str(&tables[font][&glyph(string)]);
        } else if let Some(string) = line.strip_prefix('<').and_then(|line| line.strip_suffix("> Tj")) {
            text.push_str(&tables[font][&u16::from_str_radix(string, 16).expect("a glyph")]);
        }
    }
    text
}

fn streams(pdf: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let mark = b"\nstream\n";
    let starts = pdf.windows(mark.len()).enumerate().filter(move |(_, found)| found == mark);
    starts.filter_map(move |(at, _)| {
        let packed = &pdf[at + mark.len()..];
        let end = packed.windows(10).position(|found| found == b"\nendstream")?;
        decompress_to_vec_zlib(&packed[..end]).ok()
    })
}

/// Lines such as `<0003> <00E4>`.
fn table(cmap: &str) -> HashMap<u16, String> {
    let pairs = cmap.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    let hex = |text: &str| u16::from_str_radix(text, 16).expect("hex");
    let pairs = pairs.filter(|(glyph, text)| (*glyph, *text) != ("0000", "FFFF"));
    pairs
        .map(|(glyph, text)| {
            let units: Vec<u16> = (0..text.len() / 4).map(|at| hex(&text[4 * at..4 * at + 4])).collect();
            (hex(glyph), String::from_utf16(&units).expect("UTF-16"))
        })
        .collect()
}

/// Two bytes, some of them written as `\012` or `\n`.
fn glyph(string: &str) -> u16 {
    let mut bytes = Vec::new();
    let mut rest = string;
    while let Some(first) = rest.chars().next() {
        let (byte, length) = match (first, rest.as_bytes().get(1)) {
            ('\\', Some(b'0'..=b'7')) => (u8::from_str_radix(&rest[1..4], 8).expect("octal"), 4),
            ('\\', Some(b'n')) => (b'\n', 2),
            ('\\', Some(b'r')) => (b'\r', 2),
            ('\\', Some(b't')) => (b'\t', 2),
            ('\\', Some(b'b')) => (8, 2),
            ('\\', Some(b'f')) => (12, 2),
            ('\\', Some(&other)) => (other, 2),
            _ => (rest.as_bytes()[0], first.len_utf8()),
        };
        bytes.push(byte);
        rest = &rest[length..];
    }
    let [high, low] = bytes[..] else { panic!("{string:?} is no glyph") };
    u16::from_be_bytes([high, low])
}
