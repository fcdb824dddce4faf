//! What git keeps of a map: the commit that is checked out, and files of a commit, read into memory.
//!
//! Only commands that read objects are run, which run no hooks and no filters; nothing is fetched, and the work tree is
//! not touched. Without git, or where nothing is kept by it, there is no revision.

use std::env;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::load::{is_map_file, text_of_file};

/// After this, git is stopped.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// Most that is read of an answer, in bytes.
const MOST_OUTPUT: u64 = 1024 * 1024 * 1024;

/// A folder that git keeps, and the program.
pub(super) struct Repository {
    program: PathBuf,
    /// The folder of the map.
    folder: PathBuf,
    /// The folder that is kept.
    top: PathBuf,
}

/// Why there is no repository to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// The map lies in none.
    Repository,
    /// The program git is not installed.
    Git,
}

/// What a commit has under a name.
struct TreeEntry {
    is_file: bool,
    is_link: bool,
    object: String,
    name: String,
}

impl TreeEntry {
    /// `100644 blob 1a2b…<tab>name`.
    fn parse(entry: &str) -> Option<Self> {
        let (facts, name) = entry.split_once('\t')?;
        let mut facts = facts.split(' ');
        let (mode, kind, object) = (facts.next()?, facts.next()?, facts.next()?);
        let is_blob = kind == "blob";
        Some(Self {
            is_file: is_blob && mode.starts_with("100"),
            is_link: is_blob && mode == "120000",
            object: object.to_owned(),
            name: name.to_owned(),
        })
    }
}

impl Repository {
    /// The repository that a map lies in, if it lies in one and git is there.
    pub(super) fn of(map: &Path) -> Option<Self> {
        Self::find(map).ok()
    }

    /// The repository that a map lies in, or what is missing.
    pub(super) fn find(map: &Path) -> Result<Self, Missing> {
        let whole = map.canonicalize().map_err(|_| Missing::Repository)?;
        let folder = match whole.parent() {
            Some(parent) if !whole.is_dir() => parent.to_owned(),
            _ => whole,
        };
        let mut above = folder.ancestors();
        let top = above.find(|above| above.join(".git").exists()).ok_or(Missing::Repository)?.to_owned();
        // A program of the repository itself is not run.
        let program = env::split_paths(&env::var_os("PATH").ok_or(Missing::Git)?)
            .filter(|path| path.is_absolute())
            .filter_map(|path| path.join(format!("git{}", env::consts::EXE_SUFFIX)).canonicalize().ok())
            .find(|program| program.is_file() && !program.starts_with(&top))
            .ok_or(Missing::Git)?;
        Ok(Self { program, folder, top })
    }

    /// The commit that a revision names: a branch, a tag, `HEAD~2`. Nothing that is written there is an option.
    pub(super) fn commit(&self, revision: &str) -> Option<String> {
        let commit = format!("{revision}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let said = self.run(&self.folder, &arguments, String::new())?;
        let commit = String::from_utf8(said).ok()?.trim().to_owned();
        is_commit(&commit).then_some(commit)
    }

    /// Whether a word names several commits: a tag and a branch of one name. Git takes the tag, which others may push.
    pub(super) fn is_ambiguous(&self, revision: &str) -> bool {
        let names = ["refs/tags/", "refs/heads/", "refs/remotes/"].map(|of| format!("{of}{revision}"));
        let mut commits: Vec<String> = names.iter().filter_map(|name| self.commit(name)).collect();
        commits.sort_unstable();
        commits.dedup();
        commits.len() > 1
    }

    /// The commit from which two revisions have gone apart.
    pub(super) fn parting(&self, a: &str, b: &str) -> Option<String> {
        let both = is_commit(a) && is_commit(b);
        let said = both.then(|| self.run(&self.folder, &["merge-base", a, b], String::new()))??;
        let commit = String::from_utf8(said).ok()?.trim().to_owned();
        is_commit(&commit).then_some(commit)
    }

    /// Whether the history ends before its beginning, as in a clone that was made with a depth.
    pub(super) fn is_shallow(&self) -> bool {
        let said = self.run(&self.folder, &["rev-parse", "--is-shallow-repository"], String::new());
        said.is_some_and(|said| said.trim_ascii() == b"true")
    }

    /// The folder that git keeps.
    pub(super) fn top(&self) -> &Path {
        &self.top
    }

    /// The names of branches and tags.
    pub(super) fn names(&self) -> Vec<String> {
        let arguments = ["for-each-ref", "--format=%(refname:short)", "--count=10000"];
        let said = self.run(&self.folder, &arguments, String::new()).unwrap_or_default();
        String::from_utf8_lossy(&said).lines().map(str::to_owned).collect()
    }

    /// The nearest file of this name in a commit, in the folder of the map or one above it.
    pub(super) fn nearest_file(&self, commit: &str, name: &str) -> Option<String> {
        let folders = self.folder.ancestors().take_while(|folder| folder.starts_with(&self.top));
        folders.into_iter().find_map(|folder| self.file(commit, folder, name))
    }

    /// The commit that is checked out.
    pub(super) fn head(&self) -> Option<String> {
        self.commit("HEAD")
    }

    /// The files of the map in a commit, by their names within it.
    pub(super) fn files(&self, commit: &str, map: &Path) -> Result<Vec<(String, String)>, String> {
        let gone = || "its commit is not in this repository".to_owned();
        let mut entries = self.listed(commit).ok_or_else(gone)?;
        // A map that is one file is that file.
        let only = map.is_file().then(|| map.file_name().and_then(|name| name.to_str())).flatten();
        entries.retain(|entry| {
            entry.is_file && only.map_or_else(|| is_of_map(&entry.name), |only| entry.name == only)
        });
        self.texts(entries).ok_or_else(gone)
    }

    /// The symbolic links beneath the folder of the map in a commit, by their names within it.
    pub(super) fn links(&self, commit: &str) -> Vec<String> {
        let entries = self.listed(commit).unwrap_or_default().into_iter();
        entries.filter(|entry| entry.is_link && !is_hidden(&entry.name)).map(|entry| entry.name).collect()
    }

    /// The files of a map that a commit has in another folder, or as another file, named from the top of the repository.
    pub(super) fn files_elsewhere(&self, commit: &str, map: &str) -> Option<Vec<(String, String)>> {
        let object = is_commit(commit).then(|| format!("{commit}:{map}"))?;
        let Some(entries) = self.listed_as(&self.top, &object) else {
            let text = self.file(commit, &self.top, map)?;
            let name = map.rsplit('/').next().unwrap_or(map);
            return Some(vec![(name.to_owned(), text)]);
        };
        self.texts(entries.into_iter().filter(|entry| entry.is_file && is_of_map(&entry.name)).collect())
    }

    /// What a commit has beneath the folder of the map.
    fn listed(&self, commit: &str) -> Option<Vec<TreeEntry>> {
        is_commit(commit).then(|| self.listed_as(&self.folder, commit))?
    }

    fn listed_as(&self, folder: &Path, tree: &str) -> Option<Vec<TreeEntry>> {
        let listed = self.run(folder, &["ls-tree", "-r", "-z", tree], String::new())?;
        let listed = String::from_utf8_lossy(&listed);
        let mut entries: Vec<TreeEntry> = listed.split('\0').filter_map(TreeEntry::parse).collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Some(entries)
    }

    /// The texts of files that are not empty, by their names.
    fn texts(&self, entries: Vec<TreeEntry>) -> Option<Vec<(String, String)>> {
        let objects: String = entries.iter().map(|entry| format!("{}\n", entry.object)).collect();
        let bytes = self.run(&self.folder, &["cat-file", "--batch"], objects)?;
        let mut rest = bytes.as_slice();
        let mut files = Vec::new();
        for entry in entries {
            let (text, after) = next_object(rest)?;
            // As when files are read: without a byte order mark.
            let text = text_of_file(&entry.name, text);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            if !text.is_empty() {
                files.push((entry.name, text));
            }
            rest = after;
        }
        Some(files)
    }

    /// A file of a folder in a commit.
    pub(super) fn file(&self, commit: &str, folder: &Path, name: &str) -> Option<String> {
        let object = is_commit(commit).then(|| format!("{commit}:./{name}"))?;
        let bytes = self.run(folder, &["cat-file", "blob", &object], String::new())?;
        String::from_utf8(bytes).ok()
    }

    /// What git says, if it does so in time and without complaint.
    fn run(&self, folder: &Path, arguments: &[&str], input: String) -> Option<Vec<u8>> {
        let mut command = Command::new(&self.program);
        let kept = env::vars_os().filter(|(name, _)| name == "PATH" || name == "HOME");
        let child = command
            .args([
                "--no-pager",
                "--no-replace-objects",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "protocol.allow=never",
            ])
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .envs(kept)
            .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.ok()?;
        let output = answer(&mut child, input);
        if output.is_none() {
            // It may have ended by itself since.
            let _ = child.kill();
        }
        let status = child.wait().ok()?;
        output.filter(|_| status.success())
    }
}

/// Writes and reads at once, each from a thread, until time is up.
fn answer(child: &mut Child, input: String) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    // A program that does not read to the end says so by its status.
    thread::Builder::new().spawn(move || drop(stdin.write_all(input.as_bytes()))).ok()?;
    let (sender, receiver) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        if stdout.take(MOST_OUTPUT).read_to_end(&mut bytes).is_ok() {
            // The receiver is gone when time is up.
            let _ = sender.send(bytes);
        }
    };
    thread::Builder::new().spawn(read).ok()?;
    receiver.recv_timeout(TIME_LIMIT).ok()
}

/// The first object of what `cat-file --batch` says, and the rest.
fn next_object(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let start = end + 1;
    let stop = start.checked_add(size)?;
    Some((bytes.get(start..stop)?, bytes.get(stop.checked_add(1)?..)?))
}

fn is_commit(text: &str) -> bool {
    (40..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// As when the files of a folder are read: nothing hidden. A sheet that is not named after a section is told, and so it
/// is named too.
fn is_of_map(name: &str) -> bool {
    let is_sheet =
        || name.get(name.len().saturating_sub(4)..).is_some_and(|end| end.eq_ignore_ascii_case(".csv"));
    (is_map_file(Path::new(name)) || is_sheet()) && !is_hidden(name)
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}
