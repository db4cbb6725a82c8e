//! An ID token as a relying party reads it: verified with the published keys, or just looked into.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, TokenData, Validation, decode, decode_header};
use serde_json::{Map, Value};

use super::{ISSUER, World};

/// The claims, without a look at the signature.
pub(crate) fn claims(tokens: &Value) -> Value {
    let token = tokens["id_token"].as_str().unwrap();
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// The claims, if the signature is that of a published key, by a library that is not ours.
pub(crate) async fn verify(world: &World, token: &str, client: &str) -> TokenData<Map<String, Value>> {
    let keys = world.server().get("/oauth2/jwks").await.expect(200).body;
    let keys: JwkSet = serde_json::from_str(&keys).unwrap();
    let header = decode_header(token).unwrap();
    let key = keys.find(header.kid.as_ref().unwrap()).expect("the key is published");
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[client]);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The world has a time of its own.
    validation.validate_exp = false;
    decode(token, &DecodingKey::from_jwk(key).unwrap(), &validation).unwrap()
}
