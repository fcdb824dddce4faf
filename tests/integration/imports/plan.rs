//! What a map becomes with a draft, against a plain second computation, and by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use systemkarta::diagnostic::{FileId, Finding, Place};
use systemkarta::entry::{Entry, Written, entries, yaml};
use systemkarta::import::{
    self, Draft, EntryChange, Incoming, Kind, Plan, PlanError, Standing, Target, plan,
};
use systemkarta::load::{Config, Loaded, load_texts};
use systemkarta::model::{Listing, Section};

use crate::schema::random::document;

/// No sheets: what is new goes to the file.
static NONE: BTreeMap<Listing, String> = BTreeMap::new();

fn map(texts: &[(&str, &str)]) -> Loaded {
    load_texts(texts.iter().copied(), &Config::default())
}

fn planned(draft: &Draft, map: &Loaded, file: &str) -> Plan {
    plan(draft, Target { map, file, sheets: &NONE, config: &Config::default() }).unwrap()
}

fn place() -> Place {
    Place::file(FileId::new(0))
}

fn system(id: &str) -> Entry {
    Entry::new(Listing::Section(Section::Systems), id)
}

fn said(entries: impl IntoIterator<Item = Entry>) -> Draft {
    let entries = entries.into_iter().map(|entry| Incoming::said(entry, Vec::new(), place())).collect();
    Draft { entries, ..Draft::default() }
}

fn own(entries: impl IntoIterator<Item = Entry>) -> Draft {
    let entries = entries.into_iter().map(|entry| Incoming::own(entry, place())).collect();
    Draft { entries, ..Draft::default() }
}

fn texts(plan: &Plan) -> Vec<(&str, &str)> {
    plan.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect()
}

fn told(plan: &Plan) -> Vec<(Kind, &str, bool)> {
    plan.changes.iter().map(|c| (c.kind, c.id.as_str(), c.standing == Standing::Written)).collect()
}

#[test]
fn what_is_said_is_written_where_the_map_says_it_and_what_is_new_at_the_end() {
    let map = map(&[
        ("maps/a.yaml", "systems:\n  - id: lisa # ours\n    owner: finance\n"),
        ("maps/b.yaml", "organisations: [finance, it]\nsystems: [vodok]\n"),
    ]);
    let draft = said([
        system("lisa").with("owner", "it"),
        system("vodok").with("name", "Vodok"),
        system("smil").with("owner", "it"),
    ]);
    let plan = planned(&draft, &map, "maps/list.yaml");
    let wanted_new = "# Begun by `systemkarta import`. It is yours: the next import changes single fields, and adds at the end.\n\n\
                      systems:\n  - id: smil\n    owner: it\n";
    assert_eq!(
        texts(&plan),
        [
            ("maps/a.yaml", "systems:\n  - id: lisa # ours\n    owner: it\n"),
            ("maps/b.yaml", "organisations: [finance, it]\nsystems: [{id: vodok, name: Vodok}]\n"),
            ("maps/list.yaml", wanted_new),
        ]
    );
    assert_eq!(
        told(&plan),
        [(Kind::Changed, "lisa", true), (Kind::Added, "smil", true), (Kind::Changed, "vodok", true)]
    );
    // The next time nothing is left to do, and what is new then comes after what is there.
    let again =
        plan.loaded(Target { map: &map, file: "maps/list.yaml", sheets: &NONE, config: &Config::default() });
    let second = planned(&draft, &again, "maps/list.yaml");
    assert!(second.is_empty());
    assert_eq!((second.changes.len(), second.unchanged), (0, 3));
    let third = planned(&said([system("tre")]), &again, "maps/list.yaml");
    assert_eq!(
        texts(&third),
        [("maps/list.yaml", format!("{wanted_new}---\nsystems:\n  - id: tre\n").as_str())]
    );
}

#[test]
fn what_is_missing_from_a_list_stays_in_the_map_and_is_told() {
    let map = map(&[("maps/a.yaml", "systems: [lisa, vodok]\nprocesses: [care]\n")]);
    let mut draft = said([system("lisa")]);
    draft.listings.insert(Listing::Section(Section::Systems));
    let plan = planned(&draft, &map, "maps/list.yaml");
    assert_eq!(told(&plan), [(Kind::Gone, "vodok", false)]);
    assert!(plan.is_empty());
}

#[test]
fn an_import_replaces_its_own_file_but_not_the_words_of_others() {
    let empty = map(&[]);
    let first = own([system("web").with("version", "1"), system("old")]);
    let plan = planned(&first, &empty, "maps/compose.yaml");
    let after = plan.loaded(Target {
        map: &empty,
        file: "maps/compose.yaml",
        sheets: &NONE,
        config: &Config::default(),
    });
    // Somebody else says when it is in use.
    let dated = planned(&said([system("web").with("lifecycle", "active")]), &after, "maps/x.yaml");
    let after =
        dated.loaded(Target { map: &after, file: "maps/x.yaml", sheets: &NONE, config: &Config::default() });
    let second = own([system("web").with("version", "2"), system("new")]);
    let plan = planned(&second, &after, "maps/compose.yaml");
    assert_eq!(
        told(&plan),
        [(Kind::Added, "new", true), (Kind::Gone, "old", true), (Kind::Changed, "web", true)]
    );
    let text = plan.files[0].text.as_str();
    assert!(text.starts_with("# Written by `systemkarta import`"), "{text}");
    assert!(
        text.ends_with("systems:\n  - id: web\n    version: 2\n    lifecycle: active\n  - id: new\n"),
        "{text}"
    );
}

#[test]
fn what_the_map_declares_itself_is_kept_and_told_where_it_differs() {
    let map = map(&[("maps/a.yaml", "systems:\n  - {id: web, name: The web, version: 3}\n  - {id: same}\n")]);
    let plan = planned(&own([system("web").with("version", "2"), system("same")]), &map, "maps/compose.yaml");
    assert_eq!(told(&plan), [(Kind::Changed, "web", false)]);
    assert_eq!(plan.unchanged, 1);
    let fields: Vec<&str> = plan.changes[0].fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["version"]);
}

#[test]
fn nothing_goes_because_something_could_not_be_read() {
    let empty = map(&[]);
    let file = "maps/compose.yaml";
    let first = planned(&own([system("web"), system("db")]), &empty, file);
    let after = first.loaded(Target { map: &empty, file, sheets: &NONE, config: &Config::default() });
    let text = after.sources.iter().next().unwrap().text();
    let mut torn = own([system("web")]);
    torn.findings.push(Finding::new("syntax", place(), "this is no YAML"));
    let plan = planned(&torn, &after, file);
    assert_eq!((plan.is_empty(), told(&plan)), (true, vec![(Kind::Gone, "db", false)]), "{text}");
    // Nothing at all is no reason either.
    let nothing = planned(&Draft::default(), &after, file);
    assert_eq!((nothing.is_empty(), nothing.changes.len()), (true, 2));
    // And what has nothing in common is another import.
    let config = Config::default();
    let target = Target { map: &after, file, sheets: &NONE, config: &config };
    assert_eq!(
        import::plan(&own([system("other")]), target).unwrap_err(),
        PlanError::OfAnother(file.to_owned(), 2)
    );
}

#[test]
fn an_id_that_is_something_else_in_the_map_says_its_kind() {
    let map = map(&[("maps/a.yaml", "technologies:\n  - {id: db, name: The big one}\n")]);
    let web = system("web").with("depends_on", Written::List(vec!["db".into(), "web".into()]));
    let plan = planned(&own([web, system("db").with("name", "db")]), &map, "maps/compose.yaml");
    let text = plan.files[0].text.as_str();
    assert!(
        text.ends_with("  - id: web\n    depends_on: [system:db, web]\n  - id: system:db\n    name: db\n"),
        "{text}"
    );
    assert_eq!(told(&plan), [(Kind::Added, "system:db", true), (Kind::Added, "web", true)]);
}

#[test]
fn one_field_that_cannot_be_edited_does_not_hold_the_others() {
    let text = "systems:\n  - {id: a, owner: &o it}\n  - id: b\n    owner: *o\n    tags: [x]\n";
    let map = map(&[("maps/a.yaml", text)]);
    let b = system("b").with("owner", "finance").with("tags", vec!["y"]).with("criticality", "high");
    let plan = planned(&said([b]), &map, "maps/list.yaml");
    let wanted = "systems:\n  - {id: a, owner: &o it}\n  - id: b\n    owner: *o\n    tags: [y]\n    criticality: high\n";
    assert_eq!(texts(&plan), [("maps/a.yaml", wanted)]);
    let left: Vec<&str> = plan
        .changes
        .iter()
        .filter(|change| matches!(change.standing, Standing::ByHand(_)))
        .flat_map(|change| change.fields.iter().map(|field| field.field.as_str()))
        .collect();
    assert_eq!(left, ["owner"]);
}

#[test]
fn a_file_that_people_wrote_is_never_replaced() {
    let map = map(&[("maps/compose.yaml", "systems: [a]\n")]);
    let config = Config::default();
    let target = Target { map: &map, file: "maps/compose.yaml", sheets: &NONE, config: &config };
    let refused = plan(&own([system("web")]), target).unwrap_err();
    assert_eq!(refused, PlanError::NotItsOwn("maps/compose.yaml".to_owned()));
}

#[test]
fn what_stands_in_a_sheet_is_changed_cell_by_cell() {
    let sheet = "Namn;owner;Anm.;criticality\r\nLisa;\"Finance; old\";x;high\r\nVodok;it\r\n";
    let config = Config::parse(
        "[csv.columns.systems]\n\"Namn\" = \"name\"\n\"Anm.\" = \"-\"\n",
        "systemkarta.toml",
        &[],
    )
    .unwrap();
    let map = load_texts([("maps/a.yaml", "organisations: [it]\n"), ("maps/systems.csv", sheet)], &config);
    let sheets = BTreeMap::from([(Listing::Section(Section::Systems), "maps/systems.csv".to_owned())]);
    let target = Target { map: &map, file: "maps/list.yaml", sheets: &sheets, config: &config };
    let mut draft = said([
        system("lisa").with("owner", "it"),
        system("vodok").with("version", "4.10").with("criticality", "low"),
        system("smil").with("name", "Smil").with("owner", "it"),
        system("other-id").with("name", "=1+1"),
    ]);
    draft.entries[0].cleared.push("criticality".to_owned());
    let plan = plan(&draft, target).unwrap();
    // An id that is not made from the name has no column there, so that line goes to the file.
    assert_eq!(
        texts(&plan)[1],
        (
            "maps/systems.csv",
            "Namn;owner;Anm.;criticality;version\r\nLisa;it;x;\r\nVodok;it;;low;4.10\r\nSmil;it\r\n"
        )
    );
    let new = texts(&plan)[0].1;
    assert!(new.ends_with("systems:\n  - id: other-id\n    name: \"=1+1\"\n"), "{new}");
    assert!(plan.changes.iter().all(|change| change.standing == Standing::Written));
}

#[test]
fn sheets_are_begun_where_they_are_wanted() {
    let map = map(&[]);
    let config = Config::default();
    let sheets: BTreeMap<Listing, String> =
        Listing::all().map(|of| (of, format!("maps/{}.csv", of.name()))).collect();
    let target = Target { map: &map, file: "maps/list.yaml", sheets: &sheets, config: &config };
    let organisation =
        Entry::new(Listing::Section(Section::Organisations), "it").with("name", "IT, and more");
    let plan = plan(&said([system("lisa").with("owner", "it"), organisation]), target).unwrap();
    assert_eq!(
        texts(&plan),
        [
            ("maps/organisations.csv", "\u{feff}id,name\r\nit,\"IT, and more\"\r\n"),
            ("maps/systems.csv", "\u{feff}id,owner\r\nlisa,it\r\n"),
        ]
    );
}

/// A value of a field at random, taken from another document.
fn donor(text: &str) -> Vec<(String, Written)> {
    let loaded = map(&[("donor.yaml", text)]);
    entries(&loaded.model).into_iter().flat_map(|entry| entry.fields).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the map looks like: an entry says afterwards what was said of it, or is left to a person as it was.
    #[test]
    fn nothing_changes_but_what_was_said(text in document(), other in document(), as_list in any::<bool>(), pick in 0_usize..3, clear in any::<bool>()) {
        let before = map(&[("maps/a.yaml", text.as_str())]);
        let block = yaml(&entries(&before.model));
        let text = if as_list { block.as_str() } else { text.as_str() };
        let before = map(&[("maps/a.yaml", text)]);
        let known = entries(&before.model);
        prop_assume!(!known.is_empty());
        let target = &known[pick % known.len()];
        let mut entry = Entry::new(target.listing, target.id.clone());
        let mut wanted = target.clone();
        for (field, value) in donor(&other).into_iter().filter(|(field, _)| field != "provider" && field != "consumer") {
            let spec = systemkarta::model::Field::parse(&field).unwrap();
            if !matches!(target.listing, Listing::Section(section) if spec.sections.contains(&section)) {
                continue;
            }
            // Said twice, the first counts; parts of a mapping, and what is known of a reference, are another matter.
            let is_plain = match target.get(&field) {
                Some(Written::Mapping(_)) => false,
                Some(Written::List(items)) => items.iter().all(|item| item.as_text().is_some()),
                _ => true,
            };
            if entry.get(&field).is_none() && !value.is_empty() && is_plain {
                entry.set(&field, value.clone());
                wanted.set(&field, value);
            }
        }
        let cleared: Vec<String> = match target.fields.iter().find(|(f, _)| entry.get(f).is_none() && f != "provider" && f != "consumer") {
            Some((field, _)) if clear => vec![field.clone()],
            _ => Vec::new(),
        };
        wanted.fields.retain(|(field, _)| !cleared.contains(field));
        let draft = Draft { entries: vec![Incoming::said(entry, cleared, place())], ..Draft::default() };
        let config = Config::default();
        let to = Target { map: &before, file: "maps/new.yaml", sheets: &NONE, config: &config };
        let plan = plan(&draft, to).unwrap();
        let after = entries(&plan.loaded(to).model);
        let is_left = |change: &&EntryChange| matches!(change.standing, Standing::ByHand(_));
        for field in plan.changes.iter().filter(is_left).flat_map(|change| &change.fields) {
            // What is left to a person is as it was.
            wanted.fields.retain(|(name, _)| *name != field.field);
            wanted.fields.extend(target.get(&field.field).map(|said| (field.field.clone(), said.clone())));
        }
        let is_by_hand = plan.changes.iter().any(|change| is_left(&change));
        prop_assert_eq!(after.len(), known.len());
        for (old, new) in known.iter().zip(&after) {
            let wanted = if old.id == target.id { &wanted } else { old };
            let mut sorted = (wanted.fields.clone(), new.fields.clone());
            // An empty list says nothing.
            sorted.0.retain(|(_, said)| !said.is_empty());
            sorted.1.retain(|(_, said)| !said.is_empty());
            sorted.0.sort_by(|a, b| a.0.cmp(&b.0));
            sorted.1.sort_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&sorted.0, &sorted.1, "{}\n{:?}", text, plan.files);
        }
        // What was written out a field a line can always be edited; only a list of consumers is one entry for several.
        prop_assert!(!as_list || !is_by_hand, "{text}");
    }
}
