//! Which map, for which day: the arguments that every command shares, and the map opened by them.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::as_if;
use super::error::Error;
use super::io::Io;
use super::settings::{self, Located};
use crate::diagnostic::{Finding, Level, Severity, Sources};
use crate::graph::{ElementIx, Found, Graph};
use crate::lint::{self, Levels};
use crate::load::{self, Board, Config, LoadError, Loaded, Scales};
use crate::model::{Date, Element, Field, Id, Model, PartialDate, did_you_mean, joined, nearest};
use crate::report::reach::Asked;

/// Which map, for which day.
#[derive(Debug, Args)]
pub(super) struct MapArgs {
    /// The folder or file of the map. Default: `map` of the nearest systemkarta.toml upwards, else ./maps.
    #[arg(short = 'm', long = "map", value_name = "MAP", global = true)]
    map: Option<PathBuf>,
    /// The day, or the plateau, to answer for. Default: `as_of` of the map, else today.
    #[arg(long, value_name = "DATE|PLATEAU", global = true)]
    at: Option<String>,
    /// The day that counts as today. Default: `as_of` of the map, else the day of the clock (UTC).
    #[arg(long, value_name = "DATE", global = true)]
    today: Option<String>,
    /// Answers as if a change proposal were made, and those that it depends on; `approved` means all approved ones.
    /// May be repeated. The map itself is never changed.
    #[arg(long, value_name = "ID|approved", global = true)]
    with: Vec<String>,
    /// Do not answer from a map that has errors.
    #[arg(long, global = true)]
    strict: bool,
}

/// A map, loaded and built.
pub(super) struct OpenMap {
    /// Its title, or its path if it has none.
    pub(super) title: String,
    /// Its path, as the user may type it.
    pub(super) path: PathBuf,
    /// The folder that it and its settings lie in.
    pub(super) root: PathBuf,
    /// The text of its settings, if there are some.
    pub(super) settings: Option<String>,
    /// The graph.
    pub(super) graph: Graph,
    /// The files.
    pub(super) sources: Sources,
    /// How many of these belong to the map; they come first.
    pub(super) of_map: usize,
    /// What loading and building found.
    pub(super) found: Vec<Finding>,
    /// How many of these loading found; they come first.
    pub(super) loaded: usize,
    /// Which changes a board must see.
    pub(super) board: Board,
    /// The change proposals that are asked about.
    pub(super) proposals: Vec<Id>,
    /// Those that are taken as made.
    pub(super) made: Vec<Id>,
    /// The local words of its scales.
    pub(super) scales: Scales,
    /// The levels of the rules.
    pub(super) levels: Levels,
    /// The day to answer for.
    pub(super) at: Date,
    /// Whether that day was asked for.
    pub(super) at_is_asked: bool,
    /// The day that counts as today.
    pub(super) today: Date,
}

/// Opens the map for a command that answers from it; says on standard error what is left out of a faulty one.
pub(super) fn open_map(args: &MapArgs, io: &mut Io) -> Result<ManuallyDrop<OpenMap>, Error> {
    open(args, load_map(args)?, io)
}

/// The same, with the change proposals that a word asks about: one of the map, or those of a file.
pub(super) fn open_map_and_proposals(
    args: &MapArgs,
    word: &str,
    io: &mut Io,
) -> Result<ManuallyDrop<OpenMap>, Error> {
    open(args, load(args, Some(word))?, io)
}

fn open(args: &MapArgs, map: ManuallyDrop<OpenMap>, io: &mut Io) -> Result<ManuallyDrop<OpenMap>, Error> {
    say_errors(&map, "the map", args.strict, io)?;
    Ok(map)
}

/// Says on standard error that a faulty map answers in part; an error if that is not wanted.
pub(super) fn say_errors(map: &OpenMap, called: &str, strict: bool, io: &mut Io) -> Result<(), Error> {
    let errors =
        map.found.iter().filter(|f| map.levels.of(&f.rule) == Some(Level::On(Severity::Error))).count();
    if errors > 0 && strict {
        return Err(Error::Strict(errors));
    }
    if errors > 0 {
        let message = match errors {
            1 => format!("{called} has an error; what it concerns is left out of this answer"),
            n => format!("{called} has {n} errors; what they concern is left out of this answer"),
        };
        io.message("warning", &message);
        io.message("help", "`systemkarta check` shows where");
    }
    Ok(())
}

/// Where the map is, and its settings, without opening it: a map that nobody named need not be there.
pub(super) fn settings_of(args: &MapArgs) -> Result<Located, Error> {
    match &args.map {
        Some(map) if !map.exists() => Err(LoadError::NotFound(map.clone()).into()),
        map => settings::locate(map.as_deref()),
    }
}

/// Opens the map whatever is wrong in it.
///
/// It is not dropped: the process ends with the command, and freeing a large map piece by piece takes a tenth of it.
pub(super) fn load_map(args: &MapArgs) -> Result<ManuallyDrop<OpenMap>, Error> {
    load(args, None)
}

fn load(args: &MapArgs, word: Option<&str>) -> Result<ManuallyDrop<OpenMap>, Error> {
    let at = args.at.as_deref();
    args.read()?.open(&args.with, at, args.today.as_deref(), |loaded, config| match word {
        Some(word) => as_if::asked(loaded, word, config),
        None => Ok(Vec::new()),
    })
}

impl MapArgs {
    /// The map that was asked for, as it stands.
    pub(super) fn read(&self) -> Result<ReadMap, Error> {
        ReadMap::of(self.map.as_deref())
    }

    /// Where the map is that was asked for, if it was.
    pub(super) fn map(&self) -> Option<&Path> {
        self.map.as_deref()
    }

    /// The proposals that shall be taken as made.
    pub(super) fn with(&self) -> &[String] {
        &self.with
    }

    /// Whether no answer is wanted from a map that has errors.
    pub(super) fn strict(&self) -> bool {
        self.strict
    }

    /// The day that was asked for.
    pub(super) fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// The day that shall count as today.
    pub(super) fn today(&self) -> Option<&str> {
        self.today.as_deref()
    }
}

/// A map as it was read, with its settings.
pub(super) struct ReadMap {
    pub(super) path: PathBuf,
    pub(super) root: PathBuf,
    pub(super) config: Config,
    pub(super) settings: Option<String>,
    pub(super) loaded: Loaded,
}

impl ReadMap {
    /// The map of a folder or file, or the default one, as it stands.
    pub(super) fn of(asked: Option<&Path>) -> Result<Self, Error> {
        Self::at(settings::locate(asked)?)
    }

    /// The map of a place, as it stands.
    pub(super) fn at(located: Located) -> Result<Self, Error> {
        let Located { path, root, config, settings } = located;
        // What is wrong with the settings is said before what is wrong with the map.
        lint::levels(&config).map_err(|error| Error::usage(error.to_string()))?;
        let loaded = load::load(&path, &config)?;
        Ok(Self { path, root, config, settings, loaded })
    }

    /// Opens it as if proposals were made, for a day. `ask` says which proposals are asked about.
    pub(super) fn open(
        self,
        with: &[String],
        at: Option<&str>,
        today: Option<&str>,
        ask: impl FnOnce(&mut Loaded, &Config) -> Result<Vec<Id>, Error>,
    ) -> Result<ManuallyDrop<OpenMap>, Error> {
        let Self { path, root, config, settings, mut loaded } = self;
        let levels = lint::levels(&config).map_err(|error| Error::usage(error.to_string()))?;
        let of_map = loaded.sources.len();
        let proposals = ask(&mut loaded, &config)?;
        let (made, misfits) = match with {
            [] => (Vec::new(), Vec::new()),
            wanted => as_if::make(&mut loaded, wanted)?,
        };
        let Loaded { model, sources, mut findings } = loaded;
        findings.extend(misfits);
        let as_of = model.header.as_of.as_ref().map(|date| date.value.first());
        let today = match today {
            Some(text) => parse_date(text, "--today")?.first(),
            None => as_of.unwrap_or_else(clock),
        };
        let at_is_asked = at.is_some();
        let at = match at {
            Some(text) => day_or_plateau(text, &model)?,
            None => as_of.unwrap_or(today),
        };
        let mut title =
            model.header.title.as_ref().map_or_else(|| path.display().to_string(), |t| t.value.to_string());
        if !made.is_empty() {
            let ids: Vec<String> = made.iter().map(Id::to_string).collect();
            title.push_str(&format!(", as if {} were made", joined(&ids)));
        }
        let (graph, built) = Graph::build(&Arc::new(model));
        let of_loading = findings.len();
        findings.extend(built);
        Ok(ManuallyDrop::new(OpenMap {
            title,
            path,
            root,
            settings,
            graph,
            sources,
            of_map,
            found: findings,
            loaded: of_loading,
            board: config.board,
            scales: config.scales,
            proposals,
            made,
            levels,
            at,
            at_is_asked,
            today,
        }))
    }
}

fn parse_date(text: &str, argument: &str) -> Result<PartialDate, Error> {
    PartialDate::parse(text)
        .map_err(|error| Error::usage(format!("`{text}` is no date for {argument}: {error}")))
}

/// The day that a date means, or a plateau of the map.
pub(super) fn day_or_plateau(text: &str, model: &Model) -> Result<Date, Error> {
    if let Some(plateau) = model.plateaus.iter().find(|plateau| plateau.id.value.as_str() == text) {
        let date = plateau.date.as_ref().map(|date| date.value.first());
        return date.ok_or_else(|| Error::usage(format!("the plateau `{text}` has no date")));
    }
    match PartialDate::parse(text) {
        Ok(date) => Ok(date.first()),
        Err(error) => {
            let plateaus = model.plateaus.iter().map(|plateau| plateau.id.value.as_str());
            let message = format!("`{text}` is neither a date nor a plateau of this map: {error}");
            Err(Error::Usage(message, did_you_mean(text, plateaus)))
        }
    }
}

/// Today by the clock, in UTC; `SOURCE_DATE_EPOCH` sets it for builds that must be reproducible.
pub(super) fn clock() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let set = epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    set.unwrap_or_else(jiff::Timestamp::now).to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// What is asked about, and the elements that it stands for.
pub(super) struct Question<'m> {
    pub(super) about: Vec<Asked<'m>>,
    pub(super) causes: Vec<ElementIx>,
}

impl OpenMap {
    /// The element that an id or alias names.
    pub(super) fn element(&self, id: &str) -> Result<ElementIx, Error> {
        match self.graph.find(id) {
            Some(Found::Element(ix)) => Ok(ix),
            Some(Found::Organisation(organisation)) => Err(Error::usage(format!(
                "`{id}` is an organisation ({}), not an element",
                organisation.name()
            ))),
            None => Err(self.unknown(id)),
        }
    }

    /// What an id or alias names.
    pub(super) fn find(&self, id: &str) -> Result<Found<'_>, Error> {
        self.graph.find(id).ok_or_else(|| self.unknown(id))
    }

    /// What ids ask about, and the elements that they stand for: an organisation stands for what it operates and
    /// supplies.
    pub(super) fn asked(&self, ids: &[String]) -> Result<Question<'_>, Error> {
        let mut question = Question { about: Vec::new(), causes: Vec::new() };
        for id in ids {
            match self.find(id)? {
                Found::Element(ix) => {
                    question.about.push(Asked::Element(ix));
                    question.causes.push(ix);
                }
                Found::Organisation(organisation) => {
                    let delivered = self.delivered_by(organisation);
                    if delivered.is_empty() {
                        let message = format!(
                            "`{id}` ({}) operates and supplies nothing in this map",
                            organisation.name()
                        );
                        return Err(Error::Usage(
                            message,
                            Some(format!("`systemkarta show {id}` tells what it owns")),
                        ));
                    }
                    question.about.push(Asked::Organisation(organisation, delivered.len()));
                    question.causes.extend(delivered);
                }
            }
        }
        Ok(question)
    }

    fn delivered_by(&self, organisation: &Element) -> Vec<ElementIx> {
        let is_by = |element: &Element, field| {
            element.organisation(field).is_some_and(|by| *by == organisation.id.value)
        };
        let delivers = |ix: &ElementIx| {
            [Field::Operator, Field::Supplier].into_iter().any(|field| is_by(self.graph.element(*ix), field))
        };
        self.graph.elements().filter(delivers).collect()
    }

    fn unknown(&self, id: &str) -> Error {
        let names = self.graph.names().sorted();
        let describe = |name: &str| match self.graph.find(name) {
            Some(Found::Element(ix)) => {
                let element = self.graph.element(ix);
                format!("`{name}` ({}, {})", element.section.one(), element.name())
            }
            Some(Found::Organisation(organisation)) => {
                format!("`{name}` (organisation, {})", organisation.name())
            }
            None => format!("`{name}`"),
        };
        let near: Vec<String> = nearest(id, names.iter().copied()).into_iter().map(describe).collect();
        let by_name = self.graph.model().declarations().find(|e| e.name().eq_ignore_ascii_case(id));
        let help = match by_name {
            Some(element) => Some(format!("`{}` is the name of `{}`", element.name(), element.id())),
            None if near.is_empty() => Some("`systemkarta list` shows what the map holds".into()),
            None => Some(format!("did you mean {}?", near.join(" or "))),
        };
        Error::Usage(format!("`{id}` is not an element or organisation of this map"), help)
    }
}

/// Whether a severity is at or above another.
pub(super) fn at_or_above(findings: &[Finding], threshold: Option<Severity>) -> bool {
    threshold.is_some_and(|threshold| findings.iter().any(|finding| finding.severity >= threshold))
}
