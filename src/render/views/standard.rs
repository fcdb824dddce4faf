//! The standard: the map again, coloured by how far each element follows the standard on a day (R12).
//!
//! Standards are set for systems and technologies. Whatever else says nothing of them is shown pale, and is not counted
//! as silent.

use super::MapOptions;
use super::describe::describe;
use super::map::{account, base, by_lane, lanes};
use super::marks::{look, word};
use super::part::Part;
use super::phases::Phases;
use super::selection::Selection;
use super::words::{self, counted, number, with_part};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Section, Standard};
use crate::render::{ArrowLook, Legend, LegendEntry, Look, Scene, SceneBox, Swatch};

/// The map on a day, coloured by the standard: the boxes, the arrows and so the geometry of
/// [`map`](super::map()).
///
/// Complexity: that of the map.
pub fn standard(graph: &Graph, options: &MapOptions) -> Scene {
    standard_of(graph, options, &Part::default())
}

/// A part of the map on a day, coloured by the standard.
///
/// Complexity: that of the map.
pub fn standard_of(graph: &Graph, options: &MapOptions, part: &Part) -> Scene {
    let (selection, draft) = base(graph, options, part);
    let standing = Standing::on(graph, options.at);

    let mut scene = Scene { lanes: lanes(), ..Scene::default() };
    scene.boxes.extend(draft.groups.iter().map(|group| {
        let (look, chip) = standing.mark(&group.members);
        let mut each = draft.scene_box(group, look, chip);
        standing.tell(&group.members, &mut each);
        selection.mark(&group.members, &mut each);
        each
    }));
    scene.arrows.extend(draft.bundles.iter().map(|bundle| draft.arrow(bundle, ArrowLook::Plain)));

    scene.title = standing.title(&selection, options.at);
    scene.subtitle = with_part(part.phrase(graph), standing.subtitle(&selection));
    let mut entries = entries(&scene.boxes);
    entries.extend(draft.arrow_entries());
    let mut notes = standing.notes(&selection);
    notes.push(account(graph, &selection, &draft, "arrows"));
    notes.extend(selection.notes(graph, options.at, draft.dependencies()));
    notes.extend(draft.notes());
    scene.legend = Legend { title: "Standard".to_owned(), entries, notes };
    scene.description = describe(&scene, by_lane(&scene));
    scene
}

/// How an element stands to the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    /// So far.
    Follows(Standard),
    /// Nobody has said.
    Unsaid,
    /// No standard is set for such things.
    Apart,
}

impl Stand {
    const ALL: [Self; 6] = [
        Self::Follows(Standard::Full),
        Self::Follows(Standard::Concept),
        Self::Follows(Standard::Free),
        Self::Follows(Standard::NotConcerned),
        Self::Unsaid,
        Self::Apart,
    ];

    /// Its name for programs; nothing where no standard is set.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Follows(Standard::Full) => Some("full"),
            Self::Follows(Standard::Concept) => Some("concept"),
            Self::Follows(Standard::Free) => Some("free"),
            Self::Follows(Standard::NotConcerned) => Some("not_concerned"),
            Self::Unsaid => Some("not_said"),
            Self::Apart => None,
        }
    }

    fn look(self) -> Look {
        match self {
            Self::Follows(standard) => look(standard),
            Self::Unsaid => Look::Unstated,
            Self::Apart => Look::Faded,
        }
    }

    fn chip(self) -> Option<&'static str> {
        match self {
            Self::Follows(standard) => Some(word(standard)),
            Self::Unsaid => Some("NOT SAID"),
            Self::Apart => None,
        }
    }

    /// In the words of the documents.
    fn in_words(self) -> &'static str {
        match self {
            Self::Follows(Standard::Full) => {
                "Fully implemented standard: common operation, development and maintenance"
            }
            Self::Follows(Standard::Concept) => "Concept, product and version standard, local implementation",
            Self::Follows(Standard::Free) => "Free choice",
            Self::Follows(Standard::NotConcerned) => "Not concerned in this phase",
            Self::Unsaid => "Nobody has said",
            Self::Apart => "No standard is set for these",
        }
    }

    /// After a number, on a pile.
    fn short(self) -> &'static str {
        match self {
            Self::Follows(Standard::Full) => "full",
            Self::Follows(Standard::Concept) => "concept",
            Self::Follows(Standard::Free) => "free",
            Self::Follows(Standard::NotConcerned) => "n/a",
            Self::Unsaid => "not said",
            Self::Apart => "without",
        }
    }
}

/// How the elements of a map stand to the standard on a day.
pub(super) struct Standing<'g> {
    graph: &'g Graph,
    phases: Phases<'g>,
}

impl<'g> Standing<'g> {
    /// How they stand on a day.
    pub(super) fn on(graph: &'g Graph, day: Date) -> Self {
        Self { graph, phases: Phases::on(graph, day) }
    }

    /// How an element stands.
    pub(super) fn of(&self, ix: ElementIx) -> Stand {
        let element = self.graph.element(ix);
        match self.phases.standard(element) {
            Some(standard) => Stand::Follows(standard),
            None if is_standardised(element) => Stand::Unsaid,
            None => Stand::Apart,
        }
    }

    fn mark(&self, members: &[ElementIx]) -> (Look, Option<String>) {
        match words::common(members.iter().map(|&ix| self.of(ix))) {
            Some(stand) => (stand.look(), stand.chip().map(str::to_owned)),
            None => (Look::Folded, Some("MIXED".to_owned())),
        }
    }

    /// How many of some elements stand how, most first.
    fn counts(&self, members: &[ElementIx]) -> Vec<(Stand, usize)> {
        let count = |stand: Stand| members.iter().filter(|&&ix| self.of(ix) == stand).count();
        let mut counts: Vec<_> =
            Stand::ALL.map(|stand| (stand, count(stand))).into_iter().filter(|(_, n)| *n > 0).collect();
        counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
        counts
    }

    /// Says on a mixed pile what it is made of, and in every title the standard.
    fn tell(&self, members: &[ElementIx], each: &mut SceneBox) {
        let counts = self.counts(members);
        match counts.as_slice() {
            [(stand, _)] => each.title.push_str(&format!(" · {}", stand.in_words())),
            [] => {}
            _ => {
                each.line = made_of(&counts);
                for (stand, _) in counts {
                    let those: Vec<ElementIx> =
                        members.iter().copied().filter(|&ix| self.of(ix) == stand).collect();
                    let names = words::names(self.graph, &those, 12);
                    each.title.push_str(&format!(" · {}: {names}", stand.in_words()));
                }
            }
        }
    }

    /// "On 2007-12-31 (ITP Bas) 9 of 48 systems follow the full standard, 14 a concept and of 25 nobody has said".
    fn title(&self, selection: &Selection, at: Date) -> String {
        let systems = self.of_section(selection, Section::Systems);
        let phase = self.phases.name().map(|name| format!(" ({name})")).unwrap_or_default();
        if systems.is_empty() {
            return format!("On {at}{phase} no system is in use");
        }
        let count = |stand: Stand| systems.iter().filter(|&&ix| self.of(ix) == stand).count();
        let (full, all) = (count(Stand::Follows(Standard::Full)), systems.len());
        let subject = counted(all, "system", "systems");
        let verb = if full == 1 { "follows" } else { "follow" };
        let mut parts = vec![match full {
            0 => format!("none of {subject} follows the full standard"),
            _ if full == all && all == 1 => "the only system follows the full standard".to_owned(),
            _ => format!("{} of {subject} {verb} the full standard", number(full)),
        }];
        let mut add = |stand: Stand, text: &dyn Fn(usize) -> String| {
            let n = count(stand);
            parts.extend((n > 0).then(|| text(n)));
        };
        add(Stand::Follows(Standard::Concept), &|n| format!("{} a standard concept", number(n)));
        add(Stand::Follows(Standard::Free), &|n| {
            format!("{} {} freely", number(n), if n == 1 { "chooses" } else { "choose" })
        });
        add(Stand::Follows(Standard::NotConcerned), &|n| {
            format!("{} {} not concerned", number(n), if n == 1 { "is" } else { "are" })
        });
        add(Stand::Unsaid, &|n| format!("of {} nobody has said", number(n)));
        format!("On {at}{phase} {}", words::joined(&parts))
    }

    fn subtitle(&self, selection: &Selection) -> String {
        let technologies = self.of_section(selection, Section::Technologies);
        let mut facts = Vec::new();
        if !technologies.is_empty() {
            let counts: Vec<String> = self
                .counts(&technologies)
                .into_iter()
                .map(|(stand, n)| format!("{} {}", number(n), stand.short()))
                .collect();
            let subject = counted(technologies.len(), "technology", "technologies");
            facts.push(format!("Of {subject}: {}", words::joined(&counts)));
        }
        facts.push("an arrow points at what is depended on".to_owned());
        facts.join(" · ")
    }

    fn notes(&self, selection: &Selection) -> Vec<String> {
        let is_ahead = |ix: &&ElementIx| self.phases.is_ahead(self.graph.element(**ix));
        let ahead = selection.shown.iter().filter(is_ahead).count();
        match ahead {
            0 => Vec::new(),
            _ => vec![format!(
                "Of {} only later plateaus are told; shown is what the first of them says.",
                counted(ahead, "element", "elements")
            )],
        }
    }

    fn of_section(&self, selection: &Selection, section: Section) -> Vec<ElementIx> {
        let is_there = |ix: &ElementIx| self.graph.element(*ix).section == section;
        selection.shown.iter().copied().filter(is_there).collect()
    }
}

/// "4 concept, 3 full, 2 others": what a pile is made of, in the room of a line. The numbers add up.
fn made_of(counts: &[(Stand, usize)]) -> String {
    let named = if counts.len() > 3 { 2 } else { counts.len() };
    let (first, rest) = counts.split_at_checked(named).unwrap_or((counts, &[]));
    let mut parts: Vec<String> =
        first.iter().map(|(stand, n)| format!("{} {}", number(*n), stand.short())).collect();
    let rest: usize = rest.iter().map(|(_, n)| n).sum();
    parts.extend((rest > 0).then(|| counted(rest, "other", "others")));
    parts.join(", ")
}

fn is_standardised(element: &Element) -> bool {
    matches!(element.section, Section::Systems | Section::Technologies)
}

/// The entries of the legend, for the looks that are there.
fn entries(boxes: &[SceneBox]) -> Vec<LegendEntry> {
    let is_there = |look: Look| boxes.iter().any(|each| each.look == look);
    let entry = |look: Look, chip: Option<&str>, text: &str| LegendEntry {
        swatch: Swatch::Box(look),
        chip: chip.map(str::to_owned),
        text: text.to_owned(),
    };
    let stands = Stand::ALL.into_iter().filter(|stand| is_there(stand.look()));
    let mut entries: Vec<LegendEntry> =
        stands.map(|stand| entry(stand.look(), stand.chip(), stand.in_words())).collect();
    if is_there(Look::Folded) {
        entries.push(entry(Look::Folded, Some("MIXED"), "Several of different standards"));
    }
    entries
}
