//! The relationships of a model to the fields that say the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::concepts::Kept;
use super::exchange::{End, Exchange, Relationship};
use super::findings::Findings;
use super::meaning::{Effect, RelationshipMeaning, field_of, may_stand, of_relationship};
use super::texts::Texts;
use crate::diagnostic::{Finding, quoted};
use crate::import::LeftOut;
use crate::load::folded;
use crate::model::{Field, Section};

/// What rests on what: for each entry and field the targets, each with whether it is soft. Entries go by their number.
pub(super) type References = BTreeMap<(usize, Field), BTreeMap<usize, bool>>;

/// What the relationships of a model say.
#[derive(Default)]
pub(super) struct Relations<'m> {
    pub(super) references: References,
    pub(super) owners: BTreeMap<usize, usize>,
    /// In the order of their identifiers.
    pub(super) integrations: BTreeMap<&'m str, Integration<'m>>,
}

/// A flow that is an integration.
pub(super) struct Integration<'m> {
    pub(super) flow: &'m Relationship<'m>,
    pub(super) provider: usize,
    pub(super) consumer: usize,
    pub(super) name: String,
    pub(super) carries: BTreeSet<usize>,
}

/// What stands at an end of a relationship.
enum At {
    Kept(usize),
    LeftOut,
    Relationship,
    Nothing,
}

/// Reads the relationships between what is kept.
pub(super) fn relations<'m>(
    model: &'m Exchange<'m>,
    kept: &[Kept<'m>],
    texts: &mut Texts<'_>,
    left_out: &mut LeftOut,
    findings: &mut Findings,
) -> Relations<'m> {
    let mut relating = Relating {
        kept,
        numbers: kept.iter().enumerate().map(|(at, kept)| (kept.concept.identifier, at)).collect(),
        concepts: model.concepts.iter().map(|concept| concept.identifier).collect(),
        relationships: model.relationships.iter().map(|it| it.identifier).collect(),
        information: information(kept),
        texts,
        left_out,
        findings,
        made: Relations::default(),
    };
    // What a flow carries can only be said when it is known which flows are integrations.
    let is_association = |it: &&Relationship<'_>| {
        of_relationship(it.sort).is_some_and(|meaning| meaning.effect == Effect::Association)
    };
    let all = || model.relationships.iter();
    let last = all().filter(is_association);
    for relationship in all().filter(|it| !is_association(it)).chain(last) {
        relating.read(relationship);
    }
    relating.made
}

/// Information by its name, where only one is called so.
fn information(kept: &[Kept<'_>]) -> HashMap<String, Option<usize>> {
    let mut by_name = HashMap::new();
    for (at, kept) in kept.iter().enumerate().filter(|(_, kept)| kept.section() == Section::Information) {
        by_name.entry(folded(&kept.name)).and_modify(|several| *several = None).or_insert(Some(at));
    }
    by_name
}

struct Relating<'m, 'd, 'l> {
    kept: &'d [Kept<'m>],
    numbers: HashMap<&'m str, usize>,
    concepts: HashSet<&'m str>,
    relationships: HashSet<&'m str>,
    information: HashMap<String, Option<usize>>,
    texts: &'d mut Texts<'l>,
    left_out: &'d mut LeftOut,
    findings: &'d mut Findings,
    made: Relations<'m>,
}

impl<'m> Relating<'m, '_, '_> {
    fn read(&mut self, relationship: &'m Relationship<'m>) {
        let ends = (self.at(&relationship.source), self.at(&relationship.target));
        let meaning = of_relationship(relationship.sort);
        match (meaning, ends) {
            (_, (At::Nothing, _) | (_, At::Nothing)) => self.dangling(relationship),
            (None, _) => self.left_out.add("relationships of other types"),
            (Some(meaning), ends) if meaning.effect == Effect::Association => {
                if !self.carried(relationship, &ends) {
                    self.leave_out(meaning);
                }
            }
            (Some(meaning), _) if meaning.effect == Effect::Nothing => self.leave_out(meaning),
            (_, (At::Relationship, _) | (_, At::Relationship)) => {
                self.left_out.add("relationships that begin or end at a relationship");
            }
            (_, (At::LeftOut, _) | (_, At::LeftOut)) => {
                self.left_out.add("relationships with an element that was left out");
            }
            (_, (At::Kept(source), At::Kept(target))) if source == target => {
                self.left_out.add("relationships of an element with itself");
            }
            (Some(meaning), (At::Kept(source), At::Kept(target))) => {
                self.between(relationship, meaning, source, target);
            }
        }
    }

    fn at(&self, end: &End<'_>) -> At {
        match self.numbers.get(end.identifier) {
            Some(&number) => At::Kept(number),
            None if self.concepts.contains(end.identifier) => At::LeftOut,
            None if self.relationships.contains(end.identifier) => At::Relationship,
            None => At::Nothing,
        }
    }

    fn dangling(&mut self, relationship: &Relationship<'_>) {
        for (which, end) in [("source", &relationship.source), ("target", &relationship.target)] {
            if matches!(self.at(end), At::Nothing) {
                let message = match end.identifier {
                    "" => format!("this relationship has no {which}"),
                    identifier => format!("{} is no element of this model", quoted(identifier)),
                };
                let finding = Finding::new("unknown-reference", end.place, message).subject(end.identifier);
                self.findings.add(finding.help("the relationship is left out; export the whole model"));
            }
        }
    }

    fn leave_out(&mut self, meaning: &RelationshipMeaning) {
        self.left_out.add(format!("{} relationships", meaning.name));
    }

    fn section(&self, number: usize) -> Section {
        self.kept.get(number).map_or(Section::Organisations, Kept::section)
    }

    fn between(
        &mut self,
        relationship: &'m Relationship<'m>,
        meaning: &RelationshipMeaning,
        source: usize,
        target: usize,
    ) {
        let is_organisation = |number| self.section(number) == Section::Organisations;
        match (is_organisation(source), is_organisation(target)) {
            (true, false) if meaning.effect == Effect::Assigned => return self.owned(source, target),
            (false, false) => {}
            _ => {
                let what =
                    "relationships of business actors, roles and collaborations that say nothing of owning";
                return self.left_out.add(what);
            }
        }
        match meaning.effect {
            Effect::Assigned | Effect::Rests => self.rests(target, source, false),
            Effect::RestsSoftly => self.rests(target, source, true),
            Effect::Part => self.refer(target, Field::PartOf, source, false),
            Effect::PartSoftly => self.refer(target, Field::PartOf, source, true),
            Effect::Access => self.accesses(relationship, source, target),
            Effect::Flow => self.flows(relationship, source, target),
            Effect::Association | Effect::Nothing => {}
        }
    }

    fn refer(&mut self, holder: usize, field: Field, target: usize, soft: bool) {
        let targets = self.made.references.entry((holder, field)).or_default();
        targets.entry(target).and_modify(|known| *known &= soft).or_insert(soft);
    }

    fn rests(&mut self, dependent: usize, dependency: usize, soft: bool) {
        let field = field_of(self.section(dependent), self.section(dependency));
        self.refer(dependent, field, dependency, soft);
    }

    /// What an actor is assigned to belongs to it rather than to a role; of several, the first by identifier.
    fn owned(&mut self, owner: usize, owned: usize) {
        let is_role = |number: usize| self.kept.get(number).is_some_and(|kept| kept.meaning.kind.is_some());
        match self.made.owners.get(&owned) {
            Some(&known) if known == owner => {}
            Some(&known) => {
                let first = (is_role(known), known).min((is_role(owner), owner)).1;
                self.made.owners.insert(owned, first);
                self.left_out.add("assignments of a second owner");
            }
            None => {
                self.made.owners.insert(owned, owner);
            }
        }
    }

    fn accesses(&mut self, relationship: &Relationship<'_>, source: usize, target: usize) {
        let field = if relationship.access == Some("Read") { Field::Reads } else { Field::Uses };
        if may_stand(field, self.section(source), self.section(target)) {
            self.refer(source, field, target, false);
        } else {
            self.rests(source, target, true);
        }
    }

    fn flows(&mut self, flow: &'m Relationship<'m>, source: usize, target: usize) {
        let stands = |field, number: usize| may_stand(field, Section::Integrations, self.section(number));
        if !(stands(Field::Provider, source) && stands(Field::Consumer, target)) {
            return self.rests(target, source, true);
        }
        let name = self.texts.line(&flow.name);
        let carried = self.information.get(&folded(&name)).copied().flatten();
        let carries = carried.into_iter().collect();
        let integration = Integration { flow, provider: source, consumer: target, name, carries };
        self.made.integrations.insert(flow.identifier, integration);
    }

    /// Whether an association says what an integration carries.
    fn carried(&mut self, association: &Relationship<'_>, ends: &(At, At)) -> bool {
        let (flow, number) = match ends {
            (At::Relationship, At::Kept(number)) => (&association.source, *number),
            (At::Kept(number), At::Relationship) => (&association.target, *number),
            _ => return false,
        };
        if self.section(number) != Section::Information {
            return false;
        }
        let integration = self.made.integrations.get_mut(flow.identifier);
        integration.map(|integration| integration.carries.insert(number)).is_some()
    }
}
