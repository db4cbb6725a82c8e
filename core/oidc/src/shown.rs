//! What a name may hold: it stands beside other words, on pages that people decide by.

/// Whether a character of a name is shown: not those that control, hide or turn what stands beside them (UAX #9).
/// Joiners (U+200C, U+200D) stay: names of several scripts need them.
pub fn is_shown(c: char) -> bool {
    let hides = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_control() && !hides
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_is_not_shown_and_what_joins_is() {
        assert!("Ada Lovelace Müller نام\u{200c}خانوادگی".chars().all(is_shown));
        for hidden in ['\u{202e}', '\u{2069}', '\u{200b}', '\u{200f}', '\u{7}', '\n'] {
            assert!(!is_shown(hidden), "{hidden:?}");
        }
    }
}
