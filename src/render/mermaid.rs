//! Scenes as flowcharts of Mermaid, which forges and wikis draw from a block of Markdown.
//!
//! Boxes are called `n0`, `n1` …, lanes `l0`, `l1` …, and classes as in the SVG; everyone's text is in quotes and has been
//! through [`escape::mermaid`]. A lane is a subgraph. Mermaid decides what goes where, so lanes are not always in order.
//!
//! [`escape::mermaid`]: crate::escape::mermaid

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::look::{BAND_BORDER, BANDS, PAPER, SUB};
use super::scene::{Arrangement, Legend, LegendEntry, Scene, SceneBox, Swatch};
use super::{ArrowLook, Look};
use crate::escape;

/// The chart.
pub(super) fn document(scene: &Scene) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(scene, &mut text);
    text
}

fn write(scene: &Scene, out: &mut String) -> std::fmt::Result {
    if !scene.title.is_empty() {
        writeln!(out, "---\ntitle: \"{}\"\n---", escape::mermaid_title(&scene.title))?;
    }
    let direction = match scene.arrangement {
        Arrangement::Lanes => "TB",
        Arrangement::LeftToRight => "LR",
    };
    writeln!(out, "flowchart {direction}")?;
    for (key, said) in [("accTitle", &scene.title), ("accDescr", &scene.subtitle)] {
        if !said.is_empty() {
            writeln!(out, "  {key}: {}", escape::mermaid(said))?;
        }
    }
    let lanes = lanes(scene)?;
    out.push_str(&lanes.text);
    arrows(scene, out)?;
    classes(scene, out)?;
    notes(&scene.legend, out)?;
    if !lanes.names.is_empty() {
        writeln!(out, "  classDef lane fill:{},stroke:{BAND_BORDER},color:{SUB}", BANDS[0])?;
        writeln!(out, "  class {} lane", lanes.names.join(","))?;
    }
    Ok(())
}

/// The subgraphs with their boxes, and what they are called.
struct Lanes {
    text: String,
    names: Vec<String>,
}

fn lanes(scene: &Scene) -> Result<Lanes, std::fmt::Error> {
    let mut lanes: BTreeMap<usize, Vec<(usize, &SceneBox)>> = BTreeMap::new();
    for (index, each) in scene.boxes.iter().enumerate() {
        lanes.entry(each.lane).or_default().push((index, each));
    }
    let mut text = String::new();
    for (lane, boxes) in &lanes {
        let label = scene.lanes.get(*lane).map(|lane| escape::mermaid(&lane.label)).unwrap_or_default();
        // Without any label Mermaid would show the name of the subgraph.
        let label = if label.is_empty() { " ".into() } else { label };
        writeln!(text, "  subgraph l{lane}[\"{label}\"]")?;
        for (index, each) in boxes {
            let (open, close) = if is_pile(each) { ("[[", "]]") } else { ("[", "]") };
            writeln!(text, "    n{index}{open}\"{}\"{close}", label_of(each))?;
        }
        writeln!(text, "  end")?;
    }
    Ok(Lanes { text, names: lanes.keys().map(|lane| format!("l{lane}")).collect() })
}

fn is_pile(each: &SceneBox) -> bool {
    each.stands_for > 1 || each.look.style().piled
}

/// Name, line and chip, beneath each other.
fn label_of(each: &SceneBox) -> String {
    let chip = each.chip.as_deref().unwrap_or_default();
    let lines = [each.name.as_str(), &each.line, chip].map(escape::mermaid);
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() { " ".to_owned() } else { lines.join("<br/>") }
}

/// The arrows, and then their colours: Mermaid knows them by their number.
fn arrows(scene: &Scene, out: &mut String) -> std::fmt::Result {
    let mut looks: BTreeMap<ArrowLook, Vec<String>> = BTreeMap::new();
    for (number, (index, from, to)) in scene.drawn_arrows().enumerate() {
        let Some(arrow) = scene.arrows.get(index) else { continue };
        let line = match (arrow.dashed || arrow.look.style().dashed, arrow.two_way) {
            (false, false) => "-->",
            (false, true) => "<-->",
            (true, false) => "-.->",
            (true, true) => "<-.->",
        };
        let count = if arrow.count > 1 { format!("|{}|", arrow.count) } else { String::new() };
        writeln!(out, "  n{from} {line}{count} n{to}")?;
        looks.entry(arrow.look).or_default().push(number.to_string());
    }
    for (look, numbers) in &looks {
        let style = look.style();
        writeln!(
            out,
            "  linkStyle {} stroke:{},stroke-width:{}px",
            numbers.join(","),
            style.color,
            style.width
        )?;
    }
    Ok(())
}

/// What chips and dashes mean, and what was folded or left out, in a box without a border.
fn notes(legend: &Legend, out: &mut String) -> std::fmt::Result {
    let meanings = legend.entries.iter().filter_map(meaning);
    let lines: Vec<String> = meanings
        .chain(legend.notes.iter().cloned())
        .map(|line| escape::mermaid(&line).into_owned())
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "  notes[\"{}\"]", lines.join("<br/>"))?;
    writeln!(out, "  classDef notes fill:{PAPER},stroke:{PAPER},color:{SUB}")?;
    writeln!(out, "  class notes notes")
}

/// What a word or a dash means; a colour alone says nothing here.
fn meaning(entry: &LegendEntry) -> Option<String> {
    let sign = match (entry.chip.as_deref(), entry.swatch) {
        (Some(chip), _) => chip,
        (None, Swatch::Arrow(ArrowLook::Soft)) => "Dashed arrow",
        (None, _) => return None,
    };
    Some(format!("{sign}: {}", entry.text))
}

/// The looks of the boxes, as far as any box has them.
fn classes(scene: &Scene, out: &mut String) -> std::fmt::Result {
    let mut looks: BTreeMap<Look, Vec<String>> = BTreeMap::new();
    for (index, each) in scene.boxes.iter().enumerate() {
        looks.entry(each.look).or_default().push(format!("n{index}"));
    }
    for (look, boxes) in &looks {
        let style = look.style();
        let dashes = if style.dashed { ",stroke-dasharray:5 4" } else { "" };
        let stroke = if style.struck { ",text-decoration:line-through" } else { "" };
        writeln!(
            out,
            "  classDef {} fill:{},stroke:{},color:{},stroke-width:{}px{dashes}{stroke}",
            style.class, style.fill, style.border, style.ink, style.width
        )?;
        writeln!(out, "  class {} {}", boxes.join(","), style.class)?;
    }
    Ok(())
}
