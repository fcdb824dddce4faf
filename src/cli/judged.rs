//! The open proposals of a map, judged.

use rayon::prelude::*;

use super::map::OpenMap;
use crate::graph::Graph;
use crate::lint;
use crate::model::{Id, Proposal};
use crate::proposal::{self, AsIs, Judgement, Meetings};
use crate::report::proposals::{Proposals, Thresholds};

/// Judges the open proposals, and those that are asked about whatever their status, and hands them over.
pub(super) fn judged<R>(
    map: &OpenMap,
    asked: &[Id],
    all: bool,
    answer: impl FnOnce(&Proposals<'_>) -> R,
) -> R {
    let changes = &map.graph.model().changes;
    let wanted = changes.iter().filter(|p| p.is_open() || asked.contains(&p.id.value));
    let proposals: Vec<&Proposal> = proposal::order(wanted);
    let checked = lint::check(&map.graph, map.found.clone(), &map.levels, map.today);
    let as_is = AsIs {
        graph: &map.graph,
        sources: &map.sources,
        loaded: map.found.get(..map.loaded).unwrap_or_default(),
        built: map.found.get(map.loaded..).unwrap_or_default(),
        findings: &checked.findings,
        waivers: &checked.waivers,
        levels: &map.levels,
        at: map.at,
        today: map.today,
        agree_from: map.board.agree_from,
    };
    let open: Vec<&Proposal> = changes.iter().filter(|proposal| proposal.is_open()).collect();
    let moved = |proposal: &&Proposal| {
        proposal::moved(map.graph.model(), proposal::before(proposal, &open), [*proposal])
    };
    let moved: Vec<Option<Graph>> = proposals.par_iter().map(moved).collect();
    let pairs = proposals.par_iter().copied().zip(&moved);
    let judgements: Vec<Judgement<'_>> = pairs
        .map(|(proposal, moved)| {
            let before = proposal::before(proposal, &open);
            proposal::judge(&as_is, proposal, moved.as_ref(), &before)
        })
        .collect();
    let Meetings { collisions, touches } = proposal::meetings(&map.graph, &judgements, map.board.clear_days);
    let route = |(index, judgement)| {
        let collides = proposal::worse_with_others(&collisions, index);
        proposal::route(&map.graph, judgement, &map.board, &collides)
    };
    let routes: Vec<_> = judgements.iter().enumerate().map(route).collect();
    answer(&Proposals {
        map: &map.title,
        graph: &map.graph,
        sources: &map.sources,
        judgements: &judgements,
        routes: &routes,
        collisions: &collisions,
        touches: &touches,
        board: Thresholds { most_owners: map.board.most_owners, critical: map.board.critical },
        all,
    })
}
