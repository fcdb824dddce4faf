//! Chromium without a window, led over two pipes in its DevTools protocol. Knows nothing of pages.
//!
//! One Chromium serves the whole test binary. It ends by itself when the pipe to it closes, so it outlives no test
//! run, however that ends; the shell around it then removes its profile.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::tools;

/// No answer of Chromium takes so long, even on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Chromium reads commands from pipe 3 and answers on pipe 4. Signals are left to it: the profile must go after it.
const SCRIPT: &str = r#"
trap '' INT HUP TERM
program=$1 profile=$2; shift 2
"$program" "$@" --user-data-dir="$profile" 3<&0 4>&1 </dev/null >/dev/null
rm -rf "$profile"
"#;

const FLAGS: [&str; 15] = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--hide-scrollbars",
    // Tests go through more addresses of a page than people do.
    "--disable-ipc-flooding-protection",
];

/// A running Chromium.
pub(super) struct Chromium {
    input: Mutex<ChildStdin>,
    next: AtomicU64,
    post: Arc<Mutex<Post>>,
}

/// Who waits for what.
#[derive(Default)]
struct Post {
    answers: HashMap<u64, Sender<Value>>,
    events: HashMap<String, Sender<Value>>,
    ended: bool,
    said: VecDeque<String>,
}

/// The Chromium of these tests, started when the first asks for it; nothing where there is none.
pub(super) fn chromium() -> Option<&'static Chromium> {
    static STARTED: OnceLock<Chromium> = OnceLock::new();
    let program = tools::chromium()?;
    Some(STARTED.get_or_init(|| Chromium::start(program)))
}

impl Chromium {
    fn start(program: &str) -> Self {
        let profile = tempfile::Builder::new().prefix("chromium-").tempdir().unwrap().keep();
        let mut shell: Child = Command::new("sh")
            .args(["-c", SCRIPT, "sh", program])
            .arg(profile)
            .args(FLAGS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let post = Arc::new(Mutex::new(Post::default()));
        let (input, output, said) =
            (shell.stdin.take().unwrap(), shell.stdout.take().unwrap(), shell.stderr.take().unwrap());
        thread::spawn({
            let post = Arc::clone(&post);
            move || deliver(output, &post)
        });
        thread::spawn({
            let post = Arc::clone(&post);
            move || {
                // That there is no desktop to speak to is nothing new.
                let lines = BufReader::new(said).lines().map_while(Result::ok);
                for line in lines.filter(|line| !line.contains("dbus")) {
                    let mut post = post.lock().unwrap_or_else(PoisonError::into_inner);
                    post.said.push_back(line);
                    if post.said.len() > 20 {
                        post.said.pop_front();
                    }
                }
                // It ends when the pipe does.
                let _ = shell.wait();
            }
        });
        Self { input: Mutex::new(input), next: AtomicU64::new(1), post }
    }

    /// Asks and waits for the answer; a refusal is a failure of the test.
    pub(super) fn call(&self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        let answer = self.send(session, method, parameters);
        let answer = answer.recv_timeout(PATIENCE).unwrap_or_else(|error| {
            panic!("Chromium does not answer {method}: {error}; it said {:#?}", self.post().said)
        });
        assert!(answer.get("error").is_none(), "{method} {parameters}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Asks, and gives the place where the answer will be.
    pub(super) fn send(&self, session: Option<&str>, method: &str, parameters: &Value) -> Receiver<Value> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (sender, receiver) = mpsc::channel();
        {
            let mut post = self.post();
            assert!(!post.ended, "Chromium has ended; it said {:#?}", post.said);
            post.answers.insert(id, sender);
        }
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let written = input.write_all(format!("{message}\0").as_bytes()).and_then(|()| input.flush());
        drop(input);
        if let Err(error) = written {
            panic!("Chromium takes no {method}: {error}; it said {:#?}", self.post().said);
        }
        receiver
    }

    /// What a session tells unasked.
    pub(super) fn listen(&self, session: &str) -> Receiver<Value> {
        let (sender, receiver) = mpsc::channel();
        self.post().events.insert(session.to_owned(), sender);
        receiver
    }

    /// Ends listening to a session.
    pub(super) fn leave(&self, session: &str) {
        self.post().events.remove(session);
    }

    fn post(&self) -> std::sync::MutexGuard<'_, Post> {
        self.post.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives each message to whom it is for, until the pipe closes; then nobody waits any longer.
fn deliver(output: impl Read, post: &Mutex<Post>) {
    for message in BufReader::with_capacity(1 << 16, output).split(0).map_while(Result::ok) {
        let message: Value = serde_json::from_slice(&message).expect("Chromium speaks JSON");
        let mut post = post.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = message["id"].as_u64() {
            if let Some(waiting) = post.answers.remove(&id) {
                // Whoever has stopped waiting does not need it.
                let _ = waiting.send(message);
            }
        } else if let Some(listener) = message["sessionId"].as_str().and_then(|id| post.events.get(id)) {
            let _ = listener.send(message);
        }
    }
    let mut post = post.lock().unwrap_or_else(PoisonError::into_inner);
    post.ended = true;
    post.answers.clear();
    post.events.clear();
}
