//! A map at a revision: as git keeps it, with the settings of that revision.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::git::Repository;
use super::map::ReadMap;
use super::settings::CONFIG_FILE;
use crate::diagnostic::{Finding, Place};
use crate::lint;
use crate::load::{self, Config, Loaded};
use crate::model::did_you_mean;

/// A map that was read, what it is called, and what the names of its files begin with.
pub(super) struct AtRevision {
    pub(super) map: ReadMap,
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

/// Settings, and their text if there are some.
pub(super) type Settings = (Config, Option<String>);

/// The map as a commit has it, with the settings of that commit; nothing if it has none.
pub(super) fn of_commit(
    repository: &Repository,
    path: &Path,
    revision: &str,
    commit: &str,
) -> Result<Option<AtRevision>, Error> {
    let files = repository.files(commit, path).map_err(|why| unreadable(revision, &why))?;
    if files.is_empty() {
        return Ok(None);
    }
    let settings = settings_of(repository, revision, commit)?;
    Ok(Some(of_files(repository, path, revision, commit, &files, settings)))
}

/// The settings that hold for the map in a commit.
pub(super) fn settings_of(repository: &Repository, revision: &str, commit: &str) -> Result<Settings, Error> {
    let text = repository.nearest_file(commit, CONFIG_FILE);
    let config = match &text {
        Some(text) => {
            let file = format!("{revision}:{CONFIG_FILE}");
            Config::parse(text, &file, &lint::rule_names()).map_err(Error::Config)?
        }
        None => Config::default(),
    };
    lint::levels(&config).map_err(|error| unreadable(revision, &error.to_string()))?;
    Ok((config, text))
}

/// A map of these files of a commit, as if it stood at a path.
pub(super) fn of_files(
    repository: &Repository,
    path: &Path,
    revision: &str,
    commit: &str,
    files: &[(String, String)],
    (config, settings): Settings,
) -> AtRevision {
    let folder = PathBuf::from(format!("{revision}:{}", path.display()));
    let is_file = path.is_file();
    let mut named: Vec<(PathBuf, &str)> = files
        .iter()
        .map(|(name, text)| (if is_file { folder.clone() } else { folder.join(name) }, text.as_str()))
        .collect();
    named.sort();
    let texts: Vec<(String, &str)> =
        named.into_iter().map(|(name, text)| (name.display().to_string(), text)).collect();
    let mut loaded = load::load_texts(texts.iter().map(|(name, text)| (name.as_str(), *text)), &config);
    if !is_file {
        repository.links(commit).iter().for_each(|link| passed_over(&mut loaded, &folder.join(link)));
    }
    let short = short(commit);
    let name = if commit.starts_with(revision) { short.to_owned() } else { format!("{revision} ({short})") };
    let (path, root) = (path.to_owned(), path.to_owned());
    AtRevision { map: ReadMap { path, root, config, settings, loaded }, name, folder }
}

/// A link is passed over, as where files are read.
fn passed_over(loaded: &mut Loaded, link: &Path) {
    let file = loaded.sources.add(link.display().to_string(), String::new());
    loaded.findings.push(Finding::new("skipped-file", Place::file(file), "not read: it is a symbolic link"));
}

/// As much of the name of a commit as people read.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..9).unwrap_or(commit)
}

/// What to do about a revision that git does not know.
pub(super) fn near_revision(repository: &Repository, revision: &str) -> String {
    if repository.head().is_none() && repository.names().is_empty() {
        return format!(
            "git reads nothing of the repository at `{}`; if it belongs to another user: `git config --global --add safe.directory FOLDER`",
            repository.top().display()
        );
    }
    let names = repository.names();
    did_you_mean(revision, names.iter().map(String::as_str)).unwrap_or_else(|| {
        "`git branch --all` and `git tag` list names; a clone without history must fetch them first".into()
    })
}

fn unreadable(revision: &str, why: &str) -> Error {
    Error::usage(format!("cannot read the map at `{revision}`: {why}"))
}
