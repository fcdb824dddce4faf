//! What stands in cells: numbers, days, formulas, and the dirt of spreadsheets.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

#[test]
fn cells_are_read_as_a_person_sees_them() {
    let day = Format::new().set_num_format("d mmm yyyy");
    let percent = Format::new().set_num_format("0.0%");
    let bytes = written(|book| {
        let sheet = book.add_worksheet().set_name("Information").unwrap();
        fill(
            sheet,
            &[&["id", "name", "version", "active", "personal_data", "sla.availability", "manager", "tags"]],
        );
        sheet.write_number(1, 0, 4711).unwrap();
        sheet.write_number(1, 1, 2).unwrap();
        sheet.write_number(1, 2, 4.1).unwrap();
        let at = ExcelDateTime::from_ymd(2007, 9, 1).unwrap();
        sheet.write_datetime_with_format(1, 3, &at, &day).unwrap();
        sheet.write_boolean(1, 4, true).unwrap();
        sheet.write_number_with_format(1, 5, 0.995, &percent).unwrap();
        sheet.write_formula(1, 6, Formula::new("=A1&B1").set_result("Anna")).unwrap();
        sheet.write_string(1, 7, "a\r\nb\n").unwrap();
    });
    let draft = read(&bytes, "");
    assert_eq!(
        said(&draft),
        [
            "information 4711: name=2; manager=Anna; version=4.1; lifecycle={active: 2007-09-01}; personal_data=true; tags=[a, b];"
        ]
    );
    assert_eq!(told(&draft), ["register.xlsx (Information):2 cell F2 bad-value: `0.995` is no percentage"]);
}

#[test]
fn what_is_no_value_is_told_with_its_cell() {
    let rows = [
        format!(
            "<row r=\"1\">{}{}{}{}</row>",
            inline("A1", "name"),
            inline("B1", "retired"),
            inline("C1", "owner"),
            inline("D1", "version")
        ),
        format!(
            "<row r=\"3\">{}<c r=\"B3\"><f>TODAY()</f></c><c r=\"C3\" t=\"e\"><v>#REF!</v></c><c r=\"D3\"><v>1E+300</v></c></row>",
            inline("A3", "Lisa")
        ),
        format!(
            "<row r=\"4\">{}<c r=\"B4\"><v>40000</v></c><c r=\"D4\"><v>NaN</v></c></row>",
            inline("A4", "Vodok\u{a0} ")
        ),
    ];
    let draft = read(&raw(&rows.concat(), &[]), "");
    assert_eq!(
        told(&draft),
        [
            "register.xlsx (systems):3 cell B3 bad-value: this formula was saved without its value, and no formula is reckoned here",
            "register.xlsx (systems):3 cell C3 bad-value: `#REF!` is an error of the spreadsheet",
            "register.xlsx (systems):4 cell B4 bad-value: `40000` is no date; a spreadsheet that counts days means 2009-07-06 by it",
            "register.xlsx (systems):4 cell D4 bad-value: `#NUM!` is an error of the spreadsheet",
        ]
    );
    // What could not be read is not emptied.
    let said = said(&draft);
    assert!(said[0].starts_with("systems lisa: name=Lisa; version=10000"), "{said:?}");
    assert_eq!(said[1], "systems vodok: name=Vodok; -owner");
}

#[test]
fn both_systems_of_days_are_known() {
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let book = r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="systems" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\" s=\"1\"><v>37864</v></c></row>",
        inline("A1", "name"),
        inline("B1", "active"),
        inline("A2", "Lisa")
    );
    let of =
        |book: &str| said(&read(&raw(&rows, &[("xl/styles.xml", styles), ("xl/workbook.xml", book)]), ""));
    assert_eq!(of(book), ["systems lisa: name=Lisa; lifecycle={active: 2007-09-01};"]);
    assert_eq!(of(BOOK), ["systems lisa: name=Lisa; lifecycle={active: 2003-08-31};"]);
}

#[test]
fn titles_blank_rows_and_dirt_keep_the_numbers_of_rows() {
    let bytes = book(&[(
        "systems",
        &[
            &["Register of systems"],
            &["", "saved in May"],
            &[],
            &["Name", "Owner", "Retired", "Description", "", "Depends on"],
            &[],
            &["Lisa", "IT", "-", "say \"yes\",\nor no", "?", "Vodok"],
            &["Vodok", "-", " ", "FÃ¶rvaltning"],
            &["Lisa", "", "31.12.2007"],
            &["", "IT"],
        ],
    )]);
    let draft = read(&bytes, "");
    assert_eq!(
        said(&draft),
        [
            "systems lisa: name=Lisa; description=\"say \\\"yes\\\",\\nor no\"; owner=it; depends_on=[vodok]; -lifecycle.retired",
            "systems vodok: name=Vodok; description=\"FÃ¶rvaltning\"; -owner -lifecycle.retired -depends_on",
            "systems lisa-2: name=Lisa; lifecycle={retired: 2007-12-31}; -owner -description -depends_on",
            "organisations it: name=IT;",
        ]
    );
    let told = told(&draft);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("register.xlsx (systems):6 cell E6 unknown-key: "), "{told:?}");
    assert!(told[1].starts_with("register.xlsx (systems):7 cell D7 bad-value: "), "{told:?}");
    assert!(told[2].starts_with("register.xlsx (systems):9 cell A9 bad-id: "), "{told:?}");
    assert_eq!(
        draft.remarks,
        ["In the worksheet `systems`, the rows 1 to 2 are titles; nothing is read from them."]
    );
}
