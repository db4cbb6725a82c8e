//! `POST /users/import`: reading people as they come from elsewhere, each error with the place in the list.

use std::borrow::Cow;

use axum::Json;
use domain::factor::password::PasswordHash;
use domain::group::parse_name;
use domain::secret::Secret;
use domain::settings::nearest;
use domain::user::{Email, Role, Username};
use oidc::claims::StandardClaims;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use service::admin::FieldProblem;
use service::admin::users::{self as admin, ImportedUser};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{ArrayBuilder, Object, ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::UserDto;
use crate::admin::body::JsonBody;
use crate::admin::guard::AdminCx;
use crate::admin::problem::Problem;

/// Who came in.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportedUsers)]
pub(in crate::admin) struct ImportedDto {
    /// The accounts, in the order of the list.
    users: Vec<UserDto>,
    /// What the administrator should know, each with its place in the list.
    warnings: Vec<String>,
}

/// Brings people in from elsewhere: all of a list, or nobody of it
#[utoipa::path(post, path = "/users/import", operation_id = "importUsers", tag = "users", request_body = Vec<Item>, responses((status = 200, body = ImportedDto)))]
pub(in crate::admin) async fn import(
    AdminCx { cx, by }: AdminCx,
    JsonBody(items): JsonBody<Vec<Value>>,
) -> Result<Json<ImportedDto>, Problem> {
    let (mut list, mut errors, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        let mut reader = Reader { index, errors: &mut errors, warnings: &mut warnings };
        list.extend(reader.read(item));
    }
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let imported = admin::import(&cx, &by, list).await?;
    warnings.extend(imported.warnings.into_iter().map(|w| format!("{} {}", w.field, w.message)));
    Ok(Json(ImportedDto { users: imported.users.into_iter().map(UserDto::from).collect(), warnings }))
}

/// Claims of OIDC Core 5.1 that are kept as they come; the others have a column of their own.
const CLAIMS: [&str; 16] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
];

/// The other names that an item may have.
const FIELDS: [&str; 11] = [
    "attributes",
    "email",
    "email_verified",
    "username",
    "password",
    "password_hash",
    "admin",
    "sub",
    "groups",
    "updated_at",
    "name",
];

/// A person's standard claims, by their own names.
pub(super) struct Claims;

impl PartialSchema for Claims {
    fn schema() -> RefOr<Schema> {
        let about = "Standard claims about a person (OIDC Core 5.1), by their own names.";
        ObjectBuilder::from(claims()).description(Some(about)).build().into()
    }
}

impl ToSchema for Claims {}

fn claims() -> Object {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let object =
        CLAIMS.iter().fold(ObjectBuilder::new().schema_type(Type::Object), |object, name| match *name {
            "phone_number_verified" => {
                object.property(*name, ObjectBuilder::new().schema_type(Type::Boolean))
            }
            "address" => {
                let lines =
                    ObjectBuilder::new().schema_type(Type::Object).additional_properties(Some(text()));
                object.property(*name, lines.description(Some("Postal address (OIDC Core 5.1.1).")))
            }
            _ => object.property(*name, text()),
        });
    object.build()
}

/// Somebody as they come from elsewhere; what is not known is left out with a warning.
pub(super) struct Item;

impl PartialSchema for Item {
    fn schema() -> RefOr<Schema> {
        let about = "Somebody as they come from elsewhere, with the standard claims of OIDC Core 5.1 by their own names. \
                     What is not known is left out with a warning.";
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let truth = || ObjectBuilder::new().schema_type(Type::Boolean);
        ObjectBuilder::from(claims())
            .description(Some(about))
            .property("email", text().description(Some("Address.")))
            .property("email_verified", truth().description(Some("Whether it was confirmed there.")))
            .property("username", text().description(Some("Made from the address where none is given.")))
            .property("password", text().description(Some("In clear; wins over `password_hash`.")))
            .property("password_hash", text().description(Some("As a PHC string.")))
            .property("admin", truth().description(Some("Whether the person may administer.")))
            .property("sub", text().description(Some("Kept, so that apps know the person again.")))
            .property("groups", ArrayBuilder::new().items(text()).description(Some("Made where missing.")))
            .property(
                "attributes",
                ObjectBuilder::new()
                    .schema_type(Type::Object)
                    .description(Some("What attributes of the office say, each a text or a list.")),
            )
            .required("email")
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .build()
            .into()
    }
}

impl ToSchema for Item {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ImportedUser")
    }
}

/// Reads one item and notes what is wrong with it.
pub(in crate::admin) struct Reader<'a> {
    pub(in crate::admin) index: usize,
    pub(in crate::admin) errors: &'a mut Vec<FieldProblem>,
    pub(in crate::admin) warnings: &'a mut Vec<String>,
}

impl Reader<'_> {
    pub(in crate::admin) fn read(&mut self, item: Value) -> Option<ImportedUser> {
        let Value::Object(mut item) = item else {
            self.errors.push(FieldProblem::new(format!("[{}]", self.index), "is not an object"));
            return None;
        };
        item.retain(|_, value| !value.is_null());
        let before = self.errors.len();
        let claims = self.claims(&mut item);
        let email = self.take::<String>(&mut item, "email");
        let email = match email {
            Some(text) => self.check("email", Email::parse(&text)),
            None if self.errors.len() == before => self.refuse("email", "is missing"),
            None => None,
        };
        let username = self.take::<String>(&mut item, "username");
        let hash = self.take::<String>(&mut item, "password_hash");
        let groups = self.take::<Vec<String>>(&mut item, "groups").unwrap_or_default();
        let attributes = self.take::<Map<String, Value>>(&mut item, "attributes").unwrap_or_default();
        let subject = self.take::<String>(&mut item, "sub");
        let user = ImportedUser {
            email_verified: self.take(&mut item, "email_verified").unwrap_or(true),
            username: username.and_then(|text| self.check("username", Username::parse(&text))),
            subject: subject.and_then(|text| self.subject(text)),
            claims,
            attributes,
            role: if self.take(&mut item, "admin").unwrap_or(false) { Role::Admin } else { Role::Member },
            groups: groups.iter().filter_map(|name| self.check("groups", parse_name(name))).collect(),
            password: self.take::<Secret>(&mut item, "password"),
            password_hash: hash.and_then(|phc| self.check("password_hash", PasswordHash::import(&phc))),
            email: email?,
        };
        // Said by the other side about its own row; ours counts from now on.
        item.remove("updated_at");
        self.warn_of_unknown(&item);
        (self.errors.len() == before).then_some(user)
    }

    fn claims(&mut self, item: &mut Map<String, Value>) -> StandardClaims {
        let claims: Map<String, Value> = CLAIMS
            .iter()
            .filter_map(|name| item.remove(*name).map(|value| ((*name).to_owned(), value)))
            .collect();
        for (name, value) in &claims {
            // One at a time, so that the error names the claim.
            let one = Map::from_iter([(name.clone(), value.clone())]);
            if let Err(error) = serde_json::from_value::<StandardClaims>(Value::Object(one)) {
                self.refuse::<()>(name, error);
            }
        }
        serde_json::from_value(Value::Object(claims)).unwrap_or_default()
    }

    /// OIDC Core 2: at most 255 ASCII characters.
    fn subject(&mut self, text: String) -> Option<String> {
        if (1..=255).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic()) {
            Some(text)
        } else {
            self.refuse("sub", "has 1 to 255 visible ASCII characters")
        }
    }

    fn take<T: DeserializeOwned>(&mut self, item: &mut Map<String, Value>, field: &str) -> Option<T> {
        match serde_json::from_value(item.remove(field)?) {
            Ok(value) => Some(value),
            // serde_json quotes the value, which may be a password.
            Err(_) if field == "password" => self.refuse(field, "is not a string"),
            Err(error) => self.refuse(field, error),
        }
    }

    fn check<T, E: std::fmt::Display>(&mut self, field: &str, outcome: Result<T, E>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(error) => self.refuse(field, error),
        }
    }

    fn refuse<T>(&mut self, field: &str, why: impl ToString) -> Option<T> {
        // It may quote a name of the file, and stands in a terminal.
        let why: String = why.to_string().chars().filter(|c| !c.is_control()).collect();
        self.errors.push(FieldProblem::at(self.index, field, why));
        None
    }

    fn warn_of_unknown(&mut self, item: &Map<String, Value>) {
        for name in item.keys() {
            let nearest = nearest(name, CLAIMS.into_iter().chain(FIELDS));
            let hint = nearest.map(|known| format!("; did you mean {known}?")).unwrap_or_default();
            let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
            self.warnings.push(format!("[{}].{shown} is not known and was left out{hint}", self.index));
        }
    }
}
