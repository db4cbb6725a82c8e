//! Authenticator codes (RFC 6238): six digits, thirty seconds, SHA-1 as every app expects.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::world::Entropy;

/// Seconds a code is shown.
const STEP_S: i64 = 30;
/// Steps before and after that are accepted, for clocks that differ.
const SKEW: i64 = 1;

/// A shared secret of 160 bits (RFC 4226 4, R6).
#[derive(Clone)]
pub struct TotpSecret(Zeroizing<Vec<u8>>);

impl TotpSecret {
    /// A fresh secret.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new(vec![0; 20]);
        entropy.fill(&mut bytes);
        Self(bytes)
    }

    /// As it was stored.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes, to be sealed.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Base32 without padding, as people type it and apps read it (RFC 4648 6).
    pub fn base32(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut out = String::new();
        let (mut buffer, mut bits) = (0_u32, 0_u32);
        for byte in self.0.iter() {
            buffer = buffer << 8 | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                let letter = LETTERS.get((buffer >> bits & 31) as usize).copied().unwrap_or(b'A');
                out.push(char::from(letter));
            }
        }
        if bits > 0 {
            let letter = LETTERS.get((buffer << (5 - bits) & 31) as usize).copied().unwrap_or(b'A');
            out.push(char::from(letter));
        }
        out
    }

    /// The `otpauth` URI for a QR code.
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        let encode = |text: &str| {
            form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
        };
        let (issuer, account) = (encode(issuer), encode(account));
        format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
            self.base32()
        )
    }

    /// The time step that `code` belongs to, if it is one near now and behind `last`: a step is accepted once.
    pub fn accept(&self, code: &str, last: Option<i64>, now: i64) -> Option<i64> {
        let present = now.div_euclid(STEP_S);
        (present - SKEW..=present + SKEW)
            .filter(|step| last.is_none_or(|last| *step > last))
            .find(|step| self.code(*step).as_bytes().ct_eq(code.as_bytes()).into())
    }

    fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        // RFC 4226 5.3: dynamic truncation.
        let bytes = tag.as_ref();
        let offset = usize::from(bytes.last().copied().unwrap_or_default() & 0xf);
        let word =
            bytes.get(offset..offset + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).unwrap_or_default();
        format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000)
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1 column, the last six of its eight digits.
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    #[test]
    fn rfc6238_appendix_b() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890");
        for (time, code) in VECTORS {
            assert_eq!(secret.accept(code, None, time), Some(time / 30), "{time}");
        }
    }

    #[test]
    fn a_step_is_accepted_once_and_neighbours_count() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890");
        assert_eq!(secret.accept("287082", None, 59 + 30), Some(1));
        assert_eq!(secret.accept("287082", None, 59 - 30), Some(1));
        assert_eq!(secret.accept("287082", None, 59 + 60), None);
        assert_eq!(secret.accept("287082", Some(1), 59), None, "used");
    }

    #[test]
    fn rfc4648_10_base32() {
        assert_eq!(TotpSecret::from_bytes(b"foobar").base32(), "MZXW6YTBOI");
        assert_eq!(
            TotpSecret::from_bytes(b"12345678901234567890").base32(),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
    }
}
