//! For the name of a file that is about an element.

/// A name from `[a-z0-9._+@-]` for an id, without extension.
///
/// Every id has its own name, also where case does not count; the name stays in its folder, needs no percent-encoding
/// in a link and no quotes in a shell, and Windows accepts it. Ids in lower-case kebab-case are their own names; `_`
/// leads in what cannot stand:
///
/// | in the id                                          | in the name                              |
/// |----------------------------------------------------|------------------------------------------|
/// | `A`                                                | `_a`                                     |
/// | `_`                                                | `__`                                     |
/// | `/`                                                | `_-`                                     |
/// | `:`                                                | `_+`                                     |
/// | a dot at an end, a hyphen at the start, all else   | `_9`, the code point in hexadecimal, `_` |
/// | a device of Windows: `con`, `nul.x`                | `_0con`, `_0nul.x`                       |
///
/// So `GroupWise` is `_group_wise` and `nomis/database` is `nomis_-database`.
///
/// A name is at most 200 bytes, which leaves room for an extension. An id with so many signs that it would be longer
/// is written `_2`, the id with each sign as one letter, and in hexadecimal two bits a letter that say which it was.
///
/// A text that is not an id because it has more than 128 characters gets a safe name, but perhaps not one of its own.
pub fn file_name(id: &str) -> String {
    let name = short_name(id);
    if name.len() > LONGEST {
        long_name(id)
    } else if is_reserved(&name) {
        format!("_0{name}")
    } else {
        name
    }
}

/// Of 255 that file systems allow.
const LONGEST: usize = 200;

/// Of an id.
const LONGEST_ID: usize = 128;

fn short_name(id: &str) -> String {
    let last = id.len().saturating_sub(1);
    let mut name = String::with_capacity(id.len());
    for (at, c) in id.char_indices() {
        match c {
            'A'..='Z' => name.extend(['_', c.to_ascii_lowercase()]),
            '_' => name.push_str("__"),
            '/' => name.push_str("_-"),
            ':' => name.push_str("_+"),
            '-' if at != 0 => name.push(c),
            '.' if at != 0 && at != last => name.push(c),
            'a'..='z' | '0'..='9' | '+' | '@' => name.push(c),
            _ => name.push_str(&format!("_9{:x}_", u32::from(c))),
        }
        // Enough to know that it is too long, however long the text.
        if name.len() > LONGEST {
            break;
        }
    }
    name
}

/// At most 2 + 128 + 64 bytes. A hash would be shorter, but whoever edits a map could look for two ids with the same.
fn long_name(id: &str) -> String {
    let (letters, codes): (String, Vec<u32>) = id.chars().take(LONGEST_ID).map(letter_and_code).unzip();
    let digits = codes
        .chunks(2)
        .filter_map(|pair| char::from_digit(pair.iter().fold(0, |sum, code| sum << 2 | code), 16));
    ["_2", &letters, &digits.collect::<String>()].concat()
}

fn letter_and_code(c: char) -> (char, u32) {
    match c {
        'a'..='z' | '0'..='9' | '.' | '+' | '@' | '-' | '_' => (c, 0),
        'A'..='Z' => (c.to_ascii_lowercase(), 1),
        '/' => ('_', 1),
        ':' => ('_', 2),
        _ => ('_', 3),
    }
}

/// Windows gives these to devices, with any extension. Nothing at all is no name either.
fn is_reserved(name: &str) -> bool {
    match name.split('.').next().unwrap_or_default() {
        "" | "con" | "prn" | "aux" | "nul" => true,
        stem => stem
            .strip_prefix("com")
            .or_else(|| stem.strip_prefix("lpt"))
            .is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kebab_case_is_its_own_name() {
        for id in ["smil-2", "a", "7", "meta.2", "skola+hem", "git@x"] {
            assert_eq!(file_name(id), id);
        }
    }

    #[test]
    fn signs_and_capitals_are_written_with_an_underscore() {
        assert_eq!(file_name("GroupWise"), "_group_wise");
        assert_eq!(file_name("nomis/database"), "nomis_-database");
        assert_eq!(file_name("redis:account-api"), "redis_+account-api");
        assert_eq!(file_name("pay_roll"), "pay__roll");
        assert_eq!(file_name("a."), "a_92e_");
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name(".."), "_92e__92e_");
        assert_eq!(file_name("../x"), "_92e_._-x");
        assert_eq!(file_name("a\\b\0"), "a_95c_b_90_");
        assert_eq!(file_name("-rf"), "_92d_rf");
        assert_eq!(file_name(""), "_0");
    }

    #[test]
    fn devices_are_not_names() {
        assert_eq!(file_name("con"), "_0con");
        assert_eq!(file_name("nul.backup"), "_0nul.backup");
        assert_eq!(file_name("com1"), "_0com1");
        assert_eq!(file_name("CON"), "_c_o_n");
        assert_eq!(file_name("com10"), "com10");
        assert_eq!(file_name("console"), "console");
    }

    #[test]
    fn a_long_id_with_many_signs_says_which_they_were() {
        let id = format!("Ab/:{}", "X".repeat(124));
        // A b -> 01 00, / : -> 01 10, X X -> 01 01
        assert_eq!(file_name(&id), format!("_2ab__{}46{}", "x".repeat(124), "5".repeat(62)));
        assert_eq!(file_name(&"a".repeat(128)), "a".repeat(128));
    }

    #[test]
    fn no_text_has_a_long_name() {
        for text in ["A".repeat(1000), "é".repeat(100), "\0".repeat(50), "a".repeat(201)] {
            assert!(file_name(&text).len() <= 200);
        }
    }
}
