//! The memo of a proposal: the page of its judgement with what a board asks beyond it, and a block for programs, by
//! which it can be held against the map later.
//!
//! The block is a comment at the end of the file, of Markdown and of HTML: a line with the digest of the next one, which
//! is JSON. That holds a digest of all that stands before the block, so an edit anywhere is noticed.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::comparison::first_difference;
use super::{Judged, Proposals, work};
use crate::escape;
use crate::lint::sha256;
use crate::proposal::memo::Conclusions;
use crate::report::page::{Format, Line, Page, Part};

const BEGIN: &str = "<!-- systemkarta-memo sha256:";
const END: &str = "-->";

/// What a memo says for programs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// `systemkarta.memo/1`.
    pub schema: String,
    /// The id of the proposal.
    pub change: String,
    /// The version of the tool that wrote it.
    pub version: String,
    /// The day that was answered for.
    pub at: String,
    /// The day that counted as today.
    pub today: String,
    /// The commit on which it was made, if there is one.
    pub revision: Option<Revision>,
    /// The proposals that were taken as made.
    pub with: Vec<String>,
    /// The path of the map as it was typed, which its places begin with; the first memos did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The digests of what it rests on.
    pub map: String,
    /// Of the settings and the rules.
    pub rules: String,
    /// Of the proposal.
    pub proposal: String,
    /// The file of the proposal, if it does not stand in the map.
    pub file: Option<ProposalFile>,
    /// What is concluded.
    pub conclusions: Conclusions,
    /// The digest of all that stands before the block.
    pub page: String,
}

/// A state of the map that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The commit.
    pub commit: String,
    /// Whether the map had changes that were not in it.
    pub uncommitted: bool,
}

/// A proposal in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalFile {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A memo that was read.
#[derive(Debug)]
pub struct Read {
    /// Its block.
    pub block: Block,
    /// All that stands before the block, with `\n` at the end of its lines.
    pub page: String,
    /// What was altered in the file since it was written, in words.
    pub altered: Vec<&'static str>,
}

/// Writes the memo of the proposal at a place. `block` needs no digest of the page yet.
///
/// # Errors
/// When the writer fails.
pub fn write(
    all: &Proposals<'_>,
    index: usize,
    picture: Option<&str>,
    block: &Block,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(text) = text(all, index, picture, block, format)? else { return Ok(()) };
    let block = Block { page: sha256(&unix(&text)), ..block.clone() };
    out.write_all(&text)?;
    let json = escape::json(&serde_json::to_string(&block)?).replace("--", r"\u002d\u002d");
    let digest = sha256(json.as_bytes());
    let digest = digest.strip_prefix("sha256:").unwrap_or(&digest);
    writeln!(out, "{BEGIN}{digest}\n{json}\n{END}")
}

/// All of a memo that stands before its block; nothing if there is no proposal at that place.
///
/// # Errors
/// When the writer fails, which one in memory does not.
pub fn text(
    all: &Proposals<'_>,
    index: usize,
    picture: Option<&str>,
    block: &Block,
    format: Format,
) -> io::Result<Option<Vec<u8>>> {
    let Some(page) = super::page(all, index, picture) else { return Ok(None) };
    let Some(judged) = all.get(index) else { return Ok(None) };
    let mut text = Vec::new();
    completed(page, &judged, block).write(format, &mut text)?;
    Ok(Some(text))
}

/// Reads a memo.
///
/// # Errors
/// Why it is none, in words.
pub fn read(text: &[u8]) -> Result<Read, String> {
    let text = unix(text);
    let text = std::str::from_utf8(&text).map_err(|_| "it is not text".to_owned())?;
    let at = text
        .rfind(BEGIN)
        .ok_or("it has no block of a memo: `impact --change ID --format markdown` writes one")?;
    let (page, rest) = text.split_at(at);
    let rest = rest.strip_prefix(BEGIN).unwrap_or_default();
    let (digest, rest) = rest.split_once('\n').ok_or("its block ends too early")?;
    let (json, end) = rest.split_once('\n').ok_or("its block ends too early")?;
    let block: Block =
        serde_json::from_str(json).map_err(|error| format!("its block cannot be read: {error}"))?;
    if block.schema != SCHEMA {
        return Err("its block is of another version of this tool".to_owned());
    }
    let mut altered = Vec::new();
    if sha256(json.as_bytes()).strip_prefix("sha256:") != Some(digest.trim()) {
        altered.push("its block");
    }
    if sha256(page.as_bytes()) != block.page || end.trim() != END {
        altered.push("its text");
    }
    Ok(Read { block, page: page.to_owned(), altered })
}

impl Read {
    /// How its page is written.
    pub fn format(&self) -> Format {
        if self.page.starts_with("<!DOCTYPE html>") { Format::Html } else { Format::Markdown }
    }

    /// The picture in its page.
    pub fn picture(&self) -> Option<&str> {
        let start = self.page.find("\n<svg").filter(|_| self.format() == Format::Html)?;
        let from = self.page.get(start + 1..)?;
        from.get(..from.find("\n</svg>\n")? + "\n</svg>".len())
    }

    /// The first line of its page that a page written anew has not, by its number and what it says; nothing if they say
    /// the same.
    pub fn differs_from(&self, anew: &[u8]) -> Option<(usize, String)> {
        first_difference(&self.page, &String::from_utf8_lossy(&unix(anew)))
    }
}

/// The schema of the block.
pub const SCHEMA: &str = "systemkarta.memo/1";

/// Lines end alike, however a file was sent.
fn unix(text: &[u8]) -> Vec<u8> {
    let lines = text.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.collect::<Vec<_>>().join(&b'\n')
}

/// The page with what a board asks beyond the judgement; what is missing is said.
fn completed<'a>(page: Page<'a>, judged: &Judged<'a>, block: &'a Block) -> Page<'a> {
    let page = page.part(work::part(judged)).part(nothing(judged)).part(origin(block));
    page.foot(Line::from(
        "The command memo verify tells of this file whether it is authentic, and whether it still holds.",
    ))
}

/// What there is none of, so that nobody takes an empty page for an omission.
fn nothing<'a>(judged: &Judged<'a>) -> Part<'a> {
    let judgement = judged.judgement;
    let none = |is_empty: bool, says: &'static str| is_empty.then(|| Line::from(says));
    let is_clean = judgement.brought.is_empty() && judgement.healed.is_empty();
    let waive = match judgement.to_waive().count() {
        0 => Line::from("waivers: no finding that is brought needs one"),
        n => Line::from("waivers: findings that are brought and would need one: ").number(n),
    };
    let lines = [
        none(work::is_none(judged), "work: none, so no owner is asked for effort"),
        none(judgement.together.affected.is_empty(), "impact: nothing in this map is affected"),
        none(is_clean, "findings: none is brought, none is healed"),
        Some(waive),
        none(
            judged.collisions().next().is_none(),
            "collisions: none with the other open proposals of this map",
        ),
        none(judgement.people.is_empty(), "people: nobody is named who must answer"),
        none(judged.proposal.decision.is_none(), "decision: none yet"),
    ];
    Part::lines("what there is none of", lines.into_iter().flatten().collect()).uncounted()
}

/// What the memo rests on.
fn origin<'a>(block: &'a Block) -> Part<'a> {
    let revision = match &block.revision {
        None => Line::new().aside("none: the map is not kept by git"),
        Some(Revision { commit, uncommitted: false }) => Line::new().id(commit.as_str()),
        Some(Revision { commit, .. }) => Line::new().id(commit.as_str()).words(", with uncommitted changes"),
    };
    let id = |text: &'a str| Line::new().id(text);
    let facts = vec![
        ("answers for", id(&block.at)),
        ("today", id(&block.today)),
        ("revision", revision),
        ("tool", Line::from("systemkarta ").name(block.version.as_str())),
        ("map", id(&block.map)),
        ("rules", id(&block.rules)),
        ("proposal", id(&block.proposal)),
    ];
    Part::facts("what this memo rests on", facts)
}
