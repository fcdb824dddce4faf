//! Reach: what hangs on an element, for people and for programs.

mod json;
mod markdown;
mod text;

use crate::analysis::{BlindSpots, Reach, Reached};
use crate::graph::{Direction, ElementIx, Graph};
use crate::model::{Element, Layer, Section};

use super::words::{self, counted, counted_section, joined};

pub use json::write as write_json;
pub use markdown::write as write_markdown;
pub use text::write as write_text;

/// An answer about reach, with the graph it is about.
#[derive(Debug, Clone, Copy)]
pub struct ReachReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The answer.
    pub reach: &'a Reach,
    /// What was asked about.
    pub asked: &'a [Asked<'a>],
    /// The layers whose elements are listed; all if empty. Everything is counted.
    pub layers: &'a [Layer],
    /// Whether every element is listed in text and Markdown, however many there are.
    pub all: bool,
}

/// What was asked about.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// An element.
    Element(ElementIx),
    /// An organisation: so many elements that it operates or supplies.
    Organisation(&'a Element, usize),
}

/// How many elements of a layer are listed unless all are asked for.
const LISTED: usize = 25;

impl ReachReport<'_> {
    /// The first line: how much hangs on what, by section. `named` makes a name and an id safe for the format.
    ///
    /// "22 elements hang on Integrationstjänsten, within 3 steps: 7 processes, 5 information objects and 10 systems."
    fn headline(&self, named: &dyn Fn(&Element) -> String) -> String {
        let graph = self.graph;
        let names = self.asked.iter().map(|asked| match *asked {
            Asked::Element(ix) => named(graph.element(ix)),
            Asked::Organisation(organisation, n) => {
                format!(
                    "the {} that {} operates or supplies",
                    counted(n, "element", "elements"),
                    named(organisation)
                )
            }
        });
        let names = words::few(names, 5);
        let several = self.reach.causes.len() > 1;
        let upstream = self.reach.options.direction == Direction::Upstream;
        let total = self.reach.elements(graph).count();
        if total == 0 {
            let nothing = self.nothing();
            return match upstream {
                true => sentence(&format!(
                    "{names} {} on nothing{nothing}",
                    if several { "rest" } else { "rests" }
                )),
                false => format!("Nothing hangs on {names}{nothing}"),
            };
        }
        let sections = Section::ELEMENTS.into_iter().filter(|section| *section != Section::Integrations);
        let by_section: Vec<String> = sections
            .map(|section| (self.reach.count(graph, section), section))
            .filter(|(n, _)| *n > 0)
            .map(|(n, section)| counted_section(n, section))
            .collect();
        let steps = counted(self.reach.farthest(graph), "step", "steps");
        let elements = counted(total, "element", "elements");
        let within = if upstream {
            sentence(&format!("{names} {} on {elements}", if several { "rest" } else { "rests" }))
        } else {
            format!("{elements} {} on {names}", if total == 1 { "hangs" } else { "hang" })
        };
        format!("{within}, within {steps}: {}.", joined(&by_section))
    }

    /// What to add when nothing was found, so that silence is not taken for safety.
    fn nothing(&self) -> String {
        let spots = &self.reach.blind_spots;
        let day = self.reach.options.at;
        if !spots.unmapped_causes.is_empty() {
            " as far as the map knows: nobody has mapped it.".into()
        } else if spots.not_in_use > 0 {
            let elements = counted(spots.not_in_use, "element does", "elements do");
            format!(" on {day}; {elements} when all that leads there is in use (--at another date).")
        } else if !self.reach.bound.is_empty() {
            let bound = counted(self.reach.bound.len(), "element has", "elements have");
            format!(" on {day}, but {bound} work when it changes.")
        } else if spots.incomplete {
            " in the part of the map that could be read.".into()
        } else {
            " in this map.".into()
        }
    }

    /// What is known about how sure the answer is, and for which day.
    fn conditions(&self) -> String {
        let reach = self.reach;
        let on_the_way = reach.count(self.graph, Section::Integrations);
        let mut parts = vec![format!("on {}", reach.options.at)];
        if reach.farther > 0 {
            parts.push(format!("{} farther away", counted(reach.farther, "more lies", "more lie")));
        }
        if on_the_way > 0 {
            parts.push(format!("over {}", counted_section(on_the_way, Section::Integrations)));
        }
        let BlindSpots { assumed, elements, .. } = reach.blind_spots;
        if assumed > 0 {
            parts.push(format!("{} of {} by assumption", words::number(assumed), words::number(elements)));
        }
        if !self.layers.is_empty() {
            let layers: Vec<String> = self.layers.iter().map(|layer| layer.name().to_owned()).collect();
            parts.push(format!("only {} is listed below", joined(&layers)));
        }
        format!("Reach, whether hard or soft, {}.", parts.join("; "))
    }

    fn is_listed(&self, reached: &Reached) -> bool {
        self.layers.is_empty() || self.layers.contains(&self.graph.element(reached.element).section.layer())
    }

    /// The integrations within reach.
    fn integrations(&self) -> Vec<&Reached> {
        let is_integration = |r: &&Reached| self.graph.element(r.element).section == Section::Integrations;
        self.reach.reached.iter().filter(is_integration).filter(|r| self.is_listed(r)).collect()
    }

    /// The elements of a layer that are within reach, integrations last.
    fn layer(&self, layer: Layer) -> Vec<&Reached> {
        let in_layer = |r: &&Reached| self.graph.element(r.element).section.layer() == layer;
        self.reach.elements(self.graph).filter(in_layer).filter(|r| self.is_listed(r)).collect()
    }

    /// The elements between the cause and an element.
    fn between(&self, element: ElementIx) -> Vec<ElementIx> {
        let way = self.reach.path(self.graph, element);
        way.get(1..way.len().saturating_sub(1)).unwrap_or_default().to_vec()
    }

    /// The blind spots in sentences; none if there is nothing to admit. Element lists by `name`.
    fn blind_spots(&self, name: &dyn Fn(ElementIx) -> String) -> Vec<String> {
        let spots = &self.reach.blind_spots;
        let mut lines = Vec::new();
        let mut list = |elements: &[ElementIx], one: &str, many: &str| {
            if !elements.is_empty() {
                let what = if elements.len() == 1 { one } else { many };
                let named = words::few(elements.iter().map(|&ix| name(ix)), 5);
                lines.push(format!("{} {what}: {named}", words::number(elements.len())));
            }
        };
        list(
            &spots.unmapped_causes,
            "cause has no relation at all in this map",
            "causes have no relation at all in this map",
        );
        list(
            &spots.without_owner,
            "has no owner, so nobody can be told",
            "have no owner, so nobody can be told",
        );
        list(
            &spots.without_dependencies,
            "is not said to rest on anything",
            "are not said to rest on anything",
        );
        list(&spots.without_lifecycle, "has no lifecycle", "have no lifecycle");
        if spots.assumed > 0 {
            lines.push(format!(
                "{} of {} rest on a relation whose strength nobody declared",
                words::number(spots.assumed),
                words::number(spots.elements)
            ));
        }
        if spots.not_in_use > 0 {
            let more = counted(spots.not_in_use, "more is", "more are");
            lines.push(format!(
                "{more} left out: not in use on {}, or reached only through what is not",
                self.reach.options.at
            ));
        }
        if spots.isolated > 0 {
            let of = counted(spots.map_elements, "element", "elements");
            let have = if spots.isolated == 1 { "has" } else { "have" };
            lines.push(format!(
                "{} of the map's {of} {have} no relation at all",
                words::number(spots.isolated)
            ));
        }
        if spots.incomplete {
            lines.push("a part of the map could not be read: see `systemkarta check`".to_owned());
        }
        lines
    }
}

/// A sentence begins with a capital letter, unless it begins with a name.
fn sentence(text: &str) -> String {
    match text.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => text.to_owned(),
    }
}
