//! `systemkarta render`: the map, a neighbourhood, or the impact of a change, as a picture.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;
use super::diff::with_picture;
use super::each::{Drawing, Each};
use super::error::Error;
use super::exit_status::ExitStatus;
use super::explorer;
use super::io::Io;
use super::map::{MapArgs, OpenMap, open_map};
use super::output::{refuse, write_file};
use super::picture::{TIME_LIMIT, layout_options};
use super::selected::{Parts, SelectedArgs};
use crate::analysis::{self, ReachOptions};
use crate::graph::Direction;
use crate::render::views::{self, MapOptions, MatrixOptions, NeighbourhoodOptions, TimelineOptions};
use crate::render::{self, Engine, LayoutOptions, RenderError, Scene};

/// Draws the map, the neighbourhood of an element, or what hangs on it.
#[derive(Debug, Args)]
pub(super) struct RenderArgs {
    /// The element of a neighbourhood, the states of a difference (OLD NEW, as for `diff`), the elements of an impact, or those of a timeline; the views of the whole map
    /// take none.
    #[arg(value_name = "ID[=KIND]|STATE")]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) change: ChangeArgs,
    /// What is drawn.
    #[arg(long, value_enum, default_value_t, value_name = "VIEW")]
    pub(super) view: View,
    /// The form of the picture. Default: by the ending of the file, else svg.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// Writes the picture to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', value_name = "FILE")]
    file: Option<PathBuf>,
    /// For a neighbourhood: one of every element in use, as files in the folder that -o names, with a list of them in
    /// `index.md`. The folder is made if it is missing, and may not lie in the map.
    #[arg(long)]
    pub(super) each: bool,
    #[command(flatten)]
    pub(super) selected: SelectedArgs,
    /// A larger picture is folded to so many boxes, and its legend says so. Default: 56; the rows of a matrix: 120.
    #[arg(long, value_name = "N")]
    pub(super) max_nodes: Option<usize>,
    /// For a timeline of several pages: which page. Default: all of them to a file and its neighbours (`timeline.svg`,
    /// `timeline-2.svg`), and the first to standard output.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) page: Option<u32>,
    /// Who decides where boxes and arrows go.
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE")]
    layout: Layout,
    /// How many seconds Graphviz may take.
    #[arg(long, default_value_t = TIME_LIMIT, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    time_limit: u64,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// Everything in use, in lanes by layer.
    #[default]
    Map,
    /// The map, coloured by how far each element follows the standard on the day.
    Standard,
    /// The map with what is planned and retired near the day, and the relations that this endangers.
    Lifecycle,
    /// What is used when, until when it is supported, and when something fails what rests on it; needs no Graphviz.
    Timeline,
    /// Which rests on which, as a table of marks, ordered by layer; needs no Graphviz.
    Matrix,
    /// Two maps, revisions or days in one picture: what is new, gone and changed.
    Diff,
    /// An element, what rests on it and what it rests on.
    Neighbourhood,
    /// What hangs on elements, by steps, or what a change of them does; on the picture of the map where that need not
    /// be folded.
    Impact,
}

/// Who decides where boxes and arrows go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Graphviz if it is installed, else the program itself.
    #[default]
    Auto,
    /// Graphviz.
    Dot,
    /// The program itself: needs nothing, and is good to about sixty boxes.
    Builtin,
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For pages and papers.
    Svg,
    /// The language of Graphviz, to edit; needs no Graphviz.
    Dot,
    /// A flowchart in the language of Mermaid, for Markdown; needs no Graphviz.
    Mermaid,
    /// A page to look around in: find an element, see what hangs on it and what its outage does. One file, which needs
    /// nothing else; for the views map, standard and lifecycle, and for the impact of one element.
    Html,
}

/// Said when `--layout auto` finds no Graphviz.
const WITHOUT_GRAPHVIZ: &str = "Graphviz is not installed: laid out without it (--layout builtin)";

/// The file of a page: `timeline.svg`, `timeline-2.svg`.
fn page_file(first: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return first.to_owned();
    }
    let mut name = first.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{}", at + 1));
    if let Some(ending) = first.extension() {
        name.push(".");
        name.push(ending);
    }
    first.with_file_name(name)
}

impl View {
    /// The word that names it.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// What it can do with a part of the map.
    fn parts(self) -> Parts {
        match self {
            Self::Map | Self::Standard | Self::Lifecycle | Self::Matrix => Parts::Any,
            Self::Neighbourhood => Parts::Around,
            Self::Timeline | Self::Diff | Self::Impact => Parts::Whole,
        }
    }
}

pub(super) fn run(map: &MapArgs, args: &RenderArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    if args.each {
        return args.each(map, io);
    }
    let form = args.form()?;
    if form == Form::Html {
        return explorer::run(map, args, io);
    }
    args.selected.fit(&args.view.name(), args.view.parts())?;
    if args.view != View::Timeline && args.page.is_some() {
        return Err(Error::usage("only the view `timeline` has pages"));
    }
    if args.view == View::Diff {
        let may = |map: &OpenMap| args.file.as_ref().map_or(Ok(()), |file| refuse(file, &map.path));
        return with_picture(map, &args.ids, args.boxes(), io, may, |scene, map, io| {
            args.picture(scene, form, map, io)
        });
    }
    let map = open_map(map, io)?;
    match args.view {
        View::Timeline => return args.timeline(form, &map, io),
        View::Matrix => return args.matrix(form, &map, io),
        _ => {}
    }
    args.picture(&args.scene(&map)?, form, &map, io)
}

impl RenderArgs {
    fn form(&self) -> Result<Form, Error> {
        let ending = self.file.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
        match (self.format, ending) {
            (Some(form), _) => Ok(form),
            (None, None | Some("svg")) => Ok(Form::Svg),
            (None, Some("dot" | "gv")) => Ok(Form::Dot),
            (None, Some("mmd" | "mermaid")) => Ok(Form::Mermaid),
            (None, Some("html" | "htm")) => Ok(Form::Html),
            (None, Some(other)) => Err(Error::Usage(
                format!("a picture cannot be written as `.{other}`"),
                Some("end the file in .svg, .dot, .mmd or .html, or say --format".into()),
            )),
        }
    }

    fn picture(&self, scene: &Scene, form: Form, map: &OpenMap, io: &mut Io) -> Result<ExitStatus, Error> {
        let picture = match form {
            Form::Dot => render::dot(scene),
            Form::Mermaid => render::mermaid(scene),
            Form::Svg => self.laid_out(map, io, |layout| render::svg(scene, layout))?,
            Form::Html => return Err(Error::usage("a page is no picture of one view")),
        };
        self.write(&picture, map, io)?;
        Ok(ExitStatus::Done)
    }

    /// A picture of every element, in a folder.
    fn each(&self, map: &MapArgs, io: &mut Io) -> Result<ExitStatus, Error> {
        let folder = self.folder_of_each()?;
        let map = open_map(map, io)?;
        let drawing = match self.format.unwrap_or(Form::Svg) {
            Form::Dot => Drawing::Text(render::dot, "dot"),
            Form::Mermaid => Drawing::Text(render::mermaid, "mmd"),
            Form::Svg => {
                let mut layout = layout_options(&map, self.time_limit);
                layout.engine = match self.layout {
                    Layout::Builtin => Engine::Builtin,
                    Layout::Auto if !render::has_graphviz(&layout) => {
                        io.message("note", WITHOUT_GRAPHVIZ);
                        Engine::Builtin
                    }
                    Layout::Auto | Layout::Dot => Engine::Dot,
                };
                Drawing::Svg(layout)
            }
            Form::Html => return Err(explorer::no_each()),
        };
        Each { map: &map, folder, options: self.neighbourhood(&map), drawing }.write(io)
    }

    /// Where the pictures of every element go, if all that is asked for fits together.
    fn folder_of_each(&self) -> Result<&Path, Error> {
        let wrong = |message: &str| {
            let help = "systemkarta render --view neighbourhood --each -o FOLDER".to_owned();
            Err(Error::Usage(message.to_owned(), Some(help)))
        };
        if self.view != View::Neighbourhood {
            return wrong("only the view `neighbourhood` is drawn for each element");
        }
        if !self.ids.is_empty() {
            return wrong("--each draws every element, and takes none");
        }
        if self.page.is_some() {
            return wrong("only the view `timeline` has pages");
        }
        match &self.file {
            Some(folder) if folder.as_os_str() != "-" => Ok(folder),
            _ => wrong("--each writes many files, and needs a folder for them"),
        }
    }

    fn neighbourhood(&self, map: &OpenMap) -> NeighbourhoodOptions {
        let (dependents, dependencies) = self.selected.steps();
        NeighbourhoodOptions { at: map.at, dependents, dependencies, max_boxes: self.boxes() }
    }

    /// What is drawn, laid out by whoever shall and can.
    pub(super) fn laid_out<T>(
        &self,
        map: &OpenMap,
        io: &mut Io,
        draw: impl Fn(&LayoutOptions) -> Result<T, RenderError>,
    ) -> Result<T, Error> {
        let options = layout_options(map, self.time_limit);
        let drawn = |engine| draw(&LayoutOptions { engine, ..options.clone() });
        Ok(match self.layout {
            Layout::Builtin => drawn(Engine::Builtin)?,
            Layout::Dot => drawn(Engine::Dot)?,
            Layout::Auto => match drawn(Engine::Dot) {
                Err(RenderError::Missing) => {
                    io.message("note", WITHOUT_GRAPHVIZ);
                    drawn(Engine::Builtin)?
                }
                drawn => drawn?,
            },
        })
    }

    /// Writes a picture to where it was asked for.
    pub(super) fn write(&self, picture: &str, map: &OpenMap, io: &mut Io) -> Result<(), Error> {
        match &self.file {
            Some(file) if file.as_os_str() != "-" => {
                write_file(file, &map.path, |out| out.write_all(picture.as_bytes()))
            }
            _ => io.answer(|out| out.write_all(picture.as_bytes())),
        }
    }

    /// The most boxes of a picture.
    fn boxes(&self) -> usize {
        self.max_nodes.unwrap_or(views::READABLE_BOXES)
    }

    fn matrix(&self, form: Form, map: &OpenMap, io: &mut Io) -> Result<ExitStatus, Error> {
        self.takes_no_element()?;
        if form != Form::Svg {
            return Err(Error::usage("a matrix is no graph: it can be written as svg only"));
        }
        let mut options = MatrixOptions::new(map.at);
        options.max_rows = self.max_nodes.unwrap_or(options.max_rows);
        let matrix = views::matrix_of(&map.graph, &options, &self.selected.part(map)?);
        self.selected.shows(matrix.rows.is_empty(), map)?;
        self.write(&render::matrix::draw(&matrix), map, io)?;
        Ok(ExitStatus::Done)
    }

    pub(super) fn takes_no_element(&self) -> Result<(), Error> {
        if self.ids.is_empty() {
            return Ok(());
        }
        Err(Error::Usage(
            format!("the view `{}` draws the whole map and takes no element", self.view.name()),
            Some(format!("systemkarta render --view neighbourhood {}", self.ids.join(" "))),
        ))
    }

    fn timeline(&self, form: Form, map: &OpenMap, io: &mut Io) -> Result<ExitStatus, Error> {
        if form != Form::Svg {
            return Err(Error::usage("a timeline is no graph: it can be written as svg only"));
        }
        let mut options = TimelineOptions::new(map.at, map.today);
        options.asked = self.ids.iter().map(|id| map.element(id)).collect::<Result<_, _>>()?;
        let pages = views::timeline(&map.graph, &options);
        let file = self.file.as_ref().filter(|file| file.as_os_str() != "-");
        let number = self.page.map(|page| usize::try_from(page).unwrap_or(usize::MAX));
        match (number, file) {
            (None, Some(file)) => {
                for (at, page) in pages.iter().enumerate() {
                    let picture = render::timeline::draw(page);
                    write_file(&page_file(file, at), &map.path, |out| out.write_all(picture.as_bytes()))?;
                }
                if let (2.., Some(last)) = (pages.len(), pages.len().checked_sub(1)) {
                    let last = page_file(file, last);
                    let count = pages.len();
                    io.message(
                        "note",
                        &format!("the timeline has {count} pages, the last is {}", last.display()),
                    );
                }
            }
            _ => {
                let number = number.unwrap_or(1);
                let Some(page) = pages.get(number - 1) else {
                    let count = pages.len();
                    let pages = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
                    return Err(Error::usage(format!("there is no page {number}: the timeline has {pages}")));
                };
                if self.page.is_none() && pages.len() > 1 {
                    io.message(
                        "note",
                        &format!("this is page 1 of {}; --page N writes another", pages.len()),
                    );
                }
                self.write(&render::timeline::draw(page), map, io)?;
            }
        }
        Ok(ExitStatus::Done)
    }

    fn scene(&self, map: &OpenMap) -> Result<Scene, Error> {
        let graph = &map.graph;
        let whole = MapOptions { at: map.at, max_boxes: self.boxes() };
        match self.view {
            View::Map | View::Standard | View::Lifecycle => {
                self.takes_no_element()?;
                let part = self.selected.part(map)?;
                let scene = match self.view {
                    View::Standard => views::standard_of(graph, &whole, &part),
                    View::Lifecycle => views::lifecycle_of(graph, &whole, map.today, &part),
                    _ => views::map_of(graph, &whole, &part),
                };
                self.selected.shows(scene.boxes.is_empty(), map)?;
                Ok(scene)
            }
            // Neither has one scene of one map.
            View::Timeline | View::Matrix | View::Diff => Err(Error::usage("this view is drawn otherwise")),
            View::Neighbourhood => {
                let [id] = self.ids.as_slice() else {
                    return Err(Error::usage("the view `neighbourhood` needs one element"));
                };
                Ok(views::neighbourhood(graph, map.element(id)?, &self.neighbourhood(map)))
            }
            View::Impact => {
                if self.ids.is_empty() {
                    return Err(Error::usage("the view `impact` needs the elements that something hangs on"));
                }
                if let Some(question) = self.change.question(map, &self.ids)? {
                    let impact = analysis::impact(graph, &question.changes, question.options);
                    return Ok(views::disruption(graph, &impact, self.boxes()));
                }
                let causes = map.asked(&self.ids)?.causes;
                let options = ReachOptions { direction: Direction::Downstream, depth: None, at: map.at };
                let reach = analysis::reach(graph, &causes, options);
                Ok(views::impact_within(graph, &reach, self.boxes()))
            }
        }
    }
}
