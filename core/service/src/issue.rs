//! Making tokens; whoever makes them stores them.

use domain::authorization::{AccessToken, Authorization, RefreshToken};
use domain::client::Client;
use domain::token::PlainToken;
use domain::user::User;
use oidc::id_token::{self, IdToken};
use oidc::jwt::Typ;
use oidc::scope::Scopes;
use oidc::token::TokenResponse;

use crate::cx::Cx;
use crate::subject;
use crate::token::TokenError;

/// Tokens that are made but not stored yet.
pub(crate) struct Issued {
    plain: PlainToken,
    /// To be stored.
    pub(crate) access: AccessToken,
    id_token: String,
    lifetime_s: i64,
}

impl Issued {
    pub(crate) fn new(
        cx: &Cx,
        client: &Client,
        authorization: &Authorization,
        user: &User,
        scopes: Scopes,
        nonce: Option<&str>,
    ) -> Result<Self, TokenError> {
        let lifetime_s = cx.app.settings().number("lifetime.access_token_s");
        let plain = PlainToken::generate(cx.entropy());
        let keys = cx.app.keys.current();
        let key = keys.signing(client.metadata.id_token_signed_response_alg, cx.now);
        let key = key.ok_or(TokenError::Signing)?;
        let (issuer, sub) = (cx.app.issuer(), subject::of(&cx.app, client, user));
        let claims = IdToken {
            iss: &issuer,
            sub: &sub,
            aud: client.id.as_str(),
            exp: cx.now + lifetime_s,
            iat: cx.now,
            auth_time: authorization.auth_time,
            nonce,
            acr: authorization.acr.as_str(),
            amr: &authorization.amr,
            at_hash: Some(id_token::hash(key.algorithm(), plain.expose())),
            c_hash: None,
            s_hash: None,
            sid: authorization.session_id.as_str(),
        };
        let id_token = key.sign(Typ::Jwt, &claims).map_err(|_| TokenError::Signing)?;
        let access = AccessToken {
            hash: plain.hash(),
            authorization_id: authorization.id.clone(),
            scopes,
            issued_at: cx.now,
            expires_at: cx.now + lifetime_s,
        };
        Ok(Self { plain, access, id_token, lifetime_s })
    }

    pub(crate) fn into_response(self, refresh: Option<PlainToken>) -> TokenResponse {
        TokenResponse {
            access_token: self.plain.expose().to_owned(),
            token_type: "Bearer",
            expires_in: self.lifetime_s,
            refresh_token: refresh.map(|token| token.expose().to_owned()),
            id_token: Some(self.id_token),
            scope: self.access.scopes.to_string(),
        }
    }
}

/// A refresh token, new or in the place of another one.
pub(crate) fn new_refresh(
    cx: &Cx,
    authorization: &Authorization,
    replaces: Option<&RefreshToken>,
) -> (PlainToken, RefreshToken) {
    let settings = cx.app.settings();
    let plain = PlainToken::generate(cx.entropy());
    let absolute_until =
        replaces.map_or(cx.now + settings.number("lifetime.refresh_absolute_s"), |old| old.absolute_until);
    let token = RefreshToken {
        hash: plain.hash(),
        authorization_id: authorization.id.clone(),
        issued_at: cx.now,
        idle_until: (cx.now + settings.number("lifetime.refresh_idle_s")).min(absolute_until),
        absolute_until,
        rotated_at: None,
    };
    (plain, token)
}
