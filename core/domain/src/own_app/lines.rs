//! The exact lines that runtimes and well-known apps need to sign people in here. The administrators' app fills in the same.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Preset, presets};

/// Lines for a file or a shell, with names in braces for what differs from office to office.
#[derive(Debug, Deserialize)]
pub struct Lines {
    /// A runtime's id, or a preset's.
    pub id: String,
    /// What a runtime calls itself; a preset has its name elsewhere.
    #[serde(default)]
    pub name: String,
    /// The file or the shell that they belong into.
    pub into: String,
    lines: Vec<String>,
}

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Our address.
    pub issuer: &'a str,
    /// Our host name.
    pub host: &'a str,
    /// Where the name leads to in the network.
    pub address: &'a str,
    /// The file of our CA's certificate.
    pub ca: &'a str,
    /// The app.
    pub client_id: &'a str,
    /// Its secret, or words in its place; where it has none, the lines that would hold it are left out.
    pub secret: Option<&'a str>,
    /// Where people return to.
    pub redirect_uri: &'a str,
}

#[derive(Debug, Default, Deserialize)]
struct Written {
    runtimes: Vec<Lines>,
    itself: Vec<Lines>,
}

fn written() -> &'static Written {
    static WRITTEN: LazyLock<Written> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../../ui/presets/lines.json")).unwrap_or_default()
    });
    &WRITTEN
}

/// Every runtime that there are lines for.
pub fn runtimes() -> &'static [Lines] {
    &written().runtimes
}

/// What is set in a well-known app itself; Apache is a runtime by itself.
pub fn of_preset(preset: &Preset) -> Option<&'static Lines> {
    written().itself.iter().find(|lines| lines.id == preset.id)
}

/// The well-known app that returns to one of these addresses.
pub fn preset_of(redirect_uris: &[String]) -> Option<&'static Preset> {
    let is_of = |preset: &&Preset| {
        let known = !preset.name.is_empty() && !preset.redirect.is_empty();
        known && redirect_uris.iter().any(|uri| uri.ends_with(&preset.redirect))
    };
    presets().iter().find(is_of)
}

impl Lines {
    /// With these facts.
    pub fn fill(&self, facts: &Facts<'_>) -> String {
        let kept = self.lines.iter().filter(|line| facts.secret.is_some() || !line.contains("{secret}"));
        kept.map(|line| fill(line, &self.id, facts)).collect::<Vec<_>>().join("\n")
    }
}

/// Each name once, from the left: what is filled in is not looked at again.
fn fill(line: &str, id: &str, facts: &Facts<'_>) -> String {
    let mut parts = line.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        out.push_str(match name {
            "issuer" => facts.issuer,
            "host" => facts.host,
            "address" => facts.address,
            "ca" => facts.ca,
            "clientId" => facts.client_id,
            "secret" => facts.secret.unwrap_or_default(),
            "redirectUri" => facts.redirect_uri,
            "app" => app_of(id, facts.redirect_uri),
            _ => "",
        });
        out.push_str(rest);
    }
    out
}

/// The app's own address: what stands before the place that its preset returns to.
fn app_of<'a>(id: &str, redirect_uri: &'a str) -> &'a str {
    let preset = presets().iter().find(|preset| preset.id == id);
    preset.and_then(|preset| redirect_uri.strip_suffix(preset.redirect.as_str())).unwrap_or(redirect_uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts<'_> = Facts {
        issuer: "https://o.local:8443",
        host: "o.local",
        address: "10.0.0.5",
        ca: "office-ca.crt",
        client_id: "c1",
        secret: Some("SECRET"),
        redirect_uri: "https://f.example/login/generic_oauth",
    };

    #[test]
    fn every_line_is_filled_in() {
        assert_eq!((runtimes().len(), written().itself.len()), (8, 7));
        for lines in runtimes().iter().chain(&written().itself) {
            let text = lines.fill(&FACTS);
            assert!(text.contains("o.local") && !text.contains(['{', '}']), "{text}");
            let is_of_an_app = !["debian", "windows"].contains(&lines.id.as_str());
            assert_eq!(text.contains("c1") && text.contains("SECRET"), is_of_an_app, "{text}");
        }
    }

    #[test]
    fn a_well_known_app_is_known_by_where_it_returns_to_and_gets_its_own_lines() {
        let grafana = preset_of(&[FACTS.redirect_uri.to_owned()]).unwrap();
        let text = of_preset(grafana).unwrap().fill(&FACTS);
        assert!(text.contains("GF_SERVER_ROOT_URL: \"https://f.example\""), "{text}");
        assert!(preset_of(&["https://f.example/callback".to_owned()]).is_none());
    }

    #[test]
    fn an_app_without_a_secret_gets_no_line_for_one_and_nothing_is_filled_in_twice() {
        let facts = Facts { secret: None, client_id: "{issuer}", ..FACTS };
        for lines in runtimes() {
            assert!(!lines.fill(&facts).to_lowercase().contains("secret="), "{}", lines.id);
        }
        assert!(runtimes()[1].fill(&facts).contains("OIDC_CLIENT_ID={issuer}"));
    }
}
