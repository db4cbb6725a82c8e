//! Reading columns back into the model; what the model does not allow is named, not guessed.

use domain::factor::kind::{Kind, Kinds};
use domain::factor::policy::{Policy, Rule};
use domain::token::TokenHash;
use oidc::confirmation::Confirmation;
use oidc::scope::Scopes;
use rusqlite::{Row, RowIndex};
use serde::de::value::Error as WordError;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::error::{BrokenRow, StoreError};

/// A column as JSON.
pub(crate) fn json<T: DeserializeOwned>(
    row: &Row<'_>,
    index: impl RowIndex,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_str(text(row, index)?).map_err(|_| BrokenRow { table, column }.into())
}

/// A column as one of the words of an enum.
pub(crate) fn word<T: DeserializeOwned>(
    row: &Row<'_>,
    index: impl RowIndex,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    word_of(text(row, index)?).map_err(|_| BrokenRow { table, column }.into())
}

fn word_of<T: DeserializeOwned>(word: &str) -> Result<T, WordError> {
    T::deserialize(word.into_deserializer())
}

/// A column as one of the words of an enum, or nothing.
pub(crate) fn optional_word<T: DeserializeOwned>(
    row: &Row<'_>,
    index: usize,
    table: &'static str,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    let found: Option<String> = row.get(index)?;
    found.map(|text| word_of(&text).map_err(|_| BrokenRow { table, column }.into())).transpose()
}

/// Two columns, the policy at `index` and the accepted factors behind it, as what a group or client adds.
pub(crate) fn rule(row: &Row<'_>, index: usize, table: &'static str) -> Result<Rule, StoreError> {
    let accepted: Option<String> = row.get(index + 1)?;
    let accepted = accepted.map(|words| Kinds::parse_accepted(words.split(' ')));
    Ok(Rule {
        policy: optional_word(row, index, table, "mfa_policy")?,
        accepted: accepted.transpose().map_err(|_| BrokenRow { table, column: "accepted_factors" })?,
    })
}

/// The two columns of [`rule`].
pub(crate) fn rule_columns(rule: Rule) -> (Option<&'static str>, Option<String>) {
    let words = |kinds: Kinds| kinds.iter().map(Kind::as_str).collect::<Vec<_>>().join(" ");
    (rule.policy.map(Policy::as_str), rule.accepted.map(words))
}

/// What a token is bound to, as JSON.
pub(crate) fn confirmation(
    r: &Row<'_>,
    index: usize,
    table: &'static str,
) -> Result<Option<Confirmation>, StoreError> {
    let text: Option<String> = r.get(index)?;
    let broken = |_| BrokenRow { table, column: "confirmation" };
    Ok(text.map(|text| serde_json::from_str(&text).map_err(broken)).transpose()?)
}

/// The column of [`confirmation`].
pub(crate) fn confirmation_column(
    confirmation: Option<&Confirmation>,
    table: &'static str,
) -> Result<Option<String>, StoreError> {
    confirmation.map(|confirmation| to_json(confirmation, table, "confirmation")).transpose()
}

/// A column as a hash.
pub(crate) fn hash(row: &Row<'_>, column: impl RowIndex) -> Result<TokenHash, StoreError> {
    Ok(TokenHash::from_bytes(row.get(column)?))
}

/// A column as a hash that may be absent.
pub(crate) fn optional_hash(row: &Row<'_>, column: &'static str) -> Result<Option<TokenHash>, StoreError> {
    let bytes: Option<[u8; 32]> = row.get(column)?;
    Ok(bytes.map(TokenHash::from_bytes))
}

/// A column as scopes.
pub(crate) fn scopes(row: &Row<'_>, column: impl RowIndex) -> Result<Scopes, StoreError> {
    Ok(Scopes::parse(text(row, column)?))
}

/// A column as words separated by spaces.
pub(crate) fn words(row: &Row<'_>, column: impl RowIndex) -> Result<Vec<String>, StoreError> {
    Ok(text(row, column)?.split_whitespace().map(str::to_owned).collect())
}

/// A column as text, borrowed from the row.
pub(crate) fn text<'r>(row: &'r Row<'_>, index: impl RowIndex) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(index)?.as_str().map_err(rusqlite::Error::from)?)
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
