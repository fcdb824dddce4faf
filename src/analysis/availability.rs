//! Availability of what several things give together: all of them, or enough of a group.
//!
//! Each fails by itself, which is the best that can be hoped for: what they share makes it worse.

/// A share of the time, as a whole number of billionths of billionths; one is always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u64);

const ONE: u64 = 1_000_000_000_000_000_000;
const MILLIONTH: u64 = ONE / 1_000_000;
/// What may be lost by rounding, and is no difference: a millionth of a millionth.
const ROUNDING: u64 = MILLIONTH / 1_000_000;

impl Share {
    /// Always.
    pub const ALWAYS: Self = Self(ONE);

    /// So many millionths of the time; at most always.
    pub fn of_millionths(millionths: u32) -> Self {
        Self((u64::from(millionths) * MILLIONTH).min(ONE))
    }

    /// In millionths, rounded down.
    pub fn millionths(self) -> u32 {
        u32::try_from((self.0 + ROUNDING).min(ONE) / MILLIONTH).unwrap_or(1_000_000)
    }

    /// Whether it is less than so many millionths promise.
    pub fn falls_short_of(self, millionths: u32) -> bool {
        self.0 + ROUNDING < Self::of_millionths(millionths).0
    }

    /// The share of the time in which this and another are there.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(product(self.0, other.0))
    }

    /// The share of the time in which at least so many of them are there.
    ///
    /// Complexity: O(n k) for k of n.
    #[expect(clippy::indexing_slicing, reason = "the list is as long as the count, and one more")]
    pub fn at_least(count: usize, shares: &[Self]) -> Self {
        // By how many are there so far, and the last of those that are enough.
        let mut chances = vec![0_u64; count + 1];
        chances[0] = ONE;
        for share in shares {
            let there = share.0.min(ONE);
            for up in (0..=count).rev() {
                let one_fewer = up.checked_sub(1).map_or(0, |fewer| product(chances[fewer], there));
                let stays = if up == count { chances[up] } else { product(chances[up], ONE - there) };
                chances[up] = stays + one_fewer;
            }
        }
        Self(chances[count].min(ONE))
    }
}

fn product(a: u64, b: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) / u128::from(ONE)).unwrap_or(ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes through everything that can be there and not there.
    fn by_enumeration(count: usize, shares: &[u32]) -> f64 {
        (0..1_u32 << shares.len())
            .filter(|there| there.count_ones() as usize >= count)
            .map(|there| {
                let chance = |(i, &share): (usize, &u32)| {
                    let share = f64::from(share) / 1e6;
                    if there & (1 << i) != 0 { share } else { 1.0 - share }
                };
                shares.iter().enumerate().map(chance).product::<f64>()
            })
            .sum()
    }

    #[test]
    fn enough_of_a_group_is_what_enumeration_says() {
        let mut seed = 3_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((seed >> 33) % below).unwrap()
        };
        for _ in 0..500 {
            let millionths: Vec<u32> =
                (0..next(7)).map(|_| if next(4) == 0 { 1_000_000 } else { next(1_000_001) }).collect();
            let shares: Vec<Share> = millionths.iter().map(|&m| Share::of_millionths(m)).collect();
            for count in 0..=shares.len() + 1 {
                let found = Share::at_least(count, &shares).0 as f64 / ONE as f64;
                let wanted = by_enumeration(count, &millionths);
                assert!((found - wanted).abs() < 1e-12, "{count} of {millionths:?}: {found}, not {wanted}");
            }
            let all = shares.iter().fold(Share::ALWAYS, |all, &share| all.and(share));
            assert!(all.0.abs_diff(Share::at_least(shares.len(), &shares).0) < 100);
        }
    }

    #[test]
    fn what_is_exactly_kept_is_kept() {
        let nines = Share::of_millionths(990_000);
        assert!(!nines.and(nines).falls_short_of(980_100));
        assert!(nines.and(nines).falls_short_of(980_101));
        assert_eq!(nines.and(nines).millionths(), 980_100);
        assert_eq!(Share::at_least(1, &[nines, nines]).millionths(), 999_900);
        assert_eq!(Share::at_least(2, &[Share::ALWAYS, Share::ALWAYS]), Share::ALWAYS);
        assert!(!Share::ALWAYS.falls_short_of(1_000_000));
    }
}
