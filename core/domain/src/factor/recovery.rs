//! Recovery codes: ten of 80 bits, shown once, each good once. They stand for the second factor only.

use crate::secret::Secret;
use crate::token::{TokenHash, hmac_sha256};
use crate::world::Entropy;

/// How many there are.
pub const COUNT: usize = 10;

/// Letters and digits that are not taken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ten fresh codes, as they are shown: four groups of four.
pub fn generate(entropy: &dyn Entropy) -> Vec<Secret> {
    (0..COUNT).map(|_| one(entropy)).collect()
}

/// What is stored of a code: an HMAC under a key outside the database.
pub fn tag(key: &[u8], code: &str) -> TokenHash {
    TokenHash::from_bytes(hmac_sha256(key, canonical(code).as_bytes()))
}

/// Whether text could be a recovery code, so that one field takes these and six digits.
pub fn looks_like_one(text: &str) -> bool {
    canonical(text).len() == 16
}

/// What a person typed, as the code was made: without spaces and hyphens, and `o`, `i`, `l` read as digits.
fn canonical(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).take(64);
    kept.map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    })
    .collect()
}

fn one(entropy: &dyn Entropy) -> Secret {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    let letters: Vec<char> =
        bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|b| char::from(*b)).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Secret::new(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let codes = generate(&SystemEntropy);
        assert_eq!(codes.len(), COUNT);
        let code = codes[0].expose();
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(tag(b"k", code), tag(b"k", &code.to_uppercase().replace('-', " ")));
        assert_ne!(tag(b"k", code), tag(b"other", code));
        assert!(looks_like_one(code) && !looks_like_one("482913"));
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        assert_eq!(tag(b"k", "0011-aaaa-bbbb-cccc"), tag(b"k", "oOiL AAAA bbbb cccc"));
    }
}
