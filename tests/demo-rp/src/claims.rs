//! What each claim means, in one sentence a person can use.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A claim, its value as a person reads it, and what it means.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) meaning: &'static str,
}

/// A JWT taken apart for looking at; its signature was checked before.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) header: String,
    pub(crate) claims: Vec<Claim>,
}

/// Explains each member of a JSON object.
pub(crate) fn explain(object: &Value) -> Vec<Claim> {
    let members = object.as_object().into_iter().flatten();
    members
        .map(|(name, value)| Claim {
            name: name.clone(),
            value: readable(name, value),
            meaning: meaning(name),
        })
        .collect()
}

/// Splits a JWT into its header and its claims.
pub(crate) fn decode(jwt: &str) -> Option<Decoded> {
    let mut parts = jwt.split('.').map(json);
    let header = parts.next()??;
    let payload = parts.next()??;
    Some(Decoded { header: header.to_string(), claims: explain(&payload) })
}

fn json(part: &str) -> Option<Value> {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

fn readable(name: &str, value: &Value) -> String {
    match (name, value) {
        ("exp" | "iat" | "auth_time" | "updated_at" | "nbf", Value::Number(seconds)) => {
            format!("{seconds} ({})", moment(seconds.as_i64()).unwrap_or_else(|| "no date".to_owned()))
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Array(items)) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (_, other) => other.to_string(),
    }
}

fn moment(seconds: Option<i64>) -> Option<String> {
    OffsetDateTime::from_unix_timestamp(seconds?).ok()?.format(&Rfc3339).ok()
}

fn meaning(claim: &str) -> &'static str {
    let known = MEANINGS.iter().find(|(name, _)| *name == claim);
    known.map_or("A claim that this office adds.", |(_, meaning)| meaning)
}

/// OpenID Connect Core 2, 3.1.3.6 and 5.1; RFC 8176 for `amr`; RP-initiated logout for `sid`.
const MEANINGS: [(&str, &str); 35] = [
    ("acr", "How strongly the person proved who they are."),
    ("address", "The postal address."),
    ("amr", "By which means they proved it, for instance pwd for a password."),
    ("at_hash", "Half a hash of the access token: the two belong together."),
    ("aud", "For which app this token was made. Refuse it if that is not you."),
    ("auth_time", "When the person last proved who they are."),
    ("azp", "The app that asked for the token."),
    ("birthdate", "The date of birth."),
    ("c_hash", "Half a hash of the code: the two belong together."),
    ("email", "The e-mail address. It can change, so do not use it as a key."),
    ("email_verified", "Whether the office has made sure that the address is theirs."),
    ("exp", "Until when the token may be accepted."),
    ("family_name", "The family name."),
    ("gender", "The gender."),
    ("given_name", "The given name."),
    ("groups", "The groups that the person belongs to; a good base for rights in your app."),
    ("iat", "When the token was made."),
    ("iss", "Who made the token: the office's sign-in server."),
    ("jti", "This token's own number."),
    ("locale", "The language that the person prefers."),
    ("middle_name", "The middle name."),
    ("name", "The full name, as shown to others."),
    ("nickname", "The name used among colleagues."),
    ("nonce", "The random value that this app sent: the token answers this very sign-in."),
    ("phone_number", "The telephone number."),
    ("phone_number_verified", "Whether the office has made sure that the number is theirs."),
    ("picture", "The address of a picture."),
    ("preferred_username", "The user name in the office. It can change, so do not use it as a key."),
    ("profile", "The address of a page about the person."),
    ("sid", "The session at the sign-in server, which sign-out refers to."),
    ("sub", "The person, for ever and only once in this office. Use it as the key in your database."),
    ("updated_at", "When the profile was last changed."),
    ("website", "The person's own page."),
    ("zoneinfo", "The time zone."),
    ("nbf", "From when the token may be accepted."),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_are_shown_as_dates_too() {
        let claims = explain(&json!({ "exp": 1_516_239_022 }));
        assert_eq!(claims[0].value, "1516239022 (2018-01-18T01:30:22Z)");
    }

    #[test]
    fn lists_of_words_are_shown_as_words() {
        let claims = explain(&json!({ "groups": ["board", "sales"], "email_verified": true }));
        let values: Vec<_> = claims.iter().map(|claim| claim.value.as_str()).collect();
        assert!(values.contains(&"board, sales") && values.contains(&"true"));
    }

    #[test]
    fn an_unknown_claim_still_has_a_sentence() {
        assert_eq!(explain(&json!({ "shoe_size": 42 }))[0].meaning, "A claim that this office adds.");
    }

    #[test]
    fn a_jwt_is_taken_apart() {
        let part = |value: Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let jwt = format!("{}.{}.c2ln", part(json!({ "alg": "RS256" })), part(json!({ "sub": "a" })));
        let decoded = decode(&jwt).unwrap();
        assert_eq!(decoded.header, r#"{"alg":"RS256"}"#);
        assert_eq!(decoded.claims[0].name, "sub");
        assert!(decode("no jwt").is_none());
    }
}
