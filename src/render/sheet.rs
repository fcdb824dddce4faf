//! A drawing for a page that has a heading and a legend of its own: lanes, arrows and boxes, and nothing around them.

use super::{
    arrows, boxes,
    frame::Frame,
    lanes,
    layout::Geometry,
    markup::{Markup, Num},
    scene::Scene,
    text::FAMILY,
};

/// Draws the scene.
pub(super) fn write(scene: &Scene, geometry: &Geometry) -> String {
    let frame = Frame::bare(scene, geometry);
    let mut markup = Markup::default();
    markup.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("viewBox", &format_args!("0 0 {} {}", Num(frame.width), Num(frame.height))),
            ("width", &Num(frame.width)),
            ("height", &Num(frame.height)),
            ("role", &"group"),
            ("font-family", &FAMILY),
        ],
    );
    lanes::write(&mut markup, scene, geometry, &frame);
    arrows::write(&mut markup, scene, geometry, &frame);
    boxes::write(&mut markup, scene, geometry, &frame);
    markup.finish()
}
