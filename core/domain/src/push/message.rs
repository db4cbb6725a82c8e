//! Encrypting a push message (RFC 8291; its form is the one record of `aes128gcm`, RFC 8188).
//!
//! Written on the primitives of aws-lc-rs, forty lines of protocol: the libraries for it bring openssl, or a second
//! implementation of P-256, HKDF and AES, and `cargo deny` keeps both out.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use zeroize::Zeroizing;

use super::subscription::Subscription;
use crate::world::Entropy;

/// All that a push says: there is something to look at. What it is, the phone asks us.
pub const LOOK: &[u8] = b"look";
/// Size of a record; ours is a single, shorter one.
const RECORD_BYTES: u32 = 4_096;
/// What follows the text in the last record (RFC 8188, 2).
const LAST_RECORD: u8 = 2;

/// The message could not be encrypted: the library refused a key, or the text is longer than a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the push message could not be encrypted")]
pub struct EncryptError;

/// The body to post, for the browser of this subscription alone: a new key and a new salt each time.
pub fn encrypt(text: &[u8], to: &Subscription, entropy: &dyn Entropy) -> Result<Vec<u8>, EncryptError> {
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    let own = PrivateKey::generate(&ECDH_P256).map_err(|_| EncryptError)?;
    seal(text, to, &own, salt)
}

fn seal(text: &[u8], to: &Subscription, own: &PrivateKey, salt: [u8; 16]) -> Result<Vec<u8>, EncryptError> {
    // A record holds the text, the byte that ends it, and the tag.
    if text.len() + 1 + AES_128_GCM.tag_len() > RECORD_BYTES as usize {
        return Err(EncryptError);
    }
    let public = own.compute_public_key().map_err(|_| EncryptError)?;
    let key_info = [b"WebPush: info\0", to.public.as_slice(), public.as_ref()].concat();
    let peer = UnparsedPublicKey::new(&ECDH_P256, to.public);
    let ikm: Zeroizing<[u8; 32]> = agree(own, peer, EncryptError, |shared| {
        derive(&Salt::new(HKDF_SHA256, &to.auth).extract(shared), &key_info)
    })?;
    let prk = Salt::new(HKDF_SHA256, &salt).extract(ikm.as_slice());
    let key: Zeroizing<[u8; 16]> = derive(&prk, b"Content-Encoding: aes128gcm\0")?;
    let nonce: Zeroizing<[u8; 12]> = derive(&prk, b"Content-Encoding: nonce\0")?;
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, key.as_slice()).map_err(|_| EncryptError)?);
    let mut record = [text, &[LAST_RECORD]].concat();
    // The key is used for this record alone, so its nonce is never used again.
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut record)
        .map_err(|_| EncryptError)?;
    let id_length = u8::try_from(public.as_ref().len()).map_err(|_| EncryptError)?;
    Ok([&salt, RECORD_BYTES.to_be_bytes().as_slice(), &[id_length], public.as_ref(), &record].concat())
}

/// So many bytes of HKDF-Expand.
struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive<const N: usize>(prk: &Prk, info: &[u8]) -> Result<Zeroizing<[u8; N]>, EncryptError> {
    let mut out = Zeroizing::new([0; N]);
    let parts = [info];
    let okm = prk.expand(&parts, Bytes(N)).map_err(|_| EncryptError)?;
    okm.fill(out.as_mut_slice()).map_err(|_| EncryptError)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;

    use super::*;
    use crate::push::WebPushKeys;
    use crate::push::hosts::Hosts;
    use crate::world::SystemEntropy;

    fn receiver() -> Subscription {
        let keys = WebPushKeys {
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                .into(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        };
        Subscription::read("https://fcm.googleapis.com/x", &keys, &Hosts::default()).unwrap()
    }

    #[test]
    fn rfc8291_appendix_a() {
        let private = BASE64URL.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").unwrap();
        let own = PrivateKey::from_private_key(&ECDH_P256, &private).unwrap();
        let salt = BASE64URL.decode("DGv6ra1nlYgDCS1FRnbzlw").unwrap().try_into().unwrap();
        let body = seal(b"When I grow up, I want to be a watermelon", &receiver(), &own, salt).unwrap();
        assert_eq!(
            BASE64URL.encode(body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn no_two_messages_are_alike_but_in_length() {
        let one = encrypt(LOOK, &receiver(), &SystemEntropy).unwrap();
        let two = encrypt(LOOK, &receiver(), &SystemEntropy).unwrap();
        assert_eq!((one.len(), two.len()), (86 + 4 + 1 + 16, 86 + 4 + 1 + 16));
        assert!(one[..16] != two[..16] && one[21..86] != two[21..86] && one[86..] != two[86..]);
    }

    #[test]
    fn a_text_longer_than_a_record_is_refused() {
        assert!(encrypt(&[0; 4_079], &receiver(), &SystemEntropy).is_ok());
        assert_eq!(encrypt(&[0; 4_080], &receiver(), &SystemEntropy), Err(EncryptError));
    }
}
