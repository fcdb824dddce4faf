//! Text that was written in one encoding and read in another: `FÃ¶rvaltning`.

use super::encoding::byte_of;

/// The character that stands where another was lost.
const LOST: char = '\u{fffd}';

/// How a text is damaged.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// It was UTF-8 and was read as Latin-1; this is what it said.
    Misread(String),
    /// Characters are lost.
    Lost,
}

/// Whether any text in a file may be damaged: a quick look that may be wrong.
pub(super) fn may_be_damaged(text: &str) -> bool {
    text.contains(['Ã', 'Â', 'â', LOST])
}

/// How a text is damaged, if it is.
pub(super) fn damage(text: &str) -> Option<Damage> {
    if text.contains(LOST) {
        return Some(Damage::Lost);
    }
    if text.is_ascii() {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(byte_of).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok().map(Damage::Misread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_known_by_what_it_was() {
        assert_eq!(damage("FÃ¶rvaltning"), Some(Damage::Misread("Förvaltning".into())));
        assert_eq!(damage("Vård â€“ skola"), None, "not all of it was misread");
        assert_eq!(damage("skola â€“ omsorg"), Some(Damage::Misread("skola – omsorg".into())));
        assert_eq!(damage("F\u{fffd}rvaltning"), Some(Damage::Lost));
        for sound in ["Förvaltning", "Ålder", "Château", "naïve", "plain", "Zażółć", "São Tomé"] {
            assert_eq!(damage(sound), None, "{sound}");
        }
    }
}
