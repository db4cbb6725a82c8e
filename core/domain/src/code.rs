//! Codes that people and phones carry: 48 characters, six digits, ten recovery codes.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::token::sha256;
use crate::world::Entropy;

const ALPHANUMERIC: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// 48 characters of A–Z, a–z, 0–9: 285 bits.
pub fn long_code(entropy: &dyn Entropy) -> Secret {
    let mut code = Zeroizing::new(String::with_capacity(48));
    let mut bytes = Zeroizing::new([0; 64]);
    while code.len() < 48 {
        entropy.fill(bytes.as_mut_slice());
        // 248 = 4 × 62: without the bytes above it every character is equally likely.
        for byte in bytes.iter().filter(|byte| **byte < 248) {
            if let Some(character) = ALPHANUMERIC.get(usize::from(byte % 62))
                && code.len() < 48
            {
                code.push(char::from(*character));
            }
        }
    }
    Secret::new(code.as_str())
}

/// Six digits, with leading zeros.
pub fn six_digits(entropy: &dyn Entropy) -> Secret {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    // 2^64 over 10^6: the bias is one in eighteen trillion.
    Secret::new(format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000))
}

/// 128 random bits in base64url, for a QR code.
pub fn scan_secret(entropy: &dyn Entropy) -> Secret {
    let mut bytes = Zeroizing::new([0; 16]);
    entropy.fill(bytes.as_mut_slice());
    Secret::new(BASE64URL.encode(bytes.as_slice()))
}

/// The six digits that a phone shows after it claimed a link (protocol, "Link a phone", 5).
pub fn link_digits(issuer: &str, private_code: &str, thumbprint: &str) -> String {
    let message = ["donelogin-link", issuer, private_code, thumbprint].join("\0");
    let first: [u8; 8] =
        std::array::from_fn(|n| sha256(message.as_bytes()).get(n).copied().unwrap_or_default());
    format!("{:06}", u64::from_be_bytes(first) % 1_000_000)
}

/// What a person typed as six digits, without the spaces and hyphens that help them read.
pub fn typed_digits(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn the_vector_of_the_protocol() {
        let code = "A".repeat(48);
        // The thumbprint of the key of RFC 7515 A.3.1.
        let canonical = r#"{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        let thumbprint = BASE64URL.encode(sha256(canonical.as_bytes()));
        assert_eq!(link_digits("https://office.local:8443", &code, &thumbprint), "584556");
    }

    #[test]
    fn codes_have_their_form_and_differ() {
        let (one, two) = (long_code(&SystemEntropy), long_code(&SystemEntropy));
        assert!(one.expose().len() == 48 && one.expose().bytes().all(|b| b.is_ascii_alphanumeric()));
        assert_ne!(one.expose(), two.expose());
        assert!(six_digits(&SystemEntropy).expose().len() == 6);
        assert_eq!(typed_digits(" 482-913 "), "482913");
    }
}
