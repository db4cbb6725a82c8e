//! What a name may hold: it stands beside other words, on pages that people decide by.

/// Whether a character of a name is shown: not those that control, hide or turn what stands beside them (UAX #9), nor those
/// that have no picture (Default_Ignorable_Code_Point, Unicode 5.21, and the empty pattern of Braille).
/// Joiners (U+200C, U+200D) and variation selectors (U+FE00 to U+FE0F) stay: names of several scripts, and emoji, need them.
pub fn is_shown(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_empty = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    !c.is_control() && !turns && !is_empty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_is_not_shown_and_what_joins_is() {
        assert!("Ada Lovelace Müller نام\u{200c}خانوادگی".chars().all(is_shown));
        for hidden in [
            '\u{202e}',
            '\u{2069}',
            '\u{200b}',
            '\u{200f}',
            '\u{7}',
            '\n',
            '\u{3164}',
            '\u{2800}',
            '\u{e0020}',
        ] {
            assert!(!is_shown(hidden), "{hidden:?}");
        }
    }
}
