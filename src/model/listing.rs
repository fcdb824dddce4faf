//! What the entries of a list declare, whether it is written in a map, in a sheet or in a workbook.

use super::{Part, Section};

/// What the entries of a list declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    /// Entries of a section: elements or organisations.
    Section(Section),
    /// Named lifecycles.
    Lifecycles,
}

impl Listing {
    /// The sections in their order, then the lifecycles.
    pub fn all() -> impl Iterator<Item = Self> {
        Section::ALL.into_iter().map(Self::Section).chain([Self::Lifecycles])
    }

    /// The key in a map, and the name of a sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Section(section) => section.name(),
            Self::Lifecycles => Part::Lifecycles.name(),
        }
    }

    /// The listing with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|listing| listing.name() == name)
    }

    /// The word for one entry.
    pub fn one(self) -> &'static str {
        match self {
            Self::Section(section) => section.one(),
            Self::Lifecycles => "lifecycle",
        }
    }

    /// Whether its entries are those of a section.
    pub fn is(self, section: Section) -> bool {
        self == Self::Section(section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_one_listing() {
        for listing in Listing::all() {
            assert_eq!(Listing::parse(listing.name()), Some(listing));
        }
        assert_eq!(Listing::parse("plateaus"), None);
    }
}
