//! Who asks for a token or presents one: the key or the certificate that they prove to hold (RFC 9449, RFC 8705).

use domain::client::Client;
use domain::id::ClientId;
use domain::proof::NONCE_S;
use domain::token::TokenHash;
use oidc::confirmation::Confirmation;
use oidc::dpop::{About, Proof, SKEW_S};
use oidc::error::{ErrorCode, ProtocolError};

use crate::cx::{App, Cx};
use crate::proofs::Noted;

/// Proofs for one client that are remembered: within two minutes, or the life of a nonce.
pub(crate) const MOST_OF_ONE: usize = 20_000;

/// What a program shows beside its request.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    /// The request's method.
    pub method: String,
    /// The request's path.
    pub path: String,
    /// Its `DPoP` headers.
    pub proofs: Vec<String>,
}

/// How a token was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By whoever has it (RFC 6750).
    Bearer,
    /// With a proof (RFC 9449 7.1).
    Dpop,
}

const NO_PROOF: ProtocolError = refused("this request needs a DPoP proof");
const USE_NONCE: ProtocolError = ProtocolError::new(
    ErrorCode::UseDpopNonce,
    "make another DPoP proof, with the nonce of the DPoP-Nonce header",
);

/// What the tokens that this request brings are bound to.
pub(crate) fn bind(cx: &Cx, client: &Client) -> Result<Option<Confirmation>, ProtocolError> {
    let metadata = &client.metadata;
    let certificate = cx.certificate.as_ref().map(|shown| Confirmation::X5t(shown.thumbprint()));
    if metadata.tls_client_certificate_bound_access_tokens {
        let missing = "the tokens of this client are bound to its certificate: use the endpoint for mTLS";
        return certificate.map(Some).ok_or(ProtocolError::invalid_request(missing));
    }
    if let Some(proof) = read_proof(cx, None)? {
        use_up(cx, &client.id, &proof)?;
        return Ok(Some(Confirmation::Jkt(proof.jkt)));
    }
    if metadata.dpop_bound_access_tokens {
        return Err(NO_PROOF);
    }
    // FAPI 2.0 Security Profile 5.3.2.1: no token that works for whoever has it.
    match certificate.filter(|_| metadata.is_fapi2()) {
        None if metadata.is_fapi2() => Err(NO_PROOF),
        bound => Ok(bound),
    }
}

/// The key that the code of an authorization request is bound to: the one that it names, the one that is proved when it is
/// pushed, or both, which then are one (RFC 9449 10).
pub(crate) fn authorization_key(
    cx: &Cx,
    client: &Client,
    dpop_jkt: Option<&str>,
) -> Result<Option<String>, ProtocolError> {
    if dpop_jkt.is_some_and(|jkt| jkt.len() != 43 || !jkt.bytes().all(is_base64url)) {
        return Err(ProtocolError::invalid_request("dpop_jkt is not the thumbprint of a key"));
    }
    let Some(proof) = read_proof(cx, None)? else { return Ok(dpop_jkt.map(str::to_owned)) };
    if dpop_jkt.is_some_and(|jkt| jkt != proof.jkt) {
        return Err(refused("dpop_jkt names another key than that of the DPoP proof"));
    }
    // Anybody can push in the name of a public client: what they make up takes no place of what its people prove.
    let maker = match client.metadata.is_public() {
        true => ClientId::from(format!("{} from {}", client.id, cx.address_key())),
        false => client.id.clone(),
    };
    use_up(cx, &maker, &proof)?;
    Ok(Some(proof.jkt))
}

/// Whether a code that was bound to a key is exchanged with it.
pub(crate) fn check_code_key(
    dpop_jkt: Option<&str>,
    binding: Option<&Confirmation>,
) -> Result<(), ProtocolError> {
    match (dpop_jkt, binding) {
        (None, _) => Ok(()),
        (Some(jkt), Some(Confirmation::Jkt(proved))) if jkt == proved => Ok(()),
        (Some(_), None) => Err(NO_PROOF),
        (Some(_), Some(_)) => Err(ProtocolError::invalid_grant("the code was bound to another key")),
    }
}

/// Whether whoever presents a token holds what it is bound to.
pub(crate) fn check(
    cx: &Cx,
    client: &ClientId,
    confirmation: Option<&Confirmation>,
    scheme: Scheme,
    token: &str,
) -> Result<(), ProtocolError> {
    let refuse = |why| Err(ProtocolError::new(ErrorCode::InvalidToken, why));
    match (confirmation, scheme) {
        (None, Scheme::Bearer) => Ok(()),
        (None | Some(Confirmation::X5t(_)), Scheme::Dpop) => {
            refuse("the access token is not bound to a key: present it as Bearer")
        }
        (Some(Confirmation::X5t(bound)), Scheme::Bearer) => match &cx.certificate {
            Some(shown) if TokenHash::of(&shown.thumbprint()) == TokenHash::of(bound) => Ok(()),
            _ => refuse("the access token is bound to the certificate of its client"),
        },
        (Some(Confirmation::Jkt(_)), Scheme::Bearer) => {
            refuse("the access token is bound to a key: present it as DPoP, with a proof")
        }
        (Some(Confirmation::Jkt(bound)), Scheme::Dpop) => {
            let proof = read_proof(cx, Some(token))?.ok_or(NO_PROOF)?;
            if proof.jkt != *bound {
                return Err(refused("the DPoP proof is one of another key than that of the access token"));
            }
            use_up(cx, client, &proof)
        }
    }
}

/// The proof of this request, if there is one.
fn read_proof(cx: &Cx, access_token: Option<&str>) -> Result<Option<Proof>, ProtocolError> {
    let text = match cx.sender.proofs.as_slice() {
        [] => return Ok(None),
        [one] => one,
        _ => return Err(refused("the request has more than one DPoP header")),
    };
    // RFC 8705 5: the endpoint may have been called at its second address.
    let bases = std::iter::once(cx.app.issuer().to_string()).chain(cx.app.certificate_base());
    let urls: Vec<String> = bases.map(|base| format!("{base}{}", cx.sender.path)).collect();
    let about = About { method: &cx.sender.method, urls: &urls, access_token };
    Proof::verify(text, &about).map(Some)
}

/// Whether it is fresh and was not seen before. `client`: whose it is, by then proved or told by a token.
fn use_up(cx: &Cx, client: &ClientId, proof: &Proof) -> Result<(), ProtocolError> {
    proof.check_window(cx.now)?;
    let made = proof.nonce.as_deref().and_then(|nonce| cx.app.dpop.nonce_time(nonce, cx.now));
    let until = match made {
        Some(made) => made + NONCE_S,
        None if cx.app.settings().demands_dpop_nonce() => return Err(USE_NONCE),
        None => {
            proof.check_age(cx.now)?;
            // It may have been seen before this process began, which remembers nothing of that.
            if proof.iat < cx.app.began_at {
                return Err(USE_NONCE);
            }
            proof.iat + SKEW_S + 1
        }
    };
    // The key too: two keys may choose one id.
    match cx.app.dpop.note(client, &format!("{} {}", proof.jkt, proof.jti), until, cx.now) {
        Noted::First => Ok(()),
        Noted::Again => Err(refused("the DPoP proof was used before")),
        Noted::TooMany => Err(ProtocolError::new(
            ErrorCode::TemporarilyUnavailable,
            "this client makes more DPoP proofs than can be remembered",
        )),
    }
}

impl App {
    /// The nonce for a program's next proof.
    pub fn dpop_nonce(&self) -> String {
        self.dpop.nonce(self.clock.now())
    }
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

const fn refused(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidDpopProof, why)
}
