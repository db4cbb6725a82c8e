//! `mfa_policy` and `accepted_factors` of groups and clients, as JSON says them.

use domain::factor::kind::Kinds;
use domain::factor::policy::{Policy, Rule};
use serde_json::{Map, Value, json};
use service::admin::FieldProblem;
use service::admin::rule::RuleChanges;

/// Takes both fields out of an object; `null` takes a value back.
pub(super) fn take(body: &mut Map<String, Value>) -> Result<RuleChanges, FieldProblem> {
    let policy = body.remove("mfa_policy").map(|value| read_policy(&value)).transpose()?;
    let accepted = body.remove("accepted_factors").map(|value| read_accepted(&value)).transpose()?;
    Ok(RuleChanges { policy, accepted })
}

/// `null` or one of the words.
pub(super) fn read_policy(value: &Value) -> Result<Option<Policy>, FieldProblem> {
    serde_json::from_value(value.clone())
        .map_err(|_| FieldProblem::new("mfa_policy", "takes off, optional, required or null"))
}

fn read_accepted(value: &Value) -> Result<Option<Kinds>, FieldProblem> {
    if value.is_null() {
        return Ok(None);
    }
    let words: Vec<&str> =
        value.as_array().into_iter().flatten().map(|word| word.as_str().unwrap_or("")).collect();
    Kinds::parse_accepted(words).map(Some).map_err(|error| FieldProblem::new("accepted_factors", error))
}

/// Both fields, as they are shown: what is accepted in full, also where nothing was chosen.
pub(super) fn show(rule: Rule) -> Value {
    json!({"mfa_policy": rule.policy, "accepted_factors": rule.accepted.unwrap_or(Kinds::ALL)})
}
