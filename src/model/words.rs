//! Numbers and lists in words, as every output says them.

/// A number with a separator between thousands: `49,578`.
pub(crate) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 step", "2,000 steps".
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// "a", "a and b", "a, b and c".
pub(crate) fn joined(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first few items, and how many more there are.
pub(crate) fn few(items: impl ExactSizeIterator<Item = String>, at_most: usize) -> String {
    let total = items.len();
    let mut shown: Vec<String> = items.take(at_most).collect();
    if total > shown.len() {
        shown.push(format!("{} more", number(total - shown.len())));
    }
    joined(&shown)
}

/// "a", "a or b", "a, b or 3 more".
pub(crate) fn either(items: impl ExactSizeIterator<Item = String>, at_most: usize) -> String {
    let total = items.len();
    let mut shown: Vec<String> = items.take(at_most).collect();
    if total > shown.len() {
        shown.push(format!("{} more", number(total - shown.len())));
    }
    match shown.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => shown.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_separators() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (49578, "49,578"), (1_234_567, "1,234,567")]
        {
            assert_eq!(number(n), text);
        }
    }

    #[test]
    fn lists_end_with_and() {
        let list = |items: &[&str]| joined(&items.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(few(["a", "b", "c"].iter().map(ToString::to_string), 1), "a and 2 more");
        assert_eq!(either(["a", "b", "c"].iter().map(ToString::to_string), 3), "a, b or c");
        assert_eq!(either(["a", "b", "c"].iter().map(ToString::to_string), 1), "a or 2 more");
        assert_eq!(either(["a"].iter().map(ToString::to_string), 3), "a");
    }
}
