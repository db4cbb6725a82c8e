//! What a phone's browser has of its push subscription: the private key that opens messages (RFC 8291), by another hand
//! than the server's: the curve by RustCrypto, HKDF spelled out in HMACs.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::world::{Entropy as _, SystemEntropy};
use p256::elliptic_curve::point::AffineCoordinates as _;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{PublicKey, SecretKey};
use serde_json::{Value, json};

use crate::push_service::PushService;

/// A subscription.
#[derive(Debug)]
pub struct Subscription {
    endpoint: String,
    private: SecretKey,
    auth: [u8; 16],
}

impl Subscription {
    /// A new one at a path of a push service.
    pub fn new(service: &PushService, path: &str) -> Self {
        let (mut private, mut auth) = ([0; 32], [0; 16]);
        SystemEntropy.fill(&mut private);
        SystemEntropy.fill(&mut auth);
        Self { endpoint: service.endpoint(path), private: SecretKey::from_slice(&private).unwrap(), auth }
    }

    /// As the phone tells it to the appliance.
    pub fn channel(&self) -> Value {
        json!({
            "channel": "webpush",
            "endpoint": self.endpoint,
            "keys": {"p256dh": BASE64URL.encode(self.public()), "auth": BASE64URL.encode(self.auth)},
        })
    }

    /// Opens a message; it must be a single record and for us.
    pub fn open(&self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        let (record_size, rest) = rest.split_at(4);
        let (id_length, rest) = rest.split_at(1);
        assert_eq!((record_size, id_length), (&4096_u32.to_be_bytes()[..], &[65][..]));
        let (sender, record) = rest.split_at(65);
        assert!(record.len() <= 4096);
        let point = PublicKey::from_sec1_bytes(sender).unwrap().to_projective();
        let shared = (point * *self.private.to_nonzero_scalar()).to_affine().x();
        let info = [&b"WebPush: info\0"[..], &self.public(), sender].concat();
        let ikm = hkdf(&self.auth, &shared, &info);
        let key = hkdf(salt, &ikm, b"Content-Encoding: aes128gcm\0");
        let nonce = hkdf(salt, &ikm, b"Content-Encoding: nonce\0");
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).unwrap());
        let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).unwrap();
        let mut record = record.to_vec();
        let text = key.open_in_place(nonce, Aad::empty(), &mut record).unwrap();
        let end = text.iter().rposition(|byte| *byte != 0).unwrap();
        assert_eq!(text[end], 2, "the last record ends with 2");
        text[..end].to_vec()
    }

    fn public(&self) -> Vec<u8> {
        self.private.public_key().to_sec1_point(false).as_bytes().to_vec()
    }
}

/// RFC 5869, for at most 32 bytes.
fn hkdf(salt: &[u8], ikm: &[u8], info: &[u8]) -> Vec<u8> {
    let mac = |key: &[u8], text: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text);
    let prk = mac(salt, ikm);
    mac(prk.as_ref(), &[info, &[1]].concat()).as_ref().to_vec()
}

#[test]
fn it_opens_the_message_of_rfc8291_appendix_a() {
    let decode = |text: &str| BASE64URL.decode(text).unwrap();
    let subscription = Subscription {
        endpoint: String::new(),
        private: SecretKey::from_slice(&decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")).unwrap(),
        auth: decode("BTBZMqHH6r4Tts7J_aSIgg").try_into().unwrap(),
    };
    let body = decode(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
    assert_eq!(subscription.open(&body), b"When I grow up, I want to be a watermelon");
}
