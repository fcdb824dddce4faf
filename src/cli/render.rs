//! `systemkarta render`: the map, a neighbourhood, or the impact of a change, as a picture.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;
use super::diff::with_picture;
use super::each::{Drawing, Each};
use super::error::Error;
use super::exit_status::ExitStatus;
use super::explorer;
use super::form::Form;
use super::io::Io;
use super::map::{MapArgs, OpenMap, open_map};
use super::output::refuse;
use super::picture::{TIME_LIMIT, layout_options};
use super::print::{Print, SCALE, page_file};
use super::selected::{Parts, SelectedArgs};
use crate::analysis::{self, ReachOptions};
use crate::graph::Direction;
use crate::model::number;
use crate::render::views::{self, MapOptions, MatrixOptions, NeighbourhoodOptions, TimelineOptions};
use crate::render::{self, Engine, LayoutOptions, Press, RenderError, Scene};

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
    /// Pixels of a png for each point of the picture.
    #[arg(long, default_value_t = SCALE, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=8))]
    scale: u32,
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

/// Said when `--layout auto` finds no Graphviz.
const WITHOUT_GRAPHVIZ: &str = "Graphviz is not installed: laid out without it (--layout builtin)";

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
    let scene = args.scene(&map)?;
    hint_at_other_ways(&scene, io);
    args.picture(&scene, form, &map, io)
}

/// Says how to see what a picture of so many elements cannot show.
fn hint_at_other_ways(scene: &Scene, io: &mut Io) {
    const MANY: usize = 500;
    let elements: usize = scene.boxes.iter().map(|each| each.stands_for.max(1)).sum();
    if elements >= MANY && elements > scene.boxes.len() {
        let (elements, boxes) = (number(elements), number(scene.boxes.len()));
        io.message(
            "note",
            &format!(
                "{elements} elements are folded into {boxes} boxes; --view matrix marks what rests on what, -o map.html finds each"
            ),
        );
    }
}

impl RenderArgs {
    fn form(&self) -> Result<Form, Error> {
        Form::of(self.format, self.file.as_deref())
    }

    fn picture(&self, scene: &Scene, form: Form, map: &OpenMap, io: &mut Io) -> Result<ExitStatus, Error> {
        let print = self.print(form)?;
        let picture = match form {
            Form::Dot => render::dot(scene),
            Form::Mermaid => render::mermaid(scene),
            Form::Svg | Form::Png | Form::Pdf => {
                self.laid_out(map, io, |layout| render::svg(scene, layout))?
            }
            Form::Html => return Err(Error::usage("a page is no picture of one view")),
        };
        print.write(picture, self.file(), &map.path, io)?;
        Ok(ExitStatus::Done)
    }

    /// What becomes of a finished picture.
    fn print(&self, form: Form) -> Result<Print, Error> {
        let press = || Press::new().map_err(|error| Error::Render(error.into()));
        Ok(match form {
            Form::Png => Print::Png(press()?, self.scale),
            Form::Pdf => Print::Pdf(press()?),
            Form::Svg | Form::Dot | Form::Mermaid | Form::Html => Print::Svg,
        })
    }

    /// A picture of every element, in a folder.
    fn each(&self, map: &MapArgs, io: &mut Io) -> Result<ExitStatus, Error> {
        let folder = self.folder_of_each()?;
        let form = self.format.unwrap_or(Form::Svg);
        let print = self.print(form)?;
        let map = open_map(map, io)?;
        let drawing = match form {
            Form::Dot => Drawing::Text(render::dot, "dot"),
            Form::Mermaid => Drawing::Text(render::mermaid, "mmd"),
            Form::Svg | Form::Png | Form::Pdf => {
                let mut layout = layout_options(&map, self.time_limit);
                layout.engine = match self.layout {
                    Layout::Builtin => Engine::Builtin,
                    Layout::Auto if !render::has_graphviz(&layout) => {
                        io.message("note", WITHOUT_GRAPHVIZ);
                        Engine::Builtin
                    }
                    Layout::Auto | Layout::Dot => Engine::Dot,
                };
                Drawing::Laid(layout, print)
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

    /// The file to write; none is standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| file.as_os_str() != "-")
    }

    /// The most boxes of a picture.
    fn boxes(&self) -> usize {
        self.max_nodes.unwrap_or(views::READABLE_BOXES)
    }

    fn matrix(&self, form: Form, map: &OpenMap, io: &mut Io) -> Result<ExitStatus, Error> {
        self.takes_no_element()?;
        form.is_picture("matrix")?;
        let print = self.print(form)?;
        let mut options = MatrixOptions::new(map.at);
        options.max_rows = self.max_nodes.unwrap_or(options.max_rows);
        let matrix = views::matrix_of(&map.graph, &options, &self.selected.part(map)?);
        self.selected.shows(matrix.rows.is_empty(), map)?;
        print.write(render::matrix::draw(&matrix), self.file(), &map.path, io)?;
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
        form.is_picture("timeline")?;
        let print = self.print(form)?;
        let mut options = TimelineOptions::new(map.at, map.today);
        options.asked = self.ids.iter().map(|id| map.element(id)).collect::<Result<_, _>>()?;
        let pages = views::timeline(&map.graph, &options);
        let number = self.page.map(|page| usize::try_from(page).unwrap_or(usize::MAX));
        match (number, self.file()) {
            (None, Some(file)) => {
                for (at, page) in pages.iter().enumerate() {
                    let picture = render::timeline::draw(page);
                    print.write(picture, Some(&page_file(file, at)), &map.path, io)?;
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
                print.write(render::timeline::draw(page), self.file(), &map.path, io)?;
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
