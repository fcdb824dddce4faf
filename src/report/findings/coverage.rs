//! How much of the map is filled in, and the blanks on which most hangs.

use std::io::{self, Write};

use serde::Serialize;

use super::Findings;
use crate::lint::{Blank, Count, Question, RankedBy};
use crate::model::Section;
use crate::report::style::{FAINT, STRONG, styled};
use crate::report::table::Table;
use crate::report::words::{counted, name_and_id, number};

/// Writes coverage and blanks as text.
pub(super) fn write_text(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let coverage = findings.coverage;
    if !coverage.shares.is_empty() {
        writeln!(out, "\n{}", styled(STRONG, "COVERAGE"))?;
        let mut table = Table::default();
        for section in Section::ELEMENTS {
            let shares = coverage.shares.iter().filter(|share| share.section == section);
            let told: Vec<String> =
                shares.map(|share| format!("{} {}", share.question.name(), of(share.count))).collect();
            if !told.is_empty() {
                table.row([section.name().to_owned(), told.join("  ")]);
            }
        }
        if coverage.strengths.all > 0 {
            table.row(["relations".to_owned(), format!("strength {}", of(coverage.strengths))]);
        }
        table.write(2, out)?;
    }
    blanks(findings, out)
}

fn of(count: Count) -> String {
    format!("{}/{}", number(count.known), number(count.all))
}

fn blanks(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let blanks = &findings.coverage.blanks;
    if blanks.first.is_empty() {
        return Ok(());
    }
    let title = if blanks.all > blanks.first.len() {
        format!("THE {} BLANKS ON WHICH MOST HANGS, CRITICAL FIRST", blanks.first.len())
    } else {
        "BLANKS".to_owned()
    };
    let measure = match blanks.ranked_by {
        RankedBy::Reach => format!("(of {})", number(blanks.all)),
        RankedBy::DirectDependents => {
            format!(
                "(of {}; by direct dependents only, as the map is too dense to follow them all)",
                number(blanks.all)
            )
        }
    };
    writeln!(out, "\n{} {}", styled(STRONG, title), styled(FAINT, measure))?;
    let mut table = Table::default();
    for blank in &blanks.first {
        let element = name_and_id(findings.graph, blank.element);
        let hanging = counted(blank.hanging, "element hangs on it", "elements hang on it");
        let critical = if blank.critical { ", something critical among them" } else { "" };
        table.row([element, what(blank), format!("{hanging}{critical}")]);
    }
    table.write(2, out)
}

fn what(blank: &Blank) -> String {
    match (blank.missing, blank.strengths) {
        (Question::Strength, Some(count)) => {
            let silent = count.all - count.known;
            format!(
                "strength not said by {} of {}",
                number(silent),
                counted(count.all, "dependent", "dependents")
            )
        }
        (question, _) => format!("no {}", question.name()),
    }
}

/// Coverage as JSON.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    shares: Vec<WireShare>,
    strengths: WireCount,
    blanks: Vec<WireBlank<'a>>,
    blanks_in_all: usize,
    blanks_ranked_by: &'static str,
}

#[derive(Serialize)]
struct WireShare {
    section: &'static str,
    question: &'static str,
    #[serde(flatten)]
    count: WireCount,
}

#[derive(Serialize)]
struct WireCount {
    known: usize,
    all: usize,
}

#[derive(Serialize)]
struct WireBlank<'a> {
    id: &'a str,
    missing: &'static str,
    hanging: usize,
    critical: bool,
}

impl From<Count> for WireCount {
    fn from(count: Count) -> Self {
        Self { known: count.known, all: count.all }
    }
}

/// Coverage and blanks as a wire structure.
pub(super) fn wire<'a>(findings: &Findings<'a>) -> Wire<'a> {
    let coverage = findings.coverage;
    let share = |share: &crate::lint::Share| WireShare {
        section: share.section.name(),
        question: share.question.name(),
        count: share.count.into(),
    };
    let blank = |blank: &Blank| WireBlank {
        id: findings.graph.element(blank.element).id(),
        missing: blank.missing.name(),
        hanging: blank.hanging,
        critical: blank.critical,
    };
    Wire {
        shares: coverage.shares.iter().map(share).collect(),
        strengths: coverage.strengths.into(),
        blanks: coverage.blanks.first.iter().map(blank).collect(),
        blanks_in_all: coverage.blanks.all,
        blanks_ranked_by: match coverage.blanks.ranked_by {
            RankedBy::Reach => "reach",
            RankedBy::DirectDependents => "direct dependents",
        },
    }
}
