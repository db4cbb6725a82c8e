//! Scopes as the space-separated text of RFC 7591.

use serde::{Deserialize as _, Deserializer, Serializer};

use crate::scope::Scopes;

pub(super) fn serialize<S: Serializer>(scopes: &Scopes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(scopes)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scopes, D::Error> {
    Ok(Scopes::parse(&String::deserialize(deserializer)?))
}
