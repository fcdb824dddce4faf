//! The palette of the pictures as a style sheet, so that a script colours a box by its class alone.

use crate::render::{ArrowLook, ArrowStyle, BoxStyle, Look};

/// A few rules for each look of a box and of an arrow.
pub(super) fn css() -> String {
    let boxes = Look::ALL.iter().map(|look| of_box(look.style()));
    let arrows = ArrowLook::ALL.iter().map(|look| of_arrow(look.style()));
    boxes.chain(arrows).collect()
}

fn of_box(style: BoxStyle) -> String {
    let BoxStyle { class, fill, border, ink, line, chip, chip_ink, width, .. } = style;
    let dashes = if style.dashed { "5 3" } else { "none" };
    let through = if style.struck { "line-through" } else { "none" };
    format!(
        ".box.{class}>rect{{fill:{fill};stroke:{border};stroke-width:{width};stroke-dasharray:{dashes}}}\n\
         .box.{class}>text.name{{fill:{ink};text-decoration:{through}}}\n\
         .box.{class}>text.line{{fill:{line}}}\n\
         .box.{class}>rect.chip{{fill:{chip};stroke:none}}\n\
         .box.{class}>text.chip{{fill:{chip_ink}}}\n"
    )
}

/// What can be done without is dashed by its own attribute, whatever its look.
fn of_arrow(style: ArrowStyle) -> String {
    let ArrowStyle { class, color, width, .. } = style;
    let dashes = if style.dashed { ";stroke-dasharray:5 3.5" } else { "" };
    format!(
        ".arrow.{class}>path.line{{fill:none;stroke:{color};stroke-width:{width}{dashes}}}\n\
         .arrow.{class}>path.head{{fill:{color};stroke:none}}\n"
    )
}
