//! `systemkarta`: a map of an organisation's systems, and what a change to them would affect.
//!
//! A map is declared in YAML: business processes, information, systems, integrations, technologies and
//! agreements, with owners, lifecycles and how strongly each rests on the next. The library loads it into an
//! immutable graph and answers from it. This page is the architecture: the modules stand in the order in which
//! they may use each other, and a test holds them to it.
//!
//! ```text
//! diagnostic   what every layer may say about the map: a finding, its severity, its place
//! escape       text of a map on its way out, one function a destination
//! model        the words of the map as plain data, one table of fields
//! entry        what the model holds, as one would write it
//! load         files -> model and findings, within limits          (the YAML parser, rayon)
//! import       other descriptions -> entries, and what a map becomes with them (calamine, roxmltree)
//! graph        model -> immutable graph; walks, paths, cycles      (petgraph, rayon)
//! analysis     one question of the graph a file                    (rayon)
//! lint         rules, levels, coverage                             (rayon)
//! proposal     change proposals, judged on a copy; what differs     (rayon)
//! report       answers -> text, Markdown, HTML, CSV, JSON, SARIF …
//! render       graph -> pictures                                   (graphviz-rust, resvg, pdf-writer)
//! explorer     graph, answers and pictures -> one page to look around in
//! export       the map for other programs                          (rust_xlsxwriter)
//! cli          arguments, printing, exit codes                     (clap)
//! ```
//!
//! Two kinds of trouble are never mixed. A [`Finding`](diagnostic::Finding) says that the *map* is wrong: all of
//! them are collected, each with its place. An error says that the *program* could not do its work: there is one,
//! and it ends the run. So loading and building cannot fail on a faulty map; what is sound is answered from.
//!
//! # Example
//!
//! ```
//! use std::sync::Arc;
//! use systemkarta::analysis::{ReachOptions, reach};
//! use systemkarta::graph::{Direction, Graph};
//! use systemkarta::load::{Config, load_texts};
//!
//! let map = "
//! processes: {payroll: {depends_on: lisa}}
//! systems: {lisa: {runs_on: oracle}}
//! technologies: {oracle: }
//! ";
//! let loaded = load_texts([("map.yaml", map)], &Config::default());
//! let (graph, findings) = Graph::build(&Arc::new(loaded.model));
//! assert!(findings.is_empty());
//!
//! let oracle = graph.find_element("oracle").expect("declared above");
//! let options = ReachOptions {
//!     direction: Direction::Downstream,
//!     depth: None,
//!     at: "2007-09-01".parse().expect("a date"),
//! };
//! let answer = reach(&graph, &[oracle], options);
//! let ids: Vec<&str> = answer.reached.iter().map(|r| graph.element(r.element).id()).collect();
//! assert_eq!(ids, ["payroll", "lisa"]);
//! ```

pub mod diagnostic;
pub mod escape;
pub mod model;

pub mod entry;

pub mod load;

pub mod import;

pub mod graph;

pub mod analysis;

pub mod lint;
pub mod proposal;

pub mod report;

pub mod render;

pub mod explorer;

pub mod export;

pub mod cli;
