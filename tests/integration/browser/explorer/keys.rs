//! The keyboard alone: everything can be reached, seen and done.

use super::reach::reached;
use super::{DAY, at, graph, seen, texts};
use crate::browser::page::Page;
use systemkarta::graph::Direction;

fn focus(page: &Page) -> String {
    seen(page)["focus"].as_str().unwrap_or_default().to_owned()
}

/// The boxes one step away, as the library answers.
fn next_to(page: &Page, id: &str, direction: Direction) -> Vec<String> {
    let graph = graph();
    let element = graph.find_element(id).unwrap();
    let boxes = seen(page)["boxes"].clone();
    let boxes = texts(&boxes);
    reached(&graph, element, direction, Some(1), DAY)
        .into_keys()
        .filter(|id| boxes.contains(&id.as_str()))
        .collect()
}

#[test]
fn arrows_follow_the_dependencies() {
    at("e=lisa", |page| {
        page.click(".sheet:not([hidden]) g.box[data-id=lisa]");
        assert_eq!(focus(page), "lisa");
        let beneath = next_to(page, "lisa", Direction::Upstream);
        page.press("ArrowDown");
        let below = focus(page);
        assert!(beneath.contains(&below), "{below} of {beneath:?}");
        // Beside it stand the others that the box rests on.
        let mut beside = vec![below.clone()];
        for key in ["ArrowRight", "ArrowLeft"] {
            for _ in 0..beneath.len() {
                page.press(key);
                beside.push(focus(page));
            }
        }
        beside.sort();
        beside.dedup();
        assert_eq!(beside, beneath, "left and right lead to every sibling and nowhere else");
        let here = focus(page);
        let above = next_to(page, &here, Direction::Downstream);
        page.press("ArrowUp");
        assert!(above.contains(&focus(page)), "{} of {above:?}", focus(page));
        assert_eq!(texts(&seen(page)["selected"]), ["lisa"], "moving does not choose");
        page.press("ArrowDown");
        let target = focus(page);
        page.press("Enter");
        page.wait("the box is chosen", &format!("seen().selected.join() === '{target}'"));
        assert_eq!(focus(page), target);
    });
}

#[test]
fn the_box_that_has_the_keyboard_is_seen_by_an_outline_and_is_the_only_stop() {
    at("e=lisa", |page| {
        page.click(".sheet:not([hidden]) g.box[data-id=lisa]");
        page.press("ArrowDown");
        let here = focus(page);
        assert_eq!(page.js("document.activeElement.matches(':focus-visible')"), true);
        let ring = page.js("(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()");
        assert!(ring[0] != "none" && ring[1].as_f64().unwrap() >= 2.0, "{ring}");
        let stops = page.texts("[...document.querySelectorAll('.sheet:not([hidden]) g.box[tabindex=\"0\"]')].map((g) => g.dataset.id)");
        assert_eq!(stops, [here]);
    });
}

#[test]
fn tab_leads_through_the_whole_page_and_out_of_it() {
    at("e=lisa", |page| {
        page.js("document.activeElement.blur()");
        let mut stops = Vec::new();
        for _ in 0..400 {
            page.press("Tab");
            let stop = page.text("(() => { const it = document.activeElement; const g = it.closest('g.box'); return g ? 'box ' + g.dataset.id : it.id || it.tagName + ' ' + it.textContent.slice(0, 30); })()");
            if stop.starts_with("BODY") || stops.first() == Some(&stop) {
                break;
            }
            let outline = page.js("(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()");
            assert_eq!(outline, true, "{stop} is not seen to have the keyboard");
            stops.push(stop);
        }
        for stop in [
            "find", "copy", "save", "language", "help", "tab-map", "down", "up", "steps", "overlay", "fit",
            "box lisa",
        ] {
            assert!(stops.iter().any(|each| each == stop), "no way to {stop}: {stops:#?}");
        }
        assert_eq!(stops.iter().filter(|stop| stop.starts_with("box ")).count(), 1, "{stops:#?}");
        assert!(stops.len() < 400, "no way out: {stops:#?}");
    });
}

#[test]
fn letters_change_what_is_shown() {
    at("e=lisa", |page| {
        for (key, view) in [("a", "around"), ("x", "matrix"), ("t", "table"), ("m", "map")] {
            page.press(key);
            page.wait(
                &format!("{key} shows {view}"),
                &format!("seen().view === '{view}' && seen().tab === 'tab-{view}'"),
            );
        }
        page.press("d");
        page.wait("the other direction", "seen().direction === 'up'");
        for overlay in ["impact", "lifecycle", "standard", "none"] {
            page.press("o");
            page.wait(overlay, &format!("document.getElementById('overlay').value === '{overlay}'"));
        }
        page.press("o");
        page.press("o");
        page.wait("a day can be chosen", "seen().day === '2007-09-01'");
        page.press("]");
        page.wait("the next day", "seen().day > '2007-09-01'");
        page.press("[");
        page.wait("the day before", "seen().day === '2007-09-01'");
        page.press("[");
        assert_eq!(seen(page)["day"], "2007-09-01", "there is none before the first");
        let scale = "document.querySelector('.sheet:not([hidden]) svg').getBoundingClientRect().width";
        let before = page.js(scale).as_f64().unwrap();
        page.press("+");
        page.wait("larger", &format!("{scale} > {}", before * 1.05));
        page.press("-");
        page.press("-");
        page.wait("smaller", &format!("{scale} < {}", before * 0.95));
        page.press("0");
        page.wait("fitted", &format!("Math.abs({scale} - {before}) < {before} * 0.02"));
    });
}

#[test]
fn the_keys_are_told_and_escape_closes_them_first() {
    at("e=lisa", |page| {
        page.press("?");
        page.wait("the keys are told", "document.getElementById('keys').open");
        assert!(page.text("document.getElementById('keys').innerText").lines().count() > 8);
        page.press("t");
        assert_eq!(seen(page)["view"], "map", "a dialogue keeps keys to itself");
        page.press("Escape");
        page.wait("they are closed", "!document.getElementById('keys').open");
        assert_eq!(texts(&seen(page)["selected"]), ["lisa"], "and nothing else happens");
    });
}

#[test]
fn tabs_are_led_by_arrows() {
    at("", |page| {
        page.js("document.getElementById('tab-map').focus()");
        for view in ["around", "matrix", "table"] {
            page.press("ArrowRight");
            page.wait(
                view,
                &format!("seen().view === '{view}' && document.activeElement.id === 'tab-{view}'"),
            );
        }
        page.press("ArrowLeft");
        page.wait("back", "seen().view === 'matrix' && document.activeElement.id === 'tab-matrix'");
    });
}

#[test]
fn a_key_held_with_control_is_left_to_the_browser() {
    at("e=lisa", |page| {
        page.press_with("t", 2);
        page.press_with("a", 2);
        assert_eq!(seen(page)["view"], "map");
    });
}

#[test]
fn the_keyboard_goes_along_into_another_view() {
    at("e=lisa", |page| {
        page.click(".sheet:not([hidden]) g.box[data-id=lisa]");
        let focused = "document.activeElement.closest('[data-id]')?.dataset.id || document.activeElement.id";
        for (key, where_to) in [("a", "view-around"), ("t", "view-table"), ("m", "view-map")] {
            page.press(key);
            assert_eq!(page.text(focused), "lisa", "after {key}");
            let view = page.text("document.activeElement.closest('.view').id");
            assert_eq!(view, where_to);
        }
    });
}
