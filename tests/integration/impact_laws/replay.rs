//! Proofs replayed edge by edge: each must carry the effect that it claims, from a cause to the element.

use super::answer::Affected;
use super::disruption::{LEVELS, Level};
use super::engine::{Engine, Proof};
use super::naive::Naive;
use super::net::Net;
use super::work::brought;
use systemkarta::model::{Disruption, Work};

/// What has come to a node so far on a way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct State {
    level: Level,
    /// When it began there.
    from: u64,
    declared: bool,
}

pub(crate) fn replay(naive: &Naive<'_>, engine: &Engine) -> Result<(), String> {
    for (id, affected) in &engine.answer.affected {
        let disrupted = affected.disruption != Disruption::None;
        match engine.proofs.get(id) {
            Some(proof) if disrupted => replay_one(naive, id, affected, proof)
                .map_err(|fault| format!("{id}: {affected:?} by {proof:?}: {fault}"))?,
            None if disrupted => return Err(format!("{id}: no proof of {affected:?}")),
            Some(_) => return Err(format!("{id}: a proof of no disruption")),
            None => {}
        }
    }
    Ok(())
}

fn replay_one(naive: &Naive<'_>, id: &str, affected: &Affected, proof: &Proof) -> Result<(), String> {
    let net = &naive.net;
    let path = numbers(net, &proof.path);
    let beside = numbers(net, &proof.beside);
    if proof.path.last().map(String::as_str) != Some(id) {
        return Err("it leads elsewhere".into());
    }
    let mut states: Vec<State> = Vec::new();
    for change in net.changes.iter().filter(|change| change.element == path[0]) {
        let starts = change.window.into_iter().flat_map(|(from, _)| LEVELS.map(|level| (level, from)));
        states.extend(starts.map(|(level, from)| State { level, from, declared: true }));
    }
    for pair in path.windows(2) {
        states = arrive(naive, &beside, pair[1], pair[0], &states);
        if states.is_empty() {
            return Err(format!(
                "nothing comes from {} to {}",
                proof_id(net, pair[0]),
                proof_id(net, pair[1])
            ));
        }
    }
    let level = if affected.disruption == Disruption::Stopped { Level::Stopped } else { Level::Disturbed };
    states.retain(|state| (state.level, Some(state.from)) == (level, affected.time));
    if states.is_empty() {
        return Err("not that, or not then".into());
    }
    if !affected.claim.assumed && !states.iter().any(|state| state.declared) {
        return Err("a step of it is assumed".into());
    }
    if steps(net, &path) != affected.claim.distance {
        return Err(format!("it has {} steps", steps(net, &path)));
    }
    let undisturbed = beside.iter().find(|other| naive.outs[**other].disturbed.is_empty());
    undisturbed.map_or(Ok(()), |other| Err(format!("{} is not lost", proof_id(net, *other))))
}

/// What comes from an element to a node that rests on it, directly or through the groups between.
fn arrive(naive: &Naive<'_>, beside: &[usize], node: usize, from: usize, states: &[State]) -> Vec<State> {
    let net = &naive.net;
    let mut arrived = Vec::new();
    for edge in net.rests_on(node).filter(|edge| net.lets_through(edge)) {
        let there = if edge.to == from {
            states.to_vec()
        } else if net.as_group(edge.to).is_some() {
            arrive(naive, beside, edge.to, from, states)
        } else {
            continue;
        };
        for state in there {
            let Some((_, until)) = naive.outs[edge.to].at(state.level).span_at(state.from) else { continue };
            let begins = state.from.saturating_add(edge.tolerance);
            let levels = LEVELS.into_iter().filter(|level| edge.takes(*level) == Some(state.level));
            for level in levels.filter(|_| begins < until) {
                let decides = net.as_group(node).is_none()
                    || others_lost(naive, beside, node, edge.to, level, begins) + 1
                        >= net.losses_to_stop(node);
                if naive.outs[node].at(level).begins_at(begins) && decides {
                    let declared = state.declared && edge.is_declared();
                    arrived.push(State { level, from: begins, declared });
                }
            }
        }
    }
    arrived
}

/// How many other members of a group are lost at a minute and named beside the way.
fn others_lost(
    naive: &Naive<'_>,
    beside: &[usize],
    group: usize,
    member: usize,
    level: Level,
    minute: u64,
) -> usize {
    let net = &naive.net;
    let lost = net.rests_on(group).filter(|edge| edge.to != member);
    let lost = lost.filter(|edge| net.carried(edge, &naive.outs, level).holds(minute));
    lost.filter(|edge| elements_of(net, edge.to).iter().any(|element| beside.contains(element))).count()
}

/// The elements of a group and of those within it.
fn elements_of(net: &Net<'_>, node: usize) -> Vec<usize> {
    if net.as_group(node).is_none() {
        return vec![node];
    }
    net.rests_on(node).flat_map(|edge| elements_of(net, edge.to)).collect()
}

pub(crate) fn replay_work(naive: &Naive<'_>, engine: &Engine) -> Result<(), String> {
    let net = &naive.net;
    for (id, affected) in engine.answer.affected.iter().filter(|(_, a)| a.work != Work::None) {
        let proof = engine.work_proofs.get(id).ok_or_else(|| format!("{id}: no proof of work"))?;
        let claim = affected.work_claim.ok_or_else(|| format!("{id}: no claim of work"))?;
        let path = numbers(net, &proof.path);
        let ways = net.changes.iter().flat_map(|change| brought(net, &naive.outs, change));
        let mut same = ways.filter(|(way, work)| {
            let elements: Vec<usize> =
                way.nodes.iter().copied().filter(|&node| net.as_group(node).is_none()).collect();
            (elements, *work) == (path.clone(), affected.work) && way.declared != claim.assumed
        });
        if same.next().is_none() || path.last() != Some(&net.world.number(id)) {
            return Err(format!("{id}: {affected:?} not by {proof:?}"));
        }
        if steps(net, &path) != claim.distance {
            return Err(format!("{id}: {claim:?}, but {proof:?} has {} steps", steps(net, &path)));
        }
    }
    Ok(())
}

/// Steps as people count: elements after the cause, where integrations in between count nothing.
fn steps(net: &Net<'_>, path: &[usize]) -> usize {
    let between = path.get(1..path.len().saturating_sub(1)).unwrap_or_default();
    1 + between.iter().filter(|&&element| net.counts(element)).count()
}

fn numbers(net: &Net<'_>, ids: &[String]) -> Vec<usize> {
    ids.iter().map(|id| net.world.number(id)).collect()
}

fn proof_id<'n>(net: &'n Net<'_>, element: usize) -> &'n str {
    &net.world.things[element].id
}
