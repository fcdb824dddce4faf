//! Scenes as DOT, through the syntax tree and printer of graphviz-rust; nothing else uses that crate.
//!
//! Its printer escapes nothing, so every value here is a number, a word of ours, or has been through
//! [`escape::dot`]. Nodes are called `n0`, `n1` …, whatever their elements are called. Lanes are not
//! clusters, which would not line up: each row is held by `rank=same` and an invisible chain `r0 -> r1 -> …`
//! keeps the rows in order.
//!
//! [`escape::dot`]: crate::escape::dot

use std::collections::HashSet;

use graphviz_rust::{
    dot_structures::{
        Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
    },
    printer::{DotPrinter, PrinterContext},
};

use super::{
    look::SUB,
    rows::Row,
    scene::{Arrangement, BOX_HEIGHT, BOX_WIDTH, Scene, SceneBox},
};
use crate::escape;

/// Width of a page to its height: Graphviz is asked to come as near to it as the rows allow.
const PAGE: f64 = 1.5;

/// Room that a box keeps free on either side, in points. It belongs to the box and not to the distance between
/// neighbours, because an arrow that passes a row keeps that distance too, and many arrows make a very wide page.
pub(super) fn room_beside(arrangement: Arrangement) -> f64 {
    match arrangement {
        Arrangement::Lanes => 7.0,
        Arrangement::LeftToRight => 0.0,
    }
}

/// Above this, Graphviz is told to stop improving early: a drawing in seconds, with a few more crossings.
const LARGE: usize = 400;

/// What is asked of Graphviz, to be compared with what it answers.
pub(super) struct Plan {
    /// The edges in the order in which they are asked for.
    pub edges: Vec<PlannedEdge>,
    boxes: usize,
}

/// An arrow as Graphviz gets it: always from an upper row to a lower, so that nothing has to be turned in the
/// dark.
pub(super) struct PlannedEdge {
    /// Index of the arrow in the scene.
    pub arrow: usize,
    /// Index of the box where the edge begins.
    pub tail: usize,
    /// Index of the box where the edge ends.
    pub head: usize,
    /// The arrow points from head to tail.
    pub turned: bool,
    level: bool,
}

impl Plan {
    /// The plan for a scene in these rows.
    pub(super) fn new(scene: &Scene, rows: &[Row]) -> Self {
        let mut row_of = vec![0; scene.boxes.len()];
        for (index, row) in rows.iter().enumerate() {
            for &each in &row.boxes {
                if let Some(slot) = row_of.get_mut(each) {
                    *slot = index;
                }
            }
        }
        let row = |index: usize| row_of.get(index).copied().unwrap_or(0);
        let edges = scene.drawn_arrows().map(|(arrow, from, to)| {
            let turned = row(from) > row(to);
            let (tail, head) = if turned { (to, from) } else { (from, to) };
            PlannedEdge { arrow, tail, head, turned, level: row(from) == row(to) }
        });
        Self { edges: edges.collect(), boxes: scene.boxes.len() }
    }

    /// The layout graph: sizes, rows and ends, and no text at all.
    pub(super) fn text(&self, arrangement: Arrangement, rows: &[Row]) -> String {
        let mut body = vec![
            Stmt::GAttribute(GraphAttributes::Graph(self.settings(arrangement, rows.len()))),
            Stmt::GAttribute(GraphAttributes::Node(vec![
                is("shape", "box"),
                is("fixedsize", "true"),
                is("width", (BOX_WIDTH + 2.0 * room_beside(arrangement)) / 72.0),
                is("height", BOX_HEIGHT / 72.0),
                quoted("label", ""),
            ])),
            Stmt::GAttribute(GraphAttributes::Edge(vec![is("arrowhead", "none")])),
        ];
        body.extend((0..self.boxes).map(|index| node(box_name(index), Vec::new())));
        body.extend(rows.iter().enumerate().map(|(index, row)| rank(index, row, hidden())));
        body.extend(chain(rows.len()));
        let bound: HashSet<usize> = self.edges.iter().flat_map(|edge| [edge.tail, edge.head]).collect();
        body.extend(rows.iter().enumerate().flat_map(|(index, row)| block(index, row, &bound)));
        body.extend(self.edges.iter().map(|each| {
            let attributes = if each.level { vec![is("constraint", "false")] } else { Vec::new() };
            edge(each.tail, each.head, attributes)
        }));
        print(body)
    }

    fn settings(&self, arrangement: Arrangement, rows: usize) -> Vec<Attribute> {
        let mut settings = match arrangement {
            Arrangement::Lanes => {
                let (between_rows, height) = (0.5, BOX_HEIGHT / 72.0);
                let width = rows as f64 * (between_rows + height) * PAGE;
                vec![
                    is("nodesep", 0.05),
                    is("ranksep", between_rows),
                    // With this, and only with this, Graphviz gives up symmetry for a narrower page.
                    is("ratio", "compress"),
                    quoted("size", &format!("{width:.2},100")),
                ]
            }
            Arrangement::LeftToRight => spacing(arrangement, self.edges.len()),
        };
        if self.boxes + self.edges.len() > LARGE {
            settings.extend([is("nslimit", 2), is("nslimit1", 2), is("mclimit", 0.3), is("searchsize", 10)]);
        }
        settings
    }
}

/// The scene for a person with an editor: names, colours and rows, drawn well by plain `dot`.
pub(super) fn document(scene: &Scene, rows: &[Row]) -> String {
    let heading = [scene.title.as_str(), scene.subtitle.as_str()].join("\n");
    let mut settings = spacing(scene.arrangement, scene.arrows.len());
    settings.extend([
        quoted("fontname", "Arial"),
        quoted("label", heading.trim()),
        is("labelloc", "t"),
        is("labeljust", "l"),
    ]);
    let mut body = vec![
        Stmt::GAttribute(GraphAttributes::Graph(settings)),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            is("shape", "box"),
            quoted("style", "rounded,filled"),
            quoted("fontname", "Arial"),
            is("fontsize", 12),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![is("arrowhead", "vee"), is("arrowsize", 0.7)])),
    ];
    body.extend(
        scene.boxes.iter().enumerate().map(|(index, each)| node(box_name(index), box_attributes(each))),
    );
    let mut lane_before = None;
    for (index, row) in rows.iter().enumerate() {
        let label = scene.lanes.get(row.lane).map_or("", |lane| lane.label.as_str());
        let begins = lane_before.replace(row.lane) != Some(row.lane);
        let anchor = if begins && !label.is_empty() {
            vec![
                is("shape", "plaintext"),
                quoted("style", ""),
                quoted("label", label),
                quoted("fontcolor", SUB),
            ]
        } else {
            hidden()
        };
        body.push(rank(index, row, anchor));
    }
    body.extend(chain(rows.len()));
    body.extend(Plan::new(scene, rows).edges.iter().filter_map(|planned| {
        let arrow = scene.arrows.get(planned.arrow)?;
        let style = arrow.look.style();
        let mut attributes = vec![quoted("color", style.color), is("penwidth", style.width)];
        attributes.extend((style.dashed || arrow.dashed).then(|| is("style", "dashed")));
        attributes.extend((arrow.count > 1).then(|| quoted("label", &arrow.count.to_string())));
        if arrow.two_way || planned.turned {
            attributes
                .extend([is("dir", if arrow.two_way { "both" } else { "back" }), is("arrowtail", "vee")]);
        }
        attributes.extend(planned.level.then(|| is("constraint", "false")));
        Some(edge(planned.tail, planned.head, attributes))
    }));
    print(body)
}

fn box_attributes(each: &SceneBox) -> Vec<Attribute> {
    let style = each.look.style();
    let chip = each.chip.as_ref().map(|chip| format!("[{chip}]"));
    let lines: Vec<&str> = [each.name.as_str(), each.line.as_str(), chip.as_deref().unwrap_or("")]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    let mut attributes = vec![
        quoted("label", &lines.join("\n")),
        quoted("fillcolor", style.fill),
        quoted("color", style.border),
        quoted("fontcolor", style.ink),
        is("penwidth", style.width),
    ];
    attributes.extend(style.dashed.then(|| quoted("style", "rounded,filled,dashed")));
    attributes.extend((style.piled || each.stands_for > 1).then(|| is("peripheries", 2)));
    attributes
}

/// Room between boxes, in inches. An arrow that passes a row takes as much as a box leaves beside it, so many
/// arrows make a very wide page unless there is less of it.
fn spacing(arrangement: Arrangement, arrows: usize) -> Vec<Attribute> {
    let (direction, between_rows) = match arrangement {
        Arrangement::Lanes => ("TB", 0.5),
        Arrangement::LeftToRight => ("LR", 0.9),
    };
    let beside = match arrows {
        0..=40 => 0.26,
        41..=100 => 0.18,
        _ => 0.12,
    };
    vec![is("rankdir", direction), is("nodesep", beside), is("ranksep", between_rows)]
}

/// A row: its anchor in the chain, and its boxes.
fn rank(index: usize, row: &Row, anchor: Vec<Attribute>) -> Stmt {
    let mut stmts = vec![Stmt::Attribute(is("rank", "same")), node(format!("r{index}"), anchor)];
    stmts.extend(row.boxes.iter().map(|&each| node(box_name(each), Vec::new())));
    Stmt::Subgraph(Subgraph { id: Id::Plain(format!("row{index}")), stmts })
}

/// The invisible chain that keeps the rows in order; none for a single row.
fn chain(rows: usize) -> impl Iterator<Item = Stmt> {
    (1..rows).map(|index| {
        let ends = EdgeTy::Pair(vertex(format!("r{}", index - 1)), vertex(format!("r{index}")));
        Stmt::Edge(Edge { ty: ends, attributes: vec![is("style", "invis"), is("weight", 100)] })
    })
}

/// Holds the boxes that no arrow holds together, next to the anchor of their row: Graphviz strews them over
/// the page otherwise.
fn block(index: usize, row: &Row, bound: &HashSet<usize>) -> Vec<Stmt> {
    let mut before = format!("r{index}");
    let loose = row.boxes.iter().filter(|each| !bound.contains(each));
    loose
        .map(|&each| {
            let name = box_name(each);
            let ends = EdgeTy::Pair(vertex(std::mem::replace(&mut before, name.clone())), vertex(name));
            Stmt::Edge(Edge { ty: ends, attributes: vec![is("style", "invis"), is("weight", 10)] })
        })
        .collect()
}

fn hidden() -> Vec<Attribute> {
    vec![is("shape", "point"), is("style", "invis"), is("width", 0.01), is("height", 0.01)]
}

/// The name of a box in DOT. The layout is read back by it.
pub(super) fn box_name(index: usize) -> String {
    format!("n{index}")
}

fn node(name: String, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Node(Node { id: NodeId(Id::Plain(name), None), attributes })
}

fn edge(tail: usize, head: usize, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Edge(Edge { ty: EdgeTy::Pair(vertex(box_name(tail)), vertex(box_name(head))), attributes })
}

fn vertex(name: String) -> Vertex {
    Vertex::N(NodeId(Id::Plain(name), None))
}

/// An attribute whose value is a number or a word of ours.
fn is(name: &str, value: impl ToString) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(value.to_string()))
}

/// An attribute whose value may be anyone's text.
fn quoted(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(escape::dot(value)))
}

fn print(stmts: Vec<Stmt>) -> String {
    let graph = Graph::DiGraph { id: Id::Plain("map".to_owned()), strict: false, stmts };
    let mut text = graph.print(&mut PrinterContext::default());
    text.push('\n');
    text
}
