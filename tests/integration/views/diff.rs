//! The difference: two states in one map, nothing of either lost.

use systemkarta::render::views::{DiffOptions, Difference, Differing, diff};

use super::*;

fn options(days: Option<[&str; 2]>) -> DiffOptions {
    let [old, new] = days.unwrap_or(["before", "after"]).map(str::to_owned);
    DiffOptions { old, new, days: days.map(|days| days.map(day)), max_boxes: 500 }
}

fn differing(old: &Graph, new: &Graph, ids: [Option<&str>; 2], how: Difference) -> Differing {
    let [before, after] = ids;
    Differing {
        old: before.map(|id| element(old, id)),
        new: after.map(|id| element(new, id)),
        how,
        line: if how == Difference::Changed { "owner".to_owned() } else { String::new() },
        says: String::new(),
    }
}

#[test]
fn two_maps_become_one() {
    let old = graph_of(
        "systems: {a: {depends_on: [gone, b, stays]}, b: {depends_on: stays}, gone: {depends_on: stays}, stays: }",
    );
    let new = graph_of(
        "systems: {a: {depends_on: [c, new, stays]}, c: {aliases: [b], depends_on: stays}, new: , stays: }",
    );
    let all = [
        differing(&old, &new, [Some("a"), Some("a")], Difference::Changed),
        differing(&old, &new, [Some("b"), Some("c")], Difference::Renamed),
        differing(&old, &new, [Some("gone"), None], Difference::Removed),
        differing(&old, &new, [None, Some("new")], Difference::Added),
    ];
    let scene = diff(&old, &new, &all, &options(None));
    let expected = [
        ("a", Look::Changed, Some("CHANGED")),
        ("c", Look::Renamed, Some("RENAMED")),
        ("gone", Look::Removed, Some("GONE")),
        ("new", Look::Added, Some("NEW")),
        ("stays", Look::Faded, None),
    ];
    assert_eq!(scene.boxes.len(), expected.len());
    for (id, look, chip) in expected {
        assert_eq!((find(&scene, id).look, find(&scene, id).chip.as_deref()), (look, chip), "{id}");
    }
    assert_eq!(find(&scene, "a").line, "owner");
    let expected = [
        ("a", "gone", ArrowLook::Removed),
        ("gone", "stays", ArrowLook::Removed),
        ("a", "new", ArrowLook::Added),
        ("a", "stays", ArrowLook::Faded),
        // Renamed, the relations are the same.
        ("a", "c", ArrowLook::Faded),
        ("c", "stays", ArrowLook::Faded),
    ];
    assert_eq!(scene.arrows.len(), expected.len());
    for (from, to, look) in expected {
        assert_eq!(arrows(&scene, from, to)[0].look, look, "{from} → {to}");
    }
    assert_eq!(scene.title, "From before to after 1 element is new, 1 is gone, 1 is renamed and 1 changes");
    assert!(scene.subtitle.starts_with("1 dependency new and 2 gone"), "{}", scene.subtitle);
}

#[test]
fn two_days_of_a_map_show_what_is_in_use_on_either() {
    let graph = graph_of(
        "systems: {a: {depends_on: [early, late]}, early: {lifecycle: {active: 2001, retired: 2008}}, late: {lifecycle: {active: 2009}}, never: {lifecycle: {active: 2020}}}",
    );
    let all = [
        differing(&graph, &graph, [Some("early"), None], Difference::Removed),
        differing(&graph, &graph, [None, Some("late")], Difference::Added),
    ];
    let scene = diff(&graph, &graph, &all, &options(Some(["2007-01-01", "2010-01-01"])));
    assert_eq!(scene.boxes.len(), 3, "{:?}", scene.boxes);
    assert_eq!((find(&scene, "early").look, find(&scene, "late").look), (Look::Removed, Look::Added));
    assert_eq!(arrows(&scene, "a", "early")[0].look, ArrowLook::Removed);
    assert_eq!(arrows(&scene, "a", "late")[0].look, ArrowLook::Added);
    assert_eq!(
        scene.title,
        "From 2007-01-01 to 2010-01-01 1 element is taken into use and 1 goes out of use"
    );
    check_account(&graph, &scene);
}

#[test]
fn the_same_map_twice_differs_in_nothing() {
    let graph = stockholm();
    for max_boxes in [1, 56, 500] {
        let scene = diff(&graph, &graph, &[], &DiffOptions { max_boxes, ..options(None) });
        assert_eq!(scene.title, "From before to after no element differs");
        assert!(scene.boxes.iter().all(|each| each.look == Look::Faded));
        assert!(scene.arrows.iter().all(|arrow| arrow.look == ArrowLook::Faded));
        check_account(&graph, &scene);
    }
}
