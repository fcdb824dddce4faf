//! ArchiMate models in the Open Exchange format of The Open Group, as entries.
//!
//! Four steps: the text to XML within limits (`document`), the XML to the concepts and relationships of the model
//! (`exchange`), those to entries with ids (`concepts`), and the relationships to their fields (`relations`). What each
//! concept and relationship means is data, in `meaning`.
//!
//! Knows nothing of views: what a model draws says nothing that its relationships do not say.

mod concepts;
mod document;
mod draft;
mod exchange;
mod fields;
mod findings;
mod guard;
mod meaning;
mod relations;
mod texts;

use std::path::Path;

use crate::diagnostic::{FileId, Source};
use crate::import::Draft;
use crate::load::{Config, LoadError, texts_of};
use draft::Drafting;
use findings::Findings;
pub use meaning::{
    CONCEPTS, ConceptMeaning, Effect, FIELDS, FieldChoice, RELATIONSHIPS, RelationshipMeaning,
};

/// Reads an ArchiMate model that was exported as Open Exchange.
///
/// # Errors
/// When there is no such file, or it cannot be read. What is wrong in it is a finding.
pub fn read(path: &Path, config: &Config) -> Result<Draft, LoadError> {
    if path.is_dir() {
        let why = std::io::Error::other("it is a folder, and one file is wanted");
        return Err(LoadError::Unreadable(path.to_owned(), why));
    }
    let foreign = texts_of(path, &|_| true, &config.limits)?;
    let file = FileId::new(0);
    let mut findings = Findings::of(file);
    let text = foreign.sources.get(file).map_or("", Source::text);
    let is_unread = !foreign.findings.is_empty();
    for finding in foreign.findings {
        findings.add(document::told_of_archi(finding, text));
    }
    let drafted = match document::parse(text, file, &config.limits) {
        _ if is_unread => Draft::default(),
        Err(finding) => {
            findings.add(*finding);
            Draft::default()
        }
        Ok(xml) => {
            let model = exchange::read(&xml, file, &mut findings);
            Drafting::new(config, &mut findings).draft(&model)
        }
    };
    Ok(Draft { findings: findings.into_all(), sources: foreign.sources, ..drafted })
}
