//! `/clients/{client}/preview`: what an app would be told about a person.

use axum::Json;
use domain::factor::due::Due;
use domain::factor::kind::{Kind, Kinds};
use domain::factor::policy::Policy;
use domain::id::ClientId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::preview::{
    self as admin, Because, Cause, Draft, Origin, Preview, Refusal, SecondFactor, Source,
};
use utoipa::{IntoParams, ToSchema};

use super::body::{JsonBody, PathOf, QueryOf};
use super::claims::read_rules;
use super::guard::AdminCx;
use super::problem::Problem;
use super::terms::{self, AccessSchema, ClaimRuleSchema};
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
    /// Claims of the access token, where the app has them as JWTs; nothing otherwise.
    #[schema(value_type = Object)]
    access_token: Map<String, Value>,
    /// Where claims about the person come from; the others are the protocol's own.
    origins: Vec<OriginDto>,
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
    /// The app is for groups that the person is not in.
    NotForThem,
}

/// Where a claim comes from.
#[derive(Serialize, ToSchema)]
#[schema(as = ClaimOrigin)]
struct OriginDto {
    /// Where it goes: `id_token`, `userinfo` or `access_token`.
    place: &'static str,
    /// Its name.
    claim: String,
    /// What makes it.
    cause: CauseDto,
    /// The scope's word, or the rule's name.
    name: String,
    /// The rule's place in its list, from nought.
    index: Option<usize>,
}

/// What makes a claim.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClaimCause)]
enum CauseDto {
    /// A rule of the app's own.
    ClientRule,
    /// A rule for all apps.
    OfficeRule,
    /// A scope.
    Scope,
}

impl From<Origin> for OriginDto {
    fn from(Origin { place, claim, cause }: Origin) -> Self {
        let (cause, name, index) = match cause {
            Cause::ClientRule(index, name) => (CauseDto::ClientRule, name, Some(index)),
            Cause::OfficeRule(index, name) => (CauseDto::OfficeRule, name, Some(index)),
            Cause::Scope(scope) => (CauseDto::Scope, scope.as_str().to_owned(), None),
        };
        Self { place: place.as_str(), claim, cause, name, index }
    }
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
            Refusal::NotForThem => RefusalDto::NotForThem,
        });
        Self {
            scopes: preview.scopes.iter().map(oidc::scope::Scope::as_str).collect(),
            id_token: preview.id_token,
            userinfo: preview.userinfo,
            access_token: preview.access_token,
            origins: preview.origins.into_iter().map(OriginDto::from).collect(),
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
    Ok(Json(admin::preview(&cx, &by, &ClientId::from(id), &query.user, Draft::default())?.into()))
}

/// What somebody thinks of laying down; what is absent is as it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is read field by field: null and absent differ")]
#[schema(as = PreviewDraft)]
pub(super) struct DraftBody {
    /// Id, e-mail address or user name.
    user: String,
    /// Whom the app would be for.
    #[schema(value_type = Option<AccessSchema>)]
    access: Option<Value>,
    /// What it would be told.
    #[schema(value_type = Option<Vec<ClaimRuleSchema>>)]
    claim_rules: Option<Value>,
    /// What all apps would be told.
    #[schema(value_type = Option<Vec<ClaimRuleSchema>>)]
    office_claim_rules: Option<Value>,
}

/// What an app would be told about a person by rules that are not saved
#[utoipa::path(post, path = "/clients/{client}/preview", operation_id = "previewClientDraft", tag = "clients", request_body = DraftBody, responses((status = 200, body = PreviewDto)))]
pub(super) async fn draft(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    JsonBody(mut body): JsonBody<Map<String, Value>>,
) -> Result<Json<PreviewDto>, Problem> {
    body.retain(|_, value| !value.is_null());
    let office = body.remove("office_claim_rules");
    let office_rules = office.map(|rules| read_rules("office_claim_rules", &rules)).transpose()?;
    let draft = Draft { terms: terms::take(&mut body).map_err(Problem::fields)?, office_rules };
    let user = body.remove("user").and_then(|user| user.as_str().map(str::to_owned));
    let user = user.ok_or_else(|| Problem::field("user", "is an id, an e-mail address or a user name"))?;
    if let Some(unknown) = body.keys().next() {
        return Err(Problem::field(unknown, "is not a field of a preview"));
    }
    Ok(Json(admin::preview(&cx, &by, &ClientId::from(id), &user, draft)?.into()))
}
