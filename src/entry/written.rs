//! The value of a field as it is written.

/// The value of a field as it is written: a text, a list or a mapping.
///
/// Nested at most as deep as [`Limits::depth`](crate::load::Limits::depth) lets a map be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Written {
    /// One text.
    Text(String),
    /// A list.
    List(Vec<Written>),
    /// Values by key, in the order in which they are written.
    Mapping(Vec<(String, Written)>),
}

impl Written {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Mapping(entries) => entries.is_empty(),
        }
    }

    /// Whether two values say the same: the keys of a mapping have no order.
    pub fn says_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Mapping(a), Self::Mapping(b)) => {
                let has =
                    |(key, said): &(String, Self)| b.iter().any(|(it, value)| it == key && value == said);
                a.len() == b.len() && a.iter().all(has)
            }
            _ => self == other,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Mapping(_) => None,
        }
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Written {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
