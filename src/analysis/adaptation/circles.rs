//! Circles: what must come before each other, and so comes together.

/// The number of the component of every node, so that what comes before a node has a number no greater; nodes with
/// the same number come before each other.
///
/// Tarjan's algorithm (1972) with a list of calls in place of recursion.
///
/// Complexity: O(V + E) time, O(V) space.
pub(super) fn components(before: &[Vec<u32>]) -> Vec<u32> {
    let n = before.len();
    let mut search = Search {
        order: vec![0; n],
        least: vec![0; n],
        visited: 0,
        open: Vec::new(),
        component: vec![0; n],
        count: 0,
    };
    let mut calls: Vec<(u32, usize)> = Vec::new();
    for root in 0..u32::try_from(n).unwrap_or(u32::MAX) {
        if search.order_of(root) != 0 {
            continue;
        }
        search.visit(root);
        calls.push((root, 0));
        while let Some((node, next)) = calls.last_mut() {
            let node = *node;
            let neighbour = before.get(node as usize).and_then(|row| row.get(*next)).copied();
            *next += 1;
            match neighbour {
                Some(to) if search.order_of(to) == 0 => {
                    search.visit(to);
                    calls.push((to, 0));
                }
                Some(to) => search.lower(node, search.order_of(to)),
                None => {
                    calls.pop();
                    let least = search.least.get(node as usize).copied().unwrap_or(DONE);
                    if let Some(&(caller, _)) = calls.last() {
                        search.lower(caller, least);
                    }
                    if least == search.order_of(node) {
                        search.complete(node);
                    }
                }
            }
        }
    }
    search.component
}

/// The order of a node whose component is complete.
const DONE: u32 = u32::MAX;

struct Search {
    /// When a node was visited, from 1; 0 before that, and [`DONE`] once its component is complete.
    order: Vec<u32>,
    least: Vec<u32>,
    visited: u32,
    open: Vec<u32>,
    component: Vec<u32>,
    count: u32,
}

impl Search {
    fn order_of(&self, node: u32) -> u32 {
        self.order.get(node as usize).copied().unwrap_or(DONE)
    }

    fn visit(&mut self, node: u32) {
        self.visited += 1;
        let at = node as usize;
        if let (Some(order), Some(least)) = (self.order.get_mut(at), self.least.get_mut(at)) {
            (*order, *least) = (self.visited, self.visited);
        }
        self.open.push(node);
    }

    fn lower(&mut self, node: u32, order: u32) {
        if let Some(least) = self.least.get_mut(node as usize) {
            *least = order.min(*least);
        }
    }

    fn complete(&mut self, root: u32) {
        while let Some(node) = self.open.pop() {
            let at = node as usize;
            if let (Some(order), Some(component)) = (self.order.get_mut(at), self.component.get_mut(at)) {
                (*order, *component) = (DONE, self.count);
            }
            if node == root {
                break;
            }
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_before_has_a_smaller_number_and_circles_share_one() {
        // 0 waits for 1, 1 and 2 wait for each other, 3 waits for 2.
        let found = components(&[vec![1], vec![2], vec![1], vec![2]]);
        assert_eq!(found[1], found[2]);
        assert!(found[1] < found[0] && found[2] < found[3]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let chain: Vec<Vec<u32>> = (0..200_000).map(|n| if n == 0 { vec![] } else { vec![n - 1] }).collect();
        assert!(components(&chain).is_sorted());
    }
}
