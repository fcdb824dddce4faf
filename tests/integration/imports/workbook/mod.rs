//! Workbooks and sheets that owners send in.

mod cells;
mod choose;
mod hostile;
mod laws;
mod matching;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet};
use systemkarta::entry::flow;
use systemkarta::import::{Draft, workbook};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Model;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn model(yaml: &str) -> Model {
    load_texts([("map.yaml", yaml)], &Config::default()).model
}

fn config(text: &str) -> Config {
    Config::parse(text, "systemkarta.toml", &[]).unwrap()
}

/// Reads bytes as a file with this name, beside a map.
fn read_as(name: &str, bytes: &[u8], map: &str, config: &Config) -> Result<Draft, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    workbook::read(&path, &model(map), config)
        .map_err(|error| error.to_string().replace(&path.display().to_string(), name))
}

fn read(bytes: &[u8], map: &str) -> Draft {
    read_as("register.xlsx", bytes, map, &Config::default()).unwrap()
}

/// A workbook of worksheets, by name, with rows of texts.
fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    written(|book| {
        for (name, rows) in sheets {
            fill(book.add_worksheet().set_name(*name).unwrap(), rows);
        }
    })
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
}

fn written(write: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    write(&mut book);
    book.save_to_buffer().unwrap()
}

/// An archive of these files.
fn archive(files: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook><sheets><sheet name="systems" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one worksheet `systems` of this data, and other files.
fn raw(data: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
    let mut files = vec![
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    files.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    files.extend(others);
    archive(&files, CompressionMethod::Deflated)
}

/// A cell with a text of its own.
fn inline(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Each entry as `section id: field=value; … -cleared`.
fn said(draft: &Draft) -> Vec<String> {
    let of_one = |incoming: &systemkarta::import::Incoming| {
        let entry = &incoming.entry;
        let mut said = format!("{} {}:", entry.listing.name(), entry.id);
        for (field, value) in &entry.fields {
            said += &format!(" {field}={};", flow(value));
        }
        for cleared in &incoming.cleared {
            said += &format!(" -{cleared}");
        }
        assert!(!incoming.is_its_own);
        said
    };
    draft.entries.iter().map(of_one).collect()
}

/// Each finding as `file:line cell rule: message`, without the notes that ids are made.
fn told(draft: &Draft) -> Vec<String> {
    let told = |finding: &systemkarta::diagnostic::Finding| {
        let at = draft.sources.locate(finding.place);
        let file = Path::new(at.path).file_name().unwrap().to_string_lossy().into_owned();
        let label = finding.label.as_deref().unwrap_or_default();
        format!("{file}:{} {label} {}: {}", at.line, finding.rule, finding.message)
    };
    let is_told = |finding: &&systemkarta::diagnostic::Finding| {
        !matches!(&*finding.rule, "made-id" | "unknown-organisation")
    };
    draft.findings.iter().filter(is_told).map(told).collect()
}
