//! `systemkarta explain`: what a rule means, why, and what to do instead.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, load_map};
use crate::lint;
use crate::model::{Policy, did_you_mean};
use crate::proposal;
use crate::report::policies::{self, Explained};

/// What a rule means.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The name of the rule, or `policy/ID` of a policy of the map; without one, all are listed.
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub(super) fn run(map: &MapArgs, args: &ExplainArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    match args.rule.as_deref() {
        None => list(map, io)?,
        Some(name) if name.starts_with(Policy::PREFIX) => policy(map, name, io)?,
        Some(name) => rule(name, io)?,
    }
    Ok(ExitStatus::Done)
}

/// All rules, then the policies of the map, if there is a map.
fn list(map: &MapArgs, io: &mut Io) -> Result<(), Error> {
    let map = match load_map(map) {
        Ok(map) => Some(map),
        // Without a map there is nothing of its own to list; one that was asked for must be there.
        Err(_) if map.map().is_none() => None,
        Err(error) => return Err(error),
    };
    let policies = map.as_ref().map_or(&[][..], |map| &map.graph.model().policies);
    let names = lint::RULES.iter().map(|rule| rule.name.len());
    let width = names.chain(policies.iter().map(|policy| policy.rule().len())).max().unwrap_or(0);
    io.answer(|out| {
        lint::RULES.iter().try_for_each(|rule| {
            writeln!(out, "{:width$}  {:7}  {}", rule.name, rule.level.name(), rule.summary)
        })?;
        policies::write_list(policies, width, out)
    })
}

fn rule(name: &str, io: &mut Io) -> Result<(), Error> {
    let rule = lint::rule(name).ok_or_else(|| {
        Error::Usage(format!("there is no rule `{name}`"), did_you_mean(name, lint::rule_names()))
    })?;
    io.answer(|out| {
        writeln!(out, "{} ({}): {}\n", rule.name, rule.level.name(), rule.summary)?;
        writeln!(out, "{}", rule.explanation.trim_end())
    })
}

/// A policy of the map, and how far it is held.
fn policy(map: &MapArgs, name: &str, io: &mut Io) -> Result<(), Error> {
    let mut map = load_map(map)?;
    let mut found = std::mem::take(&mut map.found);
    found.extend(proposal::faults(map.graph.model()));
    let model = map.graph.model();
    let policy = model.policies.iter().find(|policy| policy.rule() == name).ok_or_else(|| {
        let known: Vec<String> = model.policies.iter().map(Policy::rule).collect();
        let near = did_you_mean(name, known.iter().map(String::as_str));
        Error::Usage(format!("the map has no policy `{}`", name.trim_start_matches(Policy::PREFIX)), near)
    })?;
    let checked = lint::check(&map.graph, found, &map.levels, map.today);
    let at = map.sources.locate(policy.place());
    let explained = Explained {
        policy,
        at: (at.path, at.line),
        looked_at: lint::looked_at(&map.graph, policy, map.today),
        against: checked.findings.iter().filter(|finding| finding.rule == name).count(),
        waived: checked.waived.iter().filter(|waived| waived.finding.rule == name).count(),
    };
    io.answer(|out| policies::write(&explained, out))
}
