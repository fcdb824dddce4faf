//! Differences as JSON: `systemkarta.diff/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::DiffReport;
use super::change::aspect;
use crate::model::{Id, Section};
use crate::proposal::diff::{
    Bond, Compared, Consequence, Declaration, Dependency, ElementDifference, FieldDifference, Kind,
    OrganisationDifference, Pair, PartDifference, RelationDifference, Sort, Told, Touched,
};
use crate::report::findings::{WireFinding, wire};
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    compared: &'static str,
    old: State<'a>,
    new: State<'a>,
    summary: Summary,
    elements: Vec<WireElement<'a>>,
    relations: Vec<WireRelation<'a>>,
    organisations: Vec<WireOrganisation<'a>>,
    declarations: Vec<WireDeclaration<'a>>,
    affected: Vec<WireTouched<'a>>,
    unjudged: usize,
    come: Vec<WireFinding<'a>>,
    gone: Vec<WireFinding<'a>>,
    tell: Vec<Tell<'a>>,
}

/// The difference in short: how many differ, what that affects, and who must be told.
#[derive(Serialize)]
pub(in crate::report) struct WireDifference<'a> {
    summary: Differing,
    affected: Vec<WireTouched<'a>>,
    tell: Vec<Tell<'a>>,
}

#[derive(Serialize)]
struct State<'a> {
    name: &'a str,
    at: String,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    differing: Differing,
    come: usize,
    gone: usize,
}

/// How many differ.
#[derive(Serialize)]
struct Differing {
    added: usize,
    removed: usize,
    renamed: usize,
    changed: usize,
    relations: usize,
    organisations: usize,
    declarations: usize,
    processes_affected: usize,
}

#[derive(Serialize)]
struct WireElement<'a> {
    id: &'a str,
    old_id: Option<&'a str>,
    name: &'a str,
    section: &'static str,
    layer: &'static str,
    owner: Option<&'a str>,
    difference: &'static str,
    fields: Vec<WireField<'a>>,
    relations: usize,
    impact: Option<WireImpact<'a>>,
}

#[derive(Serialize)]
struct WireField<'a> {
    field: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    parts: Vec<WirePart<'a>>,
    shared: Option<&'a str>,
}

#[derive(Serialize)]
struct WirePart<'a> {
    name: Option<&'a str>,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct WireImpact<'a> {
    kind: &'static str,
    asked_of: Vec<&'a str>,
    affected: usize,
    stopped: usize,
    degraded: usize,
    replace: usize,
    adapt: usize,
    verify: usize,
    worst_process: Option<WireTouched<'a>>,
}

#[derive(Serialize)]
struct WireTouched<'a> {
    id: &'a str,
    section: &'static str,
    disruption: &'static str,
    work: &'static str,
    basis: &'static str,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct WireRelation<'a> {
    difference: &'static str,
    dependent: &'a str,
    relation: &'static str,
    dependency: Option<&'a str>,
    any_of: Vec<&'a str>,
    min_up: Option<usize>,
    old: Option<WireBond>,
    new: Option<WireBond>,
    with_element: bool,
}

#[derive(Serialize)]
struct WireBond {
    strength: Option<&'static str>,
    tolerates: Option<String>,
}

#[derive(Serialize)]
struct WireOrganisation<'a> {
    id: &'a str,
    old_id: Option<&'a str>,
    difference: &'static str,
    fields: Vec<WireField<'a>>,
}

#[derive(Serialize)]
struct WireDeclaration<'a> {
    sort: &'static str,
    id: Option<&'a str>,
    difference: &'static str,
    parts: Vec<WirePart<'a>>,
    of: Vec<&'a str>,
}

#[derive(Serialize)]
struct Tell<'a> {
    organisation: &'a str,
    name: &'a str,
    contacts: &'a [String],
    changed: Vec<&'a str>,
    affected: Vec<&'a str>,
    integrations: Vec<&'a str>,
    gives: Vec<&'a str>,
    takes: Vec<&'a str>,
}

/// Writes differences as JSON, every one of them.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diff = report.diff;
    let answer = Wire {
        schema: "systemkarta.diff/1",
        map: report.map,
        compared: match diff.compared {
            Compared::Declared => "declared",
            Compared::InUse => "in_use",
        },
        old: State { name: report.old, at: diff.old.at.to_string() },
        new: State { name: report.new, at: diff.new.at.to_string() },
        summary: Summary { differing: differing(report), come: diff.come.len(), gone: diff.gone.len() },
        elements: diff.elements.iter().map(|difference| element(report, difference)).collect(),
        relations: diff.relations.iter().map(|difference| relation(report, difference)).collect(),
        organisations: diff.organisations.iter().map(organisation).collect(),
        declarations: diff.declarations.iter().map(|it| declaration(report, it)).collect(),
        affected: diff.affected.iter().map(|each| touched(report, each)).collect(),
        unjudged: diff.unjudged,
        come: diff.come.iter().map(|finding| wire(finding, diff.new.sources)).collect(),
        gone: diff.gone.iter().map(|finding| wire(finding, diff.old.sources)).collect(),
        tell: diff.people.iter().map(|told| tell(report, told)).collect(),
    };
    write_json(&answer, out)
}

/// The difference in short.
pub(in crate::report) fn difference<'a>(report: &DiffReport<'a>) -> WireDifference<'a> {
    WireDifference {
        summary: differing(report),
        affected: report.diff.affected.iter().map(|each| touched(report, each)).collect(),
        tell: report.diff.people.iter().map(|told| tell(report, told)).collect(),
    }
}

fn differing(report: &DiffReport<'_>) -> Differing {
    let diff = report.diff;
    let is_process = |touched: &&Touched| diff.section(touched.element) == Some(Section::Processes);
    Differing {
        added: diff.count(Kind::Added),
        removed: diff.count(Kind::Removed),
        renamed: diff.count(Kind::Renamed),
        changed: diff.count(Kind::Changed),
        relations: diff.relations.len(),
        organisations: diff.organisations.len(),
        declarations: diff.declarations.len(),
        processes_affected: diff.affected.iter().filter(is_process).count(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Renamed => "renamed",
        Kind::Changed => "changed",
    }
}

fn id<'a>(report: &DiffReport<'a>, pair: Pair) -> &'a str {
    report.element(pair).map_or("", |element| element.id())
}

fn ids<'a>(report: &DiffReport<'a>, pairs: &[Pair]) -> Vec<&'a str> {
    pairs.iter().map(|pair| id(report, *pair)).collect()
}

fn element<'a>(report: &DiffReport<'a>, difference: &'a ElementDifference) -> WireElement<'a> {
    let declared = report.element(difference.element);
    let old = difference.element.old.map(|ix| report.diff.old.graph.element(ix).id());
    WireElement {
        id: id(report, difference.element),
        old_id: old.filter(|_| difference.kind == Kind::Renamed),
        name: declared.map_or("", |element| element.name()),
        section: declared.map_or("", |element| element.section.name()),
        layer: declared.map_or("", |element| element.section.layer().name()),
        owner: declared.and_then(|element| element.owner()).map(Id::as_str),
        difference: kind(difference.kind),
        fields: difference.fields.iter().map(field).collect(),
        relations: difference.relations,
        impact: difference.consequence.as_ref().map(|it| impact(report, it)),
    }
}

fn field(difference: &FieldDifference) -> WireField<'_> {
    WireField {
        field: aspect(difference.aspect),
        old: difference.old.as_deref(),
        new: difference.new.as_deref(),
        parts: difference.parts.iter().map(part).collect(),
        shared: difference.shared.as_ref().map(Id::as_str),
    }
}

fn part(part: &PartDifference) -> WirePart<'_> {
    WirePart { name: part.name.as_deref(), old: part.old.as_deref(), new: part.new.as_deref() }
}

fn impact<'a>(report: &DiffReport<'a>, consequence: &Consequence) -> WireImpact<'a> {
    let counts = consequence.counts;
    WireImpact {
        kind: consequence.judged_as.name(),
        asked_of: ids(report, &consequence.asked_of),
        affected: counts.affected,
        stopped: counts.stopped,
        degraded: counts.degraded,
        replace: counts.replace,
        adapt: counts.adapt,
        verify: counts.verify,
        worst_process: consequence.worst_process.as_ref().map(|process| touched(report, process)),
    }
}

fn touched<'a>(report: &DiffReport<'a>, touched: &Touched) -> WireTouched<'a> {
    let element = report.element(touched.element);
    WireTouched {
        id: id(report, touched.element),
        section: element.map_or("", |element| element.section.name()),
        disruption: touched.disruption.name(),
        work: touched.work.name(),
        basis: if touched.assumed { "assumed" } else { "declared" },
        owner: element.and_then(|element| element.owner()).map(Id::as_str),
    }
}

fn relation<'a>(report: &DiffReport<'a>, difference: &'a RelationDifference) -> WireRelation<'a> {
    let (dependency, any_of, min_up) = match &difference.dependency {
        Dependency::Element(element) => (Some(id(report, *element)), Vec::new(), None),
        Dependency::Group { min_up, members, .. } => (None, ids(report, members), Some(*min_up)),
    };
    WireRelation {
        difference: kind(difference.kind),
        dependent: id(report, difference.dependent),
        relation: difference.relation.name(),
        dependency,
        any_of,
        min_up,
        old: difference.old.map(bond),
        new: difference.new.map(bond),
        with_element: difference.with_element,
    }
}

fn bond(bond: Bond) -> WireBond {
    WireBond {
        strength: bond.strength.map(|strength| strength.name()),
        tolerates: bond.tolerates.map(|tolerates| tolerates.to_string()),
    }
}

fn organisation(difference: &OrganisationDifference) -> WireOrganisation<'_> {
    let (old, new) = (difference.old.as_ref().map(Id::as_str), difference.new.as_ref().map(Id::as_str));
    WireOrganisation {
        id: new.or(old).unwrap_or_default(),
        old_id: old.filter(|_| difference.kind == Kind::Renamed),
        difference: kind(difference.kind),
        fields: difference.fields.iter().map(field).collect(),
    }
}

fn declaration<'a>(report: &DiffReport<'a>, difference: &'a Declaration) -> WireDeclaration<'a> {
    WireDeclaration {
        sort: match difference.sort {
            Sort::Map => "map",
            Sort::Lifecycle => "lifecycle",
            Sort::Plateau => "plateau",
            Sort::Proposal => "change",
            Sort::Policy => "policy",
            Sort::Waiver => "waiver",
        },
        id: difference.id.as_ref().map(Id::as_str),
        difference: kind(difference.kind),
        parts: difference.parts.iter().map(part).collect(),
        of: ids(report, &difference.of),
    }
}

fn tell<'a>(report: &DiffReport<'a>, told: &'a Told) -> Tell<'a> {
    Tell {
        organisation: &told.organisation,
        name: &told.name,
        contacts: &told.contacts,
        changed: ids(report, &told.changed),
        affected: ids(report, &told.affected),
        integrations: ids(report, &told.integrations),
        gives: ids(report, &told.gives),
        takes: ids(report, &told.takes),
    }
}
