//! How much hangs on every node at once, by classes of elements.
//!
//! A column of bits for each element that is counted, 512 of them in a block, and a row for each site: the bits of
//! what hangs on it. A block pushes its rows down to what they rest on and touches only sites on which something of
//! the block hangs, so that a sparse map costs little. Blocks share nothing, and run side by side.

use rayon::prelude::*;

use super::sites::Sites;
use super::{ElementIx, Graph, NodeIx, Ways, to_u32};

/// How many elements of each class hang on every node.
#[derive(Debug)]
pub struct Hanging<const CLASSES: usize> {
    counts: Vec<[u32; CLASSES]>,
    /// Whether everything was counted. If not, the counts are at least what they say.
    pub complete: bool,
}

impl<const CLASSES: usize> Hanging<CLASSES> {
    /// How many elements of each class hang on a node, itself not counted.
    pub fn on(&self, node: NodeIx) -> [usize; CLASSES] {
        self.counts.get(node.index()).map_or([0; CLASSES], |counts| counts.map(|count| count as usize))
    }
}

impl Ways<'_> {
    /// Counts what hangs on every node over these ways: elements of each class, integrations not among them.
    ///
    /// At most `work` sets of 512 bits are joined; then [`Hanging::complete`] is false. The answer does not depend on
    /// the number of threads.
    ///
    /// Complexity: O(V + E) and one set joined for each relation between sites and block that is reached above it.
    /// For each thread 64 bytes a site.
    pub fn hanging<const CLASSES: usize>(
        &self,
        class: impl Fn(ElementIx) -> [bool; CLASSES] + Sync,
        work: usize,
    ) -> Hanging<CLASSES> {
        let graph = self.graph();
        let sites = Sites::of(self);
        let class_of = |node| graph.as_element(node).map_or([false; CLASSES], &class);
        let columns: Vec<NodeIx> =
            sites.counted.iter().copied().filter(|&node| class_of(node).contains(&true)).collect();
        let counting = Counting::new(self, &sites, &columns);
        let blocks: Vec<&[NodeIx]> = columns.chunks(BLOCK).collect();
        let of_block = work / blocks.len().max(1);
        let workers = rayon::current_num_threads().clamp(1, MOST_WORKERS);
        let (counts, complete) = (0..workers)
            .into_par_iter()
            .map(|worker| {
                let mut rows = Rows::new(&counting);
                for (number, block) in blocks.iter().enumerate().skip(worker).step_by(workers) {
                    rows.count(number, block, &class_of, of_block);
                }
                (rows.counts, rows.complete)
            })
            .reduce_with(|(mut counts, complete), (other, other_complete)| {
                for (sum, more) in counts.iter_mut().flatten().zip(other.iter().flatten()) {
                    *sum += more;
                }
                (counts, complete && other_complete)
            })
            .unwrap_or_default();
        Hanging { counts: of_nodes(self, &sites, &counts, class_of), complete }
    }
}

const WORDS: usize = 8;
const BLOCK: usize = WORDS * 64;
/// More threads than this would take more memory than they save time.
const MOST_WORKERS: usize = 8;

type Row = [u64; WORDS];

/// What every worker reads.
struct Counting<'s> {
    sites: &'s Sites,
    leads_on: Vec<bool>,
    /// For a site that is a node where ways end, the column of that node.
    own_column: Vec<u32>,
}

impl<'s> Counting<'s> {
    fn new(ways: &Ways<'_>, sites: &'s Sites, columns: &[NodeIx]) -> Self {
        let mut own_column = vec![u32::MAX; sites.len()];
        for (column, &node) in columns.iter().enumerate().filter(|(_, node)| !ways.leads_on(**node)) {
            let slot = sites.site_of(node).and_then(|site| own_column.get_mut(site as usize));
            if let Some(slot) = slot {
                *slot = to_u32(column);
            }
        }
        let graph: &Graph = ways.graph();
        let nodes = graph.elements().map(ElementIx::node);
        Self { sites, leads_on: nodes.map(|node| ways.leads_on(node)).collect(), own_column }
    }

    /// The sites to which a node is known at once: its own, or those that it rests on.
    fn each_first(&self, node: NodeIx, mut known: impl FnMut(u32)) {
        if self.leads_on.get(node.index()).copied().unwrap_or(false) {
            match self.sites.site_of(node) {
                Some(site) if self.sites.is_bare(site) => {
                    self.sites.below(site).iter().copied().for_each(known)
                }
                Some(site) => known(site),
                None => {}
            }
        } else {
            let first = self.sites.ends.partition_point(|(other, _)| *other < node);
            let own = self.sites.ends.iter().skip(first).take_while(|(other, _)| *other == node);
            own.for_each(|&(_, site)| known(site));
        }
    }
}

/// The rows of one block after another.
struct Rows<'c, const CLASSES: usize> {
    counting: &'c Counting<'c>,
    rows: Vec<Row>,
    /// A bit for each row that holds something.
    active: Vec<u64>,
    counts: Vec<[u32; CLASSES]>,
    complete: bool,
}

#[expect(clippy::indexing_slicing, reason = "sites and columns are numbered by those that sized the lists")]
impl<'c, const CLASSES: usize> Rows<'c, CLASSES> {
    fn new(counting: &'c Counting<'c>) -> Self {
        let sites = counting.sites.len();
        Self {
            counting,
            rows: vec![[0; WORDS]; sites],
            active: vec![0; sites.div_ceil(64)],
            counts: vec![[0; CLASSES]; sites],
            complete: true,
        }
    }

    fn count(
        &mut self,
        number: usize,
        block: &[NodeIx],
        class_of: &impl Fn(NodeIx) -> [bool; CLASSES],
        mut left: usize,
    ) {
        let counting = self.counting;
        let mut classes = [[0; WORDS]; CLASSES];
        for (bit, &node) in block.iter().enumerate() {
            let of = class_of(node);
            for (mask, _) in classes.iter_mut().zip(of).filter(|(_, is_of)| *is_of) {
                mask[bit / 64] |= 1 << (bit % 64);
            }
            let mut row = [0; WORDS];
            row[bit / 64] |= 1 << (bit % 64);
            counting.each_first(node, |site| self.join(site, &row));
        }
        let first_column = number * BLOCK;
        let mut word = 0;
        while let Some(&active) = self.active.get(word) {
            if active == 0 {
                word += 1;
                continue;
            }
            let site = word * 64 + active.trailing_zeros() as usize;
            // What a site rests on has a higher number: it may stand in this word, but only later.
            self.active[word] &= active - 1;
            let mut row = std::mem::take(&mut self.rows[site]);
            // What is left after the work is used up is only put away.
            let below = counting.sites.below(to_u32(site));
            let Some(now_left) = left.checked_sub(below.len() + 1) else {
                left = 0;
                self.complete = false;
                continue;
            };
            left = now_left;
            let own = (counting.own_column[site] as usize).wrapping_sub(first_column);
            if own < BLOCK {
                row[own / 64] &= !(1 << (own % 64));
            }
            for (count, mask) in self.counts[site].iter_mut().zip(&classes) {
                *count += row.iter().zip(mask).map(|(bits, mask)| (bits & mask).count_ones()).sum::<u32>();
            }
            for &below in below {
                self.join(below, &row);
            }
        }
    }

    fn join(&mut self, site: u32, row: &Row) {
        let site = site as usize;
        for (bits, more) in self.rows[site].iter_mut().zip(row) {
            *bits |= more;
        }
        self.active[site / 64] |= 1 << (site % 64);
    }
}

/// What hangs on each node, from what is known of its site. A node does not hang on itself.
fn of_nodes<const CLASSES: usize>(
    ways: &Ways<'_>,
    sites: &Sites,
    counts: &[[u32; CLASSES]],
    class_of: impl Fn(NodeIx) -> [bool; CLASSES],
) -> Vec<[u32; CLASSES]> {
    let graph = ways.graph();
    // Bare sites have no row: they hold the one node that they are.
    let mut counts = counts.to_vec();
    let own = |node| if graph.counts(node) { class_of(node).map(u32::from) } else { [0; CLASSES] };
    for &node in sites.counted.iter().filter(|node| ways.leads_on(**node)) {
        if let Some(site) = sites.site_of(node).filter(|&site| sites.is_bare(site))
            && let Some(counts) = counts.get_mut(site as usize)
        {
            *counts = own(node);
        }
    }
    let on = |node: NodeIx| {
        let site = sites.site_of(node).and_then(|site| counts.get(site as usize));
        let Some(mut hanging) = site.copied() else { return [0; CLASSES] };
        if ways.leads_on(node) {
            hanging.iter_mut().zip(own(node)).for_each(|(count, own)| *count = count.saturating_sub(own));
        }
        hanging
    };
    graph.elements().map(ElementIx::node).chain(graph.groups()).map(on).collect()
}
