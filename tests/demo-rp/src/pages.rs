//! The app's pages, from templates checked at compile time.

pub(crate) mod problem;

use askama::Template;

use crate::claims::{Claim, Decoded, decode, explain};
use crate::config::Config;
use crate::pages::problem::Explanation;
use crate::provider::SignedIn;

/// The start page of somebody who is not signed in.
#[derive(Template)]
#[template(path = "signed_out.html")]
pub(crate) struct SignedOut<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    pub(crate) redirect_uri: &'a str,
    /// They come from a sign-out.
    pub(crate) goodbye: bool,
    /// A sign-in was begun and its answer never came.
    pub(crate) waiting: bool,
}

impl<'a> SignedOut<'a> {
    pub(crate) fn new(config: &'a Config, redirect_uri: &'a str) -> Self {
        let client_id = config.client_id.as_str();
        Self { issuer: config.issuer.as_str(), client_id, redirect_uri, goodbye: false, waiting: false }
    }
}

/// The start page of somebody who is signed in: their claims and tokens, explained.
#[derive(Template)]
#[template(path = "signed_in.html")]
pub(crate) struct Welcome {
    pub(crate) name: String,
    issuer: String,
    form_token: String,
    userinfo: Vec<Claim>,
    id_token: Option<Decoded>,
    access_token_start: String,
    access_lifetime_s: Option<u64>,
    scopes: String,
    refreshable: bool,
    refreshed: bool,
}

impl Welcome {
    pub(crate) fn new(config: &Config, signed_in: &SignedIn, form_token: &str, refreshed: bool) -> Self {
        let userinfo = explain(&serde_json::to_value(&signed_in.userinfo).unwrap_or_default());
        let name = userinfo.iter().find(|claim| claim.name == "name").map(|claim| claim.value.clone());
        Self {
            name: name.unwrap_or_else(|| signed_in.subject.to_string()),
            issuer: config.issuer.to_string(),
            form_token: form_token.to_owned(),
            userinfo,
            id_token: decode(&signed_in.id_token.to_string()),
            // Enough to see that it changes, too little to use.
            access_token_start: signed_in.access_token.secret().chars().take(6).collect(),
            access_lifetime_s: signed_in.access_lifetime_s,
            scopes: signed_in.scopes.join(" "),
            refreshable: signed_in.refresh_token.is_some(),
            refreshed,
        }
    }
}

/// What went wrong and what mends it.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) explanation: Explanation,
}
