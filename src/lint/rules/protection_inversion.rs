//! Information that needs more protection than what it rests on gives.

use crate::diagnostic::{Level, Place, quoted};
use crate::graph::{Direction, ElementIx, Relation};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Criticality, Element, Field, Protection, Section, Strength, joined};

pub(super) const RULE: Rule = Rule {
    name: "protection-inversion",
    summary: "information needs more protection than what it rests on gives",
    level: Level::WARNING,
    group: Group::Information,
    absence: false,
    fixed: false,
    explanation: include_str!("protection_inversion.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.elements().filter(|(_, element)| element.section == Section::Information) {
        let Some(protection) = element.protection() else { continue };
        for neighbour in cx.graph.snapshot().neighbours(ix.node(), Direction::Upstream) {
            let Some(edge) = cx.graph.edge(neighbour) else { continue };
            let is_hard = cx.graph.passage(neighbour).strength == Strength::Hard;
            let is_one_of_several = cx.graph.as_element(neighbour.node).is_none();
            for on in cx.graph.members_of(neighbour.node).into_iter().filter(|&on| meet(cx, ix, on)) {
                let pair = Pair { on: cx.graph.element(on), element, place: edge.place };
                match edge.relation {
                    Relation::PartOf => pair.of_whole(protection, findings),
                    Relation::DependsOn => {
                        pair.of_dependency(protection, is_hard && !is_one_of_several, findings);
                    }
                    Relation::MasteredBy if !is_one_of_several => pair.of_master(protection, findings),
                    _ => {}
                }
            }
        }
    }
}

/// Whether both are in use on some day from today on.
fn meet(cx: &Context<'_>, a: ElementIx, b: ElementIx) -> bool {
    let timelines = &cx.time.timelines;
    let days = timelines.in_use(a).and(timelines.in_use(b));
    days.extent().is_some_and(|days| days.last >= cx.today)
}

/// Some information and what it rests on.
struct Pair<'g> {
    element: &'g Element,
    on: &'g Element,
    /// Where it is said that the one rests on the other.
    place: Place,
}

impl Pair<'_> {
    /// Who may not read a part may not read the whole.
    fn of_whole(&self, part: &Protection, findings: &mut Findings) {
        let whole = self.on.protection().and_then(|protection| protection.confidentiality);
        if let (Some(needs), Some(gives)) = (part.confidentiality, whole)
            && needs > gives
        {
            let (id, whole) = self.ids();
            let message = format!("{whole} needs confidentiality {gives}, but its part {id} needs {needs}");
            let help = format!("give {whole} confidentiality {needs}, or take {id} out of it");
            self.add(findings, message, &help);
        }
    }

    /// What is worked out from something is no more right, and no nearer, than that.
    fn of_dependency(&self, needed: &Protection, is_needed_at_once: bool, findings: &mut Findings) {
        let Some(given) = self.on.protection() else { return };
        let aspects = [
            ("integrity", needed.integrity, given.integrity),
            ("availability", needed.availability.filter(|_| is_needed_at_once), given.availability),
        ];
        let lacking = aspects.into_iter().filter_map(|(aspect, needs, gives)| {
            let (needs, gives) = (needs?, gives?);
            (needs > gives).then(|| (format!("{aspect} {gives}"), format!("{aspect} {needs}")))
        });
        let (gives, needs): (Vec<String>, Vec<String>) = lacking.unzip();
        if !needs.is_empty() {
            let (id, on) = self.ids();
            let (gives, needs) = (joined(&gives), joined(&needs));
            let message = format!("{on} needs {gives}, but {id}, which depends on it, needs {needs}");
            let help = format!("give {on} {needs}, or let {id} depend on something else");
            self.add(findings, message, &help);
        }
    }

    /// What must not be out of reach cannot be kept where little is done for that.
    fn of_master(&self, needed: &Protection, findings: &mut Findings) {
        let Some(&criticality) = self.on.criticality() else { return };
        let wanted = match needed.availability {
            Some(3) => Criticality::Medium,
            Some(4..) => Criticality::High,
            _ => return,
        };
        if let Some(needs) = needed.availability.filter(|_| criticality < wanted) {
            let (id, master) = self.ids();
            let message = format!(
                "{master} is declared {criticality}, but masters {id}, which needs availability {needs}"
            );
            let help =
                format!("declare {master} at least {wanted} and run it so, or give {id} less availability");
            self.add(findings, message, &help);
        }
    }

    fn ids(&self) -> (String, String) {
        (quoted(self.element.id()), quoted(self.on.id()))
    }

    /// What it rests on is the one to change.
    fn add(&self, findings: &mut Findings, message: String, help: &str) {
        let said = |element: &Element| match element.section {
            Section::Information => element.field(Field::Protection).map(|located| located.place),
            _ => element.field(Field::Criticality).map(|located| located.place),
        };
        let finding = findings
            .at(said(self.on).unwrap_or(self.place), message)
            .element(self.on.id())
            .element(self.element.id());
        let finding = match said(self.element) {
            Some(place) => finding.related(place, format!("what {} needs", quoted(self.element.id()))),
            None => finding,
        };
        findings.add(finding.related(self.place, "the one rests on the other here").help(help));
    }
}
