//! Files that are made to harm, or are something else.

use std::fs;

use systemkarta::import::archimate::read;
use systemkarta::load::{Config, LoadError};

use super::{draft, draft_with, element, loads, model, relationship, said, told};

fn told_of(text: &str) -> Vec<String> {
    let draft = draft(text);
    assert!(draft.entries.is_empty());
    told(&draft)
}

#[test]
fn a_document_type_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, "the secret of the hall").unwrap();
    let model = model(&element("id-1", "Node", "&a;"), "");
    let (declaration, rest) = model.split_once('\n').unwrap();
    for inside in [
        format!("[<!ENTITY a SYSTEM \"file://{}\">]", secret.display()),
        "[<!ENTITY b \"ha\"><!ENTITY a \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]".to_owned(),
        "SYSTEM \"http://example.org/archimate.dtd\"".to_owned(),
        String::new(),
    ] {
        let draft = draft(&format!("{declaration}\n<!DOCTYPE model {inside}>\n{rest}"));
        assert_eq!(told(&draft), ["2:1 syntax: a document type is not read"]);
        assert!(draft.entries.is_empty());
        assert!(!format!("{:?}", draft.entries).contains("secret"));
    }
    assert_eq!(told_of(&model).len(), 1);
    assert!(told_of(&model)[0].ends_with("syntax: the entity `a` is not read"), "{:?}", told_of(&model));
}

#[test]
fn what_is_deep_wide_or_long_is_refused_in_time() {
    let deep = model(&("<a>".repeat(100_000) + &"</a>".repeat(100_000)), "");
    assert_eq!(told_of(&deep), ["4:199 limit-exceeded: tags are nested deeper than 64"]);
    let unclosed = "<a>".repeat(1_000_000);
    assert_eq!(told_of(&unclosed), ["1:193 limit-exceeded: tags are nested deeper than 64"]);
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"\"")).collect();
    let wide = model(&format!("<element{attributes}/>"), "");
    assert_eq!(told_of(&wide), ["4:13 limit-exceeded: a tag has more than 100 attributes"]);
    let namespaces: String = (0..60).map(|n| format!("<e xmlns:n{n}=\"u:{n}\">")).collect();
    assert_eq!(
        told_of(&model(&namespaces, "")),
        ["4:593 limit-exceeded: more than 32 namespaces are declared here"]
    );
    let many = "<".repeat(5_000_000);
    assert_eq!(
        told_of(&many),
        ["1:1 limit-exceeded: this file has more than 4000000 tags or attributes and is not read"]
    );
}

#[test]
fn a_value_may_hold_any_number_of_signs() {
    let name = "=".repeat(500);
    let text = model(
        &format!("<element identifier='id-1' xsi:type='Node' note='{name}>'><name>N</name></element>"),
        "",
    );
    assert_eq!(said(&draft(&text)), ["technologies n name=N kind=node"]);
}

#[test]
fn a_hundred_thousand_elements_are_read() {
    let elements: String = (0..100_000).map(|n| element(&format!("id-{n}"), "Node", "Node")).collect();
    let draft = draft(&model(&elements, ""));
    assert_eq!(draft.entries.len(), 100_000);
}

#[test]
fn parts_of_each_other_are_no_error() {
    let elements =
        [element("id-1", "ApplicationComponent", "A"), element("id-2", "ApplicationComponent", "B")];
    let relationships = [
        relationship("r-1", "Composition", "id-1", "id-2"),
        relationship("r-2", "Composition", "id-2", "id-1"),
        relationship("r-3", "Serving", "id-1", "id-2"),
        relationship("r-4", "Serving", "id-2", "id-1"),
        relationship("r-5", "Flow", "id-1", "id-2"),
        relationship("r-6", "Flow", "id-1", "id-2"),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    assert_eq!(
        said(&draft),
        [
            "systems a name=A depends_on=[b] part_of=[b]",
            "systems b name=B depends_on=[a] part_of=[a]",
            "integrations a--b provider=a consumer=b flow=to_consumer",
            "integrations a--b-2 provider=a consumer=b flow=to_consumer",
        ]
    );
    loads(&draft);
}

#[test]
fn other_files_are_told_what_to_do() {
    let told = |bytes: &[u8]| {
        let draft = draft_with(bytes, &Config::default());
        assert!(draft.entries.is_empty());
        let help = draft.findings.first().and_then(|finding| finding.help.clone()).unwrap_or_default();
        format!("{} ({help})", told(&draft).join("; "))
    };
    let archi = r#"<?xml version="1.0" encoding="UTF-8"?>
<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:archimate="http://www.archimatetool.com/archimate" name="City" id="1" version="5.0.0"/>"#;
    assert_eq!(
        told(archi.as_bytes()),
        "2:1 syntax: this is a model in the own format of Archi, which is not read \
         (export it: in Archi by File, Export, Model to Open Exchange File)"
    );
    assert!(
        told(b"PK\x03\x04\x14\x00\x08\x08\xff\xfe\x00model.xml")
            .ends_with("(if this is a model of Archi with pictures, export it: in Archi by File, Export, Model to Open Exchange File)")
    );
    let html = "<html><body>Sign in</body></html>";
    assert!(
        told(html.as_bytes())
            .starts_with("1:1 syntax: this is no ArchiMate model: its outermost element is `html` ")
    );
    assert!(told(b"").starts_with("1:1 syntax: this is no XML: the document does not have a root node"));
    assert!(told(b"systems: [a]").starts_with("1:1 syntax: this is no XML: "));
    let wide: Vec<u8> = archi.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        told(&[&[0xff, 0xfe], wide.as_slice()].concat()),
        "1:1 unreadable-file: this file is UTF-16 (save it as UTF-8)"
    );
    let latin: Vec<u8> = model(&element("id-1", "Node", "Kök"), "").chars().map(|c| c as u8).collect();
    assert!(told(&latin).contains("unreadable-file: this file is not UTF-8: byte 0xF6"), "{}", told(&latin));
    let missing = std::env::temp_dir().join("no-such-model.xml");
    assert!(matches!(read(&missing, &Config::default()), Err(LoadError::NotFound(_))));
    assert!(matches!(read(&std::env::temp_dir(), &Config::default()), Err(LoadError::Unreadable(..))));
}

#[test]
fn faults_are_counted_beyond_a_thousand() {
    let relationships: String =
        (0..3_000).map(|n| relationship(&format!("r-{n}"), "Serving", "x", "y")).collect();
    let draft = draft(&model("", &relationships));
    assert_eq!(draft.findings.len(), 1_001);
    assert_eq!(
        draft.findings.last().unwrap().message,
        "this file has 5000 more faults than the 1000 that are listed"
    );
}
