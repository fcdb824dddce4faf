//! The drawings of the page: the sheets of the map, laid out and drawn.

use crate::graph::{ElementIx, Graph};
use crate::model::Date;
use crate::render::views::{Sheet, sheets};
use crate::render::{self, LayoutOptions, RenderError};

/// A sheet, drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// `map`, or the id of the pile that it opens.
    pub id: String,
    /// What a pile is called; empty for the map.
    pub name: String,
    /// The elements that it shows, those in piles too.
    pub shown: Vec<ElementIx>,
    /// The drawing.
    pub svg: String,
}

/// The places in use on a day, drawn in the sheets that so many need; the map first. Only what has arrows asks Graphviz.
///
/// # Errors
/// When Graphviz is to lay the map out, and cannot.
pub fn drawings(graph: &Graph, at: Date, options: &LayoutOptions) -> Result<Vec<Drawing>, RenderError> {
    sheets(graph, at).into_iter().map(|sheet| drawn(sheet, options)).collect()
}

fn drawn(sheet: Sheet, options: &LayoutOptions) -> Result<Drawing, RenderError> {
    let Sheet { id, name, scene, members, is_wall } = sheet;
    let geometry = if is_wall { render::wall(&scene) } else { render::layout(&scene, options)? };
    let svg = render::sheet(&scene, &geometry);
    Ok(Drawing { id, name, shown: members.into_iter().flatten().collect(), svg })
}
