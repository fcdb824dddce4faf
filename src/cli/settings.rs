//! Where the map is, and its settings: `systemkarta.toml` in its folder or one above.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::lint;
use crate::load::Config;

/// The name of a file of settings.
pub(super) const CONFIG_FILE: &str = "systemkarta.toml";
/// The folder of a map of which nothing else is said.
pub(super) const DEFAULT_MAP: &str = "maps";
/// More than this is no settings file.
const CONFIG_SIZE: u64 = 1024 * 1024;

/// Where the map is, the folder that it and its settings lie in, and its settings.
pub(super) struct Located {
    pub(super) path: PathBuf,
    pub(super) root: PathBuf,
    pub(super) config: Config,
    /// The text of the settings, if there are some.
    pub(super) settings: Option<String>,
}

/// Finds the map that was asked for, or the one that the nearest settings name, and its settings.
///
/// # Errors
/// When the settings cannot be read, are faulty, or lead out of their folder.
pub(super) fn locate(asked: Option<&Path>) -> Result<Located, Error> {
    let found = nearest_config(asked.unwrap_or(Path::new(".")));
    let (config, settings) = match &found {
        Some(file) => read_config(file).map(|(config, text)| (config, Some(text)))?,
        None => (Config::default(), None),
    };
    let path = match (asked, &config.map, &found) {
        (Some(map), ..) => map.to_owned(),
        (None, Some(map), Some(file)) => within(file, map)?,
        _ => default_map(Path::new("."))?,
    };
    let root = found.as_deref().map(folder_of).unwrap_or_else(|| root_of(&path));
    Ok(Located { path, root, config, settings })
}

/// The folder that a map without settings lies in: itself, if it is one.
pub(super) fn root_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { folder_of(path) }
}

/// The map that settings name, which must lie beneath them: whoever may edit them may not make us read elsewhere.
pub(super) fn within(file: &Path, map: &Path) -> Result<PathBuf, Error> {
    let folder = folder_of(file);
    let path = if folder == Path::new(".") { map.to_owned() } else { folder.join(map) };
    let is_beneath = match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        // What does not exist is told as that.
        _ => map.is_relative(),
    };
    if is_beneath {
        return Ok(path);
    }
    let message = format!(
        "`{}` says that the map is `{}`, which does not lie beneath it",
        file.display(),
        map.display()
    );
    Err(Error::Usage(message, Some("name a map elsewhere with -m".into())))
}

/// The map of a folder of which no settings say more: `maps` in it, unless that leads elsewhere.
pub(super) fn default_map(folder: &Path) -> Result<PathBuf, Error> {
    let path = if folder == Path::new(".") { PathBuf::from(DEFAULT_MAP) } else { folder.join(DEFAULT_MAP) };
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(real), Ok(folder)) if !real.starts_with(&folder) => {
            let message = format!("`{}` is a link that leads elsewhere", path.display());
            Err(Error::Usage(message, Some("name a map elsewhere with -m".into())))
        }
        _ => Ok(path),
    }
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// `systemkarta.toml` in a folder or one above it, up to the root of the repository.
fn nearest_config(start: &Path) -> Option<PathBuf> {
    let absolute = start.canonicalize().ok()?;
    let folder = if absolute.is_dir() { absolute.as_path() } else { absolute.parent()? };
    let mut up = start.is_dir().then(|| start.to_owned()).or_else(|| start.parent().map(Path::to_owned))?;
    if up.as_os_str().is_empty() {
        up = PathBuf::from(".");
    }
    for above in folder.ancestors() {
        let file = up.join(CONFIG_FILE);
        // Whatever stands under that name: what cannot be read is said, and not passed over.
        if file.symlink_metadata().is_ok() {
            return Some(file);
        }
        if above.join(".git").exists() {
            return None;
        }
        up.push("..");
    }
    None
}

fn read_config(file: &Path) -> Result<(Config, String), Error> {
    let shown = file.display().to_string();
    let shown = shown.trim_start_matches("./");
    let unreadable = |error: &dyn std::fmt::Display| Error::usage(format!("cannot read `{shown}`: {error}"));
    let kind = std::fs::symlink_metadata(file).map_err(|error| unreadable(&error))?;
    if !kind.is_file() {
        return Err(unreadable(&"it is not a regular file"));
    }
    let mut text = String::new();
    let opened =
        std::fs::File::open(file).and_then(|file| file.take(CONFIG_SIZE + 1).read_to_string(&mut text));
    opened.map_err(|error| unreadable(&error))?;
    if text.len() as u64 > CONFIG_SIZE {
        return Err(unreadable(&format!("it is larger than {CONFIG_SIZE} bytes")));
    }
    let config = Config::parse(&text, shown, &lint::rule_names()).map_err(Error::Config)?;
    Ok((config, text))
}
