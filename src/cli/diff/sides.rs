//! The two states that `diff` compares, opened: from the files, from git, or one map on two days.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::asked::State;
use crate::cli::error::Error;
use crate::cli::git::{Missing, Repository};
use crate::cli::map::{MapArgs, OpenMap, ReadMap, day_or_plateau};
use crate::cli::revision::{AtRevision, near_revision, of_commit};
use crate::cli::settings::locate;
use crate::load::{self, Config};
use crate::model::{Date, PartialDate};
use crate::proposal::diff::Compared;

/// The two states, opened.
pub(super) struct Sides {
    old: Opened,
    /// Nothing if both are days of one map.
    new: Option<Opened>,
    days: [Date; 2],
    pub(super) compared: Compared,
    /// What the state before is called.
    pub(super) old_name: String,
    /// What the state after is called.
    pub(super) new_name: String,
}

/// A map, and what the names of its files begin with.
struct Opened {
    map: ManuallyDrop<OpenMap>,
    folder: PathBuf,
}

/// Opens what was asked for.
pub(super) fn open(args: &MapArgs, asked: &[State; 2]) -> Result<Sides, Error> {
    match asked {
        [State::Day(old), State::Day(new)] => days(args, old.as_deref(), new.as_deref()),
        [State::Day(day), _] | [_, State::Day(day)] => {
            let day = day.as_deref().unwrap_or_default();
            Err(Error::Usage(
                format!("`@{day}` is a day of one map, and the other is not"),
                Some("compare two days, `systemkarta diff @2007 @2010`, or two maps or revisions".into()),
            ))
        }
        [old, new] => maps(args, old, new),
    }
}

fn days(args: &MapArgs, old: Option<&str>, new: Option<&str>) -> Result<Sides, Error> {
    let read = args.read()?;
    let folder = read.path.clone();
    let map = read.open(args.with(), args.at(), args.today(), |_, _| Ok(Vec::new()))?;
    let day = |asked: Option<&str>| match asked {
        Some(text) => day_or_plateau(text, map.graph.model()),
        None => Ok(map.at),
    };
    let days = [day(old)?, day(new)?];
    let [old_name, new_name] = days.map(|day| day.to_string());
    let old = Opened { map, folder };
    Ok(Sides { old, new: None, days, compared: Compared::InUse, old_name, new_name })
}

fn maps(args: &MapArgs, old: &State, new: &State) -> Result<Sides, Error> {
    // A map that is named is the one whose revisions are meant, unless another is.
    let named = [new, old].into_iter().find_map(|state| match state {
        State::Map(path) => Some(path.as_path()),
        _ => None,
    });
    let of_revisions = args.map().or(named);
    let (old, new) = rayon::join(|| read(old, of_revisions), || read(new, of_revisions));
    let (old, new) = (old?, new?);
    let none = |_: &mut load::Loaded, _: &Config| Ok(Vec::new());
    let after = new.map.open(args.with(), args.at(), args.today(), none)?;
    // Both are judged for the same day, which is that of the state after.
    let (at, today) = (after.at.to_string(), after.today.to_string());
    let before = old.map.open(&[], Some(&at), Some(&today), none)?;
    Ok(Sides {
        days: [after.at, after.at],
        compared: Compared::Declared,
        old: Opened { map: before, folder: old.folder },
        new: Some(Opened { map: after, folder: new.folder }),
        old_name: old.name,
        new_name: new.name,
    })
}

fn read(state: &State, of_revisions: Option<&Path>) -> Result<AtRevision, Error> {
    let standing = |asked: Option<&Path>| {
        let map = ReadMap::of(asked)?;
        let (name, folder) = (map.path.display().to_string(), map.path.clone());
        Ok(AtRevision { map, name, folder })
    };
    match state {
        State::Standing => standing(of_revisions),
        State::Map(path) => standing(Some(path)),
        State::Revision(revision) => {
            let path = locate(of_revisions)?.path;
            let repository = repository(&path, revision)?;
            let commit = commit(&repository, revision)?;
            kept(&repository, &path, revision, &commit)
        }
        State::Parting(old, new) => {
            let path = locate(of_revisions)?.path;
            let repository = repository(&path, old)?;
            let (a, b) = (commit(&repository, old)?, commit(&repository, new)?);
            let parting = repository.parting(&a, &b).ok_or_else(|| {
                let message = format!("`{old}` and `{new}` have no commit in common");
                Error::Usage(message, Some(format!("compare them as they are: `{old}..{new}`")))
            })?;
            kept(&repository, &path, &format!("{old}...{new}"), &parting)
        }
        // Only two days together are a question.
        State::Day(_) => Err(Error::usage("a day cannot be compared with a map")),
    }
}

fn kept(repository: &Repository, path: &Path, revision: &str, commit: &str) -> Result<AtRevision, Error> {
    of_commit(repository, path, revision, commit)?.ok_or_else(|| {
        Error::Usage(
            format!("there is no map at `{}` in `{revision}`", path.display()),
            Some("name the map that it has with -m, or a later revision".into()),
        )
    })
}

fn repository(map: &Path, revision: &str) -> Result<Repository, Error> {
    Repository::find(map).map_err(|missing| {
        let shown = map.display();
        let why = match missing {
            Missing::Repository if !map.exists() => {
                return Error::Usage(
                    format!("there is no map at `{shown}` of which `{revision}` could be a revision"),
                    Some("name a map that is there, or one whose revisions are meant with -m".into()),
                );
            }
            Missing::Repository => format!("the map `{shown}` lies in no git repository"),
            Missing::Git => "the program `git` was not found".to_owned(),
        };
        Error::Usage(
            format!("`{revision}` is no map that is there, and no revision can be read: {why}"),
            Some("name two maps, a revision of a map that git keeps, or two days: `@2007 @2010`".into()),
        )
    })
}

fn commit(repository: &Repository, revision: &str) -> Result<String, Error> {
    repository.commit(revision).ok_or_else(|| {
        let help = match PartialDate::parse(revision) {
            Ok(_) => format!("a day is written with `@`: `systemkarta diff @{revision}`"),
            Err(_) => near_revision(repository, revision),
        };
        let message = format!("`{revision}` is neither a map that is there nor a revision that git knows");
        Error::Usage(message, Some(help))
    })
}

impl Sides {
    /// Each of the maps once, and what to call it.
    pub(super) fn maps(&self) -> Vec<(&OpenMap, &str)> {
        match &self.new {
            None => vec![(&*self.old.map, "the map")],
            Some(new) => vec![(&*self.old.map, self.old_name.as_str()), (&*new.map, self.new_name.as_str())],
        }
    }

    /// The two states in order: map, what the names of its files begin with, and day.
    pub(super) fn both(&self) -> [(&OpenMap, &Path, Date); 2] {
        let [first, second] = self.days;
        let new = self.new.as_ref().unwrap_or(&self.old);
        [(&*self.old.map, &self.old.folder, first), (&*new.map, &new.folder, second)]
    }
}
