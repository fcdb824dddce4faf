//! Laws of sheets: they say what the same YAML says, however they are saved, and made ids are ids that stay.

use proptest::prelude::*;
use systemkarta::model::Id;

use super::*;

/// A system: its name, owner, criticality, tags and what it depends on, by number.
type Line = (String, usize, usize, Vec<String>, Vec<usize>);

const CRITICALITY: [&str; 3] = ["", "low", "critical"];

fn text() -> impl Strategy<Value = String> {
    "[a-zåäöÅÄÖ][a-zåäö ,;\"'#:\\[{-]{0,8}[a-zåäö]"
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let tags = proptest::collection::vec("[a-z]{1,4}", 0..3);
    let line = (text(), 0..4_usize, 0..3_usize, tags, proptest::collection::vec(0..6_usize, 0..3));
    proptest::collection::vec(line, 1..7)
}

/// The ids on which a line rests: none twice, and not itself.
fn targets(line: &Line, own: usize, count: usize) -> Vec<String> {
    let mut targets: Vec<usize> = line.4.iter().map(|to| to % count).filter(|to| *to != own).collect();
    targets.sort_unstable();
    targets.dedup();
    targets.into_iter().map(|to| format!("s{to}")).collect()
}

fn as_csv(lines: &[Line], delimiter: u8, line_end: csv::Terminator) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(line_end).from_writer(Vec::new());
    writer.write_record(["id", "name", "owner", "criticality", "tags", "depends_on"]).unwrap();
    for (i, line) in lines.iter().enumerate() {
        let owner = if line.1 == 0 { "-".to_owned() } else { format!("Owner {}", line.1) };
        let (tags, targets) = (line.3.join("|"), targets(line, i, lines.len()).join(" | "));
        writer
            .write_record([&format!("s{i}"), &line.0, &owner, CRITICALITY[line.2], &tags, &targets])
            .unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn as_yaml(lines: &[Line]) -> String {
    let mut text = String::from("systems:\n");
    for (i, line) in lines.iter().enumerate() {
        text += &format!("  - id: s{i}\n    name: '{}'\n", line.0.replace('\'', "''"));
        if line.1 > 0 {
            text += &format!("    owner: o{}\n", line.1);
        }
        if line.2 > 0 {
            text += &format!("    criticality: {}\n", CRITICALITY[line.2]);
        }
        let targets = targets(line, i, lines.len());
        for (key, list) in [("tags", &line.3), ("depends_on", &targets)] {
            if !list.is_empty() {
                let quoted: Vec<String> = list.iter().map(|item| format!("'{item}'")).collect();
                text += &format!("    {key}: [{}]\n", quoted.join(", "));
            }
        }
    }
    text
}

fn owners() -> String {
    (1..4)
        .fold("organisations:\n".to_owned(), |text, i| text + &format!("  - {{id: o{i}, name: Owner {i}}}\n"))
}

/// A text as it is read from a cell of one line.
fn plain(line: Line) -> Line {
    (line.0.split_whitespace().collect::<Vec<_>>().join(" "), line.1, line.2, line.3, line.4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_sheet_says_what_the_same_yaml_says(lines in lines()) {
        let lines: Vec<Line> = lines.into_iter().map(plain).collect();
        let owners = owners();
        let yaml = load(&[("o.yaml", &owners), ("s.yaml", &as_yaml(&lines))]);
        prop_assert_eq!(told(&yaml), [""; 0]);
        let expected = said(&yaml);
        for delimiter in [b',', b';', b'\t'] {
            let text = as_csv(&lines, delimiter, csv::Terminator::CRLF);
            for text in [text.clone(), format!("\u{feff}{text}"), text.replace("\r\n", "\n"), text.replace("\r\n", "\r")] {
                let sheet = load(&[("o.yaml", &owners), ("systems.csv", &text)]);
                prop_assert_eq!(told(&sheet), [""; 0], "{}", text);
                prop_assert_eq!(&said(&sheet), &expected, "{}", text);
            }
        }
    }

    #[test]
    fn made_ids_are_ids_unique_and_stay_when_lines_move(names in proptest::collection::vec("[a-cåäöÅ!П]{1,3}( [ab]|-[23])?", 1..12), turn in 0..12_usize) {
        let of = |names: &[String]| {
            let text = names.iter().fold("name\n".to_owned(), |text, name| text + "\"" + name + "\"\n");
            let loaded = load(&[("systems.csv", &text)]);
            loaded.model.elements.iter().map(|e| (e.name().to_owned(), e.id().to_owned())).collect::<Vec<_>>()
        };
        let made = of(&names);
        let mut ids: Vec<&str> = made.iter().map(|(_, id)| id.as_str()).collect();
        prop_assert!(ids.iter().all(|id| Id::parse(id).is_ok()));
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        // The set of ids is the same in any order.
        let mut moved = names.clone();
        moved.rotate_left(turn % names.len());
        let again = of(&moved);
        let mut others: Vec<&str> = again.iter().map(|(_, id)| id.as_str()).collect();
        others.sort_unstable();
        prop_assert_eq!(others, ids);
    }

    #[test]
    fn no_text_brings_it_down(text in "(name|owner|depends_on|active|[,;\t\"|\n\r\u{0}å-]|x){0,60}") {
        let loaded = load(&[("systems.csv", &text), ("integrations.csv", &text)]);
        for finding in &loaded.findings {
            let at = loaded.sources.locate(finding.place);
            prop_assert!(at.line >= 1 && at.column >= 1);
        }
    }
}
