//! Pull requests: what `check --changed-since` tells of a change, what `--policy` keeps a change from altering, and
//! what is given to those who run them. Every repository is made by git, in a folder of its own.

mod given;
mod hostile;
mod policy;
mod since;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::tools;

/// A map in which one reference is wrong, two systems have one name, and one of them has no owner.
const MAP: &str = "\
map: {title: Invoices, as_of: 2008-01-01}
organisations:
  - {id: finance, name: Finance department}
processes:
  - {id: paying, name: Paying, owner: finance, depends_on: {to: ledger, strength: hard}}
systems:
  - {id: ledger, name: Ledger, owner: finance, runs_on: [oracle-9]}
  - {id: scanning, name: Invoice scanning, depends_on: ledger}
  - {id: scanner, name: Invoice scanning, owner: finance, depends_on: ledger}
technologies:
  - {id: oracle-9i, name: Oracle Database}
";

/// A repository whose branch `main` has a map, and whose branch `side` is checked out.
pub(crate) struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// One with this map; nothing without git.
    pub(crate) fn of(map: &str) -> Option<Self> {
        if !tools::has("git") {
            return None;
        }
        let made = Self { folder: tempfile::tempdir().unwrap() };
        made.write("repo/maps/map.yaml", map);
        made.write("repo/systemkarta.toml", "map = \"maps\"\n");
        made.git(&["init", "--quiet", "--initial-branch=main"]);
        made.commit("Begin");
        made.git(&["checkout", "--quiet", "-b", "side"]);
        Some(made)
    }

    /// The checkout.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("repo")
    }

    /// Writes a file, by its name beside or beneath the checkout.
    fn write(&self, name: &str, text: &str) {
        let file = self.folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Writes the map.
    pub(crate) fn map(&self, text: &str) {
        self.write("repo/maps/map.yaml", text);
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        let ran = command.args(identity).args(arguments).current_dir(self.path()).output().unwrap();
        assert!(ran.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all", "."]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// A checkout of `main` outside, as the recipes make it.
    fn base(&self) -> String {
        let base = self.folder.path().join("base");
        self.git(&["worktree", "add", "--quiet", "--detach", base.to_str().unwrap(), "main"]);
        base.display().to_string()
    }

    /// What `check` says in the checkout.
    pub(crate) fn check(&self, arguments: &[&str]) -> Said {
        run(&self.path(), arguments)
    }

    fn json(&self, arguments: &[&str]) -> (Value, i32) {
        let said = self.check(&[arguments, &["--format", "json"]].concat());
        let answer = serde_json::from_str(&said.out);
        (answer.unwrap_or_else(|_| panic!("{arguments:?} {}{}", said.out, said.err)), said.code)
    }
}

/// What the program said.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

fn run(folder: &Path, arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.arg("check").args(arguments).current_dir(folder).env("NO_COLOR", "1");
    told(&command.output().unwrap())
}

fn told(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code().unwrap() }
}

/// Rules and first elements of findings: `missing-owner scanning`.
fn named(findings: &Value) -> Vec<String> {
    let one = |finding: &Value| {
        let element = finding["elements"][0].as_str().unwrap_or_default();
        format!("{} {element}", finding["rule"].as_str().unwrap()).trim_end().to_owned()
    };
    let mut all: Vec<String> = findings.as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}
