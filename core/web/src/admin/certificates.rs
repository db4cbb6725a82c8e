//! `/certificates`: the authority that people trust.

use axum::Json;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::token::sha256;
use serde::Serialize;
use service::admin::certificates as admin;
use utoipa::ToSchema;

use super::guard::AdminCx;
use super::problem::Problem;

/// The authority that people trust.
#[derive(Serialize, ToSchema)]
#[schema(as = Certificates)]
pub(super) struct CertificatesDto {
    /// The address of this server.
    issuer: String,
    /// Absent in a directory that never served.
    #[serde(skip_serializing_if = "Option::is_none")]
    ca: Option<AuthorityDto>,
}

/// A certificate.
#[derive(Serialize, ToSchema)]
#[schema(as = Authority)]
pub(super) struct AuthorityDto {
    /// DER in base64.
    der: String,
    /// The same as text (RFC 7468).
    pem: String,
    /// Of the DER, lower-case hex.
    sha256: String,
}

/// The authority that people trust
#[utoipa::path(get, path = "/certificates", operation_id = "listCertificates", tag = "server", responses((status = 200, body = CertificatesDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<CertificatesDto>, Problem> {
    let ca = admin::authority(&cx, &by)?.map(|der| AuthorityDto {
        pem: pem(&der),
        sha256: sha256_hex(&der),
        der: BASE64_STANDARD.encode(der),
    });
    Ok(Json(CertificatesDto { issuer: cx.app.issuer().to_string(), ca }))
}

/// The fingerprint that people compare, lower-case hex.
pub(super) fn sha256_hex(der: &[u8]) -> String {
    sha256(der).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 7468: 64 characters a line.
fn pem(der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let mut out = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at_checked(64).unwrap_or((rest, ""));
        out.push_str(line);
        out.push('\n');
        rest = tail;
    }
    out.push_str("-----END CERTIFICATE-----\n");
    out
}
