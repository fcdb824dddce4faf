//! A typeface in the document: the glyphs that the page uses, how wide they are and what they stand for.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use skrifa::prelude::*;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{Tag, metrics::BoundingBox};

use super::typeface::Typeface;
use crate::render::print::PrintError;

/// Glyphs are told by their number, two bytes each.
const ENCODING: &str = "Identity-H";
const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// How hard streams are packed, of ten.
const PACKING: u8 = 6;
/// Longest name of a font.
const LONGEST_NAME: usize = 100;

/// The objects of one font.
#[derive(Clone, Copy)]
pub(super) struct Refs {
    /// The font as the page names it.
    pub(super) font: Ref,
    glyphs: Ref,
    descriptor: Ref,
    texts: Ref,
    file: Ref,
}

/// The objects of a font, by its number.
pub(super) fn refs(first: Ref, number: usize) -> Refs {
    let start = first.get() + 5 * i32::try_from(number).unwrap_or_default();
    let at = |step| Ref::new(start + step);
    Refs { font: at(0), glyphs: at(1), descriptor: at(2), texts: at(3), file: at(4) }
}

/// A packed stream.
pub(super) fn stream(pdf: &mut Pdf, at: Ref, data: &[u8]) {
    pdf.stream(at, &compress_to_vec_zlib(data, PACKING)).filter(Filter::FlateDecode);
}

/// Writes all objects of a font.
pub(super) fn write(pdf: &mut Pdf, typeface: &Typeface, refs: Refs) -> Result<(), PrintError> {
    let cannot = |what: String| PrintError::Unprintable { what };
    let font =
        FontRef::from_index(&typeface.data, typeface.index).map_err(|error| cannot(error.to_string()))?;
    let is_cff = font.cff().is_ok();
    let name = base_name(&font, typeface);
    let base = Name(name.as_bytes());

    let whole = if is_cff { format!("{name}-{ENCODING}") } else { name.clone() };
    pdf.type0_font(refs.font)
        .base_font(Name(whole.as_bytes()))
        .encoding_predefined(Name(ENCODING.as_bytes()))
        .descendant_font(refs.glyphs)
        .to_unicode(refs.texts);

    let mut glyphs = pdf.cid_font(refs.glyphs);
    glyphs.subtype(if is_cff { CidFontType::Type0 } else { CidFontType::Type2 });
    glyphs.base_font(base).system_info(SYSTEM).font_descriptor(refs.descriptor).default_width(0.0);
    if !is_cff {
        glyphs.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    glyphs.widths().consecutive(0, widths(&font, typeface));
    glyphs.finish();

    describe(pdf, &font, typeface, base, is_cff, refs);

    let mut texts = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (&glyph, text) in typeface.texts.iter().filter(|(_, text)| !text.is_empty()) {
        texts.pair_with_multiple(glyph, text.chars());
    }
    stream(pdf, refs.texts, &texts.finish());

    let subset = subsetter::subset(&typeface.data, typeface.index, &typeface.glyphs);
    let subset = subset.map_err(|error| cannot(error.to_string()))?;
    let cff = FontRef::new(&subset).ok().and_then(|font| font.table_data(Tag::new(b"CFF ")));
    let program = if is_cff { cff.map_or(&*subset, |cff| cff.as_bytes()) } else { &subset };
    let packed = compress_to_vec_zlib(program, PACKING);
    let mut file = pdf.stream(refs.file, &packed);
    file.filter(Filter::FlateDecode);
    if is_cff {
        file.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    Ok(())
}

/// How wide each glyph is, in thousandths of the font size.
fn widths(font: &FontRef, typeface: &Typeface) -> Vec<f32> {
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let width = |id| metrics.advance_width(GlyphId::new(u32::from(id))).unwrap_or_default();
    typeface.glyphs.remapped_gids().map(|id| width(id) * 1000.0 / typeface.units_per_em).collect()
}

fn describe(pdf: &mut Pdf, font: &FontRef, typeface: &Typeface, base: Name, is_cff: bool, refs: Refs) {
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let thousandths = |units: f32| units * 1000.0 / typeface.units_per_em;
    let BoundingBox { x_min, y_min, x_max, y_max } = metrics.bounds.unwrap_or_default();
    let mut descriptor = pdf.font_descriptor(refs.descriptor);
    descriptor
        .name(base)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(thousandths(x_min), thousandths(y_min), thousandths(x_max), thousandths(y_max)))
        .italic_angle(metrics.italic_angle)
        .ascent(thousandths(metrics.ascent))
        .descent(thousandths(metrics.descent))
        .cap_height(thousandths(metrics.cap_height.unwrap_or(metrics.ascent)))
        .stem_v(10.0 + 0.244 * (font.attributes().weight.value() - 50.0));
    if is_cff {
        descriptor.font_file3(refs.file);
    } else {
        descriptor.font_file2(refs.file);
    }
}

/// The name of the font, after six letters that tell a part of it from other parts: here, which glyphs it has.
fn base_name(font: &FontRef, typeface: &Typeface) -> String {
    let given = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    let given = given.map(|name| name.to_string()).unwrap_or_default();
    let given = given.chars().filter(char::is_ascii_graphic).take(LONGEST_NAME);
    // FNV-1a over the glyphs.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for glyph in typeface.glyphs.remapped_gids() {
        hash = (hash ^ u64::from(glyph)).wrapping_mul(0x0100_0000_01b3);
    }
    let letters = (0..6).map(|_| {
        let letter = b'A' + u8::try_from(hash % 26).unwrap_or_default();
        hash /= 26;
        char::from(letter)
    });
    let tag: String = letters.collect();
    format!("{tag}+{}", given.collect::<String>())
}
