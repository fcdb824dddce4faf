//! `systemkarta man`: the manual, as pages for `man`.

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::Cli;
use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::output::replace;
use crate::model::did_you_mean;

/// The manual, as pages for `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command that the page is about, such as `check` or `memo verify`; the program itself if none is named.
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Writes all pages into a folder, each whole or not at all: systemkarta.1, systemkarta-check.1 …
    #[arg(short = 'o', value_name = "FOLDER", conflicts_with = "command")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &ManArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let mut cli = Cli::command();
    cli.build();
    match &args.folder {
        Some(folder) => write_all(cli, folder)?,
        None => {
            let page = page(named(&cli, &args.command)?.clone()).1?;
            io.answer(|out| out.write_all(&page))?;
        }
    }
    Ok(ExitStatus::Done)
}

fn named<'c>(cli: &'c Command, names: &[String]) -> Result<&'c Command, Error> {
    names.iter().try_fold(cli, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let known = command.get_subcommands().map(Command::get_name);
            Error::Usage(format!("there is no command `{name}`"), did_you_mean(name, known))
        })
    })
}

fn write_all(cli: Command, folder: &Path) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Error::File(path, error)
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut left = vec![cli];
    while let Some(command) = left.pop() {
        left.extend(command.get_subcommands().filter(|command| command.get_name() != "help").cloned());
        let (name, page) = page(command);
        let (file, page) = (folder.join(name), page?);
        replace(&file, |out| out.write_all(&page)).map_err(failed(&file))?;
    }
    Ok(())
}

/// A page and the name of its file. The same bytes on every day: it carries no date.
fn page(command: Command) -> (String, Result<Vec<u8>, Error>) {
    let source = concat!("systemkarta ", env!("CARGO_PKG_VERSION"));
    let short = short_options(&command);
    let man = Man::new(command).source(source).manual("The map of an organisation's systems");
    let mut page = Vec::new();
    let rendered = man.render(&mut page).map_err(Error::Stdout);
    (man.get_filename(), rendered.map(|()| with_values(&page, &short).into_bytes()))
}

/// The generator leaves the value of an option without a long name out of the synopsis.
fn with_values(page: &[u8], short: &[(char, String)]) -> String {
    let page = String::from_utf8_lossy(page).into_owned();
    short.iter().fold(page, |page, (option, value)| {
        page.replace(&format!(r"[\fB\-{option} \fR]"), &format!(r"[\fB\-{option}\fR \fI{value}\fR]"))
    })
}

/// The options of a command that have no long name, and what each takes.
fn short_options(command: &Command) -> Vec<(char, String)> {
    let short = command.get_arguments().filter(|option| option.get_long().is_none());
    short.filter_map(|option| Some((option.get_short()?, option.get_value_names()?.join(" ")))).collect()
}
