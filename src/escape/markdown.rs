//! For Markdown: CommonMark, and what GitHub and GitLab add.

use super::scan::{Class, Seen, made_visible, scan};

/// Text within a paragraph, a heading, a list item or a table cell.
///
/// It reads as it stands: no HTML, link, image, emphasis, code, heading, list or table comes of it. Line breaks and
/// tabs become spaces, what cannot be seen is written `\u{1b}`.
///
/// Forges look for mentions, issues and addresses after Markdown has taken its backslashes away, so there a zero width
/// space follows the sign. It is the one invisible character we write; what is to be copied belongs in
/// [`markdown_code`]. A bare commit hash may still become a link to that commit.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for seen in scan(text) {
        let before = text.get(..seen.at).unwrap_or_default();
        match seen.char {
            '\r' if seen.rest.starts_with('\n') => {}
            // At the ends of a line spaces are markup: code, a line break, or nothing.
            ' ' | '\t' | '\n' | '\r' if out.is_empty() || seen.rest.is_empty() => out.push_str("&#32;"),
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            c if seen.class == Class::Hidden => {
                out.push_str(&made_visible(c).replace('\\', r"\\").replace('{', BRACE))
            }
            // Attributes of a heading and Jekyll's templates are found before backslashes are.
            '{' => out.push_str(BRACE),
            // Whether a bar after two backslashes ends a cell, parsers do not agree.
            '\\' if seen.rest.is_empty() || seen.rest.starts_with('|') => out.push_str("&#92;"),
            c => {
                if is_markup(seen, before) {
                    out.push('\\');
                }
                out.push(c);
                if is_reference(seen, before) {
                    out.push_str("&#8203;");
                }
            }
        }
    }
    out
}

/// Text as code: ids, paths, values. Right in and outside a table, to be copied as it stands.
///
/// Line breaks and tabs become spaces; what cannot be seen, and a `#` or `:` that could open a runner's command, is
/// written out as for a terminal. Code with a bar in it is `<code>` around what [`markdown`] writes.
pub fn markdown_code(text: &str) -> String {
    // A bar in a code span wants a backslash within a table and shows it outside; `<code>` is the same in both.
    // And no fence can stand around nothing.
    if text.is_empty() || text.contains('|') {
        return format!("<code>{}</code>", markdown(text));
    }
    let code = code_text(text);
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.saturating_add(1));
    let pad = if needs_padding(&code) { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

const BRACE: &str = "&#123;";

/// Is the character markup where it stands?
fn is_markup(seen: Seen, before: &str) -> bool {
    match seen.char {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' | '&' | '!' | '#' => true,
        // A list, the underline of a heading, the second row of a table, a definition; a runner's command.
        '-' | '+' | '=' | ':' => before.is_empty() || seen.class == Class::Command,
        // A numbered list: at most nine digits.
        ')' => is_list_number(before),
        '.' => is_list_number(before) || ends_with(before, "www"),
        _ => false,
    }
}

/// Would a forge take what begins or goes on here for a mention, an issue, an address?
fn is_reference(seen: Seen, before: &str) -> bool {
    let next = seen.rest.chars().next();
    match seen.char {
        '@' => next.is_some_and(|c| c.is_alphanumeric() || c == '_'),
        '#' | '!' => next.is_some_and(|c| c.is_ascii_digit()),
        '-' => ends_with(before, "gh") && next.is_some_and(|c| c.is_ascii_digit()),
        ':' => seen.rest.starts_with("//"),
        _ => false,
    }
}

fn is_list_number(before: &str) -> bool {
    (1..=9).contains(&before.len()) && before.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_with(before: &str, word: &str) -> bool {
    let start = before.len().saturating_sub(word.len());
    before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

fn code_text(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for seen in scan(text) {
        match (seen.char, seen.class) {
            ('\r', _) if seen.rest.starts_with('\n') => {}
            ('\t' | '\n' | '\r', _) => code.push(' '),
            (c, Class::Plain) => code.push(c),
            (c, Class::Hidden | Class::Command) => code.push_str(&made_visible(c)),
        }
    }
    code
}

/// One space is taken off each end if both have one; a backtick at an end would join the fence.
fn needs_padding(code: &str) -> bool {
    let spaced = code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
    spaced || code.starts_with('`') || code.ends_with('`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stays_readable() {
        for text in ["Meta 2: smil-2 (24x7), 3.10", "Skarpnäck = SDF + 2", "a.b/c", "50 %"] {
            assert_eq!(markdown(text), text);
        }
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(markdown("<b>[x](y) *z* `c` | d"), r"\<b\>\[x\](y) \*z\* \`c\` \| d");
        assert_eq!(markdown(r"C:\x\"), r"C:\\x&#92;");
        assert_eq!(markdown(r"\\|"), r"\\&#92;\|");
        assert_eq!(markdown("{{7}}"), "&#123;&#123;7}}");
        assert_eq!(markdown("&amp;"), r"\&amp;");
    }

    #[test]
    fn what_begins_a_block_is_escaped_only_there() {
        assert_eq!(markdown("- a - b"), r"\- a - b");
        assert_eq!(markdown("# h"), r"\# h");
        assert_eq!(markdown("12. a 3. b"), r"12\. a 3. b");
        assert_eq!(markdown("1) a"), r"1\) a");
        assert_eq!(markdown("::error::x"), r"\::error::x");
        assert_eq!(markdown("    code  "), "&#32;   code &#32;");
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(markdown("a\r\nb\nc\td\re"), "a b c d e");
        assert_eq!(markdown("\r\n"), "&#32;");
        assert_eq!(markdown("a\x1bb"), r"a\\u&#123;1b}b");
    }

    #[test]
    fn a_forge_finds_no_reference() {
        assert_eq!(markdown("@anna a@b.se"), "@&#8203;anna a@&#8203;b.se");
        assert_eq!(markdown("#12 x/y#3 !4 GH-5"), r"\#&#8203;12 x/y\#&#8203;3 \!&#8203;4 GH-&#8203;5");
        assert_eq!(markdown("http://x www.x.se"), r"http:&#8203;//x www\.x.se");
    }

    #[test]
    fn code_has_a_fence_that_is_long_enough() {
        assert_eq!(markdown_code("smil-2"), "`smil-2`");
        assert_eq!(markdown_code("a`b``c"), "```a`b``c```");
        assert_eq!(markdown_code("`a"), "`` `a ``");
        assert_eq!(markdown_code(" a "), "`  a  `");
        assert_eq!(markdown_code("  "), "`  `");
    }

    #[test]
    fn code_with_a_bar_is_right_in_a_table_too() {
        assert_eq!(markdown_code("a|b"), r"<code>a\|b</code>");
        assert_eq!(markdown_code(""), "<code></code>");
    }

    #[test]
    fn code_commands_no_runner() {
        assert_eq!(markdown_code("##[error]\x1b"), r"`\u{23}#[error]\u{1b}`");
    }
}
