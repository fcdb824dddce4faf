//! The small languages of values as regular expressions: such as every dialect reads, without looking around.

use serde_json::{Map, Value, json};

use crate::model::{Id, PartialDate, ServiceHours};

/// The years that a map may name; [`PartialDate::YEARS`].
const YEAR: &str = "(19[0-9]{2}|2[01][0-9]{2}|2200)";
/// Every day of a leap year.
const MONTH_AND_DAY: &str =
    "(02-(0[1-9]|[12][0-9])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))";
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// An id.
pub(super) fn id() -> String {
    format!("^[A-Za-z0-9][A-Za-z0-9._+:/@-]{{0,{}}}$", Id::MAX_LENGTH - 1)
}

/// What holds for an id. A number is one if it has no sign.
pub(super) fn id_rules() -> Map<String, Value> {
    let rules = [("pattern", json!(id())), ("patternErrorMessage", json!(Id::FORM)), ("minimum", json!(0))];
    rules.map(|(name, rule)| (name.to_owned(), rule)).into_iter().collect()
}

/// A day, month, quarter or year, with other words besides.
pub(super) fn date(others: &str) -> String {
    format!("^({YEAR}(-Q[1-4]|-(0[1-9]|1[0-2])|-{MONTH_AND_DAY})?{others})$")
}

/// What holds for a year that is read as a number.
pub(super) fn years() -> (i16, i16) {
    (*PartialDate::YEARS.start(), *PartialDate::YEARS.end())
}

/// A minute, or a day.
pub(super) fn moment() -> String {
    format!("^{YEAR}-{MONTH_AND_DAY}([T ]{TIME})?$")
}

/// A length of time.
pub(super) const DURATION: &str = "^([0-9]+[mhdw]|0)$";

/// A length of time that is longer than none.
pub(super) const LENGTH: &str = "^0*[1-9][0-9]*[mhdw]$";

/// A sum of money: no digit may be lost to hundredths of the currency.
pub(super) const MONEY: &str =
    "^[0-9]+((\\.[0-9]{1,2}0*)? |(\\.[0-9]{1,5}0*)? k|(\\.[0-9]{1,8}0*)? M)[A-Z]{3}$";

/// A percentage.
pub(super) const PERCENTAGE: &str = "^(100(\\.0{1,4})?|0?[0-9]{1,2}(\\.[0-9]{1,4})?)( *%)?$";

/// The days on which hours are: `mon`, `mon-fri`.
pub(super) fn weekdays() -> String {
    format!("^{}$", days())
}

/// Hours of a day: `08:00-12:00, 13:00-17:00`.
pub(super) fn hours() -> String {
    format!("^{}$", ranges())
}

/// Days and hours in one, or one of the words for them.
pub(super) fn service_hours() -> String {
    format!("^({}|{} {})$", ServiceHours::WORDS.join("|"), days(), ranges())
}

fn days() -> String {
    let day = ServiceHours::DAYS.join("|");
    format!("({day})(-({day}))?")
}

fn ranges() -> String {
    let range = format!(" *{TIME}-({TIME}|24:00) *");
    format!("{range}(,{range})*")
}
