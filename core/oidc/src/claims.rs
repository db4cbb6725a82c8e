//! The standard claims about a person (OIDC Core 5.1) and which scope opens which (5.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::claims_request::AskedClaims;
use crate::scope::{self, Scope, Scopes};

/// Postal address (OIDC Core 5.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Full address, lines separated by newlines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// State or province.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// What a person's account says about them, apart from identity and address for mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StandardClaims {
    /// Full name as shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// Casual name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Overrides the user name as `preferred_username`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_username: Option<String>,
    /// URL of a profile page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// URL of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// URL of a web site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// `YYYY-MM-DD` or `YYYY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthdate: Option<String>,
    /// Time zone such as `Europe/Berlin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zoneinfo: Option<String>,
    /// Language such as `de-DE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Phone number, E.164 recommended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Whether somebody checked the number.
    pub phone_number_verified: bool,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// A person as the claims see them.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Subject identifier: never changes, never used again.
    pub sub: &'a str,
    /// User name.
    pub username: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// Whether the address was confirmed.
    pub email_verified: bool,
    /// When the account last changed, seconds since 1970.
    pub updated_at: i64,
    /// Names of the groups.
    pub groups: &'a [String],
    /// The rest.
    pub claims: &'a StandardClaims,
}

/// Names of all claims that can come, for discovery.
pub const SUPPORTED: &[&str] = &[
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "at_hash",
    "sid",
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
    "updated_at",
    "email",
    "email_verified",
    "address",
    "phone_number",
    "phone_number_verified",
    "groups",
    "jti",
    "azp",
];

/// The scope that opens a claim about a person (OIDC Core 5.4); nothing for a claim that is about the sign-in, or that we
/// do not know.
pub fn scope_of(name: &str) -> Option<Scope> {
    Some(match name {
        "name" | "given_name" | "family_name" | "middle_name" | "nickname" | "preferred_username"
        | "profile" | "picture" | "website" | "gender" | "birthdate" | "zoneinfo" | "locale"
        | "updated_at" => Scope::Profile,
        "email" | "email_verified" => Scope::Email,
        "address" => Scope::Address,
        "phone_number" | "phone_number_verified" => Scope::Phone,
        "groups" => Scope::Groups,
        _ => return None,
    })
}

/// What is asked for one by one (OIDC Core 5.5). A claim without a value, or of another value than the one that is wanted,
/// is left out.
pub fn asked(person: &Person<'_>, asked: &AskedClaims) -> Map<String, Value> {
    if asked.is_empty() {
        return Map::new();
    }
    let mut all = userinfo(person, &scope::ALL.into_iter().collect());
    all.retain(|name, value| {
        scope_of(name).is_some() && asked.get(name).is_some_and(|claim| claim.takes(value))
    });
    all
}

/// The userinfo answer for the granted scopes (OIDC Core 5.3.2). A claim without a value is left out.
pub fn userinfo(person: &Person<'_>, scopes: &Scopes) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("sub".into(), json!(person.sub));
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            out.insert(name.to_owned(), value);
        }
    };
    let c = person.claims;
    if scopes.contains(Scope::Profile) {
        let texts = [
            ("name", &c.name),
            ("given_name", &c.given_name),
            ("family_name", &c.family_name),
            ("middle_name", &c.middle_name),
            ("nickname", &c.nickname),
            ("profile", &c.profile),
            ("picture", &c.picture),
            ("website", &c.website),
            ("gender", &c.gender),
            ("birthdate", &c.birthdate),
            ("zoneinfo", &c.zoneinfo),
            ("locale", &c.locale),
        ];
        for (name, value) in texts {
            put(name, json!(value));
        }
        put("preferred_username", json!(c.preferred_username.as_deref().unwrap_or(person.username)));
        put("updated_at", json!(person.updated_at));
    }
    if scopes.contains(Scope::Email) {
        put("email", json!(person.email));
        put("email_verified", json!(person.email_verified));
    }
    if scopes.contains(Scope::Address) {
        put("address", json!(c.address));
    }
    if scopes.contains(Scope::Phone) && c.phone_number.is_some() {
        put("phone_number", json!(c.phone_number));
        put("phone_number_verified", json!(c.phone_number_verified));
    }
    if scopes.contains(Scope::Groups) {
        put("groups", json!(person.groups));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims_request::ClaimsRequest;

    #[test]
    fn oidc_core_5_4_each_scope_opens_its_claims_and_no_other() {
        let claims = StandardClaims {
            name: Some("Mira Vantongel".into()),
            phone_number: Some("+32 1".into()),
            address: Some(Address { locality: Some("Gent".into()), ..Address::default() }),
            ..StandardClaims::default()
        };
        let groups = vec!["Design".to_owned()];
        let person = Person {
            sub: "s",
            username: "mira",
            email: "m@x.example",
            email_verified: true,
            updated_at: 7,
            groups: &groups,
            claims: &claims,
        };
        let names = |scope: &str| {
            userinfo(&person, &Scopes::parse(scope)).keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names("openid"), "sub");
        assert_eq!(names("openid email"), "email email_verified sub");
        assert_eq!(names("openid profile"), "name preferred_username sub updated_at");
        assert_eq!(names("openid phone"), "phone_number phone_number_verified sub");
        assert_eq!(userinfo(&person, &Scopes::parse("address"))["address"], json!({"locality": "Gent"}));
        assert_eq!(userinfo(&person, &Scopes::parse("groups"))["groups"], json!(["Design"]));
        let by_name = |text: &str| {
            let request = ClaimsRequest::parse(&format!(r#"{{"userinfo":{text}}}"#)).unwrap();
            asked(&person, &request.userinfo).keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(by_name(r#"{"name":null,"gender":null,"sub":null,"unknown":null}"#), "name");
        assert_eq!(
            by_name(r#"{"email_verified":{"value":true},"email":{"value":"other"}}"#),
            "email_verified"
        );
        for name in userinfo(&person, &scope::ALL.into_iter().collect()).keys().filter(|name| *name != "sub")
        {
            let scope = scope_of(name).unwrap();
            assert!(userinfo(&person, &[scope].into_iter().collect()).contains_key(name), "{name}");
        }
    }
}
