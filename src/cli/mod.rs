//! The command line: arguments, streams and exit codes. One file a command.
//!
//! The only home of clap, of printing and of exit codes. Every command has the same shape: open the map, ask,
//! write the answer.

mod as_if;
mod baseline;
mod budget;
mod change;
mod changes;
mod check;
mod completions;
mod diff;
mod each;
mod error;
mod exit_status;
mod explain;
mod explorer;
mod export;
mod form;
mod formats;
mod git;
mod impact;
mod import;
mod init;
mod io;
mod judged;
mod lifecycle;
mod list;
mod man;
mod map;
mod memo;
mod output;
mod path;
mod picture;
mod plan;
mod print;
mod progress;
mod pull;
mod rank;
mod recompute;
mod render;
mod revision;
mod schema;
mod selected;
mod settings;
mod show;
mod since;
mod threads;
mod trusted;
mod waivers;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use error::Error;
pub use exit_status::ExitStatus;
use io::{Color, Io};
use map::MapArgs;

/// The map of an organisation's systems: what does a change affect, how, through what, and who must be told?
#[derive(Debug, Parser)]
#[command(
    name = "systemkarta",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
#[command(
    after_help = "Exit: 0 done, nothing found at or above the threshold; 1 `check` found something, `diff --exit-code` found a difference, or a memo is not authentic or does not hold; 2 it could not be done.\nNo network is used, and nothing is run but Graphviz `dot`, for pictures, and `git`, for revisions."
)]
struct Cli {
    #[command(flatten)]
    map: MapArgs,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Is the map consistent? Findings with their places, and what the map does not say.
    Check(check::CheckArgs),
    /// What does a change of these elements do, and what hangs on them?
    Impact(impact::ImpactArgs),
    /// The open change proposals, their collisions, and the agenda of a board.
    Changes(changes::ChangesArgs),
    /// Is the memo of a proposal authentic, and does it still hold?
    Memo(memo::MemoArgs),
    /// The adaptation plan: what becomes of every system, when, in what order and at what cost.
    Plan(plan::PlanArgs),
    /// Every element by what hangs on it; single points of failure; concentration.
    Rank(rank::RankArgs),
    /// Phases, conflicts in time, successions, and the order of retirement.
    Lifecycle(lifecycle::LifecycleArgs),
    /// Why does A depend on B? The shortest way, or all.
    Path(path::PathArgs),
    /// What differs between two maps, git revisions or days, what that affects, and who must be told?
    Diff(diff::DiffArgs),
    /// The register: what the map holds.
    List(list::ListArgs),
    /// The register of approved exemptions, with the decision behind each.
    Waivers(waivers::WaiversArgs),
    /// Everything about one element, or one organisation.
    Show(show::ShowArgs),
    /// Draws the map, the neighbourhood of an element, or what hangs on it.
    Render(render::RenderArgs),
    /// The map for other programs: workbooks and sheets to review and send back, JSON, GraphML, Mermaid.
    Export(export::ExportArgs),
    /// What a rule means, why, and what to do instead.
    Explain(explain::ExplainArgs),
    /// The map format as a JSON Schema, for editors that complete and check while you type.
    Schema(schema::SchemaArgs),
    /// Reads what other lists and tools know of the systems, and shows what the map would become with it.
    Import(import::ImportArgs),
    /// Writes a small map to begin with.
    Init(init::InitArgs),
    /// What a shell must know to complete commands and options.
    Completions(completions::CompletionsArgs),
    /// The manual, as pages for `man`.
    Man(man::ManArgs),
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    threads::prepare();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &mut Io::standard(Color::Auto)),
    };
    let mut io = Io::standard(cli.color);
    let status = run(&cli, &mut io).and_then(|status| io.finish().map(|()| status));
    match status {
        Ok(status) => status.into(),
        // Whoever closed the pipe has read enough.
        Err(error) if error.is_broken_pipe() => ExitStatus::Done.into(),
        Err(error) => {
            io.error(&error);
            if error.is_interrupted() { ExitStatus::Interrupted } else { ExitStatus::CouldNot }.into()
        }
    }
}

fn run(cli: &Cli, io: &mut Io) -> Result<ExitStatus, Error> {
    match &cli.command {
        Command::Check(args) => check::run(&cli.map, args, io),
        Command::Impact(args) => impact::run(&cli.map, args, io),
        Command::Changes(args) => changes::run(&cli.map, args, io),
        Command::Memo(args) => memo::run(&cli.map, args, io),
        Command::Plan(args) => plan::run(&cli.map, args, io),
        Command::Rank(args) => rank::run(&cli.map, args, io),
        Command::Lifecycle(args) => lifecycle::run(&cli.map, args, io),
        Command::Path(args) => path::run(&cli.map, args, io),
        Command::Diff(args) => diff::run(&cli.map, args, io),
        Command::List(args) => list::run(&cli.map, args, io),
        Command::Waivers(args) => waivers::run(&cli.map, args, io),
        Command::Show(args) => show::run(&cli.map, args, io),
        Command::Render(args) => render::run(&cli.map, args, io),
        Command::Export(args) => export::run(&cli.map, args, io),
        Command::Explain(args) => explain::run(&cli.map, args, io),
        Command::Schema(args) => schema::run(&cli.map, args, io),
        Command::Import(args) => import::run(&cli.map, args, io),
        Command::Init(args) => init::run(args, io),
        Command::Completions(args) => completions::run(args, io),
        Command::Man(args) => man::run(args, io),
    }
}

/// Help and version are answers; anything else is a mistake in the arguments, which may hold anything.
fn usage(error: &clap::Error, io: &mut Io) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        io.lines(&text.to_string());
        return ExitStatus::CouldNot.into();
    }
    match io.answer(|out| write!(out, "{}", text.ansi())).and_then(|()| io.finish()) {
        Err(error) if !error.is_broken_pipe() => {
            io.error(&error);
            ExitStatus::CouldNot.into()
        }
        _ => ExitStatus::Done.into(),
    }
}

/// The help of the program and of every command, as Markdown: docs/cli.md, which a test keeps fresh.
pub fn help_as_markdown() -> String {
    // The same width wherever it is written.
    let mut cli = Cli::command().term_width(100);
    cli.build();
    let mut text =
        String::from("# The command line\n\nGenerated from the program itself; see `systemkarta help`.\n\n");
    let mut section = |title: &str, help: String| {
        text.push_str(&format!("## {title}\n\n```text\n{}\n```\n\n", help.trim_end()));
    };
    section("systemkarta", cli.render_long_help().to_string());
    for command in cli.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        let title = format!("systemkarta {}", command.get_name());
        section(&title, command.render_long_help().to_string());
    }
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}
