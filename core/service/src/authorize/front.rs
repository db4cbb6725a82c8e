//! Tokens that come back through the browser, beside a code or in its place (OIDC Core 3.2 and 3.3): only where the office
//! and the client's registration let them (RFC 9700 2.1.2 says why not).

use domain::authorization::{AccessToken, Authorization};
use domain::claim_rule::Place;
use domain::token::PlainToken;
use oidc::claims;
use serde_json::{Map, Value};
use store::{StoreError, WriteTx, authorizations};

use super::AuthorizeError;
use super::decide::Grantable;
use crate::cx::Cx;
use crate::end::note_client;
use crate::issue::{self, Beside, Grounds, Said};
use crate::subject;
use crate::token::TokenError;
use crate::told::told;

/// What comes through the browser beside the code.
pub(super) struct Front {
    /// Its parameters.
    pub(super) pairs: Vec<(&'static str, String)>,
    /// An authorization of its own: the code's ends with a second use of the code, which this has nothing to do with.
    authorization: Authorization,
    access: Option<AccessToken>,
    ends_at: i64,
}

impl Front {
    /// Makes the tokens that the response type names; `code` is the one beside them.
    pub(super) fn make(
        cx: &Cx,
        grantable: &Grantable,
        authorization: Authorization,
        code: Option<&str>,
    ) -> Result<Self, AuthorizeError> {
        let kind = grantable.request.response_type;
        let grounds = Grounds {
            client: &grantable.client,
            authorization: &authorization,
            user: &grantable.signed_in.user,
        };
        let mut pairs = Vec::new();
        let token = if kind.token { Some(access_token(cx, &grounds, grantable)?) } else { None };
        if let Some((plain, access)) = &token {
            pairs.extend([
                ("access_token", plain.expose().to_owned()),
                ("token_type", "Bearer".to_owned()),
                ("expires_in", (access.expires_at - cx.now).to_string()),
                ("scope", access.scopes.to_string()),
            ]);
        }
        if kind.id_token {
            let beside = Beside {
                access_token: token.as_ref().map(|(plain, _)| plain.expose()),
                code,
                nonce: grantable.request.nonce.as_deref(),
                about: about(cx, &grounds, grantable)?,
            };
            pairs.push(("id_token", issue::id_token(cx, grounds, beside)?));
        }
        let access = token.map(|(_, access)| access);
        let ends_at = cx.now + issue::lifetime_s(cx, grounds.client, Some(&authorization));
        Ok(Self { pairs, authorization, access, ends_at })
    }

    /// Keeps what can be asked about or ended later.
    pub(super) fn store(&self, tx: &WriteTx<'_>, now: i64) -> Result<(), StoreError> {
        note_client(tx, &self.authorization, self.ends_at, now)?;
        if let Some(access) = &self.access {
            authorizations::insert(tx, &self.authorization, self.ends_at)?;
            // Its code was given to nobody.
            authorizations::exchange(tx, &self.authorization.id, self.ends_at)?;
            authorizations::insert_access_token(tx, access)?;
        }
        Ok(())
    }
}

fn access_token(
    cx: &Cx,
    grounds: &Grounds<'_>,
    grantable: &Grantable,
) -> Result<(PlainToken, AccessToken), AuthorizeError> {
    let audience = &grantable.request.resources;
    let said = Said {
        client: grounds.client,
        sub: &subject::of(&cx.app, grounds.client, grounds.user),
        scope: &grantable.scopes.to_string(),
        audience,
        confirmation: None,
        authorization: Some(grounds.authorization),
        told: &told_in(cx, grounds, grantable, Place::AccessToken)?,
    };
    let plain = issue::access_token(cx, &said)?;
    let access = AccessToken {
        hash: plain.hash(),
        authorization_id: grounds.authorization.id.clone(),
        scopes: grantable.scopes.clone(),
        audience: audience.clone(),
        confirmation: None,
        issued_at: cx.now,
        expires_at: cx.now + issue::lifetime_s(cx, grounds.client, Some(grounds.authorization)),
    };
    Ok((plain, access))
}

/// OIDC Core 5.4: with an ID token alone there is nothing to ask userinfo with, so the scopes open their claims here.
fn about(cx: &Cx, grounds: &Grounds<'_>, grantable: &Grantable) -> Result<Map<String, Value>, StoreError> {
    let sub = subject::of(&cx.app, grounds.client, grounds.user);
    let person = claims::Person { sub: &sub, ..grounds.user.person() };
    let kind = grantable.request.response_type;
    let mut about =
        if kind.code || kind.token { Map::new() } else { claims::userinfo(&person, &grantable.scopes) };
    about.remove("sub");
    about.extend(claims::asked(&person, &grantable.claims.id_token));
    about.extend(told_in(cx, grounds, grantable, Place::IdToken)?);
    Ok(about)
}

/// What rules of the office tell the client.
fn told_in(
    cx: &Cx,
    grounds: &Grounds<'_>,
    grantable: &Grantable,
    place: Place,
) -> Result<Map<String, Value>, StoreError> {
    told(cx, &grounds.client.id, &grounds.user.id, &grantable.scopes, place)
}

impl From<TokenError> for AuthorizeError {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Store(error) => Self::Store(error),
            // What the request names was looked at before.
            TokenError::Protocol(_) | TokenError::Signing => Self::Signing,
        }
    }
}
