//! Maps that are large, empty, or mean harm.

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::{Value, json};

use super::{go, of, seen, texts};
use crate::browser::hostile;
use crate::browser::page::Page;

/// A town of departments, each with its systems in tens around a head of their own; the heads rest on one hub.
fn town(systems: usize) -> String {
    let mut text = String::from("map: {title: Staden, as_of: 2008-01-01}\norganisations:\n");
    for d in 0..12 {
        writeln!(text, "  - {{id: d{d}, name: Förvaltning {d}}}").unwrap();
    }
    text.push_str("processes:\n");
    for d in 0..12 {
        writeln!(text, "  - {{id: p{d}, name: Process {d}, owner: d{d}, depends_on: [s{d}]}}").unwrap();
    }
    text.push_str(
        "technologies:\n  - {id: server, kind: server}\nsystems:\n  - {id: hub, runs_on: server}\n",
    );
    for s in 0..systems {
        let head = s / 10 * 10;
        let rests_on = if s == head { "hub".to_owned() } else { format!("s{head}") };
        let owner = head / 10 % 12;
        writeln!(text, "  - {{id: s{s}, name: System {s}, owner: d{owner}, depends_on: {rests_on}}}")
            .unwrap();
    }
    text
}

fn choose(page: &Page, id: &str) -> Value {
    go(page, &format!("e={}", id.replace(':', "%3A")))
}

#[test]
fn a_wall_shows_every_box_and_the_arrows_of_what_is_chosen() {
    of(&town(300), "", |page| {
        let all = seen(page);
        assert_eq!(texts(&all["boxes"]).len(), 300 + 12 + 2);
        let arrows = "document.querySelectorAll('.sheet:not([hidden]) g.arrow').length";
        assert_eq!(page.js(arrows), 0);
        let seen = choose(page, "s5");
        assert_eq!(seen["selected"], json!(["s5"]));
        assert!(page.js(arrows).as_u64().unwrap() > 0, "its arrows are drawn");
        page.press("Escape");
        page.wait("they go with it", &format!("{arrows} === 0"));
        let over = page.js(
            "(() => {
                const all = [...document.querySelectorAll('.sheet:not([hidden]) g.box > rect:first-of-type')].map((r) => r.getBBox());
                return all.flatMap((a, i) => all.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)).length;
            })()",
        );
        assert_eq!(over, 0, "no box stands on another");
    });
}

#[test]
fn a_pile_is_opened_and_left() {
    of(&town(1500), "", |page| {
        let whole = seen(page);
        let piles: Value = page.js("JSON.parse(document.getElementById('data').textContent).piles");
        let boxes = texts(&whole["boxes"]);
        let pile = boxes.iter().find(|id| piles.get(**id).is_some()).expect("a pile");
        let elements = page
            .js("JSON.parse(document.getElementById('data').textContent).elements.map((each) => each.id)");
        let members: Vec<&str> = piles[*pile]["members"]
            .as_array()
            .unwrap()
            .iter()
            .map(|at| elements[at.as_u64().unwrap() as usize].as_str().unwrap())
            .collect();
        // Every element in use stands somewhere, once.
        let in_piles: usize = boxes
            .iter()
            .filter_map(|id| piles.get(*id))
            .map(|pile| pile["members"].as_array().unwrap().len())
            .sum();
        let alone = boxes.iter().filter(|id| piles.get(**id).is_none()).count();
        assert_eq!(in_piles + alone, 1500 + 12 + 2);

        let at = format!(".sheet:not([hidden]) g.box[data-id={}]", json!(pile));
        page.click(&at);
        page.wait("the pile is chosen", &format!("seen().selected.join() === {}", json!(pile)));
        page.click(&at);
        page.wait("the pile is open", &format!("seen().sheet === {}", json!(pile)));
        let mut inside: Vec<String> = texts(&seen(page)["boxes"]).into_iter().map(str::to_owned).collect();
        let mut expected: Vec<String> = members.iter().map(|each| (*each).to_owned()).collect();
        inside.sort();
        expected.sort();
        assert_eq!(inside, expected);
        page.click(&format!(".sheet:not([hidden]) g.box[data-id={}]", json!(members[0])));
        page.wait("a member is chosen", &format!("seen().selected.join() === {}", json!(members[0])));
        assert_eq!(seen(page)["sheet"], **pile);
        page.press("Escape");
        page.wait("nothing is chosen", "seen().selected.length === 0");
        page.press("Escape");
        page.wait("the whole map", "seen().sheet === 'map'");
        // An address leads into a pile; a pile is lit if a member is.
        let seen = go(page, &format!("e={}&p={}", members[0], pile.replace(':', "%3A")));
        assert_eq!((seen["sheet"].as_str().unwrap(), texts(&seen["selected"])), (*pile, vec![members[0]]));
        let seen = choose(page, "server");
        let lit: Vec<&str> =
            seen["lit"].as_array().unwrap().iter().map(|each| each[0].as_str().unwrap()).collect();
        assert!(lit.contains(pile), "{lit:?}");
    });
}

#[test]
fn a_map_of_a_thousand_answers_at_once() {
    of(&town(985), "", |page| {
        let begun = Instant::now();
        for at in 0..20 {
            choose(page, &format!("s{}", at * 31));
        }
        let each = begun.elapsed() / 20;
        println!("a choice among 1,000 elements takes {each:?}");
        assert_eq!(texts(&seen(page)["selected"]), ["s589"]);
    });
}

#[test]
fn an_empty_map_says_so_in_every_view() {
    of("map: {title: Tom}\n", "", |page| {
        let seen = seen(page);
        assert!(seen["boxes"].as_array().unwrap().is_empty() && !seen["status"].as_str().unwrap().is_empty());
        for key in [
            "a",
            "x",
            "t",
            "m",
            "o",
            "o",
            "o",
            "o",
            "d",
            "+",
            "-",
            "0",
            "]",
            "[",
            "ArrowDown",
            "Enter",
            "Escape",
        ] {
            page.press(key);
        }
        page.press("/");
        page.type_in("x");
        page.press("Enter");
    });
}

#[test]
fn no_name_runs_in_the_explorer() {
    of(&hostile::map(), "", |page| {
        for view in ["map", "around", "matrix", "table"] {
            for overlay in ["none", "impact"] {
                for (n, name) in hostile::NAMES.iter().enumerate() {
                    let seen = go(page, &format!("e=s{n}&v={view}&o={overlay}"));
                    assert_eq!(seen["panel"], *name, "{view} {overlay}");
                }
            }
        }
        for (n, name) in hostile::NAMES.iter().enumerate() {
            page.press("Escape");
            page.js("document.getElementById('find').focus()");
            page.call("Input.insertText", json!({ "text": name }));
            page.wait(&format!("{name} is found"), &format!("[...document.querySelectorAll('#matches [role=option]')].some((each) => each.dataset.id === 's{n}')"));
            page.press("Escape");
        }
        let strange = "document.querySelectorAll('img, iframe, object, [onerror], [onload], [onmouseover], body script:not(#data) ~ script').length";
        assert_eq!(page.js(strange), 0);
        assert_eq!(page.js("document.querySelectorAll('script').length"), 2, "the data and the page's own");
        go(page, "e=constructor");
        assert_eq!(seen(page)["panel"], "toString");
        let long = go(page, "e=long&v=around");
        assert!(long["panel"].as_str().unwrap().starts_with("WWWW"));
        let over = page.js("document.scrollingElement.scrollWidth - innerWidth").as_f64().unwrap();
        assert!(over <= 0.0, "a long name makes the page {over} wider");
    });
}

#[test]
fn every_text_of_the_explorer_is_in_its_place() {
    let check = |page: &Page, state: &str| {
        go(page, state);
        let faults = page.texts(crate::browser::FIT);
        assert_eq!(faults, Vec::<String>::new(), "#{state}");
    };
    super::at("", |page| {
        for state in ["", "o=standard", "v=matrix", "e=lisa&v=around", "e=lisa"] {
            check(page, state);
        }
    });
    of(&town(300), "", |page| check(page, ""));
    of(&hostile::map(), "", |page| check(page, ""));
}
