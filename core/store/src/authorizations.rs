//! Codes, and the tokens that came of them.

use domain::authorization::{AccessToken, Authorization, AuthorizationState, RefreshToken};
use domain::id::{AuthorizationId, ClientId, SessionId, UserId};
use domain::token::TokenHash;
use domain::user::User;
use oidc::acr::Acr;
use oidc::claims_request::ClaimsRequest;
use oidc::confirmation::Confirmation;
use oidc::pkce::CodeChallenge;
use oidc::resource::Resources;
use oidc::scope::{Scope, Scopes};
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};
use crate::users;

/// A new authorization, its code unused. `ends_at`: when the row is of no use to anybody.
pub fn insert(tx: &WriteTx<'_>, authorization: &Authorization, ends_at: i64) -> Result<(), StoreError> {
    let a = authorization;
    tx.execute(
        "INSERT INTO authorizations (id, code, client_id, user_id, session_id, redirect_uri, code_challenge, scopes, nonce, auth_time, amr,
           issued_at, code_expires_at, ends_at, acr, dpop_jkt, claims, resources, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, 'issued')",
        params![
            a.id.as_str(),
            a.code.as_bytes(),
            a.client_id.as_str(),
            a.user_id.as_str(),
            a.session_id.as_str(),
            a.redirect_uri,
            a.code_challenge.as_ref().map(CodeChallenge::as_str),
            a.scopes.to_string(),
            a.nonce,
            a.auth_time,
            a.amr.join(" "),
            a.issued_at,
            a.code_expires_at,
            ends_at,
            a.acr.as_str(),
            a.dpop_jkt,
            a.claims.encode(),
            a.resources.to_string(),
        ],
    )?;
    Ok(())
}

/// The authorization of a code.
pub fn find_by_code(tx: &ReadTx<'_>, code: &TokenHash) -> Result<Option<Authorization>, StoreError> {
    tx.find(
        "SELECT id, code, client_id, user_id, session_id, redirect_uri, code_challenge, scopes, nonce, auth_time, amr, issued_at, code_expires_at, state, acr, dpop_jkt, claims, resources
         FROM authorizations WHERE code = ?1",
        [code.as_bytes()],
        read,
    )
}

/// The authorization of that id.
pub fn find(tx: &ReadTx<'_>, id: &AuthorizationId) -> Result<Option<Authorization>, StoreError> {
    tx.find(
        "SELECT id, code, client_id, user_id, session_id, redirect_uri, code_challenge, scopes, nonce, auth_time, amr, issued_at, code_expires_at, state, acr, dpop_jkt, claims, resources
         FROM authorizations WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// When the newest authorization of a client was given, when its code ended, and whether the client exchanged it.
pub fn latest_of(tx: &ReadTx<'_>, client: &ClientId) -> Result<Option<(i64, i64, bool)>, StoreError> {
    tx.find(
        "SELECT issued_at, code_expires_at, state <> 'issued' FROM authorizations WHERE client_id = ?1 ORDER BY issued_at DESC LIMIT 1",
        [client.as_str()],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )
}

/// Uses the code; whether it was unused. One statement, so that two cannot both win.
pub fn exchange(tx: &WriteTx<'_>, id: &AuthorizationId, ends_at: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE authorizations SET state = 'exchanged', ends_at = ?2 WHERE id = ?1 AND state = 'issued'",
        params![id.as_str(), ends_at],
    )?;
    Ok(changed > 0)
}

/// Ends an authorization and with it its tokens.
pub fn revoke(tx: &WriteTx<'_>, id: &AuthorizationId) -> Result<(), StoreError> {
    tx.execute("UPDATE authorizations SET state = 'revoked' WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// Ends all that was issued in a session.
pub fn revoke_by_session(tx: &WriteTx<'_>, session: &SessionId) -> Result<(), StoreError> {
    tx.execute("UPDATE authorizations SET state = 'revoked' WHERE session_id = ?1", [session.as_str()])?;
    Ok(())
}

/// Ends all that a person has, at one client or at all.
pub fn revoke_by_user(tx: &WriteTx<'_>, user: &UserId, client: Option<&ClientId>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE authorizations SET state = 'revoked' WHERE user_id = ?1 AND (?2 IS NULL OR client_id = ?2)",
        params![user.as_str(), client.map(ClientId::as_str)],
    )?;
    Ok(())
}

/// Ends all that a person has but what was issued in one session.
pub fn revoke_outside(tx: &WriteTx<'_>, user: &UserId, session: &SessionId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE authorizations SET state = 'revoked' WHERE user_id = ?1 AND session_id <> ?2",
        [user.as_str(), session.as_str()],
    )?;
    Ok(())
}

/// A new access token.
pub fn insert_access_token(tx: &WriteTx<'_>, token: &AccessToken) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO access_tokens (hash, authorization_id, scopes, issued_at, expires_at, audience, confirmation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            token.hash.as_bytes(),
            token.authorization_id.as_str(),
            token.scopes.to_string(),
            token.issued_at,
            token.expires_at,
            token.audience.to_string(),
            row::confirmation_column(token.confirmation.as_ref(), "access_tokens")?,
        ],
    )?;
    Ok(())
}

/// The access token of that hash.
pub fn find_access_token(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<AccessToken>, StoreError> {
    tx.find(
        "SELECT hash, authorization_id, scopes, issued_at, expires_at, audience, confirmation FROM access_tokens WHERE hash = ?1",
        [hash.as_bytes()],
        |r| {
            Ok(AccessToken {
                hash: row::hash(r, "hash")?,
                authorization_id: r.get::<_, String>("authorization_id")?.into(),
                scopes: row::scopes(r, "scopes")?,
                audience: Resources::parse(&r.get::<_, String>("audience")?),
                confirmation: row::confirmation(r, 6, "access_tokens")?,
                issued_at: r.get("issued_at")?,
                expires_at: r.get("expires_at")?,
            })
        },
    )
}

/// A token that works until it expires or something is written, and whose it is.
#[derive(Debug)]
pub struct LiveToken {
    /// What it opens.
    pub scopes: Scopes,
    /// For whom it is meant, where that was asked for.
    pub audience: Resources,
    /// What it is bound to.
    pub confirmation: Option<Confirmation>,
    /// What it opens beyond the scopes, claim by claim.
    pub claims: ClaimsRequest,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// The client that it was issued to.
    pub client_id: ClientId,
    /// When the person had signed in; seconds since 1970.
    pub auth_time: i64,
    /// The person.
    pub user: User,
}

/// The token of that hash, expired or not, if its authorization, its person and its client are in order: one look-up.
pub fn find_live(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<LiveToken>, StoreError> {
    let live = tx.find(
        "SELECT t.scopes, t.issued_at, t.expires_at, a.client_id, t.audience, t.confirmation, a.claims, a.auth_time,
           u.id, u.subject, u.username, u.email, u.email_verified, u.claims, u.password_hash, u.role, u.state, u.created_at, u.updated_at, u.mfa_policy
         FROM access_tokens t
         JOIN authorizations a ON a.id = t.authorization_id AND a.state = 'exchanged'
         JOIN users u ON u.id = a.user_id AND u.state = 'active'
         JOIN clients c ON c.id = a.client_id AND c.state = 'active'
         WHERE t.hash = ?1",
        [hash.as_bytes()],
        |r| {
            Ok(LiveToken {
                scopes: row::scopes(r, 0)?,
                issued_at: r.get(1)?,
                expires_at: r.get(2)?,
                client_id: r.get::<_, String>(3)?.into(),
                audience: Resources::parse(&r.get::<_, String>(4)?),
                confirmation: row::confirmation(r, 5, "access_tokens")?,
                claims: row::json(r, 6, "authorizations", "claims")?,
                auth_time: r.get(7)?,
                user: users::read_at(r, 8)?,
            })
        },
    )?;
    let Some(mut live) = live else { return Ok(None) };
    if live.scopes.contains(Scope::Groups) || live.claims.userinfo.get("groups").is_some() {
        users::load_groups(tx, &mut live.user)?;
    }
    Ok(Some(live))
}

/// Takes an access token away.
pub fn delete_access_token(tx: &WriteTx<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    tx.execute("DELETE FROM access_tokens WHERE hash = ?1", [hash.as_bytes()])?;
    Ok(())
}

/// A new refresh token.
pub fn insert_refresh_token(tx: &WriteTx<'_>, token: &RefreshToken) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO refresh_tokens (hash, authorization_id, issued_at, idle_until, absolute_until, confirmation) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            token.hash.as_bytes(),
            token.authorization_id.as_str(),
            token.issued_at,
            token.idle_until,
            token.absolute_until,
            row::confirmation_column(token.confirmation.as_ref(), "refresh_tokens")?,
        ],
    )?;
    Ok(())
}

/// The refresh token of that hash, also one that was rotated away.
pub fn find_refresh_token(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<RefreshToken>, StoreError> {
    tx.find(
        "SELECT hash, authorization_id, issued_at, idle_until, absolute_until, rotated_at, confirmation FROM refresh_tokens WHERE hash = ?1",
        [hash.as_bytes()],
        |r| {
            Ok(RefreshToken {
                hash: row::hash(r, "hash")?,
                authorization_id: r.get::<_, String>("authorization_id")?.into(),
                confirmation: row::confirmation(r, 6, "refresh_tokens")?,
                issued_at: r.get("issued_at")?,
                idle_until: r.get("idle_until")?,
                absolute_until: r.get("absolute_until")?,
                rotated_at: r.get("rotated_at")?,
            })
        },
    )
}

/// Puts a refresh token out of use; whether it was in use. One statement, so that two cannot both win.
pub fn rotate(tx: &WriteTx<'_>, hash: &TokenHash, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE refresh_tokens SET rotated_at = ?2 WHERE hash = ?1 AND rotated_at IS NULL",
        params![hash.as_bytes(), now],
    )?;
    Ok(changed > 0)
}

/// Notes that a refresh token that does not rotate was used.
pub fn extend(tx: &WriteTx<'_>, hash: &TokenHash, idle_until: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE refresh_tokens SET idle_until = ?2 WHERE hash = ?1",
        params![hash.as_bytes(), idle_until],
    )?;
    Ok(())
}

/// Forgets access tokens and authorizations whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    let tokens = tx.execute("DELETE FROM access_tokens WHERE expires_at <= ?1", [now])?;
    Ok(tokens + tx.execute("DELETE FROM authorizations WHERE ends_at <= ?1", [now])?)
}

/// Columns by number: looking names up costs more than reading values.
fn read(r: &Row<'_>) -> Result<Authorization, StoreError> {
    let broken = |column| BrokenRow { table: "authorizations", column };
    let challenge: Option<String> = r.get(6)?;
    let (state, acr): (String, String) = (r.get(13)?, r.get(14)?);
    Ok(Authorization {
        id: r.get::<_, String>(0)?.into(),
        code: row::hash(r, 1)?,
        client_id: r.get::<_, String>(2)?.into(),
        user_id: r.get::<_, String>(3)?.into(),
        session_id: r.get::<_, String>(4)?.into(),
        redirect_uri: r.get(5)?,
        code_challenge: challenge
            .map(|text| CodeChallenge::parse(&text).ok_or(broken("code_challenge")))
            .transpose()?,
        scopes: row::scopes(r, 7)?,
        nonce: r.get(8)?,
        auth_time: r.get(9)?,
        amr: row::words(r, 10)?,
        acr: Acr::parse(&acr).ok_or(broken("acr"))?,
        dpop_jkt: r.get(15)?,
        claims: row::json(r, 16, "authorizations", "claims")?,
        resources: Resources::parse(&r.get::<_, String>(17)?),
        issued_at: r.get(11)?,
        code_expires_at: r.get(12)?,
        state: match state.as_str() {
            "issued" => AuthorizationState::Issued,
            "exchanged" => AuthorizationState::Exchanged,
            "revoked" => AuthorizationState::Revoked,
            _ => return Err(broken("state").into()),
        },
    })
}
