//! Which findings stand first, and which are told together: what is merely absent is not told one by one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Findings;
use crate::diagnostic::{Finding, Severity};
use crate::lint;
use crate::model::Waiver;

/// What a rule of absence found.
pub(super) struct Absence<'a> {
    pub(super) rule: &'a str,
    pub(super) severity: Severity,
    pub(super) summary: &'static str,
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
        self.findings.iter().partition(|finding| is_absence(finding))
    }

    /// The findings as they are to be read when not all can be: errors before warnings before notes, and what is
    /// merely absent after what is wrong.
    pub(super) fn gravest_first(&self) -> Vec<&'a Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| (Reverse(finding.severity), is_absence(finding)));
        findings
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
            chosen.sort_by_key(|(i, Listed { finding, standing })| {
                let counts = matches!(standing, Standing::Counts);
                (!counts, Reverse(finding.severity), is_absence(finding), *i)
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

fn is_absence(finding: &Finding) -> bool {
    finding.severity < Severity::Error && lint::rule(&finding.rule).is_some_and(|rule| rule.absence)
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
            summary: lint::rule(rule).map_or("", |rule| rule.summary),
            count: findings.len(),
            ids: ids.filter(|id| seen.insert(*id)).collect(),
        }
    };
    by_rule.into_iter().map(absence).collect()
}
