//! What was known to be wrong on a day, so that only what is new since counts.
//!
//! A baseline counts how often each fingerprint was found: one more of the same is new. What it knows and nobody finds
//! any more is told, so that it shrinks as the map is mended.
//!
//! Knows nothing of files, and of how a baseline is written.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::fingerprint;
use crate::diagnostic::{Finding, Sources};

/// Findings that were known on a day, in the order of their rules and elements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// One for each fingerprint.
    pub entries: Vec<Known>,
}

/// A finding that was known, and how often it was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Its rule.
    pub rule: String,
    /// The ids concerned.
    pub elements: Vec<String>,
    /// What makes it the same finding.
    pub fingerprint: String,
    /// How often it was found, from 1.
    pub count: usize,
}

/// The findings of a map beside a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// What the baseline does not know, in order: what counts.
    pub new: Vec<Finding>,
    /// What it knows, in order.
    pub known: Vec<Finding>,
    /// What it knows and is found no more, with how often less.
    pub gone: Vec<Known>,
    /// Whether there is a baseline at all.
    pub is_held: bool,
}

impl Compared {
    /// Findings beside no baseline: all are new.
    pub fn none(findings: Vec<Finding>) -> Self {
        Self { new: findings, ..Self::default() }
    }

    /// Itself, if there is a baseline.
    pub fn of_baseline(&self) -> Option<&Self> {
        self.is_held.then_some(self)
    }
}

impl Baseline {
    /// The baseline of findings.
    pub fn of(findings: &[Finding], sources: &Sources) -> Self {
        let prints: Vec<String> = findings.par_iter().map(|finding| fingerprint(finding, sources)).collect();
        let each = findings.iter().zip(prints).map(|(finding, fingerprint)| Known {
            rule: finding.rule.to_string(),
            elements: finding.elements.clone(),
            fingerprint,
            count: 1,
        });
        Self::from_entries(each)
    }

    /// The baseline of entries in any order. Those with the same fingerprint are counted together.
    pub fn from_entries(entries: impl IntoIterator<Item = Known>) -> Self {
        let mut by_print: HashMap<String, Known> = HashMap::new();
        for entry in entries {
            match by_print.get_mut(&entry.fingerprint) {
                Some(same) => same.count = same.count.saturating_add(entry.count),
                None => {
                    by_print.insert(entry.fingerprint.clone(), entry);
                }
            }
        }
        let mut entries: Vec<Known> = by_print.into_values().collect();
        entries.sort_unstable();
        Self { entries }
    }

    /// Parts findings by whether they are known. Of more than are known, the last in order are new.
    pub fn compare(&self, findings: Vec<Finding>, sources: &Sources) -> Compared {
        let prints: Vec<String> = findings.par_iter().map(|finding| fingerprint(finding, sources)).collect();
        let mut left: BTreeMap<&str, usize> =
            self.entries.iter().map(|known| (known.fingerprint.as_str(), known.count)).collect();
        let mut compared = Compared { is_held: true, ..Compared::default() };
        for (finding, print) in findings.into_iter().zip(prints) {
            match left.get_mut(print.as_str()).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    compared.known.push(finding);
                }
                None => compared.new.push(finding),
            }
        }
        let gone = self.entries.iter().filter_map(|known| {
            let count = left.get(known.fingerprint.as_str()).copied().filter(|left| *left > 0)?;
            Some(Known { count, ..known.clone() })
        });
        compared.gone = gone.collect();
        compared
    }
}
