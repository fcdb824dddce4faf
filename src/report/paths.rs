//! Paths: why one element depends on another, as text and JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::style::{FAINT, STRONG, styled};
use super::table::Table;
use super::words::{arrows, counted, name_and_id};
use super::write_json;
use crate::diagnostic::Sources;
use crate::escape;
use crate::graph::{ElementIx, Graph, Paths};
use crate::model::Date;

/// An answer about paths.
#[derive(Debug, Clone, Copy)]
pub struct PathReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The dependent.
    pub from: ElementIx,
    /// What it may depend on.
    pub to: ElementIx,
    /// The ways found, shortest first.
    pub paths: &'a Paths,
    /// The shortest way in the other direction, if there is none in this.
    pub reverse: Option<&'a [ElementIx]>,
    /// The files, for the places.
    pub sources: &'a Sources,
    /// The day: what is not in use then is not passed.
    pub at: Date,
}

/// Writes the ways as text.
///
/// # Errors
/// When the writer fails.
pub fn write_text(report: &PathReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let PathReport { graph, from, to, paths, .. } = *report;
    let (from, to) = (name_and_id(graph, from), name_and_id(graph, to));
    let Some(shortest) = paths.paths.first() else {
        writeln!(out, "{}", styled(STRONG, format!("{from} does not depend on {to} on {}.", report.at)))?;
        return match report.reverse {
            Some(way) => writeln!(out, "It is the other way round: {}", arrows(graph, way, " → ")),
            None => Ok(()),
        };
    };
    let steps = counted(steps(graph, shortest), "step", "steps");
    let ways = match (paths.paths.len(), paths.more) {
        (1, _) => String::new(),
        (n, false) => format!(", in {}", counted(n, "way", "ways")),
        (n, true) => format!(", in {} and more", counted(n, "way", "ways")),
    };
    writeln!(out, "{}", styled(STRONG, format!("{from} depends on {to}, over {steps}{ways}.")))?;
    if let [only] = paths.paths.as_slice() {
        hops(report, only).write(2, out)?;
    } else {
        for way in &paths.paths {
            writeln!(out, "  {}", arrows(graph, way, " → "))?;
        }
    }
    if paths.more {
        writeln!(out, "{}", styled(FAINT, "There are more; these are the shortest that were looked for."))?;
    }
    Ok(())
}

/// Each relation of a way with its strength and place: the proof.
fn hops(report: &PathReport<'_>, way: &[ElementIx]) -> Table {
    let graph = report.graph;
    let mut table = Table::default();
    for pair in way.windows(2) {
        let &[from, to] = pair else { continue };
        let Some(edge) = graph.relation_between(from, to) else { continue };
        let assumed = if edge.is_declared() { "" } else { " (assumed)" };
        let at = report.sources.locate(edge.place);
        table.row([
            name_and_id(graph, from),
            edge.relation.name().to_owned(),
            name_and_id(graph, to),
            format!("{}{assumed}", edge.effective_strength()),
            styled(FAINT, format!("{}:{}:{}", escape::terminal(at.path), at.line, at.column)),
        ]);
    }
    table
}

/// The elements after the first, integrations on the way not counted.
fn steps(graph: &Graph, way: &[ElementIx]) -> usize {
    let after: &[ElementIx] = way.get(1..).unwrap_or_default();
    let counted = after.iter().filter(|ix| graph.counts(ix.node())).count();
    counted + usize::from(after.last().is_some_and(|last| !graph.counts(last.node())))
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    from: &'a str,
    to: &'a str,
    at: String,
    paths: Vec<WirePath<'a>>,
    more: bool,
}

#[derive(Serialize)]
struct WirePath<'a> {
    distance: usize,
    path: Vec<&'a str>,
}

/// Writes the ways as JSON: `systemkarta.path/1`.
///
/// # Errors
/// When the writer fails.
pub fn write_as_json(report: &PathReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let PathReport { map, graph, from, to, paths, .. } = *report;
    let id = |ix: ElementIx| graph.element(ix).id();
    let wire_path = |way: &Vec<ElementIx>| WirePath {
        distance: steps(graph, way),
        path: way.iter().map(|&ix| id(ix)).collect(),
    };
    let wire = Wire {
        schema: "systemkarta.path/1",
        map,
        from: id(from),
        to: id(to),
        at: report.at.to_string(),
        paths: paths.paths.iter().map(wire_path).collect(),
        more: paths.more,
    };
    write_json(&wire, out)
}
