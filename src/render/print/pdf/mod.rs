//! The picture as a page of lines and text, written object by object in a fixed order and without a date.
//!
//! Only what our pictures are made of is known: paths and text in plain colours. All else is an error.

mod content;
mod font;
mod typeface;

use pdf_writer::{Finish, Name, Pdf, Rect, Ref, TextStr};
use resvg::usvg::Tree;

use super::PrintError;
use content::Page;

/// The longest side of a page, in its units; on a larger picture each unit stands for several points.
const LONGEST_SIDE: f32 = 14_400.0;

/// What the document says of itself.
pub(super) struct Words<'w> {
    /// Its title.
    pub(super) title: &'w str,
    /// What is to be seen.
    pub(super) subject: &'w str,
}

/// The document.
pub(super) fn write(tree: &Tree, words: &Words) -> Result<Vec<u8>, PrintError> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let unit = (width.max(height) / LONGEST_SIDE).ceil().max(1.0);
    let page = Page::draw(tree, unit)?;

    let mut pdf = Pdf::new();
    let [catalog, pages, sheet, info, content] = [1, 2, 3, 4, 5].map(Ref::new);
    pdf.catalog(catalog).pages(pages).lang(TextStr("en")).viewer_preferences().display_doc_title(true);
    pdf.pages(pages).kids([sheet]).count(1);
    pdf.document_info(info)
        .title(TextStr(words.title))
        .subject(TextStr(words.subject))
        .producer(TextStr("systemkarta"));
    let first_font = Ref::new(6);
    let fonts = page.typefaces.iter().enumerate();
    let fonts = fonts.map(|(at, typeface)| (typeface, font::refs(first_font, at)));
    let fonts: Vec<_> = fonts.collect();

    let mut leaf = pdf.page(sheet);
    leaf.parent(pages).media_box(Rect::new(0.0, 0.0, width / unit, height / unit)).contents(content);
    if unit > 1.0 {
        leaf.user_unit(unit);
    }
    let mut resources = leaf.resources();
    let mut names = resources.fonts();
    for (typeface, refs) in &fonts {
        names.pair(Name(typeface.resource.as_bytes()), refs.font);
    }
    names.finish();
    resources.finish();
    leaf.finish();

    font::stream(&mut pdf, content, &page.content);
    for (typeface, refs) in fonts {
        font::write(&mut pdf, typeface, refs)?;
    }
    Ok(pdf.finish())
}
