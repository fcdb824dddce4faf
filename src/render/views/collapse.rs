//! What everything of one lane is folded by, whether there is room for it or not.

use super::fold::in_title_case;
use super::selection::Lane;
use super::words;
use crate::graph::{ElementIx, Graph};
use crate::model::{Element, Field};

/// What the elements of one lane are folded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collapse {
    /// The organisation that answers for them.
    Owner,
    /// Their lane: one box a lane.
    Layer,
    /// How they are governed.
    Class,
    /// The organisation that supplies them.
    Supplier,
}

impl Collapse {
    /// What an element says of it; those that say the same share a box.
    pub(super) fn value(self, element: &Element) -> Option<&str> {
        match self {
            Self::Owner => element.owner().map(|id| id.as_str()),
            Self::Layer => Some(Lane::of(element).label()),
            Self::Class => element.class().map(|class| class.name()),
            Self::Supplier => element.organisation(Field::Supplier).map(|id| id.as_str()),
        }
    }

    /// What the box of an element is called.
    pub(super) fn label(self, graph: &Graph, ix: ElementIx) -> String {
        let element = graph.element(ix);
        let organisation = |field| element.organisation(field).map(|id| words::organisation(graph, id));
        let label = match self {
            Self::Owner => organisation(Field::Owner),
            Self::Supplier => organisation(Field::Supplier),
            Self::Class => element.class().map(|class| in_title_case(class.name())),
            Self::Layer => self.value(element).map(str::to_owned),
        };
        label.unwrap_or_else(|| format!("Without {}", self.name()))
    }

    /// The word for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Layer => "lane",
            Self::Class => "class",
            Self::Supplier => "supplier",
        }
    }
}
