//! What a phone reads off a screen.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use crate::phone::key::sha256;

/// The QR code of the link page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The 48 characters.
    pub private_code: String,
    /// Who will be trusted.
    pub issuer: String,
    /// SHA-256 of the public key of the CA, in base64url.
    pub ca: String,
    /// Where the server can be reached.
    pub at: Vec<SocketAddr>,
}

/// The QR code of the approval page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Which request.
    pub approval_id: String,
    /// The proof that one saw the screen.
    pub secret: String,
}

impl Offer {
    /// Reads `https://<host>/phone/link#v=1&c=…&iss=…&ca=…&at=…`.
    pub fn read(text: &str) -> Self {
        let mut fields = fragment(text, "/phone/link");
        let mut take = |name: &str| fields.remove(name).unwrap_or_else(|| panic!("no {name} in {text}"));
        let offer = Self {
            private_code: take("c"),
            issuer: take("iss"),
            ca: take("ca"),
            at: take("at").split(',').filter(|at| !at.is_empty()).map(|at| at.parse().unwrap()).collect(),
        };
        assert_eq!(fields, BTreeMap::new(), "{text}");
        let code = &offer.private_code;
        assert!(code.len() == 48 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{text}");
        // Our own host: any camera opens the right page with it.
        assert!(text.starts_with(&format!("{}/phone/link#", offer.issuer)), "{text}");
        offer
    }

    /// The six digits that this phone shows once it has claimed.
    pub fn digits(&self, thumbprint: &str) -> String {
        digits(&self.issuer, &self.private_code, thumbprint)
    }
}

impl Scan {
    /// Reads `https://<host>/phone/approve#v=1&a=…&s=…`.
    pub fn read(text: &str) -> Self {
        let mut fields = fragment(text, "/phone/approve");
        let mut take = |name: &str| fields.remove(name).unwrap_or_else(|| panic!("no {name} in {text}"));
        let scan = Self { approval_id: take("a"), secret: take("s") };
        assert_eq!(fields, BTreeMap::new(), "{text}");
        scan
    }
}

/// The first 8 bytes of a hash as six digits.
pub fn digits(issuer: &str, private_code: &str, thumbprint: &str) -> String {
    let mut message = b"donelogin-link".to_vec();
    for part in [issuer, private_code, thumbprint] {
        message.push(0);
        message.extend(part.as_bytes());
    }
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &message);
    let first = u64::from_be_bytes(hash.as_ref()[..8].try_into().unwrap());
    format!("{:06}", first % 1_000_000)
}

/// What the phone signs about the context that it was shown.
pub fn context_hash(context: &str) -> String {
    sha256(context.as_bytes())
}

fn fragment(text: &str, path: &str) -> BTreeMap<String, String> {
    let (address, fragment) = text.split_once('#').unwrap_or_else(|| panic!("no fragment: {text}"));
    // Nothing of it may reach a log: all of it stands behind the hash sign.
    assert!(address.starts_with("https://") && address.ends_with(path) && !address.contains('?'), "{text}");
    let mut fields = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(fragment.as_bytes()).into_owned() {
        assert_eq!(fields.insert(name, value), None, "{text}");
    }
    assert_eq!(fields.remove("v").as_deref(), Some("1"), "{text}");
    fields
}
