//! The protocol: what an app asks of the sign-in server, and what it checks before it believes the answer.

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
    CoreGenderClaim, CoreGrantType, CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType, CoreTokenResponse,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, AdditionalProviderMetadata, AuthorizationCode, CsrfToken,
    EndSessionUrl, EndpointMaybeSet, EndpointNotSet, EndpointSet, LogoutRequest, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RefreshToken, Scope, SubjectIdentifier,
    TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::config::Config;
use crate::fetch::Fetch;
use crate::problem::Problem;

/// What the app asks for besides `openid`.
const SCOPES: [&str; 4] = ["profile", "email", "groups", "offline_access"];

/// The sign-in server as its discovery document describes it.
pub(crate) struct Provider<'a> {
    config: &'a Config,
    fetch: &'a Fetch,
    extra: OfficeMetadata,
    client: Client,
}

/// A sign-in that was begun and not yet answered; the browser's session keeps it.
#[derive(Debug)]
pub(crate) struct Pending {
    /// Ties the answer to the browser that asked.
    pub(crate) state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// A user who is signed in, and the tokens that prove it.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub(crate) subject: SubjectIdentifier,
    pub(crate) id_token: CoreIdToken,
    pub(crate) access_token: AccessToken,
    pub(crate) access_lifetime_s: Option<u64>,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) scopes: Vec<String>,
    pub(crate) userinfo: OfficeUserInfo,
}

/// The standard claims and ours.
pub(crate) type OfficeUserInfo = UserInfoClaims<OfficeClaims, CoreGenderClaim>;

/// Claims beyond the standard ones are declared like this.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct OfficeClaims {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) groups: Vec<String>,
}

impl AdditionalClaims for OfficeClaims {}

/// Metadata that the library has no field for.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct OfficeMetadata {
    end_session_endpoint: Option<EndSessionUrl>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for OfficeMetadata {}

type Metadata = ProviderMetadata<
    OfficeMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl<'a> Provider<'a> {
    /// Reads discovery and keys. A busy app would keep the result for some minutes; asking each time shows a
    /// changed key or address at once.
    pub(crate) async fn discover(config: &'a Config, fetch: &'a Fetch) -> Result<Self, Problem> {
        let metadata = Metadata::discover_async(config.issuer.clone(), fetch).await?;
        let extra = metadata.additional_metadata().clone();
        let client = CoreClient::from_provider_metadata(
            metadata,
            config.client_id.clone(),
            Some(config.client_secret.clone()),
        )
        .set_redirect_uri(config.redirect_url());
        Ok(Self { config, fetch, extra, client })
    }

    /// Where to send the browser, and what to remember until it comes back.
    pub(crate) fn begin(&self) -> (Url, Pending) {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = self
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scopes(SCOPES.map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(challenge)
            .url();
        (url, Pending { state, nonce, verifier })
    }

    /// RFC 9207: an answer that another server sent must not reach our token endpoint.
    pub(crate) fn check_issuer(&self, iss: Option<&str>) -> Result<(), Problem> {
        match iss {
            Some(iss) if iss == self.config.issuer.as_str() => Ok(()),
            None if !self.extra.authorization_response_iss_parameter_supported => Ok(()),
            found => Err(Problem::AnswerFromElsewhere { found: found.unwrap_or("nobody").to_owned() }),
        }
    }

    /// Turns the code into tokens and believes them only after every check.
    pub(crate) async fn finish(&self, pending: Pending, code: String) -> Result<SignedIn, Problem> {
        let tokens = self
            .client
            .exchange_code(AuthorizationCode::new(code))?
            .set_pkce_verifier(pending.verifier)
            .request_async(self.fetch)
            .await?;
        let id_token = tokens.id_token().ok_or(Problem::NoIdToken)?.clone();
        let verifier = self.client.id_token_verifier();
        // Signature, issuer, audience, expiry and nonce.
        let subject = id_token.claims(&verifier, &pending.nonce)?.subject().clone();
        check_access_token(&id_token, &verifier, &pending.nonce, tokens.access_token())?;
        self.signed_in(tokens, id_token, subject).await
    }

    /// Fetches new tokens without the user.
    pub(crate) async fn refresh(&self, before: &SignedIn) -> Result<SignedIn, Problem> {
        let refresh_token = before.refresh_token.as_ref().ok_or(Problem::NoRefreshToken)?;
        let mut tokens = self.client.exchange_refresh_token(refresh_token)?.request_async(self.fetch).await?;
        // A server that does not rotate sends no new refresh token; the old one goes on.
        if tokens.refresh_token().is_none() {
            tokens.set_refresh_token(Some(refresh_token.clone()));
        }
        let id_token = tokens.id_token().unwrap_or(&before.id_token).clone();
        if tokens.id_token().is_some() {
            // OpenID Connect Core 12.2: same user as before; a nonce is not expected again.
            let any_nonce = |_: Option<&Nonce>| Ok(());
            let subject = id_token.claims(&self.client.id_token_verifier(), any_nonce)?.subject();
            if *subject != before.subject {
                return Err(Problem::OtherUser);
            }
        }
        self.signed_in(tokens, id_token, before.subject.clone()).await
    }

    /// Where to send the browser so that the sign-in server ends its session too; `None` if it does not offer that.
    pub(crate) fn end_session(&self, signed_in: &SignedIn, state: CsrfToken) -> Option<Url> {
        let request = LogoutRequest::from(self.extra.end_session_endpoint.clone()?)
            .set_id_token_hint(&signed_in.id_token)
            .set_client_id(self.config.client_id.clone())
            .set_post_logout_redirect_uri(self.config.post_logout_redirect_url())
            .set_state(state);
        Some(request.http_get_url())
    }

    async fn signed_in(
        &self,
        tokens: CoreTokenResponse,
        id_token: CoreIdToken,
        subject: SubjectIdentifier,
    ) -> Result<SignedIn, Problem> {
        // The library refuses an answer about another subject.
        let userinfo = self
            .client
            .user_info(tokens.access_token().clone(), Some(subject.clone()))?
            .request_async(self.fetch)
            .await?;
        Ok(SignedIn {
            subject,
            id_token,
            access_token: tokens.access_token().clone(),
            access_lifetime_s: tokens.expires_in().map(|lifetime| lifetime.as_secs()),
            refresh_token: tokens.refresh_token().cloned(),
            scopes: tokens.scopes().into_iter().flatten().map(|scope| scope.to_string()).collect(),
            userinfo,
        })
    }
}

/// OpenID Connect Core 3.1.3.8: `at_hash` ties the access token to the ID token.
fn check_access_token(
    id_token: &CoreIdToken,
    verifier: &CoreIdTokenVerifier<'_>,
    nonce: &Nonce,
    access_token: &AccessToken,
) -> Result<(), Problem> {
    let Some(expected) = id_token.claims(verifier, nonce)?.access_token_hash() else {
        return Ok(());
    };
    let actual =
        AccessTokenHash::from_token(access_token, id_token.signing_alg()?, id_token.signing_key(verifier)?)?;
    if actual == *expected { Ok(()) } else { Err(Problem::OtherAccessToken) }
}
