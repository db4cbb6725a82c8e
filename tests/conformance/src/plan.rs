//! The plans of the suite, with the variants that we run and what the server has to be set to.

use std::collections::BTreeMap;

use crate::error::Error;

/// A plan.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// What we call it on the command line and in files.
    pub(crate) key: &'static str,
    /// What it certifies.
    pub(crate) title: &'static str,
    /// The suite's own name of it.
    pub(crate) name: &'static str,
    /// What the suite lets one choose.
    pub(crate) variant: &'static [(&'static str, &'static str)],
    /// The configuration, with placeholders.
    pub(crate) template: &'static str,
    /// Settings of the server that it needs, beside those that every plan needs.
    pub(crate) settings: &'static [(&'static str, &'static str)],
}

const STATIC: &[(&str, &str)] = &[("server_metadata", "discovery"), ("client_registration", "static_client")];
const LOGOUT: &[(&str, &str)] = &[("client_registration", "static_client"), ("response_type", "code")];
const CODE: &[(&str, &str)] = &[("response_type", "code")];
const SECURITY: &[(&str, &str)] = &[
    ("client_auth_type", "private_key_jwt"),
    ("sender_constrain", "dpop"),
    ("fapi_profile", "plain_fapi"),
    ("openid", "openid_connect"),
    ("authorization_request_type", "simple"),
    ("grant_management", "disabled"),
];
const SIGNING: &[(&str, &str)] = &[
    ("client_auth_type", "private_key_jwt"),
    ("sender_constrain", "dpop"),
    ("fapi_profile", "plain_fapi"),
    ("openid", "openid_connect"),
    ("authorization_request_type", "simple"),
    ("grant_management", "disabled"),
    ("fapi_request_method", "signed_non_repudiation"),
    ("fapi_response_mode", "jarm"),
];

/// What every plan needs: the person of the suite has no second factor.
pub(crate) const OPEN_TO_ALL: &[(&str, &str)] = &[("mfa.policy", "optional")];
/// Clients register themselves, several dozen within minutes and from one address.
const OPEN: &[(&str, &str)] =
    &[("registration.mode", "open"), ("registration.per_hour", "1000"), ("registration.most", "10000")];
/// Beside that, what Dynamic OP demands of old: request objects by address, without a signature too.
const LEGACY: &[(&str, &str)] = &[
    ("registration.mode", "open"),
    ("registration.per_hour", "1000"),
    ("registration.most", "10000"),
    ("oidc.legacy_response_types", "on"),
];

/// All of them, in the order in which they run.
pub(crate) const PLANS: [Plan; 10] = [
    Plan {
        key: "config",
        title: "Config OP",
        name: "oidcc-config-certification-test-plan",
        variant: &[],
        template: include_str!("../plans/config.json"),
        settings: &[],
    },
    Plan {
        key: "basic",
        title: "Basic OP",
        name: "oidcc-basic-certification-test-plan",
        variant: STATIC,
        template: include_str!("../plans/basic.json"),
        settings: &[],
    },
    Plan {
        key: "form-post-basic",
        title: "Form Post OP",
        name: "oidcc-formpost-basic-certification-test-plan",
        variant: STATIC,
        template: include_str!("../plans/form-post-basic.json"),
        settings: &[],
    },
    Plan {
        key: "dynamic",
        title: "Dynamic OP",
        name: "oidcc-dynamic-certification-test-plan",
        variant: CODE,
        template: include_str!("../plans/dynamic.json"),
        settings: LEGACY,
    },
    Plan {
        key: "rp-initiated-logout",
        title: "RP-Initiated Logout OP",
        name: "oidcc-rp-initiated-logout-certification-test-plan",
        variant: LOGOUT,
        template: include_str!("../plans/rp-initiated-logout.json"),
        settings: &[],
    },
    Plan {
        key: "back-channel-logout",
        title: "Back-Channel Logout OP",
        name: "oidcc-backchannel-rp-initiated-logout-certification-test-plan",
        variant: LOGOUT,
        template: include_str!("../plans/back-channel-logout.json"),
        settings: &[],
    },
    Plan {
        key: "front-channel-logout",
        title: "Front-Channel Logout OP",
        name: "oidcc-frontchannel-rp-initiated-logout-certification-test-plan",
        variant: LOGOUT,
        template: include_str!("../plans/front-channel-logout.json"),
        settings: &[],
    },
    Plan {
        key: "third-party-initiated-login",
        title: "3rd Party-Init Login OP",
        name: "oidcc-3rdparty-init-login-certification-test-plan",
        variant: CODE,
        template: include_str!("../plans/third-party-initiated-login.json"),
        settings: OPEN,
    },
    Plan {
        key: "fapi2-security-profile",
        title: "FAPI 2.0 Security Profile (private key + DPoP, OpenID Connect)",
        name: "fapi2-security-profile-final-test-plan",
        variant: SECURITY,
        template: include_str!("../plans/fapi2-security-profile.json"),
        settings: &[],
    },
    Plan {
        key: "fapi2-message-signing",
        title: "FAPI 2.0 Message Signing (JAR + JARM)",
        name: "fapi2-message-signing-final-test-plan",
        variant: SIGNING,
        template: include_str!("../plans/fapi2-message-signing.json"),
        settings: &[],
    },
];

/// The plan of a key.
pub(crate) fn find(key: &str) -> Result<&'static Plan, String> {
    PLANS.iter().find(|plan| plan.key == key).ok_or_else(|| {
        let keys: Vec<&str> = PLANS.iter().map(|plan| plan.key).collect();
        format!("there are the plans {}", keys.join(", "))
    })
}

/// The modules that the suite 5.2 has in a plan with our variant, by the plan's key.
pub(crate) fn modules() -> Result<BTreeMap<String, Vec<String>>, Error> {
    Ok(serde_json::from_str(include_str!("../plans/modules.json"))?)
}

impl Plan {
    /// The variant as the suite's API takes it.
    pub(crate) fn variant_json(&self) -> serde_json::Value {
        self.variant.iter().map(|(name, value)| ((*name).to_owned(), serde_json::json!(value))).collect()
    }

    /// The plan as the suite's own commands write it: name and variant in brackets.
    pub(crate) fn expression(&self) -> String {
        let variant: String = self.variant.iter().map(|(name, value)| format!("[{name}={value}]")).collect();
        format!("{}{variant}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{PLANS, find, modules};

    #[test]
    fn every_plan_has_its_list_of_modules() {
        let modules = modules().unwrap();
        assert_eq!(modules.len(), PLANS.len());
        for plan in &PLANS {
            let listed = &modules[plan.key];
            let mut once = listed.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), listed.len(), "{} names a module twice", plan.key);
            assert!(!listed.is_empty());
        }
    }

    #[test]
    fn what_the_measure_names_is_in_the_lists() {
        let modules = modules().unwrap();
        let has = |plan: &str, names: &[&str]| {
            for name in names {
                assert!(modules[plan].iter().any(|module| module.contains(name)), "{plan} lacks {name}");
            }
        };
        has("basic", &["response-type-missing", "userinfo-post-body", "scope-all", "max-age-10000"]);
        has(
            "basic",
            &["codereuse-30seconds", "ensure-registered-redirect-uri", "valid-pkce", "id-token-hint"],
        );
        has("basic", &["claims-essential", "refresh-token", "unsigned-request-object", "client-secret-post"]);
        has("dynamic", &["idtoken-rs256", "userinfo-rs256", "regfrag", "rotate-keys", "sector-bad"]);
        has("dynamic", &["rp-key-rotation", "request-uri-signed-rs256", "client-assertion-with-iss-aud"]);
        has(
            "rp-initiated-logout",
            &["modified-id-token-hint", "only-state", "query-added", "bad-id-token-hint"],
        );
        has("fapi2-security-profile", &["user-rejects", "dpop-negative", "prior-to-auth-completion"]);
        has("fapi2-message-signing", &["with-exp-over-60", "unsigned-request-at-par", "multiple-aud"]);
        assert_eq!(modules["form-post-basic"], modules["basic"]);
    }

    #[test]
    fn a_plan_is_found_by_its_key_and_written_with_its_variant() {
        assert_eq!(
            find("basic").unwrap().expression(),
            "oidcc-basic-certification-test-plan[server_metadata=discovery][client_registration=static_client]"
        );
        assert!(find("basics").unwrap_err().contains("form-post-basic"));
    }
}
