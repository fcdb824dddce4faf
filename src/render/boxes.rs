//! Draws the boxes.

use super::{
    frame::Frame,
    id::Ids,
    inscription::{Inscription, LINE, PAD},
    layout::{Geometry, Point, Rect},
    look::BoxStyle,
    markup::{Markup, Num},
    scene::{Scene, SceneBox},
};

/// Radius of the corners.
pub(super) const RADIUS: f64 = 12.0;

/// Draws every box.
pub(super) fn write(markup: &mut Markup, scene: &Scene, geometry: &Geometry, frame: &Frame) {
    let mut ids = Ids::default();
    markup.open("g", &[("class", &"boxes")]);
    for (each, &rect) in scene.boxes.iter().zip(&geometry.boxes) {
        let corner = frame.place(Point { x: rect.x, y: rect.y });
        let look = each.look.style();
        let style = BoxStyle { piled: look.piled || each.stands_for > 1, ..look };
        let id = ids.give(&scene.prefix, &each.id);
        let pile = if frame.scripted && each.stands_for > 1 { " pile" } else { "" };
        markup.open(
            "g",
            &[("id", &id), ("class", &format_args!("box {}{pile}", style.class)), ("data-id", &each.id)],
        );
        markup.text("title", &[], &full_text(each));
        body(markup, Rect { x: corner.x, y: corner.y, ..rect }, style, 4.0);
        inscribe(markup, &Inscription::new(each), corner, style);
        markup.close();
    }
    markup.close();
}

/// The rounded rectangle of a box, or of a sample in the legend; a pile shows the one beneath, moved this much.
pub(super) fn body(markup: &mut Markup, rect: Rect, style: BoxStyle, pile: f64) {
    if style.piled {
        outline(markup, Rect { x: rect.x + pile, y: rect.y + pile, ..rect }, style);
    }
    outline(markup, rect, style);
}

fn outline(markup: &mut Markup, rect: Rect, style: BoxStyle) {
    markup.leaf(
        "rect",
        &[
            ("x", &Num(rect.x)),
            ("y", &Num(rect.y)),
            ("width", &Num(rect.width)),
            ("height", &Num(rect.height)),
            ("rx", &Num(RADIUS.min(rect.height * 0.32))),
            ("fill", &style.fill),
            ("stroke", &style.border),
            ("stroke-width", &Num(style.width)),
            ("stroke-dasharray", &if style.dashed { "5 3" } else { "" }),
        ],
    );
}

fn inscribe(markup: &mut Markup, inscription: &Inscription, corner: Point, style: BoxStyle) {
    for (line, y) in inscription.name.iter().zip(inscription.name_at()) {
        markup.text(
            "text",
            &[
                ("class", &"name"),
                ("x", &Num(corner.x + PAD)),
                ("y", &Num(corner.y + y)),
                ("font-size", &Num(inscription.name_font.size)),
                ("font-weight", &"bold"),
                ("fill", &style.ink),
                ("text-decoration", &if style.struck { "line-through" } else { "" }),
            ],
            line,
        );
    }
    if !inscription.line.is_empty() {
        markup.text(
            "text",
            &[
                ("class", &"line"),
                ("x", &Num(corner.x + PAD)),
                ("y", &Num(corner.y + inscription.line_at())),
                ("font-size", &Num(LINE.size)),
                ("fill", &style.line),
            ],
            &inscription.line,
        );
    }
    if let Some(chip) = &inscription.chip {
        let (x, y) = inscription.chip_at();
        chip.write(markup, corner.x + x, corner.y + y, style);
    }
}

fn full_text(each: &SceneBox) -> String {
    if !each.title.is_empty() {
        return each.title.clone();
    }
    let parts = [each.name.as_str(), each.line.as_str(), each.chip.as_deref().unwrap_or("")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
