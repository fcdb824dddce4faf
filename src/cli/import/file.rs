//! The folder of the map that an import goes to, which need not be there yet, and the file in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::WrittenAs;

use crate::cli::error::Error;
use crate::cli::settings::{self, DEFAULT_MAP};
use crate::load::{self, Config, LoadError, Loaded, is_map_file};
use crate::model::Listing;

/// The folder of a map.
pub(super) struct MapFolder {
    pub(super) path: PathBuf,
    pub(super) config: Config,
}

impl MapFolder {
    /// The one that was asked for, or the default one.
    pub(super) fn find(asked: Option<&Path>) -> Result<Self, Error> {
        let is_new = asked.is_some_and(|map| !map.exists());
        let located = settings::locate(asked.filter(|_| !is_new))?;
        let path = match asked {
            Some(map) => map.to_owned(),
            None => located.path,
        };
        Ok(Self { path, config: located.config })
    }

    /// The map as it stands; an empty one if there is none yet.
    pub(super) fn load(&self) -> Result<Loaded, Error> {
        match load::load(&self.path, &self.config) {
            Err(LoadError::NotFound(_) | LoadError::NoFiles(_)) => {
                Ok(load::load_texts(std::iter::empty(), &self.config))
            }
            loaded => Ok(loaded?),
        }
    }

    /// Its path, as the user may type it.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// The sheets that new entries go to: all, none, or unless somebody says so those that are there.
    pub(super) fn sheets(&self, form: Option<WrittenAs>, map: &Loaded) -> BTreeMap<Listing, String> {
        let path = |listing: Listing| self.path.join(format!("{}.csv", listing.name())).display().to_string();
        let is_there = |path: &str| map.sources.iter().any(|source| source.path() == path);
        let goes = |path: &str| match form {
            Some(WrittenAs::Yaml) => false,
            Some(WrittenAs::Csv) => true,
            None => is_there(path),
        };
        let sheets = Listing::all().map(|listing| (listing, path(listing)));
        sheets.filter(|(_, path)| !self.path.is_file() && goes(path)).collect()
    }

    /// The file for what is new, as the map shows its paths.
    pub(super) fn file(&self, asked: Option<&str>, default: &str) -> Result<String, Error> {
        if self.path.is_file() {
            return match asked {
                None => Ok(self.shown()),
                Some(_) => Err(Error::Usage(
                    format!("the map `{}` is one file, so there is no other in it", self.shown()),
                    Some(format!("put it into a folder, such as `{DEFAULT_MAP}`")),
                )),
            };
        }
        let name = Path::new(asked.unwrap_or(default));
        let is_within = name.is_relative()
            && name.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let is_yaml = is_map_file(name) && name.extension().is_some_and(|extension| extension != "csv");
        if !is_within || !is_yaml {
            return Err(Error::Usage(
                format!("`{}` is no file of YAML in the folder of the map", name.display()),
                Some("name one by its path in that folder, such as `--to imported.yaml`".into()),
            ));
        }
        Ok(self.path.join(name).display().to_string())
    }
}

/// The file that new entries of a workbook or sheet go to: `register.yaml` for `Register.xlsx`.
pub(super) fn named_after(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    format!("{}.yaml", if plain.is_empty() { "imported" } else { plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_what_is_read() {
        for (read, written) in [
            ("Register.xlsx", "register.yaml"),
            ("/a/Våra system (2).xlsx", "våra-system--2.yaml"),
            ("sheets/", "sheets.yaml"),
            ("..", "imported.yaml"),
        ] {
            assert_eq!(named_after(Path::new(read)), written, "{read}");
        }
    }
}
