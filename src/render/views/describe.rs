//! Pictures in words, for those who cannot see them.

use super::fold::ASIDE;
use super::words;
use crate::render::{Scene, SceneBox};

/// So many names of a list are told.
const NAMES: usize = 40;

/// "Title. Subtitle. " and the lists, those with names only.
pub(super) fn describe(scene: &Scene, lists: impl IntoIterator<Item = (String, Vec<String>)>) -> String {
    let mut text = format!("{} {}.", ended(&scene.title), scene.subtitle);
    for (what, names) in lists {
        if !names.is_empty() {
            text.push_str(&format!(" {what}: {}.", words::few(names.into_iter(), NAMES)));
        }
    }
    for note in &scene.legend.notes {
        text.push_str(&format!(" {note}"));
    }
    text
}

/// "Lisa", "Äldreförvaltningen (11 systems)", with its chip if asked for.
pub(super) fn name(each: &SceneBox, with_chip: bool) -> String {
    if each.stands_for > 1 && each.name == ASIDE {
        return each.line.clone();
    }
    let mut details: Vec<&str> = Vec::new();
    if each.stands_for > 1 {
        details.push(&each.line);
    }
    details.extend(each.chip.as_deref().filter(|_| with_chip));
    match details.as_slice() {
        [] => each.name.clone(),
        _ => format!("{} ({})", each.name, details.join(", ").to_lowercase()),
    }
}

fn ended(title: &str) -> String {
    if title.ends_with(['.', '?', '!']) { title.to_owned() } else { format!("{title}.") }
}
