//! `systemkarta path`: why does A depend on B?

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::TextOrJson;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::graph::Paths;
use crate::report::paths::{self, PathReport};

/// Why does A depend on B?
#[derive(Debug, Args)]
pub(super) struct PathArgs {
    /// The element that may depend on the other.
    #[arg(value_name = "A")]
    from: String,
    /// The element that it may depend on.
    #[arg(value_name = "B")]
    to: String,
    /// All ways, shortest first, instead of one shortest way.
    #[arg(long)]
    all: bool,
    /// With --all: at most so many ways.
    #[arg(long, default_value_t = 100, value_name = "N", requires = "all", value_parser = at_least_one)]
    max: usize,
    #[command(flatten)]
    output: OutputArgs<TextOrJson>,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| "write a number, at least 1".into())
}

pub(super) fn run(map: &MapArgs, args: &PathArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let (from, to) = (map.element(&args.from)?, map.element(&args.to)?);
    if from == to {
        let message = format!("`{}` and `{}` are the same element", args.from, args.to);
        return Err(Error::Usage(message, Some("name two: a dependent and what it may depend on".into())));
    }
    let mut in_use = map.graph.in_use(map.at);
    for end in [from, to] {
        // What is asked about is kept, whatever its phase.
        in_use.get_mut(end.index()).into_iter().for_each(|kept| *kept = true);
    }
    let paths = if args.all {
        map.graph.simple_paths(from, to, Some(&in_use), args.max)
    } else {
        let shortest = map.graph.shortest_path(from, to, Some(&in_use));
        Paths { paths: shortest.into_iter().collect(), more: false }
    };
    let reverse =
        if paths.paths.is_empty() { map.graph.shortest_path(to, from, Some(&in_use)) } else { None };
    let report = PathReport {
        map: &map.title,
        graph: &map.graph,
        from,
        to,
        paths: &paths,
        reverse: reverse.as_deref(),
        sources: &map.sources,
        at: map.at,
    };
    args.output.deliver(&map.path, io, |format, out| match format {
        TextOrJson::Text => paths::write_text(&report, out),
        TextOrJson::Json => paths::write_as_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
