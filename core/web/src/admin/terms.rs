//! `access`, `session_terms` and `claim_rules` of clients, as JSON says them.

use std::borrow::Cow;

use domain::attribute::{Editor, Shape};
use domain::claim_rule::{AccountField, Form, Place, RuleFault};
use domain::claims_document::TermsChanges;
use oidc::scope;
use serde::Serialize;
use serde_json::{Map, Value};
use service::admin::FieldProblem;
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Takes the three fields out of an object.
pub(super) fn take(body: &mut Map<String, Value>) -> Result<TermsChanges, Vec<FieldProblem>> {
    TermsChanges::take("", body).map_err(problems)
}

/// Faults as problems with fields.
pub(super) fn problems(faults: Vec<RuleFault>) -> Vec<FieldProblem> {
    faults.into_iter().map(|fault| FieldProblem::new(fault.field, fault.why)).collect()
}

fn object(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Object).description(Some(about))
}

fn text(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(about))
}

fn truth(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Boolean).description(Some(about))
}

fn seconds(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer).description(Some(about))
}

fn word(about: &str, values: impl IntoIterator<Item = impl Serialize>) -> ObjectBuilder {
    let words: Vec<_> = values.into_iter().filter_map(|value| serde_json::to_value(value).ok()).collect();
    text(about).enum_values(Some(words))
}

fn texts(about: &str) -> ArrayBuilder {
    ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::String)).description(Some(about))
}

/// A text or several.
fn words(about: &str) -> OneOfBuilder {
    let one = ObjectBuilder::new().schema_type(Type::String);
    let several = ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::String));
    OneOfBuilder::new().item(one).item(several).description(Some(about))
}

macro_rules! schema {
    ($type:ident, $name:literal, $about:literal, $fields:expr) => {
        #[doc = $about]
        pub(super) struct $type;

        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                let fields: fn(ObjectBuilder) -> ObjectBuilder = $fields;
                fields(object($about)).build().into()
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    };
}

schema!(AccessSchema, "Access", "Whom an app is for.", |access| {
    access
        .property(
            "who",
            word("Everybody with an account, or the members of groups.", ["everybody", "groups"]),
        )
        .property(
            "groups",
            texts("Names of the groups; where it is for groups and there is none, it is for nobody."),
        )
        .required("who")
});
schema!(
    SessionTermsSchema,
    "SessionTerms",
    "How long a sign-in is good for at an app; each only shortens.",
    |terms| {
        terms
            .property(
                "max_age_s",
                seconds("How old a sign-in may be, in seconds, at least 60: at sign-ins and refreshes."),
            )
            .property(
                "refresh_idle_s",
                seconds("How long a refresh token lives unused, in seconds, at least 300."),
            )
            .property(
                "refresh_absolute_s",
                seconds("How long a refresh token lives at all, in seconds, at least 300."),
            )
            .property(
                "asks_in_remembered_browsers",
                truth("Whether the second factor is asked in remembered browsers too."),
            )
    }
);
schema!(AttributeSchema, "Attribute", "Something that the office knows of its people.", |attribute| {
    attribute
        .property(
            "name",
            text("A small letter, then small letters, digits and underscores; 48 characters at most."),
        )
        .property("label", text("What people call it; the name where nothing is said."))
        .property("shape", word("One text, or several.", [Shape::Text, Shape::List]))
        .property("editor", word("Who says what it is.", [Editor::Administrators, Editor::Person]))
        .required("name")
        .required("label")
        .required("shape")
        .required("editor")
});
schema!(ClaimCaseSchema, "ClaimCase", "What members of a group are to an app.", |case| {
    case.property("group", text("The group's name."))
        .property("value", words("What the claim says."))
        .required("group")
        .required("value")
});
schema!(
    ClaimRuleSchema,
    "ClaimRule",
    "How a claim comes about. Of rules for the same claim and place the first that has a value wins; an app's own come before the office's.",
    |rule| {
        let places = word("Where it goes.", Place::ALL);
        let scopes = scope::ALL.map(scope::Scope::as_str);
        let fields = [AccountField::Username, AccountField::Email, AccountField::Name];
        rule.property("name", text("What the office calls the rule."))
            .property(
                "claim",
                text("The claim; never one of the protocol, and of the standard ones only groups."),
            )
            .property(
                "into",
                ArrayBuilder::new()
                    .items(places)
                    .description(Some("The places that it goes to; one at least.")),
            )
            .property(
                "as",
                word(
                    "As what it is written; text where nothing is said.",
                    [Form::Text, Form::List, Form::Boolean],
                ),
            )
            .property("scope", word("Only where this scope is granted.", scopes))
            .property(
                "from",
                word("Where the value comes from.", ["account", "attribute", "choice", "constant", "groups"]),
            )
            .property("field", word("account: which part of it.", fields))
            .property("attribute", text("attribute: its name."))
            .property("default", words("attribute, choice: what it says otherwise."))
            .property(
                "cases",
                ArrayBuilder::new()
                    .items(Ref::from_schema_name(ClaimCaseSchema::name()))
                    .description(Some("choice: the first whose group the person is in.")),
            )
            .property("value", words("constant: what it says."))
            .property("prefix", text("groups: only those that begin so."))
            .property("only", texts("groups: only these."))
            .property("cut_prefix", truth("groups: whether the prefix is cut off."))
            .property(
                "rename",
                object("groups: other names for the app.").additional_properties(Some(
                    AdditionalProperties::RefOr(text("The name at the app.").build().into()),
                )),
            )
            .required("claim")
            .required("into")
            .required("from")
    }
);
schema!(
    ClientEntrySchema,
    "ClaimsOfClient",
    "What is laid down for one app; what is absent stays.",
    |entry| {
        entry
            .property("client_id", text("The app."))
            .property("client_name", text("Its name, for whoever reads the file."))
            .property("access", Ref::from_schema_name(AccessSchema::name()))
            .property("session_terms", Ref::from_schema_name(SessionTermsSchema::name()))
            .property(
                "claim_rules",
                ArrayBuilder::new()
                    .items(Ref::from_schema_name(ClaimRuleSchema::name()))
                    .description(Some("The rules for it alone, all of them.")),
            )
            .required("client_id")
    }
);
schema!(
    DocumentSchema,
    "ClaimsDocument",
    "What apps are told and whom they are for, as one document; what it does not speak of stays.",
    |document| {
        let list = |name: Cow<'static, str>| ArrayBuilder::new().items(Ref::from_schema_name(name));
        document
            .property(
                "attributes",
                list(AttributeSchema::name()).description(Some("Made or changed; others stay.")),
            )
            .property(
                "claim_rules",
                list(ClaimRuleSchema::name()).description(Some("The rules for all apps, all of them.")),
            )
            .property(
                "clients",
                list(ClientEntrySchema::name()).description(Some("What is laid down for single apps.")),
            )
    }
);
