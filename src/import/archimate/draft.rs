//! What is kept of a model as entries.

use std::collections::{BTreeMap, HashMap};

use super::concepts::{Ids, Kept, kept};
use super::exchange::Exchange;
use super::fields::{self, Said};
use super::findings::Findings;
use super::relations::{Integration, Relations, relations};
use super::texts::Texts;
use crate::diagnostic::Place;
use crate::entry::{Entry, Written};
use crate::import::{Draft, Incoming, LeftOut};
use crate::load::{Config, folded, slug};
use crate::model::{Field, Listing, Section};

/// How much of an id goes into that of an integration.
const END: usize = 55;
/// How much of an identifier is repeated.
const IDENTIFIER: usize = 100;

/// So many properties of one element are read.
const PROPERTIES: usize = 1_000;

/// Makes entries of a model.
pub(super) struct Drafting<'c, 'f> {
    config: &'c Config,
    findings: &'f mut Findings,
    texts: Texts<'c>,
    left_out: LeftOut,
    ids: Ids,
    /// The organisations that are called so: of the model, and those that only properties name.
    organisations: HashMap<String, String>,
    named: BTreeMap<String, Incoming>,
    /// Values that no field could hold, and stand among the properties.
    no_values: usize,
}

impl<'c, 'f> Drafting<'c, 'f> {
    pub(super) fn new(config: &'c Config, findings: &'f mut Findings) -> Self {
        Self {
            config,
            findings,
            texts: Texts::new(&config.limits),
            left_out: LeftOut::default(),
            ids: Ids::default(),
            organisations: HashMap::new(),
            named: BTreeMap::new(),
            no_values: 0,
        }
    }

    /// All that is understood of a model.
    pub(super) fn draft<'m>(mut self, model: &'m Exchange<'m>) -> Draft {
        let kept = kept(model, &mut self.ids, &mut self.texts, &mut self.left_out);
        let relations = relations(model, &kept, &mut self.texts, &mut self.left_out, self.findings);
        for kept in kept.iter().filter(|kept| kept.section() == Section::Organisations) {
            self.organisations.entry(folded(&kept.name)).or_insert_with(|| kept.id.clone());
        }
        for _ in 0..model.views {
            self.left_out.add("views");
        }
        let mut references = references(&kept, &relations);
        let mut entries: Vec<Incoming> = Vec::with_capacity(kept.len());
        for (number, one) in kept.iter().enumerate() {
            let mut entry = self.entry(one);
            if let Some(owner) = relations.owners.get(&number).and_then(|owner| kept.get(*owner)) {
                entry.set(Field::Owner.name(), owner.id.as_str().into());
            }
            for (field, said) in references.remove(&number).unwrap_or_default() {
                entry.set(field.name(), said);
            }
            entries.push(Incoming::own(entry, one.concept.place));
        }
        for integration in relations.integrations.values() {
            entries.extend(self.integration(integration, &kept));
        }
        entries.extend(std::mem::take(&mut self.named).into_values());
        for incoming in &mut entries {
            incoming.entry.fields.sort_by_key(|(name, _)| Field::parse(name).map(|spec| spec.field));
        }
        entries.sort_by(|a, b| (a.entry.listing, &a.entry.id).cmp(&(b.entry.listing, &b.entry.id)));
        let remarks = self.remarks(&kept);
        Draft { entries, left_out: self.left_out, remarks, ..Draft::default() }
    }

    fn remarks(&self, kept: &[Kept<'_>]) -> Vec<String> {
        let nameless = kept.iter().filter(|kept| kept.name.is_empty()).count();
        let told = [
            (
                nameless,
                "has no name and goes by its identifier",
                "have no name and go by their identifiers",
                "element",
            ),
            (
                self.no_values,
                "is no value of the field that it is named after, and stands under `properties`",
                "are no values of the fields that they are named after, and stand under `properties`",
                "property",
            ),
        ];
        let told = told.into_iter().filter(|(count, ..)| *count > 0);
        let told = told.map(|(count, one, many, what)| match (count, what) {
            (1, what) => format!("1 {what} {one}"),
            (_, "property") => format!("{count} properties {many}"),
            (_, what) => format!("{count} {what}s {many}"),
        });
        told.chain(self.texts.remarks()).collect()
    }

    fn entry(&mut self, one: &Kept<'_>) -> Entry {
        let concept = one.concept;
        let mut entry = Entry::new(Listing::Section(one.section()), one.id.as_str())
            .with(Field::Name.name(), one.name.as_str())
            .with(Field::Description.name(), self.texts.lines(&concept.documentation))
            .with(Field::Kind.name(), one.meaning.kind.unwrap_or_default())
            .with(Field::Source.name(), self.source(concept.identifier));
        let mut lifecycle: Vec<(String, Written)> = Vec::new();
        let mut properties: Vec<(String, Written)> = Vec::new();
        for (name, value) in concept.properties.iter().take(PROPERTIES) {
            let (name, value) = (self.texts.key(name), self.texts.lines(value));
            if value.is_empty() || matches!(name.as_str(), "" | "<<") {
                self.left_out.add("properties without a value or a name");
                continue;
            }
            match fields::said(self.config, one.section(), &name, &value) {
                Said::Field(field, said) => entry.set(field.name(), said),
                Said::Milestone(milestone, date) => put(&mut lifecycle, milestone.name(), &date),
                Said::Organisation(field) => match self.organisation(&value, field, one.concept.place) {
                    Some(id) => entry.set(field.name(), id.into()),
                    None => put(&mut properties, &name, &value),
                },
                Said::Other { is_no_value } => {
                    self.no_values += usize::from(is_no_value);
                    put(&mut properties, &name, &value);
                }
            }
        }
        for _ in concept.properties.iter().skip(PROPERTIES) {
            self.left_out.add(format!("properties beyond the first {PROPERTIES} of an element"));
        }
        for (_, said) in &mut properties {
            *said = self.texts.lines(said.as_text().unwrap_or_default()).into();
        }
        entry
            .with(Field::Lifecycle.name(), Written::Mapping(lifecycle))
            .with(Field::Properties.name(), Written::Mapping(properties))
    }

    /// The id of the organisation that is called so; one that the model does not have is made.
    fn organisation(&mut self, name: &str, field: Field, place: Place) -> Option<String> {
        let name = self.texts.line(name);
        if let Some(id) = self.organisations.get(&folded(&name)) {
            return Some(id.clone());
        }
        let id = self.ids.free(slug(&name)?);
        let source = format!("archimate: property {}", field.name());
        let entry = Entry::new(Listing::Section(Section::Organisations), id.as_str())
            .with(Field::Name.name(), name.as_str())
            .with(Field::Source.name(), source);
        self.named.insert(id.clone(), Incoming::own(entry, place));
        self.organisations.insert(folded(&name), id.clone());
        Some(id)
    }

    fn source(&mut self, identifier: &str) -> String {
        let identifier: String = self.texts.line(identifier).chars().take(IDENTIFIER).collect();
        format!("archimate: {identifier}")
    }

    fn integration(&mut self, integration: &Integration<'_>, kept: &[Kept<'_>]) -> Option<Incoming> {
        let (provider, consumer) = (kept.get(integration.provider)?, kept.get(integration.consumer)?);
        let end = |kept: &Kept<'_>| kept.id.get(..END).unwrap_or(&kept.id).to_owned();
        let id = self.ids.free(format!("{}--{}", end(provider), end(consumer)));
        let carries = integration.carries.iter().filter_map(|number| kept.get(*number));
        let entry = Entry::new(Listing::Section(Section::Integrations), id)
            .with(Field::Name.name(), integration.name.as_str())
            .with(Field::Provider.name(), provider.id.as_str())
            .with(Field::Consumer.name(), consumer.id.as_str())
            .with(Field::Carries.name(), carries.map(|kept| kept.id.as_str()).collect::<Vec<_>>())
            .with(Field::Flow.name(), "to_consumer")
            .with(Field::Source.name(), self.source(integration.flow.identifier));
        Some(Incoming::own(entry, integration.flow.source.place))
    }
}

/// Says something more under a key; what it said before stays.
fn put(mapping: &mut Vec<(String, Written)>, key: &str, value: &str) {
    match mapping.iter_mut().find(|(known, _)| known == key) {
        Some((_, Written::Text(said))) if key_of_milestone(key) || said == value => {}
        Some((_, Written::Text(said))) => {
            said.push_str("; ");
            said.push_str(value);
        }
        Some(_) => {}
        None => mapping.push((key.to_owned(), value.into())),
    }
}

fn key_of_milestone(key: &str) -> bool {
    crate::model::Milestone::parse(key).is_some()
}

/// The fields of each entry that name others.
fn references(kept: &[Kept<'_>], relations: &Relations<'_>) -> HashMap<usize, Vec<(Field, Written)>> {
    let mut of_entry: HashMap<usize, Vec<(Field, Written)>> = HashMap::new();
    for ((holder, field), targets) in &relations.references {
        let is_used = |target: &usize| {
            *field == Field::Reads
                && relations
                    .references
                    .get(&(*holder, Field::Uses))
                    .is_some_and(|used| used.contains_key(target))
        };
        let named = targets.iter().filter(|(target, _)| !is_used(target));
        let named = named.filter_map(|(target, soft)| Some(reference(&kept.get(*target)?.id, *soft)));
        let named: Vec<Written> = named.collect();
        if !named.is_empty() {
            of_entry.entry(*holder).or_default().push((*field, Written::List(named)));
        }
    }
    of_entry
}

fn reference(id: &str, soft: bool) -> Written {
    if !soft {
        return id.into();
    }
    Written::Mapping(vec![("to".to_owned(), id.into()), ("strength".to_owned(), "soft".into())])
}
