//! `/sessions`: signed-in browsers.

use axum::Json;
use axum::http::StatusCode;
use domain::id::SessionId;
use domain::session::Session;
use domain::user::User;
use serde::{Deserialize, Serialize};
use service::admin::sessions::{self as admin, By, Wanted};
use utoipa::{IntoParams, ToSchema};

use super::body::{PathOf, QueryOf};
use super::guard::StaffCx;
use super::list::{Key, Part, Sort};
use super::problem::Problem;

/// A signed-in browser.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionDto {
    /// Id; apps see it as `sid`.
    id: String,
    /// Who is signed in.
    user_id: String,
    /// Their address.
    email: String,
    /// Their user name.
    username: String,
    /// The name that people see.
    name: String,
    /// When the person last proved who they are.
    auth_time: i64,
    /// How (RFC 8176).
    amr: Vec<String>,
    /// Seconds since 1970.
    created_at: i64,
    /// When the browser last came, to the minute.
    last_seen_at: i64,
    /// Where from it signed in.
    address: String,
    /// The browser's own words about itself.
    user_agent: String,
}

impl From<(Session, User)> for SessionDto {
    fn from((session, user): (Session, User)) -> Self {
        Self {
            id: session.id.to_string(),
            user_id: user.id.to_string(),
            email: user.email.as_str().to_owned(),
            username: user.username.as_str().to_owned(),
            name: user.display_name().to_owned(),
            auth_time: session.auth_time,
            amr: session.amr,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
            address: session.address,
            user_agent: session.user_agent,
        }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Of this person alone: id, address or user name.
    user: Option<String>,
    /// A part of the person's name or address, or of the browser's address.
    #[serde(default)]
    search: String,
    /// The order; the last used first where nothing is said.
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
        &[("last_seen_at", Self::Seen), ("created_at", Self::Created), ("name", Self::Name)];
}

/// A part of the sessions.
#[derive(Serialize, ToSchema)]
#[schema(as = Sessions)]
pub(super) struct PageDto {
    /// The sessions of this part.
    sessions: Vec<SessionDto>,
    /// How many there are in all.
    total: i64,
}

/// Signed-in browsers of one person or of all
#[utoipa::path(get, path = "/sessions", operation_id = "listSessions", tag = "sessions", params(ListQuery), responses((status = 200, body = PageDto), (status = 404, description = "There is no such account: `unknown_user`.")))]
pub(super) async fn list(
    StaffCx { cx, by }: StaffCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let part = Part::new(query.limit, query.offset);
    let sort = query.sort.unwrap_or(Sort { by: By::Seen, descending: true });
    let wanted = Wanted {
        of: query.user,
        search: query.search,
        by: sort.by,
        descending: sort.descending,
        limit: part.limit,
        offset: part.offset,
    };
    let page = admin::list(&cx, &by, wanted).await?;
    let shown = page.sessions.into_iter().map(SessionDto::from);
    Ok(Json(PageDto { sessions: shown.collect(), total: page.total }))
}

/// Ends a session, and with it what apps got in it
#[utoipa::path(delete, path = "/sessions/{session}", operation_id = "endSession", tag = "sessions", responses((status = 204)))]
pub(super) async fn end(
    StaffCx { cx, by }: StaffCx,
    PathOf(id): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::end(&cx, &by, &SessionId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
