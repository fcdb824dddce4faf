//! Policies: each form in small cases, laws against a plain second reading, faults in what is written, and how they are
//! told.

mod cases;
mod command;
mod faults;
mod laws;
mod many;
mod world;

use std::sync::Arc;

use systemkarta::diagnostic::Finding;
use systemkarta::graph::Graph;
use systemkarta::lint::{self, Levels};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Date;

const TODAY: &str = "2008-01-01";

/// A map as it is judged.
struct Judged {
    graph: Graph,
    /// Everything that is wrong with it.
    findings: Vec<Finding>,
    /// The lines on which they stand.
    lines: Vec<usize>,
}

fn judge(text: &str) -> Judged {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    let (graph, built) = Graph::build(&Arc::new(loaded.model));
    let found = loaded.findings.into_iter().chain(built).collect();
    let today: Date = TODAY.parse().unwrap();
    let findings = lint::check(&graph, found, &Levels::default(), today).findings;
    let lines = findings.iter().map(|finding| loaded.sources.locate(finding.place).line).collect();
    Judged { graph, findings, lines }
}

/// What goes against the policies of a map, and what is wrong with them: "3: rule: message".
fn told(text: &str) -> Vec<String> {
    let judged = judge(text);
    let about = |finding: &Finding| {
        finding.rule.starts_with("policy/")
            || finding.rule == "vacuous-policy"
            || finding.severity == systemkarta::diagnostic::Severity::Error
    };
    let of = judged.findings.iter().zip(&judged.lines).filter(|(finding, _)| about(finding));
    of.map(|(finding, line)| format!("{line}: {}: {}", finding.rule, finding.message)).collect()
}
