//! Sealing columns: AES-256-GCM under the master key, with table and row as associated data,
//! so that a sealed value moved to another row does not open.

use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use domain::token::hmac_sha256;
use domain::world::Entropy;
use zeroize::Zeroizing;

use crate::error::StoreError;

/// Seals and opens values. Cheap to clone.
#[derive(Clone)]
pub struct Sealer {
    inner: Arc<Inner>,
}

struct Inner {
    key: LessSafeKey,
    secret_key: Zeroizing<[u8; 32]>,
    entropy: Arc<dyn Entropy>,
}

impl Sealer {
    /// Derives its keys from the master key.
    pub fn new(master_key: &[u8; 32], entropy: Arc<dyn Entropy>) -> Result<Self, StoreError> {
        let sealing = Zeroizing::new(hmac_sha256(master_key, b"donelogin column sealing v1"));
        let key = LessSafeKey::new(
            UnboundKey::new(&AES_256_GCM, sealing.as_slice()).map_err(|_| StoreError::Sealed)?,
        );
        let secret_key = Zeroizing::new(hmac_sha256(master_key, b"donelogin imported client secrets v1"));
        Ok(Self { inner: Arc::new(Inner { key, secret_key, entropy }) })
    }

    /// The key under which imported client secrets are stored as HMAC.
    pub fn client_secret_key(&self) -> &[u8; 32] {
        &self.inner.secret_key
    }

    pub(crate) fn seal(&self, table: &str, row: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        self.inner.entropy.fill(&mut nonce);
        let mut body = plain.to_vec();
        let aad = Aad::from(associated(table, row));
        self.inner
            .key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut body)
            .map_err(|_| StoreError::Sealed)?;
        Ok([nonce.as_slice(), &body].concat())
    }

    pub(crate) fn open(
        &self,
        table: &str,
        row: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(StoreError::Sealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| StoreError::Sealed)?;
        let mut body = Zeroizing::new(body.to_vec());
        let aad = Aad::from(associated(table, row));
        let length =
            self.inner.key.open_in_place(nonce, aad, &mut body).map_err(|_| StoreError::Sealed)?.len();
        body.truncate(length);
        Ok(body)
    }
}

fn associated(table: &str, row: &str) -> Vec<u8> {
    format!("{table}\0{row}").into_bytes()
}

#[cfg(test)]
mod tests {
    use domain::world::SystemEntropy;

    use super::*;

    #[test]
    fn a_sealed_value_opens_at_its_place_and_under_its_key_only() {
        let sealer = Sealer::new(&[1; 32], Arc::new(SystemEntropy)).unwrap();
        let sealed = sealer.seal("vault", "ca", b"key").unwrap();
        assert_eq!(sealer.open("vault", "ca", &sealed).unwrap().as_slice(), b"key");
        assert!(sealer.open("vault", "leaf", &sealed).is_err());
        assert!(sealer.open("vault", "ca", &sealed[..10]).is_err());
        assert!(
            Sealer::new(&[2; 32], Arc::new(SystemEntropy)).unwrap().open("vault", "ca", &sealed).is_err()
        );
    }
}
