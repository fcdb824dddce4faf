//! `forbid`: no direct relation from one selection to another.

use super::direct::{Halves, Step};
use super::judge::Judge;
use crate::model::{RelationWord, Relations, Section, Selection};

pub(super) fn judge(
    judge: &mut Judge<'_, '_>,
    from: Option<&Selection>,
    to: Option<&Selection>,
    relations: &Relations,
) {
    let (from, to) = (judge.side(from), judge.side(to));
    judge.direct().between([&from, &to, judge.live()], relations, Halves::Instead, |step| tell(judge, step));
}

fn tell(judge: &mut Judge<'_, '_>, step: Step) {
    let elements: Vec<_> = [step.from, step.to].into_iter().chain(step.through).collect();
    let message = in_words(judge, step);
    judge.tell(step.place, &elements, step.word.name(), || message);
}

/// "`lisa` depends on `smil`", "`lisa` consumes `smil-to-lisa` of `smil`".
fn in_words(judge: &Judge<'_, '_>, step: Step) -> String {
    let [from, to] = [step.from, step.to].map(|ix| judge.id(ix));
    let is_integration = |ix| judge.graph().element(ix).section == Section::Integrations;
    let what = match step.word {
        RelationWord::DependsOn => format!("depends on `{to}`"),
        RelationWord::Integration => match step.through {
            Some(integration) => format!("consumes `{}` of `{to}`", judge.id(integration)),
            None if is_integration(step.from) => format!("is provided by `{to}`"),
            None => format!("consumes `{to}`"),
        },
        RelationWord::Via => match step.through {
            Some(integration) => format!("passes through `{to}` by `{}`", judge.id(integration)),
            None => format!("passes through `{to}`"),
        },
        RelationWord::RunsOn => format!("runs on `{to}`"),
        RelationWord::PartOf => format!("is a part of `{to}`"),
        RelationWord::Masters => format!("is mastered by `{to}`"),
        RelationWord::Uses => format!("uses `{to}`"),
        RelationWord::Reads => format!("reads `{to}`"),
        RelationWord::Carries => format!("carries `{to}`"),
        RelationWord::Agreement => format!("is delivered under `{to}`"),
    };
    format!("`{from}` {what}")
}
