//! A text read once, each character with the verdict that all destinations share.

use super::class;
use std::borrow::Cow;
use std::str::CharIndices;

/// Marks in a row that a base character may carry. Vietnamese needs 2, Hebrew with accents 3, Tibetan 5.
const MARKS: usize = 8;

/// A character of a text, where it stands, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    pub at: usize,
    pub char: char,
    pub class: Class,
    /// The text after this character.
    pub rest: &'t str,
}

/// What a destination must know of a character before its own syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Plain,
    /// Not to be seen, or a mark too many: to be made visible.
    Hidden,
    /// A `#` or `:` that a CI runner could take for the start of a command: to be broken.
    Command,
}

/// All characters of `text` in order.
pub(super) fn scan(text: &str) -> Scan<'_> {
    Scan { chars: text.char_indices(), before: None, marks: MARKS, blank: true }
}

/// `text` with the characters replaced for which `replacement` has an answer; borrowed if it has none.
pub(super) fn rewrite(text: &str, replacement: impl Fn(Seen) -> Option<Cow<'static, str>>) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    for seen in scan(text) {
        match (replacement(seen), &mut out) {
            (None, None) => {}
            (None, Some(out)) => out.push(seen.char),
            (Some(new), Some(out)) => out.push_str(&new),
            (Some(new), None) => {
                let untouched = text.get(..seen.at).unwrap_or_default();
                out = Some([untouched, new.as_ref()].concat());
            }
        }
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The character as Rust would write it: `\n`, `\t`, `\r`, else `\u{1b}`.
pub(super) fn made_visible(c: char) -> String {
    match c {
        '\n' | '\t' | '\r' => c.escape_default().to_string(),
        _ => c.escape_unicode().to_string(),
    }
}

/// See [`scan`].
pub(super) struct Scan<'t> {
    chars: CharIndices<'t>,
    before: Option<char>,
    /// Marks since the last base character. Full at the start: a mark that begins a text would sit on whatever the
    /// caller printed before it.
    marks: usize,
    /// Only white space so far: a runner trims a line before it looks for `::`.
    blank: bool,
}

impl<'t> Iterator for Scan<'t> {
    type Item = Seen<'t>;

    fn next(&mut self) -> Option<Seen<'t>> {
        let (at, char) = self.chars.next()?;
        let rest = self.chars.as_str();
        let class = self.classify(at, char, rest);
        self.blank = self.blank && char.is_whitespace();
        self.before = Some(char);
        Some(Seen { at, char, class, rest })
    }
}

impl Scan<'_> {
    fn classify(&mut self, at: usize, char: char, rest: &str) -> Class {
        if class::is_mark(char) {
            self.marks = self.marks.saturating_add(1);
            return if self.marks > MARKS { Class::Hidden } else { Class::Plain };
        }
        self.marks = 0;
        match char {
            '\u{200d}' if class::joins_emoji(self.before, rest.chars().next()) => Class::Plain,
            '#' if opens_command(rest, at == 0) => Class::Command,
            // One colon is enough: the caller, or the next text, may print the second.
            ':' if self.blank => Class::Command,
            _ if class::is_hidden(char) => Class::Hidden,
            _ => Class::Plain,
        }
    }
}

/// Can a `#` followed by `rest` open `##[…]` (GitHub, Azure), `##vso[…]` (Azure) or `##teamcity[…]`?
///
/// Both ends of the text count as open: what the caller prints beside it may be a `#` or a `[`.
fn opens_command(rest: &str, first: bool) -> bool {
    let name = match rest.strip_prefix('#') {
        Some(after) => after.trim_start_matches(|c: char| c.is_ascii_alphanumeric()),
        None if first => rest,
        None => return false,
    };
    name.is_empty() || name.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<(usize, Class)> {
        scan(text).filter(|seen| seen.class != Class::Plain).map(|seen| (seen.at, seen.class)).collect()
    }

    #[test]
    fn a_number_sign_is_a_command_only_where_a_runner_may_see_one() {
        for harmless in ["C#", "#1", "#payroll", "# h", "## h", "a #[b]", "C# [x]", "##-["] {
            assert_eq!(wrong(harmless), [], "{harmless}");
        }
        for (live, at) in
            [("##[x", 0), ("a##[x", 1), ("###[x", 1), ("##vso[x", 0), ("a##", 1), ("#", 0), ("#[x", 0)]
        {
            assert_eq!(wrong(live), [(at, Class::Command)], "{live}");
        }
    }

    #[test]
    fn a_colon_is_a_command_only_at_the_start() {
        assert_eq!(wrong("a::b: c"), []);
        assert_eq!(wrong("::x::"), [(0, Class::Command)]);
        assert_eq!(wrong("  :x"), [(2, Class::Command)]);
    }

    #[test]
    fn eight_marks_may_follow_a_letter_and_none_nothing() {
        let text = format!("e{}", "\u{301}".repeat(10));
        assert_eq!(wrong(&text), [(17, Class::Hidden), (19, Class::Hidden)]);
        assert_eq!(wrong("\u{301}e\u{301}"), [(0, Class::Hidden)]);
    }

    #[test]
    fn the_joiner_of_a_family_stays() {
        assert_eq!(wrong("👨\u{200d}👩\u{200d}👧"), []);
        assert_eq!(wrong("🏳\u{fe0f}\u{200d}🌈"), []);
        assert_eq!(wrong("a\u{200d}b"), [(1, Class::Hidden)]);
    }

    #[test]
    fn a_text_without_replacements_is_borrowed() {
        assert!(matches!(rewrite("Skarpnäck", |_| None), Cow::Borrowed("Skarpnäck")));
        assert_eq!(rewrite("åbc", |seen| (seen.char == 'b').then_some("*".into())), "å*c");
    }
}
