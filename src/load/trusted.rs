//! A map judged by the policies and waivers of another place, which whoever changed the map could not change.
//!
//! It fails closed: what is not there, or cannot be read whole, is an error, and never "no policies".

use std::path::{Path, PathBuf};
use std::{fmt, mem};

use rayon::prelude::*;

use super::decode::decode_rulebook;
use super::discover::{Entry, Found, discover};
use super::faults::Faults;
use super::merge::replace_rulebook;
use super::sheet::is_sheet;
use super::{Config, ConfigFaults, FileRead, LoadError, Loaded, read_file};
use crate::diagnostic::{FileId, Finding, Place};
use crate::model::{Rulebook, RulebookDifference};

/// By what a map is judged instead of by what it says itself.
#[derive(Debug, Clone)]
pub struct Trusted {
    /// How many policies there are.
    pub policies: usize,
    /// How many waivers there are.
    pub waivers: usize,
    /// How many files were read for them.
    pub files: usize,
    /// Entries that were passed over, such as links.
    pub skipped: Vec<String>,
    /// How the map's own policies and waivers differ from them.
    pub difference: RulebookDifference,
}

/// Why a map cannot be judged by the policies of a place.
#[derive(Debug)]
pub enum Untrusted {
    /// There is no such file or folder, it cannot be read, or there is no map file in it.
    Load(LoadError),
    /// There are files, and nothing is in them.
    Blank(PathBuf),
    /// They could not be read whole, and what is missing may be a policy.
    Faulty(Box<ConfigFaults>),
}

impl Loaded {
    /// Puts the policies and waivers of a trusted place in the place of those that the map declares. Other sections of its
    /// files are passed over. The files are numbered after those of the map.
    ///
    /// # Errors
    /// When nothing is there, or it cannot be read whole.
    pub fn judge_by(&mut self, path: &Path, config: &Config) -> Result<Trusted, Untrusted> {
        let Found { mut entries, mut skipped } = discover(path, &config.limits).map_err(Untrusted::Load)?;
        // A sheet holds neither policies nor waivers.
        entries.retain(|entry| !is_sheet(&entry.path));
        skipped.retain(|skip| skip.rule != "skipped-file" || !is_sheet(Path::new(&skip.shown)));
        let first = self.sources.len();
        let entries: Vec<(FileId, Entry)> = (first..).map(FileId::new).zip(entries).collect();
        let read: Vec<FileRead> = entries
            .par_iter()
            .map(|(file, entry)| read_file(*file, entry, config, decode_rulebook))
            .collect();
        if read.iter().all(|file| is_blank(&file.text) && file.findings.is_empty()) {
            return Err(Untrusted::Blank(path.to_owned()));
        }
        let mut faults = Faults::of_file(FileId::new(first));
        let (mut policies, mut waivers, mut trusted) = (Vec::new(), Vec::new(), Rulebook::default());
        let files = entries.len();
        for ((_, entry), file) in entries.into_iter().zip(read) {
            self.sources.add(entry.shown, file.text);
            faults.incomplete |= file.map.incomplete;
            file.findings.into_iter().for_each(|finding| faults.add(finding));
            policies.extend(file.map.policies);
            waivers.extend(file.map.waivers);
            trusted.join(file.map.rulebook);
        }
        // A link is left out by rule, as in a map; what could not be read is missing.
        let (links, unread): (Vec<_>, Vec<_>) =
            skipped.into_iter().partition(|skip| skip.rule == "skipped-file");
        for skip in unread {
            let file = self.sources.add(skip.shown, String::new());
            faults.add(Finding::new(skip.rule, Place::file(file), skip.reason).maybe_help(skip.help));
        }
        replace_rulebook(&mut self.model, policies, waivers, &mut faults);
        let is_whole = !faults.incomplete;
        let findings = faults.into_findings();
        if !is_whole || !findings.is_empty() {
            let sources = mem::take(&mut self.sources);
            return Err(Untrusted::Faulty(Box::new(ConfigFaults { sources, findings })));
        }
        Ok(Trusted {
            policies: self.model.policies.len(),
            waivers: self.model.waivers.len(),
            files,
            skipped: links.into_iter().map(|skip| skip.shown).collect(),
            difference: self.model.rulebook.against(&trusted),
        })
    }
}

fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#') || line == "---")
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(LoadError::NotFound(path)) => {
                write!(f, "there is nothing at `{}` to judge by", path.display())
            }
            Self::Load(error) => error.fmt(f),
            Self::Blank(path) => write!(f, "nothing is written in `{}`", path.display()),
            Self::Faulty(_) => f.write_str("the policies to judge by cannot be read whole"),
        }
    }
}

impl std::error::Error for Untrusted {}
