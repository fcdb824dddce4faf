//! Where an answer goes and in which format: `--format`, `-o FILE`, and `--output FORMAT=FILE` as often as wanted.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use clap::{Args, ValueEnum};

use super::error::Error;
use super::io::Io;
use super::settings::CONFIG_FILE;
use crate::load::is_map_file;

/// Said when bytes that are no text would go to a terminal.
pub(super) const NO_TERMINAL: &str =
    "a png or pdf is not written to a terminal; name a file with -o, or send it on";

/// A set of formats that a command can answer in.
pub(super) trait AnswerFormat: ValueEnum + Copy + Default + Send + Sync + 'static {}

impl<F: ValueEnum + Copy + Default + Send + Sync + 'static> AnswerFormat for F {}

/// The arguments that say where an answer goes.
#[derive(Debug, Args)]
pub(super) struct OutputArgs<F: AnswerFormat> {
    /// The format of the answer.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: F,
    /// Writes the answer to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Writes the answer in another format to a file as well. May be repeated.
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = parse_output::<F>)]
    pub(super) outputs: Vec<(F, PathBuf)>,
}

fn parse_output<F: AnswerFormat>(text: &str) -> Result<(F, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("write FORMAT=FILE, such as json=answer.json")?;
    if file.is_empty() {
        return Err("the name of the file is missing after `=`".into());
    }
    Ok((F::from_str(format, false)?, PathBuf::from(file)))
}

impl<F: AnswerFormat> OutputArgs<F> {
    /// Whether an answer is asked for in a format.
    pub(super) fn includes(&self, format: F) -> bool
    where
        F: PartialEq,
    {
        self.format == format || self.outputs.iter().any(|(other, _)| *other == format)
    }

    /// Whether any file that is asked for belongs to a map; an error then, for no map is ever written to.
    pub(super) fn keep_off(&self, map: &Path) -> Result<(), Error> {
        let files = self.outputs.iter().map(|(_, file)| file).chain(&self.file);
        files.into_iter().try_for_each(|file| refuse(file, map))
    }

    /// Writes an answer everywhere it was asked for. The map at `map` is never written to.
    pub(super) fn deliver(
        &self,
        map: &Path,
        io: &mut Io,
        write: impl Fn(F, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        for (format, file) in &self.outputs {
            write_file(file, map, |out| write(*format, out))?;
        }
        match &self.file {
            Some(file) if file.as_os_str() != "-" => write_file(file, map, |out| write(self.format, out)),
            _ => io.answer(|out| write(self.format, out)),
        }
    }
}

/// Writes a file without colour, unless it would belong to the map.
pub(super) fn write_file(
    path: &Path,
    map: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    refuse(path, map)?;
    replace(path, write).map_err(|error| Error::File(path.to_owned(), error))
}

pub(super) fn refuse(path: &Path, map: &Path) -> Result<(), Error> {
    if belongs_to_map(path, map) {
        return Err(Error::Usage(
            format!("`{}` belongs to the map and its settings, and is not written", path.display()),
            Some("name another file, or another folder".into()),
        ));
    }
    Ok(())
}

/// An error if a folder is the map, or lies in it.
pub(super) fn refuse_folder(folder: &Path, map: &Path, what: &str) -> Result<(), Error> {
    let there = folder.ancestors().find(|folder| folder.exists());
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(there), Ok(map)) = (there.canonicalize(), map.canonicalize()) else { return Ok(()) };
    if !there.starts_with(&map) {
        return Ok(());
    }
    Err(Error::Usage(
        format!("`{}` lies in the map, where no {what} are written", folder.display()),
        Some("name a folder beside the map".into()),
    ))
}

/// Writes a file of bytes that are no text, unless it would belong to the map.
pub(super) fn write_bytes(path: &Path, map: &Path, bytes: &[u8]) -> Result<(), Error> {
    refuse(path, map)?;
    let write = |file: &mut File| {
        if file.is_terminal() { Err(io::Error::other(NO_TERMINAL)) } else { file.write_all(bytes) }
    };
    place(path, write).map_err(|error| Error::File(path.to_owned(), error))
}

/// Writes a file of text whole or not at all, as [`place`] does.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    place(path, |file| plain(file, write))
}

/// Puts a file in its place whole or not at all. A device or a pipe is written to as it is, also through a link such as
/// `/dev/stdout`; a link to a file is refused: whoever may put one in a folder would choose what is overwritten.
fn place(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let path = match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => match path.canonicalize() {
            Ok(real) if !real.is_file() && !real.is_dir() => real,
            _ => {
                return Err(io::Error::other(
                    "it is a link, and what it leads to is not overwritten; name that file itself",
                ));
            }
        },
        _ => path.to_owned(),
    };
    if std::fs::metadata(&path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let mut device = std::fs::OpenOptions::new().write(true).open(&path)?;
        return write(&mut device);
    }
    if path.is_dir() {
        return Err(io::Error::other("it is a folder; name a file in it"));
    }
    let mut file = AtomicWriteFile::open(&path)?;
    write(file.as_file_mut())?;
    file.commit()
}

fn plain(file: &mut File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(64 * 1024, anstream::StripStream::new(file));
    write(&mut out)?;
    out.flush()
}

/// Whether a file is the map, would be read as a part of it, or holds its settings.
fn belongs_to_map(path: &Path, map: &Path) -> bool {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(folder), Ok(map)) = (parent.canonicalize(), map.canonicalize()) else { return false };
    let real = path.canonicalize().unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()));
    let is_settings = real.file_name().is_some_and(|name| name == CONFIG_FILE);
    is_settings || real == map || (is_map_file(&real) && real.starts_with(&map))
}
