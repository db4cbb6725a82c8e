//! `/help/errors`: every refusal of the protocol, with its cause and its mend. `error_uri` leads here.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use oidc::error::catalogue;

use crate::extract::Visitor;
use crate::respond::page::error_page;
use crate::view::help::groups;
use crate::view::{self, ErrorKind, HelpErrors};

/// All of them.
pub(crate) async fn errors(visitor: Visitor) -> Response {
    let page = HelpErrors { chrome: visitor.chrome(), one: None, groups: groups() };
    view::answer(StatusCode::OK, &page)
}

/// One of them.
pub(crate) async fn error(visitor: Visitor, Path(id): Path<String>) -> Response {
    match catalogue::find(&id) {
        Some(entry) => {
            let page = HelpErrors { chrome: visitor.chrome(), one: Some(entry), groups: Vec::new() };
            view::answer(StatusCode::OK, &page)
        }
        None => error_page(&visitor, StatusCode::NOT_FOUND, ErrorKind::NotFound, None),
    }
}
