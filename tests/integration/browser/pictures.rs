//! Pictures and reports of the City of Stockholm: silent, alone, legible, and told to those who do not see them.

use std::path::Path;

use super::page::{Page, Spoken, address, visit, with_page};
use super::{FIT, STOCKHOLM, written};
use crate::tools;

const PICTURES: [&str; 14] = [
    "--view map",
    "--view map --layout builtin",
    "--view map --max-nodes 500",
    "--view standard",
    "--view lifecycle --at 2010-06-30",
    "--view lifecycle --max-nodes 500",
    "--view impact st-erik-net",
    "--view impact server-hall-2=outage",
    "--view neighbourhood lisa",
    "--view matrix",
    "--view timeline --page 1",
    "--view timeline --page 2",
    "--view timeline --page 3",
    "--view diff @2007-09-01 @2010-06-30",
];

const REPORTS: [&str; 10] = [
    "impact st-erik-net",
    "impact server-hall-2=outage",
    "impact --change meta-2-first",
    "lifecycle",
    "lifecycle --order",
    "plan",
    "rank",
    "diff @2007-09-01 @2010-06-30",
    "changes",
    "waivers",
];

#[test]
fn every_picture_is_silent_and_all_its_text_is_in_its_place() {
    if !tools::has("dot") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for arguments in PICTURES {
        let file =
            written(Path::new(STOCKHOLM), folder.path(), &format!("render {arguments}"), "picture.svg");
        visit(&file, |page| {
            assert!(page.js("document.querySelectorAll('text').length") != 0, "{arguments} says nothing");
            assert_fits(page, arguments);
            let title = page.text("document.querySelector('svg > title').textContent");
            assert_told(&page.spoken(), &title, arguments);
        });
    }
}

#[test]
fn every_report_is_silent_and_its_pictures_are_told() {
    if !tools::has("dot") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for arguments in REPORTS {
        let file = written(
            Path::new(STOCKHOLM),
            folder.path(),
            &format!("{arguments} --format html"),
            "report.html",
        );
        visit(&file, |page| {
            assert_eq!(page.js("document.querySelectorAll('h1').length"), 1, "{arguments}");
            assert_fits(page, arguments);
            let titles =
                page.texts("[...document.querySelectorAll('svg > title')].map((title) => title.textContent)");
            let spoken = if titles.is_empty() { Vec::new() } else { page.spoken() };
            titles.iter().for_each(|title| assert_told(&spoken, title, arguments));
        });
    }
}

#[test]
fn a_text_out_of_its_place_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.svg");
    let picture = |name: &str, chip: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 100' width='300' height='100'>\
             <g class='box' data-id='x'><rect x='10' y='10' width='100' height='40'/>\
             <text class='name' x='15' y='30' font-size='10'>{name}</text>\
             <rect class='chip' x='80' y='20' width='20' height='12'/>\
             <text class='chip' x='82' y='30' font-size='8'>{chip}</text></g></svg>"
        )
    };
    let faults = |page: &Page, name: &str, chip: &str| {
        std::fs::write(&file, picture(name, chip)).unwrap();
        page.open(&address(&file));
        page.texts(FIT)
    };
    with_page(|page| {
        assert_eq!(faults(page, "short", "ok"), Vec::<String>::new());
        let chip = faults(page, "short", "far too long");
        assert!(chip.iter().any(|fault| fault.contains("right of its chip")), "{chip:#?}");
        let name = "a name that does not fit its box at all, nor the whole page, neither now nor ever";
        let long = faults(page, name, "ok");
        for told in ["right of its box", "right of the page", "lies on chip", "runs into its chip"] {
            assert!(long.iter().any(|fault| fault.contains(told)), "{told}: {long:#?}");
        }
    });
}

fn assert_fits(page: &Page, what: &str) {
    let faults = page.texts(FIT);
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// A picture is one image with the answer as its name, and the rest as its description.
fn assert_told(spoken: &[Spoken], title: &str, what: &str) {
    let picture = spoken.iter().find(|node| node.role == "image" && node.name.starts_with(title));
    let picture = picture.unwrap_or_else(|| panic!("{what}: no image is called “{title}”: {spoken:#?}"));
    assert!(picture.name.len() + picture.description.len() > title.len(), "{what}: {picture:?}");
}
