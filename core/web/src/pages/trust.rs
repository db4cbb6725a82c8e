//! `/trust`, `/ca.crt`, `/ca.mobileconfig`: how to trust the CA. Open to all, under every name.

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::extract::Visitor;
use crate::site::Site;
use crate::view::{self, Platform, Qr, Trust};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    platform: Option<String>,
}

/// The steps for one platform.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let place = visitor.site.place();
    let ca = &place.ca;
    let page = Trust {
        chrome: visitor.chrome(),
        platform: Platform::choose(address.platform.as_deref(), Some(&visitor.user_agent)),
        sha1: ca.sha1.clone(),
        sha256: ca.sha256.clone(),
        file_name: place.ca_file_name(),
        issuer: visitor.cx.app.issuer().to_string(),
        qr: Qr::new(format!("{}/trust", visitor.cx.app.issuer())),
    };
    view::answer(StatusCode::OK, &page)
}

/// The certificate as PEM, with the type that makes phones and PCs offer to install it.
pub(crate) async fn certificate(State(site): State<Site>) -> Response {
    let name = format!("attachment; filename=\"{}\"", site.place().ca_file_name());
    let headers = [(header::CONTENT_TYPE, "application/x-x509-ca-cert"), (header::CACHE_CONTROL, "no-cache")];
    (headers, [(header::CONTENT_DISPOSITION, name)], site.place().ca.pem.clone()).into_response()
}

/// The profile for Apple devices.
pub(crate) async fn profile(State(site): State<Site>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "application/x-apple-aspen-config"), (header::CACHE_CONTROL, "no-cache")];
    (headers, site.place().ca.mobileconfig.clone()).into_response()
}
