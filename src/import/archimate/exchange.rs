//! The XML of a model to its concepts and relationships: what was written, before it means anything.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node};

use super::findings::Findings;
use crate::diagnostic::{FileId, Finding, Place, quoted};

/// What a model says.
pub(super) struct Exchange<'x> {
    /// Its elements, which ArchiMate calls concepts too. Each identifier once.
    pub(super) concepts: Vec<Concept<'x>>,
    /// Its relationships.
    pub(super) relationships: Vec<Relationship<'x>>,
    /// How many views there are.
    pub(super) views: usize,
}

/// An element of a model.
pub(super) struct Concept<'x> {
    pub(super) identifier: &'x str,
    /// What it is: `ApplicationComponent`.
    pub(super) sort: &'x str,
    pub(super) name: String,
    pub(super) documentation: String,
    pub(super) properties: Vec<(&'x str, String)>,
    pub(super) place: Place,
}

/// A relationship of a model.
pub(super) struct Relationship<'x> {
    pub(super) identifier: &'x str,
    /// What it is, without the ending that version 2.1 gives it: `Serving`.
    pub(super) sort: &'x str,
    pub(super) name: String,
    pub(super) access: Option<&'x str>,
    pub(super) source: End<'x>,
    pub(super) target: End<'x>,
}

/// An end of a relationship.
pub(super) struct End<'x> {
    pub(super) identifier: &'x str,
    pub(super) place: Place,
}

/// Reads a model.
pub(super) fn read<'x>(xml: &'x Document<'x>, file: FileId, findings: &mut Findings) -> Exchange<'x> {
    let root = xml.root_element();
    let mut reading = Reading { file, findings, names: property_names(root), seen: HashMap::new() };
    let concepts = children(root, &["elements"]).flat_map(|all| children(all, &["element"]));
    let concepts: Vec<Concept<'x>> = concepts.filter_map(|node| reading.concept(node)).collect();
    let relationships = children(root, &["relationships"]).flat_map(|all| children(all, &["relationship"]));
    let relationships = relationships.filter_map(|node| reading.relationship(node)).collect();
    let views = children(root, &["views"]).flat_map(|node| node.descendants());
    Exchange { concepts, relationships, views: views.filter(|node| node.tag_name().name() == "view").count() }
}

fn children<'x>(node: Node<'x, 'x>, names: &'static [&'static str]) -> impl Iterator<Item = Node<'x, 'x>> {
    node.children().filter(|child| child.is_element() && names.contains(&child.tag_name().name()))
}

/// An attribute by its name, whatever its namespace.
fn attribute<'x>(node: Node<'x, 'x>, name: &str) -> Option<&'x str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().trim())
}

/// The text of a node, without what stands in further elements.
fn text(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|child| child.text()).collect()
}

/// The text of the first child with one of these names: the first language of a name.
fn first_text(node: Node<'_, '_>, names: &'static [&'static str]) -> String {
    let mut child = node.children().filter(|child| names.contains(&child.tag_name().name()));
    child.next().map(text).unwrap_or_default()
}

/// The names of properties by their identifiers.
fn property_names<'x>(root: Node<'x, 'x>) -> HashMap<&'x str, &'x str> {
    let definitions = children(root, &["propertyDefinitions", "propertydefs"])
        .flat_map(|all| children(all, &["propertyDefinition", "propertydef"]));
    let named = definitions.filter_map(|node| {
        let name = children(node, &["name"]).next().and_then(|name| name.text());
        Some((attribute(node, "identifier")?, name.or_else(|| attribute(node, "name"))?.trim()))
    });
    named.collect()
}

struct Reading<'x, 'f> {
    file: FileId,
    findings: &'f mut Findings,
    names: HashMap<&'x str, &'x str>,
    /// The identifiers of concepts and relationships, and where.
    seen: HashMap<&'x str, Place>,
}

impl<'x> Reading<'x, '_> {
    /// The first line of a node, or of an attribute.
    fn place(&self, node: Node<'_, '_>, name: Option<&str>) -> Place {
        let attribute = name.and_then(|name| node.attributes().find(|attribute| attribute.name() == name));
        match attribute {
            Some(attribute) => Place::new(self.file, attribute.range().start, attribute.range().end),
            None => {
                let start = node.range().start;
                Place::new(self.file, start, start + 1 + node.tag_name().name().len())
            }
        }
    }

    /// The identifier of a node, if no other has it.
    fn identifier(&mut self, node: Node<'x, 'x>, what: &str) -> Option<&'x str> {
        let place = self.place(node, Some("identifier"));
        let Some(identifier) = attribute(node, "identifier").filter(|text| !text.is_empty()) else {
            let finding = Finding::new("bad-id", place, format!("this {what} has no identifier"));
            self.findings.add(finding.help("export the model again: every element has one"));
            return None;
        };
        if let Some(&first) = self.seen.get(identifier) {
            let message = format!("the identifier {} is given twice", quoted(identifier));
            let finding = Finding::new("duplicate-id", place, message).subject(identifier);
            self.findings.add(finding.related(first, "first here").help("the first is used"));
            return None;
        }
        self.seen.insert(identifier, place);
        Some(identifier)
    }

    fn concept(&mut self, node: Node<'x, 'x>) -> Option<Concept<'x>> {
        let identifier = self.identifier(node, "element")?;
        let sort = attribute(node, "type").map(unprefixed).unwrap_or_default();
        if sort.is_empty() {
            let message = format!("the element {} does not say what it is", quoted(identifier));
            let finding = Finding::new("bad-value", self.place(node, None), message).subject("xsi:type");
            self.findings.add(finding.help("write `xsi:type=\"ApplicationComponent\"` or what it is"));
            return None;
        }
        Some(Concept {
            identifier,
            sort,
            name: first_text(node, &["name", "label"]),
            documentation: first_text(node, &["documentation"]),
            properties: self.properties(node),
            place: self.place(node, None),
        })
    }

    fn properties(&mut self, node: Node<'x, 'x>) -> Vec<(&'x str, String)> {
        let mut properties = Vec::new();
        let mut unknown: HashSet<&str> = HashSet::new();
        for property in children(node, &["properties"]).flat_map(|all| children(all, &["property"])) {
            let reference = ["propertyDefinitionRef", "identifierref"]
                .iter()
                .find_map(|name| attribute(property, name))
                .unwrap_or_default();
            match self.names.get(reference) {
                Some(&name) => properties.push((name, first_text(property, &["value"]))),
                None if unknown.insert(reference) => {
                    let message =
                        format!("{} is not the identifier of a property definition", quoted(reference));
                    let place = self.place(property, Some("propertyDefinitionRef"));
                    self.findings.add(Finding::new("unknown-reference", place, message).subject(reference));
                }
                None => {}
            }
        }
        properties
    }

    fn relationship(&mut self, node: Node<'x, 'x>) -> Option<Relationship<'x>> {
        let identifier = self.identifier(node, "relationship")?;
        let sort = attribute(node, "type").map(unprefixed).unwrap_or_default();
        let end = |name: &str| {
            let identifier = attribute(node, name).unwrap_or_default();
            End { identifier, place: self.place(node, Some(name)) }
        };
        let (source, target) = (end("source"), end("target"));
        Some(Relationship {
            identifier,
            sort: sort.strip_suffix("Relationship").unwrap_or(sort),
            name: first_text(node, &["name", "label"]),
            access: attribute(node, "accessType"),
            source,
            target,
        })
    }
}

/// A name without the prefix of its namespace.
fn unprefixed(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
