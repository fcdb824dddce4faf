//! The documentation: what is generated in it is fresh, and every example in it works.
//!
//! `UPDATE=1 cargo test --test integration docs` writes the generated parts anew. Look at the difference before you
//! commit it: it is what users will see.

mod archimate;
mod architecture;
mod changes;
mod ci;
mod diff;
mod export;
mod faults;
mod first_map;
mod fresh;
mod impact;
mod json;
mod json_changes;
mod lifecycle;
mod map_format;
mod pictures;
mod plan;
mod policies;
mod rank;
mod waivers;
mod worked;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Severity};
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};
use systemkarta::{cli, lint};

/// The documents whose examples and links are held here.
const DOCUMENTS: [&str; 19] = [
    "editor.md",
    "first-map.md",
    "import.md",
    "map-format.md",
    "impact.md",
    "rank.md",
    "lifecycle.md",
    "plan.md",
    "policies.md",
    "architecture.md",
    "faults.md",
    "cli.md",
    "json.md",
    "changes.md",
    "diff.md",
    "ci.md",
    "waivers.md",
    "pictures.md",
    "export.md",
];

/// A document, with the parts of it that are generated.
struct Document {
    path: PathBuf,
    written: String,
    fresh: String,
}

/// A fenced block of a document.
struct Block {
    language: String,
    text: String,
    /// The line of its fence, from 1.
    line: usize,
    /// The last line before it that is not empty.
    before: String,
}

impl Document {
    fn open(name: &str) -> Self {
        let path = Path::new("docs").join(name);
        let written = fs::read_to_string(&path).unwrap_or_default();
        Self { path, fresh: written.clone(), written }
    }

    /// Puts text between `<!-- part: begin -->` and `<!-- part: end -->`.
    fn with_part(mut self, part: &str, text: &str) -> Self {
        let [begin, end] = ["begin", "end"].map(|which| format!("<!-- {part}: {which} -->"));
        let marker = |marker: &str| self.fresh.find(marker).unwrap_or_else(|| panic!("no {marker}"));
        let (from, until) = (marker(&begin) + begin.len(), marker(&end));
        self.fresh.replace_range(from..until, &format!("\n{}\n", text.trim_end()));
        self
    }

    /// Puts beneath every `$ systemkarta …` of a console block what the program says in a folder with a map. A block
    /// beneath `<!-- file: NAME -->` becomes that file before what follows it is run.
    fn with_consoles(mut self, folder: &Path) -> Self {
        let mut fresh = String::new();
        let mut in_console = false;
        let mut file: Option<(&str, String)> = None;
        for line in self.fresh.lines() {
            let fence = line.starts_with("```");
            match (&mut file, line.strip_prefix("<!-- file: ")) {
                (_, Some(name)) => file = Some((name.trim_end_matches(" -->"), String::new())),
                (Some((name, text)), None) if line == "```" => {
                    let path = folder.join(name);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, text).unwrap();
                    file = None;
                }
                (Some((_, text)), None) if !fence => text.push_str(&format!("{line}\n")),
                _ => {}
            }
            if !in_console || fence || line.starts_with('$') {
                fresh.push_str(line);
                fresh.push('\n');
            }
            if let Some(command) = line.strip_prefix("$ systemkarta ").filter(|_| in_console) {
                let said = run(command, folder);
                fresh.push_str(if said.trim().is_empty() { "" } else { &said });
            }
            in_console = if fence { line == "```console" } else { in_console };
        }
        self.fresh = fresh;
        self
    }

    /// With `UPDATE` set writes what changed, else holds that nothing did.
    fn keep(self) {
        if std::env::var_os("UPDATE").is_some() {
            return fs::write(&self.path, &self.fresh).unwrap();
        }
        let differs = self.written.lines().zip(self.fresh.lines()).position(|(a, b)| a != b);
        let line = differs.unwrap_or_else(|| self.written.lines().count().min(self.fresh.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        assert!(
            self.written == self.fresh,
            "{}:{} is not fresh; `UPDATE=1 cargo test --test integration docs` writes it anew\n- {}\n+ {}",
            self.path.display(),
            line + 1,
            at(&self.written),
            at(&self.fresh),
        );
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let (mut before, mut open) = (String::new(), false);
        for (i, line) in self.fresh.lines().enumerate() {
            match (open, line.strip_prefix("```")) {
                (false, Some(language)) => {
                    let (language, text) = (language.to_owned(), String::new());
                    blocks.push(Block { language, text, line: i + 1, before: before.clone() });
                    open = true;
                }
                (true, Some(_)) => open = false,
                (true, None) => {
                    let text = &mut blocks.last_mut().unwrap().text;
                    text.push_str(line);
                    text.push('\n');
                }
                (false, None) => {}
            }
            if !line.trim().is_empty() {
                line.clone_into(&mut before);
            }
        }
        blocks
    }

    fn blocks_in(&self, language: &str) -> Vec<Block> {
        self.blocks().into_iter().filter(|block| block.language == language).collect()
    }

    /// A folder in which the first map of the document stands as `maps/map.yaml`.
    fn folder_with_map(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("maps")).unwrap();
        let map = self.blocks_in("yaml").remove(0).text;
        fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
        folder
    }
}

/// What the program says, answer first.
fn run(arguments: &str, folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

fn check(texts: &[&str]) -> Vec<Finding> {
    let loaded = load_texts(texts.iter().map(|text| ("map.yaml", *text)), &Config::default());
    let (graph, built) = Graph::build(&Arc::new(loaded.model));
    let found = loaded.findings.into_iter().chain(built).collect();
    lint::check(&graph, found, &lint::Levels::default(), "2008-01-01".parse().unwrap()).findings
}

fn errors(texts: &[&str]) -> Vec<Finding> {
    check(texts).into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// The cells of the rows of a Markdown table whose header begins with these columns, without code marks.
fn table_rows(text: &str, header: &str) -> Vec<Vec<String>> {
    let rows = text.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect())
        .collect()
}

#[test]
fn the_readme_shows_what_the_program_says() {
    Document::open("../README.md").with_consoles(Path::new(env!("CARGO_MANIFEST_DIR"))).keep();
}

#[test]
fn every_map_in_a_document_is_a_map_without_errors() {
    for name in DOCUMENTS {
        let document = Document::open(name);
        let blocks = document.blocks_in("yaml");
        for block in &blocks {
            let at = format!("{name}:{}", block.line);
            if block.before == "<!-- faulty -->" {
                assert!(!check(&[&block.text]).is_empty(), "{at} is no fault");
            } else if !errors(&[&block.text]).is_empty() {
                // A part of a map may name what the first map of the document declares.
                assert_eq!(errors(&[&blocks[0].text, &block.text]), [], "{at}");
            }
        }
        for block in document.blocks_in("toml") {
            let config = Config::parse(&block.text, "systemkarta.toml", &lint::rule_names());
            let config = config.unwrap_or_else(|faults| panic!("{name}:{}: {faults:#?}", block.line));
            lint::levels(&config).unwrap();
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let slug = |heading: &str| -> String {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
    };
    let anchors = |path: &Path| -> BTreeSet<String> {
        let text = fs::read_to_string(path).unwrap();
        let headings = text.lines().filter(|line| line.starts_with('#'));
        headings.map(|line| slug(line.trim_start_matches('#').trim())).collect()
    };
    for name in DOCUMENTS {
        let document = Document::open(name);
        for after in document.fresh.split("](").skip(1) {
            let link = after.split(')').next().unwrap();
            if link.starts_with("http") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { document.path.clone() } else { Path::new("docs").join(file) };
            assert!(target.exists(), "{name}: {link}");
            assert!(anchor.is_empty() || anchors(&target).contains(anchor), "{name}: {link}");
        }
    }
}

#[test]
fn the_command_line_is_documented_as_it_is() {
    let document = Document::open("cli.md");
    Document { fresh: cli::help_as_markdown(), ..document }.keep();
}
