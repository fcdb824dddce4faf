//! Change proposals for people and for programs: one judged in full, the list of open ones, and the agenda of a board.

mod agenda;
mod awaiting;
mod collision;
mod comparison;
mod json;
mod list;
pub mod memo;
mod page;
mod people;
mod summary;
pub mod verification;
mod work;

use crate::diagnostic::Sources;
use crate::graph::Graph;
use crate::model::{Criticality, Proposal};
use crate::proposal::{Collision, Judgement, Route, Touch, Why};
use crate::report::impact::{ImpactReport, Lasts};

pub use agenda::page as agenda;
pub use awaiting::{Awaiting, awaiting};
pub use json::{write as write_json, write_one as write_one_json};
pub use list::page as list;
pub(super) use page::findings as findings_part;
pub use page::page;

/// Proposals that were judged, in a feasible order.
#[derive(Debug, Clone, Copy)]
pub struct Proposals<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The map as it is.
    pub graph: &'a Graph,
    /// Its files.
    pub sources: &'a Sources,
    /// The judgements.
    pub judgements: &'a [Judgement<'a>],
    /// Who decides each, and why.
    pub routes: &'a [(Route, Why)],
    /// Where they get in each other's way.
    pub collisions: &'a [Collision],
    /// Where they have to do with the same, and do not.
    pub touches: &'a [Touch],
    /// The thresholds of the board.
    pub board: Thresholds,
    /// Whether everything is listed, however much there is.
    pub all: bool,
}

/// From where on a change is for the board.
#[derive(Debug, Clone, Copy)]
pub struct Thresholds {
    /// So many owners can agree among themselves.
    pub most_owners: usize,
    /// What is at least so critical counts as critical.
    pub critical: Criticality,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
struct Judged<'a> {
    all: Proposals<'a>,
    /// Its place among them.
    index: usize,
    judgement: &'a Judgement<'a>,
    proposal: &'a Proposal,
    route: &'a (Route, Why),
}

impl<'a> Proposals<'a> {
    fn each(&self) -> impl Iterator<Item = Judged<'a>> + use<'a> {
        let all = *self;
        let pairs = self.judgements.iter().zip(self.routes).enumerate();
        pairs.map(move |(index, (judgement, route))| Judged {
            all,
            index,
            judgement,
            proposal: judgement.proposal,
            route,
        })
    }

    fn get(&self, index: usize) -> Option<Judged<'a>> {
        self.each().nth(index)
    }
}

impl<'a> Judged<'a> {
    /// What all its steps do together, as an answer about changes.
    fn impact(&self) -> ImpactReport<'a> {
        let Proposals { map, graph, all, .. } = self.all;
        ImpactReport {
            map,
            graph,
            impact: &self.judgement.together,
            asked: &[],
            lasts: Lasts::default(),
            layers: &[],
            depth: None,
            all,
            picture: None,
        }
    }

    fn collisions(&self) -> impl Iterator<Item = &'a Collision> + use<'a> {
        let index = self.index;
        self.all.collisions.iter().filter(move |collision| collision.between.contains(&index))
    }

    fn touches(&self) -> impl Iterator<Item = &'a Touch> + use<'a> {
        let index = self.index;
        self.all.touches.iter().filter(move |touch| touch.between.contains(&index))
    }
}
