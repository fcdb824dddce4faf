//! `systemkarta show`: everything about one element, or one organisation.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::TextOrJson;
use super::io::Io;
use super::judged::judged;
use super::map::{MapArgs, OpenMap, open_map};
use super::output::OutputArgs;
use crate::graph::Found;
use crate::lint;
use crate::report::proposals::{Awaiting, awaiting};
use crate::report::show::{self, Show};

/// Everything about one element, or one organisation.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Its id or alias.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    output: OutputArgs<TextOrJson>,
}

pub(super) fn run(map: &MapArgs, args: &ShowArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let found = map.find(&args.id)?;
    match found {
        Found::Organisation(organisation) if !map.graph.model().changes.is_empty() => {
            judged(&map, &[], false, |open| write(&map, args, found, &awaiting(open, organisation.id()), io))
        }
        _ => write(&map, args, found, &[], io),
    }
}

fn write(
    map: &OpenMap,
    args: &ShowArgs,
    found: Found<'_>,
    awaiting: &[Awaiting<'_>],
    io: &mut Io,
) -> Result<ExitStatus, Error> {
    let checked = lint::check(&map.graph, map.found.clone(), &map.levels, map.today);
    let shown = Show {
        map: &map.title,
        graph: &map.graph,
        sources: &map.sources,
        findings: &checked.findings,
        waivers: &checked.waivers,
        at: map.at,
        awaiting,
    };
    args.output.deliver(&map.path, io, |format, out| match (format, found) {
        (TextOrJson::Text, Found::Element(ix)) => show::write_element_text(&shown, ix, out),
        (TextOrJson::Text, Found::Organisation(organisation)) => {
            show::write_organisation_text(&shown, organisation, out)
        }
        (TextOrJson::Json, Found::Element(ix)) => show::write_element_json(&shown, ix, out),
        (TextOrJson::Json, Found::Organisation(organisation)) => {
            show::write_organisation_json(&shown, organisation, out)
        }
    })?;
    Ok(ExitStatus::Done)
}
