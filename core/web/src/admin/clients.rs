//! `/clients`: apps that people sign in to, with their metadata as in RFC 7591.

mod shown;

use axum::Json;
use axum::http::StatusCode;
use domain::client::{ClientState, KEPT_S, MOST_KEPT_S};
use domain::factor::policy::Rule;
use domain::id::ClientId;
use domain::secret::Secret;
use oidc::metadata::{AuthMethod, ClientMetadata};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::FieldProblem;
use service::admin::clients::{
    self as admin, By, ClientChanges, ClientError, ImportedClient, NewClient, Registered, RegisteredBy,
};
use service::device_grant;

use utoipa::{IntoParams, ToSchema};

use super::body::{JsonBody, PathOf, QueryOf};
use super::guard::AdminCx;
use super::list::{Key, Part, Sort};
use super::problem::{Problem, metadata_field};
use super::rule;
use super::tag::Shown;
use super::terms;
use super::words::{ClientStateWord, RegisteredByWord};
use shown::{ClientDto, RegisteredDto};

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// A part of the name, the id, or an address that people come back to.
    #[serde(default)]
    search: String,
    /// Only apps in this state.
    #[param(value_type = Option<ClientStateWord>)]
    state: Option<ClientState>,
    /// Only apps that were registered by: the office, a person, or the app itself.
    #[param(value_type = Option<RegisteredByWord>)]
    registered_by: Option<RegisteredBy>,
    /// The order; the oldest first where nothing is said.
    #[param(schema_with = Sort::<By>::words, required = false)]
    sort: Option<Sort<By>>,
    /// At most so many, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
    /// So many are left out in front.
    #[serde(default)]
    offset: u32,
}

impl Key for By {
    const WORDS: &'static [(&'static str, Self)] =
        &[("created_at", Self::Created), ("name", Self::Name), ("updated_at", Self::Updated)];
}

/// A part of the apps.
#[derive(Serialize, ToSchema)]
#[schema(as = Clients)]
pub(super) struct PageDto {
    /// The apps of this part.
    clients: Vec<ClientDto>,
    /// How many there are in all.
    total: i64,
}

/// Apps
#[utoipa::path(get, path = "/clients", operation_id = "listClients", tag = "clients", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let sort = query.sort.unwrap_or_default();
    let order = (sort.by, sort.descending);
    let all = admin::list(&cx, &by, (&query.search, query.state, query.registered_by), order).await?;
    let (clients, total) = Part::new(query.limit, query.offset).of(all);
    Ok(Json(PageDto { clients: clients.map(ClientDto::from).collect(), total }))
}

/// One app
#[utoipa::path(get, path = "/clients/{client}", operation_id = "showClient", tag = "clients", responses((status = 200, body = ClientDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Shown<ClientDto>, Problem> {
    let found = admin::find(&cx, &by, &ClientId::from(id))?.ok_or(ClientError::Unknown)?;
    Ok(Shown::new(&found, found.clone().into()))
}

/// Registers an app
///
/// The answer has its `client_secret`, this once. What this version keeps without serving it is named in `warnings`.
#[utoipa::path(post, path = "/clients", operation_id = "createClient", tag = "clients", request_body = shown::NewClient, responses((status = 201, body = RegisteredDto)))]
pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(body): JsonBody<Map<String, Value>>,
) -> Result<(StatusCode, Json<RegisteredDto>), Problem> {
    let item = Item::read(body).map_err(|(field, why)| Problem::field(&field, why))?;
    if item.id.is_some() || item.secret.is_some() {
        return Err(Problem::field(
            "client_id",
            "id and secret are made here; import keeps those from elsewhere",
        ));
    }
    let registered = admin::create(&cx, &by, item.new).await?;
    let mut shown = RegisteredDto::from(registered);
    shown.warnings = Some(item.warnings);
    Ok((StatusCode::CREATED, Json(shown)))
}

/// Which apps came in.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportedClients)]
pub(super) struct ImportedDto {
    /// The apps, in the order of the list; with the secrets that were made.
    clients: Vec<RegisteredDto>,
    /// What the administrator should know, each with its place in the list.
    warnings: Vec<String>,
}

/// Brings apps in from elsewhere, with their ids and secrets: all of a list, or none of it
#[utoipa::path(post, path = "/clients/import", operation_id = "importClients", tag = "clients", request_body = Vec<shown::ImportedClientItem>, responses((status = 200, body = ImportedDto)))]
pub(super) async fn import(
    AdminCx { cx, by }: AdminCx,
    JsonBody(items): JsonBody<Vec<Map<String, Value>>>,
) -> Result<Json<ImportedDto>, Problem> {
    let (mut list, mut warnings, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        match Item::read(item) {
            Ok(item) => {
                let named =
                    item.id.as_ref().map_or_else(|| format!("[{index}]"), |id| format!("[{index}] {id}"));
                warnings.extend(item.warnings.iter().map(|warning| format!("{named}: {warning}")));
                list.push(ImportedClient { new: item.new, id: item.id, secret: item.secret });
            }
            Err((field, why)) => errors.push(FieldProblem::at(index, &field, why)),
        }
    }
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let imported = admin::import(&cx, &by, list).await?;
    Ok(Json(ImportedDto { clients: imported.into_iter().map(RegisteredDto::from).collect(), warnings }))
}

/// Changes an app
///
/// Metadata is sent whole: where one of its fields is there, those that are absent go back to their defaults. `trusted`,
/// `rotates_refresh_tokens`, `state`, `owner`, `mfa_policy`, `accepted_factors`, `access`, `session_terms` and `claim_rules` stay where absent; the
/// last five ask for a recent sign-in.
#[utoipa::path(patch, path = "/clients/{client}", operation_id = "changeClient", tag = "clients", request_body = shown::ClientChangesBody, responses((status = 200, body = ClientDto)))]
pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    JsonBody(mut body): JsonBody<Map<String, Value>>,
) -> Result<Shown<ClientDto>, Problem> {
    let id = ClientId::from(id);
    let refuse = |(field, why): Refusal| Problem::field(&field, why);
    if body.contains_key("mfa_policy") || body.contains_key("accepted_factors") {
        by.require_fresh()?;
    }
    let rule = rule::take(&mut body).map_err(|problem| Problem::fields(vec![problem]))?;
    if ["access", "session_terms", "claim_rules"].iter().any(|field| body.contains_key(*field)) {
        by.require_fresh()?;
    }
    let terms = terms::take(&mut body).map_err(Problem::fields)?;
    let changes = ClientChanges {
        terms,
        trusted: take(&mut body, "trusted").map_err(refuse)?,
        rotates_refresh_tokens: take(&mut body, "rotates_refresh_tokens").map_err(refuse)?,
        state: take::<ClientState>(&mut body, "state").map_err(refuse)?,
        rule,
        owner: body.remove("owner").map(|value| read_owner(&value)).transpose().map_err(refuse)?,
        metadata: match body.is_empty() {
            true => None,
            false => Some(Item::read(body).map_err(refuse)?.new.metadata),
        },
    };
    let changed = admin::update(&cx, &by, &id, changes).await?;
    Ok(Shown::new(&changed, changed.clone().into()))
}

/// Lets an app be that registered itself, as it is now
///
/// It stays also where nobody uses it. It is still called at public addresses only, and people are still asked about it.
#[utoipa::path(post, path = "/clients/{client}/approve", operation_id = "approveClient", tag = "clients", responses((status = 200, body = ClientDto)))]
pub(super) async fn approve(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Shown<ClientDto>, Problem> {
    let approved = admin::approve(&cx, &by, &ClientId::from(id)).await?;
    Ok(Shown::new(&approved, approved.clone().into()))
}

/// What a device shows, to be tried.
#[derive(Serialize, ToSchema)]
#[schema(as = DeviceCodes)]
pub(super) struct DeviceCodesDto {
    /// What people type.
    user_code: String,
    /// Where they type it.
    verification_uri: String,
    /// The same with the code in it, for a QR code.
    verification_uri_complete: String,
    /// For so many seconds.
    expires_in: i64,
}

/// Shows what people see who sign in on a device without a browser; no device is signed in by it
#[utoipa::path(post, path = "/clients/{client}/device-code", operation_id = "tryDeviceCode", tag = "clients", responses((status = 200, body = DeviceCodesDto), (status = 409, description = "The app is not used on devices: `no_devices`.")))]
pub(super) async fn try_device(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<DeviceCodesDto>, Problem> {
    let codes = device_grant::try_out(&cx, &by, &ClientId::from(id)).await?;
    Ok(Json(DeviceCodesDto {
        user_code: codes.user_code,
        verification_uri: codes.verification_uri,
        verification_uri_complete: codes.verification_uri_complete,
        expires_in: codes.expires_in,
    }))
}

/// How a secret is replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SecretRotation)]
#[serde(deny_unknown_fields)]
pub(super) struct RotationBody {
    /// For so many hours the old secret works beside the new one, 0 to 720; 0: it stops at once.
    #[serde(default = "RotationBody::hours")]
    #[schema(default = 24, minimum = 0, maximum = 720)]
    keep_old_hours: i64,
}

impl RotationBody {
    fn hours() -> i64 {
        KEPT_S / 3_600
    }
}

/// Makes a new secret; the old one goes on working for a while
///
/// At most two secrets work at once: one that was old already stops.
#[utoipa::path(post, path = "/clients/{client}/rotate-secret", operation_id = "rotateClientSecret", tag = "clients", request_body = RotationBody, responses((status = 200, body = RegisteredDto), (status = 409, description = "This app has no secret: `public_client`.")))]
pub(super) async fn rotate_secret(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    JsonBody(body): JsonBody<RotationBody>,
) -> Result<Json<RegisteredDto>, Problem> {
    let most = MOST_KEPT_S / 3_600;
    if !(0..=most).contains(&body.keep_old_hours) {
        return Err(Problem::field("keep_old_hours", format!("takes 0 to {most} hours")));
    }
    let keep_s = body.keep_old_hours * 3_600;
    let (client, secret) = admin::rotate_secret(&cx, &by, &ClientId::from(id), keep_s).await?;
    Ok(Json(Registered { client, secret: Some(secret) }.into()))
}

/// Ends the old secret before its time
#[utoipa::path(delete, path = "/clients/{client}/old-secret", operation_id = "endOldClientSecret", tag = "clients", responses((status = 200, body = ClientDto), (status = 409, description = "There is no old secret that still works: `no_old_secret`.")))]
pub(super) async fn end_old_secret(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Shown<ClientDto>, Problem> {
    let changed = admin::end_old_secret(&cx, &by, &ClientId::from(id)).await?;
    Ok(Shown::new(&changed, changed.clone().into()))
}

/// Takes an app away, with all that hangs on it
#[utoipa::path(delete, path = "/clients/{client}", operation_id = "removeClient", tag = "clients", responses((status = 204)))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::delete(&cx, &by, &ClientId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A field, and what is wrong with it.
pub(super) type Refusal = (String, String);

/// A client as it was sent.
pub(super) struct Item {
    new: NewClient,
    id: Option<ClientId>,
    secret: Option<Secret>,
    /// What the administrator should know.
    pub(super) warnings: Vec<String>,
}

/// What a registration answer carries (RFC 7591 3.2.1) and what we show: never part of what is kept.
const NOT_METADATA: [&str; 13] = [
    "owner",
    "self_registered",
    "client_id_issued_at",
    "client_secret_expires_at",
    "registration_access_token",
    "registration_client_uri",
    "has_secret",
    "has_weak_secret",
    "old_secret_until",
    "old_secret_used_at",
    "created_at",
    "updated_at",
    "warnings",
];

impl Item {
    pub(super) fn read(mut body: Map<String, Value>) -> Result<Self, Refusal> {
        body.retain(|name, value| !value.is_null() && !NOT_METADATA.contains(&name.as_str()));
        let id = take::<String>(&mut body, "client_id")?;
        if id
            .as_ref()
            .is_some_and(|id| !(1..=255).contains(&id.len()) || !id.chars().all(|c| matches!(c, ' '..='~')))
        {
            return Err(("client_id".into(), "has 1 to 255 printable ASCII characters".into()));
        }
        let rule = rule::take(&mut body).map_err(|problem| (problem.field, problem.message))?;
        let terms = terms::take(&mut body).map_err(first)?;
        let secret = take::<Secret>(&mut body, "client_secret")?;
        if secret.as_ref().is_some_and(|secret| !(1..=1_024).contains(&secret.expose().len())) {
            return Err(("client_secret".into(), "has 1 to 1,024 characters".into()));
        }
        let (trusted, rotates) = (take(&mut body, "trusted")?, take(&mut body, "rotates_refresh_tokens")?);
        let parsed = ClientMetadata::parse(&Value::Object(body))
            .map_err(|error| (metadata_field(&error).to_owned(), error.description.into_owned()))?;
        let mut warnings = parsed.warnings;
        match &secret {
            Some(_) if parsed.metadata.is_public() => {
                warnings.push("a public client has no secret: client_secret was left out".into());
            }
            Some(secret)
                if secret.expose().len() < 32
                    && parsed.metadata.token_endpoint_auth_method == AuthMethod::ClientSecretJwt =>
            {
                let why = "has at least 32 characters, since the app signs with it (RFC 7518 3.2)";
                return Err(("client_secret".into(), why.into()));
            }
            Some(secret) if secret.expose().len() < 32 => {
                warnings.push(
                    "client_secret is shorter than 32 characters and can be guessed: rotate it soon".into(),
                );
            }
            _ => {}
        }
        let new = NewClient {
            metadata: parsed.metadata,
            trusted: trusted.unwrap_or(false),
            rotates_refresh_tokens: rotates.unwrap_or(false),
            rule: rule.apply(Rule::default()),
            terms,
        };
        Ok(Self { new, id: id.map(ClientId::from), secret, warnings })
    }
}

/// One problem of several: the others are told when it is mended.
fn first(problems: Vec<FieldProblem>) -> Refusal {
    let first = problems.into_iter().next();
    first.map_or_else(Refusal::default, |problem| (problem.field, problem.message))
}

/// `null` or an account.
fn read_owner(value: &Value) -> Result<Option<String>, Refusal> {
    match value {
        Value::Null => Ok(None),
        Value::String(account) => Ok(Some(account.clone())),
        _ => Err(("owner".into(), "takes an account or null".into())),
    }
}

fn take<T: serde::de::DeserializeOwned>(
    body: &mut Map<String, Value>,
    field: &str,
) -> Result<Option<T>, Refusal> {
    let Some(value) = body.remove(field) else { return Ok(None) };
    // serde_json quotes the value, which may be a secret.
    serde_json::from_value(value).map(Some).map_err(|_| (field.to_owned(), "has the wrong type".to_owned()))
}
