//! The map as a dependency structure matrix: ordered by layer, within a layer dependents first, so that every mark below
//! the diagonal goes against the order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::READABLE_ROWS;
use super::draft::{Draft, Room};
use super::fold::Unit;
use super::map::{account, lanes};
use super::part::Part;
use super::selection::{Lane, Selection};
use super::words::{counted, few, number, with_part};
use crate::graph::{ElementIx, Graph, circles};
use crate::model::Date;
use crate::render::matrix::{Mark, MarkLook, Matrix, Row};
use crate::render::{Legend, LegendEntry, Look, Swatch};

/// How a matrix is asked for.
#[derive(Debug, Clone, Copy)]
pub struct MatrixOptions {
    /// The day: what is not in use then is left out.
    pub at: Date,
    /// A matrix of more rows is folded.
    pub max_rows: usize,
}

impl MatrixOptions {
    /// The matrix on a day, in as many rows as can be read.
    pub fn new(at: Date) -> Self {
        Self { at, max_rows: READABLE_ROWS }
    }
}

/// Names told of what goes against the order.
const TOLD: usize = 12;

/// The map on a day as a matrix.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn matrix(graph: &Graph, options: &MatrixOptions) -> Matrix {
    matrix_of(graph, options, &Part::default())
}

/// A part of the map on a day as a matrix.
///
/// Complexity: that of the matrix of the map.
pub fn matrix_of(graph: &Graph, options: &MatrixOptions, part: &Part) -> Matrix {
    let selection = Selection::of(graph, options.at, &[], options.max_rows, part);
    let unit = |&element: &_| {
        let lane = Lane::of(graph.element(element));
        let kept = Lane::is_major(graph.element(element));
        let (is_focus, collapse) = (selection.is_focus(element), selection.collapse_of(element));
        let ring = usize::from(is_focus);
        Unit { element, lane: lane.index(), ring, rank: 0, aside: false, kept: kept || is_focus, collapse }
    };
    let units: Vec<Unit> = selection.shown.iter().map(unit).collect();
    let room = Room { boxes: options.max_rows, arrows: usize::MAX };
    let draft = Draft::new(graph, &units, &selection.admitted, None, room, &|_| None);
    let cells = cells(&draft);
    let order = Order::of(&draft, cells.keys().copied());

    let headings = lanes();
    let row = |&at: &usize| {
        let group = draft.groups.get(at)?;
        let each = draft.scene_box(group, Look::Plain, None);
        let heading = headings.get(group.lane).map(|lane| lane.label.clone()).unwrap_or_default();
        let name = match group.alone() {
            None => format!("{} ({})", each.name, each.stands_for),
            Some(ix) if selection.is_focus(ix) => format!("{} (in focus)", each.name),
            Some(_) => each.name,
        };
        Some(Row { id: each.id, heading, name, title: each.title })
    };
    let rows: Vec<Row> = order.rows.iter().filter_map(row).collect();
    let mut marks: Vec<Mark> = cells
        .iter()
        .filter_map(|(&(from, to), cell)| {
            let (row, column) = (order.place(from)?, order.place(to)?);
            let name = |at: usize| rows.get(at).map_or("", |row| row.name.as_str());
            let count = counted(cell.count, "dependency", "dependencies");
            let title = format!("{} → {}: {count}", name(row), name(column));
            Some(Mark { row, column, count: cell.count, loose: cell.loose, title })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.row, mark.column));

    let mut matrix = Matrix { rows, marks, circles: order.circles, ..Matrix::default() };
    matrix.title = title(graph, &draft, &selection.shown);
    let subtitle = format!(
        "A mark: the row rests on the column · {} in use on {} · from the business down, and dependents first",
        counted(selection.places(graph), "element", "elements"),
        options.at
    );
    matrix.subtitle = with_part(part.phrase(graph), subtitle);
    let mut notes = vec![account(graph, &selection, &draft, "marks")];
    notes.extend(selection.notes(graph, options.at, draft.dependencies()));
    notes.extend(draft.not_drawn());
    if draft.piles().0 > 0 {
        let of_piles =
            "What is folded together may seem to go in a circle or against the order where none of it does";
        let unfolds = match part.collapse {
            Some(_) => "without --collapse it is unfolded",
            None => "--max-nodes unfolds it",
        };
        notes.push(format!("{of_piles}; {unfolds}."));
    }
    matrix.legend = Legend { title: "marks".to_owned(), entries: entries(&matrix.marks), notes };
    matrix.description = describe(&matrix);
    matrix
}

/// All dependencies of one group on another.
#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    count: usize,
    loose: bool,
}

/// Which groups rest on which.
fn cells(draft: &Draft<'_>) -> BTreeMap<(usize, usize), Cell> {
    let mut cells: BTreeMap<(usize, usize), Cell> = BTreeMap::new();
    for bundle in &draft.bundles {
        let members = draft.groups.get(bundle.from).map(|group| group.members.as_slice()).unwrap_or_default();
        for link in draft.links(bundle) {
            let (from, to) = match members.binary_search(&link.from) {
                Ok(_) => (bundle.from, bundle.to),
                Err(_) => (bundle.to, bundle.from),
            };
            let cell = cells.entry((from, to)).or_insert(Cell { count: 0, loose: true });
            cell.count += 1;
            cell.loose &= link.is_loose();
        }
    }
    cells
}

/// In which order the groups stand.
struct Order {
    /// The groups from top to bottom.
    rows: Vec<usize>,
    /// The place of each group.
    places: Vec<Option<usize>>,
    /// Places that all rest on each other.
    circles: Vec<Range<usize>>,
}

impl Order {
    /// By layer, and within one so that dependents come first; those that all rest on each other stand together.
    fn of(draft: &Draft<'_>, rests_on: impl Iterator<Item = (usize, usize)>) -> Self {
        let lane = |group: usize| draft.groups.get(group).map(|group| layer(group.lane));
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); draft.groups.len()];
        for (from, to) in rests_on.filter(|&(from, to)| lane(from) == lane(to)) {
            if let Some(after) = after.get_mut(from) {
                after.push(to);
            }
        }
        let mut blocks = circles(&after);
        // Stable: within a lane the order stays.
        blocks.sort_by_key(|block| block.first().and_then(|&first| lane(first)));
        let mut order =
            Self { rows: Vec::new(), places: vec![None; draft.groups.len()], circles: Vec::new() };
        let is_single = |&group: &usize| draft.groups.get(group).is_some_and(|group| group.alone().is_some());
        for block in blocks {
            let begin = order.rows.len();
            order.rows.extend(&block);
            // What goes in a circle only because it is folded together is none.
            if block.len() > 1 && block.iter().all(is_single) {
                order.circles.push(begin..order.rows.len());
            }
        }
        for (place, &group) in order.rows.iter().enumerate() {
            if let Some(slot) = order.places.get_mut(group) {
                *slot = Some(place);
            }
        }
        order
    }

    fn place(&self, group: usize) -> Option<usize> {
        self.places.get(group).copied().flatten()
    }
}

/// The lanes in the order of the layers, from the business down.
const ORDER: [Lane; 7] = [
    Lane::Business,
    Lane::Information,
    Lane::Services,
    Lane::Systems,
    Lane::Platforms,
    Lane::Technology,
    Lane::Delivery,
];

/// The place of a lane in the order of the layers: what information rests on stands below it.
fn layer(lane: usize) -> usize {
    ORDER.iter().position(|each| each.index() == lane).unwrap_or(lane)
}

/// "City: 9 of 132 dependencies lead up a layer, 5 of them from platforms to systems; 1 circle". Counted by elements,
/// whatever is folded.
fn title(graph: &Graph, draft: &Draft<'_>, shown: &[ElementIx]) -> String {
    let lane = |ix: ElementIx| Lane::of(graph.element(ix));
    let mut upwards: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for link in draft.all_links() {
        let (from, to) = (layer(lane(link.from).index()), layer(lane(link.to).index()));
        if from > to {
            *upwards.entry((from, to)).or_default() += 1;
        }
    }
    let (all, up) = (draft.dependencies(), upwards.values().sum::<usize>());
    let dependencies = counted(all, "dependency", "dependencies");
    let name = |layer: usize| ORDER.get(layer).map_or("", |lane| lane.label()).to_lowercase();
    let most = upwards.iter().max_by_key(|&(pair, n)| (*n, std::cmp::Reverse(*pair)));
    let most = most.map_or_else(String::new, |(&(from, to), &n)| match n == up {
        true => format!(", from {} to {}", name(from), name(to)),
        false => format!(", {} of them from {} to {}", number(n), name(from), name(to)),
    });
    let answer = match (all, up) {
        (0, _) => "nothing rests on anything".to_owned(),
        (1, 0) => "the only dependency leads down".to_owned(),
        (_, 0) => format!("none of {dependencies} leads up a layer"),
        (_, 1) => format!("1 of {dependencies} leads up a layer{most}"),
        _ => format!("{} of {dependencies} lead up a layer{most}", number(up)),
    };
    let circles = match element_circles(graph, draft, shown) {
        0 => String::new(),
        n => format!("; {} within a layer", counted(n, "circle", "circles")),
    };
    let map = graph.model().header.title.as_ref().map(|title| format!("{} – ", title.value));
    format!("{}{answer}{circles}", map.unwrap_or_default())
}

/// How many times elements of one layer all rest on each other.
fn element_circles(graph: &Graph, draft: &Draft<'_>, shown: &[ElementIx]) -> usize {
    let place = |ix: &ElementIx| shown.binary_search(ix).ok();
    let lane = |ix: ElementIx| Lane::of(graph.element(ix));
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); shown.len()];
    for link in draft.all_links().iter().filter(|link| lane(link.from) == lane(link.to)) {
        if let (Some(from), Some(to)) = (place(&link.from), place(&link.to))
            && let Some(after) = after.get_mut(from)
        {
            after.push(to);
        }
    }
    circles(&after).iter().filter(|circle| circle.len() > 1).count()
}

fn entries(marks: &[Mark]) -> Vec<LegendEntry> {
    let is_there = |look: &MarkLook| marks.iter().any(|mark| mark.look() == *look);
    let entry = |look: MarkLook| {
        let text = match look {
            MarkLook::Firm => "rests on it",
            MarkLook::Loose => "can do without, or has a choice",
            MarkLook::Against => "against the order",
            MarkLook::AgainstLoose => "against the order, can do without",
        };
        LegendEntry { swatch: Swatch::Mark(look), chip: None, text: text.to_owned() }
    };
    MarkLook::ALL.into_iter().filter(is_there).map(entry).collect()
}

/// The matrix in words: what goes against the order, and what goes in circles.
fn describe(matrix: &Matrix) -> String {
    let name = |row: usize| matrix.rows.get(row).map_or("", |row| row.name.as_str());
    let mut text = format!("{}. {}.", matrix.title, matrix.subtitle);
    let against: Vec<String> = matrix
        .marks
        .iter()
        .filter(|mark| mark.look().is_against())
        .map(|mark| format!("{} on {}", name(mark.row), name(mark.column)))
        .collect();
    if !against.is_empty() {
        text.push_str(&format!(" Against the order: {}.", few(against.into_iter(), TOLD)));
    }
    for circle in &matrix.circles {
        let names = circle.clone().map(|row| name(row).to_owned());
        text.push_str(&format!(" All rest on each other: {}.", few(names, TOLD)));
    }
    for note in &matrix.legend.notes {
        text.push_str(&format!(" {note}"));
    }
    text
}
