//! `systemkarta export`: the map for other programs, and for owners who fill it in and send it back.

use std::collections::BTreeSet;
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, OpenMap, say_errors};
use super::output::{refuse_folder, write_bytes};
use crate::entry::{self, Entry, Written};
use crate::export::{self, Register, Table, Tables, Unsaid};
use crate::graph::Found;
use crate::lint;
use crate::load::Config;
use crate::model::{Field, Listing, Section, did_you_mean};
use crate::proposal;
use crate::render::{self, views};

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
    /// For csv: writes over sheets that stand in the folder already.
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
    let part = Part::of(&open, args.owner.as_deref(), named)?;
    let graph = &open.graph;
    match form {
        Form::Xlsx | Form::Csv => {
            let Tables { mut tables, unsaid } = part.tables(&config);
            tell(&unsaid, io);
            if part.has_findings() {
                tables.push(part.findings());
            }
            match form {
                Form::Xlsx => {
                    let bytes = export::xlsx(&tables, &open.title).map_err(|error| {
                        Error::Usage(error.to_string(), Some("`--format csv` has no such limits".into()))
                    })?;
                    write_or_print(&bytes, args.file(), true, &open, io)?;
                }
                _ => args.write_sheets(&tables, config.csv.delimiter(), &open, io)?,
            }
        }
        Form::Json => {
            let mut bytes = Vec::new();
            let written = export::write_json(&part.register(), &mut bytes);
            written.map_err(Error::Stdout)?;
            write_or_print(&bytes, args.file(), false, &open, io)?;
        }
        Form::Graphml => {
            let mut bytes = Vec::new();
            export::write_graphml(graph, open.at, &mut bytes).map_err(Error::Stdout)?;
            write_or_print(&bytes, args.file(), false, &open, io)?;
        }
        Form::Mermaid => {
            let options = views::MapOptions { at: open.at, max_boxes: views::READABLE_BOXES };
            let text = render::mermaid(&views::map(graph, &options));
            write_or_print(text.as_bytes(), args.file(), false, &open, io)?;
        }
    }
    Ok(ExitStatus::Done)
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
                self.prepare_folder(folder, tables, map)?;
                for table in tables {
                    let file = folder.join(format!("{}.csv", table.name));
                    write_bytes(&file, &map.path, export::csv(table, delimiter).as_bytes())?;
                }
                Ok(())
            }
            _ => Err(Error::Usage("these are several sheets, and need a folder".into(), help())),
        }
    }

    /// The folder, made if it is missing; an error if it lies in the map, or holds what is not ours to write over.
    fn prepare_folder(&self, folder: &Path, tables: &[Table], map: &OpenMap) -> Result<(), Error> {
        if folder.exists() && !folder.is_dir() {
            let shown = folder.display();
            return Err(Error::usage(format!(
                "`{shown}` is a file, and several sheets are written into a folder"
            )));
        }
        refuse_folder(folder, &map.path, "sheets")?;
        fs::create_dir_all(folder).map_err(|error| Error::File(folder.to_owned(), error))?;
        refuse_folder(folder, &map.path, "sheets")?;
        let files = tables.iter().map(|table| folder.join(format!("{}.csv", table.name)));
        match files.into_iter().find(|file| file.exists()).filter(|_| !self.force) {
            Some(file) => Err(Error::Usage(
                format!("`{}` is there already", file.display()),
                Some("name another folder, or write over the sheets with --force".into()),
            )),
            None => Ok(()),
        }
    }
}

/// The part of the map that is exported.
struct Part<'m> {
    map: &'m OpenMap,
    all: Vec<Entry>,
    owner: Option<&'m str>,
    named: Named,
    /// For an owner: the named lifecycles of what it owns.
    lifecycles: BTreeSet<String>,
}

impl<'m> Part<'m> {
    fn of(map: &'m OpenMap, owner: Option<&'m str>, named: Named) -> Result<Self, Error> {
        let owner = match owner {
            None => None,
            Some(id) => match map.find(id)? {
                Found::Organisation(organisation) => Some(organisation.id()),
                Found::Element(_) => {
                    return Err(Error::usage(format!("`{id}` is no organisation, and owns nothing")));
                }
            },
        };
        let all = entry::entries(map.graph.model());
        let mut part = Self { map, all, owner, named, lifecycles: BTreeSet::new() };
        let used = part.all.iter().filter(|entry| part.is_owned(entry)).filter_map(used_lifecycle);
        part.lifecycles = used.map(str::to_owned).collect();
        Ok(part)
    }

    fn is_owned(&self, entry: &Entry) -> bool {
        let said = entry.get(Field::Owner.name()).and_then(Written::as_text);
        self.owner.is_none_or(|owner| {
            said == Some(owner) || (entry.listing.is(Section::Organisations) && entry.id == owner)
        })
    }

    fn is_wanted(&self, entry: &Entry) -> bool {
        self.is_owned(entry) || (entry.listing == Listing::Lifecycles && self.lifecycles.contains(&entry.id))
    }

    fn names_nothing(&self) -> bool {
        self.named.listings.is_empty() && !self.named.findings
    }

    fn has_findings(&self) -> bool {
        self.names_nothing() || self.named.findings
    }

    fn tables(&self, config: &Config) -> Tables {
        if self.named.findings && self.named.listings.is_empty() {
            return Tables::default();
        }
        export::tables(&self.all, |entry| self.is_wanted(entry), &self.named.listings, config)
    }

    /// What `check` finds in this part.
    fn findings(&self) -> Table {
        let OpenMap { graph, found, levels, today, sources, path, .. } = self.map;
        let found = found.iter().cloned().chain(proposal::faults(graph.model())).collect();
        let mut findings = lint::check(graph, found, levels, *today).findings;
        if self.owner.is_some() {
            let ids: BTreeSet<&str> =
                self.all.iter().filter(|entry| self.is_owned(entry)).map(|entry| entry.id.as_str()).collect();
            findings.retain(|finding| finding.elements.iter().any(|id| ids.contains(id.as_str())));
        }
        export::findings(&findings, sources, path)
    }

    fn register(&self) -> Register<'_> {
        let is_listed = |entry: &Entry| {
            self.is_wanted(entry) && (self.names_nothing() || self.named.listings.contains(&entry.listing))
        };
        let entries: Vec<&Entry> = self.all.iter().filter(|entry| is_listed(entry)).collect();
        let graph = &self.map.graph;
        let mut is_wanted = vec![false; graph.element_count()];
        for ix in entries.iter().filter_map(|entry| graph.find_element(&entry.id)) {
            if let Some(wanted) = is_wanted.get_mut(ix.index()) {
                *wanted = true;
            }
        }
        Register { map: &self.map.title, graph, entries, is_wanted, at: self.map.at }
    }
}

/// The named lifecycle of an entry, or the one that its support follows.
fn used_lifecycle(entry: &Entry) -> Option<&str> {
    match entry.get(Field::Lifecycle.name())? {
        Written::Text(id) => Some(id),
        Written::Mapping(parts) => {
            parts.iter().find(|(key, _)| key == crate::model::Lifecycle::SUPPORT)?.1.as_text()
        }
        Written::List(_) => None,
    }
}
