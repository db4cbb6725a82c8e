//! What an administrator brings from elsewhere: lists of people and apps, rules for claims.

use domain::claims_document::ClaimsDocument;
use serde_json::Value;
use web::admin::bring;

/// An item of a list of people.
pub(super) fn person(data: &[u8]) {
    let Ok(item) = serde_json::from_slice::<Value>(data) else { return };
    match bring::person(item) {
        Ok(warnings) => warnings.iter().for_each(|warning| assert_shown(warning)),
        Err(errors) => {
            assert!(!errors.is_empty(), "refused, and nobody is told why");
            errors.iter().for_each(|error| assert_shown(error));
        }
    }
}

/// An item of a list of apps.
pub(super) fn app(data: &[u8]) {
    let Ok(Value::Object(item)) = serde_json::from_slice(data) else { return };
    match bring::app(item) {
        Ok(warnings) => warnings.iter().for_each(|warning| assert_shown(warning)),
        Err(error) => assert_shown(&error),
    }
}

/// Rules for claims, and whom apps are for; what is written is read as the same.
pub(super) fn claims(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return };
    match ClaimsDocument::read(&value) {
        Ok(document) => {
            let written = serde_json::to_value(&document).unwrap_or_default();
            let again = ClaimsDocument::read(&written).ok();
            let again = again.and_then(|again| serde_json::to_value(again).ok());
            super::assert_same(again.as_ref(), Some(&written));
        }
        Err(faults) => assert!(!faults.is_empty(), "refused, and nobody is told why"),
    }
}

/// A sentence stands in a terminal and on a page.
fn assert_shown(sentence: &str) {
    assert!(!sentence.trim().is_empty() && !sentence.chars().any(char::is_control), "{sentence:?}");
}
