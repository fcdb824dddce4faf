//! Sums of money: rounded in words, whole in sheets and JSON.

use serde::Serialize;

use super::words::joined;
use crate::model::{Money, Sums};

/// A sum as a contract has it: nothing is rounded.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct WireMoney<'a> {
    /// In hundredths of the currency, so that programs need no fractions.
    hundredths: i64,
    currency: &'a str,
}

/// A sum as people say it, with at most two decimals: `12.49 MSEK`.
pub(super) fn said(sum: Money) -> String {
    let hundredths = sum.hundredths();
    let (unit, prefix) = match hundredths.saturating_abs() {
        n if n >= 100_000_000 => (100_000_000, "M"),
        n if n >= 100_000 => (100_000, "k"),
        _ => (100, ""),
    };
    let rounded = (i128::from(hundredths) * 100 + unit / 2).div_euclid(unit);
    let (whole, rest) = (rounded / 100, rounded % 100);
    let decimals = format!("{rest:02}");
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{whole}{point}{decimals} {prefix}{}", sum.currency())
}

/// Sums in several currencies: `12.5 MSEK and 300 kEUR`.
pub(super) fn all_said(sums: &Sums) -> String {
    match sums.totals() {
        [] => "0".to_owned(),
        totals => joined(&totals.iter().map(|&total| said(total)).collect::<Vec<_>>()),
    }
}

/// A sum as a number for a sheet: `12493150.70`.
pub(super) fn in_sheet(sum: Money) -> String {
    let hundredths = sum.hundredths();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Sums for a contract.
pub(super) fn wire(sums: &Sums) -> Vec<WireMoney<'_>> {
    sums.totals().iter().map(wire_one).collect()
}

/// A sum for a contract.
pub(super) fn wire_one(sum: &Money) -> WireMoney<'_> {
    WireMoney { hundredths: sum.hundredths(), currency: sum.currency() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_rounded_for_people_only() {
        let sum = |hundredths| Money::parse("1 SEK").unwrap().with_hundredths(hundredths);
        let said: Vec<String> =
            [1_249_315_070, 250_000_000, 99_950, 100_000, 5].into_iter().map(|n| said(sum(n))).collect();
        assert_eq!(said, ["12.49 MSEK", "2.5 MSEK", "999.5 SEK", "1 kSEK", "0.05 SEK"]);
        assert_eq!(in_sheet(sum(1_249_315_070)), "12493150.70");
    }
}
