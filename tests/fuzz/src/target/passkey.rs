//! What browsers bring of passkeys: JSON, CBOR, COSE.

use domain::id::UserId;
use domain::passkey::authenticator_data::AuthenticatorData;
use domain::passkey::ceremony::{Assertion, Place, Registration};
use domain::passkey::challenge::{self, Bond, Purpose};
use domain::passkey::client_data::ClientData;
use domain::passkey::cose::PublicKey;
use domain::token::TokenHash;

use super::text;

const PLACE: Place<'static> = Place { origin: "https://office.example:8443", rp_id: "office.example" };

/// A new passkey.
pub(super) fn registration(data: &[u8]) {
    let Some(Ok(registration)) = text(data).map(Registration::parse) else { return };
    let _ = registration.challenge();
    if let Ok(made) = registration.verify(PLACE) {
        assert!((1..=1_023).contains(&made.credential_id.len()));
        assert!(PublicKey::parse(&made.public_key).is_ok());
    }
}

/// A use of one; a key that signed nothing verifies nothing.
pub(super) fn assertion(data: &[u8]) {
    let Some(Ok(assertion)) = text(data).map(Assertion::parse) else { return };
    let _ = (assertion.challenge(), assertion.credential_id(), assertion.user_handle());
    assert!(assertion.verify(PLACE, &[], false).is_err() && assertion.verify(PLACE, &[], true).is_err());
}

/// What the browser signs about where it is.
pub(super) fn client_data(data: &[u8]) {
    if let Some(data) = ClientData::parse(data) {
        let _ = (data.challenge(), data.hash(), data.is_from(PLACE.origin));
    }
}

/// What the authenticator signs.
pub(super) fn authenticator_data(data: &[u8]) {
    if let Some(parsed) = AuthenticatorData::parse(data) {
        assert!(data.len() >= 37);
        if let Some(attested) = &parsed.attested {
            assert!(attested.credential_id.len() <= 1_023 && attested.public_key.len() <= data.len());
        }
    }
}

/// A public key in COSE; what is read verifies no signature of nothing.
pub(super) fn key(data: &[u8]) {
    if let Ok(key) = PublicKey::parse(data) {
        assert!(!key.verify(b"message", &[]) && !key.verify(b"message", &[0; 64]));
    }
}

/// A challenge that came back; none that we did not seal opens.
pub(super) fn challenge(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let browser = TokenHash::from_bytes([1; 32]);
    let user = UserId::from("person".to_owned());
    for user in [None, Some(&user)] {
        for purpose in [Purpose::Add, Purpose::SecondFactor, Purpose::SignIn] {
            assert!(challenge::open(&[9; 32], Bond { purpose, browser: &browser, user }, text, 0).is_err());
        }
    }
}
