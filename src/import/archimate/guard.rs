//! What is looked at before a text is read as XML: what could take the machine down is refused, and so is a document type.
//!
//! One pass over the tags, without recursion. Whether they are well-formed is for the reader of XML to say.

use crate::diagnostic::{FileId, Finding, Place};
use crate::load::Limits;

/// So many `<` and so many `=` are room for a model of some hundred thousand elements.
const SIGNS: usize = 4_000_000;
/// Attributes of one tag. They are compared with each other.
const ATTRIBUTES: usize = 100;
/// Namespaces that hold at one place. Each tag that declares another one copies them.
const NAMESPACES: usize = 32;

/// What the reader of XML must not be given.
pub(super) fn check(text: &str, file: FileId, limits: &Limits) -> Result<(), Box<Finding>> {
    for sign in [b'<', b'='] {
        if text.bytes().filter(|&byte| byte == sign).count() > SIGNS {
            let message = format!("this file has more than {SIGNS} tags or attributes and is not read");
            return Err(Box::new(
                Finding::new("limit-exceeded", Place::file(file), message).subject("nodes"),
            ));
        }
    }
    let mut open = Open { file, limits, namespaces: Vec::new() };
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        at = tag.end;
        open.enter(&tag)?;
    }
    Ok(())
}

/// A tag, and what was counted in it.
struct Tag<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// The next tag or document type from a place on. Comments, instructions and character data are passed over.
fn next_tag(text: &str, from: usize) -> Option<Tag<'_>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find('<')?;
        let rest = text.get(start..)?;
        let passed = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        match passed.iter().find(|(opening, _)| rest.starts_with(opening)) {
            Some((opening, closing)) => {
                at = start + opening.len();
                at += text.get(at..)?.find(closing)? + closing.len();
            }
            None => {
                let end = start + length(rest);
                return Some(Tag { text: text.get(start..end)?, start, end });
            }
        }
    }
}

/// How long a tag is, to the `>` that stands in no quotes.
fn length(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// The tags that are open, each with the namespaces that hold in it.
struct Open<'l> {
    file: FileId,
    limits: &'l Limits,
    namespaces: Vec<usize>,
}

impl Open<'_> {
    fn enter(&mut self, tag: &Tag<'_>) -> Result<(), Box<Finding>> {
        let place = Place::new(self.file, tag.start, tag.end.min(tag.start + 40));
        if tag.text.starts_with("<!") {
            return Err(Box::new(document_type(place)));
        }
        if tag.text.starts_with("</") {
            self.namespaces.pop();
            return Ok(());
        }
        let attributes = tag.text.bytes().filter(|&byte| byte == b'=').count();
        let declared = if attributes == 0 { 0 } else { tag.text.matches("xmlns").count() };
        let namespaces = self.namespaces.last().copied().unwrap_or_default() + declared;
        if names_in(tag.text, attributes) > ATTRIBUTES {
            return Err(self.limit(place, format!("a tag has more than {ATTRIBUTES} attributes")));
        }
        if namespaces > NAMESPACES {
            return Err(self.limit(place, format!("more than {NAMESPACES} namespaces are declared here")));
        }
        if !tag.text.ends_with("/>") {
            self.namespaces.push(namespaces);
        }
        if self.namespaces.len() > self.limits.depth {
            let message = format!("tags are nested deeper than {}", self.limits.depth);
            let finding = Finding::new("limit-exceeded", place, message).subject("depth");
            let help = "if the model must be so, raise `depth` under [limits] in systemkarta.toml";
            return Err(Box::new(finding.help(help)));
        }
        Ok(())
    }

    fn limit(&self, place: Place, message: String) -> Box<Finding> {
        Box::new(Finding::new("limit-exceeded", place, message).subject("nodes"))
    }
}

/// The attributes of a tag: the `=` that stand in no quotes. Counted only where there are many signs at all.
fn names_in(tag: &str, signs: usize) -> usize {
    if signs <= ATTRIBUTES {
        return signs;
    }
    let mut quote = None;
    let mut names = 0;
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'=') => names += 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    names
}

/// What is said of a document type, which could name other files or stand for gigabytes.
pub(super) fn document_type(place: Place) -> Finding {
    let finding = Finding::new("syntax", place, "a document type is not read");
    finding.help("delete `<!DOCTYPE …>` and the entities in it; an exported model has none")
}
