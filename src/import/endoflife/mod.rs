//! Dates of vendors' support, as endoflife.date publishes them, as named lifecycles.
//!
//! Read are files on disk: what its API answers, in either version, and the files of its data. Of all products only
//! those are taken that the map uses, and only with the releases that it uses: a technology or system says `product` and
//! `version`, and is given the lifecycle of that release. What could not be matched is told, with what it might be; it is
//! never guessed.

mod dates;
mod element;
mod ends;
mod front_matter;
mod hint;
mod json;
mod lifecycle;
mod names;
mod product;
mod remarks;
mod said;
mod shelf;
mod version;

use std::path::Path;

use super::Draft;
use crate::diagnostic::{FileId, Finding, Place};
use crate::load::{Config, Limits, LoadError, texts_of};
use crate::model::{Date, Model};
use element::Matching;
use product::{Form, Product};
use shelf::Shelf;

/// Reads the files at a path, and what of them the map uses.
///
/// # Errors
/// When there is no such file or folder.
pub fn read(path: &Path, model: &Model, today: Date, config: &Config) -> Result<Draft, LoadError> {
    let files = texts_of(path, &is_wanted, &config.limits)?;
    let mut draft = Draft { sources: files.sources, findings: files.findings, ..Draft::default() };
    let shelf = products(&mut draft, &config.limits);
    if shelf.is_empty() && draft.findings.is_empty() && !draft.sources.is_empty() {
        draft.findings.push(nothing_there());
    }
    let mut matching = Matching::new(&shelf, model, today, &config.limits);
    model.elements.iter().for_each(|element| matching.see(element));
    matching.finish(&mut draft);
    draft.findings.sort_by_key(|finding| finding.place);
    draft.findings.truncate(MOST_FINDINGS);
    Ok(draft)
}

/// More than this is not a list that anybody reads.
const MOST_FINDINGS: usize = 1_000;

fn is_wanted(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| matches!(extension.as_str(), "json" | "md"))
}

fn nothing_there() -> Finding {
    let message = "there is no product of endoflife.date here";
    Finding::new("wrong-type", Place::file(FileId::new(0)), message).help(
        "give a file of its API, such as `postgresql.json`, or a folder of them, or the folder `products` of its data",
    )
}

/// The products of all files, each once.
fn products(draft: &mut Draft, limits: &Limits) -> Shelf {
    let mut found: Vec<Product> = Vec::new();
    for (number, source) in draft.sources.iter().enumerate() {
        let (file, text) = (FileId::new(number), source.text());
        if text.is_empty() {
            continue;
        }
        let form = Form::of(source.path(), text);
        let (products, findings) = match form {
            Form::FrontMatter => front_matter::products(source.path(), text, file, limits),
            Form::Json => json::products(source.path(), text, file),
        };
        if products.is_empty() && findings.is_empty() {
            draft.left_out.add(form.without_product());
        }
        let nameless = products.iter().map(|product| product.nameless).sum();
        (0..nameless).for_each(|_: usize| draft.left_out.add("releases without a name"));
        found.extend(products);
        draft.findings.extend(findings);
    }
    let shelf = Shelf::new(found);
    (0..shelf.passed_over())
        .for_each(|_| draft.left_out.add("descriptions of products of which there is another"));
    shelf
}
