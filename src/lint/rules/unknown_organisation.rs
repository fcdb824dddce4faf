//! An owner, operator, supplier or payer that is no organisation of the map.

use std::collections::HashMap;

use crate::diagnostic::{Level, Place};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Id, Located, Named, Value, Waiver, nearest};

pub(super) const RULE: Rule = Rule {
    name: "unknown-organisation",
    summary: "an owner, operator, supplier or payer is no organisation of the map",
    level: Level::WARNING,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("unknown_organisation.md"),
    check: Some(check),
};

/// How many unknown names are compared with all known ones; after so many the user knows what is wrong.
const SUGGESTIONS: usize = 50;

/// An id that should be an organisation, where it is first used and how often.
struct Unknown<'m> {
    id: &'m Id,
    place: Place,
    field: &'static str,
    /// What names it first.
    first: String,
    uses: usize,
    /// The element that the id names instead.
    instead: Option<&'m Element>,
}

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let model = cx.graph.model();
    let unknown = unknown(cx);
    let organisations = || model.organisations.iter().map(Element::id);
    for (i, unknown) in unknown.iter().enumerate() {
        let Unknown { id, place, field, first, uses, instead } = unknown;
        let message = match instead {
            Some(element) => {
                format!("`{id}` is {}, not an organisation", with_article(element.section.one()))
            }
            None => format!("`{id}` is not an organisation of this map"),
        };
        let more = match uses {
            1 => String::new(),
            uses => format!("; {uses} fields name it"),
        };
        let by_name = model.organisations.iter().find(|it| it.name().eq_ignore_ascii_case(id.as_str()));
        let by_name = by_name.filter(|_| i < SUGGESTIONS).map(|it| {
            format!("did you mean `{}` ({})? A reference is an id, not a name", it.id(), it.name())
        });
        let help = if by_name.is_some() {
            by_name
        } else if i < SUGGESTIONS {
            suggestion(cx, nearest(id.as_str(), organisations()))
        } else {
            None
        };
        let otherwise = || match instead {
            Some(_) => format!("name the organisation that is its `{field}`; it needs an id of its own"),
            None => format!("declare it under `organisations`, with whom to ask: {{id: {id}, contact: …}}"),
        };
        let finding = findings
            .at(*place, format!("{message}{more}"))
            .label(format!("`{field}` of {first} names it"))
            .element(id.to_string())
            .help(help.unwrap_or_else(otherwise));
        findings.add(match instead {
            Some(element) => {
                finding.related(element.id.place, format!("`{}` is declared here", element.id()))
            }
            None => finding,
        });
    }
}

/// The ids that should be organisations and are not, in the order of their first use.
fn unknown<'g>(cx: &Context<'g>) -> Vec<Unknown<'g>> {
    let model = cx.graph.model();
    let mut seen: HashMap<&Id, usize> = HashMap::new();
    let mut unknown: Vec<Unknown<'g>> = Vec::new();
    let of_elements = cx.elements().flat_map(|(_, element)| {
        let named = element.fields().iter().filter_map(|(field, value)| organisation(*field, value));
        named.map(move |(field, id, place)| (field, id, place, By::Element(element)))
    });
    let owner = |waiver: &'g Waiver| ("owner", &waiver.owner.value, waiver.owner.place, By::Waiver(waiver));
    for (field, id, place, by) in of_elements.chain(model.waivers.iter().map(owner)) {
        if let Some(earlier) = seen.get(id).and_then(|&index| unknown.get_mut(index)) {
            earlier.uses += 1;
            continue;
        }
        let instead = match cx.graph.names().get(model, id.as_str()) {
            Some(Named::Organisation(_)) => continue,
            Some(Named::Element(_, instead)) => Some(instead),
            None => None,
        };
        seen.insert(id, unknown.len());
        unknown.push(Unknown { id, place, field, first: by.called(), uses: 1, instead });
    }
    unknown
}

/// What names an organisation.
#[derive(Clone, Copy)]
enum By<'m> {
    Element(&'m Element),
    Waiver(&'m Waiver),
}

impl By<'_> {
    fn called(self) -> String {
        match self {
            Self::Element(element) => format!("`{}`", element.id()),
            Self::Waiver(Waiver { id: Some(id), .. }) => format!("the waiver `{}`", id.value),
            Self::Waiver(_) => "a waiver".to_owned(),
        }
    }
}

/// The organisation that a field names, and where.
fn organisation(field: Field, written: &Located<Value>) -> Option<(&'static str, &Id, Place)> {
    match &written.value {
        Value::Organisation(id) => Some((field.name(), id, written.place)),
        Value::Cost(cost) => cost.paid_by.as_ref().map(|by| ("cost.paid_by", &by.value, by.place)),
        _ => None,
    }
}

fn suggestion(cx: &Context<'_>, near: Vec<&str>) -> Option<String> {
    let describe = |id: &&str| match cx.graph.names().get(cx.graph.model(), id) {
        Some(Named::Organisation(organisation)) if organisation.name() != *id => {
            format!("`{id}` ({})", organisation.name())
        }
        _ => format!("`{id}`"),
    };
    let near: Vec<String> = near.iter().map(describe).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
