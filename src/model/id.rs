//! Ids: the names by which elements and organisations refer to each other.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The id of an element or organisation: `[A-Za-z0-9][A-Za-z0-9._+:/@-]{0,127}`.
///
/// Real inventories have ids such as `redis:account-api` and `nomis/database`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdError {
    /// It is empty.
    Empty,
    /// It is longer than [`Id::MAX_LENGTH`].
    TooLong,
    /// Its first character is not a letter from a to z or a digit.
    Start(char),
    /// This character may not stand in an id.
    Character(char),
}

impl Id {
    /// The greatest number of characters in an id.
    pub const MAX_LENGTH: usize = 128;

    /// How an id is written.
    pub const FORM: &'static str = "letters (a to z, A to Z), digits and . _ + : / @ - make an id";

    /// The id that a text is.
    ///
    /// # Errors
    /// Says what in the text keeps it from being an id.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let first = text.chars().next().ok_or(IdError::Empty)?;
        if !first.is_ascii_alphanumeric() {
            return Err(IdError::Start(first));
        }
        if let Some(wrong) = text.chars().find(|&c| !may_stand_in_id(c)) {
            return Err(IdError::Character(wrong));
        }
        if text.len() > Self::MAX_LENGTH {
            return Err(IdError::TooLong);
        }
        Ok(Self(Arc::from(text)))
    }

    /// The id of an integration that was given none: `provider--consumer`.
    ///
    /// Joins two ids; the result may be longer than an id that is written, which does no harm.
    pub fn joined(first: &Self, second: &Self) -> Self {
        Self(Arc::from(format!("{first}--{second}")))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn may_stand_in_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | ':' | '/' | '@' | '-')
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id cannot be empty"),
            Self::TooLong => write!(f, "an id has at most {} characters", Id::MAX_LENGTH),
            Self::Start(c) => {
                write!(f, "an id begins with a letter (a to z, A to Z) or a digit, not {}", shown(*c))
            }
            Self::Character(c) => write!(f, "{} may not stand in an id", shown(*c)),
        }
    }
}

fn shown(c: char) -> String {
    if c == ' ' { "a space".into() } else { format!("`{c}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_real_inventories_are_ids() {
        for id in ["a", "9i", "redis:account-api", "nomis/database", "libstdc++6", "x@y", "A.b_c"] {
            assert_eq!(Id::parse(id).map(|i| i.to_string()), Ok(id.to_owned()));
        }
        assert!(Id::parse(&"a".repeat(128)).is_ok());
    }

    #[test]
    fn what_is_not_an_id_says_why() {
        assert_eq!(Id::parse(""), Err(IdError::Empty));
        assert_eq!(Id::parse("-a"), Err(IdError::Start('-')));
        assert_eq!(Id::parse("å"), Err(IdError::Start('å')));
        assert_eq!(Id::parse("a b"), Err(IdError::Character(' ')));
        assert_eq!(Id::parse(&"a".repeat(129)), Err(IdError::TooLong));
    }
}
