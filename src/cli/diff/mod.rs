//! `systemkarta diff`: what differs between two maps, git revisions or days, what that affects, and who must be told?

mod asked;
mod picture;
mod sides;

use std::path::Path;

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, OpenMap, say_errors};
use super::output::OutputArgs;
use crate::diagnostic::Finding;
use crate::lint;
use crate::model::Date;
use crate::proposal::diff::{Compared, Side, diff};
use crate::report::diff::{DiffReport, page, write_json};
pub(super) use picture::with_picture;

/// What differs between two maps, two git revisions of the map, or two days, what that affects, and who must be told?
///
/// OLD and NEW are each a map (a folder or file that is there), a git revision of the map (`main`, `HEAD~2`, `v1.0`), or a
/// day of it: `@2010`, `@PLATEAU`. Without NEW it is the map as it stands. Of maps and revisions everything that is
/// declared is compared, whatever its dates; of days, what is in use. `--with` makes proposals on NEW; of days, on both.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: `diff main..HEAD`; `diff main...HEAD` from where HEAD left main; `diff main` against the map as it stands; `diff @2007 @2010`; `diff old/ new/`.\nRevisions are read with the installed `git`; the work tree is not touched."
)]
pub(super) struct DiffArgs {
    /// The state before: a map, a git revision, or `@` with a date or plateau; or two revisions as `OLD..NEW`.
    #[arg(value_name = "OLD")]
    old: String,
    /// The state after. Default: the map as it stands.
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// Exits with 1 if anything differs.
    #[arg(long)]
    exit_code: bool,
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

pub(super) fn run(map: &MapArgs, args: &DiffArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let asked = asked::parse(&args.old, args.new.as_deref())?;
    let sides = sides::open(map, &asked)?;
    for (side, name) in sides.maps() {
        say_errors(side, name, map.strict(), io)?;
        args.output.keep_off(&side.path)?;
    }
    let both = sides.both();
    let today = |day: Date, map: &OpenMap| if sides.compared == Compared::InUse { day } else { map.today };
    let check = |(map, _, day): (&OpenMap, &Path, Date)| {
        lint::check(&map.graph, map.found.clone(), &map.levels, today(day, map)).findings
    };
    let [before, after] = both;
    let (found_before, found_after) = rayon::join(|| check(before), || check(after));
    let answer = diff(side(before, &found_before), side(after, &found_after), sides.compared);
    let report = DiffReport {
        map: &after.0.title,
        diff: &answer,
        old: &sides.old_name,
        new: &sides.new_name,
        all: args.all,
    };
    args.output.deliver(&after.0.path, io, |format, out| match format.of_page() {
        Some(of_page) => page(&report).write(of_page, out),
        None => write_json(&report, out),
    })?;
    Ok(if args.exit_code && !answer.is_empty() { ExitStatus::Found } else { ExitStatus::Done })
}

fn side<'a>((map, folder, at): (&'a OpenMap, &'a Path, Date), findings: &'a [Finding]) -> Side<'a> {
    Side { graph: &map.graph, sources: &map.sources, folder, findings, at }
}
