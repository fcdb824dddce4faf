//! Which of some numbered things come together: all of a circle at once, and what leads on from them after them.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

/// Parts things into circles, those first from which the others follow: `after` has for each thing what comes after it.
/// What lies on no circle is one of its own. Numbers that name nothing are passed over.
///
/// Complexity: O(V + E); no recursion.
pub fn circles(after: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(after.len(), after.iter().map(Vec::len).sum());
    let nodes: Vec<_> = after.iter().map(|_| graph.add_node(())).collect();
    for (from, to) in nodes.iter().zip(after) {
        for to in to.iter().filter_map(|&to| nodes.get(to)) {
            graph.add_edge(*from, *to, ());
        }
    }
    let mut circles: Vec<Vec<usize>> =
        kosaraju_scc(&graph).iter().map(|circle| circle.iter().map(|node| node.index()).collect()).collect();
    circles.iter_mut().for_each(|circle| circle.sort_unstable());
    circles.reverse();
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_circle_comes_after_it() {
        assert_eq!(
            circles(&[vec![1], vec![2], vec![1, 3], vec![], vec![0]]),
            [vec![4], vec![0], vec![1, 2], vec![3]]
        );
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let chain: Vec<Vec<usize>> = (1..=300_000).map(|next| vec![next]).collect();
        assert_eq!(circles(&chain).first(), Some(&vec![0]));
    }
}
