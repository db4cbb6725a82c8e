//! Addresses that QR codes hold: on our own host, everything secret in the fragment, which reaches no log.

use domain::approval::Approval;
use domain::secret::Secret;
use url::form_urlencoded::Serializer;

use crate::site::Site;

/// What a phone scans to join: code, issuer, the CA to pin, and where else the server can be reached.
pub(crate) fn link_url(site: &Site, private_code: &Secret) -> Secret {
    let mut fragment = Serializer::new(String::new());
    fragment
        .append_pair("v", "1")
        .append_pair("c", private_code.expose())
        .append_pair("iss", &site.app().issuer())
        .append_pair("ca", &site.place().ca.spki_sha256)
        .append_pair("at", &site.addresses().join(","));
    Secret::new(format!("{}/phone/link#{}", site.app().issuer(), fragment.finish()))
}

/// What a phone scans to answer: which question, and the secret that shows that its screen is in front of the person.
pub(crate) fn approve_url(site: &Site, approval: &Approval) -> Secret {
    let mut fragment = Serializer::new(String::new());
    fragment
        .append_pair("v", "1")
        .append_pair("a", approval.id.as_str())
        .append_pair("s", approval.scan_secret.expose());
    Secret::new(format!("{}/phone/approve#{}", site.app().issuer(), fragment.finish()))
}
