//! The timeline: what its bars say of a map, that nothing is lost on its pages, and the laws of its geometry.

use std::collections::BTreeMap;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use systemkarta::model::Span;
use systemkarta::render::Legend;
use systemkarta::render::timeline::{Band, Bar, Line, Mark, Row, Timeline, Track, draw};
use systemkarta::render::views::{ROWS, TimelineOptions, timeline};

use super::*;

const MAP: &str = "map: {as_of: 2007-09-01}
plateaus: [{id: late, date: 2010}, {id: base, name: Bas, date: 2008-01-01}]
systems:
  - {id: old, lifecycle: {active: 2001, phase_out: 2008-03-01, retired: 2009-01-01}}
  - {id: new, lifecycle: {plan: 2007-06-01, phase_in: 2008-06-01, active: 2009-01-01}}
  - {id: user, depends_on: old}
  - {id: calm}
technologies:
  - {id: os, kind: operating-system, lifecycle: {general_availability: 2000, end_of_support: 2005-06-30, end_of_extended_support: 2010-07-13}}
agreements:
  - {id: deal, lifecycle: {active: 2003-10-01, retired: 2010-01-01}}
";

fn pages(graph: &Graph, at: &str) -> Vec<Timeline> {
    timeline(graph, &TimelineOptions::new(day(at), day("2007-09-01")))
}

fn row<'t>(page: &'t Timeline, id: &str) -> &'t Row {
    page.rows.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no row `{id}`"))
}

/// Look, first and last day of the bars of a track; an open end is empty.
fn bars(row: &Row, track: Track) -> Vec<(Look, String, String)> {
    let of_track = row.bars.iter().filter(|bar| bar.track == track);
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    of_track.map(|bar| (bar.look, text(bar.days.begins()), text(bar.days.ends()))).collect()
}

fn bar(look: Look, first: &str, last: &str) -> (Look, String, String) {
    (look, first.to_owned(), last.to_owned())
}

#[test]
fn a_phase_is_a_bar_to_the_day_before_the_next() {
    let all = pages(&graph_of(MAP), "2007-09-01");
    let [page] = &all[..] else { panic!("one page") };
    assert_eq!(
        bars(row(page, "old"), Track::Use),
        [bar(Look::Plain, "2001-01-01", "2008-02-29"), bar(Look::Leaving, "2008-03-01", "2008-12-31"),]
    );
    assert_eq!(
        bars(row(page, "new"), Track::Use),
        [
            bar(Look::Planned, "2007-06-01", "2008-05-31"),
            bar(Look::Arriving, "2008-06-01", "2008-12-31"),
            bar(Look::Plain, "2009-01-01", ""),
        ]
    );
    // Only the vendor's side is dated: nothing is said of use.
    assert_eq!(bars(row(page, "os"), Track::Use), []);
    assert_eq!(
        bars(row(page, "os"), Track::Support),
        [
            bar(Look::Supported, "2000-01-01", "2005-06-30"),
            bar(Look::Extended, "2005-07-01", "2010-07-13"),
            bar(Look::Unsupported, "2010-07-14", ""),
        ]
    );
    let [mark] = &row(page, "os").marks[..] else { panic!("one end of support") };
    assert_eq!((mark.day, mark.text.as_str()), (day("2010-07-13"), "until 13 Jul 2010"));
    // What fails it for a time has a row, although it has no dates.
    assert_eq!(bars(row(page, "user"), Track::Use), [bar(Look::Plain, "", "")]);
    assert_eq!(bars(row(page, "user"), Track::Conflict), [bar(Look::Conflict, "2009-01-01", "")]);
    let conflict = row(page, "user").bars.last().unwrap();
    assert_eq!(conflict.title, "Conflict: it rests on old, which is retired, from 1 Jan 2009 on");
    assert_eq!(conflict.texts, ["old: retired", "retired"]);
}

#[test]
fn the_rows_the_bands_and_the_days_are_in_order() {
    let page = pages(&graph_of(MAP), "2009-05-01").remove(0);
    // By layer; within it what ends first, and what never ends last.
    let ids: Vec<&str> = page.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["old", "new", "user", "os", "deal"]);
    // Whole years from two years ago at most to the last date, the end of a support in 2010.
    assert_eq!(page.days, Span { first: day("2007"), last: day("2010-12-31") });
    let bands: Vec<_> =
        page.bands.iter().map(|band| (band.name.as_str(), band.days.first, band.days.ends())).collect();
    let last = day("2009-12-31");
    assert_eq!(bands, [("Bas", day("2008-01-01"), Some(last)), ("late", day("2010"), None)]);
    let lines: Vec<_> = page.lines.iter().map(|line| (line.label.as_str(), line.is_today)).collect();
    assert_eq!(lines, [("today, 1 Sep 2007", true), ("1 May 2009", false)]);
    assert_eq!(
        page.title,
        "From 1 Sep 2007 to 31 Dec 2010 3 of 5 elements end or lose their support, and 1 rests for a time on something that fails it"
    );
    // 2001, 2000, 2005 and 2003 of those that have a row.
    let notes = page.legend.notes.concat();
    assert!(notes.contains("Not drawn: 4 dates before 2007."), "{notes}");
    assert!(notes.contains("1 other element has no row"), "{notes}");
}

#[test]
fn every_row_of_the_city_is_on_one_page_and_can_be_asked_for() {
    let graph = stockholm();
    let all = pages(&graph, "2007-09-01");
    assert!(all.len() > 1, "the city is paged");
    let mut seen = HashSet::new();
    for (at, page) in all.iter().enumerate() {
        assert!(page.rows.len() <= ROWS && !page.rows.is_empty());
        assert!(page.subtitle.ends_with(&format!("page {} of {}", at + 1, all.len())), "{}", page.subtitle);
        for row in &page.rows {
            assert!(seen.insert(row.id.clone()), "{} twice", row.id);
            assert!(page.description.contains(&row.title), "{}", row.title);
        }
        check(page);
    }
    let asked = vec![element(&graph, "smil"), element(&graph, "lisa"), element(&graph, "lisa")];
    let options = TimelineOptions { asked, ..TimelineOptions::new(day("2007"), day("2007-09-01")) };
    let ids: Vec<String> =
        timeline(&graph, &options).iter().flat_map(|page| &page.rows).map(|row| row.id.clone()).collect();
    assert_eq!(ids, ["smil", "lisa"]);
    assert_eq!(draw(&all[0]), draw(&pages(&stockholm(), "2007-09-01")[0]), "the same bytes");
}

#[test]
fn an_empty_timeline_is_a_picture() {
    let all = pages(&graph_of("systems: {a: }"), "2007-09-01");
    assert_eq!(all.len(), 1);
    check(&all[0]);
}

#[test]
fn no_name_breaks_a_timeline() {
    let graph = poisoned();
    let asked = graph.elements().collect();
    for page in timeline(&graph, &TimelineOptions { asked, ..TimelineOptions::new(day("2007"), day("2007")) })
    {
        check(&page);
    }
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |value| value.parse().unwrap())
}

fn has_class(node: Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|each| each == class))
}

/// The laws of every timeline: nothing active, nothing outside, bars inside the calendar, rows beneath each other.
fn check(timeline: &Timeline) {
    let svg = draw(timeline);
    let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}"));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let mut ids = HashSet::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "g", "title", "desc", "rect", "path", "text"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "href" && name != "style", "{name}");
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id}");
        }
    }
    for named in root.attribute("aria-labelledby").unwrap().split(' ') {
        assert!(ids.contains(named));
    }
    let (width, height) = (number(root, "width"), number(root, "height"));
    let inside = |node: Node, left: f64, top: f64, right: f64, bottom: f64| {
        let (x, y) = (number(node, "x"), number(node, "y"));
        let (end, low) = (x + number(node, "width"), y + number(node, "height"));
        assert!(
            x >= left - 0.02 && y >= top - 0.02 && end <= right + 0.02 && low <= bottom + 0.02,
            "{x} {y} {end} {low} of {left} {top} {right} {bottom}"
        );
    };
    let rects = || document.descendants().filter(|node| node.tag_name().name() == "rect");
    rects().for_each(|rect| inside(rect, 0.0, 0.0, width, height));
    let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
    for text in texts {
        assert!((0.0..=width).contains(&number(text, "x")) && (0.0..=height).contains(&number(text, "y")));
    }
    let plot = rects().find(|rect| has_class(*rect, "plot")).expect("a calendar");
    let (left, top) = (number(plot, "x"), number(plot, "y"));
    let (right, bottom) = (left + number(plot, "width"), top + number(plot, "height"));
    let bars = document.descendants().filter(|node| has_class(*node, "bar") && node.tag_name().name() == "g");
    for bar in bars {
        let rect = bar.children().find(|child| child.tag_name().name() == "rect").unwrap();
        inside(rect, left, top, right, bottom);
    }
    let rows: Vec<Node> = document.descendants().filter(|node| has_class(*node, "row")).collect();
    assert_eq!(rows.len(), timeline.rows.len());
    // Names are written in order, a line beneath the other.
    let names = rows.iter().flat_map(|row| row.descendants().filter(|node| has_class(*node, "name")));
    let places: Vec<f64> = names.map(|name| number(name, "y")).collect();
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 12.0), "{places:?}");
}

fn some_day() -> impl Strategy<Value = Date> {
    (1950_i16..2080, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn some_span() -> impl Strategy<Value = Span> {
    let ends = (some_day(), some_day(), 0..5_u8);
    ends.prop_map(|(a, b, open)| Span {
        first: if open == 0 { Date::MIN } else { a.min(b) },
        last: if open == 1 { Date::MAX } else { a.max(b) },
    })
}

fn some_row() -> impl Strategy<Value = Vec<(Span, Track)>> {
    let track = prop_oneof![Just(Track::Use), Just(Track::Support), Just(Track::Conflict)];
    prop::collection::vec((some_span(), track), 0..6)
}

fn built(days: Span, rows: &[Vec<(Span, Track)>], line: Date) -> Timeline {
    let row = |(at, bars): (usize, &Vec<(Span, Track)>)| Row {
        id: format!("r{at}"),
        heading: format!("Lager {}", at / 3),
        name: "Verksamhetsuppföljningssystemet för äldreomsorgen".chars().take(at * 11 % 49 + 1).collect(),
        line: "system".to_owned(),
        title: format!("row {at}"),
        bars: bars
            .iter()
            .map(|&(days, track)| Bar {
                days,
                track,
                look: Look::Plain,
                texts: vec!["In use until further notice".to_owned(), "In use".to_owned()],
                title: format!("row {at}"),
            })
            .collect(),
        marks: bars.iter().map(|(span, _)| Mark { day: span.last, text: "until then".to_owned() }).collect(),
    };
    Timeline {
        prefix: "p".to_owned(),
        title: "Title".to_owned(),
        subtitle: "Subtitle".to_owned(),
        description: String::new(),
        days,
        bands: vec![Band {
            name: "Platå".to_owned(),
            days: Span { first: line, last: days.last },
            title: String::new(),
        }],
        lines: [line, days.first]
            .map(|day| Line { day, label: day.to_string(), is_today: day == line })
            .to_vec(),
        rows: rows.iter().enumerate().map(row).collect(),
        legend: Legend::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bars_stay_in_their_rows_and_longer_is_never_shorter(
        a in some_day(), b in some_day(), rows in prop::collection::vec(some_row(), 0..8), line in some_day(),
    ) {
        let days = Span { first: a.min(b), last: a.max(b) };
        let timeline = built(days, &rows, line);
        check(&timeline);
        let svg = draw(&timeline);
        let document = Document::parse(&svg).unwrap();
        // Title of the row, and the upper and lower edge of each of its bars.
        let mut extents: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for bar in document.descendants().filter(|node| has_class(*node, "bar") && node.tag_name().name() == "g") {
            let child = |name: &str| bar.children().find(|child| child.tag_name().name() == name).unwrap();
            let (title, rect) = (child("title").text().unwrap().to_owned(), child("rect"));
            let (top, bottom) = (number(rect, "y"), number(rect, "y") + number(rect, "height"));
            let extent = extents.entry(title).or_insert((top, bottom));
            *extent = (extent.0.min(top), extent.1.max(bottom));
        }
        let mut extents: Vec<(usize, (f64, f64))> = extents
            .into_iter()
            .map(|(title, extent)| (title.trim_start_matches("row ").parse().unwrap(), extent))
            .collect();
        extents.sort_by_key(|(row, _)| *row);
        for pair in extents.windows(2) {
            prop_assert!(pair[0].1.1 <= pair[1].1.0, "{pair:?}");
        }
        // As many bars as touch the days that are drawn.
        let drawn = rows.iter().flatten().filter(|(span, _)| span.first <= days.last && span.last >= days.first);
        let bars = document.descendants().filter(|node| has_class(*node, "bar") && node.tag_name().name() == "g");
        prop_assert_eq!(drawn.count(), bars.count());
    }
}
