//! `systemkarta import`: what other lists and tools know of the systems, into the map.

mod file;
mod store;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, clock};
use super::output::OutputArgs;
use crate::diagnostic::{Finding, Level, Severity};
use crate::graph::Graph;
use crate::import::{self, Draft, PlanError, Target};
use crate::lint::{self, Levels};
use crate::load::{Config, LoadError, Loaded, NOT_DECLARED};
use crate::model::Date;
use crate::report::import::{ImportReport, page, write_json};
use file::MapFolder;

/// Reads what other lists and tools know of the systems, and shows what the map would become with it.
///
/// FILE is a workbook (.xlsx), a sheet (.csv) or a folder of sheets, such as `export` writes: entries of the map are changed
/// where they stand, and new ones added. With `--write` it is done. Nothing of the map is taken away that people wrote.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
#[command(
    after_help = "Examples: `import systems.xlsx`; `import systems.xlsx --write`; `import endoflife data/ --write`.\nNothing that is read is run, computed or fetched. Exit: 1 if what was read has errors."
)]
pub(super) struct ImportArgs {
    /// A workbook, a sheet, or a folder of sheets.
    #[arg(value_name = "FILE", required = true)]
    sheets: Option<PathBuf>,
    /// What new entries are written as. Default: lines of a sheet where the map has that sheet, else YAML.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form_of_new: Option<WrittenAs>,
    /// Takes names that nobody declares as entries with that name and no more, where the column tells what they are: a
    /// technology where something runs on it. What is nearly the name of another is told instead.
    #[arg(long)]
    declare: bool,
    /// Whose lines they are, if they are not all: what others own is not told as gone.
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    #[command(flatten)]
    how: How,
    #[command(subcommand)]
    form: Option<Form>,
}

/// What new entries are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WrittenAs {
    /// Sections in a file of YAML.
    Yaml,
    /// Sheets, one a section: `systems.csv`.
    Csv,
}

#[derive(Debug, Subcommand)]
enum Form {
    /// Dates of vendors' support, as endoflife.date publishes them: a folder or file of JSON, or its data repository.
    Endoflife(One),
    /// Entities of a Backstage catalogue: a folder with `catalog-info.yaml`, or one file.
    Backstage(One),
    /// Services of Compose files; later files override earlier ones.
    Compose(Several),
    /// A model in the ArchiMate Open Exchange format.
    Archimate(One),
}

#[derive(Debug, Args)]
struct One {
    /// What to read.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
struct Several {
    /// What to read.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
struct How {
    /// Writes the files of the map. Without it nothing is written.
    #[arg(long)]
    write: bool,
    /// The file in the folder of the map that new entries go to. Default: one named after what is read.
    #[arg(long, value_name = "FILE")]
    to: Option<String>,
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

/// What was asked for: what to call it, and where it goes unless somebody says otherwise.
struct Asked<'a> {
    source: String,
    file: String,
    form: Option<WrittenAs>,
    how: &'a How,
}

impl ImportArgs {
    fn asked(&self) -> Asked<'_> {
        let shown = |path: &Path| path.display().to_string();
        let owned = |source: String, file: &str, how| Asked {
            source,
            file: file.to_owned(),
            form: Some(WrittenAs::Yaml),
            how,
        };
        match &self.form {
            Some(Form::Endoflife(args)) => owned(shown(&args.path), "endoflife.yaml", &args.how),
            Some(Form::Backstage(args)) => owned(shown(&args.path), "backstage.yaml", &args.how),
            Some(Form::Archimate(args)) => owned(shown(&args.path), "archimate.yaml", &args.how),
            Some(Form::Compose(args)) => {
                let files: Vec<String> = args.files.iter().map(|file| shown(file)).collect();
                owned(files.join(", "), "compose.yaml", &args.how)
            }
            None => Asked {
                source: shown(self.path()),
                file: file::named_after(self.path()),
                form: self.form_of_new,
                how: &self.how,
            },
        }
    }

    /// Whether it could take names that nobody declares as entries, and does not.
    fn may_declare(&self) -> bool {
        self.form.is_none() && !self.declare
    }

    /// The workbook or sheets; clap asks for them where there is no other form.
    fn path(&self) -> &Path {
        self.sheets.as_deref().unwrap_or(Path::new(""))
    }

    fn read(&self, map: &Loaded, config: &Config, today: Date) -> Result<Draft, LoadError> {
        match &self.form {
            Some(Form::Endoflife(args)) => import::endoflife::read(&args.path, &map.model, today, config),
            Some(Form::Backstage(args)) => import::backstage::read(&args.path, config),
            Some(Form::Compose(args)) => import::compose::read(&args.files, config),
            Some(Form::Archimate(args)) => import::archimate::read(&args.path, config),
            None if self.declare => import::workbook::read_and_declare(self.path(), &map.model, config),
            None => import::workbook::read(self.path(), &map.model, config),
        }
    }
}

pub(super) fn run(args: &MapArgs, import: &ImportArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let asked = import.asked();
    let folder = MapFolder::find(args.map())?;
    let file = folder.file(asked.how.to.as_deref(), &asked.file)?;
    let map = folder.load()?;
    if map.model.incomplete {
        return Err(Error::Usage(
            format!("the map `{}` cannot be read whole, so what is new to it cannot be told", folder.shown()),
            Some("mend what `systemkarta check` tells, and import then".into()),
        ));
    }
    let config = &folder.config;
    let levels = lint::levels(config).map_err(|error| Error::usage(error.to_string()))?;
    let today = day(args, &map)?;
    let mut draft = import.read(&map, config, today).map_err(|error| unread(&asked.source, error))?;
    draft.findings = judged(draft.findings, &levels);
    if import.may_declare() && draft.findings.iter().any(is_not_declared) {
        draft
            .remarks
            .push("With --declare, names that nobody declares become entries of their own.".to_owned());
    }
    let sheets = folder.sheets(asked.form, &map);
    let target = Target { map: &map, file: &file, sheets: &sheets, config };
    let mut plan = import::plan(&draft, target).map_err(refused)?;
    if let Some(owner) = &import.owner {
        plan.of_owner(owner, &map.model);
    }
    let after = plan.loaded(target);
    let new_findings = new_errors(errors(&map, &levels), errors(&after, &levels));
    let is_written = asked.how.write && !plan.is_empty();
    asked.how.output.keep_off(&folder.path)?;
    if is_written {
        store::write(&plan, &map.sources, &folder)?;
    }
    let report = ImportReport {
        source: &asked.source,
        map: &folder.shown(),
        draft: &draft,
        plan: &plan,
        sources: &map.sources,
        new_findings: &new_findings,
        new_sources: &after.sources,
        is_written,
        all: asked.how.all,
    };
    asked.how.output.deliver(&folder.path, io, |format, out| match format.of_page() {
        Some(format) => page(&report).write(format, out),
        None => write_json(&report, out),
    })?;
    let has_errors = draft.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { ExitStatus::Found } else { ExitStatus::Done })
}

/// Whether a name is that of nothing, and like that of nothing.
fn is_not_declared(finding: &Finding) -> bool {
    finding.help.as_deref().is_some_and(|help| help.starts_with(NOT_DECLARED))
}

/// The day that counts as today, for dates of support.
fn day(args: &MapArgs, map: &Loaded) -> Result<Date, Error> {
    match (args.today(), &map.model.header.as_of) {
        (Some(text), _) => text.parse().map_err(|_| Error::usage(format!("`{text}` is no date"))),
        (None, Some(as_of)) => Ok(as_of.value.first()),
        (None, None) => Ok(clock()),
    }
}

/// Findings at the levels of the settings.
fn judged(findings: Vec<Finding>, levels: &Levels) -> Vec<Finding> {
    let judge = |mut finding: Finding| match levels.of(&finding.rule) {
        Some(Level::Off) => None,
        Some(Level::On(severity)) => {
            finding.severity = severity;
            Some(finding)
        }
        None => Some(finding),
    };
    findings.into_iter().filter_map(judge).collect()
}

/// What loading and building find wrong in a map.
fn errors(map: &Loaded, levels: &Levels) -> Vec<Finding> {
    let (_, built) = Graph::build(&std::sync::Arc::new(map.model.clone()));
    let all = map.findings.iter().cloned().chain(built).collect();
    let mut errors = judged(all, levels);
    errors.retain(|finding| finding.severity == Severity::Error);
    errors
}

/// Those that were not there before, wherever they stood.
fn new_errors(before: Vec<Finding>, after: Vec<Finding>) -> Vec<Finding> {
    let known: std::collections::HashSet<(String, String)> =
        before.into_iter().map(|finding| (finding.rule.to_string(), finding.message)).collect();
    let is_new = |finding: &Finding| !known.contains(&(finding.rule.to_string(), finding.message.clone()));
    after.into_iter().filter(is_new).collect()
}

fn unread(source: &str, error: LoadError) -> Error {
    match error {
        LoadError::NotFound(path) => Error::Usage(
            format!("there is no file or folder `{}`", path.display()),
            Some("name what is to be read; `systemkarta help import` tells what can be".into()),
        ),
        LoadError::NoFiles(_) => Error::usage(format!("`{source}` holds nothing that can be read so")),
        LoadError::Unreadable(..) => Error::usage(error.to_string()),
    }
}

fn refused(error: PlanError) -> Error {
    Error::Usage(
        error.to_string(),
        Some("name another file of the map with --to, such as `--to imported.yaml`".into()),
    )
}
