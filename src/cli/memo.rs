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
use super::settings::CONFIG_FILE;
use crate::lint;
use crate::load::{self, Config, Loaded};
use crate::model::{Id, Proposal};
use crate::proposal::memo::{Conclusions, Digests, conclusions, differences, map_digest, rules_digest};
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
    /// Authentic: nobody has altered it, and the map on which it was made gives the same conclusions. Still holds: the
    /// map as it stands gives them too; what it says of other things does not matter. Exit: 0 both, 1 not, 2 it cannot
    /// be told.
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
    let authentic = authentic(&read, &now)?;
    let today = concluded(&now);
    let verification = Verification {
        block,
        authentic,
        proposal_altered: today.as_ref().is_some_and(|(digests, _)| digests.proposal != block.proposal),
        changed: today.as_ref().map(|(_, today)| differences(&block.conclusions, today)),
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
        map: digests.map,
        rules: digests.rules,
        proposal: digests.proposal,
        file: map.proposal_file(),
        conclusions: conclusions(&map.graph, &map.sources, open.judgements, open.collisions, index),
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
fn open(
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

/// What is concluded of the proposal that is asked about, if the map has it.
fn concluded(map: &OpenMap) -> Option<(Digests, Conclusions)> {
    let asked = map.proposals.first()?;
    judged(map, &map.proposals, true, |open| {
        let index = open.judgements.iter().position(|judgement| judgement.proposal.id.value == *asked)?;
        let proposal = open.judgements.get(index)?.proposal;
        let concluded = conclusions(&map.graph, &map.sources, open.judgements, open.collisions, index);
        Some((map.digests(proposal), concluded))
    })
}

/// Whether a memo says what was concluded when it was made: on the map of its revision, or on that of today if nothing
/// in it has changed.
fn authentic(read: &Read, now: &OpenMap) -> Result<Authentic, Error> {
    let block = &read.block;
    if !read.altered.is_empty() {
        let altered = read.altered.iter().map(|what| format!("{what} was altered since it was written"));
        return Ok(Authentic::No(altered.collect()));
    }
    let kept = match kept(block, now) {
        Ok(kept) => kept,
        Err(why) => return Ok(Authentic::Unknown(why)),
    };
    let Kept { files, settings, whence } = kept;
    let config = match &settings {
        Some(text) => Config::parse(text, CONFIG_FILE, &lint::rule_names()).map_err(Error::Config)?,
        None => Config::default(),
    };
    let rules_are_those = rules_digest(settings.as_deref()) == block.rules;
    let texts = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = load::load_texts(texts, &config);
    let (path, root) = (now.path.clone(), now.root.clone());
    let then = ReadMap { path, root, config, settings, loaded };
    let then = open(then, block, &block.file, Some(&block.at), Some(&block.today))?;
    let Some((digests, conclusions)) = concluded(&then) else {
        return Ok(Authentic::No(vec![format!("{whence} has no such proposal")]));
    };
    let differs = differences(&block.conclusions, &conclusions);
    Ok(match (digests.proposal == block.proposal, differs.as_slice()) {
        (false, _) => Authentic::No(vec![format!("the proposal is another in {whence}")]),
        (true, []) => Authentic::Yes(format!("{whence} gives the same conclusions")),
        (true, _) if !rules_are_those => Authentic::Unknown(format!(
            "{whence} gives other conclusions, but the settings and rules are other ones too: it was written by version {}",
            block.version
        )),
        (true, differs) => {
            let other =
                differs.iter().map(|d| format!("{whence} concludes otherwise of {} ({})", d.of, d.sort));
            Authentic::No(other.collect())
        }
    })
}

/// The map on which a memo was made.
struct Kept {
    files: Vec<(String, String)>,
    settings: Option<String>,
    whence: String,
}

fn kept(block: &Block, now: &OpenMap) -> Result<Kept, String> {
    let standing = now.files();
    let is_standing = map_digest(&standing) == block.map;
    let settings_stand = rules_digest(now.settings.as_deref()) == block.rules;
    let owned = || standing.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let as_it_stands = |_| Kept {
        files: owned(),
        settings: now.settings.clone(),
        whence: "the map as it stands, which has not changed since,".to_owned(),
    };
    if is_standing && settings_stand {
        return Ok(as_it_stands(()));
    }
    match of_revision(block, now) {
        Ok(kept) if map_digest(&borrowed(&kept.files)) == block.map => Ok(kept),
        _ if is_standing => Ok(as_it_stands(())),
        Ok(_) => Err("it cannot be recomputed: it was made with changes that are in no commit".to_owned()),
        Err(why) => Err(format!("it cannot be recomputed: the map has changed since, and {why}")),
    }
}

fn of_revision(block: &Block, now: &OpenMap) -> Result<Kept, String> {
    let revision = block.revision.as_ref().ok_or("there is no revision of that time")?;
    let repository = Repository::of(&now.path).ok_or("git, or its folder, is not there")?;
    let files = repository.files(&revision.commit, &now.path)?;
    let settings = repository.file(&revision.commit, &now.root, CONFIG_FILE);
    Ok(Kept { files, settings, whence: format!("the map at {}", revision.commit) })
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

impl OpenMap {
    /// The files of the map by their names within it.
    fn files(&self) -> Vec<(&str, &str)> {
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
