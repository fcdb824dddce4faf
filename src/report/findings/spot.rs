//! Where a finding stands, as forges and editors name it: by a path from the folder in which the program runs.

use std::borrow::Cow;

use super::Findings;
use crate::diagnostic::Place;

/// A place in a file of a repository.
pub(super) struct Spot<'a> {
    /// The path, with `/` and without `.` and `..`.
    pub(super) path: Cow<'a, str>,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// The column after the last character that is meant.
    pub(super) end_column: usize,
}

impl<'a> Findings<'a> {
    /// Where a place is. What belongs to no file that was read stands at the map.
    pub(super) fn spot(&self, place: Place) -> Spot<'a> {
        let at = self.sources.locate(place);
        let path = if at.path.is_empty() { self.map } else { at.path };
        // What stands in a trusted place is told by its path in there: that is its path in the repository, too.
        let trusted = self.terms.trusted.and_then(|trusted| path.strip_prefix(trusted.path));
        let path = trusted.map_or(path, |within| within.trim_start_matches('/'));
        let path = if path.is_empty() { self.map } else { path };
        let end_column = at.column + at.width;
        Spot { path: from_here(path, self.here), line: at.line, column: at.column, end_column }
    }
}

impl Spot<'_> {
    /// Whether the file lies beneath the folder in which the program runs.
    pub(super) fn is_beneath(&self) -> bool {
        !is_absolute(&self.path) && self.path != ".." && !self.path.starts_with("../")
    }
}

/// A path from the folder `here`; absolute if it lies elsewhere. Links are not followed.
fn from_here<'p>(path: &'p str, here: &str) -> Cow<'p, str> {
    let path = with_slashes(path);
    let odd = |part: &str| matches!(part, "" | "." | "..");
    if !is_absolute(&path) && !path.split('/').any(odd) {
        return path;
    }
    let here = with_slashes(here);
    let whole =
        if is_absolute(&path) || here.is_empty() { path.into_owned() } else { format!("{here}/{path}") };
    let (whole, here) = (plain(&whole), plain(&here));
    let beneath = whole.strip_prefix(&here).and_then(|rest| {
        if here.is_empty() || here.ends_with('/') { Some(rest) } else { rest.strip_prefix('/') }
    });
    match beneath {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => Cow::Owned(whole),
    }
}

/// The same path without empty parts, `.` and, where they lead back, `..`.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(&last)) if last != ".." => {
                parts.pop();
            }
            ("..", None) if path.starts_with('/') => {}
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

fn with_slashes(path: &str) -> Cow<'_, str> {
    match std::path::MAIN_SEPARATOR {
        '/' => Cow::Borrowed(path),
        separator => Cow::Owned(path.replace(separator, "/")),
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || (cfg!(windows) && path.as_bytes().get(1) == Some(&b':'))
}

#[cfg(test)]
mod tests {
    use super::from_here;

    #[test]
    fn a_path_is_told_from_the_folder_in_which_the_program_runs() {
        for (path, told) in [
            ("maps/a.yaml", "maps/a.yaml"),
            ("./maps//a.yaml", "maps/a.yaml"),
            ("maps/../other/./a.yaml", "other/a.yaml"),
            ("/home/anna/repo/maps/a.yaml", "maps/a.yaml"),
            ("../repo/maps/a.yaml", "maps/a.yaml"),
            ("../a.yaml", "/home/anna/a.yaml"),
            ("/home/anna/repository/a.yaml", "/home/anna/repository/a.yaml"),
            ("../../../../../a.yaml", "/a.yaml"),
            ("..a/b", "..a/b"),
        ] {
            assert_eq!(from_here(path, "/home/anna/repo"), told, "{path}");
            assert_eq!(from_here(path, "/home/anna/repo/"), told, "{path}");
        }
    }

    #[test]
    fn beneath_the_root_everything_is_relative() {
        assert_eq!(from_here("/maps/a.yaml", "/"), "maps/a.yaml");
    }

    #[test]
    fn who_does_not_say_where_they_are_gets_the_path_tidied() {
        assert_eq!(from_here("./a/../../b", ""), "../b");
        assert_eq!(from_here("/a/./b", ""), "/a/b");
    }
}
