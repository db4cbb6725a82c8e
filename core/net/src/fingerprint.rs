//! Fingerprints of certificates, and the forms in which the platforms show them to people.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

/// SHA-256 of a certificate or a public key in DER.
pub fn sha256(der: &[u8]) -> [u8; 32] {
    fixed(digest(&SHA256, der).as_ref())
}

/// SHA-1 of a certificate in DER: what the dialogs of Windows call the thumbprint. For people to
/// compare there and for nothing else.
pub fn sha1(der: &[u8]) -> [u8; 20] {
    fixed(digest(&SHA1_FOR_LEGACY_USE_ONLY, der).as_ref())
}

/// Upper case in groups of four, the form of our own pages: `6E1B 940C 7DA2 …`.
pub fn grouped(bytes: &[u8]) -> String {
    join(bytes, 2, " ").to_ascii_uppercase()
}

/// Lower case in groups of eight: the thumbprint in the question that Windows asks.
pub fn windows(bytes: &[u8]) -> String {
    join(bytes, 4, " ")
}

/// Pairs with colons, as openssl, Android and Firefox show them: `6E:1B:94:…`.
pub fn colons(bytes: &[u8]) -> String {
    join(bytes, 1, ":").to_ascii_uppercase()
}

/// Pairs with spaces, as Keychain Access shows them: `6E 1B 94 …`.
pub fn pairs(bytes: &[u8]) -> String {
    join(bytes, 1, " ").to_ascii_uppercase()
}

/// Plain lower case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    join(bytes, bytes.len().max(1), "")
}

fn join(bytes: &[u8], group: usize, separator: &str) -> String {
    let groups = bytes.chunks(group).map(|chunk| chunk.iter().map(|byte| format!("{byte:02x}")).collect());
    groups.collect::<Vec<String>>().join(separator)
}

fn fixed<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: [u8; 10] = [0x6e, 0x1b, 0x94, 0x0c, 0x7d, 0xa2, 0x53, 0xf8, 0x19, 0xe4];

    #[test]
    fn each_platform_gets_its_own_form() {
        assert_eq!(grouped(&BYTES), "6E1B 940C 7DA2 53F8 19E4");
        assert_eq!(windows(&BYTES), "6e1b940c 7da253f8 19e4");
        assert_eq!(colons(&BYTES), "6E:1B:94:0C:7D:A2:53:F8:19:E4");
        assert_eq!(pairs(&BYTES), "6E 1B 94 0C 7D A2 53 F8 19 E4");
        assert_eq!(hex(&BYTES), "6e1b940c7da253f819e4");
        assert_eq!(hex(&[]), "");
    }

    #[test]
    fn fips180_abc() {
        // The one-block example of FIPS 180-4, "abc".
        assert_eq!(hex(&sha1(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(hex(&sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
