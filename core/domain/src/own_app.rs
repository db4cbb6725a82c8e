//! Apps that people register for themselves: what they may be, and how what was typed becomes a registration. They prove
//! themselves by a secret, or by nothing where they can keep none. Keys and certificates are an administrator's to choose,
//! since the server calls for the ones and the office's CA vouches by the others; whoever owns the app keeps the choice.

pub mod lines;

use std::sync::LazyLock;

use oidc::metadata::ClientMetadata;
use oidc::redirect_uri::{UriError, check_elsewhere};
use oidc::shown::is_shown;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use url::Url;

use crate::claim_rule::{ClaimRule, read_all};

/// The scopes that such an app may ask for.
pub const SCOPES: [&str; 5] = ["openid", "profile", "email", "groups", "offline_access"];
/// The longest name, in characters.
pub const MAX_NAME: usize = 60;
/// The most addresses of one kind.
pub const MAX_ADDRESSES: usize = 10;

/// A well-known app: where it wants people to return to, and what it asks for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preset {
    /// Its name in forms.
    pub id: String,
    /// What it calls itself; none for an app of somebody's own.
    pub name: String,
    /// Behind the app's address.
    pub redirect: String,
    /// Where people stand after signing out, behind the app's address.
    pub signed_out: String,
    /// What it asks for.
    pub scope: String,
    /// How it proves itself at the token endpoint.
    pub auth: String,
    /// Where its manual speaks of it.
    pub manual: String,
    /// Whether it sends PKCE (RFC 7636), so that sign-ins without it can be refused.
    pub pkce: bool,
    /// What it is told beyond its scopes, as its manual wants it. Ours, and nothing that the person may type: rules of their
    /// own are an administrator's.
    #[serde(rename = "claim_rules", default, deserialize_with = "rules")]
    pub claim_rules: Vec<ClaimRule>,
}

fn rules<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ClaimRule>, D::Error> {
    read_all(&Value::deserialize(deserializer)?).map_err(|_| D::Error::custom("no claim rules"))
}

/// The same list as in the administrators' app. The last one is an app of somebody's own.
pub fn presets() -> &'static [Preset] {
    static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../ui/presets/presets.json")).unwrap_or_default()
    });
    &PRESETS
}

/// The preset of a name.
pub fn find_preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

/// Where an app runs, and so whether it can keep a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// On a server: it keeps a secret.
    #[default]
    Server,
    /// In browsers: it keeps none, and proves each sign-in by PKCE.
    Browser,
    /// On people's computers and phones: it keeps none either, and may return to a scheme of its own.
    Device,
}

impl Place {
    /// As forms spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Browser => "browser",
            Self::Device => "device",
        }
    }

    /// Reads it; a server where nothing known is said.
    pub fn read(text: &str) -> Self {
        [Self::Browser, Self::Device].into_iter().find(|place| place.as_str() == text).unwrap_or_default()
    }

    /// Where a registered app runs.
    pub fn of(metadata: &ClientMetadata) -> Self {
        match () {
            () if metadata.is_native() => Self::Device,
            () if metadata.is_public() => Self::Browser,
            () => Self::Server,
        }
    }
}

/// What somebody typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The name that people see.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Where people return to after signing in, one a line.
    pub redirects: String,
    /// Where people return to after signing out, one a line.
    pub signed_out: String,
    /// Where it is told that a session has ended; nowhere where empty.
    pub told: String,
    /// Where it runs.
    pub place: Place,
}

/// What is wrong with what was typed, in the order of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No name.
    NameMissing,
    /// Too long, or with characters that hide or turn others.
    Name,
    /// No address.
    AddressMissing,
    /// Not an address of the web, or not encrypted.
    Address,
    /// Nowhere to return to.
    RedirectMissing,
    /// Too many addresses to return to.
    TooManyRedirects,
    /// One that cannot be.
    Redirect {
        /// As it was typed.
        uri: String,
        /// Why.
        why: UriError,
    },
    /// Too many addresses to stand at after signing out.
    TooManySignedOut,
    /// One that cannot be.
    SignedOut {
        /// As it was typed.
        uri: String,
        /// Why.
        why: UriError,
    },
    /// An address to be told at that cannot be.
    Told {
        /// As it was typed.
        uri: String,
        /// Why.
        why: UriError,
    },
}

impl Typed {
    /// What stands in the form of a registered app.
    pub fn of(metadata: &ClientMetadata) -> Self {
        Self {
            name: metadata.client_name.clone(),
            address: metadata.client_uri.clone().unwrap_or_default(),
            redirects: metadata.redirect_uris.join("\n"),
            signed_out: metadata.post_logout_redirect_uris.join("\n"),
            told: metadata.backchannel_logout_uri.clone().unwrap_or_default(),
            place: Place::of(metadata),
        }
    }

    /// The registration of a new app. Where no address to return to was typed, the preset's stands behind the app's own.
    pub fn register(&self, preset: &Preset, issuer: &str) -> Result<ClientMetadata, Vec<Fault>> {
        let base = self.address.trim().trim_end_matches(['/', '?', '#']);
        let or_made = |typed: &str, path: &str| match typed.trim() {
            // Nothing is made of an address that is refused itself.
            "" if !is_address(base) => String::new(),
            "" => format!("{base}{path}"),
            typed => typed.to_owned(),
        };
        let whole = Self {
            redirects: or_made(&self.redirects, &preset.redirect),
            signed_out: or_made(&self.signed_out, &preset.signed_out),
            ..self.clone()
        };
        let auth = if self.place == Place::Server { preset.auth.as_str() } else { "none" };
        whole.read(&preset.scope, auth, preset.pkce, issuer)
    }

    /// The registration of an app that is there, with what was typed in the place of what it had. How it proves itself,
    /// where it runs and what it may ask for stay.
    pub fn change(&self, known: &ClientMetadata, issuer: &str) -> Result<ClientMetadata, Vec<Fault>> {
        let changed = Self { place: Place::of(known), ..self.clone() };
        let read = changed.read("openid", "none", known.require_pkce, issuer)?;
        Ok(ClientMetadata {
            client_name: read.client_name,
            client_uri: read.client_uri,
            redirect_uris: read.redirect_uris,
            post_logout_redirect_uris: read.post_logout_redirect_uris,
            backchannel_logout_uri: read.backchannel_logout_uri,
            ..known.clone()
        })
    }

    fn read(&self, scope: &str, auth: &str, pkce: bool, issuer: &str) -> Result<ClientMetadata, Vec<Fault>> {
        let mut faults = Vec::new();
        let name = self.name.trim();
        if name.is_empty() {
            faults.push(Fault::NameMissing);
        } else if name.chars().count() > MAX_NAME || !name.chars().all(is_shown) {
            faults.push(Fault::Name);
        }
        let address = self.address.trim();
        let of_address = match (address, self.place) {
            // What runs on people's devices need not have a page.
            ("", Place::Device) => None,
            ("", _) => Some(Fault::AddressMissing),
            _ if is_address(address) => None,
            _ => Some(Fault::Address),
        };
        let is_address_wrong = of_address.is_some();
        faults.extend(of_address);
        let (redirects, signed_out) = (lines(&self.redirects), lines(&self.signed_out));
        // Where the address is at fault, nothing was made of it, and that is said already.
        if redirects.is_empty() && !is_address_wrong {
            faults.push(Fault::RedirectMissing);
        }
        if redirects.len() > MAX_ADDRESSES {
            faults.push(Fault::TooManyRedirects);
        }
        faults.extend(self.refused(&redirects, issuer).map(|(uri, why)| Fault::Redirect { uri, why }));
        if signed_out.len() > MAX_ADDRESSES {
            faults.push(Fault::TooManySignedOut);
        }
        faults.extend(self.refused(&signed_out, issuer).map(|(uri, why)| Fault::SignedOut { uri, why }));
        faults.extend(fault_of_told(self.told.trim(), issuer));
        if !faults.is_empty() {
            return Err(faults);
        }
        let metadata = self.metadata(name, address, (&redirects, &signed_out), (scope, auth, pkce));
        // What is looked at here is all that the protocol's own reading refuses.
        ClientMetadata::parse(&metadata).map(|parsed| parsed.metadata).map_err(|_| vec![Fault::Address])
    }

    fn metadata(
        &self,
        name: &str,
        address: &str,
        (redirects, signed_out): (&[&str], &[&str]),
        (scope, auth, pkce): (&str, &str, bool),
    ) -> Value {
        let scopes: Vec<&str> = scope.split_whitespace().filter(|scope| SCOPES.contains(scope)).collect();
        let mut grants = vec!["authorization_code"];
        if scopes.contains(&"offline_access") {
            grants.push("refresh_token");
        }
        let mut metadata = json!({
            "client_name": name,
            "redirect_uris": redirects,
            "post_logout_redirect_uris": signed_out,
            "grant_types": grants,
            "response_types": ["code"],
            "scope": scopes.join(" "),
            "token_endpoint_auth_method": auth,
            "require_pkce": pkce || auth == "none",
        });
        if let Some(object) = metadata.as_object_mut() {
            for (member, uri) in [("client_uri", address), ("backchannel_logout_uri", self.told.trim())] {
                if !uri.is_empty() {
                    object.insert(member.into(), uri.into());
                }
            }
            let kind = if self.place == Place::Device { "native" } else { "web" };
            object.insert("application_type".into(), kind.into());
        }
        metadata
    }

    fn refused<'a>(
        &self,
        uris: &'a [&'a str],
        issuer: &'a str,
    ) -> impl Iterator<Item = (String, UriError)> + use<'a> {
        let native = self.place == Place::Device;
        uris.iter().filter_map(move |uri| {
            let why = check_elsewhere(uri, native, issuer).err()?;
            Some((uri.chars().take(200).collect(), why))
        })
    }
}

/// Only the office's own apps are called on this machine, without TLS.
fn fault_of_told(uri: &str, issuer: &str) -> Option<Fault> {
    let why = match check_elsewhere(uri, false, issuer) {
        _ if uri.is_empty() => return None,
        Err(why) => why,
        Ok(()) if uri.starts_with("https:") => return None,
        Ok(()) => UriError::PlainHttp,
    };
    Some(Fault::Told { uri: uri.chars().take(200).collect(), why })
}

fn lines(text: &str) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

/// An app's page: encrypted, or on the developer's own machine.
fn is_address(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let is_fit = url.scheme() == "https" || url.scheme() == "http" && is_local;
    is_fit
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && text.len() <= 2_048
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://office.local:8443";

    fn typed(name: &str, address: &str, redirects: &str) -> Typed {
        Typed { name: name.into(), address: address.into(), redirects: redirects.into(), ..Typed::default() }
    }

    fn own() -> &'static Preset {
        find_preset("own").unwrap()
    }

    #[test]
    fn every_preset_is_taken_and_keeps_to_the_limits() {
        assert!(presets().len() >= 9 && presets().last().unwrap().id == "own");
        for preset in presets() {
            let made = typed("App", "https://app.example/", "").register(preset, ISSUER).unwrap();
            assert!(made.redirect_uris[0].starts_with("https://app.example"), "{}", preset.id);
            assert!(made.scope.to_string().split(' ').all(|scope| SCOPES.contains(&scope)), "{}", preset.id);
            assert!(!made.is_public() && !made.is_native(), "{}", preset.id);
        }
        assert_eq!(find_preset("grafana").unwrap().claim_rules.len(), 1, "its role");
    }

    #[test]
    fn what_runs_in_browsers_or_on_devices_keeps_no_secret() {
        for place in [Place::Browser, Place::Device] {
            let made =
                Typed { place, ..typed("App", "https://app.example", "") }.register(own(), ISSUER).unwrap();
            assert!(made.is_public() && made.demands_pkce());
            assert_eq!(Place::of(&made), place);
        }
        let own_scheme = Typed { place: Place::Device, ..typed("App", "", "com.example.app:/back") }
            .register(own(), ISSUER);
        assert_eq!(own_scheme.unwrap().redirect_uris, ["com.example.app:/back"]);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let faults = |typed: Typed| typed.register(own(), ISSUER).unwrap_err();
        assert_eq!(faults(typed("", "", "")), [Fault::NameMissing, Fault::AddressMissing]);
        let on_devices = Typed { place: Place::Device, ..typed("A", "", "") };
        assert_eq!(faults(on_devices), [Fault::RedirectMissing]);
        assert_eq!(faults(typed(&"x".repeat(61), "https://a.example", "")), [Fault::Name]);
        for address in ["a.example", "http://a.example", "javascript:alert(1)", "https://u:p@a.example"] {
            assert_eq!(faults(typed("A", address, "https://a.example/cb")), [Fault::Address], "{address}");
        }
        let wrong = |uri: &str, why| vec![Fault::Redirect { uri: uri.into(), why }];
        for (uri, why) in [
            ("https://*.a.example/cb", UriError::Characters),
            ("https://a.example/cb#x", UriError::Fragment),
            ("http://a.example/cb", UriError::PlainHttp),
            ("/cb", UriError::NotAbsolute),
            ("https://office.local:8443/account", UriError::Ours),
            ("https://OFFICE.local.:8443/", UriError::Ours),
        ] {
            assert_eq!(faults(typed("A", "https://a.example", uri)), wrong(uri, why));
        }
        for (told, why) in [
            ("http://localhost:3000/out", UriError::PlainHttp),
            ("https://office.local:8443/out", UriError::Ours),
            ("app.example/out", UriError::NotAbsolute),
        ] {
            let typed =
                Typed { told: told.into(), ..typed("A", "https://a.example", "https://a.example/cb") };
            assert_eq!(faults(typed), [Fault::Told { uri: told.into(), why }]);
        }
        let many: String = (0..11).map(|n| format!("https://a.example/{n}\n")).collect();
        assert_eq!(faults(typed("A", "https://a.example", &many)), [Fault::TooManyRedirects]);
    }

    #[test]
    fn a_change_keeps_what_the_form_does_not_show() {
        let made =
            typed("A", "https://a.example", "").register(find_preset("grafana").unwrap(), ISSUER).unwrap();
        let changed =
            Typed { place: Place::Device, ..typed("B", "https://b.example", "https://b.example/cb\n\n") };
        let changed = Typed { told: " https://b.example/out ".into(), ..changed };
        let after = changed.change(&made, ISSUER).unwrap();
        assert_eq!(after.backchannel_logout_uri.as_deref(), Some("https://b.example/out"));
        assert_eq!(
            (after.client_name.as_str(), after.redirect_uris.as_slice()),
            ("B", &["https://b.example/cb".to_owned()][..])
        );
        assert_eq!((&after.scope, after.require_pkce), (&made.scope, true));
        assert!(!after.is_native() && !after.is_public());
    }
}
