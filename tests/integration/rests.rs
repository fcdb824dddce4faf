use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use systemkarta::analysis::Direct;
use systemkarta::analysis::lifecycle::Timelines;
use systemkarta::analysis::shared_fate::{SharedFate, shared_fates};
use systemkarta::diagnostic::Finding;
use systemkarta::graph::{Direction, ElementIx, Graph, NodeIx};
use systemkarta::lint::{self, Levels};
use systemkarta::load::{self, Config};
use systemkarta::model::{Date, Section, Strength};

const TODAY: &str = "2008-01-01";

/// What an element cannot do without is found day by day by a search that knows nothing of sets of days.
#[test]
fn what_is_rested_on_directly_is_what_a_search_on_each_day_finds() {
    let mut random = Random(11);
    let mut found = 0;
    for _ in 0..300 {
        let graph = open(&random.map(true));
        let timelines = Timelines::of(&graph, day(TODAY));
        let mut direct = Direct::new(&timelines, usize::MAX);
        for dependent in graph.elements() {
            let rests = direct.of(dependent).unwrap();
            for year in 2008..2013 {
                let on = day(&format!("{year}-06-01"));
                let counted: BTreeSet<NodeIx> =
                    rests.list.iter().filter(|rest| rest.counts.contains(on)).map(|rest| rest.node).collect();
                assert_eq!(counted, rested_on(&graph, dependent, on), "{year}");
                found += counted.len();
            }
        }
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn work_that_is_used_up_is_told() {
    let graph = open("systems: {a: {depends_on: [b, c]}, b: , c: }\n");
    let timelines = Timelines::of(&graph, day(TODAY));
    let a = graph.find_element("a").unwrap();
    assert_eq!(Direct::new(&timelines, 3).of(a).unwrap().list.len(), 2);
    assert_eq!(Direct::new(&timelines, 2).of(a), None);
}

/// Elements and groups that count for a dependent on a day.
fn rested_on(graph: &Graph, dependent: ElementIx, on: Date) -> BTreeSet<NodeIx> {
    let mut found = BTreeSet::new();
    if !is_up(graph, dependent.node(), on) {
        return found;
    }
    let mut seen = BTreeSet::from([dependent.node()]);
    let mut queue = VecDeque::from([dependent.node()]);
    while let Some(from) = queue.pop_front() {
        for to in hard(graph, from).filter(|&to| to != dependent.node()) {
            let (is_way, counts) = match graph.as_element(to) {
                Some(_) if !is_up(graph, to, on) => continue,
                Some(ix) => (graph.element(ix).section == Section::Integrations, true),
                None => (spare(graph, to, on) <= 0, spare(graph, to, on) > 0),
            };
            if counts {
                found.insert(to);
            }
            if is_way && seen.insert(to) {
                queue.push_back(to);
            }
        }
    }
    found
}

/// Each thing is knocked out in turn, and it is seen whether the group falls.
#[test]
fn shared_fate_is_what_knocking_out_each_thing_shows() {
    let mut random = Random(5);
    let (mut fates, mut safe) = (0, 0);
    for _ in 0..600 {
        let graph = open(&random.map(false));
        let timelines = Timelines::of(&graph, day(TODAY));
        let told = shared_fates(&timelines, usize::MAX);
        assert_eq!(told.unseen, None);
        for group in graph.groups() {
            let fate = told.found.iter().find(|fate| fate.group == group);
            let falls = fatal(&graph, group, &BTreeSet::new());
            match fate {
                Some(fate) => agrees(&graph, fate, &falls),
                None => assert!(falls.is_empty(), "{falls:?}"),
            }
            if fate.is_some() { fates += 1 } else { safe += 1 }
        }
    }
    assert!(fates > 100 && safe > 100, "{fates} and {safe}");
}

fn agrees(graph: &Graph, fate: &SharedFate, falls: &BTreeMap<ElementIx, u32>) {
    let nearest = falls.values().min().unwrap();
    let told: BTreeSet<ElementIx> = fate.shared.iter().map(|shared| shared.element).collect();
    for shared in &fate.shared {
        assert_eq!(falls.get(&shared.element), Some(nearest), "{shared:?}");
        let group = graph.as_group(fate.group).unwrap();
        assert!(shared.paths.len() > fate.members - group.min_up, "{shared:?}");
        let members: BTreeSet<ElementIx> = shared.paths.iter().map(|path| path[0].element).collect();
        for path in &shared.paths {
            assert_eq!(path.last().unwrap().element, shared.element);
            assert!(graph.members_of(fate.group).contains(&path[0].element));
        }
        assert!(!members.is_empty());
    }
    if fate.more == 0 {
        // What is as near and was not told is so only because of what was.
        let others = fatal(graph, fate.group, &told);
        for (element, level) in falls.iter().filter(|(element, _)| !told.contains(*element)) {
            let otherwise = others.get(element);
            assert!(
                level > nearest || otherwise.is_none_or(|level| level > nearest),
                "{element:?} is not told: {fate:?}"
            );
        }
    } else {
        assert_eq!(told.len(), 3);
    }
}

/// The elements whose loss takes a group, each with the level at which so many members rest on it. What is `firm`
/// is lost with nothing.
fn fatal(graph: &Graph, group: NodeIx, firm: &BTreeSet<ElementIx>) -> BTreeMap<ElementIx, u32> {
    let on = day(TODAY);
    let dependent = graph.as_group(group).unwrap().dependent;
    let to_spare = spare(graph, group, on);
    let mut found = BTreeMap::new();
    if to_spare <= 0 {
        return found;
    }
    let to_spare = usize::try_from(to_spare).unwrap();
    let not_over: BTreeSet<NodeIx> = firm.iter().chain([&dependent]).map(|ix| ix.node()).collect();
    for knocked_out in graph.elements().filter(|&ix| ix != dependent) {
        let mut lost = BTreeSet::from([knocked_out.node()]);
        loop {
            let nodes = graph.elements().map(ElementIx::node).chain(graph.groups());
            let more: Vec<NodeIx> = nodes
                .filter(|node| !lost.contains(node) && *node != dependent.node() && *node != group)
                .filter(|node| graph.as_element(*node).is_none_or(|ix| !firm.contains(&ix)))
                .filter(|&node| match graph.as_element(node) {
                    Some(_) => hard(graph, node).any(|on| lost.contains(&on)),
                    None => spare(graph, node, on) == 0 && hard(graph, node).any(|on| lost.contains(&on)),
                })
                .collect();
            if more.is_empty() {
                break;
            }
            lost.extend(more);
        }
        if hard(graph, group).filter(|member| lost.contains(member)).count() > to_spare {
            let mut levels: Vec<u32> = hard(graph, group)
                .filter_map(|member| distance(graph, member, knocked_out.node(), &not_over))
                .collect();
            levels.sort_unstable();
            // Over what is firm some members come no nearer.
            found.extend(levels.get(to_spare).map(|&level| (knocked_out, level)));
        }
    }
    found
}

/// The number of steps from a member to something, where integrations and groups on the way count nothing.
fn distance(graph: &Graph, from: NodeIx, to: NodeIx, not_over: &BTreeSet<NodeIx>) -> Option<u32> {
    let mut known = BTreeMap::from([(from, 0)]);
    loop {
        let mut better = Vec::new();
        for (&node, &steps) in &known {
            let leads_on = graph.as_element(node).is_some() || spare(graph, node, day(TODAY)) == 0;
            if leads_on && !not_over.contains(&node) {
                let steps = steps + u32::from(graph.counts(node));
                better.extend(
                    hard(graph, node)
                        .filter(|to| known.get(to).is_none_or(|&k| k > steps))
                        .map(|to| (to, steps)),
                );
            }
        }
        if better.is_empty() {
            return known.get(&to).copied();
        }
        better.sort_by_key(|&(_, steps)| std::cmp::Reverse(steps));
        known.extend(better);
    }
}

fn hard(graph: &Graph, node: NodeIx) -> impl Iterator<Item = NodeIx> {
    let relations = graph.relations(node, Direction::Upstream).into_iter();
    let passes = relations.filter(|(_, edge)| edge.relation.spec().passes_disruption);
    passes.filter(|(_, edge)| edge.effective_strength() == Strength::Hard).map(|(node, _)| node)
}

fn is_up(graph: &Graph, node: NodeIx, on: Date) -> bool {
    match graph.as_element(node) {
        Some(ix) => graph.model().in_use(graph.element(ix), on),
        None => spare(graph, node, on) >= 0,
    }
}

/// How many members of a group more are in use than it needs.
fn spare(graph: &Graph, group: NodeIx, on: Date) -> isize {
    let members = graph.relations(group, Direction::Upstream).into_iter();
    let up = members.filter(|(member, _)| is_up(graph, *member, on)).count();
    up.cast_signed() - graph.as_group(group).unwrap().min_up.cast_signed()
}

/// A first map of 300 systems with names and owners is told nothing by rules that compare what is declared.
#[test]
fn a_first_map_does_not_drown_in_warnings() {
    let systems: String =
        (0..300).map(|i| format!("  - {{id: s{i}, name: System {i}, owner: it}}\n")).collect();
    let text = format!("organisations: [{{id: it, name: IT, kind: department}}]\nsystems:\n{systems}");
    let rules: BTreeSet<String> = check(&text).iter().map(|finding| finding.rule.to_string()).collect();
    let known =
        ["isolated-element", "missing-agreement", "missing-lifecycle", "version-unknown", "no-successor"];
    assert!(rules.iter().all(|rule| known.contains(&rule.as_str())), "{rules:?}");
}

#[test]
fn a_gap_in_hours_says_which_hours_and_how_long() {
    let found = check(
        "systems:
  - {id: apply, name: Apply, service_hours: 24x7, depends_on: [{to: files, strength: hard}]}
  - {id: social, name: Social services, service_hours: office}
  - {id: files, name: Files, service_hours: {mon-fri: \"07:00-18:00\", sat: \"09:00-13:00\"}}
integrations:
  - {id: i, provider: social, consumer: apply, tolerates: 2h}
",
    );
    let told = of_rule(&found, "service-hours-gap");
    assert_eq!(
        told.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(),
        [
            "`apply` is open round the clock, but rests on `files`, which is open mon-fri 07:00-18:00; sat 09:00-13:00: \
             needed from Sat 13:00 to Mon 07:00, 42 h",
            "`apply` is open round the clock, but rests on `social` (over `i`), which is open in office hours: needed \
             from Fri 17:00 to Mon 08:00, 63 h; it can do without for 2h",
        ]
    );
    assert_eq!(told[1].elements, ["apply", "social"]);
    assert!(told[1].help.as_deref().unwrap().starts_with("nobody has said how strongly"), "{told:#?}");
    assert!(told[0].help.as_deref().unwrap().contains("`tolerates: 42h`"), "{told:#?}");
}

#[test]
fn a_promise_is_compared_with_the_weakest_and_the_product_is_told() {
    let found = check(
        "systems:
  - {id: portal, name: Portal, sla: {availability: 99.9}, runs_on: [{to: disk, strength: hard}, {any_of: [n1, n2], strength: hard}, {to: net, strength: hard}]}
technologies:
  - {id: disk, sla: {availability: 99}}
  - {id: net, sla: {availability: 99.95}}
  - {id: n1, sla: {availability: 90}}
  - {id: n2, sla: {availability: 90}}
",
    );
    // 0.99 * (1 - 0.1 * 0.1) * 0.9995 = 0.97960995
    let told = of_rule(&found, "sla-beyond-dependencies");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        told[0].message,
        "`portal` promises 99.9 %, but rests on `disk`, which promises 99 %; the 3 promises that it rests on give \
         97.9609 % together"
    );
    assert_eq!(told[0].elements, ["portal", "disk"]);
}

#[test]
fn what_everybody_needs_is_told_once_with_the_most_critical() {
    let found = check(
        "processes:
  - {id: care, criticality: critical, depends_on: [{to: register, strength: hard}]}
  - {id: school, criticality: medium, depends_on: [{to: register, strength: hard}]}
systems: [{id: register, criticality: low}]
",
    );
    let told = of_rule(&found, "criticality-inversion");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        told[0].message,
        "`register` is declared low, but `care`, which is critical, cannot do without it; nor can 1 other that is \
         more critical than it"
    );
    assert_eq!((told[0].elements.clone(), told[0].related.len()), (vec!["register".to_owned()], 2));
}

#[test]
fn a_shared_fate_shows_the_ways_to_it_and_when_it_begins() {
    let found = check(
        "map: {title: Two, as_of: 2008-01-01}
systems:
  - {id: portal, runs_on: [{any_of: [web-1, web-2, web-3], min_up: 2, strength: hard}]}
technologies:
  - {id: web-1, runs_on: [{to: host, strength: hard}]}
  - {id: web-2, lifecycle: {active: 2009-01-01}, runs_on: [{to: host, strength: hard}]}
  - {id: web-3}
  - {id: host, runs_on: [{to: power, strength: hard}]}
  - {id: power}
",
    );
    let told = of_rule(&found, "shared-fate");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        told[0].message,
        "from 2009-01-01 on, `portal` needs 2 of 3, but 2 of them rest on `host`: `web-1` → `host` and `web-2` → `host`"
    );
    assert_eq!(told[0].elements, ["portal", "host", "web-1", "web-2"]);
}

fn of_rule<'f>(found: &'f [Finding], rule: &str) -> Vec<&'f Finding> {
    found.iter().filter(|finding| finding.rule == rule).collect()
}

fn open(text: &str) -> Graph {
    let loaded = load::load_texts([("map.yaml", text)], &Config::default());
    Graph::build(&Arc::new(loaded.model)).0
}

fn check(text: &str) -> Vec<Finding> {
    let loaded = load::load_texts([("map.yaml", text)], &Config::default());
    let (graph, mut found) = Graph::build(&Arc::new(loaded.model));
    found.extend(loaded.findings);
    lint::check(&graph, found, &Levels::default(), day(TODAY)).findings
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A few systems, integrations and groups, some of them within groups; with or without lifecycles.
    fn map(&mut self, dated: bool) -> String {
        let size = 3 + self.below(7);
        let mut text = String::from("systems:\n");
        for i in 0..size {
            let rests: Vec<String> = (0..self.below(3)).map(|_| self.reference(size, 0)).collect();
            text +=
                &format!("  - {{id: s{i}, depends_on: [{}]{}}}\n", rests.join(", "), self.lifecycle(dated));
        }
        text += "integrations:\n";
        for i in 0..size {
            let (consumer, via) = (self.below(size), self.reference(size, 1));
            let provider = if self.below(4) == 0 {
                format!("{{any_of: [s{}, s{}]}}", self.below(size), self.below(size))
            } else {
                format!("s{}", self.below(size))
            };
            let more = if self.below(3) == 0 {
                format!(", depends_on: i{}", self.below(size))
            } else {
                String::new()
            };
            let life = self.lifecycle(dated);
            text += &format!(
                "  - {{id: i{i}, provider: {provider}, consumer: s{consumer}, via: [{via}]{more}{life}}}\n"
            );
        }
        text
    }

    fn reference(&mut self, size: u64, depth: u64) -> String {
        match self.below(6) {
            0 => format!("{{to: s{}, strength: soft}}", self.below(size)),
            1 if depth == 0 => format!("i{}", self.below(size)),
            2 | 3 if depth < 2 => {
                let count = 2 + self.below(2);
                let members: Vec<String> = (0..count).map(|_| self.reference(size, depth + 1)).collect();
                format!("{{any_of: [{}], min_up: {}}}", members.join(", "), 1 + self.below(count))
            }
            _ => format!("s{}", self.below(size)),
        }
    }

    fn lifecycle(&mut self, dated: bool) -> String {
        match self.below(4) {
            0 if dated => format!(", lifecycle: {{active: {}-01-01}}", 2007 + self.below(5)),
            1 if dated => {
                format!(", lifecycle: {{active: 2000-01-01, retired: {}-01-01}}", 2007 + self.below(6))
            }
            _ => String::new(),
        }
    }
}
