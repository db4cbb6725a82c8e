//! The person and the clients that the suite plays.

use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::key::{Key, secret};
use crate::template::Names;

/// The person's user name.
pub(crate) const USERNAME: &str = "conformance";
const SCOPE: &str = "openid profile email address phone offline_access";

/// All that the suite needs in the office.
#[derive(Debug)]
pub(crate) struct Fixture {
    password: String,
    clients: Vec<Client>,
}

#[derive(Debug)]
struct Client {
    /// What templates call it.
    key: &'static str,
    id: String,
    secret: Option<String>,
    keys: Option<Key>,
    /// What it registers.
    metadata: Map<String, Value>,
}

/// What sets a client with a secret apart.
const WITH_SECRET: [(&str, &str); 5] = [
    ("first", "client_secret_basic"),
    ("second", "client_secret_basic"),
    ("post", "client_secret_post"),
    ("back", "client_secret_basic"),
    ("front", "client_secret_basic"),
];

/// Clients of FAPI 2.0; those of a pair sign with different algorithms. Whoever refuses must not have agreed before.
const WITH_KEYS: [(&str, &str); 6] = [
    ("fapi", "PS256"),
    ("fapi-second", "ES256"),
    ("signing", "PS256"),
    ("signing-second", "ES256"),
    ("refused", "PS256"),
    ("refused-second", "ES256"),
];

impl Fixture {
    /// New keys and secrets each time.
    pub(crate) fn make(names: &Names) -> Result<Self, Error> {
        let mut clients = Vec::new();
        for (key, method) in WITH_SECRET {
            let metadata = with_secret(names, key, method);
            clients.push(Client { key, id: id(key), secret: Some(secret()?), keys: None, metadata });
        }
        for (key, algorithm) in WITH_KEYS {
            let keys = if algorithm == "PS256" { Key::ps256(key)? } else { Key::es256(key)? };
            let metadata = with_keys(names, key, algorithm, &keys);
            clients.push(Client { key, id: id(key), secret: None, keys: Some(keys), metadata });
        }
        Ok(Self { password: secret()?, clients })
    }

    /// What the browser types.
    pub(crate) fn sign_in(&self) -> Value {
        json!({"username": USERNAME, "password": self.password})
    }

    /// The clients as templates name them.
    pub(crate) fn clients_by_key(&self) -> Value {
        let client = |client: &Client| {
            let jwks = client.keys.as_ref().map(|keys| json!({"keys": [keys.private]}));
            (client.key.to_owned(), json!({"id": client.id, "secret": client.secret, "jwks": jwks}))
        };
        Value::Object(self.clients.iter().map(client).collect())
    }

    /// Their ids.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.clients.iter().map(|client| client.id.as_str()).collect()
    }

    /// For `donelogin client import`.
    pub(crate) fn clients(&self) -> Value {
        self.clients
            .iter()
            .map(|client| {
                let mut item = client.metadata.clone();
                item.insert("client_id".to_owned(), json!(client.id));
                if let Some(secret) = &client.secret {
                    item.insert("client_secret".to_owned(), json!(secret));
                }
                Value::Object(item)
            })
            .collect()
    }

    /// For `donelogin user import`: somebody of whom every standard claim is known, so that no scope is found wanting.
    pub(crate) fn people(&self) -> Value {
        json!([{
            "email": "conformance@office.example",
            "email_verified": true,
            "username": USERNAME,
            "password": self.password,
            "name": "Conny Maria Formance",
            "given_name": "Conny",
            "family_name": "Formance",
            "middle_name": "Maria",
            "nickname": "Con",
            "preferred_username": USERNAME,
            "profile": "https://office.example/people/conny",
            "picture": "https://office.example/people/conny.png",
            "website": "https://conny.example",
            "gender": "female",
            "birthdate": "1990-02-28",
            "zoneinfo": "Europe/Berlin",
            "locale": "en",
            "phone_number": "+49 30 1234567",
            "phone_number_verified": true,
            "address": {
                "formatted": "Beispielstraße 1\n10115 Berlin\nGermany",
                "street_address": "Beispielstraße 1",
                "locality": "Berlin",
                "postal_code": "10115",
                "country": "Germany",
            },
        }])
    }
}

fn id(key: &str) -> String {
    format!("conformance-{key}")
}

fn common(names: &Names, key: &str) -> Map<String, Value> {
    let callback = names.at_suite("callback");
    let mut redirect_uris = vec![callback.clone()];
    if key.contains("second") {
        // The suite adds this to the second client's address in some of its modules.
        redirect_uris.push(format!("{callback}?dummy1=lorem&dummy2=ipsum"));
    }
    Map::from_iter([
        ("client_name".to_owned(), json!(format!("Conformance, {key}"))),
        ("redirect_uris".to_owned(), json!(redirect_uris)),
        ("post_logout_redirect_uris".to_owned(), json!([names.at_suite("post_logout_redirect")])),
        ("grant_types".to_owned(), json!(["authorization_code", "refresh_token"])),
        ("response_types".to_owned(), json!(["code"])),
        ("scope".to_owned(), json!(SCOPE)),
    ])
}

fn with_secret(names: &Names, key: &str, method: &str) -> Map<String, Value> {
    let mut metadata = common(names, key);
    metadata.insert("token_endpoint_auth_method".to_owned(), json!(method));
    // Told to the client that the plan is about and to no other: the suite takes a call that it does not wait for as a failure.
    match key {
        "back" => {
            metadata.insert("backchannel_logout_uri".to_owned(), json!(names.at_suite("backchannel_logout")));
            metadata.insert("backchannel_logout_session_required".to_owned(), json!(true));
        }
        "front" => {
            metadata
                .insert("frontchannel_logout_uri".to_owned(), json!(names.at_suite("frontchannel_logout")));
            metadata.insert("frontchannel_logout_session_required".to_owned(), json!(true));
        }
        _ => {}
    }
    metadata
}

fn with_keys(names: &Names, key: &str, algorithm: &str, keys: &Key) -> Map<String, Value> {
    let mut metadata = common(names, key);
    let mut put = |name: &str, value: Value| metadata.insert(name.to_owned(), value);
    put("token_endpoint_auth_method", json!("private_key_jwt"));
    put("jwks", json!({"keys": [keys.public]}));
    put("security_profile", json!("fapi2"));
    put("dpop_bound_access_tokens", json!(true));
    put("require_pushed_authorization_requests", json!(true));
    put("id_token_signed_response_alg", json!(algorithm));
    if key.starts_with("signing") {
        put("require_signed_request_object", json!(true));
        put("request_object_signing_alg", json!(algorithm));
        put("authorization_signed_response_alg", json!(algorithm));
    }
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture() -> Fixture {
        let (issuer, suite, alias) =
            ("https://office.example".into(), "https://suite.example".into(), "office".into());
        Fixture::make(&Names { issuer, suite, alias }).unwrap()
    }

    #[test]
    fn nothing_private_is_registered() {
        for client in fixture().clients().as_array().unwrap() {
            for key in client["jwks"]["keys"].as_array().into_iter().flatten() {
                for name in ["d", "p", "q", "dp", "dq", "qi"] {
                    assert_eq!(key.get(name), None);
                }
            }
        }
    }

    #[test]
    fn the_suite_gets_the_halves_that_were_registered() {
        let fixture = fixture();
        let (clients, by_key) = (fixture.clients(), fixture.clients_by_key());
        for key in WITH_KEYS.map(|(key, _)| key) {
            let registered =
                clients.as_array().unwrap().iter().find(|client| client["client_id"] == by_key[key]["id"]);
            let public = &registered.unwrap()["jwks"]["keys"][0];
            let private = &by_key[key]["jwks"]["keys"][0];
            assert!(private["d"].is_string());
            for (name, value) in public.as_object().unwrap() {
                assert_eq!(&private[name], value);
            }
        }
    }

    #[test]
    fn of_the_person_every_profile_claim_is_known() {
        let people = fixture().people();
        for claim in [
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
            "email",
            "phone_number",
            "address",
        ] {
            assert!(!people[0][claim].is_null(), "{claim}");
        }
    }

    #[test]
    fn one_client_each_is_told_of_logouts() {
        let clients = fixture().clients();
        let with =
            |name: &str| clients.as_array().unwrap().iter().filter(|client| !client[name].is_null()).count();
        assert_eq!((with("backchannel_logout_uri"), with("frontchannel_logout_uri")), (1, 1));
    }
}
