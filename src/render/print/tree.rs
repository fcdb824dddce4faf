//! The picture as shapes and set text, with nothing from outside the picture.

use resvg::usvg::roxmltree::Document;
use resvg::usvg::{BlendMode, Group, ImageHrefResolver, Node, Options, Tree};

use super::PrintError;
use super::fonts::Fonts;

/// Reads a picture. Files that it names are not read.
pub(super) fn tree(document: &Document, fonts: &Fonts) -> Result<Tree, PrintError> {
    let options = Options {
        fontdb: fonts.database(),
        font_resolver: fonts.resolver(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(document, &options)
        .map_err(|error| PrintError::Unprintable { what: error.to_string() })?;
    for node in nodes(&tree) {
        if let Node::Group(group) = node
            && !is_plain(group)
        {
            return Err(PrintError::Unprintable { what: "a group with an effect".into() });
        }
    }
    Ok(tree)
}

/// Every node, in the order in which they are painted.
pub(super) fn nodes(tree: &Tree) -> impl Iterator<Item = &Node> {
    let mut open = vec![tree.root().children().iter()];
    std::iter::from_fn(move || {
        loop {
            match open.last_mut()?.next() {
                Some(node) => {
                    if let Node::Group(group) = node {
                        open.push(group.children().iter());
                    }
                    return Some(node);
                }
                None => {
                    open.pop();
                }
            }
        }
    })
}

/// Whether a group only holds its nodes together.
fn is_plain(group: &Group) -> bool {
    group.opacity().get() == 1.0
        && group.blend_mode() == BlendMode::Normal
        && group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty()
}
