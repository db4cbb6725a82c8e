//! The administrators' web app under `/admin/`: files of `ui/admin` for whoever may look after the office.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Redirect, Response};
use axum::routing::get;
use domain::user::Role;
use rust_embed::RustEmbed;

use crate::app_files;
use crate::extract::Visitor;
use crate::pages::account::require;
use crate::respond::page::{admin_names, error_page};
use crate::site::Site;
use crate::view::ErrorKind;

#[derive(RustEmbed)]
#[folder = "../../ui/admin/dist"]
#[allow_missing = true]
struct Files;

pub(crate) fn router() -> Router<Site> {
    Router::new()
        .route("/admin", get(|| async { Redirect::permanent("/admin/") }))
        .route("/admin/", get(screen))
        .route("/admin/{*path}", get(file))
}

/// The same for whoever comes from this machine: the API's guard knows that they may.
pub(crate) fn local_router() -> Router<Site> {
    let screen = |State(site): State<Site>, headers: HeaderMap| async move {
        app_files::screen::<Files>(site.app(), &headers)
    };
    let file = |State(site): State<Site>, Path(path): Path<String>, headers: HeaderMap| async move {
        app_files::file::<Files>(site.app(), &path, &headers).await
    };
    Router::new().route("/admin/", get(screen)).route("/admin/{*path}", get(file))
}

/// The app itself asks the API, which looks at rights by itself; who has none is told so by a page that names who has.
async fn screen(visitor: Visitor, headers: HeaderMap) -> Response {
    match require(&visitor).await {
        Ok(signed_in) if signed_in.user.role >= Role::Helpdesk => {
            app_files::screen::<Files>(visitor.site.app(), &headers)
        }
        Ok(_) => {
            let kind = ErrorKind::Forbidden { admins: admin_names(&visitor) };
            error_page(&visitor, StatusCode::FORBIDDEN, kind, None)
        }
        Err(response) => response,
    }
}

async fn file(Path(path): Path<String>, visitor: Visitor, headers: HeaderMap) -> Response {
    if app_files::is_screen(&path) {
        return screen(visitor, headers).await;
    }
    app_files::file::<Files>(visitor.site.app(), &path, &headers).await
}
