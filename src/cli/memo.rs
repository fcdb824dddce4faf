//! `systemkarta memo verify`: is a memo authentic, and does it still hold? And the block that makes a memo one.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::TextOrJson;
use super::git::Repository;
use super::io::Io;
use super::judged::judged;
use super::map::{MapArgs, OpenMap, ReadMap};
use super::output::OutputArgs;
use super::recompute::authentic;
use super::settings::CONFIG_FILE;
use crate::diagnostic::Finding;
use crate::lint;
use crate::load::{Config, Loaded};
use crate::model::{Id, Proposal, Status};
use crate::proposal::memo::{
    Conclusions, Digests, altered, conclusions, differences, map_digest, rules_digest,
};
use crate::report::proposals::Proposals;
use crate::report::proposals::memo::{Block, ProposalFile, Read, Revision, SCHEMA, read};
use crate::report::proposals::verification::{Authentic, Verification};

/// More than this is no memo.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The memos of change proposals.
#[derive(Debug, Args)]
pub(super) struct MemoArgs {
    #[command(subcommand)]
    command: MemoCommand,
}

#[derive(Debug, Subcommand)]
enum MemoCommand {
    /// Is a memo authentic, and does it still hold?
    ///
    /// Authentic: nobody has altered it, and on the map on which it was made the same conclusions and the same page are
    /// written. Still holds: on the map as it stands, what was decided on is the same, or was made as decided; what it
    /// says of other things does not matter. Exit: 0 both, 1 not, 2 it cannot be told.
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// The memo, as `impact --change ID --format markdown` or `html` wrote it.
    #[arg(value_name = "FILE")]
    memo: PathBuf,
    #[command(flatten)]
    output: OutputArgs<TextOrJson>,
}

pub(super) fn run(map: &MapArgs, args: &MemoArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let MemoCommand::Verify(args) = &args.command;
    let read = read_file(&args.memo)?;
    let block = &read.block;
    let standing = map.read()?;
    let path = standing.path.clone();
    let now = open(standing, block, &standing_file(block), map.at().or(Some(&block.at)), map.today())?;
    let recomputed = authentic(&read, &now)?;
    let today = concluded(&now);
    let proposal_altered = today.as_ref().is_some_and(|(digests, _)| digests.proposal != block.proposal);
    let asked = proposal(&now);
    let verification = Verification {
        block,
        authentic: recomputed.authentic,
        is_page_checked: recomputed.is_page_checked,
        proposal_altered,
        altered: match (proposal_altered, &recomputed.proposal, asked) {
            (true, Some(then), Some(now)) => altered(then, now),
            _ => Vec::new(),
        },
        changed: today.as_ref().map(|(_, today)| differences(&block.conclusions, today)),
        made: asked.filter(|asked| is_made_since(block, asked)).map(|asked| about_making(&now, asked)),
    };
    args.output.deliver(&path, io, |format, out| match format {
        TextOrJson::Text => verification.page().write(crate::report::page::Format::Text, out),
        TextOrJson::Json => verification.write_json(out),
    })?;
    Ok(match (&verification.authentic, verification.holds()) {
        (Authentic::Unknown(_), _) => ExitStatus::CouldNot,
        (Authentic::Yes(_), true) => ExitStatus::Done,
        _ => ExitStatus::Found,
    })
}

/// The block of the memo on a proposal: what is concluded, and on what that rests.
pub(super) fn block(map: &OpenMap, open: &Proposals<'_>, index: usize) -> Option<Block> {
    let proposal = open.judgements.get(index)?.proposal;
    let digests = map.digests(proposal);
    Some(Block {
        schema: SCHEMA.to_owned(),
        change: proposal.id.value.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        at: map.at.to_string(),
        today: map.today.to_string(),
        revision: revision(map, &digests),
        with: map.made.iter().map(Id::to_string).collect(),
        path: Some(map.path.display().to_string()),
        map: digests.map,
        rules: digests.rules,
        proposal: digests.proposal,
        file: map.proposal_file(),
        conclusions: concluded_of(open, index),
        page: String::new(),
    })
}

fn revision(map: &OpenMap, digests: &Digests) -> Option<Revision> {
    let repository = Repository::of(&map.path)?;
    let commit = repository.head()?;
    let kept = repository.files(&commit, &map.path).unwrap_or_default();
    let settings = repository.file(&commit, &map.root, CONFIG_FILE);
    let is_kept =
        map_digest(&borrowed(&kept)) == digests.map && rules_digest(settings.as_deref()) == digests.rules;
    Some(Revision { commit, uncommitted: !is_kept })
}

fn read_file(file: &Path) -> Result<Read, Error> {
    let unreadable = |why: &dyn std::fmt::Display| {
        Error::usage(format!("cannot read the memo `{}`: {why}", file.display()))
    };
    let mut bytes = Vec::new();
    let opened = File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LONGEST {
        return Err(unreadable(&format!("it is larger than {LONGEST} bytes")));
    }
    read(&bytes).map_err(|why| unreadable(&why))
}

/// The proposal of a file of its own as it stands today, if that can be read; else as the memo has it.
fn standing_file(block: &Block) -> Option<ProposalFile> {
    let file = block.file.as_ref()?;
    // The name comes from the memo: a pipe or a device behind it is not waited for.
    if !Path::new(&file.path).is_file() {
        return Some(file.clone());
    }
    let mut text = String::new();
    let is_read = File::open(&file.path).and_then(|opened| opened.take(LONGEST).read_to_string(&mut text));
    Some(if is_read.is_ok() { ProposalFile { text, ..file.clone() } } else { file.clone() })
}

/// Opens a map with the proposal of a memo; none is asked about if the map has it no longer.
pub(super) fn open(
    map: ReadMap,
    block: &Block,
    file: &Option<ProposalFile>,
    at: Option<&str>,
    today: Option<&str>,
) -> Result<std::mem::ManuallyDrop<OpenMap>, Error> {
    let known = |loaded: &Loaded, id: &str| loaded.model.changes.iter().any(|p| p.id.value.as_str() == id);
    let with: Vec<String> = block.with.iter().filter(|id| known(&map.loaded, id)).cloned().collect();
    map.open(&with, at, today, |loaded, config| {
        let ids = match file {
            Some(ProposalFile { path, text }) => {
                loaded.add_proposals_of_text(path.clone(), text.clone(), config)
            }
            None => loaded.model.changes.iter().map(|proposal| proposal.id.value.clone()).collect(),
        };
        Ok(ids.into_iter().filter(|id| id.as_str() == block.change).collect())
    })
}

/// The proposal that is asked about, if the map has it.
pub(super) fn proposal(map: &OpenMap) -> Option<&Proposal> {
    let asked = map.proposals.first()?;
    map.graph.model().changes.iter().find(|proposal| proposal.id.value == *asked)
}

pub(super) fn concluded_of(open: &Proposals<'_>, index: usize) -> Conclusions {
    conclusions(open.graph, open.sources, open.judgements, open.routes, open.collisions, index)
}

/// Judges the proposal that is asked about, if the map has it, and hands it over with its place.
pub(super) fn with_judgement<R>(
    map: &OpenMap,
    answer: impl FnOnce(&Proposals<'_>, usize, Digests) -> R,
) -> Option<R> {
    let asked = map.proposals.first()?;
    judged(map, &map.proposals, true, |open| {
        let index = open.judgements.iter().position(|judgement| judgement.proposal.id.value == *asked)?;
        let proposal = open.judgements.get(index)?.proposal;
        Some(answer(open, index, map.digests(proposal)))
    })
}

/// What is concluded of the proposal that is asked about, if the map has it.
fn concluded(map: &OpenMap) -> Option<(Digests, Conclusions)> {
    with_judgement(map, |open, index, digests| (digests, concluded_of(open, index)))
}

/// Whether a proposal is said to be made, and was not when the memo was written.
fn is_made_since(block: &Block, proposal: &Proposal) -> bool {
    let status = block.conclusions.get("status").and_then(|of| of.values().next()?.get("status"));
    let is_made = |status: &str| status == Status::Implemented.name();
    is_made(proposal.status.name()) && !status.is_some_and(|status| is_made(status))
}

/// What the rules find about how a proposal was made, whatever levels the settings give them.
fn about_making(map: &OpenMap, proposal: &Proposal) -> Vec<String> {
    const RULES: [&str; 2] = ["implemented-not-in-map", "decided-change-altered"];
    let Ok(levels) = lint::levels(&Config::default()) else { return Vec::new() };
    let is_of = |finding: &Finding| {
        let of = finding.subject.split(' ').next();
        RULES.contains(&&*finding.rule) && of == Some(proposal.id.value.as_str())
    };
    let found = lint::check(&map.graph, Vec::new(), &levels, map.today).findings;
    found.into_iter().filter(is_of).map(|finding| finding.message).collect()
}

pub(super) fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

impl OpenMap {
    /// The files of the map by their names within it.
    pub(super) fn files(&self) -> Vec<(&str, &str)> {
        let name = |path: &'_ str| -> Option<usize> {
            let within = Path::new(path).strip_prefix(&self.path).ok()?;
            let within = if within.as_os_str().is_empty() {
                Path::new(path).file_name()?.to_str()?
            } else {
                within.to_str()?
            };
            path.len().checked_sub(within.len())
        };
        let read = self.sources.iter().take(self.of_map).filter(|source| !source.text().is_empty());
        read.map(|source| {
            let start = name(source.path()).unwrap_or(0);
            (source.path().get(start..).unwrap_or_default(), source.text())
        })
        .collect()
    }

    fn digests(&self, proposal: &Proposal) -> Digests {
        Digests::of(&self.files(), self.settings.as_deref(), proposal)
    }

    /// The file of the proposal that is asked about, if it does not belong to the map.
    fn proposal_file(&self) -> Option<ProposalFile> {
        let source = self.sources.iter().nth(self.of_map)?;
        Some(ProposalFile { path: source.path().to_owned(), text: source.text().to_owned() })
    }
}
