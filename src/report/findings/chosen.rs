//! Which findings stand first, and which are told together: what is merely absent is not told one by one.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Findings;
use crate::diagnostic::{Finding, Severity};
use crate::escape;
use crate::lint;
use crate::model::{Demand, Policy, Waiver, Wanted};
use crate::report::words::few;

/// Fields that are named of those that a policy requires.
const FIELDS: usize = 5;

/// What a rule of absence found.
pub(super) struct Absence<'a> {
    pub(super) rule: &'a str,
    pub(super) severity: Severity,
    pub(super) summary: Cow<'static, str>,
    pub(super) count: usize,
    /// The elements concerned, each once.
    pub(super) ids: Vec<&'a str>,
}

/// A finding, and whether it counts.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) finding: &'a Finding,
    pub(super) standing: Standing<'a>,
}

/// Whether a finding counts.
#[derive(Clone, Copy)]
pub(super) enum Standing<'a> {
    Counts,
    /// A baseline knows it.
    Known,
    /// This waiver covers it.
    Waived(&'a Waiver),
}

impl<'a> Findings<'a> {
    /// What is merely absent, and what is there and wrong. Who made an absence an error wants to see each.
    pub(super) fn absent_and_present(&self) -> (Vec<&'a Finding>, Vec<&'a Finding>) {
        let absent = self.absent_fields();
        self.findings.iter().partition(|finding| is_absence(finding, &absent))
    }

    /// The findings as they are to be read when not all can be: errors before warnings before notes, and what is
    /// merely absent after what is wrong.
    pub(super) fn gravest_first(&self) -> Vec<&'a Finding> {
        let absent = self.absent_fields();
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| (Reverse(finding.severity), is_absence(finding, &absent)));
        findings
    }

    /// The names of the policies that require fields.
    fn absent_fields(&self) -> HashSet<String> {
        let policies = self.graph.model().policies.iter();
        let of_fields = policies
            .filter(|policy| matches!(policy.demand, Demand::Require { wanted: Wanted::Fields(_), .. }));
        of_fields.map(Policy::rule).collect()
    }

    /// All that was found, what does not count too, in the order of files and places.
    pub(super) fn listing(&self) -> Vec<Listed<'a>> {
        let listed = |standing| move |finding| Listed { finding, standing };
        let known = self.baseline.map_or(&[][..], |compared| &compared.known);
        let waived = self
            .waivers()
            .map(|(waived, waiver)| Listed { finding: &waived.finding, standing: Standing::Waived(waiver) });
        let counting = self.findings.iter().map(listed(Standing::Counts));
        let known = known.iter().map(listed(Standing::Known));
        let mut all: Vec<Listed<'a>> = counting.chain(known).chain(waived).collect();
        all.sort_by(|a, b| (a.finding.place, &a.finding.rule).cmp(&(b.finding.place, &b.finding.rule)));
        all
    }

    /// So many of all that was found, what counts first and the gravest of it, in their order.
    pub(super) fn gravest(&self, at_most: usize) -> Vec<Listed<'a>> {
        let mut chosen: Vec<(usize, Listed<'a>)> = self.listing().into_iter().enumerate().collect();
        if chosen.len() > at_most {
            let absent = self.absent_fields();
            chosen.sort_by_key(|(i, Listed { finding, standing })| {
                let counts = matches!(standing, Standing::Counts);
                (!counts, Reverse(finding.severity), is_absence(finding, &absent), *i)
            });
            chosen.truncate(at_most);
            chosen.sort_by_key(|(i, _)| *i);
        }
        chosen.into_iter().map(|(_, listed)| listed).collect()
    }
}

/// Gives each finding a fingerprint that no other of the run has: the second of two that are alike ends in `-2`.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    pub(super) fn of(&mut self, findings: &Findings<'_>, finding: &Finding) -> String {
        let fingerprint = lint::fingerprint(finding, findings.sources);
        let seen = self.seen.entry(fingerprint.clone()).or_default();
        *seen += 1;
        if *seen == 1 { fingerprint } else { format!("{fingerprint}-{seen}") }
    }
}

/// Whether it finds what is not said: by a rule of absence, or a policy that requires fields.
fn is_absence(finding: &Finding, policies: &HashSet<String>) -> bool {
    let by_rule = || lint::rule(&finding.rule).is_some_and(|rule| rule.absence);
    finding.severity < Severity::Error && (policies.contains(&*finding.rule) || by_rule())
}

/// "has no `contact`", "has no `contact` or `sla`": what a policy finds absent.
fn fields_of(findings: &[&Finding]) -> String {
    let fields: BTreeSet<&str> = findings.iter().map(|finding| finding.subject.as_str()).collect();
    format!(
        "an element has no {}",
        few(fields.into_iter().map(|field| format!("`{}`", escape::terminal(field))), FIELDS)
    )
}

/// What is absent, rule by rule, the gravest first.
pub(super) fn by_rule<'a>(absent: &[&'a Finding]) -> Vec<Absence<'a>> {
    let mut by_rule: BTreeMap<(Reverse<Severity>, &str), Vec<&'a Finding>> = BTreeMap::new();
    for finding in absent {
        by_rule.entry((Reverse(finding.severity), &finding.rule)).or_default().push(finding);
    }
    let absence = |((severity, rule), findings): ((Reverse<Severity>, &'a str), Vec<&'a Finding>)| {
        let mut seen = HashSet::new();
        let ids = findings.iter().filter_map(|finding| finding.elements.first()).map(String::as_str);
        Absence {
            rule,
            severity: severity.0,
            summary: match lint::rule(rule) {
                Some(rule) => Cow::Borrowed(rule.summary),
                None => Cow::Owned(fields_of(&findings)),
            },
            count: findings.len(),
            ids: ids.filter(|id| seen.insert(*id)).collect(),
        }
    };
    by_rule.into_iter().map(absence).collect()
}
