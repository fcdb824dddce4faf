//! Files made to attack the reader, and files that are only damaged.

use std::time::{Duration, Instant};

use super::*;

fn refused(name: &str, bytes: &[u8]) -> String {
    read_as(name, bytes, "", &Config::default()).unwrap_err()
}

#[test]
fn what_is_no_workbook_says_what_it_is_and_what_to_do() {
    let good = book(&[("systems", &[&["name"], &["Lisa"]])]);
    for (name, bytes, why) in [
        ("a.xlsx", &b"name;owner\n"[..], "it is no workbook (.xlsx)"),
        ("a.xlsx", b"", "it is no workbook (.xlsx)"),
        ("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "protected by a password, or an old workbook"),
        ("a.xls", b"", "save it as a workbook (.xlsx)"),
        ("a.ods", b"PK\x03\x04", "save it as a workbook (.xlsx)"),
        ("a.tsv", b"a\tb", "save it as a workbook (.xlsx)"),
        ("a.xlsx", &good[..good.len() / 2], "this workbook is damaged"),
        (
            "a.xlsx",
            &archive(&[("a.txt", "x")], CompressionMethod::Stored),
            "it is no workbook that can be read",
        ),
    ] {
        let told = refused(name, bytes);
        assert!(told.contains(why) && told.starts_with(&format!("cannot read `{name}`: ")), "{told}");
    }
    let gone = workbook::read(Path::new("nowhere.xlsx"), &Model::default(), &Config::default());
    assert!(gone.unwrap_err().to_string().contains("there is no"));
}

#[test]
fn what_unpacks_without_measure_is_refused() {
    let zeros = "0".repeat(1_000_000);
    let bomb = raw(&inline("A1", "name"), &[("xl/media/a.bin", &zeros), ("xl/media/b.bin", &zeros)]);
    let small = config("[limits]\nfile_size = 100000\n");
    let told = read_as("a.xlsx", &bomb, "", &small).unwrap_err();
    assert!(told.contains("unpacks to more than 800000 bytes"), "{told}");
    let dtd = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    assert!(refused("a.xlsx", &raw("", &[("xl/sharedStrings.xml", dtd)])).contains("declares XML entities"));
    let count = "<sst uniqueCount=\"9999999999999999\"><si><t>a</t></si></sst>";
    assert!(refused("a.xlsx", &raw("", &[("xl/sharedStrings.xml", count)])).contains("damaged"));
    for cell in ["ZZZZZZZZZZ1", "A99999999999", "B2\"/><f ref=\"B2:A1"] {
        assert!(refused("a.xlsx", &raw(&inline(cell, "x"), &[])).contains("refers to cells"), "{cell}");
    }
    let files: Vec<(String, &str)> = (0..10_100).map(|i| (format!("f{i}"), "")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert!(refused("a.xlsx", &archive(&files, CompressionMethod::Stored)).contains("more than 10000 files"));
}

#[test]
fn cells_far_out_and_texts_said_again_and_again_take_no_memory() {
    let header = format!("<row r=\"1\">{}</row>", inline("A1", "name"));
    let far = format!(
        "{header}<row r=\"2\">{}</row><row r=\"1048576\">{}</row>",
        inline("A2", "Lisa"),
        inline("XFD1048576", "x")
    );
    let draft = read(&raw(&far, &[]), "");
    assert_eq!(said(&draft), ["systems lisa: name=Lisa;"]);
    assert_eq!(
        told(&draft),
        [
            "register.xlsx (systems):1  limit-exceeded: something stands in XFD1048576, further out than a worksheet is read"
        ]
    );
    let low = format!("{header}<row r=\"1048576\">{}</row>", inline("A1048576", "Lisa"));
    assert_eq!(said(&read(&raw(&low, &[]), "")), ["systems lisa: name=Lisa;"]);

    let long = "x".repeat(30_000);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let rows: String = (2..3000)
        .map(|row| {
            format!(
                "<row r=\"{row}\">{}<c r=\"B{row}\" t=\"s\"><v>0</v></c></row>",
                inline(&format!("A{row}"), &format!("n{row}"))
            )
        })
        .collect();
    let head = format!("<row r=\"1\">{}{}</row>", inline("A1", "name"), inline("B1", "description"));
    let bytes = raw(&(head + &rows), &[("xl/sharedStrings.xml", &strings)]);
    let draft = read(&bytes, "");
    let full: Vec<String> = told(&draft).into_iter().filter(|told| told.contains("limit-exceeded")).collect();
    assert_eq!(full.len(), 1, "{full:?}");
    assert!(full[0].contains("hold more than 33554432 bytes; from row "), "{full:?}");
    assert!(draft.entries.len() > 1000 && draft.entries.len() < 1200, "{}", draft.entries.len());
}

#[test]
fn a_cell_that_cannot_be_read_costs_its_worksheet_and_clears_nothing() {
    let header = format!("<row r=\"1\">{}{}</row>", inline("A1", "name"), inline("B1", "owner"));
    for cell in [
        "<c r=\"B2\" t=\"s\"><v>7</v></c>",
        "<c r=\"B2\" t=\"e\"><v>#NEW!</v></c>",
        "<c r=\"B2\" t=\"b\"><v>maybe</v></c>",
        "<c r=\"2\"><v>1</v></c>",
    ] {
        let data = format!("{header}<row r=\"2\">{}{cell}</row>", inline("A2", "Lisa"));
        let draft = read(&raw(&data, &[]), "");
        assert_eq!(said(&draft), [""; 0], "{cell}");
        assert!(
            told(&draft)[0]
                .starts_with("register.xlsx (systems):1  unreadable-file: this worksheet cannot be read"),
            "{cell}"
        );
    }
    let lost = BOOK_RELS.replace("sheet1", "sheet9");
    let draft = read(&raw("", &[("xl/_rels/workbook.xml.rels", &lost)]), "");
    assert!(told(&draft)[0].contains("this worksheet cannot be read"), "{:?}", told(&draft));
}

/// Bytes at random, from a seed: the same each time.
struct Seed(u64);

impl Seed {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// Damage to the archive itself mostly breaks a checksum, so most of it is done to the files within.
#[test]
fn no_damage_brings_it_down() {
    let shared =
        "<sst count=\"2\" uniqueCount=\"2\"><si><t>name</t></si><si><r><t>Lisa &amp; co</t></r></si></sst>";
    let styles = "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\"/></numFmts><cellXfs><xf numFmtId=\"164\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
    let data = format!(
        "<worksheet><dimension ref=\"A1:C3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>{}</row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"0\"><v>39326</v></c><c r=\"C2\" t=\"n\"><f t=\"shared\" ref=\"C2:C3\" si=\"0\">A1</f><v>1.5</v></c></row><row r=\"3\"><c r=\"C3\" t=\"e\"><f t=\"shared\" si=\"0\"/><v>#REF!</v></c><c t=\"b\"><v>1</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"B1:B3\"/></mergeCells></worksheet>",
        inline("B1", "active")
    );
    let files = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &data),
        ("xl/sharedStrings.xml", shared),
        ("xl/styles.xml", styles),
    ];
    let whole = archive(&files, CompressionMethod::Stored);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let start = Instant::now();
    let mut seed = Seed(7);
    let mut understood = 0;
    for round in 0..2_000 {
        let bytes = if round % 5 == 0 {
            let mut bytes = whole.clone();
            let at = seed.next(bytes.len());
            bytes[at] = seed.next(256) as u8;
            if round % 15 == 0 {
                bytes.truncate(seed.next(bytes.len()));
            }
            bytes
        } else {
            let which = seed.next(files.len());
            let mut texts: Vec<(&str, String)> =
                files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
            let mut text: Vec<u8> = texts[which].1.clone().into_bytes();
            for _ in 0..=seed.next(4) {
                let at = seed.next(text.len());
                match seed.next(4) {
                    0 => drop(text.remove(at)),
                    1 => text.insert(at, b"<>\"'/&0198ABZ= ]"[seed.next(16)]),
                    2 => text[at] = b' ' + seed.next(95) as u8,
                    _ => {
                        let until = (at + seed.next(20)).min(text.len());
                        let copy = text[at..until].to_vec();
                        text.splice(at..at, copy);
                    }
                }
            }
            texts[which].1 = String::from_utf8(text).unwrap();
            let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            archive(&texts, CompressionMethod::Stored)
        };
        fs::write(&path, &bytes).unwrap();
        if let Ok(draft) = workbook::read(&path, &Model::default(), &Config::default()) {
            understood += usize::from(!draft.entries.is_empty());
            for finding in &draft.findings {
                assert!(draft.sources.locate(finding.place).line >= 1);
                assert!(finding.message.chars().count() < 1000);
            }
        }
    }
    assert!(understood > 300, "{understood}");
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}
