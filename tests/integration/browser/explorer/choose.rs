//! Finding and choosing: by typing, by mouse, by address, and back again.

use serde_json::{Value, json};

use super::{at, go, seen, texts};
use crate::browser::page::Page;

fn chosen(page: &Page) -> String {
    let seen = seen(page);
    match &texts(&seen["selected"])[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        several => panic!("{several:?} are selected"),
    }
}

fn name(page: &Page, id: &str) -> String {
    let data = "JSON.parse(document.getElementById('data').textContent).elements";
    page.text(&format!("{data}.find((each) => each.id === {}).name", json!(id)))
}

fn assert_chosen(page: &Page, id: &str) {
    page.wait(&format!("`{id}` is chosen"), &format!("seen().selected.join() === {}", json!(id)));
    let seen = seen(page);
    assert_eq!(seen["panel"], name(page, id));
    assert!(seen["hash"].as_str().unwrap().contains(&format!("e={id}")), "{seen}");
}

#[test]
fn what_is_typed_is_found_and_entered() {
    at("", |page| {
        page.press("/");
        page.wait("the search box has the keyboard", "document.activeElement.id === 'find'");
        page.type_in("lisa");
        page.wait("matches are listed", "!document.getElementById('matches').hidden");
        let found = page
            .texts("[...document.querySelectorAll('#matches [role=option]')].map((each) => each.dataset.id)");
        assert_eq!(found.first().map(String::as_str), Some("lisa"), "{found:?}");
        assert_eq!(page.js("document.getElementById('find').value"), "lisa", "keys typed are no commands");
        assert_eq!(page.js("document.getElementById('find').getAttribute('aria-expanded')"), "true");
        // The list is led by the arrows, and the screen reader told which entry it is.
        page.press("ArrowDown");
        page.press("ArrowUp");
        let active =
            "document.getElementById(document.getElementById('find').getAttribute('aria-activedescendant'))";
        assert_eq!(page.js(&format!("{active}.dataset.id")), "lisa");
        assert_eq!(page.js(&format!("{active}.getAttribute('aria-selected')")), "true");
        page.press("Enter");
        assert_chosen(page, "lisa");
        assert_eq!(seen(page)["focus"], "lisa", "the keyboard goes on at the box");
        assert_eq!(page.js("document.getElementById('matches').hidden"), true);
    });
}

#[test]
fn accents_case_ids_and_owners_are_found_and_nothing_is_said() {
    at("", |page| {
        let matches = |typed: &str| {
            page.js("document.getElementById('find').value = ''");
            page.click("#find");
            page.type_in(typed);
            page.wait("matches", "!document.getElementById('matches').hidden");
            page.texts(
                "[...document.querySelectorAll('#matches [role=option]')].map((each) => each.dataset.id)",
            )
        };
        assert!(matches("SERVER-HALL-2").contains(&"server-hall-2".to_owned()));
        let all = matches("o");
        assert!((2..=20).contains(&all.len()), "{all:?}");
        assert_eq!(matches("qqqq"), Vec::<String>::new());
        let told = page.text("document.getElementById('matches').textContent");
        assert!(!told.is_empty(), "that nothing is found is said");
        page.press("Enter");
        assert_eq!(chosen(page), "");
        page.press("Escape");
        assert_eq!(page.js("document.getElementById('find').value"), "");
    });
}

#[test]
fn a_match_can_be_pointed_at() {
    at("", |page| {
        page.click("#find");
        page.type_in("server");
        page.wait("matches", "document.querySelectorAll('#matches [role=option]').length > 1");
        let second = page.text("document.querySelectorAll('#matches [role=option]')[1].dataset.id");
        page.click("#matches [role=option]:nth-of-type(2)");
        assert_chosen(page, &second);
    });
}

#[test]
fn a_box_is_chosen_by_a_click() {
    at("", |page| {
        for id in ["lisa", "st-erik-net"] {
            page.click(&format!(".sheet:not([hidden]) g.box[data-id=\"{id}\"]"));
            assert_chosen(page, id);
        }
        // The arrows of the picture let no click through to another box, and the panel leads on.
        let next = page.text("document.querySelector('#panel button.link[data-id]').dataset.id");
        page.click("#panel button.link[data-id]");
        page.wait(
            "the panel has led on",
            &format!("location.hash.includes('e=' + encodeURIComponent({}))", json!(next)),
        );
    });
}

#[test]
fn every_choice_is_a_step_back() {
    at("", |page| {
        let click = |id: &str| page.click(&format!(".sheet:not([hidden]) g.box[data-id=\"{id}\"]"));
        click("lisa");
        assert_chosen(page, "lisa");
        click("st-erik-net");
        assert_chosen(page, "st-erik-net");
        page.travel(-1);
        assert_chosen(page, "lisa");
        page.travel(-1);
        page.wait("nothing is chosen", "seen().selected.length === 0");
        page.travel(1);
        assert_chosen(page, "lisa");
        page.travel(1);
        assert_chosen(page, "st-erik-net");
    });
}

#[test]
fn an_address_opens_what_it_says() {
    let cases = [
        (
            "e=lisa",
            json!({"panel": "Lisa", "direction": "down", "steps": "all", "overlay": "none", "view": "map", "language": "en"}),
        ),
        ("e=lisa&d=up&s=2", json!({"selected": ["lisa"], "direction": "up", "steps": "2"})),
        ("o=lifecycle&t=2008-12-31", json!({"overlay": "lifecycle", "day": "2008-12-31", "selected": []})),
        (
            "e=lisa&o=standard&t=2007-12-31&l=sv",
            json!({"overlay": "standard", "day": "2007-12-31", "language": "sv"}),
        ),
        ("e=server-hall-2&o=impact", json!({"overlay": "impact", "selected": ["server-hall-2"]})),
        ("v=table", json!({"view": "table", "tab": "tab-table"})),
        ("v=matrix", json!({"view": "matrix", "tab": "tab-matrix"})),
        ("e=lisa&v=around", json!({"view": "around", "tab": "tab-around", "panel": "Lisa"})),
    ];
    for (hash, expected) in cases {
        at(hash, |page| {
            let seen = seen(page);
            for (key, value) in expected.as_object().unwrap() {
                assert_eq!(&seen[key], value, "{key} at #{hash}: {seen}");
            }
            assert_eq!(seen["hash"], format!("#{hash}"), "an address stays as it is");
        });
    }
}

#[test]
fn the_address_follows_what_is_done() {
    at("e=lisa", |page| {
        page.click("#up");
        page.wait("up", "location.hash.includes('d=up')");
        page.js("(() => { const s = document.getElementById('steps'); s.value = '2'; s.dispatchEvent(new Event('change', {bubbles: true})); })()");
        page.wait("steps", "location.hash.includes('s=2')");
        page.click("#tab-table");
        page.wait("the table", "location.hash.includes('v=table')");
        let hash = seen(page)["hash"].as_str().unwrap().to_owned();
        let before = seen(page);
        page.call("Page.reload", json!({}));
        page.wait(
            "the page is there again",
            "document.readyState === 'complete' && document.getElementById('status')?.textContent !== ''",
        );
        page.js(super::SEEN);
        let after = seen(page);
        assert_eq!(hash, after["hash"]);
        for key in ["panel", "direction", "steps", "view", "status"] {
            assert_eq!(before[key], after[key], "{key}");
        }
    });
}

#[test]
fn a_bad_address_shows_the_map_and_says_so() {
    at("", |page| {
        let plain = seen(page);
        for bad in [
            "e=nobody",
            "e=__proto__",
            "e=constructor",
            "e=%zz",
            "nonsense",
            "v=elsewhere",
            "t=1066-10-14",
            "s=-1",
            "o=constructor",
            "p=fold:nothing",
            "l=xx",
            "e=",
            "d=sideways",
            "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        ] {
            let seen = go(page, bad);
            let status = seen["status"].as_str().unwrap();
            assert!(status != plain["status"] && !status.is_empty(), "{bad}: {status}");
            assert_eq!(
                (&seen["view"], &seen["selected"], &seen["sheet"]),
                (&json!("map"), &json!([]), &json!("map")),
                "{bad}"
            );
        }
        // What can be understood is.
        let half = go(page, "e=lisa&v=elsewhere");
        assert_eq!(half["selected"], json!(["lisa"]), "{half}");
        assert_eq!(go(page, "")["status"], plain["status"]);
    });
}

#[test]
fn escape_and_a_button_clear_the_choice() {
    at("e=lisa", |page| {
        page.press("Escape");
        page.wait("nothing is chosen", "seen().selected.length === 0 && !location.hash.includes('e=')");
        let seen: Value = seen(page);
        assert_eq!((texts(&seen["lit"]).len(), texts(&seen["dim"]).len()), (0, 0));
        page.travel(-1);
        assert_chosen(page, "lisa");
    });
}
