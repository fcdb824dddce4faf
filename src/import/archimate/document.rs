//! The text of a file to XML that is an ArchiMate model.

use roxmltree::{Document, Error, ParsingOptions, TextPos};

use super::guard;
use crate::diagnostic::{FileId, Finding, Place, quoted};
use crate::load::Limits;

/// How the namespaces of the format begin; the version follows.
const OPEN_EXCHANGE: &str = "http://www.opengroup.org/xsd/archimate";
/// How those of the program Archi begin.
const ARCHI: &str = "http://www.archimatetool.com/archimate";
/// What to do with a model of Archi.
const EXPORT: &str = "export it: in Archi by File, Export, Model to Open Exchange File";
/// So many nodes are read.
const NODES: u32 = 4_000_000;

/// Reads a text as an ArchiMate model. A document type is refused, so there is nothing to expand or to fetch.
pub(super) fn parse<'t>(text: &'t str, file: FileId, limits: &Limits) -> Result<Document<'t>, Box<Finding>> {
    guard::check(text, file, limits)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Box::new(told_of_archi(fault(&error, text, file), text)))?;
    let root = document.root_element();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    let place = Place::new(file, root.range().start, root.range().start + 1);
    if namespace.starts_with(ARCHI) {
        let message = "this is a model in the own format of Archi, which is not read";
        return Err(Box::new(Finding::new("syntax", place, message).help(EXPORT)));
    }
    if root.tag_name().name() != "model" || !namespace.starts_with(OPEN_EXCHANGE) {
        let name = quoted(root.tag_name().name());
        let message = format!("this is no ArchiMate model: its outermost element is {name}");
        let finding = Finding::new("syntax", place, message);
        let help = format!(
            "an exported model begins with <model xmlns=\"{OPEN_EXCHANGE}/3.0/\" …>; export it as Open Exchange"
        );
        return Err(Box::new(finding.help(help)));
    }
    Ok(document)
}

/// A finding of a file that could not be read: if it is one of Archi with pictures, which is an archive, how to do it.
pub(super) fn told_of_archi(mut finding: Finding, text: &str) -> Finding {
    if text.starts_with("PK\u{3}\u{4}") {
        finding.help = Some(format!("if this is a model of Archi with pictures, {EXPORT}"));
    }
    finding
}

/// What is wrong with the XML.
fn fault(error: &Error, text: &str, file: FileId) -> Finding {
    let position = error.pos();
    let at = offset(text, position);
    match error {
        Error::DtdDetected => guard::document_type(Place::new(file, at, at)),
        Error::NodesLimitReached => {
            let message = format!("this file has more than {NODES} elements and texts and is not read");
            Finding::new("limit-exceeded", Place::file(file), message).subject("nodes")
        }
        Error::UnknownEntityReference(name, _) => {
            let message = format!("the entity {} is not read", quoted(name));
            let help = "only `&amp;` `&lt;` `&gt;` `&quot;` `&apos;` and characters by number are read";
            Finding::new("syntax", Place::new(file, at, at + 1), message).help(help)
        }
        error => {
            let what = error.to_string().replace(&format!(" at {position}"), "");
            let message = format!("this is no XML: {}", cut(&what));
            Finding::new("syntax", Place::new(file, at, at + 1), message)
        }
    }
}

/// So much of what the reader of XML says, since names of the file may stand in it.
fn cut(text: &str) -> &str {
    text.char_indices().nth(200).map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}

/// The byte that a line and a column stand for.
fn offset(text: &str, position: TextPos) -> usize {
    let line_before = (position.row as usize).saturating_sub(1);
    let line_start: usize = text.split_inclusive('\n').take(line_before).map(str::len).sum();
    let line = text.get(line_start..).unwrap_or_default();
    let column = (position.col as usize).saturating_sub(1);
    line_start + line.char_indices().nth(column).map_or(0, |(at, _)| at)
}
