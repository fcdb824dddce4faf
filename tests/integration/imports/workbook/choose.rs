//! Which worksheets and files are read, and what is said of the others.

use super::*;

#[test]
fn worksheets_are_known_by_name_by_settings_or_by_their_columns() {
    let systems: &[&[&str]] = &[&["name"], &["Lisa"]];
    for name in ["systems", " SYSTEMS", "System"] {
        assert_eq!(
            said(&read(&book(&[(name, systems), ("Blad2", &[])]), "")),
            ["systems lisa: name=Lisa;"],
            "{name}"
        );
    }
    let settings = config("[csv.sheets]\n\"Förteckning\" = \"technologies\"\nPriser = \"-\"\n");
    let bytes = book(&[("förteckning", systems), ("Priser", &[&["name"], &["x"]]), ("Findings", systems)]);
    let draft = read_as("a.xlsx", &bytes, "", &settings).unwrap();
    assert_eq!(said(&draft), ["technologies lisa: name=Lisa;"]);
    assert_eq!(draft.left_out.iter().collect::<Vec<_>>(), [("worksheets that the settings leave out", 1)]);

    let draft =
        read(&book(&[("Blad1", &[&["Register"], &["Name", "Owner"], &["Lisa", ""]]), ("Blad2", &[])]), "");
    assert_eq!(said(&draft), ["systems lisa: name=Lisa; -owner"]);
    assert_eq!(draft.remarks[0], "The worksheet `Blad1` is read as systems, since its columns are theirs.");
    let ends: &[&[&str]] = &[&["provider", "consumer"], &["s1", "s2"]];
    let draft = read(&book(&[("Sheet1", ends)]), "systems: [s1, s2]");
    assert_eq!(said(&draft), ["integrations s1--s2: provider=[s1]; consumer=[s2];"]);
}

#[test]
fn what_is_left_out_is_told_by_name() {
    let bytes = written(|book| {
        fill(book.add_worksheet().set_name("systems").unwrap(), &[&["name"], &["Lisa"]]);
        fill(book.add_worksheet().set_name("Old").unwrap().set_hidden(true), &[&["name"], &["x"]]);
        fill(book.add_worksheet().set_name("Prices").unwrap(), &[&["price"], &["1"]]);
        fill(book.add_worksheet().set_name("Notes").unwrap(), &[&["a"]]);
    });
    let draft = read(&bytes, "");
    assert_eq!(said(&draft), ["systems lisa: name=Lisa;"]);
    assert_eq!(
        draft.left_out.iter().collect::<Vec<_>>(),
        [("hidden worksheets", 1), ("worksheets that are not named after a section", 2)]
    );
    assert_eq!(
        draft.remarks,
        [
            "The worksheet `Old` is hidden and was left out.",
            "The worksheet `Prices` is not named after a section and was left out.",
            "The worksheet `Notes` is not named after a section and was left out.",
            "What a worksheet is can be said in systemkarta.toml: under [csv.sheets], write \"Prices\" = \"systems\", or \"-\" to leave it out.",
        ]
    );
}

#[test]
fn sheets_are_read_alone_or_as_a_folder() {
    let alone =
        read_as("Systems.csv", "\u{feff}\"name\";owner\nLisa;\n".as_bytes(), "", &Config::default()).unwrap();
    assert_eq!(said(&alone), ["systems lisa: name=Lisa; -owner"]);
    let latin = config("[csv]\nencoding = \"latin-1\"\n[csv.sheets]\nregister = \"systems\"\n");
    let draft = read_as("register.csv", b"name\nF\xf6rskola\n", "", &latin).unwrap();
    assert_eq!(said(&draft), ["systems forskola: name=Förskola;"]);

    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("systems.csv", "name,depends_on\nLisa,Oracle\n"),
        ("technologies.csv", "id,name\no,Oracle\n"),
        ("findings.csv", "name\nx\n"),
        ("prices.csv", "name\nx\n"),
        ("lifecycles.csv", "id,active\n"),
        ("notes.txt", "name\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let draft = workbook::read(folder.path(), &Model::default(), &Config::default()).unwrap();
    assert_eq!(said(&draft), ["systems lisa: name=Lisa; depends_on=[o];", "technologies o: name=Oracle;"]);
    assert_eq!(told(&draft), [""; 0]);
    assert_eq!(draft.left_out.iter().collect::<Vec<_>>(), [("sheets that are not named after a section", 1)]);
}

#[test]
fn what_stands_beside_a_map_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("map.yaml", "systems: [a]\n");
    write("systems.xlsx", "x");
    write("Systems.tsv", "x");
    write("prices.xlsx", "x");
    write("processes.csv", "");
    write("technologies.csv", "name\n\n");
    let loaded = systemkarta::load::load(folder.path(), &Config::default()).unwrap();
    let mut told: Vec<String> = loaded
        .findings
        .iter()
        .map(|f| format!("{}: {} ({})", f.rule, f.message, f.help.as_deref().unwrap_or_default()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "skipped-file: not read: a map is written in YAML and CSV (`systemkarta import systems.xlsx` reads what it says into the map; or save it as systems.csv, and it is a part of the map)",
            "skipped-file: not read: a map is written in YAML and CSV (save it as Systems.csv, and it is a part of the map)",
            "skipped-file: nothing is read: this sheet is empty (save it again, or delete it)",
        ]
    );
    assert!(!loaded.model.incomplete);
}

#[test]
fn cells_that_are_merged_over_rows_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("systems").unwrap();
    for (row, cells) in [["name", "owner"], ["A", ""], ["B", ""], ["C", ""]].iter().enumerate() {
        let row = u32::try_from(row).unwrap();
        sheet.write_string(row, 0, cells[0]).unwrap();
        sheet.write_string(row, 1, cells[1]).unwrap();
    }
    let format = rust_xlsxwriter::Format::new();
    sheet.merge_range(1, 1, 2, 1, "IT", &format).unwrap();
    sheet.merge_range(3, 1, 3, 2, "KLK", &format).unwrap();
    let draft = read(&book.save_to_buffer().unwrap(), "");
    assert_eq!(
        draft.remarks,
        [
            "In the worksheet `systems`, cells are merged over several rows (B2:B3): only the first row of each says what stands there."
        ]
    );
}
