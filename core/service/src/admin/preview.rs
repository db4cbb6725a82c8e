//! What an app would be told about a person who signs in to it now, and what that person would be asked.

use domain::api_token::ApiScope;
use domain::claim_rule::{ClaimRule, Place, Told, tell};
use domain::claims_document::TermsChanges;
use domain::client::Client;
use domain::factor::due::Due;
use domain::factor::kind::Kinds;
use domain::factor::policy::Policy;
use domain::id::ClientId;
use domain::session::reached;
use domain::user::User;
use oidc::access_token::AccessTokenClaims;
use oidc::acr::AcrRequest;
use oidc::claims::{self, Person};
use oidc::id_token::IdToken;
use oidc::metadata::AccessTokenFormat;
use oidc::scope::{Scope, Scopes};
use serde_json::{Map, Value};
use store::{ReadTx, StoreError, client_terms, clients, groups};

use super::claims::applied;
use super::users::resolve;
use crate::consent::in_words;
use crate::cx::Cx;
use crate::demand::Demanded;
use crate::rights::{Admin, Denied};
use crate::subject;
use crate::told::{facts, office_rules};

/// What would be told and asked.
#[derive(Debug)]
pub struct Preview {
    /// What the app may ask for.
    pub scopes: Scopes,
    /// Claims of the ID token, with examples where only a sign-in would know.
    pub id_token: Map<String, Value>,
    /// What userinfo would answer.
    pub userinfo: Map<String, Value>,
    /// Claims of the access token, where the app has them as JWTs; nothing otherwise.
    pub access_token: Map<String, Value>,
    /// Where the claims come from that are about the person.
    pub origins: Vec<Origin>,
    /// Why nobody would be let in.
    pub refused: Option<Refusal>,
    /// The second factor.
    pub second_factor: SecondFactor,
    /// Whether the person would be asked what the app may see.
    pub asks_consent: bool,
}

impl Preview {
    /// What rules would tell the app beyond the standard claims: each claim once, as text.
    pub fn told(&self) -> Vec<(String, String)> {
        let mut rows: Vec<(String, String)> = Vec::new();
        for origin in self.origins.iter().filter(|origin| !matches!(origin.cause, Cause::Scope(_))) {
            let place = match origin.place {
                Place::IdToken => &self.id_token,
                Place::Userinfo => &self.userinfo,
                Place::AccessToken => &self.access_token,
            };
            let row = place.get(&origin.claim).map(|value| (origin.claim.clone(), in_words(value)));
            rows.extend(row.filter(|row| !rows.contains(row)));
        }
        rows
    }
}

/// Where a claim comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where it goes.
    pub place: Place,
    /// Its name.
    pub claim: String,
    /// What makes it.
    pub cause: Cause,
}

/// What makes a claim.
#[derive(Debug, PartialEq, Eq)]
pub enum Cause {
    /// A rule of the app's own, by its place in the list and its name.
    ClientRule(usize, String),
    /// A rule for all apps.
    OfficeRule(usize, String),
    /// A scope that the app may ask for.
    Scope(Scope),
}

/// What somebody thinks of laying down, and has not saved: the rest is as it is.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whom the app is for, and what it is told.
    pub terms: TermsChanges,
    /// The rules for all apps.
    pub office_rules: Option<Vec<ClaimRule>>,
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
    /// The app is for others.
    NotForThem,
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
pub fn preview(
    cx: &Cx,
    by: &Admin,
    client: &ClientId,
    user: &str,
    draft: Draft,
) -> Result<Preview, PreviewError> {
    // What it shows of a person is no less than their account.
    by.require_scope(ApiScope::UsersRead)?;
    cx.store().read(|tx| {
        let mut client = clients::find(tx, client)?.ok_or(PreviewError::Unknown)?;
        let user = resolve(tx, user)?.ok_or(PreviewError::UnknownUser)?;
        client.terms = applied(&client.terms, draft.terms);
        let office = draft.office_rules.map_or_else(|| client_terms::office_rules(tx), Ok)?;
        Ok(with_rules(cx, tx, &client, &user, &office_rules(&client, office))?)
    })
}

/// The same inside a transaction, for whoever may look at both.
pub(crate) fn of(cx: &Cx, tx: &ReadTx<'_>, client: &Client, user: &User) -> Result<Preview, StoreError> {
    let office = office_rules(client, client_terms::office_rules(tx)?);
    with_rules(cx, tx, client, user, &office)
}

fn with_rules(
    cx: &Cx,
    tx: &ReadTx<'_>,
    client: &Client,
    user: &User,
    office: &[ClaimRule],
) -> Result<Preview, StoreError> {
    let scopes = client.metadata.scope.clone();
    let refused = match () {
        () if !client.is_active() => Some(Refusal::ClientDisabled),
        () if !user.is_active() => Some(Refusal::UserDisabled),
        () if !client.terms.access.admits(&user.groups) => Some(Refusal::NotForThem),
        () if user.password.is_none() => Some(Refusal::NoPassword),
        () => None,
    };
    let second_factor = second_factor(cx, tx, user, client)?;
    let mut origins = by_scope(user, &scopes);
    let rules: Vec<&ClaimRule> = client.terms.claim_rules.iter().chain(office).collect();
    let mut added = |place| {
        add(&mut origins, (client, office), tell(rules.iter().copied(), &facts(user), place, &scopes), place)
    };
    let sub = subject::of(&cx.app, client, user);
    let mut userinfo = claims::userinfo(&Person { sub: &sub, ..user.person() }, &scopes);
    userinfo.extend(added(Place::Userinfo));
    let id_token = id_token(cx, user, client, &added(Place::IdToken));
    let access_token = match client.metadata.access_token_format {
        AccessTokenFormat::Opaque => Map::new(),
        _ => access_token(cx, (client, &sub), &scopes, &added(Place::AccessToken)),
    };
    Ok(Preview {
        id_token,
        userinfo,
        access_token,
        origins,
        refused,
        second_factor,
        asks_consent: !client.trusted,
        scopes,
    })
}

/// What each scope opens of userinfo.
fn by_scope(user: &User, scopes: &Scopes) -> Vec<Origin> {
    let opened = |scope: Scope| {
        let one: Scopes = std::iter::once(scope).collect();
        let names = claims::userinfo(&user.person(), &one);
        names.into_iter().map(|(claim, _)| claim).filter(|claim| claim != "sub").map(move |claim| Origin {
            place: Place::Userinfo,
            claim,
            cause: Cause::Scope(scope),
        })
    };
    scopes.iter().flat_map(opened).collect()
}

/// Notes what rules made, and gives it back as claims.
fn add(
    origins: &mut Vec<Origin>,
    (client, office): (&Client, &[ClaimRule]),
    told: Vec<Told<'_>>,
    place: Place,
) -> Map<String, Value> {
    let place_of =
        |rules: &[ClaimRule], rule: &ClaimRule| rules.iter().position(|one| std::ptr::eq(one, rule));
    let mut claims = Map::new();
    for Told { rule, value } in told {
        let claim = rule.claim.as_str().to_owned();
        let cause = match place_of(&client.terms.claim_rules, rule) {
            Some(index) => Cause::ClientRule(index, rule.name.clone()),
            None => Cause::OfficeRule(place_of(office, rule).unwrap_or_default(), rule.name.clone()),
        };
        origins.retain(|before| before.place != place || before.claim != claim);
        origins.push(Origin { place, claim: claim.clone(), cause });
        claims.insert(claim, value);
    }
    claims
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

/// As a resource server would read it, after a sign-in by password at this moment.
fn access_token(
    cx: &Cx,
    (client, sub): (&Client, &str),
    scopes: &Scopes,
    told: &Map<String, Value>,
) -> Map<String, Value> {
    let (amr, issuer) = (["pwd".to_owned()], cx.app.issuer());
    let claims = AccessTokenClaims {
        iss: &issuer,
        sub,
        aud: &[&*issuer].into_iter().collect(),
        exp: cx.now + cx.app.settings().number("lifetime.access_token_s"),
        iat: cx.now,
        jti: "…",
        client_id: client.id.as_str(),
        scope: &scopes.to_string(),
        auth_time: Some(cx.now),
        acr: Some(reached(&amr).best().as_str()),
        amr: Some(&amr),
        cnf: None,
        told,
    };
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}

/// As the token endpoint would write it, for a sign-in by password at this moment.
fn id_token(cx: &Cx, user: &User, client: &Client, told: &Map<String, Value>) -> Map<String, Value> {
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
        about: told.clone(),
    };
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}
