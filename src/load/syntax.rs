//! What the parser could not read, told as the slip that it most likely is: what, where and what to do.
//!
//! The parser says where it gave up, which is often a line after the slip; here the text around that place is
//! looked at once more. A guess that does not fit the text is not made.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::limits::Limits;
use super::parse::limit;
use super::surroundings::{Slip, Surroundings, from_here, line_at};
use crate::diagnostic::{FileId, Finding, Place};

/// The longest key that YAML allows on one line, in characters.
const LONGEST_KEY: usize = 1024;

/// The finding for an error of the parser, which was given the text from byte `from`.
pub(super) fn finding(error: &ScanError, text: &str, from: usize, file: FileId, limits: &Limits) -> Finding {
    let at = error.marker().byte_offset().map_or(text.len(), |offset| from + offset).min(text.len());
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            let message = format!("lists and mappings are nested deeper than {}", limits.depth);
            limit(Place::new(file, at, at), "depth", message)
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            let at = from_here(text, at).find(*character).map_or(at, |i| at + i);
            forbidden(*character, Place::new(file, at, at + character.len_utf8()))
        }
        ErrorKind::BomInsideDocument => forbidden('\u{feff}', Place::new(file, at, at + 3))
            .help("delete it: it begins a file, so two files were joined here"),
        kind => {
            let slip = slip(kind, &Surroundings::new(text, at));
            let place = Place::new(file, slip.at, slip.at + slip.length.max(1));
            Finding::new("syntax", place, slip.message).help(slip.help)
        }
    }
}

/// A character that no text of a map may contain.
pub(super) fn forbidden(character: char, place: Place) -> Finding {
    let message = format!("a text contains the character U+{:04X}", u32::from(character));
    Finding::new("forbidden-character", place, message)
        .label("invisible, or changes how the text around it is shown")
        .help("delete it: control and bidirectional characters can make a text lie about what it says")
}

/// The slips that leave a trace in the text come first, then what the parser says.
fn slip(kind: &ErrorKind, text: &Surroundings<'_>) -> Slip {
    tab(kind, text)
        .or_else(|| conflict_marker(text))
        .or_else(|| in_block(kind, text))
        .or_else(|| in_quotes(kind, text))
        .or_else(|| in_brackets(kind, text))
        .or_else(|| at_start_of_text(kind, text))
        .unwrap_or_else(|| {
            text.here(1, format!("this is no YAML: {kind}"), "write it another way, or quote the text")
        })
}

fn tab(kind: &ErrorKind, text: &Surroundings<'_>) -> Option<Slip> {
    use ErrorKind::{
        TabAtBlockScalarStart, TabInBlockIndentation, TabInIndentation, TabInPlainScalar, TabNotAllowed,
    };
    let told = matches!(
        kind,
        TabAtBlockScalarStart | TabInBlockIndentation | TabInIndentation | TabInPlainScalar | TabNotAllowed
    );
    if !told && !text.indentation().contains('\t') {
        return None;
    }
    let at = text.first_tab_of_indentation()?;
    let slip = Slip::new(at, 1, "a tab indents this line", "indent with spaces; YAML allows no tabs here");
    Some(slip)
}

fn conflict_marker(text: &Surroundings<'_>) -> Option<Slip> {
    let is_marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|m| text.line.starts_with(m));
    let help = "keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>";
    is_marker.then(|| Slip::new(text.line_start, 7, "a merge conflict was left in this file", help))
}

/// Keys, dashes and indentation.
fn in_block(kind: &ErrorKind, text: &Surroundings<'_>) -> Option<Slip> {
    match kind {
        ErrorKind::SimpleKeyExpected => Some(
            text.tight_colon(text.line_start)
                .unwrap_or_else(|| text.whole_line("this line is no field: it has no colon", "write `field: value`")),
        ),
        ErrorKind::MappingValueNotAllowed => Some(unexpected_colon(text)),
        ErrorKind::ExpectedBlockSequenceEntry => Some(dash(text, text.line_start).unwrap_or_else(|| {
            text.whole_line(
                "this line is indented like neither the items nor the fields above it",
                "begin a new item with `- `, or give the line the indentation of the fields that it belongs to",
            )
        })),
        ErrorKind::ExpectedBlockMappingKey if text.rest().starts_with('&') => {
            Some(text.here(1, "a value has two anchors", "keep one, or put a text that begins with `&` in quotes"))
        }
        ErrorKind::ExpectedBlockMappingKey if text.line.trim_start().starts_with("- ") && !text.starts_line() => {
            let help = "indent the list beneath the field that it belongs to, or delete the dash";
            Some(text.whole_line("a list item stands among fields", help))
        }
        ErrorKind::ExpectedBlockMappingKey => Some(dash(text, text.line_start).unwrap_or_else(|| {
            let help = "give it the indentation of the fields that it belongs to";
            text.whole_line("this line is not indented like the fields above it", help)
        })),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            let help = "begin the list on the next line, or write it in brackets: [a, b]";
            Some(text.here(1, "a list item stands on the line of its key", help))
        }
        ErrorKind::FlowMappingValueAdjacentCollection | ErrorKind::InvalidMappingValueWhitespace => Some(text.here(
            1,
            "there is no space after this colon",
            "write `field: value`, with a space",
        )),
        ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey => {
            Some(text.here(1, "no key may stand here", "begin the key on a line of its own, or quote the text"))
        }
        ErrorKind::InvalidBlockScalarHeader => {
            let help = "begin the text on the next line, indented; or quote it";
            Some(text.here(1, "a text stands on the line of the sign that begins it", help))
        }
        ErrorKind::InvalidBlockScalarIndent | ErrorKind::InvalidIndentation => {
            let help = "give it the indentation of the text that it belongs to";
            Some(text.whole_line("this line is indented less than what it belongs to", help))
        }
        ErrorKind::ExpectedDocumentStart
        | ErrorKind::UnsupportedYamlMajorVersion
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::MissingDirectiveName
        | ErrorKind::DirectiveByteLimitExceeded { .. }
        | ErrorKind::MissingDocumentEndBeforeDirective => {
            let help = "delete it; a map needs no directives";
            Some(text.whole_line("a line that begins with `%` is a directive, and this one cannot be read", help))
        }
        ErrorKind::InvalidDocumentEnd => {
            Some(text.here(1, "`...` ends a document, and nothing may follow it on its line", "delete it"))
        }
        _ => None,
    }
}

/// A colon where the parser wants no key: in a text, or because the line before went wrong.
fn unexpected_colon(text: &Surroundings<'_>) -> Slip {
    let before = text.before_on_line();
    if before.chars().count() > LONGEST_KEY {
        let message = format!("a key is longer than {LONGEST_KEY} characters");
        return Slip::new(text.line_start, 1, message, "write a shorter one");
    }
    if let Some(earlier) =
        text.previous_line().and_then(|start| dash(text, start).or_else(|| text.tight_colon(start)))
    {
        return earlier;
    }
    if before.contains(": ") {
        let help = "put the whole text in quotes: \"…\"";
        return text.here(1, "a text that contains a colon and a space is not in quotes", help);
    }
    let help = "give it the indentation of the fields above, or end the line above with a colon";
    text.whole_line("this line is read as a part of the text above it", help)
}

/// A line that should begin with a dash and a space, but has no space, or another sign.
fn dash(text: &Surroundings<'_>, line_start: usize) -> Option<Slip> {
    let line = line_at(text.text, line_start);
    let item = line.trim_start();
    let at = line_start + line.len() - item.len();
    let help = "begin each item with `-` and a space";
    let first = item.chars().next()?;
    if first == '-' && item.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        return Some(Slip::new(at, 1, "there is no space after this dash", help));
    }
    let other = matches!(first, '‐' | '‑' | '‒' | '–' | '—' | '−' | '•' | '·')
        || (first == '*' && item.get(1..).is_some_and(|rest| rest.starts_with(' ')));
    other.then(|| {
        Slip::new(at, first.len_utf8(), format!("`{first}` is not the dash that begins an item"), help)
    })
}

fn in_quotes(kind: &ErrorKind, text: &Surroundings<'_>) -> Option<Slip> {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => {
            let at = text.opening_quote();
            let help = "close it at the end of the text, with the same sign";
            Some(Slip::new(at, 1, "this quote is not closed where its text ends", help))
        }
        E::InvalidTrailingSingleQuotedScalar => {
            let help =
                "write an apostrophe within single quotes twice, or put the whole text in double quotes";
            Some(text.here(1, "something follows the quote that ends this text", help))
        }
        E::InvalidTrailingDoubleQuotedScalar => {
            let help = "put the whole text in quotes, or a comma between two texts of a list";
            Some(text.here(1, "something follows the quote that ends this text", help))
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => {
            let at = text.rest().find('\\').map_or(text.at, |i| text.at + i);
            let help = "write the backslash twice, or put the text in single quotes";
            Some(Slip::new(at, 2, "a backslash within double quotes begins no known escape here", help))
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => Some(text.here(
            1,
            "there is no space before this comment",
            "put a space before `#`, or quote the text",
        )),
        _ => None,
    }
}

fn in_brackets(kind: &ErrorKind, text: &Surroundings<'_>) -> Option<Slip> {
    use ErrorKind as E;
    match kind {
        E::UnclosedFlowCollection { open } => Some(unclosed(text.at, *open)),
        E::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("`{open}` is closed by `{close}`");
            let help = if *open == '[' { "close it with `]`" } else { "close it with `}`" };
            Some(text.here(1, message, help))
        }
        E::MisplacedFlowCollectionEnd => Some(text.here(
            1,
            "this bracket closes nothing",
            "delete it, or quote the text that it belongs to",
        )),
        E::InvalidColonPlacement
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::BlockEntryInFlowCollection
        | E::InvalidFlowScalarIndent
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => Some(between_brackets(kind, text)),
        _ => None,
    }
}

/// A bracket that was opened on an earlier line is most likely not closed; else the fault is on this line.
fn between_brackets(kind: &ErrorKind, text: &Surroundings<'_>) -> Slip {
    if let Some((at, open)) = text.opening_bracket().filter(|(at, _)| *at < text.line_start) {
        return unclosed(at, open);
    }
    match kind {
        ErrorKind::BlockEntryInFlowCollection => {
            text.here(1, "a dash stands within brackets", "write a list in brackets without dashes: [a, b]")
        }
        _ if text.rest().starts_with(',') => {
            text.here(1, "nothing stands before this comma", "delete the comma, or write what belongs there")
        }
        _ => {
            let help = "put a comma between two entries, or quote a text that contains a colon and a space";
            text.here(1, "a comma is missing before this", help)
        }
    }
}

fn unclosed(at: usize, open: char) -> Slip {
    let close = if open == '[' { ']' } else { '}' };
    Slip::new(at, 1, "this bracket is not closed where its entries end", format!("close it with `{close}`"))
}

/// Signs that mean something to YAML at the start of a text.
fn at_start_of_text(kind: &ErrorKind, text: &Surroundings<'_>) -> Option<Slip> {
    use ErrorKind as E;
    let in_quotes = |sign: char| format!("put the text in quotes: \"{sign}…\"");
    match kind {
        E::UnexpectedCharacter { character } => {
            let message = format!("a text without quotes cannot begin with `{character}`");
            Some(text.here(character.len_utf8(), message, in_quotes(*character)))
        }
        E::MissingAnchorOrAliasName => dash(text, text.line_start).or_else(|| {
            let sign = text.rest().chars().next()?;
            Some(text.here(1, format!("a text without quotes cannot begin with `{sign}`"), in_quotes(sign)))
        }),
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagTerminator
        | E::InvalidGlobalTagCharacter => {
            Some(text.here(1, "a text without quotes cannot begin with `!`", in_quotes('!')))
        }
        E::PlainScalarStartsWithDashFlowIndicator | E::InvalidBlockEntryWhitespace => {
            Some(text.here(1, "a text without quotes cannot begin with this dash", in_quotes('-')))
        }
        _ => None,
    }
}
