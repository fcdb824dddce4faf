//! The lifecycle: what is planned, left, retired and unsupported on a day, and what that endangers.

use super::*;

const MAP: &str = "systems:
  a: {lifecycle: {active: 2001, retired: 2012-06}, successor: k}
  b: {depends_on: a}
  c: {lifecycle: {active: 2011-03}, depends_on: b}
  d: {lifecycle: {active: 2001, retired: 2009-01}, depends_on: b}
  e: {depends_on: d}
  f: {lifecycle: {active: 1990, retired: 1999}}
  g: {lifecycle: {plan: 2018, active: 2020}}
  h: {runs_on: t}
  i: {runs_on: u}
  j: {depends_on: [a, k]}
  k: {}
  l: {depends_on: a, lifecycle: phase_out}
technologies:
  t: {lifecycle: {end_of_support: 2009-12-31}}
  u: {lifecycle: {end_of_support: 2009-12-31, end_of_extended_support: 2013-06}}
";

fn on(text: &str, at: &str) -> Scene {
    lifecycle(&graph_of(text), &whole(at), day(at))
}

#[test]
fn every_state_has_its_look_its_word_and_its_date() {
    let scene = on(MAP, "2010-07-01");
    let expected = [
        ("a", Look::Leaving, Some("LEAVING"), "until 2012-06"),
        ("c", Look::Planned, Some("PLANNED"), "from 2011-03"),
        ("d", Look::Retired, Some("RETIRED"), "ended 2009-01"),
        ("l", Look::Leaving, Some("LEAVING"), "no end is dated"),
        ("t", Look::Unsupported, Some("UNSUPPORTED"), "support ended 2009-12-31"),
        ("u", Look::Extended, Some("EXTENDED"), "extended until 2013-06"),
    ];
    for (id, look, chip, line) in expected {
        let each = find(&scene, id);
        assert_eq!((each.look, each.chip.as_deref(), each.line.as_str()), (look, chip, line), "{id}");
    }
    assert_eq!((find(&scene, "k").look, find(&scene, "k").chip.as_deref()), (Look::Plain, None));
    assert!(find(&scene, "a").title.ends_with("until 2012-06, then k"), "{}", find(&scene, "a").title);
    assert_eq!(
        scene.title,
        "On 2010-07-01 2 systems are being left, 1 system rests on something that nobody supports and 1 system rests on something that is not in use"
    );
}

#[test]
fn what_stays_and_rests_on_what_leaves_or_fails_is_risky() {
    let scene = on(MAP, "2010-07-01");
    let expected = [
        ("b", "a", ArrowLook::Risk),
        ("e", "d", ArrowLook::Risk),
        ("h", "t", ArrowLook::Risk),
        // Extended support is support.
        ("i", "u", ArrowLook::Plain),
        // It rests on the successor already.
        ("j", "a", ArrowLook::Plain),
        ("j", "k", ArrowLook::Plain),
        // Both leave.
        ("l", "a", ArrowLook::Plain),
        ("c", "b", ArrowLook::Planned),
        ("d", "b", ArrowLook::Faded),
    ];
    for (from, to, look) in expected {
        let [arrow] = arrows(&scene, from, to)[..] else { panic!("no arrow {from} → {to}") };
        assert_eq!(arrow.look, look, "{from} → {to}");
    }
}

#[test]
fn what_lies_far_from_the_day_is_left_out_and_counted() {
    let scene = on(MAP, "2010-07-01");
    assert!(!scene.boxes.iter().any(|each| each.id == "f" || each.id == "g"));
    let told = "Out of use and not shown, agreements among them: 1 planned and 1 retired.";
    assert!(scene.legend.notes.iter().any(|note| note == told), "{:?}", scene.legend.notes);
    // Near their days they are there.
    assert_eq!(find(&on(MAP, "2001-12-31"), "f").look, Look::Retired);
    assert_eq!(find(&on(MAP, "2017"), "g").look, Look::Planned);
    // However long ago: something rests on it.
    assert_eq!(find(&on(MAP, "2017"), "d").look, Look::Retired);
}

#[test]
fn without_dates_the_lifecycle_is_the_map() {
    let graph = graph_of("systems: {a: {depends_on: b}, b: {runs_on: t}}\ntechnologies: {t: }");
    let (plain, coloured) = (map(&graph, &whole("2007")), lifecycle(&graph, &whole("2007"), day("2007")));
    let places = |scene: &Scene| scene.boxes.iter().map(|b| (b.id.clone(), b.lane)).collect::<Vec<_>>();
    let ends = |scene: &Scene| scene.arrows.iter().map(|a| (a.from, a.to, a.look)).collect::<Vec<_>>();
    assert_eq!((places(&plain), ends(&plain)), (places(&coloured), ends(&coloured)));
    assert_eq!(coloured.title, "On 2007-01-01 no system is being left");
}

#[test]
fn nothing_of_the_city_is_lost() {
    let graph = stockholm();
    for at in ["1990-01-01", "2008-07-01", "2010-06-30", "2030-01-01"] {
        for max_boxes in [1, 20, 56, 500] {
            let scene = lifecycle(&graph, &MapOptions { at: day(at), max_boxes }, day("2007-09-01"));
            check_account(&graph, &scene);
            assert!(scene.boxes.iter().all(|each| each.look == Look::Plain || each.chip.is_some()));
        }
    }
}
