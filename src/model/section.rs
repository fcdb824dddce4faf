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

/// A key at the top of a map that holds no elements or organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the map says about itself.
    Map,
    /// Named sets of dates, to be shared.
    Lifecycles,
    /// Named dates of the programme.
    Plateaus,
    /// Rules that the organisation sets for itself.
    Policies,
    /// Approved exemptions from rules.
    Waivers,
    /// Change proposals.
    Changes,
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

    /// What one entry is, for the documentation.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Processes => "a business process or core operation",
            Self::Information => "an information object: it has an owner, a source, a need of protection",
            Self::Systems => {
                "a business system, support system, e-service or platform; `kind: external` is somebody else's"
            }
            Self::Integrations => {
                "an interface that a `provider` offers and a `consumer` calls or receives from"
            }
            Self::Technologies => {
                "a product in a version: database, operating system, server, network, client"
            }
            Self::Agreements => "a contract under which something is operated or maintained",
            Self::Organisations => "a department, company or supplier that owns, operates or supplies",
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

impl Part {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Map, Self::Lifecycles, Self::Plateaus, Self::Policies, Self::Waivers, Self::Changes];

    /// The key in the map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Lifecycles => "lifecycles",
            Self::Plateaus => "plateaus",
            Self::Policies => "policies",
            Self::Waivers => "waivers",
            Self::Changes => "changes",
        }
    }

    /// What it holds, for the documentation.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Map => "what the map says about itself",
            Self::Lifecycles => "named sets of dates, to be shared",
            Self::Plateaus => "named dates of a programme",
            Self::Policies => "rules that the organisation sets for itself",
            Self::Waivers => "approved exemptions from rules",
            Self::Changes => "what somebody wants to change, before it is made",
        }
    }

    /// The part with this key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == key)
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
