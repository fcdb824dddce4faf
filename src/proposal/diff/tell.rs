//! Who must be told: the owners of what is affected, as of any impact; those of what differs by itself; and those from whom
//! and to whom something goes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::consequences::Together;
use super::known::Known;
use super::{Aspect, Diff, ElementDifference, Kind, Pair, Told};
use crate::analysis::Person;
use crate::analysis::people::to_tell;
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Element, Field};

/// Whom to tell, those with most elements concerned first.
pub(super) fn people(diff: &Diff<'_>, known: &Known<'_>, together: &Together<'_>) -> Vec<Told> {
    let differing = Arc::new(diff.elements.iter().map(|difference| difference.element).collect());
    let mut people = People { diff, known, differing, by_id: BTreeMap::new() };
    for impact in [&together.gone, &together.lost].into_iter().flatten() {
        let causes = impact.causes().into_iter().collect();
        impact.people.iter().for_each(|person| people.add(person, &causes, &|ix| known.of_old(ix)));
    }
    if let Some(impact) = &together.new {
        let causes = impact.causes().into_iter().collect();
        impact.people.iter().for_each(|person| people.add(person, &causes, &|ix| known.of_new(ix)));
    }
    let concerning = diff.elements.iter().filter(|difference| concerns_owner(difference));
    let concerning: Vec<ElementIx> = concerning.filter_map(|difference| difference.element.new).collect();
    let causes = concerning.iter().copied().collect();
    for person in to_tell(diff.new.graph, &concerning, &[], &[]) {
        people.add(&person, &causes, &|ix| known.of_new(ix));
    }
    diff.elements.iter().for_each(|difference| people.hand_over(difference));
    let mut people: Vec<Told> = people.by_id.into_values().map(Told::each_once).collect();
    people.retain(Told::is_concerned);
    people
        .sort_by_key(|told| std::cmp::Reverse((told.affected.len(), told.integrations.len(), told.others())));
    people
}

/// Whether the owner of an element is told that it differs, whatever it does to others: it is new, or its time changed.
fn concerns_owner(difference: &ElementDifference) -> bool {
    let is_of_time = |aspect| {
        matches!(aspect, Aspect::Field(Field::Lifecycle) | Aspect::Phase | Aspect::Support | Aspect::Standard)
    };
    difference.kind == Kind::Added || difference.fields.iter().any(|field| is_of_time(field.aspect))
}

impl Told {
    fn is_concerned(&self) -> bool {
        self.affected.len() + self.integrations.len() + self.others() > 0
    }

    fn each_once(mut self) -> Self {
        once(&mut self.contacts);
        [&mut self.changed, &mut self.affected, &mut self.integrations].into_iter().for_each(once);
        self
    }

    fn others(&self) -> usize {
        self.changed.len() + self.gives.len() + self.takes.len()
    }
}

/// People while they are collected, by the id that they have now.
struct People<'d, 'a> {
    diff: &'d Diff<'a>,
    known: &'d Known<'a>,
    /// The elements that differ.
    differing: Arc<HashSet<Pair>>,
    by_id: BTreeMap<String, Told>,
}

impl People<'_, '_> {
    /// Adds what concerns a person of one of the two states.
    fn add(&mut self, person: &Person, causes: &HashSet<ElementIx>, pair: &dyn Fn(ElementIx) -> Pair) {
        let differing = Arc::clone(&self.differing);
        let told = self.entry(&person.organisation);
        told.contacts.extend(person.contacts.iter().cloned());
        let (operated_causes, operated): (Vec<ElementIx>, Vec<ElementIx>) =
            person.operated.iter().partition(|ix| causes.contains(ix));
        let pairs = |elements: &[ElementIx]| elements.iter().map(|&ix| pair(ix)).collect::<Vec<Pair>>();
        let causes = pairs(&person.causes).into_iter().chain(pairs(&operated_causes));
        // What only goes along, or is asked for more, does not differ itself.
        let (changed, along): (Vec<Pair>, Vec<Pair>) = causes.partition(|pair| differing.contains(pair));
        told.changed.extend(changed);
        // What is gone itself is told as changed.
        let affected = along.into_iter().chain(pairs(&person.reached)).chain(pairs(&operated));
        told.affected.extend(affected.filter(|pair| pair.new.is_some()));
        told.integrations.extend(pairs(&person.integrations));
    }

    /// An element that has another owner concerns both.
    fn hand_over(&mut self, difference: &ElementDifference) {
        let is_owner = |aspect| aspect == Aspect::Field(Field::Owner);
        if !difference.fields.iter().any(|field| is_owner(field.aspect)) {
            return;
        }
        let owner =
            |graph: &Graph, ix: Option<ElementIx>| Some(graph.element(ix?).owner()?.as_str().to_owned());
        let (old, new) = (self.diff.old.graph, self.diff.new.graph);
        if let Some(before) = owner(old, difference.element.old) {
            self.entry(&before).gives.push(difference.element);
        }
        if let Some(after) = owner(new, difference.element.new) {
            self.entry(&after).takes.push(difference.element);
        }
    }

    /// The entry of an organisation that is called so on one of the two sides.
    fn entry(&mut self, id: &str) -> &mut Told {
        let now = match self.known {
            Known::Maps(pairs) => pairs.renamed(id).unwrap_or(id),
            Known::Days(_) => id,
        };
        let Diff { old, new, .. } = self.diff;
        self.by_id.entry(now.to_owned()).or_insert_with(|| {
            let declared = organisation(new.graph, now).or_else(|| organisation(old.graph, id));
            let contact = declared.and_then(|organisation| organisation.text(Field::Contact));
            Told {
                organisation: now.to_owned(),
                name: declared.map_or(now, Element::name).to_owned(),
                contacts: contact.map(str::to_owned).into_iter().collect(),
                ..Told::default()
            }
        })
    }
}

fn organisation<'g>(graph: &'g Graph, id: &str) -> Option<&'g Element> {
    match graph.find(id)? {
        Found::Organisation(organisation) => Some(organisation),
        Found::Element(_) => None,
    }
}

/// Keeps the first of several that are the same.
fn once<T: Clone + Eq + std::hash::Hash>(list: &mut Vec<T>) {
    let mut seen = HashSet::new();
    list.retain(|each| seen.insert(each.clone()));
}
