//! A memo recomputed on the map on which it was made: its conclusions, and its page as it would be written.

use std::path::PathBuf;

use super::error::Error;
use super::git::Repository;
use super::map::{OpenMap, ReadMap};
use super::memo::{borrowed, concluded_of, open, proposal, with_judgement};
use super::picture::{TIME_LIMIT, layout_options};
use super::settings::CONFIG_FILE;
use crate::lint;
use crate::load::{self, Config};
use crate::model::Proposal;
use crate::proposal::memo::{differences, map_digest, rules_digest};
use crate::render::{self, Engine, LayoutOptions, views};
use crate::report::proposals::Proposals;
use crate::report::proposals::memo::{Block, Read, text};
use crate::report::proposals::verification::Authentic;

/// What recomputing a memo says.
pub(super) struct Recomputed {
    pub(super) authentic: Authentic,
    pub(super) is_page_checked: bool,
    /// The proposal as it was, if it is at hand.
    pub(super) proposal: Option<Proposal>,
}

impl From<Authentic> for Recomputed {
    fn from(authentic: Authentic) -> Self {
        Self { authentic, is_page_checked: false, proposal: None }
    }
}

/// Whether a memo says what was concluded when it was made: on the map of its revision, or on that of today if nothing
/// in it has changed.
pub(super) fn authentic(read: &Read, now: &OpenMap) -> Result<Recomputed, Error> {
    let block = &read.block;
    if !read.altered.is_empty() {
        let altered = read.altered.iter().map(|what| format!("{what} was altered since it was written"));
        return Ok(Authentic::No(altered.collect()).into());
    }
    let kept = match kept(block, now) {
        Ok(kept) => kept,
        Err(why) => return Ok(Authentic::Unknown(why).into()),
    };
    let Kept { files, settings, whence } = kept;
    let config = match &settings {
        Some(text) => Config::parse(text, CONFIG_FILE, &lint::rule_names()).map_err(Error::Config)?,
        None => Config::default(),
    };
    let rules_are_those = rules_digest(settings.as_deref()) == block.rules;
    let path = block.path.as_ref().map_or_else(|| now.path.clone(), PathBuf::from);
    // The places in the page begin with the path; a map that is one file is that file.
    let is_file = now.path.is_file();
    let shown = |name: &String| match is_file {
        true => path.display().to_string(),
        false => path.join(name).display().to_string(),
    };
    let names: Vec<String> = files.iter().map(|(name, _)| shown(name)).collect();
    let texts = names.iter().zip(&files).map(|(name, (_, text))| (name.as_str(), text.as_str()));
    let loaded = load::load_texts(texts, &config);
    let root = now.root.clone();
    let then = ReadMap { path, root, config, settings, loaded };
    let then = open(then, block, &block.file, Some(&block.at), Some(&block.today))?;
    let is_same_tool = block.version == env!("CARGO_PKG_VERSION") && rules_are_those;
    let has_page = is_same_tool && block.path.is_some();
    let answer = with_judgement(&then, |open, index, digests| {
        let differs = differences(&block.conclusions, &concluded_of(open, index));
        let page = has_page.then(|| page_anew(read, &then, open, index));
        (digests, differs, page)
    });
    let Some((digests, differs, page)) = answer else {
        return Ok(Authentic::No(vec![format!("{whence} has no such proposal")]).into());
    };
    let is_page_checked = page.is_some();
    let authentic = match (digests.proposal == block.proposal, differs.as_slice()) {
        (false, _) => Authentic::No(vec![format!("the proposal is another in {whence}")]),
        (true, []) => match page {
            Some(PageAnew { differs: Some((line, says)), .. }) => Authentic::No(vec![format!(
                "its page does not say what its conclusions say; the first line that differs is line {line}: {says}"
            )]),
            Some(PageAnew { is_drawn: true, .. }) => {
                Authentic::Yes(format!("{whence} gives the same conclusions and the same page"))
            }
            Some(PageAnew { is_drawn: false, .. }) => Authentic::Yes(format!(
                "{whence} gives the same conclusions and the same page; its picture was not compared, for Graphviz \
                 does not draw it here"
            )),
            None => Authentic::Yes(format!(
                "{whence} gives the same conclusions; only its block of conclusions was checked, for its page was \
                 written by version {}{}",
                block.version,
                if is_same_tool { ", an earlier one" } else { ", or with other settings or rules" },
            )),
        },
        (true, _) if !rules_are_those => Authentic::Unknown(format!(
            "{whence} gives other conclusions, but the settings and rules are other ones too: it was written by version {}",
            block.version
        )),
        (true, differs) => {
            let other =
                differs.iter().map(|d| format!("{whence} concludes otherwise of {} ({})", d.of, d.sort));
            Authentic::No(other.collect())
        }
    };
    Ok(Recomputed { authentic, is_page_checked, proposal: proposal(&then).cloned() })
}

/// What writing a page anew says of it.
struct PageAnew {
    /// The first line that differs.
    differs: Option<(usize, String)>,
    /// Whether its picture, if it has one, was compared too.
    is_drawn: bool,
}

/// Holds a page against what would be written: shortened, as it is without `--all`, or whole.
fn page_anew(read: &Read, then: &OpenMap, open: &Proposals<'_>, index: usize) -> PageAnew {
    let drawn = drawn(read, then, open, index);
    let is_drawn = drawn.is_some() || read.picture().is_none();
    let picture = drawn.or_else(|| read.picture().map(str::to_owned));
    let [short, whole] = [false, true].map(|all| {
        let open = Proposals { all, ..*open };
        let text = text(&open, index, picture.as_deref(), &read.block, read.format());
        read.differs_from(&text.ok().flatten().unwrap_or_default())
    });
    // Of two ways of writing that differ, the one that agrees longer is the one that was meant.
    let differs = if short.is_none() || whole.is_none() { None } else { short.max(whole) };
    PageAnew { differs, is_drawn }
}

/// The picture of a memo, drawn anew if it has one and can be: as Graphviz lays it out, or as we do, whichever it was.
fn drawn(read: &Read, then: &OpenMap, open: &Proposals<'_>, index: usize) -> Option<String> {
    let given = read.picture()?;
    let scene = views::disruption(&then.graph, &open.judgements.get(index)?.together, views::READABLE_BOXES);
    let draw =
        |engine| render::svg(&scene, &LayoutOptions { engine, ..layout_options(then, TIME_LIMIT) }).ok();
    let ours = draw(Engine::Builtin).filter(|drawn| drawn == given);
    ours.or_else(|| draw(Engine::Dot))
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
