//! Proving who a client is, at the token endpoint and its neighbours: by its registered method, and by no other.

use std::sync::Arc;

use domain::client::{Client, StoredSecret, WhichSecret};
use domain::id::ClientId;
use domain::limit::Scope;
use domain::token::TokenHash;
use oidc::client_auth::{Presented, assertion};
use oidc::client_keys::{ClientKeys, SignedJwt, Unproven};
use oidc::distinguished_name::DistinguishedName;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::metadata::AuthMethod;
use store::{StoreError, client_assertions, clients, failures};

use crate::admin::clients::has_weak_secret;
use crate::client_keys;
use crate::cx::Cx;
use crate::token::TokenError;
use crate::userinfo::find_client;

const FAILED: ProtocolError = ProtocolError::new(ErrorCode::InvalidClient, "client authentication failed");
/// How often the last use of an old secret is written down, in seconds.
const NOTED_S: i64 = 60;

/// Proves who the client is; the same refusal for an unknown client, a wrong secret or signature, and a disabled client.
pub(crate) async fn authenticate(cx: &Cx, presented: &Presented) -> Result<Arc<Client>, TokenError> {
    let id = ClientId::from(presented.client_id.as_str());
    let client = find_client(cx, &id)?;
    let client = client.ok_or(FAILED)?;
    prove(cx, &client, presented).await?;
    if client.is_active() { Ok(client) } else { Err(FAILED.into()) }
}

async fn prove(cx: &Cx, client: &Client, presented: &Presented) -> Result<(), TokenError> {
    let method = &client.metadata.token_endpoint_auth_method;
    let is_proven = match (method, &presented.secret, &presented.assertion) {
        // A public client that sends a secret believes that it is another client.
        (AuthMethod::None, secret, None) => secret.as_ref().is_none_or(|secret| secret.is_empty()),
        // One with a secret may use header or form: relying parties change their minds between versions.
        (AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost, Some(secret), None) => {
            prove_by_secret(cx, client, secret).await?
        }
        (AuthMethod::ClientSecretJwt | AuthMethod::PrivateKeyJwt, None, Some(jwt)) => {
            return prove_by_assertion(cx, client, jwt).await;
        }
        (AuthMethod::TlsClientAuth | AuthMethod::SelfSignedTlsClientAuth, None, None)
            if cx.certificate.is_none() =>
        {
            cx.asking
                .explain(&"no certificate was shown: does the app call the port of mtls_endpoint_aliases?");
            false
        }
        (AuthMethod::TlsClientAuth, None, None) => is_named_by_certificate(cx, client),
        (AuthMethod::SelfSignedTlsClientAuth, None, None) => has_own_certificate(cx, client).await,
        _ => {
            let registered = String::from(method.clone());
            cx.asking
                .explain(&format_args!("it proved itself in another way than {registered}, or not at all"));
            false
        }
    };
    if is_proven { Ok(()) } else { Err(FAILED.into()) }
}

async fn prove_by_secret(cx: &Cx, client: &Client, presented: &str) -> Result<bool, TokenError> {
    // FAPI 2.0 has no clients with secrets (5.3.2.1).
    if client.metadata.is_fapi2() {
        return Ok(false);
    }
    let is_guessable = has_weak_secret(client);
    if is_guessable {
        check_guesses(cx, client)?;
    }
    match client.find_secret(presented, cx.store().client_secret_key(), cx.now) {
        None if is_guessable => {
            count_guess(cx, client).await?;
            Ok(false)
        }
        None => Ok(false),
        Some(WhichSecret::Present) => Ok(true),
        Some(WhichSecret::Old) => {
            note_old_secret(cx, client).await?;
            Ok(true)
        }
    }
}

/// A secret that we made cannot be guessed, and wrong ones cost nobody anything; one that came from elsewhere can be short.
fn check_guesses(cx: &Cx, client: &Client) -> Result<(), TokenError> {
    let scope = Scope::SecretOfClient;
    let bucket = cx.store().read(|tx| failures::load(tx, scope, &guessing(cx, client)))?;
    if bucket.wait_s(scope, cx.now).is_none() {
        return Ok(());
    }
    const WAIT: ProtocolError = ProtocolError::new(
        ErrorCode::TemporarilyUnavailable,
        "too many wrong secrets came from this address: wait ten minutes",
    );
    Err(WAIT.into())
}

async fn count_guess(cx: &Cx, client: &Client) -> Result<(), StoreError> {
    let (key, now) = (guessing(cx, client), cx.now);
    let charge = cx.store().write(move |tx| failures::charge(tx, Scope::SecretOfClient, &key, now));
    charge.await
}

fn guessing(cx: &Cx, client: &Client) -> String {
    format!("{} {}", client.id, cx.address_key())
}

/// Whoever rotated the secret wants to know whether the old one is still in use; once a minute is enough for that.
async fn note_old_secret(cx: &Cx, client: &Client) -> Result<(), StoreError> {
    let used_at = client.old_secret.as_ref().and_then(|old| old.used_at);
    if used_at.is_some_and(|at| cx.now - at < NOTED_S) {
        return Ok(());
    }
    let (id, now) = (client.id.clone(), cx.now);
    cx.store().write(move |tx| clients::note_old(tx, &id, now)).await.map(drop)
}

/// Signature first: what is wrong with the claims is told to the client alone.
async fn prove_by_assertion(cx: &Cx, client: &Client, jwt: &Unproven) -> Result<(), TokenError> {
    let allowed = assertion::algorithms(&client.metadata);
    let (signed, by_old) = match client.metadata.token_endpoint_auth_method {
        AuthMethod::PrivateKeyJwt => {
            let signed = client_keys::verify(cx, client, jwt, &allowed).await.map_err(|error| {
                cx.asking.explain(&error);
                tracing::debug!(client = client.id.as_str(), %error, "an assertion was refused");
                FAILED
            })?;
            (signed, false)
        }
        _ => verify_by_secret(cx, client, jwt, &allowed).ok_or(FAILED)?,
    };
    let issuer = cx.app.issuer();
    let expected = assertion::Expected {
        client_id: client.id.as_str(),
        issuer: &issuer,
        endpoints: &endpoints(cx),
        is_fapi2: client.metadata.is_fapi2(),
        now: cx.now,
    };
    let fresh = assertion::check(&signed.claims, &expected)?;
    let (id, jti, now) = (client.id.clone(), TokenHash::of(&fresh.jti), cx.now);
    let is_first =
        cx.store().write(move |tx| client_assertions::take(tx, &id, &jti, fresh.until, now)).await?;
    if !is_first {
        return Err(
            ProtocolError::new(ErrorCode::InvalidClient, "the client assertion was used before").into()
        );
    }
    if by_old {
        note_old_secret(cx, client).await?;
    }
    Ok(())
}

/// Whether it was the old secret, too.
fn verify_by_secret(cx: &Cx, client: &Client, jwt: &Unproven, allowed: &[&str]) -> Option<(SignedJwt, bool)> {
    client.live_secrets(cx.now).find_map(|(which, stored)| {
        let StoredSecret::Readable(secret) = stored else { return None };
        let keys = ClientKeys::from_secret(secret.expose().as_bytes()).ok()?;
        let signed = keys.verify_parsed(jwt, allowed).ok()?;
        Some((signed, which == WhichSecret::Old))
    })
}

/// Where clients prove themselves; an assertion for one of them is one for us.
fn endpoints(cx: &Cx) -> Vec<String> {
    let issuer = cx.app.issuer();
    let bases = std::iter::once(issuer.to_string()).chain(cx.app.certificate_base());
    bases.flat_map(|base| ENDPOINTS.map(|path| format!("{base}{path}"))).collect()
}

/// Paths at which a client proves itself.
pub(crate) const ENDPOINTS: [&str; 5] =
    ["/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par", "/oauth2/device_authorization"];

/// RFC 8705 2.1: the office's CA issued it, to the subject that is registered.
fn is_named_by_certificate(cx: &Cx, client: &Client) -> bool {
    let subject = cx.certificate.as_ref().and_then(|certificate| certificate.subject(cx.now));
    let registered = client.metadata.tls_client_auth_subject_dn.as_deref();
    let registered = registered.and_then(|text| DistinguishedName::parse(text).ok());
    subject.is_some() && subject == registered.as_ref()
}

/// RFC 8705 2.2: it stands among the client's keys, and the connection proved that its key is there.
async fn has_own_certificate(cx: &Cx, client: &Client) -> bool {
    let Some(certificate) = &cx.certificate else { return false };
    match client_keys::find_certificate(cx, client, &certificate.sha256).await {
        Ok(keys) => keys.has_certificate(&certificate.sha256),
        Err(_) => false,
    }
}
