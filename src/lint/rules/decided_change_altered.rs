//! Proposals that were altered after they were decided.

use crate::diagnostic::{Level, quoted};
use crate::lint::{Context, Findings, Group, Rule, proposal_digest};

pub(super) const RULE: Rule = Rule {
    name: "decided-change-altered",
    summary: "a proposal says something else than when it was decided",
    level: Level::ERROR,
    group: Group::Changes,
    absence: false,
    fixed: false,
    explanation: include_str!("decided_change_altered.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for proposal in &cx.graph.model().changes {
        let memo = proposal.decision.as_ref().and_then(|decision| decision.memo.as_ref());
        let Some(memo) = memo else { continue };
        let digest = proposal_digest(proposal);
        if memo.value.trim().eq_ignore_ascii_case(&digest) {
            continue;
        }
        let id = proposal.id.value.as_str();
        let message = format!("{} is not what was decided: its digest is now {digest}", quoted(id));
        let finding = findings.at(memo.place, message).subject(id);
        findings.add(finding.help("take back what was altered, or have it decided anew on a new memo"));
    }
}
