//! People with accounts, as an import brings them.

use std::sync::LazyLock;

use domain::factor::password::Hasher;
use domain::secret::Secret;
use domain::world::SystemEntropy;
use serde_json::{Value, json};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

static HASH: LazyLock<String> = LazyLock::new(|| {
    Hasher::default().hash(&Secret::new(PASSWORD), &SystemEntropy).unwrap().as_str().to_owned()
});

/// Somebody with a name and an address.
pub(crate) fn person(username: &str) -> Value {
    json!({
        "username": username,
        "email": format!("{username}@office.example"),
        "name": format!("{username} of the office"),
        "sub": format!("subject-of-{username}"),
        "password_hash": HASH.as_str(),
    })
}

/// Somebody of whom everything is known.
pub(crate) fn full_person(username: &str) -> Value {
    let mut person = person(username);
    let rest = json!({
        "name": "Finn Full", "given_name": "Finn", "family_name": "Full", "middle_name": "M", "nickname": "fi",
        "preferred_username": "finn.full", "profile": "https://people.example/finn",
        "picture": "https://people.example/finn.png", "website": "https://finn.example", "gender": "male",
        "birthdate": "1980-02-29", "zoneinfo": "Europe/Brussels", "locale": "nl-BE",
        "phone_number": "+3291234567", "phone_number_verified": true, "groups": ["design", "board"],
        "address": {
            "formatted": "Kouter 1\n9000 Gent", "street_address": "Kouter 1", "locality": "Gent",
            "region": "Oost-Vlaanderen", "postal_code": "9000", "country": "Belgium",
        },
    });
    person.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    person
}
