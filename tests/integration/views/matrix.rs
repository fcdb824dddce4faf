//! The matrix: that its marks are the dependencies of the map, in the order that it claims, and the laws of its picture.

use proptest::prelude::*;
use roxmltree::{Document, Node};
use systemkarta::render::matrix::{Matrix, draw};
use systemkarta::render::views::{MatrixOptions, matrix};

use super::*;

fn of(graph: &Graph, at: &str, max_rows: usize) -> Matrix {
    matrix(graph, &MatrixOptions { at: day(at), max_rows })
}

/// The ids of the ends of every mark.
fn marks(matrix: &Matrix) -> Vec<(&str, &str)> {
    let id = |row: usize| matrix.rows[row].id.as_str();
    let mut marks: Vec<_> = matrix.marks.iter().map(|mark| (id(mark.row), id(mark.column))).collect();
    marks.sort_unstable();
    marks
}

fn against(matrix: &Matrix) -> Vec<(&str, &str)> {
    let id = |row: usize| matrix.rows[row].id.as_str();
    let marks = matrix.marks.iter().filter(|mark| mark.look().is_against());
    marks.map(|mark| (id(mark.row), id(mark.column))).collect()
}

#[test]
fn a_mark_is_a_dependency_and_says_how_firm_it_is() {
    let graph = graph_of(
        "processes: [{id: p, depends_on: [{to: a, strength: soft}, b]}]\nsystems: [{id: a, runs_on: [{any_of: [x, y]}]}, {id: b, depends_on: a}, c]\n\
         technologies: [x, {id: y, depends_on: [b]}]\ninformation: [{id: i, mastered_by: b}]\n\
         integrations: [{id: c-a, provider: a, consumer: c, via: x}, {id: two, provider: a, consumer: c}]\n",
    );
    let matrix = of(&graph, "2007", 100);
    let expected = [
        ("a", "x"),
        ("a", "y"),
        ("b", "a"),
        ("c", "a"),
        ("c", "x"),
        ("i", "b"),
        ("p", "a"),
        ("p", "b"),
        ("y", "b"),
    ];
    assert_eq!(marks(&matrix), expected);
    assert_eq!(against(&matrix), [("y", "b")], "a technology rests on a system");
    assert_eq!(matrix.title, "1 of 10 dependencies leads up a layer, from technology to systems");
    let mark = |from: &str, to: &str| {
        let id = |row: usize| matrix.rows[row].id.as_str();
        matrix.marks.iter().find(|mark| (id(mark.row), id(mark.column)) == (from, to)).unwrap()
    };
    assert_eq!(mark("c", "a").count, 2);
    assert_eq!(mark("c", "a").title, "c → a: 2 dependencies");
    let loose: Vec<_> =
        [("p", "a"), ("a", "x"), ("b", "a"), ("c", "x")].map(|(a, b)| mark(a, b).loose).into();
    assert_eq!(loose, [true, true, false, false]);
    let headings: Vec<&str> = matrix.rows.iter().map(|row| row.heading.as_str()).collect();
    assert_eq!(
        headings,
        ["Business processes", "Information", "Systems", "Systems", "Systems", "Technology", "Technology"]
    );
}

#[test]
fn what_rests_on_each_other_stands_together() {
    let graph = graph_of(
        "systems: {a: {depends_on: b}, b: {depends_on: [c, d]}, c: {depends_on: a}, d: , e: {depends_on: a}}\n",
    );
    let matrix = of(&graph, "2007", 100);
    let ids: Vec<&str> = matrix.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids[0], ids[4]), ("e", "d"), "dependents first: {ids:?}");
    assert_eq!((matrix.circles.len(), &matrix.circles[0]), (1, &(1..4)));
    assert!(matrix.title.ends_with("; 1 circle within a layer"), "{}", matrix.title);
    assert!(matrix.description.contains("All rest on each other: "), "{}", matrix.description);
    assert_eq!(draw(&matrix).matches("class=\"circle\"").count(), 1);
}

#[test]
fn nothing_is_lost_in_a_folded_matrix() {
    for graph in [stockholm(), graph_of(&town(12, 9)), graph_of("systems: {a: , b: }"), graph_of("map: {}")] {
        let whole = of(&graph, "2007-09-01", 10_000);
        let all: usize = whole.marks.iter().map(|mark| mark.count).sum();
        for max_rows in [1, 7, 30, 120] {
            let folded = of(&graph, "2007-09-01", max_rows);
            let marked: usize = folded.marks.iter().map(|mark| mark.count).sum();
            let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || c == ',');
            let inside =
                folded.legend.notes.iter().find(|note| note.contains("inside a box")).map_or(0, |note| {
                    let number = note.split(' ').find(is_number).unwrap();
                    number.replace(',', "").parse().unwrap()
                });
            // Agreements are left out where there is no room for all.
            let agreements: usize = folded.legend.notes.iter().filter(|note| note.contains(" under")).count();
            assert!(marked + inside == all || agreements > 0, "{max_rows}: {marked} + {inside} of {all}");
            check(&folded);
        }
        check(&whole);
    }
}

#[test]
fn a_large_matrix_is_folded_and_says_so() {
    let graph = graph_of(&town(40, 30));
    let matrix = matrix(&graph, &MatrixOptions::new(day("2007")));
    assert!(matrix.rows.len() <= 120, "{}", matrix.rows.len());
    let notes = &matrix.legend.notes;
    assert!(notes.iter().any(|note| note.contains("folded into")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("--max-nodes unfolds it")), "{notes:?}");
    check(&matrix);
}

#[test]
fn no_name_breaks_a_matrix() {
    let graph = poisoned();
    check(&of(&graph, "2007", 1000));
    check(&of(&graph, "2007", 10));
}

/// The laws of every matrix: nothing active, every id once, a mark stands where its row and its column cross.
fn check(matrix: &Matrix) {
    let svg = draw(matrix);
    let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}"));
    let mut ids = HashSet::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "g", "title", "desc", "rect", "path", "text"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "href" && name != "style", "{name}");
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id}");
        }
    }
    let root = document.root_element();
    let number = |node: Node, name: &str| -> f64 { node.attribute(name).map_or(0.0, |n| n.parse().unwrap()) };
    let (width, height) = (number(root, "width"), number(root, "height"));
    let with =
        |class: &'static str| document.descendants().filter(move |n| n.attribute("class") == Some(class));
    let middle = |rect: Node| {
        let at = |place: &str, length: &str| number(rect, place) + number(rect, length) / 2.0;
        (at("x", "width"), at("y", "height"))
    };
    let diagonal: Vec<(f64, f64)> = with("self").map(middle).collect();
    assert_eq!(diagonal.len(), matrix.rows.len());
    assert_eq!(with("row").count(), matrix.rows.len());
    assert!(diagonal.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    assert!(diagonal.iter().all(|&(x, y)| x < width && y < height));
    let drawn: Vec<Node> = with("mark").collect();
    assert_eq!(drawn.len(), matrix.marks.len());
    for (mark, node) in matrix.marks.iter().zip(drawn) {
        let path = node.children().find(|child| child.tag_name().name() == "path").unwrap();
        let numbers: Vec<f64> = path
            .attribute("d")
            .unwrap()
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter_map(|n| n.parse().ok())
            .collect();
        let (x, y) = (diagonal[mark.column].0, diagonal[mark.row].1);
        let near = |at: f64, to: f64| (at - to).abs() <= 11.0;
        assert!(near(numbers[0], x) && near(numbers[1], y), "{numbers:?} is not at {x}, {y}");
    }
}

/// Some systems and technologies that rest on each other.
fn some_map() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (2..9_usize).prop_flat_map(|n| (Just(n), proptest::collection::vec((0..n, 0..n), 0..20)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_order_and_circles_are_those_of_a_plain_reading((n, edges) in some_map()) {
        let is_system = |node: usize| !node.is_multiple_of(3);
        let edges: HashSet<(usize, usize)> = edges.into_iter().filter(|(a, b)| a != b).collect();
        let mut text = String::new();
        for (section, of) in [("systems", true), ("technologies", false)] {
            writeln!(text, "{section}:").unwrap();
            for node in (0..n).filter(|&node| is_system(node) == of) {
                let on: Vec<String> =
                    edges.iter().filter(|(a, _)| *a == node).map(|(_, b)| format!("n{b}")).collect();
                writeln!(text, "  - {{id: n{node}, depends_on: [{}]}}", on.join(", ")).unwrap();
            }
        }
        let graph = graph_of(&text);
        let matrix = of(&graph, "2007", 100);
        let node = |row: usize| matrix.rows[row].id[1..].parse::<usize>().unwrap();
        let marked: HashSet<(usize, usize)> =
            matrix.marks.iter().map(|mark| (node(mark.row), node(mark.column))).collect();
        prop_assert_eq!(&marked, &edges);
        // Systems stand above technologies.
        let rows: Vec<usize> = (0..n).map(node).collect();
        prop_assert!(rows.windows(2).all(|pair| is_system(pair[0]) || !is_system(pair[1])));
        // Within a layer, what rests on each other in both ways is one circle; else the dependent comes first.
        let mut reaches = vec![vec![false; n]; n];
        for &(a, b) in edges.iter().filter(|(a, b)| is_system(*a) == is_system(*b)) {
            reaches[a][b] = true;
        }
        for k in 0..n {
            for a in 0..n {
                for b in 0..n {
                    reaches[a][b] |= reaches[a][k] && reaches[k][b];
                }
            }
        }
        let circle = |row: usize| matrix.circles.iter().position(|circle| circle.contains(&row));
        for a in 0..n {
            for b in (0..n).filter(|&b| b != a) {
                let (up, down) = (reaches[node(a)][node(b)], reaches[node(b)][node(a)]);
                prop_assert_eq!(up && down, circle(a).is_some() && circle(a) == circle(b));
                prop_assert!(!up || down || a < b, "n{} rests on n{}", node(a), node(b));
            }
        }
        check(&matrix);
    }
}
