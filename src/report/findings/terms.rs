//! On what terms a map was judged, if not by itself and by its own rules.

use crate::diagnostic::Finding;
use crate::model::{Differing, RulebookDifference};
use crate::report::diff::DiffReport;
use crate::report::words::{counted, joined, number};

/// On what terms a map was judged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms<'a> {
    /// What it was compared with: then the findings are those that the change brings.
    pub since: Option<Since<'a>>,
    /// By whose rules.
    pub trusted: Option<TrustedTerms<'a>>,
}

/// What a map was compared with, and what becomes of what was found.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// The revision that was asked for.
    pub revision: &'a str,
    /// The commit that was compared with.
    pub commit: &'a str,
    /// What people call it: "main (1a2b3c4d5)".
    pub called: &'a str,
    /// Whether there was no map, so that everything is new.
    pub is_new: bool,
    /// How the maps differ.
    pub report: DiffReport<'a>,
    /// How their policies and waivers differ.
    pub rulebook: RulebookDifference,
    /// Whether the settings differ by which each was judged.
    pub settings_differ: bool,
    /// The findings that the change heals. Their places are in the files of the map before.
    pub healed: &'a [Finding],
    /// How many findings stand as they stood.
    pub standing: usize,
}

/// By whose settings, policies and waivers a map was judged instead of its own.
#[derive(Debug, Clone, Copy)]
pub struct TrustedTerms<'a> {
    /// The place, as the user named it.
    pub path: &'a str,
    /// How many policies there are.
    pub policies: usize,
    /// How many waivers there are.
    pub waivers: usize,
    /// How many files were read for them, which are no files of the map.
    pub files: usize,
    /// How those of the map differ.
    pub difference: RulebookDifference,
    /// Whether the map has other settings of its own.
    pub settings_differ: bool,
}

impl TrustedTerms<'_> {
    /// "judged by the 3 policies and 1 waiver of `base`; the map adds 1 waiver and changes 1 policy, which count once they
    /// are merged". The path is not escaped.
    pub fn words(&self) -> String {
        let has = joined(&[
            counted(self.policies, "policy", "policies"),
            counted(self.waivers, "waiver", "waivers"),
        ]);
        let judged = format!("judged by the settings, {has} of `{}`", self.path);
        let settings = self.settings_differ.then(|| "has other settings".to_owned());
        let rulebook = Some(differs(self.difference)).filter(|differs| !differs.is_empty());
        let differs = joined(&settings.into_iter().chain(rulebook).collect::<Vec<_>>());
        let n = total(self.difference.policies) + total(self.difference.waivers);
        let n = n + if self.settings_differ { 2 } else { 0 };
        match n {
            0 => judged,
            1 => format!("{judged}; the map {differs}, which counts once it is merged"),
            _ => format!("{judged}; the map {differs}, which count once they are merged"),
        }
    }
}

/// "adds 1 waiver and changes 1 policy"; nothing if nothing differs.
fn differs(difference: RulebookDifference) -> String {
    let RulebookDifference { policies, waivers } = difference;
    let verbs = [
        ("adds", policies.added, waivers.added),
        ("changes", policies.changed, waivers.changed),
        ("removes", policies.removed, waivers.removed),
    ];
    let said = verbs.into_iter().filter(|(_, p, w)| p + w > 0).map(|(verb, p, w)| {
        let counts = [(p, "policy", "policies"), (w, "waiver", "waivers")];
        let counts = counts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
        format!("{verb} {}", joined(&counts.collect::<Vec<_>>()))
    });
    joined(&said.collect::<Vec<_>>())
}

fn total(differing: Differing) -> usize {
    differing.added + differing.changed + differing.removed
}

impl Since<'_> {
    /// "2 policies added, 1 waiver removed", "other settings": what differs beside what is declared.
    pub(super) fn other_differences(&self) -> Vec<String> {
        let RulebookDifference { policies, waivers } = self.rulebook;
        let of = |of: Differing, one, many| {
            [(of.added, "added"), (of.removed, "removed"), (of.changed, "changed")]
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .enumerate()
                .map(|(i, (n, how))| {
                    let n = if i == 0 { counted(n, one, many) } else { number(n) };
                    format!("{n} {how}")
                })
                .collect::<Vec<String>>()
                .join(", ")
        };
        let mut said = vec![of(policies, "policy", "policies"), of(waivers, "waiver", "waivers")];
        if self.settings_differ {
            said.push("other settings".to_owned());
        }
        said.retain(|said| !said.is_empty());
        said
    }

    /// Whether nothing differs, neither what is declared nor what is found.
    pub(super) fn is_nothing(&self, brought: &[Finding]) -> bool {
        let diff = self.report.diff;
        let is_same = diff.elements.is_empty()
            && diff.organisations.is_empty()
            && diff.relations.is_empty()
            && diff.declarations.is_empty();
        is_same
            && brought.is_empty()
            && self.healed.is_empty()
            && self.rulebook.is_empty()
            && !self.settings_differ
            && !self.is_new
    }
}
