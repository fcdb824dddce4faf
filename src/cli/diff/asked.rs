//! What the arguments of `diff` ask for, before anything is opened.

use std::path::{Path, PathBuf};

use crate::cli::error::Error;

/// One of the two states, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// The map as it stands.
    Standing,
    /// The map at a path.
    Map(PathBuf),
    /// A git revision of the map.
    Revision(String),
    /// The commit from which the second revision left the first.
    Parting(String, String),
    /// A day or plateau of the map; the day that is asked about if none is named.
    Day(Option<String>),
}

/// Reads the arguments.
pub(super) fn parse(old: &str, new: Option<&str>) -> Result<[State; 2], Error> {
    match new {
        Some(new) => Ok([state(old)?, state(new)?]),
        None => match state(old) {
            _ if !Path::new(old).exists() && old.contains("..") => range(old),
            Ok(day @ State::Day(_)) => Ok([State::Day(None), day]),
            other => Ok([other?, State::Standing]),
        },
    }
}

/// `main..HEAD`, `main..`, `main...HEAD`.
fn range(text: &str) -> Result<[State; 2], Error> {
    let (old, new, parting) = match (text.split_once("..."), text.split_once("..")) {
        (Some((old, new)), _) => (old, new, true),
        (None, Some((old, new))) => (old, new, false),
        (None, None) => (text, "", false),
    };
    let old = if old.is_empty() { "HEAD" } else { old };
    let is_day = |word: &str| matches!(state(word), Ok(State::Day(_)));
    if is_day(old) || is_day(new) {
        return Err(Error::Usage(
            format!("`{text}` is no range of revisions"),
            Some("days are written one after the other: `systemkarta diff @2007 @2010`".into()),
        ));
    }
    let last = if new.is_empty() { "HEAD" } else { new };
    let first = match parting {
        true => State::Parting(old.to_owned(), last.to_owned()),
        false => State::Revision(old.to_owned()),
    };
    let second = if new.is_empty() { State::Standing } else { State::Revision(new.to_owned()) };
    Ok([first, second])
}

fn state(word: &str) -> Result<State, Error> {
    if word.is_empty() {
        return Err(Error::usage("an empty word is neither a map, nor a revision, nor a day"));
    }
    if Path::new(word).exists() {
        return Ok(State::Map(PathBuf::from(word)));
    }
    // `@`, `@{upstream}` and `@~2` are revisions.
    match word.strip_prefix('@') {
        Some(day) if !day.is_empty() && !day.starts_with(['{', '~', '^', '@']) => {
            Ok(State::Day(Some(day.to_owned())))
        }
        _ => Ok(State::Revision(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(text: &str) -> State {
        State::Revision(text.to_owned())
    }

    fn day(text: &str) -> State {
        State::Day(Some(text.to_owned()))
    }

    #[test]
    fn one_word_or_two_name_two_states() {
        let cases = [
            ("main", None, [revision("main"), State::Standing]),
            ("main", Some("HEAD"), [revision("main"), revision("HEAD")]),
            ("main..HEAD", None, [revision("main"), revision("HEAD")]),
            ("main..", None, [revision("main"), State::Standing]),
            ("..side", None, [revision("HEAD"), revision("side")]),
            ("main...side", None, [State::Parting("main".into(), "side".into()), revision("side")]),
            ("main...", None, [State::Parting("main".into(), "HEAD".into()), State::Standing]),
            ("@2007", Some("@2010-Q2"), [day("2007"), day("2010-Q2")]),
            ("@2010", None, [State::Day(None), day("2010")]),
            ("@~2", Some("@"), [revision("@~2"), revision("@")]),
            ("HEAD", Some("src"), [revision("HEAD"), State::Map("src".into())]),
            ("src", None, [State::Map("src".into()), State::Standing]),
            ("..", None, [State::Map("..".into()), State::Standing]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(parse(old, new).unwrap(), expected, "{old} {new:?}");
        }
        assert!(parse("@2007..@2010", None).is_err());
        assert!(parse("", Some("HEAD")).is_err());
    }
}
