//! `systemkarta impact`: what hangs on these elements?

use clap::{Args, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::analysis::{self, ReachOptions};
use crate::graph::Direction;
use crate::model::Layer;
use crate::report::reach::{self, ReachReport};

/// What hangs on these elements, how far, through what, and who must be told?
#[derive(Debug, Args)]
pub(super) struct ImpactArgs {
    /// Elements by id or alias; an organisation stands for what it operates and supplies.
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    reach: ReachArgs,
    /// Lists every element in text, Markdown and HTML, however many there are; JSON and CSV always do.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

/// How far to look, and which way.
#[derive(Debug, Args)]
struct ReachArgs {
    /// What these elements rest on, instead of what rests on them.
    #[arg(long)]
    upstream: bool,
    /// At most so many steps.
    #[arg(long, value_name = "STEPS", value_parser = at_least_one_step)]
    depth: Option<usize>,
    /// Lists elements of this layer only; all are counted. May be repeated.
    #[arg(long = "layer", value_enum, value_name = "LAYER")]
    layers: Vec<LayerArg>,
}

fn at_least_one_step(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&steps| steps > 0).ok_or_else(|| "write a number of steps, at least 1".into())
}

/// A layer, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayerArg {
    /// Processes.
    Business,
    /// Information objects.
    Information,
    /// Systems and integrations.
    System,
    /// Technologies.
    Technology,
    /// Agreements.
    Delivery,
}

impl From<LayerArg> for Layer {
    fn from(layer: LayerArg) -> Self {
        match layer {
            LayerArg::Business => Self::Business,
            LayerArg::Information => Self::Information,
            LayerArg::System => Self::System,
            LayerArg::Technology => Self::Technology,
            LayerArg::Delivery => Self::Delivery,
        }
    }
}

pub(super) fn run(map: &MapArgs, args: &ImpactArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let asked = map.asked(&args.ids)?;
    let options = ReachOptions {
        direction: if args.reach.upstream { Direction::Upstream } else { Direction::Downstream },
        depth: args.reach.depth,
        at: map.at,
    };
    let answer = analysis::reach(&map.graph, &asked.causes, options);
    let layers: Vec<Layer> = args.reach.layers.iter().copied().map(Layer::from).collect();
    let report = ReachReport {
        map: &map.title,
        graph: &map.graph,
        reach: &answer,
        asked: &asked.about,
        layers: &layers,
        all: args.all,
    };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(format) => reach::page(&report).write(format, out),
        None => reach::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
