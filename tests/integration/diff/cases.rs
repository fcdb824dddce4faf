//! Differences worked out by hand.

use systemkarta::model::{ChangeKind, Disruption, Work};
use systemkarta::proposal::diff::{Compared, Diff, Kind, Sort, diff};

use super::{Map, declared, elements, id, relations};

const MAP: &str = "
organisations: [{id: slk, contact: slk@example.org}, {id: aldre, contact: aldre@example.org}, {id: it}]
processes: {payroll: {owner: slk, depends_on: {to: lisa, strength: hard}}}
systems:
  lisa: {owner: slk, version: 4.10, runs_on: [{to: oracle-9i, strength: hard}, {any_of: [node-a, node-b]}]}
  vodok: {owner: aldre}
technologies: {oracle-9i: {owner: it}, oracle-10g: {owner: it}, node-a: {owner: it}, node-b: {owner: it}}
integrations:
  - {provider: vodok, consumer: lisa, protocol: soap, strength: hard, owner: it}
";

/// The map, with one text in it for another.
fn edited(edits: &[(&str, &str)]) -> Map {
    let replace = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    Map::one(&edits.iter().fold(MAP.to_owned(), replace))
}

/// How the one difference that there is was judged: as what, how many are affected, and the process that it is worst for.
fn judged(diff: &Diff<'_>, element: &str) -> Option<(ChangeKind, usize, Option<(String, Disruption, Work)>)> {
    let difference = diff.elements.iter().find(|each| id(diff, each.element) == element).unwrap();
    let consequence = difference.consequence.as_ref()?;
    let worst =
        consequence.worst_process.map(|worst| (id(diff, worst.element), worst.disruption, worst.work));
    Some((consequence.judged_as, consequence.counts.affected, worst))
}

fn told<'d>(diff: &'d Diff<'_>) -> Vec<&'d str> {
    diff.people.iter().map(|told| told.organisation.as_str()).collect()
}

#[test]
fn order_places_comments_and_the_other_end_are_no_difference() {
    for edits in [
        &[("\nsystems:", "\n\n# moved\nsystems:")][..],
        &[("[node-a, node-b]", "[node-b, node-a]")],
        &[(
            "{to: oracle-9i, strength: hard}, {any_of: [node-a, node-b]}",
            "{any_of: [node-b, node-a]}, {to: oracle-9i, strength: hard}",
        )],
        &[
            (", depends_on: {to: lisa, strength: hard}", ""),
            ("version: 4.10", "version: 4.10, supports: {to: payroll, strength: hard}"),
        ],
        &[("consumer: lisa", "consumer: {to: lisa}")],
    ] {
        let new = edited(edits);
        let old = edited(&[]);
        let diff = declared(&old, &new);
        assert!(diff.is_empty(), "{edits:?} {:?} {:?} {:?}", elements(&diff), relations(&diff), diff.come);
    }
}

/// Whoever names it by either id; its findings and its unnamed integration go with it.
#[test]
fn an_alias_tells_a_rename_from_a_removal_and_an_addition() {
    let old = edited(&[("{owner: slk, version", "{version")]);
    let new = edited(&[
        ("lisa: {owner: slk,", "lisa-hr: {aliases: [lisa],"),
        ("depends_on: {to: lisa,", "depends_on: {to: lisa-hr,"),
        ("consumer: lisa", "consumer: lisa-hr"),
    ]);
    let diff = declared(&old, &new);
    assert_eq!(elements(&diff), ["Renamed lisa-hr []"]);
    assert_eq!(relations(&diff), Vec::<String>::new());
    assert_eq!((diff.come.len(), diff.gone.len()), (0, 0), "{:?} {:?}", diff.come, diff.gone);
    assert!(new.findings.iter().any(|finding| finding.rule == "missing-owner"));
    // Without the alias one is gone and another is there.
    let unknown = edited(&[
        ("lisa: {owner", "lisa-hr: {owner"),
        ("{to: lisa,", "{to: lisa-hr,"),
        ("consumer: lisa", "consumer: lisa-hr"),
    ]);
    let plain = edited(&[]);
    let diff = declared(&plain, &unknown);
    let kinds =
        |kind| diff.elements.iter().filter(move |each| each.kind == kind).map(|each| id(&diff, each.element));
    assert_eq!(kinds(Kind::Removed).collect::<Vec<_>>(), ["lisa", "vodok--lisa"]);
    assert_eq!(kinds(Kind::Added).collect::<Vec<_>>(), ["lisa-hr", "vodok--lisa-hr"]);
}

#[test]
fn a_renamed_organisation_owns_what_it_owned() {
    let new = edited(&[("{id: slk, contact", "{id: slk-2, aliases: [slk], contact")]);
    let old = edited(&[]);
    let diff = declared(&old, &new);
    assert_eq!(elements(&diff), Vec::<String>::new());
    let organisations: Vec<_> =
        diff.organisations.iter().map(|each| (each.kind, each.fields.len())).collect();
    assert_eq!(organisations, [(Kind::Renamed, 0)]);
}

/// Payroll stops, its owner and the operator of nothing are told; the relation goes with the system.
#[test]
fn what_is_removed_is_judged_as_it_stood() {
    let new = edited(&[
        (
            "  lisa: {owner: slk, version: 4.10, runs_on: [{to: oracle-9i, strength: hard}, {any_of: [node-a, node-b]}]}\n",
            "",
        ),
        (", depends_on: {to: lisa, strength: hard}", ""),
        ("  - {provider: vodok, consumer: lisa, protocol: soap, strength: hard, owner: it}", "  []"),
    ]);
    let old = edited(&[]);
    let diff = declared(&old, &new);
    let worst = ("payroll".to_owned(), Disruption::Stopped, Work::Replace);
    let (kind, _, process) = judged(&diff, "lisa").unwrap();
    assert_eq!((kind, process), (ChangeKind::Retire, Some(worst)));
    assert!(diff.relations.iter().all(|relation| relation.with_element));
    let removed = diff.elements.iter().find(|each| id(&diff, each.element) == "lisa").unwrap();
    // To Oracle, the nodes, the integration, and from payroll.
    assert_eq!(removed.relations, 4);
    // Those who owned it and rested on it, fed it, and had a part in the integration.
    let mut told = told(&diff);
    told.sort_unstable();
    assert_eq!(told, ["aldre", "it", "slk"]);
    let affected: Vec<String> = diff.affected.iter().map(|each| id(&diff, each.element)).collect();
    assert!(affected.contains(&"payroll".to_owned()), "{affected:?}");
}

#[test]
fn a_successor_that_is_there_takes_the_place_of_what_is_removed() {
    let with = |successor: &str| {
        edited(&[("vodok: {owner: aldre}", &format!("vodok: {{owner: aldre, successor: {successor}}}"))])
    };
    let gone = &[
        ("  vodok: {owner: aldre}\n", ""),
        ("  - {provider: vodok, consumer: lisa, protocol: soap, strength: hard, owner: it}", "  []"),
    ];
    let old = with("lisa");
    let new = edited(gone);
    assert_eq!(judged(&declared(&old, &new), "vodok").unwrap().0, ChangeKind::Replace);
    let old = edited(&[]);
    assert_eq!(judged(&declared(&old, &new), "vodok").unwrap().0, ChangeKind::Retire);
    // What was out of use hurts nobody.
    let old = edited(&[("vodok: {owner: aldre}", "vodok: {owner: aldre, lifecycle: retired}")]);
    assert_eq!(judged(&declared(&old, &new), "vodok"), None);
}

#[test]
fn what_is_added_asks_something_of_what_it_rests_on() {
    let new = edited(&[(
        "  vodok: {owner: aldre}",
        "  vodok: {owner: aldre}\n  new: {owner: it, depends_on: vodok}",
    )]);
    let old = edited(&[]);
    let diff = declared(&old, &new);
    // Vodok rests on nothing and so asks nobody.
    assert_eq!(judged(&diff, "new").unwrap(), (ChangeKind::Need, 0, None));
    let added = diff.elements.iter().find(|each| id(&diff, each.element) == "new").unwrap();
    let asked_of: Vec<String> =
        added.consequence.as_ref().unwrap().asked_of.iter().map(|pair| id(&diff, *pair)).collect();
    assert_eq!(asked_of, ["vodok"]);
    let owner = diff.people.iter().find(|told| told.organisation == "aldre").unwrap();
    assert_eq!(owner.affected.iter().map(|pair| id(&diff, *pair)).collect::<Vec<_>>(), ["vodok"]);
    let told = diff.people.iter().find(|told| told.organisation == "it").unwrap();
    assert!(told.changed.iter().any(|pair| id(&diff, *pair) == "new"));
}

#[test]
fn a_new_owner_hurts_nobody_and_both_are_told() {
    let new = edited(&[("lisa: {owner: slk", "lisa: {owner: aldre")]);
    let old = edited(&[]);
    let diff = declared(&old, &new);
    assert_eq!(elements(&diff), [r#"Changed lisa ["Field(Owner): Some(\"slk\") -> Some(\"aldre\")"]"#]);
    assert_eq!(judged(&diff, "lisa"), None);
    assert!(diff.affected.is_empty());
    let hands: Vec<_> =
        diff.people.iter().map(|t| (t.organisation.as_str(), t.gives.len(), t.takes.len())).collect();
    assert_eq!(hands, [("aldre", 0, 1), ("slk", 1, 0)]);
}

#[test]
fn each_field_is_judged_as_what_it_is() {
    let cases = [
        ("version: 4.10", "version: 4.11", "lisa", Some(ChangeKind::Upgrade)),
        ("{to: oracle-9i,", "{to: oracle-10g,", "lisa", Some(ChangeKind::Modify)),
        ("[node-a, node-b]", "[node-a, node-b], min_up: 2", "lisa", Some(ChangeKind::Modify)),
        ("protocol: soap", "protocol: file", "vodok--lisa", Some(ChangeKind::Interface)),
        (
            "strength: hard, owner: it",
            "strength: soft, owner: it",
            "vodok--lisa",
            Some(ChangeKind::Interface),
        ),
        (
            "strength: hard, owner: it",
            "strength: hard, tolerates: 4h, owner: it",
            "vodok--lisa",
            Some(ChangeKind::Interface),
        ),
        ("{to: lisa, strength: hard}", "{to: lisa, strength: soft}", "payroll", Some(ChangeKind::Modify)),
        ("vodok: {owner: aldre}", "vodok: {owner: aldre, description: Care}", "vodok", None),
        ("vodok: {owner: aldre}", "vodok: {owner: aldre, lifecycle: {retired: 2012}}", "vodok", None),
        ("vodok: {owner: aldre}", "vodok: {owner: aldre, cost: {yearly: 1 MSEK}}", "vodok", None),
    ];
    for (from, to, element, kind) in cases {
        let (old, new) = (edited(&[]), edited(&[(from, to)]));
        let diff = declared(&old, &new);
        assert_eq!(diff.elements.len(), 1, "{from} {to} {:?}", elements(&diff));
        assert_eq!(judged(&diff, element).map(|judged| judged.0), kind, "{to}");
    }
}

#[test]
fn a_strength_that_changes_changes_the_relation() {
    let (old, new) = (edited(&[]), edited(&[("{to: lisa, strength: hard}", "{to: lisa, strength: soft}")]));
    assert_eq!(relations(&declared(&old, &new)), ["Changed payroll depends_on lisa"]);
    let new = edited(&[("strength: hard, owner: it", "strength: soft, owner: it")]);
    assert_eq!(relations(&declared(&old, &new)), ["Changed lisa consumes vodok--lisa"]);
    let new = edited(&[("[node-a, node-b]", "[node-a, node-b], min_up: 2")]);
    let groups = ["Removed lisa runs_on 1 of (node-a, node-b)", "Added lisa runs_on 2 of (node-a, node-b)"];
    assert_eq!(relations(&declared(&old, &new)), groups);
}

/// The consumer that it had must be told as well as the one that it has.
#[test]
fn who_lost_an_integration_is_told_too() {
    let own = |consumer: &str| {
        edited(&[(
            "{provider: vodok, consumer: lisa,",
            &format!("{{id: care, provider: vodok, consumer: {consumer},"),
        )])
    };
    let (old, new) = (own("lisa"), own("payroll"));
    let diff = declared(&old, &new);
    assert_eq!(relations(&diff), ["Removed lisa consumes care", "Added payroll consumes care"]);
    let affected: Vec<String> = diff.affected.iter().map(|each| id(&diff, each.element)).collect();
    assert!(
        affected.contains(&"lisa".to_owned()) && affected.contains(&"payroll".to_owned()),
        "{affected:?}"
    );
}

#[test]
fn a_shared_lifecycle_is_said_once_and_counts_for_all_that_have_it() {
    let shared = |date: &str| {
        let ours = format!(
            "lifecycles: {{nodes: {{active: 2001, retired: {date}}}}}\ntechnologies: {{oracle-9i: {{owner: it}}, oracle-10g: {{owner: it}}, node-a: {{owner: it, lifecycle: nodes}}, node-b: {{owner: it, lifecycle: nodes}}}}"
        );
        edited(&[(
            "technologies: {oracle-9i: {owner: it}, oracle-10g: {owner: it}, node-a: {owner: it}, node-b: {owner: it}}",
            &ours,
        )])
    };
    let (old, new) = (shared("2012"), shared("2013"));
    let diff = declared(&old, &new);
    let lifecycles: Vec<_> =
        diff.declarations.iter().map(|each| (each.sort, each.of.len(), &each.parts)).collect();
    assert_eq!((lifecycles[0].0, lifecycles[0].1, lifecycles.len()), (Sort::Lifecycle, 2, 1));
    let part = &lifecycles[0].2[0];
    let said = [&part.name, &part.old, &part.new].map(|text| text.clone().unwrap());
    assert_eq!(said, ["retired", "2012", "2013"]);
    assert_eq!(diff.count(Kind::Changed), 2);
    assert!(diff.elements.iter().all(|each| each.fields.iter().all(|field| field.shared.is_some())));
    assert_eq!(told(&diff), ["it"]);
}

#[test]
fn between_days_what_is_in_use_is_compared() {
    let map = Map::one(
        "
map: {as_of: 2008-01-01}
plateaus: [{id: one, date: 2008-06-01}, {id: two, date: 2009-06-01}]
lifecycles: {support: {end_of_support: 2007-07-31, end_of_extended_support: 2009-07-31}}
processes: {payroll: {depends_on: [{to: lisa, strength: hard}, {to: lisa-2, strength: hard}]}}
systems:
  lisa: {lifecycle: {active: 2001, phase_out: 2008, retired: 2009-01-01}, successor: lisa-2}
  lisa-2: {lifecycle: {phase_in: 2008-06-01, active: 2009}, runs_on: oracle}
  old: {lifecycle: {active: 2001, retired: 2008-03-01}}
  stays: {standard: {one: free, two: full}}
  always: {standard: full}
technologies: {oracle: {lifecycle: support}}
",
    );
    let of = |old, new| elements(&diff(map.side(old), map.side(new), Compared::InUse));
    assert_eq!(of("2007-06-01", "2007-06-01"), Vec::<String>::new());
    let expected = [
        "Removed lisa []",
        "Added lisa-2 []",
        "Removed old []",
        r#"Changed stays ["Standard: Some(\"free\") -> Some(\"full\")"]"#,
        r#"Changed oracle ["Support: Some(\"supported\") -> Some(\"not supported\")"]"#,
    ];
    assert_eq!(of("2007-06-01", "2010-01-01"), expected);
    let back = [
        "Added lisa []",
        "Removed lisa-2 []",
        "Added old []",
        r#"Changed stays ["Standard: Some(\"full\") -> Some(\"free\")"]"#,
        r#"Changed oracle ["Support: Some(\"not supported\") -> Some(\"supported\")"]"#,
    ];
    assert_eq!(of("2010-01-01", "2007-06-01"), back);
    assert_eq!(
        of("2007-08-01", "2008-02-01"),
        [r#"Changed lisa ["Phase: Some(\"active\") -> Some(\"phase_out\")"]"#]
    );
    let diff = diff(map.side("2007-06-01"), map.side("2010-01-01"), Compared::InUse);
    // The successor is in use since before: no gap.
    let worst = ("payroll".to_owned(), Disruption::None, Work::Adapt);
    assert_eq!(judged(&diff, "lisa").unwrap(), (ChangeKind::Replace, 1, Some(worst)));
    let gone =
        ["Removed payroll depends_on lisa", "Added payroll depends_on lisa-2", "Added lisa-2 runs_on oracle"];
    let mut told = relations(&diff);
    told.sort();
    let mut gone = gone.map(str::to_owned);
    gone.sort();
    assert_eq!(told, gone);
}
