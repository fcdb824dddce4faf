//! Which part of the map a picture shows: `--only`, `--exclude`, `--focus` and `--collapse`.

use clap::{Args, ValueEnum};

use super::error::Error;
use super::map::OpenMap;
use crate::analysis::{Said, Selector};
use crate::graph::Found;
use crate::load;
use crate::model::{By, Criterion, Selection, did_you_mean, few};
use crate::render::views::{Chosen, Collapse, Focus, Part};

/// Which part of the map a picture shows.
#[derive(Debug, Args)]
pub(super) struct SelectedArgs {
    /// Draws only what this means: criteria as in policies, `owner=slk,it` for one of several values and
    /// `'class=foundational&kind=e-service'` for both; ids alone stand for themselves. May be repeated: what one of
    /// them means. For the views map, standard, lifecycle and matrix.
    #[arg(long, value_name = "SELECTION")]
    only: Vec<String>,
    /// Leaves out what this means, and counts it in the legend. May be repeated.
    #[arg(long, value_name = "SELECTION")]
    exclude: Vec<String>,
    /// Draws only what lies near this element, in the lanes of the map. For the views map, standard, lifecycle and
    /// matrix; `--view neighbourhood` draws it in columns.
    #[arg(long, value_name = "ID")]
    focus: Option<String>,
    /// For a neighbourhood or a focus: how many steps. Default: 2.
    #[arg(long, value_name = "STEPS")]
    radius: Option<usize>,
    /// For a neighbourhood or a focus: which way. Default: both.
    #[arg(long, value_enum, value_name = "WAY")]
    direction: Option<Way>,
    /// Folds all of one lane that has this in common into one box.
    #[arg(long, value_enum, value_name = "WHAT")]
    collapse: Option<Folded>,
}

/// Which way from an element, in the words of `impact`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// What it rests on, as `impact --upstream`.
    Upstream,
    /// What rests on it, as `impact`.
    Downstream,
    /// Both.
    Both,
}

/// What elements are folded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Folded {
    /// The organisation that answers for them.
    Owner,
    /// Their lane: one box a lane.
    Layer,
    /// How they are governed.
    Class,
    /// The organisation that supplies them.
    Supplier,
}

/// What a view can do with a part of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// Draw any.
    Any,
    /// Look around an element of its own.
    Around,
    /// Only draw what it draws.
    Whole,
}

impl SelectedArgs {
    /// Refuses what a view cannot do.
    pub(super) fn fit(&self, view: &str, parts: Parts) -> Result<(), Error> {
        let given = [
            ("--only", !self.only.is_empty()),
            ("--exclude", !self.exclude.is_empty()),
            ("--focus", self.focus.is_some()),
            ("--collapse", self.collapse.is_some()),
        ];
        let around = [("--radius", self.radius.is_some()), ("--direction", self.direction.is_some())];
        let first = |options: &[(&'static str, bool)]| {
            options.iter().find(|(_, is_given)| *is_given).map(|(option, _)| *option)
        };
        let refused = |option: &str, help: &str| {
            Err(Error::Usage(format!("the view `{view}` has no {option}"), Some(help.to_owned())))
        };
        match (first(&given), first(&around)) {
            (Some(option), _) if parts != Parts::Any => {
                refused(option, "the views map, standard, lifecycle and matrix draw a part of the map")
            }
            (_, Some(option)) if parts == Parts::Whole => {
                refused(option, "it goes with --view neighbourhood, or with --focus ID on the map")
            }
            (_, Some(option)) if parts == Parts::Any && self.focus.is_none() => Err(Error::Usage(
                format!("{option} says how much is shown around an element, and none is named"),
                Some("name it with --focus ID".to_owned()),
            )),
            _ => Ok(()),
        }
    }

    /// The first option that is given.
    pub(super) fn given(&self) -> Option<&'static str> {
        let options = [
            ("--only", !self.only.is_empty()),
            ("--exclude", !self.exclude.is_empty()),
            ("--focus", self.focus.is_some()),
            ("--collapse", self.collapse.is_some()),
            ("--radius", self.radius.is_some()),
            ("--direction", self.direction.is_some()),
        ];
        options.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option)
    }

    /// How many steps towards dependents and towards dependencies.
    pub(super) fn steps(&self) -> (usize, usize) {
        let radius = self.radius.unwrap_or(2);
        match self.direction {
            Some(Way::Upstream) => (0, radius),
            Some(Way::Downstream) => (radius, 0),
            Some(Way::Both) | None => (radius, radius),
        }
    }

    /// The part of the map that is asked for.
    pub(super) fn part(&self, map: &OpenMap) -> Result<Part, Error> {
        let chosen = |option: &'static str| move |text: &String| choose(map, option, text);
        let only: Vec<Chosen> = self.only.iter().map(chosen("--only")).collect::<Result<_, _>>()?;
        let exclude: Vec<Chosen> = self.exclude.iter().map(chosen("--exclude")).collect::<Result<_, _>>()?;
        let (dependents, dependencies) = self.steps();
        let focus = self.focus.as_deref().map(|id| map.element(id)).transpose()?;
        let focus = focus.map(|element| Focus { element, dependents, dependencies });
        let collapse = self.collapse.map(|by| match by {
            Folded::Owner => Collapse::Owner,
            Folded::Layer => Collapse::Layer,
            Folded::Class => Collapse::Class,
            Folded::Supplier => Collapse::Supplier,
        });
        let part = Part { only, exclude, focus, collapse };
        match focus.map(|focus| focus.element).filter(|&ix| !part.lets(&map.graph, ix)) {
            None => Ok(part),
            Some(ix) => Err(Error::Usage(
                format!("`{}` is in focus, and left out by --only or --exclude", map.graph.element(ix).id()),
                Some("select it too, or leave out --focus".to_owned()),
            )),
        }
    }

    /// Refuses a picture of nothing where a part of the map was asked for.
    pub(super) fn shows(&self, is_empty: bool, map: &OpenMap) -> Result<(), Error> {
        if !is_empty || self.only.is_empty() && self.exclude.is_empty() {
            return Ok(());
        }
        let message = format!("nothing that --only and --exclude leave is in use on {}", map.at);
        let help = "integrations are drawn as arrows only; `systemkarta list` shows what the map holds, and --at sets another day";
        Err(Error::Usage(message, Some(help.to_owned())))
    }
}

/// The elements that a selection means.
fn choose(map: &OpenMap, option: &str, text: &str) -> Result<Chosen, Error> {
    let selection = read(map, option, text)?;
    let selector = Selector::new(&map.graph, map.at);
    for criterion in &selection.criteria {
        check(map, &selector, option, criterion)?;
    }
    let meant = selector.select(&selection);
    if !meant.contains(&true) {
        return Err(Error::Usage(
            format!("{option} {text}: nothing in this map is that"),
            Some("`systemkarta list` shows what the map holds".to_owned()),
        ));
    }
    Ok(Chosen { name: text.to_owned(), meant })
}

/// Reads `key=value,value&key=value`, or ids.
fn read(map: &OpenMap, option: &str, text: &str) -> Result<Selection, Error> {
    let refuse =
        |message: String, help: Option<String>| Error::Usage(format!("{option} {text}: {message}"), help);
    let form = || {
        Some("write key=value,value and join several with &, such as 'owner=slk&kind=e-service'".to_owned())
    };
    let pieces = if text.contains(['=', '&']) {
        let pieces = text.split('&').map(|piece| piece.split_once('=').ok_or(piece));
        pieces
            .collect::<Result<Vec<_>, _>>()
            .map_err(|piece| refuse(format!("`{piece}` says nothing of what it is"), form()))?
    } else {
        vec![("id", text)]
    };
    let mut criteria: Vec<(&str, Vec<&str>)> = Vec::new();
    for (key, values) in pieces.into_iter().map(|(key, values)| (key.trim(), values)) {
        if key == "not" || key == "at" {
            let help = if key == "not" { "--exclude leaves out" } else { "--at sets the day of the picture" };
            return Err(refuse(format!("`{key}` is not written here"), Some(help.to_owned())));
        }
        if criteria.iter().any(|(earlier, _)| *earlier == key) {
            let help = format!("write {key}=A,B for one of several values");
            return Err(refuse(format!("`{key}` stands twice"), Some(help)));
        }
        let values: Vec<&str> = values.split(',').map(str::trim).collect();
        if values.iter().any(|value| value.is_empty()) {
            return Err(refuse(format!("a value of `{key}` is empty"), form()));
        }
        criteria.push((key, values));
    }
    load::selection(&criteria, &map.scales).map_err(|findings| match findings.into_iter().next() {
        Some(finding) => refuse(finding.message, finding.help),
        None => refuse("it cannot be read".to_owned(), form()),
    })
}

/// Refuses a value that nothing in the map has, unless it is one of a few words.
fn check(map: &OpenMap, selector: &Selector<'_>, option: &str, criterion: &Criterion) -> Result<(), Error> {
    let by = &criterion.by;
    if by.words().is_some() {
        return Ok(());
    }
    for written in &criterion.values {
        let value = &*written.value;
        match by {
            By::Id | By::Agreement => drop(map.element(value)?),
            _ if by.names() => match map.find(value)? {
                Found::Organisation(_) => {}
                Found::Element(ix) => {
                    let name = map.graph.element(ix).name();
                    let what = format!("`{value}` is an element ({name}), not an organisation");
                    return Err(Error::usage(format!("{option} {}={value}: {what}", by.name())));
                }
            },
            _ => {
                let one = Criterion { by: by.clone(), values: vec![written.clone()] };
                if !selector.meets(&one, map.at).contains(&true) {
                    return Err(unsaid(map, option, by, value));
                }
            }
        }
    }
    Ok(())
}

/// Nothing says this; with what something says.
fn unsaid(map: &OpenMap, option: &str, by: &By, value: &str) -> Error {
    let field = by.field();
    let graph = &map.graph;
    let said = graph
        .elements()
        .flat_map(|ix| field.iter().flat_map(move |field| Said::by(graph, ix, field, map.at)));
    let mut said: Vec<&str> = said.collect();
    said.sort_unstable();
    said.dedup();
    let name = by.name();
    let help = match (did_you_mean(value, said.iter().copied()), said.as_slice()) {
        (Some(near), _) => near,
        (None, []) => format!("nothing in this map says `{name}`"),
        (None, _) => {
            format!("`{name}` says {} in this map", few(said.iter().map(|word| format!("`{word}`")), 8))
        }
    };
    Error::Usage(format!("{option} {name}={value}: nothing in this map says `{value}`"), Some(help))
}
