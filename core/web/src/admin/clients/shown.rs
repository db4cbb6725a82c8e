//! An app as it is shown, and as it may be sent.

use std::borrow::Cow;

use domain::access::Access;
use domain::claim_rule::ClaimRule;
use domain::client::{Client, ClientState};
use domain::factor::kind::Kinds;
use domain::factor::policy::Policy;
use domain::registration::SelfRegistered;
use domain::session_terms::SessionTerms;
use oidc::jwt::Algorithm;
use oidc::metadata::ClientMetadata;
use serde::Serialize;
use serde_json::{Map, Value};
use service::admin::clients::{Registered, has_weak_secret};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::admin::terms::{AccessSchema, ClaimRuleSchema, SessionTermsSchema};
use crate::admin::words::{AlgorithmWord, ClientStateWord, FactorWord, PolicyWord, SelfRegisteredWord};

/// An app with its metadata (RFC 7591).
#[derive(Serialize, ToSchema)]
#[schema(as = Client)]
pub(in crate::admin) struct ClientDto {
    /// The id that the app signs people in with.
    client_id: String,
    /// The name that people see; the id where the app has none.
    client_name: String,
    /// Where people come back to after signing in.
    redirect_uris: Vec<String>,
    /// Where people come back to after signing out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    post_logout_redirect_uris: Vec<String>,
    /// Where the app is told, server to server, that a session has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    backchannel_logout_uri: Option<String>,
    /// What the browser that signs out opens at the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    frontchannel_logout_uri: Option<String>,
    /// Whether that address gets the issuer and the session as well.
    frontchannel_logout_session_required: bool,
    /// How the app proves itself: `client_secret_basic`, `client_secret_post`, `client_secret_jwt`, `private_key_jwt`,
    /// `tls_client_auth`, `self_signed_tls_client_auth`, `none`; others are kept and not served.
    token_endpoint_auth_method: String,
    /// The grants that the app uses: `authorization_code`, `refresh_token`, `client_credentials`,
    /// `urn:ietf:params:oauth:grant-type:device_code`; others are kept and not served.
    grant_types: Vec<String>,
    /// `code`; others are kept and not served.
    response_types: Vec<String>,
    /// The scopes that the app may ask for, with spaces between; those that are not OpenID's are its own, and it gets them in
    /// its own name by `client_credentials`.
    scope: String,
    /// Signature of its ID tokens.
    #[schema(value_type = AlgorithmWord)]
    id_token_signed_response_alg: Algorithm,
    /// `native` frees the port of loopback redirect URIs (RFC 8252 7.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    application_type: Option<String>,
    /// Home page of the app, the target of its tile.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_uri: Option<String>,
    /// Where a sign-in at the app begins (OIDC Core 4): the target of its tile, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    initiate_login_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    tos_uri: Option<String>,
    /// Whether sign-ins without PKCE are refused; always so for public apps.
    require_pkce: bool,
    /// Whether people are not asked for consent.
    trusted: bool,
    /// Whether a refresh token is used once.
    rotates_refresh_tokens: bool,
    /// Whether the app may be used.
    #[schema(value_type = ClientStateWord)]
    state: ClientState,
    /// What it asks of people's second factor; null: what the office does.
    #[schema(value_type = Option<PolicyWord>)]
    mfa_policy: Option<Policy>,
    /// The second factors that count for it.
    #[schema(value_type = Vec<FactorWord>)]
    accepted_factors: Kinds,
    /// Whom the app is for.
    #[schema(value_type = AccessSchema)]
    access: Access,
    /// How long a sign-in is good for.
    #[schema(value_type = SessionTermsSchema)]
    session_terms: SessionTerms,
    /// What it is told beyond the standard claims, in the order of the rules.
    #[schema(value_type = Vec<ClaimRuleSchema>)]
    claim_rules: Vec<ClaimRule>,
    /// The account of whoever registered it and manages it; null: the office's own.
    owner: Option<String>,
    /// How an app stands that registered itself; null: it did not.
    #[schema(value_type = Option<SelfRegisteredWord>)]
    self_registered: Option<SelfRegistered>,
    /// Whether there is a secret.
    has_secret: bool,
    /// Whether the secret is short enough to be guessed.
    has_weak_secret: bool,
    /// Until when the secret before it works as well, in seconds since 1970; null: it does not.
    old_secret_until: Option<i64>,
    /// When the old secret was used last after it was replaced, to the minute, in seconds since 1970; null: never.
    old_secret_used_at: Option<i64>,
    /// Seconds since 1970.
    created_at: i64,
    /// Seconds since 1970.
    updated_at: i64,
    /// Everything else that was registered, as it came.
    #[serde(flatten)]
    kept: Map<String, Value>,
}

impl From<Client> for ClientDto {
    fn from(client: Client) -> Self {
        let (client_name, has_weak_secret) = (client.display_name().to_owned(), has_weak_secret(&client));
        let (kept, scope) = (rest(&client.metadata), client.metadata.scope_text());
        let (metadata, old) = (client.metadata, client.old_secret);
        Self {
            client_id: client.id.to_string(),
            client_name,
            redirect_uris: metadata.redirect_uris,
            post_logout_redirect_uris: metadata.post_logout_redirect_uris,
            backchannel_logout_uri: metadata.backchannel_logout_uri,
            frontchannel_logout_uri: metadata.frontchannel_logout_uri,
            frontchannel_logout_session_required: metadata.frontchannel_logout_session_required,
            token_endpoint_auth_method: metadata.token_endpoint_auth_method.into(),
            grant_types: metadata.grant_types,
            response_types: metadata.response_types,
            scope,
            id_token_signed_response_alg: metadata.id_token_signed_response_alg,
            application_type: metadata.application_type,
            client_uri: metadata.client_uri,
            initiate_login_uri: metadata.initiate_login_uri,
            policy_uri: metadata.policy_uri,
            tos_uri: metadata.tos_uri,
            require_pkce: metadata.require_pkce,
            trusted: client.trusted,
            rotates_refresh_tokens: client.rotates_refresh_tokens,
            state: client.state,
            mfa_policy: client.rule.policy,
            accepted_factors: client.rule.accepted.unwrap_or(Kinds::ALL),
            access: client.terms.access,
            session_terms: client.terms.session,
            claim_rules: client.terms.claim_rules,
            owner: client.owner.as_ref().map(ToString::to_string),
            self_registered: client.self_registered,
            has_secret: client.secret.is_some(),
            has_weak_secret,
            old_secret_until: old.as_ref().map(|old| old.until),
            old_secret_used_at: old.and_then(|old| old.used_at),
            created_at: client.created_at,
            updated_at: client.updated_at,
            kept,
        }
    }
}

/// Metadata that has a place of its own in [`ClientDto`].
const NAMED: [&str; 19] = [
    "initiate_login_uri",
    "resource_scopes",
    "client_name",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "frontchannel_logout_uri",
    "frontchannel_logout_session_required",
    "token_endpoint_auth_method",
    "grant_types",
    "response_types",
    "scope",
    "id_token_signed_response_alg",
    "application_type",
    "client_uri",
    "policy_uri",
    "tos_uri",
    "require_pkce",
    "client_id",
];

/// All other metadata as it was registered, so that whoever sends back what they read loses nothing.
fn rest(metadata: &ClientMetadata) -> Map<String, Value> {
    let mut all = match serde_json::to_value(metadata) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    all.retain(|name, _| !NAMED.contains(&name.as_str()));
    all
}

/// An app with what is shown once.
#[derive(Serialize, ToSchema)]
#[schema(as = RegisteredClient)]
pub(in crate::admin) struct RegisteredDto {
    #[serde(flatten)]
    client: ClientDto,
    /// Its secret, where one was made; it is shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    /// What is kept and not served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) warnings: Option<Vec<String>>,
}

impl From<Registered> for RegisteredDto {
    fn from(registered: Registered) -> Self {
        let client_secret = registered.secret.map(|secret| secret.expose().to_owned());
        Self { client: registered.client.into(), client_secret, warnings: None }
    }
}

/// What is shown and made here, never sent.
const MADE_HERE: [&str; 8] = [
    "client_id",
    "self_registered",
    "has_secret",
    "has_weak_secret",
    "old_secret_until",
    "old_secret_used_at",
    "created_at",
    "updated_at",
];

/// What may be sent is what is shown, without what is made here; nothing of it is needed, and anything may be `null`.
fn sendable(about: &str) -> ObjectBuilder {
    let mut object = ObjectBuilder::new().schema_type(Type::Object).description(Some(about));
    if let RefOr::T(shown) = ClientDto::schema() {
        for (name, schema) in properties(shown) {
            if !MADE_HERE.contains(&name.as_str()) {
                let null = ObjectBuilder::new().schema_type(Type::Null);
                object = object.property(name, OneOfBuilder::new().item(null).item(schema));
            }
        }
    }
    object.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
}

/// The properties of an object, also of one in parts.
fn properties(schema: Schema) -> Vec<(String, RefOr<Schema>)> {
    match schema {
        Schema::Object(object) => object.properties.into_iter().collect(),
        Schema::AllOf(parts) => {
            let parts = parts.items.into_iter();
            parts
                .flat_map(|part| if let RefOr::T(part) = part { properties(part) } else { Vec::new() })
                .collect()
        }
        _ => Vec::new(),
    }
}

macro_rules! body {
    ($type:ident, $name:literal, $about:literal, $more:expr) => {
        #[doc = $about]
        pub(in crate::admin) struct $type;

        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                let more: fn(ObjectBuilder) -> ObjectBuilder = $more;
                more(sendable($about)).build().into()
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    };
}

body!(NewClient, "NewClient", "An app to be registered, with its metadata (RFC 7591).", |object| object);
body!(ClientChangesBody, "ClientChanges", "What is to be changed about an app.", |object| object);
body!(
    ImportedClientItem,
    "ImportedClient",
    "An app as it comes from elsewhere, with its metadata (RFC 7591).",
    |object| {
        let text = |about: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(about));
        object
            .property("client_id", text("Kept, so that the app need not be touched."))
            .property("client_secret", text("Kept, so that the app need not be touched."))
    }
);
