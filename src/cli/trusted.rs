//! By whose rules a map is judged, if not by its own: a place that whoever changed the map could not change.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::io::Io;
use super::settings::{self, CONFIG_FILE, DEFAULT_MAP, Located};
use crate::lint;
use crate::load::{Config, LoadError, Loaded, Trusted, Untrusted};

/// The settings, policies and waivers of a trusted place.
pub(super) struct Judge {
    /// The place, as it was named.
    pub(super) named: String,
    /// Where its policies and waivers are.
    path: PathBuf,
    pub(super) config: Config,
    /// The text of its settings, if there are some.
    pub(super) settings: Option<String>,
}

impl Judge {
    /// The one of a file or folder. A folder that holds settings, or is the top of a repository, stands for its map.
    pub(super) fn at(named: &Path) -> Result<Self, Error> {
        let shown = named.display().to_string();
        let there = |path: &Path| match path.exists() {
            true => Ok(()),
            false => Err(cannot(&shown, &Untrusted::Load(LoadError::NotFound(path.to_owned())))),
        };
        there(named)?;
        let Located { path, config, settings, .. } = settings::locate(Some(named))?;
        let is_home = named.join(CONFIG_FILE).exists() || named.join(".git").exists();
        let path = match &config.map {
            Some(map) if is_home => settings::within(&named.join(CONFIG_FILE), map)?,
            None if is_home && named.join(DEFAULT_MAP).is_dir() => settings::default_map(named)?,
            _ => path,
        };
        there(&path)?;
        Ok(Self { named: shown, path, config, settings })
    }

    /// The map that is to be judged: the one that is named, or the one that the trusted settings name, from the folder in
    /// which the program runs. What the map itself has for settings does not count.
    pub(super) fn locate(&self, asked: Option<&Path>) -> Result<Located, Error> {
        let path = match (asked, &self.config.map) {
            (Some(path), _) => path.to_owned(),
            (None, Some(map)) => settings::within(Path::new(CONFIG_FILE), map)?,
            (None, None) => settings::default_map(Path::new("."))?,
        };
        // Settings that nobody can read must not wait until they judge everybody else.
        let own = settings::locate(Some(&path))?;
        lint::levels(&own.config).map_err(|error| Error::usage(error.to_string()))?;
        let root = settings::root_of(&path);
        Ok(Located { path, root, config: self.config.clone(), settings: self.settings.clone() })
    }

    /// Whether a map has other settings of its own.
    pub(super) fn settings_differ(&self, map: &Path) -> bool {
        settings::locate(Some(map)).is_ok_and(|own| own.settings != self.settings)
    }

    /// Puts the trusted policies and waivers in the place of those of a map.
    pub(super) fn judge(&self, loaded: &mut Loaded, config: &Config) -> Result<Trusted, Error> {
        loaded.judge_by(&self.path, config).map_err(|error| match error {
            Untrusted::Faulty(faults) => Error::Policies(self.named.clone(), faults),
            error => cannot(&self.named, &error),
        })
    }

    /// Says on standard error which entries of the trusted place were passed over.
    pub(super) fn say_skipped(&self, trusted: &Trusted, io: &mut Io) {
        for skipped in &trusted.skipped {
            io.message("note", &format!("`{skipped}` is no regular file and was passed over"));
        }
    }
}

fn cannot(named: &str, why: &Untrusted) -> Error {
    Error::Usage(
        format!("cannot judge by `{named}`: {why}"),
        Some("--policy names a file or folder that holds the policies and waivers to be trusted".into()),
    )
}
