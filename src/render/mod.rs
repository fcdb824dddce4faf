//! Pictures: a described scene becomes SVG, DOT for those who want to go on by hand, or Mermaid for Markdown.
//!
//! A [`Scene`] says which boxes and arrows there are, in which lanes they stand and how each looks. Graphviz
//! is asked one thing only: where they go. It gets boxes of one fixed size and not a word of anyone's text,
//! so neither a long name, a chip nor a colour can move anything, and no name can be an instruction. Two
//! scenes of the same boxes and arrows have the same geometry, whatever overlay they show. Everything seen,
//! title, lanes, boxes, arrows and legend, is written by us.
//!
//! ```text
//! Graph ─ views ─> Scene
//! Scene ─ rows ┬ dot ─ graphviz ─ layout ┬> Geometry
//!              └ builtin ────────────────┘
//! Scene and Geometry ─ svg: frame, lanes, arrows, boxes, legend ─> SVG
//! Scene ─ mermaid ─> Mermaid
//! ```
//!
//! [`views`] makes the scenes that people ask for; everything else knows nothing of maps or elements, and nothing
//! here knows of YAML or files.

pub mod views;

mod arrow_look;
mod look;
mod scene;

mod rows;

mod dot;
mod graphviz;

mod builtin;

mod layout;

mod batch;

mod svg;

mod sheet;
mod wall;

mod mermaid;

mod frame;
mod lanes;

mod curve;

mod arrows;
mod boxes;
mod legend;

mod chip;
mod id;
mod inscription;

mod text;
mod widths;

mod markup;

mod error;

pub mod matrix;
pub mod timeline;

pub use arrow_look::{ArrowLook, ArrowStyle};
pub use batch::{BATCH, svg_each};
pub use error::RenderError;
pub use graphviz::{Engine, LayoutOptions};
pub use layout::{Geometry, Point, Rect};
pub use look::{BoxStyle, Look};
pub use scene::{
    Arrangement, Arrow, BOX_HEIGHT, BOX_WIDTH, Lane, Legend, LegendEntry, Scene, SceneBox, Swatch,
};

/// The scene as an SVG picture.
///
/// # Errors
/// When Graphviz is to lay it out, and cannot.
pub fn svg(scene: &Scene, options: &LayoutOptions) -> Result<String, RenderError> {
    Ok(draw(scene, &layout(scene, options)?))
}

/// Where the boxes and arrows of the scene go.
///
/// Depends on the arrangement, the lanes of the boxes and the ends of the arrows, and on nothing else: one
/// answer serves every overlay.
///
/// # Errors
/// When Graphviz is to lay it out, and cannot.
pub fn layout(scene: &Scene, options: &LayoutOptions) -> Result<Geometry, RenderError> {
    let rows = rows::rows(scene);
    let plan = dot::Plan::new(scene, &rows);
    if options.engine == Engine::Builtin {
        return Ok(builtin::layout(scene, &rows, &plan));
    }
    match graphviz::plain(&plan.text(scene.arrangement, &rows), options) {
        Err(RenderError::Missing) if options.engine == Engine::Auto => {
            Ok(builtin::layout(scene, &rows, &plan))
        }
        answer => layout::read(&answer?, scene, &plan),
    }
}

/// The scene as SVG, in a geometry made earlier for a scene of the same boxes and arrows.
pub fn draw(scene: &Scene, geometry: &Geometry) -> String {
    svg::write(scene, geometry)
}

/// The scene as a drawing for a page that has a heading and a legend of its own: lanes, arrows and boxes, with classes and
/// attributes by which a script finds them.
pub fn sheet(scene: &Scene, geometry: &Geometry) -> String {
    sheet::write(scene, geometry)
}

/// Where the boxes of the scene go if they fill their lanes in rows, in their order, in the form of a screen. No arrow is
/// drawn. Needs nothing.
pub fn wall(scene: &Scene) -> Geometry {
    wall::layout(scene)
}

/// Whether Graphviz is installed where it may be run.
pub fn has_graphviz(options: &LayoutOptions) -> bool {
    graphviz::is_found(options)
}

/// The scene as a flowchart of Mermaid, for Markdown. Needs nothing.
pub fn mermaid(scene: &Scene) -> String {
    mermaid::document(scene)
}

/// The scene as DOT, readable with plain `dot` and meant to be edited. Needs nothing.
pub fn dot(scene: &Scene) -> String {
    dot::document(scene, &rows::rows(scene))
}
