//! Reach as a page: the answer first, then business, people and blind spots.

use super::{Asked, ReachReport};
use crate::analysis::{Basis, Reached};
use crate::graph::Direction;
use crate::model::{Layer, Section};
use crate::report::page::{Column, LISTED, Line, Page, Part, Table};
use crate::report::words::{basis, counted, counted_section, joined, number};
use crate::report::{blind_spots, people};

/// Composes an answer about reach.
pub fn page<'a>(report: &ReachReport<'a>) -> Page<'a> {
    let ReachReport { graph, reach, .. } = *report;
    let day = reach.options.at;
    let not_in_use =
        |cause| Line::new().element(graph.element(cause)).words(format!(" is not in use on {day}"));
    let layers = Layer::ALL.map(|layer| elements(report, layer.name(), report.layer(layer)));
    let tell_or_ask = match reach.options.direction {
        Direction::Downstream => "people to tell",
        Direction::Upstream => "people to ask",
    };
    Page::new(headline(report))
        .of_map(report.map)
        .all(report.all)
        .lead(conditions(report))
        .notes(reach.causes_not_in_use.iter().map(|&cause| not_in_use(cause)))
        .parts(report.picture.map(|svg| Part::picture("picture", svg)))
        .parts(layers)
        .part(elements(report, "integrations", report.integrations()))
        .part(bound(report))
        .part(people::part(tell_or_ask, &reach.people, |person| people::concern(graph, person)))
        .part(blind_spots::part(graph, &reach.blind_spots, day))
}

/// The first line: how much hangs on what, by section.
///
/// "22 elements hang on Integrationstjänsten, within 3 steps: 7 processes, 5 information objects and 10 systems."
fn headline<'a>(report: &ReachReport<'a>) -> Line<'a> {
    let ReachReport { graph, reach, .. } = *report;
    let total = reach.elements(graph).count();
    let elements = match total {
        0 => "nothing".to_owned(),
        n => counted(n, "element", "elements"),
    };
    let line = match (reach.options.direction, total) {
        (Direction::Upstream, _) => {
            let rest = if reach.causes.len() > 1 { "rest" } else { "rests" };
            asked(report).words(format!(" {rest} on {elements}"))
        }
        (Direction::Downstream, 0 | 1) => Line::from(format!("{elements} hangs on ")).then(asked(report)),
        (Direction::Downstream, _) => Line::from(format!("{elements} hang on ")).then(asked(report)),
    };
    line.words(if total == 0 { why_nothing(report) } else { within(report) }).capitalised()
}

fn asked<'a>(report: &ReachReport<'a>) -> Line<'a> {
    let asked = report.asked.iter().map(|asked| match *asked {
        Asked::Element(ix) => Line::new().element(report.graph.element(ix)),
        Asked::Organisation(organisation, n) => {
            Line::from(format!("the {} that ", counted(n, "element", "elements")))
                .element(organisation)
                .words(" operates or supplies")
        }
    });
    Line::few(asked, 5)
}

fn within(report: &ReachReport<'_>) -> String {
    let ReachReport { graph, reach, .. } = *report;
    let sections = Section::ELEMENTS.into_iter().filter(|section| *section != Section::Integrations);
    let by_section: Vec<String> = sections
        .map(|section| (reach.count(graph, section), section))
        .filter(|(n, _)| *n > 0)
        .map(|(n, section)| counted_section(n, section))
        .collect();
    let steps = counted(reach.farthest(graph), "step", "steps");
    format!(", within {steps}: {}.", joined(&by_section))
}

/// What to add when nothing was found, so that silence is not taken for safety.
fn why_nothing(report: &ReachReport<'_>) -> String {
    let spots = &report.reach.blind_spots;
    let day = report.reach.options.at;
    if !spots.unmapped_causes.is_empty() {
        " as far as the map knows: nobody has mapped it.".into()
    } else if spots.not_in_use > 0 {
        let elements = counted(spots.not_in_use, "element does", "elements do");
        format!(" on {day}; {elements} when all that leads there is in use (--at another date).")
    } else if !report.reach.bound.is_empty() {
        let bound = counted(report.reach.bound.len(), "element has", "elements have");
        format!(" on {day}, but {bound} work when it changes.")
    } else if spots.incomplete {
        " in the part of the map that could be read.".into()
    } else {
        " in this map.".into()
    }
}

/// What is known about how sure the answer is, and for which day.
fn conditions(report: &ReachReport<'_>) -> String {
    let reach = report.reach;
    let on_the_way = reach.count(report.graph, Section::Integrations);
    let spots = &reach.blind_spots;
    let mut parts = vec![format!("on {}", reach.options.at)];
    if reach.farther > 0 {
        parts.push(format!("{} farther away", counted(reach.farther, "more lies", "more lie")));
    }
    if on_the_way > 0 {
        parts.push(format!("over {}", counted_section(on_the_way, Section::Integrations)));
    }
    if spots.assumed > 0 {
        parts.push(format!("{} of {} by assumption", number(spots.assumed), number(spots.elements)));
    }
    if !report.layers.is_empty() {
        let layers: Vec<String> = report.layers.iter().map(|layer| layer.name().to_owned()).collect();
        parts.push(format!("only {} is listed below", joined(&layers)));
    }
    format!("Reach, whether hard or soft, {}.", parts.join("; "))
}

fn elements<'a>(report: &ReachReport<'a>, title: &'static str, elements: Vec<&'a Reached>) -> Part<'a> {
    let columns = [
        Column::element("element"),
        Column::numbers("steps"),
        Column::text("owner"),
        Column::text("through"),
        Column::text("basis").only_in_sheet(),
    ];
    let report = *report;
    Part::table(title, Table::each(columns, elements, move |reached| row(&report, reached))).in_sheet()
}

fn row<'a>(report: &ReachReport<'a>, reached: &Reached) -> [Line<'a>; 5] {
    let graph = report.graph;
    let element = graph.element(reached.element);
    let owner =
        element.owner().map_or_else(|| Line::new().aside("no owner"), |owner| Line::new().id(owner.as_str()));
    let between = report.between(reached.element);
    let through = match between.as_slice() {
        [] => Line::from("directly"),
        between => {
            let ids = between.iter().map(|&ix| Line::new().id(graph.element(ix).id()));
            Line::new().unheaded("through ").then(Line::between(ids, " → "))
        }
    };
    [
        Line::new().element(element),
        Line::new().counted(reached.distance, "step", "steps"),
        owner,
        if reached.basis == Basis::Assumed { through.aside(" (assumed)") } else { through },
        Line::from(basis(reached.basis)),
    ]
}

/// What has work when it changes: a line for each relation.
fn bound<'a>(report: &ReachReport<'a>) -> Part<'a> {
    let ReachReport { graph, reach, all, .. } = *report;
    let of_relations = reach.bound.chunk_by(|a, b| a.relation == b.relation);
    let lines = of_relations.filter_map(|bound| {
        let relation = bound.first()?.relation;
        let ids = bound.iter().map(|bound| Line::new().id(graph.element(bound.element).id()));
        let few = Line::few(ids, if all { bound.len() } else { LISTED });
        Some(Line::from(relation.name()).words(": ").then(few))
    });
    Part::lines("bound to it, but not disrupted with it", lines.collect()).counted(reach.bound.len())
}
