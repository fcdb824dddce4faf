//! Laws of comparison: nothing differs from itself, what was edited is found and nothing else, and both ways mirror.

use std::collections::BTreeSet;

use proptest::prelude::*;
use systemkarta::proposal::diff::{Aspect, Diff, Kind};

use super::worlds::{World, edits, worlds};
use super::{Map, declared, id, relations};

/// What the program says, in the words of the books.
fn told(diff: &Diff<'_>) -> BTreeSet<String> {
    let one = |each: &systemkarta::proposal::diff::ElementDifference| {
        let fields: BTreeSet<&str> = each
            .fields
            .iter()
            .map(|field| match field.aspect {
                Aspect::Field(field) => field.name(),
                other => panic!("{other:?}"),
            })
            .collect();
        format!("{:?} {} {fields:?}", each.kind, id(diff, each.element))
    };
    diff.elements.iter().map(one).collect()
}

fn edited(world: &World, edits: &[super::worlds::Edit]) -> World {
    let mut edited = world.clone();
    edits.iter().enumerate().for_each(|(number, edit)| edited.edit(*edit, number));
    edited
}

fn is_other(kind: Kind) -> Kind {
    match kind {
        Kind::Added => Kind::Removed,
        Kind::Removed => Kind::Added,
        same => same,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_map_differs_in_nothing_from_itself_however_it_is_written(
        world in worlds(), edits in edits(), styles in any::<[u64; 2]>(),
    ) {
        let world = edited(&world, &edits);
        let maps = styles.map(|style| Map::of(&world.yaml(style)));
        let diff = declared(&maps[0], &maps[1]);
        prop_assert!(diff.is_empty(), "{:?} {:?} {:?} {:?}", told(&diff), relations(&diff), diff.come, diff.gone);
        prop_assert!(diff.affected.is_empty() && diff.people.is_empty());
    }

    #[test]
    fn what_was_edited_is_found_and_nothing_else(
        world in worlds(), edits in edits(), styles in any::<[u64; 2]>(),
    ) {
        let after = edited(&world, &edits);
        let (elements, expected) = after.differences(&world, styles);
        let (old, new) = (Map::of(&world.yaml(styles[0])), Map::of(&after.yaml(styles[1])));
        let diff = declared(&old, &new);
        prop_assert_eq!(told(&diff), elements);
        let found: BTreeSet<String> = relations(&diff).into_iter().collect();
        prop_assert_eq!(found.len(), diff.relations.len());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn both_ways_mirror_each_other(world in worlds(), edits in edits(), styles in any::<[u64; 2]>()) {
        let after = edited(&world, &edits);
        let (old, new) = (Map::of(&world.yaml(styles[0])), Map::of(&after.yaml(styles[1])));
        let (there, back) = (declared(&old, &new), declared(&new, &old));
        let seen = |diff: &Diff<'_>, turned: bool| -> BTreeSet<String> {
            let elements = diff.elements.iter().map(|each| {
                let (kind, pair) = (each.kind, each.element);
                let fields: Vec<_> = each.fields.iter().map(|field| {
                    let (old, new) = (&field.old, &field.new);
                    (field.aspect, if turned { (new, old) } else { (old, new) })
                }).collect();
                let ends = if turned { (pair.new, pair.old) } else { (pair.old, pair.new) };
                format!("{:?} {ends:?} {fields:?} {}", if turned { is_other(kind) } else { kind }, each.relations)
            });
            let relations = diff.relations.iter().map(|each| {
                let (kind, pair) = (each.kind, each.dependent);
                let ends = if turned { (pair.new, pair.old) } else { (pair.old, pair.new) };
                let bonds = if turned { (each.new, each.old) } else { (each.old, each.new) };
                let others: Vec<_> = each.dependency.members().into_iter()
                    .map(|pair| if turned { (pair.new, pair.old) } else { (pair.old, pair.new) }).collect();
                format!("{:?} {ends:?} {:?} {others:?} {bonds:?}", if turned { is_other(kind) } else { kind }, each.relation)
            });
            elements.chain(relations).collect()
        };
        prop_assert_eq!(seen(&there, false), seen(&back, true));
        prop_assert_eq!(there.come.len(), back.gone.len());
        prop_assert_eq!(there.gone.len(), back.come.len());
    }

    #[test]
    fn what_is_affected_is_never_gone_and_never_told_twice(world in worlds(), edits in edits()) {
        let after = edited(&world, &edits);
        let (old, new) = (Map::of(&world.yaml(1)), Map::of(&after.yaml(2)));
        let diff = declared(&old, &new);
        let affected: BTreeSet<_> = diff.affected.iter().map(|each| each.element).collect();
        prop_assert_eq!(affected.len(), diff.affected.len());
        prop_assert!(affected.iter().all(|pair| pair.new.is_some()));
        for each in &diff.elements {
            let counts = each.consequence.as_ref().map(|consequence| consequence.counts.affected);
            prop_assert!(counts.unwrap_or(0) <= diff.new.graph.element_count());
            // Nobody else is touched by the parts than by the whole.
            if let Some(process) = each.consequence.as_ref().and_then(|it| it.worst_process) {
                let changed = diff.of(process.element).is_some();
                prop_assert!(changed || affected.contains(&process.element));
            }
        }
        let who: BTreeSet<&str> = diff.people.iter().map(|told| told.organisation.as_str()).collect();
        prop_assert_eq!(who.len(), diff.people.len());
    }
}
