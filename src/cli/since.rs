//! The map at the commit where HEAD left a revision: what a change is compared with.

use std::mem::ManuallyDrop;
use std::path::{Component, Path, PathBuf};

use super::error::Error;
use super::git::{Missing, Repository};
use super::io::Io;
use super::map::{OpenMap, ReadMap};
use super::revision::{AtRevision, Settings, near_revision, of_commit, of_files, settings_of, short};
use super::settings::CONFIG_FILE;
use super::trusted::Judge;
use crate::diagnostic::Finding;
use crate::lint::{self, Checked};
use crate::load::{Config, load_texts};
use crate::proposal;
use crate::proposal::diff::Side;

/// The map before a change.
pub(super) struct Before {
    /// The revision that was asked for.
    pub(super) revision: String,
    /// The commit that is compared with.
    pub(super) commit: String,
    /// Whether there was no map, so that everything is new.
    pub(super) is_new: bool,
    pub(super) map: ManuallyDrop<OpenMap>,
    folder: PathBuf,
}

/// Opens the map as it was where HEAD left a revision, to be judged for the same day as it is now, and by the same
/// policies if they are not its own.
pub(super) fn open(
    revision: &str,
    now: &OpenMap,
    is_named: bool,
    judge: Option<&Judge>,
    io: &mut Io,
) -> Result<Before, Error> {
    let repository = repository(revision, &now.path)?;
    let commit = left(&repository, revision, io)?;
    let read = read(&repository, revision, &commit, now, is_named, judge)?;
    let is_new = read.is_none();
    let AtRevision { map, folder, .. } = read.unwrap_or_else(|| nothing(&now.path));
    let (at, today) = (now.at.to_string(), now.today.to_string());
    let map = map.open(&[], Some(&at), Some(&today), |loaded, config| {
        judge.map(|judge| judge.judge(loaded, config)).transpose()?;
        Ok(Vec::new())
    })?;
    Ok(Before { revision: revision.to_owned(), commit, is_new, map, folder })
}

impl Before {
    /// All that is found in it.
    pub(super) fn checked(&self) -> Checked {
        let mut found = self.map.found.clone();
        found.extend(proposal::faults(self.map.graph.model()));
        lint::check(&self.map.graph, found, &self.map.levels, self.map.today)
    }

    /// It as a state to compare with.
    pub(super) fn side<'a>(&'a self, findings: &'a [Finding]) -> Side<'a> {
        let (graph, sources) = (&self.map.graph, &self.map.sources);
        Side { graph, sources, folder: &self.folder, findings, at: self.map.at }
    }
}

fn repository(revision: &str, map: &Path) -> Result<Repository, Error> {
    let found = find(revision, map)?;
    // A map that is a repository within another would be compared with a past of its own choosing.
    match Repository::of(Path::new(".")) {
        Some(here) if here.top() != found.top() => Err(Error::Usage(
            format!("the map `{}` lies in another git repository than this folder", map.display()),
            Some("run it in the folder of that repository, if its own past is what is meant".into()),
        )),
        _ => Ok(found),
    }
}

fn find(revision: &str, map: &Path) -> Result<Repository, Error> {
    Repository::find(map).map_err(|missing| {
        let why = match missing {
            Missing::Repository => format!("the map `{}` lies in no git repository", map.display()),
            Missing::Git => "the program `git` was not found".to_owned(),
        };
        Error::Usage(
            format!("cannot tell what has changed since `{revision}`: {why}"),
            Some("without --changed-since the whole map is checked".into()),
        )
    })
}

/// The commit at which HEAD left a revision.
fn left(repository: &Repository, revision: &str, io: &mut Io) -> Result<String, Error> {
    let unknown = || {
        let message = format!("`{revision}` is no revision that git knows here");
        Error::Usage(message, Some(near_revision(repository, revision)))
    };
    let other = repository.commit(revision).ok_or_else(unknown)?;
    if repository.is_ambiguous(revision) {
        return Err(Error::Usage(
            format!("`{revision}` is the name of a tag and of a branch, and they are not the same commit"),
            Some(format!("name the one that is meant in full, such as `refs/remotes/{revision}`")),
        ));
    }
    let head = repository.head().ok_or_else(|| {
        Error::Usage(
            format!("cannot tell what has changed since `{revision}`: nothing is committed here"),
            Some("commit the map first".into()),
        )
    })?;
    match repository.parting(&head, &other) {
        Some(commit) => Ok(commit),
        None if repository.is_shallow() => Err(Error::Usage(
            format!("this clone is shallow, and the commit at which HEAD left `{revision}` is not in it"),
            Some(
                "fetch the whole history: `git fetch --unshallow`, `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab"
                    .into(),
            ),
        )),
        None => {
            let note = format!(
                "`{revision}` and HEAD have no commit in common; what is compared with is `{revision}` itself"
            );
            io.message("note", &note);
            Ok(other)
        }
    }
}

/// The map in a commit: where it is now, or else where the settings of the commit say that it was.
fn read(
    repository: &Repository,
    revision: &str,
    commit: &str,
    now: &OpenMap,
    is_named: bool,
    judge: Option<&Judge>,
) -> Result<Option<AtRevision>, Error> {
    if let Some(mut read) = of_commit_judged(repository, revision, commit, &now.path, judge)? {
        read.map.path.clone_from(&now.path);
        return Ok(Some(read));
    }
    if is_named || judge.is_some() {
        return Ok(None);
    }
    let Some((map, settings)) = elsewhere(revision, commit)? else { return Ok(None) };
    let Some(files) = repository.files_elsewhere(commit, &map).filter(|files| !files.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(of_files(repository, Path::new(&map), revision, commit, &files, settings)))
}

/// By its own settings, or by those of whoever judges.
fn of_commit_judged(
    repository: &Repository,
    revision: &str,
    commit: &str,
    path: &Path,
    judge: Option<&Judge>,
) -> Result<Option<AtRevision>, Error> {
    let Some(judge) = judge else { return of_commit(repository, path, revision, commit) };
    let files = repository.files(commit, path).map_err(Error::usage)?;
    let settings = (judge.config.clone(), judge.settings.clone());
    let read = || of_files(repository, path, revision, commit, &files, settings);
    Ok((!files.is_empty()).then(read))
}

/// Where the map was, from the top of the repository, by the settings that a commit has for the folder in which the program
/// runs; with these settings.
fn elsewhere(revision: &str, commit: &str) -> Result<Option<(String, Settings)>, Error> {
    let Some(here) = Repository::of(Path::new(".")) else { return Ok(None) };
    let Ok(folder) = Path::new(".").canonicalize() else { return Ok(None) };
    let holds = |above: &&Path| here.file(commit, above, CONFIG_FILE).is_some();
    let beneath = folder.ancestors().take_while(|above| above.starts_with(here.top()));
    let Some(folder) = beneath.into_iter().find(holds) else { return Ok(None) };
    let settings = settings_of(&here, revision, commit)?;
    let Some(map) = settings.0.map.clone() else { return Ok(None) };
    let is_plain = map.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let within = folder.strip_prefix(here.top()).unwrap_or(Path::new("")).join(map);
    let parts = within.components().filter(|part| matches!(part, Component::Normal(_)));
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Ok(parts.filter(|parts| is_plain && !parts.is_empty()).map(|parts| (parts.join("/"), settings)))
}

/// No map at all.
fn nothing(path: &Path) -> AtRevision {
    let config = Config::default();
    let loaded = load_texts([], &config);
    let (path, root) = (path.to_owned(), path.to_owned());
    let map = ReadMap { path: path.clone(), root, config, settings: None, loaded };
    AtRevision { map, name: String::new(), folder: path }
}

/// What the map before the change is called: "`main` (1a2b3c4d5)".
pub(super) fn called(before: &Before) -> String {
    let short = short(&before.commit);
    match before.commit.starts_with(&before.revision) {
        true => short.to_owned(),
        false => format!("{} ({short})", before.revision),
    }
}
