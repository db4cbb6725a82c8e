//! An authorization request that its client pushed before it sends a person (RFC 9126).

use crate::id::ClientId;
use crate::token::{PlainToken, TokenHash};
use crate::world::Entropy;

/// What stands before the reference in a `request_uri` of ours (RFC 9126 2.2).
const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// A pushed request. It is used up with its answer, not by opening the page.
#[derive(Clone, Debug)]
pub struct PushedRequest {
    /// Hash of its reference.
    pub reference: TokenHash,
    /// Whose it is.
    pub client_id: ClientId,
    /// Its parameters, form-urlencoded, with a request object already opened.
    pub params: String,
    /// Whether they stood in a request object that the client signed.
    pub signed: bool,
    /// Address that it came from, for the limit.
    pub address: String,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// A new reference: the `request_uri` to hand out, and what is stored.
pub fn new_reference(entropy: &dyn Entropy) -> (String, TokenHash) {
    let plain = PlainToken::generate(entropy);
    (format!("{PREFIX}{}", plain.expose()), plain.hash())
}

/// The stored form of a reference, if a `request_uri` is one.
pub fn read_reference(request_uri: &str) -> Option<TokenHash> {
    request_uri.strip_prefix(PREFIX).map(TokenHash::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn rfc9126_2_2_a_reference_is_a_urn_and_cannot_be_guessed() {
        let (uri, stored) = new_reference(&SystemEntropy);
        assert_eq!(read_reference(&uri), Some(stored));
        assert_eq!(uri.len(), PREFIX.len() + 43);
        assert_eq!(read_reference("https://a.example/request"), None);
    }
}
