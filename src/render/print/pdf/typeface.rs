//! The typefaces of a page and the glyphs that it uses of each.

use std::collections::BTreeMap;

use resvg::usvg::fontdb::ID;
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{Node, Tree};
use skrifa::prelude::*;
use subsetter::GlyphRemapper;

use crate::render::print::tree::nodes;

/// A typeface, and what the page uses of it.
pub(super) struct Typeface {
    /// Its name on the page.
    pub(super) resource: String,
    /// How finely its glyphs are drawn.
    pub(super) units_per_em: f32,
    /// The font file.
    pub(super) data: Vec<u8>,
    /// Its place in that file.
    pub(super) index: u32,
    /// From the glyphs of the file to those that go into the document.
    pub(super) glyphs: GlyphRemapper,
    /// What each glyph of the document stands for.
    pub(super) texts: BTreeMap<u16, String>,
    id: ID,
}

/// All typefaces of a page, in the order in which they are first used. There are few.
pub(super) struct Typefaces(Vec<Typeface>);

impl Typefaces {
    /// Those that a picture uses.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut typefaces = Self(Vec::new());
        for node in nodes(tree) {
            let Node::Text(text) = node else { continue };
            for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                typefaces.add(glyph, tree);
            }
        }
        typefaces
    }

    /// The typeface of a glyph, and its number in the document.
    pub(super) fn find(&self, glyph: &PositionedGlyph) -> Option<(&Typeface, u16)> {
        let typeface = self.0.iter().find(|typeface| typeface.id == glyph.font)?;
        Some((typeface, typeface.glyphs.get(u16::try_from(glyph.id.0).ok()?)?))
    }

    pub(super) fn into_vec(self) -> Vec<Typeface> {
        self.0
    }

    fn add(&mut self, glyph: &PositionedGlyph, tree: &Tree) {
        let at = self.0.iter().position(|typeface| typeface.id == glyph.font);
        let at = at.or_else(|| {
            self.0.push(Typeface::load(glyph.font, self.0.len(), tree)?);
            Some(self.0.len() - 1)
        });
        let typeface = at.and_then(|at| self.0.get_mut(at));
        if let (Some(typeface), Ok(id)) = (typeface, u16::try_from(glyph.id.0)) {
            let id = typeface.glyphs.remap(id);
            typeface.texts.entry(id).or_insert_with(|| glyph.text.clone());
        }
    }
}

impl Typeface {
    fn load(id: ID, number: usize, tree: &Tree) -> Option<Self> {
        let load = |data: &[u8], index: u32| {
            let font = FontRef::from_index(data, index).ok()?;
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            Some(Self {
                resource: format!("F{number}"),
                units_per_em: f32::from(metrics.units_per_em),
                data: data.to_owned(),
                index,
                glyphs: GlyphRemapper::new(),
                texts: BTreeMap::new(),
                id,
            })
        };
        tree.fontdb().with_face_data(id, load).flatten()
    }
}
