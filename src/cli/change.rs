//! What happens to what: `ID=KIND`, `--kind`, and when.

use std::collections::HashSet;

use clap::Args;

use super::error::Error;
use super::map::OpenMap;
use crate::analysis::{Change, ImpactOptions, Window};
use crate::graph::ElementIx;
use crate::model::{
    Bound, ChangeKind, DateError, Duration, Field, MOMENT_FORM, Moment, did_you_mean, minutes_between,
    parse_moment,
};
use crate::report::impact::{AskedChange, Lasts};
use crate::report::reach::Asked;

/// What happens to the elements, and when.
#[derive(Debug, Args)]
pub(super) struct ChangeArgs {
    /// What happens to the elements: outage, retire, replace, interface, upgrade, modify or need. `ID=KIND` says it of
    /// one. Without, the answer is what lies within reach.
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Option<ChangeKind>,
    /// When an outage begins: 2008-03-01T20:00, or the first minute of a day.
    #[arg(long, value_name = "TIME", value_parser = |text: &str| parse_time(text, Bound::Begins))]
    from: Option<Moment>,
    /// When it is over: 2008-03-02T06:00, or the end of a day.
    #[arg(long, value_name = "TIME", requires = "from", conflicts_with = "length",
          value_parser = |text: &str| parse_time(text, Bound::Ends))]
    until: Option<Moment>,
    /// How long it lasts: 30m, 8h, 2d or 1w. Without an end it lasts until further notice.
    #[arg(long = "for", id = "length", value_name = "DURATION", value_parser = parse_length)]
    length: Option<Duration>,
    /// What takes the place of what is replaced. Default: the `successor` that the map declares.
    #[arg(long, value_name = "ID")]
    successor: Option<String>,
}

/// A question about changes.
pub(super) struct ChangeQuestion<'m> {
    pub(super) changes: Vec<Change>,
    pub(super) options: ImpactOptions,
    pub(super) asked: Vec<AskedChange<'m>>,
    pub(super) lasts: Lasts,
}

impl ChangeArgs {
    /// The question, if a kind of change is named anywhere; else what is asked is reach.
    pub(super) fn question<'m>(
        &self,
        map: &'m OpenMap,
        targets: &[String],
    ) -> Result<Option<ChangeQuestion<'m>>, Error> {
        let mut targets: Vec<(&str, Option<ChangeKind>)> =
            targets.iter().map(|target| self.target(target)).collect::<Result<_, _>>()?;
        // What is asked twice is asked once.
        let mut known = HashSet::new();
        targets.retain(|target| known.insert(*target));
        if targets.iter().all(|(_, kind)| kind.is_none()) {
            return self.nothing_else_is_said().map(|()| None);
        }
        let day = self.from.filter(|_| !map.at_is_asked).map_or(map.at, Moment::date);
        let lasts = self.lasts(&targets)?;
        self.nothing_is_replaced(&targets)?;
        let mut question = ChangeQuestion {
            changes: Vec::new(),
            options: ImpactOptions { at: day, clock: None },
            asked: Vec::new(),
            lasts,
        };
        for (id, kind) in targets {
            let kind = kind.ok_or_else(|| unsaid(id))?;
            let found = map.asked(&[id.to_owned()])?;
            question.asked.extend(
                found
                    .about
                    .into_iter()
                    .map(|what| self.asked_change(map, what, kind))
                    .collect::<Result<Vec<_>, _>>()?,
            );
            for element in found.causes {
                let successor = self.successor_of(map, element, kind)?;
                let window = question.lasts.window();
                question.changes.push(Change::new(&map.graph, element, kind, window, day, successor));
            }
        }
        question.options.clock = self.clock(&question.changes, day);
        Ok(Some(question))
    }

    /// The element of which an outage is asked about, or nothing in particular; an error if it is anything else, or has a
    /// time.
    pub(super) fn outage_of<'t>(&self, target: &'t str) -> Result<&'t str, Error> {
        let help = || Some(format!("systemkarta impact {target} answers of any change and time"));
        let (id, kind) = self.target(target)?;
        if let Some(kind) = kind.filter(|kind| *kind != ChangeKind::Outage) {
            let message = format!("a page tells what outages do, and nothing of the kind `{}`", kind.name());
            return Err(Error::Usage(message, help()));
        }
        match self.more_than_kind() {
            Some(option) => {
                Err(Error::Usage(format!("a page takes no {option}: its outages have no end"), help()))
            }
            None => Ok(id),
        }
    }

    /// The first option that is given besides the kind.
    pub(super) fn more_than_kind(&self) -> Option<&'static str> {
        let said = [
            ("--from", self.from.is_some()),
            ("--for", self.length.is_some()),
            ("--successor", self.successor.is_some()),
        ];
        said.into_iter().find(|(_, is_said)| *is_said).map(|(argument, _)| argument)
    }

    /// `ID=KIND`, or an id. No id has an equals sign in it.
    fn target<'t>(&self, target: &'t str) -> Result<(&'t str, Option<ChangeKind>), Error> {
        match target.split_once('=') {
            Some((id, kind)) => Ok((id, Some(parse_kind(kind).map_err(Error::usage)?))),
            None => Ok((target, self.kind)),
        }
    }

    fn nothing_else_is_said(&self) -> Result<(), Error> {
        match self.more_than_kind() {
            Some(argument) => Err(Error::Usage(
                format!("{argument} says when or how, but not what happens"),
                Some("say --kind outage, or another kind".into()),
            )),
            None => Ok(()),
        }
    }

    /// How long an outage lasts.
    fn lasts(&self, targets: &[(&str, Option<ChangeKind>)]) -> Result<Lasts, Error> {
        let has_outage = targets.iter().any(|(_, kind)| *kind == Some(ChangeKind::Outage));
        if !has_outage && (self.from.is_some() || self.length.is_some()) {
            return Err(Error::Usage(
                "--from, --until and --for are the time of an outage, and none is asked about".into(),
                Some("say with --at on which day something is retired or replaced".into()),
            ));
        }
        let minutes = match (self.from, self.until, self.length) {
            (Some(from), Some(until), _) => Some(minutes_between(from, until).ok_or_else(|| {
                Error::usage(format!(
                    "the outage ends at {until}, which is not after its beginning at {from}"
                ))
            })?),
            (_, _, Some(length)) => Some(length.minutes()),
            _ => None,
        };
        Ok(Lasts { from: self.from, minutes })
    }

    fn asked_change<'m>(
        &self,
        map: &'m OpenMap,
        what: Asked<'m>,
        kind: ChangeKind,
    ) -> Result<AskedChange<'m>, Error> {
        let successor = match what {
            Asked::Element(element) => self.successor_of(map, element, kind)?,
            Asked::Organisation(..) => None,
        };
        Ok(AskedChange { what, kind, successor })
    }

    /// A successor is of something that is replaced.
    fn nothing_is_replaced(&self, targets: &[(&str, Option<ChangeKind>)]) -> Result<(), Error> {
        let replaces = targets.iter().any(|(_, kind)| *kind == Some(ChangeKind::Replace));
        if self.successor.is_none() || replaces {
            return Ok(());
        }
        Err(Error::usage("--successor names what takes the place of something, and nothing is replaced"))
    }

    /// What takes the place of something: what is named, else what the map declares.
    fn successor_of(
        &self,
        map: &OpenMap,
        element: ElementIx,
        kind: ChangeKind,
    ) -> Result<Option<ElementIx>, Error> {
        if kind != ChangeKind::Replace {
            return Ok(None);
        }
        if let Some(id) = &self.successor {
            let successor = map.element(id)?;
            if successor == element {
                return Err(Error::usage(format!("`{id}` cannot take its own place")));
            }
            return Ok(Some(successor));
        }
        let declared = map.graph.element(element).references(Field::Successor);
        Ok(declared
            .and_then(|references| references.ids().find_map(|id| map.graph.find_element(id.as_str()))))
    }

    /// Minute 0 on the calendar: when the outage begins, if anybody said; for a gap the beginning of its day.
    fn clock(&self, changes: &[Change], day: crate::model::Date) -> Option<Moment> {
        let is = |kind| changes.iter().any(|change| change.kind == kind && change.window.is_some());
        if is(ChangeKind::Outage) {
            return self.from;
        }
        is(ChangeKind::Replace).then(|| day.at(0, 0, 0, 0))
    }
}

impl Lasts {
    fn window(&self) -> Window {
        Window { from: 0, until: self.minutes }
    }
}

fn unsaid(id: &str) -> Error {
    Error::Usage(
        format!("nothing is said of what happens to `{id}`"),
        Some(format!("write {id}=outage, or another kind; --kind says it of all")),
    )
}

fn parse_kind(word: &str) -> Result<ChangeKind, String> {
    ChangeKind::parse(word).ok_or_else(|| {
        let near = did_you_mean(word, ChangeKind::WORDS.iter().copied());
        let words = ChangeKind::WORDS.join(", ");
        format!("`{word}` is no kind of change; {}", near.unwrap_or_else(|| format!("write one of {words}")))
    })
}

fn parse_time(text: &str, bound: Bound) -> Result<Moment, String> {
    parse_moment(text, bound).map_err(|error| match error {
        DateError::Form => MOMENT_FORM.to_owned(),
        error => error.to_string(),
    })
}

fn parse_length(text: &str) -> Result<Duration, String> {
    Duration::parse(text).filter(|length| length.minutes() > 0).ok_or_else(|| Duration::FORM.to_owned())
}
