//! What a memo concludes of a proposal, in a form that can be compared a year later: plain words, by what they are of.
//!
//! Places, the words of messages and names are no part of it: they may change, and the conclusion is the same. The dates
//! in a message are.

use std::collections::BTreeMap;

use super::{Collision, Judgement, Reason, Route, Stand, Why};
use crate::diagnostic::{Finding, Sources};
use crate::graph::{ElementIx, Graph};
use crate::lint::{RULES, proposal_digest, sha256_of_texts};
use crate::model::{Disruption, PartialDate, Proposal, Statement, Status};

/// Conclusions by sort (`affected`, `brought`, `healed`, `collisions`, `faults`, and who decides: `route`, `agree`,
/// `objections`, `status`), then by what they are of: facts by their names.
pub type Conclusions = BTreeMap<String, BTreeMap<String, Facts>>;

/// Facts by their names.
pub type Facts = BTreeMap<String, String>;

/// The fact that holds the dates in the message of a finding.
const DATES: &str = "dates";

/// What a memo says beside its judgement, and what the first memos did not say.
const DECIDING: [&str; 4] = ["agree", "objections", "route", "status"];

/// A conclusion that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of which sort.
    pub sort: String,
    /// Of what.
    pub of: String,
    /// The facts that were concluded and differ; nothing if nothing was concluded.
    pub then: Option<Facts>,
    /// Those that are concluded now.
    pub now: Option<Facts>,
}

impl Difference {
    /// Whether it takes from a memo what was decided on. Fewer who must agree, an objection taken back, a lighter
    /// route and the progress of a proposal do not.
    pub fn weighs(&self) -> bool {
        let now = |name: &str| self.now.as_ref().and_then(|facts| facts.get(name)).map(String::as_str);
        let then = |name: &str| self.then.as_ref().and_then(|facts| facts.get(name)).map(String::as_str);
        match self.sort.as_str() {
            "agree" | "objections" => self.then.is_none(),
            "route" => strictness(now("route")) > strictness(then("route")),
            "status" => now("status") == Some(Status::Rejected.name()),
            _ => true,
        }
    }
}

/// The place of a route from the lightest to the strictest.
fn strictness(name: Option<&str>) -> Option<usize> {
    let routes = [Route::OwnerDecides, Route::OwnersAgree, Route::Board];
    routes.iter().position(|route| Some(route.name()) == name)
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

/// What is concluded of the proposal at a place, with who decides each.
pub fn conclusions(
    graph: &Graph,
    sources: &Sources,
    judgements: &[Judgement<'_>],
    routes: &[(Route, Why)],
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
            let mut facts = vec![("level", finding.severity.name().to_owned())];
            // What is healed is so whatever its dates were.
            let dates = if sort == "brought" { dates(&finding.message) } else { String::new() };
            facts.extend((!dates.is_empty()).then_some((DATES, dates)));
            add(sort, named(finding, sources), facts);
        }
    }
    for concerned in &judgement.people {
        let who = || concerned.person.organisation.clone();
        if concerned.must_agree {
            add("agree", who(), Vec::new());
        }
        if concerned.stand == Stand::Objects {
            add("objections", who(), Vec::new());
        }
    }
    let id = || judgement.proposal.id.value.to_string();
    if let Some((route, why)) = routes.get(index) {
        let facts = vec![("route", route.name().to_owned()), ("because", because(graph, why))];
        add("route", id(), facts);
    }
    add("status", id(), vec![("status", judgement.proposal.status.name().to_owned())]);
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

/// Everything that is not as it was, in the order of the conclusions. Of what a memo of the first ones did not say,
/// nothing is said.
pub fn differences(then: &Conclusions, now: &Conclusions) -> Vec<Difference> {
    let none = BTreeMap::new();
    let is_of_first = !then.contains_key("status");
    let mut sorts: Vec<&String> = then.keys().chain(now.keys()).collect();
    sorts.sort_unstable();
    sorts.dedup();
    sorts.retain(|sort| !is_of_first || !DECIDING.contains(&sort.as_str()));
    let mut found = Vec::new();
    for sort in sorts {
        let [then, now] = [then, now].map(|all| all.get(sort).unwrap_or(&none));
        let mut of: Vec<&String> = then.keys().chain(now.keys()).collect();
        of.sort_unstable();
        of.dedup();
        for of in of {
            let (then, now) = differing(then.get(of), now.get(of), is_of_first);
            if then != now {
                found.push(Difference { sort: sort.clone(), of: of.clone(), then, now });
            }
        }
    }
    found
}

/// The facts that differ; all if there are none on the other side.
fn differing(
    then: Option<&Facts>,
    now: Option<&Facts>,
    without_dates: bool,
) -> (Option<Facts>, Option<Facts>) {
    let except = |facts: &Facts, other: Option<&Facts>| -> Facts {
        let differs = |(name, fact): &(&String, &String)| {
            !(without_dates && *name == DATES) && other.is_none_or(|other| other.get(*name) != Some(*fact))
        };
        facts.iter().filter(differs).map(|(name, fact)| (name.clone(), fact.clone())).collect()
    };
    (then.map(|facts| except(facts, now)), now.map(|facts| except(facts, then)))
}

/// Takes a part of another proposal over.
type TakeOver<'p> = &'p dyn Fn(&mut Proposal);

/// What of a proposal is not as it was, in the words of its keys; status, answers and decision are not looked at.
pub fn altered(then: &Proposal, now: &Proposal) -> Vec<String> {
    let differs = |change: TakeOver<'_>| {
        let mut changed = then.clone();
        change(&mut changed);
        proposal_digest(&changed) != proposal_digest(then)
    };
    let keys: [(&str, TakeOver<'_>); 4] = [
        ("title", &|changed| changed.title.clone_from(&now.title)),
        ("raised_by", &|changed| changed.raised_by.clone_from(&now.raised_by)),
        ("window", &|changed| changed.window = now.window),
        ("depends_on", &|changed| changed.depends_on.clone_from(&now.depends_on)),
    ];
    let of_keys = keys.into_iter().filter(|(_, change)| differs(change)).map(|(key, _)| key.to_owned());
    let statements = Statement::WORDS.iter().filter_map(|word| Statement::parse(word));
    let of_statements = statements
        .filter(|&question| then.statement(question) != now.statement(question))
        .map(|question| question.name().to_owned());
    let mut said: Vec<String> = of_keys.chain(of_statements).collect();
    let only = |proposal: &Proposal, step: usize| {
        let steps = proposal.steps.get(step).cloned().into_iter().collect();
        proposal_digest(&Proposal { steps, ..then.clone() })
    };
    let steps =
        (0..then.steps.len().max(now.steps.len())).filter(|&step| only(then, step) != only(now, step));
    said.extend(steps.map(|step| format!("step {}", step + 1)));
    said
}

fn basis(is_sure: bool) -> &'static str {
    if is_sure { "declared" } else { "assumed" }
}

/// The dates that a message tells, in its order.
fn dates(message: &str) -> String {
    let words = message.split(|c: char| !(c.is_ascii_digit() || c == '-'));
    let is_date = |word: &&str| word.len() >= 4 && PartialDate::parse(word).is_ok();
    let dates: Vec<&str> = words.filter(is_date).collect();
    dates.join(", ")
}

/// Why a route is taken, in words in which ids stand for names.
fn because(graph: &Graph, why: &Why) -> String {
    let id = |&element: &ElementIx| graph.element(element).id();
    match why {
        Why::Faulty(_) => "something is wrong with the proposal".to_owned(),
        Why::Objections(_) => "somebody objects".to_owned(),
        Why::Stops(element) => format!("{} stops", id(element)),
        Why::Collides(element) => format!("with another proposal it disturbs {}", id(element)),
        Why::Owners(n) => format!("{n} others must agree"),
        Why::WithoutOwner(n) => format!("{n} without an owner"),
        Why::Disturbs(element) => format!("{} is disturbed", id(element)),
        Why::SeveralOwners(n) => format!("{n} owners must agree"),
        Why::OneOwner => "nobody else must agree".to_owned(),
    }
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
