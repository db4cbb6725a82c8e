//! `/clients/{client}/certificate`: certificates that the office's CA issues to apps.

use axum::Json;
use domain::client::ClientCertificate;
use domain::id::ClientId;
use serde::{Deserialize, Serialize};
use service::admin::client_certificates::{self as admin, Certified};
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;

/// Which certificate is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewClientCertificate)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDto {
    /// Whether those that the app has stop counting; otherwise they go on until their time is over.
    #[serde(default)]
    #[schema(required = false)]
    end_older: bool,
}

/// A certificate with its key, which is shown this once.
#[derive(Serialize, ToSchema)]
#[schema(as = ClientCertificate)]
pub(super) struct IssuedDto {
    /// The app.
    client_id: String,
    /// The certificate, PEM.
    certificate_pem: String,
    /// Its private key, PKCS#8 in PEM.
    key_pem: String,
    /// Its subject, which is registered with the app (RFC 8705 2.1.2).
    subject: String,
    /// SHA-256 of the certificate, base64url: `x5t#S256`.
    thumbprint: String,
    /// Its last second, since 1970.
    not_after: i64,
    /// Where apps with certificates call, as the discovery document says; null: nowhere, until `net.mtls_port` is set.
    endpoints_begin_with: Option<String>,
}

/// Issues a certificate to an app
///
/// The app proves itself by it from then on and by nothing else: `tls_client_auth` becomes its method, and a secret that it
/// had is worth nothing.
#[utoipa::path(post, path = "/clients/{client}/certificate", operation_id = "issueClientCertificate", tag = "clients", request_body = NewDto, responses((status = 200, body = IssuedDto), (status = 409, description = "The CA cannot issue now: `not_issued`.")))]
pub(super) async fn issue(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    JsonBody(body): JsonBody<NewDto>,
) -> Result<Json<IssuedDto>, Problem> {
    let certified = admin::issue(&cx, &by, &ClientId::from(id), body.end_older).await?;
    let Certified { client, issued, subject } = certified;
    Ok(Json(IssuedDto {
        client_id: client.id.to_string(),
        certificate_pem: issued.certificate_pem,
        key_pem: issued.key_pem.expose().to_owned(),
        subject,
        thumbprint: ClientCertificate::of_anybody(issued.sha256).thumbprint(),
        not_after: issued.not_after,
        endpoints_begin_with: cx.app.certificate_base(),
    }))
}
