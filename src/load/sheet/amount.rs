//! Numbers as spreadsheets write them: with a comma before the decimals and spaces between thousands.

use crate::model::Money;

/// How a sum of money is to be written that was written as in a spreadsheet.
pub(super) fn money(text: &str) -> Option<String> {
    let plain = plain(text);
    (plain != text && Money::parse(text).is_none() && Money::parse(&plain).is_some()).then_some(plain)
}

/// How a percentage is to be written that was written with a comma, or as a fraction of one.
pub(super) fn percentage(text: &str) -> Option<String> {
    let is_decimal = |number: &str| {
        let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(decimals)
    };
    let plain = plain(text);
    let number = plain.trim_end_matches('%').trim_end();
    if plain != text && is_decimal(number) {
        return Some(plain);
    }
    // 0.995 is what a spreadsheet holds where it shows 99.5 %.
    let decimals = text.strip_prefix("0.").filter(|_| is_decimal(text))?;
    let (whole, rest) = decimals.split_at_checked(2).unwrap_or((decimals, ""));
    let whole = format!("{whole:0<2}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

/// With a point before the decimals, and without spaces between digits.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let between =
            plain.ends_with(|c: char| c.is_ascii_digit()) && rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            ',' if between => plain.push('.'),
            ' ' if between => {}
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_told_as_it_is_to_be_written() {
        assert_eq!(money("3,1 MSEK").as_deref(), Some("3.1 MSEK"));
        assert_eq!(money("1 200 000 SEK").as_deref(), Some("1200000 SEK"));
        assert_eq!(money("3.1 MSEK"), None);
        assert_eq!(money("3,1"), None);
    }

    #[test]
    fn a_percentage_is_told_as_it_is_to_be_written() {
        assert_eq!(percentage("99,5").as_deref(), Some("99.5"));
        assert_eq!(percentage("99,50 %").as_deref(), Some("99.50 %"));
        assert_eq!(percentage("0.995").as_deref(), Some("99.5"));
        assert_eq!(percentage("0.9").as_deref(), Some("90"));
        assert_eq!(percentage("99.5"), None);
        assert_eq!(percentage("high"), None);
    }
}
