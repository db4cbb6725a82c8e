//! Certificates that the office's CA issues to apps (RFC 8705 2.1).

use domain::client::{CertificateSubject, Client, ClientCertificate};
use domain::id::ClientId;
use oidc::metadata::AuthMethod;
use store::clients;

use super::clients::ClientError;
use super::tag::{Changed, Tagged as _};
use crate::cx::Cx;
use crate::outside::{IssuedCertificate, NotIssued};
use crate::rights::Admin;

/// An app, and the certificate by which it proves itself from now on.
#[derive(Debug)]
pub struct Certified {
    /// The app.
    pub client: Client,
    /// The certificate with its key, which is shown once.
    pub issued: IssuedCertificate,
    /// Its subject, as it is registered.
    pub subject: String,
}

/// Issues a certificate to an app, which proves itself by it from now on, and by nothing else. `ends_older`: whether those
/// that it has stop counting; otherwise they go on until their time is over, so that an app can change over.
pub async fn issue(cx: &Cx, by: &Admin, id: &ClientId, ends_older: bool) -> Result<Certified, ClientError> {
    let seen = cx.store().read(|tx| clients::find(tx, id))?.ok_or(ClientError::Unknown)?;
    by.require_seen(&seen)?;
    let outside = cx.app.outside().ok_or_else(|| NotIssued("no server runs here".into()))?;
    let subject = CertificateSubject::next(&seen, ends_older, cx.entropy());
    let issued = outside.certify(&subject, cx.now).await?;
    let (tag, cx, by) = (seen.tag(), cx.clone(), by.clone());
    let (store, text) = (cx.store().clone(), subject.text());
    store
        .write(move |tx| {
            by.may_still::<ClientError>(tx)?;
            let mut client = clients::find(tx, &seen.id)?.ok_or(ClientError::Unknown)?;
            if client.tag() != tag {
                return Err(Changed { tag: client.tag() }.into());
            }
            client.metadata.token_endpoint_auth_method = AuthMethod::TlsClientAuth;
            client.metadata.tls_client_auth_subject_dn = Some(text.clone());
            client.settle_secrets(cx.store().client_secret_key());
            client.updated_at = cx.now;
            clients::update(tx, &client)?;
            let thumbprint = ClientCertificate::of_anybody(issued.sha256).thumbprint();
            let event =
                cx.event("client.certificate_issued").client(&client.id).with("subject", text.as_str());
            let event = event.with("x5t#S256", thumbprint).with("not_after", issued.not_after);
            store::audit::append(tx, event.with("ended_older", ends_older), cx.now)?;
            Ok(Certified { client, issued, subject: text })
        })
        .await
}
