//! Where an answer goes and in which format: `--format`, `-o FILE`, and `--output FORMAT=FILE` as often as wanted.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use clap::{Args, ValueEnum};

use super::error::Error;
use super::io::Io;
use crate::diagnostic::Sources;

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
    /// Writes an answer everywhere it was asked for. The files of the map are never overwritten.
    pub(super) fn deliver(
        &self,
        sources: &Sources,
        io: &mut Io,
        write: impl Fn(F, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        for (format, file) in &self.outputs {
            write_file(file, sources, |out| write(*format, out))?;
        }
        match &self.file {
            Some(file) if file.as_os_str() != "-" => write_file(file, sources, |out| write(self.format, out)),
            _ => io.answer(|out| write(self.format, out)),
        }
    }
}

/// Writes a file whole or not at all, without colour.
pub(super) fn write_file(
    path: &Path,
    sources: &Sources,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    if is_of_map(path, sources) {
        return Err(Error::Usage(
            format!("`{}` is a file of the map and is not overwritten", path.display()),
            Some("name another file".into()),
        ));
    }
    let failed = |error| Error::File(path.to_owned(), error);
    let mut text = Vec::new();
    write(&mut anstream::StripStream::new(&mut text)).map_err(failed)?;
    let mut file = AtomicWriteFile::open(path).map_err(failed)?;
    file.write_all(&text).and_then(|()| file.commit()).map_err(failed)
}

/// Whether a file belongs to the map, or would once it is written: a YAML file in a folder that holds others.
fn is_of_map(path: &Path, sources: &Sources) -> bool {
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    let folder = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        parent.canonicalize().ok()
    };
    let real = path.canonicalize().ok();
    let own_folder = folder(path).filter(|_| is_yaml);
    sources.iter().map(|source| Path::new(source.path())).any(|source| {
        let is_same = real.is_some() && source.canonicalize().ok() == real;
        is_same || (own_folder.is_some() && folder(source) == own_folder)
    })
}
