//! Who must answer to a proposal, and what they say.

use super::Judged;
use crate::analysis::Person;
use crate::graph::ElementIx;
use crate::model::{Answer, Verdict};
use crate::proposal::{Concerned, Stand};
use crate::report::impact;
use crate::report::page::{Line, Part, Table, Tone};

/// How many elements are named of which the same is said.
const NAMED: usize = 6;

/// Who must agree, and who is only told: a row for each, objections first, then silence.
pub(super) fn parts<'a>(judged: &Judged<'a>) -> [Part<'a>; 2] {
    [part(judged, true, "who must agree"), part(judged, false, "who is told, and need not agree")]
}

fn part<'a>(judged: &Judged<'a>, must_agree: bool, title: &'static str) -> Part<'a> {
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
            concerned
                .answers
                .iter()
                .fold(answer, |line, &answer| line.words("; ").then(said(&judged, answer))),
            contact,
            why(&judged, concerned),
        ]
    };
    let of_part: Vec<&Concerned<'a>> =
        judged.judgement.people.iter().filter(|concerned| concerned.must_agree == must_agree).collect();
    Part::table(title, Table::each(["who", "answer", "contact", "why"], of_part, row).headed())
}

/// Why somebody has to do with it.
pub(super) fn why<'a>(judged: &Judged<'a>, concerned: &'a Concerned<'_>) -> Line<'a> {
    let graph = judged.all.graph;
    let takes_over = concerned.takes_over.iter().map(|&ix| Line::new().id(graph.element(ix).id()));
    let takes_over = (takes_over.len() > 0).then(|| Line::from("takes over ").then(Line::joined(takes_over)));
    let person = &concerned.person;
    let owns = [&person.causes, &person.reached, &person.integrations].iter().any(|own| !own.is_empty());
    let own = Person { operated: Vec::new(), ..person.clone() };
    let own = owns.then(|| impact::what(&judged.impact(), &own));
    let said: Vec<Line<'a>> = takes_over.into_iter().chain(own).chain(operates(judged, person)).collect();
    match said.is_empty() {
        true => Line::new().aside("answered without being concerned"),
        false => Line::between(said, "; "),
    }
}

/// "operates meta-2; operates node-b (stops)": what becomes of it is no work of whoever only operates it.
fn operates<'a>(judged: &Judged<'a>, person: &Person) -> Vec<Line<'a>> {
    let graph = judged.all.graph;
    let mut groups: Vec<(Option<String>, Vec<ElementIx>)> = Vec::new();
    for &element in &person.operated {
        let class = judged.judgement.together.on(element).map(impact::class);
        match groups.iter_mut().find(|(known, _)| *known == class) {
            Some((_, elements)) => elements.push(element),
            None => groups.push((class, vec![element])),
        }
    }
    let named = if judged.all.all { usize::MAX } else { NAMED };
    let line = |(class, elements): (Option<String>, Vec<ElementIx>)| {
        let ids = elements.iter().map(|&ix| Line::new().id(graph.element(ix).id()));
        let line = Line::from("operates ").then(Line::few(ids, named));
        class.into_iter().fold(line, |line, class| line.words(format!(" ({class})")))
    };
    groups.into_iter().map(line).collect()
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

/// "vodok to be adapted, 3 weeks, slk pays: only after Easter".
fn said<'a>(judged: &Judged<'a>, answer: &'a Answer) -> Line<'a> {
    let verdict = match answer.verdict {
        Verdict::NoAction => "nothing to do",
        Verdict::Test => "to be tested",
        Verdict::Adapt => "to be adapted",
        Verdict::Object => "objection",
    };
    let line = of_element(judged, answer, " ").words(verdict);
    let line = paid(answer).into_iter().fold(line, |line, effort| line.words(", ").then(effort));
    match &answer.note {
        Some(note) => line.words(": ").name(&**note),
        None => line,
    }
}

/// Of which element an answer is, if it names one.
fn of_element<'a>(judged: &Judged<'a>, answer: &'a Answer, then: &'static str) -> Line<'a> {
    let Some(element) = &answer.element else { return Line::new() };
    let known = judged.all.graph.find_element(element.value.as_str());
    let is_touched = known.is_none_or(|ix| judged.judgement.touches(judged.all.graph, ix));
    let line = Line::new().id(element.value.as_str());
    let line = if is_touched { line } else { line.words(" (not touched by it)") };
    line.words(then)
}

/// "3 weeks, slk pays".
fn paid(answer: &Answer) -> Option<Line<'_>> {
    let effort = answer.effort.iter().map(|effort| Line::new().name(&**effort));
    let pays = answer.pays.iter().map(|pays| Line::new().id(pays.value.as_str()).words(" pays"));
    let said: Vec<Line<'_>> = effort.chain(pays).collect();
    (!said.is_empty()).then(|| Line::between(said, ", "))
}

/// The efforts that an organisation has answered, with the element if one is named, and with who pays.
pub(super) fn efforts<'a>(judged: &Judged<'a>, organisation: &str) -> Vec<Line<'a>> {
    let answers = judged.proposal.answers.iter().filter(|answer| answer.owner.value.as_str() == organisation);
    let effort = |answer: &'a Answer| Some(of_element(judged, answer, ": ").then(paid(answer)?));
    answers.filter_map(effort).collect()
}
