//! `/clients/{client}/preview`: what an app would be told about a person.

use axum::Json;
use domain::factor::due::Due;
use domain::factor::kind::{Kind, Kinds};
use domain::factor::policy::Policy;
use domain::id::ClientId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::preview::{self as admin, Because, Preview, Refusal, SecondFactor, Source};
use utoipa::{IntoParams, ToSchema};

use super::body::{PathOf, QueryOf};
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::{FactorWord, PolicyWord};

/// Whom.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// Id, e-mail address or user name.
    user: String,
}

/// What an app would be told about a person, and what that person would be asked.
#[derive(Serialize, ToSchema)]
#[schema(as = Preview)]
pub(super) struct PreviewDto {
    /// What the app may ask for; it gets what it asks for of these.
    scopes: Vec<&'static str>,
    /// Claims of the ID token, as a sign-in by password would bring at this moment.
    #[schema(value_type = Object)]
    id_token: Map<String, Value>,
    /// What userinfo would answer.
    #[schema(value_type = Object)]
    userinfo: Map<String, Value>,
    /// Why nobody would be let in; null where nothing stands against it.
    refused: Option<RefusalDto>,
    /// The second factor.
    second_factor: SecondFactorDto,
    /// Whether the person would be asked what the app may see.
    asks_consent: bool,
}

/// Why somebody would not be let in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PreviewRefusal)]
enum RefusalDto {
    /// The app is switched off.
    ClientDisabled,
    /// The account is switched off.
    UserDisabled,
    /// The account has no password yet.
    NoPassword,
}

/// The second factor, asked or not.
#[derive(Serialize, ToSchema)]
#[schema(as = PreviewSecondFactor)]
struct SecondFactorDto {
    /// What is due behind the password.
    due: DueDto,
    /// The factor to set up, where one is due to be.
    #[schema(value_type = Option<FactorWord>)]
    to_set_up: Option<Kind>,
    /// The policy that is in force.
    #[schema(value_type = PolicyWord)]
    policy: Policy,
    /// The factors that count.
    #[schema(value_type = Vec<FactorWord>)]
    accepted: Kinds,
    /// Who says something to it: the office always, others where they do.
    because: Vec<BecauseDto>,
}

/// What is due behind the password.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PreviewDue)]
enum DueDto {
    /// Nothing.
    Nothing,
    /// A second factor.
    Ask,
    /// Setting one up.
    SetUp,
    /// Something that cannot be had: nobody is let in.
    Unmet,
}

/// Who asks for what.
#[derive(Serialize, ToSchema)]
#[schema(as = PreviewBecause)]
struct BecauseDto {
    /// Who.
    source: SourceDto,
    /// The group's or the app's name; empty for others.
    name: String,
    /// The policy that it names.
    #[schema(value_type = Option<PolicyWord>)]
    policy: Option<Policy>,
    /// The factors that it accepts; null where it takes all.
    #[schema(value_type = Option<Vec<FactorWord>>)]
    accepted: Option<Kinds>,
}

/// Whose word it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PreviewSource)]
enum SourceDto {
    /// The setting.
    Office,
    /// The account's own policy.
    Person,
    /// A group.
    Group,
    /// The app.
    Client,
}

impl From<Preview> for PreviewDto {
    fn from(preview: Preview) -> Self {
        let refused = preview.refused.map(|refused| match refused {
            Refusal::ClientDisabled => RefusalDto::ClientDisabled,
            Refusal::UserDisabled => RefusalDto::UserDisabled,
            Refusal::NoPassword => RefusalDto::NoPassword,
        });
        Self {
            scopes: preview.scopes.iter().map(oidc::scope::Scope::as_str).collect(),
            id_token: preview.id_token,
            userinfo: preview.userinfo,
            refused,
            second_factor: preview.second_factor.into(),
            asks_consent: preview.asks_consent,
        }
    }
}

impl From<SecondFactor> for SecondFactorDto {
    fn from(second: SecondFactor) -> Self {
        let (due, to_set_up) = match second.due {
            Due::Nothing => (DueDto::Nothing, None),
            Due::Ask => (DueDto::Ask, None),
            Due::Enrol(kind) => (DueDto::SetUp, Some(kind)),
            Due::Unmet => (DueDto::Unmet, None),
        };
        let because = second.because.into_iter().map(BecauseDto::from).collect();
        Self { due, to_set_up, policy: second.policy, accepted: second.accepted, because }
    }
}

impl From<Because> for BecauseDto {
    fn from(because: Because) -> Self {
        let Because { source, name, policy, accepted } = because;
        let source = match source {
            Source::Office => SourceDto::Office,
            Source::Person => SourceDto::Person,
            Source::Group => SourceDto::Group,
            Source::Client => SourceDto::Client,
        };
        Self { source, name, policy, accepted }
    }
}

/// What an app would be told about a person who signs in to it now
#[utoipa::path(get, path = "/clients/{client}/preview", operation_id = "previewClient", tag = "clients", params(Query), responses((status = 200, body = PreviewDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<PreviewDto>, Problem> {
    Ok(Json(admin::preview(&cx, &by, &ClientId::from(id), &query.user)?.into()))
}
