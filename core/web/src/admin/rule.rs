//! `mfa_policy` and `accepted_factors` of groups and clients, as JSON says them.

use std::borrow::Cow;

use domain::factor::kind::Kinds;
use domain::factor::policy::Policy;
use serde_json::{Map, Value};
use service::admin::FieldProblem;
use service::admin::rule::RuleChanges;
use utoipa::openapi::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::words::{FactorWord, PolicyWord};

/// Both fields, as a schema.
pub(super) struct RuleFields;

impl PartialSchema for RuleFields {
    fn schema() -> RefOr<Schema> {
        let null = || ObjectBuilder::new().schema_type(Type::Null);
        let policy = OneOfBuilder::new().item(null()).item(Ref::from_schema_name(PolicyWord::name()));
        let factors = ArrayBuilder::new().items(Ref::from_schema_name(FactorWord::name()));
        let factors = OneOfBuilder::new().item(null()).item(factors);
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("What is asked of people's second factor; `null` takes a value back."))
            .property("mfa_policy", policy.description(Some("At least this is asked.")))
            .property("accepted_factors", factors.description(Some("Only these count.")))
            .build()
            .into()
    }
}

impl ToSchema for RuleFields {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Rule")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((PolicyWord::name().into_owned(), PolicyWord::schema()));
        schemas.push((FactorWord::name().into_owned(), FactorWord::schema()));
    }
}

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
