//! The page: its parts put together to one file.

use super::data::{self, MAP};
use super::drawing::Drawing;
use super::{Explorer, palette, policy};
use crate::escape;
use crate::render::matrix;
use crate::render::views::{MatrixOptions, matrix as matrix_of};

/// What stands in the page whatever the map is.
const BODY: &str = include_str!("page/page.html");

const STYLE: &str = include_str!("page/explorer.css");

/// The scripts, in the order in which they stand in the page.
const SCRIPTS: [&str; 10] = [
    include_str!("page/words.js"),
    include_str!("page/data.js"),
    include_str!("page/walk.js"),
    include_str!("page/state.js"),
    include_str!("page/picture.js"),
    include_str!("page/around.js"),
    include_str!("page/panel.js"),
    include_str!("page/table.js"),
    include_str!("page/keys.js"),
    include_str!("page/main.js"),
];

/// The page of a map, with these drawings of it.
///
/// # Errors
/// When its data cannot be written as JSON, which no map brings about.
pub fn page(explorer: &Explorer<'_>, drawings: &[Drawing]) -> std::io::Result<String> {
    let data = data::json(explorer, drawings)?;
    let script = script();
    let style = format!("\n{STYLE}\n{}", palette::css());
    let parts = [
        ("<!-- sheets -->", sheets(drawings)),
        ("<!-- matrix -->", matrix(explorer)),
        ("<!-- data -->", format!("<script type=\"application/json\" id=\"data\">{data}</script>")),
    ];
    let head = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n",
        escape::html(&policy::policy(&script, &style)),
        escape::html(explorer.title),
    );
    Ok([head, filled(&parts), format!("<script>{script}</script>\n</body>\n</html>\n")].concat())
}

/// The body with each part in the place of its marker. What a part says is not looked at again.
fn filled(parts: &[(&str, String)]) -> String {
    let mut body = String::new();
    let mut rest = BODY;
    let next = |rest: &'static str| {
        let found = parts.iter().filter_map(|(marker, part)| Some((rest.split_once(marker)?, part)));
        found.min_by_key(|((before, _), _)| before.len())
    };
    while let Some(((before, after), part)) = next(rest) {
        body.push_str(before);
        body.push_str(part);
        rest = after;
    }
    body + rest
}

fn script() -> String {
    format!("(() => {{\n\"use strict\";\n{}\n}})();\n", SCRIPTS.join("\n"))
}

fn sheets(drawings: &[Drawing]) -> String {
    let sheet = |drawing: &Drawing| {
        let id = escape::html(&drawing.id);
        let hidden = if drawing.id == MAP { "" } else { " hidden" };
        format!("<div class=\"sheet\" data-sheet=\"{id}\"{hidden}>{}</div>\n", drawing.svg)
    };
    drawings.iter().map(sheet).collect()
}

fn matrix(explorer: &Explorer<'_>) -> String {
    let mut chart = matrix_of(explorer.graph, &MatrixOptions::new(explorer.at));
    chart.prefix = "matrix-".to_owned();
    matrix::draw(&chart)
}
