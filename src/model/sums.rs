//! Sums of money in several currencies, each by itself.

use super::Money;

/// What sums of money come to, one total for each currency. A total that is too large stays at the largest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// In the order of their currencies.
    totals: Vec<Money>,
}

impl Sums {
    /// Adds a sum to the total of its currency.
    pub fn add(&mut self, sum: Money) {
        match self.totals.binary_search_by(|total| total.currency().cmp(sum.currency())) {
            Ok(at) => {
                if let Some(total) = self.totals.get_mut(at) {
                    *total = total.with_hundredths(total.hundredths().saturating_add(sum.hundredths()));
                }
            }
            Err(at) => self.totals.insert(at, sum),
        }
    }

    /// Adds all totals of others.
    pub fn add_all(&mut self, others: &Self) {
        others.totals.iter().for_each(|&total| self.add(total));
    }

    /// The totals, in the order of their currencies.
    pub fn totals(&self) -> &[Money] {
        &self.totals
    }

    /// The total in a currency, if something was added in it.
    pub fn in_currency(&self, currency: &str) -> Option<Money> {
        self.totals.iter().find(|total| total.currency() == currency).copied()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<I: IntoIterator<Item = Money>>(all: I) -> Self {
        let mut sums = Self::default();
        all.into_iter().for_each(|sum| sums.add(sum));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_never_added_together() {
        let written = ["2 MSEK", "500 kEUR", "250 kSEK", "1 EUR"];
        let sums: Sums = written.iter().filter_map(|text| Money::parse(text)).collect();
        let said: Vec<String> = sums.totals().iter().map(ToString::to_string).collect();
        assert_eq!(said, ["500.001 kEUR", "2.25 MSEK"]);
        assert_eq!(sums.in_currency("USD"), None);
    }

    #[test]
    fn a_total_that_is_too_large_stays_the_largest() {
        let most = Money::parse("1 SEK").unwrap().with_hundredths(i64::MAX);
        let sums: Sums = [most, most].into_iter().collect();
        assert_eq!(sums.totals(), [most]);
    }
}
