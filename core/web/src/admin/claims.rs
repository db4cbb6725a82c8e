//! `/claim-rules` and `/claims`: what apps are told beyond the standard claims, for all of them, and as one document.

use axum::Json;
use domain::claim_rule::{ClaimRule, read_all};
use domain::claims_document::ClaimsDocument;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service::admin::FieldProblem;
use service::admin::claims::{self as admin, ClaimsError, OfficeRules};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::tag::Shown;
use super::terms::{self, ClaimRuleSchema, DocumentSchema};

/// Rules for all apps.
#[derive(Serialize, ToSchema)]
#[schema(as = OfficeClaimRules)]
pub(super) struct RulesDto {
    /// In their order.
    #[schema(value_type = Vec<ClaimRuleSchema>)]
    claim_rules: Vec<ClaimRule>,
}

/// Rules for all apps, as they were sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOfficeClaimRules)]
pub(super) struct RulesBody {
    /// In their order; all of them.
    #[schema(value_type = Vec<ClaimRuleSchema>)]
    claim_rules: Value,
}

/// Claim rules for all apps
#[utoipa::path(get, path = "/claim-rules", operation_id = "showClaimRules", tag = "clients", responses((status = 200, body = RulesDto)))]
pub(super) async fn rules(AdminCx { cx, by }: AdminCx) -> Result<Shown<RulesDto>, Problem> {
    Ok(shown(admin::office_rules(&cx, &by)?))
}

/// Sets the claim rules for all apps
#[utoipa::path(put, path = "/claim-rules", operation_id = "setClaimRules", tag = "clients", request_body = RulesBody, responses((status = 200, body = RulesDto)))]
pub(super) async fn set_rules(
    AdminCx { cx, by }: AdminCx,
    JsonBody(RulesBody { claim_rules }): JsonBody<RulesBody>,
) -> Result<Shown<RulesDto>, Problem> {
    Ok(shown(admin::set_office_rules(&cx, &by, read_rules("claim_rules", &claim_rules)?).await?))
}

/// Rules out of JSON; `at` stands before each field that is wrong.
pub(super) fn read_rules(at: &str, value: &Value) -> Result<Vec<ClaimRule>, Problem> {
    read_all(value).map_err(|faults| {
        let with_place = |fault: domain::claim_rule::RuleFault| {
            FieldProblem::new(format!("{at}{}", fault.field), fault.why)
        };
        Problem::fields(faults.into_iter().map(with_place).collect())
    })
}

fn shown(rules: OfficeRules) -> Shown<RulesDto> {
    Shown::new(&rules, RulesDto { claim_rules: rules.0.clone() })
}

/// What apps are told and whom they are for, as one document
#[utoipa::path(get, path = "/claims", operation_id = "exportClaims", tag = "clients", responses((status = 200, body = DocumentSchema)))]
pub(super) async fn export(AdminCx { cx, by }: AdminCx) -> Result<Json<Value>, Problem> {
    let (document, clients) = admin::export(&cx, &by).await?;
    let mut value = serde_json::to_value(&document).unwrap_or_default();
    // Ids alone tell nobody which app it is.
    for entry in value.get_mut("clients").and_then(Value::as_array_mut).into_iter().flatten() {
        let id = entry.get("client_id").and_then(Value::as_str);
        let name =
            clients.iter().find(|client| Some(client.id.as_str()) == id).map(|client| client.display_name());
        if let (Some(name), Some(entry)) = (name.map(|name| json!(name)), entry.as_object_mut()) {
            entry.insert("client_name".to_owned(), name);
        }
    }
    Ok(Json(value))
}

/// What a document changed.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportedClaims)]
pub(super) struct ImportedDto {
    /// What is another now, by name; nothing where all of it was so before.
    changed: Vec<String>,
}

/// Brings a document in: all of it, or nothing
///
/// The same document once more changes nothing.
#[utoipa::path(put, path = "/claims", operation_id = "importClaims", tag = "clients", request_body = DocumentSchema, responses((status = 200, body = ImportedDto)))]
pub(super) async fn import(
    AdminCx { cx, by }: AdminCx,
    JsonBody(body): JsonBody<Value>,
) -> Result<Json<ImportedDto>, Problem> {
    let document = ClaimsDocument::read(&body).map_err(|faults| Problem::fields(terms::problems(faults)))?;
    Ok(Json(ImportedDto { changed: admin::import(&cx, &by, document).await? }))
}

impl From<ClaimsError> for Problem {
    fn from(error: ClaimsError) -> Self {
        match error {
            ClaimsError::Changed(changed) => changed.into(),
            ClaimsError::Denied(denied) => denied.into(),
            ClaimsError::Fields(errors) => Self::fields(errors),
            ClaimsError::Store(error) => error.into(),
        }
    }
}
