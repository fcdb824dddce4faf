//! Organisations that sheets name and nobody declares.
//!
//! A first map has a list of systems with owners and nothing more, and its answers must name whom to tell. So such an
//! organisation is taken as one, with the name that was written. That a slip makes one too must not be silent: all are
//! told together, and what looks like the slip of another for itself.

use std::collections::{HashMap, HashSet};

use super::cell;
use super::column::Holds;
use super::ids::numbered;
use super::names::{Called, Known, Meant};
use super::slug::{folded, slug};
use super::table::Sheet;
use crate::diagnostic::{Finding, Place, quoted};
use crate::model::{Element, Field, Id, Located, Section, Value, nearest};

/// How many are named in one finding.
const NAMED: usize = 10;
/// How many are compared with the others; after so many the user knows what is wrong.
const COMPARED: usize = 200;

/// An organisation that nobody declares.
struct Stranger {
    name: String,
    id: Id,
    place: Place,
    /// The sheet that names it first.
    sheet: usize,
    uses: usize,
}

/// Finds them, tells them, and makes them known and declared.
pub(super) fn find(sheets: &mut [Sheet<'_>], known: &mut Known) -> Vec<Element> {
    let strangers = named(sheets, known);
    for stranger in &strangers {
        known.add_name(&stranger.name, stranger.id.as_str(), Section::Organisations);
    }
    tell(&strangers, sheets, known);
    strangers
        .into_iter()
        .map(|stranger| {
            let name = Located::new(Value::Text(stranger.name.into()), stranger.place);
            let id = Located::new(stranger.id, stranger.place);
            Element::new(id, Section::Organisations, vec![(Field::Name, name)])
        })
        .collect()
}

/// Those whom cells name, in the order of the sheets.
fn named(sheets: &[Sheet<'_>], known: &mut Known) -> Vec<Stranger> {
    let mut strangers: Vec<Stranger> = Vec::new();
    let (mut seen, mut numbers) = (HashMap::<String, usize>::new(), HashMap::<String, usize>::new());
    for (s, sheet) in sheets.iter().enumerate() {
        let holds = |heading: u32| sheet.headings.get(heading as usize).map(|h| h.column.holds);
        let rows = sheet.rows.iter().filter(|row| !row.is_lost);
        for cell in rows.flat_map(|row| sheet.cells_of(row)) {
            let is_name = !cell.is_exact && holds(cell.heading) == Some(Holds::Organisation);
            let Some(name) = cell.text.as_deref().filter(|name| is_name && is_one(name)) else {
                continue;
            };
            let folded = folded(name);
            if let Some(stranger) = seen.get(&folded).and_then(|&i| strangers.get_mut(i)) {
                stranger.uses += 1;
                continue;
            }
            if known.meant(name, &[Section::Organisations]) != Meant::Nobody {
                continue;
            }
            let Some(made) = slug(name) else { continue };
            let id = if known.has_id(&made) {
                numbered(&made, numbers.entry(made.clone()).or_insert(2), known)
            } else {
                made
            };
            let Ok(id) = Id::parse(&id) else { continue };
            known.add_id(id.as_str(), Section::Organisations);
            seen.insert(folded, strangers.len());
            strangers.push(Stranger { name: name.to_owned(), id, place: cell.place, sheet: s, uses: 1 });
        }
    }
    strangers
}

/// Whether a text can be the name of one organisation.
pub(super) fn is_one(name: &str) -> bool {
    cell::items(name).count() == 1 && !name.contains('|')
}

fn tell(strangers: &[Stranger], sheets: &mut [Sheet<'_>], known: &Known) {
    let mut others: Vec<&Stranger> = Vec::new();
    let ids: HashSet<&str> = strangers.iter().map(|stranger| stranger.id.as_str()).collect();
    for (i, stranger) in strangers.iter().enumerate() {
        let near = if i < COMPARED { meant(stranger, strangers, &ids, known) } else { None };
        match near {
            Some(near) => {
                let message =
                    format!("{} is named as an organisation and nowhere declared", quoted(&stranger.name));
                add(
                    sheets,
                    stranger,
                    message + &used(stranger.uses, "; ", " lines name it"),
                    vec![stranger],
                    near,
                );
            }
            None => others.push(stranger),
        }
    }
    let Some(first) = others.first().copied() else { return };
    others.sort_by(|a, b| b.uses.cmp(&a.uses).then_with(|| a.id.cmp(&b.id)));
    let name =
        |stranger: &&Stranger| format!("{}{}", quoted(&stranger.name), used(stranger.uses, " (", " lines)"));
    let names: Vec<String> = others.iter().take(NAMED).map(name).collect();
    let more = match others.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = match others.len() {
        1 => format!("an organisation is named and nowhere declared: {}", names.join("")),
        count => format!("{count} organisations are named and nowhere declared: {}{more}", names.join(", ")),
    };
    let help = "declare them in organisations.csv, with `name` and `contact`; until then a slip in a name is one more of them";
    add(sheets, first, message, others, help.to_owned());
}

fn used(uses: usize, before: &str, after: &str) -> String {
    if uses == 1 { String::new() } else { format!("{before}{uses}{after}") }
}

fn add(sheets: &mut [Sheet<'_>], at: &Stranger, message: String, about: Vec<&Stranger>, help: String) {
    let mut finding = Finding::new("unknown-organisation", at.place, message).help(help);
    finding.elements = about.iter().map(|stranger| stranger.id.to_string()).collect();
    // The message counts lines; that one more of them names the same does not make it another finding.
    finding.elements.sort_unstable();
    if let Some(sheet) = sheets.get_mut(at.sheet) {
        sheet.faults.add(finding);
    }
}

/// The organisation that is probably meant: one that more lines name, or one that is declared.
fn meant(stranger: &Stranger, strangers: &[Stranger], ids: &HashSet<&str>, known: &Known) -> Option<String> {
    let own = folded(&stranger.name);
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    // District 1 and District 2 are two.
    let may_be_meant = |name: &str| digits(name) == digits(&own);
    let more_used = strangers.iter().filter(|other| other.uses > stranger.uses).take(COMPARED);
    let names: Vec<(String, &Stranger)> =
        more_used.map(|other| (folded(&other.name), other)).filter(|(name, _)| may_be_meant(name)).collect();
    let near = nearest(&own, names.iter().map(|(name, _)| name.as_str()));
    if let Some((_, other)) = near.first().and_then(|near| names.iter().find(|(name, _)| name == near)) {
        return Some(format!("did you mean {}, which {} lines name?", quoted(&other.name), other.uses));
    }
    let is_declared =
        |called: &Called| called.section == Section::Organisations && !ids.contains(called.id.as_str());
    known.near(&own, &|called| is_declared(called) && may_be_meant(&called.id))
}
