//! What apps are told, and whom they are for, as one document: kept beside an office's other files, and brought in whole.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::access::{Access, AccessError};
use crate::attribute::{Attribute, Editor, Shape};
use crate::claim_rule::{ClaimRule, RuleFault, read_all};
use crate::id::ClientId;
use crate::session_terms::SessionTerms;

/// The most apps that one document speaks of.
const MOST_CLIENTS: usize = 1_000;
/// The most faults that are told at once.
const MOST_FAULTS: usize = 50;

/// A document. What it does not speak of stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimsDocument {
    /// Definitions to make or to change; others stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<Attribute>>,
    /// The rules for all apps, in the place of those that there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_rules: Option<Vec<ClaimRule>>,
    /// What is laid down for some apps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<ClientEntry>,
}

/// What a document says of one app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClientEntry {
    /// The app.
    pub client_id: ClientId,
    /// What is laid down.
    #[serde(flatten)]
    pub terms: TermsChanges,
}

/// What to change of what is laid down for an app; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermsChanges {
    /// Whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// How long a sign-in is good for.
    #[serde(rename = "session_terms", skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionTerms>,
    /// What it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_rules: Option<Vec<ClaimRule>>,
}

impl ClaimsDocument {
    /// Reads a document; everything that is wrong is named by its field, such as `clients[0].claim_rules[2].claim`.
    pub fn read(value: &Value) -> Result<Self, Vec<RuleFault>> {
        let Some(object) = value.as_object() else { return Err(vec![fault("", "is one table")]) };
        let mut faults = Vec::new();
        let known = ["attributes", "claim_rules", "clients"];
        faults.extend(unknown("", object, &known));
        let document = Self {
            attributes: object.get("attributes").map(|value| read_attributes(value, &mut faults)),
            claim_rules: object.get("claim_rules").map(|value| read_rules("claim_rules", value, &mut faults)),
            clients: object.get("clients").map(|value| read_clients(value, &mut faults)).unwrap_or_default(),
        };
        faults.truncate(MOST_FAULTS);
        if faults.is_empty() { Ok(document) } else { Err(faults) }
    }
}

impl TermsChanges {
    /// Takes the fields out of an object that holds others too. `at` stands before each field that is named.
    pub fn take(at: &str, object: &mut Map<String, Value>) -> Result<Self, Vec<RuleFault>> {
        let mut faults = Vec::new();
        object.retain(|name, value| {
            !value.is_null() || !["access", "session_terms", "claim_rules"].contains(&name.as_str())
        });
        let access = object.remove("access").map(|value| read_access(&format!("{at}access"), &value));
        let session =
            object.remove("session_terms").map(|value| read_session(&format!("{at}session_terms"), value));
        let claim_rules = object
            .remove("claim_rules")
            .map(|value| read_rules(&format!("{at}claim_rules"), &value, &mut faults));
        let changes = Self {
            access: access.transpose().unwrap_or_else(|fault| noted(&mut faults, fault)),
            session: session.transpose().unwrap_or_else(|fault| noted(&mut faults, fault)),
            claim_rules,
        };
        if faults.is_empty() { Ok(changes) } else { Err(faults) }
    }
}

fn noted<T>(faults: &mut Vec<RuleFault>, fault: RuleFault) -> Option<T> {
    faults.push(fault);
    None
}

fn fault(field: impl Into<String>, why: impl ToString) -> RuleFault {
    RuleFault { field: field.into(), why: why.to_string() }
}

fn unknown(at: &str, object: &Map<String, Value>, known: &[&str]) -> Vec<RuleFault> {
    let strange = object.keys().filter(|key| !known.contains(&key.as_str())).take(MOST_FAULTS);
    let shown = |key: &String| key.chars().filter(char::is_ascii_graphic).take(40).collect::<String>();
    strange
        .map(|key| fault(format!("{at}{}", shown(key)), format!("is not known: {}", known.join(", "))))
        .collect()
}

fn read_rules(at: &str, value: &Value, faults: &mut Vec<RuleFault>) -> Vec<ClaimRule> {
    read_all(value).unwrap_or_else(|wrong| {
        faults.extend(wrong.into_iter().map(|one| fault(format!("{at}{}", one.field), one.why)));
        Vec::new()
    })
}

/// One attribute out of JSON.
pub fn read_attribute(at: &str, value: &Value) -> Result<Attribute, Vec<RuleFault>> {
    let Some(object) = value.as_object() else { return Err(vec![fault(at, "is a table of one attribute")]) };
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let mut faults = unknown(&format!("{at}."), object, &["name", "label", "shape", "editor"]);
    let shape = match text("shape") {
        None if !object.contains_key("shape") => Shape::Text,
        Some("text") => Shape::Text,
        Some("list") => Shape::List,
        _ => noted(&mut faults, fault(format!("{at}.shape"), "is text or list")).unwrap_or_default(),
    };
    let editor = match text("editor") {
        None if !object.contains_key("editor") => Editor::Administrators,
        Some("administrators") => Editor::Administrators,
        Some("person") => Editor::Person,
        _ => noted(&mut faults, fault(format!("{at}.editor"), "is administrators or person"))
            .unwrap_or_default(),
    };
    let made =
        Attribute::new(text("name").unwrap_or_default(), text("label").unwrap_or_default(), shape, editor);
    match made {
        Ok(attribute) if faults.is_empty() => Ok(attribute),
        Ok(_) => Err(faults),
        Err(error) => {
            let field = if error == crate::attribute::AttributeError::Label { "label" } else { "name" };
            faults.push(fault(format!("{at}.{field}"), error));
            Err(faults)
        }
    }
}

fn read_attributes(value: &Value, faults: &mut Vec<RuleFault>) -> Vec<Attribute> {
    let items = match value.as_array() {
        Some(items) if items.len() <= crate::attribute::MOST => items,
        _ => {
            faults.push(fault("attributes", "is a list of at most 64 attributes"));
            return Vec::new();
        }
    };
    let mut attributes: Vec<Attribute> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let at = format!("attributes[{index}]");
        match read_attribute(&at, item) {
            Ok(attribute) if attributes.iter().any(|known| known.name == attribute.name) => {
                faults.push(fault(format!("{at}.name"), "stands in the list twice"));
            }
            Ok(attribute) => attributes.push(attribute),
            Err(wrong) => faults.extend(wrong),
        }
    }
    attributes
}

fn read_clients(value: &Value, faults: &mut Vec<RuleFault>) -> Vec<ClientEntry> {
    let items = match value.as_array() {
        Some(items) if items.len() <= MOST_CLIENTS => items,
        _ => {
            faults.push(fault("clients", "is a list of at most 1000 apps"));
            return Vec::new();
        }
    };
    let mut entries: Vec<ClientEntry> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let at = format!("clients[{index}].");
        let mut object = item.as_object().cloned().unwrap_or_default();
        // The name is there for whoever reads the file.
        object.remove("client_name");
        let id = object.remove("client_id").as_ref().and_then(Value::as_str).map(ClientId::from);
        let terms = TermsChanges::take(&at, &mut object);
        faults.extend(unknown(
            &at,
            &object,
            &["client_id", "client_name", "access", "session_terms", "claim_rules"],
        ));
        match (id, terms) {
            (None, _) => faults.push(fault(format!("{at}client_id"), "is missing")),
            (Some(id), _) if entries.iter().any(|known| known.client_id == id) => {
                faults.push(fault(format!("{at}client_id"), "stands in the list twice"));
            }
            (Some(client_id), Ok(terms)) => entries.push(ClientEntry { client_id, terms }),
            (Some(_), Err(wrong)) => faults.extend(wrong),
        }
    }
    entries
}

fn read_access(at: &str, value: &Value) -> Result<Access, RuleFault> {
    let wrong = || fault(at, "has who, everybody or groups, and then groups, a list of names");
    match serde_json::from_value::<Access>(value.clone()).map_err(|_| wrong())? {
        Access::Everybody => Ok(Access::Everybody),
        Access::Groups { groups } => Access::to_groups(groups.iter().map(String::as_str))
            .map_err(|error: AccessError| fault(format!("{at}.groups"), error)),
    }
}

fn read_session(at: &str, value: Value) -> Result<SessionTerms, RuleFault> {
    let why = "has max_age_s, refresh_idle_s and refresh_absolute_s, in seconds, and asks_in_remembered_browsers, true or false";
    let terms: SessionTerms = match value {
        Value::Null => SessionTerms::default(),
        value => serde_json::from_value(value).map_err(|_| fault(at, why))?,
    };
    terms.check().map_err(|error| fault(format!("{at}.{}", error.field), error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Vec<String> {
        ClaimsDocument::read(&value).unwrap_err().into_iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let value = json!({
            "attributes": [{"name": "cost_center", "label": "Cost center", "shape": "text", "editor": "administrators"}],
            "claim_rules": [{"claim": "cc", "into": ["userinfo"], "as": "text", "from": "attribute", "attribute": "cost_center"}],
            "clients": [{
                "client_id": "grafana",
                "access": {"who": "groups", "groups": ["IT"]},
                "session_terms": {"max_age_s": 3600, "asks_in_remembered_browsers": true},
                "claim_rules": [{
                    "name": "Role", "claim": "role", "into": ["id_token", "userinfo"], "as": "text", "from": "choice",
                    "cases": [{"group": "IT", "value": "Admin"}], "default": "Viewer",
                }],
            }],
        });
        let document = ClaimsDocument::read(&value).unwrap();
        assert_eq!(serde_json::to_value(&document).unwrap(), value);
        assert_eq!(ClaimsDocument::read(&json!({})).unwrap(), ClaimsDocument::default());
    }

    #[test]
    fn each_fault_names_its_field() {
        assert_eq!(fields(json!([])), [""]);
        assert_eq!(fields(json!({"rules": []})), ["rules"]);
        assert_eq!(
            fields(json!({"claim_rules": [{"claim": "sub", "into": ["userinfo"], "from": "groups"}]})),
            ["claim_rules[0].claim"]
        );
        assert_eq!(
            fields(
                json!({"attributes": [{"name": "A"}, {"name": "b", "shape": 7}, {"name": "c"}, {"name": "c"}]})
            ),
            ["attributes[0].name", "attributes[1].shape", "attributes[3].name"]
        );
        assert_eq!(fields(json!({"clients": [{}]})), ["clients[0].client_id"]);
        let of = |more: Value| {
            let mut entry = json!({"client_id": "a", "client_name": "A"});
            entry.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
            fields(json!({"clients": [entry]}))
        };
        assert_eq!(of(json!({"access": {"who": "groups", "groups": ["a,b"]}})), ["clients[0].access.groups"]);
        assert_eq!(of(json!({"access": "everybody"})), ["clients[0].access"]);
        assert_eq!(of(json!({"session_terms": {"max_age_s": 1}})), ["clients[0].session_terms.max_age_s"]);
        assert_eq!(of(json!({"session_terms": {"max": 1}})), ["clients[0].session_terms"]);
        assert_eq!(of(json!({"claim_rules": [{}]})).len(), 3);
        assert_eq!(of(json!({"secret": "x"})), ["clients[0].secret"]);
        let twice = json!({"client_id": "a"});
        assert_eq!(fields(json!({"clients": [twice, twice]})), ["clients[1].client_id"]);
    }
}
