//! Laws of loading, building, walks, cycles and paths, on random small maps written as YAML.
//!
//! What must come out is computed a second time in `naive`, from the design and not from the code.

mod maps;
mod naive;

pub(crate) use maps::{Map, Style, maps, yaml};
use naive::Naive;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use systemkarta::diagnostic::{Place, Sources};
use systemkarta::graph::{Direction, ElementIx, Graph, NodeIx, Walk, WalkOptions};
use systemkarta::load::{Config, load_texts};

const BOTH: [Direction; 2] = [Direction::Downstream, Direction::Upstream];

/// A map as written, loaded and built, next to what the test knows of it.
struct Subject {
    naive: Naive,
    graph: Graph,
    sources: Sources,
}

impl Subject {
    fn new(map: &Map, style: u64) -> Self {
        let texts = yaml(map, Style(style));
        let loaded = load_texts(texts.iter().map(|(p, t)| (p.as_str(), t.as_str())), &Config::default());
        assert_eq!(loaded.findings, [], "{texts:#?}");
        let (graph, findings) = Graph::build(&Arc::new(loaded.model));
        let unexpected: Vec<_> = findings.iter().filter(|f| f.rule != "self-dependency").collect();
        assert!(unexpected.is_empty(), "{unexpected:#?} {texts:#?}");
        Self { naive: Naive::of(map), graph, sources: loaded.sources }
    }

    /// The element of the graph that an element of the description is.
    fn element(&self, number: usize) -> ElementIx {
        self.graph.find_element(&self.naive.labels[number]).unwrap()
    }

    fn numbers(&self) -> std::ops::Range<usize> {
        0..self.naive.element_count()
    }

    fn id(&self, element: ElementIx) -> String {
        self.graph.element(element).id().to_owned()
    }

    fn ids(&self, elements: &[ElementIx]) -> Vec<String> {
        elements.iter().map(|&element| self.id(element)).collect()
    }

    fn written_at(&self, place: Place) -> &str {
        &self.sources.get(place.file).unwrap().text()[place.start as usize..place.end as usize]
    }

    /// An element by its id, a group by its dependent and the text that it was written as.
    fn label(&self, node: NodeIx) -> String {
        match (self.graph.as_element(node), self.graph.as_group(node)) {
            (Some(element), _) => self.id(element),
            (None, Some(group)) => {
                format!("{}: {}", self.id(group.dependent), self.written_at(group.place))
            }
            _ => unreachable!(),
        }
    }

    fn walk(&self, starts: &[usize], options: &WalkOptions<'_>) -> Walk {
        self.graph.walk(starts.iter().map(|&start| self.element(start).node()), options)
    }

    /// Elements by id with their distances.
    fn reached(&self, walk: &Walk) -> BTreeSet<(String, usize)> {
        let elements = self.graph.elements().filter(|element| walk.reaches(element.node()));
        elements.map(|e| (self.id(e), walk.distance(&self.graph, e).unwrap())).collect()
    }

    fn wanted(
        &self,
        starts: &[usize],
        direction: Direction,
        admits: &dyn Fn(usize) -> bool,
    ) -> BTreeSet<(String, usize)> {
        let distances = self.naive.distances(admits);
        let from = |start: usize, end: usize| match direction {
            Direction::Upstream => distances[start][end],
            Direction::Downstream => distances[end][start],
        };
        let distance = |end: usize| {
            if starts.contains(&end) {
                return Some(0);
            }
            starts.iter().filter_map(|&start| from(start, end)).min().filter(|_| admits(end))
        };
        self.numbers().filter_map(|end| Some((self.naive.labels[end].clone(), distance(end)?))).collect()
    }

    /// For every element of the graph whether the description admits it.
    fn admitted(&self, admits: &dyn Fn(usize) -> bool) -> Vec<bool> {
        let mut admitted = vec![true; self.graph.element_count()];
        self.numbers().for_each(|number| admitted[self.element(number).index()] = admits(number));
        admitted
    }

    fn counted(&self, path: &[String]) -> usize {
        path.iter().filter(|id| self.graph.counts(self.graph.find_element(id).unwrap().node())).count()
    }
}

fn unlimited(direction: Direction) -> WalkOptions<'static> {
    WalkOptions { direction, depth: None, admitted: None }
}

fn everything(_: usize) -> bool {
    true
}

/// Elements that may stand beside each other as starts, chosen by three numbers.
fn starts(subject: &Subject, chosen: [usize; 3]) -> Vec<usize> {
    let mut starts: Vec<usize> = chosen.iter().map(|n| n % subject.naive.element_count()).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_graph_has_the_relations_that_the_design_gives_the_words(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        prop_assert_eq!(subject.graph.verify(), Ok(()));
        let mut built = Vec::new();
        for node in nodes(&subject) {
            for (to, edge) in subject.graph.relations(node, Direction::Upstream) {
                let hard = edge.effective_strength().name() == "hard";
                let relation = edge.relation;
                let passes = relation.spec().passes_disruption;
                built.push((subject.label(node), relation.name(), subject.label(to), hard, passes));
            }
        }
        let label = |node: usize| subject.naive.labels[node].clone();
        let mut wanted: Vec<_> = subject.naive.relations.iter()
            .map(|r| (label(r.dependent), r.kind, label(r.dependency), r.is_hard(), r.passes()))
            .collect();
        built.sort();
        wanted.sort();
        prop_assert_eq!(built, wanted);
    }

    #[test]
    fn a_relation_that_both_ends_declare_is_one_and_knows_both_places(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        let label = |number: usize| &subject.naive.labels[number];
        for relation in subject.naive.relations.iter().filter(|r| r.dependency < subject.naive.element_count()) {
            if relation.dependent >= subject.naive.element_count() {
                continue;
            }
            let (from, to) = (subject.element(relation.dependent), subject.element(relation.dependency));
            let edges: Vec<_> = subject.graph.relations(from.node(), Direction::Upstream).into_iter()
                .filter(|(other, edge)| *other == to.node() && edge.relation.name() == relation.kind)
                .map(|(_, edge)| edge)
                .collect();
            prop_assert!(!edges.is_empty());
            if relation.kind == "contains" {
                continue;
            }
            prop_assert_eq!(edges.len(), 1);
            prop_assert_eq!(edges[0].confirmed.is_some(), relation.declared == 2);
            if let Some(confirmed) = edges[0].confirmed {
                // Each end names the other, by its id or by its alias.
                let named: BTreeSet<String> = [edges[0].place, confirmed]
                    .map(|place| subject.written_at(place).replace(".alias", ""))
                    .into();
                prop_assert_eq!(named, BTreeSet::from([label(relation.dependent).clone(), label(relation.dependency).clone()]));
            }
        }
    }

    #[test]
    fn every_distance_in_both_directions_is_the_naive_one(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        for direction in BOTH {
            for start in subject.numbers() {
                let walk = subject.walk(&[start], &unlimited(direction));
                prop_assert_eq!(subject.reached(&walk), subject.wanted(&[start], direction, &everything),
                    "{:?} from {}", direction, subject.naive.labels[start]);
            }
        }
    }

    #[test]
    fn what_hangs_on_an_element_is_what_a_walk_reaches(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        let mut counter = subject.graph.hanging_counter(usize::MAX);
        for start in subject.numbers() {
            let walk = subject.walk(&[start], &unlimited(Direction::Downstream));
            let counting = walk.nodes().iter().skip(1).filter(|&&node| subject.graph.counts(node)).count();
            prop_assert_eq!(counter.count(subject.element(start).node()), Some(counting));
        }
    }

    /// The end of a path counts one whatever it is, and what lies between is the same both ways.
    #[test]
    fn what_depends_at_a_distance_is_depended_on_at_that_distance(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        let walks = BOTH.map(|direction| -> Vec<Walk> {
            subject.numbers().map(|start| subject.walk(&[start], &unlimited(direction))).collect()
        });
        for a in subject.numbers() {
            for b in subject.numbers() {
                let there = walks[0][a].distance(&subject.graph, subject.element(b));
                let back = walks[1][b].distance(&subject.graph, subject.element(a));
                prop_assert_eq!(there, back, "{} and {}", subject.naive.labels[a], subject.naive.labels[b]);
            }
        }
    }

    #[test]
    fn the_way_to_each_node_is_a_real_one_of_that_length(map in maps(), style: u64, chosen: [usize; 3]) {
        let subject = Subject::new(&map, style);
        let graph = &subject.graph;
        let starts: Vec<NodeIx> =
            starts(&subject, chosen).iter().map(|&start| subject.element(start).node()).collect();
        for direction in BOTH {
            let walk = graph.walk(starts.iter().copied(), &unlimited(direction));
            for &node in walk.nodes() {
                let way = walk.way(node);
                prop_assert!(starts.contains(&way[0]));
                prop_assert_eq!(way[way.len() - 1], node);
                for step in way.windows(2) {
                    let reached_by = graph.reached_by(&walk, step[1]);
                    prop_assert!(reached_by.is_some_and(|edge| edge.relation.spec().passes_disruption));
                    let relations = graph.relations(step[0], direction);
                    prop_assert!(relations.iter().any(|&(to, edge)| to == step[1] && Some(edge) == reached_by));
                }
                let between = way.get(1..way.len() - 1).unwrap_or_default();
                for &middle in between {
                    let information = graph.as_element(middle)
                        .is_some_and(|ix| graph.element(ix).section.name() == "information");
                    prop_assert!(!information, "a way leads through information");
                }
                if let Some(element) = graph.as_element(node) {
                    let counted = between.iter().filter(|&&middle| graph.counts(middle)).count();
                    let length = if way.len() == 1 { 0 } else { counted + 1 };
                    prop_assert_eq!(walk.distance(graph, element), Some(length));
                }
            }
        }
    }

    #[test]
    fn nearest_nodes_come_first_and_each_once(map in maps(), style: u64, chosen: [usize; 3]) {
        let subject = Subject::new(&map, style);
        for direction in BOTH {
            let walk = subject.walk(&starts(&subject, chosen), &unlimited(direction));
            let unique: BTreeSet<NodeIx> = walk.nodes().iter().copied().collect();
            prop_assert_eq!(unique.len(), walk.nodes().len());
            let counting = walk.nodes().iter().filter(|&&node| subject.graph.counts(node));
            let distances: Vec<_> = counting
                .map(|&node| walk.distance(&subject.graph, subject.graph.as_element(node).unwrap()))
                .collect();
            prop_assert!(distances.is_sorted());
        }
    }

    #[test]
    fn a_depth_keeps_what_lies_within_it(map in maps(), style: u64, chosen: [usize; 3], depth in 0..6_usize) {
        let subject = Subject::new(&map, style);
        let starts = starts(&subject, chosen);
        for direction in BOTH {
            let options = WalkOptions { depth: Some(depth), ..unlimited(direction) };
            let mut wanted = subject.wanted(&starts, direction, &everything);
            wanted.retain(|(_, distance)| *distance <= depth);
            prop_assert_eq!(subject.reached(&subject.walk(&starts, &options)), wanted);
        }
    }

    #[test]
    fn what_is_not_admitted_is_as_if_it_were_not_there(map in maps(), style: u64, chosen: [usize; 3], removed: u64) {
        let subject = Subject::new(&map, style);
        let starts = starts(&subject, chosen);
        let admits = |number: usize| number >= subject.naive.element_count() || removed >> (number % 64) & 1 == 0;
        let admitted = subject.admitted(&admits);
        for direction in BOTH {
            let options = WalkOptions { admitted: Some(&admitted), ..unlimited(direction) };
            let walk = subject.walk(&starts, &options);
            prop_assert_eq!(subject.reached(&walk), subject.wanted(&starts, direction, &admits));
        }
    }

    #[test]
    fn the_order_of_files_and_entries_and_the_form_of_writing_change_nothing(map in maps(), one: u64, other: u64) {
        let (one, other) = (Subject::new(&map, one), Subject::new(&map, other));
        for direction in BOTH {
            for start in one.numbers() {
                let reached = [&one, &other].map(|s| s.reached(&s.walk(&[start], &unlimited(direction))));
                prop_assert_eq!(&reached[0], &reached[1]);
            }
        }
        let components = [&one, &other].map(|s| -> Vec<_> {
            s.graph.cyclic_components().iter().map(|c| (s.ids(&c.members), c.cycle.len())).collect()
        });
        prop_assert_eq!(&components[0], &components[1]);
    }

    #[test]
    fn cyclic_components_are_those_of_mutual_reach_each_with_a_shortest_cycle(map in maps(), style: u64) {
        let subject = Subject::new(&map, style);
        let components = subject.graph.cyclic_components();
        let found: BTreeSet<_> = components.iter()
            .map(|c| (subject.ids(&c.members).into_iter().collect::<BTreeSet<_>>(), c.cycle.len()))
            .collect();
        prop_assert_eq!(found.len(), components.len());
        prop_assert_eq!(found, subject.naive.components());
        let number = |element: &ElementIx| {
            subject.naive.labels.iter().position(|label| *label == subject.id(*element)).unwrap()
        };
        for component in &components {
            prop_assert!(component.proven_shortest);
            prop_assert!(subject.ids(&component.members).is_sorted());
            let cycle: Vec<usize> = component.cycle.iter().map(number).collect();
            for (&from, &to) in cycle.iter().zip(cycle.iter().cycle().skip(1)) {
                prop_assert!(subject.naive.rests_hard_on(from, to), "{:?}", subject.ids(&component.cycle));
            }
        }
    }

    #[test]
    fn simple_paths_are_all_there_are_the_shortest_first(map in maps(), style: u64, ends: [usize; 2], cap in 1..6_usize) {
        let subject = Subject::new(&map, style);
        let [from, to] = ends.map(|end| end % subject.naive.element_count());
        prop_assume!(from != to);
        let Some(all) = subject.naive.simple_paths(from, to, 500) else { return Ok(()) };
        let (from, to) = (subject.element(from), subject.element(to));

        let found = subject.graph.simple_paths(from, to, None, 10_000);
        prop_assert!(!found.more);
        let paths: Vec<Vec<String>> = found.paths.iter().map(|path| subject.ids(path)).collect();
        let lengths: Vec<usize> = paths.iter().map(|path| subject.counted(path)).collect();
        prop_assert!(lengths.is_sorted());
        prop_assert_eq!(paths.len(), all.len());
        prop_assert_eq!(paths.into_iter().collect::<BTreeSet<_>>(), all.clone());

        let some = subject.graph.simple_paths(from, to, None, cap);
        prop_assert_eq!(some.paths.len(), all.len().min(cap));
        prop_assert!(some.more || all.len() <= cap);
        let capped: Vec<usize> = some.paths.iter().map(|path| subject.counted(&subject.ids(path))).collect();
        prop_assert_eq!(&capped[..], &lengths[..capped.len()], "the cap leaves out the longest");

        let shortest = subject.graph.shortest_path(from, to, None).map(|path| subject.ids(&path));
        prop_assert_eq!(shortest.as_ref().map(|path| subject.counted(path)), lengths.first().copied());
        prop_assert!(shortest.is_none_or(|path| all.contains(&path)));
    }
}

fn nodes(subject: &Subject) -> Vec<NodeIx> {
    // Groups have no name: they are found from their dependents.
    let mut nodes: Vec<NodeIx> = subject.graph.elements().map(ElementIx::node).collect();
    let mut next = 0;
    while let Some(&node) = nodes.get(next) {
        next += 1;
        let relations = subject.graph.relations(node, Direction::Upstream);
        nodes.extend(relations.iter().map(|(to, _)| *to).filter(|to| subject.graph.as_group(*to).is_some()));
    }
    nodes
}
