//! The entry of `changes` to a proposal: what it is about, when it is made, and what was answered and decided.

use super::super::tree::ValueRef;
use super::context::Context;
use super::step;
use super::time::{self, WindowUse};
use crate::diagnostic::Finding;
use crate::model::{Answer, Decision, Outcome, Proposal, Statement, Status, Verdict};

/// Reads an entry of `changes`, or a document that is one proposal.
pub(super) fn decode(
    cx: &mut Context<'_>,
    key: Option<ValueRef<'_>>,
    entry: ValueRef<'_>,
) -> Option<Proposal> {
    let mut proposal = Proposal::new(cx.declared_id(key, entry, "proposal")?);
    let (mut steps, mut window) = (None, WindowUse::Unwritten);
    for (name, value) in cx.known_entries(entry, "a proposal has no field", Proposal::KEYS) {
        match name {
            "title" => proposal.title = cx.located_text(value, name),
            "status" => {
                let status = cx.choice(value, name, Status::WORDS, Status::parse);
                proposal.status = status.unwrap_or(proposal.status);
            }
            "raised_by" => proposal.raised_by = cx.located_id(value),
            "window" => {
                proposal.window = time::window(cx, value);
                window = WindowUse::of(proposal.window);
            }
            "depends_on" => {
                proposal.depends_on = value.items().filter_map(|item| cx.located_id(item)).collect();
            }
            // They are read when the window is known, which may stand after them.
            "steps" => steps = Some(value),
            "answers" => {
                proposal.answers = value.items().filter_map(|item| answer(cx, item)).collect();
            }
            "decision" => proposal.decision = decision(cx, value),
            _ => {
                let text = Statement::parse(name).and_then(|s| Some((s, cx.located_text(value, name)?)));
                proposal.statements.extend(text);
            }
        }
    }
    proposal.statements.sort_by_key(|(statement, _)| *statement);
    if let Some(steps) = steps {
        proposal.steps = steps.items().filter_map(|item| step::decode(cx, item, window)).collect();
    }
    Some(proposal)
}

fn answer(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Answer> {
    if !value.is_mapping() {
        cx.wrong_type(value, "an answer", "a mapping such as {owner: it, verdict: adapt}");
        return None;
    }
    let (mut owner, mut element, mut pays) = (None, None, None);
    let (mut verdict, mut effort, mut note) = (None, None, None);
    let entries = cx.known_entries(value, "an answer has no field", Answer::KEYS);
    for &(name, value) in &entries {
        match name {
            "owner" => owner = cx.located_id(value),
            "element" => element = cx.located_id(value),
            "verdict" => verdict = cx.choice(value, name, Verdict::WORDS, Verdict::parse),
            "effort" => effort = cx.text(value, name),
            "pays" => pays = cx.located_id(value),
            _ => note = cx.text(value, name),
        }
    }
    let missing = [
        ("owner", "add `owner:`, the organisation that answers"),
        ("verdict", "add `verdict:`, what the change means for it"),
    ];
    for (name, help) in missing {
        cx.expect_entry(value, &entries, name, "this answer", help);
    }
    Some(Answer { owner: owner?, element, verdict: verdict?, effort, pays, note, place: value.place() })
}

fn decision(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Decision> {
    if !cx.expect_mapping(value, "`decision`") {
        return None;
    }
    let (mut outcome, mut conditions) = (None, Vec::new());
    let (mut by, mut at, mut reference, mut memo) = (None, None, None, None);
    let entries = cx.known_entries(value, "a decision has no field", Decision::KEYS);
    for &(name, value) in &entries {
        match name {
            "outcome" => outcome = cx.choice(value, name, Outcome::WORDS, Outcome::parse),
            "by" => by = cx.text(value, name),
            "at" => at = cx.located_date(value, name),
            "conditions" => conditions = value.items().filter_map(|item| cx.text(item, name)).collect(),
            "reference" => reference = cx.text(value, name),
            _ => memo = cx.located_text(value, name),
        }
    }
    cx.expect_entry(value, &entries, "outcome", "this decision", "add `outcome:`, how it was decided");
    Some(Decision { outcome: outcome?, by, at, conditions, reference, memo, place: value.place() })
}

impl Context<'_> {
    /// Tells that something must be said that is not. What could not be read may have said it.
    pub(super) fn expect_entry(
        &mut self,
        mapping: ValueRef<'_>,
        entries: &[(&str, ValueRef<'_>)],
        name: &str,
        what: &str,
        help: &str,
    ) {
        if mapping.is_whole() && !entries.iter().any(|(written, _)| *written == name) {
            let finding = Finding::new("bad-value", mapping.place(), format!("{what} has no `{name}`"));
            self.add(finding.subject(name).help(help));
        }
    }
}
