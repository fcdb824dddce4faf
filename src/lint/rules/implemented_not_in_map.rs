//! Proposals that are said to be made, and that the map does not show.

use std::collections::BTreeSet;

use crate::diagnostic::{Level, Place, quoted};
use crate::graph::{Direction, ElementIx, Relation};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{
    Action, ChangeKind, Field, Id, LifecycleUse, Located, Milestone, Phase, PlannedChange, Proposal,
    Reference, Status, Target, Value,
};

pub(super) const RULE: Rule = Rule {
    name: "implemented-not-in-map",
    summary: "a proposal is said to be made, and the map does not show it",
    level: Level::ERROR,
    group: Group::Changes,
    absence: false,
    fixed: false,
    explanation: include_str!("implemented_not_in_map.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let changes = &cx.graph.model().changes;
    let made: Vec<&Proposal> = changes.iter().filter(|p| p.status == Status::Implemented).collect();
    let actions = || made.iter().flat_map(|proposal| proposal.steps.iter()).map(|step| &step.action);
    let made_known = Made {
        gone: actions().filter_map(taken_away).collect(),
        moved: actions().filter_map(left).collect(),
        claims: actions().flat_map(|action| claims(cx, action)).collect(),
    };
    for proposal in &made {
        let mut told = Told { proposal, findings };
        for step in &proposal.steps {
            match &step.action {
                Action::Move { element, from, to } => moved(cx, [element, from, to], &made_known, &mut told),
                Action::Add(additions) => {
                    let added = additions.elements.iter().chain(&additions.organisations);
                    // What another proposal has taken away since need not be there.
                    let is_missing =
                        |id: &Id| !made_known.gone.contains(id) && cx.graph.find(id.as_str()).is_none();
                    for element in added.filter(|element| is_missing(&element.id.value)) {
                        let id = &element.id;
                        told.that(id.place, &id.value, format!("{} is not in the map", quoted(element.id())));
                    }
                }
                Action::Change(change) if taken_away(&step.action).is_some() => {
                    retired(cx, &change.element, &mut told);
                }
                Action::Change(change) => upgraded(cx, change, &mut told),
                Action::Set { .. } => {}
            }
            for claim in claims(cx, &step.action) {
                shown(cx, &claim, &made_known, &mut told);
            }
        }
    }
}

/// What the proposals that are made have changed, all together.
struct Made<'a> {
    /// What was retired or replaced.
    gone: BTreeSet<&'a Id>,
    /// What was moved, and away from what.
    moved: BTreeSet<(&'a Id, &'a Id)>,
    /// What fields were said to become.
    claims: Vec<Claim<'a>>,
}

/// What a field was said to become.
struct Claim<'a> {
    of: ElementIx,
    id: &'a Located<Id>,
    field: Field,
    place: Place,
    value: Said<'a>,
}

#[derive(Clone, Copy)]
enum Said<'a> {
    Value(&'a Value),
    Version(&'a str),
}

/// The fields that a step sets: those of `set`, and the version of an upgrade to one.
fn claims<'a>(cx: &Context<'_>, action: &'a Action) -> Vec<Claim<'a>> {
    match action {
        Action::Set { element, fields } => {
            let Some(of) = cx.graph.find_element(element.value.as_str()) else { return Vec::new() };
            let claim = |(field, value): &'a (Located<Field>, Located<Value>)| Claim {
                of,
                id: element,
                field: field.value,
                place: field.place,
                value: Said::Value(&value.value),
            };
            fields.iter().map(claim).collect()
        }
        Action::Change(PlannedChange { kind: ChangeKind::Upgrade, element, to: Some(to), .. })
            if cx.graph.find_element(&to.value).is_none() =>
        {
            let of = cx.graph.find_element(element.value.as_str());
            let claim = |of| Claim {
                of,
                id: element,
                field: Field::Version,
                place: to.place,
                value: Said::Version(&to.value),
            };
            of.into_iter().map(claim).collect()
        }
        _ => Vec::new(),
    }
}

/// A field says what it was set to, or what it was set to by another proposal that is made.
fn shown(cx: &Context<'_>, claim: &Claim<'_>, made: &Made<'_>, told: &mut Told<'_>) {
    let of_field = made.claims.iter().filter(|other| other.of == claim.of && other.field == claim.field);
    if made.gone.contains(&claim.id.value) || of_field.into_iter().any(|other| is_shown(cx, other, made)) {
        return;
    }
    let (element, field) = (quoted(claim.id.value.as_str()), claim.field.name());
    let says = cx.graph.element(claim.of).get(claim.field);
    let what = match says {
        Some(says) => format!("`{field}` of {element} is {}", quoted(&says.to_string())),
        None => format!("{element} has no `{field}`"),
    };
    let id = Id::parse(&format!("{}-{field}", claim.id.value)).unwrap_or_else(|_| claim.id.value.clone());
    told.that(claim.place, &id, what);
}

fn is_shown(cx: &Context<'_>, claim: &Claim<'_>, made: &Made<'_>) -> bool {
    let says = cx.graph.element(claim.of).get(claim.field);
    match claim.value {
        Said::Version(version) => matches!(says, Some(Value::Text(text)) if **text == *version),
        Said::Value(Value::References(wanted)) => {
            let known = match says {
                Some(Value::References(known)) => known.all(),
                _ => &[],
            };
            let found = |reference: &Reference| match &reference.target {
                Target::Id(id) => cx.graph.find_element(id.as_str()),
                Target::Group(_) => None,
            };
            // What was moved, replaced or retired since is no longer named, and something else is in its place.
            let has_left = |reference: &Reference| match &reference.target {
                Target::Id(id) => made.gone.contains(id) || made.moved.contains(&(&claim.id.value, id)),
                Target::Group(_) => false,
            };
            if wanted.all().iter().any(has_left) {
                return true;
            }
            // The other end may say the same.
            let around = || [Direction::Upstream, Direction::Downstream].map(|way| direct(cx, claim.of, way));
            let is_there = |wanted: &Reference| {
                known.iter().any(|known| alike(cx, known, wanted))
                    || (!known.iter().any(|known| found(known) == found(wanted))
                        && found(wanted).is_some_and(|ix| around().iter().any(|at| at.contains(&ix))))
            };
            wanted.all().iter().all(is_there)
                && known.iter().all(|known| wanted.all().iter().any(|wanted| alike(cx, known, wanted)))
        }
        Said::Value(value) => says.is_some_and(|says| says.to_string() == value.to_string()),
    }
}

/// Whether two references name the same in the same way, wherever they are written.
fn alike(cx: &Context<'_>, one: &Reference, other: &Reference) -> bool {
    let same = match (&one.target, &other.target) {
        (Target::Id(one), Target::Id(other)) => {
            let find = |id: &Id| cx.graph.find_element(id.as_str());
            one == other || find(one).is_some_and(|ix| find(other) == Some(ix))
        }
        (Target::Group(one), Target::Group(other)) => {
            one.min_up == other.min_up && one.members.len() == other.members.len()
        }
        _ => false,
    };
    same && one.strength == other.strength && one.tolerates == other.tolerates
}

/// The findings on one proposal.
struct Told<'a> {
    proposal: &'a Proposal,
    findings: &'a mut Findings,
}

impl Told<'_> {
    fn that(&mut self, place: Place, of: &Id, what: String) {
        let id = self.proposal.id.value.as_str();
        let message = format!("{} is said to be implemented, but {what}", quoted(id));
        let finding = self.findings.at(place, message).subject(format!("{id} {of}"));
        self.findings
            .add(finding.help("write in the map what was made, or give the proposal the status that it has"));
    }
}

fn taken_away(action: &Action) -> Option<&Id> {
    match action {
        Action::Change(change) if matches!(change.kind, ChangeKind::Retire | ChangeKind::Replace) => {
            Some(&change.element.value)
        }
        _ => None,
    }
}

/// What was retired has a date of that, or has left the map; and once it is out of use, nothing in use rests on it.
fn retired(cx: &Context<'_>, id: &Located<Id>, told: &mut Told<'_>) {
    let Some(ix) = cx.graph.find_element(id.value.as_str()) else { return };
    let element = cx.graph.element(ix);
    let lifecycle = cx.graph.model().lifecycle_of(element);
    let has_date = lifecycle.is_some_and(|l| l.milestones.iter().any(|(m, _)| *m == Milestone::Retired));
    let is_phase = matches!(element.lifecycle(), Some(LifecycleUse::Phase(Phase::Retired)));
    if !has_date && !is_phase {
        told.that(id.place, &id.value, format!("{} has no date `retired`", quoted(element.id())));
    } else if cx.is_retired(element) {
        // That it has ends, an integration says itself, and goes on saying when it is out of use.
        let ends = cx.graph.ends_of(ix);
        // What rests on its successor too has gone over to that.
        let successors = element.references(Field::Successor);
        let successors: Vec<ElementIx> = successors
            .into_iter()
            .flat_map(|named| named.ids())
            .filter_map(|id| cx.graph.find_element(id.as_str()))
            .collect();
        let has_gone_over = |dependent: &ElementIx| {
            successors.contains(dependent)
                || direct(cx, *dependent, Direction::Upstream).iter().any(|on| successors.contains(on))
        };
        let rests = direct(cx, ix, Direction::Downstream).into_iter();
        let rests = rests.filter(|other| !ends.contains(other) && !has_gone_over(other));
        let in_use = rests.map(|ix| cx.graph.element(ix)).find(|element| !cx.is_retired(element));
        if let Some(dependent) = in_use {
            let what = format!("{} still rests on {}", quoted(dependent.id()), quoted(element.id()));
            told.that(id.place, &id.value, what);
        }
    }
}

/// What was upgraded to another element has nothing in use that rests on it.
fn upgraded(cx: &Context<'_>, change: &PlannedChange, told: &mut Told<'_>) {
    let Some(to) = change.to.as_ref().and_then(|to| cx.graph.find_element(&to.value)) else { return };
    let old = cx.graph.find_element(change.element.value.as_str()).filter(|old| *old != to);
    let (true, Some(old)) = (change.kind == ChangeKind::Upgrade, old) else { return };
    let rests = direct(cx, old, Direction::Downstream).into_iter().filter(|dependent| *dependent != to);
    let in_use = rests.map(|ix| cx.graph.element(ix)).find(|element| !cx.is_retired(element));
    if let Some(dependent) = in_use {
        let id = &change.element;
        let what = format!("{} still rests on {}", quoted(dependent.id()), quoted(id.value.as_str()));
        told.that(id.place, &id.value, what);
    }
}

/// What was moved rests no longer on what it was moved from, and on what it was moved to, unless another proposal that
/// is made has taken it from there.
fn moved(cx: &Context<'_>, [element, from, to]: [&Located<Id>; 3], made: &Made<'_>, told: &mut Told<'_>) {
    let find = |id: &Located<Id>| cx.graph.find_element(id.value.as_str());
    let Some(moved) = find(element) else { return };
    let rests_on = direct(cx, moved, Direction::Upstream);
    let name = |id: &Located<Id>| quoted(id.value.as_str());
    if find(from).is_some_and(|from| rests_on.contains(&from)) {
        told.that(from.place, &from.value, format!("{} still rests on {}", name(element), name(from)));
        return;
    }
    let is_set_since =
        |claim: &Claim<'_>| claim.of == moved && matches!(claim.value, Said::Value(Value::References(_)));
    let has_left = made.gone.contains(&to.value)
        || made.gone.contains(&element.value)
        || made.moved.contains(&(&element.value, &to.value))
        || made.claims.iter().any(is_set_since);
    if !has_left && find(to).is_none_or(|to| !rests_on.contains(&to)) {
        told.that(to.place, &to.value, format!("{} does not rest on {}", name(element), name(to)));
    }
}

/// What a step moves, and away from what.
fn left(action: &Action) -> Option<(&Id, &Id)> {
    match action {
        Action::Move { element, from, .. } => Some((&element.value, &from.value)),
        _ => None,
    }
}

/// The elements at the other ends of the relations of an element, those in groups too.
fn direct(cx: &Context<'_>, ix: ElementIx, direction: Direction) -> BTreeSet<ElementIx> {
    let mut found = BTreeSet::new();
    let mut open = vec![ix.node()];
    while let Some(node) = open.pop() {
        for (other, edge) in cx.graph.relations(node, direction) {
            let rests = edge.relation.spec().passes_disruption && edge.relation != Relation::Contains;
            match cx.graph.as_element(other) {
                Some(element) if rests => drop(found.insert(element)),
                // Groups hold no elements twice, and no group that they are in.
                None if rests => open.push(other),
                _ => {}
            }
        }
    }
    found
}
