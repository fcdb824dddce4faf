//! The first sentence: how many elements differ, what that affects, and what becomes of findings.

use super::DiffReport;
use crate::model::Section;
use crate::proposal::diff::{Compared, Kind, Sort};
use crate::report::words::{counted, joined, number};

/// "4 elements added, 1 removed, 2 renamed, 6 changed; 3 processes are affected; 2 findings come, 1 goes."
pub(super) fn line(report: &DiffReport<'_>) -> String {
    if report.diff.is_empty() {
        return "Nothing differs.".to_owned();
    }
    let all = [elements(report), others(report), processes(report), findings(report)];
    let said: Vec<String> = all.into_iter().flatten().collect();
    format!("{}.", said.join("; "))
}

/// How an element differs, in a word.
pub(super) fn kind(compared: Compared, kind: Kind) -> &'static str {
    match (kind, compared) {
        (Kind::Added, Compared::Declared) => "added",
        (Kind::Added, Compared::InUse) => "taken into use",
        (Kind::Removed, Compared::Declared) => "removed",
        (Kind::Removed, Compared::InUse) => "taken out of use",
        (Kind::Renamed, _) => "renamed",
        (Kind::Changed, _) => "changed",
    }
}

pub(super) fn elements(report: &DiffReport<'_>) -> Option<String> {
    let kinds = [Kind::Added, Kind::Removed, Kind::Renamed, Kind::Changed];
    let counts = kinds.map(|kind| (kind, report.diff.count(kind)));
    let said = counts.into_iter().filter(|(_, n)| *n > 0).enumerate().map(|(i, (how, n))| {
        let n = if i == 0 { counted(n, "element", "elements") } else { number(n) };
        format!("{n} {}", kind(report.diff.compared, how))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What else differs: relations if no element says so, organisations, and other declarations.
pub(super) fn others(report: &DiffReport<'_>) -> Option<String> {
    let of_rulebook = |sort| of_sort(report, sort);
    let more =
        [(of_rulebook(Sort::Policy), "policy", "policies"), (of_rulebook(Sort::Waiver), "waiver", "waivers")];
    others_and(report, more)
}

/// The same, without policies and waivers: where these are told by how they differ.
pub(super) fn others_than_rulebook(report: &DiffReport<'_>) -> Option<String> {
    others_and(report, [])
}

fn of_sort(report: &DiffReport<'_>, sort: Sort) -> usize {
    report.diff.declarations.iter().filter(|declaration| declaration.sort == sort).count()
}

fn others_and<const N: usize>(report: &DiffReport<'_>, more: [(usize, &str, &str); N]) -> Option<String> {
    let diff = report.diff;
    let relations = if diff.elements.is_empty() { diff.relations.len() } else { 0 };
    let counts = [
        (relations, "relation", "relations"),
        (diff.organisations.len(), "organisation", "organisations"),
        (of_sort(report, Sort::Lifecycle), "named lifecycle", "named lifecycles"),
        (of_sort(report, Sort::Plateau), "plateau", "plateaus"),
        (of_sort(report, Sort::Proposal), "change proposal", "change proposals"),
    ];
    let mut said: Vec<String> = counts
        .into_iter()
        .chain(more)
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| counted(n, one, many))
        .collect();
    if of_sort(report, Sort::Map) > 0 {
        said.push("what the map says of itself".to_owned());
    }
    let one = said.len() == 1 && said.iter().all(|said| said.starts_with("1 ") || said.starts_with("what"));
    (!said.is_empty()).then(|| format!("{} {}", joined(&said), if one { "differs" } else { "differ" }))
}

fn processes(report: &DiffReport<'_>) -> Option<String> {
    let touched = report.diff.affected.iter();
    let processes = touched.filter(|each| report.diff.section(each.element) == Some(Section::Processes));
    match processes.count() {
        0 if report.diff.elements.is_empty() => None,
        0 => Some("no process is affected".to_owned()),
        n => Some(format!("{} affected", counted(n, "process is", "processes are"))),
    }
}

fn findings(report: &DiffReport<'_>) -> Option<String> {
    match (report.diff.come.len(), report.diff.gone.len()) {
        (0, 0) => None,
        (come, 0) => Some(counted(come, "finding comes", "findings come")),
        (0, gone) => Some(counted(gone, "finding goes", "findings go")),
        (come, gone) => {
            let goes = if gone == 1 { "goes" } else { "go" };
            Some(format!("{}, {} {goes}", counted(come, "finding comes", "findings come"), number(gone)))
        }
    }
}
