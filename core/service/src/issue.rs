//! Making tokens; whoever makes them stores them, in the transaction that takes what they were made for.

use domain::authorization::{AccessToken, Authorization, RefreshToken};
use domain::claim_rule::Place;
use domain::client::Client;
use domain::token::PlainToken;
use domain::user::User;
use oidc::access_token::AccessTokenClaims;
use oidc::claims;
use oidc::confirmation::Confirmation;
use oidc::error::ProtocolError;
use oidc::id_token::{self, IdToken};
use oidc::jwt::Typ;
use oidc::metadata::AccessTokenFormat;
use oidc::resource::Resources;
use oidc::scope::Scopes;
use oidc::token::TokenResponse;
use serde_json::{Map, Value};
use store::{StoreError, WriteTx, authorizations};

use crate::cx::Cx;
use crate::end::note_client;
use crate::subject;
use crate::token::TokenError;
use crate::told::told;

/// What tokens are issued upon.
#[derive(Clone, Copy)]
pub(crate) struct Grounds<'a> {
    pub(crate) client: &'a Client,
    pub(crate) authorization: &'a Authorization,
    pub(crate) user: &'a User,
}

/// What an access token says; to whoever reads it, or asks us.
pub(crate) struct Said<'a> {
    pub(crate) client: &'a Client,
    /// The person as the client knows them, or the client itself.
    pub(crate) sub: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) audience: &'a Resources,
    pub(crate) confirmation: Option<&'a Confirmation>,
    /// What it came of, where a person stands behind it.
    pub(crate) authorization: Option<&'a Authorization>,
    /// What rules of the office add, where a person stands behind it.
    pub(crate) told: &'a Map<String, Value>,
}

/// Tokens that are made but not stored yet.
pub(crate) struct Issued {
    plain: PlainToken,
    /// To be stored.
    pub(crate) access: AccessToken,
    id_token: String,
    lifetime_s: i64,
}

/// The first tokens of an authorization, as they are kept.
pub(crate) struct First {
    access: AccessToken,
    refresh: Option<RefreshToken>,
}

impl First {
    /// Until when the authorization is of any use, in Unix seconds.
    pub(crate) fn ends_at(&self) -> i64 {
        self.refresh.as_ref().map_or(self.access.expires_at, |token| token.absolute_until)
    }

    /// Stores them, and that their client has a part in the session.
    pub(crate) fn store(
        &self,
        tx: &WriteTx<'_>,
        authorization: &Authorization,
        now: i64,
    ) -> Result<(), StoreError> {
        note_client(tx, authorization, self.ends_at(), now)?;
        authorizations::insert_access_token(tx, &self.access)?;
        match &self.refresh {
            Some(token) => authorizations::insert_refresh_token(tx, token),
            None => Ok(()),
        }
    }
}

/// How long access and ID tokens live, in seconds; not longer than their client takes the sign-in that they came of.
pub(crate) fn lifetime_s(cx: &Cx, client: &Client, signed_in: Option<&Authorization>) -> i64 {
    let office_s = cx.app.settings().number("lifetime.access_token_s");
    signed_in.map_or(office_s, |authorization| {
        client.terms.session.access_s(office_s, authorization.auth_time, cx.now)
    })
}

/// An access token in the form that its client asked for. Its hash is stored in either case, so that it can be revoked.
pub(crate) fn access_token(cx: &Cx, said: &Said<'_>) -> Result<PlainToken, TokenError> {
    let random = PlainToken::generate(cx.entropy());
    if said.client.metadata.access_token_format == AccessTokenFormat::Opaque {
        return Ok(random);
    }
    let (issuer, signed_in) = (cx.app.issuer(), said.authorization);
    // RFC 9068 3: where no resource was named it is meant for a default one, and that is us.
    let ours = [&*issuer].into_iter().collect();
    let claims = AccessTokenClaims {
        iss: &issuer,
        sub: said.sub,
        aud: if said.audience.is_empty() { &ours } else { said.audience },
        exp: cx.now + lifetime_s(cx, said.client, signed_in),
        iat: cx.now,
        jti: random.expose(),
        client_id: said.client.id.as_str(),
        scope: said.scope,
        auth_time: signed_in.map(|authorization| authorization.auth_time),
        acr: signed_in.map(|authorization| authorization.acr.as_str()),
        amr: signed_in.map(|authorization| authorization.amr.as_slice()),
        cnf: said.confirmation,
        told: said.told,
    };
    let keys = cx.app.keys.current();
    let key = keys.signing(said.client.metadata.id_token_signed_response_alg, cx.now);
    let token = key.ok_or(TokenError::Signing)?.sign(Typ::AccessToken, &claims);
    token.map(PlainToken::signed).map_err(|_| TokenError::Signing)
}

/// What an ID token says beside who signed in, when and how.
pub(crate) struct Beside<'a> {
    /// The access token that comes with it.
    pub(crate) access_token: Option<&'a str>,
    /// The code that comes with it.
    pub(crate) code: Option<&'a str>,
    /// As the client sent it.
    pub(crate) nonce: Option<&'a str>,
    /// Claims about the person.
    pub(crate) about: Map<String, Value>,
}

/// An ID token.
pub(crate) fn id_token(cx: &Cx, grounds: Grounds<'_>, beside: Beside<'_>) -> Result<String, TokenError> {
    let Grounds { client, authorization, user } = grounds;
    let keys = cx.app.keys.current();
    let key = keys.signing(client.metadata.id_token_signed_response_alg, cx.now);
    let key = key.ok_or(TokenError::Signing)?;
    let (issuer, sub) = (cx.app.issuer(), subject::of(&cx.app, client, user));
    let sid = subject::session_of(&cx.app, client, &authorization.session_id);
    let hash = |value| id_token::hash(key.algorithm(), value);
    let claims = IdToken {
        iss: &issuer,
        sub: &sub,
        aud: client.id.as_str(),
        exp: cx.now + lifetime_s(cx, client, Some(authorization)),
        iat: cx.now,
        auth_time: authorization.auth_time,
        nonce: beside.nonce,
        acr: authorization.acr.as_str(),
        amr: &authorization.amr,
        at_hash: beside.access_token.map(hash),
        c_hash: beside.code.map(hash),
        s_hash: None,
        sid: &sid,
        about: beside.about,
    };
    key.sign(Typ::Jwt, &claims).map_err(|_| TokenError::Signing)
}

/// For whom a token is to be: what the client names, of what it may have tokens for. Our own endpoints are among that.
///
/// `granted`: what the authorization request named; nothing of it is left out where the token request names none.
pub(crate) fn audience(
    cx: &Cx,
    client: &Client,
    granted: &Resources,
    asked: &Resources,
) -> Result<Resources, ProtocolError> {
    let audience = if granted.is_empty() { asked.clone() } else { asked.narrow(granted)? };
    let mut allowed = client.metadata.resources.clone();
    allowed.push(cx.app.issuer().to_string());
    // As the client is registered now: what was taken from it since is not in an older grant either.
    audience.within(&allowed)?;
    Ok(audience)
}

impl Issued {
    pub(crate) fn new(
        cx: &Cx,
        grounds: Grounds<'_>,
        scopes: Scopes,
        audience: Resources,
        nonce: Option<&str>,
        confirmation: Option<Confirmation>,
    ) -> Result<Self, TokenError> {
        let Grounds { client, authorization, user } = grounds;
        let lifetime_s = lifetime_s(cx, client, Some(authorization));
        let sub = subject::of(&cx.app, client, user);
        let plain = access_token(
            cx,
            &Said {
                client,
                sub: &sub,
                scope: &scopes.to_string(),
                audience: &audience,
                confirmation: confirmation.as_ref(),
                authorization: Some(authorization),
                told: &told(cx, &client.id, &user.id, &scopes, Place::AccessToken)?,
            },
        )?;
        let mut about = claims::asked(&user.person(), &authorization.claims.id_token);
        about.extend(told(cx, &client.id, &user.id, &scopes, Place::IdToken)?);
        let beside = Beside { access_token: Some(plain.expose()), code: None, nonce, about };
        let id_token = id_token(cx, grounds, beside)?;
        let access = AccessToken {
            hash: plain.hash(),
            authorization_id: authorization.id.clone(),
            scopes,
            audience,
            confirmation,
            issued_at: cx.now,
            expires_at: cx.now + lifetime_s,
        };
        Ok(Self { plain, access, id_token, lifetime_s })
    }

    /// What is kept of it, with the refresh token that goes with it.
    pub(crate) fn to_be_stored(&self, refresh: Option<&(PlainToken, RefreshToken)>) -> First {
        First { access: self.access.clone(), refresh: refresh.map(|(_, token)| token.clone()) }
    }

    pub(crate) fn into_response(self, refresh: Option<PlainToken>) -> TokenResponse {
        TokenResponse {
            access_token: self.plain.expose().to_owned(),
            token_type: Confirmation::token_type(self.access.confirmation.as_ref()),
            expires_in: self.lifetime_s,
            refresh_token: refresh.map(|token| token.expose().to_owned()),
            id_token: Some(self.id_token),
            scope: self.access.scopes.to_string(),
        }
    }
}

/// A refresh token, new or in the place of another one. One of a public client is bound to the key that its client proves;
/// others are bound to their client's own proof of who it is (RFC 9449 5).
pub(crate) fn new_refresh(
    cx: &Cx,
    client: &Client,
    authorization: &Authorization,
    confirmation: Option<&Confirmation>,
    replaces: Option<&RefreshToken>,
) -> (PlainToken, RefreshToken) {
    let (settings, terms) = (cx.app.settings(), client.terms.session);
    let plain = PlainToken::generate(cx.entropy());
    let lifetime_s = settings.number("lifetime.refresh_absolute_s");
    let until = terms.refresh_until(lifetime_s, authorization.auth_time, cx.now);
    let absolute_until = replaces.map_or(until, |old| old.absolute_until.min(until));
    let idle_s = terms.refresh_idle_s(settings.number("lifetime.refresh_idle_s"));
    let token = RefreshToken {
        hash: plain.hash(),
        authorization_id: authorization.id.clone(),
        confirmation: confirmation.filter(|_| client.metadata.is_public()).cloned(),
        issued_at: cx.now,
        idle_until: (cx.now + idle_s).min(absolute_until),
        absolute_until,
        rotated_at: None,
    };
    (plain, token)
}
