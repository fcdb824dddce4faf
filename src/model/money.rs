//! Sums of money: `3.1 MSEK`, `250 kSEK`, `12000 SEK`.

use std::fmt;

/// A sum in a currency. Sums in different currencies are never added together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// In hundredths of the currency.
    hundredths: i64,
    currency: [u8; 3],
}

impl Money {
    /// How a sum is written.
    pub const FORM: &'static str = "a sum is a number and a currency: 3.1 MSEK, 250 kSEK or 12000 SEK";

    /// Reads a number and a currency of three capital letters, with `k` (thousand) or `M` (million) before it.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_once(' ')?;
        let (scale, currency) = match unit.len() {
            3 => (100, unit),
            4 if unit.starts_with('k') => (100_000, unit.get(1..)?),
            4 if unit.starts_with('M') => (100_000_000, unit.get(1..)?),
            _ => return None,
        };
        let currency: [u8; 3] = currency.as_bytes().try_into().ok()?;
        if !currency.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        Some(Self { hundredths: scaled(number, scale)?, currency })
    }

    /// The sum in hundredths of its currency.
    pub fn hundredths(self) -> i64 {
        self.hundredths
    }

    /// Another sum in the same currency.
    #[must_use]
    pub fn with_hundredths(self, hundredths: i64) -> Self {
        Self { hundredths, ..self }
    }

    /// The currency, three capital letters.
    pub fn currency(&self) -> &str {
        std::str::from_utf8(&self.currency).unwrap_or("???")
    }
}

/// A decimal number times a power of ten, exactly; nothing if digits would be lost.
fn scaled(number: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || number.ends_with('.') {
        return None;
    }
    let mut total = whole.parse::<i64>().ok()?.checked_mul(scale)?;
    let mut unit = scale;
    for digit in fraction.bytes().map(|b| i64::from(b - b'0')) {
        if unit < 10 && digit != 0 {
            return None;
        }
        unit /= 10;
        total = total.checked_add(digit * unit)?;
    }
    Some(total)
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, prefix) = match self.hundredths {
            n if n >= 100_000_000 => (100_000_000, "M"),
            n if n >= 100_000 => (100_000, "k"),
            _ => (100, ""),
        };
        let whole = self.hundredths / unit;
        let mut rest = self.hundredths % unit;
        write!(f, "{whole}")?;
        let mut digit_unit = unit;
        if rest != 0 {
            f.write_str(".")?;
        }
        while rest != 0 {
            digit_unit /= 10;
            write!(f, "{}", rest / digit_unit)?;
            rest %= digit_unit;
        }
        write!(f, " {prefix}{}", self.currency())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact() {
        let hundredths = |text: &str| Money::parse(text).map(Money::hundredths);
        assert_eq!(hundredths("3.1 MSEK"), Some(310_000_000));
        assert_eq!(hundredths("250 kSEK"), Some(25_000_000));
        assert_eq!(hundredths("0.05 SEK"), Some(5));
        assert_eq!(hundredths("1.000 SEK"), Some(100));
        for wrong in [
            "",
            "3.1",
            "3.1MSEK",
            "3,1 MSEK",
            "-1 SEK",
            "1 sek",
            "1 TSEK",
            "1. SEK",
            "0.001 SEK",
            "99999999999999999999 SEK",
            "92233720368547758 MSEK",
        ] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn they_are_shown_in_the_greatest_unit() {
        for (written, shown) in [
            ("3.1 MSEK", "3.1 MSEK"),
            ("3100 kSEK", "3.1 MSEK"),
            ("999 SEK", "999 SEK"),
            ("1050 SEK", "1.05 kSEK"),
            ("0 SEK", "0 SEK"),
        ] {
            assert_eq!(Money::parse(written).unwrap().to_string(), shown);
        }
    }
}
