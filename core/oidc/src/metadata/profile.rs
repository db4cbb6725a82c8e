//! What a client chooses of the server's ways.

use serde::{Deserialize, Serialize};

use crate::jwt::Algorithm;

/// How its access tokens look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessTokenFormat {
    /// Random; what they open is asked here.
    #[default]
    Opaque,
    /// A JWT that resource servers read themselves (RFC 9068).
    Jwt,
}

impl AccessTokenFormat {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    pub(super) fn is_opaque(&self) -> bool {
        *self == Self::Opaque
    }
}

/// How persons are named to a client (OIDC Core 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectType {
    /// By the same name as to all.
    #[default]
    Public,
    /// By a name of its sector's own.
    Pairwise,
}

impl SubjectType {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    pub(super) fn is_public(&self) -> bool {
        *self == Self::Public
    }
}

/// A profile that holds a client to more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityProfile {
    /// FAPI 2.0 Security Profile.
    Fapi2,
}

/// The algorithm of a client's request objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RequestObjectAlgorithm {
    /// Unsigned.
    None,
    /// Signed so.
    Signed(Algorithm),
}

impl TryFrom<String> for RequestObjectAlgorithm {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_str() {
            "none" => Ok(Self::None),
            name => Algorithm::parse(name)
                .map(Self::Signed)
                .ok_or("request_object_signing_alg is an algorithm that this server does not know"),
        }
    }
}

impl From<RequestObjectAlgorithm> for String {
    fn from(algorithm: RequestObjectAlgorithm) -> Self {
        match algorithm {
            RequestObjectAlgorithm::None => "none".into(),
            RequestObjectAlgorithm::Signed(algorithm) => algorithm.as_str().into(),
        }
    }
}
