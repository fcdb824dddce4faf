//! What a pull request needs of `check`: only what the change brings, judged by rules that the change cannot alter.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;

use super::error::Error;
use super::io::Io;
use super::map::{MapArgs, OpenMap, ReadMap};
use super::since::{self, Before};
use super::trusted::Judge;
use crate::diagnostic::Finding;
use crate::lint::{self, Checked};
use crate::load::Trusted;
use crate::proposal::diff::{Compared, Side, diff, findings_between};
use crate::report::diff::DiffReport;
use crate::report::findings::{Since, Terms, TrustedTerms};

/// What a pull request is checked by.
#[derive(Debug, Args)]
pub(super) struct PullArgs {
    /// Tells only what the change brings since HEAD left this revision, such as `origin/main`; what it heals; and what its
    /// difference affects. Only what it brings decides the exit code. Both states are judged for the same day.
    #[arg(
        long,
        value_name = "REV",
        help_heading = "Pull requests",
        conflicts_with_all = ["baseline", "write_baseline"]
    )]
    changed_since: Option<String>,
    /// Judges by the settings, policies and waivers of this file or folder, and not by those of the map: a checkout of
    /// the branch that is merged into, which a pull request cannot alter.
    #[arg(long, value_name = "PATH", help_heading = "Pull requests")]
    policy: Option<PathBuf>,
}

/// The map to be checked, and on what terms.
pub(super) struct Subject {
    pub(super) map: ManuallyDrop<OpenMap>,
    before: Option<Before>,
    trusted: Option<(Judge, Trusted)>,
}

impl PullArgs {
    /// Opens the map whatever is wrong in it, and what it is judged by and compared with.
    pub(super) fn open(&self, args: &MapArgs, io: &mut Io) -> Result<Subject, Error> {
        let judge = self.policy.as_deref().map(Judge::at).transpose()?;
        let read = match &judge {
            Some(judge) => ReadMap::at(judge.locate(args.map())?)?,
            None => args.read()?,
        };
        let mut trusted = None;
        let map = read.open(args.with(), args.at(), args.today(), |loaded, config| {
            trusted = judge.as_ref().map(|judge| judge.judge(loaded, config)).transpose()?;
            Ok(Vec::new())
        })?;
        let revision = self.changed_since.as_deref();
        let is_named = args.map().is_some();
        let open = |revision| since::open(revision, &map, is_named, judge.as_ref(), io);
        let before = revision.map(open).transpose()?;
        if before.as_ref().is_some_and(|before| has_elements(&before.map) && !has_elements(&map)) {
            return Err(Error::Usage(
                format!("the map `{}` has no element any more", map.path.display()),
                Some("a map that is to be given up is taken out of what is checked".into()),
            ));
        }
        let trusted = judge.zip(trusted);
        let subject = Subject { map, before, trusted };
        subject.say_terms(io);
        Ok(subject)
    }
}

impl Subject {
    /// Hands over what is to be told of all that was found, and on what terms.
    pub(super) fn told<R>(
        &self,
        mut checked: Checked,
        answer: impl FnOnce(Checked, Terms<'_>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let trusted = self.trusted_terms();
        let model = self.map.graph.model();
        checked.findings.retain(|found| trusted.is_none() || !lint::is_of_given_up_waiver(model, found));
        let Some(before) = &self.before else { return answer(checked, Terms { since: None, trusted }) };
        let checked_before = before.checked();
        let (was, now) = (before.side(&checked_before.findings), self.side(&checked.findings));
        let (difference, between) =
            rayon::join(|| diff(was, now, Compared::Declared), || findings_between(&was, &now));
        // What is waived now is not healed, and what was waived before is not brought by being waived.
        let (all_before, all_now) = (all(&checked_before), all(&checked));
        let healed = findings_between(&was, &self.side(&all_now)).gone;
        let waived: Vec<Finding> = checked.waived.iter().map(|waived| waived.finding.clone()).collect();
        let waived = findings_between(&before.side(&all_before), &self.side(&waived)).come;
        let (old, new) = (since::called(before), self.map.path.display().to_string());
        let (map, diff) = (self.map.title.as_str(), &difference);
        let report = DiffReport { map, diff, old: &old, new: &new, all: false };
        let since = Since {
            revision: &before.revision,
            commit: &before.commit,
            called: &old,
            is_new: before.is_new,
            report,
            rulebook: model.rulebook.against(&before.map.graph.model().rulebook),
            settings_differ: !before.is_new
                && self.trusted.is_none()
                && self.map.settings != before.map.settings,
            healed: &healed,
            standing: between.standing,
        };
        let mut brought =
            Checked { findings: between.come, waived: checked.waived.clone(), ..Checked::default() };
        brought.waived.retain(|known| waived.contains(&known.finding));
        answer(brought, Terms { since: Some(since), trusted })
    }

    fn side<'a>(&'a self, findings: &'a [Finding]) -> Side<'a> {
        let (graph, sources) = (&self.map.graph, &self.map.sources);
        Side { graph, sources, folder: &self.map.path, findings, at: self.map.at }
    }

    fn trusted_terms(&self) -> Option<TrustedTerms<'_>> {
        let (judge, trusted) = self.trusted.as_ref()?;
        Some(TrustedTerms {
            path: &judge.named,
            policies: trusted.policies,
            waivers: trusted.waivers,
            files: trusted.files,
            difference: trusted.difference,
            settings_differ: judge.settings_differ(&self.map.path),
        })
    }

    /// Says on standard error by whose rules the map is judged.
    fn say_terms(&self, io: &mut Io) {
        if let (Some((judge, trusted)), Some(terms)) = (&self.trusted, self.trusted_terms()) {
            judge.say_skipped(trusted, io);
            io.message("note", &terms.words());
        }
    }
}

fn has_elements(map: &OpenMap) -> bool {
    map.graph.element_count() > 0
}

/// What is found, whether it is waived or not.
fn all(checked: &Checked) -> Vec<Finding> {
    let waived = checked.waived.iter().map(|waived| waived.finding.clone());
    checked.findings.iter().cloned().chain(waived).collect()
}
