//! What is wrong with the waivers of a map, told to whoever keeps them.

use std::collections::{HashMap, HashSet};

use super::book::{Book, Fault, Subject};
use super::{Standing, State};
use crate::analysis::adaptation::days_between;
use crate::diagnostic::{Finding, Level, Place, quoted};
use crate::graph::{Direction, ElementIx, Graph};
use crate::lint::{Checked, Findings, Group, Levels, rule, rule_names};
use crate::model::{Element, Policy, Section, Waiver, did_you_mean, nearest};

/// For so many waivers it is looked for what was meant, and why nothing is covered.
const LOOKED_INTO: usize = 100;

/// What is wrong with the waivers, rule by rule. What is off is not told.
pub(super) fn told(book: &Book<'_>, checked: &Checked, levels: &Levels) -> Vec<Finding> {
    let teller = Teller { book, levels, standings: &checked.waivers };
    let tell = |name: &str, of_rule: &dyn Fn(&mut Findings)| {
        let rule = rule(name)?;
        let mut findings = Findings::new(rule, levels.severity(rule)?);
        of_rule(&mut findings);
        Some(findings.into_list())
    };
    [
        tell("waiver-expired", &|findings| teller.expired(findings)),
        tell("waiver-expiring", &|findings| teller.expiring(findings)),
        tell("waiver-invalid", &|findings| teller.invalid(findings)),
        tell("waiver-too-long", &|findings| teller.too_long(findings)),
        tell("waiver-unused", &|findings| teller.unused(findings, checked)),
    ]
    .into_iter()
    .flatten()
    .flatten()
    .collect()
}

struct Teller<'b, 'g> {
    book: &'b Book<'g>,
    levels: &'b Levels,
    standings: &'b [Standing],
}

/// What the rule of an unused waiver finds where it looks in vain.
#[derive(Default)]
struct Seen<'c> {
    /// Another element that a finding at the element names.
    beside: Option<&'c str>,
    /// Whether there is a finding at the element.
    is_there: bool,
    /// The first element of a finding that names the element further on.
    stands_at: Option<&'c str>,
}

type SeenAt<'c> = HashMap<(&'c str, &'c str), Seen<'c>>;

impl<'g> Teller<'_, 'g> {
    /// The waivers in one of these states.
    fn in_state(&self, wanted: &'static [State]) -> impl Iterator<Item = (usize, &'g Waiver)> {
        let all = self.book.waivers.iter().zip(self.standings).enumerate();
        let of_state = all.filter(|(_, (_, standing))| wanted.contains(&standing.state));
        of_state.map(|(i, (waiver, _))| (i, waiver))
    }

    fn at(&self, findings: &Findings, waiver: &Waiver, place: Place, message: String) -> Finding {
        let to = waiver.to.as_ref().map(|to| format!(" {}", to.value)).unwrap_or_default();
        findings.at(place, message).element(self.id_of(waiver)).subject(format!("{}{to}", waiver.rule.value))
    }

    /// The id of its element, also where an alias of it was written.
    fn id_of<'w>(&self, waiver: &'w Waiver) -> &'w str
    where
        'g: 'w,
    {
        let written = &waiver.element.value;
        self.book.named(written).map_or(written.as_str(), |element| element.id())
    }

    fn expired(&self, findings: &mut Findings) {
        for (i, waiver) in self.in_state(&[State::Expired]) {
            let Some(subject) = self.book.subject_of(i) else { continue };
            let ended = format!("{} ended on {}", called(waiver), waiver.last());
            let at = |message| self.at(findings, waiver, waiver.expires.place, message);
            let finding = match subject {
                Subject { counting: 1.., first: Some(first), .. } => {
                    let back = match subject.counting {
                        1 => "the finding is back".to_owned(),
                        n => format!("its {n} findings are back"),
                    };
                    at(format!("{ended}, and {back}"))
                        .related(*first, "this counts again")
                        .help("mend it, or have it decided anew and enter the new decision and days")
                }
                Subject { found: 1.., .. } => {
                    at(format!("{ended}; another covers the same now")).help("delete it")
                }
                _ if self.book.graph.model().incomplete => at(ended),
                _ => at(format!("{ended}, and there is nothing left to waive")).help("delete it"),
            };
            findings.add(finding);
        }
    }

    fn expiring(&self, findings: &mut Findings) {
        let notice = i64::from(self.levels.waivers().notice_days);
        let continued = self.book.continued();
        for (i, waiver) in self.in_state(&[State::InForce]) {
            let left = days_between(self.book.today, waiver.last());
            if left > notice || continued.get(i) == Some(&true) {
                continue;
            }
            let when = match left {
                0 => "ends today".to_owned(),
                1 => "ends tomorrow".to_owned(),
                left => format!("ends in {left} days"),
            };
            let message = format!("{} {when}, on {}", called(waiver), waiver.last());
            let finding = self.at(findings, waiver, waiver.expires.place, message);
            findings.add(finding.help("mend what it waives until then, or have it decided anew"));
        }
    }

    fn too_long(&self, findings: &mut Findings) {
        let longest = i64::from(self.levels.waivers().longest_days);
        for (_, waiver) in self.in_state(&[State::InForce, State::Unused, State::NotBegun]) {
            let days = days_between(waiver.first(), waiver.last()) + 1;
            if days > longest {
                let message = format!("{} holds for {days} days; {longest} are the most", called(waiver));
                let finding = self
                    .at(findings, waiver, waiver.expires.place, message)
                    .related(waiver.since.place, "it begins here")
                    .help("let it end sooner; then it is decided anew whether it is still needed");
                findings.add(finding);
            }
        }
    }

    fn invalid(&self, findings: &mut Findings) {
        let mut looked_into = 0;
        for (_, waiver) in self.in_state(&[State::Invalid]) {
            for fault in self.book.faults_of(waiver) {
                looked_into += 1;
                let help = if looked_into <= LOOKED_INTO { self.meant(waiver, fault) } else { None };
                let name = &waiver.rule.value;
                let to = waiver.to.as_ref().unwrap_or(&waiver.element);
                let (place, message) = match fault {
                    Fault::UnknownRule => (waiver.rule.place, format!("there is no rule {}", quoted(name))),
                    Fault::UnknownPolicy => {
                        let id = name.strip_prefix(Policy::PREFIX).unwrap_or(name);
                        (waiver.rule.place, format!("there is no policy {}", quoted(id)))
                    }
                    Fault::Unwaivable(_) => {
                        (waiver.rule.place, format!("what {} finds cannot be waived", quoted(name)))
                    }
                    Fault::UnknownElement => (waiver.element.place, unknown(waiver.element.value.as_str())),
                    Fault::UnknownEnd => (to.place, unknown(to.value.as_str())),
                };
                let finding = self.at(findings, waiver, place, message).maybe_help(help);
                findings.add(finding.label("so this waiver covers nothing"));
            }
        }
    }

    /// What was probably meant.
    fn meant(&self, waiver: &Waiver, fault: Fault) -> Option<String> {
        let names = |id: &str| self.elements_near(id);
        match fault {
            Fault::UnknownRule | Fault::UnknownPolicy => {
                let policies: Vec<String> =
                    self.book.graph.model().policies.iter().map(Policy::rule).collect();
                let known = rule_names().into_iter().chain(policies.iter().map(String::as_str));
                let near = did_you_mean(&waiver.rule.value, known);
                near.or_else(|| Some("`systemkarta explain` lists the rules; a policy is `policy/ID`".into()))
            }
            Fault::Unwaivable(Group::Changes) => {
                Some("mend the proposal, or have it decided anew: a waiver exempts an element".into())
            }
            Fault::Unwaivable(Group::Waivers) => Some("mend the waiver that it speaks of".into()),
            Fault::Unwaivable(_) => {
                Some("mend it: what could not be read, or names nothing, is missing from every answer".into())
            }
            Fault::UnknownElement => names(waiver.element.value.as_str()),
            Fault::UnknownEnd => waiver.to.as_ref().and_then(|to| names(to.value.as_str())),
        }
    }

    fn elements_near(&self, id: &str) -> Option<String> {
        let near = nearest(id, self.book.graph.model().declarations().map(Element::id));
        let describe =
            |id: &&str| match self.book.graph.find_element(id).map(|ix| self.book.graph.element(ix)) {
                Some(element) if element.name() != *id => format!("`{id}` ({})", element.name()),
                _ => format!("`{id}`"),
            };
        let near: Vec<String> = near.iter().map(describe).collect();
        (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
    }

    fn unused(&self, findings: &mut Findings, checked: &Checked) {
        if self.book.graph.model().incomplete {
            return;
        }
        let unused: Vec<(usize, &Waiver)> = self.in_state(&[State::Unused]).collect();
        let seen = self.seen(&unused, checked);
        for (n, (i, waiver)) in unused.into_iter().enumerate() {
            let twin =
                self.book.subject_of(i).and_then(|subject| subject.in_force).filter(|&first| first != i);
            let finding = match twin.and_then(|first| self.book.waivers.get(first)) {
                Some(first) => self.twin(findings, waiver, first),
                None => self.in_vain(findings, waiver, &seen, n < LOOKED_INTO),
            };
            findings.add(finding);
        }
    }

    fn twin(&self, findings: &Findings, waiver: &Waiver, first: &Waiver) -> Finding {
        let until = first.last();
        let message = format!("{} covers nothing: another covers the same until {until}", called(waiver));
        let help = match until.tomorrow() {
            Ok(next) if waiver.last() > until => {
                format!("if it goes on with the other, let it begin on {next}; else delete one of them")
            }
            _ => "delete one of them".to_owned(),
        };
        self.at(findings, waiver, waiver.element.place, message).related(first.place, "the other").help(help)
    }

    fn in_vain(&self, findings: &Findings, waiver: &Waiver, seen: &SeenAt<'_>, look_into: bool) -> Finding {
        let (name, id) = (&*waiver.rule.value, self.id_of(waiver));
        let at = |place, why: String| {
            self.at(findings, waiver, place, format!("{} covers nothing: {why}", called(waiver)))
        };
        if self.levels.of(name) == Some(Level::Off) {
            let help = "delete it, or turn the rule on in `systemkarta.toml`";
            return at(waiver.rule.place, format!("the rule `{name}` is off")).help(help);
        }
        let mended = "delete it, if what it exempted is mended";
        let seen = seen.get(&(name, id));
        match (&waiver.to, seen) {
            (Some(to), Some(Seen { is_there: true, beside, .. })) => {
                let (what, help) = match beside {
                    Some(beside) => (format!("not `{}` but `{beside}`", to.value), mended),
                    None => (format!("nothing about `{}`", to.value), "leave out `to`"),
                };
                at(to.place, format!("`{name}` finds {what} at `{id}`")).help(help)
            }
            (_, Some(Seen { stands_at: Some(first), .. })) => {
                let why = format!("what `{name}` finds about `{id}` stands at `{first}`");
                at(waiver.element.place, why).help(format!("write `element: {first}`"))
            }
            (Some(to), _) if look_into && !self.are_related(waiver) => {
                at(to.place, format!("`{id}` and `{}` have nothing to do with each other", to.value))
                    .help(mended)
            }
            _ => at(waiver.element.place, format!("`{name}` finds nothing at `{id}`")).help(mended),
        }
    }

    /// Whether its two ends are joined by a relation, or by an integration.
    fn are_related(&self, waiver: &Waiver) -> bool {
        let graph = self.book.graph;
        let Some(to) = waiver.to.as_ref().and_then(|to| graph.find_element(to.value.as_str())) else {
            return true;
        };
        let Some(element) = graph.find_element(waiver.element.value.as_str()) else { return true };
        let (near, near_to) = (neighbours(graph, element), neighbours(graph, to));
        let joins =
            |ix: &ElementIx| graph.element(*ix).section == Section::Integrations && near_to.contains(ix);
        near.contains(&to) || near.iter().any(joins)
    }

    /// What is found about the elements of these waivers.
    fn seen<'c>(&self, unused: &[(usize, &'c Waiver)], checked: &'c Checked) -> SeenAt<'c>
    where
        'g: 'c,
    {
        let wanted = unused.iter().map(|(_, waiver)| (&*waiver.rule.value, self.id_of(waiver)));
        let mut seen: SeenAt<'c> = wanted.map(|key| (key, Seen::default())).collect();
        if seen.is_empty() {
            return seen;
        }
        let all = checked.findings.iter().chain(checked.waived.iter().map(|waived| &waived.finding));
        for finding in all {
            let Some((first, others)) = finding.elements.split_first() else { continue };
            if let Some(seen) = seen.get_mut(&(&*finding.rule, first.as_str())) {
                seen.is_there = true;
                seen.beside = seen.beside.or(others.first().map(String::as_str));
            }
            for other in others {
                if let Some(seen) = seen.get_mut(&(&*finding.rule, other.as_str())) {
                    seen.stands_at.get_or_insert(first);
                }
            }
        }
        seen
    }
}

/// What stands at the other ends of the relations of an element, groups looked through.
fn neighbours(graph: &Graph, element: ElementIx) -> HashSet<ElementIx> {
    let nodes = [Direction::Upstream, Direction::Downstream]
        .into_iter()
        .flat_map(|direction| graph.relations(element.node(), direction));
    nodes
        .flat_map(|(node, _)| {
            let dependent = graph.as_group(node).map(|group| group.dependent);
            graph.members_of(node).into_iter().chain(dependent)
        })
        .collect()
}

/// "the waiver `w-1`", or "this waiver" of one without id.
fn called(waiver: &Waiver) -> String {
    match &waiver.id {
        Some(id) => format!("the waiver `{}`", id.value),
        None => "this waiver".to_owned(),
    }
}

fn unknown(id: &str) -> String {
    format!("{} is not an element of this map", quoted(id))
}
