//! `systemkarta init`: a small map to begin with, which passes `check`.

use std::path::PathBuf;

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::output::replace;
use crate::escape;

/// Writes a small map to begin with.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to write into; it is made if need be. Nothing that exists is overwritten.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
}

/// The files that are written, beneath the folder.
const FILES: [(&str, &str); 4] = [
    ("systemkarta.toml", include_str!("systemkarta.toml")),
    ("maps/map.yaml", include_str!("map.yaml")),
    ("maps/business.yaml", include_str!("business.yaml")),
    ("maps/systems.yaml", include_str!("systems.yaml")),
];

pub(super) fn run(args: &InitArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let paths: Vec<PathBuf> = FILES.iter().map(|(name, _)| args.folder.join(name)).collect();
    if let Some(existing) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        let message = format!("`{}` exists already; nothing was written", existing.display());
        return Err(Error::Usage(message, Some("name another folder: systemkarta init DIR".into())));
    }
    let maps = args.folder.join("maps");
    std::fs::create_dir_all(&maps).map_err(|error| Error::File(maps, error))?;
    for (path, (_, text)) in paths.iter().zip(FILES) {
        replace(path, |out| out.write_all(text.as_bytes()))
            .map_err(|error| Error::File(path.clone(), error))?;
    }
    io.answer(|out| {
        writeln!(out, "A small map to begin with was written:")?;
        for path in &paths {
            writeln!(out, "  {}", escape::terminal(&path.display().to_string()))?;
        }
        let cd = if args.folder.as_os_str() == "." {
            String::new()
        } else {
            format!("cd {} && ", escape::terminal(&args.folder.display().to_string()))
        };
        writeln!(out, "Next: {cd}systemkarta check && systemkarta impact database")
    })?;
    Ok(ExitStatus::Done)
}
