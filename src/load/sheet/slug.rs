//! Names to ids: `Lisa självservice` to `lisa-sjalvservice`. And when two names are the same.

/// The longest id that is made, so that a number still fits behind it.
const LONGEST: usize = 100;

/// The id that is made from a name: its letters and digits, small, without accents, with `-` between words. Nothing if it
/// has none. Letters of other alphabets are written as their numbers, so that they too make an id that stays.
pub fn slug(name: &str) -> Option<String> {
    let mut id = String::new();
    let mut between = false;
    for c in name.chars().flat_map(char::to_lowercase) {
        let letters = match plain(c) {
            Some(letters) => letters.to_owned(),
            None if c.is_ascii_alphanumeric() => c.to_string(),
            None if is_mark(c) || matches!(c, '\'' | '’' | '\u{ad}') => continue,
            None if c.is_alphanumeric() => format!("u{:x}", u32::from(c)),
            None => {
                between = true;
                continue;
            }
        };
        if id.len() + letters.len() >= LONGEST {
            break;
        }
        if between && !id.is_empty() {
            id.push('-');
        }
        between = false;
        id.push_str(&letters);
    }
    (!id.is_empty()).then_some(id)
}

/// A name as it is compared with others: without regard to capitals, spaces, and how an accent is encoded.
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match folded.chars().next_back().and_then(|before| composed(before, c)) {
                Some(letter) => {
                    folded.pop();
                    folded.push(letter);
                }
                None => folded.push(c),
            }
        }
    }
    folded
}

/// A mark that stands on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A letter and a mark that some systems write apart, as one.
fn composed(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('a', '\u{300}') => 'à',
        ('a', '\u{301}') => 'á',
        ('a', '\u{302}') => 'â',
        ('a', '\u{308}') => 'ä',
        ('a', '\u{30a}') => 'å',
        ('c', '\u{327}') => 'ç',
        ('e', '\u{300}') => 'è',
        ('e', '\u{301}') => 'é',
        ('e', '\u{302}') => 'ê',
        ('e', '\u{308}') => 'ë',
        ('n', '\u{303}') => 'ñ',
        ('o', '\u{301}') => 'ó',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{308}') => 'ö',
        ('u', '\u{301}') => 'ú',
        ('u', '\u{308}') => 'ü',
        _ => return None,
    })
}

/// A Latin letter without its accent.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id() {
        let ids = [
            ("Lisa", "lisa"),
            ("Lisa självservice", "lisa-sjalvservice"),
            ("Äldreomsorg (Söder) – 2.0", "aldreomsorg-soder-2-0"),
            ("  ParaGå\u{a0}webb  ", "paraga-webb"),
            ("A\u{30a}sa", "asa"),
            ("Straße & Œuvre", "strasse-oeuvre"),
            ("Anna’s", "annas"),
            ("Лиса", "u43bu438u441u430"),
            ("1 000", "1-000"),
        ];
        for (name, id) in ids {
            assert_eq!(slug(name).as_deref(), Some(id), "{name}");
        }
        assert_eq!(slug("?! –"), None);
        assert!(slug(&"å ".repeat(500)).unwrap().len() <= LONGEST);
    }

    #[test]
    fn names_are_compared_as_people_read_them() {
        assert_eq!(folded(" Lisa\u{a0} SJÄLVSERVICE\n"), "lisa självservice");
        assert_eq!(folded("A\u{30a}sa"), folded("Åsa"));
        assert_ne!(folded("Vård"), folded("Vard"));
    }
}
