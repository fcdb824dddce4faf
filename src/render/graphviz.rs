//! Runs `dot`, trusting it with nothing: not to end, not to be brief, not to be the right program.
//!
//! The graph goes in by stdin and positions come out in `-Tplain`, so there are no files. The program gets a
//! process group of its own, which is killed whole when time is up, and an environment of four names.

use std::{
    env,
    ffi::OsString,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::error::RenderError;
use crate::escape;

/// Who lays pictures out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// Graphviz.
    #[default]
    Dot,
    /// Ourselves: good to about sixty boxes.
    Builtin,
    /// Graphviz if it is installed, else ourselves.
    Auto,
}

/// How Graphviz is found, and how long it may take.
#[derive(Debug, Clone)]
pub struct LayoutOptions {
    /// Who lays pictures out.
    pub engine: Engine,
    /// After this, `dot` is stopped.
    pub time_limit: Duration,
    /// Where to look for `dot`; none: the `PATH` of the environment. Relative entries are passed over.
    pub search_path: Option<OsString>,
    /// A folder whose programs are never run, such as the map itself.
    pub distrusted: Option<PathBuf>,
    /// Becomes true when the user ends the run: then `dot` is stopped at once.
    pub interrupted: Option<Arc<AtomicBool>>,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self {
            engine: Engine::default(),
            time_limit: Duration::from_secs(60),
            search_path: None,
            distrusted: None,
            interrupted: None,
        }
    }
}

/// No time limit is longer: the clock has an end.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// Most that is read of an answer, in bytes.
const MOST_OUTPUT: usize = 64 * 1024 * 1024;
/// Most that is read of complaints, in bytes; the rest is drained and dropped.
const MOST_COMPLAINTS: usize = 64 * 1024;
/// Most lines of complaints that are shown, and most characters of each.
const SHOWN_COMPLAINTS: (usize, usize) = (20, 240);
/// The last line of an answer. No text of anyone is in a graph, so none can be taken for it.
const END: &str = "\nstop\n";
/// What is left of the environment: finding programs, fonts, and the language of messages.
const ENVIRONMENT: [&str; 3] = ["PATH", "HOME", "LANG"];

/// The answer of `dot -Tplain` to this graph.
pub(super) fn plain(graph: &str, options: &LayoutOptions) -> Result<String, RenderError> {
    let program = find(options).ok_or(RenderError::Missing)?;
    let deadline = Instant::now() + options.time_limit.min(LONGEST);
    let timed_out = || RenderError::TimedOut { limit: options.time_limit };
    let not_started = |source| RenderError::NotStarted { program: program.clone(), source };

    let mut running = Running::start(&program).map_err(not_started)?;
    running.feed(graph).map_err(not_started)?;
    let output = running.output(MOST_OUTPUT).map_err(not_started)?;
    let complaints = running.complaints(MOST_COMPLAINTS).map_err(not_started)?;

    let output = wait(&output, deadline, options)?;
    if output.len() > MOST_OUTPUT {
        return Err(RenderError::TooMuchOutput { limit: MOST_OUTPUT });
    }
    let complaints = wait(&complaints, deadline, options)?;
    let status = running.end(deadline).ok_or_else(timed_out)?;
    if !status.success() {
        return Err(RenderError::Failed { status: status.to_string(), stderr: shown(&complaints) });
    }
    String::from_utf8(output).map_err(|_| RenderError::Garbled { what: "it is not text".to_owned() })
}

/// The answers of one `dot -Tplain` to these graphs, in order. One graph that it cannot read costs them all.
pub(super) fn plain_each(graphs: &[String], options: &LayoutOptions) -> Result<Vec<String>, RenderError> {
    let answers: Vec<String> =
        plain(&graphs.concat(), options)?.split_inclusive(END).map(str::to_owned).collect();
    if answers.len() == graphs.len() {
        return Ok(answers);
    }
    let what = format!("{} graphs were asked about, and {} answered", graphs.len(), answers.len());
    Err(RenderError::Garbled { what })
}

/// Whether there is a `dot` that may be run.
pub(super) fn is_found(options: &LayoutOptions) -> bool {
    find(options).is_some()
}

/// The first `dot` in a folder that was named absolutely and is not distrusted.
fn find(options: &LayoutOptions) -> Option<PathBuf> {
    let path = options.search_path.clone().or_else(|| env::var_os("PATH"))?;
    let distrusted = options.distrusted.as_ref().and_then(|folder| folder.canonicalize().ok());
    env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(format!("dot{}", env::consts::EXE_SUFFIX)))
        .filter(|program| is_executable(program))
        .find(|program| match (&distrusted, program.canonicalize()) {
            (Some(distrusted), Ok(real)) => !real.starts_with(distrusted) && !program.starts_with(distrusted),
            (None, Ok(_)) => true,
            (_, Err(_)) => false,
        })
}

#[cfg(unix)]
fn is_executable(program: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    program.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(program: &Path) -> bool {
    program.is_file()
}

/// Waits for what a thread reads, until time is up or the user ends the run.
fn wait(
    bytes: &Receiver<Vec<u8>>,
    deadline: Instant,
    options: &LayoutOptions,
) -> Result<Vec<u8>, RenderError> {
    loop {
        match bytes.recv_timeout(left(deadline).min(Duration::from_millis(50))) {
            Ok(bytes) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) if left(deadline) > Duration::ZERO => {}
            Err(_) => return Err(RenderError::TimedOut { limit: options.time_limit }),
        }
        if options.interrupted.as_ref().is_some_and(|interrupted| interrupted.load(Ordering::Relaxed)) {
            return Err(RenderError::Interrupted);
        }
    }
}

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

/// A `dot` at work. Dropped before it has ended, it is killed with everything it started.
struct Running {
    child: Box<dyn ChildWrapper>,
    ended: bool,
}

impl Running {
    fn start(program: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command
            .arg("-Tplain")
            .env_clear()
            .envs(env::vars_os().filter(|(name, _)| is_kept(&name.to_string_lossy())))
            .current_dir(env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        Ok(Self { child: command.spawn()?, ended: false })
    }

    /// Writes the graph from a thread: `dot` may begin to answer before it has read everything.
    fn feed(&mut self, graph: &str) -> io::Result<()> {
        let Some(mut stdin) = self.child.stdin().take() else { return Ok(()) };
        let graph = graph.to_owned();
        // A program that does not read to the end says why on stderr or by its status.
        thread::Builder::new().spawn(move || drop(stdin.write_all(graph.as_bytes()))).map(drop)
    }

    fn output(&mut self, most: usize) -> io::Result<Receiver<Vec<u8>>> {
        match self.child.stdout().take() {
            Some(stdout) => read(stdout, most, AtLimit::Stop),
            None => Ok(mpsc::channel().1),
        }
    }

    fn complaints(&mut self, most: usize) -> io::Result<Receiver<Vec<u8>>> {
        match self.child.stderr().take() {
            Some(stderr) => read(stderr, most, AtLimit::Drain),
            None => Ok(mpsc::channel().1),
        }
    }

    /// How it ended, if it does so in time. Its pipes are closed by now, so this is a matter of milliseconds.
    fn end(&mut self, deadline: Instant) -> Option<ExitStatus> {
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                self.ended = true;
                return Some(status);
            }
            if Instant::now() >= deadline {
                return None;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        // It may have ended by itself since; then there is nothing left to kill.
        let _ = self.child.start_kill();
        self.end(Instant::now() + Duration::from_secs(1));
    }
}

fn is_kept(name: &str) -> bool {
    ENVIRONMENT.contains(&name) || name.starts_with("FONTCONFIG")
}

/// What a reader does with the bytes past its limit.
#[derive(PartialEq)]
enum AtLimit {
    /// Keeps one, so that the excess is seen, and closes the pipe.
    Stop,
    /// Reads on and forgets, so that the writer is not held up.
    Drain,
}

/// Reads a pipe from a thread of its own. A pipe that never closes costs that thread, and not our time limit.
fn read(pipe: impl Read + Send + 'static, most: usize, at_limit: AtLimit) -> io::Result<Receiver<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        let mut pipe = pipe;
        let mut bytes = Vec::new();
        let keep = most as u64 + u64::from(at_limit == AtLimit::Stop);
        // What came before a read error is still worth looking at.
        let _ = pipe.by_ref().take(keep).read_to_end(&mut bytes);
        if at_limit == AtLimit::Drain {
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        // The receiver is gone when time is up.
        let _ = sender.send(bytes);
    })?;
    Ok(receiver)
}

/// The first complaints, fit for a terminal.
fn shown(complaints: &[u8]) -> Vec<String> {
    let (lines, characters) = SHOWN_COMPLAINTS;
    String::from_utf8_lossy(complaints)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(lines)
        .map(|line| escape::terminal(&line.chars().take(characters).collect::<String>()).into_owned())
        .collect()
}
