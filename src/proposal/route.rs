//! Who decides of a proposal: its owner, the owners concerned, or the board. By thresholds, so that a board sees what
//! is worth its time.

use super::answers::Stand;
use super::judge::Judgement;
use crate::analysis::Affected;
use crate::graph::{ElementIx, Graph};
use crate::load::Board;
use crate::model::{Criticality, Disruption, Section};

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// The one owner who must agree.
    OwnerDecides,
    /// The owners who must agree, among themselves.
    OwnersAgree,
    /// The change board.
    Board,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Something is wrong with the proposal itself, so nobody can know what it does.
    Faulty(usize),
    /// So many owners are against it.
    Objections(usize),
    /// A critical process stops.
    Stops(ElementIx),
    /// Together with another proposal it stops or degrades something critical.
    Collides(ElementIx),
    /// More owners must agree, beside whoever raised it, than can do so among themselves.
    Owners(usize),
    /// So many elements that it changes, disturbs or has adapted have no owner.
    WithoutOwner(usize),
    /// Something critical is disturbed, and no critical process stops.
    Disturbs(ElementIx),
    /// Several owners must agree, and nothing critical is disturbed.
    SeveralOwners(usize),
    /// One owner, or nobody, must agree, and nothing critical is disturbed.
    OneOwner,
}

impl Route {
    /// The words used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::OwnerDecides => "owner decides",
            Self::OwnersAgree => "owners agree",
            Self::Board => "board",
        }
    }
}

/// Who decides, and the gravest reason for it. `collides` is what it stops or degrades together with others.
pub fn route(
    graph: &Graph,
    judgement: &Judgement<'_>,
    board: &Board,
    collides: &[ElementIx],
) -> (Route, Why) {
    let is_critical = |element: &&ElementIx| {
        graph.element(**element).criticality().is_some_and(|&known| known >= board.critical)
    };
    let agreeing = || judgement.people.iter().filter(|concerned| concerned.must_agree);
    let owners = agreeing().count();
    let others = agreeing().filter(|concerned| concerned.stand != Stand::Raised).count();
    let objections = judgement.people.iter().filter(|concerned| concerned.stand == Stand::Objects).count();
    let unowned = judgement.without_owner.len();
    let critical = |wanted| disturbed(graph, judgement, board.critical, wanted);
    if !judgement.faults.is_empty() {
        (Route::Board, Why::Faulty(judgement.faults.len()))
    } else if objections > 0 {
        (Route::Board, Why::Objections(objections))
    } else if let Some(process) = critical(Wanted::StoppedProcess) {
        (Route::Board, Why::Stops(process))
    } else if let Some(&element) = collides.iter().find(is_critical) {
        (Route::Board, Why::Collides(element))
    } else if others > board.most_owners {
        (Route::Board, Why::Owners(others))
    } else if unowned > 0 {
        (Route::Board, Why::WithoutOwner(unowned))
    } else if let Some(element) = critical(Wanted::Anything) {
        (Route::OwnersAgree, Why::Disturbs(element))
    } else if owners > 1 {
        (Route::OwnersAgree, Why::SeveralOwners(owners))
    } else {
        (Route::OwnerDecides, Why::OneOwner)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    StoppedProcess,
    Anything,
}

/// The first critical element that is disturbed, changed elements before others.
fn disturbed(
    graph: &Graph,
    judgement: &Judgement<'_>,
    criticality: Criticality,
    wanted: Wanted,
) -> Option<ElementIx> {
    let affected = judgement.together.affected.iter();
    let affected = affected.map(|Affected { element, disruption, .. }| (*element, *disruption));
    let stopped = judgement.stopped().map(|element| (element, Disruption::Stopped));
    let is_wanted = |&(ix, disruption): &(ElementIx, Disruption)| {
        let element = graph.element(ix);
        let fits = match wanted {
            Wanted::StoppedProcess => {
                element.section == Section::Processes && disruption == Disruption::Stopped
            }
            Wanted::Anything => disruption > Disruption::None,
        };
        fits && element.criticality().is_some_and(|&known| known >= criticality)
    };
    stopped.chain(affected).find(is_wanted).map(|(element, _)| element)
}
