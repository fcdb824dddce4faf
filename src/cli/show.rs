//! `systemkarta show`: everything about one element, or one organisation.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::TextOrJson;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::graph::Found;
use crate::lint;
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
    let mut map = open_map(map, io)?;
    let found = std::mem::take(&mut map.found);
    let findings = lint::check(&map.graph, found, &map.levels, map.today);
    let shown =
        Show { map: &map.title, graph: &map.graph, sources: &map.sources, findings: &findings, at: map.at };
    let found = map.find(&args.id)?;
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
