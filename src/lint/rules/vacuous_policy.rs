//! A policy that demands nothing, for what it selects is not there.

use std::collections::HashSet;

use crate::analysis::{Said, Selector};
use crate::diagnostic::{Finding, Level, Place, quoted};
use crate::graph::Found;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{
    By, Criterion, Date, Demand, Field, FieldKey, Located, Policy, Section, Selection, Value, Wanted,
    did_you_mean,
};

pub(super) const RULE: Rule = Rule {
    name: "vacuous-policy",
    summary: "a policy of the map selects nothing",
    level: Level::WARNING,
    group: Group::Policies,
    absence: false,
    fixed: false,
    explanation: include_str!("vacuous_policy.md"),
    check: Some(check),
};

/// How many unknown words are compared with all known ones; after so many the user knows what is wrong.
const SUGGESTIONS: usize = 50;

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let model = cx.graph.model();
    // What is missing may stand in a part of the map that could not be read.
    if model.incomplete || model.policies.is_empty() {
        return;
    }
    let words = Words { cx, selector: Selector::new(cx.graph, cx.today) };
    let mut used = None;
    let mut left = SUGGESTIONS;
    for policy in &model.policies {
        for (key, selection) in policy.demand.selections() {
            let mut told = false;
            for (criterion, value) in values(selection) {
                let Some(what) = words.unnamed(criterion, value, &mut used) else { continue };
                told = true;
                let message = format!("{} {what}", quoted(&value.value));
                let known = || words.known(&criterion.by);
                findings.add(finding(
                    findings,
                    policy,
                    key,
                    value.place,
                    message,
                    &value.value,
                    known,
                    &mut left,
                ));
            }
            if let Some(day) = words.selector.day(selection).filter(|_| !told) {
                nothing_selected(&words, findings, policy, (key, selection), day, &mut left);
            }
        }
        idle_fields(&words, findings, policy, &mut left);
    }
}

/// Tells that a selection selects nothing, at the criterion that nothing meets, if there is one.
fn nothing_selected(
    words: &Words<'_, '_>,
    findings: &mut Findings,
    policy: &Policy,
    (key, selection): (&'static str, &Selection),
    day: Date,
    left: &mut usize,
) {
    if words.selector.select(selection).contains(&true) {
        return;
    }
    let id = &policy.id.value;
    let is_met = |criterion: &&Criterion| words.selector.meets(criterion, day).contains(&true);
    let never = selection.criteria.iter().find(|criterion| !is_met(criterion));
    let (place, message, word, by) = match never {
        Some(criterion) => {
            let place = criterion.values.first().map_or(selection.place, |value| value.place);
            let word = criterion.values.first().map_or("", |value| &*value.value);
            let message =
                format!("`{key}` of the policy `{id}` selects nothing: no element is of {criterion}");
            (place, message, word, Some(&criterion.by))
        }
        None => {
            let message =
                format!("`{key}` of the policy `{id}` selects nothing: no element is of {selection}");
            (selection.place, message, "", None)
        }
    };
    let known = || by.map_or_else(Vec::new, |by| words.known(by));
    let forbids = matches!(policy.demand, Demand::Forbid { .. } | Demand::NoPath { .. });
    if forbids && by.is_some_and(is_of_fixed_words) {
        // What is forbidden and not there is as it should be, and no word of these is misspelt.
        return;
    }
    findings.add(finding(findings, policy, key, place, message, word, known, left));
}

/// Tells of fields that nothing of what is selected can say, and of properties that nothing says.
fn idle_fields(words: &Words<'_, '_>, findings: &mut Findings, policy: &Policy, left: &mut usize) {
    let (of, fields): (_, Vec<&FieldKey>) = match &policy.demand {
        Demand::Require { of, wanted: Wanted::Fields(fields) } => {
            (of, fields.iter().map(|field| &field.value).collect())
        }
        Demand::AllowOnly { of, field, .. } => (of, vec![field]),
        Demand::Limit { of, count, per, .. } => (of, count.iter().chain(per).collect()),
        _ => return,
    };
    let is_required = matches!(policy.demand, Demand::Require { .. });
    let graph = words.cx.graph;
    let selected = words.selector.select(of);
    let selected = || graph.elements().zip(&selected).filter(|(_, meant)| **meant).map(|(ix, _)| ix);
    if selected().next().is_none() {
        return;
    }
    for field in fields {
        let can_be_said = match field {
            FieldKey::Field(_) => selected().any(|ix| field.stands_in(graph.element(ix).section)),
            FieldKey::Property(_) => {
                is_required
                    || graph.elements().any(|ix| Said::by(graph, ix, field, words.cx.today).next().is_some())
            }
        };
        if !can_be_said {
            let message =
                format!("nothing that the policy `{}` selects has the field `{field}`", policy.id.value);
            let word = field.to_string();
            let known = || match field {
                FieldKey::Property(_) => words.properties(),
                FieldKey::Field(_) => Vec::new(),
            };
            let word = word.strip_prefix("properties.").unwrap_or(&word);
            findings.add(finding(findings, policy, "field", of.place, message, word, known, left));
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "what a finding says, and where a suggestion comes from")]
fn finding<'k>(
    findings: &Findings,
    policy: &Policy,
    key: &str,
    place: Place,
    message: String,
    word: &str,
    known: impl FnOnce() -> Vec<&'k str>,
    left: &mut usize,
) -> Finding {
    let near = left.checked_sub(1).filter(|_| !word.is_empty()).and_then(|fewer| {
        *left = fewer;
        did_you_mean(word, known())
    });
    let otherwise =
        || "correct what is selected, or delete the policy if there is nothing left to demand".to_owned();
    let finding = findings.at(place, message).subject(format!("{key}:{word}"));
    finding.element(policy.id.value.as_str()).help(near.unwrap_or_else(otherwise))
}

/// Whether a criterion knows only the words of the format, which were looked at when it was read.
fn is_of_fixed_words(by: &By) -> bool {
    matches!(
        by,
        By::Class | By::Scope | By::Criticality | By::Standard | By::Phase | By::Adaptable | By::PersonalData
    )
}

fn values(selection: &Selection) -> impl Iterator<Item = (&Criterion, &Located<Box<str>>)> {
    selection
        .all_criteria()
        .flat_map(|criterion| criterion.values.iter().map(move |value| (criterion, value)))
}

/// The words that a map uses.
struct Words<'c, 'g> {
    cx: &'c Context<'g>,
    selector: Selector<'g>,
}

impl<'g> Words<'_, 'g> {
    /// Why an id names nothing that could be selected by it; nothing if it does. `used` are the organisations that
    /// elements name, declared or not.
    fn unnamed(
        &self,
        criterion: &Criterion,
        value: &Located<Box<str>>,
        used: &mut Option<HashSet<&'g str>>,
    ) -> Option<&'static str> {
        let found = criterion.by.names().then(|| self.cx.graph.find(&value.value))?;
        match (&criterion.by, found) {
            (By::Id, Some(Found::Element(_))) => None,
            (By::Id, Some(Found::Organisation(_))) => Some("is an organisation, not an element"),
            (By::Id, None) => Some("is not an element of this map"),
            (By::Agreement, Some(Found::Element(ix)))
                if self.cx.graph.element(ix).section == Section::Agreements =>
            {
                None
            }
            (By::Agreement, _) => Some("is not an agreement of this map"),
            (_, Some(Found::Organisation(_))) => None,
            _ => {
                let used = used.get_or_insert_with(|| self.organisations());
                (!used.contains(&*value.value)).then_some("is not an organisation of this map")
            }
        }
    }

    /// The organisations that elements name.
    fn organisations(&self) -> HashSet<&'g str> {
        let fields = [Field::Owner, Field::Operator, Field::Supplier];
        let named = |element: &'g crate::model::Element| {
            fields.into_iter().filter_map(|field| element.organisation(field)).map(crate::model::Id::as_str)
        };
        self.cx.elements().flat_map(|(_, element)| named(element)).collect()
    }

    /// The words from which one may have been meant.
    fn known(&self, by: &By) -> Vec<&'g str> {
        let graph = self.cx.graph;
        let elements = |section: Option<Section>| {
            let all = self.cx.elements().filter(move |(_, e)| section.is_none_or(|s| e.section == s));
            all.map(|(_, element)| element.id()).collect()
        };
        let mut known: Vec<&str> = match by {
            By::Id => elements(None),
            By::Agreement => elements(Some(Section::Agreements)),
            By::Owner | By::Operator | By::Supplier => {
                graph.model().organisations.iter().map(crate::model::Element::id).collect()
            }
            By::Kind | By::Tags | By::Protocol | By::Product | By::Property(_) => {
                let said = by.field().map(|field| {
                    graph
                        .elements()
                        .flat_map(move |ix| Said::by(graph, ix, &field, self.cx.today).collect::<Vec<_>>())
                });
                said.into_iter().flatten().collect()
            }
            _ => Vec::new(),
        };
        if let (By::Property(_), true) = (by, known.is_empty()) {
            known = self.properties();
        }
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The keys of the properties that elements have.
    fn properties(&self) -> Vec<&'g str> {
        let keys = |element: &'g crate::model::Element| match element.get(Field::Properties) {
            Some(Value::Properties(pairs)) => pairs.iter().map(|(key, _)| &**key).collect(),
            _ => Vec::new(),
        };
        let mut keys: Vec<&str> = self.cx.elements().flat_map(|(_, element)| keys(element)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
