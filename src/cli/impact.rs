//! `systemkarta impact`: what hangs on these elements, and what does a change of them do?

use clap::{Args, ValueEnum};

use super::change::{ChangeArgs, ChangeQuestion};
use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::judged::judged;
use super::map::{MapArgs, OpenMap, open_map, open_map_and_proposals};
use super::memo;
use super::output::OutputArgs;
use super::picture::{TIME_LIMIT, layout_options};
use crate::analysis::{self, ReachOptions};
use crate::graph::Direction;
use crate::model::{Id, Layer, joined};
use crate::proposal::Judgement;
use crate::render::{self, RenderError, Scene, views};
use crate::report::impact::{self, ImpactReport};
use crate::report::proposals;
use crate::report::reach::{self, ReachReport};

/// What does a change of these elements do, when, through what, and who must be told?
///
/// Without a kind of change the answer is reach: everything that hangs on them.
#[derive(Debug, Args)]
pub(super) struct ImpactArgs {
    /// Elements by id or alias; an organisation stands for what it operates and supplies.
    #[arg(required_unless_present = "proposal", value_name = "ID[=KIND]")]
    ids: Vec<String>,
    /// Judges a change proposal instead: one of the map by its id, or that of a file.
    #[arg(
        long = "change",
        value_name = "ID|FILE",
        conflicts_with_all = ["ids", "kind", "from", "length", "successor", "upstream", "depth", "layers"]
    )]
    proposal: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
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

impl ReachArgs {
    fn layers(&self) -> Vec<Layer> {
        self.layers.iter().copied().map(Layer::from).collect()
    }
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
    if let Some(word) = &args.proposal {
        let map = open_map_and_proposals(map, word, io)?;
        return of_proposal(&map, args, io);
    }
    let map = open_map(map, io)?;
    match args.change.question(&map, &args.ids)? {
        Some(question) => of_changes(&map, args, &question, io),
        None => reach_of(&map, args, io),
    }
}

/// What a proposal does.
fn of_proposal(map: &OpenMap, args: &ImpactArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let [asked] = map.proposals.as_slice() else {
        let ids: Vec<String> = map.proposals.iter().map(Id::to_string).collect();
        return Err(Error::usage(format!(
            "one proposal is judged at a time, and these are {}",
            joined(&ids)
        )));
    };
    judged(map, &map.proposals, args.all, |open| {
        let is_asked = |judgement: &Judgement<'_>| judgement.proposal.id.value == *asked;
        let Some(index) = open.judgements.iter().position(is_asked) else { return Ok(()) };
        let scene = || {
            let together = open.judgements.get(index).map(|judgement| &judgement.together);
            together.map(|together| views::disruption(&map.graph, together, views::READABLE_BOXES))
        };
        let picture = match scene() {
            Some(scene) => picture(map, args, io, || scene.clone())?,
            None => None,
        };
        let is_memo = |format| matches!(format, PageFormat::Markdown | PageFormat::Html);
        let block = [PageFormat::Markdown, PageFormat::Html].into_iter().any(|f| args.output.includes(f));
        let block = block.then(|| memo::block(map, open, index)).flatten();
        args.output.deliver(&map.path, io, |asked, out| match (asked.of_page(), &block) {
            (Some(format), Some(block)) if is_memo(asked) => {
                proposals::memo::write(open, index, picture.as_deref(), block, format, out)
            }
            (Some(format), _) => match proposals::page(open, index, picture.as_deref()) {
                Some(page) => page.write(format, out),
                None => Ok(()),
            },
            (None, _) => proposals::write_one_json(open, index, out),
        })
    })?;
    Ok(ExitStatus::Done)
}

/// What changes do.
fn of_changes(
    map: &OpenMap,
    args: &ImpactArgs,
    question: &ChangeQuestion<'_>,
    io: &mut Io,
) -> Result<ExitStatus, Error> {
    if args.reach.upstream {
        return Err(Error::Usage(
            "--upstream asks what elements rest on; what a change does to others goes the other way".into(),
            Some("leave out the kind of change, or --upstream".into()),
        ));
    }
    let answer = analysis::impact(&map.graph, &question.changes, question.options);
    let layers = args.reach.layers();
    let report = ImpactReport {
        map: &map.title,
        graph: &map.graph,
        impact: &answer,
        asked: &question.asked,
        lasts: question.lasts,
        layers: &layers,
        depth: args.reach.depth,
        all: args.all,
        picture: None,
    };
    let picture = picture(map, args, io, || views::disruption(&map.graph, &answer, views::READABLE_BOXES))?;
    let report = ImpactReport { picture: picture.as_deref(), ..report };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(format) => impact::page(&report).write(format, out),
        None => impact::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}

/// The picture for an answer in HTML. Where Graphviz cannot draw it, the page is whole without, and we say so.
fn picture(
    map: &OpenMap,
    args: &ImpactArgs,
    io: &mut Io,
    scene: impl Fn() -> Scene,
) -> Result<Option<String>, Error> {
    if !args.output.includes(PageFormat::Html) {
        return Ok(None);
    }
    match render::svg(&scene(), &layout_options(map, TIME_LIMIT)) {
        Ok(svg) => Ok(Some(svg)),
        Err(error @ RenderError::Interrupted) => Err(Error::Render(error)),
        Err(error) => {
            io.message("warning", &format!("the page has no picture: {error}"));
            Ok(None)
        }
    }
}

/// What hangs on elements, or what they rest on.
fn reach_of(map: &OpenMap, args: &ImpactArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let asked = map.asked(&args.ids)?;
    let options = ReachOptions {
        direction: if args.reach.upstream { Direction::Upstream } else { Direction::Downstream },
        depth: args.reach.depth,
        at: map.at,
    };
    let answer = analysis::reach(&map.graph, &asked.causes, options);
    let layers = args.reach.layers();
    let report = ReachReport {
        map: &map.title,
        graph: &map.graph,
        reach: &answer,
        asked: &asked.about,
        layers: &layers,
        all: args.all,
        picture: None,
    };
    let picture = picture(map, args, io, || views::impact(&map.graph, &answer))?;
    let report = ReachReport { picture: picture.as_deref(), ..report };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(format) => reach::page(&report).write(format, out),
        None => reach::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
