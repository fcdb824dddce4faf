//! Which characters are dangerous, in one place.
//!
//! A character is judged here alone; what depends on its neighbours is judged in `scan`.

/// Does something, or nothing, but shows nothing.
///
/// The zero width joiner is here, but see [`joins_emoji`]; the two emoji selectors are not, but see [`is_mark`].
pub(super) fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        // C0, DEL and C1: escape sequences, overwritten lines, NUL; C1 has a CSI of one character.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        // Direction controls: the reader sees another order than the program (CVE-2021-42574).
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // Line and paragraph separators: a new line to some readers, none to others.
        '\u{2028}' | '\u{2029}' => true,
        // The rest of Unicode's Default_Ignorable_Code_Point: zero width, fillers, selectors, tags. Two names that
        // look the same would differ, and whole messages can be hidden in them. ZWNJ is among them: correct Persian
        // needs it, but a name that reads `\u{200c}` is better than two systems nobody can tell apart.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' => true,
        '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        // Interlinear annotation: text beneath text.
        '\u{fff9}'..='\u{fffb}' => true,
        // Noncharacters: not for interchange; XML forbids two of them.
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff),
    }
}

/// Is drawn on the character before it: the marks that stack ("Zalgo"), and the two emoji selectors, which are harmless
/// after one character and a hiding place in a long row.
///
/// Not all of Unicode's marks: a script that is missing here can only look untidy.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && matches!(c,
        '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{730}'..='\u{74a}' | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{902}' | '\u{93c}' | '\u{941}'..='\u{948}'
        | '\u{94d}' | '\u{951}'..='\u{957}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}'
        | '\u{f71}'..='\u{f7e}' | '\u{f80}'..='\u{f84}'
        | '\u{1ab0}'..='\u{1ace}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
        | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe0e}' | '\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Is a zero width joiner between these two part of one emoji?
///
/// Families, professions and flags are made so, and there the joiner is seen: without it the picture falls apart.
/// Anywhere else it is invisible, and hidden.
pub(super) fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    let joinable = |c: char| is_pictograph(c) || c == '\u{fe0f}';
    before.is_some_and(joinable) && after.is_some_and(is_pictograph)
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Has no business in any text of a map: controls other than the line end and the tab, direction controls,
/// separators that only some readers take for a line end, and invisible characters of no script.
///
/// Narrower than [`is_hidden`]: what a script or an emoji needs may be written, and is shown when it leaves.
pub(super) fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}' => true,
        _ => matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_hidden() {
        for c in
            "Skarpnäck (SDF) – 24×7, “kök” № 5 € данные 数据 العربية 🏙 \u{a0}\u{3000}\u{fffd}\u{e000}".chars()
        {
            assert!(!is_hidden(c), "{c:?}");
        }
    }

    #[test]
    fn every_control_and_every_noncharacter_is_hidden() {
        assert!(('\0'..=char::MAX).filter(|c| c.is_control()).all(is_hidden));
        assert!(
            (0..=16)
                .flat_map(|plane| [plane << 16 | 0xfffe, plane << 16 | 0xffff])
                .filter_map(char::from_u32)
                .all(is_hidden)
        );
    }

    #[test]
    fn a_character_is_hidden_or_a_mark_but_not_both() {
        assert_eq!(('\0'..=char::MAX).find(|&c| is_hidden(c) && is_mark(c)), None);
    }

    #[test]
    fn letters_and_digits_are_not_marks() {
        assert_eq!(('\0'..=char::MAX).find(|&c| is_mark(c) && c.is_numeric()), None);
        assert!(!"กาอาהאहআ".chars().any(is_mark));
    }

    #[test]
    fn a_joiner_belongs_between_two_pictures() {
        assert!(joins_emoji(Some('👩'), Some('💻')));
        assert!(joins_emoji(Some('\u{fe0f}'), Some('🌈')));
        assert!(!joins_emoji(Some('a'), Some('💻')));
        assert!(!joins_emoji(Some('👩'), None));
    }
}
