//! What an app would be told about a person who signs in to it now, and what that person would be asked.

use domain::api_token::ApiScope;
use domain::client::Client;
use domain::factor::due::Due;
use domain::factor::kind::Kinds;
use domain::factor::policy::Policy;
use domain::id::ClientId;
use domain::session::reached;
use domain::user::User;
use oidc::acr::AcrRequest;
use oidc::claims::{self, Person};
use oidc::id_token::IdToken;
use oidc::scope::Scopes;
use serde_json::{Map, Value};
use store::{ReadTx, StoreError, clients, groups};

use super::users::resolve;
use crate::cx::Cx;
use crate::demand::Demanded;
use crate::rights::{Admin, Denied};
use crate::subject;

/// What would be told and asked.
#[derive(Debug)]
pub struct Preview {
    /// What the app may ask for.
    pub scopes: Scopes,
    /// Claims of the ID token, with examples where only a sign-in would know.
    pub id_token: Map<String, Value>,
    /// What userinfo would answer.
    pub userinfo: Map<String, Value>,
    /// Why nobody would be let in.
    pub refused: Option<Refusal>,
    /// The second factor.
    pub second_factor: SecondFactor,
    /// Whether the person would be asked what the app may see.
    pub asks_consent: bool,
}

/// Why somebody would not be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The app is switched off.
    ClientDisabled,
    /// The account is switched off.
    UserDisabled,
    /// The account has no password yet.
    NoPassword,
}

/// The second factor, asked or not.
#[derive(Debug)]
pub struct SecondFactor {
    /// What would be due behind the password.
    pub due: Due,
    /// The policy that is in force.
    pub policy: Policy,
    /// The factors that count.
    pub accepted: Kinds,
    /// Who says something to it.
    pub because: Vec<Because>,
}

/// Who asks for what.
#[derive(Debug)]
pub struct Because {
    /// Who.
    pub source: Source,
    /// The group's or the app's name; empty for others.
    pub name: String,
    /// The policy that it names.
    pub policy: Option<Policy>,
    /// The factors that it accepts; nothing where it takes all.
    pub accepted: Option<Kinds>,
}

/// Whose word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The setting.
    Office,
    /// The account's own.
    Person,
    /// A group.
    Group,
    /// The app.
    Client,
}

/// Why nothing can be told.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such client.
    #[error("there is no such client")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// What the app would be told and the person be asked.
pub fn preview(cx: &Cx, by: &Admin, client: &ClientId, user: &str) -> Result<Preview, PreviewError> {
    // What it shows of a person is no less than their account.
    by.require_scope(ApiScope::UsersRead)?;
    cx.store().read(|tx| {
        let client = clients::find(tx, client)?.ok_or(PreviewError::Unknown)?;
        let user = resolve(tx, user)?.ok_or(PreviewError::UnknownUser)?;
        Ok(of(cx, tx, &client, &user)?)
    })
}

/// The same inside a transaction, for whoever may look at both.
pub(crate) fn of(cx: &Cx, tx: &ReadTx<'_>, client: &Client, user: &User) -> Result<Preview, StoreError> {
    let scopes = client.metadata.scope.clone();
    let refused = match () {
        () if !client.is_active() => Some(Refusal::ClientDisabled),
        () if !user.is_active() => Some(Refusal::UserDisabled),
        () if user.password.is_none() => Some(Refusal::NoPassword),
        () => None,
    };
    let second_factor = second_factor(cx, tx, user, client)?;
    let sub = subject::of(&cx.app, client, user);
    Ok(Preview {
        id_token: id_token(cx, user, client),
        userinfo: claims::userinfo(&Person { sub: &sub, ..user.person() }, &scopes),
        refused,
        second_factor,
        asks_consent: !client.trusted,
        scopes,
    })
}

fn second_factor(cx: &Cx, tx: &ReadTx<'_>, user: &User, client: &Client) -> Result<SecondFactor, StoreError> {
    let demanded = Demanded::for_client(cx, tx, user, client, AcrRequest::default())?;
    let due = demanded.standing(&["pwd".to_owned()], false, false).due();
    let because =
        |source, name: &str, policy, accepted| Because { source, name: name.to_owned(), policy, accepted };
    let office = Policy::parse(cx.app.settings().text("mfa.policy"));
    let mut all = vec![because(Source::Office, "", Some(office), None)];
    if let Some(own) = user.mfa_policy {
        all.push(because(Source::Person, "", Some(own), None));
    }
    for name in &user.groups {
        let rule = groups::find_by_name(tx, name)?.map(|group| group.rule).unwrap_or_default();
        if rule.policy.is_some() || rule.accepted.is_some() {
            all.push(because(Source::Group, name, rule.policy, rule.accepted));
        }
    }
    if client.rule.policy.is_some() || client.rule.accepted.is_some() {
        all.push(because(Source::Client, client.display_name(), client.rule.policy, client.rule.accepted));
    }
    Ok(SecondFactor { due, policy: demanded.demand.policy, accepted: demanded.demand.accepted, because: all })
}

/// As the token endpoint would write it, for a sign-in by password at this moment.
fn id_token(cx: &Cx, user: &User, client: &Client) -> Map<String, Value> {
    let amr = ["pwd".to_owned()];
    let (issuer, sub) = (cx.app.issuer(), subject::of(&cx.app, client, user));
    let claims = IdToken {
        iss: &issuer,
        sub: &sub,
        aud: client.id.as_str(),
        exp: cx.now + cx.app.settings().number("lifetime.access_token_s"),
        iat: cx.now,
        auth_time: cx.now,
        nonce: None,
        acr: reached(&amr).best().as_str(),
        amr: &amr,
        at_hash: None,
        c_hash: None,
        s_hash: None,
        sid: "…",
        about: Map::new(),
    };
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}
