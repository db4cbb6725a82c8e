//! `/attributes`: what the office knows of its people beyond the standard claims.

use axum::Json;
use axum::http::StatusCode;
use domain::attribute::{Attribute, AttributeName};
use domain::claims_document::read_attribute;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use service::admin::attributes::{self as admin, AttributeChangeError};
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::{AdminCx, StaffCx};
use super::problem::Problem;
use super::terms::{self, AttributeSchema};

/// All definitions.
#[derive(Serialize, ToSchema)]
#[schema(as = Attributes)]
pub(super) struct ListDto {
    /// In the order in which they were made.
    #[schema(value_type = Vec<AttributeSchema>)]
    attributes: Vec<Attribute>,
}

/// Attributes of people
#[utoipa::path(get, path = "/attributes", operation_id = "listAttributes", tag = "users", responses((status = 200, body = ListDto)))]
pub(super) async fn list(StaffCx { cx, by }: StaffCx) -> Result<Json<ListDto>, Problem> {
    Ok(Json(ListDto { attributes: admin::list(&cx, &by)? }))
}

/// What an attribute is.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(as = AttributeBody, value_type = Object)]
pub(super) struct Body(Map<String, Value>);

/// Defines an attribute, or changes the one of its name
///
/// `label`, `shape` (`text` or `list`) and `editor` (`administrators` or `person`). Its shape stays while it says something
/// about people.
#[utoipa::path(put, path = "/attributes/{attribute}", operation_id = "defineAttribute", tag = "users", request_body = Body, responses((status = 200, body = AttributeSchema), (status = 409, description = "It is in use in another shape (`attribute_in_use`), or there are as many as there may be (`enough_attributes`).")))]
pub(super) async fn put(
    AdminCx { cx, by }: AdminCx,
    PathOf(name): PathOf<String>,
    JsonBody(Body(mut body)): JsonBody<Body>,
) -> Result<Json<Attribute>, Problem> {
    body.insert("name".to_owned(), json!(name));
    let attribute = read_attribute("", &Value::Object(body)).map_err(|faults| {
        let bare = terms::problems(faults).into_iter().map(|mut problem| {
            problem.field = problem.field.trim_start_matches('.').to_owned();
            problem
        });
        Problem::fields(bare.collect())
    })?;
    Ok(Json(admin::put(&cx, &by, attribute).await?))
}

/// Takes an attribute away, with all that it says about people
#[utoipa::path(delete, path = "/attributes/{attribute}", operation_id = "removeAttribute", tag = "users", responses((status = 204)))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(name): PathOf<String>,
) -> Result<StatusCode, Problem> {
    let name = AttributeName::parse(&name).map_err(|_| AttributeChangeError::Unknown)?;
    admin::delete(&cx, &by, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<AttributeChangeError> for Problem {
    fn from(error: AttributeChangeError) -> Self {
        match error {
            AttributeChangeError::Changed(changed) => changed.into(),
            AttributeChangeError::Denied(denied) => denied.into(),
            AttributeChangeError::Enough => Self::conflict("enough_attributes", error),
            AttributeChangeError::InUse => Self::conflict("attribute_in_use", error),
            AttributeChangeError::Store(error) => error.into(),
            AttributeChangeError::Unknown => Self::not_found("unknown_attribute", error),
        }
    }
}
