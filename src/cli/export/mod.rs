//! `systemkarta export`: the map for other programs, and for owners who fill it in and send it back.

mod part;

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, OpenMap, say_errors};
use super::output::{refuse_folder, write_bytes};
use crate::escape;
use crate::export::{self, Table, Tables, Unsaid};
use crate::model::{Listing, counted, did_you_mean};
use crate::render::{self, views};
use part::{Part, Whole};

/// Unsaid fields that are named one by one.
const TOLD: usize = 10;
/// The name of the table of findings, which is no section of a map.
const FINDINGS: &str = "findings";

/// The map for other programs.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// What to export: sections such as `systems` or `organisations`, `lifecycles`, and `findings`; all if none is
    /// named. For xlsx, csv and json.
    #[arg(value_name = "SECTION")]
    sections: Vec<String>,
    /// The form. Default: by the ending of the file.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// Writes to a file, whole or not at all, instead of to standard output; for csv to a folder, with a file for each
    /// section.
    #[arg(short = 'o', value_name = "FILE|FOLDER")]
    file: Option<PathBuf>,
    /// Only what this organisation owns, with the lifecycles and findings of that. For xlsx, csv and json.
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// For xlsx: a workbook for every organisation that owns something, with what it owns, as ID.xlsx in the folder that
    /// -o names.
    #[arg(long, conflicts_with = "owner")]
    each_owner: bool,
    /// For csv and --each-owner: writes over files that stand in the folder already.
    #[arg(long)]
    force: bool,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A workbook with a sheet for each section, to review and send back.
    Xlsx,
    /// A sheet for each section, to review and send back.
    Csv,
    /// The whole register and its relations, for programs; a contract, only ever added to.
    Json,
    /// The graph, for yEd, Gephi and networkx.
    Graphml,
    /// The picture of the map as a flowchart, for Markdown.
    Mermaid,
}

pub(super) fn run(map: &MapArgs, args: &ExportArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let form = args.form()?;
    let named = args.named()?;
    if matches!(form, Form::Graphml | Form::Mermaid) && (!args.sections.is_empty() || args.owner.is_some()) {
        let help = "`systemkarta render --format mermaid --only owner=ID` draws a part".to_owned();
        return Err(Error::Usage("graphml and mermaid show the whole map".into(), Some(help)));
    }
    if form == Form::Json && named.findings {
        let help = "systemkarta check --format json".to_owned();
        return Err(Error::Usage("the json of a map has no findings".into(), Some(help)));
    }
    let read = map.read()?;
    let config = read.config.clone();
    let open = read.open(map.with(), map.at(), map.today(), |_, _| Ok(Vec::new()))?;
    say_errors(&open, "the map", map.strict(), io)?;
    let whole = Whole::of(&open, &config, &named);
    if args.each_owner {
        return args.write_each(form, &whole, &named, io);
    }
    let part = whole.part(args.owner.as_deref(), &named)?;
    let bytes = match form {
        Form::Csv => {
            let tables = tables(&part, io);
            args.write_sheets(&tables, config.csv.delimiter(), &open, io)?;
            return Ok(ExitStatus::Done);
        }
        Form::Xlsx => workbook(&part, io)?,
        Form::Json => {
            let mut bytes = Vec::new();
            export::write_json(&part.register(), &mut bytes).map_err(Error::Stdout)?;
            bytes
        }
        Form::Graphml => {
            let mut bytes = Vec::new();
            export::write_graphml(&open.graph, open.at, &mut bytes).map_err(Error::Stdout)?;
            bytes
        }
        Form::Mermaid => {
            let options = views::MapOptions { at: open.at, max_boxes: views::READABLE_BOXES };
            render::mermaid(&views::map(&open.graph, &options)).into_bytes()
        }
    };
    write_or_print(&bytes, args.file(), form == Form::Xlsx, &open, io)?;
    Ok(ExitStatus::Done)
}

fn tables(part: &Part<'_>, io: &mut Io) -> Vec<Table> {
    let Tables { tables, unsaid } = part.tables();
    tell(&unsaid, io);
    tables
}

fn workbook(part: &Part<'_>, io: &mut Io) -> Result<Vec<u8>, Error> {
    let help = || Some("`--format csv` has no such limits".to_owned());
    export::xlsx(&tables(part, io), part.title()).map_err(|error| Error::Usage(error.to_string(), help()))
}

fn write_or_print(
    bytes: &[u8],
    file: Option<&Path>,
    is_binary: bool,
    map: &OpenMap,
    io: &mut Io,
) -> Result<(), Error> {
    match file {
        Some(file) => write_bytes(file, &map.path, bytes),
        None if is_binary && std::io::stdout().is_terminal() => {
            Err(Error::usage("a workbook is not written to a terminal; name a file with -o, or send it on"))
        }
        None if is_binary => io.bytes(bytes),
        None => io.answer(|out| out.write_all(bytes)),
    }
}

/// Says what no sheet can say.
fn tell(unsaid: &[Unsaid], io: &mut Io) {
    for Unsaid { listing, id, field } in unsaid.iter().take(TOLD) {
        io.message(
            "warning",
            &format!("a sheet cannot say `{field}` of `{id}` in {}; it is left out", listing.name()),
        );
    }
    if let more @ 1.. = unsaid.len().saturating_sub(TOLD) {
        io.message("warning", &format!("and {more} more fields; json has them all"));
    }
    if !unsaid.is_empty() {
        let help = "either it is longer than `scalar_length` under [limits], or [csv.columns] takes the column for another";
        io.message("help", help);
    }
}

/// The sections that are named.
#[derive(Default)]
struct Named {
    listings: Vec<Listing>,
    findings: bool,
}

impl Named {
    fn has_findings(&self) -> bool {
        self.findings || self.listings.is_empty()
    }

    fn only_findings(&self) -> bool {
        self.findings && self.listings.is_empty()
    }
}

impl ExportArgs {
    fn form(&self) -> Result<Form, Error> {
        let ending = self.file.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        match (self.format, ending.map(str::to_ascii_lowercase).as_deref()) {
            (Some(form), _) => Ok(form),
            (None, Some("xlsx")) => Ok(Form::Xlsx),
            (None, Some("csv")) => Ok(Form::Csv),
            (None, Some("json")) => Ok(Form::Json),
            (None, Some("graphml")) => Ok(Form::Graphml),
            (None, Some("mmd" | "mermaid")) => Ok(Form::Mermaid),
            (None, _) => Err(Error::Usage(
                "it is not said in which form to export".into(),
                Some("say --format, or end the file in .xlsx, .csv, .json, .graphml or .mmd".into()),
            )),
        }
    }

    fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| file.as_os_str() != "-")
    }

    fn named(&self) -> Result<Named, Error> {
        let mut named = Named::default();
        for name in &self.sections {
            match Listing::parse(name) {
                Some(listing) => named.listings.push(listing),
                None if name == FINDINGS => named.findings = true,
                None => {
                    let known = || Listing::all().map(Listing::name).chain([FINDINGS]);
                    let all = || format!("the sections are {}", known().collect::<Vec<_>>().join(", "));
                    let help = did_you_mean(name, known()).unwrap_or_else(all);
                    return Err(Error::Usage(format!("`{name}` is no section"), Some(help)));
                }
            }
        }
        Ok(named)
    }

    /// Writes a workbook for each owner into a folder.
    fn write_each(
        &self,
        form: Form,
        whole: &Whole<'_>,
        named: &Named,
        io: &mut Io,
    ) -> Result<ExitStatus, Error> {
        let Some(folder) = self.file().filter(|_| form == Form::Xlsx) else {
            let help = "systemkarta export --format xlsx --each-owner -o FOLDER".to_owned();
            return Err(Error::Usage("--each-owner writes workbooks into a folder".into(), Some(help)));
        };
        let owners = whole.owners();
        let file = |owner: &&str| folder.join(format!("{}.xlsx", escape::file_name(owner)));
        self.prepare_folder(folder, owners.iter().map(file), whole.map)?;
        for owner in &owners {
            let bytes = workbook(&whole.part(Some(owner), named)?, io)?;
            write_bytes(&file(owner), &whole.map.path, &bytes)?;
        }
        let unowned = whole.unowned();
        if unowned > 0 {
            let told = counted(unowned, "element has", "elements have");
            io.message("note", &format!("{told} no declared owner, and no workbook of an owner holds them"));
            io.message("help", "`systemkarta export -o register.xlsx` writes all");
        }
        Ok(ExitStatus::Done)
    }

    /// Writes the sheets into a folder; one alone also into a file, or to standard output.
    fn write_sheets(
        &self,
        tables: &[Table],
        delimiter: char,
        map: &OpenMap,
        io: &mut Io,
    ) -> Result<(), Error> {
        let is_sheet =
            |file: &&Path| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let help = || Some("systemkarta export --format csv -o FOLDER".to_owned());
        match (self.file(), tables) {
            (None, [table]) => {
                let text = export::csv(table, delimiter);
                io.answer(|out| out.write_all(text.as_bytes()))
            }
            (Some(file), [table]) if is_sheet(&file) => {
                write_bytes(file, &map.path, export::csv(table, delimiter).as_bytes())
            }
            (Some(folder), _) if !is_sheet(&folder) => {
                let file = |table: &Table| folder.join(format!("{}.csv", table.name));
                self.prepare_folder(folder, tables.iter().map(file), map)?;
                tables.iter().try_for_each(|table| {
                    write_bytes(&file(table), &map.path, export::csv(table, delimiter).as_bytes())
                })
            }
            _ => Err(Error::Usage("these are several sheets, and need a folder".into(), help())),
        }
    }

    /// The folder, made if it is missing; an error if it lies in the map, or holds what is not ours to write over.
    fn prepare_folder(
        &self,
        folder: &Path,
        mut files: impl Iterator<Item = PathBuf>,
        map: &OpenMap,
    ) -> Result<(), Error> {
        if folder.exists() && !folder.is_dir() {
            let shown = folder.display();
            return Err(Error::usage(format!("`{shown}` is a file, and several are written into a folder")));
        }
        refuse_folder(folder, &map.path, "sheets")?;
        fs::create_dir_all(folder).map_err(|error| Error::File(folder.to_owned(), error))?;
        refuse_folder(folder, &map.path, "sheets")?;
        match files.find(|file| file.exists()).filter(|_| !self.force) {
            Some(file) => Err(Error::Usage(
                format!("`{}` is there already", file.display()),
                Some("name another folder, or write over what is there with --force".into()),
            )),
            None => Ok(()),
        }
    }
}
