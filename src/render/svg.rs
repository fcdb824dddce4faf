//! The whole picture: page, heading, lanes, arrows, boxes, legend, in the order in which they are painted.
//!
//! Looks are written both as classes, for a page that wants to restyle them, and as attributes, for the word
//! processors that know no classes. There is no script, no style sheet and no reference to anything outside.

use super::{
    arrows, boxes,
    frame::{Frame, MARGIN, SUBTITLE, TITLE},
    lanes,
    layout::Geometry,
    look::{INK, PAPER, SUB},
    markup::{Markup, Num},
    scene::Scene,
    text::FAMILY,
};

/// What a picture says of itself.
pub(super) struct Words<'w> {
    /// Stands before every id.
    pub(super) prefix: &'w str,
    /// The answer, in a line.
    pub(super) title: &'w str,
    /// What was asked of what.
    pub(super) subtitle: &'w str,
    /// The picture in words. Empty: the subtitle serves.
    pub(super) description: &'w str,
}

/// An empty page with all that a picture says of itself to those who cannot see it.
pub(super) fn page(frame: &Frame, words: &Words<'_>) -> Markup {
    let mut markup = Markup::default();
    let (title_id, desc_id) = (format!("{}title", words.prefix), format!("{}desc", words.prefix));
    markup.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("viewBox", &format_args!("0 0 {} {}", Num(frame.width), Num(frame.height))),
            ("width", &Num(frame.width)),
            ("height", &Num(frame.height)),
            ("role", &"img"),
            ("aria-labelledby", &format_args!("{title_id} {desc_id}")),
            ("font-family", &FAMILY),
        ],
    );
    markup.text("title", &[("id", &title_id)], words.title);
    let description = if words.description.is_empty() { words.subtitle } else { words.description };
    markup.text("desc", &[("id", &desc_id)], description);
    markup.leaf(
        "rect",
        &[
            ("class", &"paper"),
            ("width", &Num(frame.width)),
            ("height", &Num(frame.height)),
            ("fill", &PAPER),
        ],
    );
    markup
}

/// Draws the scene.
pub(super) fn write(scene: &Scene, geometry: &Geometry) -> String {
    let frame = Frame::new(scene, geometry);
    let words = Words {
        prefix: &scene.prefix,
        title: &scene.title,
        subtitle: &scene.subtitle,
        description: &scene.description,
    };
    let mut markup = page(&frame, &words);
    heading(&mut markup, &frame);
    lanes::write(&mut markup, scene, geometry, &frame);
    arrows::write(&mut markup, scene, geometry, &frame);
    boxes::write(&mut markup, scene, geometry, &frame);
    frame.legend.write(&mut markup, &scene.legend, frame.legend_top);
    markup.finish()
}

/// Draws title and subtitle.
pub(super) fn heading(markup: &mut Markup, frame: &Frame) {
    let mut y = 12.0;
    for line in &frame.title {
        y += 24.0;
        let size = Num(TITLE.size);
        markup.text(
            "text",
            &[
                ("class", &"title"),
                ("x", &Num(MARGIN)),
                ("y", &Num(y)),
                ("font-size", &size),
                ("font-weight", &"bold"),
                ("fill", &INK),
            ],
            line,
        );
    }
    y += 3.0;
    for line in &frame.subtitle {
        y += 17.0;
        let size = Num(SUBTITLE.size);
        markup.text(
            "text",
            &[
                ("class", &"subtitle"),
                ("x", &Num(MARGIN)),
                ("y", &Num(y)),
                ("font-size", &size),
                ("fill", &SUB),
            ],
            line,
        );
    }
}
