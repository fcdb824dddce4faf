//! docs/waivers.md: the keys of a waiver, and every command as the program answers it.

use std::fs;

use systemkarta::load::WaiverTerms;
use systemkarta::model::Waiver;

use super::map_format::keys;
use super::{Document, run};

#[test]
fn waivers_are_documented_as_they_are() {
    let document = Document::open("waivers.md");
    let folder = document.folder_with_map();
    document
        .with_part("waiver", &keys(Waiver::KEYS).replace("](#", "](map-format.md#"))
        .with_consoles(folder.path())
        .keep();
}

#[test]
fn the_terms_in_the_text_are_those_that_hold() {
    let text = fs::read_to_string("docs/waivers.md").unwrap();
    let WaiverTerms { longest_days, notice_days } = WaiverTerms::default();
    assert!(text.contains(&format!("longest_days = {longest_days}\nnotice_days = {notice_days}\n")));
    assert!(text.contains(&format!("more than {longest_days} days")));
    assert!(text.contains(&format!("within {notice_days} days")));
}

/// What the text says of days: through 15 December, and through 30 June.
#[test]
fn a_waiver_holds_through_its_last_day() {
    let folder = Document::open("waivers.md").folder_with_map();
    let first = |today: &str| {
        let said = run(&format!("waivers --today {today}"), folder.path());
        said.lines().next().unwrap().to_owned()
    };
    let start = |today: &str| first(today).split(';').next().unwrap().to_owned();
    assert_eq!(start("2010-12-15"), "2 waivers in force cover 2 findings");
    assert_eq!(start("2010-12-16"), "1 waiver in force covers 1 finding");
    assert_eq!(start("2011-01-01"), "2 waivers in force cover 2 findings");
    assert_eq!(start("2011-06-30"), "1 waiver in force covers 1 finding");
    assert_eq!(start("2011-07-01"), "No waiver is in force");
}
