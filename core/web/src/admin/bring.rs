//! What is brought from elsewhere, read as an import reads it and not taken in.

use serde_json::{Map, Value};

use super::clients;
use super::users::Reader;

/// Somebody of a list of people: what the administrator is told, or what is wrong, a sentence each.
///
/// # Errors
/// Where the import would refuse them.
pub fn person(item: Value) -> Result<Vec<String>, Vec<String>> {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let read = Reader { index: 0, errors: &mut errors, warnings: &mut warnings }.read(item);
    match read {
        Some(_) => Ok(warnings),
        None => Err(errors.into_iter().map(|error| format!("{} {}", error.field, error.message)).collect()),
    }
}

/// An app of a list of apps: what the administrator is told, or what is wrong.
///
/// # Errors
/// Where the import would refuse it.
pub fn app(item: Map<String, Value>) -> Result<Vec<String>, String> {
    let read = clients::Item::read(item).map_err(|(field, why)| format!("{field} {why}"))?;
    Ok(read.warnings)
}
