//! What is painted on the page, in the order of the picture.

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name, Str};
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{
    Color, FillRule, LineCap, LineJoin, Node, NormalizedF32, Paint, PaintOrder, Path, Stroke, Text,
    Transform, Tree,
};

use super::typeface::Typefaces;
use crate::render::print::{PrintError, tree::nodes};

/// What is painted, and the typefaces that it needs.
pub(super) struct Page {
    /// The instructions.
    pub(super) content: Vec<u8>,
    /// In the order in which they are first used.
    pub(super) typefaces: Vec<super::typeface::Typeface>,
}

impl Page {
    /// Paints the picture on a page whose units are so many points.
    pub(super) fn draw(tree: &Tree, unit: f32) -> Result<Self, PrintError> {
        let mut pen = Pen { content: Content::new(), typefaces: Typefaces::of(tree) };
        // A page begins below on the left, a picture above on the left.
        pen.content.transform([1.0 / unit, 0.0, 0.0, -1.0 / unit, 0.0, tree.size().height() / unit]);
        for node in nodes(tree) {
            match node {
                Node::Group(_) => {}
                Node::Path(path) => pen.path(path)?,
                Node::Text(text) => pen.text(text)?,
                Node::Image(_) => return Err(cannot("an image")),
            }
        }
        Ok(Self { content: pen.content.finish().into_vec(), typefaces: pen.typefaces.into_vec() })
    }
}

struct Pen {
    content: Content,
    typefaces: Typefaces,
}

impl Pen {
    fn path(&mut self, path: &Path) -> Result<(), PrintError> {
        if !path.is_visible() {
            return Ok(());
        }
        self.content.save_state();
        self.move_by(path.abs_transform());
        if let Some(fill) = path.fill() {
            let [r, g, b] = plain(fill.paint(), fill.opacity())?;
            self.content.set_fill_rgb(r, g, b);
        }
        if let Some(stroke) = path.stroke() {
            self.set_stroke(stroke)?;
        }
        self.outline(path);
        let is_even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
        match (path.fill().is_some(), path.stroke().is_some(), path.paint_order(), is_even_odd) {
            (true, true, PaintOrder::StrokeAndFill, _) => return Err(cannot("a border beneath its surface")),
            (true, true, _, false) => self.content.fill_nonzero_and_stroke(),
            (true, true, _, true) => self.content.fill_even_odd_and_stroke(),
            (true, false, _, false) => self.content.fill_nonzero(),
            (true, false, _, true) => self.content.fill_even_odd(),
            (false, true, ..) => self.content.stroke(),
            (false, false, ..) => self.content.end_path(),
        };
        self.content.restore_state();
        Ok(())
    }

    fn move_by(&mut self, transform: Transform) {
        if !transform.is_identity() {
            self.content.transform(matrix(transform));
        }
    }

    fn set_stroke(&mut self, stroke: &Stroke) -> Result<(), PrintError> {
        let [r, g, b] = plain(stroke.paint(), stroke.opacity())?;
        let cap = match stroke.linecap() {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
        };
        self.content
            .set_stroke_rgb(r, g, b)
            .set_line_width(stroke.width().get())
            .set_line_cap(cap)
            .set_line_join(join)
            .set_miter_limit(stroke.miterlimit().get());
        if let Some(dashes) = stroke.dasharray() {
            self.content.set_dash_pattern(dashes.iter().copied(), stroke.dashoffset());
        }
        Ok(())
    }

    fn outline(&mut self, path: &Path) {
        let mut last = (0.0, 0.0);
        for segment in path.data().segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.content.move_to(to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::LineTo(to) => {
                    self.content.line_to(to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::QuadTo(by, to) => {
                    // The cubic curve of the same course.
                    let towards = |end: f32, by: f32| end + (by - end) * 2.0 / 3.0;
                    let (x1, y1) = (towards(last.0, by.x), towards(last.1, by.y));
                    let (x2, y2) = (towards(to.x, by.x), towards(to.y, by.y));
                    self.content.cubic_to(x1, y1, x2, y2, to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::CubicTo(a, b, to) => {
                    self.content.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn text(&mut self, text: &Text) -> Result<(), PrintError> {
        for span in text.layouted().iter().filter(|span| span.visible) {
            let lines = [&span.overline, &span.underline];
            lines.into_iter().flatten().try_for_each(|line| self.path(line))?;
            if span.stroke.is_some() {
                return Err(cannot("letters with a border"));
            }
            let Some(fill) = &span.fill else { continue };
            let [r, g, b] = plain(fill.paint(), fill.opacity())?;
            let size = span.font_size.get();
            self.content.save_state();
            self.move_by(text.abs_transform());
            self.content.set_fill_rgb(r, g, b).begin_text();
            let mut set_in = None;
            for glyph in &span.positioned_glyphs {
                let Some((typeface, id)) = self.typefaces.find(glyph) else {
                    return Err(cannot("a letter that its font does not have"));
                };
                if set_in != Some(glyph.font) {
                    self.content.set_font(Name(typeface.resource.as_bytes()), size);
                    set_in = Some(glyph.font);
                }
                let scale = typeface.units_per_em / size;
                let at = glyph.outline_transform().pre_scale(scale, scale);
                self.content.set_text_matrix(matrix(at)).show(Str(&id.to_be_bytes()));
            }
            self.content.end_text().restore_state();
            span.line_through.iter().try_for_each(|line| self.path(line))?;
        }
        Ok(())
    }
}

fn plain(paint: &Paint, opacity: NormalizedF32) -> Result<[f32; 3], PrintError> {
    match paint {
        Paint::Color(Color { red, green, blue }) if opacity.get() == 1.0 => {
            Ok([red, green, blue].map(|&part| f32::from(part) / 255.0))
        }
        _ => Err(cannot("a colour that is not plain")),
    }
}

fn matrix(transform: Transform) -> [f32; 6] {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    [sx, ky, kx, sy, tx, ty]
}

fn cannot(what: &str) -> PrintError {
    PrintError::Unprintable { what: format!("it has {what}") }
}
