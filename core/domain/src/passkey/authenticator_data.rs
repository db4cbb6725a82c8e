//! What an authenticator says and signs (W3C Web Authentication Level 3, 6.1): for whom, by which checks, how often; and
//! with a new passkey, its name and key.

use super::cose;

/// Longest authenticator data, in bytes: a name of 1,023 bytes, a key, and a few extensions.
pub const MAX_BYTES: usize = 4_096;
/// Longest credential id (7.1, step 25).
pub const MAX_CREDENTIAL_ID: usize = 1_023;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;

/// Authenticator data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatorData {
    /// SHA-256 of the host that the passkey belongs to.
    pub rp_id_hash: [u8; 32],
    /// Signature counter; 0 where the authenticator does not count.
    pub counter: u32,
    /// A new passkey.
    pub attested: Option<Attested>,
    flags: u8,
}

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// The authenticator's model, unproved.
    pub aaguid: [u8; 16],
    /// Its own name for the passkey.
    pub credential_id: Vec<u8>,
    /// The public key, as COSE writes it; not looked at yet.
    pub public_key: Vec<u8>,
}

impl AuthenticatorData {
    /// Reads it whole: no byte may be missing, and none may be left.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAX_BYTES {
            return None;
        }
        let (rp_id_hash, rest) = bytes.split_first_chunk::<32>()?;
        let (&flags, rest) = rest.split_first()?;
        let (counter, mut rest) = rest.split_first_chunk::<4>()?;
        let attested = if flags & ATTESTED != 0 { Some(Attested::read(&mut rest)?) } else { None };
        if flags & EXTENSIONS != 0 {
            cose::read_map(&mut rest)?;
        }
        rest.is_empty().then_some(Self {
            rp_id_hash: *rp_id_hash,
            counter: u32::from_be_bytes(*counter),
            attested,
            flags,
        })
    }

    /// Somebody touched it.
    pub fn is_user_present(&self) -> bool {
        self.flags & USER_PRESENT != 0
    }

    /// It looked at who: fingerprint, face, PIN.
    pub fn is_user_verified(&self) -> bool {
        self.flags & USER_VERIFIED != 0
    }

    /// The passkey may be copied by its provider.
    pub fn is_backup_eligible(&self) -> bool {
        self.flags & BACKUP_ELIGIBLE != 0
    }

    /// It was.
    pub fn is_backed_up(&self) -> bool {
        self.flags & BACKED_UP != 0
    }
}

impl Attested {
    /// 6.5.2. The key has no length of its own: it ends where its CBOR does.
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (aaguid, after) = rest.split_first_chunk::<16>()?;
        let (length, after) = after.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length == 0 || length > MAX_CREDENTIAL_ID {
            return None;
        }
        let (credential_id, key) = after.split_at_checked(length)?;
        let mut behind = key;
        cose::read_map(&mut behind)?;
        *rest = behind;
        Some(Self {
            aaguid: *aaguid,
            credential_id: credential_id.to_vec(),
            public_key: key[..key.len() - behind.len()].to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use ciborium::Value;
    use proptest::prelude::*;

    use super::*;
    use crate::passkey::cose::tests::{cbor, map};

    fn head(flags: u8) -> Vec<u8> {
        [[7; 32].as_slice(), &[flags], &[0, 0, 1, 2]].concat()
    }

    fn attested(id: &[u8]) -> Vec<u8> {
        let length = u16::try_from(id.len()).unwrap().to_be_bytes();
        [[9; 16].as_slice(), &length, id, &cbor(&map(vec![(1, 2.into())]))].concat()
    }

    #[test]
    fn each_part_is_read_and_the_flags_say_what_they_say() {
        let plain = AuthenticatorData::parse(&head(0x05)).unwrap();
        assert_eq!((plain.rp_id_hash, plain.counter, &plain.attested), ([7; 32], 258, &None));
        assert!(plain.is_user_present() && plain.is_user_verified());
        assert!(!plain.is_backup_eligible() && !plain.is_backed_up());
        let whole = [head(0xdd), attested(b"id"), cbor(&Value::Map(vec![("credProtect".into(), 2.into())]))];
        let whole = AuthenticatorData::parse(&whole.concat()).unwrap();
        assert!(whole.is_backup_eligible() && whole.is_backed_up());
        let new = whole.attested.unwrap();
        assert_eq!((new.aaguid, new.credential_id.as_slice()), ([9; 16], b"id".as_slice()));
        assert_eq!(new.public_key, cbor(&map(vec![(1, 2.into())])));
    }

    #[test]
    fn what_is_short_or_long_or_too_large_is_refused() {
        let good = [head(0xc5), attested(b"id"), cbor(&Value::Map(Vec::new()))].concat();
        assert!(AuthenticatorData::parse(&good).is_some());
        for end in 0..good.len() {
            assert_eq!(AuthenticatorData::parse(&good[..end]), None, "{end} bytes");
        }
        for bad in [
            [good.as_slice(), &[0]].concat(),
            [head(0x05), vec![0]].concat(),
            [head(0x45), attested(b"")].concat(),
            [head(0x45), attested(&[1; MAX_CREDENTIAL_ID + 1])].concat(),
            [head(0x85), cbor(&Value::Array(Vec::new()))].concat(),
            [head(0x85), cbor(&map(vec![(1, vec![0_u8; MAX_BYTES].into())]))].concat(),
        ] {
            assert_eq!(AuthenticatorData::parse(&bad), None, "{} bytes", bad.len());
        }
        assert!(
            AuthenticatorData::parse(&[head(0x45), attested(&[1; MAX_CREDENTIAL_ID])].concat()).is_some()
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_breaks_the_reader(flags: u8, rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = AuthenticatorData::parse(&[head(flags), rest].concat());
        }
    }
}
