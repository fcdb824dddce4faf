//! Text to tree: the only place that knows the YAML parser.
//!
//! What YAML allows and a map has no use for is refused with a place: merge keys, tags beyond YAML's own,
//! control characters, deep nesting, long texts and aliases that stand for too much.

use std::borrow::Cow;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span, Tag};

use super::faults::Faults;
use super::limits::Limits;
use super::tree::{Content, Node, Tree};
use crate::diagnostic::{FileId, Finding, Place};
use crate::escape;

/// Reads the text of a file as a tree.
///
/// At the first place that is no YAML, reading ends with a finding; what stood before it is kept.
pub(super) fn parse<'t>(text: &'t str, file: FileId, limits: &Limits, faults: &mut Faults) -> Tree<'t> {
    if let Some(place) = conflict_marker(text, file) {
        faults.add(
            Finding::new("syntax", place, "a merge conflict was left in this file")
                .help("keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
        );
        faults.incomplete = true;
        return Tree::default();
    }
    let mut builder = Builder::new(file, limits);
    for event in Parser::new_from_str_with_options(text, parser_options()) {
        let step = match event {
            Ok((event, span)) => builder.step(event, span),
            Err(error) => Err(syntax_error(&error, text, file)),
        };
        if let Err(finding) = step {
            faults.add(finding);
            faults.incomplete = true;
            break;
        }
    }
    builder.finish(faults)
}

/// The parser's own limits lie above ours, so that ours speak first.
fn parser_options() -> Options {
    let mut options = Options::default();
    options.flow_nesting_limit = 250;
    options.block_nesting_limit = 250;
    options.disallow_directives = false;
    options
}

/// Git writes its markers at the start of a line, all three in order.
fn conflict_marker(text: &str, file: FileId) -> Option<Place> {
    let at_line_start = |marker: &str, from: usize| {
        let rest = text.get(from..)?;
        if from == 0 && rest.starts_with(marker) {
            return Some(0);
        }
        rest.find(&format!("\n{marker}")).map(|i| from + i + 1)
    };
    let start = at_line_start("<<<<<<< ", 0)?;
    let middle = at_line_start("=======", start)?;
    at_line_start(">>>>>>> ", middle)?;
    Some(Place::new(file, start, start + 7))
}

struct Builder<'t, 'l> {
    file: FileId,
    limits: &'l Limits,
    tree: Tree<'t>,
    /// The lists and mappings that are open, by the index of their node.
    open: Vec<usize>,
    /// For each anchor the range of nodes that it names, once that is complete.
    anchors: Vec<Option<(usize, usize)>>,
    anchor_of: Vec<(usize, usize)>,
    expanded: usize,
    findings: Vec<Finding>,
}

impl<'t, 'l> Builder<'t, 'l> {
    fn new(file: FileId, limits: &'l Limits) -> Self {
        Self {
            file,
            limits,
            tree: Tree::default(),
            open: Vec::new(),
            anchors: Vec::new(),
            anchor_of: Vec::new(),
            expanded: 0,
            findings: Vec::new(),
        }
    }

    fn step(&mut self, event: Event<'t>, span: Span) -> Result<(), Finding> {
        let place = self.place(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), place);
                let text = self.checked_text(text, place)?;
                self.push(Content::Scalar { text, quoted: style != ScalarStyle::Plain }, place)?;
                self.complete_anchor(anchor, self.tree.nodes.len().saturating_sub(1));
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.start(Content::List, place, anchor, tag.as_deref())?
            }
            Event::MappingStart(_, anchor, tag) => {
                self.start(Content::Mapping, place, anchor, tag.as_deref())?
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            Event::Alias(anchor) => self.expand(anchor, place)?,
            _ => {}
        }
        Ok(())
    }

    fn place(&self, span: Span) -> Place {
        let start = span.start.byte_offset().unwrap_or_default();
        Place::new(self.file, start, span.end.byte_offset().unwrap_or(start))
    }

    fn start(
        &mut self,
        content: Content<'t>,
        place: Place,
        anchor: usize,
        tag: Option<&Tag>,
    ) -> Result<(), Finding> {
        self.check_tag(tag, place);
        if self.open.len() >= self.limits.depth {
            let message = format!("lists and mappings are nested deeper than {}", self.limits.depth);
            return Err(limit(place, "depth", message));
        }
        self.open.push(self.tree.nodes.len());
        if anchor != 0 {
            self.anchor_of.push((self.tree.nodes.len(), anchor));
        }
        self.push(content, place)
    }

    fn end(&mut self, place: Place) {
        let Some(index) = self.open.pop() else { return };
        self.close(index, Some(place.end));
        if self.anchor_of.last().is_some_and(|(node, _)| *node == index)
            && let Some((_, anchor)) = self.anchor_of.pop()
        {
            self.complete_anchor(anchor, index);
        }
    }

    fn close(&mut self, index: usize, end: Option<u32>) {
        let after = to_u32(self.tree.nodes.len());
        if let Some(node) = self.tree.nodes.get_mut(index) {
            node.after = after;
            node.place.end = end.unwrap_or(node.place.end).max(node.place.end);
        }
    }

    fn push(&mut self, content: Content<'t>, place: Place) -> Result<(), Finding> {
        let after = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { content, place, after: to_u32(after) });
        Ok(())
    }

    fn complete_anchor(&mut self, anchor: usize, from: usize) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = Some((from, self.tree.nodes.len()));
        }
    }

    /// Writes out the nodes that an alias stands for. They keep the places where they were written.
    fn expand(&mut self, anchor: usize, place: Place) -> Result<(), Finding> {
        let Some(Some((from, until))) = self.anchors.get(anchor).copied() else {
            return Err(Finding::new("syntax", place, "an alias stands within the value that it names")
                .help("write the value out"));
        };
        let named = self.tree.nodes.get(from..until).unwrap_or_default();
        // A long text counts for more than one value, since every copy takes memory.
        self.expanded += named.iter().map(weight).sum::<usize>();
        if self.expanded > self.limits.alias_expansion {
            let message = format!("aliases stand for more than {} values", self.limits.alias_expansion);
            return Err(limit(place, "alias_expansion", message));
        }
        let copied_to = self.tree.nodes.len();
        let shifted: Vec<Node<'t>> = named
            .iter()
            .map(|node| Node { after: to_u32(node.after as usize - from + copied_to), ..node.clone() })
            .collect();
        self.tree.nodes.extend(shifted);
        Ok(())
    }

    fn checked_text(&mut self, text: Cow<'t, str>, place: Place) -> Result<Cow<'t, str>, Finding> {
        if text.len() > self.limits.scalar_length {
            let message = format!("a text is longer than {} bytes", self.limits.scalar_length);
            self.findings.push(limit(Place { end: place.start, ..place }, "scalar_length", message));
            return Ok(Cow::Borrowed(""));
        }
        if let Some(character) = escape::forbidden_in_text(&text) {
            self.findings.push(
                Finding::new(
                    "forbidden-character",
                    place,
                    format!("a text contains the character U+{:04X}", u32::from(character)),
                )
                .label("invisible, or changes how the text around it is shown")
                .help(
                    "delete it: control and bidirectional characters can make a text lie about what it says",
                ),
            );
            return Ok(Cow::Borrowed(""));
        }
        Ok(text)
    }

    fn check_tag(&mut self, tag: Option<&Tag>, place: Place) {
        let Some(tag) = tag else { return };
        if !tag.is_yaml_core_schema() {
            self.findings.push(
                Finding::new("syntax", place, format!("the tag `{}` is not known", tag.original()))
                    .help("delete the tag; a map is plain data, and nothing is included or executed"),
            );
        }
    }

    fn finish(mut self, faults: &mut Faults) -> Tree<'t> {
        while let Some(index) = self.open.pop() {
            self.close(index, None);
        }
        self.findings.into_iter().for_each(|finding| faults.add(finding));
        self.tree
    }
}

fn weight(node: &Node<'_>) -> usize {
    match &node.content {
        Content::Scalar { text, .. } => 1 + text.len() / 64,
        Content::List | Content::Mapping => 1,
    }
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A finding that a limit was met, and how to raise it.
pub(super) fn limit(place: Place, name: &'static str, message: String) -> Finding {
    Finding::new("limit-exceeded", place, message)
        .subject(name)
        .help(format!("if the map must be so, raise `{name}` under [limits] in systemkarta.toml"))
}

fn syntax_error(error: &ScanError, text: &str, file: FileId) -> Finding {
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let info = error.info();
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1);
    let indentation = text.get(line_start..).unwrap_or_default();
    let indentation: &str = indentation.split(|c: char| c != ' ' && c != '\t').next().unwrap_or_default();
    if let Some(tab) = indentation.find('\t') {
        let place = Place::new(file, line_start + tab, line_start + tab + 1);
        return Finding::new("syntax", place, "a tab indents this line")
            .label("a tab")
            .help("indent with spaces; YAML allows no tabs here");
    }
    Finding::new("syntax", Place::new(file, start, start + 1), info)
        .help("what stands after this in the file is not read")
}
