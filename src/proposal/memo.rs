//! What a memo concludes of a proposal, in a form that can be compared a year later: plain words, by what they are of.
//!
//! Places, the words of messages and names are no part of it: they may change, and the conclusion is the same.

use std::collections::BTreeMap;

use super::{Collision, Judgement, Reason};
use crate::diagnostic::{Finding, Sources};
use crate::graph::Graph;
use crate::lint::{RULES, proposal_digest, sha256_of_texts};
use crate::model::{Disruption, Proposal};

/// Conclusions by sort (`affected`, `brought`, `healed`, `collisions`, `faults`), then by what they are of: facts by
/// their names.
pub type Conclusions = BTreeMap<String, BTreeMap<String, Facts>>;

/// Facts by their names.
pub type Facts = BTreeMap<String, String>;

/// A conclusion that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of which sort.
    pub sort: String,
    /// Of what.
    pub of: String,
    /// What was concluded, in words; nothing if nothing was.
    pub then: Option<String>,
    /// What is concluded now.
    pub now: Option<String>,
}

/// What a memo rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// Of the files of the map.
    pub map: String,
    /// Of the settings and of the rules that the tool knows.
    pub rules: String,
    /// Of the proposal, without its status, answers and decision.
    pub proposal: String,
}

impl Digests {
    /// Of the files of a map by their names within it, in any order, the text of its settings, and a proposal.
    pub fn of(files: &[(&str, &str)], settings: Option<&str>, proposal: &Proposal) -> Self {
        Self { map: map_digest(files), rules: rules_digest(settings), proposal: proposal_digest(proposal) }
    }
}

/// The digest of the files of a map by their names within it, in any order.
pub fn map_digest(files: &[(&str, &str)]) -> String {
    let mut files = files.to_vec();
    files.sort_unstable();
    sha256_of_texts(files.into_iter().flat_map(|(name, text)| [name, text]))
}

/// The digest of the text of settings, and of the table of rules.
pub fn rules_digest(settings: Option<&str>) -> String {
    let rules = RULES.iter().flat_map(|rule| [rule.name, rule.level.name()]);
    sha256_of_texts([settings.unwrap_or_default()].into_iter().chain(rules))
}

/// What is concluded of the proposal at a place.
pub fn conclusions(
    graph: &Graph,
    sources: &Sources,
    judgements: &[Judgement<'_>],
    collisions: &[Collision],
    index: usize,
) -> Conclusions {
    let mut all = Conclusions::new();
    let Some(judgement) = judgements.get(index) else { return all };
    let mut add = |sort: &str, of: String, facts: Vec<(&str, String)>| {
        let facts = facts.into_iter().map(|(name, fact)| (name.to_owned(), fact));
        all.entry(sort.to_owned()).or_default().entry(of).or_default().extend(facts);
    };
    for affected in &judgement.together.affected {
        let mut facts = vec![("basis", basis(affected.is_sure()).to_owned())];
        if affected.disruption > Disruption::None {
            facts.push(("disruption", affected.disruption.name().to_owned()));
        }
        facts.extend(affected.time.map(|minutes| ("minutes", minutes.to_string())));
        facts.push(("work", affected.work.name().to_owned()));
        add("affected", graph.element(affected.element).id().to_owned(), facts);
    }
    let findings =
        [("brought", &judgement.brought), ("healed", &judgement.healed), ("faults", &judgement.faults)];
    for (sort, findings) in findings {
        for finding in findings {
            add(sort, named(finding, sources), vec![("level", finding.severity.name().to_owned())]);
        }
    }
    for collision in collisions.iter().filter(|collision| collision.between.contains(&index)) {
        let [first, second] = collision.between;
        let other = if first == index { second } else { first };
        let Some(other) = judgements.get(other) else { continue };
        let ids: Vec<&str> = collision.elements.iter().map(|&ix| graph.element(ix).id()).collect();
        let facts = vec![("on", ids.join(", "))];
        add("collisions", format!("{}: {}", other.proposal.id.value, reason(collision, index)), facts);
    }
    all
}

/// Everything that is not as it was, in the order of the conclusions.
pub fn differences(then: &Conclusions, now: &Conclusions) -> Vec<Difference> {
    let none = BTreeMap::new();
    let mut sorts: Vec<&String> = then.keys().chain(now.keys()).collect();
    sorts.sort_unstable();
    sorts.dedup();
    let mut found = Vec::new();
    for sort in sorts {
        let [then, now] = [then, now].map(|all| all.get(sort).unwrap_or(&none));
        let mut of: Vec<&String> = then.keys().chain(now.keys()).collect();
        of.sort_unstable();
        of.dedup();
        for of in of.into_iter().filter(|&of| then.get(of) != now.get(of)) {
            let [then, now] = [then, now].map(|all| all.get(of).map(in_words));
            found.push(Difference { sort: sort.clone(), of: of.clone(), then, now });
        }
    }
    found
}

fn in_words(facts: &Facts) -> String {
    let said: Vec<String> = facts.iter().map(|(name, fact)| format!("{name}: {fact}")).collect();
    said.join(", ")
}

fn basis(is_sure: bool) -> &'static str {
    if is_sure { "declared" } else { "assumed" }
}

/// The rule, and what it is about: what tells it from others.
fn named(finding: &Finding, sources: &Sources) -> String {
    let ids = if finding.elements.is_empty() { String::new() } else { finding.elements.join(" ") };
    let parts = [&*finding.rule, &ids, &finding.subject];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match said.as_slice() {
        [rule] => format!("{rule} {}", sources.locate(finding.place).text.trim()),
        _ => said.join(" "),
    }
}

fn reason(collision: &Collision, index: usize) -> &'static str {
    match (collision.reason, collision.between.first() == Some(&index)) {
        (Reason::WorseTogether { .. }, _) => "together they stop or degrade what neither does alone",
        (Reason::OutOfOrder, true) => "begins before the other ends, on which it depends",
        (Reason::OutOfOrder, false) => "ends after the other begins, which depends on it",
        (Reason::TakenAway, true) => "counts on what the other takes away",
        (Reason::TakenAway, false) => "takes away what the other counts on",
        (Reason::SameTime { .. }, _) => "outages of both at the same time",
        (Reason::SameElements, _) => "both work on the same",
    }
}
