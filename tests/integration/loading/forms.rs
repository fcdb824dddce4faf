//! Every form in which a map may be written.

use super::*;
use systemkarta::model::{
    Adaptable, Class, Criticality, Flow, LifecycleUse, Milestone, PartialDate, Phase, Schedule, Scope,
    Section, Standard, StandardUse, Strength, SupportEnd,
};

// ---- Sections

#[test]
fn a_section_is_a_list_a_mapping_by_id_words_or_one_word() {
    let list = "systems:\n  - {id: schemos}\n  - id: vodok\n    owner: aldre\n";
    let mapping = "systems: {schemos: , vodok: {owner: aldre}}\n";
    let block_mapping = "systems:\n  schemos:\n  vodok:\n    owner: aldre\n";
    for text in [list, mapping, block_mapping] {
        let model = sound(text);
        assert_eq!(ids(&model), ["schemos", "vodok"], "{text}");
        assert_eq!(element(&model, "vodok").owner().unwrap().as_str(), "aldre", "{text}");
    }
    assert_eq!(ids(&sound("systems: [schemos, vodok]\n")), ["schemos", "vodok"]);
    assert_eq!(ids(&sound("systems: schemos\n")), ["schemos"]);
    assert_eq!(ids(&sound("systems:\n- schemos\n- {id: vodok}\n")), ["schemos", "vodok"]);
    assert_eq!(ids(&sound("systems:\n")), [""; 0]);
    assert_eq!(ids(&sound("systems: {vodok: {id: vodok}}\n")), ["vodok"]);
}

#[test]
fn each_section_has_its_elements_and_organisations_stand_apart() {
    let model = sound(
        "processes: a\ninformation: b\nsystems: c\nintegrations: {d: {provider: c, consumer: c2}}\n\
         technologies: e\nagreements: f\norganisations: g\n",
    );
    let sections: Vec<Section> = model.elements.iter().map(|element| element.section).collect();
    assert_eq!(sections, Section::ELEMENTS);
    assert_eq!(model.organisations.len(), 1);
    assert_eq!(model.organisations[0].section, Section::Organisations);
}

#[test]
fn a_section_may_stand_any_number_of_times_in_one_document_too() {
    let model = sound("systems: [a]\norganisations: [x]\nsystems: {b: }\norganisations: [y]\n");
    assert_eq!(ids(&model), ["a", "b"]);
    assert_eq!(model.organisations.len(), 2);
}

#[test]
fn several_documents_are_one_map() {
    let model = sound(
        "---\nsystems: [a]\n---\n# nothing\n---\nsystems: [b]\nmap: {title: T}\n...\n---\nsystems: [c]\n",
    );
    assert_eq!(ids(&model), ["a", "b", "c"]);
    assert_eq!(&*model.header.title.unwrap().value, "T");
}

#[test]
fn a_map_may_be_json() {
    let model =
        sound(r#"{"systems": [{"id": "a", "name": "\u00c5sa", "runs_on": ["t"]}], "technologies": ["t"]}"#);
    assert_eq!(element(&model, "a").name(), "Åsa");
}

#[test]
fn the_map_says_its_title_language_and_date() {
    let header = sound("map: {title: City of Stockholm, language: sv, as_of: 2007-09-01}\n").header;
    assert_eq!(&*header.title.unwrap().value, "City of Stockholm");
    assert_eq!(&*header.language.unwrap().value, "sv");
    assert_eq!(header.as_of.unwrap().value, PartialDate::parse("2007-09-01").unwrap());
}

#[test]
fn plateaus_policies_waivers_and_changes_are_known() {
    let model = sound(
        "plateaus: [{id: p1, name: Plateau 1, date: 2008-06}, {id: p2, date: 2010}]\npolicies: [{id: a, because: b, forbid: {to: s}}]\n\
         waivers: {w: {rule: a, element: b, reason: c, owner: d, decision: e, since: 2007, expires: 2008}}\nchanges: {c: , d: , e: }\n",
    );
    assert_eq!(model.plateaus[0].name(), "Plateau 1");
    assert_eq!(model.plateaus[0].date.unwrap().value.last().to_string(), "2008-06-30");
    assert_eq!(model.plateaus[1].name(), "p2");
    assert_eq!(model.policies[0].rule(), "policy/a");
    assert_eq!(model.waivers[0].id.as_ref().unwrap().value.as_str(), "w");
    assert_eq!(model.waivers[0].last().to_string(), "2008-12-31");
    assert_eq!(model.changes.len(), 3);
}

#[test]
fn keys_that_begin_with_x_are_ignored_everywhere() {
    let model = sound(
        "x-anything: {a: [b]}\nmap: {title: T, x-b: 1}\nsystems: [{id: a, x-note: [1], runs_on: {to: t, x-c: 1}, \
         sla: {x-d: 1}, cost: {x-e: 1}, lifecycle: {x-f: 1}}]\ninformation: {i: {protection: {x-g: 1}}}\n\
         plateaus: {p: {date: 2008, x-h: 1}}\n",
    );
    assert!(!field_names(element(&model, "a")).contains(&"x-note"));
}

// ---- Elements

#[test]
fn a_name_defaults_to_the_id() {
    let model = sound("systems: {lisa: , smil: {name: SMIL}}\n");
    assert_eq!(element(&model, "lisa").name(), "lisa");
    assert_eq!(element(&model, "smil").name(), "SMIL");
}

#[test]
fn ids_may_have_the_signs_of_real_inventories() {
    let model = sound("systems: [redis:account-api, nomis/database, 9i, libstdc++6, a_b.c@d]\n");
    assert_eq!(ids(&model), ["redis:account-api", "nomis/database", "9i", "libstdc++6", "a_b.c@d"]);
}

#[test]
fn what_is_not_written_is_not_there() {
    let model = sound("systems: [{id: a, name: , owner: ~, runs_on: null, tags: }]\n");
    assert!(field_names(element(&model, "a")).is_empty());
}

#[test]
fn a_null_in_quotes_is_a_text() {
    let model = sound("systems: [{id: 'null', name: \"~\"}]\n");
    assert_eq!(element(&model, "null").name(), "~");
}

#[test]
fn text_fields_keep_what_was_written() {
    for written in [
        "4.10",
        "1_000",
        "0x1F",
        "0o17",
        "012",
        "no",
        "yes",
        "true",
        "2007-01-01",
        "1e400",
        ".nan",
        ".inf",
        "-0",
        "+1",
        "123456789012345678901234567890123456789",
        "12:30:45",
        "9i",
        "1.10.0",
    ] {
        let model = sound(&format!("systems: [{{id: a, version: {written}, tags: [{written}]}}]\n"));
        let a = element(&model, "a");
        assert_eq!(a.text(Field::Version), Some(written));
        assert_eq!(&*a.texts(Field::Tags)[0].value, written);
    }
}

#[test]
fn long_texts_may_be_written_as_blocks() {
    let text = "systems:\n  - id: a\n    description: |\n      One: two\n      - three\n    source: >-\n      four\n      five\n";
    let model = sound(text);
    assert_eq!(element(&model, "a").text(Field::Description), Some("One: two\n- three\n"));
    assert_eq!(element(&model, "a").text(Field::Source), Some("four five"));
}

#[test]
fn lists_of_texts_properties_and_flags() {
    let model = sound(
        "systems: [{id: a, tags: one, aliases: [b, c], links: [https://example.org/x?y=1#z], properties: {rum: 4.10, \"x y\": no}}]\n\
         information: {i: {personal_data: true}, j: {personal_data: false}}\n",
    );
    let a = element(&model, "a");
    assert_eq!(shown(a, Field::Tags), "one");
    assert_eq!(shown(a, Field::Aliases), "b, c");
    assert_eq!(shown(a, Field::Links), "https://example.org/x?y=1#z");
    assert_eq!(shown(a, Field::Properties), "rum: 4.10, x y: no");
    assert_eq!(element(&model, "i").personal_data(), Some(&true));
    assert_eq!(element(&model, "j").personal_data(), Some(&false));
}

#[test]
fn the_words_of_every_choice() {
    let model = sound(
        "systems: [{id: a, criticality: critical, class: foundational, scope: common, adaptable: no, standard: not-concerned}]\n\
         integrations: [{provider: a, consumer: b, flow: both, schedule: nightly, strength: soft, tolerates: 24h}]\n",
    );
    let a = element(&model, "a");
    assert_eq!(a.criticality(), Some(&Criticality::Critical));
    assert_eq!(a.class(), Some(&Class::Foundational));
    assert_eq!(a.scope(), Some(&Scope::Common));
    assert_eq!(a.adaptable(), Some(&Adaptable::No));
    assert_eq!(a.standard(), Some(&StandardUse::Always(Standard::NotConcerned)));
    let integration = element(&model, "a--b");
    assert_eq!(integration.flow(), Some(&Flow::Both));
    assert_eq!(integration.schedule(), Some(&Schedule::Nightly));
    assert_eq!(integration.strength(), Some(&Strength::Soft));
    assert_eq!(integration.tolerates().unwrap().minutes(), 24 * 60);
}

#[test]
fn a_standard_may_be_given_by_plateau() {
    let model = sound(
        "systems: {a: {standard: {p1: concept, p2: full}}}\nplateaus: {p1: {date: 2008}, p2: {date: 2010}}\n",
    );
    let Some(StandardUse::ByPlateau(by)) = element(&model, "a").standard() else { panic!() };
    let by: Vec<(&str, Standard)> = by.iter().map(|(plateau, s)| (plateau.value.as_str(), *s)).collect();
    assert_eq!(by, [("p1", Standard::Concept), ("p2", Standard::Full)]);
}

#[test]
fn service_hours_are_a_word_a_range_or_ranges_by_weekday() {
    let hours = |written: &str| {
        let model = sound(&format!("systems: {{a: {{service_hours: {written}}}}}\n"));
        element(&model, "a").service_hours().unwrap().clone()
    };
    assert!(hours("24x7").is_always());
    assert_eq!(hours("office").on(0), [(8 * 60, 17 * 60)]);
    assert_eq!(hours("office").on(5), []);
    assert_eq!(hours("mon-fri 07:00-18:00").on(4), [(7 * 60, 18 * 60)]);
    let week = hours("{mon-thu: \"07:00-12:00, 13:00-18:00\", fri: 07:00-15:30}");
    assert_eq!(week.on(3), [(420, 720), (780, 1080)]);
    assert_eq!(week.on(4), [(420, 930)]);
    assert_eq!(week.on(6), []);
}

#[test]
fn promises_costs_and_protection() {
    let model = sound(
        "systems:\n  - id: a\n    sla: {availability: 99.5, restore_within: 4h}\n\
         \x20   cost: {yearly: 3.1 MSEK, replacement: 12 MSEK, adaptation: 250 kSEK, paid_by: slk}\n\
         information: {i: {protection: {confidentiality: 3, integrity: 4, availability: 0}}}\n",
    );
    let sla = element(&model, "a").sla().unwrap();
    assert_eq!(sla.availability.unwrap().value, 995_000);
    assert_eq!(sla.restore_within.unwrap().value.minutes(), 240);
    let cost = element(&model, "a").cost().unwrap();
    assert_eq!(cost.yearly.unwrap().value.hundredths(), 310_000_000);
    assert_eq!(cost.replacement.unwrap().value.currency(), "SEK");
    assert_eq!(cost.adaptation.unwrap().value.hundredths(), 25_000_000);
    assert_eq!(cost.paid_by.as_ref().unwrap().value.as_str(), "slk");
    let protection = element(&model, "i").protection().unwrap();
    assert_eq!(protection.confidentiality, Some(3));
    assert_eq!(protection.integrity, Some(4));
    assert_eq!(protection.availability, Some(0));
}

#[test]
fn availability_is_exact() {
    for (written, millionths) in
        [("99.5", 995_000), ("100", 1_000_000), ("99.999 %", 999_990), ("99.9%", 999_000), ("0", 0)]
    {
        let model = sound(&format!("systems: {{a: {{sla: {{availability: {written}}}}}}}\n"));
        assert_eq!(element(&model, "a").sla().unwrap().availability.unwrap().value, millionths, "{written}");
    }
}

// ---- Lifecycles

#[test]
fn a_lifecycle_is_a_phase_a_name_or_dates() {
    let model = sound(
        "systems: {a: {lifecycle: phase_out}, b: {lifecycle: shared}, c: {lifecycle: {active: 2001-01-01, phase_out: 2012, \
         retired: 2014-06}}, d: }\nlifecycles: [{id: shared, active: 2003}]\n",
    );
    assert_eq!(element(&model, "a").lifecycle(), Some(&LifecycleUse::Phase(Phase::PhaseOut)));
    let shared = model.lifecycle_of(element(&model, "b")).unwrap();
    assert_eq!(shared.begins(Phase::Active).unwrap().to_string(), "2003-01-01");
    let own = model.lifecycle_of(element(&model, "c")).unwrap();
    assert_eq!(own.begins(Phase::PhaseOut).unwrap().to_string(), "2012-01-01");
    assert_eq!(own.begins(Phase::Retired).unwrap().to_string(), "2014-06-01");
    assert_eq!(own.begins(Phase::Plan), None);
    for day in ["1900-01-01", "2010-01-01", "2200-01-01"] {
        assert!(model.in_use(element(&model, "d"), day.parse().unwrap()));
    }
}

#[test]
fn an_end_of_support_is_the_last_day_of_its_date_or_none_known_or_over() {
    let model = sound(
        "lifecycles:\n  oracle-9i-support: {general_availability: 2001-06, end_of_support: 2007-Q2, \
         end_of_extended_support: 2010, end_of_security_support: false, end_of_life: true}\n",
    );
    let lifecycle = model.lifecycles.values().next().unwrap();
    let day = |milestone| match lifecycle.get(milestone) {
        Some(SupportEnd::On(date)) => date.last().to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(day(Milestone::EndOfSupport), "2007-06-30");
    assert_eq!(day(Milestone::EndOfExtendedSupport), "2010-12-31");
    assert_eq!(lifecycle.get(Milestone::EndOfSecuritySupport), Some(SupportEnd::NoneKnown));
    assert_eq!(lifecycle.get(Milestone::EndOfLife), Some(SupportEnd::Over));
    assert_eq!(lifecycle.get(Milestone::EndOfSale), None);
}

// ---- References

#[test]
fn a_reference_is_an_id_a_mapping_or_a_group() {
    let model = sound(
        "systems:\n  - id: a\n    runs_on:\n      - t1\n      - {to: t2, strength: soft, tolerates: 4h}\n\
         \x20     - {any_of: [t3, t4, t5], min_up: 2, strength: hard}\n      - {any_of: t6}\n",
    );
    let a = element(&model, "a");
    assert_eq!(named(a, Field::RunsOn), ["t1", "t2", "2 of [t3 t4 t5]", "1 of [t6]"]);
    let list: Vec<_> = references(a, Field::RunsOn).iter().collect();
    assert_eq!((list[0].strength, list[0].tolerates), (None, None));
    assert_eq!(list[1].strength, Some(Strength::Soft));
    assert_eq!(list[1].tolerates.unwrap().minutes(), 240);
    assert_eq!(list[2].strength, Some(Strength::Hard));
}

#[test]
fn one_reference_stands_for_a_list_of_one() {
    for written in ["t1", "[t1]", "{to: t1}", "[{to: t1}]"] {
        let model = sound(&format!("systems: {{a: {{runs_on: {written}}}}}\n"));
        assert_eq!(named(element(&model, "a"), Field::RunsOn), ["t1"], "{written}");
    }
}

#[test]
fn groups_may_be_nested() {
    let model = sound(
        "systems: {a: {depends_on: [{any_of: [b, {any_of: [c, d, {any_of: [e, f], min_up: 2}], min_up: 3}]}, g]}}\n",
    );
    let a = element(&model, "a");
    assert_eq!(named(a, Field::DependsOn), ["1 of [b 3 of 3]", "g"]);
    let all = references(a, Field::DependsOn);
    let mut ids: Vec<&str> = all.ids().map(|id| id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["b", "c", "d", "e", "f", "g"]);
    let size = |target: &Target| match target {
        Target::Group(group) => Some((group.min_up, all.members(group).len())),
        Target::Id(_) => None,
    };
    let groups: Vec<(usize, usize)> =
        all.all().iter().filter_map(|reference| size(&reference.target)).collect();
    assert_eq!(groups, [(1, 2), (3, 3), (2, 2)]);
}

#[test]
fn every_dependency_field_takes_references() {
    for (section, field) in [
        ("systems", "depends_on"),
        ("systems", "supports"),
        ("systems", "part_of"),
        ("systems", "runs_on"),
        ("systems", "masters"),
        ("systems", "uses"),
        ("systems", "reads"),
        ("systems", "provides"),
        ("systems", "consumes"),
        ("systems", "successor"),
        ("systems", "agreement"),
        ("processes", "depends_on"),
        ("information", "mastered_by"),
        ("technologies", "runs_on"),
        ("agreements", "depends_on"),
    ] {
        let model = sound(&format!("{section}: {{a: {{{field}: [b, {{any_of: [c, d]}}]}}}}\n"));
        let field = Field::parse(field).unwrap().field;
        assert_eq!(named(element(&model, "a"), field), ["b", "1 of [c d]"], "{section}");
    }
}

// ---- Integrations

#[test]
fn an_integration_without_id_is_named_after_its_ends() {
    let model = sound(
        "integrations: [{provider: smil, consumer: lisa, via: [{any_of: [x, y]}, z], carries: employment}]\n",
    );
    assert_eq!(ids(&model), ["smil--lisa"]);
    assert_eq!(named(&model.elements[0], Field::Via), ["1 of [x y]", "z"]);
    assert_eq!(named(&model.elements[0], Field::Carries), ["employment"]);
}

#[test]
fn a_list_of_consumers_is_an_integration_each() {
    let model = sound(
        "integrations: [{provider: smil, consumer: [lisa, {to: vodok, strength: soft}], protocol: soap, schedule: daily}]\n",
    );
    assert_eq!(ids(&model), ["smil--lisa", "smil--vodok"]);
    for integration in &model.elements {
        assert_eq!(named(integration, Field::Provider), ["smil"]);
        assert_eq!(integration.text(Field::Protocol), Some("soap"));
        assert_eq!(integration.schedule(), Some(&Schedule::Daily));
    }
    assert_eq!(named(&model.elements[0], Field::Consumer), ["lisa"]);
    assert_eq!(named(&model.elements[1], Field::Consumer), ["vodok"]);
    let soft = references(&model.elements[1], Field::Consumer).iter().next().unwrap().strength;
    assert_eq!(soft, Some(Strength::Soft));
}

#[test]
fn a_list_of_consumers_of_an_integration_with_id_keeps_each_apart() {
    let model = sound("integrations: {feed: {provider: smil, consumer: [lisa, vodok]}}\n");
    assert_eq!(ids(&model), ["feed--lisa", "feed--vodok"]);
    assert_eq!(ids(&sound("integrations: {feed: {provider: smil, consumer: [lisa]}}\n")), ["feed"]);
}

// ---- Anchors and aliases

#[test]
fn aliases_stand_for_what_their_anchor_names() {
    let model = sound(
        "systems:\n  - {id: a, runs_on: &nodes [n1, n2], owner: &who slk, name: &text Long name}\n\
         \x20 - {id: b, runs_on: *nodes, owner: *who, name: *text}\n  - {id: c, runs_on: {any_of: *nodes}}\n",
    );
    let b = element(&model, "b");
    assert_eq!(named(b, Field::RunsOn), ["n1", "n2"]);
    assert_eq!(b.owner().unwrap().as_str(), "slk");
    assert_eq!(b.name(), "Long name");
    assert_eq!(named(element(&model, "c"), Field::RunsOn), ["1 of [n1 n2]"]);
}

#[test]
fn an_anchor_holds_in_its_document_and_may_be_given_again_in_the_next() {
    let model =
        sound("systems: [{id: a, name: &n A}]\n---\nsystems: [{id: b, name: &n B}, {id: c, name: *n}]\n");
    assert_eq!(element(&model, "c").name(), "B");
}

#[test]
fn yamls_own_tags_change_nothing() {
    let model = sound("systems: !!seq [!!map {id: !!str a, version: !!float 4.10, name: !!str no}]\n");
    assert_eq!(element(&model, "a").text(Field::Version), Some("4.10"));
}

// ---- Local scales

#[test]
fn local_words_stand_for_those_of_the_vocabulary() {
    let toml = "[scales.criticality]\nBBN3 = \"critical\"\nBBN1 = \"low\"\n[scales.service_hours]\nP1 = \"24x7\"\n\
                [scales.strength]\nmust = \"hard\"\n[scales.standard]\ngreen = \"full\"\n";
    let config = Config::parse(toml, "systemkarta.toml", &[]).unwrap();
    let text = "systems: {a: {criticality: BBN3, service_hours: P1, standard: {p: green}, runs_on: {to: t, strength: must}}, \
                b: {criticality: high}, c: {class: BBN3}}\nplateaus: {p: {date: 2008}}\n";
    let loaded = load_texts([("map.yaml", text)], &config);
    let a = element(&loaded.model, "a");
    assert_eq!(a.criticality(), Some(&Criticality::Critical));
    assert!(a.service_hours().unwrap().is_always());
    assert_eq!(shown(a, Field::Standard), "full (p)");
    assert_eq!(references(a, Field::RunsOn).iter().next().unwrap().strength, Some(Strength::Hard));
    assert_eq!(element(&loaded.model, "b").criticality(), Some(&Criticality::High));
    // A local word belongs to its field only.
    assert_eq!(faults(&loaded), ["1:145 bad-value: `BBN3` is no class"]);
}
