//! `POST /users/import/preview`: what would become of each of a list.

use axum::Json;
use serde::Serialize;
use serde_json::Value;
use service::admin::FieldProblem;
use service::admin::users::{self as admin, Fate, Foreseen};
use utoipa::ToSchema;

use super::import::{Item, Reader};
use crate::admin::body::JsonBody;
use crate::admin::guard::AdminCx;
use crate::admin::problem::{FieldDto, Problem};

/// What would become of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportPreview)]
pub(in crate::admin) struct OutlookDto {
    /// Each of the list, in its order.
    items: Vec<ForeseenDto>,
    /// Groups that would be made.
    new_groups: Vec<String>,
    /// What is not known and would be left out, each with its place in the list.
    warnings: Vec<String>,
}

/// What would become of somebody.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportForeseen)]
struct ForeseenDto {
    /// What would.
    fate: FateDto,
    /// The name for signing in that a new account would have.
    username: Option<String>,
    /// Why it cannot be taken.
    problems: Vec<FieldDto>,
}

/// What would become of somebody.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportFate)]
enum FateDto {
    /// A new account.
    New,
    /// There is an account with this address already.
    Exists,
    /// It cannot be taken.
    Refused,
}

impl ForeseenDto {
    fn refused(problems: Vec<FieldProblem>) -> Self {
        let problems = problems.into_iter().map(FieldDto::from).collect();
        Self { fate: FateDto::Refused, username: None, problems }
    }
}

impl From<Fate> for ForeseenDto {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Exists => Self { fate: FateDto::Exists, username: None, problems: Vec::new() },
            Fate::New(username) => Self {
                fate: FateDto::New,
                username: Some(username.as_str().to_owned()),
                problems: Vec::new(),
            },
            Fate::Refused(problems) => Self::refused(problems),
        }
    }
}

/// Says what would become of each of a list; nothing is written
#[utoipa::path(post, path = "/users/import/preview", operation_id = "previewImport", tag = "users", request_body = Vec<Item>, responses((status = 200, body = OutlookDto)))]
pub(in crate::admin) async fn foresee(
    AdminCx { cx, by }: AdminCx,
    JsonBody(items): JsonBody<Vec<Value>>,
) -> Result<Json<OutlookDto>, Problem> {
    let (mut list, mut foreseen, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        let mut errors = Vec::new();
        let read = Reader { index, errors: &mut errors, warnings: &mut warnings }.read(item);
        match read {
            Some(read) => list.push((index, read)),
            None => {
                foreseen.push((index, ForeseenDto::refused(errors.into_iter().map(without_place).collect())))
            }
        }
    }
    let outlook = admin::foresee(&cx, &by, list).await?;
    let of_list = outlook.items.into_iter().map(|Foreseen { index, fate }| (index, ForeseenDto::from(fate)));
    foreseen.extend(of_list);
    foreseen.sort_by_key(|(index, _)| *index);
    let items = foreseen.into_iter().map(|(_, foreseen)| foreseen).collect();
    Ok(Json(OutlookDto { items, new_groups: outlook.new_groups, warnings }))
}

/// The place is that of the answer.
fn without_place(problem: FieldProblem) -> FieldProblem {
    let field = problem.field.split_once("].").map_or("", |(_, field)| field).to_owned();
    FieldProblem { field, ..problem }
}
