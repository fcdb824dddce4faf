//! How it reads: in the dark, on paper, in Swedish, aloud, without movement; and what is taken away from it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{at, go, seen, texts};
use crate::browser::page::Page;

const CONTRAST: &str = include_str!("contrast.js");

/// States that between them show every part of the page.
const STATES: [&str; 8] = [
    "",
    "e=lisa",
    "e=server-hall-2&o=impact",
    "e=lisa&d=up&o=lifecycle&t=2009-12-31",
    "o=standard&t=2008-12-31",
    "e=lisa&v=around&o=impact",
    "e=lisa&v=table",
    "v=matrix",
];

#[test]
fn every_text_stands_out_by_day_and_by_night() {
    for scheme in ["light", "dark"] {
        at("", |page| {
            page.emulate("", &[("prefers-color-scheme", scheme)]);
            let check = |what: &str| {
                let found = page.js(CONTRAST);
                assert!(found["seen"].as_u64().unwrap() > 20, "{scheme} {what}: {found}");
                assert_eq!(texts(&found["faults"]), Vec::<&str>::new(), "{scheme} #{what}");
            };
            for state in STATES {
                go(page, state);
                check(state);
            }
            go(page, "");
            page.press("/");
            page.type_in("server");
            page.wait("matches", "!document.getElementById('matches').hidden");
            check("matches");
            page.press("Escape");
            page.press("Escape");
            page.press("?");
            page.wait("keys", "document.getElementById('keys').open");
            check("keys");
        });
    }
}

#[test]
fn a_window_as_narrow_as_a_telephone_scrolls_one_way_only() {
    at("", |page| {
        for width in [360, 768, 1280] {
            page.size(width, 740);
            for state in STATES {
                go(page, state);
                let over = page.js("document.scrollingElement.scrollWidth - innerWidth").as_f64().unwrap();
                assert!(over <= 0.0, "#{state} is {over} wider than {width}");
            }
        }
    });
}

#[test]
fn on_paper_there_are_no_tools() {
    at("e=lisa&o=impact", |page| {
        page.emulate("print", &[]);
        for (id, shown) in [
            ("find", false),
            ("copy", false),
            ("save", false),
            ("language", false),
            ("help", false),
            ("tab-map", false),
            ("down", false),
            ("overlay", false),
            ("in", false),
            ("title", true),
            ("status", true),
            ("legend", true),
            ("panel", true),
        ] {
            assert_eq!(page.js(&format!("document.getElementById('{id}').checkVisibility()")), shown, "{id}");
        }
        let boxes = page.js("[...document.querySelectorAll('.sheet:not([hidden]) g.box')].filter((g) => g.getBoundingClientRect().width > 0).length");
        assert!(boxes.as_u64().unwrap() > 30, "the picture is on the paper: {boxes}");
        let pdf = page.call("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        assert!(pdf["data"].as_str().unwrap().len() > 10_000, "a paper is made");
    });
}

#[test]
fn nothing_moves_for_those_who_ask_for_that() {
    at("", |page| {
        page.emulate("", &[("prefers-reduced-motion", "reduce")]);
        go(page, "e=lisa");
        page.press("+");
        assert_eq!(page.js("document.getAnimations().length"), 0);
        let moving = "[...document.querySelectorAll('*')].filter((it) => getComputedStyle(it).transitionDuration.split(',').some((each) => parseFloat(each) > 0)).length";
        assert_eq!(page.js(moving), 0);
    });
}

/// All texts and labels of the page, without those that are marked as English.
fn words(page: &Page) -> BTreeSet<String> {
    let words = page.texts(
        "(() => {
            const found = [];
            const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
            for (let it = walker.nextNode(); it; it = walker.nextNode()) {
                const element = it.nodeType === 3 ? it.parentElement : it;
                if (!element.checkVisibility()) continue;
                if (element.closest('script, style, noscript, head, code, [lang]:not(html)') || element.closest('svg') && !element.closest('g.box')) continue;
                if (element.closest('g.box') && (element.tagName === 'title' || element.matches('.name, .line'))) continue;
                if (it.nodeType === 3) found.push(it.data);
                else found.push(...['aria-label', 'placeholder', 'alt'].map((name) => it.getAttribute(name) ?? ''));
            }
            return found;
        })()",
    );
    words
        .into_iter()
        .map(|each| each.trim().to_owned())
        .filter(|each| each.chars().any(char::is_alphabetic))
        .collect()
}

/// Every text of the map that the page was given.
fn map_texts(page: &Page) -> Vec<String> {
    let data: Value =
        serde_json::from_str(&page.text("document.getElementById('data').textContent")).unwrap();
    let mut open = vec![&data];
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(all) => open.extend(all),
            Value::Object(all) => open.extend(all.values()),
            _ => {}
        }
    }
    found
}

/// Words that are the same in both languages.
const ALIKE: [&str; 13] =
    ["Id", "integration", "Standard", "Version", "FULL", "m", "a", "x", "t", "d", "o", "Esc", "Enter"];

#[test]
fn no_english_is_left_in_swedish() {
    at("", |page| {
        let known: BTreeSet<String> = map_texts(page).into_iter().collect();
        let mut left = BTreeSet::new();
        for state in STATES {
            go(page, state);
            assert_eq!(page.js("document.documentElement.lang"), "en");
            let english = words(page);
            let seen = go(page, &if state.is_empty() { "l=sv".to_owned() } else { format!("{state}&l=sv") });
            assert_eq!(seen["language"], "sv", "{state}");
            assert_eq!(page.js("document.getElementById('language').value"), "sv");
            let swedish = words(page);
            assert!(english.len() > 30 && swedish.len() > 30);
            left.extend(english.intersection(&swedish).cloned());
        }
        let mut named: Vec<&String> = known.iter().filter(|text| text.len() > 2).collect();
        named.sort_by_key(|text| std::cmp::Reverse(text.len()));
        left.retain(|text| {
            let mut rest = text.clone();
            // A label of names alone belongs to the map.
            for name in named.iter().filter(|name| text.contains(name.as_str())) {
                rest = rest.replace(name.as_str(), "");
            }
            let is_of_the_map =
                known.contains(text) || rest.chars().filter(|c| c.is_alphabetic()).count() < 2;
            !is_of_the_map && !ALIKE.contains(&text.as_str())
        });
        assert!(left.is_empty(), "the same in both languages: {left:#?}");
    });
}

#[test]
fn the_language_is_chosen_on_the_page_and_stays_in_the_address() {
    at("e=lisa", |page| {
        let english = seen(page);
        page.js("(() => { const s = document.getElementById('language'); s.value = 'sv'; s.dispatchEvent(new Event('change', {bubbles: true})); })()");
        page.wait("Swedish", "document.documentElement.lang === 'sv' && location.hash.includes('l=sv')");
        let swedish = seen(page);
        assert_ne!(english["status"], swedish["status"]);
        assert_eq!(english["panel"], swedish["panel"], "names are not translated");
        assert_eq!(english["selected"], swedish["selected"]);
    });
}

#[test]
fn a_screen_reader_hears_what_is_there() {
    at("e=lisa&o=impact", |page| {
        let spoken = page.spoken();
        let named = |role: &str| -> Vec<&str> {
            spoken.iter().filter(|node| node.role == role).map(|node| node.name.as_str()).collect()
        };
        assert_eq!(named("tab"), ["Map", "Around", "Matrix", "Table"]);
        assert_eq!(named("combobox").len(), 4, "find, steps, colours, language: {:?}", named("combobox"));
        assert!(named("combobox").iter().all(|name| !name.is_empty()), "{:?}", named("combobox"));
        assert_eq!(named("heading").first(), Some(&"City of Stockholm"));
        assert_eq!(named("status").len(), 1, "one live region");
        assert_eq!(named("tabpanel"), ["Map"]);
        for (role, name) in [("complementary", "Details"), ("main", "")] {
            assert!(named(role).contains(&name), "{role}: {:?}", named(role));
        }
        // A button for every box, called as the box is, with what matters now.
        let buttons = named("button");
        assert!(buttons.iter().all(|name| !name.is_empty()), "{buttons:?}");
        let boxes = seen(page)["boxes"].as_array().unwrap().len();
        let of_boxes = page.texts("[...document.querySelectorAll('.sheet:not([hidden]) g.box')].map((g) => g.getAttribute('aria-label'))");
        assert_eq!(of_boxes.len(), boxes);
        for label in &of_boxes {
            assert!(buttons.contains(&label.as_str()), "{label} is not said");
        }
        let lisa = page.text(
            "document.querySelector('.sheet:not([hidden]) g.box[data-id=lisa]').getAttribute('aria-label')",
        );
        assert!(lisa.starts_with("Lisa, ") && lisa.contains("owner Stadsledningskontoret"), "{lisa}");
        // The status is said in one sentence, and the toggle of the direction in its state.
        assert_eq!(page.text("document.getElementById('status').getAttribute('aria-live')"), "polite");
        assert!(!page.text("document.getElementById('status').textContent").is_empty());
        let table = {
            go(page, "e=lisa&v=table");
            page.spoken()
        };
        assert!(table.iter().filter(|node| node.role == "columnheader").count() >= 8);
        assert!(table.iter().all(|node| node.role != "tabpanel" || node.name == "Table"));
    });
}

#[test]
fn the_link_is_copied() {
    at("e=lisa&o=impact", |page| {
        page.may_read_the_clipboard();
        let before = page.text("document.getElementById('status').textContent");
        page.click("#copy");
        page.wait(
            "it is said that the link is copied",
            &format!("document.getElementById('status').textContent !== {}", json!(before)),
        );
        let copied = page.text("navigator.clipboard.readText()");
        assert!(copied.starts_with("file://") && copied.ends_with("#e=lisa&o=impact"), "{copied}");
    });
}

#[test]
fn the_picture_is_saved_as_one_that_stands_alone() {
    for state in ["e=lisa&o=impact", "e=lisa&v=around", "v=matrix"] {
        at(state, |page| {
            let folder = tempfile::tempdir().unwrap();
            page.downloads_to(folder.path());
            page.click("#save");
            let saved = || {
                let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
                files.filter(|path| path.extension().is_some_and(|ending| ending == "svg")).last()
            };
            page.until("a picture is saved", || {
                saved().is_some_and(|file| {
                    std::fs::read_to_string(file).is_ok_and(|text| text.trim_end().ends_with("</svg>"))
                })
            });
            let file = saved().unwrap();
            let text = std::fs::read_to_string(&file).unwrap();
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{state}: {error}"));
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                assert!(
                    ["svg", "g", "title", "desc", "rect", "path", "text", "style"].contains(&name),
                    "{state}: {name}"
                );
                assert!(
                    node.attributes().all(|a| !a.name().starts_with("on") && a.name() != "href"),
                    "{state}: {node:?}"
                );
            }
            crate::browser::page::visit(&file, |picture| {
                assert!(picture.js("document.querySelectorAll('text').length").as_u64().unwrap() > 5);
                let hidden = "[...document.querySelectorAll('g.box > text.name')].filter((t) => getComputedStyle(t).fill === getComputedStyle(t.parentElement.querySelector('rect')).fill).length";
                assert_eq!(picture.js(hidden), 0, "{state}: names are seen");
            });
        });
    }
}
