//! What Graphviz draws of a hostile label.

use super::poison::poison;
use super::{assert_inert, assert_shows};
use std::io::Write as _;
use std::process::{Command, Stdio};
use systemkarta::escape;

#[test]
fn graphviz_shows_poison_as_it_stands() {
    let labels = poison();
    let nodes: String =
        labels.iter().enumerate().map(|(n, text)| format!("n{n} [label={}];\n", escape::dot(text))).collect();
    let Some(svg) = draw(&format!("digraph {{\n{nodes}}}\n")) else { return };
    svg.lines().for_each(|line| assert_inert(line, "svg"));
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let picture = roxmltree::Document::parse_with_options(&svg, options).expect("XML");
    let drawn: Vec<_> =
        picture.descendants().filter(|element| element.attribute("class") == Some("node")).collect();
    assert_eq!(drawn.len(), labels.len());
    for node in drawn {
        let texts = |name| {
            node.descendants().filter(move |child| child.has_tag_name(("http://www.w3.org/2000/svg", name)))
        };
        let title = texts("title").find_map(|title| title.text()).expect("a title");
        let label = &labels[title[1..].parse::<usize>().expect("n and a number")];
        let shown: Vec<String> =
            texts("text").filter_map(|line| line.text()).map(|line| line.replace('\u{a0}', " ")).collect();
        let mut expected: String = label.chars().take(256).collect::<String>().replace(['\t', '\u{a0}'], " ");
        if label.chars().count() > 256 {
            expected.push('…');
        }
        let lines: Vec<&str> = expected.split('\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(shown.len(), lines.len(), "{label:.99?}: {shown:?}");
        shown.iter().zip(lines).for_each(|(shown, line)| assert_shows(shown, line, Some('\u{fffd}'), "dot"));
        assert!(
            node.descendants().all(|child| !child.has_tag_name("a")
                && child.attributes().all(|a| !a.value().contains("javascript")))
        );
    }
}

/// The graph as SVG, or nothing where there is no Graphviz and nobody insists on it.
fn draw(graph: &str) -> Option<String> {
    let dot = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut dot = match dot {
        Ok(dot) => dot,
        Err(error) if std::env::var("SYSTEMKARTA_REQUIRE_TOOLS").as_deref() != Ok("1") => {
            println!("skipped: `dot` does not run here ({error})");
            return None;
        }
        Err(error) => panic!("`dot` does not run: {error}"),
    };
    dot.stdin.take().expect("a pipe").write_all(graph.as_bytes()).expect("dot reads the graph");
    let answer = dot.wait_with_output().expect("dot ends");
    assert!(answer.status.success());
    Some(String::from_utf8(answer.stdout).expect("UTF-8"))
}
