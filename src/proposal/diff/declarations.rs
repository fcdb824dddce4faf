//! What else two maps declare otherwise: what the map says of itself, named lifecycles, plateaus, proposals, policies and
//! waivers.

use std::collections::{BTreeMap, HashMap};

use super::pairs::{Pairs, When};
use super::parts::{Part, differences, keyed, member, milestones};
use super::{Declaration, Kind, Pair, PartDifference, Sort};
use crate::graph::{ElementIx, Graph};
use crate::lint::proposal_digest;
use crate::model::{
    Answer, Decision, Header, Id, LifecycleUse, Located, PlannedWindow, Plateau, Policy, Proposal, Waiver,
    counted, moment_as_written,
};

/// All that differ: the map itself, then lifecycles, plateaus, proposals, policies and waivers, each by id.
pub(super) fn declarations(pairs: &Pairs<'_>) -> Vec<Declaration> {
    let (old, new) = (pairs.old.model(), pairs.new.model());
    let map = changed(header(&old.header), header(&new.header));
    let map = map.map(|parts| Declaration { parts, ..declaration(Sort::Map, None, Kind::Changed) });

    let mut lifecycles =
        compared(Sort::Lifecycle, &old.lifecycles, &new.lifecycles, |lifecycle, _| milestones(lifecycle));
    let users = users(pairs);
    for lifecycle in lifecycles.iter_mut().filter(|lifecycle| lifecycle.kind == Kind::Changed) {
        lifecycle.of = lifecycle.id.as_ref().and_then(|id| users.get(id).cloned()).unwrap_or_default();
    }

    let plateaus = compared(
        Sort::Plateau,
        old.plateaus.iter().map(|plateau| (&plateau.id.value, plateau)),
        new.plateaus.iter().map(|plateau| (&plateau.id.value, plateau)),
        |plateau, _| of_plateau(plateau),
    );
    let proposals = compared(
        Sort::Proposal,
        old.changes.iter().map(|proposal| (&proposal.id.value, proposal)),
        new.changes.iter().map(|proposal| (&proposal.id.value, proposal)),
        |proposal, when| of_proposal(pairs, proposal, when),
    );
    let policies = compared(
        Sort::Policy,
        old.policies.iter().map(|policy| (&policy.id.value, policy)),
        new.policies.iter().map(|policy| (&policy.id.value, policy)),
        |policy, _| of_policy(policy),
    );
    let (before, after) = (named_waivers(pairs, When::Before), named_waivers(pairs, When::After));
    let waivers = compared(
        Sort::Waiver,
        before.iter().map(|(id, waiver)| (id, *waiver)),
        after.iter().map(|(id, waiver)| (id, *waiver)),
        |waiver, when| of_waiver(pairs, waiver, when),
    );
    let declared = map.into_iter().chain(lifecycles).chain(plateaus).chain(proposals);
    declared.chain(policies).chain(waivers).collect()
}

fn declaration(sort: Sort, id: Option<&Id>, kind: Kind) -> Declaration {
    Declaration { sort, id: id.cloned(), kind, parts: Vec::new(), of: Vec::new() }
}

/// What differs of declarations that are told by their ids.
fn compared<'m, T: 'm>(
    sort: Sort,
    old: impl IntoIterator<Item = (&'m Id, &'m T)>,
    new: impl IntoIterator<Item = (&'m Id, &'m T)>,
    parts: impl Fn(&T, When) -> Vec<Part>,
) -> Vec<Declaration> {
    let mut all: BTreeMap<&Id, (Option<&T>, Option<&T>)> = BTreeMap::new();
    old.into_iter().for_each(|(id, it)| all.entry(id).or_default().0 = Some(it));
    new.into_iter().for_each(|(id, it)| all.entry(id).or_default().1 = Some(it));
    let one = |(id, both): (&Id, (Option<&T>, Option<&T>))| match both {
        (Some(old), Some(new)) => {
            let parts = changed(parts(old, When::Before), parts(new, When::After))?;
            Some(Declaration { parts, ..declaration(sort, Some(id), Kind::Changed) })
        }
        (None, _) => Some(declaration(sort, Some(id), Kind::Added)),
        (_, None) => Some(declaration(sort, Some(id), Kind::Removed)),
    };
    all.into_iter().filter_map(one).collect()
}

/// What differs, if anything does.
fn changed(mut old: Vec<Part>, mut new: Vec<Part>) -> Option<Vec<PartDifference>> {
    old.sort_unstable();
    new.sort_unstable();
    let differences: Vec<_> = differences(&old, &new).into_iter().map(|(_, part)| part).collect();
    (!differences.is_empty()).then_some(differences)
}

/// The elements that refer to each named lifecycle on both sides.
fn users(pairs: &Pairs<'_>) -> HashMap<Id, Vec<Pair>> {
    let mut users: HashMap<Id, Vec<Pair>> = HashMap::new();
    for after in pairs.new.elements() {
        let pair = pairs.of_new(after);
        let named = named_lifecycle(pairs.new, Some(after));
        if let Some(id) = named
            && named_lifecycle(pairs.old, pair.old) == Some(id)
        {
            users.entry(id.clone()).or_default().push(pair);
        }
    }
    users
}

fn named_lifecycle(graph: &Graph, ix: Option<ElementIx>) -> Option<&Id> {
    match graph.element(ix?).lifecycle()? {
        LifecycleUse::Named(id) => Some(id),
        LifecycleUse::Phase(_) | LifecycleUse::Inline(_) => None,
    }
}

fn header(header: &Header) -> Vec<Part> {
    let title = header.title.as_ref().map(|title| keyed("title", &title.value));
    let language = header.language.as_ref().map(|language| keyed("language", &language.value));
    let as_of = header.as_of.as_ref().map(|as_of| keyed("as_of", as_of.value));
    title.into_iter().chain(language).chain(as_of).collect()
}

fn of_plateau(plateau: &Plateau) -> Vec<Part> {
    let name = plateau.name.as_ref().map(|name| keyed("name", name));
    let date = plateau.date.as_ref().map(|date| keyed("date", date.value));
    name.into_iter().chain(date).collect()
}

fn of_proposal(pairs: &Pairs<'_>, proposal: &Proposal, when: When) -> Vec<Part> {
    let id = |id: &Id| pairs.id_now(id.as_str(), when).to_owned();
    let mut parts = vec![keyed("status", proposal.status)];
    parts.extend(proposal.title.as_ref().map(|title| keyed("title", &title.value)));
    parts.extend(proposal.raised_by.as_ref().map(|by| keyed("raised_by", id(&by.value))));
    parts.extend(proposal.statements.iter().map(|(statement, said)| keyed(statement.name(), &said.value)));
    parts.extend(proposal.window.map(|window| keyed("window", of_window(window.value))));
    parts.extend(proposal.depends_on.iter().map(|needed| keyed("depends_on", &needed.value)));
    parts.push(keyed("steps", of_steps(proposal)));
    parts.extend(proposal.answers.iter().map(|answer| member(&of_answer(answer, &id), None)));
    parts.extend(proposal.decision.as_ref().map(|decision| keyed("decision", of_decision(decision))));
    parts
}

/// Its demand in full: what is left out of a sentence may be what differs.
fn of_policy(policy: &Policy) -> Vec<Part> {
    vec![
        keyed("because", &policy.because.value),
        keyed("level", policy.level),
        keyed(policy.demand.form(), format!("{:#}", policy.demand)),
    ]
}

/// The waivers of a side by their ids; one that has none by what it exempts.
fn named_waivers<'m>(pairs: &Pairs<'m>, when: When) -> Vec<(Id, &'m Waiver)> {
    let graph = if when == When::Before { pairs.old } else { pairs.new };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |waiver: &'m Waiver| {
        if let Some(id) = &waiver.id {
            return Some((id.value.clone(), waiver));
        }
        let to = waiver.to.as_ref().map(|to| format!(":{}", pairs.id_now(to.value.as_str(), when)));
        let element = pairs.id_now(waiver.element.value.as_str(), when);
        let name = format!("{}:{element}{}", waiver.rule.value, to.unwrap_or_default());
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        let name = if *times == 1 { name } else { format!("{name}:{times}") };
        // What is too long for an id is told by the element alone.
        Id::parse(&name).or_else(|_| Id::parse(element)).ok().map(|id| (id, waiver))
    };
    graph.model().waivers.iter().filter_map(name).collect()
}

fn of_waiver(pairs: &Pairs<'_>, waiver: &Waiver, when: When) -> Vec<Part> {
    let id = |id: &Located<Id>| pairs.id_now(id.value.as_str(), when).to_owned();
    let mut parts = vec![
        keyed("rule", &waiver.rule.value),
        keyed("element", id(&waiver.element)),
        keyed("reason", &waiver.reason.value),
        keyed("owner", id(&waiver.owner)),
        keyed("decision", &waiver.decision.value),
        keyed("since", waiver.since.value),
        keyed("expires", waiver.expires.value),
    ];
    parts.extend(waiver.to.as_ref().map(|to| keyed("to", id(to))));
    parts.extend(waiver.approved_by.as_ref().map(|by| keyed("approved_by", by)));
    parts
}

fn of_window(window: PlannedWindow) -> String {
    match window.until {
        Some(until) => format!("{} to {}", moment_as_written(window.from), moment_as_written(until)),
        None => format!("from {}", moment_as_written(window.from)),
    }
}

/// How many steps there are, and the digest of what they say, wherever they are written.
fn of_steps(proposal: &Proposal) -> String {
    let steps = proposal.steps.clone();
    let only_steps = Proposal { steps, ..Proposal::new(proposal.id.clone()) };
    let digest = proposal_digest(&only_steps);
    let digits = digest.trim_start_matches("sha256:").get(..12).unwrap_or_default();
    format!("{} ({digits})", counted(proposal.steps.len(), "step", "steps"))
}

fn of_answer(answer: &Answer, id: &dyn Fn(&Id) -> String) -> String {
    let mut text = format!("{} answers", id(&answer.owner.value));
    if let Some(element) = &answer.element {
        text.push_str(&format!(" of {}", id(&element.value)));
    }
    text.push_str(&format!(": {}", answer.verdict));
    let effort = answer.effort.as_deref().map(str::to_owned);
    let pays = answer.pays.as_ref().map(|pays| format!("{} pays", id(&pays.value)));
    let note = answer.note.as_deref().map(str::to_owned);
    effort.into_iter().chain(pays).chain(note).for_each(|more| text.push_str(&format!(", {more}")));
    text
}

fn of_decision(decision: &Decision) -> String {
    let mut text = decision.outcome.to_string();
    let by = decision.by.as_ref().map(|by| format!(" by {by}"));
    let at = decision.at.as_ref().map(|at| format!(" on {}", at.value));
    let filed = decision.reference.as_ref().map(|reference| format!(", {reference}"));
    by.into_iter().chain(at).chain(filed).for_each(|more| text.push_str(&more));
    decision.conditions.iter().for_each(|condition| text.push_str(&format!("; if {condition}")));
    if let Some(memo) = &decision.memo {
        text.push_str(&format!("; memo {}", memo.value));
    }
    text
}
