//! A selection that stands outside of every map, as on a command line: read as one of a map is.

use super::decode::decode_selection;
use super::faults::Faults;
use super::parse::parse;
use super::{Config, Scales};
use crate::diagnostic::{FileId, Finding};
use crate::model::Selection;

/// Reads a selection from keys and their values; local words mean what the scales say.
///
/// # Errors
/// The findings that a map with this selection would have.
pub fn selection(criteria: &[(&str, Vec<&str>)], scales: &Scales) -> Result<Selection, Vec<Finding>> {
    let config = Config { scales: scales.clone(), ..Config::default() };
    let file = FileId::new(0);
    let mut faults = Faults::of_file(file);
    let text = written(criteria);
    let tree = parse(&text, file, &config.limits, &mut faults);
    let selection = decode_selection(&tree, &config, &mut faults);
    drop(tree);
    let findings = faults.into_findings();
    match selection {
        Some(selection) if findings.is_empty() => Ok(selection),
        _ => Err(findings),
    }
}

/// The selection as a map would say it.
fn written(criteria: &[(&str, Vec<&str>)]) -> String {
    let quote = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let line = |(key, values): &(&str, Vec<&str>)| {
        let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
        format!("{}: [{}]\n", quote(key), values.join(", "))
    };
    criteria.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::By;

    #[test]
    fn what_is_written_is_read_word_for_word() {
        let texts = ["it's: a [list], # not", "\\n \"quoted\"", "å ä ö", "- {a: b}", "true"];
        let read = selection(&[("tags", texts.to_vec())], &Scales::default()).unwrap();
        let [criterion] = &read.criteria[..] else { panic!("{read:?}") };
        let values: Vec<&str> = criterion.values.iter().map(|value| &*value.value).collect();
        assert_eq!((&criterion.by, values.as_slice()), (&By::Tags, &texts[..]));
    }

    #[test]
    fn a_wrong_word_is_told_as_in_a_map() {
        let findings = selection(&[("class", vec!["foundatonal"])], &Scales::default()).unwrap_err();
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        assert!(finding.help.as_deref().is_some_and(|help| help.contains("foundational")), "{finding:?}");
    }
}
