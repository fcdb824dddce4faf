//! The sections of a map and the layers that their elements stand in.

use std::fmt;

/// A section of a map: the key under which things are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Business processes and core operations (*verksamhetsprocess*).
    Processes,
    /// Information objects.
    Information,
    /// Business systems, support systems, e-services, platforms and other people's systems.
    Systems,
    /// Interfaces that a provider offers and a consumer calls or receives from.
    Integrations,
    /// Products in a version: databases, operating systems, servers, networks, clients.
    Technologies,
    /// Contracts under which something is operated or maintained.
    Agreements,
    /// Departments, companies and suppliers: they own, operate and supply elements.
    Organisations,
}

/// A layer of the architecture, business first: the order of every answer and picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// What the organisation does.
    Business,
    /// What it knows.
    Information,
    /// What it does it with.
    System,
    /// What that rests on.
    Technology,
    /// What it is delivered under.
    Delivery,
}

impl Section {
    /// The six sections whose entries are elements of the graph, then the organisations.
    pub const ALL: [Self; 7] = [
        Self::Processes,
        Self::Information,
        Self::Systems,
        Self::Integrations,
        Self::Technologies,
        Self::Agreements,
        Self::Organisations,
    ];

    /// The six sections whose entries are elements of the graph.
    pub const ELEMENTS: [Self; 6] = [
        Self::Processes,
        Self::Information,
        Self::Systems,
        Self::Integrations,
        Self::Technologies,
        Self::Agreements,
    ];

    /// The key in the map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Processes => "processes",
            Self::Information => "information",
            Self::Systems => "systems",
            Self::Integrations => "integrations",
            Self::Technologies => "technologies",
            Self::Agreements => "agreements",
            Self::Organisations => "organisations",
        }
    }

    /// The word for one entry.
    pub fn one(self) -> &'static str {
        match self {
            Self::Processes => "process",
            Self::Information => "information object",
            Self::Systems => "system",
            Self::Integrations => "integration",
            Self::Technologies => "technology",
            Self::Agreements => "agreement",
            Self::Organisations => "organisation",
        }
    }

    /// The word for several entries.
    pub fn many(self) -> &'static str {
        match self {
            Self::Information => "information objects",
            other => other.name(),
        }
    }

    /// "1 process", "2 processes".
    pub fn counted(self, n: usize) -> String {
        format!("{n} {}", if n == 1 { self.one() } else { self.many() })
    }

    /// The section with this key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == key)
    }

    /// The layer of an element of this section.
    pub fn layer(self) -> Layer {
        match self {
            Self::Processes => Layer::Business,
            Self::Information => Layer::Information,
            Self::Systems | Self::Integrations => Layer::System,
            Self::Technologies => Layer::Technology,
            Self::Agreements | Self::Organisations => Layer::Delivery,
        }
    }
}

impl Layer {
    /// All layers, business first.
    pub const ALL: [Self; 5] =
        [Self::Business, Self::Information, Self::System, Self::Technology, Self::Delivery];

    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Information => "information",
            Self::System => "system",
            Self::Technology => "technology",
            Self::Delivery => "delivery",
        }
    }

    /// The layer that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.name() == word)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
