//! The proposals that wait for the answer of an organisation, and what each would mean for it.

use super::{Proposals, people, summary};
use crate::proposal::Stand;
use crate::report::words::ids;

/// A proposal that waits for an answer. Its texts are escaped by whoever writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaiting<'a> {
    /// The id of the proposal.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// When it is made, in words.
    pub when: String,
    /// What it would mean for the elements of the organisation, in words.
    pub means: String,
    /// The elements of which nothing has been answered.
    pub unanswered: Vec<&'a str>,
}

/// What waits for an organisation, in the order in which the proposals can be made.
pub fn awaiting<'a>(all: &Proposals<'a>, organisation: &str) -> Vec<Awaiting<'a>> {
    let of_one = |judged: super::Judged<'a>| {
        let mut people = judged.judgement.people.iter();
        let concerned = people.find(|concerned| concerned.person.organisation == organisation)?;
        let waits = matches!(concerned.stand, Stand::Silent | Stand::Partly);
        waits.then(|| Awaiting {
            id: judged.proposal.id.value.as_str(),
            title: judged.proposal.title(),
            when: summary::when(&judged),
            means: summary::plain(&people::why(&judged, concerned)),
            unanswered: ids(all.graph, &concerned.open),
        })
    };
    all.each().filter_map(of_one).collect()
}
