//! What a release says of one of its days, as it was written.

use crate::diagnostic::{Finding, Place, quoted};
use crate::model::{DateError, PartialDate, SupportEnd};

/// A day that a release tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// It is released.
    Release,
    /// Active support ends.
    ActiveSupport,
    /// Support ends for most.
    Life,
    /// Extended support ends.
    ExtendedSupport,
    /// It is sold no more.
    Sale,
}

/// What was written of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// A text or a number.
    Text(String, Place),
    /// Whether it is over.
    Over(bool, Place),
    /// A list or mapping.
    Other(Place),
}

impl Said {
    /// The same of a field that says whether it still is.
    pub(super) fn inverted(self) -> Self {
        match self {
            Self::Over(over, place) => Self::Over(!over, place),
            said => said,
        }
    }

    /// The same, where a text may be a flag.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::Text(text, place) if text == "true" => Self::Over(true, place),
            Self::Text(text, place) if text == "false" => Self::Over(false, place),
            said => said,
        }
    }

    /// When it is.
    pub(super) fn end(&self, event: Event) -> Result<SupportEnd, Box<Finding>> {
        let fault = match self {
            Self::Over(_, place) if event == Event::Release => fault(*place, "this is no date"),
            Self::Over(true, _) => return Ok(SupportEnd::Over),
            Self::Over(false, _) => return Ok(SupportEnd::NoneKnown),
            Self::Text(text, place) => {
                match (day(text), fault(*place, &format!("{} is no date", quoted(text)))) {
                    (Ok(date), _) => return Ok(SupportEnd::On(date)),
                    (Err(DateError::Form), fault) => fault.help("a date is written as 2025-11-13"),
                    (Err(error), fault) => fault.help(error.to_string()),
                }
            }
            Self::Other(place) => fault(*place, "this is neither a date nor true or false"),
        };
        Err(Box::new(fault))
    }
}

fn fault(place: Place, message: &str) -> Finding {
    Finding::new("bad-value", place, message)
}

/// A single day of the calendar.
fn day(text: &str) -> Result<PartialDate, DateError> {
    let date = PartialDate::parse(text.trim())?;
    if date.first() == date.last() { Ok(date) } else { Err(DateError::Form) }
}
