//! `/certificates`: the authority that people trust.

use axum::Json;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::token::sha256;
use serde::Serialize;
use service::Cx;
use service::admin::certificates::{self as admin, Served};
use service::rights::Admin;
use service::vitals::Certificate;
use utoipa::ToSchema;

use super::guard::AdminCx;
use super::problem::Problem;

/// The authority that people trust, and the certificate that is served.
#[derive(Serialize, ToSchema)]
#[schema(as = Certificates)]
pub(super) struct CertificatesDto {
    /// The address of this server.
    issuer: String,
    /// Absent in a directory that never served.
    #[serde(skip_serializing_if = "Option::is_none")]
    ca: Option<AuthorityDto>,
    /// What connections get; absent while no server runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    served: Option<CertificateDto>,
    /// Whether that is the office's own: its files are read again when they change, and it is not renewed here.
    is_brought: bool,
    /// When it is renewed by itself; null for one that was brought.
    renewal_at: Option<i64>,
    /// What went wrong with it lately, in one English sentence.
    error: Option<String>,
    /// A certificate of the office's own that was chosen at the first run; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<OwnFilesDto>,
}

/// A certificate of the office's own: PEM files on the server's computer.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnCertificateFiles)]
pub(super) struct OwnFilesDto {
    /// The chain, leaf first.
    certificate_file: String,
    /// Its key.
    key_file: String,
}

/// The certificate of the authority.
#[derive(Serialize, ToSchema)]
#[schema(as = Authority)]
pub(super) struct AuthorityDto {
    /// DER in base64.
    der: String,
    /// The same as text (RFC 7468).
    pem: String,
    /// Of the DER, lower-case hex.
    sha256: String,
    /// First second of its life; absent while no server runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<i64>,
    /// Last second of its life; absent while no server runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_after: Option<i64>,
}

/// A certificate that is served.
#[derive(Serialize, ToSchema)]
#[schema(as = ServedCertificate)]
struct CertificateDto {
    /// Whom it is for.
    subject: String,
    /// Who vouches for it.
    issued_by: String,
    /// First second of its life; seconds since 1970.
    not_before: i64,
    /// Last second of its life; seconds since 1970.
    not_after: i64,
    /// The names that it is for.
    names: Vec<String>,
    /// The addresses that it is for.
    addresses: Vec<String>,
    /// Of the certificate, lower-case hex.
    sha256: String,
}

impl From<Certificate> for CertificateDto {
    fn from(certificate: Certificate) -> Self {
        let Certificate { subject, issuer, not_before, not_after, names, addresses, sha256 } = certificate;
        Self { subject, issued_by: issuer, not_before, not_after, names, addresses, sha256 }
    }
}

/// The authority that people trust, and the certificate that is served
#[utoipa::path(get, path = "/certificates", operation_id = "listCertificates", tag = "server", responses((status = 200, body = CertificatesDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<CertificatesDto>, Problem> {
    let served = admin::served(&cx, &by);
    show(&cx, &by, served)
}

/// Makes the served certificate anew
///
/// With a new key, for the names and addresses of this moment. Connections that are open go on; new ones get it at once.
#[utoipa::path(post, path = "/certificates/renew", operation_id = "renewCertificate", tag = "server", responses(
    (status = 200, body = CertificatesDto),
    (status = 409, description = "It is the office's own (`brought_certificate`), or no server runs here (`not_serving`)."),
))]
pub(super) async fn renew(AdminCx { cx, by }: AdminCx) -> Result<Json<CertificatesDto>, Problem> {
    let served = admin::renew(&cx, &by).await?;
    show(&cx, &by, served)
}

fn show(cx: &Cx, by: &Admin, served: Served) -> Result<Json<CertificatesDto>, Problem> {
    let life = served.authority.map(|ca| (ca.not_before, ca.not_after));
    let ca = admin::authority(cx, by)?.map(|der| AuthorityDto {
        pem: pem(&der),
        sha256: sha256_hex(&der),
        der: BASE64_STANDARD.encode(der),
        not_before: life.map(|(begin, _)| begin),
        not_after: life.map(|(_, end)| end),
    });
    let files =
        admin::files(cx, by)?.map(|(certificate_file, key_file)| OwnFilesDto { certificate_file, key_file });
    Ok(Json(CertificatesDto {
        issuer: cx.app.issuer().to_string(),
        ca,
        served: served.leaf.map(CertificateDto::from),
        is_brought: served.is_brought,
        renewal_at: served.renewal_at,
        error: served.error,
        files,
    }))
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
