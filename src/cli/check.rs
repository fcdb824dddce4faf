//! `systemkarta check`: is the map consistent?

use clap::{Args, ValueEnum};

use super::baseline::BaselineArgs;
use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::CheckFormat;
use super::io::Io;
use super::map::{MapArgs, at_or_above};
use super::output::OutputArgs;
use super::pull::PullArgs;
use crate::diagnostic::Severity;
use crate::lint::{self, Checked, Compared, Review};
use crate::proposal;
use crate::report::findings::{self, Findings, JunitOptions, TextOptions};

/// Is the map consistent?
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The least severe finding that makes the exit code 1.
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Shows every finding in full, however many there are.
    #[arg(long)]
    all: bool,
    /// Shows in text what is waived in full too, with who answers for it, why, and until when.
    #[arg(long)]
    show_waived: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
    #[command(flatten)]
    pull: PullArgs,
    #[command(flatten)]
    output: OutputArgs<CheckFormat>,
}

/// The least severe finding that counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

pub(super) fn run(map: &MapArgs, args: &CheckArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let baseline = args.baseline.read()?;
    let mut subject = args.pull.open(map, io)?;
    let mut found = std::mem::take(&mut subject.map.found);
    let map = &*subject.map;
    found.extend(proposal::faults(map.graph.model()));
    let Review { checked, coverage } = lint::review(&map.graph, found, &map.levels, map.today);
    if let Some(done) = args.baseline.write(&checked.findings, &map.sources, &map.path, io)? {
        return Ok(done);
    }
    let path = map.path.display().to_string();
    let here = std::env::current_dir().map(|here| here.display().to_string()).unwrap_or_default();
    let threshold = args.fail_on.threshold();
    subject.told(checked, |Checked { findings: found, waived, .. }, terms| {
        let compared = match baseline {
            Some(baseline) => baseline.compare(found, &map.sources),
            None => Compared::none(found),
        };
        let found = &compared.new;
        let answer = Findings {
            map: &path,
            here: &here,
            findings: found,
            waived: &waived,
            baseline: compared.of_baseline(),
            sources: &map.sources,
            graph: &map.graph,
            coverage: &coverage,
            terms,
        };
        let junit = JunitOptions { fail_on: threshold, levels: &map.levels };
        let text = TextOptions { all: args.all, waived: args.show_waived };
        args.output.deliver(&map.path, io, |format, out| match format {
            CheckFormat::Text => findings::write_text(&answer, text, out),
            CheckFormat::Json => findings::write_json(&answer, out),
            CheckFormat::Sarif => findings::write_sarif(&answer, out),
            CheckFormat::Github => findings::write_github(&answer, text, out),
            CheckFormat::Gitlab => findings::write_gitlab(&answer, out),
            CheckFormat::Junit => findings::write_junit(&answer, junit, out),
            CheckFormat::Markdown => findings::write_markdown(&answer, text, out),
        })?;
        if args.output.includes(CheckFormat::Sarif) && answer.listed() > findings::SARIF_RESULTS {
            let (took, all) = (findings::SARIF_RESULTS, answer.listed());
            io.message("note", &format!("SARIF has the gravest {took} of {all} findings; json has them all"));
        }
        Ok(if at_or_above(found, threshold) { ExitStatus::Found } else { ExitStatus::Done })
    })
}
