//! What a person is to a client that is not to know them by the name that others know (OIDC Core 8.1).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;

use crate::token::hmac_sha256;

/// A subject of a sector's own. Under a key, or whoever has a list of subjects could try them all.
pub fn pairwise(key: &[u8; 32], sector: &str, subject: &str) -> String {
    // A sector is a host or a client's id: no NUL stands in it.
    BASE64URL.encode(hmac_sha256(key, [sector, subject].join("\0").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_within_a_sector_and_another_outside() {
        let of = |key, sector, subject| pairwise(&[key; 32], sector, subject);
        let one = of(1, "a.example", "ada");
        assert_eq!(one, of(1, "a.example", "ada"));
        assert_eq!(one.len(), 43, "at most 255 characters");
        for other in [of(1, "b.example", "ada"), of(1, "a.example", "bob"), of(2, "a.example", "ada")] {
            assert_ne!(one, other);
        }
    }
}
