//! The standard: the map in the colours of the documents, as they stand on a day.

use super::*;

const MAP: &str = "plateaus:
  - {id: later, date: 2010}
  - {id: base, name: Bas, date: 2008-06}
  - {id: dream}
systems:
  a: {standard: {base: free, later: full}}
  b: {standard: {later: concept}}
  c: {standard: not-concerned}
  d: {depends_on: a}
  e: {standard: {dream: full}}
processes: [{id: p, depends_on: d}]
";

fn marks(scene: &Scene, id: &str) -> (Look, Option<String>) {
    let each = find(scene, id);
    (each.look, each.chip.clone())
}

#[test]
fn the_standard_is_that_of_the_latest_plateau_reached() {
    let graph = graph_of(MAP);
    // Before the first plateau, on its first day, on the day before the next, and on that.
    let expected = [
        ("2008-05-31", Look::Free, "before Bas"),
        ("2008-06-01", Look::Free, "Bas"),
        ("2009-12-31", Look::Free, "Bas"),
        ("2010-01-01", Look::Full, "later"),
    ];
    for (at, look, phase) in expected {
        let scene = standard(&graph, &whole(at));
        assert_eq!(marks(&scene, "a").0, look, "{at}");
        // Only a later plateau is told of it: that is shown, and said to be ahead until it is reached.
        assert_eq!(marks(&scene, "b"), (Look::Concept, Some("CONCEPT".to_owned())), "{at}");
        let told = scene.legend.notes.iter().any(|note| note.contains("only later plateaus are told"));
        assert_eq!(told, at < "2010", "{at}: {:?}", scene.legend.notes);
        assert!(scene.title.starts_with(&format!("On {at} ({phase}) ")), "{}", scene.title);
        assert_eq!(marks(&scene, "c"), (Look::NotConcerned, Some("N/A".to_owned())));
        assert_eq!(marks(&scene, "d"), (Look::Unstated, Some("NOT SAID".to_owned())));
        assert_eq!(marks(&scene, "e"), (Look::Unstated, Some("NOT SAID".to_owned())), "never reached");
        assert_eq!(marks(&scene, "p"), (Look::Faded, None), "no standard is set for a process");
    }
    let title = standard(&graph, &whole("2010")).title;
    assert_eq!(
        title,
        "On 2010-01-01 (later) 1 of 5 systems follows the full standard, 1 a standard concept, 1 is not concerned and of 2 nobody has said"
    );
}

#[test]
fn the_standard_is_the_map_in_other_colours() {
    let graph = stockholm();
    for options in [MapOptions::new(day("2009-12-31")), whole("2007-09-01")] {
        let (plain, coloured) = (map(&graph, &options), standard(&graph, &options));
        let places = |scene: &Scene| scene.boxes.iter().map(|b| (b.id.clone(), b.lane)).collect::<Vec<_>>();
        let ends = |scene: &Scene| scene.arrows.iter().map(|a| (a.from, a.to)).collect::<Vec<_>>();
        assert_eq!((places(&plain), ends(&plain)), (places(&coloured), ends(&coloured)));
    }
}

#[test]
fn a_mixed_pile_says_what_it_is_made_of() {
    let words = ["full", "full", "free", "concept", "not-concerned", "full", "free"];
    let mut text = String::from("systems:\n");
    for (n, word) in words.iter().enumerate() {
        writeln!(text, "  - {{id: s{n}, standard: {word}}}").unwrap();
    }
    let scene = standard(&graph_of(&text), &MapOptions { at: day("2007"), max_boxes: 1 });
    let [pile] = &scene.boxes[..] else { panic!("{:?}", scene.boxes) };
    assert_eq!((pile.look, pile.chip.as_deref()), (Look::Folded, Some("MIXED")));
    assert_eq!(pile.line, "3 full, 2 free, 2 others");
    assert!(pile.title.contains("Not concerned in this phase: s4"), "{}", pile.title);

    let scene = standard(
        &graph_of("systems: {a: {standard: full}, b: {standard: full}}"),
        &MapOptions { at: day("2007"), max_boxes: 1 },
    );
    let [pile] = &scene.boxes[..] else { panic!("{:?}", scene.boxes) };
    assert_eq!((pile.look, pile.line.as_str()), (Look::Full, "2 systems"));
}

#[test]
fn an_empty_map_has_no_standard() {
    let scene = standard(&graph_of("map: {}"), &whole("2007"));
    assert_eq!(scene.title, "On 2007-01-01 no system is in use");
}
