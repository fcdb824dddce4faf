//! The piece of text that changes when a field of an entry does.

use std::ops::Range;

use super::entry_at::EntryAt;
use crate::entry::{Written, flow};
use crate::load::ValueRef;

/// A piece of the text, and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    range: Range<usize>,
    text: String,
}

impl Splice {
    pub(super) fn insert(at: usize, text: String) -> Self {
        Self { range: at..at, text }
    }

    pub(super) fn replace(range: Range<usize>, text: String) -> Self {
        Self { range, text }
    }
}

/// The text with its pieces changed; nothing if two of them overlap.
pub(super) fn apply(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    // Stable: what is put in at one place stands in the order in which it was asked for.
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut after =
        String::with_capacity(text.len() + splices.iter().map(|splice| splice.text.len()).sum::<usize>());
    let mut at = 0;
    for splice in splices {
        after.push_str(text.get(at..splice.range.start)?);
        after.push_str(&splice.text);
        at = splice.range.end;
    }
    after.push_str(text.get(at..)?);
    Some(after)
}

/// What changes when fields of an entry say something else, or nothing any more; nothing if that cannot be told from the
/// text.
pub(super) fn of_fields(
    text: &str,
    entry: EntryAt<'_>,
    fields: &[(String, Option<Written>)],
) -> Option<Vec<Splice>> {
    let at = match entry {
        EntryAt::Fields(at) => at,
        EntryAt::Key(key) => {
            let colon = colon_after(text, end_of(text, key))?;
            return Some(vec![Splice::insert(colon + 1, format!(" {{{}}}", all_of(fields)?))]);
        }
        EntryAt::Word(word) => {
            let range = word.place().start as usize..end_of(text, word);
            let id = text.get(range.clone())?;
            return Some(vec![Splice { text: format!("{{id: {id}, {}}}", all_of(fields)?), range }]);
        }
    };
    let gone: Vec<&str> =
        fields.iter().filter(|(_, said)| said.is_none()).map(|(field, _)| field.as_str()).collect();
    let of_field = |(field, said): &(String, Option<Written>)| {
        let found = at.entries().find(|(key, _)| key.scalar() == Some(field));
        match (found, said) {
            (Some((key, value)), Some(said)) => replaced(text, key, value, &flow(said)),
            (Some((key, value)), None) => taken_away(text, at, key, value),
            (None, Some(said)) => added(text, at, &gone, &format!("{field}: {}", flow(said))),
            (None, None) => None,
        }
    };
    fields.iter().map(of_field).collect()
}

/// The fields of an entry that says nothing yet.
fn all_of(fields: &[(String, Option<Written>)]) -> Option<String> {
    let said: Option<Vec<String>> =
        fields.iter().map(|(field, said)| Some(format!("{field}: {}", flow(said.as_ref()?)))).collect();
    said.map(|said| said.join(", "))
}

/// The value of a field, from behind the colon.
fn value_range(text: &str, key: ValueRef<'_>, value: ValueRef<'_>) -> Option<Range<usize>> {
    let colon = colon_after(text, end_of(text, key))?;
    let (start, end) = (value.place().start as usize, end_of(text, value));
    let written = text.get(start..end)?;
    if value.is_absent() && !written.starts_with(['~', 'n']) {
        return Some(colon + 1..colon + 1);
    }
    // An anchor is named elsewhere, and a comment is somebody's: both stay.
    let is_plain = text.get(colon + 1..start)?.chars().all(|c| c.is_whitespace() || may_begin(value, c));
    let has_comment = written.contains('\n') && written.contains('#');
    (is_plain && !has_comment).then_some(colon + 1..end)
}

/// Whether a sign may stand between a key and where its value begins: the dash of a list, the head of a text of lines.
fn may_begin(value: ValueRef<'_>, c: char) -> bool {
    if value.is_list() {
        c == '-'
    } else {
        value.scalar().is_some() && matches!(c, '|' | '>' | '+' | '-' | '0'..='9')
    }
}

fn replaced(text: &str, key: ValueRef<'_>, value: ValueRef<'_>, said: &str) -> Option<Splice> {
    Some(Splice::replace(value_range(text, key, value)?, format!(" {said}")))
}

/// A field on lines of its own is deleted with them; elsewhere its value is.
fn taken_away(text: &str, fields: ValueRef<'_>, key: ValueRef<'_>, value: ValueRef<'_>) -> Option<Splice> {
    let range = value_range(text, key, value)?;
    let start = key.place().start as usize;
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(range.end..)?;
    let to_line_end = rest.find('\n').unwrap_or(rest.len());
    if is_flow(text, fields) {
        return Some(out_of_braces(text, fields, key, range));
    }
    let stands_alone =
        text.get(line_start..start)?.chars().all(|c| c == ' ') && rest.get(..to_line_end)?.trim().is_empty();
    if stands_alone {
        let end = (range.end + to_line_end + 1).min(text.len());
        return Some(Splice::replace(line_start..end, String::new()));
    }
    Some(Splice::replace(range, String::new()))
}

/// In braces a field goes with its comma; where that cannot be told, it is said to be nothing.
fn out_of_braces(text: &str, fields: ValueRef<'_>, key: ValueRef<'_>, value: Range<usize>) -> Splice {
    let start = key.place().start as usize;
    let mut starts = fields.entries().map(|(key, _)| key.place().start as usize);
    let next = starts.find(|&other| other > start);
    let before = text.get(..start).unwrap_or_default().trim_end();
    let is_plain = |range: Range<usize>| text.get(range).is_some_and(|between| !between.contains('#'));
    match next {
        Some(next) if is_plain(value.end..next) => Splice::replace(start..next, String::new()),
        None if before.ends_with(',') => Splice::replace(before.len() - 1..value.end, String::new()),
        None if before.ends_with('{') => Splice::replace(start..value.end, String::new()),
        _ => Splice::replace(value, " ~".to_owned()),
    }
}

/// A field after the last that stays, in the manner of the others.
fn added(text: &str, fields: ValueRef<'_>, gone: &[&str], field: &str) -> Option<Splice> {
    let start = fields.place().start as usize;
    // An alias has the place of what it stands for.
    let is_here = |(key, value): &(ValueRef<'_>, ValueRef<'_>)| {
        let stays = key.scalar().is_none_or(|key| !gone.contains(&key));
        stays && value.place().start >= key.place().start
    };
    let Some((key, value)) = fields.entries().filter(is_here).last() else {
        let is_empty = fields.entries().next().is_none() && is_flow(text, fields);
        return is_empty.then(|| Splice::insert(start + 1, field.to_owned()));
    };
    let end = match value_range(text, key, value) {
        Some(range) => range.end,
        None => end_of(text, value),
    };
    if is_flow(text, fields) {
        return Some(Splice::insert(end, format!(", {field}")));
    }
    let (first, _) = fields.entries().next()?;
    let first = first.place().start as usize;
    let line_start = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line_start..first)?.chars().count();
    let rest = text.get(end..)?;
    let line_end = end + rest.find('\n').unwrap_or(rest.len());
    let (line_end, newline) = if text.get(..line_end)?.ends_with('\r') {
        (line_end - 1, "\r\n")
    } else {
        (line_end, line_break(text, end))
    };
    // What follows on the line may be a comment, and nothing else.
    let follows = text.get(end..line_end)?.trim_start();
    (follows.is_empty() || follows.starts_with('#'))
        .then(|| Splice::insert(line_end, format!("{newline}{}{field}", " ".repeat(indent))))
}

fn is_flow(text: &str, value: ValueRef<'_>) -> bool {
    text.get(value.place().start as usize..).is_some_and(|rest| rest.starts_with(['{', '[']))
}

/// Where a value ends: what is indented ends with its last part, whatever stands between that and what follows.
fn end_of(text: &str, value: ValueRef<'_>) -> usize {
    let (mut last, mut end) = (value, value.place().end as usize);
    while !is_flow(text, last) && last.scalar().is_none() {
        let inner = if last.is_mapping() {
            last.entries()
                .last()
                .map(|(key, value)| if value.place().end > key.place().end { value } else { key })
        } else {
            last.items().last()
        };
        let Some(inner) = inner else { break };
        (last, end) = (inner, inner.place().end as usize);
    }
    let written = text.get(..end).unwrap_or_default().trim_end();
    written.len().max(value.place().start as usize)
}

fn colon_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let colon = rest.find(|c: char| !matches!(c, ' ' | '"' | '\''))?;
    rest.get(colon..)?.starts_with(':').then_some(at + colon)
}

/// How the line before ends.
fn line_break(text: &str, at: usize) -> &'static str {
    let before = text.get(..at).and_then(|before| Some(before.split_at(before.rfind('\n')?).0));
    if before.is_some_and(|before| before.ends_with('\r')) { "\r\n" } else { "\n" }
}
