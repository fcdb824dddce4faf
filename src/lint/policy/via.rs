//! `require: {of, via, with}`: integrations that pass through something.

use super::direct::Joint;
use super::judge::{Judge, has};
use crate::graph::ElementIx;
use crate::model::{Field, Selection, few, joined};

/// How many ends and platforms a finding names.
const NAMED: usize = 5;

/// Every integration that is meant itself, or of which one end is, passes through something of `via`; with `with`,
/// only those whose other end is in that. One that has what is to be passed through as an end complies.
pub(super) fn judge(judge: &mut Judge<'_, '_>, of: &Selection, via: &Selection, with: Option<&Selection>) {
    let (of, through, with) = (judge.meant(of), judge.meant(via), with.map(|with| judge.meant(with)));
    let live = judge.live();
    for joint in judge.direct().joints().iter().filter(|joint| has(live, joint.integration)) {
        let in_use = |ends: &[(ElementIx, _)]| {
            ends.iter().map(|(ix, _)| *ix).filter(|ix| has(live, *ix)).collect::<Vec<_>>()
        };
        let (consumers, providers) = (in_use(&joint.consumers), in_use(&joint.providers));
        let ends = || consumers.iter().chain(&providers);
        let complies = ends().chain(joint.via.iter().map(|(ix, _)| ix)).any(|ix| has(&through, *ix));
        if complies || !is_asked(joint, &consumers, &providers, &of, with.as_deref()) {
            continue;
        }
        let element = judge.graph().element(joint.integration);
        let place = element.field(Field::Via).map_or(element.id.place, |written| written.place);
        let elements: Vec<ElementIx> = [joint.integration].into_iter().chain(ends().copied()).collect();
        let message = in_words(judge, joint, &consumers, &providers, via);
        judge.tell(place, &elements, Field::Via.name(), || message);
    }
}

fn is_asked(
    joint: &Joint,
    consumers: &[ElementIx],
    providers: &[ElementIx],
    of: &[bool],
    with: Option<&[bool]>,
) -> bool {
    let any = |ends: &[ElementIx], meant: &[bool]| ends.iter().any(|ix| has(meant, *ix));
    let other = |ends: &[ElementIx]| with.is_none_or(|with| any(ends, with));
    let itself = has(of, joint.integration) && (other(consumers) || other(providers));
    itself || (any(consumers, of) && other(providers)) || (any(providers, of) && other(consumers))
}

fn in_words(
    judge: &Judge<'_, '_>,
    joint: &Joint,
    consumers: &[ElementIx],
    providers: &[ElementIx],
    via: &Selection,
) -> String {
    let named = |ends: &[ElementIx]| few(ends.iter().map(|ix| format!("`{}`", judge.id(*ix))), NAMED);
    let passed: Vec<String> =
        joint.via.iter().take(NAMED).map(|(ix, _)| format!("`{}`", judge.id(*ix))).collect();
    let instead = match passed.as_slice() {
        [] => "directly".to_owned(),
        passed => format!("through {}", joined(passed)),
    };
    format!(
        "`{}` goes from {} to {} {instead}, and not through {via}",
        judge.id(joint.integration),
        named(providers),
        named(consumers)
    )
}
