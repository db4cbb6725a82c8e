//! `/interaction`: the dispatcher that every step returns to.

use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use service::authorize;

use crate::extract::Visitor;
use crate::respond::page::{authorize_error, follow};

/// Names the request under way.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Id {
    #[serde(default)]
    pub(crate) i: String,
}

/// Looks at what is stored and sends the browser on.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>) -> Response {
    match authorize::resume(&visitor.cx, &i.into(), visitor.cookies.browser()).await {
        Ok(outcome) => follow(&visitor, &outcome),
        Err(error) => authorize_error(&visitor, error, false),
    }
}
