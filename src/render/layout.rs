//! Reads positions out of an answer in Graphviz' plain format, and believes nothing that it can check.
//!
//! The format is a line each: `graph scale width height`, `node name x y width height …`, `edge tail head n
//! x1 y1 … xn yn …`, `stop`; inches, with y upwards. Ours are points, with y downwards.

use std::collections::{HashMap, VecDeque};

use super::{
    dot::{self, Plan},
    error::RenderError,
    scene::{BOX_HEIGHT, BOX_WIDTH, Scene},
};

/// A place on the page, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Where everything in a scene goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Geometry {
    /// From the left of everything to its right.
    pub width: f64,
    /// From the top of everything to its bottom.
    pub height: f64,
    /// One for each box of the scene.
    pub boxes: Vec<Rect>,
    /// One for each arrow of the scene: a Bézier curve (a point, then three for each piece) that ends at the
    /// target. Empty: not drawn.
    pub arrows: Vec<Vec<Point>>,
}

/// Points in an inch.
const INCH: f64 = 72.0;
/// No layout that anyone can open is larger, in inches.
const LARGEST: f64 = 100_000.0;
/// Pieces of the longest curve that is believed.
const MOST_PIECES: usize = 10_000;

/// The geometry in an answer to this plan.
pub(super) fn read(answer: &str, scene: &Scene, plan: &Plan) -> Result<Geometry, RenderError> {
    let names: HashMap<String, usize> =
        (0..scene.boxes.len()).map(|index| (dot::box_name(index), index)).collect();
    let cell = BOX_WIDTH + 2.0 * dot::room_beside(scene.arrangement);
    let mut page: Option<Point> = None;
    let mut boxes: Vec<Option<Rect>> = vec![None; scene.boxes.len()];
    let mut curves: HashMap<(usize, usize), VecDeque<Vec<Point>>> = HashMap::new();
    let mut complete = false;
    for line in answer.lines() {
        let mut words = line.split_ascii_whitespace();
        match (words.next(), page) {
            (Some("graph"), None) => {
                number(words.next())?;
                page = Some(Point { x: length(words.next())?, y: length(words.next())? });
            }
            (Some("node"), Some(page)) => {
                let slot =
                    words.next().and_then(|name| names.get(name)).and_then(|&index| boxes.get_mut(index));
                // The anchors of the rows have names of their own.
                let Some(slot) = slot else { continue };
                if slot.replace(rect(&mut words, page, cell)?).is_some() {
                    return Err(garbled("a box stands in two places"));
                }
            }
            (Some("edge"), Some(page)) => {
                let mut end = || words.next().and_then(|name| names.get(name)).copied();
                let (tail, head) = (end(), end());
                let (Some(tail), Some(head)) = (tail, head) else { continue };
                curves.entry((tail, head)).or_default().push_back(curve(&mut words, page)?);
            }
            (Some("stop"), Some(_)) => {
                complete = true;
                break;
            }
            (None, _) => {}
            (Some(_), _) => return Err(garbled("a line is neither graph, node, edge nor stop")),
        }
    }
    if !complete {
        return Err(garbled("it breaks off"));
    }
    let boxes =
        boxes.into_iter().collect::<Option<Vec<Rect>>>().ok_or_else(|| garbled("a box is missing"))?;
    let mut arrows = vec![Vec::new(); scene.arrows.len()];
    for edge in &plan.edges {
        let mut points = curves
            .get_mut(&(edge.tail, edge.head))
            .and_then(VecDeque::pop_front)
            .ok_or_else(|| garbled("an arrow is missing"))?;
        if edge.turned {
            points.reverse();
        }
        if let Some(arrow) = arrows.get_mut(edge.arrow) {
            *arrow = points;
        }
    }
    Ok(trimmed(boxes, arrows))
}

/// The geometry without the margins that anchors and handles leave around it.
pub(super) fn trimmed(mut boxes: Vec<Rect>, mut arrows: Vec<Vec<Point>>) -> Geometry {
    let corners = boxes.iter().flat_map(|rect| {
        [Point { x: rect.x, y: rect.y }, Point { x: rect.x + rect.width, y: rect.y + rect.height }]
    });
    let mut all = corners.chain(arrows.iter().flatten().copied());
    let Some(first) = all.next() else { return Geometry { boxes, arrows, ..Geometry::default() } };
    let (low, high) = all.fold((first, first), |(low, high), point| {
        let low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        (low, Point { x: high.x.max(point.x), y: high.y.max(point.y) })
    });
    for rect in &mut boxes {
        *rect = Rect { x: rect.x - low.x, y: rect.y - low.y, ..*rect };
    }
    for point in arrows.iter_mut().flatten() {
        *point = Point { x: point.x - low.x, y: point.y - low.y };
    }
    Geometry { width: high.x - low.x, height: high.y - low.y, boxes, arrows }
}

/// `x y width height` of a box; it must have the size that was asked for.
fn rect<'a>(words: &mut impl Iterator<Item = &'a str>, page: Point, cell: f64) -> Result<Rect, RenderError> {
    let centre = point(words, page)?;
    let (width, height) = (length(words.next())? * INCH, length(words.next())? * INCH);
    if (width - cell).abs() > 1.0 || (height - BOX_HEIGHT).abs() > 1.0 {
        return Err(garbled("a box has another size than was asked for"));
    }
    Ok(Rect {
        x: centre.x - BOX_WIDTH / 2.0,
        y: centre.y - BOX_HEIGHT / 2.0,
        width: BOX_WIDTH,
        height: BOX_HEIGHT,
    })
}

/// `n x1 y1 … xn yn`.
fn curve<'a>(words: &mut impl Iterator<Item = &'a str>, page: Point) -> Result<Vec<Point>, RenderError> {
    let count: usize =
        words.next().and_then(|word| word.parse().ok()).ok_or_else(|| garbled("an arrow has no points"))?;
    if count < 4 || count % 3 != 1 || count > 3 * MOST_PIECES {
        return Err(garbled("an arrow is not a curve"));
    }
    (0..count).map(|_| point(words, page)).collect()
}

/// `x y`, turned from inches upwards into points downwards.
fn point<'a>(words: &mut impl Iterator<Item = &'a str>, page: Point) -> Result<Point, RenderError> {
    let (x, y) = (number(words.next())?, number(words.next())?);
    Ok(Point { x: x * INCH, y: (page.y - y) * INCH })
}

fn length(word: Option<&str>) -> Result<f64, RenderError> {
    number(word).and_then(|value| if value >= 0.0 { Ok(value) } else { Err(garbled("a length is negative")) })
}

fn number(word: Option<&str>) -> Result<f64, RenderError> {
    word.and_then(|word| word.parse::<f64>().ok())
        .filter(|value| value.is_finite() && value.abs() <= LARGEST)
        .ok_or_else(|| garbled("a number is missing or is none"))
}

fn garbled(what: &str) -> RenderError {
    RenderError::Garbled { what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::{rows::rows, scene::*};
    use super::*;

    const GOOD: &str = "graph 1 4 2\nnode n0 1.2 1.6 2.52778 0.66667 \"\" solid box black lightgrey\nnode r0 3 1 0.01 0.01 \"\" invis\n\
        node n1 1.2 0.4 2.52778 0.66667 \"\" solid box black lightgrey\nedge n0 n1 4 1.2 1.3 1.2 1.1 1.2 0.9 1.2 0.7 solid black\nstop\n";

    fn read_text(answer: &str) -> Result<Geometry, RenderError> {
        let each = |id: &str, lane| SceneBox {
            id: id.to_owned(),
            name: id.to_owned(),
            line: String::new(),
            chip: None,
            look: Default::default(),
            lane,
            title: String::new(),
            ..Default::default()
        };
        let arrow =
            Arrow { from: 1, to: 0, look: Default::default(), title: String::new(), ..Default::default() };
        let scene =
            Scene { boxes: vec![each("a", 0), each("b", 1)], arrows: vec![arrow], ..Scene::default() };
        read(answer, &scene, &Plan::new(&scene, &rows(&scene)))
    }

    #[test]
    fn an_upward_arrow_is_turned_back() {
        let geometry = read_text(GOOD).unwrap();
        let ys: Vec<i64> = geometry.arrows[0].iter().map(|point| point.y.round() as i64).collect();
        assert_eq!(ys, [89, 74, 60, 46]);
        assert_eq!(geometry.boxes.len(), 2);
    }

    #[test]
    fn whatever_is_wrong_is_an_error() {
        for (from, to) in [
            ("stop", ""),
            ("graph 1 4 2", ""),
            ("graph 1 4 2", "graph 1 NaN 2"),
            ("graph 1 4 2", "graph 1 -4 2"),
            ("graph 1 4 2", "graph"),
            ("node n1 1.2", "node n1 inf"),
            ("node n1 1.2", "node n0 1.2"),
            ("node n1 1.2", "node n7 1.2"),
            ("node n1 1.2", "node n1 1e300"),
            ("node n1", "knot n1"),
            ("2.52778 0.66667", "1.52778 0.66667"),
            ("edge n0 n1 4", "edge n0 n1 5"),
            ("edge n0 n1 4", "edge n0 n1 999999999999999999999"),
            ("edge n0 n1 4", "edge n0 n1 7"),
            ("edge n0 n1 4", "edge n1 n0 4"),
            ("edge n0 n1 4", "edge n0 n1 -4"),
        ] {
            let answer = GOOD.replace(from, to);
            assert!(matches!(read_text(&answer), Err(RenderError::Garbled { .. })), "{from} -> {to}");
        }
        for end in 0..GOOD.len() - 5 {
            assert!(read_text(&GOOD[..end]).is_err(), "cut at {end}");
        }
    }
}
