//! `/clients`: apps that people sign in to, with their metadata as in RFC 7591.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::client::{Client, ClientState};
use domain::factor::policy::Rule;
use domain::id::ClientId;
use domain::secret::Secret;
use oidc::metadata::ClientMetadata;
use serde::Serialize;
use serde_json::{Map, Value, json};
use service::admin::FieldProblem;
use service::admin::clients::{
    self as admin, ClientChanges, ClientError, ImportedClient, NewClient, Registered, has_weak_secret,
};

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::{Problem, metadata_field};
use super::rule;

pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<Map<String, Value>>>, Problem> {
    let clients = admin::list(&cx, &by).await?;
    Ok(Json(clients.iter().map(show_client).collect::<Result<_, _>>()?))
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let found = admin::find(&cx, &by, &ClientId::from(id))?.ok_or(ClientError::Unknown)?;
    Ok(Json(show_client(&found)?))
}

pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(body): JsonBody<Map<String, Value>>,
) -> Result<(StatusCode, Json<Map<String, Value>>), Problem> {
    let item = Item::read(body).map_err(|(field, why)| Problem::field(&field, why))?;
    if item.id.is_some() || item.secret.is_some() {
        return Err(Problem::field(
            "client_id",
            "id and secret are made here; import keeps those from elsewhere",
        ));
    }
    let registered = admin::create(&cx, &by, item.new).await?;
    let mut shown = show_registered(&registered)?;
    shown.insert("warnings".into(), json!(item.warnings));
    Ok((StatusCode::CREATED, Json(shown)))
}

#[derive(Serialize)]
pub(super) struct ImportedDto {
    clients: Vec<Map<String, Value>>,
    warnings: Vec<String>,
}

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
    Ok(Json(ImportedDto {
        clients: imported.iter().map(show_registered).collect::<Result<_, _>>()?,
        warnings,
    }))
}

pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
    JsonBody(mut body): JsonBody<Map<String, Value>>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let id = ClientId::from(id);
    let refuse = |(field, why): Refusal| Problem::field(&field, why);
    if body.contains_key("mfa_policy") || body.contains_key("accepted_factors") {
        by.require_fresh()?;
    }
    let rule = rule::take(&mut body).map_err(|problem| Problem::fields(vec![problem]))?;
    let changes = ClientChanges {
        trusted: take(&mut body, "trusted").map_err(refuse)?,
        rotates_refresh_tokens: take(&mut body, "rotates_refresh_tokens").map_err(refuse)?,
        state: take::<ClientState>(&mut body, "state").map_err(refuse)?,
        rule,
        metadata: match body.is_empty() {
            true => None,
            false => Some(Item::read(body).map_err(refuse)?.new.metadata),
        },
    };
    Ok(Json(show_client(&admin::update(&cx, &by, &id, changes).await?)?))
}

pub(super) async fn rotate_secret(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let (client, secret) = admin::rotate_secret(&cx, &by, &ClientId::from(id)).await?;
    Ok(Json(show_registered(&Registered { client, secret: Some(secret) })?))
}

pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    admin::delete(&cx, &by, &ClientId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A field, and what is wrong with it.
type Refusal = (String, String);

/// A client as it was sent.
struct Item {
    new: NewClient,
    id: Option<ClientId>,
    secret: Option<Secret>,
    warnings: Vec<String>,
}

/// What a registration answer carries (RFC 7591 3.2.1) and what we show: never part of what is kept.
const NOT_METADATA: [&str; 8] = [
    "client_id_issued_at",
    "client_secret_expires_at",
    "registration_access_token",
    "registration_client_uri",
    "has_secret",
    "has_weak_secret",
    "created_at",
    "updated_at",
];

impl Item {
    fn read(mut body: Map<String, Value>) -> Result<Self, Refusal> {
        body.retain(|name, value| !value.is_null() && !NOT_METADATA.contains(&name.as_str()));
        let id = take::<String>(&mut body, "client_id")?;
        if id
            .as_ref()
            .is_some_and(|id| !(1..=255).contains(&id.len()) || !id.chars().all(|c| matches!(c, ' '..='~')))
        {
            return Err(("client_id".into(), "has 1 to 255 printable ASCII characters".into()));
        }
        let rule = rule::take(&mut body).map_err(|problem| (problem.field, problem.message))?;
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
        };
        Ok(Self { new, id: id.map(ClientId::from), secret, warnings })
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

fn show_client(client: &Client) -> Result<Map<String, Value>, Problem> {
    let Ok(Value::Object(mut shown)) = serde_json::to_value(&client.metadata) else {
        return Err(Problem::internal("client metadata is not an object"));
    };
    let facts = json!({
        "client_id": client.id,
        "client_name": client.display_name(),
        "trusted": client.trusted,
        "rotates_refresh_tokens": client.rotates_refresh_tokens,
        "state": client.state,
        "has_secret": client.secret.is_some(),
        "has_weak_secret": has_weak_secret(client),
        "created_at": client.created_at,
        "updated_at": client.updated_at,
    });
    for facts in [facts, rule::show(client.rule)] {
        if let Value::Object(facts) = facts {
            shown.extend(facts);
        }
    }
    Ok(shown)
}

/// With the secret, this once.
fn show_registered(registered: &Registered) -> Result<Map<String, Value>, Problem> {
    let mut shown = show_client(&registered.client)?;
    if let Some(secret) = &registered.secret {
        shown.insert("client_secret".into(), secret.expose().into());
    }
    Ok(shown)
}
