//! Windows-1252, in which spreadsheets save when nobody tells them otherwise. Latin-1 is a part of it.

/// What is not UTF-8 is read as this, if the settings say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Encoding {
    /// Latin-1, with the signs that Windows puts where Latin-1 has controls.
    Windows1252,
}

impl Encoding {
    /// The words for it in the settings. `utf-8` says that there is no other.
    pub(super) const WORDS: [&'static str; 4] = ["utf-8", "latin-1", "iso-8859-1", "windows-1252"];
}

/// The characters of the bytes 0x80 to 0x9F; those without one stay the controls that they are, and are told.
const SIGNS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes as text.
pub(in crate::load) fn windows_1252(bytes: &[u8]) -> String {
    let sign = |byte: u8| SIGNS.get(usize::from(byte).wrapping_sub(0x80)).copied();
    bytes.iter().map(|&byte| sign(byte).unwrap_or(char::from(byte))).collect()
}

/// A character as its byte, if it has one.
pub(super) fn byte_of(c: char) -> Option<u8> {
    let sign = SIGNS.iter().position(|&sign| sign == c).and_then(|i| u8::try_from(i + 0x80).ok());
    sign.or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_character_and_back() {
        let all: Vec<u8> = (0..=255).collect();
        let text = windows_1252(&all);
        let back: Option<Vec<u8>> = text.chars().map(byte_of).collect();
        assert_eq!(back, Some(all));
        assert_eq!(windows_1252(b"F\xF6rvaltning \x96 \x80"), "Förvaltning – €");
        assert_eq!(byte_of('Ω'), None);
    }
}
