//! The tables of a page of differences.

use super::change::{aspect, bond, consequence, dependency, effect, field, name, parts};
use super::{DiffReport, headline};
use crate::model::Section;
use crate::proposal::diff::{
    Compared, Declaration, ElementDifference, FieldDifference, Kind, OrganisationDifference,
    RelationDifference, Sort, Told, Touched,
};
use crate::report::page::{Column, Line, Part, Table};
use crate::report::words::{counted, counted_section};

/// How many elements of a person are named.
const NAMED: usize = 6;

/// The elements that are there on one side only.
pub(super) fn one_sided<'a>(report: &DiffReport<'a>, kind: Kind) -> Part<'a> {
    let report = *report;
    let row = move |difference: &'a ElementDifference| {
        let element = report.element(difference.element);
        let what = element.map(|element| element.kind_in_words()).unwrap_or_default();
        [
            name(&report, difference.element),
            // The kind is written in the map.
            Line::new().name(what),
            Line::new().counted(difference.relations, "relation", "relations"),
            does(&report, difference),
        ]
    };
    let columns = [
        Column::element("element"),
        Column::text("kind"),
        Column::numbers("relations"),
        Column::text("what that does"),
    ];
    Part::table(title(report.diff.compared, kind), Table::each(columns, of_kind(&report, kind), row))
        .in_sheet()
}

fn title(compared: Compared, kind: Kind) -> &'static str {
    match (kind, compared) {
        (Kind::Removed, Compared::Declared) => "removed elements",
        (Kind::Removed, Compared::InUse) => "elements taken out of use",
        (Kind::Added, Compared::Declared) => "added elements",
        (Kind::Added, Compared::InUse) => "elements taken into use",
        (Kind::Renamed, _) => "renamed elements",
        (Kind::Changed, _) => "changed elements",
    }
}

fn does<'a>(report: &DiffReport<'a>, difference: &'a ElementDifference) -> Line<'a> {
    difference.consequence.as_ref().map_or_else(Line::new, |it| consequence(report, it))
}

/// What was renamed, with the id that it had, and what else it says.
pub(super) fn renamed<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let report = *report;
    let row = move |difference: &'a ElementDifference| {
        let old = difference.element.old.map(|ix| report.diff.old.graph.element(ix).id());
        let fields = difference
            .fields
            .iter()
            .map(|said| Line::from(aspect(said.aspect)).words(": ").then(field(said)));
        [
            name(&report, difference.element),
            old.map_or_else(Line::new, |id| Line::from("was ").id(id)),
            Line::between(fields, "; "),
            does(&report, difference),
        ]
    };
    let columns = [
        Column::element("element"),
        Column::text("was"),
        Column::text("what changed"),
        Column::text("what that does"),
    ];
    Part::table("renamed elements", Table::each(columns, of_kind(&report, Kind::Renamed), row)).in_sheet()
}

fn of_kind<'a>(report: &DiffReport<'a>, kind: Kind) -> impl Iterator<Item = &'a ElementDifference> + use<'a> {
    report.diff.elements.iter().filter(move |difference| difference.kind == kind)
}

/// A row for each field that says something else; what that does stands in the first of its element. What has only
/// another lifecycle because that is named and shared is told in a line.
pub(super) fn changed<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let report = *report;
    let own =
        |difference: &'a ElementDifference| difference.fields.iter().filter(|field| field.shared.is_none());
    let rows: Vec<(&'a ElementDifference, &'a FieldDifference, bool)> = of_kind(&report, Kind::Changed)
        .flat_map(|difference| own(difference).enumerate().map(move |(i, field)| (difference, field, i == 0)))
        .collect();
    let row = move |(difference, said, first): (&'a ElementDifference, &'a FieldDifference, bool)| {
        let does = if first { does(&report, difference) } else { Line::new() };
        [name(&report, difference.element), Line::from(aspect(said.aspect)), field(said), does]
    };
    let columns = [
        Column::element("element"),
        Column::text("field"),
        Column::text("what changed"),
        Column::text("what that does"),
    ];
    let all: Vec<&'a ElementDifference> = of_kind(&report, Kind::Changed).collect();
    let shared: Vec<Line<'a>> = all
        .iter()
        .filter(|difference| own(difference).next().is_none())
        .filter_map(|difference| Some(Line::new().id(report.element(difference.element)?.id())))
        .collect();
    let part = Part::table("changed elements", Table::each(columns, rows, row)).counted(all.len()).in_sheet();
    match shared.len() {
        0 => part,
        n => {
            let has = counted(n, "has", "have");
            let line = Line::from(format!("{has} only another lifecycle, which is named and told below: "));
            part.lead(line.then(Line::few(shared.into_iter(), NAMED)))
        }
    }
}

/// The relations that differ, but for those that come or go with an element.
pub(super) fn relations<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let report = *report;
    let row = move |difference: &'a RelationDifference| {
        let how = match (difference.old, difference.new) {
            (Some(old), Some(new)) => format!("{} → {}", bond(old), bond(new)),
            (old, new) => old.or(new).map(bond).unwrap_or_default(),
        };
        [
            Line::from(headline::kind(Compared::Declared, difference.kind)),
            name(&report, difference.dependent),
            Line::from(difference.relation.name()),
            dependency(&report, &difference.dependency),
            Line::from(how),
        ]
    };
    let own = report.diff.relations.iter().filter(|relation| !relation.with_element);
    let columns = ["how", "what rests", "relation", "on what", "how strongly"];
    Part::table("relations", Table::each(columns, own, row)).in_sheet()
}

/// Organisations that differ.
pub(super) fn organisations<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let compared = report.diff.compared;
    let row = move |difference: &'a OrganisationDifference| {
        let id = difference.new.as_ref().or(difference.old.as_ref());
        let was = difference.old.as_ref().filter(|_| difference.kind == Kind::Renamed);
        let how = Line::from(headline::kind(compared, difference.kind));
        let fields = difference
            .fields
            .iter()
            .map(|said| Line::from(aspect(said.aspect)).words(": ").then(field(said)));
        [
            id.map_or_else(Line::new, |id| Line::new().id(id.as_str())),
            was.map_or(how.clone(), |was| how.words(", was ").id(was.as_str())),
            Line::between(fields, "; "),
        ]
    };
    let table = Table::each(["organisation", "how", "what changed"], &report.diff.organisations, row);
    Part::table("organisations", table)
}

/// What else is declared and differs.
pub(super) fn declarations<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let compared = report.diff.compared;
    let row = move |difference: &'a Declaration| {
        let sort = match difference.sort {
            Sort::Map => "the map itself",
            Sort::Lifecycle => "lifecycle",
            Sort::Plateau => "plateau",
            Sort::Proposal => "change proposal",
            Sort::Policy => "policy",
            Sort::Waiver => "waiver",
        };
        let of = match difference.of.len() {
            0 => Line::new(),
            n => Line::from(counted(n, "element has it", "elements have it")),
        };
        let what = Line::from(sort);
        [
            difference.id.as_ref().map_or(what.clone(), |id| what.words(" ").id(id.as_str())),
            Line::from(headline::kind(compared, difference.kind)),
            parts(&difference.parts),
            of,
        ]
    };
    let table = Table::each(["what", "how", "what changed", "of"], &report.diff.declarations, row);
    Part::table("other declarations", table)
}

/// What all differences together do.
pub(super) fn affected<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let report = *report;
    let row = move |touched: &'a Touched| {
        let owner = report.element(touched.element).and_then(|element| element.owner());
        let owner = owner.map_or_else(|| Line::new().aside("no owner"), |id| Line::new().id(id.as_str()));
        [name(&report, touched.element), effect(touched), owner]
    };
    let is_place =
        |touched: &&'a Touched| report.diff.section(touched.element) != Some(Section::Integrations);
    let places = report.diff.affected.iter().filter(is_place);
    let columns = [Column::element("element"), Column::text("effect"), Column::text("owner")];
    Part::table("what all of this affects", Table::each(columns, places, row)).in_sheet()
}

/// Who must be told, and why.
pub(super) fn people<'a>(report: &DiffReport<'a>) -> Part<'a> {
    let report = *report;
    let row = move |told: &'a Told| {
        let contacts = told.contacts.iter().map(|contact| Line::new().contact(contact.as_str()));
        let contact = match told.contacts.is_empty() {
            true => Line::new().aside("no contact"),
            false => Line::between(contacts, ", "),
        };
        [Line::new().named(&told.name, &told.organisation), contact, why(&report, told)]
    };
    Part::table("people to tell", Table::each(["who", "contact", "why"], &report.diff.people, row))
}

/// "affected: payroll and 2 more; changed: lisa; gives up vodok".
fn why<'a>(report: &DiffReport<'a>, told: &'a Told) -> Line<'a> {
    let id =
        |pair: &'a _| report.element(*pair).map_or_else(Line::new, |element| Line::new().id(element.id()));
    let lists = [
        ("affected: ", &told.affected),
        ("changed: ", &told.changed),
        ("gives up ", &told.gives),
        ("takes over ", &told.takes),
    ];
    let mut said: Vec<Line<'a>> = lists
        .into_iter()
        .filter(|(_, elements)| !elements.is_empty())
        .map(|(words, elements)| Line::from(words).then(Line::few(elements.iter().map(id), NAMED)))
        .collect();
    if !told.integrations.is_empty() {
        let integrations = counted_section(told.integrations.len(), Section::Integrations);
        said.push(Line::from(format!("has a part in {integrations}")));
    }
    Line::between(said, "; ")
}
