//! Who must answer to a proposal, and what they say.

use super::Judged;
use crate::model::{Answer, Verdict};
use crate::proposal::{Concerned, Stand};
use crate::report::impact;
use crate::report::page::{Line, Part, Table, Tone};

/// A row for each: objections first, then silence.
pub(super) fn part<'a>(judged: &Judged<'a>) -> Part<'a> {
    let judged = *judged;
    let row = move |concerned: &'a Concerned<'a>| {
        let person = &concerned.person;
        let contacts = person.contacts.iter().map(|contact| Line::new().contact(contact.as_str()));
        let contact = match person.contacts.is_empty() {
            true => Line::new().aside("no contact"),
            false => Line::between(contacts, ", "),
        };
        let answer = Line::new().chip(concerned.stand.name(), tone(concerned.stand));
        [
            Line::new().named(&person.name, &person.organisation),
            concerned.answers.iter().fold(answer, |line, &answer| line.words("; ").then(said(answer))),
            contact,
            impact::what(&judged.impact(), person),
        ]
    };
    let columns = ["who", "answer", "contact", "why"];
    Part::table(
        "people who must agree, and who is told",
        Table::each(columns, &judged.judgement.people, row).headed(),
    )
}

fn tone(stand: Stand) -> Tone {
    match stand {
        Stand::Objects => Tone::Danger,
        Stand::Silent => Tone::Warning,
        Stand::Partly => Tone::Notice,
        Stand::Answered => Tone::Calm,
        Stand::Raised | Stand::Told => Tone::Faint,
    }
}

/// "vodok must be adapted, 3 weeks, slk pays: only after Easter".
fn said(answer: &Answer) -> Line<'_> {
    let verdict = match answer.verdict {
        Verdict::NoAction => "nothing to do",
        Verdict::Test => "to be tested",
        Verdict::Adapt => "to be adapted",
        Verdict::Object => "objection",
    };
    let mut line = match &answer.element {
        Some(element) => Line::new().id(element.value.as_str()).words(" ").words(verdict),
        None => Line::from(verdict),
    };
    if let Some(effort) = &answer.effort {
        line = line.words(", ").name(&**effort);
    }
    if let Some(pays) = &answer.pays {
        line = line.words(", ").id(pays.value.as_str()).words(" pays");
    }
    match &answer.note {
        Some(note) => line.words(": ").name(&**note),
        None => line,
    }
}

/// The efforts that an organisation has answered, with the element if one is named.
pub(super) fn efforts<'a>(judged: &Judged<'a>, organisation: &str) -> Vec<Line<'a>> {
    let answers = judged.proposal.answers.iter().filter(|answer| answer.owner.value.as_str() == organisation);
    let effort = |answer: &'a Answer| {
        let effort = Line::new().name(answer.effort.as_deref()?);
        Some(match &answer.element {
            Some(element) => Line::new().id(element.value.as_str()).words(": ").then(effort),
            None => effort,
        })
    };
    answers.filter_map(effort).collect()
}
