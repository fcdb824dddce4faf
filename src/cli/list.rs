//! `systemkarta list`: the register.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::ListFormat;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::model::{Element, Field, Section, did_you_mean};
use crate::report::register::Register;

/// The register: what the map holds.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Sections to list, such as `systems` or `organisations`; all if none is named.
    #[arg(value_name = "SECTION")]
    sections: Vec<String>,
    /// Only what this organisation owns.
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Only this kind, such as `e-service`.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only what carries this tag. May be repeated: each must be there.
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Only what is in use on the day.
    #[arg(long)]
    in_use: bool,
    #[command(flatten)]
    output: OutputArgs<ListFormat>,
}

pub(super) fn run(map: &MapArgs, args: &ListArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let model = map.graph.model();
    let sections = sections(&args.sections)?;
    if let Some(owner) = &args.owner
        && !model.declarations().any(|e| e.owner().is_some_and(|id| id.as_str() == owner))
    {
        map.find(owner)?;
    }
    let is_listed = |element: &&Element| {
        (sections.is_empty() || sections.contains(&element.section))
            && args.owner.as_ref().is_none_or(|owner| element.owner().is_some_and(|id| id.as_str() == owner))
            && args.kind.as_ref().is_none_or(|kind| element.kind() == Some(kind))
            && args.tags.iter().all(|tag| element.texts(Field::Tags).iter().any(|t| *t.value == **tag))
            && (!args.in_use || element.section == Section::Organisations || model.in_use(element, map.at))
    };
    let mut entries: Vec<&Element> = model.declarations().filter(is_listed).collect();
    entries.sort_by_key(|element| (element.section, element.id()));
    let register = Register { map: &map.title, model, entries, at: map.at };
    args.output.deliver(&map.path, io, |format, out| match format {
        ListFormat::Text => register.write_text(out),
        ListFormat::Json => register.write_json(out),
        ListFormat::Markdown => register.write_markdown(out),
        ListFormat::Csv => register.write_csv(out),
    })?;
    Ok(ExitStatus::Done)
}

pub(super) fn sections(names: &[String]) -> Result<Vec<Section>, Error> {
    let section = |name: &String| {
        Section::parse(name).ok_or_else(|| {
            let known = Section::ALL.map(Section::name);
            let help =
                did_you_mean(name, known).unwrap_or_else(|| format!("the sections are {}", known.join(", ")));
            Error::Usage(format!("`{name}` is no section"), Some(help))
        })
    };
    names.iter().map(section).collect()
}
