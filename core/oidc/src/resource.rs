//! For whom access tokens are meant: resource indicators (RFC 8707).

use serde::{Serialize, Serializer};

use crate::error::{ErrorCode, ProtocolError};
use crate::params::Params;

/// Resources that a request names, and those that tokens are meant for: absolute URIs, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resources(Vec<String>);

/// How many resources a request may name.
const MOST: usize = 16;
/// How long a resource may be, in bytes.
const MAX_BYTES: usize = 2_048;

impl Resources {
    /// Those that a request names (RFC 8707 2).
    pub fn from_params(params: &Params) -> Result<Self, ProtocolError> {
        let mut named = Self::default();
        for uri in params.all("resource") {
            if !is_resource(uri) {
                return Err(target("resource is not an absolute URI without a fragment"));
            }
            if !named.0.iter().any(|known| known == uri) {
                named.0.push(uri.to_owned());
            }
        }
        if named.0.len() > MOST { Err(target("resource names too many")) } else { Ok(named) }
    }

    /// As they were stored, with spaces between.
    pub fn parse(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Those that this request asks for, all of which have to be among `allowed`.
    pub fn within(&self, allowed: &[String]) -> Result<(), ProtocolError> {
        if self.0.iter().all(|uri| allowed.contains(uri)) {
            Ok(())
        } else {
            Err(target("the client may not have tokens for a resource that it names"))
        }
    }

    /// For whom a token is meant: what is asked for at the token endpoint, which is what was granted or less of it
    /// (RFC 8707 2.2); all that was granted where nothing is asked for.
    pub fn narrow(&self, granted: &Self) -> Result<Self, ProtocolError> {
        if self.is_empty() {
            return Ok(granted.clone());
        }
        self.within(&granted.0)
            .map_err(|_| target("resource names more than what was granted"))
            .map(|()| self.clone())
    }
}

/// Whether a token can be meant for it: absolute, without a fragment (RFC 8707 2), and without the space that stands
/// between several.
pub fn is_resource(uri: &str) -> bool {
    uri.len() <= MAX_BYTES && !uri.contains(['#', ' ']) && url::Url::parse(uri).is_ok()
}

impl std::fmt::Display for Resources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// As `aud` is written: one as a string, several as an array (RFC 7519 4.1.3).
impl Serialize for Resources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

impl<T: Into<String>> FromIterator<T> for Resources {
    fn from_iter<I: IntoIterator<Item = T>>(uris: I) -> Self {
        Self(uris.into_iter().map(Into::into).collect())
    }
}

const fn target(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidTarget, why)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILES: &str = "https://files.example/api";
    const MAIL: &str = "https://mail.example/";

    fn named(uris: &[&str]) -> Result<Resources, ProtocolError> {
        Resources::from_params(&uris.iter().map(|uri| ("resource", *uri)).collect())
    }

    #[test]
    fn rfc8707_2_absolute_uris_without_a_fragment() {
        assert_eq!(named(&[FILES, MAIL, FILES]).unwrap(), [FILES, MAIL].into_iter().collect());
        assert!(named(&["urn:office:files"]).is_ok());
        for bad in
            ["/api", "files", "https://files.example/#x", "https://files.example/#", "https://a.example/ b"]
        {
            assert_eq!(named(&[bad]).unwrap_err().code, ErrorCode::InvalidTarget, "{bad}");
        }
        let many: Vec<String> = (0..=MOST).map(|n| format!("urn:x:{n}")).collect();
        assert!(named(&many.iter().map(String::as_str).collect::<Vec<_>>()).is_err());
    }

    #[test]
    fn rfc8707_2_2_a_token_is_for_what_was_granted_or_less() {
        let granted = named(&[FILES, MAIL]).unwrap();
        assert_eq!(named(&[MAIL]).unwrap().narrow(&granted).unwrap(), named(&[MAIL]).unwrap());
        assert_eq!(Resources::default().narrow(&granted).unwrap(), granted);
        let other = named(&["https://other.example/"]).unwrap();
        assert_eq!(other.narrow(&granted).unwrap_err().code, ErrorCode::InvalidTarget);
        assert!(named(&[MAIL]).unwrap().narrow(&Resources::default()).is_err());
    }

    #[test]
    fn it_is_written_as_aud_and_kept_as_text() {
        assert_eq!(serde_json::to_value(named(&[FILES]).unwrap()).unwrap(), json!(FILES));
        let both = named(&[FILES, MAIL]).unwrap();
        assert_eq!(serde_json::to_value(&both).unwrap(), json!([FILES, MAIL]));
        assert_eq!(Resources::parse(&both.to_string()), both);
        assert!(Resources::parse("").is_empty());
    }
}
