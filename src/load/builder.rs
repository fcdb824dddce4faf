//! The events of the YAML parser to a tree: the only place, with `syntax`, that knows the parser.
//!
//! What YAML allows and a map has no use for is refused with a place: tags beyond YAML's own, control
//! characters, deep nesting, long texts and aliases that stand for too much.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span, Tag};

use super::faults::Faults;
use super::limits::Limits;
use super::parse::limit;
use super::syntax;
use super::tree::{Content, Node, Tree};
use crate::diagnostic::{FileId, Finding, Place, quoted};
use crate::escape;
use crate::model::did_you_mean;

/// How far before its value a tag is looked for, beyond its own length.
const NEAR: usize = 256;

/// Why reading ends before the end of the text.
pub(super) type Stop = Box<Finding>;

/// A tree that grows with the events of the parser.
pub(super) struct Builder<'t, 'l> {
    text: &'t str,
    file: FileId,
    limits: &'l Limits,
    tree: Tree<'t>,
    /// Where in the file the text begins that the parser is given.
    from: usize,
    /// The lists and mappings that are open, by the index of their node.
    open: Vec<usize>,
    anchors: Anchors<'t>,
    expanded: usize,
    pub(super) faults: &'l mut Faults,
}

/// The anchors of the text that the parser is given. It numbers them from 1.
#[derive(Default)]
struct Anchors<'t> {
    /// For each the range of nodes that it names, once that is complete.
    named: Vec<Option<(usize, usize)>>,
    /// Those of lists and mappings that are open: node and number.
    open: Vec<(usize, usize)>,
    /// The names of this document, and where each was given.
    names: HashMap<Cow<'t, str>, Place>,
}

impl<'t, 'l> Builder<'t, 'l> {
    pub(super) fn new(text: &'t str, file: FileId, limits: &'l Limits, faults: &'l mut Faults) -> Self {
        Self {
            text,
            file,
            limits,
            tree: Tree::default(),
            from: 0,
            open: Vec::new(),
            anchors: Anchors::default(),
            expanded: 0,
            faults,
        }
    }

    /// Reads from a place to the end, or to the first place that is no YAML.
    pub(super) fn read(&mut self, from: usize) -> Result<(), Stop> {
        self.close_all();
        self.from = from;
        self.anchors = Anchors::default();
        let rest = self.text.get(from..).unwrap_or_default();
        for event in Parser::new_from_str_with_options(rest, parser_options()) {
            match event {
                Ok((event, span)) => self.step(event, span)?,
                Err(error) => {
                    let finding = syntax::finding(&error, self.text, from, self.file, self.limits);
                    self.forget_text_at(finding.place);
                    return Err(Box::new(finding));
                }
            }
        }
        Ok(())
    }

    /// A text that runs into a slip has taken in what does not belong to it.
    fn forget_text_at(&mut self, slip: Place) {
        if let Some(last) = self.tree.nodes.last_mut()
            && matches!(last.content, Content::Scalar { .. })
            && last.place.end >= slip.start
        {
            last.content = Content::Unread;
        }
    }

    fn step(&mut self, event: Event<'t>, span: Span) -> Result<(), Stop> {
        let place = self.place(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), place);
                match self.checked_text(text, place) {
                    Ok(text) => {
                        self.push(Content::Scalar { text, quoted: style != ScalarStyle::Plain }, place);
                    }
                    Err(finding) => {
                        self.faults.add(*finding);
                        self.push_unread(place);
                    }
                }
                self.complete_anchor(anchor, self.tree.nodes.len().saturating_sub(1));
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.start(Content::List, place, anchor, tag.as_deref())?
            }
            Event::MappingStart(_, anchor, tag) => {
                self.start(Content::Mapping { whole: true }, place, anchor, tag.as_deref())?
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            Event::Anchor(_, name) => self.name_anchor(name, place),
            Event::Alias(anchor) => self.expand(anchor, place),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, place),
            Event::DocumentStart(..) => self.anchors.names.clear(),
            _ => {}
        }
        Ok(())
    }

    fn place(&self, span: Span) -> Place {
        let start = self.from + span.start.byte_offset().unwrap_or_default();
        Place::new(self.file, start, span.end.byte_offset().map_or(start, |end| self.from + end))
    }

    fn start(
        &mut self,
        content: Content<'t>,
        place: Place,
        anchor: usize,
        tag: Option<&Tag>,
    ) -> Result<(), Stop> {
        self.check_tag(tag, place);
        if self.open.len() >= self.limits.depth {
            let message = format!("lists and mappings are nested deeper than {}", self.limits.depth);
            return Err(Box::new(limit(place, "depth", message)));
        }
        self.open.push(self.tree.nodes.len());
        if anchor != 0 {
            self.anchors.open.push((self.tree.nodes.len(), anchor));
        }
        self.push(content, place);
        Ok(())
    }

    fn end(&mut self, place: Place) {
        let Some(index) = self.open.pop() else { return };
        self.close(index, Some(place.end));
        if self.anchors.open.last().is_some_and(|(node, _)| *node == index)
            && let Some((_, anchor)) = self.anchors.open.pop()
        {
            self.complete_anchor(anchor, index);
        }
    }

    fn close(&mut self, index: usize, end: Option<u32>) {
        let after = to_u32(self.tree.nodes.len());
        if let Some(node) = self.tree.nodes.get_mut(index) {
            node.after = after;
            if let (Content::Mapping { whole }, None) = (&mut node.content, end) {
                *whole = false;
            }
            node.place.end = end.unwrap_or(node.place.end).max(node.place.end);
        }
    }

    pub(super) fn finish(mut self) -> Tree<'t> {
        self.close_all();
        self.tree
    }

    /// Closes what the text left open.
    fn close_all(&mut self) {
        while let Some(index) = self.open.pop() {
            self.close(index, None);
        }
    }

    fn push(&mut self, content: Content<'t>, place: Place) {
        let after = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { content, place, after: to_u32(after) });
    }

    /// Something stands here that is a finding. The mapping around it is not whole without it.
    fn push_unread(&mut self, place: Place) {
        self.push(Content::Unread, place);
        if let Some(&around) = self.open.last()
            && let Some(Node { content: Content::Mapping { whole }, .. }) = self.tree.nodes.get_mut(around)
        {
            *whole = false;
        }
    }

    fn name_anchor(&mut self, name: Cow<'t, str>, place: Place) {
        if let Some(&first) = self.anchors.names.get(&name) {
            let message = format!("the anchor {} is given twice", quoted(&format!("&{name}")));
            let finding = Finding::new("syntax", place, message).related(first, "first here");
            self.faults
                .add(finding.help("give one of them another name; an alias means the last one before it"));
        }
        self.anchors.names.insert(name, place);
    }

    fn complete_anchor(&mut self, anchor: usize, from: usize) {
        if anchor == 0 {
            return;
        }
        if self.anchors.named.len() <= anchor {
            self.anchors.named.resize(anchor + 1, None);
        }
        if let Some(slot) = self.anchors.named.get_mut(anchor) {
            *slot = Some((from, self.tree.nodes.len()));
        }
    }

    /// Writes out the nodes that an alias stands for. They keep the places where they were written.
    fn expand(&mut self, anchor: usize, place: Place) {
        let Some(Some((from, until))) = self.anchors.named.get(anchor).copied() else {
            let finding = Finding::new("syntax", place, "an alias stands within the value that it names");
            self.faults.add(finding.help("write the value out"));
            return self.push_unread(place);
        };
        let named = self.tree.nodes.get(from..until).unwrap_or_default();
        if matches!(named, [Node { content: Content::Unread, .. }]) {
            return self.push_unread(place);
        }
        let stood_for = named.iter().map(Node::weight).sum::<usize>();
        if self.expanded + stood_for > self.limits.alias_expansion {
            return self.too_much_expanded(place);
        }
        self.expanded += stood_for;
        let copied_to = self.tree.nodes.len();
        let shifted: Vec<Node<'t>> = named
            .iter()
            .map(|node| Node { after: to_u32(node.after as usize - from + copied_to), ..node.clone() })
            .collect();
        self.tree.nodes.extend(shifted);
    }

    /// Said once: from the first alias that stands for too much, none is written out.
    fn too_much_expanded(&mut self, place: Place) {
        if self.expanded <= self.limits.alias_expansion {
            let message = format!("aliases stand for more than {} values", self.limits.alias_expansion);
            self.faults.add(limit(place, "alias_expansion", message));
            self.expanded = self.limits.alias_expansion + 1;
        }
        self.push_unread(place);
    }

    fn unknown_alias(&mut self, name: &str, place: Place) {
        // After a place that is no YAML, the anchor may stand in what was not read.
        if self.from == 0 {
            let near = did_you_mean(name, self.anchors.names.keys().map(AsRef::as_ref));
            let message = format!("there is no anchor {} before this alias", quoted(name));
            let help = near.unwrap_or_else(|| "put a text that begins with `*` in quotes".into());
            self.faults.add(Finding::new("syntax", place, message).help(help));
        }
        self.push_unread(place);
    }

    fn checked_text(&self, text: Cow<'t, str>, place: Place) -> Result<Cow<'t, str>, Box<Finding>> {
        if text.len() > self.limits.scalar_length {
            let message = format!("a text is longer than {} bytes", self.limits.scalar_length);
            return Err(Box::new(limit(Place { end: place.start, ..place }, "scalar_length", message)));
        }
        match escape::forbidden_in_text(&text) {
            Some(character) => Err(Box::new(syntax::forbidden(character, place))),
            None => Ok(text),
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, value: Place) {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) else { return };
        let written = tag.original();
        let finding = Finding::new(
            "syntax",
            self.place_before(&written, value),
            format!("the tag {} is not known", quoted(&written)),
        );
        self.faults
            .add(finding.help("delete the tag; a map is plain data, and nothing is included or executed"));
    }

    /// Where something was written shortly before a value; the value itself if it is not found there.
    fn place_before(&self, written: &str, value: Place) -> Place {
        let end = value.start as usize;
        let near = end.saturating_sub(written.len() + NEAR);
        let from = (0..=near).rev().find(|&i| self.text.is_char_boundary(i)).unwrap_or_default();
        let found = self.text.get(from..end).and_then(|before| before.rfind(written));
        found.map_or(value, |i| Place::new(self.file, from + i, from + i + written.len()))
    }
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The parser's own limits lie above ours, so that ours speak first.
fn parser_options() -> Options {
    let mut options = Options::default();
    options.flow_nesting_limit = 250;
    options.block_nesting_limit = 250;
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    // With comments come limits on how many of them may follow each other.
    options.set_emit_comments(false);
    options
}
