//! Whether the page of a memo is that which is written anew from the same conclusions.
//!
//! Lines are compared as they are written. Of a picture, everything is compared but where things stand, which Graphviz
//! says, and each version of it otherwise: its words, and the sorts, colours and ids of what is drawn.

use std::collections::{BTreeMap, BTreeSet};

const PICTURE: [&str; 2] = ["<svg", "</svg>"];
const PICTURE_APART: &str = "<svg/>";

/// The first line of a page that the page written anew has not: its number, and what it says.
pub(super) fn first_difference(page: &str, anew: &str) -> Option<(usize, String)> {
    let [said, wanted] = [page, anew].map(Pieces::of);
    let mut lines = wanted.lines.iter();
    for (number, line) in &said.lines {
        if lines.next().map(|(_, line)| line) != Some(line) {
            return Some((*number, (*line).to_owned()));
        }
    }
    if let Some((_, line)) = lines.next() {
        return Some((page.lines().count() + 1, format!("nothing, where it should say: {line}")));
    }
    let is_same = said.picture == wanted.picture || drawn(&said.picture) == drawn(&wanted.picture);
    let at = said.picture_at?;
    (!is_same).then(|| (at, "the picture".to_owned()))
}

/// A page and its picture.
#[derive(Default)]
struct Pieces<'a> {
    lines: Vec<(usize, &'a str)>,
    picture: Vec<&'a str>,
    picture_at: Option<usize>,
}

impl<'a> Pieces<'a> {
    /// A page has one picture at most: what looks like another is lines.
    fn of(page: &'a str) -> Self {
        let mut pieces = Self::default();
        let mut is_within = false;
        for (line, number) in page.lines().zip(1..) {
            if pieces.picture_at.is_none() && line.starts_with(PICTURE[0]) {
                pieces.picture_at = Some(number);
                pieces.lines.push((number, PICTURE_APART));
                is_within = true;
            }
            if is_within {
                pieces.picture.push(line);
                is_within = line != PICTURE[1];
            } else {
                pieces.lines.push((number, line));
            }
        }
        pieces
    }
}

/// The words of a picture with how often each is there, and what is drawn.
fn drawn<'a>(picture: &[&'a str]) -> (BTreeMap<&'a str, usize>, BTreeSet<Vec<&'a str>>) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut marks = BTreeSet::new();
    for piece in picture.iter().flat_map(|line| line.split('<')) {
        let (mark, text) = piece.split_once('>').unwrap_or(("", piece));
        text.split_whitespace().for_each(|word| *words.entry(word).or_default() += 1);
        marks.insert(without_geometry(mark));
    }
    (words, marks)
}

/// A mark without the attributes that say where it stands and how large it is.
fn without_geometry(mark: &str) -> Vec<&str> {
    const GEOMETRY: [&str; 12] =
        ["x", "y", "x1", "y1", "x2", "y2", "d", "width", "height", "viewBox", "points", "transform"];
    let (name, mut rest) = mark.split_once(' ').unwrap_or((mark, ""));
    let mut said = vec![name.trim_end_matches('/')];
    while let Some((key, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        if !GEOMETRY.contains(&key.trim()) {
            said.extend([key.trim(), value]);
        }
        rest = after;
    }
    said.push(rest.trim().trim_end_matches('/'));
    said
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    const PAGE: &str =
        "a\n<svg width=\"1\">\n<rect x=\"1\" fill=\"red\"/><text y=\"2\">two words</text>\n</svg>\nb\n";

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(first_difference(PAGE, PAGE), None);
        let of = |from, to| first_difference(&PAGE.replace(from, to), PAGE);
        assert_eq!(of("b\n", "c\n"), Some((5, "c".to_owned())));
        assert_eq!(of("b\n", "b\nc\n"), Some((6, "c".to_owned())));
        assert_eq!(of("b\n", "").map(|(number, _)| number), Some(5));
    }

    #[test]
    fn a_picture_may_stand_otherwise_and_not_say_or_show_otherwise() {
        let of = |from, to| first_difference(&PAGE.replace(from, to), PAGE);
        for (from, to) in
            [("x=\"1\"", "x=\"7\""), ("two words</text>", "two</text><text y=\"9\">words</text>")]
        {
            assert_eq!(of(from, to), None, "{to}");
        }
        for (from, to) in [
            ("two words", "three words"),
            ("red", "blue"),
            ("<rect", "<image href=\"data:\"/><rect"),
            ("</svg>\n", "</svg>\n<svg>\n</svg>\n"),
        ] {
            assert!(of(from, to).is_some(), "{to}");
        }
    }
}
