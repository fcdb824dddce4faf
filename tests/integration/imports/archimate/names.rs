//! Names, ids, properties, and what is wrong in a model.

use systemkarta::load::Config;

use super::{draft, draft_with, element, entries, left_out, loads, model, relationship, said, told};

#[test]
fn ids_are_made_from_names_and_stay_where_elements_are_moved() {
    let elements = [
        element("id-9", "BusinessProcess", "Lisa"),
        element("id-3", "ApplicationComponent", "Lisa!"),
        element("id-2", "ApplicationComponent", "Lisa"),
        element("id-5", "ApplicationComponent", "Lisa\n   självservice"),
        element("id-åä", "Node", "?"),
        element("id-7", "Node", ""),
    ];
    let ids = |elements: &[String]| {
        let draft = draft(&model(&elements.concat(), ""));
        loads(&draft);
        let mut ids: Vec<String> = entries(&draft)
            .into_iter()
            .map(|entry| format!("{} {}", entry.get("source").unwrap().as_text().unwrap(), entry.id))
            .collect();
        ids.sort();
        (ids, draft.remarks)
    };
    let (made, remarks) = ids(&elements);
    assert_eq!(
        made,
        [
            "archimate: id-2 lisa",
            "archimate: id-3 lisa-2",
            "archimate: id-5 lisa-sjalvservice",
            "archimate: id-7 id-7",
            "archimate: id-9 lisa-3",
            "archimate: id-åä id-aa",
        ]
    );
    assert_eq!(remarks, ["1 element has no name and goes by its identifier"]);
    let mut moved = elements.to_vec();
    moved.reverse();
    assert_eq!(ids(&moved).0, made);
}

/// A model with one system, which has these properties.
fn with_properties(properties: &[(&str, &str)]) -> String {
    let definitions: String = properties
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            format!("<propertyDefinition identifier=\"p-{at}\" type=\"string\"><name>{name}</name></propertyDefinition>")
        })
        .collect();
    let values: String = properties
        .iter()
        .enumerate()
        .map(|(at, (_, value))| {
            format!(
                "<property propertyDefinitionRef=\"p-{at}\"><value xml:lang=\"en\">{value}</value></property>"
            )
        })
        .collect();
    let system = format!(
        "<element identifier=\"id-1\" xsi:type=\"ApplicationComponent\"><name>Lisa</name><documentation>Two\nlines</documentation><properties>{values}</properties></element>"
    );
    model(&system, "")
        .replace("</model>", &format!("<propertyDefinitions>{definitions}</propertyDefinitions></model>"))
}

#[test]
fn a_property_that_is_called_like_a_field_is_that_field() {
    let properties = [
        ("Owner", "City executive office"),
        ("supplier", "City executive office"),
        ("Version", "4.10"),
        ("criticality", "High"),
        ("class", "none of them"),
        ("End of support", "2010-06"),
        ("lifecycle.active", "2004"),
        ("tags", "citizen, web"),
        ("depends_on", "x"),
        ("Cost centre", "4711"),
        ("Cost centre", "4712"),
        ("empty", ""),
        ("id", "other"),
    ];
    let draft = draft(&with_properties(&properties));
    assert_eq!(
        said(&draft),
        [
            "systems lisa name=Lisa description=Two\nlines owner=city-executive-office criticality=high version=4.10 \
             lifecycle={end_of_support: 2010-06, active: 2004} supplier=city-executive-office tags=[citizen, web] \
             properties={class: none of them, depends_on: x, Cost centre: 4711; 4712, id: other}",
            "organisations city-executive-office name=City executive office",
        ]
    );
    assert_eq!(left_out(&draft), [("properties without a value or a name", 1)]);
    assert_eq!(
        draft.remarks,
        ["1 property is no value of the field that it is named after, and stands under `properties`"]
    );
    loads(&draft);
}

#[test]
fn local_scales_are_known() {
    let config =
        Config::parse("[scales.criticality]\n\"klass 1\" = \"critical\"\n", "systemkarta.toml", &[]).unwrap();
    let draft = draft_with(with_properties(&[("criticality", "Klass 1")]).as_bytes(), &config);
    assert!(said(&draft)[0].contains("criticality=critical"), "{:?}", said(&draft));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let elements = [
        "\n".to_owned() + &element("id-1", "ApplicationComponent", "A"),
        "\n".to_owned() + &element("id-1", "ApplicationComponent", "B"),
        "\n<element xsi:type=\"Node\"><name>N</name></element>".to_owned(),
        "\n<element identifier=\"id-3\"><name>N</name></element>".to_owned(),
        "\n<element identifier=\"id-4\" xsi:type=\"Node\"><name>N</name><properties><property propertyDefinitionRef=\"p\"/></properties></element>".to_owned(),
    ];
    let relationships = [
        "\n".to_owned() + &relationship("r-1", "Serving", "id-1", "id-8"),
        "\n".to_owned() + &relationship("r-2", "Flow", "", "id-1"),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    assert_eq!(
        told(&draft),
        [
            "6:10 duplicate-id: the identifier `id-1` is given twice",
            "7:1 bad-id: this element has no identifier",
            "8:1 bad-value: the element `id-3` does not say what it is",
            "9:80 unknown-reference: `p` is not the identifier of a property definition",
            "11:46 unknown-reference: `id-8` is no element of this model",
            "12:32 unknown-reference: this relationship has no source",
        ]
    );
    assert_eq!(said(&draft), ["systems a name=A", "technologies n name=N kind=node"]);
}

#[test]
fn texts_hold_only_what_a_map_may_hold() {
    let long = "å".repeat(40_000);
    let draft =
        draft(&with_properties(&[("a&#x202e;b", "c&#x85;d\r\ne"), ("long", &long), ("&lt;&lt;", "x")]));
    let system = said(&draft).remove(0);
    assert!(system.contains("properties={ab: \"cd\\ne\", long: å"), "{}", &system[..200]);
    assert_eq!(
        draft.remarks,
        [
            "characters that show nothing or do something were left out of 2 texts",
            "1 text was cut off, since they are longer than the map may hold",
        ]
    );
    loads(&draft);
}
