//! What differs, as a picture: the map of both states.

use super::asked;
use super::sides;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::map::{MapArgs, OpenMap, say_errors};
use crate::model::Date;
use crate::proposal::diff::{Aspect, Compared, ElementDifference, FieldDifference, Kind, Side, diff};
use crate::render::Scene;
use crate::render::views::{self, DiffOptions, Difference, Differing};

/// So many fields of one element are told.
const FIELDS: usize = 12;

/// Opens two states, and does something with the picture of what differs; `may` hears of every map that is opened.
pub(in crate::cli) fn with_picture<T>(
    map: &MapArgs,
    states: &[String],
    max_boxes: usize,
    io: &mut Io,
    may: impl Fn(&OpenMap) -> Result<(), Error>,
    then: impl FnOnce(&Scene, &OpenMap, &mut Io) -> Result<T, Error>,
) -> Result<T, Error> {
    let (old, new) = match states {
        [old] => (old, None),
        [old, new] => (old, Some(new.as_str())),
        _ => {
            return Err(Error::Usage(
                "the view `diff` needs the state before, and may have the state after".into(),
                Some("systemkarta render --view diff @2007 @2010".into()),
            ));
        }
    };
    let sides = sides::open(map, &asked::parse(old, new)?)?;
    for (side, name) in sides.maps() {
        say_errors(side, name, map.strict(), io)?;
        may(side)?;
    }
    let [before, after] = sides.both();
    // Findings are no part of a picture.
    let side = |(map, folder, at)| -> Side<'_> {
        let map: &OpenMap = map;
        Side { graph: &map.graph, sources: &map.sources, folder, findings: &[], at }
    };
    let answer = diff(side(before), side(after), sides.compared);
    let differing: Vec<Differing> = answer.elements.iter().map(differing).collect();
    let days: Option<[Date; 2]> = (sides.compared == Compared::InUse).then_some([before.2, after.2]);
    let (old, new) = (sides.old_name.clone(), sides.new_name.clone());
    let options = DiffOptions { old, new, days, max_boxes };
    let scene = views::diff(&before.0.graph, &after.0.graph, &differing, &options);
    then(&scene, after.0, io)
}

fn differing(difference: &ElementDifference) -> Differing {
    let how = match difference.kind {
        Kind::Added => Difference::Added,
        Kind::Removed => Difference::Removed,
        Kind::Renamed => Difference::Renamed,
        Kind::Changed => Difference::Changed,
    };
    let fields = difference.fields.as_slice();
    let line = match fields {
        [one] if one.parts.is_empty() => says(one),
        _ => fields.iter().map(|field| name(field.aspect)).collect::<Vec<_>>().join(", "),
    };
    let says: Vec<String> = fields.iter().take(FIELDS).map(says).collect();
    Differing { old: difference.element.old, new: difference.element.new, how, line, says: says.join("; ") }
}

fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Section => "section",
        Aspect::Field(field) => field.name(),
        Aspect::Phase => "phase",
        Aspect::Standard => "standard",
        Aspect::Support => "support",
    }
}

/// "standard: free → full".
fn says(field: &FieldDifference) -> String {
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    format!("{}: {} → {}", name(field.aspect), said(&field.old), said(&field.new))
}
