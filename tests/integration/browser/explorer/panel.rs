//! The panel: its effects, ways and people are the library's.

use std::collections::BTreeSet;

use systemkarta::analysis::{Change, Impact, ImpactOptions, Window, impact};
use systemkarta::graph::{ElementIx, Graph};
use systemkarta::model::{ChangeKind, Disruption};

use super::{DAY, at, day, go, graph};
use crate::browser::page::Page;

/// An expression for what stands beneath a heading of the panel.
fn beneath(heading: &str, what: &str) -> String {
    format!(
        "(() => {{
            const found = [];
            let it = [...document.querySelectorAll('#panel h3')].find((each) => each.textContent === '{heading}');
            for (it = it?.nextElementSibling; it && it.tagName !== 'H3'; it = it.nextElementSibling) found.push(it);
            const all = (selector) => found.flatMap((each) => [...each.querySelectorAll(selector)]);
            return {what};
        }})()"
    )
}

/// Unfolds all lists of the panel.
fn unfold(page: &Page) {
    let folded = "document.querySelectorAll('#panel details:not([open])')";
    page.js(&format!("[...{folded}].forEach((each) => {{ each.open = true; }})"));
    // What is unfolded may hold more to unfold, and is told of it a moment later.
    page.js("new Promise((done) => setTimeout(done, 0))");
    page.wait(
        "all lists are unfolded",
        &format!("[...{folded}].map((each) => {{ each.open = true; }}).length === 0"),
    );
}

fn outage(graph: &Graph, cause: ElementIx) -> Impact<'_> {
    let at = day(DAY);
    let change = Change::new(graph, cause, ChangeKind::Outage, Window { from: 0, until: None }, at, None);
    impact(graph, &[change], ImpactOptions { at, clock: None })
}

fn used(graph: &Graph) -> Vec<ElementIx> {
    let in_use = graph.in_use(day(DAY));
    graph.elements().filter(|ix| in_use[ix.index()]).collect()
}

fn name(graph: &Graph, ix: ElementIx) -> String {
    graph.element(ix).name().to_owned()
}

#[test]
fn effects_are_all_there_and_each_way_leads_from_the_element_to_the_cause() {
    at("", |page| {
        page.unseen();
        let graph = graph();
        for cause in used(&graph).into_iter().step_by(4) {
            let id = graph.element(cause).id();
            go(page, &format!("e={id}"));
            unfold(page);
            let answer = outage(&graph, cause);
            check_effects(page, &graph, cause, &answer);
        }
    });
}

fn check_effects(page: &Page, graph: &Graph, cause: ElementIx, answer: &Impact<'_>) {
    let id = graph.element(cause).id();
    let items = page.js(&beneath(
        "What an outage does",
        "all('li').map((li) => [li.querySelector('[data-id]').dataset.id, li.querySelector('.proof').textContent, li.firstElementChild.textContent])",
    ));
    let items = items.as_array().unwrap();
    let shown: BTreeSet<&str> = items.iter().map(|item| item[0].as_str().unwrap()).collect();
    let affected = answer.affected.iter().map(|each| each.element);
    let kept = answer.protected.iter().map(|each| each.element);
    let expected: BTreeSet<&str> = affected.chain(kept).map(|ix| graph.element(ix).id()).collect();
    assert_eq!(shown, expected, "effects of {id}");
    assert_eq!(items.len(), shown.len(), "{id}: nothing twice");
    for item in items {
        let ix = graph.find_element(item[0].as_str().unwrap()).unwrap();
        let Some(affected) = answer.affected.iter().find(|each| each.element == ix) else { continue };
        if affected.disruption == Disruption::None {
            continue;
        }
        let proof = item[1].as_str().unwrap();
        assert!(proof.starts_with(&name(graph, ix)), "{proof}");
        let way = answer.proof(ix).unwrap().path;
        let mut rest = proof;
        for step in way.iter().rev() {
            let name = name(graph, *step);
            let at =
                rest.find(&name).unwrap_or_else(|| panic!("{id}: `{name}` is not in its place in “{proof}”"));
            rest = &rest[at + name.len()..];
        }
        assert!(rest.len() < 200 && !rest.contains(", which"), "{id}: the way ends at the cause: “{proof}”");
        let head = item[2].as_str().unwrap();
        // What is sure, but perhaps later than told: the sentence says both.
        let later = affected.surely.filter(|_| affected.is_sure());
        let time = later.map(|(_, time)| time).or(affected.time).unwrap_or(0);
        assert_eq!(head.contains("at once"), time == 0, "{id}: {head} at {time}");
        assert_eq!(head.contains("assumed"), affected.claim.is_assumed() && later.is_none(), "{id}: {head}");
        assert!(later.is_none() || proof.contains(" may ") && proof.contains("surely"), "{id}: {proof}");
    }
}

#[test]
fn whom_to_tell_is_whom_the_library_tells() {
    at("", |page| {
        page.unseen();
        let graph = graph();
        for cause in used(&graph).into_iter().step_by(3) {
            let id = graph.element(cause).id();
            go(page, &format!("e={id}"));
            unfold(page);
            let people = outage(&graph, cause).people;
            let names = page.texts(&beneath("People to tell", "all('li > b').map((b) => b.textContent)"));
            let expected: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, expected, "{id}");
            let told = page.texts(&beneath("People to tell", "all('li').map((li) => li.textContent)"));
            for (told, person) in told.iter().zip(&people) {
                for contact in &person.contacts {
                    assert!(told.contains(contact), "{id}: {contact} in {told}");
                }
            }
        }
    });
}

#[test]
fn what_was_written_of_an_element_stands_in_the_panel() {
    at("e=lisa", |page| {
        let graph = graph();
        let lisa = graph.element(graph.find_element("lisa").unwrap());
        let shown = page.text("document.getElementById('panel').textContent");
        let owner = systemkarta::analysis::people::person(&graph, lisa.owner().unwrap().as_str());
        for text in [lisa.name(), lisa.id(), owner.name.as_str()]
            .into_iter()
            .chain(owner.contacts.iter().map(String::as_str))
        {
            assert!(shown.contains(text), "{text} in {shown}");
        }
        let place = page.text("JSON.parse(document.getElementById('data').textContent).elements.find((each) => each.id === 'lisa').place");
        assert!(place.ends_with(|c: char| c.is_ascii_digit()) && shown.contains(&place), "{place}");
        let command = page.text("document.querySelector('#panel code').textContent");
        assert_eq!(command, "systemkarta impact lisa --kind outage");
    });
}
