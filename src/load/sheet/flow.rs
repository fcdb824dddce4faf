//! What is written in a cell in braces or brackets, as in YAML: `{to: scanning, strength: soft}`.

use crate::diagnostic::{Finding, Place};
use crate::load::Limits;
use crate::load::faults::Faults;
use crate::load::parse::parse;
use crate::load::tree::Node;

/// The values of a text that is one list or mapping. They are told at their places in the file if the text stands there
/// as it is, else at the place of the whole.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn read<'s>(
    text: &'s str,
    place: Place,
    is_as_written: bool,
    limits: &Limits,
) -> Result<Vec<Node<'s>>, Box<Finding>> {
    let there = |within: Place| match is_as_written {
        true => {
            let start = place.start as usize;
            Place::new(place.file, start + within.start as usize, start + within.end as usize)
        }
        false => place,
    };
    let mut faults = Faults::of_file(place.file);
    // A cell is short: it repeats nothing, and many cells shall not stand for very many values.
    let limits = Limits { alias_expansion: 0, ..limits.clone() };
    let tree = parse(text, place.file, &limits, &mut faults);
    if let Some(mut finding) = faults.into_findings().into_iter().next() {
        finding.place = there(finding.place);
        finding.related.clear();
        return Err(Box::new(finding));
    }
    let mut values = tree.documents();
    match (values.next(), values.next()) {
        (Some(value), None) if value.is_mapping() || value.is_list() => {}
        _ => {
            let message = "this is neither a list nor a mapping in brackets";
            return Err(Box::new(
                Finding::new("syntax", place, message).help("write {to: id, strength: soft}, or [a, b]"),
            ));
        }
    }
    drop(values);
    Ok(tree.nodes.into_iter().map(|node| Node { place: there(node.place), ..node }).collect())
}
