//! `systemkarta render --each`: a neighbourhood of every element, in a folder with a list of contents.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::OpenMap;
use super::output::{refuse_folder, write_bytes, write_file};
use super::print::Print;
use super::progress::Progress;
use crate::escape;
use crate::graph::ElementIx;
use crate::model::Section;
use crate::render::views::{self, NeighbourhoodOptions};
use crate::render::{self, BATCH, LayoutOptions, RenderError, Scene};
use crate::report::page::Format;
use crate::report::pictures::{self, MADE_BY, Pictures};

/// The list of contents.
const CONTENTS: &str = "index.md";

/// Failures that are told one by one.
const TOLD: usize = 20;

/// What becomes of a scene.
pub(super) enum Drawing {
    /// A picture, laid out, and what that is turned into.
    Laid(LayoutOptions, Print),
    /// A text that another program lays out, and the ending of its file.
    Text(fn(&Scene) -> String, &'static str),
}

/// The pictures that are asked for.
pub(super) struct Each<'a> {
    pub(super) map: &'a OpenMap,
    pub(super) folder: &'a Path,
    pub(super) options: NeighbourhoodOptions,
    pub(super) drawing: Drawing,
}

/// An element, and why it has no picture if it has none.
type Outcome = (ElementIx, Option<RenderError>);

impl Each<'_> {
    /// Writes all pictures that can be drawn, and the list of contents.
    pub(super) fn write(&self, io: &mut Io) -> Result<ExitStatus, Error> {
        self.prepare_folder()?;
        let elements = self.elements();
        let progress = Progress::new(elements.len(), "pictures");
        let share = elements.len().div_ceil(rayon::current_num_threads().max(1));
        let batches = elements.par_chunks(share.clamp(1, BATCH)).with_max_len(1);
        let written: Result<Vec<Vec<Outcome>>, Error> =
            batches.map(|batch| self.write_batch(batch, &progress)).collect();
        drop(progress);
        let outcomes: Vec<Outcome> = written?.into_iter().flatten().collect();
        self.write_contents(&outcomes)?;
        Ok(self.tell(&outcomes, io))
    }

    /// What is in use, in the order of the map. An integration is an arrow.
    fn elements(&self) -> Vec<ElementIx> {
        let graph = &self.map.graph;
        let in_use = graph.in_use(self.options.at);
        let has_picture = |ix: &ElementIx| {
            in_use.get(ix.index()).copied().unwrap_or(false)
                && graph.element(*ix).section != Section::Integrations
        };
        graph.elements().filter(has_picture).collect()
    }

    /// The folder, made if it is missing; an error if it holds what is not ours to write over.
    fn prepare_folder(&self) -> Result<(), Error> {
        let failed = |error| Error::File(self.folder.to_owned(), error);
        let shown = self.folder.display();
        if self.folder.exists() && !self.folder.is_dir() {
            return Err(Error::usage(format!("`{shown}` is a file, and --each writes many into a folder")));
        }
        refuse_folder(self.folder, &self.map.path, "pictures")?;
        fs::create_dir_all(self.folder).map_err(failed)?;
        refuse_folder(self.folder, &self.map.path, "pictures")?;
        let contents = self.folder.join(CONTENTS);
        if contents.exists() && !fs::read_to_string(&contents).is_ok_and(|text| text.contains(MADE_BY)) {
            let message = format!("`{}` was not made by --each, and is not written over", contents.display());
            return Err(Error::Usage(message, Some("name another folder, or a new one".into())));
        }
        Ok(())
    }

    /// Draws and writes some of the pictures.
    fn write_batch(&self, batch: &[ElementIx], progress: &Progress) -> Result<Vec<Outcome>, Error> {
        self.go_on()?;
        let scene = |&element: &ElementIx| views::neighbourhood(&self.map.graph, element, &self.options);
        let scenes: Vec<Scene> = batch.iter().map(scene).collect();
        let pictures = match &self.drawing {
            Drawing::Laid(layout, _) => render::svg_each(&scenes, layout)?,
            Drawing::Text(text, _) => scenes.iter().map(|scene| Ok(text(scene))).collect(),
        };
        let written = batch.iter().zip(pictures).map(|(&element, picture)| {
            self.go_on()?;
            progress.one_more();
            match picture.and_then(|picture| self.bytes(picture)) {
                Ok(picture) => {
                    let file = self.folder.join(self.file(element));
                    write_bytes(&file, &self.map.path, &picture)?;
                    Ok((element, None))
                }
                Err(error) => Ok((element, Some(error))),
            }
        });
        written.collect()
    }

    fn bytes(&self, picture: String) -> Result<Vec<u8>, RenderError> {
        match &self.drawing {
            Drawing::Laid(_, print) => Ok(print.bytes(picture)?),
            Drawing::Text(..) => Ok(picture.into_bytes()),
        }
    }

    /// An error if the user has ended the run.
    fn go_on(&self) -> Result<(), Error> {
        match &self.drawing {
            Drawing::Laid(LayoutOptions { interrupted: Some(interrupted), .. }, _)
                if interrupted.load(Ordering::Relaxed) =>
            {
                Err(RenderError::Interrupted.into())
            }
            _ => Ok(()),
        }
    }

    /// The name of the file with the picture of an element.
    fn file(&self, element: ElementIx) -> PathBuf {
        let ending = match &self.drawing {
            Drawing::Laid(_, print) => print.ending(),
            Drawing::Text(_, ending) => ending,
        };
        PathBuf::from(format!("{}.{ending}", escape::file_name(self.map.graph.element(element).id())))
    }

    fn write_contents(&self, outcomes: &[Outcome]) -> Result<(), Error> {
        let drawn = outcomes.iter().map(|(element, failure)| {
            let file = failure.is_none().then(|| self.file(*element).display().to_string());
            (*element, file)
        });
        let drawn: Vec<_> = drawn.collect();
        let OpenMap { graph, title, .. } = self.map;
        let page = pictures::page(&Pictures { graph, map: title, at: self.options.at, drawn: &drawn });
        write_file(&self.folder.join(CONTENTS), &self.map.path, |out| page.write(Format::Markdown, out))
    }

    /// Says what could not be drawn.
    fn tell(&self, outcomes: &[Outcome], io: &mut Io) -> ExitStatus {
        let failures: Vec<_> =
            outcomes.iter().filter_map(|(element, failure)| Some((element, failure.as_ref()?))).collect();
        for (element, failure) in failures.iter().take(TOLD) {
            let id = self.map.graph.element(**element).id();
            io.message("error", &format!("no picture of `{id}`: {failure}"));
        }
        if let more @ 1.. = failures.len().saturating_sub(TOLD) {
            io.message("error", &format!("and no picture of {more} more; {CONTENTS} names them"));
        }
        if failures.is_empty() { ExitStatus::Done } else { ExitStatus::CouldNot }
    }
}
