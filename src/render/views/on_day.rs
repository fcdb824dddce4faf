//! What every element is on a day, in the words by which programs know what pictures colour.

use super::standard::Standing;
use super::states::States;
use crate::analysis::lifecycle::Timelines;
use crate::model::Date;

/// What the elements of a map are on a day, each list in the order of the map.
#[derive(Debug, Clone)]
pub struct OnDay {
    /// `planned`, `in_use`, `leaving`, `extended`, `unsupported` or `retired`.
    pub states: Vec<&'static str>,
    /// Everything that the lifecycle says of it then: "until 2012-06".
    pub facts: Vec<Vec<String>>,
    /// `full`, `concept`, `free`, `not_concerned` or `not_said`; nothing for what no standard is set.
    pub standards: Vec<Option<&'static str>>,
}

/// What the elements of a map are on a day.
///
/// Complexity: O(V).
pub fn on_day(timelines: &Timelines<'_>, day: Date) -> OnDay {
    let graph = timelines.graph();
    let states = States { timelines, at: day };
    let standing = Standing::on(graph, day);
    OnDay {
        states: graph.elements().map(|ix| states.of(ix).name()).collect(),
        facts: graph.elements().map(|ix| states.facts(ix)).collect(),
        standards: graph.elements().map(|ix| standing.of(ix).name()).collect(),
    }
}
