//! Hostile text through every destination, read back by parsers that are not ours.
//!
//! What must come back is said here a second time, from the documents of `systemkarta::escape` and not from its code.

mod graphviz;
pub(crate) mod poison;

use poison::poison;
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use systemkarta::escape;

// ---- What is dangerous, said again

fn is_dangerous(c: char) -> bool {
    let unseen = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}\u{200c}\u{200e}\u{200f}\u{3164}\u{feff}\u{ffa0}";
    let code = u32::from(c);
    c.is_control()
        || unseen.contains(c)
        || (0x2028..=0x202e).contains(&code)
        || (0x2060..=0x206f).contains(&code)
        || (0xfe00..=0xfe0d).contains(&code)
        || (0xfff0..=0xfffb).contains(&code)
        || (0xe0000..=0xe0fff).contains(&code)
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

/// Nothing hides in `output`, and a runner that prints it line by line sees no command.
pub(crate) fn assert_inert(output: &str, what: &str) {
    let live =
        output.chars().find(|&c| is_dangerous(c) && !(what == "json" && matches!(c, '\n' | '\r' | '\t')));
    assert_eq!(live, None, "{what}: {output:.200}");
    for opening in ["##[", "##vso[", "##teamcity["] {
        assert!(!output.contains(opening), "{what}: {output:.200}");
    }
    assert!(!output.lines().any(|line| line.trim_start().starts_with("::")), "{what}: {output:.200}");
    let alone = |joiner: usize| {
        !output[..joiner].ends_with(|c| c > '\u{2000}')
            || !output[joiner + 3..].starts_with(|c| c > '\u{2000}')
    };
    assert!(!output.match_indices('\u{200d}').any(|(at, _)| alone(at)), "{what}: {output:.200}");
    let stacked =
        output.split(|c| !('\u{300}'..='\u{36f}').contains(&c)).map(|marks| marks.chars().count()).max();
    assert!(stacked <= Some(8), "{what}: {output:.200}");
}

/// `shown` is `text`, except that a dangerous character may be written out, or stand as `instead`.
pub(crate) fn assert_shows<'s>(shown: &'s str, text: &str, instead: Option<char>, what: &str) {
    let mut left = shown;
    for c in text.chars() {
        let written = |left: &'s str| {
            let escape = match c {
                '\n' => r"\n".to_owned(),
                '\t' => r"\t".to_owned(),
                '\r' => r"\r".to_owned(),
                _ => format!("\\u{{{:x}}}", u32::from(c)),
            };
            left.strip_prefix(&*escape)
        };
        // Beyond Latin letters a character may be a mark too many; `#` and `:` may be part of a command.
        let replaceable = is_dangerous(c) || matches!(c, '#' | ':' | '\u{300}'..);
        let standing = |left: &'s str| instead.and_then(|c| left.strip_prefix(c));
        let replaced = || standing(left).or_else(|| written(left)).filter(|_| replaceable);
        left = left
            .strip_prefix(c)
            .or_else(replaced)
            .unwrap_or_else(|| panic!("{what}: {c:?} of {text:.99?} is not in {left:.99?}"));
    }
    assert_eq!(left, "", "{what}: {text:.99?}");
}

/// Latin text without controls, of which nothing may be changed where the format can say everything.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c < '\u{300}' && (!is_dangerous(c) || matches!(c, '\n' | '\t')))
}

// ---- One check a destination

fn check_terminal(text: &str) {
    let shown = escape::terminal(text);
    assert_inert(&shown, "terminal");
    assert_shows(&shown, text, None, "terminal");
    assert_eq!(escape::terminal(&shown), shown, "twice is once");
    // Nothing comes alive between the caller's own words, nor where texts touch in spite of the rule.
    assert_inert(&format!("{shown}:12:{shown}: {shown}[x]"), "terminal");
    assert!(!format!("{shown}{shown}{shown}[").contains("##["), "{text:.99}");
}

fn check_snippet(text: &str) {
    let shown = escape::snippet(text);
    assert_inert(&shown, "snippet");
    assert_eq!(shown.chars().count(), text.chars().count(), "{text:.99?}");
    for (old, new) in text.chars().zip(shown.chars()).filter(|(old, new)| old != new) {
        assert!(matches!(new, ' ' | '⌗' | '꞉' | '\u{2400}'..='\u{2421}' | '\u{fffd}'), "one column each");
        assert_eq!(old == '\t', new == ' ');
    }
}

fn check_markup(escaped: &str, text: &str, what: &str) {
    assert_inert(escaped, what);
    assert!(!escaped.contains(['<', '>', '"', '\'', '\n']), "{what}: {escaped:.99}");
    let document = format!("<r a=\"{escaped}\" b='{escaped}'>{escaped}</r>");
    let parsed = roxmltree::Document::parse(&document)
        .unwrap_or_else(|error| panic!("{what}: {error}: {document:.99}"));
    let root = parsed.root_element();
    assert!(root.children().all(|child| child.is_text()));
    let got = root.text().unwrap_or_default();
    assert_eq!(
        (root.attribute("a"), root.attribute("b"), root.attributes().len()),
        (Some(got), Some(got), 2)
    );
    assert_shows(got, text, None, what);
    assert!(got == text || !is_plain(text), "{what}: {text:.99}");
}

/// What may stand before and after a text, and what is read of it.
const MARKDOWN: [(&str, &str, &str, &str); 8] = [
    ("", "", "", ""),
    ("# ", "", "", ""),
    ("- ", "", "", ""),
    ("before\nx", "", "before\nx", ""),
    ("before\n\n", "", "before", ""),
    ("1. before ", " after", "before ", " after"),
    ("**x", "x**", "x", "x"),
    ("|h|g|\n|-|-|\n|c|", "|\n", "hgc", ""),
];

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")
}

/// Text and code of a document whose first cell, item or paragraph is `x{…}y`, and nothing else may be in it.
fn read_markdown(document: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut read = String::new();
    // All that any forge has; only quotation marks keep their form.
    for event in Parser::new_ext(document, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) | Event::Code(text) => read.push_str(&text),
            Event::InlineHtml(tag) if matches!(&*tag, "<code>" | "</code>") => {}
            Event::Start(Tag::Paragraph | Tag::Heading { id: None, .. } | Tag::List(_) | Tag::Item)
            | Event::End(_) => {}
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell | Tag::Strong) => {}
            Event::SoftBreak if document.starts_with("before\n") => read.push('\n'),
            other => panic!("{other:?} in {document:.99}"),
        }
    }
    read.replace('\u{200b}', "")
}

fn check_markdown(text: &str) {
    let escaped = escape::markdown(text);
    assert_inert(&escaped, "markdown");
    assert!(!escaped.contains("://") && !escaped.contains("www."), "{escaped:.99}");
    let broken = escaped.replace("&#8203;", "\u{200b}").replace("&#", "&");
    let is_next =
        |sign: char, next: fn(char) -> bool| broken.split(sign).skip(1).any(|rest| rest.starts_with(next));
    assert!(
        !is_next('@', char::is_alphanumeric)
            && !['#', '!'].iter().any(|&sign| is_next(sign, |c| c.is_ascii_digit()))
    );
    let expected = one_line(text);
    for (before, after, read_before, read_after) in MARKDOWN {
        let read = read_markdown(&format!("{before}{escaped}{after}"));
        let inner = read.strip_prefix(read_before).and_then(|read| read.strip_suffix(read_after));
        assert_shows(inner.unwrap_or_else(|| panic!("{read:.99?}")), &expected, None, "markdown");
    }
}

fn check_markdown_code(text: &str) {
    let code = escape::markdown_code(text);
    assert_inert(&code, "markdown_code");
    for (before, after, read_before, read_after) in MARKDOWN {
        let read = read_markdown(&format!("{before}{code}{after}"));
        let inner = read.strip_prefix(read_before).and_then(|read| read.strip_suffix(read_after));
        assert_shows(inner.unwrap_or_else(|| panic!("{read:.99?}")), &one_line(text), None, "markdown_code");
    }
}

fn fields(record: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(record.as_bytes());
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().expect("a record");
    assert_eq!(records.len(), 1, "{record:.99}");
    records[0].iter().map(String::from).collect()
}

pub(crate) fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

fn check_csv(text: &str) {
    let cell = escape::csv(text);
    assert_inert(&cell, "csv");
    let record = format!("{cell},x,{cell}");
    let got = fields(&record, b',');
    assert_eq!((got.len(), &got[0]), (3, &got[2]), "{record:.99}");
    assert!(!fields(&record, b';').iter().any(|cell| is_formula(cell)), "{record:.99}");
    assert_eq!(got[0].matches(';').count(), text.matches(';').count());
    for (got, part) in got[0].split(';').zip(text.split(';')) {
        let unguarded = got.strip_prefix('\'').filter(|_| !part.starts_with('\''));
        assert!(
            unguarded.is_none_or(|part| is_formula(part.trim_start_matches([' ', '"']))),
            "no guard in vain: {record:.99}"
        );
        assert_shows(unguarded.unwrap_or(got), part, None, "csv");
    }
}

fn check_json(text: &str) {
    let value = serde_json::json!({ "text": text, text: [text, 1, null] });
    for serialised in [value.to_string(), format!("{value:#}")] {
        let escaped = escape::json(&serialised);
        assert_inert(&escaped, "json");
        assert!(!escaped.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).expect("JSON"), value);
    }
}

fn check_workflow(text: &str) {
    let message = escape::workflow_message(text);
    assert_inert(&message, "workflow_message");
    assert!(!message.contains(['\r', '\n']));
    // As the documentation of the runner says that it reads them.
    let read = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    assert_shows(&read(&message).replace("%25", "%"), text, None, "workflow_message");
    let property = escape::workflow_property(text);
    assert_inert(&property, "workflow_property");
    assert!(!property.contains([':', ',', '\r', '\n']), "{property:.99}");
    let value = read(&property).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    assert_shows(&value, text, None, "workflow_property");
}

fn check_sarif(text: &str) {
    let message = escape::sarif(text);
    assert_inert(&message, "sarif");
    assert!(!message.contains("]("), "a link: {message:.99}");
    let bare = message.replace("{{", "").replace("}}", "");
    assert!(!bare.contains(['{', '}']), "a place for an argument: {message:.99}");
    let read = message.replace("{{", "{").replace("}}", "}");
    assert_shows(&read, &text.replace("](", "] ("), None, "sarif");
}

fn check_uri_path(text: &str) {
    let uri = escape::uri_path(text);
    let mut bytes = Vec::new();
    let mut parts = uri.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(part[2..].bytes());
    }
    assert_eq!(bytes, text.as_bytes());
    assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri:.99}");
}

/// The id a file name was made of, by the table in the documentation.
fn id_of(name: &str) -> String {
    if let Some(long) = name.strip_prefix("_2") {
        let letters = long.len() * 2 / 3;
        let bits: Vec<u32> = long[letters..].chars().map(|c| c.to_digit(16).expect("a digit")).collect();
        let code =
            |at: usize| if at % 2 == 1 || at + 1 == letters { bits[at / 2] & 3 } else { bits[at / 2] >> 2 };
        let original = |(at, c): (usize, char)| match (c, code(at)) {
            (_, 0) => c,
            ('_', 1) => '/',
            ('_', 2) => ':',
            (_, 1) => c.to_ascii_uppercase(),
            other => panic!("{other:?} in {name}"),
        };
        return long[..letters].chars().enumerate().map(original).collect();
    }
    let mut id = String::new();
    let mut chars = name.strip_prefix("_0").unwrap_or(name).chars();
    while let Some(c) = chars.next() {
        id.push(match (c, if c == '_' { chars.next() } else { None }) {
            ('_', Some('_')) => '_',
            ('_', Some('-')) => '/',
            ('_', Some('+')) => ':',
            ('_', Some('9')) => {
                let hex: String = chars.by_ref().take_while(|&c| c != '_').collect();
                u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).expect("a character")
            }
            ('_', Some(capital)) => capital.to_ascii_uppercase(),
            _ => c,
        });
    }
    id
}

fn check_file_name(text: &str) {
    let name = escape::file_name(text);
    assert!((1..=200).contains(&name.len()), "{name}");
    assert!(
        name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'+' | b'@' | b'-')),
        "{name}"
    );
    assert!(!name.starts_with(['.', '-']) && !name.ends_with('.'), "{name}");
    let stem = name.split('.').next().expect("a stem");
    let device = ["com", "lpt"]
        .into_iter()
        .flat_map(|port| (0..10).map(move |n| format!("{port}{n}")))
        .any(|port| port == stem);
    assert!(!device && !["con", "prn", "aux", "nul"].contains(&stem), "{name}");
    if !name.starts_with("_2") {
        assert_eq!(id_of(&name), text);
    }
}

/// Every sign of ASCII that means something to Mermaid, to Markdown or to YAML is a reference.
fn check_mermaid(text: &str) {
    let label = escape::mermaid(text);
    let title = escape::mermaid_title(text);
    assert_inert(&label, "mermaid");
    assert_inert(&title, "mermaid title");
    assert!(!label.contains(['"', '`', '<', '&', '%', '{', '\\', ':', '*', '_', '|', '\n']), "{label:.99}");
    assert!(!title.contains(['"', '%', '{', '<', '#', ':', '\n']), "{title:.99}");
    assert!(!label.starts_with([' ', '-', '+', '.']), "{label:.99}");
    let shown: String = text.chars().take(256).map(|c| if "\t\n\r".contains(c) { ' ' } else { c }).collect();
    let shown = if shown.len() < text.len() { shown + "…" } else { shown };
    let mut read = String::new();
    for (n, part) in label.split('#').enumerate() {
        let (code, rest) = if n == 0 { ("", part) } else { part.split_once(';').expect("a reference") };
        read.extend(code.parse().ok().and_then(char::from_u32));
        read.push_str(rest);
    }
    assert_shows(&read, &shown, None, "mermaid");
    let read =
        serde_json::from_str::<String>(&format!("\"{title}\"")).expect("a string of JSON, and so of YAML");
    assert_shows(&read, &shown, None, "mermaid title");
}

fn check(text: &str) {
    check_terminal(text);
    check_snippet(text);
    check_markdown(text);
    check_markdown_code(text);
    check_markup(&escape::html(text), text, "html");
    check_markup(&escape::xml(text), text, "xml");
    assert_inert(&escape::dot(text), "dot");
    check_mermaid(text);
    check_csv(text);
    check_json(text);
    check_workflow(text);
    check_sarif(text);
    check_uri_path(text);
    check_file_name(text);
}

#[test]
fn poison_reaches_no_destination() {
    let poison = poison();
    assert!(poison.len() >= 60);
    poison.iter().for_each(|text| check(text));
}

#[test]
fn poison_has_file_names_of_its_own() {
    let names: HashSet<String> =
        poison().iter().filter(|text| text.len() < 20).map(|text| escape::file_name(text)).collect();
    let texts: HashSet<String> = poison().into_iter().filter(|text| text.len() < 20).collect();
    assert_eq!(names.len(), texts.len());
}

#[test]
fn a_megabyte_is_text_like_any_other() {
    let text = "a".repeat(1_000_000);
    for same in [escape::terminal(&text), escape::snippet(&text), escape::html(&text), escape::xml(&text)] {
        assert!(matches!(same, Cow::Borrowed(same) if same == text), "and is not copied");
    }
    for same in [escape::markdown(&text), escape::csv(&text), escape::json(&text)] {
        assert_eq!(same, text);
    }
    assert_eq!(escape::markdown_code(&text).len(), 1_000_002);
    assert_eq!(escape::dot(&text).chars().count(), 259, "two quotes and an ellipsis");
    check_file_name(&text);
}

#[test]
fn a_family_is_shown_as_one() {
    for family in ["👨‍👩‍👧‍👦", "🏳️‍🌈", "🐈‍⬛", "👩🏽‍🚀"] {
        assert_eq!(escape::terminal(family), family);
        assert_eq!(escape::markdown(family), family);
        assert_eq!(escape::html(family), family);
    }
}

// ---- Any text

/// Any characters, with the pieces of an attack more often than chance would have them.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "#",
        "##",
        "[",
        "]",
        "(",
        ")",
        ":",
        "::",
        "<",
        ">",
        "&",
        "&amp;",
        ";",
        "\"",
        "'",
        "`",
        "``",
        "\\",
        "|",
        "*",
        "_",
        "~",
        "!",
        "@",
        "=",
        "+",
        "-",
        "--",
        ".",
        "1",
        "a",
        "A",
        "vso",
        "www",
        "http://",
        " ",
        "  ",
        "\n",
        "\r",
        "\t",
        "\u{1b}",
        "\u{9b}",
        "\u{202e}",
        "\u{200b}",
        "\u{200d}",
        "👩",
        "\u{fe0f}",
        "\u{301}",
        "\u{301}\u{302}\u{303}\u{304}\u{305}",
        "\0",
        "\u{ffff}",
        "/",
        "{",
        "}",
        "$",
        "%",
        "^",
        ",",
        "\u{2028}",
        "å",
    ];
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(String::from), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9][A-Za-z0-9._+:/@-]{0,127}",
        "[A-Z][A-Z_:/]{90,127}",
        "[a-c_/:A-C]{1,4}",
        "(con|nul|com1|prn)[.:/]?[a-z]{0,2}"
    ]
}

proptest! {
    #[test]
    fn any_text_is_inert_everywhere(text in hostile()) {
        check(&text);
    }

    #[test]
    fn an_id_can_be_read_from_its_file_name(id in id()) {
        check_file_name(&id);
        prop_assert_eq!(id_of(&escape::file_name(&id)), id);
    }

    #[test]
    fn two_ids_have_two_file_names(one in id(), two in id()) {
        let [first, second] = [&one, &two].map(|id| escape::file_name(id).to_lowercase());
        prop_assert_eq!(first == second, one == two);
    }
}
