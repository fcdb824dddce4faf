//! Pages: what a reader of each format sees, and that no text of a map breaks out of its place in any.

mod hostile;

use std::process::Command;

use systemkarta::report::page::{Column, Format, Line, Page, Part, Table, Tone};

const FORMATS: [Format; 4] = [Format::Text, Format::Markdown, Format::Html, Format::Csv];

fn written(page: &Page<'_>, format: Format) -> String {
    let mut out = Vec::new();
    page.write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Without the codes that colour a terminal.
fn as_text(page: &Page<'_>) -> String {
    anstream::adapter::strip_str(&written(page, Format::Text)).to_string()
}

fn as_html(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).expect("well-formed HTML")
}

fn systemkarta(arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn steps(n: usize) -> Table<'static> {
    let row = |i: usize| {
        let element = Line::new().name(format!("System {i}")).words(" (").id(format!("s-{i}")).words(")");
        [element, Line::new().counted(i * 1000, "step", "steps"), Line::new().chip("stops", Tone::Danger)]
    };
    let columns = [Column::element("element"), Column::numbers("steps"), Column::text("effect")];
    Table::each(columns, 1..=n, row)
}

#[test]
fn the_same_page_reads_well_everywhere() {
    let page = Page::new(Line::from("2 elements rest on ").named("Lisa", "lisa").words("."))
        .lead("On 2007-09-01.")
        .note(Line::new().named("smil", "smil").words(" is not in use"))
        .part(Part::table("systems", steps(2)).in_sheet())
        .part(Part::table("nothing", steps(0)))
        .part(Part::picture("picture", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
        .part(Part::facts("proposal", vec![("raised by", Line::new().contact("a@b.se"))]))
        .part(
            Part::lines("blind spots", vec![Line::from("see ").command("systemkarta check")]).counted(1200),
        );
    assert_eq!(
        as_text(&page),
        "2 elements rest on Lisa (lisa).\nOn 2007-09-01.\nsmil is not in use\n\nSYSTEMS (2)\n  \
         System 1 (s-1)  1,000 steps  stops\n  System 2 (s-2)  2,000 steps  stops\n\n\
         PROPOSAL\n  raised by  a@b.se\n\nBLIND SPOTS (1,200)\n  see `systemkarta check`\n"
    );
    assert_eq!(
        written(&page, Format::Markdown),
        "## 2 elements rest on Lisa (`lisa`).\n\nOn 2007-09-01.\n\n> **Note:** `smil` is not in use\n\n### Systems (2)\n\n\
         | element | steps | effect |\n|---|---:|---|\n| System 1 (`s-1`) | 1,000 | **stops** |\n\
         | System 2 (`s-2`) | 2,000 | **stops** |\n\n### Proposal\n\n- **raised by:** `a@b.se`\n\n\
         ### Blind spots (1,200)\n\n- see `systemkarta check`\n"
    );
    assert_eq!(
        written(&page, Format::Csv),
        "part,id,name,steps,effect\r\nsystems,s-1,System 1,1000,stops\r\nsystems,s-2,System 2,2000,stops\r\n"
    );
    let html = written(&page, Format::Html);
    let document = as_html(&html);
    let text_of = |name: &str| -> Vec<String> {
        let named = document.descendants().filter(|node| node.has_tag_name(name));
        named
            .map(|node| node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect())
            .collect()
    };
    assert_eq!(text_of("title"), ["2 elements rest on Lisa (lisa)."]);
    assert_eq!(text_of("h2"), ["Systems 2", "Picture", "Proposal", "Blind spots 1,200"]);
    assert_eq!(text_of("th"), ["element", "steps", "effect"]);
    assert_eq!(text_of("td")[..3], ["System 1 (s-1)", "1,000", "stops"]);
    assert_eq!(document.descendants().filter(|node| node.tag_name().name() == "svg").count(), 1);
}

#[test]
fn a_long_table_says_how_much_is_not_listed_and_a_sheet_has_it_all() {
    let page = |all| Page::new("many").all(all).part(Part::table("systems", steps(30)).in_sheet());
    let more = "… and 5 more (--all lists them; json has them all)";
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let (few, all) = (written(&page(false), format), written(&page(true), format));
        assert!(few.contains(more) && few.contains("System 25") && !few.contains("System 26"), "{few}");
        assert!(!all.contains("more (") && all.contains("System 30"), "{all}");
    }
    assert_eq!(written(&page(false), Format::Csv).lines().count(), 31);
}

#[test]
fn parts_of_a_sheet_share_the_columns_that_have_the_same_heading() {
    let one = Table::each(["system", "owner"], ["a"], |id| [Line::new().id(id), "it".into()]);
    let columns = [
        Column::text("owner"),
        Column::text("margin").only_in_sheet(),
        Column::text("in words").only_for_people(),
    ];
    let two = Table::each(columns, ["b"], |owner| {
        [Line::new().id(owner), "0".into(), "the next loss stops it".into()]
    });
    let page = Page::new("sheet")
        .part(Part::table("one", one).in_sheet())
        .part(Part::table("not in it", steps(3)))
        .part(Part::table("two", two).in_sheet());
    assert_eq!(written(&page, Format::Csv), "part,system,owner,margin\r\none,a,it,\r\ntwo,,b,0\r\n");
    let text = as_text(&page);
    assert!(text.contains("TWO (1)\n  b  the next loss stops it\n"), "{text}");
}

#[test]
fn a_headed_table_has_its_units_in_the_headings() {
    let page = Page::new("rank").part(Part::table("most", steps(1).headed()));
    assert_eq!(
        as_text(&page),
        "rank\n\nMOST (1)\n  element         steps  effect\n  System 1 (s-1)  1,000  stops\n"
    );
}

#[test]
fn html_needs_nothing_from_outside() {
    let html = systemkarta("impact integration-service --format html");
    let document = as_html(&html);
    let metas = document.descendants().filter(|node| node.has_tag_name("meta"));
    let policy = metas.filter(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
    assert_eq!(
        policy.map(|meta| meta.attribute("content").unwrap()).collect::<Vec<_>>(),
        ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    );
    assert_eq!(document.root_element().attribute("lang"), Some("en"));
    // The name of the language of pictures is an address, and nothing is loaded from it.
    let html = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for outside in
        ["<script", "<link", "<img", "<iframe", "@import", "url(", "http:", "https:", " src=", " href="]
    {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn impact_is_a_sheet_with_a_row_for_everything_within_reach() {
    let sheet = systemkarta("impact integration-service --format csv");
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    assert_eq!(reader.headers().unwrap(), &["part", "id", "name", "steps", "owner", "through", "basis"][..]);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&systemkarta("impact integration-service --format json")).unwrap();
    let ids: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[1]).collect();
    let affected = json["affected"].as_array().unwrap();
    assert_eq!(ids, affected.iter().map(|element| element["id"].as_str().unwrap()).collect());
    assert_eq!(rows.len(), affected.len());
}
