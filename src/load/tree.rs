//! A YAML file as a tree of values with their places: what was written, before it means anything.
//!
//! The nodes stand in one list in the order of the text, each knowing where its subtree ends, so that
//! nothing that builds, reads or drops a tree needs recursion.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::diagnostic::Place;

/// The values of all documents of one file.
#[derive(Debug, Default)]
pub struct Tree<'t> {
    pub(super) nodes: Vec<Node<'t>>,
}

/// One value.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    pub(super) content: Content<'t>,
    pub(super) place: Place,
    /// The index after the last node of this subtree.
    pub(super) after: u32,
}

/// What a value is. The children of a list are its items; those of a mapping alternate key and value.
#[derive(Debug, Clone)]
pub(super) enum Content<'t> {
    Scalar {
        text: Cow<'t, str>,
        quoted: bool,
    },
    List,
    Mapping {
        /// Whether all of it was read: what is missing in one that is not whole may have been written.
        whole: bool,
    },
    /// What could not be read and is a finding already. Whoever walks the tree passes it over.
    Unread,
}

/// A value in its tree.
#[derive(Debug, Clone, Copy)]
pub struct ValueRef<'a> {
    nodes: &'a [Node<'a>],
    node: &'a Node<'a>,
    index: usize,
}

impl Node<'_> {
    /// For how many values it counts when it is copied: a long text for more than one, since it takes memory.
    pub(super) fn weight(&self) -> usize {
        match &self.content {
            Content::Scalar { text, .. } => 1 + text.len() / 64,
            Content::List | Content::Mapping { .. } | Content::Unread => 1,
        }
    }
}

impl Tree<'_> {
    /// The outermost value of each document.
    pub fn documents(&self) -> impl Iterator<Item = ValueRef<'_>> {
        children(&self.nodes, 0, self.nodes.len()).filter(|document| !document.is_unread())
    }
}

fn children<'a>(nodes: &'a [Node<'a>], from: usize, until: usize) -> impl Iterator<Item = ValueRef<'a>> {
    let mut next = from;
    std::iter::from_fn(move || {
        let index = next;
        let node = (index < until).then(|| nodes.get(index))??;
        next = (node.after as usize).max(index + 1);
        Some(ValueRef { nodes, node, index })
    })
}

impl<'a> ValueRef<'a> {
    /// Where it was written.
    pub fn place(self) -> Place {
        self.node.place
    }

    /// The text of a scalar, as written.
    pub fn scalar(self) -> Option<&'a str> {
        match &self.node.content {
            Content::Scalar { text, .. } => Some(text),
            Content::List | Content::Mapping { .. } | Content::Unread => None,
        }
    }

    fn is_unread(self) -> bool {
        matches!(self.node.content, Content::Unread)
    }

    /// Whether nothing was written: an empty plain scalar, `~` or `null`.
    pub fn is_absent(self) -> bool {
        matches!(&self.node.content, Content::Scalar { text, quoted: false } if matches!(&**text, "" | "~" | "null"))
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self.node.content, Content::List)
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        matches!(self.node.content, Content::Mapping { .. })
    }

    /// Whether it was read from its first to its last entry.
    pub(super) fn is_whole(self) -> bool {
        !matches!(self.node.content, Content::Mapping { whole: false })
    }

    /// What it is, in words.
    pub(super) fn what(self) -> &'static str {
        match self.node.content {
            Content::Scalar { .. } | Content::Unread => "a single value",
            Content::List => "a list",
            Content::Mapping { .. } => "a mapping",
        }
    }

    /// For how many values it counts, with all that stands in it, when it is copied.
    pub(super) fn weight(self) -> usize {
        let nodes = self.nodes.get(self.index..self.node.after as usize).unwrap_or_default();
        nodes.iter().map(Node::weight).sum()
    }

    /// The value as a text that no other value has, wherever it stands and however it is quoted.
    pub(super) fn written(self) -> String {
        let nodes = self.nodes.get(self.index..self.node.after as usize).unwrap_or_default();
        let sizes =
            nodes.iter().zip(self.index..).map(|(node, at)| (node, (node.after as usize).max(at) - at));
        sizes.fold(String::new(), |mut text, (node, size)| {
            // Writing to a String cannot fail.
            let _ = match &node.content {
                Content::Scalar { text: said, .. } => write!(text, "{}:{said} ", said.len()),
                Content::List => write!(text, "[{size} "),
                Content::Mapping { .. } => write!(text, "{{{size} "),
                Content::Unread => write!(text, "? "),
            };
            text
        })
    }

    /// The items of a list; a value that is no list stands for a list of one.
    pub fn items(self) -> impl Iterator<Item = ValueRef<'a>> {
        let from = if self.is_list() { self.index + 1 } else { self.index };
        children(self.nodes, from, self.node.after as usize).filter(|item| !item.is_unread())
    }

    /// The keys and values of a mapping; none for anything else.
    pub fn entries(self) -> impl Iterator<Item = (ValueRef<'a>, ValueRef<'a>)> {
        let until = if self.is_mapping() { self.node.after as usize } else { 0 };
        let mut inner = children(self.nodes, self.index + 1, until);
        std::iter::from_fn(move || Some((inner.next()?, inner.next()?)))
            .filter(|(key, value)| !key.is_unread() && !value.is_unread())
    }
}
