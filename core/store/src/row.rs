//! Reading columns back into the model; what the model does not allow is named, not guessed.

use domain::token::TokenHash;
use oidc::scope::Scopes;
use rusqlite::Row;
use serde::de::DeserializeOwned;

use crate::error::{BrokenRow, StoreError};

/// A column as JSON.
pub(crate) fn json<T: DeserializeOwned>(
    row: &Row<'_>,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| BrokenRow { table, column }.into())
}

/// A column as one of the words of an enum.
pub(crate) fn word<T: DeserializeOwned>(
    row: &Row<'_>,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(text)).map_err(|_| BrokenRow { table, column }.into())
}

/// A column as a hash.
pub(crate) fn hash(row: &Row<'_>, column: &'static str) -> Result<TokenHash, StoreError> {
    Ok(TokenHash::from_bytes(row.get(column)?))
}

/// A column as a hash that may be absent.
pub(crate) fn optional_hash(row: &Row<'_>, column: &'static str) -> Result<Option<TokenHash>, StoreError> {
    let bytes: Option<[u8; 32]> = row.get(column)?;
    Ok(bytes.map(TokenHash::from_bytes))
}

/// A column as scopes.
pub(crate) fn scopes(row: &Row<'_>, column: &'static str) -> Result<Scopes, StoreError> {
    let text: String = row.get(column)?;
    Ok(Scopes::parse(&text))
}

/// A column as words separated by spaces.
pub(crate) fn words(row: &Row<'_>, column: &'static str) -> Result<Vec<String>, StoreError> {
    let text: String = row.get(column)?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

/// A value as JSON text.
pub(crate) fn to_json(
    value: &impl serde::Serialize,
    table: &'static str,
    column: &'static str,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| BrokenRow { table, column }.into())
}

/// An enum as its word.
pub(crate) fn to_word(
    value: &impl serde::Serialize,
    table: &'static str,
    column: &'static str,
) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(BrokenRow { table, column }.into()),
    }
}
