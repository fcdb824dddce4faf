//! `systemkarta explain`: what a rule means, why, and what to do instead.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use crate::lint;
use crate::model::did_you_mean;

/// What a rule means.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The name of the rule; without one, all rules are listed.
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub(super) fn run(args: &ExplainArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let Some(name) = &args.rule else {
        io.answer(|out| {
            let width = lint::RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            lint::RULES.iter().try_for_each(|rule| {
                writeln!(out, "{:width$}  {:7}  {}", rule.name, rule.level.name(), rule.summary)
            })
        })?;
        return Ok(ExitStatus::Done);
    };
    let rule = lint::rule(name).ok_or_else(|| {
        Error::Usage(format!("there is no rule `{name}`"), did_you_mean(name, lint::rule_names()))
    })?;
    io.answer(|out| {
        writeln!(out, "{} ({}): {}\n", rule.name, rule.level.name(), rule.summary)?;
        writeln!(out, "{}", rule.explanation.trim_end())
    })?;
    Ok(ExitStatus::Done)
}
