//! Many pictures by one run of Graphviz: to start it takes ten times as long as to lay one picture out.

use super::dot::Plan;
use super::graphviz::{self, Engine, LayoutOptions};
use super::{RenderError, Scene, builtin, draw, layout, rows, svg};

/// So many pictures are laid out by one run: more make a run that fails dear, fewer make starting it dear.
pub const BATCH: usize = 50;

/// Each scene as an SVG picture, the same as [`svg()`] makes of it alone; laid out by one run of Graphviz, which has the
/// time limit of one picture.
///
/// If that run fails, each picture gets a run of its own, so that only those fail that must.
///
/// # Errors
/// When no picture can be made: Graphviz is not there or does not start, or the user ended the run.
pub fn svg_each(
    scenes: &[Scene],
    options: &LayoutOptions,
) -> Result<Vec<Result<String, RenderError>>, RenderError> {
    let planned = scenes.iter().map(|scene| {
        let rows = rows::rows(scene);
        let plan = Plan::new(scene, &rows);
        (scene, rows, plan)
    });
    let planned: Vec<_> = planned.collect();
    let is_there = || options.engine == Engine::Dot || graphviz::is_found(options);
    if options.engine == Engine::Builtin || !is_there() {
        let drawn =
            planned.iter().map(|(scene, rows, plan)| draw(scene, &builtin::layout(scene, rows, plan)));
        return Ok(drawn.map(Ok).collect());
    }
    let graphs: Vec<String> =
        planned.iter().map(|(scene, rows, plan)| plan.text(scene.arrangement, rows)).collect();
    let answers = match graphviz::plain_each(&graphs, options) {
        Ok(answers) => answers,
        Err(error) if stops_all(&error) => return Err(error),
        Err(_) => return scenes.iter().map(|scene| alone(scene, options)).collect(),
    };
    let drawn = planned.iter().zip(&answers).map(|((scene, _, plan), answer)| {
        let geometry = layout::read(answer, scene, plan);
        geometry.map_or_else(|_| alone(scene, options), |geometry| Ok(Ok(draw(scene, &geometry))))
    });
    drawn.collect()
}

/// The picture of one scene, or why there is none; an error if there cannot be any other either.
fn alone(scene: &Scene, options: &LayoutOptions) -> Result<Result<String, RenderError>, RenderError> {
    match svg(scene, options) {
        Err(error) if stops_all(&error) => Err(error),
        picture => Ok(picture),
    }
}

fn stops_all(error: &RenderError) -> bool {
    matches!(error, RenderError::Missing | RenderError::NotStarted { .. } | RenderError::Interrupted)
}
