//! What elements and relationships become.

use super::{draft, element, left_out, loads, model, relationship, said};

#[test]
fn what_serves_is_what_the_served_rest_on() {
    let elements = [
        element("id-1", "BusinessProcess", "Paying salaries"),
        element("id-2", "ApplicationComponent", "Payroll"),
        element("id-3", "Node", "Hall"),
        element("id-4", "DataObject", "Salary"),
        element("id-5", "BusinessActor", "Staff department"),
        element("id-6", "ApplicationComponent", "Bank gateway"),
    ];
    let relationships = [
        relationship("r-1", "Serving", "id-2", "id-1"),
        relationship("r-2", "Assignment", "id-5", "id-1"),
        relationship("r-3", "Serving", "id-3", "id-2"),
        r#"<relationship identifier="r-4" source="id-2" target="id-4" xsi:type="Access" accessType="ReadWrite"/>"#.to_owned(),
        r#"<relationship identifier="r-5" source="id-6" target="id-4" xsi:type="Access" accessType="Read"/>"#.to_owned(),
        r#"<relationship identifier="r-6" source="id-2" target="id-6" xsi:type="Flow"><name xml:lang="en"> salary </name></relationship>"#.to_owned(),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    assert_eq!(
        said(&draft),
        [
            "processes paying-salaries name=Paying salaries owner=staff-department depends_on=[payroll]",
            "information salary name=Salary kind=data",
            "systems bank-gateway name=Bank gateway reads=[salary]",
            "systems payroll name=Payroll runs_on=[hall] uses=[salary]",
            "integrations payroll--bank-gateway name=salary provider=payroll consumer=bank-gateway carries=[salary] flow=to_consumer",
            "technologies hall name=Hall kind=node",
            "organisations staff-department name=Staff department",
        ]
    );
    assert!(draft.findings.is_empty() && draft.left_out.is_empty() && draft.remarks.is_empty());
    loads(&draft);
}

#[test]
fn services_stay_between_what_realises_them_and_what_they_serve() {
    let elements = [
        element("id-1", "BusinessProcess", "Lending"),
        element("id-2", "ApplicationService", "Catalogue"),
        element("id-3", "ApplicationComponent", "Library system"),
        element("id-4", "Artifact", "library.war"),
        element("id-5", "SystemSoftware", "Tomcat"),
        element("id-6", "Device", "Server"),
    ];
    let relationships = [
        relationship("r-1", "Serving", "id-2", "id-1"),
        relationship("r-2", "Realization", "id-3", "id-2"),
        relationship("r-3", "Realization", "id-4", "id-3"),
        relationship("r-4", "Assignment", "id-5", "id-4"),
        relationship("r-5", "Assignment", "id-6", "id-5"),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    assert_eq!(
        said(&draft),
        [
            "processes lending name=Lending depends_on=[catalogue]",
            "systems catalogue name=Catalogue kind=service depends_on=[library-system]",
            "systems library-system name=Library system runs_on=[library-war]",
            "technologies library-war name=library.war kind=artifact runs_on=[tomcat]",
            "technologies server name=Server kind=device",
            "technologies tomcat name=Tomcat kind=software runs_on=[server]",
        ]
    );
    assert_eq!(loads(&draft).edge_count(), 5);
}

#[test]
fn what_is_firm_outweighs_what_is_soft() {
    let elements = [
        element("id-1", "BusinessProcess", "Ordering"),
        element("id-2", "BusinessProcess", "Delivering"),
        element("id-3", "BusinessProcess", "Invoicing"),
    ];
    let relationships = [
        relationship("r-1", "Triggering", "id-1", "id-2"),
        relationship("r-2", "Triggering", "id-2", "id-3"),
        relationship("r-3", "Serving", "id-2", "id-3"),
        relationship("r-4", "Flow", "id-1", "id-2"),
        relationship("r-5", "Composition", "id-1", "id-3"),
        relationship("r-6", "Aggregation", "id-1", "id-2"),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    assert_eq!(
        said(&draft),
        [
            "processes delivering name=Delivering depends_on=[{to: ordering, strength: soft}] part_of=[{to: ordering, strength: soft}]",
            "processes invoicing name=Invoicing depends_on=[delivering] part_of=[ordering]",
            "processes ordering name=Ordering",
        ]
    );
    loads(&draft);
}

#[test]
fn what_is_associated_with_a_flow_is_what_it_carries() {
    let elements = [
        element("id-1", "ApplicationComponent", "A"),
        element("id-2", "ApplicationComponent", "B"),
        element("id-3", "BusinessObject", "Order"),
        element("id-4", "BusinessProcess", "Selling"),
        element("id-5", "BusinessProcess", "Buying"),
    ];
    let relationships = [
        relationship("r-0", "Association", "id-3", "r-1"),
        relationship("r-1", "Flow", "id-1", "id-2"),
        relationship("r-2", "Flow", "id-4", "id-5"),
        relationship("r-3", "Association", "r-2", "id-3"),
        relationship("r-4", "Association", "id-1", "id-3"),
        relationship("r-5", "Influence", "r-1", "id-3"),
        relationship("r-6", "Serving", "r-1", "id-3"),
        relationship("r-7", "Serving", "id-1", "id-1"),
        relationship("r-8", "Betweenness", "id-1", "id-2"),
    ];
    let draft = draft(&model(&elements.concat(), &relationships.concat()));
    let integrations: Vec<String> =
        said(&draft).into_iter().filter(|line| line.starts_with("integrations")).collect();
    assert_eq!(integrations, ["integrations a--b provider=a consumer=b carries=[order] flow=to_consumer"]);
    assert_eq!(
        left_out(&draft),
        [
            ("Association relationships", 2),
            ("Influence relationships", 1),
            ("relationships of an element with itself", 1),
            ("relationships of other types", 1),
            ("relationships that begin or end at a relationship", 1),
        ]
    );
    loads(&draft);
}

#[test]
fn what_a_map_has_no_room_for_is_counted() {
    let elements = [
        element("id-1", "Goal", "Fewer systems"),
        element("id-2", "Goal", "Lower costs"),
        element("id-3", "Plateau", "2009"),
        element("id-4", "BusinessActor", "Citizen"),
        element("id-5", "ApplicationComponent", "Portal"),
        element("id-6", "Surprise", "?"),
        element("id-7", "BusinessRole", "Editor"),
        element("id-8", "BusinessActor", "IT"),
    ];
    let relationships = [
        relationship("r-1", "Realization", "id-5", "id-1"),
        relationship("r-2", "Serving", "id-5", "id-4"),
        relationship("r-3", "Assignment", "id-7", "id-5"),
        relationship("r-4", "Assignment", "id-8", "id-5"),
        relationship("r-5", "Assignment", "id-8", "id-7"),
    ];
    let text = model(&elements.concat(), &relationships.concat());
    let views =
        "<views><diagrams><view identifier=\"v-1\"/><view identifier=\"v-2\"/></diagrams></views></model>";
    let draft = draft(&text.replace("</model>", views));
    assert_eq!(
        said(&draft),
        [
            "systems portal name=Portal owner=it",
            "organisations editor name=Editor kind=role",
            "organisations it name=IT",
        ]
    );
    assert_eq!(
        left_out(&draft),
        [
            ("assignments of a second owner", 1),
            ("business actors, roles and collaborations that own nothing", 1),
            ("elements of other types", 1),
            ("elements of type Goal", 2),
            ("elements of type Plateau", 1),
            ("relationships of business actors, roles and collaborations that say nothing of owning", 1),
            ("relationships with an element that was left out", 2),
            ("views", 2),
        ]
    );
    loads(&draft);
}

#[test]
fn models_of_version_2_are_read_too() {
    let text = r#"<model xmlns="http://www.opengroup.org/xsd/archimate" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
  <name xml:lang="en">Old</name>
  <elements>
    <element identifier="a" xsi:type="ApplicationComponent"><label xml:lang="en">Ledger</label><properties><property identifierref="p1"><value xml:lang="en">4.10</value></property></properties></element>
    <element identifier="b" xsi:type="InfrastructureService"><label xml:lang="en">Storage</label></element>
    <element identifier="c" xsi:type="BusinessProcess"><label xml:lang="en">Paying</label></element>
  </elements>
  <relationships>
    <relationship identifier="r1" source="b" target="a" xsi:type="UsedByRelationship"/>
    <relationship identifier="r2" source="a" target="c" xsi:type="RealisationRelationship"/>
  </relationships>
  <propertydefs><propertydef identifier="p1" name="Version" type="string"/></propertydefs>
</model>"#;
    let draft = draft(text);
    assert_eq!(
        said(&draft),
        [
            "processes paying name=Paying depends_on=[ledger]",
            "systems ledger name=Ledger version=4.10 runs_on=[storage]",
            "technologies storage name=Storage kind=service",
        ]
    );
    loads(&draft);
}
