//! Apps that people sign in to.

use domain::audit::Event;
use domain::call::Reach;
use domain::claims_document::TermsChanges;
use domain::client::{Client, ClientState, SecretSource, StoredSecret, Terms};
use domain::factor::policy::Rule;
use domain::id::{ClientId, UserId};
use domain::registration::SelfRegistered;
use domain::secret::Secret;
use domain::user::folded;
use oidc::metadata::ClientMetadata;
use serde::{Deserialize, Serialize};
use store::{StoreError, WriteTx, clients, users};

use super::FieldProblem;
use super::claims::{applied, claims_of, wrong_terms};
use super::rule::{RuleChanges, with_rule};
use super::tag::Changed;
use super::users::resolve;
use crate::access::end_lost;
use crate::cx::Cx;
use crate::outside::NotIssued;
use crate::rights::{Admin, Denied};
use crate::sector::{self, SectorError};

/// A client to make.
#[derive(Debug)]
pub struct NewClient {
    /// What it registers.
    pub metadata: ClientMetadata,
    /// Whether people are not asked for consent.
    pub trusted: bool,
    /// Whether refresh tokens rotate although it has a secret.
    pub rotates_refresh_tokens: bool,
    /// What it adds to the second factor of those who sign in to it.
    pub rule: Rule,
    /// What the office lays down for it.
    pub terms: TermsChanges,
}

/// A client as it comes from elsewhere.
#[derive(Debug)]
pub struct ImportedClient {
    /// The client.
    pub new: NewClient,
    /// The id that it has there.
    pub id: Option<ClientId>,
    /// The secret that it has there.
    pub secret: Option<Secret>,
}

/// What to change about a client; what is absent stays.
#[derive(Debug, Default)]
pub struct ClientChanges {
    /// All metadata.
    pub metadata: Option<ClientMetadata>,
    /// Whether people are not asked for consent.
    pub trusted: Option<bool>,
    /// Whether refresh tokens rotate although it has a secret.
    pub rotates_refresh_tokens: Option<bool>,
    /// Whether it may be used.
    pub state: Option<ClientState>,
    /// What it adds to the second factor of those who sign in to it.
    pub rule: RuleChanges,
    /// What the office lays down for it.
    pub terms: TermsChanges,
    /// Whose it is, by id, address or user name; nobody's: the office's own.
    pub owner: Option<Option<String>>,
}

/// A client that was made, and its secret, which is shown once.
#[derive(Debug)]
pub struct Registered {
    /// The client.
    pub client: Client,
    /// Absent for public clients, and for imported secrets.
    pub secret: Option<Secret>,
}

/// Why a client cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Fields that cannot be taken.
    #[error("{} fields cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// Items of a list cannot be taken.
    #[error("{} of the list's fields cannot be taken; nothing was imported", .0.len())]
    Items(Vec<FieldProblem>),
    /// No certificate was issued.
    #[error(transparent)]
    NotIssued(#[from] NotIssued),
    /// There is no old secret that still works.
    #[error("there is no old secret that still works")]
    NoOldSecret,
    /// A public client has no secret, nor has one that proves itself by a key or a certificate.
    #[error("this client has no secret: it is public, or proves itself by a key or a certificate")]
    Public,
    /// An app that registered itself is never trusted.
    #[error("people are always asked about an app that registered itself")]
    SelfRegistered,
    /// It does not belong to the sector that it names.
    #[error(transparent)]
    Sector(#[from] SectorError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such client.
    #[error("there is no such client")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownOwner,
}

/// What a list of clients is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When it was registered.
    #[default]
    Created,
    /// The name that people see.
    Name,
    /// When it was changed.
    Updated,
}

/// Who registered a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisteredBy {
    /// The office.
    Office,
    /// A person, who looks after it.
    Person,
    /// The app itself.
    Itself,
}

impl RegisteredBy {
    /// Who registered this one.
    pub fn of(client: &Client) -> Self {
        match (&client.self_registered, &client.owner) {
            (Some(_), _) => Self::Itself,
            (None, Some(_)) => Self::Person,
            (None, None) => Self::Office,
        }
    }
}

/// Clients with `search` in their name, id or one of their addresses, in this order.
pub async fn list(
    cx: &Cx,
    _by: &Admin,
    (search, state, registered): (&str, Option<ClientState>, Option<RegisteredBy>),
    (by, descending): (By, bool),
) -> Result<Vec<Client>, StoreError> {
    let mut found = cx.store().scan(clients::list).await?;
    let search = folded(search);
    let has = |text: &str| folded(text).contains(&search);
    found.retain(|client| {
        state.is_none_or(|state| client.state == state)
            && registered.is_none_or(|by| by == RegisteredBy::of(client))
            && (has(client.display_name())
                || has(client.id.as_str())
                || client.metadata.redirect_uris.iter().any(|uri| has(uri)))
    });
    match by {
        By::Created => found.sort_by_key(|client| client.created_at),
        By::Name => found.sort_by_cached_key(|client| folded(client.display_name())),
        By::Updated => found.sort_by_key(|client| client.updated_at),
    }
    if descending {
        found.reverse();
    }
    Ok(found)
}

/// The client of an id.
pub fn find(cx: &Cx, _by: &Admin, id: &ClientId) -> Result<Option<Client>, StoreError> {
    cx.store().read(|tx| clients::find(tx, id))
}

/// Makes a client.
pub async fn create(cx: &Cx, _by: &Admin, new: NewClient) -> Result<Registered, ClientError> {
    sector::check(cx, &new.metadata, Reach::Office).await?;
    let terms = new.terms.clone();
    let registered = register(cx, ImportedClient { new, id: None, secret: None });
    let (event, now) = (created(cx, &registered.client), cx.now);
    cx.store()
        .write(move |tx| {
            refuse(wrong_terms(tx, "", &terms)?)?;
            clients::insert(tx, &registered.client)?;
            store::audit::append(tx, event, now)?;
            Ok(registered)
        })
        .await
}

/// Brings all clients of a list in, or none.
pub async fn import(cx: &Cx, _by: &Admin, list: Vec<ImportedClient>) -> Result<Vec<Registered>, ClientError> {
    for (index, item) in list.iter().enumerate() {
        // The first that is refused ends it: whoever imports waits for each list.
        if let Err(error) = sector::check(cx, &item.new.metadata, Reach::Office).await {
            return Err(ClientError::Items(vec![FieldProblem::at(index, "sector_identifier_uri", error)]));
        }
    }
    let terms: Vec<TermsChanges> = list.iter().map(|item| item.new.terms.clone()).collect();
    let registered: Vec<Registered> = list.into_iter().map(|item| register(cx, item)).collect();
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut refused = Vec::new();
            for (index, (Registered { client, .. }, terms)) in registered.iter().zip(&terms).enumerate() {
                refused.extend(wrong_terms(tx, &format!("[{index}]."), terms)?);
                let issuer = cx.app.issuer();
                if *client.id.as_str() == *issuer || users::is_subject(tx, client.id.as_str())? {
                    // RFC 9068 5: resource servers would take one for the other.
                    let why = format!("{} is this server or a person: choose another name", client.id);
                    refused.push(FieldProblem::at(index, "client_id", why));
                    continue;
                }
                if clients::find(tx, &client.id)?.is_some() {
                    let why = format!("there is a client {} already", client.id);
                    refused.push(FieldProblem::at(index, "client_id", why));
                    continue;
                }
                clients::insert(tx, client)?;
                store::audit::append(tx, created(&cx, client).with("imported", true), cx.now)?;
            }
            if refused.is_empty() { Ok(registered) } else { Err(ClientError::Items(refused)) }
        })
        .await
}

/// Changes a client.
pub async fn update(
    cx: &Cx,
    by: &Admin,
    id: &ClientId,
    changes: ClientChanges,
) -> Result<Client, ClientError> {
    if changes.owner.is_some() {
        by.may_give_rights()?;
    }
    if let Some(metadata) = &changes.metadata {
        let before = find(cx, by, id)?;
        let moves = |before: &Client| {
            before.metadata.sector_identifier_uri != metadata.sector_identifier_uri
                || before.metadata.redirect_uris != metadata.redirect_uris
        };
        // What stays as it is needs nobody's list: the app's server may be off while its name is changed.
        if let Some(before) = before.filter(moves) {
            let reach = before.reach();
            sector::check(cx, metadata, reach).await?;
        }
    }
    let whoever = by.clone();
    change(cx, by, id, "client.changed", move |tx, cx, client| {
        if let Some(owner) = changes.owner {
            client.owner = owner.map(|owner| find_owner(tx, &whoever, &owner)).transpose()?;
        }
        if let Some(metadata) = changes.metadata {
            client.metadata = metadata;
            // A client that proves itself otherwise now has no secret; one that begins to have one needs a fresh one.
            client.settle_secrets(cx.store().client_secret_key());
        }
        if client.self_registered.is_some() && changes.trusted == Some(true) {
            return Err(ClientError::SelfRegistered);
        }
        client.trusted = changes.trusted.unwrap_or(client.trusted);
        client.rotates_refresh_tokens =
            changes.rotates_refresh_tokens.unwrap_or(client.rotates_refresh_tokens);
        client.state = changes.state.unwrap_or(client.state);
        client.rule = changes.rule.apply(client.rule);
        refuse(wrong_terms(tx, "", &changes.terms)?)?;
        client.terms = applied(&client.terms, changes.terms);
        client.updated_at = cx.now;
        Ok(())
    })
    .await
    .map(|(client, ())| client)
}

/// Lets an app be that registered itself, as it is now: it stays also where nobody uses it. What it may not do stays so.
pub async fn approve(cx: &Cx, by: &Admin, id: &ClientId) -> Result<Client, ClientError> {
    change(cx, by, id, "client.approved", |_, cx, client| {
        client.self_registered.ok_or(ClientError::Unknown)?;
        client.self_registered = Some(SelfRegistered::Approved);
        client.updated_at = cx.now;
        Ok(())
    })
    .await
    .map(|(client, ())| client)
}

/// A fresh secret; the old one goes on working for `keep_s` seconds.
pub async fn rotate_secret(
    cx: &Cx,
    by: &Admin,
    id: &ClientId,
    keep_s: i64,
) -> Result<(Client, Secret), ClientError> {
    change(cx, by, id, "client.secret_rotated", move |_, cx, client| {
        client.rotate_secret(keep_s, cx.entropy(), cx.now).ok_or(ClientError::Public)
    })
    .await
}

/// The old secret is worth nothing from now on.
pub async fn end_old_secret(cx: &Cx, by: &Admin, id: &ClientId) -> Result<Client, ClientError> {
    change(cx, by, id, "client.old_secret_ended", |_, cx, client| {
        client.end_old_secret(cx.now).then_some(()).ok_or(ClientError::NoOldSecret)
    })
    .await
    .map(|(client, ())| client)
}

/// Takes a client away, with all that people allowed it.
pub async fn delete(cx: &Cx, by: &Admin, id: &ClientId) -> Result<(), ClientError> {
    let (event, now, by, id) = (cx.event("client.deleted").client(id), cx.now, by.clone(), id.clone());
    cx.store()
        .write(move |tx| {
            by.require_seen(&clients::find(tx, &id)?.ok_or(ClientError::Unknown)?)?;
            clients::delete(tx, &id)?;
            Ok(store::audit::append(tx, event, now)?)
        })
        .await
}

/// Whether the secret of a client came from elsewhere and can be guessed.
pub fn has_weak_secret(client: &Client) -> bool {
    matches!(client.secret, Some(StoredSecret::Imported { weak: true, .. }))
}

async fn change<T, F>(
    cx: &Cx,
    by: &Admin,
    id: &ClientId,
    event: &'static str,
    act: F,
) -> Result<(Client, T), ClientError>
where
    T: Send + 'static,
    F: FnOnce(&WriteTx<'_>, &Cx, &mut Client) -> Result<T, ClientError> + Send + 'static,
{
    let (cx, by, id) = (cx.clone(), by.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            by.may_still::<ClientError>(tx)?;
            let mut client = clients::find(tx, &id)?.ok_or(ClientError::Unknown)?;
            by.require_seen(&client)?;
            let (before, owner, terms) = (client.rule, client.owner.clone(), client.terms.clone());
            let old = client.old_secret.clone();
            let outcome = act(tx, &cx, &mut client)?;
            clients::update(tx, &client)?;
            let event = with_rule(cx.event(event).client(&id), before, client.rule);
            let mut event = with_terms(event, &terms, &client.terms);
            if let Some(kept) = client.old_secret.as_ref().filter(|kept| old.as_ref() != Some(*kept)) {
                event = event.with("old_secret_until", kept.until);
            }
            if client.owner != owner {
                event = event.with("owner", client.owner.as_ref().map(UserId::as_str));
            }
            store::audit::append(tx, event, cx.now)?;
            if client.terms.access != terms.access {
                end_lost(tx, &cx)?;
            }
            Ok((client, outcome))
        })
        .await
}

fn find_owner(tx: &WriteTx<'_>, by: &Admin, reference: &str) -> Result<UserId, ClientError> {
    let owner = resolve(tx, reference)?.ok_or(ClientError::UnknownOwner)?;
    by.may_act_on(&owner)?;
    Ok(owner.id)
}

fn register(cx: &Cx, item: ImportedClient) -> Registered {
    let source = item.secret.map_or(SecretSource::Generate, SecretSource::Import);
    let key = cx.store().client_secret_key();
    let (client, secret) = Client::register(item.id, item.new.metadata, source, key, cx.entropy(), cx.now);
    let client = Client {
        trusted: item.new.trusted,
        rotates_refresh_tokens: item.new.rotates_refresh_tokens,
        rule: item.new.rule,
        terms: applied(&Terms::default(), item.new.terms),
        ..client
    };
    Registered { client, secret }
}

fn created(cx: &Cx, client: &Client) -> Event {
    let event = cx.event("client.created").client(&client.id).with("name", client.display_name());
    let event = with_rule(event.with("trusted", client.trusted), Rule::default(), client.rule);
    with_terms(event, &Terms::default(), &client.terms)
}

/// The terms as the audit log says them, where they are others than before.
pub(super) fn with_terms(event: Event, before: &Terms, terms: &Terms) -> Event {
    let event = match terms.access.groups() {
        _ if terms.access == before.access => event,
        Some(groups) => event.with("access", groups.to_vec()),
        None => event.with("access", "everybody"),
    };
    let event = match serde_json::to_value(terms.session) {
        Ok(session) if terms.session != before.session => event.with("session_terms", session),
        _ => event,
    };
    if terms.claim_rules == before.claim_rules {
        return event;
    }
    event.with("claims", claims_of(&terms.claim_rules))
}

fn refuse(wrong: Vec<FieldProblem>) -> Result<(), ClientError> {
    if wrong.is_empty() { Ok(()) } else { Err(ClientError::Fields(wrong)) }
}
