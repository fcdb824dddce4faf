//! The files of a plan, written.

use std::io;
use std::path::Path;

use super::file::MapFolder;
use crate::cli::error::Error;
use crate::cli::output::replace;
use crate::diagnostic::Sources;
use crate::import::Plan;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the files of a plan, each whole or not at all. One that changed since the map was read is not overwritten.
pub(super) fn write(plan: &Plan, sources: &Sources, folder: &MapFolder) -> Result<(), Error> {
    let marks = plan.files.iter().map(|file| {
        let path = Path::new(&file.path);
        let known = sources.iter().find(|source| source.path() == file.path).map(|source| source.text());
        as_it_was_read(path, known).map_err(|error| Error::File(path.to_owned(), error))
    });
    // Nothing is written before all is known to be as it was.
    let marks: Vec<&str> = marks.collect::<Result<_, _>>()?;
    for (file, mark) in plan.files.iter().zip(marks) {
        let path = Path::new(&file.path);
        let parent = path.parent().unwrap_or(&folder.path);
        let write = std::fs::create_dir_all(parent)
            .and_then(|()| replace(path, |out| write!(out, "{mark}{}", file.text)));
        write.map_err(|error| Error::File(path.to_owned(), error))?;
    }
    Ok(())
}

/// The byte order mark of a file that is as it was read, or is not there if it was not.
fn as_it_was_read(path: &Path, known: Option<&str>) -> io::Result<&'static str> {
    if path.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
        return Err(io::Error::other("it is a link; name another file of the map with --to"));
    }
    let Some(known) = known else {
        return match path.symlink_metadata() {
            Ok(_) => Err(io::Error::other("it is there, and was not read as a part of the map")),
            Err(_) => Ok(""),
        };
    };
    let now = std::fs::read_to_string(path)?;
    match now.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) if text == known => Ok(BYTE_ORDER_MARK),
        None if now == known => Ok(""),
        _ => Err(io::Error::other("it changed while it was read; run the command again")),
    }
}
