//! `systemkarta render`: the map, a neighbourhood, or the impact of a change, as a picture.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;
use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, OpenMap, open_map};
use super::output::write_file;
use super::picture::{TIME_LIMIT, layout_options};
use crate::analysis::{self, ReachOptions};
use crate::graph::Direction;
use crate::render::views::{self, MapOptions, NeighbourhoodOptions};
use crate::render::{self, Scene};

/// Draws the map, the neighbourhood of an element, or what hangs on it.
#[derive(Debug, Args)]
pub(super) struct RenderArgs {
    /// The element of a neighbourhood, or the elements of an impact; the view `map` needs none.
    #[arg(value_name = "ID[=KIND]")]
    ids: Vec<String>,
    #[command(flatten)]
    change: ChangeArgs,
    /// What is drawn.
    #[arg(long, value_enum, default_value_t, value_name = "VIEW")]
    view: View,
    /// The form of the picture. Default: by the ending of the file, else svg.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// Writes the picture to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', value_name = "FILE")]
    file: Option<PathBuf>,
    /// For a neighbourhood: how many steps each way.
    #[arg(long, default_value_t = 2, value_name = "STEPS")]
    radius: usize,
    /// A larger picture is folded to so many boxes, and its legend says so.
    #[arg(long, default_value_t = views::READABLE_BOXES, value_name = "N")]
    max_nodes: usize,
    /// How many seconds Graphviz may take.
    #[arg(long, default_value_t = TIME_LIMIT, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    time_limit: u64,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum View {
    /// Everything in use, in lanes by layer.
    #[default]
    Map,
    /// An element, what rests on it and what it rests on.
    Neighbourhood,
    /// What hangs on elements, by steps, or what a change of them does; on the picture of the map where that need not
    /// be folded.
    Impact,
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For pages and papers; laid out by Graphviz.
    Svg,
    /// The language of Graphviz, to edit; needs no Graphviz.
    Dot,
}

pub(super) fn run(map: &MapArgs, args: &RenderArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let form = args.form()?;
    let map = open_map(map, io)?;
    let scene = args.scene(&map)?;
    let picture = match form {
        Form::Dot => render::dot(&scene),
        Form::Svg => render::svg(&scene, &layout_options(&map, args.time_limit))?,
    };
    match &args.file {
        Some(file) if file.as_os_str() != "-" => {
            write_file(file, &map.path, |out| out.write_all(picture.as_bytes()))?
        }
        _ => io.answer(|out| out.write_all(picture.as_bytes()))?,
    }
    Ok(ExitStatus::Done)
}

impl RenderArgs {
    fn form(&self) -> Result<Form, Error> {
        let ending = self.file.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
        match (self.format, ending) {
            (Some(form), _) => Ok(form),
            (None, None | Some("svg")) => Ok(Form::Svg),
            (None, Some("dot" | "gv")) => Ok(Form::Dot),
            (None, Some(other)) => Err(Error::Usage(
                format!("a picture cannot be written as `.{other}`"),
                Some("end the file in .svg or .dot, or say --format".into()),
            )),
        }
    }

    fn scene(&self, map: &OpenMap) -> Result<Scene, Error> {
        let graph = &map.graph;
        match self.view {
            View::Map if self.ids.is_empty() => {
                Ok(views::map(graph, &MapOptions { at: map.at, max_boxes: self.max_nodes }))
            }
            View::Map => Err(Error::Usage(
                "the view `map` draws the whole map and takes no element".into(),
                Some(format!("systemkarta render --view neighbourhood {}", self.ids.join(" "))),
            )),
            View::Neighbourhood => {
                let [id] = self.ids.as_slice() else {
                    return Err(Error::usage("the view `neighbourhood` needs one element"));
                };
                let options = NeighbourhoodOptions {
                    at: map.at,
                    dependents: self.radius,
                    dependencies: self.radius,
                    max_boxes: self.max_nodes,
                };
                Ok(views::neighbourhood(graph, map.element(id)?, &options))
            }
            View::Impact => {
                if self.ids.is_empty() {
                    return Err(Error::usage("the view `impact` needs the elements that something hangs on"));
                }
                if let Some(question) = self.change.question(map, &self.ids)? {
                    let impact = analysis::impact(graph, &question.changes, question.options);
                    return Ok(views::disruption(graph, &impact, self.max_nodes));
                }
                let causes = map.asked(&self.ids)?.causes;
                let options = ReachOptions { direction: Direction::Downstream, depth: None, at: map.at };
                let reach = analysis::reach(graph, &causes, options);
                Ok(views::impact_within(graph, &reach, self.max_nodes))
            }
        }
    }
}
