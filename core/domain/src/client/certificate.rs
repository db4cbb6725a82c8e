//! The certificate that a client shows when it connects (RFC 8705), and the subject of one that the office issues to it.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use oidc::distinguished_name::{DistinguishedName, escaped};

use super::Client;
use crate::world::Entropy;

/// The organization in the subjects of our certificates.
pub const ORGANIZATION: &str = "DOneLogin";
/// The longest common name that X.520 allows, in characters.
const COMMON_NAME_MAX: usize = 64;
/// Letters of a series: 50 bits, which have to differ and need not be secret.
const SERIES: usize = 10;

/// A certificate whose private key the other side of a connection has. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// SHA-256 of all of it.
    pub sha256: [u8; 32],
    issued: Option<Arc<Issued>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Issued {
    subject: DistinguishedName,
    not_after: i64,
}

impl ClientCertificate {
    /// One that nobody vouches for.
    pub fn of_anybody(sha256: [u8; 32]) -> Self {
        Self { sha256, issued: None }
    }

    /// The office's CA issued it for a client: to this subject, in the order of the certificate, until then.
    pub fn issued_to(self, subject: Vec<Vec<(String, String)>>, not_after: i64) -> Self {
        let subject = DistinguishedName::from_certificate(subject);
        Self { issued: Some(Arc::new(Issued { subject, not_after })), ..self }
    }

    /// Its subject, if the office's CA issued it and it is still valid; whoever makes a certificate of their own writes
    /// there what they like.
    pub fn subject(&self, now: i64) -> Option<&DistinguishedName> {
        self.issued.as_ref().filter(|issued| now <= issued.not_after).map(|issued| &issued.subject)
    }

    /// `x5t#S256`, by which tokens are bound to it (RFC 8705 3.1).
    pub fn thumbprint(&self) -> String {
        BASE64URL.encode(self.sha256)
    }
}

/// The subject of a certificate that the office issues to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateSubject {
    /// The client's id, cut to what fits.
    pub common_name: String,
    /// Names all certificates of a client that count at the same time: a new series ends the older ones.
    pub series: String,
}

impl CertificateSubject {
    /// For the next certificate of a client. `ends_older`: whether those that it has stop counting.
    pub fn next(client: &Client, ends_older: bool, entropy: &dyn Entropy) -> Self {
        let common_name: String = client.id.as_str().chars().take(COMMON_NAME_MAX).collect();
        let present = client.metadata.tls_client_auth_subject_dn.as_deref();
        let kept = present.filter(|_| !ends_older).and_then(|text| series_of(text, &common_name));
        Self { series: kept.unwrap_or_else(|| new_series(entropy)), common_name }
    }

    /// As it is registered (RFC 4514).
    pub fn text(&self) -> String {
        format!("CN={},OU={},O={ORGANIZATION}", escaped(&self.common_name), self.series)
    }
}

/// The series in a subject of ours.
fn series_of(text: &str, common_name: &str) -> Option<String> {
    let rest = text.strip_prefix(&format!("CN={},OU=", escaped(common_name)))?;
    let series = rest.strip_suffix(&format!(",O={ORGANIZATION}"))?;
    let is_ours = series.len() == SERIES && series.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_ours.then(|| series.to_owned())
}

fn new_series(entropy: &dyn Entropy) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; SERIES];
    entropy.fill(&mut bytes);
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map(char::from);
    bytes.iter().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use oidc::metadata::ClientMetadata;
    use serde_json::json;

    use super::*;
    use crate::client::SecretSource;
    use crate::world::SystemEntropy;

    fn client(id: &str) -> Client {
        let json = json!({"redirect_uris": ["https://a.example/cb"]});
        let metadata = ClientMetadata::parse(&json).unwrap().metadata;
        Client::register(Some(id.into()), metadata, SecretSource::Generate, b"k", &SystemEntropy, 1).0
    }

    #[test]
    fn a_series_goes_on_until_a_new_one_ends_it() {
        let mut client = client("files, at home");
        let first = CertificateSubject::next(&client, false, &SystemEntropy);
        assert!(first.text().starts_with("CN=files\\, at home,OU="), "{}", first.text());
        client.metadata.tls_client_auth_subject_dn = Some(first.text());
        assert_eq!(CertificateSubject::next(&client, false, &SystemEntropy), first);
        assert_ne!(CertificateSubject::next(&client, true, &SystemEntropy), first);
        client.metadata.tls_client_auth_subject_dn = Some("CN=files,O=Elsewhere".into());
        assert_ne!(CertificateSubject::next(&client, false, &SystemEntropy), first);
    }

    #[test]
    fn the_text_names_the_subject_of_the_certificate() {
        let subject = CertificateSubject::next(&client(&"a b,=".repeat(50)), false, &SystemEntropy);
        assert_eq!(subject.common_name.len(), COMMON_NAME_MAX);
        let part = |oid: &str, value: &str| vec![(oid.to_owned(), value.to_owned())];
        let parts = vec![
            part("2.5.4.10", ORGANIZATION),
            part("2.5.4.11", &subject.series),
            part("2.5.4.3", &subject.common_name),
        ];
        let shown = ClientCertificate::of_anybody([1; 32]).issued_to(parts, 10);
        assert_eq!(shown.subject(10), Some(&DistinguishedName::parse(&subject.text()).unwrap()));
        assert_eq!(shown.subject(11), None, "it is over");
        assert_eq!(ClientCertificate::of_anybody([1; 32]).subject(1), None);
    }
}
