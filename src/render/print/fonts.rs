//! Which font of the system sets a text.
//!
//! The widths of all texts are those of Arial, so a family of that measure comes first. Only fonts that have outlines are
//! taken: of pictures for letters a PDF could say nothing. The order of the files on the disk decides nothing.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Query, Stretch, Style, Weight};
use resvg::usvg::{Font, FontResolver};
use skrifa::prelude::*;
use skrifa::raw::TableProvider;

use super::PrintError;

/// Families of one measure, in the order in which pictures name them, and free ones that follow it too.
const FAMILIES: [&str; 5] = ["Arial", "Liberation Sans", "Helvetica", "Arimo", "Nimbus Sans"];
/// Letters that a font must have to be of use.
const LETTERS: &str = "AaÅåÄäÖö09";

/// The fonts of the system, and the family that sets all text as far as it can.
pub(super) struct Fonts {
    database: Arc<Database>,
    family: String,
}

impl Fonts {
    /// Looks for the fonts of the system.
    pub(super) fn of_system() -> Result<Self, PrintError> {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::new(database)
    }

    fn new(database: Database) -> Result<Self, PrintError> {
        let family = family(&database).ok_or(PrintError::NoFont)?;
        Ok(Self { database: Arc::new(database), family })
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// Whatever family a picture names, its text is set in ours; what ours has no letter for, in another.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|font: &Font, database| {
                find(database, &self.family, Weight(font.weight()))
            }),
            select_fallback: Box::new(|letter, used, database| fallback(database, letter, used)),
        }
    }
}

/// The family to set text in.
fn family(database: &Database) -> Option<String> {
    let serves = |id| sets(database, id, LETTERS);
    let named = FAMILIES.into_iter().find(|name| find(database, name, Weight::NORMAL).is_some_and(serves));
    if let Some(name) = named {
        return Some(name.to_owned());
    }
    let mut others: Vec<&FaceInfo> = database.faces().filter(|face| is_plain(face)).collect();
    others.sort_by_key(|face| (!name(face).contains("Sans"), name(face), &face.post_script_name));
    others.into_iter().find(|face| serves(face.id)).map(|face| name(face).to_owned())
}

fn find(database: &Database, family: &str, weight: Weight) -> Option<ID> {
    let families = &[Family::Name(family)];
    database.query(&Query { families, weight, stretch: Stretch::Normal, style: Style::Normal })
}

/// A font for a letter that the fonts used so far do not have: of the same weight if there is one.
fn fallback(database: &Database, letter: char, used: &[ID]) -> Option<ID> {
    let weight = used.first().and_then(|&id| database.face(id)).map_or(Weight::NORMAL, |face| face.weight);
    let mut others: Vec<&FaceInfo> = database.faces().filter(|face| !used.contains(&face.id)).collect();
    others.sort_by_key(|face| {
        (!is_plain(face), face.weight.0.abs_diff(weight.0), name(face), &face.post_script_name)
    });
    others.into_iter().map(|face| face.id).find(|&id| sets(database, id, letter.encode_utf8(&mut [0; 4])))
}

fn is_plain(face: &FaceInfo) -> bool {
    face.style == Style::Normal && face.stretch == Stretch::Normal && !face.monospaced
}

fn name(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

/// Whether a font draws all these letters with outlines.
fn sets(database: &Database, id: ID, letters: &str) -> bool {
    let sets = |data: &[u8], index| {
        let Ok(font) = FontRef::from_index(data, index) else { return false };
        let has_outlines = font.glyf().is_ok() || font.cff().is_ok();
        let letters_of_font = font.charmap();
        has_outlines && letters.chars().all(|letter| letters_of_font.map(letter).is_some())
    };
    database.with_face_data(id, sets).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_font_there_is_no_press() {
        assert_eq!(Fonts::new(Database::new()).err(), Some(PrintError::NoFont));
    }
}
