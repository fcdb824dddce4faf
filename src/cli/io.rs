//! The streams of a run: answers to standard output, messages to standard error, colour only where it is seen.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::error::Error;
use super::output::NO_TERMINAL;
use crate::escape;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where answers and messages go.
pub(super) struct Io {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
}

impl Io {
    /// The standard streams of the process.
    pub(super) fn standard(color: Color) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let (out_choice, err_choice) = (choice(color, &out), choice(color, &err));
        Self {
            out: Box::new(BufWriter::with_capacity(64 * 1024, AutoStream::new(out, out_choice))),
            err: Box::new(AutoStream::new(err, err_choice)),
        }
    }

    /// Writes an answer to standard output.
    pub(super) fn answer(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        write(&mut *self.out).map_err(Error::Stdout)
    }

    /// Writes an answer that is no text to standard output, unless somebody would have to read it.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut out = io::stdout();
        if out.is_terminal() {
            return Err(Error::usage(NO_TERMINAL));
        }
        self.out.flush().and_then(|()| out.write_all(bytes)).and_then(|()| out.flush()).map_err(Error::Stdout)
    }

    /// A message to standard error. If nobody reads it, work goes on.
    pub(super) fn message(&mut self, kind: &str, text: &str) {
        let _ = writeln!(self.err, "{kind}: {}", escape::terminal(text));
    }

    /// Lines that hold what the user typed, to standard error.
    pub(super) fn lines(&mut self, text: &str) {
        for line in text.lines() {
            let _ = writeln!(self.err, "{}", escape::terminal(line));
        }
    }

    /// An error and its way out, to standard error.
    pub(super) fn error(&mut self, error: &Error) {
        if let Error::Config(_) | Error::Policies(..) = error {
            // Already in the form of findings, safe and with their places.
            let _ = writeln!(self.err, "{error}");
        } else {
            let lines: Vec<String> =
                error.to_string().lines().map(|line| escape::terminal(line).into_owned()).collect();
            let _ = writeln!(self.err, "error: {}", lines.join("\n"));
        }
        if let Some(help) = error.help() {
            self.message("help", &help);
        }
    }

    /// Makes sure that all was written.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.out.flush().map_err(Error::Stdout)
    }
}

fn choice(color: Color, stream: &(impl IsTerminal + anstream::stream::RawStream)) -> ColorChoice {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
        Color::Auto if set("NO_COLOR") => ColorChoice::Never,
        Color::Auto if set("FORCE_COLOR") => ColorChoice::Always,
        Color::Auto => AutoStream::choice(stream),
    }
}
